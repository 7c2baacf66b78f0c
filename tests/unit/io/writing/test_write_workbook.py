"""Export: what is written can be read again, and says the same."""

import zipfile
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

from staffing.errors import InputError, UsageError
from staffing.io.scenario_file import find_scenarios, load, load_mapping, load_scenario
from staffing.io.writing.write_workbook import export
from staffing.models.establishment import Group
from staffing.models.scenario import Scenario
from staffing.models.station import Station
from staffing.models.workload import Driver
from tests.unit.io import builders
from tests.unit.io.writing.strategies import scenarios

FULL = {
    "name": "三站方案",
    "noun": "站所",
    "date": "2026-11-22",
    "illustrative": True,
    "note": "第一行\n第二行",
    "method": "adams",
    "normalisation": "min_max",
    "place": "at_most",
    "time_limit_s": Decimal("2.5"),
    "threads": 3,
    "bounds": {"default": {"min": 1}, "S1": {"max": None}},
    "printed_totals": {"人口": Decimal("2450.5")},
    "groups": [
        {"id": "G1", "members": ["S1", "S2"], "max": 8},
        {"id": "G2", "parent": "G1", "members": ["S3"]},
    ],
    "categories": [
        {"id": "staff", "name": "在编", "kind": "行政", "cap": 5, "movable": False},
        {"id": "contract", "name": "外聘", "kind": "外聘", "cap": 7, "capacity": Decimal("0.8")},
    ],
    "posts": [
        {"station": "S1", "category": "staff", "in_post": 4, "maximum": 6},
        {"station": "S2", "category": "staff", "in_post": 3, "minimum": 1},
        {"station": "S3", "category": "staff", "in_post": 2},
        {"station": "S3", "category": "contract", "allowed": False},
    ],
    "variants": {
        "减2": {"cap_change": -2, "bounds": {"S2": {"min": 2}}},
        "加": {"weights": {"人口": Decimal("0.5")}},
    },
}


@pytest.fixture
def full():
    return load_mapping(builders.body(**FULL))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_everything_a_scenario_can_say_survives(tmp_path, full, lang):
    path = tmp_path / "full.xlsx"
    assert export(full, path, lang) == ()
    again = load(path)
    assert again.scenario == full.scenario
    assert again.scenario.input_sha256 == full.scenario.input_sha256
    assert again.warnings == ()
    assert again.variants == ("减2", "加")
    assert again.variant("减2").scenario == full.variant("减2").scenario


def test_the_same_scenario_gives_the_same_bytes(tmp_path, full):
    for name in ("a", "b"):
        export(full, tmp_path / f"{name}.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"groups": [{"id": "G1"}], "cap": 11}, "W_NOT_EXPORTED"),
        ({"bounds": {"default": {"min": 3}}}, "W_NOT_EXPORTED.variant"),
    ],
)
def test_a_variant_that_a_workbook_cannot_hold_is_left_out_whole_and_the_note_says_so(tmp_path, change, key):
    body = builders.body(variants={"甲": change, "乙": {"cap": 10}})
    for station in body["stations"]:
        del station["minimum"]
    loaded = load_mapping(body)
    notes = export(loaded, tmp_path / "a.xlsx")
    assert [(issue.key, issue.values["name"]) for issue in notes] == [(key, "甲")]
    again = load(tmp_path / "a.xlsx")
    assert again.variants == ("乙",)
    assert again.variant("乙").scenario == loaded.variant("乙").scenario


def test_a_variant_may_lift_a_maximum(tmp_path):
    loaded = load_mapping(builders.body(variants={"甲": {"bounds": {"S1": {"max": None}}}}))
    assert export(loaded, tmp_path / "a.xlsx") == ()
    again = load(tmp_path / "a.xlsx").variant("甲")
    assert again.scenario == loaded.variant("甲").scenario
    assert again.scenario.stations[0].maximum is None


@pytest.mark.parametrize("label", ["=1+1", "—"])
def test_a_variant_whose_name_no_sheet_takes_is_left_out(tmp_path, label):
    loaded = load_mapping(builders.body(variants={label: {"cap": 11}}))
    notes = export(loaded, tmp_path / "a.xlsx")
    assert [issue.key for issue in notes] == ["W_NOT_EXPORTED.variant"]
    assert load(tmp_path / "a.xlsx").scenario == loaded.scenario


def test_the_staff_list_and_the_aliases_survive_but_no_identity_number(tmp_path):
    content = builders.sheets(
        人员=[
            ["人员编号", "姓名", "身份证号", "站点编码", "考核分"],
            ["007", "甲某", "11010519491231002X", "S1", 88.5],
            ["P2", "乙某", None, "S2", None],
        ],
        别名=[["名称", "站点编码"], ["东河工商所", "S1"], ["机关", "不计"], ["局本部", None]],
    )
    loaded = load(builders.book(tmp_path / "a.xlsx", content))
    assert export(loaded, tmp_path / "b.xlsx") == ()
    again = load(tmp_path / "b.xlsx")
    assert again.people == loaded.people
    assert len(again.people) == 2
    assert {alias: cell.value for alias, cell in again.aliases.items()} == {
        "东河工商所": "S1", "机关": "不计", "局本部": "不计",
    }  # fmt: skip
    assert again.warnings == ()
    with zipfile.ZipFile(tmp_path / "b.xlsx") as package:
        assert all(b"11010519491231002" not in package.read(entry) for entry in package.namelist())


