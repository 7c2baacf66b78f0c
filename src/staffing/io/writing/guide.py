"""The template's pages for reading: how to fill it, how far it is, and a worked example. No part of the data."""

import math
from collections.abc import Sequence
from typing import Any, Final

from staffing.io import layout
from staffing.io.cells import letters
from staffing.io.layout import Sheet
from staffing.io.writing.book import cell_value, title, width, write_cell
from staffing.io.writing.example import example_rows
from staffing.io.writing.sheets_out import columns_of
from staffing.messages import Lang, text

COLUMNS: Final = (30, 16, 16, 46)
"""Widths of the guide's columns, in Latin letters."""
_LINE: Final = 17.5
"""Height of one line, in points."""
_EXAMPLE_WIDTHS: Final = (16, 18, 14, 16, 14, 12)
_STEPS: Final = "x_guide_step_"
_CELLS: Final = ("header", "number", "blank", "red", "hidden")


class _Guide:
    """The first page, written from top to bottom."""

    def __init__(self, book: Any, lang: Lang) -> None:
        self._page = book.add_worksheet(title(layout.GUIDE, lang))
        self._lang = lang
        self._row = 0
        styles = {
            "title": {"bold": True, "font_size": 16},
            "section": {"bold": True, "font_size": 12, "bottom": 2, "bottom_color": "#12436D"},
            "text": {"text_wrap": True, "valign": "top"},
            "name": {"bold": True, "valign": "top"},
            "required": {"bold": True, "valign": "top", "font_color": "#FFFFFF", "bg_color": "#12436D"},
            "optional": {"valign": "top", "bg_color": "#DCE6F1"},
            "head": {"bold": True, "bottom": 1},
            "figure": {"align": "left", "num_format": "0.##########"},
        }
        self._styles = {name: book.add_format(style) for name, style in styles.items()}
        for column, letters_ in enumerate(COLUMNS):
            self._page.set_column(column, column, letters_)
        self._page.set_tab_color("#A8480C")
        self._page.hide_gridlines(2)
        self._page.set_paper(9)
        self._page.fit_to_pages(1, 0)

    def heading(self, words: str, style: str = "section") -> None:
        """Write a heading over the whole width, with room above."""
        self._row += 1 if self._row else 0
        for column in range(len(COLUMNS)):
            self._page.write_blank(self._row, column, None, self._styles[style])
        self._page.write_string(self._row, 0, words, self._styles[style])
        self._page.set_row(self._row, 30 if style == "title" else 22)
        self._row += 1

    def paragraph(self, words: str) -> None:
        """Write a paragraph over the whole width, as high as it needs."""
        self._page.merge_range(self._row, 0, self._row, len(COLUMNS) - 1, words, self._styles["text"])
        self._end(words, sum(COLUMNS))

    def step(self, number: int, sheet: Sheet, words: str, *, required: bool) -> None:
        """Write what to do with one sheet."""
        style = "required" if required else "optional"
        need = text("x_guide_required" if required else "x_guide_optional", self._lang)
        self._page.write_string(self._row, 0, f"{number}  {title(sheet, self._lang)}", self._styles["name"])
        self._page.write_string(self._row, 1, need, self._styles[style])
        self._page.merge_range(self._row, 2, self._row, len(COLUMNS) - 1, words, self._styles["text"])
        self._end(words, sum(COLUMNS[2:]))

    def progress(self) -> None:
        """Write the live table of what is there and what should be."""
        names = ("x_guide_item", "x_guide_now", "x_guide_wanted", "x_guide_state")
        for column, key in enumerate(names):
            self._page.write_string(self._row, column, text(key, self._lang), self._styles["head"])
        self._row += 1
        first = self._row + 1
        stations = _count(layout.STATIONS, "id", self._lang)
        drivers = _count(layout.WEIGHTS, "driver", self._lang)
        caps = _range(layout.CATEGORIES, "cap", self._lang)
        cap = f"'{title(layout.SETTINGS_SHEET, self._lang)}'!$B$2"
        weights = f"=ROUND(SUM({_range(layout.WEIGHTS, 'weight', self._lang)}),10)"
        counts = _count(layout.DRIVERS, "value", self._lang)
        self._figure("x_guide_count_stations", stations, None)
        self._figure("x_guide_count_drivers", drivers, None)
        # Each class has its own drivers and sum: the program says what lacks there.
        classes = f"COUNTA({_range(layout.CLASSES, 'name', self._lang)})>0"
        self._figure("x_guide_count_values", counts, f"=IF({classes},B{self._row + 1},B{first}*B{first + 1})")
        self._figure("x_guide_sum_weights", weights, f"=IF({classes},B{self._row + 1},1)", target=1)
        self._figure("x_guide_sum_caps", f"=SUM({caps})", f'=IF({cap}="",B{self._row + 1},{cap})')

    def _figure(self, key: str, now: str, wanted: str | None, *, target: int = 0) -> None:
        row, line = self._row, self._row + 1
        ok, todo, mend = (text(f"x_guide_{word}", self._lang) for word in ("ok", "todo", "mend"))
        self._page.write_string(row, 0, text(key, self._lang), self._styles["text"])
        self._page.write_formula(row, 1, now, self._styles["figure"], 0)
        if wanted is not None:
            self._page.write_formula(row, 2, wanted, self._styles["figure"], target)
        judged = f'IF(B{line}=C{line},"{ok}","{mend}")' if wanted is not None else f'"{ok}"'
        self._page.write_formula(row, 3, f'=IF(B{line}=0,"{todo}",{judged})', self._styles["text"], todo)
        self._row += 1

    def _end(self, words: str, room: int) -> None:
        """Finish a row: not every program fits its height to wrapped text."""
        # Latin letters are narrower than the digits that columns are measured in.
        letters_ = (room - 4) * (1 if self._lang == "zh" else 1.2)
        self._page.set_row(self._row, _LINE * max(1, math.ceil(width(words) / letters_)))
        self._row += 1


