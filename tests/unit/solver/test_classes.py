"""Classes: two ladders, one above the other, against every allocation there is."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffing.analysis.whatif import increment_problem, moves_between
from staffing.models.base import Place
from staffing.solver.classes import class_problem, classes_of, settled, with_class_rules
from staffing.solver.exchange import around
from staffing.solver.ladder import ladder_for
from staffing.solver.methods import DIVISORS
from staffing.solver.problem import UNLIMITED, GroupBounds, Problem
from staffing.solver.solve import solve
from staffing.solver.verify import check, objective_of

METHODS = sorted(DIVISORS)


def problem_of(weights, lower, upper, total, split, method="webster", place=Place.ALL, groups=()):
    """Return a settled problem; ``split``: weight and number of stations of each class, in order."""
    classes, start = [], 0
    for number, (weight, count) in enumerate(split):
        classes.append((f"C{number}", weight, tuple(range(start, start + count))))
        start += count
    ids = tuple(f"S{s}" for s in range(len(weights)))
    rules = with_class_rules(groups, classes)
    bare = Problem(ids, tuple(weights), tuple(lower), tuple(upper), total, method, place, rules)
    return settled(bare)


@st.composite
def problems(draw, *, least_total=0):
    """Draw two or three classes of one to three stations; indices within a class times the class's share."""
    split = draw(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 2)), min_size=2, max_size=3))
    method = draw(st.sampled_from(METHODS))
    weights, lower, upper = [], [], []
    for share, count in split:
        own = draw(st.lists(st.integers(1, 9), min_size=count, max_size=count))
        weights += [Fraction(share * w, sum(own)) for w in own]
        lower += draw(st.lists(st.integers(0, 2), min_size=count, max_size=count))
        upper += [low + draw(st.integers(0, 5)) for low in lower[-count:]]
    common = 1
    for weight in weights:
        common *= weight.denominator
    whole = [int(weight * common) for weight in weights]
    total = draw(st.integers(max(sum(lower), least_total), sum(lower) + 7))
    return problem_of(whole, lower, upper, total, split, method)


def class_numbers_by_hand(problem):
    """Return the posts of each class by definition: of all splits of the headcount the best, ties by rank."""
    between = class_problem(problem)
    spans = [range(low, problem.total + 1) for low in between.lower]
    splits = [x for x in product(*spans) if sum(x) == problem.total]
    proven = [x for x in splits if check(between, x).optimal]
    assert len(proven) == 1
    best = min(objective_of(between, x)[::-1] for x in splits)
    assert objective_of(between, proven[0])[::-1] == best
    return proven[0]


@given(problems())
def test_every_allocation(problem):
    numbers = class_numbers_by_hand(problem)
    rules = classes_of(problem)
    assert tuple(rule.maximum for rule in rules) == numbers
    rooms = [sum(problem.upper[s] for s in rule.members) for rule in rules]
    plans = [
        x
        for x in product(*(range(a, b + 1) for a, b in zip(problem.lower, problem.upper, strict=True)))
        if all(rule.held(x) == min(n, room) for rule, n, room in zip(rules, numbers, rooms, strict=True))
    ]
    plan = solve(problem)
    assert plan.status == "OPTIMAL"
    assert plan.allocation in plans
    served = [objective_of(problem, x)[::-1] for x in plans]
    assert (plan.unserved_index, plan.objective) == min(served)


@given(problems())
def test_nobody_loses_when_the_headcount_grows(problem):
    larger = problem.with_total(problem.total + 1)
    before, after = solve(problem).allocation, solve(larger).allocation
    assert all(x <= y for x, y in zip(before, after, strict=True))
    for old, new in zip(classes_of(problem), classes_of(larger), strict=True):
        assert old.maximum <= new.maximum
    moves = moves_between(larger, before, after)
    assert len(moves) == sum(after) - sum(before)
    for move in moves:
        rule = classes_of(larger)[move.of_class.station]
        assert move.station in rule.members
        assert move.runner_up is None or move.runner_up in rule.members


@given(problems())
def test_next_and_last_posts_are_those_of_the_neighbouring_headcounts(problem):
    posts = solve(problem).allocation
    if any(rule.held(posts) != rule.maximum for rule in classes_of(problem)):
        return
    down, up = around(problem, posts, 1)
    for step, moves in ((1, up), (-1, down)):
        other = problem.with_total(problem.total + step)
        found = solve(other)
        if found.status == "OPTIMAL" and sum(found.allocation) == sum(posts) + step:
            changed = [s for s, x in enumerate(found.allocation) if x != posts[s]]
            assert [move.station for move in moves] == changed


