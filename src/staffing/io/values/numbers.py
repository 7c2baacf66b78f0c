"""Read numbers: exactly, or not at all.

Every parser returns None where it has recorded a fault: whoever assembles a scenario stops on any fault, so
None never reaches a model.
"""

import math
import re
from datetime import date, datetime, time, timedelta
from decimal import Context, Decimal
from typing import Final

from staffing.io.cells import Cell, Null
from staffing.io.findings import Findings
from staffing.io.layout import NO_LIMIT
from staffing.models.base import plain

FIFTEEN: Final = Context(prec=15)
"""Numbers are read at 15 significant digits: beyond them a spreadsheet holds noise."""
MOST_HEADS: Final = 10**7
_MOST: Final = Decimal(10) ** 15
_LEAST: Final = Decimal(10) ** -12

_PLAIN_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_GROUPED_NUMBER: Final = re.compile(r"-?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_NOT_FINITE: Final = re.compile(r"[+-]?\.?(?:nan|inf|infinity)", re.IGNORECASE)
_PLACEHOLDER: Final = re.compile(r"[-‐‑–—―－/／\\]+|N/A|n/a")


def decimal(cell: Cell, findings: Findings, *, negative: bool = False) -> Decimal | None:
    """Read a decimal number at 15 significant digits; below zero only with ``negative``."""
    number = _number(cell, findings)
    if number is None:
        return None
    if number < 0 and not negative:
        findings.at("E_NEGATIVE", cell)
    elif number and not _LEAST <= abs(number) <= _MOST:
        findings.at("E_RANGE", cell, low="0", high=plain(_MOST))
    else:
        return number
    return None


def whole(cell: Cell, findings: Findings, *, negative: bool = False) -> int | None:
    """Read a whole count of people, never rounded; below zero only with ``negative``."""
    number = decimal(cell, findings, negative=negative)
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
    if cell.value is Null.NULL or (isinstance(cell.value, str) and cell.value.strip() in NO_LIMIT):
        return None
    return whole(cell, findings)


def _number(cell: Cell, findings: Findings) -> Decimal | None:
    value = cell.value
    if cell.blank:
        findings.at("E_MISSING", cell)
    elif isinstance(value, bool | date | datetime | time | timedelta):
        findings.at("E_TYPE.number", cell)
    elif isinstance(value, int | Decimal):
        return FIFTEEN.create_decimal(value)
    elif isinstance(value, float) and math.isfinite(value):
        return Decimal(format(value, ".15g"))
    elif isinstance(value, float):
        findings.at("E_NUMBER", cell)
    elif isinstance(value, str):
        return _text_number(cell, value.strip(), findings)
    return None


def _text_number(cell: Cell, text: str, findings: Findings) -> Decimal | None:
    if cell.form == "typed":
        findings.at("E_NUMBER" if _NOT_FINITE.fullmatch(text) else "E_TYPE.number", cell)
    elif _PLACEHOLDER.fullmatch(text):
        findings.at("E_MISSING.placeholder", cell)
    elif _PLAIN_NUMBER.fullmatch(text):
        if cell.form == "workbook":
            findings.changed("W_TEXT_NUMBER", cell, text)
        return FIFTEEN.create_decimal(text)
    elif _GROUPED_NUMBER.fullmatch(text):
        findings.changed("W_TEXT_NUMBER", cell, text.replace(",", ""))
        return FIFTEEN.create_decimal(text.replace(",", ""))
    else:
        findings.at("E_NUMBER", cell)
    return None
