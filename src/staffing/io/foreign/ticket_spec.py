"""The key ``tickets`` of a scenario: which files hold one row a ticket, and how they are counted."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from staffing.errors import Issue
from staffing.io.cells import Cell, Tree
from staffing.io.characters import trim
from staffing.io.files.paths import inner_path
from staffing.io.files.tree import known_keys, leaf, mapping, sequence
from staffing.io.findings import Findings
from staffing.io.foreign.tallied import Columns, Question, Resolve, Tally
from staffing.io.foreign.tally import tally
from staffing.io.foreign.ticket_file import TIME, TicketFile, plain_breaks
from staffing.io.values.dates import parse_period
from staffing.io.values.numbers import whole
from staffing.io.values.words import name, option, text
from staffing.models.dates import Period
from staffing.models.periods import YEAR, Span, period_label

KEYS: Final = ("file", "sheet", "driver", "station", "day", "period", "by", "number", "per_person")
_REQUIRED: Final = ("file", "driver", "station")
_PERSON: Final = ("column", "most")
_BY: Final = {"month": 1, "quarter": 3, "year": YEAR}
"""Months of a part of the period that is counted apart."""


class Tickets:
    """One table of tickets as the scenario describes it; counted once, however many variants ask."""

    def __init__(self, path: Path, driver: str, cells: dict[str, Cell], period: Period | None) -> None:
        self.path = path
        self.driver = driver
        self.cells = cells
        """The keys of this entry, ``column`` and ``most`` of ``per_person`` among them."""
        self.period = period
        self.parts: tuple[Period, ...] = ()
        """Months, quarters or years of the period, where these are counted apart."""
        self.most: int | None = None
        self.titles: tuple[str, ...] = ()
        """The header, once the tickets are counted."""
        self._counted: tuple[dict[str, str | None], Tally] | None = None

    @property
    def _sheet(self) -> str | None:
        return str(self.cells["sheet"].value) if "sheet" in self.cells else None

    def wanted(self) -> dict[str, Cell]:
        """Return the keys that name the columns to be read."""
        keys = ["station", "number", "column"] + (["day"] if self.period is not None else [])
        return {key: self.cells[key] for key in keys if key in self.cells}

    def tally(self, resolve: Resolve, findings: Findings) -> Tally | None:
        """Return the tickets of each station; None, and faults, where the file cannot be read."""
        asked: dict[str, str | None] = {}

        def remembered(words: str) -> str | None:
            return asked.setdefault(words, resolve(words))

        if self._counted is not None and all(resolve(words) == to for words, to in self._counted[0].items()):
            return self._counted[1]
        wanted = self.wanted()
        with TicketFile(self.path, self._sheet, findings) as tickets:
            header = None if findings.refused else tickets.header(list(wanted.values()), findings)
            if header is None:
                return None
            self.titles = tuple(header.titles)
            number = {key: header.titles.index(trim(cell.written)) for key, cell in wanted.items()}
            columns = Columns(
                number["station"], number.get("day"), number.get("number"), number.get("column")
            )
            found = tally(
                tickets, header, columns, Question(remembered, self.period, self.most, self.parts), findings
            )
        if found is not None:
            self._counted = (asked, found)
        return found

    @property
    def asked(self) -> dict[str, str | None]:
        """What every word in the column of stations was taken for, once the tickets are counted."""
        return {} if self._counted is None else self._counted[0]

    def locate(self, key: str, wanted: Iterable[str]) -> dict[str, str]:
        """Return the place of the first row that holds each of these words in the column ``key``.

        Days are wanted without their time of day, and returned as they stand in the file.
        """
        left = {trim(plain_breaks(words)): words for words in wanted}
        places: dict[str, str] = {}
        findings = Findings()
        cells = self.wanted()
        with TicketFile(self.path, self._sheet, findings) as tickets:
            header = tickets.header(list(cells.values()), findings)
            if header is None:
                return places
            column = header.titles.index(trim(cells[key].written))
            for place, row in tickets.rows(header, findings):
                words = trim(tickets.text(row[column], key))
                forms = (words, trim(re.sub(TIME, "", words)), words[:10]) if key == "day" else (words,)
                hit = next((form for form in forms if form in left), None)
                if hit is not None:
                    sought = left.pop(hit)
                    places[words if key == "day" else sought] = tickets.where(place, column)
                    if not left:
                        break
        return places


def read_tickets(tree: Tree | None, folder: Path, file: str, findings: Findings) -> tuple[Tickets, ...]:
    """Return the tables of tickets that a scenario names; none of them is opened yet."""
    found: dict[str, Tickets] = {}
    for number, item in enumerate(sequence(tree, "tickets", file, findings)):
        one = _read_entry(item, f"tickets[{number}]", folder, file, findings)
        if one is None:
            continue
        if one.driver in found:
            first = found[one.driver].cells["driver"].where
            findings.at("E_DUPLICATE", one.cells["driver"], first=first)
        else:
            found[one.driver] = one
    return tuple(found.values())


def _read_entry(item: Tree, path: str, folder: Path, file: str, findings: Findings) -> Tickets | None:
    entry = mapping(item, path, file, findings)
    known_keys(entry, KEYS, path, file, findings)
    cells = {}
    for key in KEYS:
        cell = leaf(entry.get(key), f"{path}.{key}", file, findings) if key != "per_person" else None
        if cell is not None:
            cells[key] = cell
        elif key in _REQUIRED and key not in entry:
            findings.add(Issue("E_PARAM_MISSING", file, f"{path}.{key}", {"name": key}))
    person = mapping(entry.get("per_person"), f"{path}.per_person", file, findings)
    known_keys(person, _PERSON, f"{path}.per_person", file, findings)
    for key in _PERSON if person else ():
        cell = leaf(person.get(key), f"{path}.per_person.{key}", file, findings)
        if cell is not None:
            cells[key] = cell
        elif key == "column":
            findings.add(Issue("E_PARAM_MISSING", file, f"{path}.per_person.{key}", {"name": key}))
    return _checked(cells, path, folder, file, findings)


def _checked(
    cells: dict[str, Cell], path: str, folder: Path, file: str, findings: Findings
) -> Tickets | None:
    """Read the values of one entry."""
    columns = [key for key in ("sheet", "station", "day", "number", "column") if key in cells]
    words = [text(cells[key], findings) for key in columns]
    driver = name(cells["driver"], findings) if "driver" in cells else None
    source = inner_path(folder, cells["file"], findings) if "file" in cells else None
    if source is not None and source.suffix.lower() not in (".csv", ".xlsx"):
        findings.add(Issue("E_FILE_TYPE.tickets", source.name))
        source = None
    period = _period(cells, path, file, findings)
    most = whole(cells["most"], findings) if "most" in cells else None
    if most == 0:
        findings.at("E_RANGE", cells["most"], low="1", high="10000000")
    if None in words or driver is None or source is None or not set(_REQUIRED) <= cells.keys():
        return None
    tickets = Tickets(source, driver, cells, period)
    if "by" in cells:
        tickets.parts = _parts(cells, period, path, file, findings)
    tickets.most = most or None
    return tickets


def _period(cells: dict[str, Cell], path: str, file: str, findings: Findings) -> Period | None:
    cell = cells.get("period")
    if cell is None:
        return None
    if "day" not in cells:
        findings.add(Issue("E_PARAM_MISSING", file, f"{path}.day", {"name": "day"}))
    # YAML reads 2025 as a number.
    period = parse_period(cell.written)
    if period is None:
        findings.at("E_PERIOD.tickets", cell)
    return period


def _parts(
    cells: dict[str, Cell], period: Period | None, path: str, file: str, findings: Findings
) -> tuple[Period, ...]:
    """Return the months, quarters or years that a period is made of; none, and a fault, where it is not."""
    by = option(cells["by"], tuple(_BY), findings)
    if by is None:
        return ()
    if "period" not in cells:
        # From the first to the last day of a file is no period: its first and last month may not be whole.
        findings.add(Issue("E_PARAM_MISSING", file, f"{path}.period", {"name": "period"}))
    if period is None:
        return ()
    months = _BY[by]
    first = period.first.year * YEAR + period.first.month - 1
    after = period.last.year * YEAR + period.last.month
    labels = [period_label(Span(start, months)) for start in range(first, after, months)]
    parts = tuple(part for label in labels if (part := parse_period(label)) is not None)
    if first % months or parts[0].first != period.first or parts[-1].last != period.last:
        findings.at("E_PERIOD.parts", cells["by"], period=period.label)
        return ()
    return parts
