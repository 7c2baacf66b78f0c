"""A plan and its evidence -> the recorded Run. No search and no solver: what is here is recomputed by verify."""

import platform
from collections.abc import Sequence
from fractions import Fraction

from staffing import __version__
from staffing.errors import Issue
from staffing.messages import Lang
from staffing.models.base import Normalisation, fraction_text
from staffing.models.plan import Plan, Status, Tie
from staffing.models.run import (
    CategoryPosts,
    CategoryResult,
    DriverResult,
    IssueDocument,
    LadderStep,
    Run,
    StationResult,
)
from staffing.models.scenario import Scenario
from staffing.service.opening import Opened
from staffing.solver.exchange import Exchanges, around, priority_value
from staffing.solver.methods import DIVISORS
from staffing.solver.problem import Problem, moving_category

LADDER_WINDOW = 20
"""Posts recorded on each side of the cut line."""


def record(opened: Opened, plan: Plan, *, lang: Lang, seconds: float | None = None) -> Run:
    """Write down a plan with everything a report shows of it."""
    scenario, problem = opened.scenario, opened.problem
    posts = plan.allocation
    placed = None if posts is None else sum(posts)
    warnings = [*opened.warnings, *plan_warnings(opened, plan)]
    return Run(
        status=plan.status,
        name=scenario.name,
        method=scenario.method,
        normalisation=scenario.normalisation,
        place=scenario.place,
        cap=problem.total,
        allocated=placed,
        free=None if placed is None else problem.total - placed,
        stations=station_results(opened, posts),
        drivers=_driver_results(scenario),
        categories=_category_results(scenario, placed),
        ladder=_ladder(problem, posts) if posts is not None else (),
        objective=None if plan.objective is None else fraction_text(plan.objective),
        unserved_index=None if plan.unserved_index is None else fraction_text(plan.unserved_index),
        bound=None if plan.bound is None else fraction_text(plan.bound),
        gap=0.0 if plan.status is Status.OPTIMAL else None,
        verified=plan.verified,
        proof=plan.proof,
        ties=plan.ties,
        warnings=issue_documents(warnings, lang),
        noun=scenario.noun,
        date=scenario.date,
        illustrative=scenario.illustrative,
        note=scenario.note,
        input_sha256=opened.input_sha256,
        seconds=seconds,
        provenance=provenance(scenario, plan.backend),
    )


def provenance(scenario: Scenario, backend: str) -> dict[str, str | int]:
    """Return what made the result: versions, back end, seed."""
    return {
        "staffing": __version__,
        "python": platform.python_version(),
        "backend": backend,
        "seed": scenario.seed,
        "threads": scenario.threads,
    }


def issue_documents(issues: list[Issue], lang: Lang) -> tuple[IssueDocument, ...]:
    """Return faults and warnings in words."""
    return tuple(IssueDocument(**issue.document(lang)) for issue in issues)


def plan_warnings(opened: Opened, plan: Plan) -> list[Issue]:
    """Return what the reader of this plan must be told."""
    scenario, problem = opened.scenario, opened.problem
    found = [] if plan.allocation is None else room_warnings(opened, sum(plan.allocation))
    if scenario.normalisation is Normalisation.MIN_MAX:
        nothing = [s.name for s, p in zip(scenario.stations, opened.demand.index, strict=True) if p == 0]
        if nothing:
            found.append(Issue("W_MIN_MAX_ZERO", values={"stations": nothing}))
    if problem.method not in DIVISORS:
        found.append(Issue("W_HAMILTON"))
    found += tie_warnings(opened, plan.ties)
    if plan.faults:
        values = {"backend": plan.backend, "detail": plan.faults[0]}
        found.append(Issue("W_BACKEND", values=values))
    return found


def room_warnings(opened: Opened, room: int) -> list[Issue]:
    """Return what is to be said where no more than ``room`` posts can be placed."""
    total = opened.problem.total
    if room >= total or opened.scenario.place == "at_most":
        return []
    values: dict[str, object] = {"cap": total, "room": room, "free": total - room}
    return [Issue("W_CAP_GT_SUM_MAX", where=opened.places.get("cap", ""), values=values)]


def tie_warnings(opened: Opened, ties: Sequence[Tie]) -> list[Issue]:
    """Return what is to be said of ties that decided a post."""
    names = {station.id: station.name for station in opened.scenario.stations}
    return [
        Issue(f"W_TIE.{tie.decided_by}", values={"gained": names[tie.gained], "missed": names[tie.missed]})
        for tie in ties
    ]


