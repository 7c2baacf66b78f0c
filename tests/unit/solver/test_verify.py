"""The check must pass what is right and catch every other plan."""

from dataclasses import replace
from fractions import Fraction

import pytest

from staffing.models.base import Place
from staffing.solver.hamilton import largest_remainder
from staffing.solver.problem import UNLIMITED, GroupBounds, Problem
from staffing.solver.verify import check, is_feasible, objective_of
from tests.problems import LADDERS, brute_force, plans, random_problem

THREE = Problem(("A", "B", "C"), (5, 3, 1), (0, 0, 0), (9, 9, 9), 4, "webster")


@pytest.mark.parametrize("number", [n for n in range(250) if n % 5])
def test_exactly_one_plan_of_all_passes(number):
    problem = random_problem(number, small=True)
    best = brute_force(problem)
    assert best is not None
    passing = [plan for plan in plans(problem) if check(problem, plan).optimal]
    assert passing == [best]


@pytest.mark.parametrize(
    ("plan", "fault"),
    [
        ([2, 2], "2 values for 3"),
        ([2.0, 2, 0], "not a whole number"),
        ([True, 2, 1], "not a whole number"),
        ([float("nan"), 2, 1], "not a whole number"),
        ([5, -1, 0], "station_bounds[B]"),
        ([10, 0, 0], "station_bounds[A]"),
        ([2, 1, 0], "cap: 3 posts placed instead of 4"),
        ([3, 2, 0], "cap: 5 posts placed instead of 4"),
    ],
)
def test_a_broken_rule_is_named(plan, fault):
    verdict = check(THREE, plan)
    assert not verdict.feasible
    assert not verdict.optimal
    assert fault in verdict.faults[0]


def test_a_group_over_its_maximum_is_named():
    problem = replace(THREE, groups=(GroupBounds("G", (0, 1), maximum=2),))
    assert "group_bounds[G]: 4 outside 0..2" in check(problem, [2, 2, 0]).faults[0]


def test_a_worse_plan_is_met_with_the_exchange_that_betters_it():
    verdict = check(THREE, [4, 0, 0])
    assert verdict.feasible
    assert not verdict.optimal
    assert verdict.improvement == ("A", "B")


def test_ties_are_reported_with_what_decided():
    problem = Problem(("A", "B"), (1, 1), (0, 0), (9, 9), 3, "webster")
    assert [(t.gained, t.missed, t.decided_by) for t in check(problem, [2, 1]).ties] == [("A", "B", "id")]
    problem = Problem(("A", "B"), (3, 1), (0, 0), (9, 9), 2, "webster")
    assert [(t.gained, t.missed, t.decided_by) for t in check(problem, [2, 0]).ties] == [("A", "B", "index")]
    assert check(problem, [1, 1]).improvement == ("B", "A")


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("webster", Fraction(4, 2) / Fraction(5, 9) + Fraction(4, 2) / Fraction(3, 9)),
        ("adams", Fraction(1) / Fraction(5, 9) + Fraction(1) / Fraction(3, 9)),
        ("jefferson", Fraction(3) / Fraction(5, 9) + Fraction(3) / Fraction(3, 9)),
        ("dean", Fraction(4, 3) / Fraction(5, 9) + Fraction(4, 3) / Fraction(3, 9)),
        ("huntington_hill", Fraction(25, 81) / 2 + Fraction(9, 81) / 2),
    ],
)
def test_objectives_are_the_formulas_of_the_model(method, expected):
    objective, unserved = objective_of(replace(THREE, method=method), [2, 2, 0])
    assert objective == expected
    assert unserved == (None if method in ("webster", "jefferson") else Fraction(1, 9))


@pytest.mark.parametrize("number", range(200))
def test_feasibility_by_sums_agrees_with_enumeration(number):
    problem = random_problem(number, small=True)
    assert is_feasible(problem) == bool(plans(problem))


@pytest.mark.parametrize("method", LADDERS)
def test_a_plan_for_another_total_fails(method):
    problem = replace(THREE, method=method, place=Place.EXACT, total=5)
    assert not check(problem, [2, 2, 0]).feasible


def test_hamilton_is_replayed():
    problem = Problem(("I", "II", "III"), (16200, 47000, 12700), (0,) * 3, (UNLIMITED,) * 3, 20, "hamilton")
    assert largest_remainder(problem) == [4, 13, 3]
    assert check(problem, [4, 13, 3]).proof == "replay"
    assert not check(problem, [5, 12, 3]).optimal


def test_hamilton_sets_minima_and_maxima_aside():
    problem = Problem(("A", "B", "C"), (90, 9, 1), (0, 0, 2), (6, 9, 9), 10, "hamilton")
    assert largest_remainder(problem) == [6, 2, 2]
