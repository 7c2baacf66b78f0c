"""What the look at a sheet's XML found, as faults and warnings; and the sheet's values with their places."""

import re
from collections.abc import Mapping, Sequence
from typing import Final
from xml.parsers import expat

from staffing.errors import Issue
from staffing.io.cells import Cell, Value, column_number, letters, shown
from staffing.io.files.book import NETWORK
from staffing.io.files.grid import Area, Grid
from staffing.io.files.sheet_xml import DamageError, DtdError, SheetFacts, look
from staffing.io.findings import Findings
from staffing.io.layout import COLUMNS, ROWS, Sheet

FAR: Final = (1_000, 100)
"""Rows and columns beyond the last value from which on an empty cell is told of."""
_VOLATILE: Final = re.compile(r"\b(NOW|TODAY|RAND|RANDBETWEEN|RANDARRAY|CELL|INFO)\s*\(", re.IGNORECASE)
"""Functions whose result changes though nobody edits the workbook: by time, chance or machine."""
_QUOTED: Final = re.compile(r'"[^"]*"')


def look_at(
    parts: Mapping[str, bytes], path: str, name: str, sheet: Sheet, file: str, findings: Findings
) -> SheetFacts:
    """Return the facts of one sheet, which must be within the limits."""
    part = parts[path]
    try:
        facts = look(part)
        if _excess(facts, sheet):
            # A lone value far out, in no row and no column of the table, is no part of it.
            facts = look(part, (sheet.rows + 1, COLUMNS))
    except DtdError:
        findings.refuse("E_XML_DTD", file, path)
    except (DamageError, expat.ExpatError, ValueError, LookupError):
        findings.refuse("E_CORRUPT", file, name)
    excess = _excess(facts, sheet)
    if excess is not None:
        findings.add(Issue(excess[0], file, name, {"name": name, **excess[1]}))
    return facts


def _excess(facts: SheetFacts, sheet: Sheet) -> tuple[str, dict[str, int]] | None:
    # calamine allocates the whole rectangle, so long sheets must be narrow.
    columns = min(COLUMNS, ROWS * COLUMNS // max(facts.last_row, 1))
    if facts.last_row > sheet.rows + 1:
        return "E_TOO_MANY_ROWS", {"rows": facts.last_row, "limit": sheet.rows}
    if facts.last_column > columns:
        return "E_TOO_MANY_COLUMNS", {"columns": facts.last_column, "limit": columns}
    return None


def check_sheet(facts: SheetFacts, name: str, sheet: Sheet, file: str, findings: Findings) -> None:
    """Record what makes a sheet unfit to be read, and what its values do not show."""
    for place in facts.twice[:1]:
        findings.add(Issue("E_CORRUPT.twice", file, f"{name}!{place}"))
    for place in facts.damaged:
        findings.add(Issue("E_CORRUPT.cell", file, f"{name}!{place}"))
    _check_reach(facts, name, sheet, file, findings)
    if sheet.read:
        for place, error in facts.errors.items():
            findings.add(Issue("E_CELL_ERROR", file, f"{name}!{place}", {"got": shown(error)}))
        _note_hidden(facts, name, file, findings)
        _note_far(facts, name, file, findings)
        if facts.links:
            values = {"count": len(facts.links)}
            findings.add(Issue("W_HYPERLINK", file, f"{name}!{shown(facts.links[0])}", values))


def _check_reach(facts: SheetFacts, name: str, sheet: Sheet, file: str, findings: Findings) -> None:
    """Refuse formulas that reach out of the workbook, have no result, or one that changes by itself."""
    valueless = set(facts.valueless)
    for place, formula in facts.formulas.items():
        bare = _QUOTED.sub("", formula)
        if NETWORK.search(bare):
            findings.add(Issue("E_FORMULA", file, f"{name}!{place}"))
        elif not sheet.read:
            continue
        elif place in valueless:
            findings.add(Issue("E_FORMULA_NO_VALUE", file, f"{name}!{place}"))
        elif (found := _VOLATILE.search(bare)) is not None:
            findings.add(Issue("E_FORMULA.volatile", file, f"{name}!{place}", {"name": found[1].upper()}))


def _note_hidden(facts: SheetFacts, name: str, file: str, findings: Findings) -> None:
    """What is hidden is read like the rest; the note says so."""
    for first, last in facts.hidden_columns:
        if facts.last_column >= first:
            ends = dict.fromkeys([letters(first - 1), letters(min(last, facts.last_column) - 1)])
            label = ":".join(ends)
            findings.add(Issue("W_HIDDEN.column", file, f"{name}!{label}", {"name": label}))
    rows = sum(row <= facts.last_row for row in facts.hidden_rows)
    if rows:
        findings.add(Issue("W_HIDDEN.rows", file, name, {"rows": rows}))


def _note_far(facts: SheetFacts, name: str, file: str, findings: Findings) -> None:
    """Tell of formats and lone values far beyond the table: they are not read."""
    far = list(facts.beyond)
    for place in facts.blank:
        row, column = _spot(place)
        if row >= facts.last_row + FAR[0] or column >= facts.last_column + FAR[1]:
            far.append(place)
    if not far and facts.rows > facts.last_row + FAR[0]:
        far.append(str(facts.rows))
    if far:
        last = f"{letters(max(facts.last_column, 1) - 1)}{facts.last_row}"
        findings.add(Issue("W_FAR_CELL", file, f"{name}!{far[0]}", {"last": last}))


def _spot(place: str) -> tuple[int, int]:
    """Return row and column of a cell, counted from 0."""
    column = place.rstrip("0123456789")
    return int(place[len(column) :]) - 1, column_number(column)


def sheet_grid(file: str, name: str, rows: Sequence[Sequence[Value]], merged: Sequence[Area] = ()) -> Grid:
    """Return the values of one sheet with their places; '' is how calamine writes an empty cell."""
    return Grid(
        file,
        name,
        "workbook",
        [[None if value == "" else value for value in row] if "" in row else row for row in rows],
        lambda row, column, _: f"{name}!{letters(column)}{row + 1}",
        lambda row: f"{name}!{row + 1}",
        merged,
    )


def check_formulas(facts: SheetFacts, grid: Grid, findings: Findings) -> None:
    """Note every value that is the stored result of a formula."""
    texts = {_spot(place): formula for place, formula in facts.formulas.items()}
    for place, area in facts.areas.items():
        for row in range(area.top, min(area.bottom + 1, len(grid.rows))):
            for column in range(area.left, min(area.right + 1, facts.last_column)):
                texts.setdefault((row, column), facts.formulas[place])
    for (row, column), text in sorted(texts.items()):
        value = grid.value(row, column)
        if value is not None:
            label = letters(column)
            cell = Cell(f"={text}", label, grid.file, grid.where(row, column, label), grid.form)
            findings.changed("W_FORMULA", cell, shown(value))
