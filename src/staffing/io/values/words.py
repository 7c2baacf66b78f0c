"""Read text: names, ids, choices, yes and no.

Like every parser these return None where they have recorded a fault.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, time, timedelta
from decimal import Decimal
from difflib import get_close_matches
from typing import Final

from staffing.io.cells import Cell
from staffing.io.findings import Findings
from staffing.io.layout import CELL_CHARACTERS, YES_NO
from staffing.models.base import plain

_ID: Final = re.compile(r"[A-Z0-9_-]{1,32}")
_LOCAL_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,32}")
_NAME_START: Final = tuple("=+-@＝＋－＠")
_NAME_CHARACTERS: Final = re.compile(r"[<>{}`;\\$|\"]")
FULL_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""Full-width forms of ASCII, for ``str.translate``."""


def nearest(name: str, known: list[str]) -> str:
    """Return the known name most like ``name``, or all of them if none is."""
    close = get_close_matches(name, known, n=1, cutoff=0.6)
    return close[0] if close else ", ".join(known[:12]) + ("…" if len(known) > 12 else "")


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
        findings.changed("W_TRIMMED", cell, trimmed)
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
            findings.changed("W_NUMBER_ID", cell, str(int(cell.value)))
        cell = cell._replace(value=str(int(cell.value)))
    words = text(cell, findings)
    if words is None:
        return None
    folded = words.translate(FULL_WIDTH)
    if folded != words:
        findings.changed("W_NFKC", cell, folded)
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
