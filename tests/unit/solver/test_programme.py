"""The programme that back ends solve: small, and yet the whole problem."""

from collections.abc import Sequence

import pytest

from staffing.models.base import Place
from staffing.solver.problem import UNLIMITED, GroupBounds, Problem
from staffing.solver.programme import Programme, Row, by_windows, centred, programme, whole
from staffing.solver.solve import solve
from tests.problems import random_problem


def optimise(window: Programme) -> tuple[str, list[int] | None]:
    """Take the cheapest step that the rows allow, post by post, rows below their minimum first."""
    posts = list(window.lower)
    taken = [0] * len(window.steps)

    def held(row: Row) -> int:
        return sum(posts[s] for s in row.members)

    def give(among: Sequence[int]) -> bool:
        able = [
            (step.cost, i)
            for i, step in enumerate(window.steps)
            if taken[i] < step.size
            and step.station in among
            and all(held(row) < row.maximum for row in window.rows if step.station in row.members)
        ]
        if able:
            chosen = min(able)[1]
            taken[chosen] += 1
            posts[window.steps[chosen].station] += 1
        return bool(able)

    for row in window.rows:
        while held(row) < row.minimum:
            if not give(row.members):
                return "INFEASIBLE", None
    if sum(posts) > window.total or any(held(row) > row.maximum for row in window.rows):
        return "INFEASIBLE", None
    while sum(posts) < window.total:
        if not give(range(len(posts))):
            return "INFEASIBLE", None
    return "OPTIMAL", posts


@pytest.mark.parametrize("number", range(300))
def test_the_windows_lead_to_the_plan_of_the_ladder(number):
    problem = random_problem(number, small=number % 2 == 0)
    reply = by_windows(problem, optimise, optimal="OPTIMAL")
    plan = solve(problem)
    if plan.allocation is None:
        assert reply == {"word": "INFEASIBLE", "values": None}
    else:
        assert tuple(reply["values"]) == plan.allocation


@pytest.mark.parametrize("number", range(0, 300, 7))
def test_costs_rise_along_every_station(number):
    window = programme(random_problem(number, small=False), centred(random_problem(number, small=False)))
    for first, second in zip(window.steps, window.steps[1:], strict=False):
        if first.station == second.station:
            assert first.cost < second.cost
            assert first.posts + first.size == second.posts


def test_whole_windows_leave_no_post_out():
    problem = Problem(("a", "b"), (3, 1), (1, 0), (UNLIMITED, 4), 7, "webster")
    steps = programme(problem, whole(problem)).steps
    assert [(s.station, s.posts) for s in steps] == [(0, a) for a in range(1, 7)] + [(1, a) for a in range(4)]
    assert {s.size for s in steps} == {1}
    assert sorted(s.cost for s in steps) == list(range(1, 11))


def test_the_programme_is_small_at_any_headcount():
    problem = Problem(("a", "b", "c"), (5, 3, 1), (0, 0, 0), (UNLIMITED,) * 3, 10**9, "huntington_hill")
    assert len(programme(problem, centred(problem)).steps) <= 12


@pytest.mark.parametrize("place", list(Place))
def test_contradicting_bounds_stay_in_the_programme(place):
    problem = Problem(("a", "b"), (1, 1), (3, 0), (2, 9), 5, "webster", place)
    assert [(row.members, row.maximum) for row in programme(problem, centred(problem)).rows] == [((0,), 2)]


AWAY = Problem(
    ("a", "b", "c"),
    (9, 1, 0),
    (0, 0, 0),
    (50, 50, 50),
    90,
    "adams",
    groups=(GroupBounds("g", (0,), maximum=40),),
)


def test_a_plan_outside_its_windows_is_not_taken_for_the_best():
    seen = []

    def stops_later(window: Programme) -> tuple[str, list[int] | None]:
        seen.append(window)
        return ("OPTIMAL", [40, 0, 50]) if len(seen) == 1 else ("UNKNOWN", None)

    assert by_windows(AWAY, stops_later, optimal="OPTIMAL") == {"word": "UNKNOWN", "values": [40, 0, 50]}
    assert len(seen) == 2


def test_values_that_are_no_posts_are_handed_on():
    assert by_windows(AWAY, lambda _: ("OPTIMAL", [0.5, 1, 2]), optimal="OPTIMAL")["values"] == [0.5, 1, 2]
