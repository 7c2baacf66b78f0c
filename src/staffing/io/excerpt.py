"""The few rows of a file around a fault, so that nobody has to look for its cell.

Read once more, and only where something is wrong, by the readers that found the fault: their limits hold here too.
What says who somebody is is cut as messages cut it.
"""

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import islice
from typing import Final, NamedTuple

from staffing.errors import InputError, Issue
from staffing.io import layout
from staffing.io.cells import letters, shown, written
from staffing.io.characters import trim
from staffing.io.files.csv_tables import parse_csv
from staffing.io.files.grid import Grid
from staffing.io.findings import Findings
from staffing.io.layout import FILE_BYTES, Sheet
from staffing.io.places import Spot, line_of, sheet_of, spots_in_lines, spots_in_sheet
from staffing.io.scenario.lone_table import recognise
from staffing.io.tables.header import find_header
from staffing.io.tables.personal import is_personal
from staffing.io.tables.titles import read_title
from staffing.masking import mask_name

COLUMNS: Final = 6
"""Columns shown: the first two, which say whose row it is, and those around the fault."""
FAULTY_ROWS: Final = 4
"""Rows at fault shown of one fault; each with the row before and after."""
EXCERPTS: Final = 100
"""Faults that are shown with their rows."""
LINE: Final = 120
"""Characters shown of a line that cannot be parted into cells."""
_LOOKED_AT: Final = 1_000

_OF_CELLS: Final = frozenset(
    {
        "E_CELL_ERROR",
        "E_CORRUPT.cell",
        "E_CORRUPT.twice",
        "E_FORMULA",
        "E_FORMULA.volatile",
        "E_FORMULA_NO_VALUE",
    }
)
"""Faults of single cells, beside which the rest of a workbook can be shown."""
_PEOPLE: Final = ("id_number", "name")


class Line(NamedTuple):
    """One row as it stands in the file."""

    number: int
    """As the spreadsheet counts, or the line of a CSV."""
    cells: tuple[str, ...]
    faulty: tuple[bool, ...]
    """Which of the cells are at fault; in a row at fault as a whole all of them."""


class Excerpt(NamedTuple):
    """The rows around one fault."""

    titles: tuple[str, ...]
    lines: tuple[Line, ...]
    more: int = 0
    """Rows at fault that are not shown."""


def excerpts(data: bytes, filename: str, issues: Sequence[Issue]) -> list[Excerpt | None]:
    """Return the rows around each fault; None where a fault names no cell or row, or the file cannot be read.

    Parameters
    ----------
    data, filename
        The workbook or CSV, and its name.
    issues
        What reading it found.
    """
    if len(data) > FILE_BYTES:
        return [None] * len(issues)
    first = issues[:EXCERPTS]
    if data.startswith(b"PK"):
        pages = _pages_of_workbook(data, filename)
        found = [_of_workbook(pages, issue) for issue in first]
    else:
        found = _of_csv(data, filename, first)
    return found + [None] * (len(issues) - len(first))


class _Lenient(Findings):
    """Findings that go on after faults of single cells."""

    def check(self) -> None:
        if any(issue.key not in _OF_CELLS for issue in self.errors):
            super().check()


class _Page:
    """One sheet or CSV, its header, and which of its columns are about persons."""

    def __init__(self, grid: Grid, sheet: Sheet, hidden: Mapping[str, str] | None = None) -> None:
        self.grid = grid
        self._errors = hidden or {}
        self.header = find_header(grid, sheet)
        row = grid.rows[self.header]
        self.titles = [shown(trim(written(value))) for value in row]
        meant = [read_title(title, sheet).column if title else None for title in self.titles]
        self.known = any(column is not None for column in meant)
        people = sheet is layout.PEOPLE
        self._personal = [
            is_personal(title) or (people and column is not None and column.key in _PEOPLE)
            for title, column in zip(self.titles, meant, strict=True)
        ]

    @property
    def any_personal(self) -> bool:
        """True: some column says who somebody is."""
        return any(self._personal)

    def cell(self, row: int, column: int) -> str:
        """Return what stands there as messages quote it."""
        value = self.grid.value(row, column)
        if value is None:
            return self._errors.get(self.grid.where(row, column, ""), "")
        personal = column < len(self._personal) and self._personal[column] and row != self.header
        words = shown(value)
        if personal or not (self.known or words.isascii()):  # without a header any word may be a name
            return shown(mask_name(written(value)))
        return words

    def excerpt(self, spots: Sequence[Spot]) -> Excerpt | None:
        """Return the rows around these places."""
        last = len(self.grid.rows) - 1
        faulty: dict[int, set[int]] = {}
        for row, named in spots:
            if 0 <= row <= last:
                faulty.setdefault(row, set()).update(named)
        if not faulty:
            return None
        told = sorted(faulty)[:FAULTY_ROWS]
        rows = [row for row in self._around(told) if row in told or self._is_neighbour(row, faulty)]
        columns = self._columns(set().union(*(faulty[row] for row in told)), rows)
        in_header = any(row <= self.header for row in told)
        return Excerpt(
            titles=tuple(self._label(column, in_header=in_header) for column in columns),
            lines=tuple(
                Line(
                    self._number(row),
                    tuple(self.cell(row, column) for column in columns),
                    tuple(row in faulty and (not faulty[row] or c in faulty[row]) for c in columns),
                )
                for row in rows
            ),
            more=len(faulty) - len(told),
        )

    def _around(self, told: Iterable[int]) -> list[int]:
        first = self.header + 1
        near = {other for row in told for other in (row - 1, row + 1) if first <= other < len(self.grid.rows)}
        return sorted({*told, *near})

    def _is_neighbour(self, row: int, faulty: Container[int]) -> bool:
        return row not in faulty and not self.grid.blank_row(row)

    def _columns(self, faulty: set[int], rows: Iterable[int]) -> list[int]:
        """Choose the columns shown: those at fault, the first two, then the nearest ones."""
        width = max(len(self.titles), *(len(self.grid.rows[row]) for row in rows), 1)
        wanted = sorted(column for column in faulty if column < width)[:COLUMNS]
        filled = [c for c in range(width) if c < len(self.titles) and self.titles[c]] or list(range(width))
        centre = wanted[0] if wanted else 0
        nearest = sorted(filled, key=lambda column: (abs(column - centre), column))
        chosen = dict.fromkeys([*wanted, *filled[:2], *nearest])
        return sorted(islice(chosen, COLUMNS))

    def _label(self, column: int, *, in_header: bool) -> str:
        if in_header or column >= len(self.titles):
            return letters(column) if self.grid.form == "workbook" else str(column + 1)
        return self.titles[column]

    def _number(self, row: int) -> int:
        return int(re.split("[ !]", self.grid.row_where(row))[-1])


