"""Column generation: the search for plans and prices, for any solver of linear and integer programmes."""

import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from staffing.models.base import Place
from staffing.solver.reallocation.bound import laid_out, lower_bound, whole_prices
from staffing.solver.reallocation.costs import main_goal, scale
from staffing.solver.reallocation.evaluate import faults, levels, worth
from staffing.solver.reallocation.frame import Frame
from staffing.solver.reallocation.least import fulfilled
from staffing.solver.reallocation.minima import NoStaffError, Prices, Stations
from staffing.solver.reallocation.near import TooManyError, near_staff
from staffing.solver.reallocation.pool import Pool, first_columns
from staffing.solver.reallocation.problem import Goal, Plan, Reallocation

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
FEW = 30
"""Stations below which all columns are taken."""
NEAR = 40_000
"""Columns up to which the integer programme takes all that a better plan could hold."""
DOZEN = 12
"""Columns a station that it takes otherwise."""
PART = 0.8
"""Part of the time that the linear programme may take: the rest is for plans."""
TINY = 1e-7
PENALTIES = (1e3, 1e6)
"""Of a head that a rule over stations is short of, in units of exact cost."""


class Search:
    """One problem on its way from the present staff to a plan and a bound."""

    def __init__(
        self,
        problem: Reallocation,
        end: float,
        seed: int,
        threads: int,
        start: Plan | None,
        programme: Callable[..., Any],
    ) -> None:
        self.problem, self.end, self.seed, self.threads = problem, end, seed, threads
        self.new_programme = programme
        self.inside: Frame = fulfilled(problem)
        self.plan: Plan | None = None
        self.value: int | None = None
        self.multipliers: list[int] | None = None
        self.bound: int | None = None
        self.offer(start if start is not None else problem.in_post)

    # -- what is known -----------------------------------------------------------------------------------

    @property
    def left(self) -> float:
        """Seconds left."""
        return self.end - time.monotonic()

    def offer(self, plan: Plan) -> None:
        """Keep a plan if it is allowed and better than the last."""
        goal = main_goal(self.problem)
        if goal is None or faults(self.problem, plan):
            return
        found = worth(self.problem, plan)
        mine = found.values[: found.names.index(goal) + 1]
        known = worth(self.problem, self.plan).values[: len(mine)] if self.plan is not None else None
        if known is None or mine < known:
            self.plan, self.value = plan, found[goal]

    def reply(self, word: str) -> dict[str, Any]:
        """Return the reply of the back end."""
        goal = main_goal(self.problem)
        done = levels(self.problem).index(goal) + 1 if goal and word == "OPTIMAL" else 0
        values = None if self.plan is None else [x for row in self.plan for x in row]
        if values is None and word in {"OPTIMAL", "FEASIBLE"}:
            word = "UNKNOWN"
        if word == "INFEASIBLE":
            values = None
        if word == "UNKNOWN" and values is not None:
            word = "FEASIBLE"
        return {"word": word, "values": values, "levels": done, "multipliers": self.multipliers}

    # -- the way -----------------------------------------------------------------------------------------

    def run(self) -> dict[str, Any]:
        """Return the reply of the back end."""
        problem = self.problem
        if main_goal(problem) in {None, Goal.BURDEN}:
            return self.reply("UNKNOWN")
        if len(problem.ids) < FEW:
            from staffing.solver.reallocation.columns_small import solve_small

            known = solve_small(self)
            if known is not None:
                return known
        if self.inside.empty:
            return self.reply("INFEASIBLE" if problem.place is not Place.ALL else "UNKNOWN")
        stations = Stations(problem, self.inside)
        if stations.cost.dtype == object:
            return self.reply("UNKNOWN")
        try:
            generation = Generation(self, stations, self.inside, first_columns(stations, self.inside))
            if not generation.converge():
                if not generation.impossible and generation.best_value > -np.inf:
                    self._prove(stations, generation)
                return self.reply(self._without_plan(generation))
        except NoStaffError:
            return self.reply("INFEASIBLE" if _is_whole(problem) else "UNKNOWN")
        self._prove(stations, generation)
        if self.left <= 0:
            return self.reply("FEASIBLE")
        generation.dive()
        complete = generation.finish()
        return self.reply("OPTIMAL" if complete or self.value == self.bound else "FEASIBLE")

    def _without_plan(self, generation: "Generation") -> str:
        """Return the word for a linear programme without a solution."""
        if not generation.impossible or not _is_whole(self.problem):
            return "UNKNOWN"
        stations = Stations(self.problem, self.inside, cost=False)
        pool = first_columns(stations, self.inside)
        phase = Generation(self, stations, self.inside, pool, penalties=(1.0,))
        phase.converge()
        self.multipliers = phase.whole(1 << 30)
        return "INFEASIBLE"

    def _prove(self, stations: Stations, generation: "Generation") -> None:
        """Turn the best prices into whole ones and compute the bound that they prove."""
        self.multipliers = generation.whole(scale(self.problem))
        self.bound = lower_bound(stations, self.inside, tuple(self.multipliers))


