"""One CSV alone: checked as the table that it is, or a whole scenario with headcount and weights from elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from staffing.errors import InputError, Issue, UsageError
from staffing.io.cells import Cell, Table, is_blank
from staffing.io.characters import trim
from staffing.io.collector import no_collections
from staffing.io.files.csv_tables import parse_csv, read_csv
from staffing.io.files.grid import Grid
from staffing.io.findings import Change, Changed, Findings
from staffing.io.labels import total_label
from staffing.io.layout import FILE_BYTES, PEOPLE, STATIONS, Sheet
from staffing.io.loaded import Loaded, assembled
from staffing.io.scenario.changes import read_changes
from staffing.io.scenario.lone_table import read_lone, recognise
from staffing.io.scenario.read_source import SCHEMA, source_of_csv
from staffing.io.tables.header import find_header
from staffing.io.tables.personal import is_personal
from staffing.io.tables.row import column_values
from staffing.io.tables.rows import read_table
from staffing.io.tables.titles import read_title
from staffing.io.values.foreign import decimal_with_unit
from staffing.io.values.plain import plain_heads

_SERIAL: Final = frozenset({"序号", "no", "no.", "年份", "年度"})
"""Titles of columns that hold numbers and count nothing."""
_COUNTS: Final = 0.5
"""Share of the values of a driver's column that are numbers: the others may be slips."""


class StationTable(NamedTuple):
    """A wide table of stations, before anybody has said how many posts there are and what weighs how much."""

    file: str
    stations: int
    in_post: int | None
    """Staff in post in all; None: some station says none."""
    drivers: tuple[str, ...]
    """Columns that count something."""


@dataclass(frozen=True)
class TableCheck:
    """What a lone table holds."""

    file: str
    sheet: Sheet
    """Which sheet it is."""
    rows: int
    stations: int | None
    """None: it is another table than that of the stations."""
    people: int | None
    """None: it is no staff list."""
    warnings: tuple[Issue, ...]
    notes: tuple[Change, ...] = ()
    """Every value and row that was not taken as it stands, the first of too many."""
    noted: Changed = field(default_factory=Changed)
    """How many there are."""


@no_collections()
def read_station_table(data: bytes, filename: str) -> StationTable:
    """Return what a CSV holds that is dropped alone.

    Raises
    ------
    InputError
        It cannot be read; or ``E_FILE_TYPE``: it is another table, which is no scenario alone.
    """
    findings = Findings()
    grid = _grid(data, filename, findings)
    table = read_table(grid, STATIONS, findings, wide=True)
    findings.check()
    if table is None:
        raise AssertionError(f"{filename}: neither read nor refused")
    own = {column.key for column in STATIONS.columns}
    others = [key for key in table.titles if key not in own and not key.startswith("in_post.")]
    drivers = [key for key in others if _counts(table, key)]
    drivers = [key for key in drivers if total_label(key) is None] or drivers
    if not drivers:
        findings.refuse("E_FILE_TYPE.alone", filename, name=f"{STATIONS.zh} [{STATIONS.key}]")
    held = plain_heads(column_values(table.rows, "in_post"), "csv") if "in_post" in table.titles else [None]
    in_post = None if None in held else sum(number or 0 for number in held)
    return StationTable(grid.file, len(table.rows), in_post, tuple(drivers))


@no_collections()
def load_csv(data: bytes, filename: str, settings: Mapping[str, str]) -> Loaded:
    """Return the scenario of a CSV, a wide table of stations, with settings from elsewhere.

    Parameters
    ----------
    settings
        Text as YAML writes it, by dotted path: ``{"cap": "96", "weights.投诉举报量": "0.5", ...}``.

    Raises
    ------
    InputError
        The table or a setting is refused, or one is missing; all faults are in it.

    Examples
    --------
    >>> table = "id,name,in_post,work\\nS1,南,3,10\\nS2,北,2,30\\n".encode()
    >>> load_csv(table, "a.csv", {"cap": "5", "weights.work": "1"}).scenario.cap
    5
    """
    findings = Findings()
    grid = _grid(data, filename, findings)
    changes = read_changes(settings, "", findings)
    findings.check()
    schema = Cell(SCHEMA, "schema", "", "schema", "typed")
    return assembled(source_of_csv(grid, {"schema": schema, **changes}, findings), findings)


def check_table(path: str | Path) -> TableCheck:
    """Read a lone CSV, the table of any sheet, for ``staffing check``.

    Raises
    ------
    InputError
        The table is refused; all faults are in it.
    """
    path = Path(path)
    if not path.is_file():
        raise UsageError([Issue("E_NOT_FOUND", path.name, values={"got": path.name})])
    findings = Findings()
    grid = read_csv(path, findings)
    lone = read_lone(grid, findings) if grid is not None else None
    findings.check()
    if lone is None:
        raise AssertionError(f"{path.name}: neither read nor refused")
    sheet, rows, count = lone
    return TableCheck(
        file=path.name,
        sheet=sheet,
        rows=rows,
        stations=count if sheet is STATIONS else None,
        people=count if sheet is PEOPLE else None,
        warnings=findings.warnings,
        notes=findings.changes,
        noted=findings.counted,
    )


def _grid(data: bytes, filename: str, findings: Findings) -> Grid:
    """Return the rows of a CSV that is, or may be meant to be, a table of stations."""
    name = filename.replace("\\", "/").rpartition("/")[2]
    if len(data) > FILE_BYTES:
        findings.refuse("E_TOO_LARGE", name, size=len(data), limit=FILE_BYTES)
    grid = parse_csv(data, name, findings)
    if grid is None:
        raise InputError(findings.errors)
    sheet = recognise(grid)
    if sheet is not STATIONS and _is_whole(grid, sheet):
        raise InputError([Issue("E_FILE_TYPE.alone", name, values={"name": f"{sheet.zh} [{sheet.key}]"})])
    return grid


def _is_whole(grid: Grid, sheet: Sheet) -> bool:
    """Tell whether the header holds every column that a sheet needs."""
    titles = (value for value in grid.rows[find_header(grid, sheet)] if isinstance(value, str))
    meant = (read_title(trim(title), sheet).column for title in titles)
    found = {column.key for column in meant if column is not None}
    return {column.key for column in sheet.columns if column.required} <= found


def _counts(table: Table, key: str) -> bool:
    """Tell whether a column counts something: most of its values are numbers."""
    title = table.titles[key].title
    if is_personal(title) or title.lower() in _SERIAL:
        return False
    values = [value for value in column_values(table.rows, key) if not is_blank(value)]
    numbers = sum(_is_number(Cell(value, "", "", "", "csv")) for value in values)
    return bool(values) and numbers >= len(values) * _COUNTS


def _is_number(cell: Cell) -> bool:
    findings = Findings()
    decimal_with_unit(cell, findings)
    return not findings.refused
