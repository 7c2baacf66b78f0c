"""Weighted drivers: counts per station -> scores and their weighted sum (``docs/model.md``, section 1)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import lcm

from staffing.errors import InputError, Issue
from staffing.models.base import Normalisation
from staffing.models.workload import Driver


@dataclass(frozen=True, slots=True)
class Spread:
    """How work is spread over some stations, in their order."""

    index: tuple[Fraction, ...]
    """Share of each station; they sum to 1."""
    parts: dict[str, tuple[Fraction, ...]]
    """What each driver brings to it."""


def by_drivers(
    drivers: Sequence[Driver],
    weights: Mapping[str, Decimal | Fraction],
    members: Sequence[str],
    normalisation: Normalisation,
) -> Spread:
    """Spread the work by weighted drivers: ``p_s = sum_k w_k score_sk``, rescaled so that ``sum_s p_s = 1``.

    Everything is exact; every contribution is kept. With ``share`` the sum is 1 before rescaling, so merging two
    stations adds their indices; ``max`` and ``min_max`` are rescaled by one factor.

    Parameters
    ----------
    weights
        By driver; drivers that are not in it bring nothing. Under ``hours`` the share of each in all hours.
    members
        Ids of the stations.

    Raises
    ------
    InputError
        ``E_DRIVER_ZERO``: a driver is zero at every member; or under ``min_max`` every driver is the same
        everywhere, so no station has an index.
    """
    score = _SCORES[normalisation]
    used = [driver for driver in drivers if driver.name in weights]
    numerators, denominators = [], []
    for driver in used:
        parts, whole = score(_whole_counts([driver.values[station] for station in members]))
        if not whole:
            raise InputError([Issue("E_DRIVER_ZERO", values={"name": driver.name})])
        weight = Fraction(weights[driver.name])
        numerators.append([weight.numerator * part for part in parts])
        denominators.append(weight.denominator * whole)
    common = lcm(*denominators)
    scaled = [
        [part * (common // denominator) for part in parts]
        for parts, denominator in zip(numerators, denominators, strict=True)
    ]
    total = sum(map(sum, scaled))
    if not total:
        raise InputError([Issue("E_DRIVER_ZERO.range", values={"normalisation": normalisation.value})])
    return Spread(
        index=tuple(Fraction(sum(column), total) for column in zip(*scaled, strict=True)),
        parts={
            driver.name: tuple(Fraction(part, total) for part in parts)
            for driver, parts in zip(used, scaled, strict=True)
        },
    )


def scores_of(driver: Driver, members: Sequence[str], normalisation: Normalisation) -> "Scores":
    """Return the scores of one driver at the members, as numerators over one denominator."""
    return _SCORES[normalisation](_whole_counts([driver.values[station] for station in members]))


def _whole_counts(counts: Sequence[Decimal]) -> list[int]:
    """Return the counts as whole numbers in one unit, small enough for all of them."""
    ratios = [count.as_integer_ratio() for count in counts]
    unit = lcm(*(below for _, below in ratios))
    return [above * (unit // below) for above, below in ratios]


Scores = tuple[list[int], int]
"""Score of each station as numerators over one denominator."""


def _share(counts: list[int]) -> Scores:
    return counts, sum(counts)


def _by_maximum(counts: list[int]) -> Scores:
    return counts, max(counts)


def _by_range(counts: list[int]) -> Scores:
    least = min(counts)
    return [count - least for count in counts], max(counts) - least or 1


_SCORES: dict[Normalisation, Callable[[list[int]], Scores]] = {
    Normalisation.SHARE: _share,
    Normalisation.MAX: _by_maximum,
    Normalisation.MIN_MAX: _by_range,
    Normalisation.HOURS: _share,
}
