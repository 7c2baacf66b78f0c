"""Runs in which task ledger and drivers both count: recomputed, and what is said of near misses."""

import json
from decimal import Decimal
from fractions import Fraction

import pytest

from staffing.analysis.near_misses import change_for_a_post
from staffing.models.base import Normalisation
from staffing.models.tasks import Measure
from staffing.models.work import Pressure
from staffing.quantify.demand import quantify
from staffing.service import demand, open_scenario, run, verify
from staffing.service.opening import Opened
from staffing.service.storing import SEAL, result_text, seal, write_result
from staffing.solver.ladder import ladder_for
from staffing.solver.problem import formulate
from tests.unit.builders_work import standards, tasks, worked


@pytest.fixture(scope="module")
def full():
    return worked(**standards())


# -- the figures ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "hours"),
    [
        ({}, 12 * 600),  # the ledger is all the work; counts are not added to it
        ({"tasks": None}, 3600 * 2 + 900 * Fraction(3, 2)),
    ],
)
def test_required_posts_by_hand(full, changes, hours):
    # A post works (248-10-8) x 8 h; everybody's allowance is a tenth; two people spend 92 h each on reports.
    first = run(full.model_copy(update=changes)).work.stations[0].requirement
    assert (first.available_hours, first.hours) == (1840, hours)
    required = Fraction(hours) / 1840 / (1 - Fraction(1, 10)) + Fraction(2 * 92, 1840)
    assert first.required == pytest.approx(float(required), rel=1e-15)
    assert first.ratio == pytest.approx(float(9 / required), rel=1e-15)
    assert first.difference == pytest.approx(float(9 - required), rel=1e-14)


def test_the_headcount_is_set_against_all_required_posts(full):
    work = run(full).work
    required = [row.requirement.required for row in work.stations]
    posts = [row.requirement.posts for row in work.stations]
    assert work.total.required == pytest.approx(sum(required))
    assert work.total.required_posts == sum(posts)
    assert work.total.quota == 24
    assert work.total.in_post == 24
    assert work.total.balance == pytest.approx(24 - work.total.required)
    assert work.total.ratio == pytest.approx(24 / work.total.required)


def test_balances_of_classes_sum_to_that_of_all(full):
    halves = tuple(
        station.model_copy(update={"class_": "城区" if n < 2 else "乡镇"})
        for n, station in enumerate(full.stations)
    )
    work = run(full.model_copy(update={"stations": halves})).work
    assert [one.name for one in work.classes] == ["城区", "乡镇"]
    for field in ("quota", "required", "required_posts", "in_post", "balance"):
        assert sum(getattr(one, field) for one in work.classes) == pytest.approx(getattr(work.total, field))


@pytest.mark.parametrize("measure", list(Measure))
def test_disagreement_is_between_the_two_alone(measure):
    given = worked(tasks=tasks([600, 500, 310, 1210], [9, 31, 7, 8], "0.4", measure=measure))
    work = run(given).work
    amounts = [600, 500, 310, 1210] if measure is Measure.HOURS else [9, 31, 7, 8]
    for n, row in enumerate(work.stations):
        by_drivers = sum(
            Fraction(d.weight) * Fraction(d.values[row.id]) / Fraction(sum(d.values.values()))
            for d in given.drivers
        )
        assert row.driver_quota == pytest.approx(float(24 * by_drivers), rel=1e-14)
        assert row.task_quota == pytest.approx(24 * amounts[n] / sum(amounts), rel=1e-14)
        assert row.apart == pytest.approx(row.task_quota - row.driver_quota)
    apart = [row.apart for row in work.stations]
    assert sum(apart) == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(
    ("in_post", "pressure"), [(3, "severe"), (8, "high"), (9, "balanced"), (10, "low"), (12, "slack")]
)
def test_pressure_follows_the_ratio(full, in_post, pressure):
    # S4: 12 x 1210 h / 1840 h / 0.9 + 0.1 = 8.868 posts.
    held = (*full.stations[:3], full.stations[3].model_copy(update={"in_post": in_post}))
    row = run(full.model_copy(update={"stations": held})).work.stations[3].requirement
    assert row.required == pytest.approx(8.868, abs=1e-3)
    assert row.pressure is Pressure(pressure)


def test_staff_in_post_unknown_leaves_ratio_and_pressure_open(full):
    unknown = tuple(station.model_copy(update={"in_post": None}) for station in full.stations)
    work = run(full.model_copy(update={"stations": unknown})).work
    assert work.total.required > 0
    assert (work.total.in_post, work.total.ratio, work.total.pressure) == (None, None, None)
    assert {row.requirement.ratio for row in work.stations} == {None}


def test_demand_tells_the_same_as_the_run(full):
    answer, plan = demand(full), run(full)
    assert answer.work == plan.work
    assert [row.quota for row in answer.stations] == [row.quota for row in plan.stations]
    assert [row.contributions for row in answer.stations] == [row.contributions for row in plan.stations]


