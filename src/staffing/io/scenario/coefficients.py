"""What the ledger's grades count, and from when to when: rows of 系数."""

from collections.abc import MutableMapping
from typing import Any

from staffing.io.cells import Cell, Table
from staffing.io.findings import Findings
from staffing.io.scenario.establishment import required
from staffing.io.scenario.stations import row_place
from staffing.io.values.dates import iso_date
from staffing.io.values.numbers import decimal
from staffing.io.values.placeholders import absent
from staffing.io.values.words import option, text
from staffing.models.tasks import Coefficient, Grading

_NAMES = {"紧急程度": "urgency", "重要程度": "importance", "难度": "difficulty"}


def read_coefficients(
    table: Table, findings: Findings, cells: MutableMapping[str, Cell]
) -> tuple[Coefficient, ...]:
    """Return the coefficients in the order given; of one grade no two may be valid on the same day."""
    found: list[Coefficient] = []
    spots: dict[tuple[Grading, str], list[tuple[Coefficient, Cell]]] = {}
    for row in table.rows:
        given = {key: required(row, key, table, findings) for key in ("kind", "grade", "coefficient")}
        kind = option(given["kind"], tuple(Grading), findings, names=_NAMES) if given["kind"] else None
        grade = read_grade(given["grade"], findings) if given["grade"] else None
        number = decimal(given["coefficient"], findings) if given["coefficient"] else None
        valid = read_validity(row, findings)
        if kind is None or grade is None or number is None or valid is None:
            continue
        one = Coefficient(kind=Grading(kind), grade=grade, coefficient=number, **valid)
        cell = row["grade"]
        twins = spots.setdefault((one.kind, grade), [])
        twin = next((spot for other, spot in twins if overlap(one, other)), None)
        if twin is not None:
            findings.at("E_VALIDITY", cell, where=row_place(cell), first=row_place(twin))
            continue
        twins.append((one, cell))
        cells[f"coefficients.{kind}.{grade}" + (f".{one.valid_from}" if one.valid_from else "")] = row[
            "coefficient"
        ]
        found.append(one)
    return tuple(found)


def read_grade(cell: Cell, findings: Findings) -> str | None:
    """Read a grade; the number of one counts as its digits."""
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        cell = cell._replace(value=cell.written)
    return text(cell, findings)


def read_validity(row: Any, findings: Findings) -> dict[str, str | None] | None:
    """Return from when to when a row is valid, and its basis; None, and a fault, where it ends before it begins."""
    days = {
        key: None if absent(row.get(key), findings) else iso_date(row[key], findings)
        for key in ("valid_from", "valid_to")
    }
    basis = None if absent(row.get("basis"), findings) else text(row["basis"], findings)
    if days["valid_from"] and days["valid_to"] and days["valid_from"] > days["valid_to"]:
        findings.at("E_VALIDITY.order", row["valid_to"], first=days["valid_from"])
        return None
    return {**days, "basis": basis}


def overlap(one: Coefficient, other: Coefficient) -> bool:
    """Tell whether two are valid on some same day."""
    return (one.valid_from or "") <= (other.valid_to or "9999") and (other.valid_from or "") <= (
        one.valid_to or "9999"
    )
