"""Scenarios side by side, and in bulk."""

import json
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from staffing.models.plan import Status
from staffing.service import (
    appraise,
    batch,
    compare,
    compare_methods,
    compare_normalisations,
    open_scenario,
    run,
    what_if,
)
from staffing.service.batching import jobs_of
from staffing.service.comparing import side_by_side
from staffing.service.storing import read_result
from tests.unit.builders_scenario import scenario


def test_methods_put_the_scenarios_own_first(scenarios):
    answer = compare_methods(scenarios / "qingxiu")
    assert [column.name for column in answer.scenarios] == [
        "webster",
        "adams",
        "dean",
        "huntington_hill",
        "jefferson",
        "hamilton",
    ]
    assert [column.changed for column in answer.scenarios] == [0, 2, 0, 0, 0, 0]
    assert [row.id for row in answer.stations if row.differs] == ["S01", "S11"]


def test_normalisations_are_all_shown(scenarios):
    answer = compare_normalisations(scenarios / "qingxiu")
    assert [column.normalisation for column in answer.scenarios] == ["share", "max", "min_max"]


def test_a_refused_scenario_takes_its_column_and_no_other(scenarios):
    answer = compare([scenarios / "qingxiu", scenarios / "nowhere"])
    assert [column.status for column in answer.scenarios] == [Status.OPTIMAL, Status.INVALID]
    assert answer.scenarios[1].issues
    assert answer.status is Status.INVALID


def test_scenarios_without_common_stations_have_no_difference_to_count():
    a = scenario([1, 2], 4)
    b = a.model_copy(
        update={
            "stations": tuple(s.model_copy(update={"id": f"T{s.id}"}) for s in a.stations),
            "drivers": tuple(
                d.model_copy(update={"values": {f"T{k}": v for k, v in d.values.items()}}) for d in a.drivers
            ),
        }
    )
    answer = compare([a, b], names=["a", "b"])
    assert answer.scenarios[1].changed is None
    assert [(row.id, row.allocations) for row in answer.stations] == [("S1", (1, None)), ("S2", (3, None))]


def test_staff_in_post_and_rows_are_those_of_scenarios_that_can_be_compared(scenarios):
    alone = compare([scenarios / "qingxiu"])
    answer = compare([scenarios / "qingxiu", scenarios / "classes2"])
    assert answer.in_post == alone.in_post
    assert [row.id for row in answer.stations] == [row.id for row in alone.stations]
    assert answer.scenarios[1].allocated == 60


def test_a_station_that_only_one_of_two_scenarios_has_differs():
    a, b = scenario([1, 2], 4), scenario([1, 2, 1], 4)
    assert {row.id: row.differs for row in compare([b, a], names=["b", "a"]).stations}["S3"]
    assert {row.id: row.differs for row in compare([a, b], names=["a", "b"]).stations}["S3"]


def test_columns_are_measured_by_the_demand_of_the_first(scenarios):
    opened = open_scenario(scenarios / "qingxiu")
    base: Any = run(opened)
    other: Any = run(opened, normalisation="max", method="adams")
    found: Any = side_by_side([("a", base), ("b", other)])
    index = {row.id: Fraction(row.index) for row in base.stations}
    for column, answer in zip(found.scenarios, (base, other), strict=True):
        loads = [index[row.id] / row.allocation for row in answer.stations]
        assert column.ratio == pytest.approx(float(max(loads) / min(loads)))
        quotas = {s: x * answer.allocated / sum(index.values()) for s, x in index.items()}
        cost = sum((row.allocation - quotas[row.id]) ** 2 / quotas[row.id] for row in answer.stations)
        assert column.imbalance == pytest.approx(float(cost))
        assert column.transfers == sum(move.count for move in answer.transfers)
    assert found.scenarios[0].imbalance < found.scenarios[1].imbalance
    assert found.in_post.posts == 96
    assert found.in_post.ratio == pytest.approx(2.41, abs=0.01)


def test_a_plan_made_by_hand_and_a_what_if_are_columns(scenarios):
    opened = open_scenario(scenarios / "qingxiu")
    base = run(opened)
    hand = appraise(opened, base, {"S06": "14"})
    broken = appraise(opened, base, {"S06": "17", "S01": "9"})
    asked = what_if(opened, -4, mode="increment")
    found: Any = side_by_side([("base", base), ("hand", hand), ("broken", broken), ("asked", asked)])
    columns = found.scenarios
    assert [column.by_hand for column in columns] == [False, True, True, False]
    assert [column.status for column in columns[1:3]] == [Status.FEASIBLE, Status.INVALID]
    assert [rule.rule for rule in columns[2].broken] == ["station_bounds[S06]"]
    assert (columns[1].allocated, columns[1].changed, columns[3].allocated) == (95, 1, 92)
    assert columns[3].transfers == 0
    assert columns[3].allocation == asked.after


def test_without_a_plan_there_is_nothing_to_measure(scenarios):
    found = compare_normalisations(scenarios / "qingxiu").scenarios[0]
    opened = open_scenario(scenarios / "qingxiu")
    refused = side_by_side([("none", run(opened, cap=60)), ("base", run(opened))])
    assert refused.scenarios[0].ratio is None
    assert (refused.scenarios[1].ratio, refused.scenarios[1].changed) == (found.ratio, None)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_batch_writes_each_result_and_the_same_whatever_the_workers(scenarios, tmp_path, workers):
    seen = []
    answer = batch(
        [scenarios], tmp_path, workers=workers, progress=lambda done, n, total: seen.append((n, total))
    )
    jobs = jobs_of([scenarios])
    assert seen == [(n, len(jobs)) for n in range(1, len(jobs) + 1)]
    assert {path.stem for path in tmp_path.glob("*.json")} == {job.name for job in jobs}
    assert [column.name for column in answer.scenarios] == [job.name for job in jobs]
    assert answer.status is Status.OPTIMAL
    cut = next(column for column in answer.scenarios if column.name == "qingxiu--减4")
    assert cut.cap == 92


def test_resume_keeps_what_stands_and_redoes_what_does_not(scenarios, tmp_path):
    source = [scenarios / "qingxiu"]
    batch(source, tmp_path)
    first = tmp_path / "qingxiu.json"
    tampered = tmp_path / "qingxiu--减4.json"
    document = json.loads(tampered.read_text())
    document["stations"][0]["allocation"] += 1
    tampered.write_text(json.dumps(document))
    stamp = first.stat().st_mtime_ns
    kept = {}
    batch(
        source, tmp_path, resume=True, progress=lambda done, n, total: kept.update({done.job.name: done.kept})
    )
    assert kept["qingxiu"]
    assert first.stat().st_mtime_ns == stamp
    assert not kept["qingxiu--减4"]
    assert read_result(tampered).run.stations[0].allocation != document["stations"][0]["allocation"]
    assert sum(kept.values()) == len(kept) - 1


def test_names_of_results_are_distinct_and_safe(scenarios, tmp_path):
    jobs = jobs_of([scenarios / "qingxiu", scenarios / "qingxiu" / "scenario.yaml"])
    names = [job.name for job in jobs]
    assert len(set(names)) == len(names)
    assert all("/" not in name and not name.startswith(".") for name in names)
    assert replace(jobs[0], name="x").path == jobs[0].path
