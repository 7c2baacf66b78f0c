"""One table of tickets, CSV or XLSX: which line is its header, and its rows one by one."""

import csv
import io
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from staffing.errors import Issue
from staffing.io.cells import Cell, Value, letters, written
from staffing.io.characters import trim
from staffing.io.files.grid import Grid
from staffing.io.findings import Findings
from staffing.io.foreign.one_sheet import read_grid
from staffing.io.foreign.plain_text import open_utf8, transcoded
from staffing.io.labels import is_note, total_label
from staffing.io.layout import LONG_ROWS
from staffing.io.tables.above import area_place

_HEAD_BYTES: Final = 1 << 18
_HEAD_ROWS: Final = 30
"""Rows among which the header is looked for."""
_DELIMITERS: Final = {",": ",", ";": ";", "\t": "TAB", "|": "|"}
_MARKS: Final = str.maketrans({"\n": "\u2028", "\r": "\u2029"})
"""A line break inside a value: kept apart from the ends of lines, and refused like any control character."""
_SERIAL_ZERO: Final = date(1899, 12, 30)
_SERIAL_ZERO_1904: Final = date(1904, 1, 1)
_SERIALS: Final = range(20_000, 80_001)
_EXACT: Final = 10**15
"""From here on a workbook does not keep every digit of a number."""
TIME: Final = "[ T]+([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]+)?)?$"
"""A time of day after a date: cut off, so that there are as many groups as days."""


class Header(NamedTuple):
    """Where the header stands, and what it says."""

    titles: list[str]
    delimiter: str
    skip: int
    """Lines up to the header's last."""
    whole: bool
    """True: each of these lines is one row."""
    above: list[tuple[str, str]]
    """Places of the title rows, and what they say."""


class _Head(NamedTuple):
    """The first rows of a file, cut by one delimiter."""

    delimiter: str
    declared: bool
    """True: the first line, ``sep=``, says so."""
    titles: list[list[str]]
    lines: list[int]
    """Last line of each row."""
    fault: str = ""
    """Why there are no more rows, if they are malformed."""


def _titles(rows: Iterable[Sequence[Value]]) -> list[list[str]]:
    return [[trim(written(value)) for value in row] for row in rows]


