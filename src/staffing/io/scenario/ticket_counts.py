"""Tickets as counts of a driver: every row of the file is accounted for, or the file is refused."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from staffing.errors import Issue
from staffing.io.cells import Cell
from staffing.io.findings import Findings
from staffing.io.foreign.tallied import Count, Tally
from staffing.io.foreign.ticket_spec import Tickets
from staffing.io.scenario.entries import Entry
from staffing.io.scenario.names import StationNames
from staffing.io.scenario.personal_use import note_column
from staffing.io.tables.personal import is_personal

_NONE: Final = Count(0, 0, 0, 0)
TICKETS: Final = 10
"""So many tickets of one person at one station are conspicuous,"""
SHARE: Final = 10
"""where they are one in so many of its tickets at least."""
NAMED: Final = 5


def ticket_entries(
    tables: Sequence[Tickets], names: StationNames, uses: Mapping[str, str], findings: Findings
) -> Iterator[Entry]:
    """Return the counts of every table of tickets, for every station; one without tickets counts 0.

    ``uses`` says of columns with personal data what for they may be read.
    """
    for tickets in tables:
        if not _may_read(tickets, uses, findings):
            continue
        found = tickets.tally(lambda words: _resolve(words, names), findings)
        if found is None or not _check(tickets, found, names, findings):
            continue
        _note(tickets, found, names, findings)
        _note_personal(tickets, uses, findings)
        driver = _with_value(tickets.cells["driver"], tickets.driver)
        file = tickets.path.name
        apart: list[tuple[str | None, dict[str, int]]] = [
            (part.label, found.parts.get(part.label, {})) for part in tickets.parts
        ]
        whole = None if tickets.period is None else tickets.period.label
        counts = {station: found.counts.get(station, _NONE).counted for station in names}
        for period, held in apart or [(whole, counts)]:
            for station in names:
                where = f"{tickets.cells['station'].written} {station}" + (f" {period}" if apart else "")
                yield Entry(
                    Cell(station, "station", file, where, "typed"),
                    driver,
                    Cell(held.get(station, 0), tickets.driver, file, where, "typed"),
                    None if period is None else _with_value(driver, period),
                )


def _with_value(cell: Cell, value: str) -> Cell:
    """Return a cell with another value."""
    return cell._replace(value=value)


def _resolve(words: str, names: StationNames) -> str | None:
    """Return the station's id, the words themselves where they name none, None where they do not count."""
    return names.of(words) or (None if names.left_out(words) else words)


def _may_read(tickets: Tickets, uses: Mapping[str, str], findings: Findings) -> bool:
    """Refuse to read a column of personal data whose use nobody has stated."""
    unstated = [
        cell
        for cell in tickets.wanted().values()
        if is_personal(cell.written) and cell.written.strip() not in uses
    ]
    for cell in unstated:
        findings.at("E_PERSONAL", cell, name=cell.shown)
    return not unstated


def _note_personal(tickets: Tickets, uses: Mapping[str, str], findings: Findings) -> None:
    """Say which columns of personal data were read, and which were not."""
    read = {cell.written.strip() for cell in tickets.wanted().values()}
    for title in filter(is_personal, tickets.titles):
        cell = Cell(title, title, tickets.path.name, title, "csv")
        note_column(cell, uses if title in read else {}, findings)


def _check(tickets: Tickets, found: Tally, names: StationNames, findings: Findings) -> bool:
    """Refuse units that are no stations, days that are none, and numbers that a spreadsheet has spoilt."""
    unknown = {words: count.rows for words, count in found.counts.items() if words and words not in names}
    if unknown and len(names):
        places = tickets.locate("station", unknown)
        for words in sorted(unknown, key=lambda words: -unknown[words]):
            cell = _cell(tickets, "station", words, places.get(words, ""))
            names.refuse(cell, words, findings, rows=unknown[words])
    if found.unread_days:
        places = tickets.locate("day", found.unread_days)
        rows = sum(found.unread_days.values())
        unplaced = (next(iter(found.unread_days)), "")
        first = min(places.items(), key=lambda item: _line(item[1]), default=unplaced)
        findings.at("E_DATE.tickets", _cell(tickets, "day", *first), rows=rows)
    if found.mangled is not None:
        findings.at("E_NUMBER.mangled", _cell(tickets, *found.mangled, ""))
    return not (unknown or found.unread_days or found.mangled)


def _line(place: str) -> int:
    return int("".join(char for char in place.rpartition("!")[2] if char.isdigit()) or 0)


def _cell(tickets: Tickets, key: str, value: str, place: str) -> Cell:
    title = tickets.cells[key].written
    where = place if "!" in place else f"{place}, {title}" if place else title
    return Cell(value, title, tickets.path.name, where, "csv")


def _note(tickets: Tickets, found: Tally, names: StationNames, findings: Findings) -> None:
    """Say what became of every row, and which names count by an alias."""
    for words, station in tickets.asked.items():
        if names.is_alias(words):
            key = "W_ALIAS.none" if station is None else "W_ALIAS"
            findings.changed(key, _cell(tickets, "station", words, ""), station)
    own = [found.counts[station] for station in names if station in found.counts]
    left_out, blank = (found.counts.get(key, _NONE).rows for key in (None, ""))
    balance = {
        "counted": sum(count.counted for count in own),
        "outside": sum(count.outside for count in own),
        "repeated": sum(count.repeated for count in own),
        "over": sum(count.over for count in own),
        "left_out": left_out,
        "blank": blank,
    }
    if sum(balance.values()) != found.rows:
        raise ArithmeticError(f"{tickets.path.name}: {balance} of {found.rows} rows")
    values = {"name": tickets.driver, "rows": found.rows, **balance}
    findings.add(Issue("W_TICKETS", tickets.path.name, "", values))
    _note_complainants(tickets, found, names, findings)


def _note_complainants(tickets: Tickets, found: Tally, names: StationNames, findings: Findings) -> None:
    """Say of which stations one person has many of the tickets: how many, never who."""
    many = {
        station: top
        for station, top in found.top.items()
        if station in names
        and top.tickets >= TICKETS
        and top.tickets * SHARE >= found.counts[station].counted
    }
    if many:
        chosen = sorted(many, key=lambda station: -many[station].tickets)
        said = [
            f"{station} {many[station].tickets}/{counted} ({many[station].tickets / counted:.0%})"
            for station in chosen[:NAMED]
            for counted in [found.counts[station].counted]
        ] + (["…"] if len(many) > NAMED else [])
        cell = _cell(tickets, "column", "", "")
        findings.at("W_COMPLAINANT", cell, name=tickets.driver, stations=said, count=len(many))
