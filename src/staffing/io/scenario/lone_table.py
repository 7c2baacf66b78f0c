"""One table by itself: which sheet it is, by its header, and whether its rows can be read.

What only the other sheets could tell is not asked: ids are checked for their form, and against each other.
"""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from staffing.io import layout
from staffing.io.cells import Cell, Table
from staffing.io.files.grid import Grid
from staffing.io.findings import Findings
from staffing.io.layout import Sheet
from staffing.io.scenario.counts import read_counts
from staffing.io.scenario.drivers import check_counts, read_weights
from staffing.io.scenario.entries import Block, Place
from staffing.io.scenario.establishment import Posts, read_categories
from staffing.io.scenario.fixed import read_fix
from staffing.io.scenario.groups import read_groups
from staffing.io.scenario.judgements import read_judgements
from staffing.io.scenario.names import StationNames
from staffing.io.scenario.part_cells import PartCells
from staffing.io.scenario.people import read_people
from staffing.io.scenario.personal_use import note_columns
from staffing.io.scenario.settings import (
    read_settings,
    settings_of_sheet,
    variants_of_sheet,
    weights_of_sheet,
)
from staffing.io.scenario.standards import read_standards
from staffing.io.scenario.stations import read_stations
from staffing.io.scenario.working_time import read_allowances, read_working_time
from staffing.io.scenario.years import read_departures, read_years
from staffing.io.tables.rows import read_table
from staffing.io.tables.titles import read_title
from staffing.io.values.words import ID, LIST_MARKS

Read = Callable[[Table, Findings], int]
"""Reads a table and returns how many stations, or people, it holds."""


class LoneTable(NamedTuple):
    """What one table holds."""

    sheet: Sheet
    rows: int
    holds: int
    """Stations, people, or rows."""


_NEEDED: Final[Mapping[str, set[str]]] = {"fix": {"posts"}, "working_time": {"annual_leave"}}
"""Columns by which sheets are known that require none."""


def read_lone(grid: Grid, findings: Findings) -> LoneTable:
    """Read a table by itself."""
    sheet = recognise(grid)
    table = read_table(grid, sheet, findings)
    if table is None:
        return LoneTable(sheet, 0, 0)
    note_columns(table.personal, {}, table.file, findings)
    return LoneTable(sheet, len(table.rows), _READERS[sheet](table, findings))


def recognise(grid: Grid) -> Sheet:
    """Return the sheet that the table is: that with most of its columns, all of the required ones if possible."""
    best, most = layout.STATIONS, (False, 0)
    for row in [
        values for values in grid.rows[: layout.TITLE_ROWS] if any(value is not None for value in values)
    ]:
        titles = [value for value in row if isinstance(value, str)]
        for sheet in _READERS:
            meant = (read_title(title, sheet) for title in titles)
            found = {title.column.key for title in meant if title.column is not None}
            needed = {column.key for column in sheet.columns if column.required} or _NEEDED[sheet.key]
            if (needed <= found, len(found)) > most:
                best, most = sheet, (needed <= found, len(found))
    return best


def _known(table: Table, column: str, findings: Findings) -> StationNames:
    """Return as stations whatever a column names in the form of an id."""
    words = (word for row in table.rows for word in LIST_MARKS.split(row[column].written))
    return StationNames({word: {} for word in words if ID.fullmatch(word)}, {}, findings)


def _stations(table: Table, findings: Findings) -> int:
    return len(read_stations(table, {}, findings, PartCells()))


def _drivers(table: Table, findings: Findings) -> int:
    stations = _known(table, "station", findings)
    drivers = {str(row["driver"].value): row["driver"] for row in table.rows if not row["driver"].blank}
    place = Place(table.file, table.name)
    block = Block(table.rows, "station", "value", "driver", "period" if "period" in table.titles else None)
    # Whether several periods may stand here is for the settings to say, which are another table.
    read = read_counts([block], drivers, stations, findings, place, {}, several=True, idle={})
    for driver in drivers:
        for counts in read.series.get(driver, {"": {}}).values():
            check_counts(driver, counts, list(stations), findings, place)
    return len(table.rows)


def _weights(table: Table, findings: Findings) -> int:
    found = weights_of_sheet(table, findings)
    own = found.get("class_weights", {})
    for weights in (found["weights"], *(own.values() if isinstance(own, Mapping) else ())):
        cells = weights if isinstance(weights, Mapping) else {}
        read_weights({driver: cell for driver, cell in cells.items() if isinstance(cell, Cell)}, findings)
    return len(table.rows)


def _categories(table: Table) -> dict[str, None] | None:
    """Return as categories whatever their column names; None where there is no such column."""
    if "category" not in table.titles:
        return None
    return dict.fromkeys(row["category"].written.strip() for row in table.rows)


def _posts(table: Table, findings: Findings) -> int:
    Posts(findings, {}).add_table(table, _known(table, "station", findings), _categories(table))
    return len(table.rows)


def _groups(table: Table, findings: Findings) -> int:
    stations = (
        _known(table, "members", findings) if "members" in table.titles else StationNames({}, {}, findings)
    )
    return len(read_groups(table, stations, _categories(table), findings, {}))


def _fix(table: Table, findings: Findings) -> int:
    stations = (
        _known(table, "station", findings) if "station" in table.titles else StationNames({}, {}, findings)
    )
    return len(read_fix(table, stations, _categories(table), findings, {}))


def _years(table: Table, findings: Findings) -> int:
    return len(read_years(table, _categories(table), findings, {}))


def _departures(table: Table, findings: Findings) -> int:
    stations, years = _known(table, "station", findings), {row["year"].written.strip() for row in table.rows}
    return len(read_departures(table, years, stations, _categories(table), findings, {}))


def _standards(table: Table, findings: Findings) -> int:
    return len(read_standards(table, findings, {}))


def _working_time(table: Table, findings: Findings) -> int:
    return len(read_working_time(table, _own_stations(table, findings), findings, {}))


def _allowances(table: Table, findings: Findings) -> int:
    return len(read_allowances(table, _own_stations(table, findings), findings, {}))


def _own_stations(table: Table, findings: Findings) -> StationNames:
    known = "station" in table.titles
    return _known(table, "station", findings) if known else StationNames({}, {}, findings)


def _settings(table: Table, findings: Findings) -> int:
    return len(read_settings(settings_of_sheet(table, findings), table.file, findings))


_READERS: Final[Mapping[Sheet, Read]] = {
    layout.STATIONS: _stations,
    layout.PEOPLE: lambda table, findings: len(read_people(table, None, findings)),
    layout.DRIVERS: _drivers,
    layout.WEIGHTS: _weights,
    layout.CATEGORIES: lambda table, findings: len(read_categories(table, findings, {})),
    layout.POSTS: _posts,
    layout.STANDARDS: _standards,
    layout.WORKING_TIME: _working_time,
    layout.ALLOWANCES: _allowances,
    layout.GROUPS: _groups,
    layout.FIX: _fix,
    layout.YEARS: _years,
    layout.DEPARTURES: _departures,
    layout.SETTINGS_SHEET: _settings,
    layout.JUDGEMENTS: lambda table, findings: len(read_judgements(table, None, findings, {})),
    layout.VARIANTS: lambda table, findings: len(variants_of_sheet(table, findings)),
}
"""How each sheet is read alone; where two fit a header alike, the first."""
