"""What stands beside the plan of a run: a plan made by hand appraised, other good plans, the way there in years."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from staffing.errors import InputError, Issue, UsageError
from staffing.messages import Lang, text
from staffing.models.plan import Status
from staffing.models.run import (
    Alternative,
    Alternatives,
    Evaluation,
    Improvement,
    Phased,
    YearResult,
)
from staffing.models.scenario import Scenario
from staffing.service.opening import Opened
from staffing.service.programme_conflicts import Words
from staffing.service.record import Posts, in_post_of, movements
from staffing.service.record_programme import goal_results, main_value
from staffing.solver.reallocation.answers import Answer
from staffing.solver.reallocation.beside.evaluating import appraise_plan, posts_apart
from staffing.solver.reallocation.beside.single_exchange import Exchange
from staffing.solver.reallocation.costs import main_goal, scale
from staffing.solver.reallocation.evaluate import faults, worth
from staffing.solver.reallocation.formulate import Formulation
from staffing.solver.reallocation.problem import Plan
from staffing.solver.reallocation.years.phases import Step, Year, departures

if TYPE_CHECKING:
    from staffing.solver.reallocation.years.phases import Phased as Found
    from staffing.solver.supervise import Workers

MOST_PLANS = 9
"""Plans that may be asked for at once."""
WITHIN = Fraction(1, 20)
APART = 2


def evaluation(
    opened: Opened, formulation: Formulation, posts: Posts, best: Answer | None, lang: Lang
) -> Evaluation:
    """Say what a plan made by hand is worth, set against the plan of the run."""
    problem = formulation.problem
    plan = formulation.plan(posts)
    found = appraise_plan(problem, plan, best)
    value = found.worth or worth(problem, plan)
    moves = movements(formulation.posts(problem.in_post), posts)
    words = Words(opened, formulation, lang)
    return Evaluation(
        allowed=not found.faults,
        broken=words.broken(found.faults),
        stations=posts,
        goals=goal_results(formulation, value),
        objective=main_value(formulation, value),
        loss=None if found.above_best_share is None else float(found.above_best_share),
        apart=found.apart,
        transfers=moves.transfers,
        joins=moves.joins,
        leaves=moves.leaves,
        improvement=None
        if found.exchange is None
        else _improvement(opened, formulation, found.exchange, plan, lang),
    )


def _improvement(
    opened: Opened, formulation: Formulation, exchange: Exchange, plan: Plan, lang: Lang
) -> Improvement:
    names = {station.id: station.name for station in opened.scenario.stations}
    kinds = {category.id: category.name for category in opened.scenario.categories}
    giver = None if exchange.giver is None else formulation.stations[exchange.giver[0]]
    taker = None if exchange.taker is None else formulation.stations[exchange.taker[0]]
    old = None if exchange.giver is None else formulation.categories[exchange.giver[1]]
    new = None if exchange.taker is None else formulation.categories[exchange.taker[1]]
    kind = ("between" if taker else "leave") if giver else "join"
    sentence = text(
        f"improve_{kind}" + ("_other" if giver and taker and old != new else ""),
        lang,
        giver=names.get(giver or "", ""),
        taker=names.get(taker or "", ""),
        category=kinds.get(old or new or "", ""),
        other=kinds.get(new or "", ""),
    )
    return Improvement(
        category=(new if giver is None else old) or None,
        from_=giver,
        to=taker,
        goals=goal_results(formulation, exchange.worth),
        broken=len({fault.rule for fault in faults(formulation.problem, exchange.applied(plan))}),
        text=sentence.strip(),
    )


def alternatives(
    opened: Opened,
    formulation: Formulation,
    best: Answer,
    asked: "Asked",
    *,
    workers: "Workers | None" = None,
) -> Alternatives:
    """Look for further plans that lose little and differ much.

    Raises
    ------
    UsageError
        ``E_OPTION``: a figure that makes no sense, or no main goal.
    """
    from staffing.solver.reallocation.beside.alternatives import Ending, most_allowed
    from staffing.solver.reallocation.beside.alternatives import alternatives as search

    if best.value is None:
        raise UsageError([Issue("E_OPTION.plans")])
    scenario = opened.scenario
    found = search(
        formulation.problem,
        best,
        count=asked.plans or 1,
        loss=most_allowed(best, asked.within),
        apart=asked.apart,
        time_limit_s=float(scenario.time_limit_s),
        seed=scenario.seed,
        threads=scenario.threads,
        workers=workers,
    )
    complete = found.ending is Ending.FOUND or (found.ending is Ending.NO_OTHER and found.confirmed)
    return described(formulation, best, [other.plan for other in found.plans[1:]], asked, complete=complete)


def described(
    formulation: Formulation,
    best: Answer,
    plans: Sequence[Plan],
    asked: "Asked",
    *,
    complete: bool,
) -> Alternatives:
    """Write down plans as alternatives of the best."""
    known: list[Plan] = [best.plan or ()]
    rows = []
    for plan in plans:
        value = worth(formulation.problem, plan)
        appraised = appraise_plan(formulation.problem, plan, best)
        rows.append(
            Alternative(
                stations=formulation.posts(plan),
                goals=goal_results(formulation, value),
                objective=main_value(formulation, value) or "",
                loss=float(appraised.above_best_share or 0),
                apart=tuple(posts_apart(plan, other) for other in known),
            )
        )
        known.append(plan)
    return Alternatives(
        asked=asked.plans or 1,
        within=float(asked.within),
        apart=asked.apart,
        complete=complete,
        plans=tuple(rows),
    )


def years_of(scenario: Scenario, formulation: Formulation) -> tuple[Year, ...]:
    """Return the scenario's years in the positions of the problem."""
    row = {station: s for s, station in enumerate(formulation.stations)}
    column = {category: k for k, category in enumerate(formulation.categories)}
    gone = {year.year: [[0] * len(column) for _ in row] for year in scenario.years}
    for leaver in scenario.departures:
        gone[leaver.year][row[leaver.station]][column[leaver.category or ""]] += leaver.count
    caps = [category.cap for category in formulation.problem.categories]
    return tuple(
        Year(
            label=year.year,
            departures=tuple(map(tuple, gone[year.year])),
            caps=tuple(year.caps.get(k, cap) for k, cap in zip(formulation.categories, caps, strict=True)),
            transfers_limit=year.max_transfers if year.max_transfers is not None else scenario.max_transfers,
            recruits_limit=year.max_joins,
        )
        for year in scenario.years
    )


