"""A conflict is minimal, and every relaxation gives a plan."""

from dataclasses import replace

import pytest

from staffing.models.base import Place
from staffing.solver.explain import Contradiction, contradiction
from staffing.solver.problem import UNLIMITED, GroupBounds, Problem
from staffing.solver.verify import is_feasible
from tests.problems import random_problem


def _only(problem: Problem, found: Contradiction, dropped: int | None) -> Problem:
    """Return the problem with the rules of the conflict alone, one of them dropped."""
    kept = [rule for n, rule in enumerate(found.rules) if n != dropped]
    figures = {(rule.name.partition("[")[0], rule.subject, rule.side): rule.figure for rule in kept}
    cap = next((figure for (kind, _, _), figure in figures.items() if kind == "cap"), None)
    return replace(
        problem,
        lower=tuple(figures.get(("station_bounds", name, "minimum"), 0) for name in problem.ids),
        upper=tuple(figures.get(("station_bounds", name, "maximum"), UNLIMITED) for name in problem.ids),
        groups=tuple(
            replace(
                g,
                minimum=figures.get(("group_bounds", g.name, "minimum"), 0),
                maximum=figures.get(("group_bounds", g.name, "maximum"), UNLIMITED),
            )
            for g in problem.groups
        ),
        total=UNLIMITED if cap is None else cap,
        place=Place.EXACT if found.kind == "room" and cap is not None else Place.ALL,
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
    groups = tuple(
        replace(
            g,
            minimum=figures.get(f"group_bounds[{g.name}].minimum", g.minimum),
            maximum=figures.get(f"group_bounds[{g.name}]", g.maximum),
        )
        for g in problem.groups
    )
    total = figures.get("cap", problem.total)
    return replace(problem, lower=tuple(lower), upper=tuple(upper), groups=groups, total=total)


@pytest.mark.parametrize("number", [n for n in range(300) if n % 5])
def test_a_solvable_problem_has_no_contradiction(number):
    assert contradiction(random_problem(number, small=True)) is None


def test_room_under_nested_groups_names_only_what_binds():
    groups = (GroupBounds("inner", (0, 1), maximum=9), GroupBounds("outer", (0, 1, 2), maximum=4))
    problem = Problem(
        ("A", "B", "C", "D"), (1, 1, 1, 1), (0,) * 4, (3, 3, 3, 2), 10, "webster", Place.EXACT, groups
    )
    found = contradiction(problem)
    assert found is not None
    assert [rule.name for rule in found.rules] == ["cap", "group_bounds[outer]", "station_bounds[D]"]
    assert found.relaxations[0][0].after == 6
