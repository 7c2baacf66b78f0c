"""The rules as intervals, one by one as given: on numbers, on stations, on sums over stations.

Unlike the frame that solvers see, nothing is folded together: each rule keeps its own ends, so that its breach can
be counted.
"""

from collections.abc import Iterator

from staffing.models.base import Place
from staffing.solver.problem import UNLIMITED
from staffing.solver.reallocation.frame import group_name
from staffing.solver.reallocation.problem import Reallocation, bounds_name, pin_name


def cell_rules(problem: Reallocation) -> Iterator[tuple[int, int, int, int]]:
    """Yield station, category, least and most for each rule on one number."""
    for s in range(len(problem.ids)):
        yield from _own_rules(problem, s)
    for pin in problem.pins:
        if not problem.keeps(pin_name(problem, pin)):
            continue
        if pin.value is None:
            for s in range(len(problem.ids)) if pin.station is None else (pin.station,):
                for k in range(len(problem.categories)) if pin.category is None else (pin.category,):
                    yield s, k, problem.in_post[s][k], problem.in_post[s][k]
        elif pin.station is not None and pin.category is not None:
            yield pin.station, pin.category, pin.value, pin.value


def _own_rules(problem: Reallocation, s: int) -> Iterator[tuple[int, int, int, int]]:
    bounded = bool(problem.lower or problem.upper)
    for k, category in enumerate(problem.categories):
        if bounded and (not problem.dropped or problem.keeps(bounds_name(problem, s, k))):
            low = problem.lower[s][k] if problem.lower else 0
            yield s, k, low, problem.upper[s][k] if problem.upper else UNLIMITED
        if not problem.open(s, k):
            yield s, k, 0, 0
        if category.stays and problem.keeps(f"established_stay[{category.id}]"):
            yield s, k, problem.in_post[s][k], UNLIMITED


def station_rules(problem: Reallocation) -> Iterator[tuple[int, int, int]]:
    """Yield station, least and most for each rule on the heads of one station."""
    if problem.station_lower or problem.station_upper:
        for s, name in enumerate(problem.ids):
            if problem.keeps(f"station_bounds[{name}]"):
                low = problem.station_lower[s] if problem.station_lower else 0
                yield s, low, problem.station_upper[s] if problem.station_upper else UNLIMITED
    for pin in problem.pins:
        alone = pin.station is not None and pin.category is None
        if alone and pin.value is not None and problem.keeps(pin_name(problem, pin)):
            yield pin.station or 0, pin.value, pin.value


def sum_rules(problem: Reallocation) -> Iterator[tuple[tuple[int, ...], int | None, int, int]]:
    """Yield stations, category or None for all, least and most for each rule on a sum over stations."""
    everyone = tuple(range(len(problem.ids)))
    for k, category in enumerate(problem.categories):
        if problem.keeps(f"cap[{category.id}]"):
            yield everyone, k, category.cap if problem.place is Place.EXACT else 0, category.cap
        if category.total is not None and problem.keeps(f"category_total[{category.id}]"):
            yield everyone, k, category.total, category.total
    for group in problem.groups:
        if group.members and problem.keeps(group_name(group)):
            top = UNLIMITED if group.maximum is None else group.maximum
            yield group.members, group.category, group.minimum, top
    for pin in problem.pins:
        if pin.station is None and pin.value is not None and problem.keeps(pin_name(problem, pin)):
            yield everyone, pin.category, pin.value, pin.value
