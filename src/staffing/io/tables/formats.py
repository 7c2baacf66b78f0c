"""Cells of a table whose format shows something else than what is stored, and what is stored is read."""

from collections.abc import Iterable, Sequence
from typing import Final

from staffing.io.cells import shown
from staffing.io.files.grid import Grid
from staffing.io.files.styles_xml import is_percent
from staffing.io.findings import Findings
from staffing.io.layout import Sheet
from staffing.io.tables.row import Found

_NAMES: Final = ("name", "station", "driver", "class", "key")


def check_formats(
    grid: Grid, sheet: Sheet, columns: Sequence[Found], rows: Iterable[int], findings: Findings
) -> None:
    """Note the numbers that are shown otherwise than they are stored; refuse such ids and names."""
    if not grid.formats:
        return
    data, by_number = frozenset(rows), {column.number: column for column in columns}
    ids = {column.key for column in sheet.columns if column.kind in ("id", "ids")}
    for (row, number), code in sorted(grid.formats.items()):
        column = by_number.get(number)
        if column is None or row not in data or (column.key == "weight" and is_percent(code)):
            continue
        cell = grid.cell(row, number, column.title)
        if column.key in ids or column.key in _NAMES:
            findings.at("E_NUMBER_FORMAT", cell, format=shown(code))
        else:
            noted = cell._replace(value=f"{cell.written} [{shown(code)}]")
            findings.changed("W_NUMBER_FORMAT", noted, cell.written, format=shown(code))
