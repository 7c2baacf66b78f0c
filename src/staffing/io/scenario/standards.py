"""How long work takes: rows of 作业标准."""

from collections.abc import MutableMapping
from decimal import Decimal

from staffing.io.cells import Cell, Table, places
from staffing.io.findings import Findings
from staffing.io.layout import STANDARDS, choice_names
from staffing.io.scenario.coefficients import read_validity
from staffing.io.scenario.establishment import Row, required
from staffing.io.scenario.stations import row_place
from staffing.io.values.numbers import decimal, whole
from staffing.io.values.placeholders import absent
from staffing.io.values.words import name, option
from staffing.models.base import plain
from staffing.models.standards import Standard, StandardSource

_SOURCES = {words: key for key, words in choice_names(STANDARDS.column("source"), "zh").items()}
_REQUIRED = ("activity", "unit_hours", "source")


def standard_path(standard: Standard) -> str:
    """Return the path of a standard among the parts of a scenario: by activity and first day."""
    return f"standards.{standard.activity}" + (f".{standard.valid_from}" if standard.valid_from else "")


def read_standards(
    table: Table, findings: Findings, cells: MutableMapping[str, Cell]
) -> tuple[Standard, ...]:
    """Return the standards in the order given; of one activity no two are valid on the same day."""
    found: list[Standard] = []
    spots: dict[str, list[tuple[Standard, Cell]]] = {}
    for row in table.rows:
        given = {key: required(row, key, table, findings) for key in _REQUIRED}
        activity = None if given["activity"] is None else name(given["activity"], findings)
        hours = None if given["unit_hours"] is None else _positive(given["unit_hours"], findings)
        source = (
            None
            if given["source"] is None
            else option(given["source"], tuple(StandardSource), findings, names=_SOURCES)
        )
        low, high = (_optional(row.get(key), findings) for key in ("low", "high"))
        samples = _samples(row.get("samples"), findings)
        valid = read_validity(row, findings)
        if activity is None or hours is None or source is None or valid is None:
            continue
        standard = Standard(
            activity=activity,
            unit_hours=hours,
            source=StandardSource(source),
            low=low,
            high=high,
            samples=samples,
            **valid,
        )
        _check_range(standard, row, findings)
        spot = row["activity"]
        twins = spots.setdefault(activity, [])
        twin = next((other for one, other in twins if _overlap(one, standard)), None)
        twins.append((standard, spot))
        if twin is not None:
            findings.at("E_VALIDITY", spot, where=row_place(spot), first=row_place(twin))
            continue
        for key in ("activity", "unit_hours", "valid_from", "valid_to"):
            if key in row:
                cells[f"{standard_path(standard)}.{key}"] = row[key]
        found.append(standard)
    return tuple(found)


def _positive(cell: Cell, findings: Findings) -> Decimal | None:
    number = decimal(cell, findings, percent=False)
    if number is not None and not number:
        findings.at("E_STANDARD_ZERO", cell)
        return None
    return number


def _optional(cell: Cell | None, findings: Findings) -> Decimal | None:
    return None if cell is None or absent(cell, findings) else decimal(cell, findings, percent=False)


def _samples(cell: Cell | None, findings: Findings) -> int | None:
    if cell is None or absent(cell, findings):
        return None
    count = whole(cell, findings)
    if count == 0:
        findings.at("E_RANGE", cell, low="1", high="10000000")
        return None
    return count


def _check_range(standard: Standard, row: Row, findings: Findings) -> None:
    """A range that runs backwards is a slip and refused; a figure outside its range may be meant, and is told."""
    low, high, hours = standard.low, standard.high, standard.unit_hours
    if low is not None and high is not None and low > high:
        ends = [row["low"], row["high"]]
        findings.at(
            "E_STANDARD_RANGE", ends[-1], where=places(ends, span=True), low=plain(low), high=plain(high)
        )
    elif (low is not None and hours < low) or (high is not None and hours > high):
        values = {"name": standard.activity, "got": plain(hours)}
        values |= {"low": "—" if low is None else plain(low), "high": "—" if high is None else plain(high)}
        findings.at("W_STANDARD_RANGE", row["unit_hours"], where=row_place(row["unit_hours"]), **values)


def _overlap(one: Standard, other: Standard) -> bool:
    """Tell whether two are valid on some same day."""
    ends = [(standard.valid_from or "", standard.valid_to or "9999-12-31") for standard in (one, other)]
    return ends[0][0] <= ends[1][1] and ends[1][0] <= ends[0][1]
