"""Weighted drivers: counts per station -> demand index (``docs/model.md``, section 1)."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from math import lcm

from staffing.errors import InputError, Issue
from staffing.models.base import Normalisation
from staffing.models.scenario import Scenario
from staffing.models.workload import Demand


def quantify(scenario: Scenario) -> Demand:
    """Spread the work over the stations: ``p_s = sum_k w_k score_sk``, rescaled so that ``sum_s p_s = 1``.

    Everything is exact; every contribution is kept. With ``share`` the sum is 1 before rescaling, so merging two
    stations adds their indices; ``max`` and ``min_max`` are rescaled by one factor.

    Raises
    ------
    InputError
        ``E_DRIVER_ZERO``: under ``min_max`` every driver is the same everywhere, so no station has an index.

    Examples
    --------
    >>> from decimal import Decimal
    >>> from staffing.models import scenario as s, station as t, workload as w
    >>> driver = w.Driver(name="complaints", weight=Decimal(1), values={"A": Decimal(1), "B": Decimal("3")})
    >>> stations = (t.Station(id="A", name="A"), t.Station(id="B", name="B"))
    >>> demand = quantify(s.Scenario(name="two", stations=stations, drivers=(driver,), cap=4))
    >>> [str(p) for p in demand.index]
    ['1/4', '3/4']
    """
    score = _SCORES[scenario.normalisation]
    numerators, denominators = [], []
    for driver in scenario.drivers:
        parts, whole = score(_whole_counts([driver.values[station.id] for station in scenario.stations]))
        weight = Fraction(driver.weight)
        numerators.append([weight.numerator * part for part in parts])
        denominators.append(weight.denominator * whole)
    common = lcm(*denominators)
    scaled = [
        [part * (common // denominator) for part in parts]
        for parts, denominator in zip(numerators, denominators, strict=True)
    ]
    total = sum(map(sum, scaled))
    if not total:
        raise InputError(
            [Issue("E_DRIVER_ZERO.range", values={"normalisation": scenario.normalisation.value})]
        )
    return Demand(
        normalisation=scenario.normalisation,
        index=tuple(Fraction(sum(column), total) for column in zip(*scaled, strict=True)),
        contributions={
            driver.name: tuple(Fraction(part, total) for part in parts)
            for driver, parts in zip(scenario.drivers, scaled, strict=True)
        },
    )


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
}
