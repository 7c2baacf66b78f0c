"""Add or cut N: the answer of ``staffing whatif``."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from staffing.analysis.whatif import (
    exchange,
    increment_problem,
    is_best_within,
    moves_between,
    staff_problem,
)
from staffing.errors import Issue, UsageError
from staffing.messages import Lang
from staffing.models.plan import Plan, Status, Tie
from staffing.models.progress import Progress
from staffing.models.scenario import Scenario
from staffing.models.what_if import Mode, WhatIf
from staffing.service.conflicts import conflict_documents, relaxation_documents
from staffing.service.modes import Posts, summaries
from staffing.service.opening import Opened, open_scenario
from staffing.service.record import burden, issue_documents
from staffing.service.running import solve_problem
from staffing.service.steps import Steps
from staffing.service.whatif_warnings import whatif_warnings
from staffing.solver.classes import classes_of, held_as
from staffing.solver.exchange import Exchanges, Move
from staffing.solver.explain import Contradiction, contradiction
from staffing.solver.methods import DIVISORS
from staffing.solver.problem import Problem, moving_category
from staffing.solver.reallocation.formulate import needs_programme
from staffing.solver.verify import is_feasible, must_place

if TYPE_CHECKING:
    from staffing.solver.supervise import Workers

Solved = dict[Problem, Plan]
"""Plans found for one question: its modes share them."""
DEFAULT_TRANSFERS = 3
"""Transfers of the ``budget`` line in the summary of modes, where none is asked for."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Posts before and after, and how sure the answer is."""

    status: Status
    before: tuple[int, ...] | None = None
    after: tuple[int, ...] | None = None
    exchanges: tuple[tuple[int, int], ...] = ()
    verified: bool = False
    ties: tuple[Tie, ...] = ()
    conflict: Contradiction | None = None


def what_if(
    source: str | Path | Scenario | Opened | Any,
    delta: int,
    *,
    category: str | None = None,
    mode: Mode | str = Mode.REAPPORTION,
    max_transfers: int | None = None,
    modes: bool = False,
    lang: Lang = "zh",
    workers: "Workers | None" = None,
    progress: Callable[[Progress], None] | None = None,
    cancel: threading.Event | None = None,
) -> WhatIf:
    """Say which stations gain or lose when ``delta`` posts are added (or cut, if negative).

    Parameters
    ----------
    category
        Id of the category whose posts move. Default: the only one of kind 外聘; without categories the whole
        headcount.
    mode
        See :class:`staffing.models.what_if.Mode`.
    max_transfers
        Most transfers in mode ``budget``.
    modes
        Also summarise what each mode would come to, where staff in post are known.
    workers, progress, cancel
        As for :func:`staffing.service.run`.

    Raises
    ------
    UsageError
        ``E_CATEGORY``, ``E_DELTA``, ``E_IN_POST_MISSING``, ``E_METHOD``, ``E_OPTION``.
    """
    opened = open_scenario(source, lang=lang)
    wanted = _mode(mode)
    chosen = choose_category(opened.scenario, category)
    limit = (DEFAULT_TRANSFERS if max_transfers is None else max_transfers) if wanted is Mode.BUDGET else None
    if needs_programme(opened.scenario, chosen):
        from staffing.service.asking_programme import ask_programme

        return ask_programme(
            opened,
            delta,
            category=chosen,
            mode=wanted,
            limit=limit,
            lang=lang,
            workers=workers,
            progress=progress,
            cancel=cancel,
        )
    problem = opened.problem_of(chosen)
    _refuse_delta(opened, problem, delta, wanted)
    solved: Solved = {}
    answer = _answer(opened, problem, delta, wanted, limit, solved)
    asked = WhatIf(
        status=answer.status,
        delta=delta,
        category=chosen,
        mode=wanted,
        max_transfers=limit,
        cap_before=problem.total,
        cap_after=problem.total + delta,
        method=opened.scenario.method,
        normalisation=opened.scenario.normalisation,
        verified=answer.verified,
        input_sha256=opened.input_sha256,
    )
    if answer.before is None or answer.after is None:
        return asked.model_copy(update=_refusal(opened, answer, lang))
    moves, coming = _moves(problem, answer, wanted, delta)
    writer = Steps(opened, problem, chosen, lang)
    update: dict[str, Any] = {
        "category_before": _category_before(opened.scenario, chosen, answer.before),
        "before": dict(zip(problem.ids, answer.before, strict=True)),
        "after": dict(zip(problem.ids, answer.after, strict=True)),
        "burdens": _burdens(opened, problem, answer.before, answer.after),
        "cap_before": sum(answer.before) if wanted is not Mode.REAPPORTION else problem.total,
        "cap_after": sum(answer.before) + delta if wanted is not Mode.REAPPORTION else problem.total + delta,
        "steps": tuple(writer.step(n, move) for n, move in enumerate(moves, start=1)),
        "class_turns": writer.turns(moves),
        "next": None if coming is None else writer.step(len(moves) + 1, coming),
        "transfers": writer.transfers(answer.exchanges),
        "warnings": issue_documents(whatif_warnings(opened, problem, answer, wanted, delta), lang),
    }
    if modes and _in_post(opened.scenario) is not None and problem.method in DIVISORS:
        answers = _three(opened, problem, delta, limit or DEFAULT_TRANSFERS, solved)
        update["modes"] = summaries(problem, _in_post(opened.scenario) or (), answers)
    return asked.model_copy(update=update)


