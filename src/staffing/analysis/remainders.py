"""How long a plan by largest remainders stays the plan while every index changes along a line, exactly.

The rule is a procedure, so the plan is constant as long as every decision on the way is: the whole part of each
quota, and who of two has the greater remainder. While the weights are linear in ``t`` each decision is the sign
of a linear function, so all of them are the same up to the nearest root. From one root to the next the plan is
made anew, at the root and beyond it, until it is another. ``docs/model.md``, section 7.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import lcm
from typing import Final, NamedTuple

from staffing.analysis.lines import End, Line
from staffing.solver.hamilton import Round, decide, largest_remainder
from staffing.solver.problem import Problem

_NEAR: Final = Fraction(1, 1 << 48)
"""How far beyond a root, relative to the way left, the next decisions are looked for first."""


class _Margin(NamedTuple):
    """What must not fall below 0 for a decision to stay: ``start + slope t``, in whole numbers."""

    start: int
    slope: int

    def less(self, other: "_Margin") -> "_Margin":
        return _Margin(self.start - other.start, self.slope - other.slope)

    def at(self, t: Fraction) -> int:
        """Return the value at ``t`` times its denominator."""
        return self.start * t.denominator + self.slope * t.numerator


class Remainders:
    """Looks for the ends of the interval in which a plan by largest remainders is the plan."""

    def __init__(self, problem: Problem, posts: Sequence[int]) -> None:
        self._problem = problem
        self._posts = list(posts)

    def end(self, lines: Sequence[Line], start: Fraction, limit: Fraction) -> End:
        """Return the end between ``start``, where the plan is the plan, and ``limit``.

        Parameters
        ----------
        lines
            Of each station, in station order; below 0 nowhere between ``start`` and ``limit``.
        """
        index = _in_whole_numbers(lines)
        t = start
        while True:
            root = self._root(index, t, limit)
            if root == limit:
                return End(limit, closed=False)
            t = self._beyond(index, root, limit)
            closed = self._breach(index, root) is None
            if (pair := self._breach(index, t)) or not closed:
                gains, loses = pair or self._breach(index, root) or (None, None)
                return End(root, closed, gains=gains, loses=loses)

    def holds(self, lines: Sequence[Line], t: Fraction) -> bool:
        """Tell whether the plan is the plan at ``t``."""
        return self.breach(lines, t) is None

    def breach(self, lines: Sequence[Line], t: Fraction) -> tuple[int, int] | None:
        """Return positions of one that gains and one that loses at ``t``; None: the plan is the plan there."""
        return self._breach(_in_whole_numbers(lines), t)

    def _breach(self, index: Sequence[_Margin], t: Fraction) -> tuple[int, int] | None:
        there = largest_remainder(self._at(index, t))
        gains = [s for s, (x, y) in enumerate(zip(there, self._posts, strict=True)) if x > y]
        loses = [s for s, (x, y) in enumerate(zip(there, self._posts, strict=True)) if x < y]
        return (gains[0], loses[0]) if gains and loses else None

    def _at(self, index: Sequence[_Margin], t: Fraction) -> Problem:
        return self._problem.with_weights([line.at(t) for line in index])

    def _beyond(self, index: Sequence[_Margin], root: Fraction, limit: Fraction) -> Fraction:
        """Return a value beyond a root, so near that between them no decision changes."""
        way = (limit - root) * _NEAR
        while self._root(index, root + way, root) != root:
            way /= 2
        return root + way

    def _root(self, index: Sequence[_Margin], t: Fraction, towards: Fraction) -> Fraction:
        """Return up to where every decision is as at ``t``, that point itself apart; ``towards`` where all are."""
        found = decide(self._at(index, t))
        root = towards
        for one in found.rounds:
            for margin in _margins(one, index):
                root = _nearer(margin, root)
        own = dict(zip(found.rounds[-1].among, _remainders(found.rounds[-1], index), strict=True))
        while found.winners and found.losers:
            last = min(found.winners, key=lambda s: own[s].at(root))
            first = max(found.losers, key=lambda s: own[s].at(root))
            nearer = _nearer(own[last].less(own[first]), root)
            if nearer == root:
                break
            root = nearer
        return root


def _in_whole_numbers(lines: Sequence[Line]) -> list[_Margin]:
    common = lcm(*{part.denominator for line in lines for part in line})
    return [_Margin(int(line.start * common), int(line.slope * common)) for line in lines]


def _nearer(margin: _Margin, root: Fraction) -> Fraction:
    """Return where a margin passes 0 that is below 0 at ``root``; ``root`` where it is not."""
    return Fraction(-margin.start, margin.slope) if margin.at(root) < 0 else root


def _whole_work(one: Round, index: Sequence[_Margin]) -> _Margin:
    return _Margin(sum(index[s].start for s in one.among), sum(index[s].slope for s in one.among))


def _remainders(one: Round, index: Sequence[_Margin]) -> list[_Margin]:
    """Return each station's quota less its whole part, times the work of the round."""
    work = _whole_work(one, index)
    return [
        _Margin(
            index[s].start * one.rest - whole * work.start, index[s].slope * one.rest - whole * work.slope
        )
        for s, whole in zip(one.among, one.whole, strict=True)
    ]


def _margins(one: Round, index: Sequence[_Margin]) -> Iterator[_Margin]:
    """Yield what must not fall below 0 for the whole parts of the quotas to stay."""
    work = _whole_work(one, index)
    for remainder in _remainders(one, index):
        yield remainder
        yield work.less(remainder)
