"""What quantifies work beside the drivers: ledger, standards, working time, allowances, classes, periods."""

from collections.abc import Callable, MutableMapping
from typing import Any

from staffing.io.cells import Cell, Table
from staffing.io.findings import Findings
from staffing.io.layout import Sheet
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
    return fields
