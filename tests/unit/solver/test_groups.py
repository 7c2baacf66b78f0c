"""Nested groups with least and greatest posts."""

import random
from dataclasses import replace

import pytest

from staffing.models.base import Place
from staffing.solver.exchange import Exchanges
from staffing.solver.explain import contradiction
from staffing.solver.ladder import ladder_for
from staffing.solver.problem import UNLIMITED, GroupBounds, Problem
from staffing.solver.solve import solve
from staffing.solver.verify import check, is_feasible, must_place
from tests.problems import brute_force, plans, random_problem

WITH_MINIMA = [n for n in range(600) if any(g.minimum for g in random_problem(n, small=True).groups)]
SOLVABLE = [n for n in WITH_MINIMA if n % 5]


def _problem(weights, total, groups, **fields):
    n = len(weights)
    fields = {"lower": (0,) * n, "upper": (UNLIMITED,) * n, **fields}
    ids = tuple(f"S{s + 1}" for s in range(n))
    return Problem(ids, weights, total=total, method="webster", groups=groups, **fields)


def test_a_group_below_its_minimum_takes_the_first_posts_of_its_own_ladder():
    groups = (GroupBounds("G", (0, 1), minimum=4),)
    assert solve(_problem((2, 1, 9), 8, groups)).allocation == (3, 1, 4)
    assert solve(_problem((2, 1, 9), 40, groups)).allocation == solve(_problem((2, 1, 9), 40, ())).allocation


def test_minima_nest():
    groups = (GroupBounds("inner", (0,), minimum=2), GroupBounds("outer", (0, 1, 2), minimum=5))
    assert solve(_problem((1, 5, 5, 90), 6, groups)).allocation == (2, 2, 1, 1)


def test_a_minimum_within_a_maximum():
    groups = (GroupBounds("inner", (0,), minimum=2), GroupBounds("outer", (0, 1), maximum=3))
    assert solve(_problem((1, 50, 10), 9, groups)).allocation == (2, 1, 6)


@pytest.mark.parametrize("number", WITH_MINIMA)
def test_no_station_loses_when_the_total_grows(number):
    problem = replace(random_problem(number, small=True), place=Place.ALL)
    totals = [t for t in range(16) if is_feasible(problem.with_total(t))]
    before = None
    for total in totals:
        asked = problem.with_total(total)
        posts = ladder_for(asked).allocate(must_place(asked)).tolist()
        assert check(asked, posts).optimal
        if before is not None and sum(posts) > sum(before):
            exchanges = Exchanges(asked, before)
            exchanges.add(min(exchanges.takers(), key=exchanges.next_key))
            assert exchanges.posts == posts
        before = posts


@pytest.mark.parametrize("number", SOLVABLE)
def test_the_check_passes_one_plan_of_all(number):
    problem = random_problem(number, small=True)
    assert [plan for plan in plans(problem) if check(problem, plan).optimal] == [brute_force(problem)]


@pytest.mark.parametrize("number", SOLVABLE)
def test_the_check_names_a_group_below_its_minimum(number):
    problem = random_problem(number, small=True)
    free = replace(problem, groups=())
    for plan in plans(free):
        broken = [g.name for g in problem.groups if not g.minimum <= g.held(plan) <= g.maximum]
        faults = check(problem, plan).faults
        assert [
            name for name in broken if not any(f"group_bounds[{name}]:" in fault for fault in faults)
        ] == []
        assert broken or not any("group_bounds" in fault for fault in faults)


def test_a_post_cannot_leave_a_group_at_its_minimum():
    groups = (GroupBounds("G", (0, 1), minimum=4),)
    exchanges = Exchanges(_problem((1, 1, 9), 6, groups), [3, 1, 2])
    assert exchanges.givers() == [2]
    assert exchanges.best_exchange() == (0, 1)
    assert Exchanges(_problem((1, 1, 9), 6, groups), [2, 2, 2]).best_exchange() is None
    assert check(_problem((1, 1, 9), 6, groups), [3, 1, 2]).improvement == ("S1", "S2")


def test_a_tie_inside_a_group_at_its_minimum_is_told():
    plan = solve(_problem((1, 1, 9), 6, (GroupBounds("G", (0, 1), minimum=3),)))
    assert plan.allocation == (2, 1, 3)
    assert [(tie.gained, tie.missed) for tie in plan.ties] == [("S1", "S2")]


