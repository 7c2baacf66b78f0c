"""From a grid of values to a Table: which rows count, each with its place."""

from staffing.errors import Issue
from staffing.io.cells import Cell, Table
from staffing.io.files.grid import Grid
from staffing.io.findings import Findings
from staffing.io.layout import Sheet
from staffing.io.tables.header import read_header
from staffing.io.tables.row import Found, Row


def read_table(grid: Grid, sheet: Sheet, findings: Findings, *, wide: bool = False) -> Table | None:
    """Return the rows of ``grid`` by column key, or None where header or rows are missing.

    With ``wide`` an unknown column is kept under its own title: whoever knows the drivers decides about it.
    """
    if not grid.rows or all(grid.blank_row(row) for row in range(len(grid.rows))):
        findings.add(Issue("E_EMPTY", grid.file, grid.name, {"name": grid.name or grid.file}))
        return None
    columns = read_header(grid, sheet, findings, wide=wide)
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
    return column.key not in optional or grid.holds_values(column.number)


def _rows(grid: Grid, columns: list[Found], last: int, findings: Findings) -> list[Row]:
    by_key = {column.key: column for column in columns}
    rows = []
    for row in range(1, last + 1):
        if grid.blank_row(row):
            findings.changed("W_BLANK_ROW", _row_cell(grid, row), None, place=grid.row_where(row))
        else:
            rows.append(Row(grid, row, by_key))
    return rows


def _row_cell(grid: Grid, row: int) -> Cell:
    """Return the first value of a row, as what stands for the row in notes."""
    value = next((value for value in grid.rows[row] if value not in (None, "")), None)
    return Cell(value, "", grid.file, grid.row_where(row), grid.form)
