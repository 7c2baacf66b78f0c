"""What each column of a foreign table may be: proposals with their reason, for somebody to confirm."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Final, Literal, NamedTuple

from staffing.io.cells import Cell, Value, is_blank, shown, written
from staffing.io.characters import narrow, trim
from staffing.io.findings import Findings
from staffing.io.foreign.tallied import Columns, Question, Tally
from staffing.io.foreign.tally import tally
from staffing.io.foreign.ticket_file import Header, TicketFile
from staffing.io.labels import total_label
from staffing.io.layout import STATIONS, TICKET_HEADERS
from staffing.io.tables.personal import is_personal
from staffing.io.values.dates import parse_day
from staffing.io.values.foreign import decimal_with_unit

Reason = Literal["title", "values", "personal", "total", "unknown"]
Kind = Literal["tickets", "wide"]

SAMPLE: Final = 5_000
"""Rows that are looked at; tickets are counted over the whole file all the same."""
_EXAMPLES: Final = 3
_SERIAL_TITLES: Final = re.compile(r"序号|编号|代码|编码|年份|年度|邮编|no\.?|id", re.IGNORECASE)


class Guess(NamedTuple):
    """What one column may be."""

    title: str
    role: str
    """``station``, ``day``, ``number``; a column of 单位 by its key; ``driver``; empty: it is not read."""
    reason: Reason
    examples: tuple[str, ...]
    """Only of a column that is read."""


class Recognised(NamedTuple):
    """What a foreign table seems to be."""

    file: str
    kind: Kind
    header: Header
    guesses: tuple[Guess, ...]
    rows: int
    """Rows looked at."""

    def title(self, role: str) -> str | None:
        """Return the column that seems to have this role."""
        return next((guess.title for guess in self.guesses if guess.role == role), None)

    def titles(self, role: str) -> list[str]:
        """Return every column that seems to have this role."""
        return [guess.title for guess in self.guesses if guess.role == role]


def recognise(path: Path, sheet: str | None, findings: Findings) -> Recognised | None:
    """Look at a table; None, and a fault, where no column looks like names of stations."""
    with TicketFile(path, sheet, findings) as table:
        findings.check()
        header = table.guess_header(_is_known)
        if header is None:
            return None
        sample = [row for _, row in islice(table.rows(header, findings), SAMPLE)]
    findings.check()
    columns = {title: [row[number] for row in sample] for number, title in enumerate(header.titles) if title}
    roles = {title: _ticket_role(title) for title in columns}
    station = next((title for title, role in roles.items() if role == "station"), None)
    named = station or next((title for title in columns if _station_role(title) == "name"), None)
    if named is None:
        return None
    repeated = len({written(value) for value in columns[named]}) < len(columns[named])
    tickets = repeated or bool({"number", "day"} & {role for role in roles.values() if role})
    guess = _guess_ticket if tickets else _guess_wide
    guesses = tuple(guess(title, values, named) for title, values in columns.items())
    return Recognised(
        path.name, "tickets" if tickets else "wide", header, _single(_without_totals(guesses)), len(sample)
    )


def _without_totals(guesses: Sequence[Guess]) -> Sequence[Guess]:
    """Leave out drivers whose titles say that they sum up others: these would count twice."""
    drivers = [guess for guess in guesses if guess.role == "driver"]
    totals = [guess for guess in drivers if total_label(guess.title) is not None]
    if len(totals) == len(drivers):
        return guesses
    return [Guess(guess.title, "", "total", ()) if guess in totals else guess for guess in guesses]


def _single(guesses: Sequence[Guess]) -> tuple[Guess, ...]:
    """Keep the first column of each role, but every driver."""
    taken: set[str] = set()
    kept = []
    for guess in guesses:
        again = guess.role in taken and guess.role not in ("", "driver")
        kept.append(Guess(guess.title, "", "unknown", ()) if again else guess)
        taken.add(guess.role)
    return tuple(kept)


def _plain(title: str) -> str:
    return re.sub(r"\s+", "", narrow(trim(title)))


def _ticket_role(title: str) -> str:
    return next((role for role, words in TICKET_HEADERS.items() if _plain(title) in words), "")


def _station_role(title: str) -> str:
    plain = _plain(title)
    return next((column.key for column in STATIONS.columns if plain in (*column.names, *column.synonyms)), "")


def _is_known(title: str) -> bool:
    return bool(_ticket_role(title) or _station_role(title) or is_personal(title))


def _guess_ticket(title: str, values: Sequence[Value], named: str) -> Guess:
    role = "station" if title == named else _ticket_role(title)
    if is_personal(title):
        return Guess(title, "", "personal", ())
    if role in ("station", "day", "number"):
        return Guess(title, role, "title", _examples(values))
    if not role and _all(values, _is_day):
        return Guess(title, "day", "values", _examples(values))
    # No examples of a column that is not read: who knows what it says of whom.
    return Guess(title, "", "title" if role else "unknown", ())


def _guess_wide(title: str, values: Sequence[Value], named: str) -> Guess:
    role = "name" if title == named else _station_role(title)
    if is_personal(title):
        return Guess(title, "", "personal", ())
    if role:
        return Guess(title, role, "title", _examples(values))
    if not _SERIAL_TITLES.search(title) and _all(values, _is_count):
        return Guess(title, "driver", "values", _examples(values))
    return Guess(title, "", "unknown", ())


def _all(values: Sequence[Value], test: Callable[[Value], bool]) -> bool:
    filled = [value for value in values[:200] if not is_blank(value)]
    return bool(filled) and all(test(value) for value in filled)


def _is_day(value: Value) -> bool:
    return isinstance(value, date | datetime) or (isinstance(value, str) and parse_day(value) is not None)


def _is_count(value: Value) -> bool:
    findings = Findings()
    decimal_with_unit(Cell(value, "", "", "", "csv"), findings)
    return not findings.refused


def _examples(values: Sequence[Value]) -> tuple[str, ...]:
    """Return the values met most often, as messages quote them."""
    filled = Counter(shown(value) for value in values if not is_blank(value))
    return tuple(words for words, _ in filled.most_common(_EXAMPLES))


def survey(path: Path, sheet: str | None, station: str, day: str | None, findings: Findings) -> Tally | None:
    """Count all rows of a table of tickets by unit and by day, whatever the units are."""
    wanted = [Cell(title, title, path.name, title, "typed") for title in (station, day) if title is not None]
    with TicketFile(path, sheet, findings) as table:
        header = None if findings.refused else table.header(wanted, findings)
        if header is None:
            return None
        columns = Columns(header.titles.index(station), None if day is None else header.titles.index(day))
        return tally(table, header, columns, Question(lambda words: words), findings)