def _is_whole(problem: Reallocation) -> bool:
    """Return whether the frame holds every plan: no level before the main goal was settled on the way."""
    goal = main_goal(problem)
    return goal is not None and levels(problem).index(goal) == 0


class Generation:
    """The linear programme over the columns, and what comes of it."""

    def __init__(
        self,
        search: Search,
        stations: Stations,
        inside: Frame,
        pool: Pool,
        *,
        penalties: tuple[float, ...] = PENALTIES,
    ) -> None:
        self.search, self.stations, self.inside, self.pool = search, stations, inside, pool
        self.unit = float(scale(search.problem))
        self.penalties = penalties
        self.impossible = False
        # Where a category may gain, heads that left count: never too few. Else those that joined, exactly.
        self.sides = [most > 0 for most in inside.net_high]
        self.count, self.sums = stations.count, len(inside.sums)
        low, high = [1.0] * self.count, [1.0] * self.count
        low += [float(row.low) for row in inside.sums]
        high += [float(row.high) for row in inside.sums]
        self.limits = [np.inf, np.inf]
        if inside.transfers_limit is not None:
            self.limits[0] = inside.transfers_limit
        if inside.changed_limit is not None:
            self.limits[1] = inside.changed_limit
        self.low, self.high = [*low, -np.inf, -np.inf], [*high, *self.limits]
        self.floor = stations.cost[stations.start + stations.base_units].astype(float)
        self.best = Prices(np.zeros(self.sums), 0.0, 0.0)
        self.best_value = -np.inf
        self.duals: Floats = np.zeros(self.count + self.sums + 2)
        self.shares: Floats = np.zeros(0)
        self.short = np.inf
        """Heads by which the last linear programme breaks rules over stations."""
        self.until = time.monotonic() + PART * search.left

    # -- the matrix --------------------------------------------------------------------------------------

    def entries(self, which: Ints, settled: Sequence[Floats] = ()) -> tuple[Ints, Ints, Floats]:
        """Return starts, rows and values of these columns; ``settled`` are their values in further rows."""
        pool, stations = self.pool, self.stations
        owner, staff = pool.station[which], pool.staff[which]
        own = self.sums + 3
        table = np.zeros((len(which), own + len(settled)))
        table[:, 0] = 1
        for i, category in enumerate(stations.row_category):
            amount = staff.sum(axis=1) if category is None else staff[:, category]
            table[:, i + 1] = np.where(stations.rows[i][owner], amount, 0)
        if self.limits[0] < np.inf:
            table[:, own - 2] = pool.moved(self.sides, which)
        if self.limits[1] < np.inf:
            table[:, own - 1] = pool.changed(which)
        for i, values in enumerate(settled):
            table[:, own + i] = values
        row = np.broadcast_to(np.arange(self.count - 1, self.count - 1 + table.shape[1]), table.shape).copy()
        row[:, 0] = owner
        used = table != 0
        lengths = used.sum(axis=1)
        return np.cumsum(lengths) - lengths, row[used], table[used]

    def costs(self, which: Ints) -> Floats:
        """Return costs in units of exact cost, each station's constant removed."""
        pool = self.pool
        found: Floats = (pool.cost[which].astype(float) - self.floor[pool.station[which]]) / self.unit
        return found

    def _slacks(self, programme: Any, penalty: float) -> None:
        """Let each rule over stations be broken, at a price."""
        rows = np.repeat(np.arange(self.count, self.count + self.sums + 2), 2)
        signs = np.tile([1.0, -1.0], self.sums + 2)
        programme.add(np.full(len(rows), penalty), np.arange(len(rows)), rows, signs, upper=np.inf)

    # -- prices ------------------------------------------------------------------------------------------

    def converge(self) -> bool:
        """Generate columns until none pays; return whether the rules can be kept."""
        self.programme = self.new(self.penalties[0])
        self._extend(np.arange(len(self.pool.station)))
        self._begin()
        slacks = 2 * (self.sums + 2)
        for number, penalty in enumerate(self.penalties):
            if number:
                self.programme.price(
                    np.concatenate((np.full(slacks, penalty), self.costs(np.arange(len(self.pool.station)))))
                )
                self.best_value = -np.inf
            self._generate()
            if not len(self.shares):
                return False
            if self.short < TINY:
                return True
            if time.monotonic() >= self.until:
                return False
        self.impossible = True
        return False

    def _begin(self) -> None:
        """Start from one column a station, present staff where it may stay, and slacks where rules are broken."""
        pool, slacks = self.pool, 2 * (self.sums + 2)
        chosen = np.full(self.count, -1, dtype=np.int64)
        np.maximum.at(chosen, pool.station[::-1], np.arange(len(pool.station))[::-1])
        present = (pool.staff == self.stations.here[pool.station]).all(axis=1)
        chosen[pool.station[present]] = np.flatnonzero(present)
        _, row, value = self.entries(chosen)
        held = np.zeros(self.count + self.sums + 2)
        np.add.at(held, row, value)
        columns, rows = (slacks + chosen).tolist(), []
        for i in range(self.count, len(held)):
            if held[i] < self.low[i]:
                columns.append(2 * (i - self.count))
            elif held[i] > self.high[i]:
                columns.append(2 * (i - self.count) + 1)
            else:
                rows.append(i)
        self.programme.begin_at(columns, rows)

    def new(self, penalty: float) -> Any:
        """Return a programme with the rows and the slacks alone."""
        search = self.search
        programme = search.new_programme(self.low, self.high, threads=search.threads, seed=search.seed)
        self._slacks(programme, penalty)
        return programme

    def _extend(self, which: Ints) -> None:
        self.programme.add(self.costs(which), *self.entries(which), upper=np.inf)

    def _generate(self) -> None:
        slacks = 2 * (self.sums + 2)
        while True:
            if self.programme.solve(self.until - time.monotonic()) != "OPTIMAL":
                return
            self.duals = self.programme.duals
            values = self.programme.values
            self.short, self.shares = float(values[:slacks].sum()), values[slacks:]
            value = self.programme.objective
            own = self._prices(self.duals)
            mixed = self._between(self.best, own) if self.best_value > -np.inf else own
            fresh = self._price(mixed)
            if value - self.best_value <= TINY * max(1.0, abs(value)):
                return
            if not fresh and mixed is not own:
                fresh = self._price(own)
            if not fresh or value - self.best_value <= TINY * max(1.0, abs(value)):
                return

    def _prices(self, duals: Floats) -> Prices:
        """Return prices of the rules as :mod:`staffing.solver.reallocation.bound` counts them."""
        rows = duals[self.count : self.count + self.sums].copy()
        joining, changing = max(0.0, -duals[-2]), max(0.0, -duals[-1])
        for k, left in enumerate(self.sides):
            # Where the sign of the gain is open, the bound counts joined heads.
            rows[k] += joining if left and self.inside.net_low[k] < 0 else 0.0
        return Prices(rows * self.unit, joining * self.unit, changing * self.unit)

    @staticmethod
    def _between(a: Prices, b: Prices) -> Prices:
        return Prices((a.rows + b.rows) / 2, (a.joining + b.joining) / 2, (a.changing + b.changing) / 2)

    def _price(self, prices: Prices) -> int:
        """Price all stations, keep the bound if it is the best, add what pays; return how many were added."""
        asked, constant = laid_out(self.inside, prices)
        found = self.stations.cheapest(asked, around=1)
        bound = float(found.value.astype(float).sum() - self.floor.sum()) + constant
        bound /= self.unit
        if bound > self.best_value:
            self.best_value, self.best = bound, prices
        everyone = np.arange(self.count)
        known = len(self.pool.station)
        self.pool.add(everyone, found.staff)
        self.pool.add(found.stations, found.others)
        which = np.arange(known, len(self.pool.station))
        if not len(which):
            return 0
        paying = self._reduced(which) < -TINY * 1e-2
        # What does not pay now may soon: all that was found is added, and only what pays counts.
        self._extend(which)
        return int(paying.sum())

    def _reduced(self, which: Ints) -> Floats:
        starts, rows, values = self.entries(which)
        ends = np.append(starts[1:], len(rows))
        worth_ = np.add.reduceat(self.duals[rows] * values, starts)
        assert len(ends) == len(which)  # noqa: S101 - every column has its station's row
        reduced: Floats = self.costs(which) - worth_
        return reduced

    def whole(self, unit: int) -> list[int]:
        """Return the best prices in whole numbers, ``unit`` to 1 of exact cost."""
        factor = unit / self.unit
        prices = [*self.best.rows.tolist(), self.best.joining, self.best.changing]
        return [round(price * factor) for price in prices]

    # -- plans -------------------------------------------------------------------------------------------

    def dive(self) -> None:
        """Fix the stations whose column is whole, but for a tenth, and solve the rest in whole numbers."""
        shares = self.shares
        pool = self.pool
        best_share = np.zeros(self.count)
        owner = pool.station[: len(shares)]
        np.maximum.at(best_share, owner, shares)
        taken = np.full(self.count, -1, dtype=np.int64)
        whole = np.flatnonzero(shares > 1 - 1e-6)
        taken[owner[whole]] = whole
        settled = np.flatnonzero(taken >= 0)
        reduced = self._reduced(np.arange(len(pool.station)))
        second = self._second(reduced, taken)
        freed = settled[np.argsort(second[settled], kind="stable")][: max(10, self.count // 10)]
        taken[freed] = -1
        which = self._nearest(reduced, DOZEN)
        keep = (taken[pool.station[which]] < 0) | (taken[pool.station[which]] == which)
        fixed = taken[taken >= 0]
        # Where stations are many the rest is large: a thousand a second.
        share = min(0.5, max(0.1, self.count / 1000 / max(self.search.left, 0.1)))
        self._solve_whole(np.union1d(which[keep], fixed), share=share, gap=1e-3)

    def _second(self, reduced: Floats, taken: Ints) -> Floats:
        """Return by station the least reduced cost among the columns that are not taken."""
        second = np.full(self.count, np.inf)
        others = np.ones(len(reduced), dtype=bool)
        others[taken[taken >= 0]] = False
        np.minimum.at(second, self.pool.station[others], reduced[others])
        return second

    def _nearest(self, reduced: Floats, count: int) -> Ints:
        """Return the ``count`` columns of least reduced cost of each station."""
        order = np.lexsort((reduced, self.pool.station))
        owner = self.pool.station[order]
        first = np.searchsorted(owner, owner)
        nearest: Ints = np.sort(order[np.arange(len(order)) - first < count])
        return nearest

    def finish(self) -> bool:
        """Solve the integer programme over all columns that a better plan could hold, or else the nearest.

        Returns
        -------
        Whether all were taken and HiGHS calls the plan the best.
        """
        search = self.search
        if search.value is not None and search.value == search.bound:
            return True
        which = self._nearest(self._reduced(np.arange(len(self.pool.station))), DOZEN)
        self._solve_whole(which, share=0.5, gap=1e-4)
        possible = self._possible()
        return possible is not None and self._solve_whole(possible, share=1.0) == "OPTIMAL"

    def _possible(self) -> Ints | None:
        """Return all columns that a better plan could hold; None: too many."""
        search = self.search
        if search.value is None or search.bound is None or search.multipliers is None:
            return None
        prices, _ = whole_prices(self.stations, self.inside, tuple(search.multipliers))
        try:
            near = near_staff(self.stations, prices, search.value - search.bound, limit=NEAR)
        except TooManyError:
            return None
        return self._numbers(near)

    def _numbers(self, near: list[list[tuple[int, ...]]]) -> Ints:
        owners = np.repeat(np.arange(self.count), [len(own) for own in near])
        staff = np.array([row for own in near for row in own], dtype=np.int64)
        self.pool.add(owners, staff)
        wanted = {(s, np.array(row, dtype=np.int64).tobytes()) for s, own in enumerate(near) for row in own}
        names = zip(self.pool.station.tolist(), self.pool.staff, strict=True)
        return np.array(
            [i for i, (s, row) in enumerate(names) if (s, row.tobytes()) in wanted], dtype=np.int64
        )

    def _solve_whole(self, which: Ints, *, share: float, gap: float = 0.0) -> str:
        """Solve the integer programme over these columns, from the best plan so far, up to a gap.

        The gap counts against the exact bound: what the stations cost at least is taken out of the programme.
        """
        known = abs(self.search.bound or 0) / self.unit
        return self.whole_plan(which, self.costs(which), [], self.search.left * share, gap * known)[0]

    def whole_plan(
        self, which: Ints, costs: Floats, rows: list[tuple[Floats, float]], left_s: float, gap: float = 0.0
    ) -> tuple[str, Ints | None]:
        """Solve an integer programme over columns, offer its plan to the search, return word and columns.

        Parameters
        ----------
        rows
            Levels that are settled: the columns' costs, and what their sum must not exceed.
        """
        search, pool = self.search, self.pool
        low = [*self.low, *(-np.inf for _ in rows)]
        high = [*self.high, *(most for _, most in rows)]
        programme = search.new_programme(low, high, threads=search.threads, seed=search.seed)
        starts, row, value = self.entries(which, [settled for settled, _ in rows])
        programme.add(costs, starts, row, value, upper=1.0, whole=True)
        if search.plan is not None:
            staff = np.array(search.plan, dtype=np.int64)
            chosen = (pool.staff[which] == staff[pool.station[which]]).all(axis=1)
            if chosen.sum() == self.count:
                programme.begin(chosen.astype(float))
        word: str = programme.solve(left_s, gap)
        if word not in {"OPTIMAL", "FEASIBLE"}:
            return word, None
        at = np.flatnonzero(programme.values > 0.5)
        taken = which[at]
        if len(taken) != self.count or len(set(pool.station[taken].tolist())) != self.count:
            return "UNKNOWN", None
        plan: list[tuple[int, ...]] = [()] * self.count
        for s, staff_row in zip(pool.station[taken].tolist(), pool.staff[taken].tolist(), strict=True):
            plan[s] = tuple(staff_row)
        search.offer(tuple(plan))
        return word, at
