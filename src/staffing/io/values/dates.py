"""Read dates and periods: the usual Chinese and ISO spellings, where they leave no doubt.

:func:`parse_day` and :func:`parse_period` are pure; the other two read a cell and note what they changed.
"""

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from staffing.io.cells import Cell
from staffing.io.characters import narrow, trim
from staffing.io.findings import Findings
from staffing.io.values.words import text
from staffing.models.dates import Period, named_day, named_period

_SERIAL_ZERO: Final = date(1899, 12, 30)
"""Day 0 of Excel's serial numbers, as far as they are right (from 1 March 1900)."""
_SERIAL_ZERO_1904: Final = date(1904, 1, 1)
_SERIALS: Final = range(20_000, 80_001)
"""Serial numbers that are taken for days: October 1954 to January 2119."""

_HAN_BLANKS: Final = re.compile(r"(?<=[年月日号时分]) +| +(?=[年月日号时分秒])")
_NUMERIC: Final = re.compile(r"[0-9./\- ]+")


def parse_day(words: str) -> date | None:
    """Return the day that ``words`` name in any width (:func:`staffing.models.dates.named_day`)."""
    return named_day(_plain(words))


def parse_period(words: str) -> Period | None:
    """Return the period that ``words`` name in any width (:func:`staffing.models.dates.named_period`)."""
    return named_period(_plain(words))


def iso_date(cell: Cell, findings: Findings) -> str | None:
    """Read a date as ``YYYY-MM-DD``."""
    day = _day_of(cell, findings)
    if day is None:
        return None
    clock = cell.value.time() if isinstance(cell.value, datetime) else time()
    if clock != time() or (not isinstance(cell.value, date) and cell.value != day.isoformat()):
        findings.changed("W_DATE", cell, day.isoformat())
    return day.isoformat()


def period_text(cell: Cell, findings: Findings) -> str | None:
    """Read the name of a period as it is written; figures that name no period are refused.

    So is the first of a month in a date's cell: a spreadsheet makes it of 2025年1月 and shows the month.
    """
    value = cell.value
    if isinstance(value, date):
        clock = value.time() if isinstance(value, datetime) else time()
        if value.day == 1 and clock == time():
            findings.at("E_PERIOD.month", cell, day=value.isoformat()[:10], month=value.isoformat()[:7])
            return None
        return value.isoformat() if clock != time() else value.isoformat()[:10]
    words = text(cell, findings)
    if words is not None and _NUMERIC.fullmatch(narrow(words)) and parse_period(words) is None:
        findings.at("E_PERIOD.unclear", cell)
        return None
    return words


def _day_of(cell: Cell, findings: Findings) -> date | None:
    value = cell.value
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    if cell.form == "workbook" and isinstance(value, int | float) and value in _SERIALS:
        return (_SERIAL_ZERO_1904 if findings.date1904 else _SERIAL_ZERO) + timedelta(days=int(value))
    words = text(cell, findings, noted=False)
    day = parse_day(words) if words is not None else None
    if words is not None and day is None:
        findings.at("E_DATE", cell)
    return day


def _plain(words: str) -> str:
    """Return ``words`` in half width and without blanks beside 年, 月 and 日."""
    return _HAN_BLANKS.sub("", narrow(trim(words)))
