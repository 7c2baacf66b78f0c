"""Write the template: a workbook that a clerk fills without help. Nothing in it is protected."""

from pathlib import Path
from typing import Any, Final

from staffing.io import layout
from staffing.io.cells import letters
from staffing.io.layout import SETTINGS, SHEET_TABLE, TASK_SETTINGS, Column, Sheet
from staffing.io.writing.book import YES_NO, cell_value, is_text, new_book, title, width
from staffing.io.writing.entry_checks import column_check, kind_words, prompt, value_check
from staffing.io.writing.example import example_value
from staffing.io.writing.guide import write_examples, write_guide
from staffing.io.writing.sheets_out import plain_value
from staffing.messages import Lang, text
from staffing.models.base import Goal, Method, Normalisation
from staffing.models.standards import Rounding
from staffing.models.workload import Take

REQUIRED_SHEETS: Final = (layout.STATIONS, layout.WEIGHTS, layout.DRIVERS, layout.SETTINGS_SHEET)
"""In the order in which they are filled."""
MAY_BE_BLANK: Final = frozenset(
    (
        *("parent", "class", "deviation_weight", "members", "period", "printed_total", "value"),
        *(
            "activity",
            "block",
            "work_type",
            "post",
            "person",
            "unit_hours",
            "difficulty",
            "urgency",
            "importance",
        ),
        *("opened", "due", "done", "progress", "completion_points", "valid_from", "valid_to", "basis"),
        *("id_number", "score", "station", "category", "posts", "total", "cap", "max_transfers", "max_joins"),
        *("low", "high", "samples", "valid_from", "valid_to", "basis"),
        *("year", "days", "annual_leave", "sick_leave", "training", "other", "hours_per_day"),
        *("share", "hours", "per", "staff", "expert"),
    )
)
"""Optional columns whose cells may be blank where others of the column are filled."""

_KIND_WIDTHS: Final = {"id": 14, "ids": 36, "text": 20, "option": 12, "date": 14}
_WIDTHS: Final = {"name": 28, "driver": 22, "period": 14, "class": 12}
_NUMBER_WIDTH: Final = 12
_VALUE_WIDTH: Final = 44

NOTE_LETTERS: Final = 42
"""Latin letters in one line of a header's note."""
_NOTE_WIDTH: Final = 290
_NOTE_LINE: Final = 18
_REQUIRED_HEAD: Final = {"bold": True, "bg_color": "#12436D", "font_color": "#FFFFFF", "border": 1}
_OPTIONAL_HEAD: Final = {"bold": True, "bg_color": "#DCE6F1", "font_color": "#1A1A1A", "border": 1}
_TABS: Final = {True: "#12436D", False: "#A6A6A6"}


def write_template(path: str | Path, lang: Lang = "zh") -> None:
    """Write an empty workbook with guidance, drop-downs, notes in the headers and a page of examples.

    The same language gives the same bytes.
    """
    optional = tuple(sheet for sheet in SHEET_TABLE if sheet.read and sheet not in REQUIRED_SHEETS)
    with new_book(Path(path), lang) as book:
        write_guide(book, REQUIRED_SHEETS, optional, lang)
        for sheet in (*REQUIRED_SHEETS, *optional):
            _write_sheet(book, sheet, lang)
        write_examples(book, (*REQUIRED_SHEETS, *optional), lang)


def _write_sheet(book: Any, sheet: Sheet, lang: Lang) -> None:
    page = book.add_worksheet(title(sheet, lang))
    page.set_tab_color(_TABS[sheet in REQUIRED_SHEETS])
    page.freeze_panes(1, 0)
    page.set_row(0, 20)
    heads = {True: book.add_format(_REQUIRED_HEAD), False: book.add_format(_OPTIONAL_HEAD)}
    as_text = book.add_format({"num_format": "@"})
    for number, column in enumerate(sheet.columns):
        header = title(column, lang)
        page.write_string(0, number, header, heads[column.required])
        _comment(page, 0, number, column_note(sheet, column, lang))
        form = as_text if is_text(sheet, column) else None
        page.set_column(number, number, max(_width(column), width(header) + 3), form)
        if sheet is not layout.SETTINGS_SHEET:
            check = column_check(sheet, column, number, lang)
            hint = prompt(header, column_note(sheet, column, lang, short=True))
            page.data_validation(1, number, sheet.rows, number, {"ignore_blank": True, **check, **hint})
    if sheet is layout.SETTINGS_SHEET:
        _write_settings(book, page, lang)
    else:
        _mark_gaps(book, page, sheet)
    page.ignore_errors({"number_stored_as_text": f"A1:{letters(len(sheet.columns) - 1)}{sheet.rows + 1}"})
    page.set_paper(9)
    page.set_landscape()
    page.repeat_rows(0)
    page.fit_to_pages(1, 0)


