"""Rules and levels of a plan, against the oracle's own words."""

import random

import pytest

from staffing.solver.reallocation.evaluate import faults, key, moves
from staffing.solver.reallocation.frame import frame
from tests.reallocations import brute_force, every_plan, random_reallocation, worth

NUMBERS = range(60)


@pytest.mark.parametrize("number", NUMBERS)
def test_faults_and_levels_are_those_of_the_oracle(number):
    problem = random_reallocation(number)
    allowed = every_plan(problem)
    rng = random.Random(number)
    for plan in rng.sample(allowed, min(20, len(allowed))):
        assert not faults(problem, plan)
        assert key(problem, plan) == worth(problem, plan)
        inside = frame(problem)
        for s, row in enumerate(plan):
            assert inside.heads_low[s] <= sum(row) <= inside.heads_high[s]
            for k, x in enumerate(row):
                assert inside.low[s][k] <= x <= inside.high[s][k]
    known = set(allowed)
    for _ in range(50):
        plan = tuple(tuple(rng.randint(0, 4) for _ in row) for row in problem.in_post)
        assert bool(faults(problem, plan)) == (plan not in known)


def test_a_fifth_of_the_problems_has_no_plan():
    without = sum(brute_force(random_reallocation(number)) is None for number in range(200))
    assert 30 <= without <= 80


def test_moves_add_up():
    for number in NUMBERS:
        problem = random_reallocation(number)
        for plan in every_plan(problem)[:3]:
            after = [list(row) for row in problem.in_post]
            for move in moves(problem, plan):
                if move.giver is not None:
                    after[move.giver][move.category] -= move.count
                if move.taker is not None:
                    after[move.taker][move.category] += move.count
            assert after == [list(row) for row in plan]


@pytest.mark.parametrize("shape", [((1,),), ((1, 1, 1),) * 9, ((True, 1),)])
def test_what_is_no_plan_is_a_fault(shape):
    assert faults(random_reallocation(3), shape)
