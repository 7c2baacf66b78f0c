"""An answer of the reallocation programme -> the recorded Run."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from staffing.messages import Lang, text
from staffing.models.base import Goal, fraction_text
from staffing.models.plan import Status
from staffing.models.run import Certificate, GoalResult, Run
from staffing.service.opening import Opened
from staffing.service.programme_conflicts import Words
from staffing.service.record import Decided, Posts, record
from staffing.solver.problem import changing_categories
from staffing.solver.reallocation.answers import Answer
from staffing.solver.reallocation.costs import main_goal, scale
from staffing.solver.reallocation.evaluate import IDLE, UNSERVED, Worth, levels, transfers
from staffing.solver.reallocation.formulate import Formulation


def record_programme(
    opened: Opened,
    formulation: Formulation,
    answer: Answer,
    *,
    lang: Lang,
    seconds: float | None = None,
    more: Mapping[str, Any] | None = None,
) -> Run:
    """Write down an answer with everything a report shows of it.

    Parameters
    ----------
    more
        Further fields of the run: conflict, evaluation, alternatives, phased plan.
    """
    scenario, problem = opened.scenario, formulation.problem
    posts = None if answer.plan is None else formulation.posts(answer.plan)
    floors = dict(zip(opened.totals.ids, opened.totals.lower, strict=True))
    decided = Decided(
        status=answer.status,
        backend=answer.backend,
        headcount=sum(category.cap for category in problem.categories),
        posts=posts,
        floors=floors,
        at_floor=_at_floor(opened, posts, floors),
        changing=frozenset(category.id for category in changing_categories(scenario)),
        faults=answer.faults,
    )
    found: dict[str, Any] = {
        "verified": answer.plan is not None or answer.status is Status.INFEASIBLE,
        "reason": text(answer.reason, lang) if answer.reason else None,
        "scale": scale(problem) if main_goal(problem) else None,
        "certificate": _certificate(answer),
        "bound": None if answer.bound is None else fraction_text(Fraction(answer.bound, answer.scale)),
        "gap": None if answer.gap is None else float(answer.gap),
        "proof": _proof(formulation, answer.proofs),
        "rules": Words(opened, formulation, lang).shown() or None,
    }
    if answer.worth is not None:
        found["goals"] = goal_results(formulation, answer.worth, answer.proofs)
        found["objective"] = main_value(formulation, answer.worth)
        if UNSERVED in answer.worth.names:
            share = Fraction(answer.worth[UNSERVED], problem.weight_sum)
            found["unserved_index"] = fraction_text(share)
        if any(category.transfer_cost for category in scenario.categories):
            found["transfer_cost"] = float(transfer_cost(formulation, posts or {}))
    return record(opened, decided, {**found, **(more or {})}, lang=lang, seconds=seconds)


def _certificate(answer: Answer) -> Certificate | None:
    if answer.multipliers is None or not {"dual_bound", "cases"} & set(answer.proofs):
        return (
            None if answer.multipliers is None or answer.gap == 0 else Certificate(prices=answer.multipliers)
        )
    return Certificate(prices=answer.multipliers, cases=tuple(answer.cases))


def _at_floor(opened: Opened, posts: Posts | None, floors: Mapping[str, int]) -> frozenset[str]:
    """Return the stations that hold their least number, and more than their quota."""
    if posts is None:
        return frozenset()
    index = dict(zip((s.id for s in opened.scenario.stations), opened.demand.index, strict=True))
    placed = sum(sum(row.values()) for row in posts.values())
    held = {station: sum(row.values()) for station, row in posts.items()}
    return frozenset(s for s, x in held.items() if 0 < x == floors[s] and index[s] * placed < x)


def _proof(formulation: Formulation, proofs: Sequence[str]) -> str | None:
    """Return how the main goal is proven, or the first where there is none."""
    names, goal = levels(formulation.problem), main_goal(formulation.problem)
    at = names.index(goal) if goal else 0
    return proofs[at] if at < len(proofs) else None


def goal_results(
    formulation: Formulation, worth: Worth, proofs: Sequence[str] = ()
) -> tuple[GoalResult, ...]:
    """Return the levels of a plan in order, each with what is proven of it."""
    values = {name: fraction_text(_value(formulation, name, worth[name])) for name in worth.names}
    return tuple(
        GoalResult(goal=name, value=values.get(name), proof=proofs[i] if i < len(proofs) else None)
        for i, name in enumerate(levels(formulation.problem))
    )


def main_value(formulation: Formulation, worth: Worth) -> str | None:
    """Return the main goal of a plan, exactly."""
    goal = main_goal(formulation.problem)
    return None if goal is None else fraction_text(_value(formulation, goal, worth[goal]))


def _value(formulation: Formulation, name: str, value: int) -> Fraction:
    """Return a level in the units in which users think."""
    problem = formulation.problem
    if name == main_goal(problem):
        return Fraction(value, scale(problem))
    below = {IDLE: problem.unit, UNSERVED: problem.weight_sum, Goal.TRANSFER_COST: formulation.cost_unit}
    return Fraction(value, below.get(name, 1))


def transfer_cost(formulation: Formulation, posts: Posts) -> Fraction:
    """Return what the transfers of a plan cost."""
    problem = formulation.problem
    moved = transfers(problem, formulation.plan(posts))
    total = sum(m * c.transfer_cost for m, c in zip(moved, problem.categories, strict=True))
    return Fraction(total, formulation.cost_unit)
