"""Proofs by cases never prove too much, whatever stands in them; what the search proves is so."""

import random
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from benchmarks.reallocations import reallocation
from staffing.models.base import Goal, Place
from staffing.models.plan import Status
from staffing.solver.reallocation.answers import read_reply
from staffing.solver.reallocation.costs import main_goal, station_cost
from staffing.solver.reallocation.evaluate import faults, key, levels, transfers, worth
from staffing.solver.reallocation.least import fulfilled
from staffing.solver.reallocation.proofs.bound import MAIN, Aim
from staffing.solver.reallocation.proofs.cases import divided, proven_by
from staffing.solver.reallocation.proofs.certificates import Proofs, is_certificate
from staffing.solver.reallocation.proofs.drawn import drawn_in
from staffing.solver.reallocation.proofs.minima import NoStaffError, Stations
from staffing.solver.reallocation.proofs.thresholds import below
from staffing.solver.reallocation.solve import judge, solve
from staffing.solver.reallocation.verify import check
from staffing.solver.supervise import Workers
from tests.reallocations import brute_force, every_plan, random_reallocation

LARGE = "tests.unit.solver.reallocation.large:answer"
COUNT = 150


@pytest.fixture(scope="module")
def workers():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(Path(__file__).parents[4])
        with Workers() as pool:
            yield pool


def settled_plans(problem, settled):
    """All plans inside the frame in which the levels before the main goal are settled."""
    width = len(problem.categories)
    return [
        plan
        for plan in every_plan(problem)
        if all(
            low <= sum(row) <= high
            for row, low, high in zip(plan, settled.heads_low, settled.heads_high, strict=True)
        )
        and all(settled.sums[k].low <= sum(row[k] for row in plan) for k in range(width))
    ]


def separable(number):
    problem = random_reallocation(number)
    goal = main_goal(problem)
    settled = fulfilled(problem)
    if goal in {None, Goal.BURDEN} or settled.empty:
        return None
    plans = settled_plans(problem, settled)
    return (problem, settled, plans) if plans else None


def random_tree(rng, problem, settled, depth=0):
    n, width = len(problem.ids), len(problem.categories)
    s, k = rng.randrange(n), rng.randrange(width)
    if depth == 3 or rng.random() < 0.3:
        prices = [rng.randint(-3, 3) * 10**9 for _ in range(len(settled.sums) + 3)]
        return [rng.choice((["prices", *prices], ["prices", *prices], ["nobody"]))]
    division = rng.choice((["heads", s, rng.randint(0, 4)], ["box", s, k, rng.randint(0, 3)], ["stay", s]))
    parts = (random_tree(rng, problem, settled, depth + 1) for _ in range(2))
    return [division, *(item for part in parts for item in part)]


