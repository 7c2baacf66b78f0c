"""From a grid of values to a Table: which rows count, each with its place."""

from collections.abc import Container, Iterable

from staffing.errors import Issue
from staffing.io.cells import Cell, Table, shown
from staffing.io.files.grid import Grid
from staffing.io.findings import Findings
from staffing.io.labels import multiplied_unit, row_words
from staffing.io.layout import Sheet
from staffing.io.tables.above import area_place
from staffing.io.tables.formats import check_formats
from staffing.io.tables.header import Header, read_header
from staffing.io.tables.kinds import Kind, Sorter
from staffing.io.tables.personal import is_personal
from staffing.io.tables.row import Found, Rows
from staffing.io.tables.totals import TotalRow, check_totals

_NOTED = {
    "blank": "W_BLANK_ROW",
    "note": "W_NOTE_ROW",
    "header": "W_REPEATED_HEADER",
    "title": "W_TITLE_ROW",
    "total": "W_TOTAL_ROW",
}


def read_table(
    grid: Grid,
    sheet: Sheet,
    findings: Findings,
    *,
    wide: bool = False,
    optional: bool = False,
    needed: Container[str] | None = None,
) -> Table | None:
    """Return the rows of ``grid`` by column key, or None where header or rows are missing.

    With ``wide`` an unknown column is kept under its own title: whoever knows the drivers decides about it. With
    ``optional`` a table without rows is as good as none. Where the ``needed`` titles are given, no total of any
    other unknown column is checked.
    """
    name = grid.name or grid.file
    last = next((row for row in range(len(grid.rows) - 1, -1, -1) if not grid.blank_row(row)), None)
    if last is None:
        findings.add(Issue("E_EMPTY", grid.file, grid.name, {"name": name}))
        return None
    header = read_header(grid, sheet, findings, wide=wide)
    if header is None:
        return None
    if last - header.row > sheet.rows:
        values = {"name": name, "rows": last - header.row, "limit": sheet.rows}
        findings.add(Issue("E_TOO_MANY_ROWS", grid.file, grid.name, values))
        return None
    rows = _rows(grid, header, last, sheet, findings, needed)
    if not rows:
        if not optional:
            findings.add(Issue("E_EMPTY.rows", grid.file, grid.name, {"name": name}))
        return None
    columns = [column for column in header.columns if _said(grid, sheet, column, rows)]
    _check_merged(grid, columns, rows, findings)
    check_formats(grid, sheet, columns, rows, findings)
    by_key = {column.key: column for column in columns}
    titles = {
        key: Cell(title, title, grid.file, grid.where(header.row, column, title), grid.form)
        for key, column, title in columns
    }
    return Table(
        grid.file,
        grid.name,
        titles,
        Rows(grid, rows, by_key),
        columns={key: column for key, column, _ in columns},
        personal=_personal(grid, header),
    )


def _personal(grid: Grid, header: Header) -> list[Cell]:
    """Return the header cells of columns that say who somebody is, and are not read."""
    read = {column.number for column in header.columns}
    labels = {
        number: shown(value).strip()
        for number, value in enumerate(grid.rows[header.row])
        if number not in read
    }
    return [grid.cell(header.row, number, label) for number, label in labels.items() if is_personal(label)]


def _said(grid: Grid, sheet: Sheet, column: Found, rows: Iterable[int]) -> bool:
    """Tell whether a column counts: an optional one in which no row says anything is as good as absent."""
    optional = {known.key for known in sheet.columns if not known.required}
    number = column.number
    return column.key not in optional or any(
        len(values) > number and values[number] not in (None, "")
        for values in map(grid.rows.__getitem__, rows)
    )


def _rows(
    grid: Grid,
    header: Header,
    last: int,
    sheet: Sheet,
    findings: Findings,
    needed: Container[str] | None = None,
) -> list[int]:
    """Return the numbers of the rows that hold data; the others are noted, or refused."""
    sorter = Sorter(grid, header, sheet)
    rows: list[int] = []
    totals: list[TotalRow] = []
    blank: list[int] = []
    for row in range(header.row + 1, last + 1):
        if row not in sorter.suspects and not sorter.in_note and not blank:
            rows.append(row)  # nearly every row: the rest of the loop takes ten times as long
            continue
        kind, column = sorter.kind(row)
        if kind == "data":
            rows.append(row)
            # Blank rows that part the table from the notes below it are where they belong.
            for skipped in blank:
                _note(grid, skipped, 0, "blank", findings)
            blank.clear()
        elif kind == "blank":
            blank.append(row)
        elif kind == "total":
            totals.append(TotalRow(row, column, len(rows)))
        else:
            _note(grid, row, column, kind, findings)
    own = {column.key for column in sheet.columns}
    counted = [c for c in header.columns if needed is None or c.key in own or c.key in needed]
    check_totals(grid, counted, sheet, rows, totals, findings)
    return rows


def _note(grid: Grid, row: int, column: int, kind: Kind, findings: Findings) -> None:
    cell = grid.cell(row, column, "")
    unit = multiplied_unit(row_words(grid.rows[row])) if kind == "note" else None
    if unit is not None:
        findings.at("E_HEADER.scale", cell, where=grid.row_where(row), unit=unit)
    else:
        findings.changed(_NOTED[kind], cell, None, place=grid.row_where(row))


def _check_merged(grid: Grid, columns: list[Found], rows: list[int], findings: Findings) -> None:
    """Refuse merged cells among those that are read: only the first of them holds the value."""
    if not grid.merged:
        return
    before = [0] * (len(grid.rows) + 1)
    for row in rows:
        before[row + 1] = 1
    for row in range(len(grid.rows)):
        before[row + 1] += before[row]
    for area in grid.merged:
        across = [column for column in columns if area.left <= column.number <= area.right]
        bottom = min(area.bottom, len(grid.rows) - 1)
        if across and area.top <= bottom and before[bottom + 1] > before[area.top]:
            cell = grid.cell(area.top, area.left, across[0].title)
            findings.at("E_MERGED", cell, where=area_place(grid, area))
