"""Recompute a stored result exactly, without a solver, and name every figure that differs."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from staffing.errors import Issue
from staffing.messages import LANGUAGES, Lang
from staffing.models.checking import Verification
from staffing.models.plan import Plan, Status
from staffing.models.run import Run
from staffing.models.scenario import PRESENTATION
from staffing.service.conflicts import conflict_documents, relaxation_documents
from staffing.service.opening import Opened, open_scenario
from staffing.service.record import issue_documents, posts_of
from staffing.service.record_ladder import record_ladder
from staffing.service.storing import SEAL, Stored, read_result
from staffing.solver.backends import BACKENDS
from staffing.solver.explain import contradiction
from staffing.solver.reallocation.formulate import Formulation, formulate
from staffing.solver.verify import Verdict, check

if TYPE_CHECKING:
    from staffing.solver.reallocation.answers import Answer

WORDS = ("reason",)
"""Fields of a run that are words alone."""
MOST_DIFFERENCES = 20
"""Differing figures that are named; the rest is counted."""


def verify(result: str | Path, source: Any, *, lang: Lang = "zh") -> Verification:
    """Check a stored result against its scenario.

    The index is computed anew, the plan is checked by exchange, every figure of the result is recomputed and
    compared, and the seal is compared with the file's content. No solver is loaded, nor the ladder's search.

    Raises
    ------
    InputError
        The result cannot be read, or the scenario is refused.
    """
    path = Path(result)
    stored = read_result(path, unsealed=True)
    run = stored.run
    opened = _as_solved(open_scenario(source, lang=lang), run)
    issues, figures = _compare(opened, stored)
    placed = [issue.within(path.name) for issue in issues]
    agrees = not any(issue.severity == "error" for issue in placed)
    return Verification(
        status=run.status,
        verified=agrees,
        proof=run.proof if agrees else None,
        figures=figures,
        issues=issue_documents(placed, lang),
        input_sha256=opened.input_sha256,
    )


def _as_solved(opened: Opened, run: Run) -> Opened:
    """Return the scenario as the result says it was solved: with its headcount, method and normalisation."""
    if opened.input_sha256 == run.input_sha256:
        return opened
    changed = opened.adjusted(cap=run.cap, method=run.method.value, normalisation=run.normalisation.value)
    if changed.input_sha256 != run.input_sha256:
        return opened
    fields = {"cap": run.cap, "method": run.method.value, "normalisation": run.normalisation.value}
    differing = [
        f"{name} {value}" for name, value in fields.items() if value != getattr(opened.scenario, name)
    ]
    note = Issue("W_OVERRIDE", values={"changes": ", ".join(differing)})
    return replace(changed, warnings=(*changed.warnings, note))


def _compare(opened: Opened, stored: Stored) -> tuple[list[Issue], int]:
    run = stored.run
    notes = [issue for issue in opened.warnings if issue.code == "W_OVERRIDE"]
    opened = replace(opened, warnings=tuple(w for w in opened.warnings if w.code != "W_OVERRIDE"))
    if opened.input_sha256 != run.input_sha256:
        values = {"got": run.input_sha256[:12], "expected": opened.input_sha256[:12]}
        return [Issue("E_RESULT.input", where="input_sha256", values=values)], 0
    if not stored.sealed:
        notes.append(Issue("E_RESULT.seal", where=SEAL))
    if opened.programme is not None:
        return _compare_programme(opened, opened.programme, stored, notes)
    given = {row.id: row.allocation for row in run.stations}
    allocation = tuple(given.get(station) for station in opened.problem.ids)
    if run.status in (Status.OPTIMAL, Status.FEASIBLE) or any(x is not None for x in allocation):
        verdict = check(opened.problem, allocation)
        if not verdict.feasible:
            return notes + [Issue("E_RESULT.plan", values={"detail": fault}) for fault in verdict.faults], 0
        if run.status is Status.OPTIMAL and not verdict.optimal:
            giver, taker = verdict.improvement or ("", "")
            return [*notes, Issue("E_RESULT.better", values={"giver": giver, "taker": taker})], 0
        expected = [
            _ladder_again(opened, run, _proven(run, allocation, verdict), lang, notes) for lang in LANGUAGES
        ]
    else:
        expected = [_without_plan(opened, run, lang) for lang in LANGUAGES]
    return _figures(opened, stored, expected, notes)


def _ladder_again(opened: Opened, run: Run, plan: Plan, lang: Lang, notes: list[Issue]) -> Run:
    again = record_ladder(opened, plan, lang=lang)
    if not (run.has_company or opened.scenario.years):
        return again
    from staffing.service.beside import answer_of

    formulation = formulate(opened.scenario, opened.demand)
    best = answer_of(formulation, posts_of(again), again.status)
    return _with_beside(opened, again, run, best, lang, notes)


def _compare_programme(
    opened: Opened, formulation: Formulation, stored: Stored, notes: list[Issue]
) -> tuple[list[Issue], int]:
    """Compare a run of the reallocation programme."""
    from staffing.service.record_programme import record_programme
    from staffing.service.verifying_programme import recompute

    found = recompute(opened, formulation, stored.run)
    notes += found.issues
    if found.answer is None:
        return notes, 0
    # The words of a conflict are checked where it is proven, and copied here.
    more = {key: getattr(stored.run, key) for key in ("conflict", "relaxations")}
    more = {key: value for key, value in more.items() if value is not None}
    expected = [
        _with_beside(
            opened,
            record_programme(opened, formulation, found.answer, lang=lang, more=more),
            stored.run,
            found.answer,
            lang,
            notes,
        )
        for lang in LANGUAGES
    ]
    return _figures(opened, stored, expected, notes)


def _with_beside(
    opened: Opened, again: Run, run: Run, best: "Answer | None", lang: Lang, notes: list[Issue]
) -> Run:
    """Add what stands beside the plan, recomputed."""
    if not (run.has_company or opened.scenario.years):
        return again
    from staffing.service.verifying_beside import beside_again

    fields, issues = beside_again(opened, run, best, lang)
    notes += [issue for issue in issues if issue not in notes]
    return again.model_copy(update=fields)


def _figures(
    opened: Opened, stored: Stored, expected: Sequence[Run], notes: list[Issue]
) -> tuple[list[Issue], int]:
    """Compare every figure of a result with what it must be."""
    run = stored.run
    notes += _titles(opened, run)
    document = {key: value for key, value in stored.document.items() if key != SEAL}
    again = [_document(answer, run) for answer in expected]
    differences = _least_differences(document, again, places=False)
    if not differences and _least_differences(document, again, places=True):
        notes.append(Issue("W_PLACES"))
    figures = _comparable(document, places=False)
    return notes + [_difference(*found) for found in differences[:MOST_DIFFERENCES]], _leaves(figures)


def _titles(opened: Opened, run: Run) -> list[Issue]:
    """Note words of the report that differ: they are no part of the fingerprint, and no figure depends on them."""
    differing = [
        name for name in sorted(PRESENTATION) if getattr(opened.scenario, name) != getattr(run, name)
    ]
    return [Issue("W_TITLE", values={"fields": differing})] if differing else []


def _least_differences(
    given: dict[str, Any], expected: Sequence[dict[str, Any]], *, places: bool
) -> list[tuple[str, Any, Any]]:
    """Return what differs from the recomputed result, in the language where least does."""
    figures = _comparable(given, places=places)
    return min((_differences(figures, _comparable(again, places=places)) for again in expected), key=len)


def _comparable(document: dict[str, Any], *, places: bool) -> dict[str, Any]:
    """Return a result without titles and order of rows, and on demand without the places of its warnings.

    Rows are compared by name only where no name stands twice.
    """
    kept = {key: value for key, value in document.items() if key not in PRESENTATION and key not in WORDS}
    kept = _unordered(kept)
    if isinstance(kept.get("work"), dict):
        kept["work"] = _unordered(kept["work"])
    if isinstance(kept.get("seasons"), list):
        kept["seasons"] = {row["driver"]: _unordered(row) for row in kept["seasons"]}
    for key in ("warnings", "conflict", "rules"):
        rows = kept.get(key)
        if isinstance(rows, list):
            dropped = () if places else ("file", "where")
            kept[key] = [
                {name: value for name, value in row.items() if name not in dropped}
                for row in rows
                if row.get("code") != "W_BACKEND"
            ]
    return kept


def _unordered(document: dict[str, Any]) -> dict[str, Any]:
    """Return a document whose rows of stations, drivers, categories and classes stand under their names."""
    kept = dict(document)
    for key, name in (("stations", "id"), ("drivers", "name"), ("categories", "id"), ("classes", "name")):
        rows = kept.get(key)
        if isinstance(rows, list):
            named = {str(row[name]): row for row in rows}
            kept[key] = named if len(named) == len(rows) else rows
    return kept


def _backend(run: Run) -> str:
    """Return the back end that the result names, if there is one of that name."""
    named = str(run.provenance.get("backend"))
    return named if named in {"ladder", "hamilton", "arithmetic", *BACKENDS} else ""


def _proven(run: Run, allocation: tuple[Any, ...], verdict: Verdict) -> Plan:
    """Return the plan with what the check itself proved."""
    status = Status.OPTIMAL if verdict.optimal and run.status is Status.OPTIMAL else Status.FEASIBLE
    return Plan(
        status=status,
        backend=_backend(run),
        reason="reason_named",
        allocation=allocation,
        objective=verdict.objective,
        unserved_index=verdict.unserved_index,
        bound=verdict.objective if status is Status.OPTIMAL else None,
        verified=True,
        proof=verdict.proof if status is Status.OPTIMAL else None,
        ties=verdict.ties,
    )


def _without_plan(opened: Opened, run: Run, lang: Lang) -> Run:
    found = contradiction(opened.problem)
    status = Status.INFEASIBLE if found else run.status
    plan = Plan(status=status, backend=_backend(run), reason="", verified=found is not None)
    again = record_ladder(opened, plan, lang=lang)
    if found is None:
        return again
    update = {
        "conflict": conflict_documents(opened, found, lang),
        "relaxations": relaxation_documents(opened, found, lang),
    }
    return again.model_copy(update=update)


def _document(again: Run, run: Run) -> dict[str, Any]:
    """Return the recomputed document; versions of the program that made the result are taken as said."""
    made_by = {key: run.provenance.get(key, "") for key in ("staffing", "python")}
    return {**again.document(), "provenance": {**again.provenance, **made_by}}


def _differences(given: Any, expected: Any, path: str = "") -> list[tuple[str, Any, Any]]:
    """Return every leaf that differs, as (path, given, expected)."""
    if isinstance(given, dict) and isinstance(expected, dict):
        keys = [*expected, *(key for key in given if key not in expected)]
        pairs = ((f"{path}.{key}" if path else key, given.get(key), expected.get(key)) for key in keys)
        return [found for name, a, b in pairs for found in _differences(a, b, name)]
    if isinstance(given, list) and isinstance(expected, list) and len(given) == len(expected):
        pairs = ((f"{path}[{n}]", a, b) for n, (a, b) in enumerate(zip(given, expected, strict=True)))
        return [found for name, a, b in pairs for found in _differences(a, b, name)]
    same = type(given) is type(expected) or {type(given), type(expected)} == {int, float}
    return [] if same and given == expected else [(path, given, expected)]


def _difference(path: str, given: Any, expected: Any) -> Issue:
    values = {"got": str(given)[:80], "expected": str(expected)[:80]}
    return Issue("E_RESULT.differs", where=path, values=values)


def _leaves(document: Any) -> int:
    return sum(1 for _ in _walk(document))


def _walk(document: Any) -> Iterator[Any]:
    if isinstance(document, dict):
        for value in document.values():
            yield from _walk(value)
    elif isinstance(document, list):
        for value in document:
            yield from _walk(value)
    else:
        yield document