def _write_settings(book: Any, page: Any, lang: Lang) -> None:
    """Write the name of every setting, and check the value beside it."""
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    left = book.add_format({"align": "left"})
    for row, setting in enumerate((*SETTINGS, *TASK_SETTINGS), start=1):
        name = title(setting, lang)
        bold = book.add_format({"bold": setting.required})
        page.write_string(row, 0, name, bold)
        note = setting_note(setting, lang)
        _comment(page, row, 0, note)
        page.write_blank(row, 1, None, day if setting.kind == "date" else left)
        check = value_check(setting, f"B{row + 1}", lang)
        page.data_validation(row, 1, row, 1, {"ignore_blank": True, **check, **prompt(name, note)})


def _mark_gaps(book: Any, page: Any, sheet: Sheet) -> None:
    """Let required cells turn red where the rest of their row is begun."""
    red = book.add_format({"bg_color": "#F8CBAD"})
    last = letters(len(sheet.columns) - 1)
    for number, column in enumerate(sheet.columns):
        if column.required:
            begun = f"=AND(COUNTA($A2:${last}2)>0,ISBLANK(${letters(number)}2))"
            page.conditional_format(
                1, number, sheet.rows, number, {"type": "formula", "criteria": begun, "format": red}
            )


def _width(column: Column) -> int:
    by_name = _VALUE_WIDTH if column.key == "value" and column.kind != "decimal" else None
    return by_name or _WIDTHS.get(column.key) or _KIND_WIDTHS.get(column.kind, _NUMBER_WIDTH)


# -- notes ---------------------------------------------------------------------------------------------------


def column_note(sheet: Sheet, column: Column, lang: Lang, *, short: bool = False) -> str:
    """Return what belongs into a column: whether it must be filled, what, in which form, an example."""
    need = "x_required" if column.required else "x_column_optional"
    if not column.required and column.key in MAY_BE_BLANK:
        need = "x_may_be_blank"
    what = text(f"x_{sheet.key}_{column.key}", lang)
    lines = [text(need, lang), what]
    if not (sheet is layout.SETTINGS_SHEET or (sheet is layout.VARIANTS and column.key == "value")):
        lines.append(kind_words(column, lang))
    value = cell_value({column.key: example_value(sheet.key, column.key, lang)}, column, lang)
    plain = plain_value(value, YES_NO[lang])
    if plain is not None and not short:
        lines.append(text("x_example", lang, value=plain))
    return "\n".join(lines)


def setting_note(setting: Column, lang: Lang) -> str:
    """Return what a setting does and what it takes."""
    need = text("x_required" if setting.required else "x_may_be_blank", lang)
    what = text(
        f"x_setting_{setting.key.replace('.', '_')}",
        lang,
        methods=_listed("method", Method, lang),
        normalisations=_listed("normalisation", Normalisation, lang),
        goals=_listed("goal", Goal, lang),
        roundings=_listed("rounding", Rounding, lang),
        takes=_listed("take", Take, lang),
    )
    kind = [] if setting.kind in ("option", "options") else [kind_words(setting, lang)]
    return "\n".join([need, what, *kind])


def _listed(kind: str, options: Any, lang: Lang) -> str:
    said = [f"{option.value} {text(f'{kind}_{option.value}', lang)}" for option in options]
    return ("；" if lang == "zh" else "; ").join(said)


def _comment(page: Any, row: int, column: int, note: str) -> None:
    """Write a note in a box that holds all of it."""
    lines = sum(max(1, -(-width(line) // NOTE_LETTERS)) for line in note.split("\n"))
    box = {"width": _NOTE_WIDTH, "height": _NOTE_LINE * (lines + 1), "font_size": 9, "author": ""}
    page.write_comment(row, column, note, box)
