"""What the sheets of the workbook have in common: cell formats, widths, print set-up, safe writing.

Text is always written as text and formulas are made of cell coordinates and sheet names of our own, so that
nothing from data is ever taken for a formula.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from staffing.messages import Lang, text
from staffing.models.run import Run
from staffing.report.figures import width

FONT = {"zh": "Microsoft YaHei", "en": "Arial"}
WIDEST = 42
"""Greatest column width, in Latin letters."""
UPRIGHT = 92
"""Letters across a sheet up to which it is printed upright: more would be set smaller than 9 points."""
HEAD = 12
"""Width at which the label of a column is broken into lines."""
LONGEST = 32_000
"""Characters of one cell; Excel holds 32,767."""

STYLES: Mapping[str, Mapping[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "answer": {"bold": True, "font_size": 11},
    "mark": {"bold": True, "font_color": "#A8480C"},
    "note": {"font_color": "#595959"},
    "wrap": {"text_wrap": True, "valign": "top"},
    "top": {"valign": "top", "align": "left"},
    "ordinal": {"align": "left"},
    "more": {"num_format": '"▲" #,##0', "bold": True, "font_color": "#12436D"},
    "fewer": {"num_format": '"▼" #,##0', "bold": True, "font_color": "#A8480C"},
    "label": {"bold": True, "valign": "top"},
    "head": {"bold": True, "bottom": 2, "text_wrap": True, "valign": "bottom", "bg_color": "#EEF3F8"},
    "head_after": {"bold": True, "bottom": 2, "valign": "bottom", "indent": 1, "bg_color": "#EEF3F8"},
    "head_right": {
        "bold": True,
        "bottom": 2,
        "text_wrap": True,
        "valign": "bottom",
        "align": "right",
        "bg_color": "#EEF3F8",
    },
    "text": {},
    "after": {"indent": 1},
    "right": {"align": "right"},
    "whole_up": {"num_format": "#,##0", "bold": True, "font_color": "#12436D"},
    "whole_down": {"num_format": "#,##0", "bold": True, "font_color": "#A8480C"},
    "pressure_severe": {"indent": 1, "bold": True, "bg_color": "#DD9A74"},
    "pressure_high": {"indent": 1, "bg_color": "#F2DCCF"},
    "pressure_balanced": {"indent": 1},
    "pressure_low": {"indent": 1, "bg_color": "#DCE6EF"},
    "pressure_slack": {"indent": 1, "bold": True, "bg_color": "#8FB0CC"},
    "whole": {"num_format": "#,##0"},
    "count": {"num_format": "#,##0.######"},
    "posts": {"num_format": "#,##0", "bold": True},
    "change": {"num_format": "+#,##0;\N{MINUS SIGN}#,##0;0"},
    "share": {"num_format": "0.0%"},
    "one": {"num_format": "0.0"},
    "two": {"num_format": "#,##0.00"},
    "three": {"num_format": "#,##0.000"},
    "four": {"num_format": "0.0000"},
    "six": {"num_format": "0.000000"},
    "percent": {"num_format": "0.######%"},
    "input": {"num_format": "#,##0.######", "bg_color": "#FFF9DB"},
    "input_percent": {"num_format": "0.##%", "bg_color": "#FFF9DB"},
    "sum_text": {"bold": True, "top": 2},
    "sum_whole": {"bold": True, "top": 2, "num_format": "#,##0"},
    "sum_count": {"bold": True, "top": 2, "num_format": "#,##0.######"},
    "sum_change": {"bold": True, "top": 2, "num_format": "+#,##0;\N{MINUS SIGN}#,##0;0"},
    "sum_two": {"bold": True, "top": 2, "num_format": "#,##0.00"},
    "sum_four": {"bold": True, "top": 2, "num_format": "0.0000"},
    "sum_six": {"bold": True, "top": 2, "num_format": "0.000000"},
    "cut_after": {"indent": 1, "bottom": 5, "bottom_color": "#A8480C"},
    "cut_text": {"bottom": 5, "bottom_color": "#A8480C"},
    "cut_four": {"bottom": 5, "bottom_color": "#A8480C", "num_format": "0.0000"},
    "cut_six": {"bottom": 5, "bottom_color": "#A8480C", "num_format": "0.000000"},
    "cut_whole": {"bottom": 5, "bottom_color": "#A8480C", "num_format": "#,##0"},
}


@dataclass(frozen=True, slots=True)
class Live:
    """A formula with the value it has now, for readers that do not calculate."""

    formula: str
    value: float | str


class Sheet:
    """One sheet, written cell by cell; remembers how wide its columns must be."""

    def __init__(self, book: Any, name: str, lang: Lang, foot: str = "") -> None:
        self.sheet = book.add_worksheet(name)
        self.name = name
        self.book = book
        self._lang = lang
        self._foot = foot
        self._formats: dict[str, Any] = {}
        self._widths: dict[int, int] = {}

    def put(self, row: int, column: int, value: object, style: str = "text", *, sized: bool = True) -> None:
        """Write one value: numbers as numbers, text as text, None as an empty cell with its format."""
        form = self._format(style)
        if value is None or value == "":
            self.sheet.write_blank(row, column, None, form)
            return
        if isinstance(value, Live):
            self.sheet.write_formula(row, column, value.formula, form, value.value)
        elif isinstance(value, int | float):
            self.sheet.write_number(row, column, value, form)
        else:
            self.sheet.write_string(row, column, str(value)[:LONGEST], form)
        if sized:
            shown = "10,000.00" if isinstance(value, int | float | Live) else str(value)
            self._widths[column] = max(self._widths.get(column, 0), width(shown))

    def head(self, row: int, labels: Sequence[str], left: Collection[int]) -> None:
        """Write the header of a table; columns of text stand ``left``, those of numbers right.

        Long labels are broken into lines rather than widening their column.
        """
        lines = 1
        for column, label in enumerate(labels):
            # After a column of numbers, text needs a gap.
            style = "head_right" if column not in left else "head_after" if column > min(left) + 1 else "head"
            self.put(row, column, label, style, sized=False)
            drawn = width(label)
            self._widths[column] = max(self._widths.get(column, 0), min(drawn, HEAD))
            lines = max(lines, -(-drawn // (HEAD - 1)))
        self.sheet.set_row(row, 15 * lines + 2)

    def finish(self, *, header: int | None, freeze: tuple[int, int], widest: int = WIDEST) -> None:
        """Set widths, panes and print set-up.

        Parameters
        ----------
        header
            The row that every printed page repeats; None where several tables have heads of their own.
        freeze
            Row and column that scrolling keeps.
        widest
            Greatest width of a column, in Latin letters.
        """
        whole = 0
        for column, letters in self._widths.items():
            wide = min(widest, max(7, letters + 2))
            whole += wide
            self.sheet.set_column(column, column, wide)
        self.sheet.freeze_panes(*freeze)
        if header is not None:
            self.sheet.repeat_rows(header)
        self.print_on_paper(landscape=whole > UPRIGHT)
        self.sheet.fit_to_pages(1, 0)

    def print_on_paper(self, *, landscape: bool) -> None:
        """Set A4, margins, and the footer: hash of the input, page of pages, date of the scenario."""
        if landscape:
            self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        self.sheet.set_footer(self._foot)
        self.sheet.hide_gridlines(2)

    def _format(self, style: str) -> Any:
        if style not in self._formats:
            font = {"font_name": FONT[self._lang], "font_size": 10}
            self._formats[style] = self.book.add_format(font | dict(STYLES[style]))
        return self._formats[style]


def foot(run: Run, lang: Lang) -> str:
    """Return the footer of printed sheets; the date is that of the scenario, never today's."""
    return foot_of(run.input_sha256, run.date, lang)


def foot_of(input_sha256: str, day: str | None, lang: Lang) -> str:
    """Return the footer with the hash of an input and a date."""
    font = f'&"{FONT[lang]},Regular"&8 '
    sha = text("r_print_foot", lang, sha=input_sha256[:16])
    date = (day or "").replace("&", "&&")[:40]
    return f"&L{font}{sha}&C{font}{text('r_page', lang)}&R{font}{date}"


def cell(row: int, column: int, *, fixed_row: bool = False, fixed_column: bool = False) -> str:
    """Return the coordinates of a cell.

    >>> cell(4, 27, fixed_row=True)
    'AB$5'
    """
    letters = ""
    number = column + 1
    while number:
        number, remainder = divmod(number - 1, 26)
        letters = chr(ord("A") + remainder) + letters
    return f"{'$' * fixed_column}{letters}{'$' * fixed_row}{row + 1}"


def column_range(first: int, last: int, column: int) -> str:
    """Return the coordinates of a column of cells, its rows fixed.

    >>> column_range(4, 9, 2)
    'C$5:C$10'
    """
    return f"{cell(first, column, fixed_row=True)}:{cell(last, column, fixed_row=True)}"
