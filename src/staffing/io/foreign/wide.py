"""A wide table as another office writes it: columns under its own titles, stations by name alone."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from staffing.io.cells import Cell, Null, Table, written
from staffing.io.characters import trim
from staffing.io.files.grid import Grid
from staffing.io.findings import Findings
from staffing.io.layout import STATIONS

FIXED: Final = {column.key: column.zh for column in STATIONS.columns}
"""Columns of every station table: official titles by key."""
BY_NAME: Final = replace(
    STATIONS,
    columns=tuple(replace(column, required=column.key == "name") for column in STATIONS.columns),
)
"""A table of stations in which names may stand without ids."""
_HEADER_ROWS: Final = 20


def with_official_titles(grid: Grid, columns: Mapping[str, Cell]) -> Grid:
    """Return the grid with the official title wherever ``columns`` names another one for a column of stations."""
    named = {trim(cell.written): FIXED[key] for key, cell in columns.items() if key in FIXED}
    if not named:
        return grid
    rows = list(grid.rows)
    for number, row in enumerate(rows[:_HEADER_ROWS]):
        titles = [trim(written(value)) for value in row]
        if set(named) <= set(titles):
            rows[number] = [named.get(title, value) for title, value in zip(titles, row, strict=True)]
            break
    return grid._replace(rows=rows)


def with_ids(table: Table, aliases: Mapping[str, Cell], findings: Findings) -> Table:
    """Return the rows with the ids that ``aliases`` give to their names; a name without one is refused."""
    known = {trim(alias): cell for alias, cell in aliases.items()}
    rows: list[Mapping[str, Cell]] = []
    for row in table.rows:
        named = row["name"]
        saved = known.get(trim(named.written))
        if saved is None:
            findings.at("E_STATION_NAME.id", named)
        elif saved.value is Null.NULL:
            findings.changed("W_ALIAS.none", named, None)
        else:
            value = saved.written if isinstance(saved.value, int) else saved.value
            rows.append({**row, "id": named._replace(value=value, title="id", kept=None)})
    return table._replace(titles={"id": table.titles["name"], **table.titles}, rows=rows)