def station_results(opened: Opened, posts: tuple[int, ...] | None) -> tuple[StationResult, ...]:
    """Return the rows of the plan, in station order."""
    scenario, problem, demand = opened.scenario, opened.problem, opened.demand
    at_floor = _at_floor(problem, posts) if posts is not None else set()
    held = _posts_by_category(scenario)
    moving = moving_category(scenario)
    rows = []
    for s, station in enumerate(scenario.stations):
        index = demand.index[s]
        given = None if posts is None else posts[s]
        categories = None
        if moving is not None:
            categories = _category_posts(scenario, held.get(station.id, {}), moving.id, given)
        rows.append(
            StationResult(
                id=station.id,
                name=station.name,
                index=float(index),
                quota=float(index * problem.total),
                allocation=given,
                in_post=station.in_post,
                change=None if given is None or station.in_post is None else given - station.in_post,
                burden=burden(index, given, scenario.cap),
                burden_in_post=burden(index, station.in_post, scenario.cap),
                minimum=station.minimum,
                maximum=station.maximum,
                floor=problem.lower[s],
                at_floor=s in at_floor,
                contributions={name: float(parts[s]) for name, parts in demand.contributions.items()},
                values={driver.name: float(driver.values[station.id]) for driver in scenario.drivers},
                categories=categories,
            )
        )
    return tuple(rows)


def burden(index: Fraction, posts: int | None, cap: int) -> float | None:
    """Return the work per head 人均负荷: ``index / posts * cap``; 1 is the mean. None: nobody there."""
    return float(index * cap / posts) if posts else None


def _posts_by_category(scenario: Scenario) -> dict[str, dict[str, int]]:
    held: dict[str, dict[str, int]] = {}
    for post in scenario.posts:
        held.setdefault(post.station, {})[post.category] = post.in_post
    return held


def _category_posts(
    scenario: Scenario, held: dict[str, int], moving: str, given: int | None
) -> dict[str, CategoryPosts]:
    staying = sum(count for category, count in held.items() if category != moving)
    return {
        category.id: CategoryPosts(
            in_post=held.get(category.id, 0),
            allocation=None
            if given is None
            else (given - staying if category.id == moving else held.get(category.id, 0)),
        )
        for category in scenario.categories
    }


def _category_results(scenario: Scenario, placed: int | None) -> tuple[CategoryResult, ...] | None:
    moving = moving_category(scenario)
    if moving is None:
        return None
    held = {c.id: sum(p.in_post for p in scenario.posts if p.category == c.id) for c in scenario.categories}
    staying = sum(count for category, count in held.items() if category != moving.id)
    return tuple(
        CategoryResult(
            id=category.id,
            name=category.name,
            kind=category.kind,
            cap=category.cap,
            in_post=held[category.id],
            allocation=None
            if placed is None
            else (placed - staying if category.id == moving.id else held[category.id]),
            moves=category.id == moving.id,
        )
        for category in scenario.categories
    )


def _driver_results(scenario: Scenario) -> tuple[DriverResult, ...]:
    return tuple(
        DriverResult(
            name=driver.name,
            weight=float(driver.weight),
            total=float(sum(driver.values.values())),
            period=driver.period,
            printed_total=None if driver.printed_total is None else float(driver.printed_total),
        )
        for driver in scenario.drivers
    )


def _at_floor(problem: Problem, posts: tuple[int, ...]) -> set[int]:
    """Return the stations whose least number decided: their last post comes after the best post in line."""
    if problem.method not in DIVISORS:
        return {s for s, x in enumerate(posts) if 0 < x == problem.lower[s]}
    return Exchanges(problem, posts).held_by_floors()


def _ladder(problem: Problem, posts: tuple[int, ...]) -> tuple[LadderStep, ...]:
    """Return the posts on both sides of the cut line, in order."""
    if problem.method not in DIVISORS:
        return ()
    placed = sum(posts)
    last, coming = around(problem, posts, LADDER_WINDOW)
    moves = [(placed - n, move) for n, move in enumerate(last)][::-1]
    moves += [(placed + 1 + n, move) for n, move in enumerate(coming)]
    return tuple(
        LadderStep(
            order=order,
            station=problem.ids[move.station],
            posts_before=move.rung.posts,
            posts_after=move.rung.posts + 1,
            priority=priority_value(problem, problem.total, move.rung),
            given=order <= placed,
        )
        for order, move in moves
    )
