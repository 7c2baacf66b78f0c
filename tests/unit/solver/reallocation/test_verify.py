"""Bounds never exceed the best plan, exchanges prove what enumeration proves, false claims are seen through."""

import random
from dataclasses import replace

import pytest

from staffing.models.base import Goal, Place
from staffing.solver.reallocation.columns.near import near_staff
from staffing.solver.reallocation.costs import main_goal
from staffing.solver.reallocation.evaluate import key, worth
from staffing.solver.reallocation.least import fulfilled
from staffing.solver.reallocation.proofs.bound import lower_bound, whole_prices
from staffing.solver.reallocation.proofs.exchange import check_exchanges
from staffing.solver.reallocation.proofs.minima import NoStaffError, Stations
from staffing.solver.reallocation.verify import check, is_impossible
from tests.reallocations import brute_force, every_plan, random_reallocation

SMALL = range(80)


def priced(number, count):
    rng = random.Random(number)
    for _ in range(count):
        yield tuple(rng.randint(-3, 3) * 10**9 for _ in range(20))


@pytest.mark.parametrize("number", SMALL)
def test_no_price_proves_too_much(number):
    problem = random_reallocation(number)
    problem = replace(problem, goals=tuple(g for g in problem.goals if g is not Goal.BURDEN) or (Goal.ORDER,))
    goal, settled = main_goal(problem), fulfilled(problem)
    if goal is None or settled.empty:
        return
    best = brute_force(problem)
    stations = Stations(problem, settled)
    inside = [
        plan
        for plan in every_plan(problem)
        if all(
            a <= sum(row) <= b for row, a, b in zip(plan, settled.heads_low, settled.heads_high, strict=True)
        )
        and all(settled.sums[k].low <= sum(row[k] for row in plan) for k in range(len(problem.categories)))
    ]
    for prices in priced(number, 10):
        multipliers = prices[: len(settled.sums) + 2]
        try:
            bound = lower_bound(stations, settled, multipliers)
        except NoStaffError:
            assert not inside
            continue
        for plan in inside:
            assert bound <= worth(problem, plan)[goal]
        if best in inside:
            slack = worth(problem, best)[goal] - bound
            asked, _ = whole_prices(stations, settled, multipliers)
            near = near_staff(stations, asked, slack, limit=10**6)
            assert all(row in own for row, own in zip(best, near, strict=True))


@pytest.mark.parametrize("number", SMALL)
def test_no_price_proves_a_possible_plan_away(number):
    problem = random_reallocation(number)
    possible = brute_force(problem) is not None
    assert (is_impossible(problem) is None) == possible
    for prices in priced(number, 10):
        shown = is_impossible(problem, prices[: len(fulfilled(problem).sums) + 2])
        assert (shown is None) == possible


@pytest.mark.parametrize("number", SMALL)
def test_the_best_plan_is_proven_and_no_other(number):
    problem = random_reallocation(number)
    best = brute_force(problem)
    if best is None:
        return
    verdict = check(problem, best)
    assert verdict.optimal
    assert set(verdict.proofs) == {"enumeration"}
    for plan in random.Random(number).sample(every_plan(problem), min(5, len(every_plan(problem)))):
        verdict = check(problem, plan)
        assert verdict.optimal == (plan == best)
        assert best in {plan, verdict.better}
        small = check(problem, plan, steps=0)
        shared = len(small.proofs)
        assert key(problem, plan)[:shared] == key(problem, best)[:shared]


def test_exchanges_prove_the_main_goal_of_transports():
    proven = refused = 0
    for number in range(160):
        problem = random_reallocation(number)
        problem = replace(
            problem,
            groups=(),
            transfers_limit=None,
            changed_limit=None,
            goals=(Goal.FAIRNESS, Goal.TRANSFERS),
        )
        if problem.unit != 1 or len({c.capacity for c in problem.categories}) > 1:
            continue
        settled, best = fulfilled(problem), brute_force(problem)
        if best is None or settled.empty or problem.place is Place.AT_MOST:
            continue
        first = worth(problem, best).values
        for plan in random.Random(number).sample(every_plan(problem), min(10, len(every_plan(problem)))):
            if any(
                row.low > sum(plan[s][k] for s in row.members)
                for k, row in enumerate(settled.sums[: len(problem.categories)])
            ) or any(
                not a <= sum(row) <= b
                for row, a, b in zip(plan, settled.heads_low, settled.heads_high, strict=True)
            ):
                continue
            seen = check_exchanges(problem, settled, plan)
            if seen is None:
                continue
            mine = worth(problem, plan).values
            assert seen.main == (mine[:-1] == first[:-1])
            assert seen.transfers == (mine == first)
            proven += seen.transfers
            refused += not seen.main
    assert proven > 5
    assert refused > 50
