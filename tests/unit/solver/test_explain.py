"""A conflict is minimal, and every relaxation gives a plan."""

from dataclasses import replace

import pytest

from staffing.models.base import Place
from staffing.solver.explain import Contradiction, contradiction
from staffing.solver.problem import UNLIMITED, Ceiling, Problem
from staffing.solver.verify import is_feasible
from tests.problems import random_problem


def _only(problem: Problem, found: Contradiction, dropped: int | None) -> Problem:
    """Return the problem with the rules of the conflict alone, one of them dropped."""
    kept = [rule for n, rule in enumerate(found.rules) if n != dropped]
    lower = [0] * len(problem.ids)
    upper = [UNLIMITED] * len(problem.ids)
    minima = found.kind in ("minima", "group", "bounds")
    for position, rule in enumerate(found.rules):
        if rule not in kept or not rule.name.startswith("station_bounds"):
            continue
        s = problem.ids.index(rule.subject)
        if minima and not (found.kind == "bounds" and position == 1):
            lower[s] = rule.figure
        else:
            upper[s] = rule.figure
    ceilings = tuple(c for c in problem.ceilings if any(r.name == f"group_bounds[{c.name}]" for r in kept))
    capped = any(r.name.startswith("cap") for r in kept)
    place = Place.EXACT if found.kind == "room" and capped else Place.ALL
    total = problem.total if capped else UNLIMITED
    return replace(
        problem,
        lower=tuple(lower),
        upper=tuple(upper),
        ceilings=ceilings,
        total=total,
        place=place,
        method="webster",
    )


@pytest.mark.parametrize("number", range(0, 1000, 5))
def test_the_conflict_is_minimal_and_the_relaxations_work(number):
    problem = random_problem(number, small=number % 10 == 0)
    found = contradiction(problem)
    assert found is not None
    assert not is_feasible(_only(problem, found, None))
    for dropped in range(len(found.rules)):
        assert is_feasible(_only(problem, found, dropped))
    assert found.relaxations
    for changes in found.relaxations:
        relaxed = _relaxed(problem, {change.name: change.after for change in changes})
        assert is_feasible(relaxed)


def _relaxed(problem: Problem, figures: dict[str, int]) -> Problem:
    lower, upper = list(problem.lower), list(problem.upper)
    for s, name in enumerate(problem.ids):
        lower[s] = figures.get(f"station_bounds[{name}].minimum", lower[s])
        upper[s] = figures.get(f"station_bounds[{name}].maximum", upper[s])
    ceilings = tuple(
        replace(c, maximum=figures.get(f"group_bounds[{c.name}]", c.maximum)) for c in problem.ceilings
    )
    total = figures.get("cap", problem.total)
    return replace(problem, lower=tuple(lower), upper=tuple(upper), ceilings=ceilings, total=total)


@pytest.mark.parametrize("number", [n for n in range(300) if n % 5])
def test_a_solvable_problem_has_no_contradiction(number):
    assert contradiction(random_problem(number, small=True)) is None


def test_room_under_nested_ceilings_names_only_what_binds():
    ceilings = (Ceiling("inner", (0, 1), 9), Ceiling("outer", (0, 1, 2), 4))
    problem = Problem(
        ("A", "B", "C", "D"), (1, 1, 1, 1), (0,) * 4, (3, 3, 3, 2), 10, "webster", Place.EXACT, ceilings
    )
    found = contradiction(problem)
    assert found is not None
    assert [rule.name for rule in found.rules] == ["cap", "group_bounds[outer]", "station_bounds[D]"]
    assert found.relaxations[0][0].after == 6
