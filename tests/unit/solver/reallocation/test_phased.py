"""Plans in years: against going through all of them, by the exact check, and year by year where they are many."""

import itertools
import random
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from benchmarks.reallocations import reallocation
from staffing.models.base import Goal, Place
from staffing.models.plan import Status
from staffing.solver.reallocation.evaluate import faults
from staffing.solver.reallocation.problem import Category, Group, Pin, Plan, Reallocation
from staffing.solver.reallocation.proofs.enumerate_plans import best_plan
from staffing.solver.reallocation.years import phased as module
from staffing.solver.reallocation.years.phased import solve_phases
from staffing.solver.reallocation.years.phased_bound import distance_bound
from staffing.solver.reallocation.years.phases import (
    Year,
    after_departures,
    check_phases,
    distance,
    remaining,
    steps,
    year_problem,
)
from staffing.solver.reallocation.years.toward import toward

FAKES = "tests.unit.solver.reallocation.fakes_written"
SMALL = Reallocation(
    ("A", "B", "C"),
    (4, 2, 1),
    (Category("a", 6), Category("b", 4, stays=True)),
    ((1, 0), (2, 1), (3, 1)),
    station_upper=(6, 6, 6),
    place=Place.AT_MOST,
    goals=(Goal.DEVIATION, Goal.ORDER),
)
TARGET = ((4, 2), (1, 1), (1, 0))
YEARS = (
    Year("2026", ((0, 0), (0, 0), (1, 0)), (6, 3), 1, (1, 1)),
    Year("2027", ((0, 0), (0, 0), (0, 1)), (6, 3), 1, (1, None)),
)


def random_case(number):
    rng = random.Random(f"phases {number}")
    n, width, count = rng.choice(((2, 1, 2), (3, 1, 2), (2, 2, 2), (2, 1, 3)))
    in_post = tuple(tuple(rng.randint(0, 2) for _ in range(width)) for _ in range(n))
    problem = Reallocation(
        tuple(f"S{s}" for s in range(n)),
        tuple(rng.randint(1, 3) for _ in range(n)),
        tuple(Category(f"c{k}", rng.randint(1, 4), stays=rng.random() < 0.3) for k in range(width)),
        in_post,
        station_lower=tuple(rng.choice((0, 0, 0, 1)) for _ in range(n)),
        station_upper=tuple(rng.choice((2, 3, 4)) for _ in range(n)),
        groups=(Group("g", (0, 1), rng.choice((0, 1, 2)), rng.choice((None, 3))),),
        changed_limit=rng.choice((None, None, 1)),
        pins=rng.choice(((), (), (Pin(0),), (Pin(1, 0, 1),))),
        place=rng.choice((Place.AT_MOST, Place.ALL, Place.EXACT)),
        goals=(Goal.DEVIATION, Goal.ORDER),
    )
    left = [list(row) for row in in_post]
    years = []
    for t in range(count):
        gone = [[rng.choice((0, 0, 0, min(1, x))) for x in row] for row in left]
        left = [[x - d for x, d in zip(row, own, strict=True)] for row, own in zip(left, gone, strict=True)]
        caps = tuple(rng.randint(1, 4) for _ in range(width))
        joins = rng.choice((None, tuple(rng.choice((None, 0, 1)) for _ in range(width))))
        recruits = rng.choice((None, None, 0, 1, 2))
        years.append(
            Year(f"y{t}", tuple(map(tuple, gone)), caps, rng.choice((None, 0, 1, 2)), joins, recruits)
        )
    target = tuple(tuple(rng.randint(0, 3) for _ in range(width)) for _ in range(n))
    return problem, tuple(years), target


def every_way(problem, years):
    """All plans in years, year after year; what a year leaves of the ways before."""
    cells = len(problem.ids) * len(problem.categories)
    width = len(problem.categories)
    ways: list[tuple[Plan, ...]] = [()]
    for t in range(len(years)):
        if not ways:
            return t - 1, []
        following = []
        for way in ways:
            for flat in itertools.product(range(5), repeat=cells):
                plan = tuple(tuple(flat[i : i + width]) for i in range(0, cells, width))
                if sum(flat) <= 8 and keeps(problem, years, (*way, plan)):
                    following.append((*way, plan))
        ways = following
    return (None, ways) if ways else (len(years) - 1, [])


