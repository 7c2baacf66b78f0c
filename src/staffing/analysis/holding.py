"""How long a plan stays the plan while every index changes along a line, exactly (``docs/model.md``, section 7).

Let every station's index be, but for a factor common to all, a linear function ``u + v t`` of one figure ``t``. The
plan is the plan as long as no permitted exchange of one post betters it: the last post of every station that may
give has at least the priority of the next post of every station that may take. The least of the former is a
concave function of ``t``, the greatest of the latter a convex one, so the plan holds on an interval, whose ends
Newton's method finds in finitely many exact steps. Floats only say where to begin.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import isqrt, lcm
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from staffing.solver.methods import DIVISORS, Divisor, RungKey, rung_key
from staffing.solver.nested import pools
from staffing.solver.problem import Problem

Floats = NDArray[np.float64]

DIGITS: Final = 15
"""Decimal places of an end that is irrational (Huntington-Hill); it is moved inwards to them."""
_ROOT_SCALE: Final = 10**60
_BESIDE: Final = 1e-9
"""How far beyond an end, relative to the whole way, the exact search begins."""
_CLOSE: Final = 1e-12
"""Relative distance within which floats do not decide."""
_FLOAT_BITS: Final = 900
"""Longest whole numbers that become floats."""
_STEPS: Final = 100
"""Guard against floats that do not settle."""


_Post = tuple[int, int]
"""Position of a station, and its posts before this one."""


class Line(NamedTuple):
    """A station's index, but for a factor common to all: ``start + slope t``."""

    start: Fraction
    slope: Fraction

    def at(self, t: Fraction) -> Fraction:
        """Return the value at ``t``."""
        return self.start + self.slope * t

    def less(self, other: "Line") -> "Line":
        """Return the difference."""
        return Line(self.start - other.start, self.slope - other.slope)


@dataclass(frozen=True, slots=True)
class End:
    """Where the interval ends in one direction."""

    at: Fraction
    closed: bool
    """True: there the plan is still the same."""
    exact: bool = True
    """False: the end is irrational, and this is the last value of few decimals before it."""
    gains: int | None = None
    """Position of the station that gains a post first beyond the end; None: the plan holds to the limit."""
    loses: int | None = None


@dataclass(frozen=True, slots=True)
class _Pool:
    """Posts of which any of ``last`` may go where any of ``coming`` is."""

    last: tuple[_Post, ...]
    coming: tuple[_Post, ...]
    first: bool
    """True: these are first posts that come before all others; the index alone orders them."""


