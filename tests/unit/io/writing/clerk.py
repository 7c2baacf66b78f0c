"""Fill a template as a clerk does: values typed below the headers, into the cells that are there."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from staffing.io.layout import SETTINGS_SHEET, SHEET_TABLE
from staffing.io.writing.book import YES_NO, cell_value, title
from staffing.io.writing.example import example_rows
from staffing.io.writing.sheets_out import plain_value
from staffing.messages import Lang

Rows = Sequence[Sequence[Any]]


def fill(path: Path, content: Mapping[str, Rows]) -> None:
    """Type rows below the headers, each sheet's header first; settings beside their names."""
    book = openpyxl.load_workbook(path)
    for sheet, rows in content.items():
        page = book[sheet]
        headers = {cell.value: cell.column or 0 for cell in page[1]}
        if sheet in SETTINGS_SHEET.names:
            lines = {row[0].value: row[0].row or 0 for row in page.iter_rows(min_row=2)}
            for key, value in rows[1:]:
                page.cell(lines[key], 2, value)
            continue
        for number, row in enumerate(rows[1:], start=2):
            for name, value in zip(rows[0], row, strict=True):
                page.cell(number, headers[name], value)
    book.save(path)


def example(lang: Lang) -> dict[str, list[list[Any]]]:
    """Return what the template's page of examples shows, as somebody would copy it into the sheets."""
    content: dict[str, list[list[Any]]] = {}
    for sheet in SHEET_TABLE:
        rows = example_rows(sheet.key, lang)
        columns = [column for column in sheet.columns if any(column.key in row for row in rows)]
        if rows:
            written = [
                [plain_value(cell_value(row, column, lang), YES_NO[lang]) for column in columns]
                for row in rows
            ]
            content[title(sheet, lang)] = [[title(column, lang) for column in columns], *written]
    return content
