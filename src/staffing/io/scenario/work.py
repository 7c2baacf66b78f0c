"""What quantifies work beside the drivers: ledger, standards, working time, allowances, classes, periods."""

from collections.abc import Callable, MutableMapping
from typing import Any

from staffing.io.cells import Cell, Table
from staffing.io.findings import Findings
from staffing.io.layout import ALLOWANCES, COEFFICIENTS, STANDARDS, WORKING_TIME, Sheet
from staffing.io.ledger.rates import Rates
from staffing.io.ledger.reading import read_tasks
from staffing.io.scenario.coefficients import read_coefficients
from staffing.io.scenario.names import StationNames
from staffing.io.scenario.source import Source
from staffing.io.scenario.standards import read_standards
from staffing.io.scenario.working_time import check_allowances, read_allowances, read_working_time


def read_standard_hours(
    find: Callable[[Sheet], Table | None],
    stations: StationNames,
    findings: Findings,
    cells: MutableMapping[str, Cell],
) -> dict[str, Any]:
    """Return the standards, working times and allowances."""
    fields: dict[str, Any] = {}
    if (table := find(STANDARDS)) is not None:
        fields["standards"] = read_standards(table, findings, cells)
    if (table := find(WORKING_TIME)) is not None:
        fields["working_time"] = read_working_time(table, stations, findings, cells)
    if (table := find(ALLOWANCES)) is not None:
        fields["allowances"] = read_allowances(table, stations, findings, cells)
        check_allowances(fields, stations, cells, findings)
    return fields


def read_work(
    source: Source,
    find: Callable[[Sheet], Table | None],
    stations: StationNames,
    findings: Findings,
    cells: MutableMapping[str, Cell],
) -> dict[str, Any]:
    """Return the fields of a Scenario that these tables give.

    Parameters
    ----------
    find
        Returns the table of a sheet, from the file or from the list in YAML.
    cells
        Learns the cell behind each part.
    """
    fields: dict[str, Any] = {}
    table = find(COEFFICIENTS)
    if table is not None:
        fields["coefficients"] = read_coefficients(table, findings, cells)
    fields |= read_standard_hours(find, stations, findings, cells)
    rates = Rates(fields.get("coefficients", ()), fields.get("standards", ()))
    fields["tasks"] = read_tasks(source, stations, rates, findings, cells)
    return fields
