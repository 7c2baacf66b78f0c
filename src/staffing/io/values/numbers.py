"""Read numbers: exactly, or not at all.

Every parser returns None where it has recorded a fault: whoever assembles a scenario stops on any fault, so
None never reaches a model.
"""

import math
import re
from datetime import date, datetime, time, timedelta
from decimal import Context, Decimal
from typing import Final, NamedTuple

from staffing.io.cells import Cell, Null, Value
from staffing.io.characters import trim
from staffing.io.findings import Findings
from staffing.io.layout import NO_LIMIT
from staffing.io.values.id_numbers import in_wrong_column
from staffing.io.values.placeholders import is_placeholder
from staffing.models.base import plain

FIFTEEN: Final = Context(prec=15)
"""Numbers are read at 15 significant digits: beyond them a spreadsheet holds noise."""
MOST_HEADS: Final = 10**7
_MOST: Final = Decimal(10) ** 15
_LEAST: Final = Decimal(10) ** -12
_EXPONENT: Final = 400
"""Beyond this no float goes, and no operation need try."""
_FLOAT_WHOLE: Final = 10**15
"""Whole floats below this hold fifteen digits or fewer."""

_NUMBER: Final = re.compile(
    r"(?P<number>-?(?:(?:0|[1-9][0-9]*)|(?P<grouped>[1-9][0-9]{0,2}(?:,[0-9]{3})+))(?:\.[0-9]+)?)(?P<percent>%)?"
)
_NOT_FINITE: Final = re.compile(r"[+-]?\.?(?:nan|inf|infinity)", re.IGNORECASE)
_FULL_WIDTH: Final = str.maketrans("０１２３４５６７８９．，－％", "0123456789.,-%")
"""The full-width characters that a number may hold."""


class Parsed(NamedTuple):
    """A number as a text gives it, and what had to be done to read it."""

    number: Decimal
    """Every digit, before it is cut to fifteen; a percentage is already divided by 100."""
    trimmed: bool
    narrowed: bool
    grouped: bool
    percent: bool


def parse_number(words: str) -> Parsed | None:
    """Return the number that a text is, in plain or grouped digits, with or without ``%``; else None.

    >>> parse_number(" 1２,000 ").number, parse_number("12.5%").number, parse_number("1,2000")
    (Decimal('12000'), Decimal('0.125'), None)
    """
    trimmed = trim(words)
    narrow = trimmed if trimmed.isascii() else trimmed.translate(_FULL_WIDTH)
    match = _NUMBER.fullmatch(narrow)
    if match is None:
        return None
    grouped, percent = match["grouped"] is not None, match["percent"] is not None
    # Not the context's own operations, which would round: a text may have any number of digits.
    number = Decimal(match["number"].replace(",", "") + ("E-2" if percent else ""))
    return Parsed(number, trimmed != words, narrow != trimmed, grouped, percent)


def number_in(value: Value) -> Decimal | None:
    """Return the number that a cell of a workbook or CSV holds, read as here but without a word; else None."""
    if isinstance(value, str):
        parsed = parse_number(value)
        return None if parsed is None else FIFTEEN.plus(parsed.number)
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal) or not math.isfinite(value):
        return None
    return Decimal(format(value, ".15g")) if isinstance(value, float) else FIFTEEN.create_decimal(value)


def is_percent(cell: Cell) -> bool:
    """Tell whether a cell holds a number as a text that ends with ``%``."""
    if not isinstance(cell.value, str):
        return False
    parsed = parse_number(cell.value)
    return parsed is not None and parsed.percent


def decimal(
    cell: Cell, findings: Findings, *, negative: bool = False, percent: bool = True
) -> Decimal | None:
    """Read a decimal number at 15 significant digits; below zero only with ``negative``."""
    number = _number(cell, findings, percent=percent)
    if number is None:
        return None
    if number < 0 and not negative:
        findings.at("E_NEGATIVE", cell)
    elif number and not _LEAST <= abs(number) <= _MOST:
        if not in_wrong_column(cell, findings):
            findings.at("E_RANGE", cell, low="0", high=plain(_MOST))
    else:
        return number
    return None


