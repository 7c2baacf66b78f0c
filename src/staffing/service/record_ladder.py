"""A plan of the ladder's kind, or of the methods that share its problem -> the recorded Run."""

from collections.abc import Sequence

from staffing.errors import Issue
from staffing.messages import Lang, text
from staffing.models.base import fraction_text
from staffing.models.plan import Plan, Status, Tie
from staffing.models.run import LadderStep, Run
from staffing.service.class_words import class_results
from staffing.service.opening import Opened
from staffing.service.record import Decided, Posts, record
from staffing.solver.exchange import Exchanges, around, priority_value
from staffing.solver.methods import DIVISORS
from staffing.solver.problem import Problem, moving_category

LADDER_WINDOW = 20
"""Posts recorded on each side of the cut line."""


def record_ladder(opened: Opened, plan: Plan, *, lang: Lang, seconds: float | None = None) -> Run:
    """Write down a plan with everything a report shows of it."""
    problem, allocation = opened.problem, plan.allocation
    moving = moving_category(opened.scenario)
    decided = Decided(
        status=plan.status,
        backend=plan.backend,
        headcount=problem.total,
        posts=None if allocation is None else _posts(opened, allocation),
        floors=dict(zip(problem.ids, problem.lower, strict=True)),
        at_floor=frozenset() if allocation is None else _at_floor(problem, allocation),
        changing=frozenset() if moving is None else frozenset({moving.id}),
        faults=plan.faults,
        warnings=tuple(_warnings(opened, plan)),
    )
    found = {
        "ladder": () if allocation is None else line(problem, allocation, problem.total, LADDER_WINDOW),
        "objective": None if plan.objective is None else fraction_text(plan.objective),
        "unserved_index": None if plan.unserved_index is None else fraction_text(plan.unserved_index),
        "bound": None if plan.bound is None else fraction_text(plan.bound),
        "gap": 0.0 if plan.status is Status.OPTIMAL else None,
        "verified": plan.verified,
        "proof": plan.proof,
        "ties": plan.ties,
        "classes": class_results(opened, allocation),
        "reason": text(plan.reason, lang) if plan.reason else None,
    }
    return record(opened, decided, found, lang=lang, seconds=seconds)


def _posts(opened: Opened, allocation: Sequence[int]) -> Posts:
    """Return the posts by station and category: those of one category move, the others stay."""
    scenario = opened.scenario
    moving = moving_category(scenario)
    if moving is None:
        return {station: {"": x} for station, x in zip(opened.problem.ids, allocation, strict=True)}
    held: Posts = {
        station: dict.fromkeys((c.id for c in scenario.categories), 0) for station in opened.problem.ids
    }
    for post in scenario.posts:
        held[post.station][post.category] = post.in_post
    for station, x in zip(opened.problem.ids, allocation, strict=True):
        held[station][moving.id] = x - sum(n for k, n in held[station].items() if k != moving.id)
    return held


def _warnings(opened: Opened, plan: Plan) -> list[Issue]:
    found = [] if opened.problem.method in DIVISORS else [Issue("W_HAMILTON")]
    return found + tie_warnings(opened, plan.ties)


def tie_warnings(opened: Opened, ties: Sequence[Tie]) -> list[Issue]:
    """Return what is to be said of ties that decided a post."""
    names = {station.id: station.name for station in opened.scenario.stations}
    return [
        Issue(f"W_TIE.{tie.decided_by}", values={"gained": names[tie.gained], "missed": names[tie.missed]})
        for tie in ties
    ]


def _at_floor(problem: Problem, posts: tuple[int, ...]) -> frozenset[str]:
    """Return the ids of stations whose least number decided: their last post comes after the best post in line."""
    if problem.method not in DIVISORS:
        return frozenset(problem.ids[s] for s, x in enumerate(posts) if 0 < x == problem.lower[s])
    return frozenset(problem.ids[s] for s in Exchanges(problem, posts).held_by_floors())


def line(problem: Problem, posts: Sequence[int], headcount: int, each_side: int) -> tuple[LadderStep, ...]:
    """Return the posts on both sides of the cut line of a plan, in order; none where no ladder makes it.

    Parameters
    ----------
    headcount
        What priorities refer to.
    each_side
        Most posts given, and most posts not given.
    """
    if problem.method not in DIVISORS:
        return ()
    placed = sum(posts)
    last, coming = around(problem, posts, each_side)
    moves = [(placed - n, move) for n, move in enumerate(last)][::-1]
    moves += [(placed + 1 + n, move) for n, move in enumerate(coming)]
    return tuple(
        LadderStep(
            order=order,
            station=problem.ids[move.station],
            posts_before=move.rung.posts,
            posts_after=move.rung.posts + 1,
            priority=priority_value(problem, headcount, move.rung),
            given=order <= placed,
        )
        for order, move in moves
    )
