"""The header: where it stands, what stands above it, and which column is which."""

from difflib import get_close_matches
from typing import Final, NamedTuple

from staffing.errors import Issue
from staffing.io.cells import Cell, places, shown
from staffing.io.characters import squeeze, trim
from staffing.io.files.grid import Grid
from staffing.io.findings import Findings
from staffing.io.labels import multiplied_unit
from staffing.io.layout import COLUMNS, TITLE_ROWS, Column, Sheet, by_name
from staffing.io.tables.above import check_rows_above, is_one_line
from staffing.io.tables.personal import is_personal
from staffing.io.tables.row import Found
from staffing.io.tables.titles import Title, read_title
from staffing.masking import mask_name

_UNIT_TITLES: Final = frozenset(
    f"{kind}单位" for kind in ("", "计量", "度量", "数量", "数值", "数据", "指标", "统计")
)
"""Headers of a column that says in which unit the numbers of a row are."""


class Header(NamedTuple):
    """Where the header of a table stands and what it says."""

    row: int
    columns: list[Found]


class _Titled(NamedTuple):
    """One header cell and what it means."""

    number: int
    cell: Cell
    title: Title


def read_header(grid: Grid, sheet: Sheet, findings: Findings, *, wide: bool) -> Header | None:
    """Return the header's row and the columns to read, or None if the header is refused."""
    row = find_header(grid, sheet)
    if len(grid.rows[row]) > COLUMNS:
        values = {"columns": len(grid.rows[row]), "limit": COLUMNS}
        findings.add(Issue("E_TOO_MANY_COLUMNS", grid.file, grid.name, values))
        return None
    titles = [_titled(grid, row, column, sheet) for column in range(len(grid.rows[row]))]
    columns = _columns(titles, grid, row, sheet, findings, wide=wide)
    if columns is None or not is_one_line(grid, row, columns, sheet, findings):
        return None
    return Header(row, columns) if check_rows_above(grid, row, sheet, findings) else None


def find_header(grid: Grid, sheet: Sheet) -> int:
    """Return the row of the header: the first that holds every required column, else the one that holds most."""
    needed = {column.key for column in sheet.columns if column.required}
    best, most = -1, 0
    for row in range(min(TITLE_ROWS, len(grid.rows))):
        if grid.blank_row(row):
            continue
        best = row if best < 0 else best
        meant = (
            read_title(value, sheet).column for value in grid.rows[row][:COLUMNS] if isinstance(value, str)
        )
        found = {column.key for column in meant if column is not None}
        if needed and needed <= found:
            return row
        if len(found) > most:
            best, most = row, len(found)
    if best < 0:
        best = next(row for row in range(len(grid.rows)) if not grid.blank_row(row))
    return best


def _titled(grid: Grid, row: int, column: int, sheet: Sheet) -> _Titled:
    value = grid.rows[row][column]
    words = trim(str(value)) if value is not None else ""
    label = shown(words)
    cell = Cell(value, label, grid.file, grid.where(row, column, label), grid.form)
    return _Titled(column, cell, read_title(words, sheet) if words else Title(None, exact=False))


def _columns(
    titles: list[_Titled], grid: Grid, row: int, sheet: Sheet, findings: Findings, *, wide: bool
) -> list[Found] | None:
    """Return the columns to read; None, and the faults, where the header leaves doubt."""
    official = {title.column.key for _, _, title in titles if title.column is not None and title.exact}
    found: dict[str, list[Cell]] = {}
    columns: list[Found] = []
    unknown: list[tuple[int, Cell]] = []
    for number, cell, title in titles:
        column = title.column
        if wide and column is not None and not title.exact and column.key in official - {"id", "name"}:
            # Beside the official column its synonym may well be a driver: whoever knows the drivers decides.
            column = None
        if column is not None and title.unit:
            findings.at("E_HEADER.unit", cell, unit=title.unit, nearest=column.zh)
            found.setdefault(column.key, []).append(cell)
        elif column is not None or (wide and cell.title):
            key = cell.title if column is None else column.key
            found.setdefault(key, []).append(cell)
            columns.append(Found(key, number, cell.title))
            _note(cell, column, findings, exact=title.exact)
        elif not is_personal(cell.title) and (cell.title or grid.holds_values(number, row)):
            unknown.append((number, cell))
    refused = len(findings.errors)
    _check_units(grid, row, titles, findings)
    _check(grid, row, sheet, found, unknown, findings)
    faulty = any(title.unit for _, _, title in titles) or len(findings.errors) > refused
    return None if faulty else columns


def _note(cell: Cell, column: Column | None, findings: Findings, *, exact: bool) -> None:
    if column is not None and not exact:
        findings.changed("W_HEADER_ALIAS", cell, column.zh)
    elif isinstance(cell.value, str) and cell.value != trim(cell.value):
        findings.changed("W_TRIMMED", cell, cell.title)


def _check_units(grid: Grid, row: int, titles: list[_Titled], findings: Findings) -> None:
    """Refuse a column of units that names one that multiplies the numbers beside it, at the first such cell."""
    for number, header, title in titles:
        if title.column is None and squeeze(header.title) in _UNIT_TITLES:
            cells = (grid.cell(below, number, header.title) for below in range(row + 1, len(grid.rows)))
            units = ((cell, multiplied_unit(f"单位:{cell.written}")) for cell in cells if not cell.blank)
            cell, unit = next(((cell, unit) for cell, unit in units if unit is not None), (header, None))
            if unit is not None:
                findings.at("E_HEADER.unit_cell", cell, unit=unit)


def _check(
    grid: Grid,
    row: int,
    sheet: Sheet,
    found: dict[str, list[Cell]],
    unknown: list[tuple[int, Cell]],
    findings: Findings,
) -> None:
    """Record what is wrong with the header."""
    absent = [column for column in sheet.columns if column.key not in found]
    taken: set[str] = set()
    for number, cell in unknown:
        column = _near(cell.title, absent)
        if not cell.title and grid.holds_numbers(number, row):
            # Its title may have been lost: what was a minimum would be read as none.
            findings.at("E_HEADER.untitled", cell)
        elif column is None:
            findings.at("W_UNKNOWN_COLUMN", cell)
        else:
            taken.add(column.key)
            findings.at("E_HEADER.near", cell, nearest=column.zh)
    for cells in found.values():
        if len(cells) > 1:
            findings.at("E_HEADER.twice", cells[0], where=places(cells))
    for column in absent:
        if column.required and column.key not in taken:
            names = {"name": f"{column.zh} [{column.key}]", "found": ", ".join(_words(grid, row, sheet))}
            findings.add(Issue("E_HEADER.missing", grid.file, grid.row_where(row), names))


def _near(title: str, absent: list[Column]) -> Column | None:
    for column in absent:
        if squeeze(title) in column.unlike:
            return column
    names = by_name(tuple(absent))
    close = get_close_matches(title, names, n=1, cutoff=0.6)
    return names[close[0]] if close else None


def _words(grid: Grid, row: int, sheet: Sheet) -> list[str]:
    """Quote the titles found. Where none is known the row is one of data, and may be about a person."""
    words = [words for value in grid.rows[row] if (words := trim(shown(value)))][:20]
    if any(read_title(word, sheet).column is not None for word in words):
        return words
    return [word if word.isascii() else mask_name(word) for word in words]
