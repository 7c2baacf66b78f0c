"""Where one category changes, the ladder and the reallocation programme are two ways to the same plan."""

import random

import pytest

from staffing.models.base import Method
from staffing.models.establishment import Group, Post
from staffing.quantify.demand import quantify
from staffing.solver.problem import formulate
from staffing.solver.reallocation.formulate import formulate as formulate_programme
from staffing.solver.reallocation.formulate import needs_programme
from staffing.solver.reallocation.proofs.enumerate_plans import best_plan
from staffing.solver.solve import solve
from tests.problems import LADDERS
from tests.unit.builders_scenario import split_scenario


def _scenario(number: int):
    rng = random.Random(f"two ways {number}")
    n = rng.randint(2, 4)
    counts = [rng.choice(((1, 3), (2, 6, 10), range(1, 60))[number % 3]) for _ in range(n)]
    established = [rng.randint(0, 2) for _ in range(n)]
    contract = [rng.randint(0, 3) for _ in range(n)]
    bounds = [(rng.choice((0, 0, 1)), rng.choice((None, None, 4, 6))) for _ in range(n)]
    total = sum(established) + sum(contract)
    cut = rng.randint(1, n)
    low = rng.randint(0, total // 2)
    inner = Group(id="IN", parent="OUT", members=("S1",), minimum=rng.randint(0, 2))
    outer = Group(
        id="OUT",
        members=tuple(f"S{s + 1}" for s in range(1, cut)),
        minimum=low,
        maximum=rng.choice((None, low + rng.randint(0, 5))),
    )
    groups = rng.choice(((), (inner, outer)))
    source = split_scenario(
        established,
        contract,
        counts,
        bounds=bounds,
        groups=groups,
        method=Method(LADDERS[number % len(LADDERS)]),
    )
    cap = max(0, sum(contract) + rng.randint(-2, 3))
    categories = (source.categories[0], source.categories[1].model_copy(update={"cap": cap}))
    posts = tuple(_limited(rng, post) for post in source.posts)
    changes = {"cap": sum(established) + cap, "categories": categories, "posts": posts}
    return source.model_copy(update=changes)


def _limited(rng: random.Random, post: Post) -> Post:
    if post.category == "est" or rng.random() < 0.7:
        return post
    return post.model_copy(update={"maximum": rng.randint(1, 5)})


@pytest.mark.parametrize("number", range(300))
def test_one_plan_by_two_ways(number):
    source = _scenario(number)
    if not any(post.in_post for post in source.posts) or not source.cap:
        return
    assert not needs_programme(source)
    demand = quantify(source)
    plan = solve(formulate(source, demand))
    whole = formulate_programme(source, demand)
    best = best_plan(whole.problem)
    assert (plan.allocation is None) == (best is None)
    if best is not None:
        assert plan.allocation == tuple(sum(row) for row in best)
