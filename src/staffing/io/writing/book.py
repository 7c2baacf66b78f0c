"""What template and export have in common: a file that is whole or not there, fonts, widths, values as cells."""

import os
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from staffing.io.cells import Value
from staffing.io.layout import SETTINGS, Column, Kind, Sheet
from staffing.io.writing.rules_out import Row
from staffing.io.writing.sheets_out import plain_value
from staffing.messages import Lang

YES_NO: Final = {"zh": ("是", "否"), "en": ("yes", "no")}
FONT: Final = {"zh": "Microsoft YaHei", "en": "Arial"}
WIDEST: Final = 48
"""Greatest column width, in Latin letters."""
TEXT_KINDS: Final[frozenset[Kind]] = frozenset({"id", "ids"})
"""Kinds of column whose cells are text even where they look like numbers: leading zeros survive."""
_TEXT_COLUMNS: Final = (
    ("drivers", "period"),
    ("people", "id_number"),
    ("years", "year"),
    ("departures", "year"),
)
_CREATED: Final = datetime(2000, 1, 1)  # noqa: DTZ001  # a fixed date: no clock in the file


@contextmanager
def new_book(path: Path, lang: Lang) -> Iterator[Any]:
    """Open a new workbook beside ``path``, and put it in its place once it is whole."""
    from xlsxwriter import Workbook

    handle, name = tempfile.mkstemp(prefix=".", suffix=".xlsx", dir=path.parent)
    os.close(handle)
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "default_format_properties": {"font_name": FONT[lang], "font_size": 10, "valign": "vcenter"},
    }
    try:
        book = Workbook(name, options)
        book.set_properties({"created": _CREATED})
        yield book
        book.close()
        Path(name).chmod(0o644)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def title(named: Sheet | Column, lang: Lang) -> str:
    """Return the name of a sheet, column or setting in the language."""
    return named.zh if lang == "zh" else named.key


def width(words: str) -> int:
    """Return the columns that a text takes: two for a wide character.

    >>> width("编制 A1")
    7
    """
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in words)


def cell_value(row: Row | Mapping[str, Value], column: Column, lang: Lang) -> Value:
    """Return what a row says in a column; a setting under its name in the language."""
    value = row.get(column.key)
    if column.key != "key":
        return value
    setting = next((setting for setting in SETTINGS if setting.key == value), None)
    return value if setting is None else title(setting, lang)


def write_cell(page: Any, row: int, column: int, value: Value, lang: Lang, form: Any = None) -> int:
    """Write one value and return its width: text as text, never as a formula, numbers as numbers."""
    plain = plain_value(value, YES_NO[lang])
    if plain is None:
        return 0
    if isinstance(plain, str):
        page.write_string(row, column, plain, form)
    else:
        page.write_number(row, column, plain, form)
    return width(str(plain))


def is_text(sheet: Sheet, column: Column) -> bool:
    """Tell whether cells of a column are text whatever they look like: ids, years, periods such as 2025-01."""
    return column.kind in TEXT_KINDS or (sheet.key, column.key) in _TEXT_COLUMNS
