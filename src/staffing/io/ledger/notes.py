"""What is said of a ledger: what became of every row, which months are missing, what is odd in it."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from staffing.errors import Issue
from staffing.io.findings import Findings
from staffing.io.layout import TASKS
from staffing.io.ledger.answer import Findable, Sum
from staffing.io.ledger.months import months_between
from staffing.io.ledger.rates import EXACT, KINDS, Rates
from staffing.io.ledger.spec import TaskSpec
from staffing.models.base import plain
from staffing.models.tasks import Grading

_NAMED: Final = 6
"""Stations whose missing months are named; the others are counted."""


def covered(found: Findable, spec: TaskSpec) -> tuple[str, ...]:
    """Return the months that a ledger is to cover: as the scenario says, else from its first to its last."""
    months = sorted(set().union(*found.months.values())) if found.months else []
    first, last = spec.first or (months[0] if months else None), spec.last or (months[-1] if months else None)
    return months_between(first, last) if first is not None and last is not None else ()


def note_ledger(
    found: Findable,
    sums: Sequence[Sum],
    spec: TaskSpec,
    rates: Rates,
    stations: Sequence[str],
    findings: Findings,
) -> None:
    """Say what became of the rows, and what in them is odd; every row is accounted for."""
    counted = sum(one.rows for one in sums)
    balance = {
        "counted": counted,
        "outside": found.outside,
        "left_out": found.left_out,
        "repeated": found.repeated,
    }
    if sum(balance.values()) != found.rows:
        raise ArithmeticError(f"{found.file}: {balance} of {found.rows} rows")
    hours, points = _total(sums, "hours"), _total(sums, "points")
    values = {"rows": found.rows, **balance, "hours": hours, "points": points}
    findings.add(Issue("W_TASKS", found.file, "", values))
    _note_months(found, spec, stations, findings)
    _note_odd(found, findings)
    _note_grades(found, counted, rates, findings)


def _note_grades(found: Findable, counted: int, rates: Rates, findings: Findings) -> None:
    """Say which grades count nothing, for want of coefficients, and how many rows bear none."""
    idle = [_titled(kind) for kind in KINDS if found.graded.get(kind) and kind not in rates.graded]
    if idle:
        findings.add(Issue("W_TASK_GRADES", found.file, "", {"kinds": idle}))
    for kind in KINDS:
        rows = counted - found.graded.get(kind, 0)
        if kind in rates.graded and rows:
            values = {"name": _titled(kind), "rows": rows, "of": counted}
            findings.add(Issue("W_TASK_UNGRADED", found.file, "", values))


def _titled(kind: Grading) -> str:
    return f"{TASKS.column(kind.value).zh} [{kind.value}]"


def _total(sums: Sequence[Sum], field: str) -> str:
    total = Decimal(0)
    for one in sums:
        total = EXACT.add(total, getattr(one, field))
    return plain(total)


def _note_months(found: Findable, spec: TaskSpec, stations: Sequence[str], findings: Findings) -> None:
    """Name the stations that have no rows in some month, and the months."""
    months = covered(found, spec)
    lacking = {
        station: [month for month in months if month not in found.months.get(station, ())]
        for station in stations
    }
    lacking = {station: own for station, own in lacking.items() if own}
    if lacking:
        shown = "; ".join(f"{station} {_listed(own)}" for station, own in list(lacking.items())[:_NAMED])
        values = {
            "count": sum(map(len, lacking.values())),
            "of": len(months) * len(stations),
            "stations": len(lacking),
            "shown": shown + ("…" if len(lacking) > _NAMED else ""),
        }
        findings.add(Issue("W_TASK_MONTHS", found.file, "", values))


def _listed(months: Sequence[str]) -> str:
    """Return months as a list, runs of three and more by their ends.

    >>> _listed(["2025-01", "2025-03", "2025-04", "2025-05"])
    '2025-01, 2025-03/2025-05'
    """
    runs: list[list[str]] = []
    for month in months:
        if runs and months_between(runs[-1][-1], month)[1:] == (month,):
            runs[-1].append(month)
        else:
            runs.append([month])
    return ", ".join(f"{run[0]}/{run[-1]}" if len(run) > 2 else ", ".join(run) for run in runs)


def _note_odd(found: Findable, findings: Findings) -> None:
    if found.doubles is not None:
        values = {"ids": found.doubles.ids, "rows": found.doubles.rows}
        findings.add(Issue("W_TASK_IDS", found.doubles.file, found.doubles.where, values))
    for code, odd in (("W_TASK_DATES", found.dates), ("W_TASK_PROGRESS", found.progress)):
        if odd is not None:
            findings.add(Issue(code, odd.file, odd.where, {"rows": odd.rows}))
