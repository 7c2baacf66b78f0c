"""OR-Tools: min-cost flow where only station bounds and category totals couple. Runs in a child process only.

Heads flow from the categories to the stations, and from each station onwards by one arc a head, in order of
rising cost. Transfers are counted along, far below the main goal, so that the flow is best for both.
"""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np

from staffing.models.base import Goal, Place
from staffing.solver.reallocation.costs import is_convex, main_goal, station_cost
from staffing.solver.reallocation.evaluate import levels
from staffing.solver.reallocation.frame import Frame
from staffing.solver.reallocation.least import fulfilled
from staffing.solver.reallocation.problem import Plan, Reallocation
from staffing.solver.reallocation.proofs.exchange import changing_alone, is_transport, pool_room

LARGEST = 1 << 61


def prepare() -> None:
    """Load the library, ahead of any time limit."""
    from ortools.graph.python import min_cost_flow  # noqa: F401


def answer(
    problem: Reallocation, time_limit_s: float, seed: int, threads: int, start: Plan | None = None
) -> dict[str, Any]:
    """Solve the main goal and the transfers; parameters and reply as in the other back ends.

    A problem of another structure, or with costs that no flow can count, is answered ``UNKNOWN`` without a plan.
    The flow runs to its end: the caller's limit kills it.
    """
    del time_limit_s, seed, threads, start
    inside = fulfilled(problem)
    if not is_transport(problem, inside):
        return {"word": "UNKNOWN", "values": None, "levels": 0}
    goal = main_goal(problem)
    whole = goal is not None and levels(problem).index(goal) == 0
    nothing = {"word": "INFEASIBLE" if whole else "UNKNOWN", "values": None, "levels": 0}
    pooled = changing_alone(inside)
    room = None if pooled is None else pool_room(problem, inside, pooled)
    if inside.empty or (room is not None and room < 0):
        return nothing
    heads = sum(row.high for row in inside.sums[: len(problem.categories)])
    # One unit of the main goal outweighs all transfers, where 64 bits allow that.
    network = Network(problem, inside, 2 * heads + 1)
    both = network.largest <= LARGEST
    if not both:
        network = Network(problem, inside, 0)
    if not network.convex or network.largest > LARGEST:
        return {"word": "UNKNOWN", "values": None, "levels": 0}
    plan = network.solve()
    if plan is None:
        return nothing
    if not both:
        # With what each station got, the fewest transfers.
        got = tuple(sum(row) for row in plan)
        plan = Network(problem, replace(inside, heads_low=got, heads_high=got), 1).solve() or plan
    done = levels(problem).index(goal) + 1 if goal else 0
    follows = both and levels(problem)[done : done + 1] == (Goal.TRANSFERS,)
    fixed = problem.place is not Place.AT_MOST
    values = [x for row in plan for x in row]
    return {"word": "OPTIMAL", "values": values, "levels": done + int(follows and fixed)}


class Network:
    """Nodes: categories, stations, sink, outside, pool. Lower bounds are sent ahead as supplies."""

    def __init__(self, problem: Reallocation, inside: Frame, weight: int) -> None:
        """``weight``: of one unit of the main goal against one transfer; 0: no transfers are counted."""
        self._problem, self._inside = problem, inside
        self._width, self._count = len(problem.categories), len(problem.ids)
        self._sink, self._outside = self._width + self._count, self._width + self._count + 1
        self._arcs: list[tuple[int, int, int, int]] = []
        self._pool = self._outside + 1
        self._supply = [0] * (self._pool + 1)
        self._cells: list[tuple[int, int, int]] = []
        self._weight, self._joining = (weight, 1) if weight else (1, 0)
        self.convex = True
        self.largest = 0  # of the costs that the solver counts in
        self._build()

    def _arc(self, a: int, b: int, capacity: int, cost: int) -> int:
        self._arcs.append((a, b, capacity, cost))
        # The solver multiplies costs by the number of nodes.
        self.largest = max(self.largest, abs(cost) * len(self._supply))
        return len(self._arcs) - 1

    def _build(self) -> None:
        problem, inside, width = self._problem, self._inside, self._width
        size = problem.categories[0].capacity
        for k, row in enumerate(inside.sums[:width]):
            # The least that must be placed is supplied; what may come on top comes from outside.
            self._supply[k] += row.low
            self._supply[self._sink] -= row.low
            if row.high > row.low:
                self._arc(self._outside, k, row.high - row.low, 0)
        room = sum(row.high - row.low for row in inside.sums[:width])
        self._arc(self._sink, self._outside, room, 0)
        pooled = changing_alone(inside) if inside.transfers_limit is not None else None
        if pooled is not None:
            self._arc(pooled, self._pool, max(0, pool_room(problem, inside, pooled) or 0), 0)
        for s in range(self._count):
            node = width + s
            for k in range(width):
                low, high, before = inside.low[s][k], inside.high[s][k], problem.in_post[s][k]
                self._supply[k] -= low
                self._supply[node] += low
                kink = min(max(before, low), high)
                beyond = self._pool if k == pooled else k
                for start, amount, cost in ((k, kink - low, 0), (beyond, high - kink, self._joining)):
                    if amount:
                        self._cells.append((self._arc(start, node, amount, cost), s, k))
            least, most = inside.heads_low[s], inside.heads_high[s]
            self._supply[node] -= least
            self._supply[self._sink] += least
            table = [station_cost(problem, s, x * size) for x in range(least, most + 1)]
            self.convex = self.convex and is_convex(table)
            for cost, capacity in _runs([b - a for a, b in pairwise(table)]):
                self._arc(node, self._sink, capacity, cost * self._weight)

    def solve(self) -> list[list[int]] | None:
        """Return the plan; None: there is no flow."""
        from ortools.graph.python import min_cost_flow

        flow = min_cost_flow.SimpleMinCostFlow()
        table = np.array(self._arcs, dtype=np.int64)
        flow.add_arcs_with_capacity_and_unit_cost(table[:, 0], table[:, 1], table[:, 2], table[:, 3])
        flow.set_nodes_supplies(np.arange(len(self._supply)), np.array(self._supply, dtype=np.int64))
        if flow.solve() != flow.OPTIMAL:
            return None
        plan = [list(row) for row in self._inside.low]
        for arc, s, k in self._cells:
            plan[s][k] += int(flow.flow(arc))
        return plan


def _runs(steps: list[int]) -> list[tuple[int, int]]:
    """Return equal neighbours as (value, how many).

    >>> _runs([3, 3, 5])
    [(3, 2), (5, 1)]
    """
    found: list[tuple[int, int]] = []
    for step in steps:
        if found and found[-1][0] == step:
            found[-1] = (step, found[-1][1] + 1)
        else:
            found.append((step, 1))
    return found
