"""Read counts: whose they are, of what, and of which period."""

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from staffing.errors import Issue
from staffing.io.cells import Cell, Value, places
from staffing.io.findings import Findings
from staffing.io.scenario.entries import Block, Entry, Place, Spot, Spots, entry_at
from staffing.io.scenario.names import StationNames
from staffing.io.tables.row import column_values
from staffing.io.values.dates import parse_period, period_text
from staffing.io.values.foreign import decimal_with_unit
from staffing.io.values.numbers import decimal, is_percent, number_in
from staffing.io.values.placeholders import absent
from staffing.io.values.plain import plain_counts
from staffing.io.values.words import name

NO_PERIOD = ""
"""Label of the counts of which no period is said."""

Series = dict[str, dict[str, Decimal]]
"""Counts by period, under its canonical name where it has one, and station."""


class Counts(NamedTuple):
    """What was read of the drivers."""

    series: dict[str, Series]
    """By driver."""
    periods: dict[str, str | None]
    """Period of each driver that has one alone: as written, or its canonical name where spellings differ."""
    split: frozenset[str]
    """Drivers with several periods, where none but one was asked for: refused."""


def read_counts(
    entries: Iterable[Entry | Block],
    weights: Mapping[str, Cell],
    stations: StationNames,
    findings: Findings,
    weights_at: Place,
    spots: Spots,
    *,
    several: bool,
    idle: Mapping[str, Collection[str]],
) -> Counts:
    """Return the counts of every driver; with ``several`` a driver may have several periods.

    ``idle``: stations whose class does not use a driver, by driver; they may leave its cell blank.
    """
    reading = _Reading(weights, stations, findings, weights_at, spots, several=several, idle=idle)
    for entry in entries:
        if isinstance(entry, Block):
            reading.take_block(entry)
        else:
            reading.take(entry)
    reading.check_percents()
    return Counts(reading.counts, reading.one_period(), frozenset(reading.split))


class _Plain(NamedTuple):
    """A driver and period of which a count was read without a word: what more of its counts need."""

    counts: dict[str, Decimal]
    spots: dict[str, Entry | Spot]