def keeps(problem, years, way):
    """Whether the last year of a way keeps its rules, from their words."""
    t = len(way) - 1
    year, plan, last = years[t], way[-1], way[-2] if t else problem.in_post
    gone = year.departures
    n, width = len(problem.ids), len(problem.categories)
    before = [[last[s][k] - gone[s][k] for k in range(width)] for s in range(n)]
    later = [[sum(y.departures[s][k] for y in years[t + 1 :]) for k in range(width)] for s in range(n)]
    heads = [sum(row) for row in plan]
    if any(not problem.station_lower[s] <= heads[s] <= problem.station_upper[s] for s in range(n)):
        return False
    group = problem.groups[0]
    if not group.minimum <= heads[0] + heads[1] <= (99 if group.maximum is None else group.maximum):
        return False
    if any(before[s][k] < 0 or plan[s][k] < later[s][k] for s in range(n) for k in range(width)):
        return False
    moved = recruits = 0
    for k in range(width):
        change = [plan[s][k] - before[s][k] for s in range(n)]
        joined, left = sum(d for d in change if d > 0), -sum(d for d in change if d < 0)
        total = sum(plan[s][k] for s in range(n))
        moved += min(joined, left)
        recruits += max(0, joined - left)
        if total > year.caps[k] or (problem.place == "exact" and total != year.caps[k]):
            return False
        if problem.categories[k].stays and left:
            return False
        if left - joined > max(0, sum(row[k] for row in before) - year.caps[k]):
            return False
        if year.joins_limit and year.joins_limit[k] is not None and joined - left > year.joins_limit[k]:
            return False
    if year.recruits_limit is not None and recruits > year.recruits_limit:
        return False
    return keeps_the_rest(problem, year, plan, before, moved)


def keeps_the_rest(problem, year, plan, before, moved):
    for pin in problem.pins:
        if pin.value is None and list(plan[pin.station]) != before[pin.station]:
            return False
        if pin.value is not None and plan[pin.station][pin.category] != pin.value:
            return False
    changed = sum(list(plan[s]) != before[s] for s in range(len(plan)))
    return (year.transfers_limit is None or moved <= year.transfers_limit) and (
        problem.changed_limit is None or changed <= problem.changed_limit
    )


def rank(problem, years, way, target):
    moved = steps(problem, years, way, target)
    values = (
        distance(way[-1], target),
        sum(sum(step.transfers) for step in moved),
        sum(distance(plan, target) for plan in way[:-1]),
    )
    return values, [-x for plan in way for row in plan for x in row]


@pytest.mark.timeout(280)
@pytest.mark.parametrize("chunk", range(6))
def test_the_way_is_the_best_of_all(chunk, pool):
    statuses = []
    for number in range(chunk * 15, chunk * 15 + 15):
        problem, years, target = random_case(number)
        failing, ways = every_way(problem, years)
        found = solve_phases(problem, years, target=target, workers=pool)
        statuses.append(found.status)
        if not ways:
            assert (found.status, found.failing) == (Status.INFEASIBLE, years[failing].label), number
            assert found.conflict is not None
            assert found.conflict.minimal
            continue
        best = min(ways, key=lambda way: rank(problem, years, way, target))
        assert found.status is Status.OPTIMAL, number
        assert tuple(step.plan for step in found.steps) == best, number
        assert found.values == rank(problem, years, best, target)[0]
        assert found.unique
        assert distance_bound(problem, years, target) <= found.values[0] == found.bound
        for way in random.Random(number).sample(ways, min(5, len(ways))):
            assert not check_phases(problem, years, way)
    assert {Status.OPTIMAL, Status.INFEASIBLE} == set(statuses)


def test_the_check_sees_what_breaks_a_rule():
    seen = set()
    for number in range(60):
        problem, years, _ = random_case(number)
        rng = random.Random(number)
        for _ in range(40):
            way = tuple(
                tuple(tuple(max(0, c + rng.choice((-1, 0, 0, 1))) for c in row) for row in problem.in_post)
                for _ in years
            )
            wrong = check_phases(problem, years, way)
            assert bool(wrong) != all(keeps(problem, years, way[: t + 1]) for t in range(len(years)))
            seen |= {fault.rule.partition("[")[0] for fault in wrong}
    assert seen >= {
        "cap", "departures", "established_stay", "group_bounds", "joins_limit", "leavers", "pin", "station_bounds",
        "stations_changed", "transfers",
    }  # fmt: skip


