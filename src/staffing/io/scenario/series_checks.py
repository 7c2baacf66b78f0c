"""What looks like a mistake in counts by period: warnings with figures and places."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from staffing.io.cells import Cell
from staffing.io.findings import Findings
from staffing.io.scenario.plausible import outliers
from staffing.models.base import plain
from staffing.models.periods import YEAR, span_of
from staffing.models.scenario import Scenario
from staffing.models.workload import Driver
from staffing.quantify.seasons import complete_periods, period_total
from staffing.quantify.shifts import SURE, level_shift, share_jumps

NAMED: Final = 5
MOSTLY: Final = 2
"""A station with more than one part in so many of a total has most of it."""
STATIONS: Final = 4
"""Among fewer stations one with half of the work is nothing strange."""

FindCell = Callable[[str, str, str | None], Cell]


def check_series(scenario: Scenario, find_cell: FindCell, findings: Findings) -> None:
    """Record level shifts, shares that jump, counts out of the ordinary, and drivers that are mostly one station.

    Parameters
    ----------
    find_cell
        Returns the cell of a driver's count at a station in a period; without period that of its last.
    """
    names = {station.id: f"{station.id} {station.name}" for station in scenario.stations}
    for driver in scenario.drivers:
        _check_mostly(driver, names, find_cell, findings)
        if not driver.series:
            continue
        periods = complete_periods(driver, list(names))
        _check_level(driver, periods, names, find_cell, findings)
        _check_shares(driver, periods, names, find_cell, findings)
        _check_cells(driver, periods, names, find_cell, findings)


def _check_mostly(driver: Driver, names: Mapping[str, str], find_cell: FindCell, findings: Findings) -> None:
    total = sum(driver.values.values())
    if len(names) < STATIONS or not total:
        return
    station, count = max(driver.values.items(), key=lambda item: item[1])
    # One that is out of the ordinary was told as that.
    if count * MOSTLY > total and station not in outliers(driver.values):
        numbers = {"name": driver.name, "station": names[station], "got": plain(count), "sum": plain(total)}
        cell = find_cell(driver.name, station, None)
        findings.at("W_ONE_STATION", cell, **numbers, share=f"{float(count / total):.0%}")


def _check_level(
    driver: Driver, periods: Sequence[str], names: Mapping[str, str], find_cell: FindCell, findings: Findings
) -> None:
    span = span_of(periods[0]) if periods else None
    if span is None:
        return
    shift = level_shift([float(period_total(driver, label)) for label in periods], YEAR // span.months)
    if shift is None:
        return
    label = periods[shift.place]
    cell = find_cell(driver.name, next(iter(names)), label)
    change = shift.after / shift.before - 1 if shift.before else None
    key = "W_LEVEL_SHIFT" if change is None or change > 0 else "W_LEVEL_SHIFT.fall"
    figures = {name: f"{value:,.0f}" for name, value in (("before", shift.before), ("after", shift.after))}
    times = "∞" if not shift.before else f"{shift.after / shift.before:,.1f}"
    findings.at(
        key,
        cell,
        name=driver.name,
        got=label,
        last=periods[shift.place - 1],
        percent="" if change is None else f"{-change:.0%}",
        ratio=times,
        **figures,
    )


def _check_shares(
    driver: Driver, periods: Sequence[str], names: Mapping[str, str], find_cell: FindCell, findings: Findings
) -> None:
    """Compare the shares of each period with those of the one before, and those of each year likewise."""
    single = [[label] for label in periods]
    told: set[str] = set()
    for parts in (_years(periods), single):
        series = [{s: float(sum(driver.series[p][s] for p in part)) for s in names} for part in parts]
        jumps = [jump for jump in share_jumps(series) if jump.station not in told]
        if not jumps:
            continue
        told |= {jump.station for jump in jumps}
        said = [
            f"{names[jump.station]} {_label(parts[jump.place - 1])}→{_label(parts[jump.place])} "
            f"{jump.before:.1%}→{jump.after:.1%}"
            for jump in jumps[:NAMED]
        ]
        said += ["…"] if len(jumps) > NAMED else []
        cell = find_cell(driver.name, jumps[0].station, parts[jumps[0].place][0])
        findings.at("W_SHARE_JUMP", cell, name=driver.name, stations=said, count=len(jumps))


def _years(periods: Sequence[str]) -> list[Sequence[str]]:
    """Return the periods year by year, counted back from the last; none where they are not two whole years."""
    spans = [span for label in periods if (span := span_of(label)) is not None]
    if (
        not spans
        or spans[0].months == YEAR
        or spans[-1].after - spans[0].first != len(spans) * spans[0].months
    ):
        return []
    each = YEAR // spans[0].months
    years = len(periods) // each
    first = len(periods) - years * each
    return [periods[first + n * each : first + (n + 1) * each] for n in range(years)] if years > 1 else []


def _label(part: Sequence[str]) -> str:
    return part[0] if len(part) == 1 else f"{part[0]}..{part[-1]}"


def _check_cells(
    driver: Driver, periods: Sequence[str], names: Mapping[str, str], find_cell: FindCell, findings: Findings
) -> None:
    """Compare each count with the station's own others, after what the other stations' counts did."""
    totals = {label: float(period_total(driver, label)) for label in periods}
    for station, named in names.items():
        counts = {label: float(driver.series[label][station]) for label in periods}
        others = {label: totals[label] - counts[label] for label in periods}
        alone = not all(others.values())
        rates = {label: counts[label] / (1 if alone else others[label]) for label in periods}
        for label in outliers(rates):
            held = sorted(rates[other] for other in periods)
            usual = held[len(held) // 2] * (1 if alone else others[label])
            if (counts[label] - usual) ** 2 < SURE * max(usual, 1.0):
                continue
            ratio = counts[label] / usual if usual else 0.0
            times = f"{ratio:,.0f}" if ratio > 1 else f"1/{1 / ratio:,.0f}" if ratio else "∞"
            findings.at(
                "W_OUTLIER.period",
                find_cell(driver.name, station, label),
                station=named,
                name=driver.name,
                period=label,
                got=plain(driver.series[label][station]),
                median=f"{usual:,.0f}",
                ratio=times,
            )
