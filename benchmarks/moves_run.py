"""One row of ``moves``: solved in child processes of their own, so that the memory can be told. Loads no solver."""

import resource
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from benchmarks.reallocations import reallocation
from staffing.errors import BackendError
from staffing.models.base import Goal
from staffing.solver.reallocation.answers import BACKENDS, read_reply
from staffing.solver.reallocation.costs import scale
from staffing.solver.reallocation.evaluate import faults, worth
from staffing.solver.reallocation.problem import Reallocation
from staffing.solver.reallocation.solve import solve
from staffing.solver.supervise import Workers

PEERS = {**BACKENDS, "mathopt": "benchmarks.mathopt_peer:answer"}
LATE_S = 30.0
"""Seconds after its limit after which a peer is stopped."""


def ours(n: int, seed: int, limit_s: float, levels: int) -> dict[str, Any]:
    """Solve with ``auto``, one thread: the main goal alone, or with ``levels`` above 1 all goals."""
    problem = _problem(n, seed, all_levels=levels > 1)

    def run(workers: Workers) -> dict[str, Any]:
        workers.warm(BACKENDS["columns"])
        started = time.perf_counter()
        answer = solve(problem, time_limit_s=limit_s, workers=workers)
        return {
            "seconds": time.perf_counter() - started,
            "deviation": None if answer.value is None else answer.value / answer.scale,
            "gap": None if answer.gap is None else float(answer.gap),
            "levels": len(answer.proofs),
            "status": answer.status.value,
        }

    return _measured(run)


def peer(name: str, n: int, seed: int, limit_s: float, threads: int) -> dict[str, Any]:
    """Solve the main goal through the textbook model, from the present staff."""
    problem = _problem(n, seed, all_levels=False)

    def run(workers: Workers) -> dict[str, Any]:
        workers.warm(PEERS[name])
        started, staff, word = time.perf_counter(), None, "stopped"
        try:
            arguments = (problem, limit_s, 0, threads, None)
            raw = workers.call(PEERS[name], *arguments, time_limit_s=limit_s + LATE_S)
            staff, word = read_reply(name, problem, raw).staff, raw["word"]
        except BackendError as failure:
            word = str(failure)
        seconds = time.perf_counter() - started
        known = staff is not None and not faults(problem, staff)
        value = worth(problem, staff or ())[Goal.DEVIATION] / scale(problem) if known else None
        return {"seconds": seconds, "deviation": value, "word": word}

    return _measured(run)


def flow(n: int, seed: int) -> dict[str, Any]:
    """Solve one category without limits by ``flow``: the whole call, and within it what the solver takes."""
    problem = reallocation(n, seed, limits=False, categories=1)

    def run(workers: Workers) -> dict[str, Any]:
        workers.warm(BACKENDS["flow"])
        started = time.perf_counter()
        answer = solve(problem, backend="flow", time_limit_s=30.0, workers=workers, second=False)
        seconds = time.perf_counter() - started
        parts = workers.call("benchmarks.flow_peer:parts", problem, time_limit_s=60.0)
        return {"seconds": seconds, "levels": len(answer.proofs), **parts}

    return _measured(run)


def present(n: int, seed: int) -> float:
    """Return the deviation of the present staff."""
    problem = _problem(n, seed, all_levels=False)
    return worth(problem, problem.in_post)[Goal.DEVIATION] / scale(problem)


def _problem(n: int, seed: int, *, all_levels: bool) -> Reallocation:
    problem = reallocation(n, seed)
    return problem if all_levels else replace(problem, goals=(Goal.DEVIATION,))


def _measured(run: Callable[[Workers], dict[str, Any]]) -> dict[str, Any]:
    """Return what a run returns, with the greatest memory of a child of this process."""
    with Workers() as workers:
        found = run(workers)
    return {**found, "mib": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024}
