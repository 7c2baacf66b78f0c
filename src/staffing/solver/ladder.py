"""The ladder: all posts in the order in which they are given, exactly, with numpy alone.

Greedy marginal allocation is exactly optimal for separable convex costs under bounds and nested groups (Gross
1956; Federgruen and Groenevelt 1986). Instead of giving posts one by one, the multiplier ``t`` is searched at
which ``sum_s count(p_s t)`` meets the headcount; floats only bracket it, and the few posts between the brackets
are put in order exactly (:func:`exact_order`). ``docs/model.md``, section 2.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from staffing.solver.exchange import Rung
from staffing.solver.methods import DIVISORS, Divisor
from staffing.solver.ordering import MARGIN, exact_order
from staffing.solver.problem import Problem
from staffing.solver.signposts import COUNTS

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_INTERPOLATIONS = 8
"""Steps after which the search halves the interval: a great tie defeats interpolation."""
_BLOCK = 1 << 15
"""Stations per vectorised pass: three operands of a block stay in the cache."""


class Ladder:
    """All posts above the minima in order of falling priority.

    Parameters
    ----------
    weights
        Integers proportional to the demand index: an int64 array or Python ints of any size.
    lower, upper
        Least and greatest posts of each station.
    divisor
        Name of a divisor method.
    rank
        Order of the station ids, the last tie-break; default: as given.
    staff
        Present staff of each station, where they decide ties.

    Examples
    --------
    >>> ladder = Ladder([5, 3, 1], [0, 0, 0], [9, 9, 9], "webster")
    >>> ladder.allocate(4).tolist(), [r.station for r in ladder.rungs(0, 4)]
    ([3, 1, 0], [0, 1, 0, 0])
    """

    def __init__(
        self,
        weights: Sequence[int] | Ints,
        lower: Sequence[int] | Ints,
        upper: Sequence[int] | Ints,
        divisor: str,
        rank: Sequence[int] | None = None,
        staff: Sequence[int] | None = None,
    ) -> None:
        self.divisor: Divisor = DIVISORS[divisor]
        self._count_within = COUNTS[divisor]
        self.weights = weights
        self.rank = rank
        self.staff = staff
        self._lower = np.asarray(lower, dtype=np.int64)
        self._upper = np.asarray(upper, dtype=np.int64)
        self._floats, self._working = _shares(weights)
        self.base = int(self._lower.sum())
        """Sum of the minima: the shortest total."""
        self.capacity = int(self._upper.sum())
        """Sum of the maxima: the greatest total."""

    def allocate(self, total: int) -> Ints:
        """Return the posts of each station when ``total`` posts are given in all.

        Raises
        ------
        ValueError
            ``total`` lies outside ``base .. capacity``.
        """
        if not self.base <= total <= self.capacity:
            raise ValueError(f"total {total} outside {self.base}..{self.capacity}")
        below, above = self._bracket(total)
        missing = total - int(below.sum())
        if missing:
            stations, posts = self._between(below, above)
            order = self._ordered(stations, posts)[:missing]
            np.add.at(below, stations[order], 1)
        return below

    def rungs(self, first: int, last: int) -> list[Rung]:
        """Return the posts that bring the total from ``first`` to ``last``, in exact order."""
        stations, posts = self._between(self.allocate(first), self.allocate(last))
        return [Rung(int(stations[i]), int(posts[i])) for i in self._ordered(stations, posts)]

    def curve(self, first: int, last: int) -> Ints:
        """Return the plans for every total ``first .. last``, one row each, in one pass."""
        plans = np.tile(self.allocate(first), (last - first + 1, 1))
        for row, rung in enumerate(self.rungs(first, last), start=1):
            plans[row:, rung.station] += 1
        return plans

    # -- the search -------------------------------------------------------------------------------------------

    def _bracket(self, total: int) -> tuple[Ints, Ints]:
        """Return two plans, one within the wanted plan and one around it, few posts apart."""
        free = self._first_posts()
        start = self._lower.copy()
        if free.size:
            if self.base + free.size > total:
                around = start.copy()
                around[free] = 1
                return start, around
            start[free] = 1
        ceiling = self._upper if self._working.all() else np.where(self._working, self._upper, start)
        if total >= int(ceiling.sum()):
            return self._spread(ceiling, total)
        if total == int(start.sum()):
            return start, start.copy()
        return self._search(start, ceiling, total)

    def _spread(self, filled: Ints, total: int) -> tuple[Ints, Ints]:
        """Return the bracket where all work is served: the rest goes to the fewest posts first.

        Where present staff decide ties, what they hold goes before what they do not.
        """
        if self.staff is not None:
            present = np.clip(self.staff, filled, np.maximum(self._upper, filled))
            if total <= int(present.sum()):
                return self._level(filled, present, total)
            filled = present
        return self._level(filled, np.maximum(self._upper, filled), total)

    @staticmethod
    def _level(filled: Ints, most: Ints, total: int) -> tuple[Ints, Ints]:
        low, high = 0, int(filled.max(initial=0)) + total
        while high - low > 1:
            level = (low + high) // 2
            reached = int(np.clip(level, filled, most).sum())
            low, high = (level, high) if reached <= total else (low, level)
        within, around = (np.clip(level, filled, most) for level in (low, high))
        return within, around

    def _first_posts(self) -> Ints:
        """Return the stations whose next post has ``d = 0``: they come before all others."""
        if not self.divisor.first_is_free:
            return np.empty(0, dtype=np.int64)
        return np.flatnonzero((self._lower == 0) & (self._upper > 0) & self._working)

    def _search(self, start: Ints, ceiling: Ints, total: int) -> tuple[Ints, Ints]:
        low_bound, high_bound = _as_floats(start), _as_floats(ceiling)
        slope = float(self._floats.sum())
        near = 32 + len(start) // 64
        below, above = 0.0, np.inf
        count_below, count_above = int(start.sum()), int(ceiling.sum())
        guess, step = total / slope, near / 2 / slope
        tries = 0
        while count_above - count_below > near and below < above * (1.0 - MARGIN):
            count = self._count(guess, low_bound, high_bound)
            if count <= total:
                below, count_below = guess, count
            else:
                above, count_above = guess, count
            tries += 1
            if above == np.inf:
                guess = below + (total - count_below) / slope + step
                step *= 4.0
            elif tries > _INTERPOLATIONS:
                guess = (below + above) / 2.0
            else:
                guess = _past(below, count_below, above, count_above, total, near)
        return (
            self._plan(below * (1.0 - MARGIN), low_bound, high_bound, start),
            self._plan(above * (1.0 + MARGIN), low_bound, high_bound, ceiling),
        )

    def _count(self, multiplier: float, low: Floats, high: Floats) -> int:
        """Return the total at this multiplier, block by block."""
        total = 0.0
        for block in _blocks(len(self._floats)):
            total += float(self._clipped(multiplier, block, low, high).sum())
        return int(total)

    def _plan(self, multiplier: float, low: Floats, high: Floats, at_end: Ints) -> Ints:
        """Return the posts at this multiplier; ``at_end`` where it is 0 or infinite."""
        if multiplier in {0.0, np.inf}:
            return at_end.copy()
        plan = np.empty(len(self._floats), dtype=np.int64)
        for block in _blocks(len(plan)):
            plan[block] = self._clipped(multiplier, block, low, high)
        return plan

    def _clipped(self, multiplier: float, block: slice, low: Floats, high: Floats) -> Floats:
        posts = self._count_within(self._floats[block] * multiplier)
        np.maximum(posts, low[block] if low.ndim else low, out=posts)
        np.minimum(posts, high[block] if high.ndim else high, out=posts)
        return posts

    # -- the exact order --------------------------------------------------------------------------------------

    def _between(self, inner: Ints, outer: Ints) -> tuple[Ints, Ints]:
        """Return the posts of ``outer`` that ``inner`` lacks, as (station, posts so far)."""
        extra = outer - inner
        wanted = np.flatnonzero(extra > 0)
        counts = extra[wanted]
        stations = np.repeat(wanted, counts)
        first = np.repeat(np.cumsum(counts) - counts, counts)
        posts = inner[stations] + np.arange(len(stations)) - first
        return stations, posts

    def _ordered(self, stations: Ints, posts: Ints) -> Ints:
        ties = (self.rank, self.staff)
        return exact_order(self.divisor, self.weights, self._floats, stations, posts, *ties)


def _shares(weights: Sequence[int] | Ints) -> tuple[Floats, NDArray[np.bool_]]:
    """Return floats in the proportions of the weights, and which stations have work at all.

    Python divides whole numbers of any size to the nearest float, so no weight is too large.
    """
    if isinstance(weights, np.ndarray):
        floats = weights.astype(np.float64)
        return floats, floats > 0.0
    whole = sum(weights) or 1
    return np.array([weight / whole for weight in weights]), np.array([weight > 0 for weight in weights])


def _blocks(length: int) -> list[slice]:
    return [slice(start, min(start + _BLOCK, length)) for start in range(0, length, _BLOCK)]


def _as_floats(bounds: Ints) -> Floats:
    """Return the bounds for vectorised passes; equal bounds as one number."""
    if bounds.size and (bounds == bounds[0]).all():
        return np.array(bounds[0], dtype=np.float64)
    return bounds.astype(np.float64)


def _past(below: float, count_below: int, above: float, count_above: int, total: int, near: int) -> float:
    """Return the interpolated multiplier, moved a little past the total so that both ends close in."""
    slope = (count_above - count_below) / (above - below)
    guess = below + (total - count_below) / slope
    guess += (near / 4 if total - count_below < count_above - total else -near / 4) / slope
    return guess if below < guess < above else (below + above) / 2.0


# -- a Problem on the ladder ----------------------------------------------------------------------------------


def ladder_for(problem: Problem) -> Ladder:
    """Return the ladder of a feasible problem; groups and ``at_most`` become bounds of stations.

    Whatever the others do, a group's posts are the first posts of its own ladder, as many as it has. So where
    it has m to M posts, its stations have at least what its own ladder gives at m and at most what it gives at
    M: inner groups first, this makes nested groups bounds, the same for every headcount.
    """
    lower = np.array(problem.lower, dtype=np.int64)
    upper = np.array(problem.limits, dtype=np.int64)
    for group in problem.groups:
        if not group.members:
            continue
        inside = np.asarray(group.members, dtype=np.int64)
        own = Ladder(
            [problem.weights[s] for s in group.members],
            lower[inside],
            upper[inside],
            problem.method,
            [problem.rank[s] for s in group.members],
            [problem.staff[s] for s in group.members] if problem.staff else None,
        )
        if own.base < group.minimum:
            lower[inside] = own.allocate(group.minimum)
        if own.capacity > group.maximum:
            upper[inside] = own.allocate(group.maximum)
    return Ladder(problem.weights, lower, upper, problem.method, problem.rank, problem.staff or None)
