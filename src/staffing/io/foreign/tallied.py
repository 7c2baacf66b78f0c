"""What is asked of a file of tickets, and what was counted in it."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from staffing.models.dates import Period

Resolve = Callable[[str], str | None]
"""From what stands in the column of stations, outer blanks dropped, to the station; None: it does not count."""


class Question(NamedTuple):
    """What is to be counted."""

    resolve: Resolve
    period: Period | None = None
    most: int | None = None
    """Tickets that one person counts for at one station, in each of ``parts``."""
    parts: tuple[Period, ...] = ()
    """Periods that are counted apart; they make up ``period``."""

    def part(self, day: date | None) -> str:
        """Return the label of the part that a day lies in; the same for all where nothing is counted apart."""
        inside = (part.label for part in self.parts if day is not None and part.holds(day))
        return next(inside, "")


class Top(NamedTuple):
    """The person with the most tickets of a station: how many, never who."""

    tickets: int
    of: int
    """Tickets of the station of which the person is known."""


class Columns(NamedTuple):
    """Numbers of the columns that are read, counted from 0."""

    station: int
    day: int | None = None
    number: int | None = None
    person: int | None = None


class Count(NamedTuple):
    """Tickets of one station."""

    rows: int
    """Rows that name it."""
    outside: int
    """Of these, rows outside the period."""
    repeated: int
    """Of the rest, rows that repeat the number of another."""
    over: int
    """Of the rest, rows beyond the most that one person counts for."""

    @property
    def counted(self) -> int:
        """Tickets that count."""
        return self.rows - self.outside - self.repeated - self.over


class Tally(NamedTuple):
    """What a file of tickets holds."""

    rows: int
    counts: dict[str | None, Count]
    """By station; ``""`` where nothing stands, None for all that knowingly does not count."""
    days: dict[date, int]
    """Rows by day, of rows that count for a station; empty where days are not read."""
    unread_days: dict[str, int]
    """Rows by what stands where a day should be and is none."""
    parts: dict[str, dict[str, int]] = {}  # noqa: RUF012 -- nobody writes to it
    """Tickets that count, by part of the period and station; empty where nothing is counted apart."""
    top: dict[str, Top] = {}  # noqa: RUF012
    """By station, where persons are read and all their tickets count."""
    mangled: tuple[str, str] | None = None
    """``number`` or ``column``, and the ticket's or person's number there that a spreadsheet has spoilt."""
