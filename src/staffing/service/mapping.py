"""``staffing map``: what a foreign table seems to be. :mod:`mapping_writing` makes a scenario of it.

A proposal is a value: whoever asks the user changes it with ``replace`` and writes it in the end.
"""

from collections import Counter
from collections.abc import Mapping as Keys
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from staffing.errors import InputError, Issue, UsageError
from staffing.io.cells import Cell, Tree
from staffing.io.findings import Findings
from staffing.io.foreign.likeness import Likeness
from staffing.io.foreign.recognise import Recognised, recognise, survey
from staffing.io.foreign.tallied import Tally
from staffing.io.foreign.ticket_file import TicketFile
from staffing.io.foreign.wide import FIXED
from staffing.io.labels import is_note, total_label
from staffing.io.scenario.source import Source
from staffing.io.scenario_file import SCENARIO_FILE
from staffing.io.values.dates import parse_period

COMPLAINTS: Final = "投诉举报量"
TICKETS: Final = "工单量"
KINDS: Final = (".csv", ".xlsx")


@dataclass(frozen=True)
class Proposal:
    """What a foreign table is taken for, until somebody says otherwise."""

    path: Path
    target: Path
    """The scenario file, there already or not."""
    sheet: str | None
    found: Recognised
    station: str
    """Column of names: of the units in charge, or of the stations."""
    day: str | None = None
    number: str | None = None
    driver: str = TICKETS
    period: str | None = None
    drivers: tuple[str, ...] = ()
    """Columns of counts, in a wide table."""
    fixed: Keys[str, str] = field(default_factory=dict)
    """Columns of 单位 by key, in a wide table."""
    cap: int | None = None
    weights: Keys[str, str] = field(default_factory=dict)
    aliases: Keys[str, str | None] = field(default_factory=dict)
    """Names that somebody gave to stations of the scenario there is."""
    tally: Tally | None = None
    names: tuple[str, ...] = ()
    """Distinct names of stations in the table."""

    @property
    def is_new(self) -> bool:
        """True: there is no such scenario yet."""
        return not self.target.is_file()

    @property
    def is_tickets(self) -> bool:
        """True: one row a ticket."""
        return self.found.kind == "tickets"

    @property
    def driver_names(self) -> tuple[str, ...]:
        """Names of the drivers that the mapping brings."""
        return (self.driver,) if self.is_tickets else self.drivers

    def with_day(self, day: str | None) -> "Proposal":
        """Return the proposal with another column of days, and the period that these suggest."""
        return _surveyed(replace(self, day=day, period=None))

    def with_station(self, station: str) -> "Proposal":
        """Return the proposal with another column of names."""
        return _surveyed(replace(self, station=station))


def propose(
    path: Path,
    *,
    target: Path | None = None,
    sheet: str | None = None,
    driver: str | None = None,
    period: str | None = None,
    cap: int | None = None,
    weights: Keys[str, str] | None = None,
) -> Proposal:
    """Look at a table and say what its columns may be.

    Raises
    ------
    InputError
        The table cannot be read, or nothing in it looks like names of stations.
    UsageError
        The file is not there, of another type, or outside the scenario's folder.
    """
    target = _target(path, target)
    if period is not None and parse_period(period) is None:
        raise UsageError([Issue("E_PERIOD.tickets", values={"name": "--period", "got": period})])
    findings = Findings()
    found = recognise(path, sheet, findings)
    findings.check()
    if found is None:
        raise InputError([Issue("E_MAP.kind", path.name, values={"name": path.name})])
    proposal = Proposal(
        path,
        target,
        sheet,
        found,
        station=found.title("station") or found.title("name") or "",
        day=found.title("day"),
        number=found.title("number"),
        driver=driver or _driver_name(found),
        period=period,
        drivers=tuple(found.titles("driver")),
        fixed={key: title for key in FIXED if (title := found.title(key)) is not None},
        cap=cap,
        weights=weights or {},
    )
    if period is not None and proposal.is_tickets and proposal.day is None:
        raise UsageError([Issue("E_MAP.day", path.name, values={"name": path.name})])
    return _surveyed(proposal)


def _target(path: Path, target: Path | None) -> Path:
    if not path.is_file():
        raise UsageError([Issue("E_NOT_FOUND", path.name, values={"got": path.name})])
    if path.suffix.lower() not in KINDS:
        raise UsageError([Issue("E_FILE_TYPE.tickets", path.name)])
    found = path.parent / SCENARIO_FILE if target is None else target
    if target is not None and target.is_dir():
        found = target / SCENARIO_FILE
    if not path.resolve().is_relative_to(found.parent.resolve()):
        raise UsageError([Issue("E_MAP.folder", path.name, values={"name": path.name})])
    return found