@given(problems(), st.permutations(range(3)))
def test_names_and_order_of_classes_change_nothing_but_ties(problem, order):
    rules = classes_of(problem)
    kept = [n for n in order if n < len(rules)]
    turned = tuple(rules[n] for n in kept)
    other = settled(Problem(**{**_fields(problem), "groups": turned}))
    assert {r.name: r.maximum for r in classes_of(other)} == {r.name: r.maximum for r in rules}
    assert solve(other).allocation == solve(problem).allocation


def _fields(problem):
    names = ("ids", "weights", "lower", "upper", "total", "method", "place")
    return {name: getattr(problem, name) for name in names}


@given(problems())
def test_one_class_is_no_class(problem):
    members = tuple(range(len(problem.ids)))
    one = settled(Problem(**_fields(problem), groups=with_class_rules((), [("all", 1, members)])))
    none = Problem(**_fields(problem))
    assert solve(one).allocation == solve(none).allocation


def test_wrong_class_total_is_caught():
    problem = problem_of((6, 3, 3), (0, 0, 0), (9, 9, 9), 8, ((1, 1), (1, 2)))
    assert solve(problem).allocation == (4, 2, 2)
    verdict = check(problem, (5, 2, 1))
    assert not verdict.feasible
    assert verdict.faults == ("class_total[C0]: 5 outside 4..4", "class_total[C1]: 3 outside 4..4")


def test_posts_without_room_stay_with_their_class_but_under_exact():
    arguments = ((6, 3, 3), (0, 0, 0), (2, 9, 9), 8, ((1, 1), (1, 2)))
    assert solve(problem_of(*arguments)).allocation == (2, 2, 2)
    assert solve(problem_of(*arguments, place=Place.EXACT)).allocation == (2, 3, 3)


def test_at_most_keeps_each_class_within_its_number():
    problem = problem_of((4, 4, 7, 1), (0, 0, 0, 0), (9,) * 4, 5, ((1, 2), (1, 2)), place=Place.AT_MOST)
    plan = solve(problem)
    assert plan.status == "OPTIMAL"
    assert all(rule.held(plan.allocation) <= rule.maximum for rule in classes_of(problem))
    assert all(x <= top for x, top in zip(plan.allocation, problem.limits, strict=True))


def test_groups_inside_a_class_and_of_whole_classes():
    groups = (GroupBounds("inner", (1,), 3), GroupBounds("outer", (0, 1, 2), 0, 6))
    problem = problem_of((6, 3, 3, 4), (0,) * 4, (9,) * 4, 12, ((1, 1), (1, 2), (1, 1)), groups=groups)
    numbers = {rule.name: rule.maximum for rule in classes_of(problem)}
    assert numbers == {"C0": 3, "C1": 3, "C2": 6}
    assert solve(problem).allocation == (3, 3, 0, 6)


def test_a_minimum_of_whole_classes_is_kept_where_one_of_them_is_full():
    groups = (GroupBounds("outer", (0, 1), 8),)
    problem = problem_of((9, 1, 9), (0,) * 3, (4, 9, 9), 12, ((9, 1), (1, 1), (9, 1)), groups=groups)
    assert solve(problem).allocation == (4, 4, 4)


def test_contradictions_of_other_rules_leave_the_classes_loose():
    problem = problem_of((1, 1), (5, 5), (9, 9), 8, ((1, 1), (1, 1)))
    assert solve(problem).status == "INFEASIBLE"
    assert all(rule.maximum == UNLIMITED for rule in classes_of(problem))


@pytest.mark.parametrize("delta", [3, -3])
def test_increment_starts_from_staff_of_each_class(delta):
    problem = problem_of((6, 3, 3), (0, 0, 0), (9, 9, 9), 8, ((1, 1), (1, 2)))
    changed = increment_problem(problem, (5, 1, 1), delta)
    expected = {3: (5, 3, 2), -3: (2, 1, 1)}
    assert solve(changed).allocation == expected[delta]


def test_a_great_headcount_is_shared_out_from_near_its_end():
    problem = problem_of((5, 3, 2, 10), (0,) * 4, (UNLIMITED,) * 4, 2_000_001, ((5, 1), (5, 2), (10, 1)))
    posts = ladder_for(problem).allocate(problem.total).tolist()
    assert sum(posts) == problem.total
    assert check(problem, posts).optimal
    assert check(class_problem(problem), [rule.maximum for rule in classes_of(problem)]).optimal


@pytest.mark.parametrize("backend", ["ortools", "pulp"])
@pytest.mark.parametrize("method", METHODS)
def test_other_back_ends_agree(backend, method):
    problem = problem_of(
        (60, 25, 15, 33, 21, 9), (0, 1, 0, 0, 2, 0), (20,) * 6, 23, ((100, 3), (63, 3)), method
    )
    expected, found = solve(problem), solve(problem, backend=backend)
    assert (found.status, found.allocation) == ("OPTIMAL", expected.allocation)
