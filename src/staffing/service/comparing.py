"""Scenarios side by side: given ones, all methods, all normalisations."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from staffing.errors import InputError
from staffing.messages import Lang
from staffing.models.answers import Comparison, ComparisonRow, Variant
from staffing.models.base import Method, Normalisation
from staffing.models.plan import Status
from staffing.models.run import Run
from staffing.quantify.hours import all_in_hours
from staffing.service.opening import open_scenario
from staffing.service.record import issue_documents
from staffing.service.running import run
from staffing.solver.reallocation.formulate import refused_method

SEVERITY = (
    Status.OPTIMAL,
    Status.INFEASIBLE,
    Status.INVALID,
    Status.FEASIBLE,
    Status.NO_SOLUTION,
    Status.CANCELLED,
    Status.UNVERIFIED,
    Status.CRASHED,
)
"""From best to worst, in the order of their exit codes."""


def compare(sources: Sequence[Any], *, names: Sequence[str] | None = None, lang: Lang = "zh") -> Comparison:
    """Solve several scenarios and set them side by side, the first one being the base."""
    titles = names or [Path(str(source)).stem for source in sources]
    return side_by_side(
        [solved(name, source, lang=lang) for name, source in zip(titles, sources, strict=True)], lang
    )


def compare_methods(source: Any, *, lang: Lang = "zh") -> Comparison:
    """Solve one scenario under every method that knows its rules, its own first."""
    opened = open_scenario(source, lang=lang)
    own = opened.scenario.method
    others = [method for method in Method if method is not own]
    if opened.programme is not None:
        asked = [opened.scenario.model_copy(update={"method": method}) for method in others]
        others = [scenario.method for scenario in asked if refused_method(scenario) is None]
    order = [own, *others]
    return side_by_side([solved(method, opened, method=method.value, lang=lang) for method in order], lang)


def compare_normalisations(source: Any, *, lang: Lang = "zh") -> Comparison:
    """Solve one scenario under every normalisation, its own first; by hours where every driver has a standard."""
    opened = open_scenario(source, lang=lang)
    own = opened.scenario.normalisation
    others = [n for n in Normalisation if n is not Normalisation.HOURS or all_in_hours(opened.scenario)]
    order = [own, *(normalisation for normalisation in others if normalisation is not own)]
    return side_by_side([solved(n, opened, normalisation=n.value, lang=lang) for n in order], lang)


def solved(name: str, source: Any, *, lang: Lang, **changes: Any) -> tuple[str, Run | InputError]:
    """Return the run of one scenario, or the refusal of its input, under its name."""
    try:
        return name, run(source, lang=lang, **changes)
    except InputError as error:
        return name, error


def side_by_side(answers: Iterable[tuple[str, Run | InputError]], lang: Lang = "zh") -> Comparison:
    """Set named runs side by side; stations in the order of their first appearance."""
    listed = list(answers)
    base = next((answer for _, answer in listed if isinstance(answer, Run)), None)
    columns = [_column(name, answer, base, lang) for name, answer in listed]
    rows: dict[str, tuple[str, int | None]] = {}
    for _, answer in listed:
        if isinstance(answer, Run):
            for station in answer.stations:
                rows.setdefault(station.id, (station.name, station.in_post))
    return Comparison(
        status=max((column.status for column in columns), key=SEVERITY.index),
        scenarios=tuple(columns),
        stations=tuple(_row(station, *rows[station], columns) for station in rows),
    )


def _column(name: str, answer: Run | InputError, base: Run | None, lang: Lang) -> Variant:
    if isinstance(answer, InputError):
        return Variant(name=name, status=Status.INVALID, issues=issue_documents(list(answer.issues), lang))
    posts = _allocation(answer)
    reference = None if base is None else _allocation(base)
    changed = None
    if posts is not None and reference is not None:
        shared = [station for station in reference if station in posts]
        changed = sum(posts[station] != reference[station] for station in shared) if shared else None
    return Variant(
        name=name,
        status=answer.status,
        method=answer.method,
        normalisation=answer.normalisation,
        cap=answer.cap,
        allocation=posts,
        changed=changed,
        input_sha256=answer.input_sha256,
    )


def _allocation(answer: Run) -> dict[str, int] | None:
    posts = {row.id: row.allocation for row in answer.stations if row.allocation is not None}
    return posts if len(posts) == len(answer.stations) else None


def _row(station: str, name: str, in_post: int | None, columns: Sequence[Variant]) -> ComparisonRow:
    posts = tuple((column.allocation or {}).get(station) for column in columns)
    shown = {x for x in posts if x is not None}
    return ComparisonRow(id=station, name=name, in_post=in_post, allocations=posts, differs=len(shown) > 1)
