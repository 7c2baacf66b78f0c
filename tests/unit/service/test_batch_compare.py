"""Scenarios side by side, and in bulk."""

import json
from dataclasses import replace

import pytest

from staffing.models.plan import Status
from staffing.service import batch, compare, compare_methods, compare_normalisations
from staffing.service.batching import jobs_of
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
    assert answer.stations[0].allocations == (1, None)


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
