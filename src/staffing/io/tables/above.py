"""The lines around a header: titles above it are left out with a note, a second line of the header is refused."""

from functools import cache

from staffing.io.cells import letters
from staffing.io.characters import trim
from staffing.io.files.grid import Area, Grid
from staffing.io.findings import Findings
from staffing.io.labels import is_title, multiplied_unit, row_words, title_like
from staffing.io.layout import Sheet
from staffing.io.tables.row import Found
from staffing.io.tables.titles import read_title


def check_rows_above(grid: Grid, header: int, sheet: Sheet, findings: Findings) -> bool:
    """Note the titles above the header; refuse what can be its upper line, or multiplies the numbers below it."""
    first = _filled(grid, header)[0]
    good = True
    for row in range(header):
        filled = _filled(grid, row)
        if not filled:
            continue
        unit = multiplied_unit(row_words(grid.rows[row]))
        odd = _odd_column(grid, row, filled, first)
        if odd is not None:
            _refuse_lines(grid, row, odd, sheet, findings)
        elif unit is not None:
            findings.at("E_HEADER.scale", grid.cell(row, filled[0], ""), where=grid.row_where(row), unit=unit)
        else:
            findings.changed("W_TITLE_ROW", grid.cell(row, filled[0], ""), None, place=grid.row_where(row))
        good &= odd is None and unit is None
    return good


def is_one_line(grid: Grid, header: int, columns: list[Found], sheet: Sheet, findings: Findings) -> bool:
    """Tell whether the header is one line: none of its cells spans columns, and the next row names no columns."""
    touching = [area for area in grid.merged if area.top <= header <= area.bottom]
    harmless = _Harmless(grid, header, columns) if touching else None
    for area in touching:
        if harmless is not None and not harmless.covers(area):
            _refuse_lines(grid, area.top, area.left, sheet, findings)
            return False
    below = header + 1
    if below < len(grid.rows) and _names_columns(grid, below, columns, sheet):
        _refuse_lines(grid, below, _filled(grid, below)[0], sheet, findings, whole=True)
        return False
    return True


def area_place(grid: Grid, area: Area) -> str:
    """Return the place of a merged range: ``单位!D1:F1``."""
    return f"{grid.where(area.top, area.left, '')}:{letters(area.right)}{area.bottom + 1}"


def _refuse_lines(
    grid: Grid, row: int, column: int, sheet: Sheet, findings: Findings, *, whole: bool = False
) -> None:
    """Refuse a header of several lines, and name the one line that it should be."""
    cell = grid.cell(row, column, "")
    area = next((area for area in grid.merged if (area.top, area.left) == (row, column)), None)
    where = area_place(grid, area) if area is not None else grid.row_where(row) if whole else cell.where
    findings.at("E_HEADER.lines", cell, where=where, expected=" ".join(known.zh for known in sheet.columns))


def _odd_column(grid: Grid, row: int, filled: list[int], first: int) -> int | None:
    """Return a column of a row above the header in which no title stands; None where the row is a title."""
    if not title_like(grid.rows[row]):
        return next((column for column in filled if column > first), filled[0])
    column = filled[0]
    alone = len(filled) == 1 and column > first
    return column if alone and not is_title(str(grid.value(row, column))) else None


class _Harmless:
    """Merged ranges in a header that leave no doubt: down over blank rows, or across columns without values."""

    def __init__(self, grid: Grid, header: int, columns: list[Found]) -> None:
        below = (row for row in range(header + 1, len(grid.rows)) if not grid.blank_row(row))
        self._header = header
        self._data = next(below, len(grid.rows))
        self._read = {column.number for column in columns}
        self._holds = cache(lambda column: grid.holds_values(column, header))

    def covers(self, area: Area) -> bool:
        """Tell whether a range is one of them."""
        across = range(area.left, area.right + 1)
        if area.top != self._header or (area.bottom >= self._data and area.bottom > self._header):
            return False
        if len(across) == 1:
            return True
        return self._read.isdisjoint(across) and sum(map(self._holds, across)) < 2


def _names_columns(grid: Grid, row: int, columns: list[Found], sheet: Sheet) -> bool:
    """Tell whether a row without an id holds nothing but texts, of which one is the name of a column."""
    key = next((column for column in columns if column.key == sheet.columns[0].key), columns[0])
    if not grid.cell(row, key.number, key.title).blank:
        return False
    texts = [grid.value(row, column) for column in _filled(grid, row)]
    return all(isinstance(text, str) for text in texts) and any(
        read_title(text, sheet).column is not None for text in texts if isinstance(text, str)
    )


def _filled(grid: Grid, row: int) -> list[int]:
    return [
        column
        for column, value in enumerate(grid.rows[row])
        if not (value is None or (isinstance(value, str) and not trim(value)))
    ]
