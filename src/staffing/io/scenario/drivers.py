"""Drivers: weights that sum to exactly 1, and a count of each for every station."""

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from staffing.errors import Issue
from staffing.io.cells import Cell, Value, places
from staffing.io.findings import Findings
from staffing.io.scenario.classes import Classes
from staffing.io.scenario.entries import Block, Entry, Spot, Spots, entry_at
from staffing.io.scenario.names import StationNames
from staffing.io.tables.row import column_values
from staffing.io.values.dates import parse_period, period_text
from staffing.io.values.foreign import decimal_with_unit
from staffing.io.values.numbers import decimal, is_percent, number_in
from staffing.io.values.placeholders import absent
from staffing.io.values.plain import plain_counts
from staffing.io.values.words import name, nearest
from staffing.models.base import plain
from staffing.models.workload import Driver


class Place(NamedTuple):
    """Where faults of a whole table stand."""

    file: str
    where: str


def read_drivers(
    entries: Iterable[Entry | Block],
    weights: dict[str, Cell],
    totals: dict[str, Cell],
    stations: StationNames,
    findings: Findings,
    *,
    values_at: Place,
    weights_at: Place,
    spots: Spots,
    refused: Collection[str] = (),
    everywhere: dict[str, Cell] | None = None,
    classes: Classes | None = None,
) -> tuple[Driver, ...]:
    """Return the drivers in the order of their weights; ``spots`` learns where each count stood.

    The counts of drivers in ``refused`` could not be read: what is wrong with them was told.

    Parameters
    ----------
    everywhere
        With classes: the weights of those that have none of their own; ``weights`` names every driver.
    """
    ids = list(stations)
    classes = classes or Classes()
    needs = {driver: list(classes.users(driver, ids)) for driver in weights}
    idle = {driver: set(ids).difference(*own) for driver, own in needs.items()} if classes.rows else {}
    counts, periods = read_counts(entries, weights, stations, findings, weights_at, spots, idle)
    shares = read_weights(weights if everywhere is None else everywhere, findings)
    class_shares = {one: read_weights(own, findings) for one, own in classes.weights.items()}
    drivers = []
    for driver in weights:
        weight = shares.get(driver)
        for own in needs[driver] if driver not in refused else ():
            held = counts.get(driver, {})
            part = held if own is ids else {s: held[s] for s in own if s in held}
            check_counts(driver, part, list(own), findings, values_at)
        total = decimal(totals[driver], findings) if driver in totals else None
        given = counts.get(driver, {})
        in_order = list(given) == ids
        values = given if in_order else {station: given.get(station, Decimal(0)) for station in ids}
        if total is not None and total != sum(values.values()):
            found = sum(values.values(), Decimal(0))
            numbers = {
                "name": driver,
                "printed": plain(total),
                "sum": plain(found),
                "gap": plain(found - total),
            }
            findings.at("W_PRINTED_TOTAL", totals[driver], **numbers)
        drivers.append(
            Driver(
                name=driver,
                weight=weight or Decimal(0),
                values=values,
                class_weights={
                    one: own[driver] or Decimal(0) for one, own in class_shares.items() if driver in own
                },
                period=periods.get(driver),
                printed_total=total,
            )
        )
    for driver in totals.keys() - weights.keys():
        findings.at("E_UNKNOWN_KEY", totals[driver], got=driver, nearest=partial(nearest, driver, weights))
    return tuple(drivers)