def _burdens(
    opened: Opened, problem: Problem, before: Sequence[int], after: Sequence[int]
) -> dict[str, tuple[float | None, float | None]]:
    cap, index = opened.scenario.cap, opened.demand.index
    pairs = zip(problem.ids, index, before, after, strict=True)
    return {station: (burden(p, x, cap), burden(p, y, cap)) for station, p, x, y in pairs}


def what_if_asks_solver(opened: Opened, category: str | None) -> bool:
    """Tell whether an add or a cut asks a solver's process, like :func:`staffing.service.asks_solver`."""
    return needs_programme(opened.scenario, choose_category(opened.scenario, category))


def choose_category(scenario: Scenario, category: str | None) -> str | None:
    """Return the id of the category to add or cut."""
    if category is not None or not scenario.categories:
        moving_category(scenario, category)
        return category
    contract = [c.id for c in scenario.categories if c.kind == "外聘"]
    if len(contract) != 1:
        known = ", ".join(c.id for c in scenario.categories)
        raise UsageError([Issue("E_CATEGORY.several", values={"known": known})])
    return contract[0]


def _category_before(scenario: Scenario, category: str | None, before: Sequence[int]) -> int | None:
    if category is None:
        return None
    return sum(before) - sum(post.in_post for post in scenario.posts if post.category != category)


def _mode(mode: Mode | str) -> Mode:
    try:
        return Mode(mode)
    except ValueError:
        values = {"name": "mode", "got": mode, "known": ", ".join(Mode)}
        raise UsageError([Issue("E_OPTION", values=values)]) from None


def _refuse_delta(opened: Opened, problem: Problem, delta: int, mode: Mode) -> None:
    in_post = _in_post(opened.scenario)
    headcount = problem.total if mode is Mode.REAPPORTION or in_post is None else sum(in_post)
    if delta == 0 or headcount + delta < 0:
        raise UsageError([Issue("E_DELTA", values={"got": delta, "headcount": headcount})])


def _in_post(scenario: Scenario) -> tuple[int, ...] | None:
    held = [station.in_post for station in scenario.stations]
    return None if any(x is None for x in held) else tuple(x or 0 for x in held)


