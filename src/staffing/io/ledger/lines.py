"""Rows of a ledger in a sheet, or in a list: each value read with its cell."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from staffing.io.cells import Cell, Table
from staffing.io.characters import trim
from staffing.io.findings import Findings
from staffing.io.ledger.months import read_month
from staffing.io.scenario.names import StationNames
from staffing.io.values.dates import iso_date
from staffing.io.values.numbers import decimal, number_in
from staffing.io.values.placeholders import absent
from staffing.io.values.words import name, text

TEXTS = (
    "id",
    "task",
    "activity",
    "block",
    "work_type",
    "post",
    "person",
    "difficulty",
    "urgency",
    "importance",
)
"""Columns that hold words."""


class Line(NamedTuple):
    """One row of a ledger."""

    station: str
    month: str
    words: dict[str, str]
    """What stands in the columns of words, by key; without those that are blank."""
    quantity: Decimal
    unit_hours: Decimal | None
    completion: Decimal
    opened: str | None
    done: str | None
    progress: Decimal | None
    """100 for all of it; None: not a number."""
    row: Mapping[str, Cell]

    @property
    def activity(self) -> str:
        """The activity, or the task where none is named."""
        return self.words.get("activity") or self.words["task"]

    @property
    def key(self) -> tuple[object, ...]:
        """Everything that the row says."""
        words = tuple(sorted(self.words.items()))
        numbers = (self.quantity, self.unit_hours, self.completion, self.progress)
        return (self.station, self.month, words, *numbers, self.opened, self.done, self._due)

    @property
    def _due(self) -> str:
        return self.row["due"].written if "due" in self.row else ""


class Lines(NamedTuple):
    """The rows of a ledger that could be read, and how many name a unit that knowingly does not count."""

    lines: list[Line]
    left_out: int
    rows: int


def read_lines(table: Table, stations: StationNames, findings: Findings) -> Lines:
    """Return every row of the table; faults stand with their cells."""
    lines: list[Line] = []
    left_out = 0
    for row in table.rows:
        cell = row.get("station")
        if cell is not None and isinstance(cell.value, str) and stations.left_out(trim(cell.value)):
            stations.find(cell, findings)
            left_out += 1
            continue
        line = _read_line(row, table, stations, findings)
        if line is not None:
            lines.append(line)
    return Lines(lines, left_out, len(table.rows))


def _read_line(
    row: Mapping[str, Cell], table: Table, stations: StationNames, findings: Findings
) -> Line | None:
    given = {key: _required(row, key, table, findings) for key in ("task", "station", "month", "quantity")}
    station = stations.find(given["station"], findings) if given["station"] is not None else None
    month = read_month(given["month"], findings) if given["month"] is not None else None
    quantity = decimal(given["quantity"], findings) if given["quantity"] is not None else None
    words = {}
    for key in TEXTS:
        cell = row.get(key)
        if key == "task" or not absent(cell, findings):
            said = _words(cell, key, findings) if cell is not None and not cell.blank else None
            if said is not None:
                words[key] = said
    numbers = {
        key: decimal(row[key], findings, negative=key == "completion_points")
        for key in ("unit_hours", "completion_points")
        if not absent(row.get(key), findings)
    }
    dates = {
        key: iso_date(row[key], findings)
        for key in ("opened", "due", "done")
        if not absent(row.get(key), findings)
    }
    if station is None or month is None or quantity is None or "task" not in words:
        return None
    return Line(
        station,
        month,
        words,
        quantity,
        numbers.get("unit_hours"),
        numbers.get("completion_points") or Decimal(0),
        dates.get("opened"),
        dates.get("done"),
        _progress(row.get("progress")),
        row,
    )


def _required(row: Mapping[str, Cell], key: str, table: Table, findings: Findings) -> Cell | None:
    cell = row.get(key)
    if cell is None or cell.blank:
        title = table.titles.get(key)
        first = next(iter(row.values()))
        missing = cell or first._replace(value=None, title=key if title is None else title.title)
        findings.at("E_MISSING", missing)
        return None
    return cell


def _words(cell: Cell, key: str, findings: Findings) -> str | None:
    """Return the words of a cell; numbers are words here, for ids and grades are written so."""
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        cell = cell._replace(value=cell.written)
    return (
        text(cell, findings) if key in ("id", "difficulty", "urgency", "importance") else name(cell, findings)
    )


def _progress(cell: Cell | None) -> Decimal | None:
    """Return how far a task is, in percent; words such as 已完成 are no number, and no fault."""
    if cell is None or cell.blank:
        return None
    number = number_in(cell.value)
    if number is None:
        return None
    percent = isinstance(cell.value, str) and trim(cell.value).endswith(("%", "％"))
    return number * 100 if percent or (cell.form == "workbook" and 0 <= number <= 1) else number
