"""Months of a ledger: ``2025-03``, however they are written, where that leaves no doubt."""

import re
from datetime import date
from typing import Final

from staffing.io.cells import Cell
from staffing.io.findings import Findings
from staffing.io.values.dates import parse_period
from staffing.io.values.words import text

_MONTH: Final = re.compile(r"[0-9]{4}-[0-9]{2}")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def month_in(words: str) -> str | None:
    """Return the month that ``words`` name, or that the day lies in that they name; None where that is not certain.

    >>> [month_in(words) for words in ("2025年3月", "2025-03", "202503", "2025/3/15", "2025.1", "3月", "2025")]
    ['2025-03', '2025-03', '2025-03', '2025-03', None, None, None]
    """
    period = parse_period(words)
    if period is None:
        return None
    label = period.label
    return label[:7] if _MONTH.fullmatch(label) or _DAY.fullmatch(label) else None


def read_month(cell: Cell, findings: Findings) -> str | None:
    """Read a month; None, and a fault, where it is none. A day counts as its month, with a note."""
    if isinstance(cell.value, date):
        day_month = cell.value.isoformat()[:7]
        findings.changed("W_DATE", cell, day_month)
        return day_month
    whole = isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
    words = text(cell._replace(value=cell.written) if whole else cell, findings)
    if words is None:
        return None
    month = month_in(words)
    if month is None:
        findings.at("E_MONTH", cell)
    elif words != month:
        findings.note("W_DATE", cell, month)
    return month


def month_after(month: str, steps: int = 1) -> str:
    """Return the month so many steps later.

    >>> month_after("2025-12"), month_after("2025-01", -1)
    ('2026-01', '2024-12')
    """
    number = int(month[:4]) * 12 + int(month[5:]) - 1 + steps
    return f"{number // 12:04}-{number % 12 + 1:02}"


def months_between(first: str, last: str) -> tuple[str, ...]:
    """Return every month from the first to the last.

    >>> months_between("2024-12", "2025-02")
    ('2024-12', '2025-01', '2025-02')
    """
    count = (int(last[:4]) - int(first[:4])) * 12 + int(last[5:]) - int(first[5:]) + 1
    return tuple(month_after(first, step) for step in range(count))


def holds(valid_from: str | None, valid_to: str | None, month: str) -> bool:
    """Tell whether something is valid on every day of a month."""
    from calendar import monthrange

    days = monthrange(int(month[:4]), int(month[5:]))[1]
    return (valid_from is None or valid_from <= f"{month}-01") and (
        valid_to is None or valid_to >= f"{month}-{days:02}"
    )
