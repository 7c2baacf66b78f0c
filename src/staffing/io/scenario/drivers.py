"""Drivers: weights that sum to exactly 1, and a count of each for every station."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from staffing.errors import Issue
from staffing.io.cells import Cell, places
from staffing.io.findings import Findings
from staffing.io.values.numbers import decimal
from staffing.io.values.words import identifier, name, nearest, text
from staffing.models.base import plain
from staffing.models.workload import Driver


class Entry(NamedTuple):
    """One count as it stands in a file."""

    station: Cell
    driver: Cell
    value: Cell
    period: Cell | None


class Place(NamedTuple):
    """Where faults of a whole table stand."""

    file: str
    where: str


def read_drivers(
    entries: Iterable[Entry],
    weights: dict[str, Cell],
    totals: dict[str, Cell],
    stations: Iterable[str],
    findings: Findings,
    *,
    values_at: Place,
    weights_at: Place,
) -> tuple[Driver, ...]:
    """Return the drivers in the order of their weights."""
    ids = list(stations)
    counts, periods = _read_entries(entries, weights, ids, findings, weights_at)
    shares = _read_weights(weights, findings)
    drivers = []
    for driver, weight in shares.items():
        _check_counts(driver, counts.get(driver, {}), ids, findings, values_at)
        total = decimal(totals[driver], findings) if driver in totals else None
        values = {station: counts.get(driver, {}).get(station, Decimal(0)) for station in ids}
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
                period=periods.get(driver),
                printed_total=total,
            )
        )
    for driver in totals.keys() - weights.keys():
        findings.at("E_UNKNOWN_KEY", totals[driver], got=driver, nearest=nearest(driver, list(weights)))
    return tuple(drivers)


def _read_entries(
    entries: Iterable[Entry], weights: dict[str, Cell], ids: list[str], findings: Findings, weights_at: Place
) -> tuple[dict[str, dict[str, Decimal]], dict[str, str | None]]:
    known = dict.fromkeys(ids)
    counts: dict[str, dict[str, Decimal]] = {}
    first: dict[tuple[str, str], Cell] = {}
    periods: dict[str, str | None] = {}
    for entry in entries:
        station = _known_station(entry.station, known, findings)
        driver = _driver_name(entry.driver, weights, findings)
        count = _count(entry, station, driver, findings)
        if driver is None or station is None:
            continue
        if driver not in weights and driver not in counts:
            values = {"name": driver, "got": driver}
            findings.add(Issue("E_WEIGHT_MISSING", weights_at.file, weights_at.where, values))
        counts.setdefault(driver, {})
        twin = first.setdefault((station, driver), entry.station)
        if twin is not entry.station:
            where = places([twin, entry.station])
            findings.at(
                "E_DUPLICATE", entry.station, where=where, got=f"{station} {driver}", first=twin.where
            )
            continue
        # A refused count still counts as given: one fault a cell.
        counts[driver][station] = Decimal(0) if count is None else count
        _check_period(driver, entry, periods, findings)
    return counts, periods


def _count(entry: Entry, station: str | None, driver: str | None, findings: Findings) -> Decimal | None:
    """Read a count; an empty cell is named by station and driver, never taken for 0."""
    if entry.value.blank and station and driver:
        findings.at("E_VALUE_MISSING.cell", entry.value, station=station, name=driver)
        return None
    return decimal(entry.value, findings)


def _known_station(cell: Cell, known: dict[str, None], findings: Findings) -> str | None:
    if cell.value in known:
        return str(cell.value)
    station = identifier(cell, findings)
    if station is None or station in known:
        return station
    if known:
        findings.at("E_UNKNOWN_KEY", cell, nearest=nearest(station, list(known)))
    return None


def _driver_name(cell: Cell, weights: dict[str, Cell], findings: Findings) -> str | None:
    if cell.value in weights:
        return str(cell.value)
    return name(cell, findings)


def _check_period(driver: str, entry: Entry, periods: dict[str, str | None], findings: Findings) -> None:
    cell = entry.period
    period = None if cell is None or cell.blank else _period(cell, findings)
    if periods.setdefault(driver, period) != period and cell is not None:
        findings.once("E_PERIOD", cell, driver, name=driver, first=periods[driver] or "—")


def _period(cell: Cell, findings: Findings) -> str | None:
    if hasattr(cell.value, "isoformat"):
        return cell.shown
    return text(cell, findings)


def _read_weights(weights: dict[str, Cell], findings: Findings) -> dict[str, Decimal | None]:
    shares = {driver: decimal(cell, findings, negative=True) for driver, cell in weights.items()}
    given = [share for share in shares.values() if share is not None]
    total = sum(given, Decimal(0))
    if len(given) == len(shares) and shares and total != 1:
        cells = list(weights.values())
        findings.at("E_WEIGHT_SUM", cells[-1], where=places(cells), sum=plain(total))
    if any(given):
        for driver, share in shares.items():
            if share is not None and share <= 0:
                findings.at("E_WEIGHT_RANGE", weights[driver], name=driver)
    return shares


def _check_counts(
    driver: str, counts: dict[str, Decimal], ids: list[str], findings: Findings, values_at: Place
) -> None:
    """A driver needs a count for every station, not all of them zero."""
    absent = [station for station in ids if station not in counts]
    values = {"name": driver, "got": ""}
    if absent:
        names = ", ".join(absent[:5]) + (f" … ({len(absent)})" if len(absent) > 5 else "")
        key = "E_VALUE_MISSING" if counts else "E_VALUE_MISSING.all"
        findings.add(Issue(key, *values_at, {**values, "stations": names}))
    elif counts and not any(counts.values()):
        findings.add(Issue("E_DRIVER_ZERO", *values_at, values))
    elif len(counts) > 1 and len(set(counts.values())) == 1:
        findings.add(
            Issue("W_DRIVER_CONSTANT", *values_at, {**values, "got": plain(next(iter(counts.values())))})
        )
