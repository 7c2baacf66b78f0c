"""Posts that the work of each station requires: WHO's WISN, exactly (``docs/model.md``, section 1)."""

import calendar
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import Final

from staffing.errors import InputError, Issue
from staffing.models.scenario import Scenario
from staffing.models.standards import (
    Allowance,
    AllowanceKind,
    Component,
    Per,
    Requirement,
    Rounding,
    Standard,
    WorkingTime,
)
from staffing.models.station import Station
from staffing.models.tasks import Tasks
from staffing.quantify.calendar import working_days
from staffing.quantify.hours import MONTHS, driver_work, standard_on

WEEK: Final = 5
"""Working days of a week."""
_TENTH_UP_TO: Final = 5
"""Up to so many posts WISN lets a tenth more work stay with the lower number; above it rounds as usual."""


def requirement(scenario: Scenario) -> tuple[Requirement, ...] | None:
    """Return the posts that the work requires, in station order; None: nothing says how many hours there are.

    The hours are those of the task ledger, or else of the drivers that have a standard of their own name, made
    those of a year. ``required = staff x category factor + individual factor``; under ``apportion`` the posts are
    left open, because rounding them looks at all stations.

    Raises
    ------
    InputError
        ``E_STANDARD_PERIOD``, ``E_STANDARD_DATE``: a driver's counts cannot be made hours of a year.
        ``E_WORKING_TIME``: leave takes every working day. ``E_CALENDAR``: nobody says how many working days that
        year has. ``E_ALLOWANCE_SUM``: category allowances take all working time of a station.

    Examples
    --------
    >>> from decimal import Decimal
    >>> from staffing.models import scenario as m, standards, station, workload
    >>> expert = standards.StandardSource.EXPERT
    >>> scenario = m.Scenario(
    ...     name="one",
    ...     stations=(station.Station(id="A", name="A", in_post=3),),
    ...     drivers=(workload.Driver(name="cases", weight=Decimal(1), values={"A": Decimal(3968)}),),
    ...     cap=3,
    ...     standards=(standards.Standard(activity="cases", unit_hours=Decimal(2), source=expert),),
    ... )
    >>> [one] = requirement(scenario)
    >>> str(one.available_hours), str(one.required), str(one.ratio)
    ('1984', '4', '3/4')
    """
    stations = scenario.stations
    parts = (
        _driver_parts(scenario, stations)
        if scenario.tasks is None
        else _ledger_parts(scenario.tasks, scenario.standards, stations)
    )
    if parts is None:
        return None
    return tuple(_required(scenario, station, own) for station, own in zip(stations, parts, strict=True))


Part = tuple[str, Fraction, Fraction, Standard | None]
"""Activity, quantity and hours of a year, standard."""


def _driver_parts(scenario: Scenario, stations: Sequence[Station]) -> list[list[Part]] | None:
    work = driver_work(scenario)
    if not work:
        return None
    return [
        [
            (
                one.driver.name,
                Fraction(one.driver.values[station.id]) * one.yearly,
                Fraction(one.driver.values[station.id]) * one.hours,
                one.standard,
            )
            for one in work
        ]
        for station in stations
    ]


def _ledger_parts(
    tasks: Tasks, standards: Sequence[Standard], stations: Sequence[Station]
) -> list[list[Part]]:
    """Return the ledger's work, made that of a year by the number of months that it covers."""
    sums: dict[tuple[str, str], list[Fraction]] = {}
    for row in tasks.sums:
        own = sums.setdefault((row.station, row.activity), [Fraction(0), Fraction(0)])
        own[0] += Fraction(row.quantity)
        own[1] += Fraction(row.hours)
    factor = Fraction(MONTHS, len(tasks.months)) if tasks.months else Fraction(1)
    by_station: dict[str, list[Part]] = {station.id: [] for station in stations}
    for (station, activity), (quantity, hours) in sorted(sums.items()):
        if station in by_station:
            standard = _of_ledger(activity, quantity, hours, tasks, standards)
            by_station[station].append((activity, quantity * factor, hours * factor, standard))
    return list(by_station.values())


def _of_ledger(
    activity: str, quantity: Fraction, hours: Fraction, tasks: Tasks, standards: Sequence[Standard]
) -> Standard | None:
    """Return the standard that gives exactly these hours; None: the ledger's rows say them themselves."""
    own = [standard for standard in standards if standard.activity == activity]
    if not own or not tasks.months:
        return None
    standard = standard_on(own, _last_day(tasks))
    exact = standard is not None and quantity * Fraction(standard.unit_hours) == hours
    return standard if exact else None


def _last_day(tasks: Tasks) -> date:
    """Return the last day that the ledger covers."""
    year, month = map(int, tasks.months[-1].split("-"))
    return date(year, month, calendar.monthrange(year, month)[1])


