"""How long a post works in a year, and the time that the standards do not cover: rows of 工作时间 and 宽放."""

from collections.abc import Collection, Mapping, MutableMapping
from decimal import Decimal
from typing import Any, Final

from staffing.io.cells import Cell, Table, places
from staffing.io.findings import Findings
from staffing.io.layout import ALLOWANCES, choice_names
from staffing.io.scenario.establishment import Row, required
from staffing.io.scenario.names import StationNames
from staffing.io.scenario.stations import row_place
from staffing.io.values.numbers import decimal, whole
from staffing.io.values.placeholders import absent
from staffing.io.values.words import name, option
from staffing.models.base import plain
from staffing.models.standards import Allowance, AllowanceKind, Per, WorkingTime
from staffing.quantify.calendar import YEARS
from staffing.quantify.standards import category_share, days_worked, working_time_of

_LEAVE: Final = ("annual_leave", "sick_leave", "training", "other")
_DAYS: Final = 366
_HOURS: Final = 24
_CHOICES: Final = {
    key: {words: choice for choice, words in choice_names(ALLOWANCES.column(key), "zh").items()}
    for key in ("kind", "per")
}


def time_path(station: str | None) -> str:
    """Return the path of a working time among the parts of a scenario."""
    return f"working_time.{station or '*'}"


def read_working_time(
    table: Table, stations: StationNames, findings: Findings, cells: MutableMapping[str, Cell]
) -> tuple[WorkingTime, ...]:
    """Return the working times, one for all stations and one for each that has its own."""
    found: dict[str | None, WorkingTime] = {}
    first: dict[str | None, Cell] = {}
    for row in table.rows:
        if not row:
            findings.at("E_MISSING", Cell(None, "hours_per_day", table.file, table.name, "typed"))
            continue
        cell = next(iter(row.values()))
        given = {key: value for key, value in row.items() if not absent(value, findings)}
        station = stations.find(given["station"], findings) if "station" in given else None
        if "station" in given and station is None:
            continue
        twin = first.setdefault(station, cell)
        if twin is not cell:
            values = {"got": station or "", "first": row_place(twin)}
            findings.at("E_WORKING_TIME.twice", cell, where=row_place(cell), **values)
            continue
        time = _time(station, given, findings)
        for key, value in given.items():
            cells[f"{time_path(station)}.{key}"] = value
        if time is not None and _has_days(time, given, cell, findings):
            found[station] = time
    return tuple(found.values())


def _time(station: str | None, given: Row, findings: Findings) -> WorkingTime | None:
    fields: dict[str, Any] = {"station": station}
    if "year" in given:
        fields["year"] = whole(given["year"], findings)
    for key in ("days", *_LEAVE, "hours_per_day"):
        if key in given:
            fields[key] = _amount(key, given[key], findings)
    refused = any(fields[key] is None for key in given if key != "station")
    return None if refused else WorkingTime(**fields)


def _amount(key: str, cell: Cell, findings: Findings) -> Decimal | None:
    number = decimal(cell, findings, percent=False)
    most = _HOURS if key == "hours_per_day" else _DAYS
    if number is not None and (number > most or (not number and key not in _LEAVE)):
        findings.at("E_RANGE", cell, low="0", high=str(most))
        return None
    return number


def _has_days(time: WorkingTime, given: Row, cell: Cell, findings: Findings) -> bool:
    """Refuse a year without calendar where the days are not given, and leave that takes every day."""
    if time.days is None and time.year not in YEARS:
        at = given.get("year", cell)
        findings.at("E_CALENDAR", at, got=time.year, first=YEARS[0], last=YEARS[-1])
        return False
    leave = sum((getattr(time, key) for key in _LEAVE), Decimal(0))
    days = days_worked(time.model_copy(update=dict.fromkeys(_LEAVE, Decimal(0))))
    if days > leave:
        return True
    spots = [given[key] for key in ("days", *_LEAVE) if key in given]
    values = {"name": time.station or "*", "days": f"{float(days):g}", "leave": plain(leave)}
    findings.at("E_WORKING_TIME", spots[-1], where=places(spots, span=True), **values)
    return False


