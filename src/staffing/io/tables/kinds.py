"""What a row below the header is: data, or blank, a total, a note, the header once more."""

from typing import Final, Literal

from staffing.io.cells import Value
from staffing.io.characters import squeeze, trim
from staffing.io.files.grid import Grid
from staffing.io.labels import NOTE_STARTS, TOTAL_STOPS, goes_on, is_note, only_starred, total_label
from staffing.io.layout import SETTINGS_SHEET, STATIONS, VARIANTS, Sheet
from staffing.io.tables.header import Header
from staffing.io.values.foreign import amount_in

Kind = Literal["data", "blank", "total", "note", "header", "title"]

_LABEL_KEYS: Final = ("id", "name", "station", "driver", "category")
"""Columns in which the label of a total may stand; it may also stand in the first filled cell."""


class Sorter:
    """Sorts the rows of one table. A clean row costs a look at its first columns."""

    def __init__(self, grid: Grid, header: Header, sheet: Sheet) -> None:
        self._grid = grid
        # 备注 and 日期 are settings, and no row of such a sheet is a total.
        self._settings = sheet in (SETTINGS_SHEET, VARIANTS)
        self._ends = sheet is STATIONS
        keys = {column.key: column.number for column in header.columns}
        self._key = keys.get(sheet.columns[0].key, header.columns[0].number)
        self._read = [column.number for column in header.columns]
        self._labels = tuple(dict.fromkeys((self._key, *(keys[key] for key in _LABEL_KEYS if key in keys))))
        first = next(number for number, value in enumerate(grid.rows[header.row]) if not _blank(value))
        self._looked_at = tuple(dict.fromkeys((*self._labels, first)))
        self._titles = [self._words(header.row, number) for number in self._read]
        self._above = {
            self._words(row, column) for row in range(header.row) for column in range(len(grid.rows[row]))
        }
        self._special = self._above.union(self._titles)
        self.in_note = False
        """True: the row before was a note, which the next one may go on with."""
        self.suspects = self._find_suspects(header.row + 1)
        """Rows that may be anything; the others are data, unless they go on with a note."""

    def _find_suspects(self, start: int) -> set[int]:
        """Return the rows that a glance at their first columns does not show to be data."""
        found: set[int] = set()
        rows = self._grid.rows[start:]
        for column in self._looked_at:
            values = [values[column] if column < len(values) else None for values in rows]
            # Texts come again and again: each is looked at once.
            odd: set[Value] = {
                value for value in set(values) if isinstance(value, str) and not self._is_plain_text(value)
            }
            if column == self._key and None in values:
                odd.add(None)
            if odd:
                found.update(row for row, value in enumerate(values, start) if value in odd)
        return found

    def _is_plain_text(self, value: str) -> bool:
        """Tell whether a text, wherever it stands, makes its row nothing but data."""
        if not value or value in self._special:
            return False
        if value[0] not in NOTE_STARTS and value[-1] not in TOTAL_STOPS:
            return True
        words = trim(value)
        if not words or words in self._special:
            return False
        return not (total_label(words, ends=True) is not None or is_note(words) or goes_on(words))

    def kind(self, row: int) -> tuple[Kind, int]:
        """Return what a row is, and the column of the cell that says so."""
        if row not in self.suspects and not self.in_note:
            return "data", self._key
        filled = [column for column, value in enumerate(self._grid.rows[row]) if not _blank(value)]
        if not filled:
            return "blank", 0
        first = filled[0]
        column = self._total_column(row, first)
        kind: Kind = "data"
        if len(filled) > 1 and [self._words(row, number) for number in self._read] == self._titles:
            kind = "header"
        elif column is not None:
            kind, first = "total", column
        elif len(filled) == 1 and self._words(row, first) in self._above:
            kind = "title"
        elif self._is_note(row, filled):
            kind = "note"
        self.in_note = kind == "note"
        return kind, first

    def _total_column(self, row: int, first: int) -> int | None:
        """Return the column in which the label of a total stands, if one does."""
        if self._settings:
            return None
        for column in (*self._labels, first):
            ends = self._ends and column in self._labels
            if total_label(self._words(row, column), ends=ends) is not None:
                return column
        return None

    def _is_note(self, row: int, filled: list[int]) -> bool:
        """Tell whether a row is a note: its first text says so, without id or amount; where only ※ does, alone."""
        words = self._words(row, filled[0])
        if not is_note(words) and not (self.in_note and len(filled) == 1 and goes_on(words)):
            return False
        if len(filled) > 1 and only_starred(words):
            return False
        if self._settings:
            return len(filled) == 1 and (self.in_note or ":" in squeeze(words))
        key = self._grid.value(row, self._key)
        if not (_blank(key) or filled[0] == self._key or is_note(self._words(row, self._key))):
            return False
        read = (self._grid.value(row, number) for number in self._read)
        return not any(isinstance(value, bool) or amount_in(value) is not None for value in read)

    def _words(self, row: int, column: int) -> str:
        """Return the text at a place; empty for anything else."""
        value = self._grid.value(row, column)
        return trim(value) if isinstance(value, str) else ""


def _blank(value: Value) -> bool:
    return value is None or (isinstance(value, str) and not trim(value))
