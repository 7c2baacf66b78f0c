"""Check proofs by prices and by cases, from the main goal on: exact, without a solver, whoever made them."""

from collections.abc import Sequence
from typing import Any

from staffing.models.base import Goal
from staffing.solver.reallocation.costs import main_goal
from staffing.solver.reallocation.evaluate import levels, worth
from staffing.solver.reallocation.frame import Frame
from staffing.solver.reallocation.least import fulfilled
from staffing.solver.reallocation.problem import Plan, Reallocation
from staffing.solver.reallocation.proofs.bound import Multipliers, lower_bound
from staffing.solver.reallocation.proofs.cases import proven_by
from staffing.solver.reallocation.proofs.minima import NoStaffError, Stations
from staffing.solver.reallocation.proofs.stage import Stage, Step
from staffing.solver.reallocation.proofs.thresholds import NOBODY, below, has_thresholds

Certificate = dict[str, Any]


class Proofs:
    """What prices and trees of cases prove of one plan that keeps all rules."""

    def __init__(
        self,
        problem: Reallocation,
        plan: Plan,
        multipliers: Multipliers | None,
        certificates: Sequence[Certificate] = (),
    ) -> None:
        self.bound: int | None = None
        """No plan that settles the levels before it has a main goal below this."""
        self.proven: dict[str, str] = {}
        """How levels are proven, the main goal first: those after it only where it is."""
        goal, inside = main_goal(problem), fulfilled(problem)
        if goal is None or inside.empty:
            return
        self._given = certificates
        self._plan, self._value = plan, worth(problem, plan)[goal]
        if goal is Goal.BURDEN:
            self._burden(problem, inside)
            return
        if multipliers is None or len(multipliers) != len(inside.sums) + 2:
            return
        try:
            stations = Stations(problem, inside)
            step, offset = stations.in_steps()[1:]
            bound = lower_bound(stations, inside, multipliers)
            # The least value that the main goal can take from the bound on.
            self.bound = offset - ((offset - bound) // step) * step
            if self.bound == self._value or certificates:
                self._check(problem, Stage.near(problem, stations, inside, multipliers, self._value))
        except NoStaffError:
            return

    def _check(self, problem: Reallocation, stage: Stage) -> None:
        goal = str(main_goal(problem))
        if self.bound == self._value:
            self.proven[goal] = "dual_bound"
        else:
            reached = self._reached(stage, stage.main(self._value))
            if reached is not None and self.bound is not None:
                self.bound = max(self.bound, stage.offset + stage.step * reached)
            if self.bound != self._value:
                return
            self.proven[goal] = "cases"
        stage.settle_main(self._value)
        self._after(problem, stage)

    def _burden(self, problem: Reallocation, inside: Frame) -> None:
        """Check that there is no plan of a lesser burden, then the levels after it."""
        if not self._given or not has_thresholds(problem):
            return
        try:
            lesser = below(problem, inside, self._value - 1)
            if lesser is not None and self._reached(lesser, NOBODY) != NOBODY.target:
                return
            self.bound = self._value
            self.proven[Goal.BURDEN] = "cases"
            stage = below(problem, inside, self._value)
            if stage is not None:
                self._after(problem, stage)
        except NoStaffError:
            return

    def _after(self, problem: Reallocation, stage: Stage) -> None:
        for step in stage.after(lambda: self._plan):
            if self._reached(stage, step) != step.target:
                self.proven.pop(step.level, None)
                return
            self.proven[step.level] = "cases"
        if Goal.ORDER in levels(problem) and stage.complete:
            self.proven[Goal.ORDER] = "cases"

    def _reached(self, stage: Stage, step: Step) -> int | None:
        """Return how far the trees that are meant for a step prove it, at most its target."""
        found = [
            proven_by(stage.stations, stage.inside, step.aim, c["tree"], c["denominator"], step.target)
            for c in self._given
            if (c["level"], c["place"]) == (step.level, step.place)
        ]
        return max((reached for reached in found if reached is not None), default=None)


def is_certificate(given: Any) -> bool:
    """Return whether something has the shape of a certificate; its tree is looked at when it is walked."""
    return (
        isinstance(given, dict)
        and set(given) == {"level", "place", "denominator", "tree"}
        and isinstance(given["level"], str)
        and type(given["place"]) is int
        and type(given["denominator"]) is int
        and given["denominator"] > 0
        and isinstance(given["tree"], list)
    )
