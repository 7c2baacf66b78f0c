"""Months, quarters, half-years and years by their canonical names."""

import re
from typing import Final, NamedTuple

YEAR: Final = 12
_LABEL: Final = re.compile(r"([0-9]{4})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])|H([12])))?")


class Span(NamedTuple):
    """A run of whole months."""

    first: int
    """Number of its first month, counted from January of the year 0."""
    months: int

    @property
    def after(self) -> int:
        """Number of the first month after it."""
        return self.first + self.months

    @property
    def label(self) -> str:
        """Its first and last month, ``2025-01..2025-12``."""
        return f"{month_label(self.first)}..{month_label(self.after - 1)}"


def span_of(label: str | None) -> Span | None:
    """Return the months of a period by its canonical name; None where it is no month, quarter, half or year.

    >>> span_of("2025-Q2"), span_of("2025").label, span_of("2025-01-03")
    (Span(first=24303, months=3), '2025-01..2025-12', None)
    """
    match = None if label is None else _LABEL.fullmatch(label)
    if match is None:
        return None
    year = int(match[1]) * YEAR
    for group, months in ((2, 1), (3, 3), (4, 6)):
        if match[group]:
            return Span(year + (int(match[group]) - 1) * months, months)
    return Span(year, YEAR)


def month_label(number: int) -> str:
    """Return the name of a month by its number.

    >>> month_label(24303)
    '2025-04'
    """
    return f"{number // YEAR:04}-{number % YEAR + 1:02}"


def period_label(span: Span) -> str:
    """Return the canonical name of a month, quarter, half or year.

    >>> [period_label(Span(24300 + first, months)) for first, months in ((0, 12), (6, 6), (3, 3), (9, 1))]
    ['2025', '2025-H2', '2025-Q2', '2025-10']
    """
    year, month = divmod(span.first, YEAR)
    part = month // span.months + 1
    named = {YEAR: "", 6: f"-H{part}", 3: f"-Q{part}", 1: f"-{part:02}"}
    return f"{year:04}{named[span.months]}"
