"""What a plan is worth: every rule and every level of the goals, exactly, in plain Python without any solver."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from staffing.models.base import Goal, Place
from staffing.solver.methods import DIVISORS
from staffing.solver.problem import UNLIMITED
from staffing.solver.reallocation.costs import main_goal, station_cost
from staffing.solver.reallocation.frame import group_name
from staffing.solver.reallocation.problem import (
    Pin,
    Plan,
    Reallocation,
    bounds_name,
    eligibility_name,
    pin_name,
)

UNPLACED, IDLE, UNSERVED = "unplaced", "idle", "unserved"
"""Levels that come before goals: heads of the caps left out (``place: all``), capacity at stations without work
in units, and the weights of stations left with nobody."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule that the plan breaks, and by how much."""

    rule: str
    text: str
    below: bool = False
    """True: the plan's figure is too small."""


@dataclass(frozen=True, slots=True)
class Worth:
    """A plan's levels: the smaller tuple is the better plan."""

    names: tuple[str, ...]
    values: tuple[int, ...]
    """Values of all levels but :attr:`Goal.ORDER`."""

    def __getitem__(self, name: str) -> int:
        return self.values[self.names.index(name)]


@dataclass(frozen=True, slots=True)
class Move:
    """``count`` heads of a category from a station to another; None: from or to outside."""

    category: int
    giver: int | None
    taker: int | None
    count: int


def levels(problem: Reallocation) -> tuple[str, ...]:
    """Return the names of the levels in order of rank, :attr:`Goal.ORDER` included where asked for."""
    names: list[str] = [UNPLACED] if problem.place is Place.ALL else []
    for goal in problem.goals:
        if goal is Goal.FAIRNESS:
            names += [IDLE] if 0 in problem.weights else []
            names += [UNSERVED] if DIVISORS[problem.method].first_is_free else []
        if goal is Goal.BURDEN:
            names += [UNSERVED]
        names.append(goal.value)
    return tuple(names)


def faults(problem: Reallocation, plan: Sequence[Sequence[Any]]) -> tuple[Fault, ...]:
    """Return every broken rule; empty: the plan is feasible.

    Decided from the rules as given, not from the frame that solvers see.
    """
    n, width = len(problem.ids), len(problem.categories)
    if len(plan) != n or any(len(row) != width for row in plan):
        return (Fault("shape", f"not {n} rows of {width}"),)
    if not all(type(x) is int and x >= 0 for row in plan for x in row):
        return (Fault("shape", "a number of heads is not a whole number from 0"),)
    return tuple(
        Fault(rule, f"{value} outside {low}..{high if high < UNLIMITED else ''}", below=value < low)
        for rule, value, low, high in _figures(problem, plan)
        if not low <= value <= high and problem.keeps(rule)
    )


def breach(problem: Reallocation, plan: Sequence[Sequence[int]]) -> int:
    """Return by how much all figures of the rules together lie outside what they must lie between; 0: feasible."""
    return sum(
        max(low - value, value - high, 0)
        for rule, value, low, high in _figures(problem, plan)
        if not low <= value <= high and problem.keeps(rule)
    )


Figure = tuple[str, int, int, int]
"""Name of a rule, the plan's figure, and what it must lie between."""


def _figures(problem: Reallocation, plan: Sequence[Sequence[int]]) -> Iterator[Figure]:
    yield from _category_figures(problem, plan)
    for s in range(len(plan)):
        yield from _station_figures(problem, plan, s)
    every = range(len(problem.categories))
    for group in problem.groups:
        picked = every if group.category is None else (group.category,)
        held = sum(plan[s][k] for s in group.members for k in picked)
        if group.members:
            yield (
                group_name(group),
                held,
                group.minimum,
                UNLIMITED if group.maximum is None else group.maximum,
            )
    if problem.transfers_limit is not None:
        yield "transfers", sum(transfers(problem, plan)), 0, problem.transfers_limit
    if problem.changed_limit is not None:
        yield "stations_changed", stations_changed(problem, plan), 0, problem.changed_limit
    for pin in problem.pins:
        yield from _pin_figures(problem, plan, pin)


def _category_figures(problem: Reallocation, plan: Sequence[Sequence[int]]) -> Iterator[Figure]:
    for k, category in enumerate(problem.categories):
        total = sum(row[k] for row in plan)
        least = category.cap if problem.place is Place.EXACT else 0
        yield f"cap[{category.id}]", total, least, category.cap
        if category.total is not None:
            yield f"category_total[{category.id}]", total, category.total, category.total
        if category.stays:
            for row, before in zip(plan, problem.in_post, strict=True):
                yield f"established_stay[{category.id}]", row[k], before[k], UNLIMITED


