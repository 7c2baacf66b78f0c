"""How the counts of a driver go through the year: totals, index, peaks (``docs/model.md``, section 1.6)."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from staffing.models.scenario import Scenario
from staffing.models.seasons import PeriodTotal, SeasonResult, StationSeason
from staffing.models.workload import Driver, Window
from staffing.quantify.periods import basis, counted_periods


def seasons(scenario: Scenario) -> tuple[SeasonResult, ...]:
    """Return the drivers of several periods, in the order of the drivers."""
    window = scenario.window
    ids = [station.id for station in scenario.stations]
    return tuple(
        _season(driver, window, ids) for driver in scenario.drivers if driver.series and window is not None
    )


def complete_periods(driver: Driver, stations: Sequence[str]) -> list[str]:
    """Return the periods in which every station has a count, in order of time."""
    return [label for label, counts in driver.series.items() if all(s in counts for s in stations)]


def period_total(driver: Driver, period: str) -> Decimal:
    """Return all stations' counts of one period."""
    return sum(driver.series[period].values(), Decimal(0))


def _season(driver: Driver, window: Window, ids: Sequence[str]) -> SeasonResult:
    counted = counted_periods(driver)
    totals = {label: period_total(driver, label) for label in complete_periods(driver, ids)}
    whole = sum((totals[label] for label in counted), Decimal(0))
    mean = Fraction(whole) / len(counted)
    peak = max(counted, key=totals.__getitem__)
    return SeasonResult(
        driver=driver.name,
        window=driver.period or "",
        take=window.take,
        divisor=basis(driver, window).divisor,
        periods=tuple(
            PeriodTotal(
                period=label,
                total=float(total),
                index=_ratio(total, mean),
                counted=label in counted,
            )
            for label, total in totals.items()
        ),
        peak=peak,
        ratio=_ratio(totals[peak], mean),
        stations=tuple(_station(driver, station, counted, peak, whole) for station in ids),
    )


def _station(
    driver: Driver, station: str, counted: Sequence[str], peak: str, whole: Decimal
) -> StationSeason:
    own = {label: driver.series[label][station] for label in counted}
    total = sum(own.values(), Decimal(0))
    greatest = max(own, key=own.__getitem__)
    return StationSeason(
        id=station,
        share=_ratio(total, Fraction(whole)) or 0.0,
        peak_share=_ratio(own[peak], Fraction(period_total(driver, peak))) or 0.0,
        peak=greatest,
        ratio=_ratio(own[greatest], Fraction(total) / len(own)),
    )


def _ratio(count: Decimal, base: Fraction) -> float | None:
    return None if not base else float(Fraction(count) / base)