def _driver_name(found: Recognised) -> str:
    words = found.file + "".join(guess.title for guess in found.guesses)
    return COMPLAINTS if "投诉" in words or "举报" in words else TICKETS


def _surveyed(proposal: Proposal) -> Proposal:
    """Count units and days over the whole file, and name the period that holds them."""
    findings = Findings()
    if not proposal.is_tickets:
        names = _names_of_rows(proposal, findings)
        findings.check()
        return replace(proposal, names=names)
    tally = survey(proposal.path, proposal.sheet, proposal.station, proposal.day, findings)
    findings.check()
    if tally is None:
        raise InputError(findings.errors)
    period = proposal.period or (_period(tally) if proposal.day is not None else None)
    names = tuple(sorted(name for name in tally.counts if name))
    return replace(proposal, tally=tally, names=names, period=period)


def _names_of_rows(proposal: Proposal, findings: Findings) -> tuple[str, ...]:
    """Return the names of a wide table in their order, without total rows and notes: none of these has counts."""
    cell = Cell(proposal.station, proposal.station, proposal.path.name, proposal.station, "typed")
    with TicketFile(proposal.path, proposal.sheet, findings) as table:
        header = table.header([cell], findings)
        if header is None:
            return ()
        column = header.titles.index(proposal.station)
        rows = (
            Cell(row[column], "", "", "", "csv").written.strip() for _, row in table.rows(header, findings)
        )
        return tuple(dict.fromkeys(name for name in rows if name and not _is_no_station(name)))


def _is_no_station(name: str) -> bool:
    return total_label(name) is not None or is_note(name)


def _period(tally: Tally) -> str | None:
    """Return the shortest usual period that holds every ticket, or else the year that holds most."""
    if not tally.days:
        return None
    first, last = min(tally.days), max(tally.days)
    if first.year != last.year:
        years: Counter[int] = Counter()
        for day, rows in tally.days.items():
            years[day.year] += rows
        return str(max(years, key=lambda year: (years[year], year)))
    if first.month == last.month:
        return f"{first.year}-{first.month:02}"
    for months, letter in ((3, "Q"), (6, "H")):
        part = (first.month - 1) // months
        if part == (last.month - 1) // months:
            return f"{first.year}-{letter}{part + 1}"
    return str(first.year)


def drivers_in_use(target: Path) -> tuple[str, ...]:
    """Return the drivers of the scenario there is; no mapping drops their weights."""
    if not target.is_file():
        return ()
    settings = _source(target).settings
    entries = settings.get("tickets")
    cells = [
        entry.get("driver")
        for entry in (entries if isinstance(entries, list) else [])
        if isinstance(entry, dict)
    ]
    counted = [cell.written for cell in cells if isinstance(cell, Cell)]
    weights = _keys(settings.get("weights"))
    columns = [name for name in _keys(settings.get("columns")) if name not in FIXED and not weights]
    return tuple(dict.fromkeys((*weights, *columns, *counted)))


def unknown_names(proposal: Proposal) -> dict[str, list[str]]:
    """Return the units that name no station of the scenario there is, each with stations that look alike."""
    if proposal.is_new or not proposal.is_tickets:
        return {}
    known = known_names(proposal.target)
    likeness = Likeness(known.values())
    ids = {name: station for station, name in known.items()}
    saved = _keys(_source(proposal.target).settings.get("aliases"))
    return {
        name: [f"{ids[near]} {near}" for near in likeness.nearest(name)]
        for name in proposal.names
        if name not in known and name not in ids and name not in saved
    }


def known_names(target: Path) -> dict[str, str]:
    """Return the names of the stations by id, whatever else is still wrong with the scenario."""
    source = _source(target)
    table = source.wide or source.tables.get("stations")
    if table is None or not {"id", "name"} <= table.titles.keys():
        return {}
    return {row["id"].written.strip(): row["name"].written.strip() for row in table.rows}


def _source(target: Path) -> Source:
    from staffing.io.scenario.read_source import source_of_yaml

    return source_of_yaml(target, Findings())


def _keys(tree: Tree | None) -> tuple[str, ...]:
    return tuple(tree) if isinstance(tree, dict) else ()
