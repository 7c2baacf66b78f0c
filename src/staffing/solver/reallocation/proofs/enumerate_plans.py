"""The best plan of a tiny problem by going through all of them, station by station: a proof without a solver.

Partial plans that leave the same room under every rule over several stations differ in nothing but their levels,
so only the best of them is carried on.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import prod

from staffing.models.base import Goal
from staffing.solver.reallocation.costs import main_goal, station_cost
from staffing.solver.reallocation.evaluate import IDLE, UNSERVED, key, levels, units
from staffing.solver.reallocation.frame import Frame, frame
from staffing.solver.reallocation.problem import Plan, Reallocation

STEPS = 300_000
"""Partial plans that are looked at before giving up: about a second."""

State = tuple[int, ...]
Key = tuple[int, ...]


class TooLargeError(Exception):
    """More plans than may be gone through."""


@dataclass(frozen=True, slots=True)
class _Column:
    """Staff of one station, what it adds to the state, and to the levels that add up."""

    row: tuple[int, ...]
    state: State
    key: Key
    cost: int


def best_plan(problem: Reallocation, *, steps: int = STEPS) -> Plan | None:
    """Return the best plan of all; None: there is none.

    Raises
    ------
    TooLargeError
        More than ``steps`` partial plans.
    """
    inside = frame(problem)
    if inside.empty:
        return None
    if _count(inside) > steps // 10:
        raise TooLargeError
    columns = [list(_columns(problem, inside, s)) for s in range(len(problem.ids))]
    best = _search(problem, inside, columns, steps)
    if best is None or Goal.BURDEN not in problem.goals:
        return best
    before = levels(problem).index(Goal.BURDEN)
    first = key(problem, best)[:before]
    costs = sorted({column.cost for own in columns for column in own})
    least, found = 0, len(costs) - 1  # the least greatest cost lies among costs[least .. found]
    while least <= found:
        middle = (least + found) // 2
        plan = _search(problem, inside, _below(columns, costs[middle]), steps)
        if plan is not None and key(problem, plan)[:before] == first:
            best, found = plan, middle - 1
        else:
            least = middle + 1
    return best


def _below(columns: list[list[_Column]], cost: int) -> list[list[_Column]]:
    return [[column for column in own if column.cost <= cost] for own in columns]


def _count(inside: Frame) -> int:
    """Return how many columns the stations have together, bounds on heads left aside."""
    boxes = zip(inside.low, inside.high, strict=True)
    return sum(prod(b - a + 1 for a, b in zip(low, high, strict=True)) for low, high in boxes)


def _columns(problem: Reallocation, inside: Frame, s: int) -> Iterator[_Column]:
    spans = [range(a, b + 1) for a, b in zip(inside.low[s], inside.high[s], strict=True)]
    goal, names = main_goal(problem), levels(problem)
    for row in itertools.product(*spans):
        if not inside.heads_low[s] <= sum(row) <= inside.heads_high[s]:
            continue
        held = units(problem, row)
        changed = row != problem.in_post[s]
        cost = station_cost(problem, s, held) if goal else 0
        adds = {
            IDLE: 0 if problem.weights[s] else held,
            UNSERVED: 0 if held else problem.weights[s],
            Goal.STATIONS_CHANGED: int(changed),
        }
        if goal and goal is not Goal.BURDEN:
            adds[goal] = cost
        yield _Column(
            row, _state(problem, inside, s, row), tuple(adds[name] for name in names if name in adds), cost
        )


def _state(problem: Reallocation, inside: Frame, s: int, row: Sequence[int]) -> State:
    """Return heads by category, heads under each further sum, joined by category, changed or not."""
    before = problem.in_post[s]
    sums = [
        (sum(row) if r.category is None else row[r.category]) if s in r.members else 0
        for r in inside.sums[len(row) :]
    ]
    joined = [max(0, x - c) for x, c in zip(row, before, strict=True)] if _counts_transfers(problem) else []
    changed = [] if inside.changed_limit is None else [int(tuple(row) != before)]
    return (*row, *sums, *joined, *changed)


def _counts_transfers(problem: Reallocation) -> bool:
    wanted = {Goal.TRANSFERS, Goal.TRANSFER_COST} & set(problem.goals)
    return bool(wanted) or (problem.transfers_limit is not None and problem.keeps("transfers"))


def _search(problem: Reallocation, inside: Frame, columns: list[list[_Column]], steps: int) -> Plan | None:
    tops = [row.high for row in inside.sums]
    reached: dict[State, tuple[Key, Plan]] = {(): ((), ())}
    looked = 0
    for own in columns:
        looked += len(reached) * len(own)
        if looked > steps:
            raise TooLargeError
        following: dict[State, tuple[Key, Plan]] = {}
        for state, (value, plan) in reached.items():
            for column in own:
                there = tuple(map(sum, zip(state, column.state, strict=True))) if state else column.state
                if any(a > b for a, b in zip(there, tops, strict=False)):
                    continue
                adds = tuple(map(sum, zip(value, column.key, strict=True))) if plan else column.key
                # Plans before here are compared from the left as well: the order goal.
                candidate = (adds, (*plan, column.row))
                known = following.get(there)
                if known is None or _rank(candidate) < _rank(known):
                    following[there] = candidate
        reached = following
    width = len(problem.categories)
    ends = [plan for state, (_, plan) in reached.items() if _closes(problem, inside, state, width)]
    return min(ends, key=lambda plan: key(problem, plan), default=None)


def _rank(candidate: tuple[Key, Plan]) -> tuple[Key, list[int]]:
    return candidate[0], [-x for row in candidate[1] for x in row]


def _closes(problem: Reallocation, inside: Frame, state: State, width: int) -> bool:
    """Return whether a complete state keeps the minima and limits."""
    count = len(inside.sums)
    if any(state[i] < row.low for i, row in enumerate(inside.sums)):
        return False
    rest = state[count:]
    if _counts_transfers(problem) and inside.transfers_limit is not None:
        net = [state[k] - problem.held[k] for k in range(width)]
        moved = sum(min(joined, joined - d) for joined, d in zip(rest, net, strict=False))
        if moved > inside.transfers_limit:
            return False
    return inside.changed_limit is None or rest[-1] <= inside.changed_limit
