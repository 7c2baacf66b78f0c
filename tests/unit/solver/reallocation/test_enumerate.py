"""Going through all plans station by station finds what brute force finds."""

import pytest

from staffing.solver.reallocation.proofs.enumerate_plans import TooLargeError, best_plan
from tests.reallocations import brute_force, random_reallocation


@pytest.mark.parametrize("number", range(200))
def test_as_brute_force(number):
    problem = random_reallocation(number)
    assert best_plan(problem) == brute_force(problem)


def test_a_large_problem_is_refused():
    with pytest.raises(TooLargeError):
        best_plan(random_reallocation(3), steps=2)
