"""From a grid of values to a Table: find the header, name the columns, drop blank rows, keep every place."""

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from staffing.errors import Issue
from staffing.io.cells import Cell, Form, Table, Value, places, shown
from staffing.io.findings import Findings
from staffing.io.layout import COLUMNS, Column, Sheet, by_name


class Grid(NamedTuple):
    """The values of one sheet or CSV, row by row, as they stand."""

    file: str
    name: str
    """Sheet; empty for a CSV."""
    form: Form
    rows: Sequence[Sequence[Value]]
    where: Callable[[int, int, str], str]
    """Place of (row, column, title), counted from 0."""
    row_where: Callable[[int], str]

    def blank_row(self, row: int) -> bool:
        """Tell whether nothing stands in the row."""
        return all(
            value is None or (isinstance(value, str) and not value.strip()) for value in self.rows[row]
        )

    @property
    def filled_rows(self) -> int:
        """Count the rows below the header in which something stands."""
        return sum(not self.blank_row(row) for row in range(1, len(self.rows)))


class Found(NamedTuple):
    """A column as the header names it."""

    key: str
    number: int
    title: str


class Seen(NamedTuple):
    """What a file was found to hold: one sheet or table."""

    name: str
    rows: int
    """Rows below the header in which something stands."""
    used: bool


def read_table(grid: Grid, sheet: Sheet, findings: Findings, *, wide: bool = False) -> Table | None:
    """Return the rows of ``grid`` by column key, or None where header or rows are missing.

    With ``wide`` an unknown column is kept under its own title: whoever knows the drivers decides about it.
    """
    if not grid.rows or all(grid.blank_row(row) for row in range(len(grid.rows))):
        findings.add(Issue("E_EMPTY", grid.file, grid.name, {"name": grid.name or grid.file}))
        return None
    columns = _read_header(grid, sheet, findings, wide=wide)
    last = max(row for row in range(len(grid.rows)) if not grid.blank_row(row))
    if columns is None:
        return None
    if last == 0:
        findings.add(Issue("E_EMPTY.rows", grid.file, grid.name, {"name": grid.name or grid.file}))
        return None
    columns = [column for column in columns if _said(grid, sheet, column)]
    if last > sheet.rows:
        values = {"name": grid.name or grid.file, "rows": last, "limit": sheet.rows}
        findings.add(Issue("E_TOO_MANY_ROWS", grid.file, grid.name, values))
        return None
    return Table(
        grid.file,
        grid.name,
        {
            key: Cell(title, title, grid.file, grid.where(0, column, title), grid.form)
            for key, column, title in columns
        },
        _rows(grid, columns, last, findings),
    )


def _said(grid: Grid, sheet: Sheet, column: Found) -> bool:
    """Tell whether a column counts: an optional one in which no row says anything is as good as absent."""
    optional = {known.key for known in sheet.columns if not known.required}
    return column.key not in optional or _holds_values(grid, column.number)


def _rows(grid: Grid, columns: list[Found], last: int, findings: Findings) -> list[dict[str, Cell]]:
    rows = []
    for row in range(1, last + 1):
        if grid.blank_row(row):
            findings.add(Issue("W_BLANK_ROW", grid.file, grid.row_where(row)))
            continue
        values = grid.rows[row]
        rows.append(
            {
                key: Cell(
                    values[column] if column < len(values) else None,
                    title,
                    grid.file,
                    grid.where(row, column, title),
                    grid.form,
                )
                for key, column, title in columns
            }
        )
    return rows


def _read_header(grid: Grid, sheet: Sheet, findings: Findings, *, wide: bool) -> list[Found] | None:
    """Return (key, column, title) of every column to read, or None if the header is refused."""
    known = by_name(sheet.columns)
    found: dict[str, list[Cell]] = {}
    columns: list[Found] = []
    unknown: list[Cell] = []
    if len(grid.rows[0]) > COLUMNS:
        values = {"columns": len(grid.rows[0]), "limit": COLUMNS}
        findings.add(Issue("E_TOO_MANY_COLUMNS", grid.file, grid.name, values))
        return None
    for column, value in enumerate(grid.rows[0]):
        title = "" if value is None else str(value).strip()
        label = shown(title)
        cell = Cell(value, label, grid.file, grid.where(0, column, label), grid.form)
        if isinstance(value, str) and value != title and title:
            findings.once("W_TRIMMED", cell)
        key = known[title].key if title in known else title
        if title in known or (wide and title):
            found.setdefault(key, []).append(cell)
            columns.append(Found(key, column, label))
        elif title or _holds_values(grid, column):
            unknown.append(cell)
    return columns if _check_header(grid, sheet, found, unknown, findings) else None


def _holds_values(grid: Grid, column: int) -> bool:
    return any(len(row) > column and row[column] not in (None, "") for row in grid.rows[1:])


def _check_header(
    grid: Grid, sheet: Sheet, found: dict[str, list[Cell]], unknown: list[Cell], findings: Findings
) -> bool:
    """Record what is wrong with the header; return whether the rows below can be read."""
    absent = [column for column in sheet.columns if column.key not in found]
    taken: set[str] = set()
    for cell in unknown:
        column = _near(cell.title, absent)
        if column is None:
            findings.at("W_UNKNOWN_COLUMN", cell)
        else:
            taken.add(column.key)
            findings.at("E_HEADER.near", cell, nearest=column.zh)
    for cells in found.values():
        if len(cells) > 1:
            findings.at("E_HEADER.twice", cells[0], where=places(cells))
    for column in absent:
        if column.required and column.key not in taken:
            names = {"name": f"{column.zh} [{column.key}]", "found": ", ".join(_titles(grid))}
            findings.add(Issue("E_HEADER.missing", grid.file, grid.row_where(0), names))
            taken.add(column.key)
    return not taken and all(len(cells) == 1 for cells in found.values())


def _near(title: str, absent: list[Column]) -> Column | None:
    names = by_name(tuple(absent))
    close = get_close_matches(title, names, n=1, cutoff=0.6)
    return names[close[0]] if close else None


def _titles(grid: Grid) -> list[str]:
    return [shown(value).strip() for value in grid.rows[0] if shown(value).strip()][:20]
