"""Sums and checks of a ledger whose rows are all in memory."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from staffing.io.findings import Findings
from staffing.io.ledger.answer import Double, Findable, Odd, Sum
from staffing.io.ledger.lines import Line, Lines
from staffing.io.ledger.rates import EXACT, KINDS, Rates
from staffing.io.ledger.spec import TaskSpec
from staffing.io.scenario.stations import row_place
from staffing.io.values.words import nearest

_ALL = Decimal(100)


class LineLedger:
    """A ledger as lines: those that count, each with its hours and points."""

    def __init__(self, lines: Lines, spec: TaskSpec, rates: Rates, findings: Findings, file: str) -> None:
        inside = [line for line in lines.lines if _counts(line, spec)]
        kept = _once(inside, spec, findings)
        self._work = [(line, *worth) for line in kept if (worth := _worth(line, rates, findings)) is not None]
        self.found = Findable(
            rows=lines.rows,
            outside=len(lines.lines) - len(inside),
            left_out=lines.left_out,
            repeated=len(inside) - len(kept),
            file=file,
            months=_months(kept),
            doubles=_doubles(kept),
            dates=_odd(line for line in kept if line.opened and line.done and line.done < line.opened),
            progress=_odd(
                line for line in kept if line.progress is not None and not 0 <= line.progress <= _ALL
            ),
            graded={kind.value: sum(kind.value in line.words for line in kept) for kind in KINDS},
        )

    def sums(self, by: Sequence[str]) -> list[Sum]:
        """Return the work by some columns, in order of these."""
        sums: dict[tuple[str | None, ...], list[Decimal]] = {}
        counts: dict[tuple[str | None, ...], int] = {}
        for line, hours, points in self._work:
            key = tuple(_value(line, column) for column in by)
            counts[key] = counts.get(key, 0) + 1
            own = sums.setdefault(key, [Decimal(0)] * 3)
            for number, amount in enumerate((line.quantity, hours, points)):
                own[number] = EXACT.add(own[number], amount)
        return [
            Sum(key, counts[key], *amounts)
            for key, amounts in sorted(sums.items(), key=lambda item: [word or "" for word in item[0]])
        ]


def _value(line: Line, column: str) -> str | None:
    if column in ("station", "month", "activity"):
        return str(getattr(line, column))
    return line.words.get(column)


def _counts(line: Line, spec: TaskSpec) -> bool:
    return (spec.first is None or line.month >= spec.first) and (spec.last is None or line.month <= spec.last)


def _once(lines: Sequence[Line], spec: TaskSpec, findings: Findings) -> list[Line]:
    """Return the lines without those that repeat another; refuse these where nobody said what they mean."""
    if spec.repeats == "all":
        return list(lines)
    first: dict[tuple[object, ...], Line] = {}
    for line in lines:
        twin = first.setdefault(line.key, line)
        if twin is not line and spec.repeats == "refuse":
            cells = [twin.row["station"], line.row["station"]]
            where = row_place(cells[1])
            findings.at("E_TASK_REPEATED", cells[1], where=where, first=row_place(cells[0]))
    return list(first.values())


def _worth(line: Line, rates: Rates, findings: Findings) -> tuple[Decimal, Decimal] | None:
    """Return hours and points of a line; None, and faults, where a standard or coefficient is missing."""
    unit_hours = line.unit_hours
    if unit_hours is None:
        unit_hours = rates.unit_hours(line.activity, line.month)
        if unit_hours is None:
            cell = line.row.get("unit_hours", line.row["quantity"])
            findings.at("E_TASK_HOURS", cell, where=row_place(cell), name=line.activity, month=line.month)
    factors = []
    for kind in KINDS:
        grade = line.words.get(kind.value)
        factor = rates.factor(kind, grade, line.month)
        if factor is None:
            near = nearest(str(grade), rates.grades(kind))
            findings.at("E_TASK_GRADE", line.row[kind.value], month=line.month, nearest=near)
        factors.append(factor)
    if unit_hours is None or None in factors:
        return None
    difficulty, urgency, importance = (factor or Decimal(0) for factor in factors)
    hours = EXACT.multiply(EXACT.multiply(line.quantity, unit_hours), difficulty)
    points = EXACT.multiply(EXACT.multiply(hours, urgency), importance)
    return hours, EXACT.add(points, line.completion)


def _months(lines: Iterable[Line]) -> dict[str, frozenset[str]]:
    months: dict[str, set[str]] = {}
    for line in lines:
        months.setdefault(line.station, set()).add(line.month)
    return {station: frozenset(own) for station, own in months.items()}


def _doubles(lines: Iterable[Line]) -> Double | None:
    rows: dict[tuple[str | None, ...], list[Line]] = {}
    for line in lines:
        if "id" in line.words:
            key = (line.words["id"], line.month, line.station, line.words.get("person"))
            rows.setdefault(key, []).append(line)
    several = [own for own in rows.values() if len(own) > 1]
    if not several:
        return None
    return Double(len(several), sum(map(len, several)), *_place(several[0][1]))


def _odd(lines: Iterable[Line]) -> Odd | None:
    found = list(lines)
    return Odd(len(found), *_place(found[0])) if found else None


def _place(line: Line) -> tuple[str, str]:
    return line.row["station"].file, row_place(line.row["station"])
