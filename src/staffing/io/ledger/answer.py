"""What any ledger answers, whatever it is kept in: sums by some of its columns, and what was found on the way."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final, NamedTuple

BY: Final = ("station", "post", "person", "work_type", "block", "month", "activity")
"""What hours and points can be summed by."""


class Sum(NamedTuple):
    """Rows of a ledger that have the same words in some columns, summed."""

    key: tuple[str | None, ...]
    """What the rows share, in the order asked; None where nothing stands."""
    rows: int
    quantity: Decimal
    hours: Decimal
    points: Decimal


class Double(NamedTuple):
    """Ids that stand on several rows of one month, station and person."""

    ids: int
    rows: int
    file: str
    where: str
    """Place of the first of these rows that is not the first of its id."""


class Odd(NamedTuple):
    """Rows in which something is odd that changes no figure."""

    rows: int
    file: str
    where: str
    """Place of the first of them."""


class Findable(NamedTuple):
    """What was found in a ledger beside its sums."""

    rows: int
    """Rows of the ledger, whatever became of them."""
    outside: int
    """Of these, rows of months that do not count."""
    left_out: int
    """Rows of units that knowingly do not count."""
    repeated: int
    """Rows that repeat another and are not counted again."""
    file: str
    """Name of the file, or of several files' folder."""
    months: Mapping[str, frozenset[str]]
    """Months in which each station has rows that count."""
    doubles: Double | None = None
    dates: Odd | None = None
    """Rows that were done before they were opened."""
    progress: Odd | None = None
    """Rows whose progress lies outside 0 to 100 %."""
    graded: Mapping[str, int] = {}
    """Rows that bear a grade, by the kind of the grade."""
