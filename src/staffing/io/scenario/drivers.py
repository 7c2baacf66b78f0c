"""Drivers: weights that sum to exactly 1, and a count of each for every station."""

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from functools import partial

from staffing.errors import Issue
from staffing.io.cells import Cell, places
from staffing.io.findings import Findings
from staffing.io.scenario.classes import Classes
from staffing.io.scenario.counts import read_counts
from staffing.io.scenario.entries import Block, Entry, Place, Spots
from staffing.io.scenario.names import StationNames
from staffing.io.scenario.periods import Windows, windowed
from staffing.io.values.numbers import decimal
from staffing.io.values.words import nearest
from staffing.models.base import plain
from staffing.models.workload import Driver
from staffing.quantify.periods import counted_periods


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
    windows: Windows,
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
    several = windows.window is not None
    read = read_counts(entries, weights, stations, findings, weights_at, spots, several=several, idle=idle)
    shares = read_weights(weights if everywhere is None else everywhere, findings)
    class_shares = {one: read_weights(own, findings) for one, own in classes.weights.items()}
    known = {driver: series for driver, series in read.series.items() if driver not in read.split}
    for driver, unused in idle.items():
        for held in known.get(driver, {}).values():
            held.update(dict.fromkeys(sorted(unused.difference(held)), Decimal(0)))
    valued = windowed(known, read.periods, ids, windows, findings, values_at, spots)
    drivers = []
    for driver in weights:
        weight = shares.get(driver)
        found = valued.get(driver)
        values: Mapping[str, Decimal] = found.values if found is not None else {}
        if driver not in refused and driver not in read.split and (found is None or not found.refused):
            for own in needs[driver]:
                part = values if own is ids else {s: values[s] for s in own if s in values}
                check_counts(driver, part, list(own), findings, values_at)
        total = decimal(totals[driver], findings) if driver in totals else None
        series = found.series if found is not None else {}
        whole = {station: values.get(station, Decimal(0)) for station in ids}
        read_driver = Driver(
            name=driver,
            weight=weight or Decimal(0),
            values=whole,
            class_weights={
                one: own[driver] or Decimal(0) for one, own in class_shares.items() if driver in own
            },
            period=found.period if found is not None else None,
            series=series,
            printed_total=total,
        )
        drivers.append(read_driver)
        if total is not None:
            _check_total(read_driver, total, totals[driver], findings)
    for driver in totals.keys() - weights.keys():
        findings.at("E_UNKNOWN_KEY", totals[driver], got=driver, nearest=partial(nearest, driver, weights))
    return tuple(drivers)


def _check_total(driver: Driver, total: Decimal, cell: Cell, findings: Findings) -> None:
    """Compare the printed total with the sum of the counts, of all periods that count."""
    counted = [driver.series[label] for label in counted_periods(driver)] or [driver.values]
    found = sum((count for values in counted for count in values.values()), Decimal(0))
    if total != found:
        numbers = {"printed": plain(total), "sum": plain(found), "gap": plain(found - total)}
        findings.at("W_PRINTED_TOTAL", cell, **{"name": driver.name, **numbers})


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
    driver: str, counts: Mapping[str, Decimal], ids: list[str], findings: Findings, values_at: Place
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
