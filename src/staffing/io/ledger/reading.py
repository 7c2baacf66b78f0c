"""The ledger of a scenario, whatever it is kept in: its sums for demand, and what is to be said of it."""

from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import Protocol

from staffing.errors import Issue
from staffing.io import layout
from staffing.io.cells import Cell, Table, Tree
from staffing.io.files.tree import rows
from staffing.io.findings import Findings
from staffing.io.ledger.answer import Findable, Sum
from staffing.io.ledger.engine import engine
from staffing.io.ledger.file_sums import FileLedger
from staffing.io.ledger.files import open_parts
from staffing.io.ledger.line_sums import LineLedger
from staffing.io.ledger.lines import read_lines
from staffing.io.ledger.notes import covered, note_ledger
from staffing.io.ledger.rates import Rates
from staffing.io.ledger.spec import TaskSpec, read_spec
from staffing.io.scenario.names import StationNames
from staffing.io.scenario.source import Source
from staffing.io.values.words import nearest
from staffing.models.scenario import Scenario
from staffing.models.tasks import Tasks, TaskSum

DEMAND_BY = ("station", "month", "activity")


class Ledger(Protocol):
    """A ledger whose every row is accounted for."""

    found: Findable

    def sums(self, by: Sequence[str]) -> list[Sum]:
        """Return the work by some columns, in order of these."""


def read_tasks(
    source: Source,
    stations: StationNames,
    rates: Rates,
    findings: Findings,
    cells: MutableMapping[str, Cell],
) -> Tasks | None:
    """Return what the ledger brings to demand; None where there is none, or where it is refused."""
    tree = source.settings.get("tasks")
    spec = read_spec(tree, source.file, findings)
    refused = len(findings.errors)
    with open_ledger(source, spec, stations, rates, findings) as ledger:
        if ledger is None or len(findings.errors) > refused:
            if _says_something(tree) and len(findings.errors) == refused and not source.ledger:
                findings.add(Issue("E_PARAM_MISSING", source.file, "tasks.ledger", {"name": "ledger"}))
            return None
        sums = ledger.sums(DEMAND_BY)
        if not sums and (ledger.found.rows or _says_something(tree)):
            values = {"rows": ledger.found.rows, "outside": ledger.found.outside}
            findings.add(Issue("E_TASKS_ZERO.rows", ledger.found.file, "", values))
            return None
        note_ledger(ledger.found, sums, spec, rates, list(stations), findings)
    _note_cells(tree, cells)
    return Tasks(
        sums=tuple(
            TaskSum(
                station=str(one.key[0]),
                month=str(one.key[1]),
                activity=str(one.key[2]),
                quantity=one.quantity,
                hours=one.hours,
                points=one.points,
            )
            for one in sums
        ),
        months=covered(ledger.found, spec),
        measure=spec.measure,
        blend=spec.blend,
    )


@contextmanager
def open_ledger(
    source: Source,
    spec: TaskSpec,
    stations: StationNames,
    rates: Rates,
    findings: Findings,
    *,
    check: bool = True,
) -> Iterator[Ledger | None]:
    """Give the ledger of a scenario, its rows accounted for; None where there is none, or it is refused.

    Without ``check`` what changes no figure is not looked for in files.
    """
    table = _table(source, findings)
    if table is not None:
        lines = read_lines(table, stations, findings)
        yield LineLedger(lines, spec, rates, findings, table.file)
        return
    with ExitStack() as closing:
        parts = open_parts(source.ledger, spec.columns, closing, findings)
        if not parts or findings.refused:
            yield None
            return
        fds = [part.fd for part in parts]
        execute = closing.enter_context(engine(fds, source.ledger[0].name, findings))
        yield FileLedger(execute, parts, spec, stations, rates, findings, check=check)


def ask(source: Source, scenario: Scenario, aliases: Mapping[str, Cell], by: Sequence[str]) -> list[Sum]:
    """Return the work of a ledger that was read before, by some of its columns; empty where there is none."""
    findings = Findings()
    fields = {station.id: {"name": station.name} for station in scenario.stations}
    stations = StationNames(fields, aliases, findings)
    spec = read_spec(source.settings.get("tasks"), source.file, findings)
    rates = Rates(scenario.coefficients, scenario.standards)
    with open_ledger(source, spec, stations, rates, findings, check=False) as ledger:
        sums = [] if ledger is None else ledger.sums(by)
    findings.check()
    return sums


def _table(source: Source, findings: Findings) -> Table | None:
    """Return the ledger's rows where they stand in the scenario itself: in its sheet, or in YAML."""
    tree = source.settings.get("tasks")
    if isinstance(tree, dict) and "rows" in tree:
        table = rows(tree["rows"], "tasks.rows", source.file, findings)
        known = [column.key for column in layout.TASKS.columns]
        for key, cell in (table.titles if table is not None else {}).items():
            if key not in known:
                findings.at("E_UNKNOWN_KEY", cell, nearest=nearest(key, known))
        return table
    return source.tables.get(layout.TASKS.key)


def _says_something(tree: Tree | None) -> bool:
    """Tell whether ``tasks`` says anything: rows of 参数 may be left blank."""
    return isinstance(tree, dict) and any(not (isinstance(one, Cell) and one.blank) for one in tree.values())


def _note_cells(tree: Tree | None, cells: MutableMapping[str, Cell]) -> None:
    for key in ("blend", "measure"):
        cell = tree.get(key) if isinstance(tree, dict) else None
        if isinstance(cell, Cell):
            cells[f"tasks.{key}"] = cell
