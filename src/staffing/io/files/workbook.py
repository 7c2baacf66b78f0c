"""Read a workbook: package first, then a strict look at the XML, then the values."""

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from typing import Final
from xml.parsers import expat

from staffing.errors import Issue
from staffing.io.cells import Cell, shown
from staffing.io.characters import trim
from staffing.io.files.book import WORKBOOK, Book, read_book, relations
from staffing.io.files.cell_notes import note_units
from staffing.io.files.grid import Grid, Seen
from staffing.io.files.package import open_package
from staffing.io.files.sheet_faults import check_formulas, check_sheet, look_at, sheet_grid
from staffing.io.files.sheet_xml import MAIN, DamageError, DtdError, SheetFacts, check_no_dtd
from staffing.io.files.strings_xml import plain_strings
from staffing.io.files.styles_xml import formatted, odd_formats
from staffing.io.findings import Findings
from staffing.io.layout import SHEETS, Sheet, name_sheets

_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINKS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"

Choose = Callable[[list[str], str, Findings], dict[str, Sheet]]
"""Picks the sheets to read, under the names that they bear in the file."""


def read_workbook(
    data: bytes, file: str, findings: Findings, choose: Choose | None = None
) -> tuple[dict[str, Grid], list[Seen]]:
    """Return the sheets that are part of a scenario, by key, and what else the workbook holds.

    With ``choose`` another choice of sheets, of a foreign workbook.

    Raises
    ------
    InputError
        The file is no workbook, is damaged, exceeds a limit or holds what has no place in it.
    """
    parts = open_package(data, file, findings)
    book = read_book(parts, file, findings)
    names = list(book.sheets)
    if len(names) > SHEETS:
        findings.refuse("E_TOO_MANY_SHEETS", file, sheets=len(names), limit=SHEETS)
    wanted = (choose or _known_sheets)(names, file, findings)
    strings = _check_parts(parts, book, [book.sheets[name].path for name in wanted], file, findings)
    facts = {}
    for name, sheet in wanted.items():
        path, hidden = book.sheets[name]
        facts[name] = look_at(parts, path, name, sheet, file, findings)
        check_sheet(facts[name], name, sheet, file, findings)
        if sheet.read and hidden:
            findings.add(Issue("W_HIDDEN.sheet", file, name, {"name": name}))
        if sheet.read:
            note_units(parts, relations(parts, path, file, findings), file, name, findings)
    findings.check()
    if book.date1904:
        findings.add(Issue("W_DATE1904", file, WORKBOOK))
        findings.date1904 = True
    grids, seen = _read_values(_package(book, strings, facts.values()), file, wanted, facts, findings, names)
    odd = odd_formats(book.styles)
    keys = {sheet.key: facts[name].xml for name, sheet in wanted.items() if odd and sheet.key in grids}
    return grids | {key: grids[key]._replace(formats=formatted(xml, odd)) for key, xml in keys.items()}, seen


def _check_parts(
    parts: Mapping[str, bytes], book: Book, sheets: list[str], file: str, findings: Findings
) -> bytes:
    """Refuse a document type in any part but the sheets, which are looked at one by one.

    Returns the shared texts in plain form.
    """
    strings = b""
    for name, part in parts.items():
        try:
            if part is book.strings:
                strings = plain_strings(part)
            elif name not in sheets:
                check_no_dtd(part)
        except DtdError:
            findings.refuse("E_XML_DTD", file, name)
        except (DamageError, expat.ExpatError, ValueError, LookupError):
            findings.refuse("E_CORRUPT", file, name)
    return strings


def _known_sheets(names: list[str], file: str, findings: Findings) -> dict[str, Sheet]:
    """Return the known sheets by the name that they bear in the file."""
    known: dict[str, Sheet] = {}
    meant = name_sheets(names)
    for name in names:
        label = shown(trim(name))
        if name not in meant:
            findings.add(Issue("W_UNKNOWN_SHEET", file, label, {"name": label}))
            continue
        sheet, synonym = meant[name]
        twin = next((other for other, known_sheet in known.items() if known_sheet is sheet), None)
        if twin is not None:
            findings.refuse("E_SHEET.twice", file, name, name=name, first=twin)
        cell = Cell(name, label, file, label, "workbook")
        if synonym:
            findings.changed("W_HEADER_ALIAS.sheet", cell, sheet.zh)
        elif name != trim(name):
            findings.changed("W_TRIMMED", cell, label)
        known[name] = sheet
    return known


def _package(book: Book, strings: bytes, sheets: Iterable[SheetFacts]) -> bytes:
    """Return a package of what was looked at and nothing else, so that calamine can read nothing else.

    The sheets are named by their numbers.
    """
    kinds = {"styles": book.styles, "sharedStrings": strings}
    entries = {f"xl/{kind}.xml": part for kind, part in kinds.items() if part}
    links = [(kind, kind) for kind, part in kinds.items() if part]
    for number, facts in enumerate(sheets):
        content = b'<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>'
        entries[f"xl/worksheets/{number}.xml"] = content % (MAIN[0].encode(), facts.xml)
        links.append(("worksheet", f"worksheets/{number}"))
    names = "".join(
        f'<sheet name="{path.rpartition("/")[2]}" sheetId="{number}" r:id="r{number}"/>'
        for number, (kind, path) in enumerate(links, 1)
        if kind == "worksheet"
    )
    own = "".join(
        f'<Relationship Id="r{number}" Type="{_RELATIONS}/{kind}" Target="{path}.xml"/>'
        for number, (kind, path) in enumerate(links, 1)
    )
    entries[WORKBOOK] = (
        f'<workbook xmlns="{MAIN[0]}" xmlns:r="{_RELATIONS}"><workbookPr date1904="{int(book.date1904)}"/>'
        f"<sheets>{names}</sheets></workbook>"
    ).encode()
    root = f'<Relationship Id="r0" Type="{_RELATIONS}/officeDocument" Target="{WORKBOOK}"/>'
    for path, targets in (("_rels/.rels", root), ("xl/_rels/workbook.xml.rels", own)):
        entries[path] = f'<Relationships xmlns="{_LINKS}">{targets}</Relationships>'.encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for name, part in entries.items():
            package.writestr(zipfile.ZipInfo(name), part)
    return out.getvalue()


def _read_values(
    package: bytes,
    file: str,
    wanted: dict[str, Sheet],
    facts: dict[str, SheetFacts],
    findings: Findings,
    names: list[str],
) -> tuple[dict[str, Grid], list[Seen]]:
    from python_calamine import CalamineError, CalamineWorkbook

    grids: dict[str, Grid] = {}
    seen: list[Seen] = []
    order = {name: str(number) for number, name in enumerate(facts)}
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(package))
    except CalamineError:
        findings.refuse("E_CORRUPT", file)
    for name in names:
        if name not in wanted:
            seen.append(Seen(shown(trim(name)), 0, used=False))
            continue
        sheet = wanted[name]
        rows = []
        if facts[name].last_row:
            try:
                rows = workbook.get_sheet_by_name(order[name]).to_python(skip_empty_area=False)
            except CalamineError:
                findings.refuse("E_CORRUPT", file, name)
        grid = sheet_grid(file, trim(name), rows, facts[name].merged)
        seen.append(Seen(grid.name, grid.filled_rows, used=sheet.read))
        if sheet.read:
            check_formulas(facts[name], grid, findings)
            grids[sheet.key] = grid
    return grids, seen
