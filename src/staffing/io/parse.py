"""Turn one cell into one value, exactly or not at all.

Every parser returns None where it has recorded a fault: whoever assembles a scenario stops on any fault, so
None never reaches a model.
"""

import math
import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Context, Decimal
from difflib import get_close_matches
from typing import Final

from staffing.io.cells import Cell, Null
from staffing.io.findings import Findings
from staffing.io.layout import CELL_CHARACTERS, NO_LIMIT, YES_NO
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
_ID: Final = re.compile(r"[A-Z0-9_-]{1,32}")
_LOCAL_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,32}")
_NAME_START: Final = tuple("=+-@＝＋－＠")
_NAME_CHARACTERS: Final = re.compile(r"[<>{}`;\\$|\"]")
_FULL_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def nearest(name: str, known: list[str]) -> str:
    """Return the known name most like ``name``, or all of them if none is."""
    close = get_close_matches(name, known, n=1, cutoff=0.6)
    return close[0] if close else ", ".join(known[:12]) + ("…" if len(known) > 12 else "")


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
            findings.at("W_TEXT_NUMBER", cell, read=text)
        return FIFTEEN.create_decimal(text)
    elif _GROUPED_NUMBER.fullmatch(text):
        findings.at("W_TEXT_NUMBER", cell, read=text.replace(",", ""))
        return FIFTEEN.create_decimal(text.replace(",", ""))
    else:
        findings.at("E_NUMBER", cell)
    return None


def text(cell: Cell, findings: Findings, *, lines: bool = False) -> str | None:
    """Read text without its outer blanks; line breaks only with ``lines``."""
    value = cell.value
    if cell.blank:
        findings.at("E_MISSING", cell)
        return None
    if isinstance(value, bool | date | time | timedelta) or (
        cell.form == "typed" and not isinstance(value, str)
    ):
        findings.at("E_TYPE.text", cell)
        return None
    words = value if isinstance(value, str) else plain(Decimal(cell.shown))
    return _checked(cell, words, findings, lines=lines)


def _checked(cell: Cell, words: str, findings: Findings, *, lines: bool) -> str | None:
    if len(words) > CELL_CHARACTERS:
        findings.at("E_TOO_LONG", cell, limit=CELL_CHARACTERS, length=len(words))
        return None
    trimmed = words.strip()
    for char in trimmed:
        if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") and not (lines and char == "\n"):
            findings.at("E_CONTROL", cell, point=f"U+{ord(char):04X}")
            return None
    if trimmed != words and not lines and cell.form != "typed":
        findings.once("W_TRIMMED", cell)
    return trimmed


def name(cell: Cell, findings: Findings) -> str | None:
    """Read a name that reports show: text without marks that some program would obey."""
    words = text(cell, findings)
    if words is None:
        return None
    hidden = next((char for char in words if unicodedata.category(char) == "Cf"), None)
    if hidden is not None:
        findings.at("E_INVISIBLE", cell, point=f"U+{ord(hidden):04X}")
    elif words.startswith(_NAME_START) or _NAME_CHARACTERS.search(words):
        findings.at("E_NAME", cell)
    else:
        return words
    return None


def identifier(cell: Cell, findings: Findings, *, local: bool = False) -> str | None:
    """Read a station id, ``[A-Z0-9_-]{1,32}``; with ``local`` small letters too (categories, groups)."""
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool) and cell.value % 1 == 0:
        if cell.form == "workbook":
            findings.once("W_NUMBER_ID", cell)
        cell = cell._replace(value=str(int(cell.value)))
    words = text(cell, findings)
    if words is None:
        return None
    folded = words.translate(_FULL_WIDTH)
    if folded != words:
        findings.at("W_NFKC", cell, read=folded)
    if (_LOCAL_ID if local else _ID).fullmatch(folded):
        return folded
    odd = next((char for char in folded if not char.isascii()), "")
    key = {"Cf": "E_INVISIBLE", "Lu": "E_CONFUSABLE", "Ll": "E_CONFUSABLE"}
    code = key.get(unicodedata.category(odd), "E_ID_CHARSET") if odd else "E_ID_CHARSET"
    findings.at(code, cell, point=f"U+{ord(odd):04X}" if odd else "")
    return None


def yes_no(cell: Cell, findings: Findings) -> bool | None:
    """Read 是/否/yes/no, or true/false."""
    if isinstance(cell.value, bool):
        return cell.value
    if cell.blank:
        findings.at("E_MISSING", cell)
        return None
    answer = YES_NO.get(cell.shown.strip().lower())
    if answer is None:
        findings.at("E_OPTION", cell, known="是, 否, yes, no")
    return answer


def option(cell: Cell, choices: tuple[str, ...], findings: Findings) -> str | None:
    """Read one of the choices."""
    if cell.blank:
        findings.at("E_MISSING", cell)
        return None
    words = cell.shown.strip()
    if words in choices:
        return words
    findings.at("E_OPTION", cell, known=", ".join(choices))
    return None


def iso_date(cell: Cell, findings: Findings) -> str | None:
    """Read a date as ``YYYY-MM-DD``."""
    value = cell.value
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    words = text(cell, findings)
    if words is None:
        return None
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", words):
            return date.fromisoformat(words).isoformat()
    except ValueError:
        pass
    findings.at("E_DATE", cell)
    return None


def choice_of(
    cell: Cell, known: Mapping[str, object], findings: Findings, *, key: str = "E_UNKNOWN_KEY"
) -> str | None:
    """Read an id that must be among ``known``; where nothing is known, that is the fault, and told elsewhere."""
    words = identifier(cell, findings, local=True)
    if words is None or words in known:
        return words
    if known:
        findings.at(key, cell, nearest=nearest(words, list(known)))
    return None