def read_counts(
    entries: Iterable[Entry | Block],
    weights: dict[str, Cell],
    stations: StationNames,
    findings: Findings,
    weights_at: Place,
    spots: Spots,
    idle: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> tuple[dict[str, dict[str, Decimal]], dict[str, str | None]]:
    """Return the counts and the period of every driver; ``idle``: stations whose class does not use it."""
    reading = _Reading(weights, stations, findings, weights_at, spots)
    reading.idle = idle
    for entry in entries:
        if isinstance(entry, Block):
            reading.take_block(entry)
        else:
            reading.take(entry)
    reading.check_percents()
    reading.note_spellings()
    return reading.counts, reading.periods


class _Plain(NamedTuple):
    """A driver of which a count was read without a word: what more of its counts need."""

    counts: dict[str, Decimal]
    spots: dict[str, Entry | Spot]
    period: Value
    """As it stands."""


class _Reading:
    """The counts read so far."""

    def __init__(
        self,
        weights: dict[str, Cell],
        stations: StationNames,
        findings: Findings,
        weights_at: Place,
        spots: Spots,
    ) -> None:
        self.counts: dict[str, dict[str, Decimal]] = {}
        self.periods: dict[str, str | None] = {}
        self.idle: Mapping[str, Collection[str]] = {}
        self._first = spots
        self._plain: dict[Value, _Plain] = {}
        self._percents: dict[str, list[Cell]] = {}
        self._respelt: dict[str, str] = {}
        self._weights = weights
        self._stations = stations
        self._findings = findings
        self._weights_at = weights_at

    def take_block(self, block: Block) -> None:
        """Read many counts: those that are plainly written at once, each of the others by itself.

        A count is plain where station and driver stand as they are known, the period is written as the
        driver's first one, and the value is one that :func:`plain_counts` knows: :meth:`take` would record
        nothing.
        """
        if not block.rows:
            return
        known = dict.fromkeys(self._stations)
        values = plain_counts(column_values(block.rows, block.value), block.rows[0][block.station].form)
        for number, (station, driver, count, period) in enumerate(block.values(values)):
            state = self._plain.get(driver)
            if (
                state is not None
                and count is not None
                and period == state.period
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
        if driver is not None and entry.value.blank and station in self.idle.get(driver, ()):
            return
        count = _count(entry, station, driver, findings)
        if driver is None or station is None:
            return
        if driver not in self._weights and driver not in self.counts:
            values = {"name": driver, "got": driver}
            findings.add(Issue("E_WEIGHT_MISSING", *self._weights_at, values))
        counts = self.counts.setdefault(driver, {})
        spots = self._first.setdefault(driver, {})
        if station in counts:
            twin = entry_at(spots[station]).station
            where = places([twin, entry.station])
            got = f"{station} {driver}"
            findings.at("E_DUPLICATE", entry.station, where=where, got=got, first=twin.where)
            return
        # A refused count still counts as given: one fault a cell.
        counts[station] = Decimal(0) if count is None else count
        spots[station] = spot or entry
        if is_percent(entry.value):
            self._percents.setdefault(driver, []).append(entry.value)
        told = findings.told
        self._check_period(driver, entry)
        if findings.told == told and driver in self._weights and driver not in self._plain:
            period = None if entry.period is None else entry.period.value
            self._plain[driver] = _Plain(counts, spots, period)

    def check_percents(self) -> None:
        """Refuse a driver some of whose counts are written with ``%``: the fewer are those that differ."""
        for driver, percents in self._percents.items():
            cells = (entry_at(spot).value for spot in self._first[driver].values())
            others = [cell for cell in cells if number_in(cell.value) is not None and not is_percent(cell)]
            for cell in min(percents, others, key=len):
                self._findings.at("E_PERCENT", cell, name=driver)

    def _check_period(self, driver: str, entry: Entry) -> None:
        cell = entry.period
        period = None
        if cell is not None and not absent(cell, self._findings):
            period = period_text(cell, self._findings)
            if period is None:
                return
        first = self.periods.setdefault(driver, period)
        if first == period or cell is None:
            return
        label = _shared_label(first, period)
        if label is None:
            self._findings.once("E_PERIOD", cell, driver, name=driver, first=first or "—")
        else:
            self.periods[driver] = self._respelt[driver] = label

    def note_spellings(self) -> None:
        """Note every period that is kept under another name than its own, because its driver has several."""
        for driver, label in self._respelt.items():
            cells = [entry_at(spot).period for spot in self._first[driver].values()]
            given = [cell for cell in cells if cell is not None and not cell.blank]
            spellings = {cell.value: period_text(cell, Findings()) for cell in given}
            for cell in given:
                words = spellings[cell.value]
                if words is not None and words != label:
                    other = next(other for other in spellings.values() if other not in (None, words))
                    self._findings.changed("W_PERIOD_SPELLING", cell, label, driver=driver, first=other)


def _count(entry: Entry, station: str | None, driver: str | None, findings: Findings) -> Decimal | None:
    """Read a count; an empty cell is named by station and driver, never taken for 0."""
    if entry.value.blank and station and driver:
        findings.at("E_VALUE_MISSING.cell", entry.value, station=station, name=driver)
        return None
    return (decimal_with_unit if entry.foreign else decimal)(entry.value, findings)


def _driver_name(cell: Cell, weights: dict[str, Cell], findings: Findings) -> str | None:
    if cell.value in weights:
        return str(cell.value)
    return name(cell, findings)


def _shared_label(first: str | None, other: str | None) -> str | None:
    """Return the canonical name of a period that is spelt in two ways; None for two periods.

    Where spellings differ that name is kept: none of them depends on the order of the rows.
    """
    spans = [None if words is None else parse_period(words) for words in (first, other)]
    return spans[0].label if spans[0] is not None and spans[0] == spans[1] else None


def read_weights(weights: dict[str, Cell], findings: Findings) -> dict[str, Decimal | None]:
    """Return the weight of every driver; they sum to exactly 1."""
    shares = {driver: decimal(cell, findings, negative=True) for driver, cell in weights.items()}
    given = [share for share in shares.values() if share is not None]
    total = sum(given, Decimal(0))
    for driver, share in shares.items():
        if share is not None and share < 0:
            findings.at("E_WEIGHT_RANGE", weights[driver], name=driver)
    if len(given) == len(shares) and shares and total != 1:
        cells = list(weights.values())
        findings.at("E_WEIGHT_SUM", cells[-1], where=places(cells), sum=plain(total))
    if any(given):
        for driver, share in shares.items():
            if share == 0:
                findings.at("E_WEIGHT_RANGE", weights[driver], name=driver)
    return shares


def check_counts(
    driver: str, counts: dict[str, Decimal], ids: list[str], findings: Findings, values_at: Place
) -> None:
    """A driver needs a count for every station, not all of them zero."""
    absent = [station for station in ids if station not in counts] if len(counts) < len(ids) else []
    values = {"name": driver, "got": ""}
    if absent:
        names = ", ".join(absent[:5]) + (f" … ({len(absent)})" if len(absent) > 5 else "")
        key = "E_VALUE_MISSING" if counts else "E_VALUE_MISSING.all"
        findings.add(Issue(key, *values_at, {**values, "stations": names}))
    elif counts and not any(counts.values()):
        findings.add(Issue("E_DRIVER_ZERO", *values_at, values))
    elif len(counts) > 1 and all(count == next(iter(counts.values())) for count in counts.values()):
        findings.add(
            Issue("W_DRIVER_CONSTANT", *values_at, {**values, "got": plain(next(iter(counts.values())))})
        )
