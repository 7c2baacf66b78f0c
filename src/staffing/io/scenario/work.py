"""What quantifies work beside the drivers: ledger, standards, working time, allowances, classes, periods."""

from collections.abc import Callable, MutableMapping
from typing import Any

from staffing.io.cells import Cell, Table
from staffing.io.findings import Findings
from staffing.io.layout import COEFFICIENTS, Sheet
from staffing.io.ledger.rates import Rates
from staffing.io.ledger.reading import read_tasks
from staffing.io.scenario.coefficients import read_coefficients
from staffing.io.scenario.names import StationNames
from staffing.io.scenario.source import Source


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
    rates = Rates(fields.get("coefficients", ()), fields.get("standards", ()))
    fields["tasks"] = read_tasks(source, stations, rates, findings, cells)
    return fields
