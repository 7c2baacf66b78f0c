"""Back ends of the reallocation programme that answer wrongly; the ladder's own fakes never answer."""

import ctypes
import math
import time
from typing import Any

from staffing.solver.reallocation.backends.ortools_backend import answer
from staffing.solver.reallocation.columns.columns_backend import answer as generate
from staffing.solver.reallocation.evaluate import faults
from staffing.solver.reallocation.problem import Reallocation
from staffing.solver.worker import report

Reply = dict[str, Any]


def honest(problem: Reallocation, *_: Any) -> Reply:
    return answer(problem, 20.0, 0, 1)


def wrong_optimum(problem: Reallocation, *_: Any) -> Reply:
    """Any other plan that keeps the rules: the best one with two heads of a category exchanged."""
    reply = honest(problem)
    width = len(problem.categories)
    plan = [reply["values"][i : i + width] for i in range(0, len(reply["values"]), width)]
    for s in range(len(plan)):
        for t in range(len(plan)):
            for k in range(width):
                other = [list(row) for row in plan]
                other[s][k] -= 1
                other[t][k] += 1
                if s != t and not faults(problem, other):
                    return {**reply, "values": [x for row in other for x in row]}
    raise AssertionError("no other plan")


def incumbent(problem: Reallocation, *_: Any) -> Reply:
    return {**wrong_optimum(problem), "word": "FEASIBLE", "levels": 0}


def false_infeasible(*_: Any) -> Reply:
    return {"word": "INFEASIBLE", "values": None}


def false_proof_of_infeasibility(problem: Reallocation, *_: Any) -> Reply:
    return {"word": "INFEASIBLE", "values": None, "multipliers": [10**9] * 50}


def not_a_number(problem: Reallocation, *_: Any) -> Reply:
    reply = honest(problem)
    return {**reply, "values": [math.nan, *reply["values"][1:]]}


def fractional(problem: Reallocation, *_: Any) -> Reply:
    reply = honest(problem)
    first, second, *rest = reply["values"]
    return {**reply, "values": [first + 0.5, second - 0.5, *rest]}


def wrong_length(problem: Reallocation, *_: Any) -> Reply:
    reply = honest(problem)
    return {**reply, "values": reply["values"][:-1]}


def wrong_bound(problem: Reallocation, *_: Any) -> Reply:
    """A plan that is not the best, with prices that are said to prove it and a bound out of thin air."""
    return {**wrong_optimum(problem), "multipliers": [-(10**12), 10**12, *[7] * 40], "bound": 10**18}


def violated_row(problem: Reallocation, *_: Any) -> Reply:
    reply = honest(problem)
    first, *rest = reply["values"]
    return {**reply, "values": [first + 100, *rest]}


def stopped(*_: Any) -> Reply:
    return {"word": "UNKNOWN", "values": None}


def levels_without_end(problem: Reallocation, *_: Any) -> Reply:
    return {**wrong_optimum(problem), "levels": 10**6}


def slow(problem: Reallocation, *_: Any) -> Reply:
    time.sleep(1000)
    return honest(problem)


# -- reports, and then no answer ----------------------------------------------------------------------------


def report_then_hang(problem: Reallocation, *_: Any) -> None:
    honest(problem)  # CP-SAT reports what it finds
    report(best=1, bound=10**9)  # a boast: no plan is worth that
    time.sleep(1000)


def report_then_die(problem: Reallocation, *_: Any) -> None:
    honest(problem)
    time.sleep(0.1)  # the last report goes out
    ctypes.string_at(0)


def report_then_fill_the_memory(problem: Reallocation, *_: Any) -> None:
    honest(problem)
    time.sleep(0.1)
    held = []
    while True:
        held.append(bytes(1 << 26))


def report_then_talk_nonsense(problem: Reallocation, *_: Any) -> str:
    honest(problem)
    return "nonsense"


def report_no_plan_then_hang(problem: Reallocation, *_: Any) -> None:
    report(best=0, bound=0, values=[10**6, -3], multipliers=[7])
    time.sleep(1000)


def columns_then_hang(problem: Reallocation, *_: Any) -> None:
    generate(problem, 2.0, 0, 1)
    time.sleep(1000)
