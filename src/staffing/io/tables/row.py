"""One row of a table, whose cells know where they stood."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from staffing.io.cells import Cell
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
