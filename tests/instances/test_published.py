"""Published and enumerated allocations, each with its source in the JSON file beside this one."""

import json
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from staffing import service
from staffing.models.base import Method, Normalisation, Place
from staffing.models.plan import Plan, Status
from staffing.models.scenario import Scenario
from staffing.models.station import Station
from staffing.models.workload import Driver
from staffing.quantify.demand import quantify
from staffing.solver.problem import UNLIMITED, GroupBounds, Problem, formulate
from staffing.solver.solve import solve
from staffing.solver.verify import is_feasible

HERE = Path(__file__).parent


def facts(name: str) -> Any:
    return json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))


APPORTIONMENT, BOUNDED, DRIVERS = (
    facts("apportionment"),
    facts("bounded_allocation"),
    facts("weighted_drivers"),
)


def free_problem(weights: list[int], posts: int, method: str) -> Problem:
    n = len(weights)
    ids = tuple(f"S{s:02}" for s in range(n))
    return Problem(ids, tuple(weights), (0,) * n, (UNLIMITED,) * n, posts, method)


def counted_scenario(counts: dict[str, int], posts: int, method: str, *, minimum: int = 0) -> Scenario:
    ids = [f"S{s:02}" for s in range(len(counts))]
    values = {s: Decimal(count) for s, count in zip(ids, counts.values(), strict=True)}
    return Scenario(
        name="published",
        stations=tuple(
            Station(id=s, name=name, minimum=minimum) for s, name in zip(ids, counts, strict=True)
        ),
        drivers=(Driver(name="population", weight=Decimal(1), values=values),),
        cap=posts,
        method=Method(method),
    )


def posts_by_name(scenario: Scenario) -> dict[str, int | None]:
    answer = service.run(scenario)
    assert answer.status is Status.OPTIMAL
    return {row.name: row.allocation for row in answer.stations}


# -- without bounds ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("case", "method"),
    [
        pytest.param(case, method, id=f"{case['id']}-{method}")
        for case in APPORTIONMENT["allocations"]
        for method in case["by_method"]
    ],
)
def test_allocation(case, method):
    plan = solve(free_problem(case["weights"], case["posts"], method))
    assert plan.allocation == tuple(case["by_method"][method])
    assert plan.status is Status.OPTIMAL


def test_every_method_is_covered():
    assert {method for case in APPORTIONMENT["allocations"] for method in case["by_method"]} == set(Method)


@pytest.mark.parametrize(
    ("case", "side", "method"),
    [
        pytest.param(case, side, method, id=f"{case['id']}-{side}-{method}")
        for case in APPORTIONMENT["paradoxes"]
        for side in ("before", "after")
        for method in ("hamilton", "webster")
        if method in case[side]
    ],
)
def test_paradox(case, side, method):
    given = case[side]
    assert posts_by_name(counted_scenario(given["weights"], given["posts"], method)) == given[method]


# -- 1880: Alabama loses a seat when the House grows by one --------------------------------------------------


def census(method: str, seats: int, minimum: int = APPORTIONMENT["alabama_1880"]["minimum"]) -> Scenario:
    return counted_scenario(APPORTIONMENT["alabama_1880"]["populations"], seats, method, minimum=minimum)


def test_alabama_figures_agree_with_what_is_printed():
    given = APPORTIONMENT["alabama_1880"]
    assert sum(given["populations"].values()) == given["total"]
    for seats, printed in given["quotas"].items():
        quotas = {
            row.name: round(row.quota, 3) for row in service.run(census("hamilton", int(seats))).stations
        }
        assert {state: quotas[state] for state in printed} == printed


@pytest.mark.parametrize("seats", ["299", "300"])
def test_alabama_seats(seats):
    printed = APPORTIONMENT["alabama_1880"]["seats"][seats]
    found = posts_by_name(census("hamilton", int(seats)))
    assert {state: found[state] for state in printed} == printed


def test_alabama_what_if_warns():
    scenario = census("hamilton", 299)
    alabama = next(station.id for station in scenario.stations if station.name == "Alabama")
    answer = service.what_if(scenario, 1, lang="en")
    assert answer.before is not None
    assert answer.after is not None
    assert {s for s in answer.before if answer.after[s] < answer.before[s]} == {alabama}
    warnings = {warning.code: warning.message for warning in answer.warnings}
    assert "Alabama" in warnings["W_PARADOX"]


def test_alabama_appears_only_with_the_minimum():
    before, after = (posts_by_name(census("hamilton", seats, minimum=0)) for seats in (299, 300))
    assert before["Alabama"] == after["Alabama"]


