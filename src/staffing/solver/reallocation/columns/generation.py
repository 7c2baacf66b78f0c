"""Column generation: the linear programme over columns of single stations, and the prices that come of it."""

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from staffing.solver.reallocation.columns.pool import Pool
from staffing.solver.reallocation.costs import scale
from staffing.solver.reallocation.frame import Frame
from staffing.solver.reallocation.proofs.bound import laid_out
from staffing.solver.reallocation.proofs.minima import Prices, Stations

if TYPE_CHECKING:
    from staffing.solver.reallocation.columns.search import Search

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
PART = 0.8
"""Part of the time that the linear programme may take: the rest is for plans."""
TINY = 1e-7
PENALTIES = (1e3, 1e6)
"""Of a head that a rule over stations is short of, in units of exact cost."""


class Generation:
    """The linear programme over the columns, and what comes of it."""

    def __init__(
        self,
        search: "Search",
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
            if mixed is not own:
                # Where stations are many, programmes take far longer than prices: the bound is worth a second look.
                fresh += self._price(own)
            if not fresh or value - self.best_value <= TINY * max(1.0, abs(value)):
                return

    def _prices(self, duals: Floats) -> Prices:
        """Return prices of the rules as :mod:`staffing.solver.reallocation.proofs.bound` counts them."""
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
