"""A limit of transfers where one category changes: found by flow, proven by exchange, as all plans show."""

import random

import pytest

from staffing.models.base import Goal, Place
from staffing.models.plan import Status
from staffing.solver.reallocation.evaluate import faults, key, worth
from staffing.solver.reallocation.problem import Category, Reallocation
from staffing.solver.reallocation.proofs.enumerate_plans import best_plan
from staffing.solver.reallocation.solve import solve
from staffing.solver.reallocation.verify import check
from tests.reallocations import every_plan


def limited(number):
    """One or two categories, the second one staying as it is; a limit of transfers."""
    rng = random.Random(f"limited {number}")
    n = rng.randint(2, 5)
    two = rng.random() < 0.4
    in_post = tuple((rng.randint(0, 4), rng.randint(0, 2))[: 1 + two] for _ in range(n))
    held = sum(row[0] for row in in_post)
    categories = [Category("c0", max(1, held + rng.choice((-1, 0, 0, 1, 2))))]
    if two:
        categories.append(Category("c1", sum(row[1] for row in in_post), stays=True))
    return Reallocation(
        ids=tuple(f"S{s}" for s in range(n)),
        weights=(*tuple(rng.choice((0, 1, 1, 2, 3, 5)) for _ in range(n - 1)), rng.randint(1, 5)),
        categories=tuple(categories),
        in_post=in_post,
        lower=tuple((rng.choice((0, 0, 0, 1, 2)), 0)[: 1 + two] for _ in range(n)),
        upper=((9,) * (1 + two),) * n,
        allowed=((True,) * (1 + two),) * n,
        station_lower=(0,) * n,
        station_upper=tuple(rng.choice((3, 5, 9)) + two * 2 for _ in range(n)),
        transfers_limit=rng.choice((0, 1, 1, 2, 3)),
        place=rng.choice((Place.ALL, Place.EXACT)),
        goals=(
            rng.choice((Goal.FAIRNESS, Goal.DEVIATION)),
            Goal.TRANSFERS,
            Goal.STATIONS_CHANGED,
            Goal.ORDER,
        ),
        method=rng.choice(("webster", "adams", "huntington_hill")),
    )


@pytest.mark.parametrize("block", range(4))
def test_flow_finds_and_exchanges_prove_what_all_plans_show(block, pool):
    proven = solved = 0
    for number in range(block * 40, block * 40 + 40):
        problem = limited(number)
        best = best_plan(problem)
        answer = solve(problem, backend="flow", second=False, workers=pool)
        if best is None:
            assert answer.plan is None, number
            continue
        goal = problem.goals[0]
        if answer.status is Status.OPTIMAL:
            assert key(problem, answer.plan) == key(problem, best), number
            solved += 1
        else:  # caps that cannot be filled, stations that must stay empty
            assert answer.status in {Status.NO_SOLUTION, Status.FEASIBLE}
        verdict = check(problem, best, steps=0)
        assert not verdict.faults
        names = worth(problem, best).names
        if goal in names[: len(verdict.proofs)]:
            proven += 1
        for other in every_plan(problem):
            if faults(problem, other) or key(problem, other) == key(problem, best):
                continue
            said = check(problem, other, steps=0)
            true = [
                a == b for a, b in zip(worth(problem, other).values, worth(problem, best).values, strict=True)
            ]
            assert not said.optimal, (number, other)
            assert all(true[: len(said.proofs)]), (number, other, said.proofs)
    assert proven > 15
    assert solved > 15


def test_a_limit_below_what_must_join_has_no_plan(pool):
    problem = Reallocation(
        ids=("A", "B"),
        weights=(1, 1),
        categories=(Category("c", 4),),
        in_post=((4,), (0,)),
        lower=((0,), (2,)),
        transfers_limit=1,
        place=Place.EXACT,
    )
    answer = solve(problem, backend="flow", workers=pool)
    assert answer.status is Status.INFEASIBLE