def read_allowances(
    table: Table, stations: StationNames, findings: Findings, cells: MutableMapping[str, Cell]
) -> tuple[Allowance, ...]:
    """Return the allowances in the order given, each name once at a station and once for all."""
    found: list[Allowance] = []
    first: dict[tuple[str, str | None], Cell] = {}
    for row in table.rows:
        words, kind = (required(row, key, table, findings) for key in ("name", "kind"))
        own = None if words is None else name(words, findings)
        chosen = (
            None if kind is None else option(kind, tuple(AllowanceKind), findings, names=_CHOICES["kind"])
        )
        given = {key: value for key, value in row.items() if not absent(value, findings)}
        station = stations.find(given["station"], findings) if "station" in given else None
        if own is None or chosen is None or words is None or ("station" in given and station is None):
            continue
        twin = first.setdefault((own, station), words)
        if twin is not words:
            findings.at("E_DUPLICATE", words, where=places([twin, words]), first=twin.where)
            continue
        allowance = _allowance(own, AllowanceKind(chosen), station, given, words, findings)
        if allowance is not None:
            found.append(allowance)
            for key, value in given.items():
                cells[f"{allowance_path(allowance)}.{key}"] = value
    return tuple(found)


def allowance_path(allowance: Allowance) -> str:
    """Return the path of an allowance among the parts of a scenario."""
    return f"allowances.{allowance.name}" + (f".{allowance.station}" if allowance.station else "")


def _allowance(
    own: str, kind: AllowanceKind, station: str | None, given: Row, cell: Cell, findings: Findings
) -> Allowance | None:
    if ("share" in given) is ("hours" in given):
        findings.at("E_ALLOWANCE.amount", cell, where=row_place(cell), got=own)
        return None
    if kind is AllowanceKind.INDIVIDUAL and ("share" in given or "staff" not in given):
        findings.at("E_ALLOWANCE.individual", given.get("share", cell), where=row_place(cell), got=own)
        return None
    if kind is AllowanceKind.CATEGORY and "staff" in given:
        findings.at("E_ALLOWANCE.staff", given["staff"], got=own)
        return None
    if "share" in given and "per" in given:
        findings.at("E_ALLOWANCE.per", given["per"], got=own)
        return None
    if "hours" in given and "per" not in given:
        findings.at("E_ALLOWANCE.per_missing", given["hours"], got=own)
        return None
    numbers = {
        key: decimal(given[key], findings, percent=key == "share")
        for key in ("share", "hours", "staff")
        if key in given
    }
    per = option(given["per"], tuple(Per), findings, names=_CHOICES["per"]) if "per" in given else Per.YEAR
    if per is None or None in numbers.values():
        return None
    share = numbers.get("share")
    if share is not None and share >= 1:
        findings.at("E_ALLOWANCE.share", given["share"])
        return None
    return Allowance(name=own, kind=kind, station=station, per=Per(per), **numbers)


def check_allowances(
    fields: Mapping[str, Any], stations: Collection[str], cells: Mapping[str, Cell], findings: Findings
) -> None:
    """Refuse category allowances that together take all working time of a station."""
    allowances: tuple[Allowance, ...] = fields.get("allowances", ())
    shared = [one for one in allowances if one.kind is AllowanceKind.CATEGORY]
    told: set[tuple[str, ...]] = set()
    for station in stations if shared else ():
        own = [one for one in shared if one.station in (None, station)]
        time = working_time_of(fields.get("working_time", ()), station)
        share = category_share(own, time, days_worked(time))
        spots = [
            cells[path]
            for one in own
            for key in ("share", "hours")
            if (path := f"{allowance_path(one)}.{key}") in cells
        ]
        mark = tuple(spot.where for spot in spots)
        if share >= 1 and mark not in told:
            told.add(mark)
            values = {"name": station, "names": [one.name for one in own], "sum": f"{float(share):.4g}"}
            findings.at("E_ALLOWANCE_SUM", spots[-1], where=places(spots), **values)