def phased(
    opened: Opened, formulation: Formulation, *, lang: Lang, workers: "Workers | None" = None
) -> Phased:
    """Find the way to the best plan of the last year."""
    from staffing.solver.reallocation.years.phased import solve_phases

    scenario = opened.scenario
    years = years_of(scenario, formulation)
    _refuse_departures(opened)
    found = solve_phases(
        formulation.problem,
        years,
        time_limit_s=float(scenario.time_limit_s),
        seed=scenario.seed,
        threads=scenario.threads,
        workers=workers,
    )
    return _phased(opened, formulation, years, found, lang)


def _refuse_departures(opened: Opened) -> None:
    """Refuse more departures than there are staff, at the row that goes beyond.

    Raises
    ------
    InputError
        ``E_YEARS``: every such row.
    """
    held = in_post_of(opened.scenario) or {}
    issues = []
    for leaver in opened.scenario.departures:
        key = leaver.category or ""
        path = ".".join(("departures", leaver.year, leaver.station, *([key] if key else [])))
        here = held.get(leaver.station, {}).get(key, 0)
        held.setdefault(leaver.station, {})[key] = here - leaver.count
        if leaver.count > here:
            values = {
                "year": leaver.year,
                "station": leaver.station,
                "count": leaver.count,
                "left": max(0, here),
            }
            place = opened.places.get(path, "")
            issues.append(Issue("E_YEARS", opened.files.get(path, ""), place, values))
    if issues:
        raise InputError(issues)


def _phased(
    opened: Opened, formulation: Formulation, years: Sequence[Year], found: "Found", lang: Lang
) -> Phased:
    conflict = None
    if found.conflict is not None:
        words = Words(opened, formulation, lang)
        conflict = words.conflict(replace(found.conflict, relaxations=()))
    return Phased(
        status=found.status,
        target={} if found.target is None else formulation.posts(found.target),
        years=year_results(formulation, years, found.steps),
        bound=found.bound if found.status in {Status.OPTIMAL, Status.FEASIBLE} else None,
        proof=found.proofs[0] if found.proofs else None,
        conflict=conflict,
        failed_year=found.failing,
    )


def year_results(
    formulation: Formulation, years: Sequence[Year], steps: Sequence[Step]
) -> tuple[YearResult, ...]:
    """Write down what happens year by year."""
    rows = []
    for year, step in zip(years, steps, strict=False):
        posts = formulation.posts(step.plan)
        moves = movements(formulation.posts(step.before), posts)
        rows.append(
            YearResult(
                year=step.label,
                allocated=sum(map(sum, step.plan)),
                stations=posts,
                departed=sum(map(sum, departures(formulation.problem, year))),
                transfers=moves.transfers,
                joins=moves.joins,
                leaves=moves.leaves,
                distance=step.distance,
            )
        )
    return tuple(rows)


def answer_of(formulation: Formulation, posts: Posts | None, status: Status) -> Answer | None:
    """Return a plan that the ladder decided as an answer of the programme, to set others against."""
    if posts is None:
        return None
    problem, plan = formulation.problem, formulation.plan(posts)
    value, goal = worth(problem, plan), main_goal(problem)
    main = value[goal] if goal else None
    return Answer(
        status=status,
        backend="ladder",
        reason="",
        plan=plan,
        worth=value,
        bound=main if status is Status.OPTIMAL else None,
        scale=scale(problem),
        value=main,
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for beside the plan."""

    hand: Posts | None = None
    """A plan made by hand, to be appraised."""
    plans: int | None = None
    """Good plans in all, that of the run included; None: it alone."""
    within: Fraction = WITHIN
    """Greatest loss of the main goal, relative to the plan of the run."""
    apart: int = APART
    """Posts by which each two plans differ at least."""

    @property
    def anything(self) -> bool:
        """True: something is asked for."""
        return self.hand is not None or self.plans is not None


def fields_beside(
    opened: Opened,
    formulation: Formulation,
    best: Answer | None,
    asked: Asked,
    *,
    lang: Lang,
    workers: "Workers | None" = None,
) -> dict[str, Any]:
    """Return what was asked for beside the plan, as fields of a run."""
    found: dict[str, Any] = {}
    if asked.hand is not None:
        found["evaluation"] = evaluation(opened, formulation, asked.hand, best, lang)
    if asked.plans is not None and best is not None and best.plan is not None:
        found["alternatives"] = alternatives(opened, formulation, best, asked, workers=workers)
    if opened.scenario.years:
        found["phased"] = phased(opened, formulation, lang=lang, workers=workers)
    return found
