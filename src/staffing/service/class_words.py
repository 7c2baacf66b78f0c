"""What a run and an answer say of the classes."""

from collections.abc import Sequence

from staffing.messages import Lang, text
from staffing.messages.numbers import apart, margin_text
from staffing.models.run import ClassResult
from staffing.models.scenario import Scenario
from staffing.models.what_if import ClassTurn
from staffing.quantify.rulers import class_weights
from staffing.service.opening import Opened
from staffing.solver.classes import class_problem, classes_of
from staffing.solver.exchange import Move, priority_value
from staffing.solver.problem import UNLIMITED, Problem


def class_results(opened: Opened, posts: Sequence[int] | None) -> tuple[ClassResult, ...] | None:
    """Return the classes as used; None where there are none."""
    scenario = opened.scenario
    if not scenario.classes:
        return None
    rules = {rule.name: rule for rule in classes_of(opened.problem)}
    rows = []
    for one in scenario.classes:
        rule = rules[one.name]
        held = None if posts is None else rule.held(posts)
        rows.append(
            ClassResult(
                name=one.name,
                stations=len(rule.members),
                share=float(opened.demand.classes[one.name]),
                posts=held if held is None or rule.maximum >= UNLIMITED else rule.maximum,
                allocation=held,
                weights={name: float(weight) for name, weight in class_weights(scenario, one.name).items()},
            )
        )
    return tuple(rows)


class Turns:
    """The class's part of each step."""

    def __init__(self, scenario: Scenario, problem: Problem, lang: Lang) -> None:
        self._cap, self._lang = scenario.cap, lang
        self._between = class_problem(problem)

    def turn(self, order: int, move: Move) -> ClassTurn | None:
        """Return which class's turn a move was."""
        above = move.of_class
        if above is None:
            return None
        own, second = self._priorities(above)
        margin = abs(own - second) / own if own and second is not None else None
        return ClassTurn(
            order=order,
            name=self._between.ids[above.station],
            posts_before=above.posts_before,
            posts_after=above.posts_before + above.change,
            priority=own,
            runner_up=None if above.runner_up is None else self._between.ids[above.runner_up],
            margin=margin,
        )

    def reason(self, reason: str, move: Move) -> str:
        """Return the reason of a step with that of its class before it."""
        turn = self.turn(0, move)
        if turn is None or move.of_class is None or turn.priority is None:
            return reason
        _, second = self._priorities(move.of_class)
        if turn.runner_up is None or second is None or turn.margin is None:
            return text("step_class", self._lang, reason=reason, name=turn.name, own=apart(turn.priority)[0])
        first, behind = apart(turn.priority, second)
        return text(
            "step_class_runner",
            self._lang,
            reason=reason,
            name=turn.name,
            own=first,
            runner=turn.runner_up,
            second=behind,
            margin=margin_text(turn.margin),
        )

    def _priorities(self, above: Move) -> tuple[float | None, float | None]:
        own = priority_value(self._between, self._cap, above.rung)
        second = above.runner_rung
        return own, None if second is None else priority_value(self._between, self._cap, second)
