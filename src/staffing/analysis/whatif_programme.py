"""Add or cut N posts of one category where the ladder is not enough: the questions as reallocation problems.

The other categories' staff stay as they are, counted with their capacity; every other rule of the scenario holds.
"""

from collections.abc import Callable
from dataclasses import replace

from staffing.models.base import Place
from staffing.models.what_if import Mode
from staffing.solver.problem import UNLIMITED
from staffing.solver.reallocation.problem import Pin, Plan, Reallocation


def one_category(problem: Reallocation, k: int) -> Reallocation:
    """Return the problem in which the posts of category ``k`` alone move.

    What is asked of the other categories by themselves gives way to their staff in post, and so does a number of
    category ``k`` that must be filled: the question says how many there are.
    """
    categories = tuple(
        replace(category, total=None) if i == k else replace(category, cap=held, total=None)
        for i, (category, held) in enumerate(zip(problem.categories, problem.held, strict=True))
    )
    rows, width = problem.in_post, len(categories)
    lower = problem.lower or ((0,) * width,) * len(rows)
    upper = problem.upper or ((UNLIMITED,) * width,) * len(rows)
    return replace(
        problem,
        categories=categories,
        lower=_merged(lower, rows, k),
        upper=_merged(upper, rows, k),
        allowed=tuple(tuple(may or i != k for i, may in enumerate(row)) for row in problem.allowed),
        groups=tuple(group for group in problem.groups if group.category in {None, k}),
        pins=tuple(pin for pin in problem.pins if pin.category in {None, k}),
    )


def _merged(bounds: Plan, staff: Plan, k: int) -> Plan:
    """Return the bounds of category ``k``, and staff in post as the bounds of the others."""
    return tuple(
        tuple(x if i == k else held for i, (x, held) in enumerate(zip(row, present, strict=True)))
        for row, present in zip(bounds, staff, strict=True)
    )


def with_cap(problem: Reallocation, k: int, cap: int) -> Reallocation:
    """Return the problem with another cap of category ``k``."""
    changed = replace(problem.categories[k], cap=cap)
    return replace(problem, categories=(*problem.categories[:k], changed, *problem.categories[k + 1 :]))


def from_staff(problem: Reallocation, k: int, delta: int, mode: Mode, most: int | None) -> Reallocation:
    """Return the question that starts from staff in post: only the posts in question move, or ``most`` more.

    Bounds give way to staff who are outside them already. A cut takes exactly the posts in question, an add as many
    as there is room for.
    """
    held = problem.held[k]
    around = with_cap(_widened(problem, k), k, held + delta)
    if delta < 0:
        category = replace(around.categories[k], total=held + delta)
        around = replace(
            around,
            categories=(*around.categories[:k], category, *around.categories[k + 1 :]),
            place=Place.EXACT,
        )
    elif around.place is not Place.EXACT:
        around = replace(around, place=Place.ALL)
    if mode is Mode.BUDGET:
        limits = [limit for limit in (problem.transfers_limit, most) if limit is not None]
        return replace(around, transfers_limit=min(limits, default=None))
    if delta > 0:
        return replace(around, lower=_changed(around.lower, around.in_post, k, 0, max))
    return replace(around, upper=_changed(around.upper, around.in_post, k, UNLIMITED, min))


def _widened(problem: Reallocation, k: int) -> Reallocation:
    """Return the problem with bounds that staff in post keep."""
    totals = [sum(row) for row in problem.in_post]
    groups = []
    for group in problem.groups:
        picked = range(len(problem.categories)) if group.category is None else (group.category,)
        present = sum(problem.in_post[s][i] for s in group.members for i in picked)
        most = None if group.maximum is None else max(group.maximum, present)
        groups.append(replace(group, minimum=min(group.minimum, present), maximum=most))
    return replace(
        problem,
        allowed=tuple(
            tuple(may or bool(held) for may, held in zip(row, present, strict=True))
            for row, present in zip(problem.allowed, problem.in_post, strict=True)
        )
        if problem.allowed
        else (),
        pins=tuple(pin for pin in problem.pins if _is_kept(problem, pin)),
        lower=_changed(problem.lower, problem.in_post, k, 0, min),
        upper=_changed(problem.upper, problem.in_post, k, UNLIMITED, max),
        station_lower=tuple(map(min, problem.station_lower or [0] * len(totals), totals)),
        station_upper=tuple(map(max, problem.station_upper or [UNLIMITED] * len(totals), totals)),
        groups=tuple(groups),
    )


def _changed(table: Plan, staff: Plan, k: int, default: int, pick: Callable[[int, int], int]) -> Plan:
    rows = table or tuple((default,) * len(row) for row in staff)
    return tuple(
        tuple(pick(x, held) if i == k else x for i, (x, held) in enumerate(zip(row, present, strict=True)))
        for row, present in zip(rows, staff, strict=True)
    )


def _is_kept(problem: Reallocation, pin: Pin) -> bool:
    """Return whether staff in post are as a pin asks."""
    if pin.value is None:
        return True
    rows = range(len(problem.ids)) if pin.station is None else (pin.station,)
    columns = range(len(problem.categories)) if pin.category is None else (pin.category,)
    return sum(problem.in_post[s][i] for s in rows for i in columns) == pin.value
