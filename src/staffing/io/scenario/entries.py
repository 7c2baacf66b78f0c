"""Counts as they stand in files: one by one, or a whole table of them."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import repeat
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
Spots = dict[str, dict[str, Entry | Spot]]
"""Where each count stands, by driver and station."""


def count_cell(spots: Spots, driver: str, station: str) -> Cell:
    """Return the cell of a count."""
    return entry_at(spots[driver][station]).value


def entry_at(spot: Entry | Spot) -> Entry:
    return spot if isinstance(spot, Entry) else spot[0].entry(spot[1])