def test_figures_of_each_year(pool):
    found = solve_phases(SMALL, YEARS, target=TARGET, workers=pool)
    assert found.status is Status.OPTIMAL
    first, second = found.steps
    assert first.before == ((1, 0), (2, 1), (2, 1))
    assert all(sum(step.transfers) <= 1 for step in found.steps)
    assert all(step.recruits[0] <= 1 for step in found.steps)
    assert [step.dismissals[1] for step in found.steps] == [0, 0]
    assert found.values == (
        second.distance,
        sum(map(sum, (s.transfers for s in found.steps))),
        first.distance,
    )
    # What came before, less who went, more who joined, less who left.
    for step, year, last in zip(found.steps, YEARS, (SMALL.in_post, first.plan), strict=True):
        for k in range(2):
            gone = sum(row[k] for row in year.departures)
            total = sum(row[k] for row in last) - gone + step.recruits[k] - step.dismissals[k]
            assert total == sum(row[k] for row in step.plan)


def test_nobody_leaves_in_one_year_to_be_recruited_in_the_next(pool):
    problem = replace(SMALL, categories=(Category("a", 6),), in_post=((1,), (2,), (3,)), station_upper=())
    years = (Year("2026", caps=(6,), transfers_limit=0), Year("2027", caps=(6,), transfers_limit=0))
    found = solve_phases(problem, years, target=((3,), (2,), (1,)), workers=pool)
    assert (found.status, [step.plan for step in found.steps]) == (Status.OPTIMAL, [problem.in_post] * 2)
    around = check_phases(problem, years, (((1,), (2,), (1,)), ((3,), (2,), (1,))))
    assert [(fault.year, fault.rule, fault.text) for fault in around] == [
        ("2026", "leavers[a]", "2 outside 0..0")
    ]
    # Heads above the cap go, and no more than those.
    lower = (replace(years[0], caps=(5,)), years[1])
    found = solve_phases(problem, lower, target=((1,), (2,), (1,)), workers=pool)
    assert [step.dismissals for step in found.steps] == [(1,), (0,)]
    # A station's bound that asks for more to go contradicts it, by name.
    tight = replace(problem, station_upper=(1, 2, 2))
    found = solve_phases(tight, years[:1], workers=pool)
    assert (found.status, found.failing) == (Status.INFEASIBLE, "2026")
    assert "group_bounds[leavers a]" in found.conflict.rules


def test_the_target_by_default_is_the_last_years_best_plan(pool):
    found = solve_phases(SMALL, YEARS, workers=pool)
    assert found.status is Status.OPTIMAL
    last = replace(
        SMALL,
        in_post=((1, 0), (2, 1), (2, 0)),
        categories=tuple(replace(c, cap=cap) for c, cap in zip(SMALL.categories, (6, 3), strict=True)),
    )
    assert found.target == best_plan(last)


def test_more_departures_than_staff_are_refused_with_their_place():
    gone = (Year("2026", ((0, 0), (2, 0), (0, 0))), Year("2027", ((0, 0), (1, 0), (0, 0))))
    with pytest.raises(ValueError, match="year 2027: departures at B of a exceed the 2 in post"):
        solve_phases(SMALL, gone)


@pytest.mark.parametrize(
    ("years", "words"),
    [
        ((), "at least one"),
        ((Year("a"), Year("a")), "label of its own"),
        ((Year("a", ((0, 0),)),), "year a: departures: not 3 rows of 2"),
        ((Year("a", ((0, 0), (0, -1), (0, 0))),), "no whole number"),
        ((Year("a", caps=(1,)),), "another number of categories"),
        ((Year("a", transfers_limit=-1),), "below 0"),
    ],
)
def test_years_that_do_not_fit_are_refused(years, words):
    with pytest.raises(ValueError, match=words):
        solve_phases(SMALL, years)


