"""Moves between plans, and budget mode against enumeration."""

import itertools
import random

import pytest

from staffing.analysis.whatif import exchange, increment_problem, is_best_within, moves_between
from staffing.models.base import Place
from staffing.solver.ladder import ladder_for
from staffing.solver.problem import GroupBounds, Problem
from staffing.solver.verify import check, is_feasible, objective_of
from tests.problems import FREE_FIRST, LADDERS


def _random(seed):
    rng = random.Random(f"budget {seed}")
    n = rng.randint(2, 5)
    start = [rng.randint(0, 4) for _ in range(n)]
    upper = tuple(x + rng.randint(0, 3) for x in start)
    lower = tuple(rng.randint(0, x) for x in start)
    delta, most = rng.choice([-2, -1, 0, 1, 2]), rng.randint(0, 3)
    inner = tuple(range(rng.randint(1, n)))
    outer = tuple(range(rng.randint(len(inner), n)))
    groups = tuple(
        GroupBounds(name, members, max(0, held - rng.randint(0, 3)), held + rng.randint(0, 3))
        for name, members in (("inner", inner), ("outer", outer))
        for held in [sum(start[s] for s in members)]
    )
    weights = (rng.randint(1, 9), *(rng.randint(seed % 2, 9) for _ in range(n - 1)))
    problem = Problem(
        tuple(f"S{s}" for s in range(n)),
        weights,
        lower,
        upper,
        sum(start) + delta,
        LADDERS[seed % len(LADDERS)],
        Place.EXACT,
        groups if seed % 3 else (),
    )
    return problem, start, delta, most


def _cheapest(problem, start, most):
    def cost(posts):
        objective, unserved = objective_of(problem, posts)
        idle = sum(x for x, weight in zip(posts, problem.weights, strict=True) if not weight)
        return (idle, unserved or 0, objective)

    choices = itertools.product(*(range(a, b + 1) for a, b in zip(problem.lower, problem.upper, strict=True)))
    allowed = [
        posts
        for posts in choices
        if sum(posts) == problem.total
        and all(g.minimum <= sum(posts[s] for s in g.members) <= g.maximum for g in problem.groups)
        and min(
            sum(max(0, y - x) for x, y in zip(start, posts, strict=True)),
            sum(max(0, x - y) for x, y in zip(start, posts, strict=True)),
        )
        <= most
    ]
    return min(map(cost, allowed)), cost


@pytest.mark.parametrize("seed", range(400))
def test_budget_mode_is_the_optimum_for_that_many_transfers(seed):
    problem, start, delta, most = _random(seed)
    moved = increment_problem(problem, start, delta)
    if not is_feasible(moved):
        return
    posts = ladder_for(moved).allocate(moved.total).tolist()
    assert check(moved, posts).optimal
    after, pairs = exchange(problem, posts, most)
    best, cost = _cheapest(problem, start, most)
    assert cost(after) == best
    assert len(pairs) <= most
    assert is_best_within(problem, start, after, most)
    if cost(posts) != best:
        assert not is_best_within(problem, start, posts, most)


def test_a_transfer_is_never_made_for_a_tie():
    problem = Problem(("A", "B"), (1, 1), (0, 0), (9, 9), 3, "webster")
    assert exchange(problem, [1, 2], 5) == ([1, 2], [])


@pytest.mark.parametrize("method", LADDERS)
def test_adding_then_cutting_comes_back_along_the_same_posts(method):
    problem = Problem(tuple("ABCDE"), (9, 7, 4, 2, 0), (0,) * 5, (20,) * 5, 12, method)
    ladder = ladder_for(problem)
    low, high = ladder.allocate(12).tolist(), ladder.allocate(17).tolist()
    up = moves_between(problem, low, high)
    down = moves_between(problem, high, low)
    assert [(m.station, m.posts_before) for m in up] == [
        (m.station, m.posts_before - 1) for m in reversed(down)
    ]
    assert all(m.change == 1 for m in up)
    assert method in FREE_FIRST or up[0].runner_up is not None


def test_increment_keeps_everyone_when_adding_and_hires_nobody_when_cutting():
    problem = Problem(("A", "B"), (1, 9), (0, 0), (20, 20), 10, "webster")
    more = increment_problem(problem, [5, 5], 2)
    assert ladder_for(more).allocate(more.total).tolist() == [5, 7]
    fewer = increment_problem(problem, [5, 5], -2)
    assert ladder_for(fewer).allocate(fewer.total).tolist() == [3, 5]
