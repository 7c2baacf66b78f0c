"""Counts as they stand in files: one by one, or a whole table of them."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain, repeat
from typing import NamedTuple

from staffing.io.cells import Cell, Value
from staffing.io.tables.row import column_values


class Entry(NamedTuple):
    """One count as it stands in a file."""

    station: Cell
    driver: Cell
    value: Cell
    period: Cell | None
    foreign: bool = False
    """True: another office's table, in which a number may have a unit."""


class Block(NamedTuple):
    """Counts that stand in the rows of one table."""

    rows: Sequence[Mapping[str, Cell]]
    station: str
    """Columns by key."""
    value: str
    driver: str | Cell
    """Column, or the one driver that all rows are about."""
    period: str | None
    foreign: bool = False
    """True: another office's table, in which a number may have a unit."""

    def values(
        self, counts: Sequence[Decimal | None]
    ) -> Iterator[tuple[Value, Value, Decimal | None, Value]]:
        """Yield station and driver of each row as they stand, its count, and the period as it stands."""
        return zip(
            column_values(self.rows, self.station),
            repeat(self.driver.value, len(self.rows))
            if isinstance(self.driver, Cell)
            else column_values(self.rows, self.driver),
            counts,
            repeat(None, len(self.rows)) if self.period is None else column_values(self.rows, self.period),
            strict=True,
        )

    def entry(self, number: int) -> Entry:
        """Return one row's count with its cells."""
        row = self.rows[number]
        driver = self.driver if isinstance(self.driver, Cell) else row[self.driver]
        period = None if self.period is None else row[self.period]
        return Entry(row[self.station], driver, row[self.value], period, self.foreign)


Spot = tuple[Block, int]
"""Where a count stands: block and number of the row."""
Spots = dict[str, dict[str, dict[str, Entry | Spot]]]
"""Where each count stands, by driver, period and station."""


class Place(NamedTuple):
    """Where faults of a whole table stand."""

    file: str
    where: str


def count_cell(spots: Spots, driver: str, station: str, period: str | None = None) -> Cell:
    """Return the cell of a count; without ``period`` that of the driver's last."""
    held = spots[driver]
    given = [label for label in held if station in held[label]]
    return entry_at(held[max(given) if period is None else period][station]).value


class CountCells(Mapping[str, Cell]):
    """The cells of one driver's counts by station, found when they are asked for."""

    def __init__(self, spots: Spots, driver: str) -> None:
        self._spots, self._driver = spots, driver

    def __getitem__(self, station: str) -> Cell:
        return count_cell(self._spots, self._driver, station)

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(chain.from_iterable(self._spots[self._driver].values())))

    def __len__(self) -> int:
        return len(list(iter(self)))


def entry_at(spot: Entry | Spot) -> Entry:
    return spot if isinstance(spot, Entry) else spot[0].entry(spot[1])
