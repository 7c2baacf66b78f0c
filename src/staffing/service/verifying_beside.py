"""What stands beside the plan of a stored run, recomputed: appraised plan, other plans, years. No solver."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from staffing.errors import Issue
from staffing.messages import Lang
from staffing.models.plan import Status
from staffing.models.run import Alternatives, Phased, Run
from staffing.service.beside import Asked, described, evaluation, year_results, years_of
from staffing.service.opening import Opened
from staffing.solver.reallocation.answers import Answer
from staffing.solver.reallocation.evaluate import faults
from staffing.solver.reallocation.formulate import Formulation, formulate
from staffing.solver.reallocation.years.phased_bound import distance_bound, open_target
from staffing.solver.reallocation.years.phases import check_phases, steps


def beside_again(
    opened: Opened, run: Run, best: Answer | None, lang: Lang
) -> tuple[dict[str, Any], list[Issue]]:
    """Return the fields as they must be, and what is wrong with the plans in them.

    What only a search can tell is taken as said: that there is no further plan, and how near any way can come.
    """
    formulation = opened.programme or formulate(opened.scenario, opened.demand)
    fields: dict[str, Any] = {}
    issues: list[Issue] = []
    if run.evaluation is not None and _complete(formulation, run.evaluation.stations):
        fields["evaluation"] = evaluation(opened, formulation, run.evaluation.stations, best, lang)
    if run.alternatives is not None and best is not None:
        fields["alternatives"] = _alternatives(formulation, best, run.alternatives, issues)
    if opened.scenario.years and run.phased is None and run.status in {Status.OPTIMAL, Status.FEASIBLE}:
        issues.append(Issue("E_RESULT.proof", where="phased"))
    if run.phased is not None:
        fields["phased"] = _phased(opened, formulation, run.phased, issues)
    return fields, issues


def _complete(formulation: Formulation, posts: dict[str, dict[str, int]]) -> bool:
    kinds = set(formulation.categories)
    return posts.keys() == set(formulation.stations) and all(row.keys() == kinds for row in posts.values())


def _alternatives(
    formulation: Formulation, best: Answer, given: Alternatives, issues: list[Issue]
) -> Alternatives | None:
    if not all(_complete(formulation, row.stations) for row in given.plans):
        return None
    plans = [formulation.plan(row.stations) for row in given.plans]
    asked = Asked(plans=given.asked, within=Fraction(Decimal(repr(given.within))), apart=given.apart)
    again = described(formulation, best, plans, asked, complete=given.complete)
    if given.complete and len(plans) + 1 < given.asked:
        issues.append(Issue("W_PROOF", where="alternatives"))
    for number, (row, plan) in enumerate(zip(again.plans, plans, strict=True)):
        where = f"alternatives.plans[{number}]"
        broken = faults(formulation.problem, plan)
        issues += [
            Issue("E_RESULT.plan", where=where, values={"detail": f"{fault.rule}: {fault.text}"})
            for fault in broken
        ]
        if row.loss > given.within or min(row.apart, default=given.apart) < given.apart:
            issues.append(Issue("E_RESULT.plan", where=where, values={"detail": "within, apart"}))
    return again


def _phased(opened: Opened, formulation: Formulation, given: Phased, issues: list[Issue]) -> Phased | None:
    years = years_of(opened.scenario, formulation)
    posts = [year.stations for year in given.years]
    if not all(_complete(formulation, row) for row in [*posts, *([given.target] if given.target else [])]):
        return None
    plans = [formulation.plan(row) for row in posts]
    kept = years[: len(plans)]
    if given.status in {Status.OPTIMAL, Status.FEASIBLE} and len(plans) != len(years):
        issues.append(Issue("E_RESULT.plan", where="phased", values={"detail": "years"}))
    if not plans:
        issues.append(Issue("W_PROOF", where="phased"))
        return given
    issues += [
        Issue("E_RESULT.plan", where=f"phased.{fault.year}", values={"detail": f"{fault.rule}: {fault.text}"})
        for fault in check_phases(formulation.problem, kept, plans)
    ]
    if any(issue.where.startswith("phased") for issue in issues):
        return None
    target = formulation.plan(given.target)
    again = year_results(formulation, kept, steps(formulation.problem, kept, plans, target))
    if given.status is Status.OPTIMAL and given.bound != again[-1].distance:
        issues.append(Issue("E_RESULT.proof", where="phased"))
    free = open_target(formulation.problem, years)
    if faults(replace(free, dropped=frozenset()), target) and given.status is Status.OPTIMAL:
        issues.append(Issue("E_RESULT.proof", where="phased.target"))
    # Nearer by arithmetic alone: else a solver's word stands behind the bound.
    if given.bound is not None and distance_bound(formulation.problem, years, target) != given.bound:
        issues.append(Issue("W_PROOF", where="phased"))
    return given.model_copy(update={"years": again})
