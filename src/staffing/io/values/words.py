"""Read text: names, ids, choices, yes and no.

Like every parser these return None where they have recorded a fault.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping
from datetime import date, time, timedelta
from decimal import Decimal
from difflib import get_close_matches
from functools import partial
from heapq import nlargest
from operator import eq
from typing import Final

from staffing.io.cells import Cell
from staffing.io.characters import narrow, trim
from staffing.io.findings import Findings
from staffing.io.layout import CELL_CHARACTERS, YES_NO
from staffing.io.values.id_numbers import in_wrong_column
from staffing.io.values.placeholders import is_dash
from staffing.masking import ID_LENGTH, MOBILE_LENGTH, holds_mobile
from staffing.models.base import plain

ID: Final = re.compile(r"(?=[_-]*[A-Z0-9])[A-Z0-9_-]{1,32}")
_LOCAL_ID: Final = re.compile(r"(?=[_-]*[A-Za-z0-9])[A-Za-z0-9_-]{1,32}")
_LEAST_DIGITS: Final = 1e-6
_EXACT_WHOLE: Final = 10**15
"""Between these a number holds every digit of a name or id."""
NAME_START: Final = tuple("=+-@＝＋－＠")
NAME_CHARACTERS: Final = re.compile(r"[<>{}`;\\$|\"]")
LIST_MARKS: Final = re.compile(r"[\s,，、;；]+")
"""What stands between the items of a list in one cell."""
_MANY: Final = 1_000
"""Of more known names than these only the closest are compared letter by letter."""
_CLOSEST: Final = 50


def _in_place(name: str, known: str) -> int:
    """Count the letters that two names have at the same place, from the start and from the end."""
    return [*map(eq, name, known), *map(eq, name[::-1], known[::-1])].count(True)


def nearest(name: str, known: Collection[str]) -> str:
    """Return the known name most like ``name``, or all of them if none is."""
    few = known if len(known) <= _MANY else nlargest(_CLOSEST, known, key=partial(_in_place, name))
    close = get_close_matches(name, list(few), n=1, cutoff=0.6)
    return close[0] if close else ", ".join(list(known)[:12]) + ("…" if len(known) > 12 else "")


def text(cell: Cell, findings: Findings, *, lines: bool = False, noted: bool = True) -> str | None:
    """Read text without its outer blanks; line breaks only with ``lines``.

    Without ``noted`` the caller tells of the blanks that were dropped.
    """
    value = cell.value
    if cell.blank:
        findings.at("E_MISSING", cell)
        return None
    if isinstance(value, bool | date | time | timedelta) or (
        cell.form == "typed" and not isinstance(value, str)
    ):
        findings.at("E_TYPE.text", cell)
        return None
    if isinstance(value, int | float) and value and not _LEAST_DIGITS <= abs(value) < _EXACT_WHOLE:
        findings.at("E_TYPE.text", cell)
        return None
    words = value if isinstance(value, str) else plain(Decimal(cell.written))
    if isinstance(value, float) and float(words) != value:
        findings.changed("W_PRECISION", cell, words)
    return _checked(cell, words, findings, lines=lines, noted=noted)


def _checked(cell: Cell, words: str, findings: Findings, *, lines: bool, noted: bool) -> str | None:
    if len(words) > CELL_CHARACTERS:
        findings.at("E_TOO_LONG", cell, limit=CELL_CHARACTERS, length=len(words))
        return None
    trimmed = trim(words)
    # What can be printed is neither a control nor an invisible character: no need to look at each.
    if not trimmed.isprintable() and not _visible(trimmed, cell, findings, lines=lines):
        return None
    if len(trimmed) >= ID_LENGTH and in_wrong_column(cell, findings):
        return None
    if trimmed != words and noted and not lines:
        findings.changed("W_TRIMMED", cell, trimmed)
    return trimmed


def _visible(words: str, cell: Cell, findings: Findings, *, lines: bool) -> bool:
    """Tell whether a text holds no control and no invisible character; line breaks only with ``lines``."""
    for char in words:
        category = unicodedata.category(char)
        key = "E_INVISIBLE" if category == "Cf" else "E_CONTROL"
        if category in ("Cc", "Cf", "Cs", "Zl", "Zp") and not (lines and (char == "\n" or category == "Cf")):
            findings.at(key, cell, point=f"U+{ord(char):04X}")
            return False
    return True


def name(cell: Cell, findings: Findings) -> str | None:
    """Read a name that reports show: text without marks that some program would obey.

    What it is composed of stays as it is: two spellings of one letter are two names.
    """
    words = text(cell, findings)
    if words is None:
        return None
    if is_dash(words):
        findings.at("E_MISSING.placeholder", cell)
    elif words.startswith(NAME_START) or NAME_CHARACTERS.search(words):
        findings.at("E_NAME", cell)
    elif len(words) >= MOBILE_LENGTH and holds_mobile(words):
        findings.at("E_NAME.phone", cell)
    else:
        return words
    return None


def identifier(cell: Cell, findings: Findings, *, local: bool = False) -> str | None:
    """Read a station id, ``[A-Z0-9_-]{1,32}``; with ``local`` small letters too (categories, groups)."""
    pattern = _LOCAL_ID if local else ID
    value = cell.value
    if isinstance(value, str) and len(value) < ID_LENGTH and pattern.fullmatch(value):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool) and value % 1 == 0:
        if not 0 <= value < _EXACT_WHOLE:
            if not in_wrong_column(cell, findings):
                findings.at("E_ID_CHARSET", cell)
            return None
        if cell.form == "workbook":
            findings.changed("W_NUMBER_ID", cell, str(int(value)))
        cell = cell._replace(value=str(int(value)))
    words = text(cell, findings)
    if words is None:
        return None
    folded = narrow(words)
    if pattern.fullmatch(folded):
        if folded != words:
            findings.changed("W_NFKC", cell, folded)
        return folded
    if is_dash(words):
        findings.at("E_MISSING.placeholder", cell)
        return None
    odd = next((char for char in folded if not char.isascii()), "")
    code = "E_CONFUSABLE" if odd and unicodedata.category(odd) in ("Lu", "Ll") else "E_ID_CHARSET"
    findings.at(code, cell, point=f"U+{ord(odd):04X}" if odd else "")
    return None


def yes_no(cell: Cell, findings: Findings) -> bool | None:
    """Read 是/否/yes/no, or true/false."""
    if isinstance(cell.value, bool):
        return cell.value
    if isinstance(cell.value, str) and cell.value.lower() in YES_NO:
        return YES_NO[cell.value.lower()]
    word = option(cell, tuple(YES_NO), findings)
    return None if word is None else YES_NO[word]


def option(
    cell: Cell, choices: tuple[str, ...], findings: Findings, *, names: Mapping[str, str] | None = None
) -> str | None:
    """Read one of the choices, or one of their ``names``; but for YAML and JSON, in capital letters too."""
    if cell.blank:
        findings.at("E_MISSING", cell)
        return None
    words, named = cell.written, names or {}
    if words in choices or words in named:
        return named.get(words, words)
    trimmed = trim(words)
    folded = narrow(trimmed)
    lower = folded if cell.form == "typed" else folded.lower()
    chosen = next((choice for choice in choices if choice in (folded, lower)), named.get(folded))
    if chosen is None:
        findings.at("E_OPTION", cell, known=", ".join(choices))
        return None
    steps = {
        "W_TRIMMED": trimmed != words,
        "W_NFKC": folded != trimmed,
        "W_CASE": chosen not in (folded, named.get(folded)),
    }
    for key, needed in steps.items():
        if needed:
            findings.changed(key, cell, chosen)
    return chosen


def choice_of(
    cell: Cell, known: Mapping[str, object], findings: Findings, *, key: str = "E_UNKNOWN_KEY"
) -> str | None:
    """Read an id that must be among ``known``; where nothing is known, that is the fault, and told elsewhere."""
    words = identifier(cell, findings, local=True)
    if words is None or words in known:
        return words
    if known:
        findings.at(key, cell, nearest=partial(nearest, words, known))
    return None
