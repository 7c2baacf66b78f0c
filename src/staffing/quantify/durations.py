"""What a sample of durations says of the unit hours of an activity: order statistics, exactly.

Nobody needs the whole sample in memory for it: :func:`ranks` names the few order statistics that the figures
rest on, and :func:`spread` makes the figures from these and from the sum of the middle.
"""

from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from math import isqrt
from typing import Final, NamedTuple

CONFIDENCE: Final = Fraction(95, 100)
"""Least probability with which the interval of the median holds the median."""
TRIMMED: Final = Fraction(1, 10)
"""Part of the sample that the trimmed mean leaves out at each end."""
DIGITS: Final = 3
"""Significant digits of proposed unit hours."""


class Interval(NamedTuple):
    """Two order statistics that hold the median of the population between them."""

    low: int
    """Rank of the lower one, from 1."""
    high: int
    coverage: float
    """Probability, whatever the distribution is."""


class Spread(NamedTuple):
    """A sample of durations in figures; all in the unit of the sample."""

    samples: int
    median: Fraction
    first_quartile: Fraction
    third_quartile: Fraction
    trimmed_mean: Fraction
    low: Fraction | None
    """Lower end of the interval of the median; None: too few samples for one."""
    high: Fraction | None
    coverage: float | None


def median_interval(samples: int) -> Interval | None:
    """Return the narrowest symmetric pair of ranks that holds the median with :data:`CONFIDENCE`, if there is one.

    The number of samples below the median is binomial with one half, so ``x(r) .. x(n + 1 - r)`` holds it with
    probability ``1 - 2 P(B(n, 1/2) < r)``; no shape of the distribution is assumed. Method: Conover, Practical
    Nonparametric Statistics, section 3.2.

    Examples
    --------
    >>> median_interval(5) is None
    True
    >>> median_interval(10)
    Interval(low=2, high=9, coverage=0.978515625)
    """
    centre = samples // 2
    # Ten standard deviations below the middle there is nothing left that a float could hold.
    least = max(0, centre - 5 * isqrt(samples) - 10)
    weights = [1.0]
    for successes in range(centre, least, -1):
        weights.append(weights[-1] * successes / (samples - successes + 1))
    weights.reverse()
    total = 2 * sum(weights) - (weights[-1] if samples % 2 == 0 else 0.0)
    below, rank = 0.0, least
    most = float(1 - CONFIDENCE) / 2
    while (following := below + weights[rank - least] / total) <= most:
        below, rank = following, rank + 1
    return Interval(rank, samples + 1 - rank, 1 - 2 * below) if rank > 0 else None


def ranks(samples: int) -> tuple[int, ...]:
    """Return the ranks, from 1, whose values :func:`spread` needs.

    >>> ranks(10)
    (2, 3, 4, 5, 6, 7, 8, 9)
    """
    needed = {rank for part in (1, 2, 3) for rank in _around(samples, Fraction(part, 4))[:2]}
    interval = median_interval(samples)
    return tuple(sorted(needed | (set() if interval is None else {interval.low, interval.high})))


def middle(samples: int) -> tuple[int, int]:
    """Return the first and the last rank that the trimmed mean counts.

    >>> middle(10), middle(9)
    ((2, 9), (1, 9))
    """
    cut = int(samples * TRIMMED)
    return cut + 1, samples - cut


def spread(samples: int, at: Mapping[int, int], middle_sum: int) -> Spread:
    """Return the figures of a sample from the values at its :func:`ranks` and the sum over its :func:`middle`.

    Quartiles lie at ``1 + (n - 1) p`` among the ordered values, in between by proportion: type 7 of Hyndman and Fan
    (1996), as spreadsheets have it.

    Examples
    --------
    >>> values = [3, 4, 8, 20]
    >>> found = spread(4, dict(enumerate(values, start=1)), sum(values))
    >>> float(found.median), float(found.first_quartile), float(found.third_quartile), float(found.trimmed_mean)
    (6.0, 3.75, 11.0, 8.75)
    """
    first, last = middle(samples)
    interval = median_interval(samples)
    return Spread(
        samples,
        median=_quantile(samples, at, Fraction(1, 2)),
        first_quartile=_quantile(samples, at, Fraction(1, 4)),
        third_quartile=_quantile(samples, at, Fraction(3, 4)),
        trimmed_mean=Fraction(middle_sum, last - first + 1),
        low=None if interval is None else Fraction(at[interval.low]),
        high=None if interval is None else Fraction(at[interval.high]),
        coverage=None if interval is None else interval.coverage,
    )


def _around(samples: int, part: Fraction) -> tuple[int, int, Fraction]:
    place = 1 + (samples - 1) * part
    rank = int(place)
    return rank, min(rank + 1, samples), place - rank


def _quantile(samples: int, at: Mapping[int, int], part: Fraction) -> Fraction:
    below, above, weight = _around(samples, part)
    return at[below] + (at[above] - at[below]) * weight


def rounded(hours: Fraction, *, up: bool | None = None) -> Decimal:
    """Return hours with :data:`DIGITS` significant digits: half up, or always up or down.

    >>> str(rounded(Fraction(2, 3))), str(rounded(Fraction(2, 3), up=False)), str(rounded(Fraction(1234567)))
    ('0.667', '0.666', '1230000')
    """
    how = {None: ROUND_HALF_UP, True: ROUND_CEILING, False: ROUND_FLOOR}[up]
    # More digits than any sample has; then the three. Up and down stay so, since the first step is as fine as that.
    exact = Context(prec=60, rounding=how).divide(Decimal(hours.numerator), Decimal(hours.denominator))
    return Decimal(f"{Context(prec=DIGITS, rounding=how).plus(exact):f}")
