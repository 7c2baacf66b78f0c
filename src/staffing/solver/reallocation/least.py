"""Levels that come before the main goal, where they take the least value that anybody can see.

Heads left out, capacity at stations without work and the index of stations left with nobody are mostly 0 in the
best plan. A plan that reaches the plain lower bound of such a level is proven there, and the level turns into
plain bounds: :func:`fulfilled`.
"""

from dataclasses import replace

from staffing.models.base import Goal
from staffing.solver.reallocation.costs import main_goal
from staffing.solver.reallocation.evaluate import IDLE, UNPLACED, UNSERVED, levels
from staffing.solver.reallocation.frame import Frame, frame
from staffing.solver.reallocation.problem import Reallocation


def plain_bounds(problem: Reallocation, inside: Frame) -> dict[str, int]:
    """Return for each level a value that no plan goes below, from the boxes alone."""
    width = len(problem.categories)
    placed = sum(row.high for row in inside.sums[:width])
    rows = range(len(problem.ids))
    forced = sum(
        any(not a <= x <= b for a, x, b in zip(low, c, high, strict=True))
        for low, c, high in zip(inside.low, problem.in_post, inside.high, strict=True)
    )
    return {
        UNPLACED: sum(c.cap for c in problem.categories) - placed,
        IDLE: sum(_least_units(problem, inside, s) for s in rows if not problem.weights[s]),
        UNSERVED: sum(problem.weights[s] for s in rows if not inside.heads_high[s]),
        Goal.TRANSFERS: 0,
        Goal.TRANSFER_COST: sum(min(0, c.transfer_cost) for c in problem.categories),
        Goal.STATIONS_CHANGED: forced,
    }


def _least_units(problem: Reallocation, inside: Frame, s: int) -> int:
    return sum(low * c.capacity for low, c in zip(inside.low[s], problem.categories, strict=True))


def fulfilled(problem: Reallocation) -> Frame:
    """Return the frame of the plans in which every level before the main goal takes its plain bound."""
    inside = frame(problem)
    goal = main_goal(problem)
    if goal is None:
        return inside
    before = levels(problem)[: levels(problem).index(goal)]
    width = len(problem.categories)
    if UNPLACED in before:
        sums = tuple(replace(row, low=max(row.low, row.high)) for row in inside.sums[:width])
        net = tuple(row.high - held for row, held in zip(sums, problem.held, strict=True))
        inside = replace(inside, sums=(*sums, *inside.sums[width:]), net_low=net, net_high=net)
    low, high = list(inside.heads_low), list(inside.heads_high)
    for s, weight in enumerate(problem.weights):
        if weight and UNSERVED in before:
            low[s] = max(low[s], min(1, high[s]))
        if not weight and IDLE in before:
            high[s] = min(high[s], sum(inside.low[s]))
    return replace(inside, heads_low=tuple(low), heads_high=tuple(high))
