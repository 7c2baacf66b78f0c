"""Add or cut N posts of one category where the ladder is not enough: the questions as reallocation problems.

The other categories' staff stay as they are, counted with their capacity; every other rule of the scenario holds.
"""

from collections.abc import Callable
from dataclasses import replace

from staffing.models.answers import Mode
from staffing.models.base import Place
from staffing.solver.problem import UNLIMITED
from staffing.solver.reallocation.problem import Pin, Plan, Reallocation


def one_category(problem: Reallocation, k: int) -> Reallocation:
    """Return the problem in which the posts of category ``k`` alone move."""
    categories = tuple(
        category if i == k else replace(category, cap=held, total=None)
        for i, (category, held) in enumerate(zip(problem.categories, problem.held, strict=True))
    )
    others = tuple(Pin(category=i) for i in range(len(categories)) if i != k)
    return replace(problem, categories=categories, pins=(*problem.pins, *others))


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