def _required(scenario: Scenario, station: Station, parts: Sequence[Part]) -> Requirement:
    time = working_time_of(scenario.working_time, station.id)
    days = days_worked(time, station.id)
    available = days * Fraction(time.hours_per_day)
    components = tuple(
        Component(
            activity=activity, quantity=quantity, hours=hours, staff=hours / available, standard=standard
        )
        for activity, quantity, hours, standard in parts
    )
    staff = sum((component.staff for component in components), Fraction(0))
    allowances = [one for one in scenario.allowances if one.station in (None, station.id)]
    share = category_share(allowances, time, days)
    if share >= 1:
        names = [one.name for one in allowances if one.kind is AllowanceKind.CATEGORY]
        values = {"name": station.id, "names": names, "sum": f"{float(share):.4g}"}
        raise InputError([Issue("E_ALLOWANCE_SUM", values=values)])
    factor = 1 / (1 - share)
    hours = individual_hours(allowances, days)
    required = staff * factor + hours / available
    return Requirement(
        station=station.id,
        working_days=days,
        available_hours=available,
        components=components,
        staff=staff,
        category_share=share,
        category_factor=factor,
        individual_hours=hours,
        individual_factor=hours / available,
        required=required,
        posts=rounded(required, scenario.rounding),
        in_post=station.in_post,
    )


def working_time_of(times: Iterable[WorkingTime], station: str) -> WorkingTime:
    """Return the working time of a station: its own, that of all, or eight hours a day without any leave."""
    known = {time.station: time for time in times}
    return known.get(station) or known.get(None) or WorkingTime()


def days_worked(time: WorkingTime, station: str = "") -> Fraction:
    """Return the days of the year that a post works, leave taken off.

    Raises
    ------
    InputError
        ``E_WORKING_TIME``: leave takes them all. ``E_CALENDAR``: that year's working days are not known.
    """
    days = working_days(time.year) if time.days is None else Fraction(time.days)
    leave = Fraction(time.annual_leave + time.sick_leave + time.training + time.other)
    if leave >= days:
        values = {"name": station, "days": f"{float(days):g}", "leave": f"{float(leave):g}"}
        raise InputError([Issue("E_WORKING_TIME", values=values)])
    return days - leave


def category_share(allowances: Iterable[Allowance], time: WorkingTime, days: Fraction) -> Fraction:
    """Return the share of working time that category allowances take; it may be 1 or more."""
    own = [one for one in allowances if one.kind is AllowanceKind.CATEGORY]
    available = days * Fraction(time.hours_per_day)
    return sum(
        (
            Fraction(one.share) if one.share is not None else _hours_a_year(one, days) / available
            for one in own
        ),
        Fraction(0),
    )


def individual_hours(allowances: Iterable[Allowance], days: Fraction) -> Fraction:
    """Return the hours a year of individual allowances, all people together."""
    own = [one for one in allowances if one.kind is AllowanceKind.INDIVIDUAL]
    return sum((Fraction(one.staff or 0) * _hours_a_year(one, days) for one in own), Fraction(0))


def _hours_a_year(allowance: Allowance, days: Fraction) -> Fraction:
    """Return the hours a year of one person; hours a day or a week fall on days worked only."""
    times = {Per.DAY: days, Per.WEEK: days / WEEK, Per.MONTH: Fraction(MONTHS), Per.YEAR: Fraction(1)}
    return Fraction(allowance.hours or 0) * times[allowance.per]


def rounded(required: Fraction, rounding: Rounding) -> int | None:
    """Return required posts as a whole number; None where they stay as they are, or are rounded all together.

    ``wisn10`` keeps ``n`` posts up to ``1.1 n`` for ``n`` of 1 to 5, and rounds as usual above 5; any work at all
    needs one post.

    >>> [rounded(Fraction(x), Rounding.WISN10) for x in ("0", "1/20", "11/10", "111/100", "11/2", "13/2")]
    [0, 1, 1, 2, 5, 7]
    >>> rounded(Fraction(5, 2), Rounding.HALF_UP), rounded(Fraction(9, 4), Rounding.CEIL)
    (3, 3)
    """
    match rounding:
        case Rounding.CEIL:
            return ceil(required)
        case Rounding.HALF_UP:
            return half_up(required)
        case Rounding.WISN10:
            whole = floor(required)
            if whole > _TENTH_UP_TO:
                return half_up(required)
            return whole + (required > Fraction(11, 10) * whole)
        case _:
            return None


def half_up(number: Fraction) -> int:
    """Round to the nearest whole number, a half upwards."""
    return floor(number + Fraction(1, 2))
