"""What is proven of an answer and how, in words: goals, bound and gap, back end."""

from collections.abc import Iterable
from dataclasses import dataclass

from staffing.messages import Lang, text
from staffing.models.base import Method, read_fraction
from staffing.models.plan import Status
from staffing.models.run import GoalResult, Run
from staffing.report.figures import BLANK, at_most, number_text


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One goal of the objective, in its rank."""

    number: int
    goal: str
    """Key of the goal."""
    label: str
    value: str | None
    proof: str
    """How it is shown that no plan does better, in a sentence."""


def goal_rows(goals: Iterable[GoalResult] | None, lang: Lang) -> tuple[GoalRow, ...]:
    """Return what a plan comes to, goal by goal."""
    return tuple(
        GoalRow(
            number=number,
            goal=result.goal,
            label=goal_label(result.goal, lang),
            value=None if result.value is None else number_text(result.value),
            proof=text(f"proof_{result.proof or 'none'}", lang),
        )
        for number, result in enumerate(goals or (), start=1)
    )


def goal_label(goal: str, lang: Lang) -> str:
    """Return what a goal makes as small as can be: that of fairness, the imbalance."""
    return text("imbalance" if goal == "fairness" else f"goal_{goal}", lang)


def is_programme(run: Run) -> bool:
    """Tell whether the reallocation programme answered, not the ladder."""
    return run.goals is not None


def asked_programme(run: Run) -> bool:
    """Tell whether the scenario asks for the reallocation programme, plan or none: its rules are recorded then."""
    return is_programme(run) or bool(run.rules)


def proof_sentence(run: Run, lang: Lang) -> str | None:
    """Return how the answer is shown; None: it is not, or the goals say it one by one."""
    if run.proof is None or run.goals is not None:
        return None
    return shown(run.proof, lang, planned=run.allocated is not None)


def shown(proof: str, lang: Lang, *, planned: bool) -> str:
    """Return how it is shown that no plan does better, or that there is none."""
    return text(f"proof_{proof}" if planned else f"no_plan_{proof}", lang)


def aim_value(run: Run) -> str | None:
    """Return what the formula of the aim comes to, as an exact fraction; None where the objective does not tell.

    ``docs/model.md``, section 4: the objective of a divisor method is that of the ladder, in other units.
    """
    if run.objective is None or run.goals is not None or run.method is Method.HAMILTON:
        return run.objective
    if run.allocated != run.cap:
        return None
    objective, headcount = read_fraction(run.objective), run.cap
    if run.method is Method.WEBSTER and headcount:
        return str((2 * objective - headcount**2) / headcount)
    if run.method is Method.HUNTINGTON_HILL:
        return str(objective * headcount**2)
    return None


def objective_label(run: Run, lang: Lang) -> str:
    """Return what the objective is called: that of the ladder has units of its own."""
    own = run.goals is None and run.method is not Method.HAMILTON
    return text("r_cert_objective_ladder" if own else "r_cert_objective", lang)


def bound_sentence(run: Run, lang: Lang) -> str | None:
    """Return bound and gap; None where there is no plan."""
    if run.allocated is None or run.objective is None:
        return None
    if run.bound is None:
        return text("bound_none", lang)
    bound = number_text(run.bound)
    if not run.gap:
        return text("bound_alone" if run.gap is None else "bound_met", lang, bound=bound)
    return text("bound_gap", lang, bound=bound, gap=at_most(run.gap))


def scale_sentence(run: Run, lang: Lang) -> str | None:
    """Return in what units costs are counted; None: exactly."""
    return None if run.scale is None else text("scale_line", lang, scale=f"{run.scale:,}")


def backend_sentence(run: Run, lang: Lang) -> str | None:
    """Return which back end answered and why it was chosen; None where the run does not say why."""
    if run.reason is None:
        return None
    name = run.provenance.get("backend", BLANK)
    return text("backend_line", lang, name=name, reason=run.reason)


def outcome(status: Status, lang: Lang) -> str:
    """Return why there is no plan."""
    if status in {Status.CANCELLED, Status.NO_SOLUTION}:
        return text(f"no_answer_{status}", lang)
    return text(f"status_{status}", lang)


def main_goal(goals: Iterable[GoalResult] | None) -> GoalResult | None:
    """Return the goal that loss and gap are about."""
    return next((g for g in goals or () if g.goal in {"fairness", "burden", "deviation"}), None)


def plan_name(run: Run, lang: Lang) -> str:
    """Return what the plan of the run is called; optimal 最优 with OPTIMAL alone."""
    return text("plan_best" if run.status is Status.OPTIMAL and run.verified else "plan_proposed", lang)
