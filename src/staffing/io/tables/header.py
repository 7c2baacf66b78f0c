"""The header: where it stands, and which column is which."""

from difflib import get_close_matches

from staffing.errors import Issue
from staffing.io.cells import Cell, places, shown
from staffing.io.files.grid import Grid
from staffing.io.findings import Findings
from staffing.io.layout import COLUMNS, Column, Sheet, by_name
from staffing.io.tables.row import Found


def read_header(grid: Grid, sheet: Sheet, findings: Findings, *, wide: bool) -> list[Found] | None:
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
            findings.changed("W_TRIMMED", cell, title)
        key = known[title].key if title in known else title
        if title in known or (wide and title):
            found.setdefault(key, []).append(cell)
            columns.append(Found(key, column, label))
        elif title or grid.holds_values(column):
            unknown.append(cell)
    return columns if _check_header(grid, sheet, found, unknown, findings) else None


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
