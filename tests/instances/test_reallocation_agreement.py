"""Brute force, columns, CP-SAT and CBC agree on random small reallocation problems, tie rule included.

1,000 problems in the test run, each through all four; ``STAFFING_REALLOCATION=10000`` asks for more.
"""

import os
from dataclasses import replace

import pytest

from staffing.models.base import Goal
from staffing.models.plan import Status
from staffing.solver.backends import Claim
from staffing.solver.reallocation.answers import BACKENDS, read_reply
from staffing.solver.reallocation.costs import main_goal, scale
from staffing.solver.reallocation.evaluate import faults, key, levels
from staffing.solver.reallocation.solve import judge, solve
from staffing.solver.supervise import Workers
from tests.reallocations import balanced_reallocation, brute_force, combinations, is_tied, worth

COUNT = int(os.environ.get("STAFFING_REALLOCATION", "1000"))
AT_ONCE = 20
FOUR = ("ortools", "columns", "pulp")
"""With brute force."""


@pytest.fixture(scope="module")
def workers():
    with Workers() as pool:
        yield pool


def test_the_problems_are_what_they_should_be():
    count = 100
    problems = [balanced_reallocation(number) for number in range(count)]
    assert sum(brute_force(problem) is None for problem in problems) == count // 5
    assert {main_goal(p) for p in problems} == {Goal.FAIRNESS, Goal.DEVIATION}
    assert {p.place for p in problems} == {"all", "exact", "at_most"}
    assert sum(p.unit > 1 for p in problems) >= count // 10
    assert sum(bool(p.groups) for p in problems) >= count // 4
    assert sum(p.transfers_limit is not None for p in problems) >= count // 4
    assert sum(is_tied(p) for p in problems) >= count // 10
    assert sum(is_at_a_bound(p) for p in problems) >= count // 20


def is_at_a_bound(problem):
    best = brute_force(problem) or ()
    cells = [(s, k) for s, row in enumerate(best) for k in range(len(row))]
    return any(best[s][k] == problem.upper[s][k] or 0 < best[s][k] == problem.lower[s][k] for s, k in cells)


def claims(backend, problem, workers):
    return read_reply(
        backend, problem, workers.call(BACKENDS[backend], problem, 60.0, 0, 1, None, time_limit_s=61)
    )


def disagreement(backend, problem, best, reply):
    """What a back end claims that is not so; None: nothing."""
    if reply.raw.claim is Claim.INFEASIBLE:
        return "calls it infeasible" if best else None
    if reply.staff is None:
        return None if reply.raw.claim is Claim.STOPPED else reply.raw.word
    if best is None or faults(problem, reply.staff):
        return faults(problem, reply.staff)
    mine, true = worth(problem, tuple(map(tuple, reply.staff))), worth(problem, best)
    assert mine == key(problem, reply.staff)
    count = reply.levels if reply.levels < len(levels(problem)) else len(true)
    if backend == "pulp":
        return confusion(problem, mine[:count], true[:count])
    return None if mine[:count] == true[:count] else f"{mine} instead of {true}"


def confusion(problem, mine, true):
    """CBC counts in floats: costs that it cannot tell apart it may confuse, and then all that follows."""
    for name, a, b in zip(levels(problem), mine, true, strict=False):
        if a != b:
            near = name == main_goal(problem) and abs(a - b) * 10**6 <= scale(problem)
            return None if near else f"{name}: {a} instead of {b}"
    return None


def door_disagreement(best, answer):
    """What is shown in the end is exactly the best plan, or that there is none, with a proof."""
    right = (Status.OPTIMAL, best) if best else (Status.INFEASIBLE, None)
    return None if (answer.status, answer.plan) == right and answer.proofs else (answer.status, answer.faults)


def all_disagreements(number, workers, *, burden=False):
    problem = balanced_reallocation(number, burden=burden)
    best = brute_force(problem)
    settled = Claim.OPTIMAL if best else Claim.INFEASIBLE
    for backend in FOUR:
        reply = claims(backend, problem, workers)
        if fault := disagreement(backend, problem, best, reply):
            yield number, backend, fault
        if reply.raw.claim is not settled and not (burden and backend == "columns"):
            yield number, backend, reply.raw.word
        if backend == "ortools" and best and tuple(map(tuple, reply.staff)) != best:
            yield number, backend, "another plan"
        if reply.raw.claim is not Claim.STOPPED:
            answer = judge(problem, reply, backend=backend, reason="")
            if fault := door_disagreement(best, answer):
                yield number, f"{backend}, judged", fault
    if fault := door_disagreement(best, solve(problem, workers=workers, time_limit_s=60)):
        yield number, "solve", fault


@pytest.mark.parametrize("first", range(0, COUNT, AT_ONCE))
def test_all_four_agree(first, workers):
    numbers = range(first, min(COUNT, first + AT_ONCE))
    assert not [found for number in numbers for found in all_disagreements(number, workers)]


@pytest.mark.parametrize("first", range(0, COUNT // 10, AT_ONCE))
def test_greatest_burdens_agree(first, workers):
    """Columns add up: they leave the greatest burden to the others."""
    numbers = range(first, min(COUNT, first + AT_ONCE))
    assert not [found for number in numbers for found in all_disagreements(number, workers, burden=True)]


@pytest.mark.parametrize("first", range(0, COUNT // 5, AT_ONCE))
def test_flow_on_transports(first, workers):
    solved = 0
    for number in range(first, first + AT_ONCE):
        problem = balanced_reallocation(number)
        free = replace(
            problem,
            groups=(),
            pins=(),
            transfers_limit=None,
            changed_limit=None,
            goals=(main_goal(problem), Goal.TRANSFERS),
        )
        if combinations(free) > 20_000:
            continue
        reply = claims("flow", free, workers)
        best = brute_force(free) if reply.raw.claim is not Claim.STOPPED else None
        assert disagreement("flow", free, best, reply) is None
        solved += reply.raw.claim is Claim.OPTIMAL
    assert solved
