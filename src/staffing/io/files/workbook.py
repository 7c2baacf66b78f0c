"""Read a workbook: package first, then a look at the XML, then the values."""

import zipfile
from collections.abc import Sequence
from io import BytesIO
from xml.parsers import expat

from staffing.errors import Issue
from staffing.io.cells import Value, column_number, letters, shown
from staffing.io.files.grid import Grid, Seen
from staffing.io.files.package import open_package
from staffing.io.files.sheet_xml import DtdError, SheetFacts, SheetPart, check_no_dtd, look, sheet_parts
from staffing.io.findings import Findings
from staffing.io.layout import COLUMNS, ROWS, SHEETS, Sheet, find_sheet


def read_workbook(data: bytes, file: str, findings: Findings) -> tuple[dict[str, Grid], list[Seen]]:
    """Return the sheets that are part of a scenario, by key, and what else the workbook holds.

    Raises
    ------
    InputError
        The file is no workbook, is damaged, exceeds a limit or holds what has no place in it.
    """
    package = open_package(data, file, findings)
    parts = sheet_parts(package, file, findings)
    if len(parts) > SHEETS:
        findings.refuse("E_TOO_MANY_SHEETS", file, sheets=len(parts), limit=SHEETS)
    _check_parts(package, {part.path for part in parts.values()}, file, findings)
    wanted = _known_sheets(list(parts), file, findings)
    facts = {
        name: _look_at(package, parts[name], name, sheet, file, findings) for name, sheet in wanted.items()
    }
    findings.check()
    return _read_values(data, file, wanted, facts, findings, list(parts))


def _check_parts(package: zipfile.ZipFile, sheets: set[str], file: str, findings: Findings) -> None:
    """Refuse a document type in any part but the sheets, which are looked at one by one."""
    for name in package.namelist():
        if name.endswith((".xml", ".rels")) and name not in sheets:
            try:
                check_no_dtd(package.read(name))
            except DtdError:
                findings.refuse("E_XML_DTD", file, name)
            except expat.ExpatError:
                findings.refuse("E_CORRUPT", file, name)


def _known_sheets(names: list[str], file: str, findings: Findings) -> dict[str, Sheet]:
    """Return the known sheets by the name that they bear in the file."""
    known: dict[str, Sheet] = {}
    for name in names:
        sheet = find_sheet(name.strip())
        if sheet is None:
            label = shown(name.strip())
            findings.add(Issue("W_UNKNOWN_SHEET", file, label, {"name": label}))
            continue
        twin = next((other for other, known_sheet in known.items() if known_sheet is sheet), None)
        if twin is not None:
            findings.refuse("E_SHEET.twice", file, name, name=name, first=twin)
        if name != name.strip():
            findings.add(Issue("W_TRIMMED", file, name.strip(), {"name": name.strip(), "got": name}))
        known[name] = sheet
    return known


def _look_at(
    package: zipfile.ZipFile, part: SheetPart, name: str, sheet: Sheet, file: str, findings: Findings
) -> SheetFacts:
    """Look at one sheet and record what makes it unfit to be read."""
    try:
        facts = look(package.read(part.path))
    except DtdError:
        findings.refuse("E_XML_DTD", file, name)
    except (KeyError, expat.ExpatError):
        findings.refuse("E_CORRUPT", file, name)
    if facts.twice:
        findings.add(Issue("E_CORRUPT.twice", file, f"{name}!{facts.twice[0]}"))
    # calamine allocates the whole rectangle, so long sheets must be narrow.
    columns = min(COLUMNS, ROWS * COLUMNS // max(facts.last_row, 1))
    if facts.last_row > sheet.rows + 1:
        values = {"name": name, "rows": facts.last_row, "limit": sheet.rows}
        findings.add(Issue("E_TOO_MANY_ROWS", file, name, values))
    elif facts.last_column > columns:
        values = {"columns": facts.last_column, "limit": columns}
        findings.add(Issue("E_TOO_MANY_COLUMNS", file, name, values))
    for place in facts.network:
        findings.add(Issue("E_FORMULA", file, f"{name}!{place}"))
    if sheet.read:
        for place, error in facts.errors.items():
            findings.add(Issue("E_CELL_ERROR", file, f"{name}!{place}", {"got": error}))
        for place in facts.valueless:
            findings.add(Issue("E_FORMULA_NO_VALUE", file, f"{name}!{place}"))
        _note_hidden(facts, part, name, file, findings)
    return facts


def _note_hidden(facts: SheetFacts, part: SheetPart, name: str, file: str, findings: Findings) -> None:
    """What is hidden is read like the rest; the note says so."""
    for letter in facts.hidden_columns:
        if facts.last_column > column_number(letter):
            findings.add(Issue("W_HIDDEN.column", file, f"{name}!{letter}", {"name": letter}))
    if facts.hidden_rows:
        findings.add(Issue("W_HIDDEN.rows", file, name, {"rows": facts.hidden_rows}))
    if part.hidden:
        findings.add(Issue("W_HIDDEN.sheet", file, name, {"name": name}))


def _read_values(
    data: bytes,
    file: str,
    wanted: dict[str, Sheet],
    facts: dict[str, SheetFacts],
    findings: Findings,
    names: list[str],
) -> tuple[dict[str, Grid], list[Seen]]:
    from python_calamine import CalamineError, CalamineWorkbook

    grids: dict[str, Grid] = {}
    seen: list[Seen] = []
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(data))
        for name in names:
            if name not in wanted:
                seen.append(Seen(shown(name.strip()), 0, used=False))
                continue
            sheet = wanted[name]
            rows = (
                workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
                if facts[name].last_row
                else []
            )
            grid = sheet_grid(file, name.strip(), rows)
            seen.append(Seen(grid.name, grid.filled_rows, used=sheet.read))
            if sheet.read:
                grids[sheet.key] = grid
    except CalamineError:
        findings.refuse("E_CORRUPT", file)
    return grids, seen


def sheet_grid(file: str, name: str, rows: Sequence[Sequence[Value]]) -> Grid:
    """Return the values of one sheet with their places; '' is how calamine writes an empty cell."""
    return Grid(
        file,
        name,
        "workbook",
        [[None if value == "" else value for value in row] for row in rows],
        lambda row, column, _: f"{name}!{letters(column)}{row + 1}",
        lambda row: f"{name}!{row + 1}",
    )
