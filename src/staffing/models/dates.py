"""Days and periods by their names: the usual Chinese and ISO spellings, where they leave no doubt.

Words come in half width (:mod:`staffing.io.values.dates` sees to that for what is read from a file). A year
has four digits: ``25-1-3`` and ``3/1/2025`` can be read in two ways and are therefore not read.
"""

import re
from datetime import date, timedelta
from typing import Final, NamedTuple

_YEAR: Final = r"((?:19|20|21)[0-9]{2})"
_DAY: Final = re.compile(
    rf"{_YEAR}(?:年([0-9]{{1,2}})月([0-9]{{1,2}})[日号]|([-./])([0-9]{{1,2}})\4([0-9]{{1,2}})|([0-9]{{2}})([0-9]{{2}}))"
    r"(?P<time>.*)"
)
_TIME: Final = re.compile(
    r"[ T]*([0-9]{1,2})(?::([0-9]{1,2})(?::([0-9]{1,2})(?:\.[0-9]{1,9})?)?"
    r"|时(?:([0-9]{1,2})分(?:([0-9]{1,2})秒)?)?)"
    r"|(?P<compact>[0-9]{6})"
)

_WHOLE_YEAR: Final = re.compile(rf"{_YEAR}(?:年度?)?(?:全年)?")
_HALF: Final = re.compile(rf"{_YEAR}年?[- ]?(?:([上下])半年|H([12]))")
_QUARTER: Final = re.compile(rf"{_YEAR}年?[- ]?(?:第?([一二三四1-4])季度?|Q([1-4]))")
_MONTH: Final = re.compile(
    rf"{_YEAR}(?:年([0-9]{{1,2}})月份?|[-/]([0-9]{{1,2}})|\.(0[1-9]|1[0-2]|[2-9])|([0-9]{{2}}))"
)
_MONTHS: Final = re.compile(rf"{_YEAR}年([0-9]{{1,2}})月?(?:[-—–~～至到]+)([0-9]{{1,2}})月份?")
_SPAN: Final = re.compile(r"(.+?)(?:至|到|[~～—–]+| - )(.+)")
_DIGITS: Final = {"一": 1, "二": 2, "三": 3, "四": 4, "上": 1, "下": 2}


class Period(NamedTuple):
    """A span of days under its one canonical name."""

    label: str
    """``2025``, ``2025-H1``, ``2025-Q1``, ``2025-01``, ``2025-01-03``, or first and last day apart by ``/``."""
    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in the period."""
        return self.first <= day <= self.last


def named_day(words: str) -> date | None:
    """Return the day that ``words`` name, with or without a time of day; None for anything that is not certain.

    >>> [str(named_day(words)) for words in ("2025年1月3日", "2025.1.3", "2025/1/3 14:05", "20250103", "3/1/2025")]
    ['2025-01-03', '2025-01-03', '2025-01-03', '2025-01-03', 'None']
    """
    match = _DAY.fullmatch(words)
    if match is None or not _is_time(match["time"]):
        return None
    year, month, day = (int(part) for part in match.groups()[:-1] if part is not None and part not in "-./")
    return _date(year, month, day)


def named_period(words: str) -> Period | None:
    """Return the period that ``words`` name: a year, half-year, quarter, month, day, or a span of these.

    ``2025.1`` is none: a spreadsheet writes October, ``2025.10``, just so.

    >>> [named_period(words).label for words in ("2025年", "2025上半年", "2025年一季度", "2025年1-3月", "2025.01")]
    ['2025', '2025-H1', '2025-Q1', '2025-Q1', '2025-01']
    """
    plain = words.upper()
    span = _named_span(plain)
    if span is None and (match := _SPAN.fullmatch(plain)) is not None:
        ends = [_named_span(end.strip()) for end in match.groups()]
        if ends[0] is not None and ends[1] is not None and ends[0][0] <= ends[1][1]:
            span = (ends[0][0], ends[1][1])
    return None if span is None else Period(_label(*span), *span)


def _is_time(words: str) -> bool:
    """Tell whether the rest of a day's text is nothing, or a time of day."""
    if not words:
        return True
    match = _TIME.fullmatch(words)
    if match is None:
        return False
    compact = match["compact"]
    parts = [compact[:2], compact[2:4], compact[4:]] if compact else [part for part in match.groups() if part]
    limits = (24, 60, 60)
    return all(int(part) < limit for part, limit in zip(parts, limits, strict=False))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _named_span(plain: str) -> tuple[date, date] | None:
    """Return first and last day of a period that has a name of its own."""
    day = named_day(plain)
    if day is not None:
        return day, day
    for pattern, months in ((_WHOLE_YEAR, 12), (_HALF, 6), (_QUARTER, 3), (_MONTH, 1)):
        match = pattern.fullmatch(plain)
        if match is not None:
            year, *parts = (part for part in match.groups() if part is not None)
            number = _DIGITS.get(parts[0]) or int(parts[0]) if parts else 1
            return _months(int(year), (number - 1) * months + 1, number * months)
    match = _MONTHS.fullmatch(plain)
    return None if match is None else _months(*(int(part) for part in match.groups()))


def _months(year: int, first: int, last: int) -> tuple[date, date] | None:
    """Return first and last day of a run of months in one year."""
    if not 1 <= first <= last <= 12:
        return None
    after = date(year + 1, 1, 1) if last == 12 else date(year, last + 1, 1)
    return date(year, first, 1), after - timedelta(days=1)


def _label(first: date, last: date) -> str:
    """Return the shortest name of a span: that of the year, half, quarter, month or day that it is."""
    year = first.year
    names = {_months(year, 1, 12): f"{year}"}
    names |= {_months(year, 6 * half - 5, 6 * half): f"{year}-H{half}" for half in (1, 2)}
    names |= {_months(year, 3 * quarter - 2, 3 * quarter): f"{year}-Q{quarter}" for quarter in range(1, 5)}
    names |= {_months(year, month, month): f"{year}-{month:02}" for month in range(1, 13)}
    names[first, first] = first.isoformat()
    return names.get((first, last), f"{first}/{last}")
