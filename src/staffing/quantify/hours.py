"""Counts of drivers in hours: each count of a year times the unit hours of the standard of its name."""

import calendar
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Final, NamedTuple
from unicodedata import normalize

from staffing.errors import InputError, Issue
from staffing.models.dates import Period, named_period
from staffing.models.scenario import Scenario
from staffing.models.standards import Standard, WorkingTime
from staffing.models.workload import Driver, Window
from staffing.quantify.periods import basis

MONTHS: Final = 12


class Work(NamedTuple):
    """What makes hours of one driver's counts."""

    driver: Driver
    standard: Standard
    yearly: Fraction
    """What a count is multiplied by to become that of a year."""

    @property
    def hours(self) -> Fraction:
        """Hours a year for one unit counted."""
        return self.yearly * Fraction(self.standard.unit_hours)


def driver_work(scenario: Scenario, drivers: Iterable[Driver] | None = None) -> tuple[Work, ...]:
    """Return the drivers that have a standard of their own name, each with the one valid when its period ends.

    Raises
    ------
    InputError
        ``E_STANDARD_PERIOD``: the period of such a driver names no span of days, so its counts cannot be made
        those of a year. ``E_STANDARD_DATE``: no standard is valid at the end of its period.
    """
    faults: list[Issue] = []
    found = []
    for driver in scenario.drivers if drivers is None else drivers:
        own = [standard for standard in scenario.standards if standard.activity == driver.name]
        if not own:
            continue
        span = _span(driver)
        if span is None and driver.period is not None:
            faults.append(Issue("E_STANDARD_PERIOD", values={"name": driver.name, "got": driver.period}))
            continue
        end = date(reference_year(scenario), 12, 31) if span is None else span.last
        standard = standard_on(own, end)
        if standard is None:
            faults.append(Issue("E_STANDARD_DATE", values={"name": driver.name, "day": end.isoformat()}))
        else:
            found.append(Work(driver, standard, _yearly(driver, span, scenario.window)))
    if faults:
        raise InputError(faults)
    return tuple(found)


def _span(driver: Driver) -> Period | None:
    """Return the days that a driver's counts are of; those of a window run from its first to its last month."""
    first, _, last = normalize("NFKC", driver.period or "").strip().partition("..")
    start, end = named_period(first), named_period(last or first)
    return None if start is None or end is None else Period(first, start.first, end.last)


def _yearly(driver: Driver, span: Period | None, window: Window | None) -> Fraction:
    """Return what makes a value of a driver that of a year; without a period it is one of a year already."""
    if span is None:
        return Fraction(1)
    meant = basis(driver, window)
    if not driver.series or window is None or meant.months is None:
        return yearly(span)
    return Fraction(MONTHS, meant.months * meant.divisor)


def counting_drivers(scenario: Scenario) -> list[Driver]:
    """Return the drivers with a weight, of their own or in some class."""
    return [driver for driver in scenario.drivers if driver.weight or any(driver.class_weights.values())]


def all_in_hours(scenario: Scenario) -> bool:
    """Tell whether every driver that counts has a standard of its name."""
    known = {standard.activity for standard in scenario.standards}
    return all(driver.name in known for driver in counting_drivers(scenario))


def refuse_without_standard(scenario: Scenario, drivers: Iterable[Driver]) -> None:
    """Raise InputError where some of ``drivers`` have no standard: ``E_HOURS_STANDARD`` names all of them."""
    known = {standard.activity for standard in scenario.standards}
    lacking = [driver.name for driver in drivers if driver.name not in known]
    if lacking:
        raise InputError([Issue("E_HOURS_STANDARD", values={"names": lacking})])


def standard_on(standards: Sequence[Standard], day: date) -> Standard | None:
    """Return the standard that is valid on a day."""
    text = day.isoformat()
    return next(
        (
            standard
            for standard in standards
            if (standard.valid_from or text) <= text <= (standard.valid_to or text)
        ),
        None,
    )


def yearly(span: Period) -> Fraction:
    """Return what makes a count of a span one of a year: 12 over its months, or days of the year over its days.

    >>> from staffing.models.dates import named_period
    >>> [str(yearly(named_period(words))) for words in ("2025H1", "2025Q1", "2025-03", "2024年1月至2025年6月")]
    ['2', '4', '12', '2/3']
    >>> yearly(named_period("2025-01-01至2025-03-14"))
    Fraction(5, 1)
    """
    first, last = span.first, span.last
    after = last + timedelta(days=1)
    if first.day == after.day == 1:
        return Fraction(MONTHS, (after.year - first.year) * MONTHS + after.month - first.month)
    return Fraction(365 + calendar.isleap(last.year), (after - first).days)


def reference_year(scenario: Scenario) -> int:
    """Return the year whose end counts where a driver names no period: that of the general working time."""
    times = sorted(scenario.working_time, key=lambda time: time.station or "")
    return (times[0] if times else WorkingTime()).year


def hour_weights(
    scenario: Scenario, drivers: Sequence[Driver], members: Sequence[str]
) -> dict[str, Fraction]:
    """Return the share of each driver in the standard hours of some stations; without hours it has no entry.

    Raises
    ------
    InputError
        ``E_HOURS_STANDARD``: some of ``drivers`` have no standard; all of them are named. ``E_HOURS_ZERO``:
        there is no work at all.
    """
    refuse_without_standard(scenario, drivers)
    work = driver_work(scenario, drivers)
    hours = {
        one.driver.name: one.hours * Fraction(sum(one.driver.values[station] for station in members))
        for one in work
    }
    whole = sum(hours.values())
    if not whole:
        raise InputError([Issue("E_HOURS_ZERO")])
    return {name: amount / whole for name, amount in hours.items() if amount}
