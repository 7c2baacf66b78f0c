"""Add or cut N where the ladder is not enough: two plans of the reallocation programme, and what differs."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from staffing.analysis.whatif_programme import from_staff, one_category, with_cap
from staffing.errors import Issue, UsageError
from staffing.messages import Lang, text
from staffing.models.plan import Status
from staffing.models.progress import Progress
from staffing.models.what_if import Mode, Step, WhatIf
from staffing.service.opening import Opened
from staffing.service.programme import conflict_fields, solve_programme
from staffing.service.record import burden, capacity_of, in_post_of, issue_documents, movements, room_warnings
from staffing.solver.reallocation.answers import Answer
from staffing.solver.reallocation.formulate import Formulation, formulate
from staffing.solver.reallocation.problem import Plan, Reallocation

if TYPE_CHECKING:
    from staffing.solver.supervise import Workers

BEST_FIRST = (Status.OPTIMAL, Status.FEASIBLE, Status.INFEASIBLE)
"""Of two plans the worse status counts; what is not here is worse still."""


def ask_programme(
    opened: Opened,
    delta: int,
    *,
    category: str | None,
    mode: Mode,
    limit: int | None,
    lang: Lang,
    workers: "Workers | None" = None,
    progress: Callable[[Progress], None] | None = None,
    cancel: threading.Event | None = None,
) -> WhatIf:
    """Answer an add or a cut of a scenario whose rules the ladder does not know.

    Parameters
    ----------
    limit
        Most transfers in mode ``budget``.
    """
    whole = formulate(opened.scenario, opened.demand)
    k = whole.categories.index(category or "")
    formulation = replace(whole, problem=_posed(lambda: one_category(whole.problem, k)))
    problem = formulation.problem
    staff = in_post_of(opened.scenario)
    if mode is not Mode.REAPPORTION and staff is None:
        raise UsageError([Issue("E_IN_POST_MISSING", values={"mode": mode.value})])
    total = sum(c.cap for c in problem.categories)
    headcount = total if mode is Mode.REAPPORTION else sum(problem.held)
    if delta == 0 or (problem.categories[k].cap if mode is Mode.REAPPORTION else problem.held[k]) + delta < 0:
        raise UsageError([Issue("E_DELTA", values={"got": delta, "headcount": headcount})])
    asked = WhatIf(
        status=Status.OPTIMAL,
        delta=delta,
        category=category,
        mode=mode,
        max_transfers=limit,
        cap_before=headcount,
        cap_after=headcount + delta,
        method=opened.scenario.method,
        normalisation=opened.scenario.normalisation,
        input_sha256=opened.input_sha256,
    )
    if mode is Mode.REAPPORTION:
        cap = problem.categories[k].cap + delta
        questions = [problem, _posed(lambda: with_cap(problem, k, cap))]
    else:
        questions = [_posed(lambda: from_staff(problem, k, delta, mode, limit))]
    answers: list[Answer] = []
    for question in questions:
        put = replace(formulation, problem=question)
        answer = solve_programme(opened, put, workers=workers, progress=progress, cancel=cancel)
        answers.append(answer)
        if answer.plan is None or answer.status is Status.CANCELLED:
            fields = _refusal(opened, put, answer, lang, workers, cancel)
            return asked.model_copy(update=fields)
    before = answers[0].plan if mode is Mode.REAPPORTION else problem.in_post
    after = answers[-1].plan
    return asked.model_copy(
        update={
            "status": _worst(answers),
            "verified": True,
            **_fields(opened, formulation, k, before or (), after or (), mode, delta, lang),
        }
    )


def _posed(make: Callable[[], Reallocation]) -> Reallocation:
    """Return a question as a problem; one without any posts is none."""
    try:
        return make()
    except ValueError:
        raise UsageError([Issue("E_MODEL.nothing")]) from None


def _worst(answers: Sequence[Answer]) -> Status:
    found = [answer.status for answer in answers]
    unknown = [status for status in found if status not in BEST_FIRST]
    return unknown[0] if unknown else max(found, key=BEST_FIRST.index)


def _refusal(
    opened: Opened,
    formulation: Formulation,
    answer: Answer,
    lang: Lang,
    workers: "Workers | None",
    cancel: threading.Event | None,
) -> dict[str, Any]:
    fields: dict[str, Any] = {"status": answer.status}
    if answer.status is Status.INFEASIBLE:
        found = conflict_fields(opened, formulation, lang=lang, workers=workers, cancel=cancel)
        fields |= {"verified": True, **found}
    return fields


def _fields(
    opened: Opened,
    formulation: Formulation,
    k: int,
    before: Plan,
    after: Plan,
    mode: Mode,
    delta: int,
    lang: Lang,
) -> dict[str, Any]:
    old, new = formulation.posts(before), formulation.posts(after)
    category = formulation.categories[k] or None
    totals = {s: sum(row.values()) for s, row in old.items()}
    changed = {s: sum(row.values()) for s, row in new.items()}
    moves = movements(old, new) if mode is Mode.BUDGET else None
    order = [station.id for station in opened.scenario.stations]
    placed, wanted = sum(changed.values()), sum(totals.values()) + delta
    steps = [s for s in order if totals[s] != changed[s]]
    room = [] if mode is Mode.REAPPORTION else room_warnings(opened, placed, wanted)
    return {
        "category_before": None if category is None else sum(row[k] for row in before),
        "before": {s: totals[s] for s in order},
        "after": {s: changed[s] for s in order},
        "cap_before": wanted - delta,
        "cap_after": wanted,
        "steps": tuple(
            _step(opened, formulation.problem, n, s, category, totals[s], changed[s], lang)
            for n, s in enumerate(steps, start=1)
        ),
        "transfers": () if moves is None else moves.transfers,
        "warnings": issue_documents([*opened.warnings, *room], lang),
    }


def _step(
    opened: Opened,
    problem: Reallocation,
    order: int,
    station: str,
    category: str | None,
    before: int,
    after: int,
    lang: Lang,
) -> Step:
    """Return what changes at one station: heads count as they are, burdens by their capacity."""
    s = problem.ids.index(station)
    index = opened.demand.index[[row.id for row in opened.scenario.stations].index(station)]
    whole = capacity_of(opened.scenario)
    k = 0 if category is None else [c.id for c in problem.categories].index(category)
    size = Fraction(problem.categories[k].capacity, problem.unit)
    held = sum(x * c.capacity for x, c in zip(problem.in_post[s], problem.categories, strict=True))
    others = Fraction(held, problem.unit) - size * problem.in_post[s][k]
    rest = sum(problem.in_post[s]) - problem.in_post[s][k]
    return Step(
        order=order,
        station=station,
        category=category,
        change=after - before,
        posts_before=before,
        posts_after=after,
        burden_before=burden(index, others + size * (before - rest), whole),
        burden_after=burden(index, others + size * (after - rest), whole),
        priority=None,
        runner_up=None,
        reason=text("step_programme", lang),
    )
