"""What was read, before it is understood: tables, settings, and where each came from."""

from dataclasses import dataclass, field
from pathlib import Path

from staffing.io.cells import Table, Tree
from staffing.io.files.grid import Seen
from staffing.io.foreign.ticket_spec import Tickets


@dataclass(frozen=True, slots=True)
class Source:
    """The raw content of one scenario, whatever its form."""

    file: str
    """Name of the scenario's own file; empty for a request body."""
    name: str
    """Title, where the content names none."""
    settings: dict[str, Tree]
    """Keys of ``scenario.yaml``; 参数, 权重 and 方案 of a workbook stand under the same keys."""
    tables: dict[str, Table] = field(default_factory=dict)
    """Sheets or CSVs by key."""
    wide: Table | None = None
    """One table with a column a driver, instead of the sheets."""
    seen: tuple[Seen, ...] = ()
    data_file: str = ""
    """Name of the file that holds the tables."""
    inputs: tuple[Path, ...] = ()
    """Files and folders that were read."""
    tickets: tuple[Tickets, ...] = ()
    """Tables of one row a ticket, not yet counted."""
    ledger: tuple[Path, ...] = ()
    """Files of the task ledger, not yet read."""
    workbook: bool = False
    """True: a workbook used alone, whose settings stand in 参数."""