@pytest.mark.parametrize("normalisation", list(Normalisation))
@pytest.mark.parametrize("blend", ["0", "0.4", "1"])
def test_parts_sum_to_the_index(normalisation, blend):
    plan = run(worked(blend, normalisation=normalisation, **standards()))
    for row in plan.stations:
        assert sum(row.contributions.values()) == pytest.approx(row.index, rel=1e-14)
        assert set(row.contributions) == {driver.name for driver in plan.drivers} == set(row.values)
    assert sum(driver.weight for driver in plan.drivers) == pytest.approx(1, rel=1e-15)


# -- recomputed ----------------------------------------------------------------------------------------------


def _leaves(value, path=()):
    inner = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    )
    if inner is None:
        yield path, value
    else:
        for key, below in inner:
            yield from _leaves(below, (*path, key))


def test_every_figure_of_quantified_work_is_recomputed(full, tmp_path):
    path = write_result(run(full), tmp_path / "result.json")
    assert verify(path, full).verified
    document = json.loads(path.read_text())
    figures = [leaf for leaf, value in _leaves(document["work"]) if isinstance(value, int | float | str)]
    assert len(figures) > 150
    for figure in figures:
        forged = json.loads(path.read_text())
        place = forged["work"]
        for step in figure[:-1]:
            place = place[step]
        old = place[figure[-1]]
        place[figure[-1]] = {"severe": "high"}.get(old, "severe") if figure[-1] == "pressure" else (
            f"{old}1" if isinstance(old, str) else old + 1 if isinstance(old, int) else old * 1.0000001 + 1e-9
        )  # fmt: skip
        forged[SEAL] = seal(forged)  # a careful forger seals again
        target = tmp_path / "forged.json"
        target.write_text(result_text(forged))
        assert not verify(target, full).verified, figure


@pytest.mark.parametrize("normalisation", list(Normalisation))
def test_the_order_of_the_stations_does_not_matter(normalisation, tmp_path):
    given = worked(normalisation=normalisation, **standards())
    path = write_result(run(given), tmp_path / "result.json")
    halves = tuple(s.model_copy(update={"class_": "甲"}) for s in given.stations[:2]) + given.stations[2:]
    classed = given.model_copy(update={"stations": halves})
    for scenario, stored in (
        (given, path),
        (classed, write_result(run(classed), tmp_path / "classed.json")),
    ):
        turned = scenario.model_copy(update={"stations": scenario.stations[::-1]})
        answer = verify(stored, Opened(turned, ()))
        assert answer.verified, answer.issues


def test_a_changed_ledger_is_another_scenario(full, tmp_path):
    path = write_result(run(full), tmp_path / "result.json")
    other = full.model_copy(update={"tasks": tasks([600, 500, 310, 1211], [9, 31, 7, 8], "0.4")})
    answer = verify(path, other)
    assert not answer.verified
    assert answer.issues[0].where == "input_sha256"


# -- near misses ---------------------------------------------------------------------------------------------


def _posts(scenario):
    problem = formulate(scenario, quantify(scenario))
    ladder = ladder_for(problem)
    return problem, [int(x) for x in ladder.allocate(min(problem.total, ladder.capacity))]


def _with_count(scenario, driver, station, count):
    drivers = tuple(
        d.model_copy(update={"values": {**d.values, station: Decimal(count)}}) if d.name == driver else d
        for d in scenario.drivers
    )
    return scenario.model_copy(update={"drivers": drivers})


@pytest.mark.parametrize("normalisation", list(Normalisation))
@pytest.mark.parametrize("blend", ["0", "0.4", "0.9"])
@pytest.mark.parametrize("sign", [1, -1])
def test_a_near_miss_is_the_least_change_that_moves_a_post(normalisation, blend, sign):
    given = worked(blend, normalisation=normalisation, **standards())
    problem, posts = _posts(given)
    for s, station in enumerate(given.stations):
        found = change_for_a_post(given, problem, "投诉", s, posts, sign)
        count = int(given.drivers[0].values[station.id])

        def moved(change, s=s, station=station, count=count):
            after = _posts(_with_count(given, "投诉", station.id, count + sign * change))[1][s]
            return after > posts[s] if sign > 0 else after < posts[s]

        if found is None:
            assert not moved(3 * count + 1 if sign > 0 else count)
        else:
            assert moved(abs(found))
            assert not moved(abs(found) - 1)


def test_where_the_ledger_alone_counts_no_count_moves_a_post():
    given = worked("1")
    problem, posts = _posts(given)
    assert [
        change_for_a_post(given, problem, "投诉", s, posts, sign) for s in range(4) for sign in (1, -1)
    ] == [None] * 8


def test_the_ledger_at_nought_changes_no_plan():
    without = open_scenario(worked("0").model_copy(update={"tasks": None}))
    assert [row.allocation for row in run(without).stations] == [
        row.allocation for row in run(worked("0")).stations
    ]
