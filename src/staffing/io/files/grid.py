"""The values of one sheet or CSV as they stand."""

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from staffing.io.cells import Cell, Form, Value
from staffing.io.characters import trim


class Grid(NamedTuple):
    """The values of one sheet or CSV, row by row, as they stand."""

    file: str
    name: str
    """Sheet; empty for a CSV."""
    form: Form
    rows: Sequence[Sequence[Value]]
    where: Callable[[int, int, str], str]
    """Place of (row, column, title), counted from 0."""
    row_where: Callable[[int], str]
    merged: Sequence["Area"] = ()
    """Merged ranges of the sheet."""
    formats: Mapping[tuple[int, int], str] = MappingProxyType({})
    """Formats that show something else than the number that is stored, by row and column."""

    def blank_row(self, row: int) -> bool:
        """Tell whether nothing stands in the row."""
        for value in self.rows[row]:
            if value is not None and not (isinstance(value, str) and not trim(value)):
                return False
        return True

    def holds_values(self, column: int, below: int = 0) -> bool:
        """Tell whether anything stands in a column below the row ``below``."""
        return any(len(row) > column and row[column] not in (None, "") for row in self.rows[below + 1 :])

    def holds_numbers(self, column: int, below: int = 0) -> bool:
        """Tell whether a number stands in a column below the row ``below``."""
        return any(_is_number(self.value(row, column)) for row in range(below + 1, len(self.rows)))

    def value(self, row: int, column: int) -> Value:
        """Return what stands at a place; None also beyond the end of a short row."""
        values = self.rows[row]
        return values[column] if column < len(values) else None

    def cell(self, row: int, column: int, title: str) -> Cell:
        """Return the value at a place with its place."""
        where = self.where(row, column, title)
        return Cell(self.value(row, column), title, self.file, where, self.form)

    @property
    def filled_rows(self) -> int:
        """Count the rows below the first in which something stands."""
        filled = 0
        for number, values in enumerate(self.rows):
            # A text or number at the start of a row is the rule, and seen fastest.
            first = values[0] if values else None
            if (isinstance(first, str) and first and not first.isspace()) or isinstance(first, float):
                filled += 1
            else:
                filled += not self.blank_row(number)
        return filled - (bool(self.rows) and not self.blank_row(0))


class Area(NamedTuple):
    """A rectangle of cells, counted from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


class Seen(NamedTuple):
    """What a file was found to hold: one sheet or table."""

    name: str
    rows: int
    """Rows below the header in which something stands."""
    used: bool


def _is_number(value: Value) -> bool:
    """Tell whether a value is a number, or a text that begins as one and holds no letters."""
    if isinstance(value, str):
        return re.fullmatch(r"-?[0-9][0-9.,%]*", value.strip()) is not None
    return isinstance(value, int | float) and not isinstance(value, bool)
