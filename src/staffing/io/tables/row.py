"""One row of a table, whose cells know where they stood."""

from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple, overload

from staffing.io.cells import Cell, Value
from staffing.io.files.grid import Grid


class Found(NamedTuple):
    """A column as the header names it."""

    key: str
    number: int
    title: str


class Row(Mapping[str, Cell]):
    """One row of a table by column key. A cell is made when it is asked for: most are only ever read as values."""

    __slots__ = ("_columns", "_grid", "number")

    def __init__(self, grid: Grid, number: int, columns: dict[str, Found]) -> None:
        self._grid = grid
        self._columns = columns
        self.number = number
        """Number of the row in its grid, counted from 0."""

    def __getitem__(self, key: str) -> Cell:
        _, column, title = self._columns[key]
        return self._grid.cell(self.number, column, title)

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)

    def __contains__(self, key: object) -> bool:
        return key in self._columns


class Rows(Sequence[Row]):
    """Rows of one table, each made when it is asked for."""

    def __init__(self, grid: Grid, numbers: Sequence[int], columns: dict[str, Found]) -> None:
        self._grid = grid
        self._numbers = numbers
        self._columns = columns

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> "Rows": ...
    def __getitem__(self, index: int | slice) -> "Row | Rows":
        if isinstance(index, slice):
            return Rows(self._grid, self._numbers[index], self._columns)
        return Row(self._grid, self._numbers[index], self._columns)

    def __len__(self) -> int:
        return len(self._numbers)

    def values(self, key: str) -> list[Value]:
        """Return what stands in one column, row by row."""
        column, values = self._columns[key].number, self._grid.rows
        try:
            return list(map(itemgetter(column), map(values.__getitem__, self._numbers)))
        except IndexError:  # a row of a CSV may end early
            return [self._grid.value(number, column) for number in self._numbers]


def column_values(rows: Sequence[Mapping[str, Cell]], key: str) -> list[Value]:
    """Return what stands in one column of a table, row by row; without a cell for each, where there is none yet."""
    return rows.values(key) if isinstance(rows, Rows) else [row[key].value for row in rows]
