"""Working days by name: weekends, statutory holidays, and days worked to make up for long ones."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from staffing.errors import Issue, UsageError

SATURDAY: Final = 5


class Arranged(NamedTuple):
    """Holidays of one year as the State Council arranged them."""

    source: str
    off: tuple[tuple[str, str], ...]
    """First and last day of each holiday, month and day."""
    worked: tuple[str, ...]
    """Saturdays and Sundays that are worked."""


YEARS: Final = {
    2025: Arranged(
        "国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号）",
        (
            ("01-01", "01-01"),
            ("01-28", "02-04"),
            ("04-04", "04-06"),
            ("05-01", "05-05"),
            ("05-31", "06-02"),
            ("10-01", "10-08"),
        ),
        ("01-26", "02-08", "04-27", "09-28", "10-11"),
    ),
    2026: Arranged(
        "国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）",
        (
            ("01-01", "01-03"),
            ("02-15", "02-23"),
            ("04-04", "04-06"),
            ("05-01", "05-05"),
            ("06-19", "06-21"),
            ("09-25", "09-27"),
            ("10-01", "10-07"),
        ),
        ("01-04", "02-14", "02-28", "05-09", "09-20", "10-10"),
    ),
}
"""The notices of the years that are known; another year is refused rather than guessed."""


def is_workday(day: date) -> bool:
    """Tell whether a day is worked.

    >>> [is_workday(date(2026, 2, d)) for d in (14, 16, 24)]
    [True, False, True]

    Raises
    ------
    UsageError
        ``E_NOTICE.year``: the holidays of the year are not known.
    """
    if day.year not in YEARS:
        values = {"got": day.year, "known": ", ".join(map(str, YEARS))}
        raise UsageError([Issue("E_NOTICE.year", values=values)])
    arranged, named = YEARS[day.year], f"{day:%m-%d}"
    if named in arranged.worked:
        return True
    return day.weekday() < SATURDAY and not any(first <= named <= last for first, last in arranged.off)


def period(start: date, days: int) -> tuple[date, date]:
    """Return the first and the last of so many working days, from a day on.

    >>> [str(day) for day in period(date(2026, 4, 3), 5)]
    ['2026-04-03', '2026-04-10']
    """
    worked = _workdays(start)
    first = last = next(worked)
    for _ in range(days - 1):
        last = next(worked)
    return first, last


def _workdays(day: date) -> Iterator[date]:
    while True:
        if is_workday(day):
            yield day
        day += timedelta(days=1)
