"""Each station's cheapest staff against given prices, for all stations at once.

The staff of a station costs ``cost(X) - sum_k price_k x_k + joining sum_k max(0, x_k - c_k) + changing [x != c]``.
Within one class of equal capacities the prices are convex and linear in pieces, so the best split of ``h`` heads
takes the pieces in order of slope, and only the number of heads by class is gone through: some dozens of numbers
a station in place of tens of thousands of vectors. Whole numbers in, exact values out.
"""

import copy
import itertools
from dataclasses import dataclass, replace
from math import gcd
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from staffing.solver.reallocation.costs import cost_table, main_goal
from staffing.solver.reallocation.frame import Frame
from staffing.solver.reallocation.problem import Reallocation
from staffing.solver.reallocation.proofs.lines import Ints, Line, Numbers, staff_of

CELLS = 1 << 21
"""Numbers of heads that are looked at in one pass: bounds the memory."""
LARGEST = 1 << 61
"""Sums of whole numbers stay below this, or are computed without a limit."""


@dataclass(frozen=True)
class Prices:
    """Prices of the rules over stations, in units of the station costs."""

    rows: Numbers
    """By sum of the frame: what one more head under it is worth."""
    joining: Any
    """From 0: of each head that joins; one for all categories, or an array by category."""
    changing: Any
    """From 0: of each station that changes."""
    cost: Any = 1
    """From 0: what the station costs count."""
    extra: tuple[tuple[int, int, int], ...] = ()
    """(station, category, what one more head is worth there beside the rules)."""


