"""Optimality by exchange, where it is valid: only station bounds, boxes and category totals couple the numbers.

Such a problem is a flow of heads from categories to stations with convex costs, so a plan is the best exactly if
no cycle of changes improves it: one head more of a category here, one less there, and so on round. A cycle uses
at most one station's gain and one station's loss of capacity, all else are swaps of categories inside a station:
a graph of the categories, the stations' capacity as one node, and outside as another.

Where one category alone can change, and its total is given, a limit of transfers is an arc of that flow: all heads
that join a station pass through one node, the pool.
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from staffing.models.base import Goal
from staffing.solver.reallocation.costs import is_convex, main_goal, station_cost
from staffing.solver.reallocation.evaluate import units
from staffing.solver.reallocation.frame import Frame
from staffing.solver.reallocation.problem import Plan, Reallocation

Weight = tuple[int, int]
"""Change of the main goal, then of transfers."""


@dataclass(frozen=True, slots=True)
class Exchanges:
    """What going round all cycles showed."""

    main: bool
    """No cycle lowers the main goal."""
    transfers: bool
    """None lowers the transfers while the main goal stays."""
    alone: bool = False
    """Every cycle makes one of the two worse: no other plan is as good in both."""


def is_transport(problem: Reallocation, inside: Frame) -> bool:
    """Return whether nothing but boxes, station bounds and category totals holds the plan."""
    width = len(problem.categories)
    caps = {row.category: (row.low, row.high) for row in inside.sums[:width]}
    # Pins of a category repeat a total.
    extra = [row for row in inside.sums[width:] if caps.get(row.category) != (row.low, row.high)]
    extra += [row for row in inside.sums[width:] if len(row.members) != len(problem.ids)]
    return (
        not extra
        and inside.changed_limit is None
        and (inside.transfers_limit is None or changing_alone(inside) is not None)
        and len({c.capacity for c in problem.categories}) == 1
        and main_goal(problem) in {Goal.FAIRNESS, Goal.DEVIATION}
    )


def changing_alone(inside: Frame) -> int | None:
    """Return the one category that can change, if its total is given; None: there is none, or several."""
    width = len(inside.net_low)
    changing = [
        k for k in range(width) if any(a[k] < b[k] for a, b in zip(inside.low, inside.high, strict=True))
    ]
    if len(changing) != 1 or inside.sums[changing[0]].low != inside.sums[changing[0]].high:
        return None
    return changing[0]


def pool_room(problem: Reallocation, inside: Frame, k: int) -> int | None:
    """Return how many heads may join stations beyond those that must; None: no limit."""
    if inside.transfers_limit is None:
        return None
    must = sum(max(0, low[k] - here[k]) for low, here in zip(inside.low, problem.in_post, strict=True))
    return inside.transfers_limit + max(0, inside.net_low[k]) - must


def check_exchanges(problem: Reallocation, inside: Frame, plan: Plan) -> Exchanges | None:
    """Go through all exchanges of a feasible plan; None: exchanges prove nothing here.

    ``inside`` is the frame in which the levels before the main goal are settled.
    """
    if not is_transport(problem, inside) or not _is_convex(problem, inside):
        return None
    width = len(problem.categories)
    fixed = all(row.low == row.high for row in inside.sums[:width])
    steps = list(_steps(problem, inside, plan))
    edges = _cheapest(steps)
    main = _no_cycle({pair: (weight[0], 0) for pair, weight in edges.items()}, width + 3)
    transfers = main and fixed and _no_cycle(edges, width + 3)
    one = changing_alone(inside)
    return Exchanges(main, transfers, transfers and one is not None and _alone(steps, one, width))


def _no_cycle(edges: dict[tuple[int, int], Weight], nodes: int) -> bool:
    """Return whether no way round improves anything."""
    far = dict(edges)
    for middle, a, b in itertools.product(range(nodes), repeat=3):
        first, second = far.get((a, middle)), far.get((middle, b))
        if first is not None and second is not None:
            through = (first[0] + second[0], first[1] + second[1])
            known = far.get((a, b))
            if known is None or through < known:
                far[a, b] = through
    return all(far.get((a, a), (0, 0)) >= (0, 0) for a in range(nodes))


def _is_convex(problem: Reallocation, inside: Frame) -> bool:
    size = problem.categories[0].capacity
    for s in range(len(problem.ids)):
        heads = range(inside.heads_low[s], inside.heads_high[s] + 1)
        if not is_convex([station_cost(problem, s, x * size) for x in heads]):
            return False
    return True


Step = tuple[tuple[int, int], Weight, int]
"""``(a, b)`` takes a head out of ``a``'s hands and puts one into ``b``'s; its weight; its station, -1 for none."""


def _steps(problem: Reallocation, inside: Frame, plan: Plan) -> Iterator[Step]:
    """Yield all steps; nodes: categories, the stations' capacity, outside, the pool."""
    width = len(problem.categories)
    yield (width, width + 1), (0, 0), -1
    yield (width + 1, width), (0, 0), -1
    yield from _outside(inside, plan, width)
    pooled = changing_alone(inside) if inside.transfers_limit is not None else None
    if pooled is not None:
        room, least = pool_room(problem, inside, pooled) or 0, inside.low
        joined = sum(
            max(0, row[pooled] - max(here[pooled], low[pooled]))
            for row, here, low in zip(plan, problem.in_post, least, strict=True)
        )
        if joined < room:
            yield (pooled, width + 2), (0, 0), -1
        if joined:
            yield (width + 2, pooled), (0, 0), -1
    for s, staff in enumerate(plan):
        for pair, weight in _at_station(problem, inside, s, staff, pooled):
            yield pair, weight, s


