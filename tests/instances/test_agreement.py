"""The ladder, CP-SAT, CBC and an oracle give the same plan of the same random problem, ties included.

1,000 problems in the test run; ``STAFFING_AGREEMENT=10000`` asks for more.
"""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from staffing.models.plan import Plan, Status
from staffing.solver.problem import Problem
from staffing.solver.solve import solve
from staffing.solver.supervise import Workers
from tests.problems import LADDERS, brute_force, greedy, random_problem

COUNT = int(os.environ.get("STAFFING_AGREEMENT", "1000"))
BACKENDS = ("ortools", "pulp")


def is_small(number: int) -> bool:
    return number % 4 != 0


@pytest.fixture(scope="module")
def problems() -> list[Problem]:
    return [random_problem(number, small=is_small(number)) for number in range(COUNT)]


@pytest.fixture(scope="module")
def expected(problems: list[Problem]) -> list[tuple[int, ...] | None]:
    return [
        brute_force(problem) if is_small(number) else greedy(problem)
        for number, problem in enumerate(problems)
    ]


@pytest.fixture(scope="module")
def ladder(problems: list[Problem]) -> list[Plan]:
    return [solve(problem) for problem in problems]


def test_the_problems_are_what_they_should_be(problems, expected, ladder):
    assert expected.count(None) == COUNT // 5
    assert {p.method for p in problems} == set(LADDERS)
    assert {p.place for p in problems} == {"all", "exact", "at_most"}
    assert sum(bool(plan.ties) for plan in ladder) >= COUNT // 10
    assert sum(bool(p.groups) for p in problems) >= COUNT // 4
    assert sum(any(g.minimum for g in p.groups) for p in problems) >= COUNT // 6
    assert sum(bool(p.staff) for p in problems) >= COUNT // 5
    at_minima = [
        plan
        for p, plan in zip(problems, expected, strict=True)
        if plan and any(g.minimum == g.held(plan) > g.held(p.lower) for g in p.groups)
    ]
    assert len(at_minima) >= COUNT // 20
    assert sum(0 in p.weights for p in problems) >= COUNT // 20
    at_bounds = [
        plan
        for p, plan in zip(problems, expected, strict=True)
        if plan and any(x == high for x, high in zip(plan, p.upper, strict=True))
    ]
    assert len(at_bounds) >= COUNT // 20


def test_both_oracles_agree(problems, expected):
    small = [(p, plan) for i, (p, plan) in enumerate(zip(problems, expected, strict=True)) if is_small(i)]
    assert [greedy(p) for p, _ in small] == [plan for _, plan in small]


def test_ladder(expected, ladder):
    assert [plan.allocation for plan in ladder] == expected
    assert {plan.status for plan in ladder} == {Status.OPTIMAL, Status.INFEASIBLE}
    assert all(plan.verified for plan in ladder)


@pytest.mark.timeout(60 + COUNT)
def test_solvers(problems, ladder):
    with Workers() as workers, ThreadPoolExecutor(len(BACKENDS)) as threads:

        def differing(backend: str) -> list[tuple[int, Plan, Plan]]:
            found = ((i, solve(p, backend=backend, workers=workers)) for i, p in enumerate(problems))
            return [(i, plan, ladder[i]) for i, plan in found if essence(plan) != essence(ladder[i])]

        for backend, differences in zip(BACKENDS, threads.map(differing, BACKENDS), strict=True):
            assert not differences, (backend, len(differences), differences[0])


def essence(plan: Plan) -> tuple[object, ...]:
    values = plan.model_dump(exclude={"backend", "reason"})
    return tuple(values.items())
