"""The rules that stand in tables of their own: groups, fixed numbers, years, departures."""

from collections.abc import Callable, Mapping, MutableMapping
from typing import NamedTuple

from staffing.io.cells import Cell, Table
from staffing.io.findings import Findings
from staffing.io.layout import DEPARTURES, FIX, GROUPS, YEARS, Sheet
from staffing.io.scenario.fixed import read_fix
from staffing.io.scenario.groups import read_groups
from staffing.io.scenario.names import StationNames
from staffing.io.scenario.stations import Fields
from staffing.io.scenario.years import read_departures, read_years
from staffing.models.establishment import Departure, Fix, Year


class Rules(NamedTuple):
    """What these tables say."""

    groups: list[Fields]
    """Fields of each: where there is a fault they make no group."""
    fix: tuple[Fix, ...]
    years: tuple[Year, ...]
    departures: tuple[Departure, ...]


def read_rules(
    find: Callable[[Sheet], Table | None],
    stations: StationNames,
    categories: Mapping[str, object] | None,
    findings: Findings,
    cells: MutableMapping[str, Cell],
) -> Rules:
    """Read each table that is there; ``categories`` None: the scenario has none."""
    tables = {sheet.key: find(sheet) for sheet in (GROUPS, FIX, YEARS, DEPARTURES)}
    filled = {key: table for key, table in tables.items() if table is not None and table.rows}
    groups, fixed, phases, leavers = map(filled.get, tables)
    years: tuple[Year, ...] = ()
    if phases is not None:
        cells["years"] = next(iter(phases.rows[0].values()))
        years = read_years(phases, categories, findings, cells)
    known = None if phases is None else [year.year for year in years]
    return Rules(
        [] if groups is None else read_groups(groups, stations, categories, findings, cells),
        () if fixed is None else read_fix(fixed, stations, categories, findings, cells),
        years,
        () if leavers is None else read_departures(leavers, known, stations, categories, findings, cells),
    )