@pytest.mark.parametrize("method", [method.value for method in Method if method is not Method.HAMILTON])
def test_no_divisor_method_takes_a_seat_back(method):
    plans = [
        solve(formulate(s, quantify(s))).allocation for s in (census(method, n) for n in range(290, 311))
    ]
    for smaller, larger in pairwise(plans):
        assert smaller is not None
        assert larger is not None
        assert sorted(y - x for x, y in zip(smaller, larger, strict=True)) == [0] * 37 + [1]


# -- bounds and a group maximum ------------------------------------------------------------------------------


def bounded_problem(case: dict[str, Any], method: str) -> Problem:
    return Problem(
        ids=tuple(f"S{s}" for s in range(len(case["weights"]))),
        weights=tuple(case["weights"]),
        lower=tuple(case["lower"]),
        upper=tuple(case["upper"]),
        total=case["posts"],
        method=method,
        place=Place.EXACT,
        groups=(GroupBounds("G", tuple(case["group"]), maximum=case["group_maximum"]),),
    )


def published_objective(method: str, problem: Problem, plan: Plan) -> Fraction:
    """Turn the objective of ``docs/model.md`` into the file's: sum (x - q)^2 / w, or sum w^2 / x."""
    assert plan.objective is not None
    whole = problem.weight_sum
    if method == "webster":
        return (2 * plan.objective - problem.total**2) / whole
    return plan.objective * whole * whole


@pytest.mark.parametrize("case", BOUNDED["cases"], ids=lambda case: case["id"])
def test_feasibility(case):
    problem = bounded_problem(case, "webster")
    assert is_feasible(problem) is case["feasible"]
    assert solve(problem).status is (Status.OPTIMAL if case["feasible"] else Status.INFEASIBLE)


@pytest.mark.parametrize(
    ("case", "method"),
    [
        pytest.param(case, method, id=f"{case['id']}-{method}")
        for case in BOUNDED["cases"]
        for method in ("webster", "huntington_hill", "adams")
        if method in case
    ],
)
def test_bounded_optimum(case, method):
    problem, given = bounded_problem(case, method), case[method]
    plan = solve(problem)
    assert plan.status is Status.OPTIMAL
    assert plan.allocation is not None
    assert list(plan.allocation) in given["optima"]
    if "least" in given:
        assert published_objective(method, problem, plan) == Fraction(given["least"])


# -- weighted drivers, three readings ------------------------------------------------------------------------


def weighted_scenario(normalisation: str, method: str = "webster") -> Scenario:
    counts = DRIVERS["counts"]
    return Scenario(
        name="weighted drivers",
        stations=tuple(Station(id=s, name=s, minimum=DRIVERS["minimum"]) for s in counts),
        drivers=tuple(
            Driver(name=k, weight=Decimal(w) / 100, values={s: Decimal(row[k]) for s, row in counts.items()})
            for k, w in DRIVERS["weights_percent"].items()
        ),
        cap=DRIVERS["posts"],
        method=Method(method),
        normalisation=Normalisation(normalisation),
    )


def index_by_definition(normalisation: str) -> list[Fraction]:
    """Return the index, written a second time from its definition."""
    counts = DRIVERS["counts"]
    total = [Fraction(0)] * len(counts)
    for k, weight in DRIVERS["weights_percent"].items():
        column = [row[k] for row in counts.values()]
        low = min(column) if normalisation == "min_max" else 0
        over = {"share": sum(column), "max": max(column), "min_max": max(column) - low}[normalisation]
        total = [t + Fraction(weight * (x - low), over) for t, x in zip(total, column, strict=True)]
    return [t / sum(total) for t in total]


@pytest.mark.parametrize("normalisation", DRIVERS["readings"])
def test_index(normalisation):
    index = quantify(weighted_scenario(normalisation)).index
    assert list(index) == index_by_definition(normalisation)
    assert [round(float(100 * p), 4) for p in index] == DRIVERS["readings"][normalisation]["index_percent"]
    exact = DRIVERS["index_exact"].get(normalisation)
    assert exact is None or list(index) == [Fraction(p) for p in exact.values()]


@pytest.mark.parametrize(
    ("normalisation", "method"),
    [(n, m) for n, reading in DRIVERS["readings"].items() for m in reading["allocations"]],
)
def test_weighted_allocation(normalisation, method):
    answer = service.run(weighted_scenario(normalisation, method))
    expected = DRIVERS["readings"][normalisation]["allocations"][method]
    assert [row.allocation for row in answer.stations] == expected