class _Reading:
    """The counts read so far."""

    def __init__(
        self,
        weights: Mapping[str, Cell],
        stations: StationNames,
        findings: Findings,
        weights_at: Place,
        spots: Spots,
        *,
        several: bool,
        idle: Mapping[str, Collection[str]],
    ) -> None:
        self.counts: dict[str, Series] = {}
        self.split: set[str] = set()
        self._first = spots
        self._plain: dict[tuple[Value, Value], _Plain] = {}
        self._percents: dict[str, list[Cell]] = {}
        self._spelt: dict[str, dict[str, dict[str, None]]] = {}
        """How each period of a driver is written, in the order of the rows."""
        self._weights = weights
        self._stations = stations
        self._findings = findings
        self._weights_at = weights_at
        self._several = several
        self._idle = idle

    def take_block(self, block: Block) -> None:
        """Read many counts: those that are plainly written at once, each of the others by itself.

        A count is plain where station and driver stand as they are known, the period is written as one of
        the driver's before, and the value is one that :func:`plain_counts` knows: :meth:`take` would record
        nothing.
        """
        if not block.rows:
            return
        known = dict.fromkeys(self._stations)
        values = plain_counts(column_values(block.rows, block.value), block.rows[0][block.station].form)
        for number, (station, driver, count, period) in enumerate(block.values(values)):
            state = self._plain.get((driver, period))
            if (
                state is not None
                and count is not None
                and isinstance(station, str)
                and station in known
                and station not in state.counts
            ):
                state.counts[station] = count
                state.spots[station] = (block, number)
            else:
                self.take(block.entry(number), (block, number))

    def take(self, entry: Entry, spot: Spot | None = None) -> None:
        """Read one count with all that may be wrong with it."""
        findings = self._findings
        station = self._stations.find(entry.station, findings)
        driver = _driver_name(entry.driver, self._weights, findings)
        if driver is not None and entry.value.blank and station in self._idle.get(driver, ()):
            return
        count = _count(entry, station, driver, findings)
        if driver is None or station is None:
            return
        if driver not in self._weights and driver not in self.counts:
            values = {"name": driver, "got": driver}
            findings.add(Issue("E_WEIGHT_MISSING", *self._weights_at, values))
        told = findings.told
        label = self._period(driver, entry)
        counts = self.counts.setdefault(driver, {}).setdefault(label, {})
        spots = self._first.setdefault(driver, {}).setdefault(label, {})
        if station in counts:
            twin = entry_at(spots[station]).station
            where = places([twin, entry.station])
            got = " ".join(part for part in (station, driver, label if self._several else "") if part)
            findings.at("E_DUPLICATE", entry.station, where=where, got=got, first=twin.where)
            return
        # A refused count still counts as given: one fault a cell.
        counts[station] = Decimal(0) if count is None else count
        spots[station] = spot or entry
        if is_percent(entry.value):
            self._percents.setdefault(driver, []).append(entry.value)
        if findings.told == told and driver in self._weights:
            period = None if entry.period is None else entry.period.value
            self._plain.setdefault((driver, period), _Plain(counts, spots))

    def check_percents(self) -> None:
        """Refuse a driver some of whose counts are written with ``%``: the fewer are those that differ."""
        for driver, percents in self._percents.items():
            cells = [entry.value for _, entry in self._entries(driver)]
            others = [cell for cell in cells if number_in(cell.value) is not None and not is_percent(cell)]
            for cell in min(percents, others, key=len):
                self._findings.at("E_PERCENT", cell, name=driver)

    def _period(self, driver: str, entry: Entry) -> str:
        """Return the period's label; one that is refused counts for the driver's first."""
        held = self._spelt.setdefault(driver, {})
        first = next(iter(held), NO_PERIOD)
        cell = entry.period
        if cell is None:
            held.setdefault(first, {})
            return first
        words = ""
        if not absent(cell, self._findings):
            said = period_text(cell, self._findings)
            if said is None:
                held.setdefault(first, {})
                return first
            words = said
        span = parse_period(words) if words else None
        label = words if span is None else span.label
        if held and label not in held and not self._several:
            shown = next(iter(held[first]), first) or "—"
            self._findings.once("E_PERIOD", cell, driver, name=driver, first=shown)
            self.split.add(driver)
        held.setdefault(label, {}).setdefault(words)
        return label

    def one_period(self) -> dict[str, str | None]:
        """Return the period of every driver, and note each that is kept under another name than its own.

        Where spellings differ the canonical name is kept, as wherever a driver has several periods: none of
        them depends on the order of the rows.
        """
        periods: dict[str, str | None] = {}
        for driver, held in self._spelt.items():
            spellings = {label: list(words) for label, words in held.items()}
            if len(spellings) == 1:
                label, words = next(iter(spellings.items()))
                periods[driver] = (label if len(words) > 1 else next(iter(words), label)) or None
            if driver not in self.split:
                self._note_spellings(driver, spellings)
        return periods

    def _note_spellings(self, driver: str, spellings: dict[str, list[str]]) -> None:
        if all(len(words) <= 1 for words in spellings.values()):
            return
        for label, entry in self._entries(driver):
            cell = entry.period
            if cell is None or cell.blank or len(spellings[label]) == 1:
                continue
            words = period_text(cell, Findings())
            if words is not None and words != label:
                other = next(other for other in spellings[label] if other != words)
                self._findings.changed("W_PERIOD_SPELLING", cell, label, driver=driver, first=other)

    def _entries(self, driver: str) -> Iterable[tuple[str, Entry]]:
        """Return what was read of a driver, with the label of its period."""
        for label, spots in self._first.get(driver, {}).items():
            for spot in spots.values():
                yield label, entry_at(spot)


def _count(entry: Entry, station: str | None, driver: str | None, findings: Findings) -> Decimal | None:
    """Read a count; an empty cell is named by station and driver, never taken for 0."""
    if entry.value.blank and station and driver:
        findings.at("E_VALUE_MISSING.cell", entry.value, station=station, name=driver)
        return None
    return (decimal_with_unit if entry.foreign else decimal)(entry.value, findings)


def _driver_name(cell: Cell, weights: Mapping[str, Cell], findings: Findings) -> str | None:
    if cell.value in weights:
        return str(cell.value)
    return name(cell, findings)
