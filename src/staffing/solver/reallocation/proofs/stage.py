"""The way through the levels that search and check share: what is still open, and what is to be shown next.

First the stations are drawn in to what plans as good as the known one can hold. Once the main goal is settled it
becomes a limit, then transfers, then stations changed; for the order goal the numbers are settled one by one.
"""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Self

from staffing.models.base import Goal
from staffing.solver.reallocation.costs import main_goal
from staffing.solver.reallocation.evaluate import levels, worth
from staffing.solver.reallocation.frame import Frame
from staffing.solver.reallocation.problem import Plan, Reallocation
from staffing.solver.reallocation.proofs.bound import MAIN, Aim, Multipliers
from staffing.solver.reallocation.proofs.drawn import drawn_in
from staffing.solver.reallocation.proofs.minima import Stations


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to be shown: that no plan takes an aim below ``target``."""

    level: str
    place: int
    """Of the order goal: position of the number in the order; -1: another level."""
    aim: Aim
    target: int


class Stage:
    """The stations and limits within which the plans lie that are no worse on the levels settled so far."""

    def __init__(self, problem: Reallocation, stations: Stations, inside: Frame) -> None:
        self.problem, self.inside, self.stations = problem, inside, stations
        self.step, self.offset = 1, 0
        self.most: int | None = None
        self.complete = False
        """True once the order goal was walked to its end."""

    @classmethod
    def near(
        cls, problem: Reallocation, stations: Stations, inside: Frame, multipliers: Multipliers, most: int
    ) -> Self:
        """Return the stage drawn in, by prices that prove a bound of the main goal, to plans of at most ``most``.

        Raises
        ------
        NoStaffError
            There is no plan that good.
        """
        drawn = drawn_in(stations, inside, multipliers, most)
        counted, step, offset = stations.in_steps()
        stage = cls(problem, counted.within(*drawn.ends), inside)
        stage.step, stage.offset = step, offset
        return stage

    def main(self, value: int) -> Step:
        """Return what shows that no plan has a main goal below a value."""
        return Step(str(main_goal(self.problem)), -1, MAIN, -((self.offset - value) // self.step))

    def settle_main(self, value: int) -> None:
        """Keep plans of this main goal alone."""
        self.most = (value - self.offset) // self.step

    def after(self, plan: Callable[[], Plan]) -> Iterator[Step]:
        """Yield what is to be shown of the levels after the main goal, each settled once the next is asked for.

        Ends before a level that cannot be shown this way. ``plan`` returns the best plan of the moment.
        """
        names = levels(self.problem)
        for name in names[names.index(str(main_goal(self.problem))) + 1 :]:
            if name == Goal.ORDER:
                yield from self.ordered(plan)
                return
            aim = self._aim(name)
            if aim is None:
                return
            yield Step(name, -1, aim, worth(self.problem, plan())[name])
            if not self._settle(name, worth(self.problem, plan())[name]):
                return

    def _aim(self, name: str) -> Aim | None:
        width = self.stations.width
        if name == Goal.TRANSFERS:
            return Aim(moved=(1,) * width, most=self.most)
        if name == Goal.STATIONS_CHANGED:
            return Aim(changed=1, most=self.most)
        costs = tuple(c.transfer_cost for c in self.problem.categories)
        return Aim(moved=costs, most=self.most) if min(costs) >= 0 else None

    def _settle(self, name: str, value: int) -> bool:
        """Turn a level's value into a limit; return whether that can be said."""
        if name == Goal.TRANSFERS:
            self.inside = replace(self.inside, transfers_limit=value)
        elif name == Goal.STATIONS_CHANGED:
            self.inside = replace(self.inside, changed_limit=value)
        else:
            return False
        return True

    def ordered(self, plan: Callable[[], Plan]) -> Iterator[Step]:
        """Yield number by number that none is greater with the numbers before it as they are."""
        count, width = self.stations.count, self.stations.width
        for s, k in itertools.product(range(count), range(width)):
            if self.stations.low[s, k] < self.stations.high[s, k]:
                aim = Aim(heads=((s, k, -1),), most=self.most)
                yield Step(Goal.ORDER.value, s * width + k, aim, -plan()[s][k])
                self.fix(s, k, plan()[s][k])
        self.complete = True

    def fix(self, s: int, k: int, heads: int) -> None:
        """Keep plans with this number alone."""
        low, high, least, most, may = self.stations.ends
        low[s, k] = high[s, k] = heads
        self.stations = self.stations.within(low, high, least, most, may)
