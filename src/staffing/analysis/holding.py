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
from math import isqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from staffing.analysis.lines import End, Line, whole_weights
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


FIRST: Final = 0
"""Level of first posts where ``d(0) = 0``."""
IDLE: Final = 2
"""Level of posts at stations without work."""
_BEYOND: Final = Fraction(1, 1 << 60)
"""How far beyond an end, relative to the way left, one looks for who gains and who loses."""
_Post = tuple[int, int]
"""Position of a station, and its posts before this one."""


@dataclass(frozen=True, slots=True)
class _Pool:
    """Posts of which any of ``last`` may go where any of ``coming`` is."""

    last: tuple[_Post, ...]
    coming: tuple[_Post, ...]


@dataclass(frozen=True, slots=True)
class _Contest:
    """Posts of a pool that are worth the same but for their priority, whatever ``t``."""

    last: tuple[_Post, ...]
    coming: tuple[_Post, ...]
    first: bool
    """True: these are first posts that come before all others; the index alone orders them."""


class Holding:
    """Looks for the ends of the interval in which a plan is the plan."""

    def __init__(self, problem: Problem, posts: Sequence[int]) -> None:
        self._problem = problem
        self._divisor = DIVISORS[problem.method]
        self._pools = tuple(_pools(problem, posts))
        self._signposts: dict[int, Fraction] = {}
        self._floats: dict[int, float] = {}

    def end(self, lines: Sequence[Line], start: Fraction, limit: Fraction) -> End:
        """Return the end between ``start``, where the plan is the plan, and ``limit``, itself apart.

        Parameters
        ----------
        lines
            Of each station, in station order; below 0 nowhere between ``start`` and ``limit``.
        """
        contests = self._contests(lines)
        if contests is None:
            return self._named(End(start, closed=True), lines, limit)
        beside = self._beside(contests, lines, start, limit)
        found = self._settled(contests, lines, beside)
        if found is None and beside != limit:
            found = self._settled(contests, lines, limit)
        if found is None:
            return End(limit, closed=False)
        if not found.exact:
            found = self._inwards(lines, found, start)
        else:
            found = replace(found, closed=self.holds(lines, found.at))
        return self._named(found, lines, limit)

    def holds(self, lines: Sequence[Line], t: Fraction) -> bool:
        """Tell by the exact order of posts, its ties included, whether the plan is the plan at ``t``."""
        return self.breach(lines, t) is None

    def breach(self, lines: Sequence[Line], t: Fraction) -> tuple[int, int] | None:
        """Return positions of who gains and who loses a post first at ``t``; None: the plan is the plan there."""
        weights = whole_weights(lines, t)

        def level(post: _Post) -> int:
            return _level(self._divisor, post, works=bool(weights[post[0]]))

        def key(post: _Post) -> RungKey:
            station, held = post
            staff = self._problem.staff[station] if self._problem.staff else None
            return rung_key(self._divisor, weights[station], held, self._problem.rank[station], staff)

        for pool in self._pools:
            worst, best = max(map(level, pool.last)), min(map(level, pool.coming))
            if worst < best:
                continue
            contest = _Contest(
                tuple(post for post in pool.last if level(post) == worst),
                tuple(post for post in pool.coming if level(post) == best),
                first=worst == best == FIRST,
            )
            last, coming = (
                self._close(contest, weights) if worst == best != IDLE else (contest.last, contest.coming)
            )
            giver, taker = max(last, key=key), min(coming, key=key)
            if key(giver) > key(taker):
                return taker[0], giver[0]
        return None

    def _contests(self, lines: Sequence[Line]) -> list[_Contest] | None:
        """Return what decides between two values of ``t``; None: the plan is another wherever between them.

        There a line is above 0 everywhere or nowhere, so no post changes its level.
        """
        contests = []
        for pool in self._pools:
            levels = {
                post: _level(self._divisor, post, works=any(lines[post[0]]))
                for post in (*pool.last, *pool.coming)
            }
            worst, best = max(levels[post] for post in pool.last), min(levels[post] for post in pool.coming)
            if worst > best:
                return None
            if worst == best != IDLE:
                last = tuple(post for post in pool.last if levels[post] == worst)
                coming = tuple(post for post in pool.coming if levels[post] == best)
                contests.append(_Contest(last, coming, first=worst == FIRST))
        return contests

    def _named(self, end: End, lines: Sequence[Line], limit: Fraction) -> End:
        """Return an end with who gains and who loses beyond it, so near that nothing else changes before."""
        way = Fraction(1, 10**DIGITS) if not end.exact else abs(limit - end.at) * _BEYOND
        beyond = end.at + min(way, abs(limit - end.at) / 2) * (1 if limit > end.at else -1)
        pair = self.breach(lines, beyond) or (None, None)
        return replace(end, gains=pair[0], loses=pair[1])

    def _settled(self, contests: Sequence[_Contest], lines: Sequence[Line], t: Fraction) -> End | None:
        """Move an end inwards from ``t`` until no exchange betters the plan there, ties apart; None: none does."""
        end = None
        for contest in contests:
            while True:
                at = t if end is None else end.at
                last, coming = self._close(contest, whole_weights(lines, at))
                giver = min(last, key=lambda post: self._line(contest, lines, post).at(at))
                taker = max(coming, key=lambda post: self._line(contest, lines, post).at(at))
                own, other = self._line(contest, lines, giver), self._line(contest, lines, taker)
                if self._keeps(contest, lines, giver, taker, at) or own.slope == other.slope:
                    break
                crossing = (other.start - own.start) / (own.slope - other.slope)
                if crossing == at:  # where roots are equal their fractions may not be
                    break
                rational = contest.first or not self._divisor.squared or giver[1] == taker[1]
                end = End(crossing, closed=True, exact=rational)
        return end

    def _keeps(
        self, contest: _Contest, lines: Sequence[Line], giver: _Post, taker: _Post, t: Fraction
    ) -> bool:
        """Tell exactly whether the giver's post has at least the priority of the taker's."""
        own, other = lines[giver[0]].at(t), lines[taker[0]].at(t)
        if contest.first:
            return own >= other
        power = 2 if self._divisor.squared else 1
        below, above = self._divisor.signpost(giver[1]), self._divisor.signpost(taker[1])
        return bool(own**power * above >= other**power * below)

    def _close(self, contest: _Contest, weights: Sequence[int]) -> tuple[list[_Post], list[_Post]]:
        """Return the posts that floats cannot tell from the least of the last and the greatest of those coming."""
        shift = max(0, max(weights).bit_length() - _FLOAT_BITS)

        def priority(post: _Post) -> float:
            return (weights[post[0]] >> shift) / (1.0 if contest.first else self._float_signpost(post[1]))

        last, coming = [*map(priority, contest.last)], [*map(priority, contest.coming)]
        least, greatest = min(last) * (1 + _CLOSE), max(coming) * (1 - _CLOSE)
        return (
            [post for post, value in zip(contest.last, last, strict=True) if value <= least],
            [post for post, value in zip(contest.coming, coming, strict=True) if value >= greatest],
        )

    def _line(self, contest: _Contest, lines: Sequence[Line], post: _Post) -> Line:
        line = lines[post[0]]
        if contest.first:
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
        """Return the last value of few decimals before an end of roots, at which the plan still holds."""
        scale, sign = 10**DIGITS, 1 if end.at < start else -1
        whole = -((-end.at * scale) // 1) if sign > 0 else (end.at * scale) // 1
        for step in range(3):  # what looks irrational may be an end of few decimals, and its tie lost
            rounded = Fraction(whole + sign * step, scale)
            if sign * (start - rounded) <= 0:
                break
            if self.holds(lines, rounded):
                return replace(end, at=rounded)
        return replace(end, at=start)

    def _beside(
        self, contests: Sequence[_Contest], lines: Sequence[Line], start: Fraction, limit: Fraction
    ) -> Fraction:
        """Return a value a little beyond the end, by floats; the limit where they see no end before it."""
        starts = np.array([float(line.start) for line in lines])
        slopes = np.array([float(line.slope) for line in lines])
        low, t = float(start), float(limit)
        for contest in contests:
            t = self._float_end(contest, starts, slopes, low, t)
        if t == float(limit):
            return limit
        outwards = Fraction(t) + Fraction(_BESIDE) * (limit - start)
        return min(outwards, limit) if limit > start else max(outwards, limit)

    def _float_end(self, contest: _Contest, starts: Floats, slopes: Floats, start: float, t: float) -> float:
        def priorities(posts: Sequence[_Post]) -> tuple[Floats, Floats]:
            where = [station for station, _ in posts]
            below = 1.0 if contest.first else np.array([float(self._signpost(held)) for _, held in posts])
            return starts[where] / below, slopes[where] / below

        own, own_slopes = priorities(contest.last)
        other, other_slopes = priorities(contest.coming)
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


def _pools(problem: Problem, posts: Sequence[int]) -> Iterator[_Pool]:
    """Yield the posts that may be exchanged."""
    giving = [s for s, x in enumerate(posts) if x > problem.lower[s]]
    taking = [s for s, x in enumerate(posts) if x < problem.limits[s]]
    for givers, takers in pools(problem.groups, posts, giving, taking):
        if givers and takers:
            yield _Pool(
                tuple((s, posts[s] - 1) for s in sorted(givers)), tuple((s, posts[s]) for s in sorted(takers))
            )


def _level(divisor: Divisor, post: _Post, *, works: bool) -> int:
    """Return what comes before all priorities: the first part of a :class:`RungKey`."""
    if not works:
        return IDLE
    return FIRST if post[1] == 0 and divisor.first_is_free else 1
