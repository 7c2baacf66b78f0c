"""Read and validate: the answer of ``staffing check``."""

from collections.abc import Sequence
from pathlib import Path

from staffing.errors import InputError, Issue
from staffing.io.findings import Change, Changed
from staffing.io.loaded import Loaded
from staffing.io.scenario_file import load
from staffing.io.table_alone import check_table as read_table
from staffing.messages import Lang
from staffing.models.checking import Check, Note, Noted, SheetSummary
from staffing.models.run import RelaxationDocument, RuleDocument
from staffing.service.opening import open_scenario
from staffing.service.record import issue_documents, room_warnings

VALID = "VALID"
INVALID = "INVALID"


def check(source: str | Path | Loaded, *, notes: bool = False, lang: Lang = "zh") -> Check:
    """Say what a scenario holds, or everything that is wrong with it; raises nothing.

    With ``notes`` every value and row is listed that was not taken as it stands.
    """
    try:
        loaded = source if isinstance(source, Loaded) else load(source)
        opened = open_scenario(loaded, lang=lang)
        broken = _broken_variants(loaded)
    except InputError as error:
        return invalid(error, lang)
    scenario = opened.scenario
    held, totals = [station.in_post for station in scenario.stations], opened.totals
    issues = [*opened.warnings, *room_warnings(opened, totals.capacity, totals.total), *broken]
    return Check(
        status=INVALID if any(issue.severity == "error" for issue in issues) else VALID,
        name=scenario.name,
        noun=scenario.noun,
        stations=len(scenario.stations),
        drivers=len(scenario.drivers),
        values=sum(len(driver.values) for driver in scenario.drivers),
        cap=scenario.cap,
        windows={d.name: d.period or "" for d in scenario.drivers if d.series} or None,
        take=scenario.window.take
        if scenario.window is not None and any(d.series for d in scenario.drivers)
        else None,
        people=len(loaded.people) if loaded.people else None,
        in_post=None if any(x is None for x in held) else sum(x or 0 for x in held),
        sheets=tuple(SheetSummary(name=seen.name, rows=seen.rows, used=seen.used) for seen in loaded.sheets),
        variants=loaded.variants,
        noted=_noted(loaded.noted),
        notes=_listed(loaded.notes) if notes else None,
        notes_more=(loaded.noted.more or None) if notes else None,
        issues=issue_documents(issues, lang),
        input_sha256=opened.input_sha256,
    )


def check_table(path: str | Path, *, notes: bool = False, lang: Lang = "zh") -> Check:
    """Say whether a lone table in CSV can be read, and which one it is."""
    try:
        table = read_table(path)
    except InputError as error:
        return invalid(error, lang)
    return Check(
        status=VALID,
        name=table.file,
        stations=table.stations,
        people=table.people,
        sheets=(SheetSummary(name=table.sheet.zh, rows=table.rows, used=True),),
        noted=_noted(table.noted),
        notes=_listed(table.notes) if notes else None,
        notes_more=(table.noted.more or None) if notes else None,
        issues=issue_documents(list(table.warnings), lang),
    )


def _noted(changed: Changed) -> Noted:
    return Noted(values=changed.values, rows=changed.rows)


def _listed(changes: Sequence[Change]) -> tuple[Note, ...]:
    return tuple(Note(**change._asdict()) for change in changes)


def _broken_variants(loaded: Loaded) -> list[Issue]:
    """Return the faults of the named changes; one that only leaves no plan is not a fault."""
    faults: list[Issue] = []
    for name in loaded.variants:
        try:
            loaded.variant(name)
        except InputError as error:
            faults.extend(error.issues)
    return faults


def invalid(error: InputError, lang: Lang) -> Check:
    """Return the document of refused input: every fault, and for contradictions what they are."""
    return Check(
        status=INVALID,
        issues=issue_documents(list(error.issues), lang),
        conflict=tuple(RuleDocument(**rule) for rule in error.conflict) or None,
        relaxations=tuple(RelaxationDocument.model_validate(row) for row in error.relaxations) or None,
    )
