"""Working hours of a day and a week, as a number that grows with time in DuckDB.

The working time from one moment to another is the difference of two such numbers, so that nothing runs over days.
"""

import re
from datetime import date
from typing import Final, NamedTuple

DAY_US: Final = 24 * 3600 * 10**6
_PERIOD: Final = re.compile(r"(\d{1,2})(?::(\d\d))?-(\d{1,2})(?::(\d\d))?")
MONDAY: Final = date(1900, 1, 1)
"""A Monday before any time that is read; days are counted from there."""


class WorkingHours(NamedTuple):
    """Which time counts."""

    periods: tuple[tuple[int, int], ...] = ((0, DAY_US),)
    """From and to, microseconds of the day, in order."""
    workdays: bool = False
    """True: Monday to Friday only."""

    @property
    def day(self) -> int:
        """Microseconds of a whole day."""
        return sum(end - start for start, end in self.periods)


def parse_hours(words: str) -> tuple[tuple[int, int], ...] | None:
    """Return the periods of a day, as ``9-18`` or ``8:30-12,14-17:30``; None: these are none.

    >>> parse_hours("9-12,14:30-18") == ((9 * 3600 * 10**6, 12 * 3600 * 10**6), (52200 * 10**6, 64800 * 10**6))
    True
    >>> parse_hours("18-9") is parse_hours("9-12,11-18") is parse_hours("9-25") is None
    True
    """
    periods = []
    before = 0
    for part in words.replace("，", ",").replace("：", ":").split(","):
        match = _PERIOD.fullmatch(part.strip())
        if match is None:
            return None
        hours = [int(number or 0) for number in match.groups()]
        start, end = (((hours[k] * 60) + hours[k + 1]) * 60 * 10**6 for k in (0, 2))
        if not before <= start < end <= DAY_US or max(hours[1], hours[3]) > 59:
            return None
        periods.append((start, end))
        before = end
    return tuple(periods)


def sql(time: str, hours: WorkingHours, zone: str) -> str:
    """Return the expression of working time up to ``time``, a ``TIMESTAMPTZ``, in microseconds from a fixed day."""
    local = f"timezone({zone}, {time})"
    days = f"date_diff('day', DATE '{MONDAY}', {local}::DATE)"
    clock = f"epoch_us({local} - date_trunc('day', {local}))"
    today = " + ".join(
        f"least(greatest({clock} - {start}, 0), {end - start})" for start, end in hours.periods
    )
    if not hours.workdays:
        return f"({days} * {hours.day} + {today})"
    weekday = f"({days} % 7)"
    before = f"({days} // 7 * 5 + least({weekday}, 5))"
    return f"({before} * {hours.day} + CASE WHEN {weekday} < 5 THEN {today} ELSE 0 END)"
