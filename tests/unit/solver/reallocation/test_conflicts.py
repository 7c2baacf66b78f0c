"""A conflict is minimal, and every relaxation works and is the least: on random problems without a plan."""

import pytest

from staffing.models.base import Place
from staffing.solver.reallocation.conflicts import conflict
from staffing.solver.reallocation.evaluate import faults
from staffing.solver.reallocation.problem import Category, Reallocation
from staffing.solver.reallocation.relax import levers
from staffing.solver.supervise import Workers
from tests.reallocations import brute_force, random_reallocation


@pytest.fixture(scope="module")
def workers():
    with Workers() as pool:
        yield pool


def without_a_plan(count):
    numbers = iter(range(10_000))
    found: list[Reallocation] = []
    while len(found) < count:
        problem = random_reallocation(next(numbers))
        if brute_force(problem) is None:
            found.append(problem)
    return found


def eased(problem, change, after=None):
    if change.figure == "drop":
        return problem.without({change.rule})
    up = change.after > change.before
    fitting = [
        lever
        for lever in levers(problem, change.rule)
        if lever.figure == change.figure and (lever.end > lever.before) == up
    ]
    return fitting[0].at(change.after if after is None else after)


@pytest.mark.timeout(600)
def test_200_problems_without_a_plan(workers):
    helped = proven = 0
    for problem in without_a_plan(200):
        found = conflict(problem, workers=workers)
        assert found.minimal
        assert set(found.rules) <= set(problem.rules)
        only = set(problem.rules) - set(found.rules)
        proven += found.proof is not None
        for rule in found.rules:
            again = conflict(problem.without(only | {rule}), workers=workers)
            assert again is None
        for relaxation in found.relaxations:
            candidate = problem
            for change in relaxation.changes:
                candidate = eased(candidate, change)
            assert not faults(candidate, relaxation.plan)
            if len(relaxation.changes) == 1 and relaxation.changes[0].figure != "drop":
                change = relaxation.changes[0]
                nearer = change.after + (1 if change.after < change.before else -1)
                assert conflict(eased(problem, change, nearer), workers=workers)
        helped += bool(found.relaxations)
    assert helped == 200
    assert proven >= 180


def test_the_corpus_names_exactly_three_rules(workers):
    """``solver/708``: minima of 5 and 4 under a cap of 8."""
    problem = Reallocation(
        ("A", "B", "C"),
        (1, 1, 1),
        (Category("k", 8),),
        ((0,), (0,), (0,)),
        station_lower=(5, 4, 0),
        station_upper=(9, 9, 9),
        place=Place.EXACT,
    )
    found = conflict(problem, workers=workers)
    assert found.rules == ("cap[k]", "station_bounds[A]", "station_bounds[B]")
    changes = {(c.rule, c.figure, c.after) for r in found.relaxations for c in r.changes}
    assert changes == {
        ("cap[k]", "maximum", 9),
        ("station_bounds[A]", "minimum", 4),
        ("station_bounds[B]", "minimum", 3),
    }