def write_guide(book: Any, required: Sequence[Sheet], optional: Sequence[Sheet], lang: Lang) -> None:
    """Write the page that says how to fill the template; nothing on it is read."""
    guide = _Guide(book, lang)
    guide.heading(text("x_guide_title", lang), "title")
    guide.paragraph(text("x_guide_lead", lang, example=title(layout.EXAMPLE, lang)))
    guide.heading(text("x_guide_order", lang))
    for number, sheet in enumerate((*required, *optional), start=1):
        guide.step(number, sheet, text(f"{_STEPS}{sheet.key}", lang), required=sheet in required)
    guide.heading(text("x_guide_cells", lang))
    for name in _CELLS:
        guide.paragraph(text(f"x_guide_cell_{name}", lang))
    guide.heading(text("x_guide_progress", lang))
    guide.progress()
    guide.heading(text("x_guide_after", lang))
    for name in ("check", "notes", "run", "personal"):
        guide.paragraph(text(f"x_guide_{name}", lang))


def _range(sheet: Sheet, key: str, lang: Lang) -> str:
    letter = letters([column.key for column in sheet.columns].index(key))
    return f"'{title(sheet, lang)}'!${letter}$2:${letter}${sheet.rows + 1}"


def _count(sheet: Sheet, key: str, lang: Lang) -> str:
    return f"=COUNTA({_range(sheet, key, lang)})"


def write_examples(book: Any, sheets: Sequence[Sheet], lang: Lang) -> None:
    """Write one page with a small scenario, sheet by sheet, as it would stand in the sheets themselves."""
    page = book.add_worksheet(title(layout.EXAMPLE, lang))
    page.set_tab_color("#A8480C")
    head = book.add_format({"bold": True, "bg_color": "#DCE6F1", "border": 1})
    body = book.add_format({"border": 1, "border_color": "#BFBFBF", "align": "left"})
    name = book.add_format({"bold": True, "font_size": 12})
    soft = book.add_format({"font_color": "#595959"})
    mark = book.add_format({"bold": True, "font_color": "#A8480C", "font_size": 12})
    page.write_string(0, 0, text("x_example_title", lang), mark)
    row = 2
    for sheet in sheets:
        rows = example_rows(sheet.key, lang)
        if not rows:
            continue
        page.write_string(row, 0, title(sheet, lang), name)
        page.write_string(row, 1, text(f"{_STEPS}{sheet.key}", lang), soft)
        columns = columns_of(sheet, rows)
        for number, column in enumerate(columns):
            page.write_string(row + 1, number, title(column, lang), head)
            for line, content in enumerate(rows, start=row + 2):
                page.write_blank(line, number, None, body)
                write_cell(page, line, number, cell_value(content, column, lang), lang, body)
        row += len(rows) + 3
    for number, letters_ in enumerate(_EXAMPLE_WIDTHS):
        page.set_column(number, number, letters_)
    page.hide_gridlines(2)
    page.set_paper(9)
    page.fit_to_pages(1, 0)