def test_tickets_are_written_as_counts_and_the_note_says_so(tmp_path):
    (tmp_path / "stations.csv").write_text("id,name\nA,甲所\nB,乙所\n", encoding="utf-8")
    (tmp_path / "t.csv").write_text("承办单位,内容\n甲所,a\n甲所,b\n乙所,c\n", encoding="utf-8")
    path = tmp_path / "scenario.yaml"
    path.write_text(
        "schema: 1\ncap: 5\nstations: stations.csv\nweights: {工单: 1}\n"
        "tickets: [{file: t.csv, driver: 工单, station: 承办单位}]\n",
        encoding="utf-8",
    )
    loaded = load(path)
    notes = export(loaded, tmp_path / "a.xlsx")
    assert [(issue.key, issue.values) for issue in notes] == [
        ("W_NOT_EXPORTED.tickets", {"name": "工单", "file": "t.csv"})
    ]
    again = load_scenario(tmp_path / "a.xlsx")
    assert again.input_sha256 == loaded.scenario.input_sha256
    assert list(again.drivers[0].values.values()) == [2, 1]


def test_an_input_is_never_overwritten(tmp_path):
    path = builders.book(tmp_path / "a.xlsx", builders.sheets())
    before = path.read_bytes()
    with pytest.raises(UsageError):
        export(load(path), path)
    link = tmp_path / "link.xlsx"
    link.symlink_to(path)
    with pytest.raises(UsageError):
        export(load(path), link)
    scenario = builders.yaml_with(tmp_path, "a.xlsx")
    with pytest.raises(UsageError):
        export(load(scenario), path)
    assert path.read_bytes() == before


def test_a_failed_export_leaves_nothing_behind(tmp_path, full, monkeypatch):
    def fail(*_):
        raise RuntimeError

    monkeypatch.setattr("staffing.io.writing.write_workbook.write_cell", fail)
    with pytest.raises(RuntimeError):
        export(full, tmp_path / "a.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_more_rows_than_a_sheet_may_have_are_refused(tmp_path):
    stations = tuple(Station(id=f"S{number}", name="x") for number in range(20_001))
    values = {station.id: Decimal(1) for station in stations}
    scenario = Scenario(
        name="x", stations=stations, drivers=(Driver(name="a", weight=Decimal(1), values=values),), cap=1
    )
    with pytest.raises(InputError):
        export(scenario, tmp_path / "a.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_no_formula_and_no_link_is_ever_written(tmp_path):
    note = "=1+1 http://x.invalid"
    export(load_mapping(builders.body(note=note)), tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == note]
    assert [(cell.data_type, cell.hyperlink) for cell in cells] == [("s", None)]


def test_a_group_too_large_for_a_cell_goes_on_in_further_rows(tmp_path):
    ids = [f"STATION_WITH_A_LONG_ID_{number:09d}" for number in range(90)]
    stations = tuple(Station(id=name, name="x") for name in ids)
    driver = Driver(
        name="a", weight=Decimal(1), values={name: Decimal(number) for number, name in enumerate(ids)}
    )
    groups = (
        Group(id="G", members=tuple(ids[:80]), maximum=7),
        Group(id="H", parent="G", members=tuple(ids[80:])),
    )
    scenario = Scenario(name="x", stations=stations, drivers=(driver,), cap=5, groups=groups)
    export(scenario, tmp_path / "a.xlsx")
    assert load_scenario(tmp_path / "a.xlsx") == scenario


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(scenario=scenarios())
def test_any_scenario_survives_the_round_trip_without_a_single_note(tmp_path, scenario):
    path = tmp_path / "a.xlsx"
    export(scenario, path)
    again = load(path)
    assert again.scenario == scenario
    assert again.scenario.input_sha256 == scenario.input_sha256
    assert again.notes == ()


def test_the_file_names_no_machine_and_no_time(tmp_path, full):
    export(full, tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2000-01-01T00:00:00Z" in package.read("docProps/core.xml")


def test_scenarios_of_a_folder(tmp_path):
    builders.book(tmp_path / "b.xlsx", builders.sheets())
    (tmp_path / "~$b.xlsx").write_bytes(b"lock file")
    (tmp_path / "c.yaml").write_text("schema: 1\n", encoding="utf-8")
    (tmp_path / "d.yaml").write_text("other: 1\n", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    folder = tmp_path / "a"
    folder.mkdir()
    builders.wide_scenario(folder)
    assert [path.name for path in find_scenarios(tmp_path)] == ["a", "b.xlsx", "c.yaml"]