class Holding:
    """Looks for the ends of the interval in which a plan is the plan."""

    def __init__(self, problem: Problem, posts: Sequence[int]) -> None:
        self._problem = problem
        self._divisor = DIVISORS[problem.method]
        self._pools = tuple(_pools(problem, posts, self._divisor))
        self._signposts: dict[int, Fraction] = {}
        self._floats: dict[int, float] = {}

    def end(self, lines: Sequence[Line], start: Fraction, limit: Fraction) -> End:
        """Return the end between ``start``, where the plan is the plan, and ``limit``.

        Parameters
        ----------
        lines
            Of each station, in station order; below 0 nowhere between ``start`` and ``limit``.
        """
        beside = self._beside(lines, start, limit)
        found = self._settled(lines, beside)
        if found.gains is None and beside != limit:
            found = self._settled(lines, limit)
        if found.gains is None:
            return found
        if not found.exact:
            return self._inwards(lines, found, start)
        return replace(found, closed=self.holds(lines, found.at))

    def holds(self, lines: Sequence[Line], t: Fraction) -> bool:
        """Tell by the exact order of posts, its ties included, whether the plan is the plan at ``t``."""
        return self.breach(lines, t) is None

    def breach(self, lines: Sequence[Line], t: Fraction) -> tuple[int, int] | None:
        """Return positions of who gains and who loses a post first at ``t``; None: the plan is the plan there."""
        weights = whole_weights(lines, t)

        def key(post: _Post) -> RungKey:
            station, held = post
            staff = self._problem.staff[station] if self._problem.staff else None
            return rung_key(self._divisor, weights[station], held, self._problem.rank[station], staff)

        for pool in self._pools:
            last, coming = self._close(pool, weights)
            giver, taker = max(last, key=key), min(coming, key=key)
            if key(giver) > key(taker):
                return taker[0], giver[0]
        return None

    def _settled(self, lines: Sequence[Line], t: Fraction) -> End:
        """Move an end inwards from ``t`` until no exchange betters the plan there, ties apart."""
        end = End(t, closed=False)
        for pool in self._pools:
            while True:
                last, coming = self._close(pool, whole_weights(lines, end.at))
                giver = min(last, key=lambda post: self._line(pool, lines, post).at(end.at))
                taker = max(coming, key=lambda post: self._line(pool, lines, post).at(end.at))
                own, other = self._line(pool, lines, giver), self._line(pool, lines, taker)
                if own.at(end.at) >= other.at(end.at):
                    break
                crossing = (other.start - own.start) / (own.slope - other.slope)
                rational = pool.first or not self._divisor.squared or giver[1] == taker[1]
                end = End(crossing, closed=True, exact=rational, gains=taker[0], loses=giver[0])
        return end

    def _close(self, pool: _Pool, weights: Sequence[int]) -> tuple[list[_Post], list[_Post]]:
        """Return the posts that floats cannot tell from the least of the last and the greatest of those coming."""

        shift = max(0, max(weights).bit_length() - _FLOAT_BITS)

        def priority(post: _Post) -> float:
            return (weights[post[0]] >> shift) / (1.0 if pool.first else self._float_signpost(post[1]))

        last, coming = [*map(priority, pool.last)], [*map(priority, pool.coming)]
        least, greatest = min(last) * (1 + _CLOSE), max(coming) * (1 - _CLOSE)
        return (
            [post for post, value in zip(pool.last, last, strict=True) if value <= least],
            [post for post, value in zip(pool.coming, coming, strict=True) if value >= greatest],
        )

    def _line(self, pool: _Pool, lines: Sequence[Line], post: _Post) -> Line:
        line = lines[post[0]]
        if pool.first:
            return line
        signpost = self._signpost(post[1])
        return Line(line.start / signpost, line.slope / signpost)

    def _signpost(self, posts: int) -> Fraction:
        """Return ``d(posts)``; where it is irrational, a fraction that is very near."""
        if posts not in self._signposts:
            signpost = self._divisor.signpost(posts)
            if self._divisor.squared:
                signpost = Fraction(isqrt(int(signpost) * _ROOT_SCALE**2), _ROOT_SCALE)
            self._signposts[posts] = signpost
        return self._signposts[posts]

    def _float_signpost(self, posts: int) -> float:
        if posts not in self._floats:
            self._floats[posts] = float(self._signpost(posts))
        return self._floats[posts]

    def _inwards(self, lines: Sequence[Line], end: End, start: Fraction) -> End:
        """Return the last value of few decimals before an irrational end."""
        scale = 10**DIGITS
        towards = -((-end.at * scale) // 1) if end.at < start else (end.at * scale) // 1
        rounded = Fraction(towards, scale)
        return replace(end, at=rounded if self.holds(lines, rounded) else start)

    def _beside(self, lines: Sequence[Line], start: Fraction, limit: Fraction) -> Fraction:
        """Return a value a little beyond the end, by floats; the limit where they see no end before it."""
        starts = np.array([float(line.start) for line in lines])
        slopes = np.array([float(line.slope) for line in lines])
        low, t = float(start), float(limit)
        for pool in self._pools:
            t = self._float_end(pool, starts, slopes, low, t)
        if t == float(limit):
            return limit
        outwards = Fraction(t) + Fraction(_BESIDE) * (limit - start)
        return min(outwards, limit) if limit > start else max(outwards, limit)

    def _float_end(self, pool: _Pool, starts: Floats, slopes: Floats, start: float, t: float) -> float:
        def priorities(posts: Sequence[_Post]) -> tuple[Floats, Floats]:
            where = [station for station, _ in posts]
            below = 1.0 if pool.first else np.array([float(self._signpost(held)) for _, held in posts])
            return starts[where] / below, slopes[where] / below

        own, own_slopes = priorities(pool.last)
        other, other_slopes = priorities(pool.coming)
        for _ in range(_STEPS):
            giver, taker = int(np.argmin(own + own_slopes * t)), int(np.argmax(other + other_slopes * t))
            closing = own_slopes[giver] - other_slopes[taker]
            if own[giver] + own_slopes[giver] * t >= other[taker] + other_slopes[taker] * t or closing == 0.0:
                break
            crossing = float((other[taker] - own[giver]) / closing)
            if not min(start, t) <= crossing <= max(start, t) or crossing == t:
                break
            t = crossing
        return t


def whole_weights(lines: Sequence[Line], t: Fraction) -> list[int]:
    """Return integers in the proportions of the index at ``t``."""
    above, below = t.numerator, t.denominator
    common = lcm(*{part.denominator for line in lines for part in line})
    return [
        line.start.numerator * (common // line.start.denominator) * below
        + line.slope.numerator * (common // line.slope.denominator) * above
        for line in lines
    ]


def _pools(problem: Problem, posts: Sequence[int], divisor: Divisor) -> Iterator[_Pool]:
    """Yield the posts that may be exchanged, first posts apart; stations without any work compare with nobody."""
    working = {s for s, weight in enumerate(problem.weights) if weight}
    giving = [s for s, x in enumerate(posts) if s in working and x > problem.lower[s]]
    taking = [s for s, x in enumerate(posts) if s in working and x < problem.limits[s]]
    for givers, takers in pools(problem.groups, posts, giving, taking):
        last = [(s, posts[s] - 1) for s in sorted(givers)]
        coming = [(s, posts[s]) for s in sorted(takers)]
        for first in (True, False):
            own = tuple(post for post in last if _is_first(divisor, post) is first)
            others = tuple(post for post in coming if _is_first(divisor, post) is first)
            if own and others:
                yield _Pool(own, others, first)


def _is_first(divisor: Divisor, post: _Post) -> bool:
    return post[1] == 0 and divisor.first_is_free