def test_a_floor_counts_only_where_the_post_could_go():
    groups = (GroupBounds("G", (0, 1), minimum=3),)
    problem = _problem((1, 5, 50), 9, groups, lower=(2, 0, 0))
    assert solve(problem).allocation == (2, 1, 6)
    assert Exchanges(problem, (2, 1, 6)).held_by_floors() == {0}
    alone = _problem((1, 50), 9, (GroupBounds("G", (0,), minimum=3),), lower=(3, 0))
    assert Exchanges(alone, (3, 6)).held_by_floors() == set()


def test_at_most_gives_what_a_group_must_have_and_no_more():
    groups = (GroupBounds("G", (0, 1), minimum=4),)
    problem = _problem((1, 1, 9), 11, groups, place=Place.AT_MOST)
    assert problem.limits == (2, 2, 9)
    assert solve(problem).allocation == (2, 2, 7)
    assert solve(replace(problem, upper=(9, 9, 5))).allocation == (2, 2, 5)


@pytest.mark.parametrize(
    ("problem", "kind", "rules", "changes"),
    [
        (
            _problem((1, 1, 1), 9, (GroupBounds("G", (0, 1), minimum=8),), upper=(3, 4, 9)),
            "group_room",
            ["group_bounds[G]", "station_bounds[S1]", "station_bounds[S2]"],
            [{"station_bounds[S2].maximum": 5}, {"group_bounds[G].minimum": 7}],
        ),
        (
            _problem(
                (1, 1, 1),
                9,
                (GroupBounds("in", (0,), minimum=5), GroupBounds("out", (0, 1), maximum=6)),
                lower=(0, 2, 0),
            ),
            "group",
            ["group_bounds[out]", "group_bounds[in]", "station_bounds[S2]"],
            [{"group_bounds[out]": 7}, {"group_bounds[in].minimum": 4}],
        ),
        (
            _problem((1, 1, 1), 6, (GroupBounds("A", (0, 1), minimum=4), GroupBounds("B", (2,), minimum=3))),
            "minima",
            ["cap", "group_bounds[A]", "group_bounds[B]"],
            [{"cap": 7}, {"group_bounds[A].minimum": 3}],
        ),
        (
            _problem((1, 1), 6, (GroupBounds("A", (0, 1), 4, 3),)),
            "group",
            ["group_bounds[A]", "group_bounds[A]"],
            [{"group_bounds[A]": 4}, {"group_bounds[A].minimum": 3}],
        ),
        (
            _problem((1, 1), 6, (GroupBounds("A", (), minimum=1),)),
            "group_room",
            ["group_bounds[A]"],
            [{"group_bounds[A].minimum": 0}],
        ),
    ],
)
def test_contradictions_of_minima(problem, kind, rules, changes):
    found = contradiction(problem)
    assert found is not None
    assert (found.kind, [rule.name for rule in found.rules]) == (kind, rules)
    assert [{change.name: change.after for change in way} for way in found.relaxations] == changes


def test_room_for_a_minimum_comes_from_the_inner_group_first():
    groups = (GroupBounds("in", (0, 1), maximum=4), GroupBounds("out", (0, 1, 2), minimum=9))
    found = contradiction(_problem((1, 1, 1), 20, groups, upper=(3, 3, 2)))
    assert found is not None
    assert [rule.name for rule in found.rules] == [
        "group_bounds[out]",
        "group_bounds[in]",
        "station_bounds[S3]",
    ]
    raised = {change.name: change.after for change in found.relaxations[0]}
    assert raised == {"group_bounds[in]": 6, "station_bounds[S3].maximum": 3}


@pytest.mark.parametrize("seed", range(200))
def test_many_groups_on_a_large_ladder_are_proven_by_exchange(seed):
    rng = random.Random(f"groups {seed}")
    weights = tuple(rng.randint(0, 50) for _ in range(24))
    groups = tuple(
        GroupBounds(f"{size}-{first}", tuple(range(first, first + size)), low, low + rng.randint(0, 30))
        for size in (3, 6, 12)
        for first in range(0, 24, size)
        for low in [rng.randint(0, size * 2)]
    )
    problem = _problem(weights, rng.randint(60, 160), groups)
    if is_feasible(problem):
        plan = solve(problem)
        assert plan.status == "OPTIMAL"
    else:
        assert contradiction(problem) is not None
