"""Working days of a year in China: days less Saturdays and Sundays less statutory holidays.

Holidays that fall on a day of rest are made up for, and days moved for long holidays are worked on a day of rest:
neither changes the number of working days.
"""

import calendar
from fractions import Fraction
from typing import Final, NamedTuple

from staffing.errors import InputError, Issue


class Holidays(NamedTuple):
    """How many days a year are statutory holidays for everybody, from a year on."""

    since: int
    days: int
    decree: str


DECREES: Final = (
    Holidays(2014, 11, "全国年节及纪念日放假办法（2013年12月11日修订，国务院令第644号）"),
    Holidays(2025, 13, "全国年节及纪念日放假办法（2024年11月10日修订，国务院令第795号）"),
)
"""In order of time; each holds until the next."""
YEARS: Final = range(DECREES[0].since, 2031)
"""Years for which the number of holidays is held to be known."""


def holidays(year: int) -> Holidays:
    """Return the statutory holidays of a year, with the decree.

    Raises
    ------
    InputError
        ``E_CALENDAR``: the year is not in :data:`YEARS`.
    """
    if year not in YEARS:
        values = {"got": year, "first": YEARS[0], "last": YEARS[-1]}
        raise InputError([Issue("E_CALENDAR", values=values)])
    return next(decree for decree in reversed(DECREES) if decree.since <= year)


def rest_days(year: int) -> int:
    """Return the number of Saturdays and Sundays of a year.

    >>> rest_days(2025), rest_days(2022), rest_days(2028)
    (104, 105, 106)
    """
    months = calendar.Calendar()
    return sum(
        bool(day) and weekday > calendar.FRIDAY
        for month in range(1, 13)
        for day, weekday in months.itermonthdays2(year, month)
    )


def working_days(year: int) -> Fraction:
    """Return the working days of a year, before leave.

    >>> [int(working_days(year)) for year in (2023, 2024, 2025, 2028)]
    [249, 251, 248, 247]
    """
    return Fraction(365 + calendar.isleap(year) - rest_days(year) - holidays(year).days)
