"""Headers by what they say: official names, synonyms, names with a unit in brackets."""

import re
from functools import cache
from typing import Final, NamedTuple

from staffing.io.characters import squeeze, trim
from staffing.io.layout import Column, Sheet

_HEADS: Final = frozenset("人名个")
_COUNTS: Final = frozenset("人件户家个所次起宗名")
_HINTS: Final = frozenset({"必填", "选填", "必需", "可选", "可不填", "*"})
"""What brackets in a header may hold without changing what it means."""
_BRACKETED: Final = re.compile(r"(.+?)[(\[【]([^()\[\]【】]*)[)\]】]")


class Title(NamedTuple):
    """What a header cell means."""

    column: Column | None
    exact: bool
    """True: an official name, byte for byte but for outer blanks."""
    unit: str = ""
    """A unit, in brackets, that the column's numbers are not in."""


def read_title(words: str, sheet: Sheet) -> Title:
    """Return what a header of ``sheet`` means.

    >>> from staffing.io.layout import STATIONS
    >>> [read_title(words, STATIONS).column.key for words in ("承办单位", "编制\\n下限", "现有人数（人）")]
    ['name', 'minimum', 'in_post']
    >>> read_title("编制上限（十人）", STATIONS).unit
    '十人'
    """
    exact, folded = _names(sheet)
    trimmed = trim(words)
    if trimmed in exact:
        return Title(exact[trimmed], exact=True)
    plain = squeeze(trimmed).lower().strip("*")
    if plain in folded:
        return Title(folded[plain], exact=False)
    match = _BRACKETED.fullmatch(plain)
    column = folded.get(match[1].strip("*")) if match is not None else None
    if match is None or column is None:
        return Title(None, exact=False)
    return Title(column, exact=False, unit="" if _fits(match[2], column) else match[2])


def _fits(words: str, column: Column) -> bool:
    """Tell whether what stands in brackets after a column's name leaves its numbers what they are."""
    units = {"whole": _HEADS, "maximum": _HEADS, "decimal": _COUNTS}
    return words in _HINTS or (
        words in units.get(column.kind, ()) and column.key not in ("weight", "capacity", "time_limit_s")
    )


@cache
def _names(sheet: Sheet) -> tuple[dict[str, Column], dict[str, Column]]:
    """Return the columns by official name, and by every name as it is compared."""
    exact = {name: column for column in sheet.columns for name in column.names}
    folded = {squeeze(name).lower(): column for column in sheet.columns for name in column.synonyms}
    return exact, folded | {squeeze(name).lower(): column for name, column in exact.items()}
