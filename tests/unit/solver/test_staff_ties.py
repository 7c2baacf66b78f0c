"""Where present staff decide ties: fairness, then transfers, then stations changed, then the order of ids."""

import random
from dataclasses import replace
from itertools import pairwise

import pytest

from staffing.models.base import Place
from staffing.solver.ladder import ladder_for
from staffing.solver.methods import DIVISORS, rung_key
from staffing.solver.problem import UNLIMITED, GroupBounds, Problem
from staffing.solver.solve import solve
from staffing.solver.verify import check, is_feasible, must_place, objective_of
from tests.problems import LADDERS, _id_order, plans, random_problem


def _with_staff(number: int) -> Problem:
    rng = random.Random(f"staff {number}")
    problem = random_problem(number, small=True)
    if number % 3:
        weight = rng.choice(((1,), (1, 3), (3, 9, 15)))
        problem = replace(problem, weights=tuple(rng.choice(weight) for _ in problem.ids))
        if number % 2:
            problem = replace(problem, lower=(0,) * len(problem.ids), upper=(UNLIMITED,) * len(problem.ids))
    around = solve(replace(problem, staff=())).allocation or problem.lower
    staff = tuple(max(0, x + rng.choice((-2, -1, -1, 0, 0, 0, 1, 1, 2))) for x in around)
    place = Place.ALL if problem.place is Place.AT_MOST else problem.place
    return replace(problem, staff=staff, place=place)


def _worth(problem: Problem, plan: tuple[int, ...]):
    objective, unserved = objective_of(problem, plan)
    idle = sum(x for x, w in zip(plan, problem.weights, strict=True) if not w)
    return idle, unserved or 0, objective


def _best(problem: Problem) -> list[tuple[int, ...]]:
    """Return every plan that is best by fairness, the best by the rest of the list first."""
    every = plans(problem)
    fairest = min(_worth(problem, plan) for plan in every)
    order = [problem.ids.index(name) for name in _id_order(problem)]

    def rest(plan: tuple[int, ...]):
        changes = [x - held for x, held in zip(plan, problem.staff, strict=True)]
        transfers = min(sum(max(0, d) for d in changes), sum(max(0, -d) for d in changes))
        return transfers, sum(d != 0 for d in changes), [-plan[s] for s in order]

    return sorted((plan for plan in every if _worth(problem, plan) == fairest), key=rest)


def test_the_plan_is_the_best_by_the_whole_list():
    compared = tied = 0
    for number in range(700):
        problem = _with_staff(number)
        if not is_feasible(problem):
            continue
        equal = _best(problem)
        idle = [s for s, weight in enumerate(problem.weights) if not weight]
        if len({tuple(plan[s] for s in idle) for plan in equal}) > 1:
            continue  # a tie at stations without work, whose posts keep one order at any headcount
        plan = solve(problem)
        assert plan.allocation == equal[0], number
        assert plan.status == "OPTIMAL"
        compared += 1
        tied += len(equal) > 1
    assert compared > 450
    assert tied > 100


@pytest.mark.parametrize("number", range(60))
def test_no_station_loses_when_the_total_grows(number):
    problem = _with_staff(number)
    problem = replace(problem, place=Place.ALL, lower=(0,) * len(problem.ids), groups=())
    before = None
    for total in range(12):
        asked = problem.with_total(total)
        posts = ladder_for(asked).allocate(must_place(asked)).tolist()
        assert check(asked, posts).optimal
        assert before is None or all(map(int.__ge__, posts, before))
        before = posts


@pytest.mark.parametrize(
    ("weights", "staff", "total", "posts", "decided"),
    [
        ((1, 1), (1, 2), 3, (1, 2), "transfers"),
        ((1, 1), (0, 1), 3, (2, 1), "changed"),
        ((1, 1), (3, 2), 3, (1, 2), "changed"),
        ((1, 1), (0, 0), 3, (2, 1), "id"),
        ((1, 3), (0, 1), 2, (1, 1), "id"),
        ((1, 3), (0, 2), 2, (0, 2), "transfers"),
        ((1, 1), (1, 2), 4, (2, 2), None),
    ],
)
def test_what_decides(weights, staff, total, posts, decided):
    ids = tuple("ABC"[: len(weights)])
    size = len(weights)
    problem = Problem(ids, weights, (0,) * size, (UNLIMITED,) * size, total, "webster", staff=staff)
    plan = solve(problem)
    assert plan.allocation == posts
    assert [tie.decided_by for tie in plan.ties] == ([decided] if decided else [])


def test_without_staff_the_larger_index_decides():
    problem = Problem(("A", "B"), (1, 3), (0, 0), (9, 9), 2, "webster")
    assert [tie.decided_by for tie in solve(problem).ties] == ["index"]
    assert solve(replace(problem, staff=(1, 1))).allocation == (1, 1)


@pytest.mark.parametrize("method", LADDERS)
def test_keys_rise_along_every_station(method):
    for weight in (0, 1, 7):
        for staff in (None, 0, 1, 4):
            keys = [rung_key(DIVISORS[method], weight, a, 0, staff) for a in range(9)]
            assert all(first < second for first, second in pairwise(keys))


def test_stations_without_work_keep_their_staff_before_others_get_more():
    problem = Problem(("A", "B", "C"), (5, 0, 0), (0, 0, 0), (3, 9, 9), 7, "webster", staff=(3, 1, 3))
    assert solve(problem).allocation == (3, 1, 3)
    assert solve(problem.with_total(9)).allocation == (3, 3, 3)
    assert solve(problem.with_total(6)).allocation == (3, 1, 2)


def test_groups_and_staff_together():
    groups = (GroupBounds("G", (0, 1), minimum=3),)
    problem = Problem(
        ("A", "B", "C"), (1, 1, 8), (0,) * 3, (9,) * 3, 8, "webster", groups=groups, staff=(1, 2, 5)
    )
    assert solve(problem).allocation == (1, 2, 5)
    assert solve(replace(problem, staff=(2, 1, 5))).allocation == (2, 1, 5)