def _answer(
    opened: Opened, problem: Problem, delta: int, mode: Mode, limit: int | None, solved: Solved
) -> Answer:
    if mode is Mode.REAPPORTION:
        return _reapportion(opened, problem, delta, solved)
    in_post = _in_post(opened.scenario)
    if in_post is None:
        raise UsageError([Issue("E_IN_POST_MISSING", values={"mode": mode.value})])
    if problem.method not in DIVISORS:
        raise UsageError([Issue("E_METHOD.mode", values={"mode": mode.value})])
    changed = increment_problem(problem, in_post, delta)
    found = contradiction(changed)
    if found is not None:
        return Answer(Status.INFEASIBLE, conflict=found, verified=True)
    plan = _solved(opened, changed, solved)
    if plan.allocation is None or mode is Mode.INCREMENT:
        return Answer(plan.status, in_post, plan.allocation, (), plan.verified, plan.ties)
    free = held_as(staff_problem(problem, in_post, delta), plan.allocation)
    posts, made = exchange(free, plan.allocation, limit or 0)
    best = is_best_within(free, in_post, posts, limit or 0)
    return Answer(plan.status if best else Status.FEASIBLE, in_post, tuple(posts), tuple(made), best)


def _solved(opened: Opened, problem: Problem, solved: Solved) -> Plan:
    if problem not in solved:
        solved[problem] = solve_problem(opened, problem)
    return solved[problem]


def _reapportion(opened: Opened, problem: Problem, delta: int, solved: Solved) -> Answer:
    changed = problem.with_total(problem.total + delta)
    for rules in (problem, changed):
        found = contradiction(rules)
        if found is not None:
            return Answer(Status.INFEASIBLE, conflict=found, verified=True)
    if problem not in opened.plans:
        opened.plans[problem] = solve_problem(opened, problem)
    before, after = opened.plans[problem], _solved(opened, changed, solved)
    worst = before if before.status is not Status.OPTIMAL else after
    verified = before.verified and after.verified
    return Answer(worst.status, before.allocation, after.allocation, (), verified, after.ties)


def _refusal(opened: Opened, answer: Answer, lang: Lang) -> dict[str, Any]:
    if answer.conflict is None:
        return {}
    return {
        "conflict": conflict_documents(opened, answer.conflict, lang),
        "relaxations": relaxation_documents(opened, answer.conflict, lang),
    }


def _moves(problem: Problem, answer: Answer, mode: Mode, delta: int) -> tuple[list[Move], Move | None]:
    """Return the posts that move, in order, and the one that would be next."""
    before, after = answer.before or (), answer.after or ()
    if problem.method not in DIVISORS:
        changed = [(s, y - x) for s, (x, y) in enumerate(zip(before, after, strict=True)) if x != y]
        return [Move(s, d, before[s], None, 0) for s, d in changed], None
    rules = problem.with_total(problem.total + delta)
    if mode is not Mode.REAPPORTION:
        rules = increment_problem(problem, before, delta)
        after = _plan_without_exchanges(answer)
    return moves_between(rules, before, after), _next(problem, before, after, mode, delta)


def _plan_without_exchanges(answer: Answer) -> tuple[int, ...]:
    posts = list(answer.after or ())
    for giver, taker in answer.exchanges:
        posts[giver] += 1
        posts[taker] -= 1
    return tuple(posts)


def _next(
    problem: Problem, before: Sequence[int], after: Sequence[int], mode: Mode, delta: int
) -> Move | None:
    """Return what one post more in the same direction would move; None if not exactly one post would."""
    further = delta + (1 if delta > 0 else -1)
    if mode is Mode.REAPPORTION:
        changed = problem.with_total(problem.total + further)
    else:
        changed = increment_problem(problem, before, further)
    if changed.total < 0 or not is_feasible(changed) or abs(must_place(changed) - sum(after)) != 1:
        return None
    exchanges = Exchanges(changed, after)
    if further > 0:
        station = min(exchanges.takers(), key=exchanges.next_key)
    else:
        station = max(exchanges.givers(), key=exchanges.last_key)
    if classes_of(changed):
        moved = list(after)
        moved[station] += 1 if further > 0 else -1
        return moves_between(changed, after, moved)[0]
    return exchanges.add(station) if further > 0 else exchanges.cut(station)


def _three(
    opened: Opened, problem: Problem, delta: int, limit: int, solved: Solved
) -> list[tuple[Mode, int | None, Posts]]:
    """Return the posts that each mode comes to, ``increment`` first."""
    asked = ((Mode.INCREMENT, None), (Mode.BUDGET, limit), (Mode.REAPPORTION, None))
    return [(mode, most, _answer(opened, problem, delta, mode, most, solved).after) for mode, most in asked]
