"""The best plan within k moves, against all plans there are."""

import random
from dataclasses import replace

import pytest

from staffing.analysis.frontier import frontier, is_proven, moves_from, nearest
from staffing.solver.exchange import NO_GAIN
from staffing.solver.problem import UNLIMITED, GroupBounds, Problem
from staffing.solver.solve import solve
from staffing.solver.verify import check, is_feasible, objective_of
from tests.problems import plans, random_problem

PROBLEMS = 1_600


def _random(number):
    """Return a small problem that has a plan, and staff who may be more or fewer, and outside every bound."""
    problem = random_problem(number, small=True)
    if number % 2:  # with room to move
        problem = replace(problem, upper=(UNLIMITED,) * len(problem.ids), total=problem.total + 4)
    rng = random.Random(f"frontier {number}")
    staff = [rng.choice((0, 0, 1, rng.randint(0, 9))) for _ in problem.ids]
    while rng.random() < 0.7 and sum(staff) != problem.total:  # most often nobody joins and nobody leaves
        s = rng.randrange(len(staff))
        staff[s] = max(0, staff[s] + (1 if sum(staff) < problem.total else -1))
    return problem, tuple(staff)


def _cost(problem, posts):
    objective, unserved = objective_of(problem, posts)
    idle = sum(x for x, weight in zip(posts, problem.weights, strict=True) if not weight)
    return idle, unserved or 0, objective


@pytest.mark.parametrize("part", range(7))
def test_each_plan_is_the_best_of_all_within_its_moves(part):
    seen = 0
    for number in range(part, PROBLEMS, 7):
        problem, staff = _random(number)
        if not is_feasible(problem):
            continue
        every = [
            (moves_from(staff, x), _cost(problem, x)) for x in plans(problem) if check(problem, x).feasible
        ]
        stages = frontier(problem, staff)
        fewest = min(moves for moves, _ in every)
        assert stages[0].moves == fewest, (number, problem, staff)
        for k in range(fewest, fewest + 12):
            best = min(cost for moves, cost in every if moves <= k)
            reached = [stage for stage in stages if stage.moves <= k][-1]
            assert _cost(problem, reached.posts) == best, (number, k, problem, staff)
        assert is_proven(problem, staff, stages), (number, problem, staff)
        seen += len(stages) > 2
    assert seen > 15


@pytest.mark.parametrize("number", range(1, 300, 7))
def test_the_last_plan_is_as_good_as_the_recommended_one(number):
    problem, staff = _random(number)
    if not is_feasible(problem):
        return
    plan = solve(problem)
    assert _cost(problem, frontier(problem, staff)[-1].posts) == _cost(problem, plan.allocation)


def test_less_and_less_is_gained():
    problem = Problem(tuple("ABCDEF"), (9, 7, 5, 3, 2, 1), (0,) * 6, (30,) * 6, 30, "webster")
    stages = frontier(problem, (2, 2, 2, 2, 2, 20))
    gains = [stage.gain for stage in stages[1:]]
    assert len(gains) > 5
    assert gains == sorted(gains, reverse=True)
    assert [stage.moves for stage in stages] == list(range(len(stages)))


def test_staff_outside_a_bound_or_a_group_move_as_little_as_the_rules_allow():
    problem = Problem(tuple("ABC"), (1, 1, 1), (3, 0, 0), (9, 4, 9), 12, "webster")
    assert nearest(problem, (1, 6, 5)) == (3, 4, 5)
    grouped = replace(problem, groups=(GroupBounds("g", (0, 1), maximum=6),))
    assert moves_from((1, 6, 5), nearest(grouped, (1, 6, 5))) == 3  # C takes one, A two


def test_what_is_not_the_best_is_not_called_proven():
    problem = Problem(tuple("ABC"), (5, 3, 1), (0,) * 3, (9,) * 3, 9, "webster")
    staff = (1, 3, 5)
    stages = frontier(problem, staff)
    assert is_proven(problem, staff, stages)
    other = replace(stages[1], posts=(1, 4, 4))  # one move as well, to another station
    assert not is_proven(problem, staff, [stages[0], other, *stages[2:]])
    assert not is_proven(problem, staff, stages[:-1])  # another move would gain
    assert not is_proven(problem, staff, stages[1:])  # staff in post keep the rules: no move is needed
    wrong = replace(stages[1], gain=NO_GAIN)
    assert not is_proven(problem, staff, [stages[0], wrong, *stages[2:]])


def test_posts_that_are_new_or_given_up_are_no_moves():
    problem = Problem(tuple("AB"), (3, 1), (0, 0), (9, 9), 8, "webster")
    stages = frontier(problem, (2, 4))
    assert [(stage.posts, stage.moves) for stage in stages] == [((4, 4), 0), ((5, 3), 1), ((6, 2), 2)]
