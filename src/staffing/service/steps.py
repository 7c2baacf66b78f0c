"""Moves as steps of an answer: burdens, priorities, runner-up and the reason in words."""

from collections.abc import Sequence

from staffing.messages import Lang, text
from staffing.messages.numbers import apart, margin_text
from staffing.models.run import Transfer
from staffing.models.what_if import ClassTurn, RunnerUp, Step
from staffing.service.class_words import Turns
from staffing.service.opening import Opened
from staffing.service.record import burden
from staffing.solver.exchange import Move, priority_value
from staffing.solver.methods import DIVISORS
from staffing.solver.problem import Problem


class Steps:
    """Moves as steps: burdens, priorities and reasons in words."""

    def __init__(self, opened: Opened, problem: Problem, category: str | None, lang: Lang) -> None:
        self._scenario, self._demand = opened.scenario, opened.demand
        self._problem, self._category, self._lang = problem, category, lang
        self._turns = Turns(opened.scenario, problem, lang) if opened.scenario.classes else None

    def step(self, order: int, move: Move) -> Step:
        """Return one move as a step."""
        index, cap = self._demand.index[move.station], self._scenario.cap
        after = move.posts_before + move.change
        own, runner = self._priorities(move)
        return Step(
            order=order,
            station=self._problem.ids[move.station],
            category=self._category,
            change=move.change,
            posts_before=move.posts_before,
            posts_after=after,
            burden_before=burden(index, move.posts_before, cap),
            burden_after=burden(index, after, cap),
            priority=own,
            runner_up=runner,
            reason=self._reason(move, own, runner)
            if self._turns is None
            else self._turns.reason(self._reason(move, own, runner), move),
        )

    def turns(self, moves: Sequence[Move]) -> tuple[ClassTurn, ...] | None:
        """Return which class each step was the turn of; None without classes."""
        if self._turns is None:
            return None
        found = (self._turns.turn(order, move) for order, move in enumerate(moves, start=1))
        return tuple(turn for turn in found if turn is not None)

    def _priorities(self, move: Move) -> tuple[float | None, RunnerUp | None]:
        if self._problem.method not in DIVISORS:
            return None, None
        own = priority_value(self._problem, self._scenario.cap, move.rung)
        if move.runner_rung is None:
            return own, None
        second = priority_value(self._problem, self._scenario.cap, move.runner_rung)
        margin = abs(own - second) / own if own and second is not None else None
        return own, RunnerUp(
            station=self._problem.ids[move.runner_rung.station], priority=second, margin=margin
        )

    def _reason(self, move: Move, own: float | None, runner: RunnerUp | None) -> str:
        lang, stations = self._lang, self._scenario.stations
        name = stations[move.station].name
        if self._problem.method not in DIVISORS:
            return text("step_hamilton", lang)
        kind = "add" if move.change > 0 else "cut"
        if own is None:
            return text("step_add_first", lang, name=name)
        if runner is None or move.runner_up is None or runner.priority is None:
            return text(f"step_{kind}", lang, name=name, own=apart(own)[0])
        other = stations[move.runner_up].name
        if runner.margin == 0.0:
            rule = text(f"tie_{self._decided_by(move)}", lang)
            return text(f"step_{kind}_tie", lang, name=name, own=apart(own)[0], runner=other, rule=rule)
        margin = "-" if runner.margin is None else margin_text(runner.margin)
        first, second = apart(own, runner.priority)
        return text(
            f"step_{kind}_runner",
            lang,
            name=name,
            own=first,
            runner=other,
            second=second,
            margin=margin,
        )

    def _decided_by(self, move: Move) -> str:
        """Return the part of the tie rule that put the post before the runner-up's, or behind it for a cut."""
        keys = [self._problem.key(r.station, r.posts) for r in (move.rung, move.runner_rung) if r is not None]
        return keys[0].decided_by(keys[-1]) or "id"

    def transfers(self, exchanges: Sequence[tuple[int, int]]) -> tuple[Transfer, ...]:
        """Return the exchanges, equal ones counted together."""
        ids = self._problem.ids
        pairs = dict.fromkeys(exchanges)
        return tuple(
            Transfer(
                from_=ids[giver],
                to=ids[taker],
                category=self._category,
                count=exchanges.count((giver, taker)),
            )
            for giver, taker in pairs
        )
