"""The key ``tasks`` of a scenario: where the ledger is, which months count, and what it brings to demand."""

from decimal import Decimal
from typing import Final, NamedTuple

from staffing.io.cells import Cell, Tree
from staffing.io.files.tree import known_keys, leaf, leaves, mapping
from staffing.io.findings import Findings
from staffing.io.layout import TASKS
from staffing.io.ledger.months import read_month
from staffing.io.values.numbers import decimal
from staffing.io.values.words import nearest, option, text
from staffing.models.base import plain
from staffing.models.tasks import Measure

KEYS: Final = ("ledger", "rows", "measure", "blend", "from", "to", "columns", "repeats")
MEASURES: Final = {"工时": "hours", "分值": "points"}
REPEATS: Final = ("refuse", "first", "all")


class TaskSpec(NamedTuple):
    """What ``tasks`` says beside the rows."""

    measure: Measure = Measure.HOURS
    blend: Decimal = Decimal(0)
    first: str | None = None
    """First month that counts; None: the first there is."""
    last: str | None = None
    repeats: str = "refuse"
    """What becomes of a row that stands there twice, every value the same."""
    columns: dict[str, Cell] = {}  # noqa: RUF012 - never changed
    """Titles of a foreign ledger's columns, by the sheet's keys."""


def read_spec(tree: Tree | None, file: str, findings: Findings) -> TaskSpec:
    """Return what ``tasks`` says; what it does not say keeps its default."""
    entry = mapping(tree, "tasks", file, findings)
    known_keys(entry, KEYS, "tasks", file, findings)
    found = {
        key: leaf(entry.get(key), f"tasks.{key}", file, findings)
        for key in KEYS
        if key not in ("rows", "columns")
    }
    cells = {key: cell for key, cell in found.items() if cell is not None and not cell.blank}
    measure = (
        option(cells["measure"], tuple(Measure), findings, names=MEASURES) if "measure" in cells else None
    )
    blend = decimal(cells["blend"], findings) if "blend" in cells else None
    if blend is not None and blend > 1:
        findings.at("E_RANGE", cells["blend"], low="0", high="1", got=plain(blend))
        blend = None
    ends = [read_month(cells[key], findings) if key in cells else None for key in ("from", "to")]
    if None not in ends and str(ends[0]) > str(ends[1]):
        findings.at("E_TASK_SPAN", cells["to"], first=ends[0])
    repeats = option(cells["repeats"], REPEATS, findings) if "repeats" in cells else None
    return TaskSpec(
        Measure(measure or Measure.HOURS),
        blend or Decimal(0),
        ends[0],
        ends[1],
        repeats or "refuse",
        _columns(entry.get("columns"), file, findings),
    )


def _columns(tree: Tree | None, file: str, findings: Findings) -> dict[str, Cell]:
    """Return the titles that a foreign ledger gives its columns; keys in English or Chinese."""
    known = {name: column.key for column in TASKS.columns for name in (column.key, column.zh)}
    columns = {}
    for key, cell in leaves(tree, "tasks.columns", file, findings).items():
        if key not in known:
            findings.at("E_UNKNOWN_KEY", cell, got=key, nearest=nearest(key, list(known)))
        elif text(cell, findings) is not None:
            columns[known[key]] = cell
    return columns
