"""Years of a phased plan, and who retires or leaves in them: rows of 分年 and 离退."""

from collections.abc import Collection, Mapping, MutableMapping
from functools import partial
from typing import Any, Final

from staffing.io.cells import Cell, Table, places
from staffing.io.findings import Findings
from staffing.io.scenario.establishment import Row, find_category, required
from staffing.io.scenario.names import StationNames
from staffing.io.values.numbers import MOST_HEADS, whole
from staffing.io.values.placeholders import absent
from staffing.io.values.words import name, nearest
from staffing.models.establishment import Departure, Year

_OWN: Final = ("max_transfers", "max_joins")
"""What a year sets, of all categories together."""
_YEAR_DIGITS: Final = 10**15


def read_years(
    table: Table,
    categories: Mapping[str, object] | None,
    findings: Findings,
    cells: MutableMapping[str, Cell],
) -> tuple[Year, ...]:
    """Return the years in the order of their first rows.

    A row without category is the year's own, one with a category gives that category's cap in the year; the
    year's own limits may stand in either, once. ``categories`` None: there are none, and the year's own row gives
    the headcount.
    """
    years: dict[str, dict[str, Any]] = {}
    first: dict[tuple[str, ...], Cell] = {}
    for row in table.rows:
        year = _year(row, table, findings)
        if year is None:
            continue
        own = years.setdefault(year, {"year": year, "caps": {}})
        given = {key: row[key] for key in (*_OWN, "category", "cap") if not absent(row.get(key), findings)}
        if "category" not in given:
            _once((year,), row["year"], year, first, findings)
        for key in _OWN:
            if key in given and _once((year, key), given[key], year, first, findings):
                own[key] = whole(given[key], findings)
                cells[f"years.{year}.{key}"] = given[key]
        _take_cap(year, own["caps"], row, given, categories, first, findings, cells)
    return tuple(Year(**own) for own in years.values())


def _year(row: Row, table: Table, findings: Findings) -> str | None:
    """Return the name of a row's year; a whole number is as good as its digits."""
    cell = required(row, "year", table, findings)
    if cell is None:
        return None
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < _YEAR_DIGITS:
        cell = cell._replace(value=cell.written)
    return name(cell, findings)


def _once(
    key: tuple[str, ...], cell: Cell, got: str, first: dict[tuple[str, ...], Cell], findings: Findings
) -> bool:
    """Tell whether something is said for the first time; refuse it otherwise."""
    twin = first.setdefault(key, cell)
    if twin is not cell:
        findings.at("E_DUPLICATE", cell, where=places([twin, cell]), got=got, first=twin.where)
    return twin is cell


def _take_cap(
    year: str,
    caps: dict[str, int],
    row: Row,
    given: Mapping[str, Cell],
    categories: Mapping[str, object] | None,
    first: dict[tuple[str, ...], Cell],
    findings: Findings,
    cells: MutableMapping[str, Cell],
) -> None:
    """Read the cap of a category in a year, or the headcount where there are no categories."""
    cap = given.get("cap")
    category: str | None = ""
    if "category" in given:
        category = find_category(given["category"], categories, findings)
        if cap is None:
            blank = row.get("cap", given["category"]._replace(value=None, title="cap"))
            findings.at("E_MISSING", blank)
    elif cap is not None and categories is not None:
        findings.at("E_MISSING", row.get("category", cap._replace(value=None, title="category")))
        return
    if cap is None or category is None:
        return
    spot = given.get("category", cap)
    if _once((year, "cap", category), spot, f"{year} {category}".strip(), first, findings):
        heads = whole(cap, findings)
        caps |= {} if heads is None else {category: heads}
        cells[f"years.{year}.caps.{category}" if category else f"years.{year}.cap"] = cap


def read_departures(
    table: Table,
    years: Collection[str] | None,
    stations: StationNames,
    categories: Mapping[str, object] | None,
    findings: Findings,
    cells: MutableMapping[str, Cell],
) -> tuple[Departure, ...]:
    """Return who leaves when and where; ``years`` None: no year is given, ``categories`` None: there are none."""
    found: list[Departure] = []
    first: dict[tuple[str, ...], Cell] = {}
    for row in table.rows:
        year = _known_year(row, years, table, findings)
        cell = required(row, "station", table, findings)
        station = stations.find(cell, findings) if cell is not None else None
        category = _category(row, categories, table, findings)
        number = required(row, "count", table, findings)
        count = _count(number, findings) if number is not None else None
        if year is None or cell is None or station is None or category is None or number is None:
            continue
        key = (year, station, category)
        if _once(key, cell, " ".join(key).strip(), first, findings):
            path = ".".join(
                ("departures", year, station, category) if category else ("departures", year, station)
            )
            cells[path] = number
            if count is not None:
                found.append(Departure(year=year, station=station, category=category or None, count=count))
    return tuple(found)


def _known_year(row: Row, years: Collection[str] | None, table: Table, findings: Findings) -> str | None:
    year = _year(row, table, findings)
    if year is None or (years is not None and year in years):
        return year
    if years is None:
        findings.at("E_UNKNOWN_KEY.no_years", row["year"])
    elif years:
        findings.at("E_UNKNOWN_KEY", row["year"], nearest=partial(nearest, year, years))
    return None


def _category(
    row: Row, categories: Mapping[str, object] | None, table: Table, findings: Findings
) -> str | None:
    """Return the category of a row; empty where the scenario has none, None where there is a fault."""
    if categories is None and absent(row.get("category"), findings):
        return ""
    cell = required(row, "category", table, findings)
    return None if cell is None else find_category(cell, categories, findings)


def _count(cell: Cell, findings: Findings) -> int | None:
    count = whole(cell, findings)
    if count == 0:
        findings.at("E_RANGE", cell, low="1", high=str(MOST_HEADS))
        return None
    return count
