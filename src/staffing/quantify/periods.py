"""Counts of several periods -> one count a station (``docs/model.md``, section 1.6)."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from staffing.models.periods import YEAR, Span, span_of
from staffing.models.workload import Driver, Take, Window


class Basis(NamedTuple):
    """What one of a driver's values stands for."""

    periods: tuple[str, ...]
    """Periods that it was made of, in order of time."""
    divisor: int
    """The value divided by it is the count: a mean is kept as its sum and the number of periods."""
    months: int | None
    """How many months of work the count stands for; None: its period does not say."""


def basis(driver: Driver, window: Window | None) -> Basis:
    """Return what the values of a driver stand for.

    >>> basis(Driver(name="k", weight=Decimal(1), values={}, period="2025-Q1"), None)
    Basis(periods=('2025-Q1',), divisor=1, months=3)
    """
    span = span_of(driver.period)
    if not driver.series or window is None:
        return Basis(
            () if driver.period is None else (driver.period,), 1, None if span is None else span.months
        )
    periods = counted_periods(driver)
    each = span_of(periods[0])
    months = 1 if each is None else each.months
    whole = months * len(periods) if window.take is Take.SUM else months
    return Basis(periods, len(periods) if window.take is Take.MEAN else 1, whole)


def counted_periods(driver: Driver) -> tuple[str, ...]:
    """Return the periods of a series that lie in the window, which ``driver.period`` names."""
    first, _, last = (driver.period or "").partition("..")
    ends = span_of(first), span_of(last)
    if ends[0] is None or ends[1] is None:
        return tuple(driver.series)
    whole = Span(ends[0].first, ends[1].after - ends[0].first)
    return tuple(label for label in driver.series if lies_in(label, whole))


def lies_in(label: str, whole: Span) -> bool:
    """Tell whether a period lies wholly in a run of months."""
    span = span_of(label)
    return span is not None and whole.first <= span.first and span.after <= whole.after


def count(driver: Driver, station: str, window: Window | None) -> Fraction:
    """Return the count of a station as it is meant, exactly: of a mean, the sum over the number of periods."""
    return Fraction(driver.values[station]) / basis(driver, window).divisor


def a_year(driver: Driver, station: str, window: Window | None) -> Fraction | None:
    """Return the count for twelve months; None where the driver's period does not say how many it is for."""
    months = basis(driver, window).months
    return None if months is None else count(driver, station, window) * YEAR / months


def taken(
    series: Mapping[str, Mapping[str, Decimal]], periods: Sequence[str], stations: Sequence[str], take: Take
) -> dict[str, Decimal]:
    """Return one value a station: the sum over the periods, or the station's own greatest count.

    A mean is kept as the sum, which :func:`basis` says how to divide: a twelfth has no end in decimals.

    >>> series = {"2025-01": {"S1": Decimal(3)}, "2025-02": {"S1": Decimal(5)}}
    >>> [taken(series, list(series), ["S1"], take)["S1"] for take in (Take.SUM, Take.MEAN, Take.PEAK)]
    [Decimal('8'), Decimal('8'), Decimal('5')]
    """
    if take is Take.PEAK:
        return {station: max(series[period][station] for period in periods) for station in stations}
    return {station: sum((series[period][station] for period in periods), Decimal(0)) for station in stations}
