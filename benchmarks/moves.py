"""The reallocation programme: columns against the textbook model, both started from the present staff.

Every plan is scored anew in whole numbers; the gap is the proven one: against the exact bound from whole prices.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from benchmarks.reallocations import reallocation
from benchmarks.timing import Goal as Promise
from benchmarks.timing import Section, Spread, short
from staffing.errors import BackendError
from staffing.models.base import Goal
from staffing.solver.reallocation.answers import BACKENDS, read_reply
from staffing.solver.reallocation.costs import scale
from staffing.solver.reallocation.evaluate import faults, worth
from staffing.solver.reallocation.problem import Reallocation
from staffing.solver.reallocation.solve import solve
from staffing.solver.supervise import Workers

PEER_S = 30.0
SIZES = ((12, 2, 10.0), (178, 3, 10.0), (1000, 2, 10.0), (5000, 1, 15.0))
"""Stations, seeds, seconds for the columns: a third of what the peers get, at the largest half."""
PEERS = {"textbook model, CP-SAT, 2 threads": ("ortools", 2), "textbook model, PuLP + CBC": ("pulp", 1)}
CBC_UP_TO = 178


@dataclass(frozen=True, slots=True)
class _Run:
    seconds: float
    deviation: float | None
    gap: float | None


def measure(sizes: Sequence[tuple[int, int, float]] = SIZES) -> Section:
    """Return the table."""
    rows, goals = [], []
    with Workers() as workers:
        for backend in ("columns", "flow", "ortools", "pulp"):
            workers.warm(BACKENDS[backend])
        for n, seeds, limit_s in sizes:
            problems = [reallocation(n, seed) for seed in range(seeds)]
            problems = [replace(p, goals=(Goal.DEVIATION,)) for p in problems]
            present = _median([_deviation(p) for p in problems])
            ours = [_ours(p, limit_s, workers) for p in problems]
            rows.append(_row(f"**auto**, n = {n:,}", ours, present))
            goals.append(_promise(n, ours))
            for label, (backend, threads) in PEERS.items():
                if backend == "ortools" or n <= CBC_UP_TO:
                    peers = [_peer(p, backend, threads, workers) for p in problems]
                    rows.append(_row(f"{label}, n = {n:,}", peers, present))
    remarks = [
        "Objective: weighted L1 distance to the quota, in heads; the present staff's beside it.",
        f"Peers have {PEER_S:.0f} s and the present staff as a start.",
        "`auto` has one thread and a third of that time, at n = 5,000 half.",
    ]
    header = ("", "seconds", "objective", "proven gap", "present staff")
    return Section("moves", header, rows, remarks, goals)


def _promise(n: int, ours: list[_Run]) -> Promise:
    gaps = [100.0 if run.gap is None else 100 * run.gap for run in ours]
    limit = {12: 0.0, 178: 0.0, 1000: 0.7, 5000: 2.0}.get(n, 2.0)
    return Promise(f"n = {n:,}: proven gap at most {limit} %", Spread.of(gaps), limit, "%")


def _ours(problem: Reallocation, limit_s: float, workers: Workers) -> _Run:
    started = time.perf_counter()
    answer = solve(problem, time_limit_s=limit_s, workers=workers)
    seconds = time.perf_counter() - started
    value = None if answer.value is None else answer.value / answer.scale
    return _Run(seconds, value, None if answer.gap is None else float(answer.gap))


def _peer(problem: Reallocation, backend: str, threads: int, workers: Workers) -> _Run:
    started = time.perf_counter()
    try:
        raw = workers.call(BACKENDS[backend], problem, PEER_S, 0, threads, None, time_limit_s=PEER_S + 5)
        staff = read_reply(backend, problem, raw).staff
    except BackendError:
        staff = None
    seconds = time.perf_counter() - started
    if staff is None or faults(problem, staff):
        return _Run(seconds, None, None)
    return _Run(seconds, worth(problem, staff)[Goal.DEVIATION] / scale(problem), None)


def _deviation(problem: Reallocation) -> float:
    return worth(problem, problem.in_post)[Goal.DEVIATION] / scale(problem)


def _median(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2]


def _row(label: str, runs: list[_Run], present: float) -> tuple[str, ...]:
    found = [run.deviation for run in runs if run.deviation is not None]
    gaps = [100 * run.gap for run in runs if run.gap is not None]
    values = str(Spread.of(found)) if found else "no plan"
    if found and len(found) < len(runs):
        values += f", {len(runs) - len(found)} of {len(runs)} without a plan"
    seconds = Spread.of([run.seconds for run in runs])
    return label, str(seconds), values, f"{Spread.of(gaps)} %" if gaps else "-", short(present)