def whole(cell: Cell, findings: Findings, *, negative: bool = False) -> int | None:
    """Read a whole count of people, never rounded; below zero only with ``negative``."""
    number = decimal(cell, findings, negative=negative, percent=False)
    if number is None:
        return None
    if number != number.to_integral_value():
        findings.at("E_INTEGER", cell)
    elif abs(number) > MOST_HEADS:
        findings.at("E_RANGE", cell, low="0", high=str(MOST_HEADS))
    else:
        return int(number)
    return None


def maximum(cell: Cell, findings: Findings) -> int | None:
    """Read a maximum: a whole count, or None where the cell says that there is no limit."""
    if cell.value is Null.NULL:
        return None
    if isinstance(cell.value, str) and trim(cell.value) in NO_LIMIT:
        if cell.value not in NO_LIMIT:
            findings.changed("W_TRIMMED", cell, trim(cell.value))
        return None
    return whole(cell, findings)


def _number(cell: Cell, findings: Findings, *, percent: bool) -> Decimal | None:
    value = cell.value
    if isinstance(value, float):
        return _float(value, cell, findings)
    if cell.blank:
        findings.at("E_MISSING", cell)
    elif isinstance(value, bool | date | datetime | time | timedelta):
        findings.at("E_TYPE.number", cell)
    elif isinstance(value, Decimal) and value and abs(value.adjusted()) > _EXPONENT:
        findings.at("E_RANGE", cell, low="0", high=plain(_MOST))
    elif isinstance(value, int | Decimal):
        return _noted(Decimal(value), cell, findings)
    elif isinstance(value, str) and not in_wrong_column(cell, findings):
        return _text_number(cell, value, findings, percent=percent)
    return None


def _float(value: float, cell: Cell, findings: Findings) -> Decimal | None:
    if value.is_integer() and value and -_FLOAT_WHOLE < value < _FLOAT_WHOLE:
        return Decimal(int(value))
    if not math.isfinite(value):
        findings.at("E_NUMBER", cell)
        return None
    words = format(value, ".15g")
    if float(words) != value:
        findings.changed("W_PRECISION", cell, plain(Decimal(words)))
    return _unsigned_zero(Decimal(words), cell, findings)


def _noted(number: Decimal, cell: Cell, findings: Findings) -> Decimal:
    """Return a number at fifteen digits, with a note where that is not all of it."""
    rounded = FIFTEEN.plus(number)
    if rounded != number:
        findings.changed("W_PRECISION", cell, plain(rounded))
    return rounded if number else _unsigned_zero(number, cell, findings)


def _unsigned_zero(number: Decimal, cell: Cell, findings: Findings) -> Decimal:
    if number or not number.is_signed():
        return number
    findings.changed("W_NEGATIVE_ZERO", cell, "0")
    return Decimal(0)


def _text_number(cell: Cell, words: str, findings: Findings, *, percent: bool) -> Decimal | None:
    if cell.form == "typed":
        findings.at("E_NUMBER" if _NOT_FINITE.fullmatch(trim(words)) else "E_TYPE.number", cell)
        return None
    if is_placeholder(words):
        findings.at("E_MISSING.placeholder", cell)
        return None
    parsed = parse_number(words)
    if parsed is None or (parsed.percent and not percent):
        findings.at("E_NUMBER", cell)
        return None
    note_text(parsed, cell, findings)
    return _noted(parsed.number, cell, findings)


def note_text(parsed: Parsed, cell: Cell, findings: Findings) -> None:
    """Note what had to be done to read a number from a text."""
    read = plain(FIFTEEN.add(parsed.number, 0))
    done = {
        "W_TRIMMED": parsed.trimmed,
        "W_NFKC": parsed.narrowed,
        "W_TEXT_NUMBER": parsed.grouped or (cell.form == "workbook" and not parsed.percent),
        "W_PERCENT": parsed.percent,
    }
    for key, needed in done.items():
        if needed:
            findings.changed(key, cell, read)