def _pages_of_workbook(data: bytes, filename: str) -> dict[str, _Page]:
    """Return the sheets of a workbook by name; none where it is refused as a whole."""
    from staffing.io.files.workbook import read_workbook

    findings = _Lenient()
    try:
        grids, _ = read_workbook(data, filename, findings)
    except InputError:
        return {}
    errors = {i.where: str(i.values["got"]) for i in findings.errors if i.key == "E_CELL_ERROR"}
    by_key = {sheet.key: sheet for sheet in layout.SHEET_TABLE}
    return {
        grid.name: _Page(grid, by_key[key], errors)
        for key, grid in grids.items()
        if any(not grid.blank_row(row) for row in range(len(grid.rows)))
    }


def _of_workbook(pages: Mapping[str, _Page], issue: Issue) -> Excerpt | None:
    name = sheet_of(issue.where, list(pages))
    return pages[name].excerpt(spots_in_sheet(issue.where, name)) if name is not None else None


def _of_csv(data: bytes, filename: str, issues: Sequence[Issue]) -> list[Excerpt | None]:
    grid = parse_csv(data, filename, _Lenient())
    page = _Page(grid, recognise(grid)) if grid is not None and grid.filled_rows else None
    parted = page is not None and page.known
    if parted and page is not None and page.any_personal:
        lines = None  # a line as it stands would show who it is about
    else:
        lines = _Text(data, [line for issue in issues if (line := line_of(issue.where)) is not None])
    found: list[Excerpt | None] = []
    for issue in issues:
        line = line_of(issue.where)
        if line is None:
            found.append(None)
        elif page is None or issue.code == "E_FIELDS":  # the reader drops the fields of such a row
            found.append(lines.excerpt(line) if lines is not None else None)
        else:
            wheres = [issue.where, str(issue.values.get("first", ""))]
            found.append(page.excerpt(spots_in_lines(wheres, page.grid, page.titles)))
    return found


class _Text:
    """Lines of a CSV that cannot be parted into cells."""

    def __init__(self, data: bytes, numbers: Sequence[int]) -> None:
        wanted = {1, *(other for number in numbers for other in (number - 1, number, number + 1))}
        self._lines: dict[int, bytes] = {}
        start, last = 0, max(wanted)
        for number, end in enumerate(re.finditer(rb"\r\n|\r|\n|\Z", data), 1):
            if number in wanted and start < len(data):
                self._lines[number] = data[start : min(end.start(), start + _LOOKED_AT)]
            start = end.end()
            if number == last:
                break
        self._utf8 = _is_utf8(self._lines.get(1, b""))
        titles = [trim(title.strip('"')) for title in re.split(r"[,;\t|]", self._words(1))]
        self._known = any(read_title(title, layout.STATIONS).column for title in titles if title)
        self._known &= not any(map(is_personal, titles))

    def excerpt(self, line: int) -> Excerpt | None:
        """Return a line with those beside it; None where the header does not show that it is not about people."""
        if line not in self._lines or not self._known:
            return None
        near = [number for number in (line - 1, line, line + 1) if number in self._lines]
        lines = [Line(number, (shown(self._words(number), LINE),), (number == line,)) for number in near]
        return Excerpt(("",), tuple(lines))

    def _words(self, number: int) -> str:
        encoding = "utf-8" if self._utf8 else "gb18030"
        return self._lines.get(number, b"").decode(encoding, "backslashreplace").lstrip("\ufeff")


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
