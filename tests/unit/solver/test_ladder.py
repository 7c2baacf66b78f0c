"""The ladder against step-by-step greedy, in every corner the search has."""

import random
import subprocess
import sys

import numpy as np
import pytest

from staffing.models.base import Place
from staffing.solver.ladder import Ladder, ladder_for
from staffing.solver.problem import UNLIMITED, GroupBounds, Problem
from staffing.solver.verify import check, is_feasible, must_place
from tests.problems import LADDERS, greedy, random_problem


def _problem(weights, total, method="webster", **fields):
    n = len(weights)
    fields = {"lower": (0,) * n, "upper": (UNLIMITED,) * n, **fields}
    return Problem(tuple(f"所{i}" for i in range(n)), tuple(weights), total=total, method=method, **fields)


@pytest.mark.parametrize("number", range(600))
def test_ladder_gives_what_greedy_gives_post_by_post(number):
    problem = random_problem(number, small=number % 2 == 0)
    expected = greedy(problem)
    assert is_feasible(problem) == (expected is not None)
    if expected is None:
        return
    posts = ladder_for(problem).allocate(must_place(problem)).tolist()
    assert tuple(posts) == expected
    assert check(problem, posts).optimal


@pytest.mark.parametrize("method", LADDERS)
def test_curve_is_the_plan_at_every_total(method):
    rng = random.Random(method)
    problem = _problem([rng.randint(0, 9) for _ in range(12)], 30, method)
    curve = ladder_for(problem).curve(5, 60)
    for row, total in enumerate(range(5, 61)):
        assert tuple(curve[row]) == greedy(problem.with_total(total))


@pytest.mark.parametrize("method", LADDERS)
def test_equal_weights_share_out_in_order_of_ids(method):
    problem = _problem([7] * 6, 15, method)
    assert ladder_for(problem).allocate(15).tolist() == [3, 3, 3, 2, 2, 2]


def test_digit_runs_in_ids_compare_as_numbers():
    problem = Problem(("S10", "S9"), (1, 1), (0, 0), (9, 9), 1, "webster")
    assert ladder_for(problem).allocate(1).tolist() == [0, 1]


def test_weights_far_beyond_64_bits_are_decided_exactly():
    huge = 10**40
    problem = _problem([huge, huge + 1, huge - 1], 4, "webster")
    assert ladder_for(problem).allocate(4).tolist() == [1, 2, 1]


def test_weights_beyond_every_float_are_decided_exactly():
    huge = 10**400
    problem = _problem([3 * huge, huge, 0], 4, "webster")
    assert ladder_for(problem).allocate(4).tolist() == [3, 1, 0]


def test_differences_below_float_precision_decide_before_the_tie_rule():
    base = 3 * 10**30
    # S0: base over 1.5 for its second post; S1: (base/3 + 1) over 0.5 for its first: larger by 2 in 10^30.
    problem = _problem([base, base // 3 + 1], 2, "webster")
    assert ladder_for(problem).allocate(2).tolist() == [1, 1]
    problem = _problem([base + 4, base // 3 + 1], 2, "webster")
    assert ladder_for(problem).allocate(2).tolist() == [2, 0]


def test_stations_without_work_come_last_and_fill_evenly():
    problem = _problem([5, 0, 0], 9, upper=(3, 4, UNLIMITED), lower=(0, 0, 2))
    assert ladder_for(problem).allocate(9).tolist() == [3, 3, 3]
    assert ladder_for(problem).allocate(5).tolist() == [3, 0, 2]


@pytest.mark.parametrize("method", ["adams", "dean", "huntington_hill"])
def test_where_the_first_post_is_free_it_goes_by_index(method):
    problem = _problem([1, 5, 3, 0], 2, method)
    assert ladder_for(problem).allocate(2).tolist() == [0, 1, 1, 0]


def test_nested_groups_bind_from_the_inside():
    groups = (GroupBounds("inner", (0, 1), maximum=3), GroupBounds("outer", (0, 1, 2), maximum=4))
    problem = _problem([9, 9, 9, 1], 12, groups=groups)
    posts = ladder_for(problem).allocate(12).tolist()
    assert posts[0] + posts[1] <= 3
    assert sum(posts[:3]) == 4
    assert posts[3] == 8


def test_at_most_stops_where_quotas_round_down():
    problem = _problem([10, 10, 10], 4, "jefferson", place=Place.AT_MOST)
    assert must_place(problem) == 3
    assert ladder_for(problem).allocate(3).tolist() == [1, 1, 1]


def test_totals_outside_the_bounds_are_refused():
    ladder = Ladder([1, 2], [1, 1], [2, 2], "webster")
    with pytest.raises(ValueError, match=r"outside 2\.\.4"):
        ladder.allocate(5)
    with pytest.raises(ValueError, match="outside"):
        ladder.allocate(1)


@pytest.mark.parametrize("method", LADDERS)
def test_a_large_ladder_is_proven_by_exchange(method):
    rng = np.random.default_rng(5)
    weights = [int(w) for w in rng.integers(1, 1000, 3000)]
    problem = _problem(weights, 24000, method)
    assert check(problem, ladder_for(problem).allocate(24000).tolist()).optimal


def test_the_ladder_needs_numpy_alone():
    heavy = "('ortools', 'pulp', 'pandas', 'scipy')"
    code = f"import sys, staffing.solver.ladder; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
