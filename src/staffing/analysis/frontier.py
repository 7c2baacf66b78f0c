"""How few moves reach how much of the gain: the best plan within k moves, for every k (``docs/model.md``, 5.2).

Bounds, nested groups and a number of posts make an M-convex set, and the cost of a divisor method is separable
and convex. So is the number of moves: posts above staff in post, summed over the stations. The first plan has
the fewest moves that the rules allow and of these the least cost: a ladder on which posts that exist already
come first. From there each best exchange of one post gives the best plan with one move more (Shioura 2022 for a
start that keeps the rules).

That is not taken on trust: each plan comes with a price of a move at which no exchange improves cost + price x
moves. This sum is M-convex too, so by Murota's theorem no plan at all does better at that price, and none
within as many moves.
"""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from staffing.solver.exchange import NO_GAIN, Exchanges, Gain
from staffing.solver.methods import RungKey
from staffing.solver.nested import raised
from staffing.solver.problem import Problem
from staffing.solver.verify import keeps_rules, must_place

Posts = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """The best plan within so many moves."""

    posts: Posts
    moves: int
    pair: tuple[int, int] | None = None
    """Giver and taker of the last move; None: the first plan."""
    gain: Gain = NO_GAIN
    """What the last move saves."""


def moves_from(staff: Sequence[int], posts: Sequence[int]) -> int:
    """Return the posts that change station; those that are new, or given up, count apart.

    >>> moves_from((3, 3), (2, 4)), moves_from((3, 3), (2, 5)), moves_from((3, 3), (3, 5))
    (1, 1, 0)
    """
    pairs = list(zip(staff, posts, strict=True))
    return min(sum(max(0, x - c) for c, x in pairs), sum(max(0, c - x) for c, x in pairs))


def nearest(problem: Problem, staff: Sequence[int]) -> Posts:
    """Return the plan that keeps the rules with the fewest moves, and of these the best.

    A ladder: all posts that exist already come before all that would be new, each in the order of the method.
    Minima of groups take their first posts in that order. A plan must exist.
    """

    def key(s: int, posts: int) -> tuple[bool, RungKey]:
        return posts >= staff[s], problem.key(s, posts)

    posts = raised(problem.groups, problem.lower, problem.limits, key)
    held = [group.held(posts) for group in problem.groups]
    inside = [
        [g for g, group in enumerate(problem.groups) if s in set(group.members)] for s in range(len(posts))
    ]
    line = [(key(s, x), s) for s, x in enumerate(posts)]
    heapq.heapify(line)
    left = must_place(problem) - sum(posts)
    while left and line:
        _, s = heapq.heappop(line)
        if posts[s] >= problem.limits[s] or any(held[g] >= problem.groups[g].maximum for g in inside[s]):
            continue  # for good: what is full stays full
        posts[s] += 1
        left -= 1
        for g in inside[s]:
            held[g] += 1
        heapq.heappush(line, (key(s, posts[s]), s))
    return tuple(posts)


def frontier(problem: Problem, staff: Sequence[int]) -> list[Stage]:
    """Return the best plan for each number of moves, from the fewest that the rules allow to where none gains."""
    first = nearest(problem, staff)
    stages = [Stage(first, moves_from(staff, first))]
    exchanges = Exchanges(problem, first)
    while (best := exchanges.best_of()) and best[0] > NO_GAIN:
        gain, (giver, taker) = best
        exchanges.posts[giver] -= 1
        exchanges.posts[taker] += 1
        posts = tuple(exchanges.posts)
        stages.append(Stage(posts, moves_from(staff, posts), best[1], gain))
    return stages


def is_proven(problem: Problem, staff: Sequence[int], stages: Sequence[Stage]) -> bool:
    """Check that each plan keeps the rules and is the best within its moves, the first having the fewest.

    The price of a move is what the next one gains, at the end nothing. No exchange that changes no number of
    moves may gain, none that needs one more may gain more than the price, and none that saves one may lose
    less. For the fewest moves the price is beyond all gains: no exchange may save a move.
    """
    prices = [*(stage.gain for stage in stages[1:]), NO_GAIN]
    if _saves_a_move(problem, staff, stages[0].posts):
        return False
    if any(late.moves != early.moves + 1 for early, late in pairwise(stages)):
        return False
    return all(_is_best(problem, staff, stage, price) for stage, price in zip(stages, prices, strict=True))


def _is_best(problem: Problem, staff: Sequence[int], stage: Stage, price: Gain) -> bool:
    if not keeps_rules(problem, stage.posts) or stage.moves != moves_from(staff, stage.posts):
        return False
    more, not_more, fewer, not_fewer = _sides(staff, stage.posts)
    exchanges = Exchanges(problem, stage.posts)
    allowed = (
        (more, not_fewer, NO_GAIN),
        (not_more, fewer, NO_GAIN),
        (not_more, not_fewer, price),
        (more, fewer, (-price[0], -price[1], -price[2])),
    )
    found = ((exchanges.best_of(among=givers, to=takers), most) for givers, takers, most in allowed)
    return all(best is None or best[0] <= most for best, most in found)


def _saves_a_move(problem: Problem, staff: Sequence[int], posts: Sequence[int]) -> bool:
    """Tell whether a post may go from a station that has more than its staff to one that has fewer."""
    more, _, fewer, _ = _sides(staff, posts)
    return Exchanges(problem, posts).best_of(among=more, to=fewer) is not None


def _sides(staff: Sequence[int], posts: Sequence[int]) -> tuple[set[int], set[int], set[int], set[int]]:
    """Return the stations that have more than their staff, those that have not, that have fewer, and have not."""
    stations = set(range(len(posts)))
    more = {s for s in stations if posts[s] > staff[s]}
    fewer = {s for s in stations if posts[s] < staff[s]}
    return more, stations - more, fewer, stations - fewer
