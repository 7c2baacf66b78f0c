"""The same content gives the same scenario and fingerprint, whatever its form and order."""

import json
import random
from decimal import Decimal
from pathlib import Path

import pytest

from staffing.io.files.yaml_file import read_json
from staffing.io.scenario_file import load, load_bytes, load_mapping, load_scenario
from staffing.io.writing.write_workbook import export
from staffing.models.scenario import Scenario
from tests.unit.io import builders


@pytest.fixture
def reference(tmp_path: Path) -> Scenario:
    return load_scenario(builders.book(tmp_path / "reference.xlsx", builders.sheets()))


def test_the_reference_says_what_the_sheets_say(reference):
    assert [station.id for station in reference.stations] == ["S1", "S2", "S3"]
    assert reference.stations[1].model_dump() == {
        "id": "S2", "name": "西山站", "parent": "S1", "minimum": 1, "maximum": 8, "in_post": 3,
        "class_": None, "deviation_weight": 1,
    }  # fmt: skip
    assert (reference.cap, reference.seed, reference.name) == (12, 7, "reference")
    assert [(driver.name, driver.weight) for driver in reference.drivers] == [
        ("人口", Decimal("0.7")), ("办件", Decimal("0.3")),
    ]  # fmt: skip
    assert reference.drivers[0].values == {"S1": 1200, "S2": 800, "S3": Decimal("450.5")}


def test_workbook_given_as_bytes(tmp_path, reference):
    path = builders.book(tmp_path / "a.xlsx", builders.sheets())
    loaded = load_bytes(path.read_bytes(), "C:\\表格\\a.xlsx")
    assert loaded.scenario.input_sha256 == reference.input_sha256
    assert loaded.file == "a.xlsx"


def test_yaml_over_a_workbook(tmp_path, reference):
    builders.book(tmp_path / "tables.xlsx", builders.sheets(参数=None, 权重=None))
    path = builders.yaml_with(tmp_path, "tables.xlsx")
    assert load_scenario(path).input_sha256 == reference.input_sha256
    assert load_scenario(tmp_path) == load_scenario(path)


def test_yaml_overrides_settings_and_weights_of_its_workbook(tmp_path, reference):
    other = builders.sheets(
        参数=[["参数", "值"], ["总编制", 99], ["方法", "adams"]], 权重=[["指标", "权重"], ["人口", 1]]
    )
    builders.book(tmp_path / "tables.xlsx", other)
    scenario = load_scenario(builders.yaml_with(tmp_path, "tables.xlsx", "method: webster\n"))
    assert scenario.input_sha256 == reference.input_sha256


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("names", [{}, {"单位": "stations", "指标值": "drivers"}])
def test_yaml_over_a_folder_of_csvs(tmp_path, reference, encoding, names):
    content = builders.sheets(参数=None, 权重=None)
    folder = builders.csv_folder(
        tmp_path / "tables", {names.get(name, name): rows for name, rows in content.items()}
    )
    for path in folder.iterdir():
        path.write_bytes(path.read_text(encoding="utf-8").encode(encoding))
    assert load_scenario(builders.yaml_with(tmp_path, "tables")).input_sha256 == reference.input_sha256


def test_yaml_over_a_wide_table(tmp_path, reference):
    assert load_scenario(builders.wide_scenario(tmp_path)).input_sha256 == reference.input_sha256


def test_request_body(reference):
    assert load_mapping(builders.body()).scenario.input_sha256 == reference.input_sha256
    words = json.dumps(builders.body(), default=float, ensure_ascii=False)
    assert load_mapping(read_json(words.encode())).scenario.input_sha256 == reference.input_sha256


def test_english_names_of_sheets_columns_and_settings(tmp_path, reference):
    english: dict[str, builders.Rows] = {
        "stations": [["id", "name", "parent", "minimum", "maximum", "in_post"], *builders.SHEETS["单位"][1:]],
        "drivers": [["id", "driver", "value"], *builders.SHEETS["指标值"][1:]],
        "weights": [["driver", "weight"], *builders.SHEETS["权重"][1:]],
        "settings": [["key", "value"], ["cap", 12], ["seed", 7]],
    }
    assert load_scenario(builders.book(tmp_path / "en.xlsx", english)).input_sha256 == reference.input_sha256


