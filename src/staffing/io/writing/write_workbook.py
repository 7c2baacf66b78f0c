"""Write workbooks: the empty template, and any scenario as one. The same input gives the same bytes."""

import os
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from staffing.errors import InputError, Issue, UsageError
from staffing.io import layout
from staffing.io.layout import SETTINGS, SHEET_TABLE, Column, Sheet
from staffing.io.scenario_file import Loaded
from staffing.io.writing.sheets_out import Row, columns_of, plain_value, sheet_rows, variant_rows
from staffing.io.writing.template_text import EXAMPLE_ROWS, KIND_NOTES, MAY_BE_BLANK, OPTIONAL, REQUIRED
from staffing.messages import LANGUAGES, Lang
from staffing.models.scenario import Scenario

_CREATED: Final = datetime(2000, 1, 1)  # noqa: DTZ001  # a fixed date: no clock in the file
_WORDS: Final = {"zh": ("是", "否"), "en": ("yes", "no")}
_WIDEST: Final = 40
_BLANK_COLUMNS: Final = ("parent", "class", "members", "period", "printed_total")


def write_template(path: str | Path, lang: Lang = "zh") -> None:
    """Write an empty workbook with drop-downs, notes and a page of examples."""
    with _workbook(Path(path)) as book:
        for sheet in SHEET_TABLE:
            if sheet.read:
                rows = _setting_rows() if sheet is layout.SETTINGS_SHEET else []
                _write_sheet(book, sheet, list(sheet.columns), rows, lang, notes=True)
        _write_examples(book, lang)


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
    scenario = content.scenario if isinstance(content, Loaded) else content
    inputs = content.inputs if isinstance(content, Loaded) else ()
    target = Path(path)
    if target.resolve() in inputs:
        raise UsageError([Issue("E_OVERWRITE", target.name, values={"name": target.name})])
    sheets = sheet_rows(scenario)
    notes: list[Issue] = []
    if isinstance(content, Loaded) and content.variants:
        sheets[layout.VARIANTS.key], lists = variant_rows(content.changes)
        notes = [Issue("W_NOT_EXPORTED", target.name, values={"name": name}) for name in lists]
    _check_rows(sheets, target.name)
    with _workbook(target) as book:
        for sheet in SHEET_TABLE:
            rows = sheets.get(sheet.key)
            if rows:
                _write_sheet(book, sheet, columns_of(sheet, rows), rows, lang, notes=False)
    return tuple(notes)


def _check_rows(sheets: dict[str, list[Row]], file: str) -> None:
    issues = []
    for sheet in SHEET_TABLE:
        rows = len(sheets.get(sheet.key, ()))
        if rows > sheet.rows:
            values = {"name": sheet.zh, "rows": rows, "limit": sheet.rows}
            issues.append(Issue("E_TOO_MANY_ROWS", file, sheet.zh, values))
    if issues:
        raise InputError(issues)


@contextmanager
def _workbook(path: Path) -> Iterator[Any]:
    """Open a new workbook beside ``path``, and put it in its place once it is whole."""
    from xlsxwriter import Workbook

    handle, name = tempfile.mkstemp(prefix=".", suffix=".xlsx", dir=path.parent)
    os.close(handle)
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    try:
        book = Workbook(name, options)
        book.set_properties({"created": _CREATED})
        yield book
        book.close()
        Path(name).chmod(0o644)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def _write_sheet(
    book: Any, sheet: Sheet, columns: list[Column], rows: list[Row], lang: Lang, *, notes: bool
) -> None:
    page = book.add_worksheet(_title(sheet, lang))
    bold = book.add_format({"bold": True, "bottom": 1})
    widths = [0] * len(columns)
    page.freeze_panes(1, 0)
    for number, column in enumerate(columns):
        header = _title(column, lang)
        page.write_string(0, number, header, bold)
        widths[number] = _width(header)
        if notes:
            page.write_comment(0, number, _note(column, lang))
            _add_choices(page, column, number, 1, sheet.rows, lang)
    for row, content in enumerate(rows, start=1):
        for number, column in enumerate(columns):
            value = _setting_title(content, lang) if column.key == "key" else content.get(column.key)
            widths[number] = max(widths[number], _write_cell(page, row, number, value, lang))
    if notes and sheet is layout.SETTINGS_SHEET:
        for row, setting in enumerate(SETTINGS, start=1):
            _add_choices(page, setting, 1, row, row, lang)
            page.write_comment(row, 0, _kind_note(setting, lang))
    for number, width in enumerate(widths):
        page.set_column(number, number, min(width, _WIDEST) + 2)


def _write_cell(page: Any, row: int, column: int, value: Any, lang: Lang) -> int:
    """Write one value and return its width."""
    plain = plain_value(value, _WORDS[lang])
    if plain is None:
        return 0
    if isinstance(plain, str):
        page.write_string(row, column, plain)
    else:
        page.write_number(row, column, plain)
    return _width(str(plain))


def _title(named: Sheet | Column, lang: Lang) -> str:
    return named.zh if lang == "zh" else named.key


def _setting_title(row: Row, lang: Lang) -> Any:
    setting = next((setting for setting in SETTINGS if setting.key == row["key"]), None)
    return row["key"] if setting is None else _title(setting, lang)


def _setting_rows() -> list[Row]:
    """The template's rows of 参数: all settings, blank but for the defaults that a reader should see."""
    return [{"key": setting.key} for setting in SETTINGS]


def _width(words: str) -> int:
    """Return the columns that a text takes: two for a wide character."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in words)


def _add_choices(page: Any, column: Column, number: int, first: int, last: int, lang: Lang) -> None:
    choices = list(_WORDS[lang]) if column.kind == "yes_no" else list(column.choices)
    if choices:
        page.data_validation(first, number, last, number, {"validate": "list", "source": choices})


def _note(column: Column, lang: Lang) -> str:
    optional = MAY_BE_BLANK if column.key in _BLANK_COLUMNS else OPTIONAL
    need = REQUIRED if column.required else optional
    return f"{need[LANGUAGES.index(lang)]}\n{_kind_note(column, lang)}"


def _kind_note(column: Column, lang: Lang) -> str:
    words = KIND_NOTES[column.kind][LANGUAGES.index(lang)]
    return f"{words}: {', '.join(column.choices)}" if column.kind == "option" else words


def _write_examples(book: Any, lang: Lang) -> None:
    """Write one page with a worked row or two of every sheet; it is recognised and never read."""
    page = book.add_worksheet(_title(layout.EXAMPLE, lang))
    bold = book.add_format({"bold": True})
    line = 0
    for sheet in SHEET_TABLE:
        rows = list(EXAMPLE_ROWS.get(sheet.key, ()))
        if not rows:
            continue
        columns = columns_of(sheet, rows)
        page.write_string(line, 0, _title(sheet, lang), bold)
        for number, column in enumerate(columns):
            page.write_string(line + 1, number, _title(column, lang), bold)
            for row, content in enumerate(rows, start=line + 2):
                value = _setting_title(content, lang) if column.key == "key" else content.get(column.key)
                _write_cell(page, row, number, value, lang)
        line += len(rows) + 3
    page.set_column(0, 6, 14)
