"""All columns of a small problem: the integer programme level by level, with every sign of net gains tried."""

import itertools
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from staffing.solver.reallocation.columns.generation import TINY, Floats, Generation, Ints
from staffing.solver.reallocation.columns.near import TooManyError, near_staff
from staffing.solver.reallocation.columns.pool import Pool
from staffing.solver.reallocation.costs import main_goal
from staffing.solver.reallocation.evaluate import IDLE, UNPLACED, UNSERVED, levels
from staffing.solver.reallocation.frame import Frame, frame
from staffing.solver.reallocation.problem import Reallocation
from staffing.solver.reallocation.proofs.bound import whole_prices
from staffing.solver.reallocation.proofs.minima import NoStaffError, Stations

if TYPE_CHECKING:
    from staffing.solver.reallocation.columns.search import Search

MOST = 20_000
"""Columns up to which a problem is small."""


def solve_small(search: "Search") -> dict[str, Any] | None:
    """Return the reply of the back end; None: the problem is not small."""
    problem = search.problem
    words = []
    for inside in by_sign(problem, frame(problem)):
        if inside.empty:
            continue
        stations = Stations(problem, inside)
        if stations.cost.dtype == object:
            return None
        nothing, _ = whole_prices(stations, inside, (0,) * (len(inside.sums) + 2))
        try:
            rows = near_staff(stations, nothing, 1 << 60, limit=MOST)
        except TooManyError:
            return None
        except NoStaffError:
            continue
        pool = Pool(stations, inside)
        for s, own in enumerate(rows):
            pool.add(np.full(len(own), s), np.array(own, dtype=np.int64).reshape(len(own), -1))
        words.append(_levels(search, Generation(search, stations, inside, pool)))
    found = set(words) - {"INFEASIBLE"}
    if not found:
        return search.reply("INFEASIBLE" if search.plan is None else "UNKNOWN")
    return search.reply("OPTIMAL" if found == {"OPTIMAL"} else "FEASIBLE")


def by_sign(problem: Reallocation, inside: Frame) -> Iterator[Frame]:
    """Yield frames in each of which every category gains, or loses, whatever the plan."""
    width = len(problem.categories)
    open_ = [k for k in range(width) if inside.net_low[k] < 0 < inside.net_high[k]]
    if inside.transfers_limit is None:
        open_ = []
    for gains in itertools.product((True, False), repeat=len(open_)):
        sums, low, high = list(inside.sums), list(inside.net_low), list(inside.net_high)
        for k, gain in zip(open_, gains, strict=True):
            held = problem.held[k]
            sums[k] = replace(sums[k], low=held) if gain else replace(sums[k], high=held)
            low[k], high[k] = (0, high[k]) if gain else (low[k], 0)
        yield replace(inside, sums=tuple(sums), net_low=tuple(low), net_high=tuple(high))


def _levels(search: "Search", generation: Generation) -> str:
    """Minimise level after level up to the main goal."""
    problem, pool = search.problem, generation.pool
    everything = np.arange(len(pool.station))
    goal = main_goal(problem)
    rows: list[tuple[Floats, float]] = []
    word = "UNKNOWN"
    for name in levels(problem)[: levels(problem).index(str(goal)) + 1]:
        costs = _costs(problem, name, generation, everything)
        word, chosen = _whole_plan(generation, everything, costs, rows)
        if chosen is None:
            return word
        if word != "OPTIMAL":
            break
        value = float(costs[chosen].sum())
        rows.append((costs, value + TINY * max(1.0, abs(value))))
    return word


def _costs(problem: Reallocation, name: str, generation: Generation, which: Ints) -> Floats:
    pool = generation.pool
    staff, owner = pool.staff[which], pool.station[which]
    held = staff @ generation.stations.capacities
    weights = np.array(problem.weights, dtype=float)[owner]
    known: dict[str, Any] = {
        UNPLACED: lambda: -staff.sum(axis=1).astype(float),
        IDLE: lambda: np.where(weights == 0, held, 0).astype(float),
        UNSERVED: lambda: np.where(held == 0, weights, 0.0) / max(1.0, float(weights.max())),
    }
    found: Floats = known[name]() if name in known else generation.costs(which)
    return found


def _whole_plan(
    generation: Generation, which: Ints, costs: Floats, rows: list[tuple[Floats, float]]
) -> tuple[str, Ints | None]:
    """Solve an integer programme over columns, offer its plan to the search, return word and columns.

    ``rows`` are levels that are settled: the columns' costs, and what their sum must not exceed.
    """
    search, pool, count = generation.search, generation.pool, generation.count
    low = [*generation.low, *(-np.inf for _ in rows)]
    high = [*generation.high, *(most for _, most in rows)]
    programme = search.new_programme(low, high, threads=search.threads, seed=search.seed)
    starts, row, value = generation.entries(which, [settled for settled, _ in rows])
    programme.add(costs, starts, row, value, upper=1.0, whole=True)
    if search.plan is not None:
        staff = np.array(search.plan, dtype=np.int64)
        chosen = (pool.staff[which] == staff[pool.station[which]]).all(axis=1)
        if chosen.sum() == count:
            programme.begin(chosen.astype(float))
    word: str = programme.solve(search.left)
    if word not in {"OPTIMAL", "FEASIBLE"}:
        return word, None
    at = np.flatnonzero(programme.values > 0.5)
    taken = which[at]
    if len(taken) != count or len(set(pool.station[taken].tolist())) != count:
        return "UNKNOWN", None
    plan: list[tuple[int, ...]] = [()] * count
    for s, staff_row in zip(pool.station[taken].tolist(), pool.staff[taken].tolist(), strict=True):
        plan[s] = tuple(staff_row)
    search.offer(tuple(plan))
    return word, at
