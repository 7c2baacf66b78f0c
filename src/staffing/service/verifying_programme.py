"""A stored run of the reallocation programme, recomputed: rules, goals, proofs and bound, without a solver."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from staffing.errors import Issue
from staffing.models.plan import Status
from staffing.models.run import GoalResult, Run
from staffing.service.opening import Opened
from staffing.service.programme_conflicts import PLAIN_CAP, Words, conflict_problem
from staffing.service.record import posts_of
from staffing.solver.reallocation.answers import Answer
from staffing.solver.reallocation.beside.single_exchange import best_exchange
from staffing.solver.reallocation.costs import main_goal, scale
from staffing.solver.reallocation.evaluate import faults, levels, worth
from staffing.solver.reallocation.formulate import Formulation
from staffing.solver.reallocation.problem import Plan, Reallocation
from staffing.solver.reallocation.proofs.enumerate_plans import TooLargeError, best_plan
from staffing.solver.reallocation.verify import Verdict, check, is_impossible

BY_SOLVER = "second_solver"
"""The proof that cannot be repeated here: two solvers agreed."""


@dataclass(frozen=True, slots=True)
class Recomputed:
    """What became of the check."""

    issues: tuple[Issue, ...]
    answer: Answer | None = None
    """The answer as it must have been recorded; None: the plan itself is refused."""


def recompute(opened: Opened, formulation: Formulation, run: Run) -> Recomputed:
    """Check the plan of a stored run, and prove again what it says is proven."""
    if run.allocated is None:
        return _without_plan(opened, formulation, run)
    plan = _plan(formulation, run)
    if plan is None:
        return Recomputed((Issue("E_RESULT.plan", values={"detail": "shape"}),))
    prices, cases = _shown(run)
    verdict = check(formulation.problem, plan, multipliers=prices, cases=cases)
    if verdict.faults:
        details = [f"{fault.rule}: {fault.text}" for fault in verdict.faults]
        return Recomputed(tuple(Issue("E_RESULT.plan", values={"detail": d}) for d in details))
    claimed = _claimed(run.goals or ())
    proofs, issues = _proven(formulation, claimed, verdict)
    if BY_SOLVER in proofs and (better := _bettered(formulation, plan, len(proofs))):
        issues.append(Issue("E_RESULT.proof", where=f"goals.{better}"))
    settled = len(proofs) == len(levels(formulation.problem))
    if run.status is Status.OPTIMAL and not settled:
        issues.append(Issue("E_RESULT.proof", where="status"))
    return Recomputed(tuple(issues), _answer(formulation, run, plan, tuple(proofs), verdict))


def _plan(formulation: Formulation, run: Run) -> Plan | None:
    posts = posts_of(run)
    if posts is None or posts.keys() != set(formulation.stations):
        return None
    if any(row.keys() != set(formulation.categories) for row in posts.values()):
        return None
    return formulation.plan(posts)


def _shown(run: Run) -> tuple[tuple[int, ...] | None, tuple[dict[str, Any], ...]]:
    """Return the prices and cases that the run brings along as proof."""
    if run.certificate is None:
        return None, ()
    return run.certificate.prices, run.certificate.cases


def _claimed(goals: Sequence[GoalResult]) -> list[str]:
    """Return the proofs that the run names, as far as they go."""
    found = []
    for goal in goals:
        if goal.proof is None:
            break
        found.append(goal.proof)
    return found


def _proven(
    formulation: Formulation, claimed: Sequence[str], verdict: Verdict
) -> tuple[list[str], list[Issue]]:
    """Return the claimed proofs that hold, and what is to be said of the others."""
    names = levels(formulation.problem)
    issues: list[Issue] = []
    kept: list[str] = []
    for level, (name, proof) in enumerate(zip(names, claimed, strict=False)):
        if verdict.better is not None and level >= len(verdict.proofs):
            issues.append(Issue("E_RESULT.proof", where=f"goals.{name}"))
            break
        if level >= len(verdict.proofs) and proof != BY_SOLVER:
            issues.append(Issue("E_RESULT.proof", where=f"goals.{name}"))
            break
        if level >= len(verdict.proofs):
            issues.append(Issue("W_PROOF", where=f"goals.{name}"))
        kept.append(proof)
    return kept, issues


def _bettered(formulation: Formulation, plan: Plan, proven: int) -> str | None:
    """Return a level that is said to be the best, and that one head elsewhere would better."""
    problem = formulation.problem
    exchange = best_exchange(problem, plan)
    if exchange is None or exchange.breach:
        return None
    pairs = zip(levels(problem), worth(problem, plan).values, exchange.worth.values, strict=False)
    better = next((i for i, (_, a, b) in enumerate(pairs) if b < a), None)
    return levels(problem)[better] if better is not None and better < proven else None


def _answer(
    formulation: Formulation, run: Run, plan: Plan, proofs: tuple[str, ...], verdict: Verdict
) -> Answer:
    problem = formulation.problem
    goal, value = main_goal(problem), worth(problem, plan)
    settled = goal is not None and levels(problem).index(goal) < len(proofs)
    main = value[goal] if goal else None
    return Answer(
        status=run.status,
        backend=str(run.provenance.get("backend")),
        reason="",
        plan=plan,
        worth=value,
        proofs=proofs,
        bound=main if settled else verdict.bound,
        scale=scale(problem),
        multipliers=_shown(run)[0],
        cases=_shown(run)[1],
        value=main,
    )


def _without_plan(opened: Opened, formulation: Formulation, run: Run) -> Recomputed:
    """Check that there is no plan, where the run says so: by arithmetic, else it stands as two solvers' word."""
    issues: list[Issue] = []
    if run.status is Status.INFEASIBLE:
        problem = formulation.problem
        rules = [PLAIN_CAP if rule.rule == "cap" else rule.rule for rule in run.conflict or ()]
        core = conflict_problem(problem, rules) if rules else problem
        unknown = set(rules) - set(problem.rules)
        if unknown or _has_plan(core):
            issues.append(Issue("E_RESULT.proof", where="conflict"))
        elif is_impossible(core) is None and is_impossible(problem, _shown(run)[0]) is None:
            issues.append(Issue("W_PROOF", where="conflict"))
        issues += _misquoted(opened, formulation, run)
    answer = Answer(
        status=run.status,
        backend=str(run.provenance.get("backend")),
        reason="",
        proofs=(run.proof,) if run.proof else (),
        scale=scale(formulation.problem),
        multipliers=_shown(run)[0],
    )
    return Recomputed(tuple(issues), answer)


def _has_plan(problem: Reallocation) -> bool:
    """Return whether a plan is at hand: the staff in post, or what going through a small problem finds."""
    if not faults(problem, problem.in_post):
        return True
    try:
        return best_plan(problem) is not None
    except TooLargeError:
        return False


def _misquoted(opened: Opened, formulation: Formulation, run: Run) -> list[Issue]:
    """Return the rules of the conflict whose words are not those of the scenario."""
    issues = []
    for row in run.conflict or ():
        name = PLAIN_CAP if row.rule == "cap" else row.rule
        said = {
            Words(opened, formulation, lang).rule(name, side).text
            for lang in ("zh", "en")
            for side in ("", "minimum", "maximum")
        }
        if row.text not in said:
            values = {"got": row.text[:80], "expected": min(said)[:80]}
            issues.append(Issue("E_RESULT.differs", where=f"conflict.{row.rule}", values=values))
    return issues