def test_the_first_year_that_cannot_be_kept_is_named(pool):
    years = (*YEARS, Year("2028", caps=(6, 0)))
    found = solve_phases(SMALL, years, target=TARGET, workers=pool)
    assert (found.status, found.failing) == (Status.INFEASIBLE, "2028")
    assert [step.label for step in found.steps] == ["2026", "2027"]
    assert found.conflict.rules == ("cap[b]", "established_stay[b]")
    tight = (Year("2026", caps=(6, 1)), Year("2027"))
    found = solve_phases(SMALL, tight, target=TARGET, workers=pool)
    assert (found.status, found.failing) == (Status.INFEASIBLE, "2026")
    assert found.conflict.rules == ("cap[b]", "established_stay[b]")


@pytest.mark.parametrize(("fake", "status"), [("no_other", Status.UNVERIFIED), ("fails", Status.NO_SOLUTION)])
def test_a_wrong_solver_proves_nothing(fake, status, pool, monkeypatch):
    monkeypatch.setattr(module, "CP_SAT", f"{FAKES}:{fake}")
    found = solve_phases(SMALL, YEARS, target=TARGET, workers=pool)
    # The simple steps are a plan without any solver; how far it is from the best nobody has shown.
    assert (found.status, len(found.steps), found.failing) == (Status.FEASIBLE, 2, None)
    monkeypatch.setattr(module, "toward", lambda *_: None)
    found = solve_phases(SMALL, YEARS, target=TARGET, workers=pool)
    assert (found.status, found.steps, found.failing) == (status, (), None)


def test_many_stations_year_by_year(pool):
    problem = replace(reallocation(300, limits=False), goals=(Goal.DEVIATION,), place=Place.AT_MOST)
    rng = random.Random(5)
    gone = tuple(tuple(int(x > 1 and rng.random() < 0.1) for x in row) for row in problem.in_post)
    years = tuple(Year(f"{2026 + t}", gone if t == 0 else (), None, 60, (40,) * 4) for t in range(4))
    target = tuple(
        tuple(max(low, min(high, x + rng.choice((-1, 0, 1)))) for x, low, high in zip(*rows, strict=True))
        for rows in zip(problem.in_post, problem.lower, problem.upper, strict=True)
    )
    started = time.monotonic()
    found = solve_phases(problem, years, target=target, time_limit_s=12, workers=pool)
    assert time.monotonic() - started < 40
    assert found.status is Status.FEASIBLE
    assert not check_phases(problem, years, [step.plan for step in found.steps])
    now = distance(problem.in_post, target)
    assert found.bound <= found.values[0] < now
    distances = [step.distance for step in found.steps]
    assert distances == sorted(distances, reverse=True)


def test_simple_steps_keep_the_rules_and_lead_nearer():
    nearer = 0
    for number in range(300):
        problem, years, target = random_case(number)
        before = after_departures(problem, years[0], problem.in_post)
        alone = year_problem(problem, years[0], before, remaining(problem, years, 0))
        plan = toward(alone, target)
        assert (plan is None) == bool(faults(alone, before))
        if plan is not None:
            assert not faults(alone, plan)
            assert distance(plan, target) <= distance(before, target)
            nearer += distance(plan, target) < distance(before, target)
    assert nearer > 20


def test_5000_stations_have_a_plan_in_years(pool):
    problem = replace(reallocation(5000, limits=False), goals=(Goal.DEVIATION,), place=Place.AT_MOST)
    rng = random.Random(7)
    years = tuple(Year(f"{2026 + t}", (), None, 800, (400,) * 4) for t in range(3))
    target = tuple(
        tuple(max(low, min(high, x + rng.choice((-1, 0, 1)))) for x, low, high in zip(*rows, strict=True))
        for rows in zip(problem.in_post, problem.lower, problem.upper, strict=True)
    )
    started = time.monotonic()
    found = solve_phases(problem, years, target=target, time_limit_s=30, workers=pool)
    assert time.monotonic() - started < 30
    assert found.status is Status.FEASIBLE
    assert len(found.steps) == 3
    assert found.bound <= found.values[0] < distance(problem.in_post, target) - 2000


def test_the_main_process_loads_no_solver():
    code = (
        "import sys, staffing.solver.reallocation.years.phased\n"
        "print([name for name in ('highspy', 'ortools', 'pulp') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