class TicketFile:
    """An open table of tickets; close it after use."""

    def __init__(self, path: Path, sheet: str | None, findings: Findings) -> None:
        self.file = path.name
        self.fd: int | None = None
        self.grid: Grid | None = None
        self._serial_zero = _SERIAL_ZERO
        self._closing = ExitStack()
        if path.suffix.lower() == ".xlsx":
            # Other workbooks of the scenario may count from another day than this one.
            before, findings.date1904 = findings.date1904, False
            self.grid = read_grid(path, sheet, LONG_ROWS, findings)
            self._serial_zero = _SERIAL_ZERO_1904 if findings.date1904 else _SERIAL_ZERO
            findings.date1904 = before
        else:
            self.fd = open_utf8(path, findings)
            if self.fd is not None:
                self.keep(self.fd)

    def __enter__(self) -> "TicketFile":
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.close()

    def keep(self, fd: int) -> None:
        """Close a descriptor together with the file."""
        self._closing.callback(os.close, fd)

    def transcode(self, findings: Findings) -> None:
        """Go on with a copy of the file, which is GB18030 although it begins as UTF-8."""
        self.fd = transcoded(os.dup(self.fd or 0), "gb18030", self.file, findings)
        if self.fd is not None:
            self.keep(self.fd)

    def header(self, wanted: Sequence[Cell], findings: Findings) -> Header | None:
        """Return the first row that holds every wanted title; None, and a fault, where there is none."""
        heads = list(self._heads())
        names = [trim(cell.written) for cell in wanted]
        for head in heads:
            for index, titles in enumerate(head.titles):
                if set(names) <= set(titles):
                    header = self._header(head, index)
                    return header if self._check(header, names, wanted, findings) else None
        if heads and heads[0].fault:
            line = heads[0].lines[-1] + 1 if heads[0].lines else 1
            findings.add(Issue("E_CSV", self.file, f"line {line}", {"reason": heads[0].fault}))
            return None
        self._refuse_header(heads[0].titles if heads else [], wanted, findings)
        return None

    def guess_header(self, is_known: Callable[[str], bool]) -> Header | None:
        """Return the row that most looks like a header: most known titles, then most titles."""
        best: tuple[tuple[int, int], Header] | None = None
        for head in self._heads():
            for index, titles in enumerate(head.titles):
                score = (sum(map(is_known, titles)), sum(map(bool, titles)))
                if score[0] and (best is None or score > best[0]):
                    best = (score, self._header(head, index))
        return None if best is None else best[1]

    def _heads(self) -> Iterator["_Head"]:
        """Return the first rows by every delimiter that may be meant."""
        if self.grid is not None:
            rows = self.grid.rows[:_HEAD_ROWS]
            yield _Head(",", declared=False, titles=_titles(rows), lines=list(range(1, len(rows) + 1)))
            return
        words = os.pread(self.fd or 0, _HEAD_BYTES, 0).decode("utf-8-sig", "ignore")
        first = words.splitlines()[0].strip('"') if words.strip() else ""
        declared = first[4] if first.startswith("sep=") and len(first) == 5 else None
        for delimiter in [declared] if declared else _DELIMITERS:
            rows, numbers = [], []
            reader = csv.reader(io.StringIO(words, newline=""), delimiter=delimiter, strict=True)
            fault = ""
            try:
                for _, row in zip(range(_HEAD_ROWS), reader, strict=False):
                    rows.append(row)
                    numbers.append(reader.line_num)
            except csv.Error as error:
                fault = str(error)
            yield _Head(delimiter, declared is not None, _titles(rows), numbers, fault)

    def _header(self, head: "_Head", index: int) -> Header:
        starts = [1, *(number + 1 for number in head.lines)]
        above = [
            (f"line {starts[row]}" if self.grid is None else self.grid.row_where(row), title)
            for row in range(head.declared, index)
            if (title := next(filter(None, head.titles[row]), ""))
        ]
        skip = head.lines[index]
        return Header(head.titles[index], head.delimiter, skip, skip == index + 1, above)

    def _check(self, header: Header, names: list[str], wanted: Sequence[Cell], findings: Findings) -> bool:
        """Refuse a title that stands twice; note what stands above the header and an unusual delimiter."""
        for name, cell in zip(names, wanted, strict=True):
            if header.titles.count(name) > 1:
                findings.at("E_HEADER.twice", cell, name=name)
                return False
        for place, title in header.above:
            row = Cell(title, "", self.file, place, "csv")
            findings.changed("W_TITLE_ROW", row, None, place=place)
        if header.delimiter != ",":
            mark = {"delimiter": _DELIMITERS.get(header.delimiter, header.delimiter)}
            findings.add(Issue("W_DELIMITER", self.file, "line 1", mark))
        return True

    def _refuse_header(self, titles: list[list[str]], wanted: Sequence[Cell], findings: Findings) -> None:
        """Name the columns that are missing from the row which holds most of them."""
        names = {trim(cell.written) for cell in wanted}
        best = max(titles, key=lambda row: (len(names & set(row)), sum(map(bool, row))), default=[])
        for cell in wanted:
            if trim(cell.written) not in best:
                found = ", ".join(title for title in best if title)
                findings.at("E_HEADER.missing", cell, name=cell.shown, found=found[:200])

    def rows(self, header: Header, findings: Findings) -> Iterator[tuple[str, list[Value]]]:
        """Return every row below the header with its place, read one by one; faults are recorded on the way."""
        if self.grid is not None:
            for number in range(header.skip, len(self.grid.rows)):
                if not self.grid.blank_row(number):
                    row = list(self.grid.rows[number])
                    yield self.grid.row_where(number), row + [None] * (len(header.titles) - len(row))
            return
        yield from self._csv_rows(header, findings)

    def where(self, place: str, column: int) -> str:
        """Return the place of a value in the row at ``place``; in a CSV that of the row."""
        if self.grid is None:
            return place
        sheet, mark, row = place.rpartition("!")
        return f"{sheet}{mark}{letters(column)}{row}"

    def check_merged(self, header: Header, columns: Iterable[int], findings: Findings) -> None:
        """Refuse merged cells among those that are read: only the first of them holds the value."""
        grid = self.grid
        if grid is None:
            return
        for area in grid.merged:
            rows = range(max(area.top, header.skip), min(area.bottom + 1, len(grid.rows)))
            first = written(grid.value(area.top, area.left)) if rows else ""
            below = area.top == area.bottom and (is_note(first) or total_label(first) is not None)
            read = any(area.left <= column <= area.right for column in columns)
            if read and not below and not all(map(grid.blank_row, rows)):
                cell = grid.cell(area.top, area.left, header.titles[area.left])
                findings.at("E_MERGED", cell, where=area_place(grid, area))

    def text(self, value: Value, role: str) -> str:
        """Return a value as text, as its column needs it: ``station``, ``day``, ``number`` or ``person``.

        A number in the column of days is a spreadsheet's serial number. One that is too long to have kept its
        digits is written as a spreadsheet shows it, and refused like one that comes so from a CSV.
        """
        if isinstance(value, int | float) and not isinstance(value, bool):
            if role == "day" and int(value) in _SERIALS:
                return (self._serial_zero + timedelta(days=int(value))).isoformat()
            if role in ("number", "person") and abs(value) >= _EXACT:
                return format(value, ".5E")
        if isinstance(value, datetime):
            return value.isoformat(sep=" ", timespec="seconds")
        return plain_breaks(written(value))

    def _csv_rows(self, header: Header, findings: Findings) -> Iterator[tuple[str, list[Value]]]:
        width, line = len(header.titles), 1
        with open(self.fd or 0, encoding="utf-8-sig", newline="", closefd=False) as text:
            text.seek(0)
            reader = csv.reader(text, delimiter=header.delimiter, strict=True)
            try:
                for row in reader:
                    place, line = f"line {line}", reader.line_num + 1
                    if reader.line_num <= header.skip or not row:
                        continue
                    while len(row) > width and not row[-1]:
                        row.pop()
                    if len(row) == width:
                        yield place, list(row)
                    else:
                        values = {"found": len(row), "expected": width}
                        findings.add(Issue("E_FIELDS", self.file, place, values))
            except csv.Error as error:
                findings.add(Issue("E_CSV", self.file, f"line {line}", {"reason": str(error)}))


def copy_columns(
    tickets: TicketFile, header: Header, columns: Sequence[tuple[str, int]], findings: Findings
) -> tuple[int, int]:
    """Return a copy in memory of some columns, as plain a CSV as can be, and the number of its rows.

    Columns come with their roles, as :meth:`TicketFile.text` knows them. A further column of ones stands last: a
    row whose values are all blank is then still a row.
    """
    copy = os.memfd_create("tickets", os.MFD_CLOEXEC)
    count = 0
    with open(copy, "w", encoding="utf-8", newline="", closefd=False) as text:
        writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
        for _, row in tickets.rows(header, findings):
            writer.writerow([*(tickets.text(row[column], role) for role, column in columns), "1"])
            count += 1
    return copy, count


def plain_breaks(words: str) -> str:
    """Return a text as the copy holds it: no line break inside is taken for the end of a row."""
    return words.translate(_MARKS)
