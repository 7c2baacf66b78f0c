"""Write any scenario as a workbook that reads back the same. The same input gives the same bytes."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from staffing.errors import InputError, Issue, UsageError
from staffing.io import layout
from staffing.io.layout import SHEET_TABLE, Column, Sheet
from staffing.io.loaded import Loaded
from staffing.io.scenario_file import load
from staffing.io.writing.book import WIDEST, cell_value, is_text, new_book, title, width, write_cell
from staffing.io.writing.rules_out import Row
from staffing.io.writing.sheets_out import (
    alias_rows,
    columns_of,
    judgement_rows,
    people_rows,
    sheet_rows,
    variant_rows,
)
from staffing.messages import Lang
from staffing.models.scenario import Scenario


def export(content: Loaded | Scenario, path: str | Path, lang: Lang = "zh") -> tuple[Issue, ...]:
    """Write a scenario as a workbook; loading it gives the same ``input_sha256``.

    Returns
    -------
    tuple of Issue
        Notes on what a workbook cannot hold.

    Raises
    ------
    UsageError
        ``path`` is a file that the scenario was read from.
    InputError
        The scenario has more rows than a sheet may.
    """
    target = Path(path)
    if not isinstance(content, Loaded):
        _write(target, sheet_rows(content), lang)
        return ()
    if target.resolve() in content.inputs:
        raise UsageError([Issue("E_OVERWRITE", target.name, values={"name": target.name})])
    notes = [
        Issue("W_NOT_EXPORTED.tickets", target.name, values={"name": driver, "file": file})
        for driver, file in content.counted.items()
    ]
    if content.scenario.tasks is not None:
        notes.append(Issue("W_NOT_EXPORTED.tasks", target.name))
    sheets = {
        **sheet_rows(content.scenario),
        layout.PEOPLE.key: people_rows(content.people),
        layout.JUDGEMENTS.key: judgement_rows(content.judgements),
        layout.ALIASES.key: alias_rows(content.aliases),
    }
    variants, lists = variant_rows(content.changes)
    notes += [
        Issue("W_NOT_EXPORTED", target.name, values={"name": name, "key": key}) for name, key in lists.items()
    ]
    _write(target, _with_variants(sheets, variants), lang)
    other = _changed_variants(content, target, list(variants))
    if other:
        held = {name: rows for name, rows in variants.items() if name not in other}
        _write(target, _with_variants(sheets, held), lang)
    notes += [Issue("W_NOT_EXPORTED.variant", target.name, values={"name": name}) for name in other]
    return tuple(notes)


def _with_variants(
    sheets: Mapping[str, list[Row]], variants: Mapping[str, list[Row]]
) -> dict[str, list[Row]]:
    return {**sheets, layout.VARIANTS.key: [row for rows in variants.values() for row in rows]}


def _changed_variants(content: Loaded, path: Path, names: list[str]) -> list[str]:
    """Return the variants that the workbook would read otherwise, found by reading it.

    One that sets ``bounds.default`` does: in a workbook every station has bounds of its own.
    """
    if not names:
        return []
    try:
        written = load(path)
    except InputError:
        return names
    return [name for name in names if _variant(content, name) != _variant(written, name)]


def _variant(content: Loaded, name: str) -> Scenario | None:
    """Return a variant's scenario; None where it is refused."""
    try:
        return content.variant(name).scenario
    except InputError:
        return None


def _write(target: Path, sheets: Mapping[str, list[Row]], lang: Lang) -> None:
    _check_rows(sheets, target.name)
    with new_book(target, lang) as book:
        for sheet in SHEET_TABLE:
            rows = sheets.get(sheet.key)
            if rows:
                _write_sheet(book, sheet, columns_of(sheet, rows), rows, lang)


def _check_rows(sheets: Mapping[str, list[Row]], file: str) -> None:
    issues = []
    for sheet in SHEET_TABLE:
        rows = len(sheets.get(sheet.key, ()))
        if rows > sheet.rows:
            values = {"name": sheet.zh, "rows": rows, "limit": sheet.rows}
            issues.append(Issue("E_TOO_MANY_ROWS", file, sheet.zh, values))
    if issues:
        raise InputError(issues)


def _write_sheet(book: Any, sheet: Sheet, columns: list[Column], rows: list[Row], lang: Lang) -> None:
    page = book.add_worksheet(title(sheet, lang))
    bold = book.add_format({"bold": True, "bottom": 1})
    as_text = book.add_format({"num_format": "@"})
    page.freeze_panes(1, 0)
    for number, column in enumerate(columns):
        header = title(column, lang)
        page.write_string(0, number, header, bold)
        form = as_text if is_text(sheet, column) else None
        widest = width(header)
        for row, content in enumerate(rows, start=1):
            value = cell_value(content, column, lang)
            widest = max(widest, write_cell(page, row, number, value, lang, form))
        page.set_column(number, number, min(widest, WIDEST) + 2, form)
    page.ignore_errors({"number_stored_as_text": f"A1:XFD{len(rows) + 1}"})
