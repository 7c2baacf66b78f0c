"""Add or cut N posts: which station, in what order, who came second (``docs/model.md``, section 5).

All three modes are problems for the ladder. ``reapportion`` compares the plans at two totals. ``increment``
starts from staff in post: adding keeps everyone (their numbers become minima), cutting gives nobody a post
(their numbers become maxima). ``budget`` then makes the best exchanges, one at a time: for an M-convex cost the
greedy path is the optimum for every number of transfers (Shioura 2022, *M-convex function minimization under
L1-distance constraint*).
"""

from collections.abc import Sequence
from dataclasses import replace

from staffing.models.base import Place
from staffing.solver.classes import classes_of, moves_by_class, settled
from staffing.solver.exchange import Exchanges, Move
from staffing.solver.problem import Problem
from staffing.solver.verify import check


def moves_between(problem: Problem, before: Sequence[int], after: Sequence[int]) -> list[Move]:
    """Return the posts that lie between two plans of which one holds the other, in the order they move."""
    if classes_of(problem):
        return moves_by_class(problem, before, after)
    exchanges = Exchanges(problem, before)
    extra = [
        (problem.key(s, a), s)
        for s, (x, y) in enumerate(zip(before, after, strict=True))
        for a in range(min(x, y), max(x, y))
    ]
    if sum(after) >= sum(before):
        return [exchanges.add(s) for _, s in sorted(extra)]
    return [exchanges.cut(s) for _, s in sorted(extra, reverse=True)]


def increment_problem(problem: Problem, in_post: Sequence[int], delta: int) -> Problem:
    """Return the problem in which only ``delta`` posts move: staff in post become minima or maxima.

    Staff who are below a minimum or above a maximum stay as they are: only the posts in question move.
    """
    around = staff_problem(problem, in_post, delta)
    if delta >= 0:
        return settled(replace(around, lower=tuple(in_post)).ranked_as(problem))
    return settled(replace(around, upper=tuple(in_post)).ranked_as(problem))


def staff_problem(problem: Problem, in_post: Sequence[int], delta: int) -> Problem:
    """Return the problem at the headcount of staff in post and ``delta``, its bounds widened to these staff.

    A cut takes exactly the posts in question; an add as many as there is room for, under ``exact`` all. Under
    ``at_most`` the maxima are those that the quotas allow.
    """
    total = sum(in_post) + delta
    limits = problem.with_total(total).limits
    groups = tuple(
        replace(g, minimum=min(g.minimum, g.held(in_post)), maximum=max(g.maximum, g.held(in_post)))
        for g in problem.groups
    )
    return replace(
        problem,
        total=total,
        lower=tuple(min(x, low) for x, low in zip(in_post, problem.lower, strict=True)),
        upper=tuple(max(x, high) for x, high in zip(in_post, limits, strict=True)),
        groups=groups,
        place=Place.EXACT if delta < 0 or problem.place is Place.EXACT else Place.ALL,
    ).ranked_as(problem)


def exchange(problem: Problem, posts: Sequence[int], most: int) -> tuple[list[int], list[tuple[int, int]]]:
    """Make at most ``most`` exchanges, the best first; return the posts and the (giver, taker) pairs."""
    exchanges = Exchanges(problem, posts)
    made: list[tuple[int, int]] = []
    while len(made) < most and (pair := exchanges.best_exchange()):
        giver, taker = pair
        exchanges.posts[giver] -= 1
        exchanges.posts[taker] += 1
        made.append(pair)
    return exchanges.posts, made


def is_best_within(problem: Problem, start: Sequence[int], posts: Sequence[int], most: int) -> bool:
    """Check a plan of mode ``budget``: rules kept, at most so many transfers, and no exchange betters it.

    Where the transfers are used up, an exchange must not need another one: its giver holds more than at the
    start, or its taker less.
    """
    exchanges = Exchanges(problem, posts)
    joined = sum(max(0, after - before) for before, after in zip(start, posts, strict=True))
    left = sum(max(0, before - after) for before, after in zip(start, posts, strict=True))
    if not check(problem, posts).feasible or min(joined, left) > most:
        return False
    if min(joined, left) < most:
        return exchanges.best_exchange() is None
    stations = range(len(posts))
    raised = [s for s in stations if posts[s] > start[s]]
    lowered = [s for s in stations if posts[s] < start[s]]
    return exchanges.best_exchange(among=raised) is None and exchanges.best_exchange(to=lowered) is None
