"""Whether counts by period go on as they did: level shifts, and stations whose share jumps.

The rules, their reasons and how often they alarm for nothing are in ``docs/model.md``, section 1.6.
"""

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import NormalDist, median
from typing import Final, NamedTuple

NEAR: Final = 3
"""Periods on either side that make a level."""
SHIFT: Final = 3.0
"""A level so many times the other is a shift."""
APART: Final = 2.0
"""The nearest periods of the two sides are apart by this factor at least: a lone peak is no level."""
SURE: Final = 25.0
"""Squared difference over the sum of two levels: five deviations of counts that come by chance."""

DEVIATIONS: Final = 4
"""A shift stands out of the series' own unrest by so many deviations."""

FALSE_ALARM: Final = 0.02
"""Chance that any share of a driver is taken to jump where all stay the same."""
POINTS: Final = 0.05
"""A share that changes by so much matters."""
TIMES: Final = 2.0
"""So does one that doubles or halves."""
FEWEST: Final = 10
"""Of fewer comparisons the spread cannot be told."""
_NORMAL: Final = 1.4826
"""A median deviation times this estimates a standard deviation."""
MOST_SCATTER: Final = 16.0
"""Greatest variance of a step, on a scale of logarithms, beyond that by chance."""
HALVINGS: Final = 30
_CHI2: Final = {0.5: 0.4549, 0.9: 2.7055}
"""Square of a standard normal value that this part of such values stays below."""


class Shift(NamedTuple):
    """A change of level."""

    place: int
    """Number of the first period at the new level."""
    before: float
    """Mean of the periods just before."""
    after: float


def level_shift(totals: Sequence[float], year: int) -> Shift | None:
    """Return the greatest change of level in a series, None where there is none.

    Parameters
    ----------
    totals
        By period, in order of time.
    year
        Periods of a year: a step that comes back a year before or after is a season.

    Examples
    --------
    >>> level_shift([4855, 397], 4), level_shift([3171, 2400, 3850, 3485, 4089, 4342], 12)
    (Shift(place=1, before=4855.0, after=397.0), None)
    """
    found = [
        shift for place in range(1, len(totals)) if (shift := _shift_at(totals, place, year)) is not None
    ]
    return max(found, key=lambda shift: abs(_log_ratio(shift.before, shift.after)), default=None)


def _shift_at(totals: Sequence[float], place: int, year: int) -> Shift | None:
    before, after = _sides(totals, place)
    old, new = math.fsum(before) / len(before), math.fsum(after) / len(after)
    high, low = (before, after) if old > new else (after, before)
    if max(old, new) < SHIFT * min(old, new) or min(high) < APART * max(low):
        return None
    step = _log_ratio(old, new)
    if old == new or (old - new) ** 2 / (old + new) < SURE or abs(step) < _usual(totals, before, after):
        return None
    for other in (place - year, place + year):
        if 0 < other < len(totals):
            there = _sides(totals, other)
            again = _log_ratio(*(math.fsum(side) / len(side) for side in there))
            if again * step > 0 and abs(again) >= abs(step) / 2:
                return None
    return Shift(place, old, new)


def _usual(totals: Sequence[float], before: Sequence[float], after: Sequence[float]) -> float:
    """Return the step that the series' own unrest brings about, ``DEVIATIONS`` times over."""
    steps = [_log_ratio(*pair) for pair in pairwise(totals)]
    if len(steps) < NEAR + 1:
        return 0.0
    middle = median(steps)
    unrest = _NORMAL * median(abs(step - middle) for step in steps)
    return DEVIATIONS * unrest * math.sqrt((1 / len(before) + 1 / len(after)) / 2)


def _sides(totals: Sequence[float], place: int) -> tuple[Sequence[float], Sequence[float]]:
    return totals[max(0, place - NEAR) : place], totals[place : place + NEAR]


def _log_ratio(before: float, after: float) -> float:
    # Half a count stands for none: a level of 0 is far below every other.
    return math.log(max(after, 0.5) / max(before, 0.5))


class Jump(NamedTuple):
    """A station whose share of a driver jumps from one period to the next."""

    station: str
    place: int
    """Number of the later period."""
    before: float
    """Its share of the total."""
    after: float
    deviations: float


def share_jumps(series: Sequence[Mapping[str, float]]) -> list[Jump]:
    """Return the stations whose share changes by more than chance and by enough to matter, each its greatest jump.

    The counts of a station in two successive periods are compared as ratios, on a scale of logarithms, where the
    totals' own ratio is taken out: by chance the variance is the sum of the counts' reciprocals. Real counts
    scatter more than that; how much more in this driver, its stations and steps say, and what is usual in it is
    no jump. The limit is such that one is reported in ``FALSE_ALARM`` of the drivers without any.

    >>> quiet = [{f"S{n}": 100.0 + 5 * n for n in range(8)} for _ in range(3)]
    >>> share_jumps(quiet), [jump.station for jump in share_jumps([*quiet, {**quiet[0], "S3": 320.0}])]
    ([], ['S3'])
    """
    found: list[Jump] = []
    steps: list[tuple[float, float]] = []
    for place in range(1, len(series)):
        old, new = series[place - 1], series[place]
        totals = math.fsum(old.values()), math.fsum(new.values())
        for s in new if all(totals) else ():
            if old[s] + new[s] > 0:
                step = math.log((new[s] + 0.5) / (old[s] + 0.5)) - math.log(totals[1] / totals[0])
                found.append(Jump(s, place, old[s] / totals[0], new[s] / totals[1], 0.0))
                steps.append((step, 1 / (old[s] + 0.5) + 1 / (new[s] + 0.5)))
    if not found:
        return []
    more = _scatter(steps) if len(found) >= FEWEST else 0.0
    limit = -NormalDist().inv_cdf(FALSE_ALARM / 2 / len(found))
    greatest: dict[str, Jump] = {}
    for jump, (step, chance) in zip(found, steps, strict=True):
        deviations = abs(step) / math.sqrt(chance + more)
        held = greatest.get(jump.station)
        if deviations > limit and _matters(jump) and (held is None or deviations > held.deviations):
            greatest[jump.station] = jump._replace(deviations=deviations)
    return sorted(greatest.values(), key=lambda jump: -jump.deviations)


def _scatter(steps: Sequence[tuple[float, float]]) -> float:
    """Return what to add to each step's variance by chance, so that most steps are as large as is usual.

    The median alone would miss long tails; of true jumps there is less than one in ten.
    """
    return max(_added(steps, part, usual) for part, usual in _CHI2.items())


def _added(steps: Sequence[tuple[float, float]], part: float, usual: float) -> float:
    place = int(part * (len(steps) - 1))

    def at(more: float) -> float:
        return sorted(step**2 / (chance + more) for step, chance in steps)[place]

    low, high = 0.0, MOST_SCATTER
    if at(low) <= usual:
        return low
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if at(middle) > usual else (low, middle)
    return high


def _matters(jump: Jump) -> bool:
    low, high = sorted((jump.before, jump.after))
    return high - low >= POINTS or high >= TIMES * low