def _station_figures(problem: Reallocation, plan: Sequence[Sequence[int]], s: int) -> Iterator[Figure]:
    low = problem.station_lower[s] if problem.station_lower else 0
    high = problem.station_upper[s] if problem.station_upper else UNLIMITED
    yield f"station_bounds[{problem.ids[s]}]", sum(plan[s]), low, high
    for k, x in enumerate(plan[s]):
        low = problem.lower[s][k] if problem.lower else 0
        high = problem.upper[s][k] if problem.upper else UNLIMITED
        if not low <= x <= high:
            yield bounds_name(problem, s, k), x, low, high
        if x and problem.allowed and not problem.allowed[s][k]:
            yield eligibility_name(problem, s, k), x, 0, 0


def _pin_figures(problem: Reallocation, plan: Sequence[Sequence[int]], pin: Pin) -> Iterator[Figure]:
    rows = range(len(problem.ids)) if pin.station is None else (pin.station,)
    columns = range(len(problem.categories)) if pin.category is None else (pin.category,)
    cells = [(plan[s][k], problem.in_post[s][k]) for s in rows for k in columns]
    if pin.value is None:
        for x, before in cells:
            yield pin_name(problem, pin), x, before, before
    else:
        yield pin_name(problem, pin), sum(x for x, _ in cells), pin.value, pin.value


def joined_and_left(problem: Reallocation, plan: Sequence[Sequence[int]]) -> tuple[list[int], list[int]]:
    """Return by category how many heads joined a station, and how many left one."""
    width = len(problem.categories)
    joined, left = [0] * width, [0] * width
    for row, before in zip(plan, problem.in_post, strict=True):
        for k in range(width):
            change = row[k] - before[k]
            if change > 0:
                joined[k] += change
            else:
                left[k] -= change
    return joined, left


def transfers(problem: Reallocation, plan: Sequence[Sequence[int]]) -> list[int]:
    """Return ``min(joined, left)`` by category."""
    return [min(pair) for pair in zip(*joined_and_left(problem, plan), strict=True)]


def stations_changed(problem: Reallocation, plan: Sequence[Sequence[int]]) -> int:
    """Return at how many stations anything changes."""
    return sum(tuple(row) != tuple(before) for row, before in zip(plan, problem.in_post, strict=True))


def units(problem: Reallocation, row: Sequence[int]) -> int:
    """Return the capacity of a station's staff, in units.

    Examples
    --------
    >>> from staffing.solver.reallocation.problem import Category
    >>> two = (Category("a", 3, capacity=2), Category("b", 3))
    >>> units(Reallocation(("S",), (1,), two, ((1, 1),), unit=2), (2, 1))
    5
    """
    return sum(x * c.capacity for x, c in zip(row, problem.categories, strict=True))


def worth(problem: Reallocation, plan: Sequence[Sequence[int]]) -> Worth:
    """Return the levels of a plan."""
    held = [units(problem, row) for row in plan]
    moved = transfers(problem, plan)
    goal = main_goal(problem)
    costs = [station_cost(problem, s, x) for s, x in enumerate(held)] if goal else []
    known = {
        UNPLACED: sum(c.cap for c in problem.categories) - sum(map(sum, plan)),
        IDLE: sum(x for x, w in zip(held, problem.weights, strict=True) if not w),
        UNSERVED: sum(w for x, w in zip(held, problem.weights, strict=True) if not x),
        Goal.TRANSFERS: sum(moved),
        Goal.TRANSFER_COST: sum(m * c.transfer_cost for m, c in zip(moved, problem.categories, strict=True)),
        Goal.STATIONS_CHANGED: stations_changed(problem, plan),
    }
    if goal:
        known[goal] = max(costs) if goal is Goal.BURDEN else sum(costs)
    names = tuple(name for name in levels(problem) if name != Goal.ORDER)
    return Worth(names, tuple(known[name] for name in names))


def key(problem: Reallocation, plan: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """Return what orders plans: levels, then the order goal; the least is the best plan."""
    order = (-x for row in plan for x in row) if Goal.ORDER in problem.goals else ()
    return (*worth(problem, plan).values, *order)


def moves(problem: Reallocation, plan: Plan) -> tuple[Move, ...]:
    """Return who goes where: by category, leavers and joiners paired in station order, the rest with outside."""
    found: list[Move] = []
    for k in range(len(problem.categories)):
        change = [row[k] - before[k] for row, before in zip(plan, problem.in_post, strict=True)]
        givers = [[s, -d] for s, d in enumerate(change) if d < 0]
        takers = [[s, d] for s, d in enumerate(change) if d > 0]
        while givers and takers:
            count = min(givers[0][1], takers[0][1])
            found.append(Move(k, givers[0][0], takers[0][0], count))
            for side in (givers, takers):
                side[0][1] -= count
                if not side[0][1]:
                    side.pop(0)
        found += [Move(k, s, None, count) for s, count in givers]
        found += [Move(k, None, s, count) for s, count in takers]
    return tuple(found)
