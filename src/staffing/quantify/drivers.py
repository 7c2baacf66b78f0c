"""Weighted drivers: counts per station -> demand index (``docs/model.md``, section 1)."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from staffing.models.base import Normalisation
from staffing.models.scenario import Scenario
from staffing.models.workload import Demand


def quantify(scenario: Scenario) -> Demand:
    """Spread the work over the stations: ``p_s = sum_k w_k score_sk``, rescaled so that ``sum_s p_s = 1``.

    Everything is exact; every contribution is kept. With ``share`` no rescaling is needed, so merging two
    stations adds their indices; ``max`` and ``min_max`` are rescaled by one factor.

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
    parts: dict[str, list[Fraction]] = {}
    for driver in scenario.drivers:
        counts = [Fraction(driver.values[station.id]) for station in scenario.stations]
        weight = Fraction(driver.weight)
        parts[driver.name] = [weight * value for value in score(counts)]
    total = sum((sum(values) for values in parts.values()), start=Fraction(0))
    if total != 1:
        parts = {name: [value / total for value in values] for name, values in parts.items()}
    index = tuple(sum(column, start=Fraction(0)) for column in zip(*parts.values(), strict=True))
    return Demand(
        normalisation=scenario.normalisation,
        index=index,
        contributions={name: tuple(values) for name, values in parts.items()},
    )


def _share(counts: Sequence[Fraction]) -> list[Fraction]:
    total = sum(counts, start=Fraction(0))
    return [count / total for count in counts]


def _by_maximum(counts: Sequence[Fraction]) -> list[Fraction]:
    greatest = max(counts)
    return [count / greatest for count in counts]


def _by_range(counts: Sequence[Fraction]) -> list[Fraction]:
    least, greatest = min(counts), max(counts)
    spread = greatest - least
    return [(count - least) / spread if spread else Fraction(0) for count in counts]


_SCORES: dict[Normalisation, Callable[[Sequence[Fraction]], list[Fraction]]] = {
    Normalisation.SHARE: _share,
    Normalisation.MAX: _by_maximum,
    Normalisation.MIN_MAX: _by_range,
}
