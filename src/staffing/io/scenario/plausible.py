"""What is allowed and yet looks like a mistake: warnings about a scenario that was read without fault."""

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from statistics import median
from typing import Any, Final

from staffing.io.cells import Cell
from staffing.io.findings import Findings
from staffing.io.scenario.people import column_place
from staffing.models.base import plain
from staffing.models.person import Person
from staffing.models.scenario import Scenario
from staffing.models.station import Station
from staffing.models.workload import Driver

FEWEST: Final = 5
"""Of fewer counts none can be told to be out of the ordinary."""
FACTOR: Final = 8
"""A slip of the decimal point or of the unit makes ten at least."""
DEVIATIONS: Final = 5
GAP: Final = 4
"""So many times the nearest of the others: a long tail has no such gap."""
MOST: Final = 10
"""At most one count in so many: more of them are no slips."""
_NORMAL: Final = 1.4826
"""A median deviation times this estimates a standard deviation."""
_LEAST_SUM: Final = 20
"""Smaller counts add up by chance."""
_NAMED: Final = 5

FindCell = Callable[[str, str], Cell]


def check_plausible(
    scenario: Scenario,
    people: Sequence[Person],
    cells: Mapping[str, Cell],
    find_cell: FindCell,
    findings: Findings,
) -> None:
    """Record what looks like a mistake.

    Parameters
    ----------
    cells
        The cell behind each part of the scenario.
    find_cell
        Returns the cell of a driver's count at a station.
    """
    _check_roots(scenario.stations, cells, findings)
    _check_in_post(scenario.stations, people, cells, findings)
    odd = [(driver, far) for driver in scenario.drivers if (far := outliers(driver.values))]
    sums = [(scenario.drivers[0], station) for station in _subtotals(scenario)]
    if not odd and not sums:
        return
    names = {station.id: _label(station) for station in scenario.stations}
    medians = {
        driver.name: median(count for count in driver.values.values() if count > 0)
        for driver in scenario.drivers
        if any(driver is other for other, _ in odd)
    }
    for driver, far in odd:
        usual = medians[driver.name]
        station = max(far, key=lambda station: abs(math.log(driver.values[station] / usual)))
        values: dict[str, Any] = {"name": driver.name, "station": names[station], "median": plain(usual)}
        values["ratio"] = _ratio(driver.values[station], usual)
        if len(far) > 1:
            values["times"] = len(far)
        findings.at("W_OUTLIER", find_cell(driver.name, station), **values)
    for driver, station in sums:
        cell = find_cell(driver.name, station)
        findings.at("W_CROSSCHECK.subtotal", cell, station=names[station])


def outliers(counts: Mapping[str, Decimal] | Mapping[str, float]) -> list[str]:
    """Return the stations, or periods, whose count is far from all the others: a slip of unit or decimal point.

    Far: from the median by more than a factor of 8 and by more than five deviations (on a scale of logarithms,
    by the median deviation), with a gap of more than a factor of 4 towards the others. Zeros are no slips.

    >>> counts = {f"S{n}": Decimal(12000 + 1500 * n) for n in range(8)}
    >>> outliers(counts), outliers({**counts, "S3": Decimal(1650000)}), outliers({**counts, "S3": Decimal("16.5")})
    ([], ['S3'], ['S3'])
    """
    given = dict(zip(counts, map(float, counts.values()), strict=True))
    ordered = [math.log(count) for count in sorted(given.values()) if count > 0]
    if len(ordered) < FEWEST:
        return []
    middle = median(ordered)
    if max(ordered[-1] - middle, middle - ordered[0]) <= math.log(FACTOR):
        return []
    spread = _NORMAL * median([abs(value - middle) for value in ordered])
    limit = max(math.log(FACTOR), DEVIATIONS * spread)
    low, high = _reach(ordered, middle, limit)
    far = [station for station, count in given.items() if count > 0 and not low <= math.log(count) <= high]
    return far if len(far) <= max(1, len(ordered) // MOST) else []


def _reach(ordered: Sequence[float], middle: float, limit: float) -> tuple[float, float]:
    """Return the least and greatest value within ``limit`` of the middle, or joined to these without a gap."""
    gap = math.log(GAP)
    first, last = bisect_left(ordered, middle - limit), bisect_right(ordered, middle + limit) - 1
    while first > 0 and ordered[first] - ordered[first - 1] <= gap:
        first -= 1
    while last < len(ordered) - 1 and ordered[last + 1] - ordered[last] <= gap:
        last += 1
    return ordered[first], ordered[last]


def _ratio(count: Decimal, usual: Decimal) -> str:
    """Write how many times the usual a count is: ``80`` or ``1/80``."""
    ratio = float(count / usual)
    return f"{ratio:,.0f}" if ratio > 1 else f"1/{1 / ratio:,.0f}"


def _check_roots(stations: Sequence[Station], cells: Mapping[str, Cell], findings: Findings) -> None:
    """Where stations have parents, only one has none: a blank may have been forgotten."""
    roots = [station for station in stations if station.parent is None]
    if len(roots) in (1, len(stations)):
        return
    spots = [cells[path] for path in (f"stations.{root.id}.parent" for root in roots) if path in cells]
    if spots:
        named = _named([_label(root) for root in roots])
        findings.at(
            "W_MULTIPLE_ROOTS", spots[0], where=column_place(spots, None), stations=named, count=len(roots)
        )


def _check_in_post(
    stations: Sequence[Station], people: Sequence[Person], cells: Mapping[str, Cell], findings: Findings
) -> None:
    """Staff in post against the staff list, and against the maximum."""
    listed = Counter(person.station for person in people if person.station is not None)
    checks = {
        "W_CROSSCHECK.people": [
            (station, listed[station.id], station.in_post)
            for station in stations
            if listed and station.in_post is not None and listed[station.id] > station.in_post
        ],
        "W_CROSSCHECK.maximum": [
            (station, station.in_post, station.maximum)
            for station in stations
            if station.maximum is not None
            and station.in_post is not None
            and station.in_post > station.maximum
        ],
    }
    for key, counts in checks.items():
        spots, named = [], []
        for station, count, limit in counts:
            cell = cells.get(f"stations.{station.id}.in_post")
            spots.extend([cell] if cell is not None else [])
            named.append(f"{_label(station)} ({count} > {limit})")
        where = spots or [cell for cell in [cells.get("people")] if cell is not None]
        if named and where:
            findings.at(
                key, where[0], where=column_place(where, None), stations=_named(named), count=len(named)
            )


def _subtotals(scenario: Scenario) -> list[str]:
    """Return the stations whose every count is the sum of the stations under them."""
    children: dict[str, list[str]] = {}
    for station in scenario.stations:
        if station.parent is not None:
            children.setdefault(station.parent, []).append(station.id)
    return [
        parent
        for parent, below in children.items()
        if len(below) > 1
        and scenario.drivers
        and all(_is_sum(driver, parent, below) for driver in scenario.drivers)
    ]


def _is_sum(driver: Driver, parent: str, below: Sequence[str]) -> bool:
    counts = [driver.values[station] for station in below]
    return (
        sum(count > 0 for count in counts) > 1
        and sum(counts) >= _LEAST_SUM
        and driver.values[parent] == sum(counts)
    )


def _label(station: Station) -> str:
    return f"{station.id} {station.name}"


def _named(names: Sequence[str]) -> list[str]:
    return [*names[:_NAMED], *(["…"] if len(names) > _NAMED else [])]
