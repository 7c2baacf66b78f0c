"""Number formats that show something else than what is stored: 0.9 as 90%, 12345678 as 12,346, 1 as S001.

Decimals, separators of thousands, colours, exponents and dates leave no doubt and are not told of.
"""

import re
from collections.abc import Mapping
from typing import Final

from defusedxml import ElementTree

from staffing.io.cells import column_number
from staffing.io.files.sheet_xml import MAIN

_BUILT_IN: Final = {9: "0%", 10: "0.00%"}
_UNITS: Final = frozenset(("", *"人个家件户"))
"""Words behind a number that leave it what it is."""
_PIECE: Final = re.compile(
    r'"([^"]*)"?'  # words as they are
    r"|[\\!](.)"  # one character as it is
    r"|\[\$([^\]-]*)[^\]]*\]"  # a currency with its country
    r"|[_*].|\[(?![hms=<>])[^\]]*\]"  # a gap, a colour
    r"|(.)",
    re.DOTALL | re.IGNORECASE,
)
_SECTION: Final = re.compile(r'(?:"[^"]*"?|[\\!_*].|[^;])*', re.DOTALL)
_CONDITION: Final = re.compile(r"\[[=<>][^\]]*\]")
_NEITHER: Final = re.compile(r"general|(?<=[0#?])E[+-](?=[0#?])", re.IGNORECASE)
_DATE: Final = re.compile(r"[ymdhsge]", re.IGNORECASE)
_SCALED: Final = re.compile(r"[0#?],+(?![0#?,])")
_FEW: Final = 50
"""So many numbers of formats go into one pattern."""
_PERCENT: Final = re.compile(r"[#0?,.]+%(?:;.*)?", re.DOTALL)


def odd_formats(styles: bytes) -> dict[int, str]:
    """Return the formats that change what is seen, by the number under which cells name them."""
    if not styles:
        return {}
    root = ElementTree.fromstring(styles)
    codes = dict(_BUILT_IN)
    kinds: list[int] = []
    for space in MAIN:
        for element in root.iterfind(f"{{{space}}}numFmts/{{{space}}}numFmt"):
            codes[_number(element.get("numFmtId"))] = element.get("formatCode", "")
        uses = root.iterfind(f"{{{space}}}cellXfs/{{{space}}}xf")
        kinds += [_number(element.get("numFmtId")) for element in uses]
    odd = {kind: code for kind, code in codes.items() if is_odd(code)}
    return {number: odd[kind] for number, kind in enumerate(kinds) if kind in odd}


def is_odd(code: str) -> bool:
    """Tell whether a format shows a number as another one, with words that are no unit of counting, or not at all.

    >>> [is_odd(code) for code in ("0.00", "#,##0.0", "[Red]-0", 'yyyy"年"m"月"', '0"人"', "0.00E+00")]
    [False, False, False, False, False, False]
    >>> [is_odd(code) for code in ("0%", "#,##0,", '"S"000', '0!.0,"万"', ";;;")]
    [True, True, True, True, True]
    """
    sections = [section for section in _SECTION.findall(code) if section] if code.strip(";") else [""]
    chosen = any(_CONDITION.search(section) for section in sections)
    # Without a condition the others are those of numbers below 0, of 0 and of texts.
    return code != "" and any(_changes(section) for section in (sections if chosen else sections[:1]))


def is_percent(code: str) -> bool:
    """Tell whether a format shows a percentage and changes nothing else."""
    return _PERCENT.fullmatch(code) is not None


def formatted(cells: bytes, formats: Mapping[int, str]) -> dict[tuple[int, int], str]:
    """Return the numbers of a sheet in plain form that have one of these formats, by row and column from 0."""
    if not formats:
        return {}
    numbers = "|".join(map(str, formats)) if len(formats) <= _FEW else "[0-9]{1,5}"
    style = rf' s="0*({numbers})"' + ("|()" if 0 in formats else "")
    pattern = re.compile(rf'<c r="([A-Z]+)([0-9]+)"(?:{style})(?: t="n")?><v>'.encode())
    return {
        (int(row) - 1, column_number(column.decode())): formats[kind]
        for column, row, number, *_ in pattern.findall(cells)
        if (kind := int(number or b"0")) in formats
    }


def _changes(section: str) -> bool:
    words, plain = "", ""
    for quoted, escaped, money, rest in _PIECE.findall(section):
        words += quoted + escaped + money
        plain += rest
    shows = any(sign in plain for sign in "0#?@") or "general" in plain.lower()
    plain = _NEITHER.sub("", _CONDITION.sub("", plain))
    if _DATE.search(plain):
        return False
    words = (words + "".join(char for char in plain if char.isalpha())).strip()
    said = words not in _UNITS and any(char.isalnum() or char in ".,%‰" for char in words)
    hidden = not shows and not _CONDITION.search(section)
    return said or hidden or "%" in plain or "‰" in plain or _SCALED.search(plain) is not None


def _number(text: str | None) -> int:
    return int(text) if text is not None and re.fullmatch(r"[0-9]{1,9}", text) else 0
