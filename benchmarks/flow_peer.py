"""Plain min-cost flow on the network of the ``flow`` back end: what solving takes. Runs in a child process only."""

import time
from collections.abc import Callable
from statistics import median
from typing import Any
from unittest import mock

from staffing.solver.reallocation.backends.flow_backend import Network, answer
from staffing.solver.reallocation.least import fulfilled
from staffing.solver.reallocation.problem import Reallocation

ROUNDS = 9


def prepare() -> None:
    """Load the library."""
    from ortools.graph.python import min_cost_flow  # noqa: F401


def parts(problem: Reallocation) -> dict[str, Any]:
    """Return the seconds of plain solving, and those that the back end's solving takes: it may solve twice."""
    network = Network(problem, fulfilled(problem), 0)
    plain, whole = [], []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        network.solve()
        plain.append(time.perf_counter() - started)
        spent: list[float] = []
        with mock.patch.object(Network, "solve", _timed(spent)):
            answer(problem, 30.0, 0, 1)
        whole.append(sum(spent))
    ratios = [a / b for a, b in zip(whole, plain, strict=True)]
    return {"plain_s": median(plain), "solving_s": median(whole), "ratios": ratios}


def _timed(spent: list[float]) -> Callable[[Network], Any]:
    solve = Network.solve

    def timed(network: Network) -> Any:
        started = time.perf_counter()
        found = solve(network)
        spent.append(time.perf_counter() - started)
        return found

    return timed