def aims(problem, plans, step, offset):
    """Aims with what they are worth in a plan; those after the main goal with a limit on it."""
    goal, width = main_goal(problem), len(problem.categories)

    def main(plan):
        return (worth(problem, plan)[goal] - offset) // step

    most = sorted(map(main, plans))[len(plans) // 2]
    costs = tuple(c.transfer_cost for c in problem.categories)
    yield MAIN, main, None
    yield Aim(moved=(1,) * width, most=most), lambda plan: sum(transfers(problem, plan)), most
    yield (
        Aim(moved=costs, most=most),
        lambda plan: sum(a * b for a, b in zip(costs, transfers(problem, plan), strict=True)),
        most,
    )
    yield (
        Aim(changed=1, most=most),
        lambda plan: sum(a != b for a, b in zip(plan, problem.in_post, strict=True)),
        most,
    )
    yield Aim(heads=((1, 0, -2), (0, width - 1, 1)), most=most), lambda p: p[0][width - 1] - 2 * p[1][0], most


@pytest.mark.parametrize("number", range(COUNT))
def test_no_tree_proves_too_much(number):
    found = separable(number)
    if found is None:
        return
    problem, settled, plans = found
    rng = random.Random(number)
    stations, step, offset = Stations(problem, settled).in_steps()
    goal = main_goal(problem)
    for aim, value, most in aims(problem, plans, step, offset):
        least = min(
            value(p) for p in plans if most is None or worth(problem, p)[goal] <= offset + step * most
        )
        for _ in range(6):
            tree = random_tree(rng, problem, settled)
            reached = proven_by(stations, settled, aim, tree, rng.choice((1, 840)), least + 10**6)
            assert reached is not None
            assert reached <= least


def test_drawing_in_keeps_every_plan_that_is_good_enough():
    closer = 0
    for number in range(0, COUNT, 3):
        problem, settled, plans = separable(number) or (None, None, ())
        rng = random.Random(number)
        for _ in range(6 if plans else 0):
            stations, goal = Stations(problem, settled), main_goal(problem)
            most = worth(problem, rng.choice(plans))[goal]
            prices = tuple(rng.randint(-2, 2) * 10**9 for _ in range(len(settled.sums) + 2))
            drawn = drawn_in(stations, settled, prices, most)
            closer += (drawn.high - drawn.low).sum() < (stations.high - stations.low).sum()
            for plan in plans:
                assert worth(problem, plan)[goal] > most or holds(drawn, np.array(plan))
    assert closer > COUNT // 6


def holds(stations, plan):
    heads, changed = plan.sum(axis=1), (plan != stations.here).any(axis=1)
    return (
        ((stations.low <= plan) & (plan <= stations.high)).all()
        and ((stations.heads_low <= heads) & (heads <= stations.heads_high)).all()
        and (changed | stations.may_stay).all()
    )


def test_drawing_in_below_the_bound_finds_nobody():
    problem = reallocation(12)
    settled = fulfilled(problem)
    with pytest.raises(NoStaffError):
        drawn_in(Stations(problem, settled), settled, (0,) * (len(settled.sums) + 2), -1)


@pytest.mark.parametrize("division", [("heads", 2, 17), ("box", 3, 1, 4), ("stay", 5), ("stay", 0)])
def test_cases_together_are_the_whole(division):
    problem = reallocation(12)
    stations = Stations(problem, fulfilled(problem))
    first, second = divided(stations, division)
    rng = np.random.default_rng(0)
    for _ in range(300):
        plan = stations.here + rng.integers(-2, 3, stations.here.shape) * (rng.random((12, 1)) < 0.5)
        assert holds(stations, plan) == any(
            part is not None and holds(part, plan) for part in (first, second)
        )


BROKEN = {
    "empty": lambda tree: [],
    "cut short": lambda tree: tree[:-1],
    "too long": lambda tree: [*tree, tree[-1]],
    "unknown word": lambda tree: [["guess"], *tree[1:]],
    "no list": lambda tree: ["prices", *tree[1:]],
    "a station that is none": lambda tree: [["stay", 999], *tree[1:]],
    "a station below zero": lambda tree: [["stay", -1], *tree[1:]],
    "a category that is none": lambda tree: [["box", 0, 99, 1], *tree[1:]],
    "too few prices": lambda tree: [*tree[:-1], tree[-1][:-1]],
    "a price that is no whole number": lambda tree: [*tree[:-1], [*tree[-1][:-1], 0.5]],
}


@pytest.mark.parametrize("fault", BROKEN)
def test_broken_trees_are_no_proofs(fault):
    problem = reallocation(12)
    settled = fulfilled(problem)
    stations = Stations(problem, settled).in_steps()[0]
    prices = ["prices", *([0] * (len(settled.sums) + 3))]
    whole = [["stay", 5], prices, prices]
    assert proven_by(stations, settled, MAIN, whole, 1, 10**9) is not None
    assert proven_by(stations, settled, MAIN, BROKEN[fault](whole), 1, 10**9) is None


@pytest.mark.parametrize(
    "change", [{"tree": 1}, {"denominator": 0}, {"place": 0.5}, {"level": 3}, {"more": 1}]
)
def test_what_is_no_certificate_is_refused(change):
    whole = {"level": "deviation", "place": -1, "denominator": 1, "tree": []}
    assert is_certificate(whole)
    assert not is_certificate({**whole, **change})


@pytest.mark.timeout(400)
def test_the_way_for_large_problems_proves_small_ones_rightly(workers):
    """Whatever it claims, and whatever the check makes of it without going through all plans, is so."""
    shown = complete = 0
    for number in range(COUNT):
        problem = random_reallocation(number)
        best = brute_force(problem)
        raw = workers.call(LARGE, problem, 20.0, 0, 1, None, time_limit_s=21)
        reply = read_reply("columns", problem, raw)
        if best is None:
            assert raw["word"] in {"INFEASIBLE", "UNKNOWN"}
            continue
        assert raw["word"] != "INFEASIBLE"
        if reply.staff is None:
            continue
        plan = tuple(map(tuple, reply.staff))
        assert not faults(problem, plan)
        verdict = check(problem, plan, multipliers=reply.multipliers, cases=reply.cases, steps=0)
        count = max(len(verdict.proofs), reply.levels)
        mine, true = key(problem, plan), key(problem, best)
        if count == len(levels(problem)):
            assert mine == true
        assert mine[:count] == true[:count]
        goal = main_goal(problem)
        if verdict.bound is not None:
            assert (
                verdict.bound <= worth(problem, best)[goal]
                or mine[: levels(problem).index(goal)] != true[: levels(problem).index(goal)]
            )
        shown += "cases" in verdict.proofs
        complete += verdict.optimal
    assert shown > COUNT // 4
    assert complete > COUNT // 4


@pytest.fixture(scope="module")
def proven(workers):
    problem = reallocation(40)
    return problem, solve(problem, time_limit_s=20, workers=workers)


def test_all_levels_are_proven_by_cases(proven):
    problem, answer = proven
    assert (answer.status, answer.backend, answer.gap) == (Status.OPTIMAL, "columns", 0)
    assert answer.proofs[0] == "plain"
    assert set(answer.proofs[1:]) <= {"dual_bound", "cases"}
    assert len(answer.proofs) == len(levels(problem))


def test_the_proof_stands_alone_and_only_whole(proven):
    problem, answer = proven
    prices, cases = answer.multipliers, answer.cases
    assert check(problem, answer.plan, multipliers=prices, cases=cases).optimal
    assert not check(problem, answer.plan, multipliers=prices).optimal
    assert not check(problem, answer.plan, cases=cases).optimal
    assert not check(problem, answer.plan, multipliers=prices, cases=cases[:-1]).optimal
    assert not check(problem, answer.plan, multipliers=prices, cases=cases[1:]).optimal


def test_a_proof_of_one_plan_is_none_of_a_worse_one(proven):
    problem, answer = proven
    tried = 0
    rows = range(len(problem.ids))
    for (s, t), k in zip(pairwise(rows), [0, 1, 2, 3] * len(rows), strict=False):
        staff = [list(row) for row in answer.plan]
        staff[s][k] -= 1
        staff[t][k] += 1
        other = tuple(map(tuple, staff))
        if not faults(problem, other):
            tried += 1
            assert key(problem, other) > key(problem, answer.plan)
            verdict = check(problem, other, multipliers=answer.multipliers, cases=answer.cases)
            mine, best = worth(problem, other).values, answer.worth.values
            assert mine[: len(verdict.proofs)] == best[: len(verdict.proofs)]
            assert not verdict.optimal
    assert tried


def test_prices_of_another_length_prove_nothing(proven):
    problem, answer = proven
    shown = Proofs(problem, answer.plan, answer.multipliers[:-1], answer.cases)
    assert (shown.bound, shown.proven) == (None, {})


def test_a_reply_with_broken_cases_is_not_believed(proven):
    problem, answer = proven
    cut = [{**c, "tree": c["tree"][:-1]} for c in answer.cases]
    values = [x for row in answer.plan for x in row]
    raw = {"word": "OPTIMAL", "values": values, "levels": 5, "multipliers": list(answer.multipliers)}
    reply = read_reply("columns", problem, {**raw, "cases": cut})
    found = judge(problem, reply, backend="columns", reason="reason_columns")
    assert found.status is Status.FEASIBLE
    assert found.bound is not None
    assert found.value is not None
    assert found.bound <= found.value


@pytest.mark.timeout(120)
def test_the_least_greatest_burden_is_proven(workers):
    problem = reallocation(14, goal=Goal.BURDEN)
    answer = solve(problem, time_limit_s=30, workers=workers)
    assert (answer.status, answer.backend, answer.bound) == (Status.OPTIMAL, "columns", answer.value)
    assert "cases" in answer.proofs
    assert check(problem, answer.plan, cases=answer.cases).optimal
    assert not check(problem, answer.plan, cases=answer.cases[1:]).optimal
    worse = problem.in_post if not faults(problem, problem.in_post) else None
    if worse:
        assert Goal.BURDEN not in Proofs(problem, worse, None, answer.cases).proven


def test_a_lesser_burden_that_the_bounds_leave_out_needs_no_cases():
    problem = replace(reallocation(6, goal=Goal.BURDEN, limits=False), place=Place.AT_MOST)
    settled = fulfilled(problem)
    size = problem.categories[0].capacity
    least = max(station_cost(problem, s, most * size) for s, most in enumerate(settled.heads_high))
    assert below(problem, settled, least) is not None
    assert below(problem, settled, least - 1) is None