@pytest.mark.parametrize("seed", range(5))
def test_order_of_rows_columns_and_sheets_is_no_content(tmp_path, reference, seed):
    rng = random.Random(seed)
    shuffled = {}
    for name, rows in rng.sample(list(builders.sheets().items()), 4):
        head, *below = rows
        order = rng.sample(range(len(head)), len(head))
        rng.shuffle(below)
        shuffled[name] = [[row[column] for column in order] for row in [head, *below]]
    assert load_scenario(builders.book(tmp_path / "s.xlsx", shuffled)).input_sha256 == reference.input_sha256


def test_number_formats_are_no_content_and_noise_beyond_15_digits_is_dropped(tmp_path):
    noisy = builders.with_cell("权重", 2, 1, 0.1 + 0.2)
    scenario = load_scenario(builders.book(tmp_path / "n.xlsx", noisy))
    assert scenario.drivers[1].weight == Decimal("0.3")


def test_another_number_is_another_content(tmp_path, reference):
    changed = builders.with_cell("指标值", 1, 2, 1201)
    assert load_scenario(builders.book(tmp_path / "c.xlsx", changed)).input_sha256 != reference.input_sha256


def test_name_comes_from_yaml_then_settings_then_file(tmp_path):
    named = builders.sheets(参数=[*builders.SHEETS["参数"], ["名称", "三站方案"]])
    assert load_scenario(builders.book(tmp_path / "b.xlsx", named)).name == "三站方案"
    assert load_scenario(builders.yaml_with(tmp_path, "b.xlsx")).name == "三站"
    assert load_scenario(builders.book(tmp_path / "c.xlsx", builders.sheets())).name == "c"


def test_places_lead_back_to_the_source(tmp_path):
    content = builders.sheets(人员类别=builders.CATEGORIES, 在岗=builders.POSTS)
    content["分组"] = [["编号", "成员", "上限"], ["G1", "S1、S2", 10]]
    loaded = load(builders.book(tmp_path / "a.xlsx", content))
    expected = {
        "cap": "参数!B2",
        "weights.人口": "权重!B2",
        "stations.S2.minimum": "单位!D3",
        "stations.S2.maximum": "单位!E3",
        "stations.S2.in_post": "单位!F3",
        "groups.G1.maximum": "分组!C2",
        "categories.contract.cap": "人员类别!D3",
        "posts.contract.S2.in_post": "在岗!C5",
    }
    assert {path: loaded.places[path] for path in expected} == expected
    assert set(loaded.files.values()) == {"a.xlsx"}
    issue = loaded.issue("E_CAP_LT_SUM_MIN", "cap", cap=12, minima=13)
    assert (issue.file, issue.where, issue.code) == ("a.xlsx", "参数!B2", "E_CAP_LT_SUM_MIN")


def test_places_of_yaml_bounds_over_a_table(tmp_path):
    builders.csv_folder(tmp_path / "t", builders.sheets(参数=None, 权重=None))
    extra = "bounds:\n  S2: {min: 2}\n  default: {min: 5, max: 6}\n"
    loaded = load(builders.yaml_with(tmp_path, "t", extra))
    bounds = [(station.minimum, station.maximum) for station in loaded.scenario.stations]
    assert bounds == [(2, 9), (2, 8), (0, 7)]
    assert loaded.places["stations.S2.minimum"] == "bounds.S2.min"
    assert loaded.places["stations.S1.minimum"] == "line 2, 编制下限"
    assert loaded.files["stations.S1.minimum"] == "单位.csv"
    assert loaded.files["stations.S2.minimum"] == "scenario.yaml"


def test_default_bounds_hold_where_the_table_has_none(tmp_path):
    table = "id,name,pop,办件\nS1,甲,1,2\nS2,乙,3,4\n"
    extra = "bounds: {default: {min: 1, max: 7}, S2: {max: null}}\n"
    stations = load_scenario(builders.wide_scenario(tmp_path, table, extra)).stations
    assert [(station.minimum, station.maximum) for station in stations] == [(1, 7), (1, None)]
    assert [station.in_post for station in stations] == [None, None]


def test_export_and_load_of_every_form_agree(tmp_path, reference):
    for number, scenario in enumerate([reference, load_mapping(builders.body()).scenario]):
        path = tmp_path / f"out{number}.xlsx"
        export(scenario, path)
        assert load_scenario(path).input_sha256 == reference.input_sha256
