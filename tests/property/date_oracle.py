"""What one cell means as a day, written a second time like :mod:`tests.property.cell_oracle`."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from math import isfinite
from typing import Any

from tests.property.cell_oracle import (
    DIGITS,
    REFUSED,
    Form,
    Meaning,
    bare,
    digits_of,
    exact,
    narrow,
    noted,
    open_to,
)


def iso_date(value: Any, form: Form) -> Meaning:
    """Return what a cell means as a day."""
    if isinstance(value, datetime):
        day = value.date().isoformat()
        return exact(day) if value.time() == time() else open_to(day, "exact", "noted")
    if isinstance(value, date):
        return exact(value.isoformat())
    if isinstance(value, str):
        return _day(bare(value), value)
    if (
        isinstance(value, bool)
        or not isinstance(value, int | float)
        or form != "workbook"
        or not isfinite(value)
    ):
        return REFUSED
    if value == int(value) and 20_000 <= value <= 80_000:
        return noted((date(1899, 12, 30) + timedelta(days=int(value))).isoformat())
    typed_as_text = _eight_digits(digits_of(Fraction(value))) if value >= 0 else None
    return REFUSED if typed_as_text is None else open_to(typed_as_text, "noted", "refused")


def _day(text: str, given: str) -> Meaning:
    """Read a day: in the spellings of the rules for certain, in others that hold one day, or not at all."""
    day, clock = _split_time(text)
    read = _spelt(day)
    if read is not None and (not clock or _is_clock(clock)):
        return exact(read) if read == given else noted(read)
    loose = _loose(narrow(text))
    return REFUSED if loose is None else open_to(loose, "noted", "refused")


def _split_time(text: str) -> tuple[str, str]:
    for mark in (" ", "T"):
        day, found, clock = text.partition(mark)
        if found:
            return day, clock or "?"
    return text, ""


def _is_clock(text: str) -> bool:
    parts = text.split(":")
    if not 2 <= len(parts) <= 3 or not all(_is_figure(part, (2,)) for part in parts):
        return False
    return all(int(part) < most for part, most in zip(parts, (24, 60, 60), strict=False))


def _is_figure(text: str, lengths: Sequence[int]) -> bool:
    return len(text) in lengths and all(char in DIGITS for char in text)


def _spelt(text: str) -> str | None:
    """Read the spellings that the rules name: 2025年1月3日, 2025.1.3, 2025/1/3, 2025-1-3, 20250103."""
    if _is_figure(text, (8,)):
        return _valid(text[:4], text[4:6], text[6:])
    if text.endswith("日"):
        year, _, rest = text[:-1].partition("年")
        parts = [year, *rest.split("月")]
    else:
        mark = next((mark for mark in "./-" if mark in text), "?")
        parts = text.split(mark)
    if (
        len(parts) != 3
        or not _is_figure(parts[0], (4,))
        or not all(_is_figure(part, (1, 2)) for part in parts[1:])
    ):
        return None
    return _valid(*parts)


def _loose(text: str) -> str | None:
    """Find the one day that some other spelling can mean: year first, then month and day."""
    figures = "".join(char if char in DIGITS else " " for char in text).split()
    if (
        figures
        and len(figures[0]) == 4
        and len(figures) >= 3
        and all(len(part) <= 2 for part in figures[1:3])
    ):
        return _valid(*figures[:3])
    return _eight_digits(figures[0]) if figures else None


def _eight_digits(text: str) -> str | None:
    return _valid(text[:4], text[4:6], text[6:8]) if len(text) in (8, 14) and text.isdecimal() else None


def _valid(year: str, month: str, day: str) -> str | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found.isoformat() if 1900 <= found.year < 2200 else None