class Stations:
    """The stations of a frame as arrays."""

    def __init__(self, problem: Reallocation, inside: Frame, *, cost: bool = True) -> None:
        n, width = len(problem.ids), len(problem.categories)
        self.count, self.width = n, width
        self.low = np.array(inside.low, dtype=np.int64)
        self.high = np.maximum(np.array(inside.high, dtype=np.int64), self.low)
        self.here = np.array(problem.in_post, dtype=np.int64)
        self.heads_low = np.array(inside.heads_low, dtype=np.int64)
        self.heads_high = np.array(inside.heads_high, dtype=np.int64)
        capacities = [c.capacity for c in problem.categories]
        self.capacities = np.array(capacities, dtype=np.int64)
        self.classes = [
            [k for k in range(width) if capacities[k] == size] for size in sorted(set(capacities))
        ]
        self.class_capacity = [capacities[own[0]] for own in self.classes]
        self.settle()
        self._tables(problem, cost=cost and main_goal(problem) is not None)
        self.rows = np.zeros((len(inside.sums), n), dtype=bool)
        for i, row in enumerate(inside.sums):
            self.rows[i, list(row.members)] = True
        self.row_category = [row.category for row in inside.sums]

    def settle(self) -> None:
        """Work out what follows from the ends of boxes and stations."""
        self.base_units = self.low @ self.capacities
        self.room = np.minimum((self.high - self.low).sum(axis=1), self.heads_high - self.low.sum(axis=1))
        heads = self.here.sum(axis=1)
        inside_box = ((self.low <= self.here) & (self.here <= self.high)).all(axis=1)
        self.may_stay = inside_box & (self.heads_low <= heads) & (heads <= self.heads_high)

    def within(
        self, low: Ints, high: Ints, heads_low: Ints, heads_high: Ints, may_stay: NDArray[np.bool_]
    ) -> Self:
        """Return the same stations with their ends drawn in, and those that must change.

        Raises
        ------
        NoStaffError
            An interval is empty.
        """
        if (low > high).any() or (heads_low > heads_high).any():
            raise NoStaffError
        drawn = copy.copy(self)
        drawn.low, drawn.high, drawn.heads_low, drawn.heads_high = low, high, heads_low, heads_high
        drawn.settle()
        drawn.may_stay = drawn.may_stay & may_stay
        return drawn

    @property
    def ends(self) -> tuple[Ints, Ints, Ints, Ints, NDArray[np.bool_]]:
        """What :meth:`within` takes, as copies."""
        arrays = (self.low, self.high, self.heads_low, self.heads_high)
        low, high, least, most = (array.copy() for array in arrays)
        return low, high, least, most, self.may_stay.copy()

    def in_steps(self) -> tuple[Self, int, int]:
        """Return the stations with costs counted in steps of their lattice, the step, and the costs' offset.

        Any plan costs ``offset + step x its cost in steps``.
        """
        costs = self.cost.tolist()
        begin = self.begin.tolist()
        end = [*begin[1:], len(costs)]
        step = 0
        for a, b in zip(begin, end, strict=True):
            step = gcd(step, *(cost - costs[a] for cost in costs[a:b]))
            if step == 1:
                break
        step = step or 1
        counted = copy.copy(self)
        lines = [(cost - costs[a]) // step for a, b in zip(begin, end, strict=True) for cost in costs[a:b]]
        counted.cost = np.array(lines, dtype=np.int64 if max(lines) * self.count < LARGEST else object)
        return counted, step, sum(costs[a] for a in begin)

    def _tables(self, problem: Reallocation, *, cost: bool) -> None:
        """Lay the cost tables of all stations one behind the other."""
        room = np.maximum(self.room, 0) * int(self.capacities.max())
        top = self.base_units + np.minimum((self.high - self.low) @ self.capacities, room)
        sizes = top - self.base_units + 1
        self.begin = np.concatenate(([0], np.cumsum(sizes)))[:-1]
        self.start = self.begin - self.base_units
        if not cost:
            self.cost = np.zeros(int(sizes.sum()), dtype=np.int64)
            return
        lines: list[int] = []
        for s in range(self.count):
            lines += cost_table(problem, s, int(self.base_units[s]), int(top[s]))
        largest = max(*lines, -min(lines))
        self.cost = np.array(lines, dtype=np.int64 if largest * self.count < LARGEST else object)

    def cost_of(self, stations: Ints, staff: Ints) -> Numbers:
        """Return the costs of staff at stations, row by row."""
        found: Numbers = self.cost[self.start[stations] + staff @ self.capacities]
        return found

    @property
    def tallest(self) -> int:
        """More heads than any station may hold."""
        return int(self.high.sum(axis=1).max()) + 1

    @property
    def dearest(self) -> int:
        """The greatest cost of a station, whatever its sign."""
        return int(max(self.cost.max(), -self.cost.min()))

    def price_table(self, prices: Prices) -> Numbers:
        """Return what one head of each category is worth at each station."""
        table = np.zeros((self.count, self.width), dtype=prices.rows.dtype)
        for i, category in enumerate(self.row_category):
            if prices.rows[i]:
                members = self.rows[i]
                if category is None:
                    table[members] += prices.rows[i]
                else:
                    table[members, category] += prices.rows[i]
        for s, k, worth in prices.extra:
            table[s, k] += worth
        return table

    def cheapest(self, prices: Prices, *, around: int = 0, which: Ints | None = None) -> "Cheapest":
        """Return each station's cheapest staff, and with ``around`` those with so many heads more or less.

        The dtype of ``prices.rows`` decides the arithmetic: floats for search, whole numbers for proofs.

        Raises
        ------
        NoStaffError
            A station can hold no staff at all.
        """
        found = self._cheapest(prices, around, np.arange(self.count) if which is None else which)
        if found.none.any():
            raise NoStaffError
        return found

    def dearer(self, prices: Prices, which: Ints, most: Numbers) -> NDArray[np.bool_]:
        """Return which of these stations hold nothing that costs ``most`` or less."""
        if not len(which):
            return np.zeros(0, dtype=bool)
        found = self._cheapest(prices, 0, which)
        above: NDArray[np.bool_] = found.none | (found.value > most)
        return above

    def _cheapest(self, prices: Prices, around: int, which: Ints) -> "Cheapest":
        table = self.price_table(prices)
        cells = 1
        for own in self.classes:
            cells *= int((self.high - self.low)[which][:, own].sum(axis=1).max()) + 1
        chunk = max(1, CELLS // cells)
        joining = np.full(self.width, prices.joining, dtype=table.dtype)
        prices = replace(prices, joining=joining)
        parts = [
            self._chunk(which[a : a + chunk], table, prices, around) for a in range(0, len(which), chunk)
        ]
        return Cheapest(
            value=np.concatenate([part.value for part in parts]),
            staff=np.concatenate([part.staff for part in parts]),
            stations=np.concatenate([part.stations for part in parts]),
            others=np.concatenate([part.others for part in parts]),
            none=np.concatenate([part.none for part in parts]),
        )

    def _chunk(self, which: Ints, table: Numbers, prices: Prices, around: int) -> "Cheapest":
        low, high, here = self.low[which], self.high[which], self.here[which]
        kink = np.clip(here, low, high)
        price = table[which]
        floor = -(price * low) + prices.joining * np.maximum(low - here, 0)
        base = floor.sum(axis=1)
        lines = [Line.of(own, kink - low, high - kink, price, prices.joining) for own in self.classes]
        grids = np.meshgrid(*(np.arange(line.longest + 1) for line in lines), indexing="ij")
        steps = [grid.ravel() for grid in grids]
        heads = sum(steps)
        units = sum(step * size for step, size in zip(steps, self.class_capacity, strict=True))
        least = (self.heads_low[which] - low.sum(axis=1))[:, None]
        open_ = (least <= heads) & (heads <= self.room[which][:, None])
        for line, step in zip(lines, steps, strict=True):
            open_ &= step <= line.total[:, None]
        place = (self.start + self.base_units)[which][:, None] + units
        value = self.cost[np.where(open_, place, 0)].astype(table.dtype, copy=False) * prices.cost
        for line, step in zip(lines, steps, strict=True):
            value = value + line.value()[:, step]
        highest = value.max() + 1
        value = np.where(open_, value, highest)
        best = value.argmin(axis=1)
        own = np.arange(len(which))
        changed = value[own, best] + base + prices.changing
        stay = self.may_stay[which]
        staying = self.cost[np.where(stay, self.start[which] + here @ self.capacities, 0)]
        staying = staying.astype(table.dtype, copy=False) * prices.cost - (price * here).sum(axis=1)
        staff = staff_of(low, lines, [step[best] for step in steps])
        keeps = stay & (staying <= changed)
        staff = np.where(keeps[:, None], here, staff)
        others, owners = [], []
        for move in itertools.product(range(-around, around + 1), repeat=len(lines)):
            if any(move):
                taken = [step[best] + d for step, d in zip(steps, move, strict=True)]
                fits = np.ones(len(which), dtype=bool)
                for line, amount in zip(lines, taken, strict=True):
                    fits &= (amount >= 0) & (amount <= line.total)
                total = sum(taken)
                fits &= (least[:, 0] <= total) & (total <= self.room[which])
                others.append(staff_of(low, lines, taken)[fits])
                owners.append(which[fits])
        if around:
            others.append(staff_of(low, lines, [step[best] for step in steps]))
            owners.append(which)
        empty = np.zeros((0, self.width), dtype=np.int64)
        return Cheapest(
            value=np.where(keeps, staying, changed),
            staff=staff,
            stations=np.concatenate(owners) if owners else np.zeros(0, dtype=np.int64),
            others=np.concatenate(others) if others else empty,
            none=~open_.any(axis=1),
        )


class NoStaffError(Exception):
    """A station whose bounds leave it no staff at all."""


@dataclass(frozen=True)
class Cheapest:
    """Least values, where they are taken, and neighbours of these."""

    value: Numbers
    staff: Ints
    stations: Ints
    others: Ints
    none: NDArray[np.bool_]
    """Where there is no staff at all."""
