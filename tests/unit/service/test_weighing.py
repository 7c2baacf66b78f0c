"""Weights compared: what each method gives or why not, how the plan would differ, and that nothing is applied."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from staffing import service
from staffing.errors import UsageError
from staffing.io.scenario_file import load, load_mapping
from staffing.models.plan import Status
from staffing.models.weights import WeightMethod
from staffing.report.terminal_weights import weight_lines

ROOT = Path(__file__).resolve().parents[3]
STATIONS: list[dict[str, Any]] = [
    {"id": "S1", "name": "东", "in_post": 8, "投诉": 120, "主体": 2600, "学校": 9},
    {"id": "S2", "name": "西", "in_post": 9, "投诉": 80, "主体": 1900, "学校": 14},
    {"id": "S3", "name": "南", "in_post": 11, "投诉": 50, "主体": 400, "学校": 3},
    {"id": "S4", "name": "北", "in_post": 7, "投诉": 61, "主体": 900, "学校": 12},
]
WEIGHTS = {"投诉": 0.5, "主体": 0.3, "学校": 0.2}
JUDGED = [
    {"first": "投诉", "second": "主体", "value": 3, "expert": "甲"},
    {"first": "主体", "second": "学校", "value": 3, "expert": "甲"},
    {"first": "学校", "second": "投诉", "value": "1/2", "expert": "甲"},
]


def body(**changes):
    return {"schema": 1, "cap": 40, "weights": WEIGHTS, "stations": STATIONS, **changes}


def weighed(**changes):
    return service.weigh(load_mapping(body(**changes), name="four"), lang="en")


def by(answer, method):
    return next(one for one in answer.tables[0].methods if one.method is WeightMethod(method))


def codes(answer):
    return [issue.code for issue in answer.warnings]


def test_every_method_sums_to_one():
    answer = weighed(judgements=JUDGED)
    assert [one.method.value for one in answer.tables[0].methods] == [
        "now",
        "ahp",
        "entropy",
        "critic",
        "nnls",
        "equal",
    ]
    for one in answer.tables[0].methods:
        assert round(sum(one.weights.values()), 9) == 1
    assert by(answer, "now").weights == WEIGHTS
    assert answer.status is Status.OPTIMAL


def test_the_plans_are_those_of_a_scenario_with_these_weights():
    answer = weighed(judgements=JUDGED)
    now = service.run(load_mapping(body(), name="four"))
    before = {row.id: row.allocation for row in now.stations}
    told = YAML(typ="safe").load(answer.variants)["variants"]
    assert len(told) >= 3
    for name, change in told.items():
        run = service.run(load_mapping(body(**change), name="four"))
        changes = {row.id: (row.allocation or 0) - (before[row.id] or 0) for row in run.stations}
        plan = next(plan for plan in answer.plans if f"weights_{plan.method}" == name)
        assert plan.changes == {station: change for station, change in changes.items() if change}
        assert plan.moved == sum(change for change in changes.values() if change > 0)


def test_why_a_method_gives_none():
    without = [{key: value for key, value in row.items() if key != "in_post"} for row in STATIONS]
    answer = weighed(stations=without)
    assert by(answer, "ahp").weights is None
    assert "判断矩阵" in by(answer, "ahp").reason
    assert "in post" in by(answer, "nnls").reason
    assert answer.tables[0].fit is None
    assert "4 stations" not in (by(answer, "critic").reason or "")


def test_fewer_stations_than_drivers_do_not_settle_the_weights():
    answer = weighed(stations=STATIONS[:2])
    assert "2 stations do not settle" in by(answer, "nnls").reason


def test_as_many_stations_as_drivers_are_warned_of():
    assert codes(weighed(stations=STATIONS[:3])) == ["W_WEIGHTS_EXACT", "W_WEIGHTS_CIRCULAR"]


def test_drivers_that_add_up_to_each_other():
    twice = [{**row, "主体": 2 * row["投诉"]} for row in STATIONS]
    assert "not unique" in by(weighed(stations=twice), "nnls").reason


def test_staff_that_follows_the_weights_is_explained_exactly():
    even = {"投诉": 1, "主体": 1, "学校": 1}
    sums = {key: sum(row[key] for row in STATIONS) for key in even}
    # Counts for which half complaints and half businesses give whole posts of 2 x sum x sum.
    staffed = [
        {**row, "in_post": row["投诉"] * sums["主体"] + row["主体"] * sums["投诉"]} for row in STATIONS
    ]
    answer = weighed(stations=staffed)
    assert by(answer, "nnls").weights == {"投诉": 0.5, "主体": 0.5, "学校": 0.0}
    assert answer.tables[0].fit.r_squared == 1
    assert answer.tables[0].fit.rmse == 0


@pytest.mark.parametrize("normalisation", ["share", "max", "min_max"])
def test_the_fit_is_that_of_the_normalisation(normalisation):
    """The fitted weights, put into the scenario, give the index that the residuals are against."""
    answer = weighed(normalisation=normalisation)
    fit = answer.tables[0].fit
    weights = {name: weight for name, weight in by(answer, "nnls").weights.items() if weight}
    rows = [
        {key: value for key, value in row.items() if key not in WEIGHTS or key in weights} for row in STATIONS
    ]
    index = service.demand(
        load_mapping(body(stations=rows, weights=weights, normalisation=normalisation), name="four")
    )
    explained = {row.id: row.index * 35 for row in index.stations}
    for row in fit.residuals:
        assert row.explained == pytest.approx(explained[row.id], abs=0.02)


def test_a_constant_driver_is_named():
    same = [{**row, "学校": 5} for row in STATIONS]
    answer = weighed(stations=same)
    assert by(answer, "entropy").weights["学校"] == by(answer, "critic").weights["学校"] == 0
    assert "W_WEIGHTS_CONSTANT" in codes(answer)
    assert "  # weights_entropy" in answer.variants


def test_judgements_that_do_not_go_together():
    answer = weighed(judgements=JUDGED)
    assert codes(answer)[:1] == ["W_WEIGHTS_INCONSISTENT"]
    (together,) = answer.tables[0].consistency
    assert together.ratio > 0.1
    assert (together.worst.first, together.worst.second) in {
        ("投诉", "主体"),
        ("主体", "学校"),
        ("投诉", "学校"),
    }


def test_each_expert_has_a_ratio_of_his_own():
    second = [{"first": "投诉", "second": "主体", "value": 2, "expert": "乙"}]
    answer = weighed(judgements=[*JUDGED, *second])
    assert [found.expert for found in answer.tables[0].consistency] == [None, "甲", "乙"]
    assert answer.tables[0].consistency[2].weights is None


def test_a_unit_changes_nothing():
    scaled = [{**row, "主体": row["主体"] * 1000} for row in STATIONS]
    assert weighed(stations=scaled).tables == weighed().tables


def test_written_and_nothing_else_changed(tmp_path):
    path = tmp_path / "scenario.yaml"
    path.write_text("schema: 1\nstations: s.csv\ncap: 9\nweights: {a: 0.5, b: 0.5}\n", encoding="utf-8")
    (tmp_path / "s.csv").write_text("id,name,a,b\nS1,x,1,2\nS2,y,3,1\nS3,z,2,9\n", encoding="utf-8")
    before = path.read_bytes()
    answer = service.weigh(path, write=tmp_path / "w.yaml")
    assert (tmp_path / "w.yaml").read_text(encoding="utf-8") == answer.variants
    assert path.read_bytes() == before
    with pytest.raises(UsageError):
        service.weigh(path, write=path)
    path.write_bytes(before + answer.variants.encode())
    assert set(load(path).variants) == {"weights_entropy", "weights_critic", "weights_equal"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_said_on_the_terminal(lang):
    answer = service.weigh(load_mapping(body(judgements=JUDGED), name="four"), lang=lang)
    lines = weight_lines(answer, lang=lang, width=100)
    assert any(line.split()[:2] == ["投诉", "0.5000"] for line in lines)
    assert "  weights_ahp" in answer.variants
    assert all(line in lines for line in answer.variants.splitlines())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_terminal_names_each_class(lang):
    lines = weight_lines(service.weigh(ROOT / "scenarios/classes2", lang=lang), lang=lang, width=100)
    assert [name for name in ("执法类", "综合类") if any(name in line for line in lines)] == [
        "执法类",
        "综合类",
    ]
