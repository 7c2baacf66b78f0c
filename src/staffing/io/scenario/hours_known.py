"""What a scenario says of hours, seen as a whole: which work has a standard, and what is not counted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from staffing.errors import InputError, Issue
from staffing.io.cells import Cell
from staffing.io.findings import Findings
from staffing.io.scenario.standards import standard_path
from staffing.io.values.words import nearest
from staffing.models.base import Normalisation
from staffing.models.scenario import Scenario
from staffing.models.standards import Standard
from staffing.quantify.hours import counting_drivers, driver_work, refuse_without_standard
from staffing.quantify.standards import days_worked, working_time_of

_NAMED = 5
"""Stations that one message names."""


def check_hours(scenario: Scenario, cells: Mapping[str, Cell], findings: Findings) -> None:
    """Refuse standards that cannot be applied, and say which work has hours and which has none."""
    try:
        in_hours = {work.driver.name for work in driver_work(scenario)}
        if scenario.normalisation is Normalisation.HOURS:
            refuse_without_standard(scenario, counting_drivers(scenario))
    except InputError as error:
        for issue in error.issues:
            findings.add(_placed(issue, scenario.standards, cells))
        return
    ledger = {row.activity for row in scenario.tasks.sums} if scenario.tasks is not None else set()
    _check_used(scenario, ledger, cells, findings)
    if scenario.tasks is None and not in_hours:
        _check_needless(scenario, cells, findings)
        return
    _check_covered(scenario, in_hours, ledger, cells, findings)
    _check_working_time(scenario, findings, cells)


def _placed(issue: Issue, standards: Sequence[Standard], cells: Mapping[str, Cell]) -> Issue:
    """Return a fault at the standard that it is about, or at the normalisation that asks for one."""
    own = [standard for standard in standards if standard.activity == issue.values.get("name")]
    paths = [f"{standard_path(standard)}.activity" for standard in own] or ["normalisation"]
    cell = next((cells[path] for path in paths if path in cells), None)
    return issue if cell is None else replace(issue, file=cell.file, where=cell.where)


def _cell(standard: Standard, cells: Mapping[str, Cell]) -> Cell | None:
    path = f"{standard_path(standard)}.activity"
    return cells.get(path)


def _check_used(scenario: Scenario, ledger: set[str], cells: Mapping[str, Cell], findings: Findings) -> None:
    """Note standards of work that stands nowhere: a name written otherwise leaves its work without hours."""
    known = [*(driver.name for driver in scenario.drivers), *sorted(ledger)]
    for standard in scenario.standards:
        cell = _cell(standard, cells)
        if standard.activity not in known and cell is not None:
            findings.at("W_STANDARD_UNUSED", cell, nearest=nearest(standard.activity, known))


def _check_needless(scenario: Scenario, cells: Mapping[str, Cell], findings: Findings) -> None:
    """Note working time and allowances that nothing uses, because no work is in hours."""
    cell = next((cells[path] for path in _paths(cells, "working_time.", "allowances.")), None)
    if cell is not None and (scenario.working_time or scenario.allowances):
        findings.at("W_STANDARD_NONE", cell)


def _paths(cells: Mapping[str, Cell], *starts: str) -> Iterator[str]:
    return (path for path in cells if path.startswith(starts))


def _check_covered(
    scenario: Scenario,
    in_hours: set[str],
    ledger: set[str],
    cells: Mapping[str, Cell],
    findings: Findings,
) -> None:
    """Say which work the required posts do not count."""
    standards = [standard for standard in scenario.standards if standard.activity in in_hours]
    if scenario.tasks is not None:
        beside = [standard for standard in standards if standard.activity not in ledger]
        cell = _cell(beside[0], cells) if beside else None
        if cell is not None:
            names = list(dict.fromkeys(standard.activity for standard in beside))
            findings.at("W_STANDARD_LEDGER", cell, names=names)
        return
    lacking = [driver.name for driver in counting_drivers(scenario) if driver.name not in in_hours]
    cell = _cell(standards[0], cells)
    if lacking and cell is not None:
        findings.at("W_STANDARD_MISSING", cell, names=lacking, count=len(in_hours))


def _check_working_time(scenario: Scenario, findings: Findings, cells: Mapping[str, Cell]) -> None:
    """Say whose working time nobody gave, and what stands in its place."""
    given = {time.station for time in scenario.working_time}
    lacking = [station.id for station in scenario.stations if station.id not in given]
    if None in given or not lacking:
        return
    time = working_time_of((), "")
    cell = next((cells[path] for path in _paths(cells, "working_time.", "standards.")), None)
    shown = [*lacking[:_NAMED], *(["…"] if len(lacking) > _NAMED else [])]
    values = {
        "count": len(lacking),
        "names": shown,
        "year": time.year,
        "days": int(days_worked(time)),
        "hours": int(time.hours_per_day),
    }
    place = ("", "") if cell is None else (cell.file, cell.where)
    findings.add(Issue("W_WORKING_TIME", *place, values))
