"""Periods as prose names them; data keep their canonical names (:mod:`staffing.models.periods`)."""

import re
from typing import Final

_PART: Final = re.compile(
    r"([0-9]{4})(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?))?"
)
_APART: Final = re.compile(r"\.\.|/")
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
    *("November", "December"),
)
_QUARTERS: Final = (("一", "first"), ("二", "second"), ("三", "third"), ("四", "fourth"))
_HALVES: Final = (("上", "first"), ("下", "second"))


def period_text(words: str, lang: str) -> str:
    """Return a period as a sentence names it; words that are no canonical name of one stay as they are.

    >>> period_text("2025-01..2025-12", "zh"), period_text("2025-01..2025-12", "en")
    ('2025年1月至12月', 'January to December 2025')
    >>> period_text("2025-Q1", "zh"), period_text("2024-07..2025-06", "en"), period_text("去年", "zh")
    ('2025年一季度', 'July 2024 to June 2025', '去年')
    """
    ends = _APART.split(words)
    found = [match for match in map(_PART.fullmatch, ends) if match is not None]
    if len(found) != len(ends) or len(found) > 2:
        return words
    named = [_chinese(end) if lang == "zh" else _english(end) for end in found]
    first, last = named[0], named[-1]
    if first == last:
        return "".join(first) if lang == "zh" else " ".join(filter(None, first))
    # What both ends have in common is said once: in Chinese before the first, in English after the last.
    shared = next((k for k in range(len(first)) if first[k] != last[k]), 0)
    if lang == "zh":
        return "".join(first) + "至" + "".join(last[shared:])
    shared = next((k for k in range(len(first)) if first[::-1][k] != last[::-1][k]), 0)
    kept = " ".join(filter(None, first[: len(first) - shared])).removesuffix(" of")
    return " ".join((kept, "to", *filter(None, last)))


def _chinese(end: re.Match[str]) -> tuple[str, str, str]:
    """Return year, part of the year and day."""
    year, half, quarter, month, day = end.groups()
    part = f"{_HALVES[int(half) - 1][0]}半年" if half else ""
    part = f"{_QUARTERS[int(quarter) - 1][0]}季度" if quarter else part
    return f"{year}年", f"{int(month)}月" if month else part, f"{int(day)}日" if day else ""


def _english(end: re.Match[str]) -> tuple[str, str, str]:
    """Return day, part of the year and year."""
    year, half, quarter, month, day = end.groups()
    part = f"{_HALVES[int(half) - 1][1]} half of" if half else ""
    part = f"{_QUARTERS[int(quarter) - 1][1]} quarter of" if quarter else part
    return str(int(day)) if day else "", _MONTHS[int(month) - 1] if month else part, year
