"""The least greatest burden: every value is a question whether there is a plan at all, asked by halving."""

from bisect import bisect_left
from typing import TYPE_CHECKING

from staffing.solver.reallocation.columns.settle import Settling
from staffing.solver.reallocation.costs import station_cost
from staffing.solver.reallocation.frame import Frame
from staffing.solver.reallocation.proofs.bound import Aim
from staffing.solver.reallocation.proofs.minima import NoStaffError, Stations
from staffing.solver.reallocation.proofs.thresholds import NOBODY, below

if TYPE_CHECKING:
    from staffing.solver.reallocation.columns.search import Search


class Burdens(Settling):
    """One problem whose main goal is the greatest burden."""

    def __init__(self, search: "Search", inside: Frame) -> None:
        super().__init__(search, Stations(search.problem, inside, cost=False), inside)

    def run(self) -> None:
        """Halve the values that the burden can take, prove the least, then level after level."""
        search, problem = self.search, self.search.problem
        size = problem.categories[0].capacity
        ends = zip(self.inside.heads_low, self.inside.heads_high, strict=True)
        values = sorted(
            {station_cost(problem, s, h * size) for s, (a, b) in enumerate(ends) for h in range(a, b + 1)}
        )
        first, last = 0, len(values) - 1 if search.value is None else bisect_left(values, search.value)
        while search.value is None or first < last:
            if first > last:
                return
            known, middle = search.value, (first + last) // 2
            if self._ask(values[middle]) == "INFEASIBLE":
                first = middle + 1
            elif search.value == known:
                return
            if search.value is not None:
                last = bisect_left(values, search.value)
        if self._proven(search.value):
            stage = below(problem, self.inside, search.value)
            if stage is not None:
                self.after_main(stage)

    def _ask(self, most: int) -> str:
        try:
            stage = below(self.search.problem, self.inside, most)
            return "INFEASIBLE" if stage is None else self.whole(stage, Aim())
        except NoStaffError:
            return "INFEASIBLE"

    def _proven(self, value: int) -> bool:
        stage = below(self.search.problem, self.inside, value - 1)
        return stage is None or self.prove(stage, NOBODY)