def _cheapest(steps: Iterable[Step]) -> dict[tuple[int, int], Weight]:
    edges: dict[tuple[int, int], Weight] = {}
    for pair, weight, _ in steps:
        known = edges.get(pair)
        if known is None or weight < known:
            edges[pair] = weight
    return edges


def _alone(steps: Sequence[Step], k: int, width: int) -> bool:
    """Return whether every exchange of one head between two stations makes the plan worse.

    One category changes, so each cycle is such an exchange, or several at once whose weights add up.
    """
    pool, free = width + 2, {pair for pair, _, s in steps if s < 0}
    best: dict[tuple[int, int], list[tuple[Weight, int]]] = {}
    for pair, weight, s in steps:
        if s >= 0:
            best[pair] = sorted([*best.get(pair, []), (weight, s)])[:2]
    for a, b in itertools.product((k, pool), repeat=2):
        if a != b and (a, b) not in free:
            continue
        given, taken = best.get((width, a), []), best.get((b, width), [])
        for (out, s), (into, t) in itertools.product(given, taken):
            if s != t and (out[0] + into[0], out[1] + into[1]) <= (0, 0):
                return False
    return True


def _outside(inside: Frame, plan: Plan, width: int) -> Iterator[Step]:
    for k, row in enumerate(inside.sums[:width]):
        total = sum(staff[k] for staff in plan)
        if total < row.high:
            yield (width + 1, k), (0, 0), -1
        if total > row.low:
            yield (k, width + 1), (0, 0), -1


def _at_station(
    problem: Reallocation, inside: Frame, s: int, staff: Sequence[int], pooled: int | None
) -> Iterator[tuple[tuple[int, int], Weight]]:
    width, size = len(problem.categories), problem.categories[0].capacity
    heads, held = sum(staff), units(problem, staff)
    here = station_cost(problem, s, held)
    gains = [k for k in range(width) if staff[k] < inside.high[s][k]]
    losses = [k for k in range(width) if staff[k] > inside.low[s][k]]

    def node(k: int, step: int) -> int:
        """Where a head comes from or goes to: beyond those in post, the pool."""
        joins = staff[k] + min(0, step) >= max(problem.in_post[s][k], inside.low[s][k])
        return width + 2 if k == pooled and joins else k

    if heads < inside.heads_high[s]:
        more = station_cost(problem, s, held + size) - here
        for k in gains:
            yield (node(k, 1), width), (more, _joins(problem, s, staff, k, 1))
    if heads > inside.heads_low[s]:
        less = station_cost(problem, s, held - size) - here
        for k in losses:
            yield (width, node(k, -1)), (less, _joins(problem, s, staff, k, -1))
    for k, j in itertools.product(gains, losses):
        if j != k:
            yield (k, j), (0, _joins(problem, s, staff, k, 1) + _joins(problem, s, staff, j, -1))


def _joins(problem: Reallocation, s: int, staff: Sequence[int], k: int, step: int) -> int:
    """Return by how much the number of joined heads changes."""
    before = problem.in_post[s][k]
    return max(0, staff[k] + step - before) - max(0, staff[k] - before)
