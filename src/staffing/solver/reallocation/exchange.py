"""Optimality by exchange, where it is valid: only station bounds, boxes and category totals couple the numbers.

Such a problem is a flow of heads from categories to stations with convex costs, so a plan is the best exactly if
no cycle of changes improves it: one head more of a category here, one less there, and so on round. A cycle uses
at most one station's gain and one station's loss of capacity, all else are swaps of categories inside a station:
a graph of the categories, the stations' capacity as one node, and outside as another.
"""

import itertools
from collections.abc import Iterator, Sequence
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


def is_transport(problem: Reallocation, inside: Frame) -> bool:
    """Return whether nothing but boxes, station bounds and category totals holds the plan."""
    width = len(problem.categories)
    caps = {row.category: (row.low, row.high) for row in inside.sums[:width]}
    # Pins of a category repeat a total.
    extra = [row for row in inside.sums[width:] if caps.get(row.category) != (row.low, row.high)]
    extra += [row for row in inside.sums[width:] if len(row.members) != len(problem.ids)]
    limits = (inside.transfers_limit, inside.changed_limit)
    return (
        not extra
        and limits == (None, None)
        and len({c.capacity for c in problem.categories}) == 1
        and main_goal(problem) in {Goal.FAIRNESS, Goal.DEVIATION}
    )


def check_exchanges(problem: Reallocation, inside: Frame, plan: Plan) -> Exchanges | None:
    """Go through all exchanges of a feasible plan; None: exchanges prove nothing here.

    ``inside`` is the frame in which the levels before the main goal are settled.
    """
    if not is_transport(problem, inside) or not _is_convex(problem, inside):
        return None
    width = len(problem.categories)
    fixed = all(row.low == row.high for row in inside.sums[:width])
    edges = _edges(problem, inside, plan)
    main = _no_cycle({pair: (weight[0], 0) for pair, weight in edges.items()}, width + 2)
    return Exchanges(main, main and fixed and _no_cycle(edges, width + 2))


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


def _edges(problem: Reallocation, inside: Frame, plan: Plan) -> dict[tuple[int, int], Weight]:
    """Return the cheapest steps: ``(a, b)`` takes a head out of ``a``'s hands and puts one into ``b``'s."""
    width = len(problem.categories)
    edges: dict[tuple[int, int], Weight] = {(width, width + 1): (0, 0), (width + 1, width): (0, 0)}
    steps = itertools.chain(
        _outside(inside, plan, width),
        *(_at_station(problem, inside, s, staff) for s, staff in enumerate(plan)),
    )
    for pair, weight in steps:
        known = edges.get(pair)
        if known is None or weight < known:
            edges[pair] = weight
    return edges


Step = tuple[tuple[int, int], Weight]


def _outside(inside: Frame, plan: Plan, width: int) -> Iterator[Step]:
    for k, row in enumerate(inside.sums[:width]):
        total = sum(staff[k] for staff in plan)
        if total < row.high:
            yield (width + 1, k), (0, 0)
        if total > row.low:
            yield (k, width + 1), (0, 0)


def _at_station(problem: Reallocation, inside: Frame, s: int, staff: Sequence[int]) -> Iterator[Step]:
    width, size = len(problem.categories), problem.categories[0].capacity
    heads, held = sum(staff), units(problem, staff)
    here = station_cost(problem, s, held)
    gains = [k for k in range(width) if staff[k] < inside.high[s][k]]
    losses = [k for k in range(width) if staff[k] > inside.low[s][k]]
    if heads < inside.heads_high[s]:
        more = station_cost(problem, s, held + size) - here
        for k in gains:
            yield (k, width), (more, _joins(problem, s, staff, k, 1))
    if heads > inside.heads_low[s]:
        less = station_cost(problem, s, held - size) - here
        for k in losses:
            yield (width, k), (less, _joins(problem, s, staff, k, -1))
    for k, j in itertools.product(gains, losses):
        if j != k:
            yield (k, j), (0, _joins(problem, s, staff, k, 1) + _joins(problem, s, staff, j, -1))


def _joins(problem: Reallocation, s: int, staff: Sequence[int], k: int, step: int) -> int:
    """Return by how much the number of joined heads changes."""
    before = problem.in_post[s][k]
    return max(0, staff[k] + step - before) - max(0, staff[k] - before)
