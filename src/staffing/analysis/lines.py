"""A figure changes and every index with it, along a line: what those who look for the end of a plan speak of."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import NamedTuple


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
    """True: there the plan is still the same. At the limit of the search this is not asked."""
    exact: bool = True
    """False: the end is irrational, and this is the last value of few decimals before it."""
    gains: int | None = None
    """Position of the station that gains a post just beyond the end; None: the plan holds up to the limit."""
    loses: int | None = None


def whole_weights(lines: Sequence[Line], t: Fraction) -> list[int]:
    """Return integers in the proportions of the index at ``t``."""
    above, below = t.numerator, t.denominator
    common = lcm(*{part.denominator for line in lines for part in line})
    return [
        line.start.numerator * (common // line.start.denominator) * below
        + line.slope.numerator * (common // line.slope.denominator) * above
        for line in lines
    ]
