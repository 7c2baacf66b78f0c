"""Limits, fixed numbers, objective, years, departures, bounds of categories: every form says the same."""

from decimal import Decimal

import pytest

from staffing.io.files.yaml_file import read_yaml
from staffing.io.findings import Findings
from staffing.io.scenario_file import load, load_mapping, load_scenario
from staffing.io.writing.write_workbook import export
from staffing.models.base import DEFAULT_GOALS, Goal
from staffing.models.establishment import CategoryBound, Departure, Fix, Year
from tests.unit.io import builders
from tests.unit.io.builders import faults
from tests.unit.io.scenario.rule_sheets import IN_YAML, STATIONS, content


@pytest.fixture
def loaded(tmp_path):
    return load(builders.book(tmp_path / "reference.xlsx", content()))


def test_the_sheets_say_this(loaded):
    scenario = loaded.scenario
    assert [station.deviation_weight for station in scenario.stations] == [2, 1, Decimal("0.5")]
    assert [(kind.total, kind.transfer_cost) for kind in scenario.categories] == [
        (None, 0),
        (6, Decimal("2.5")),
    ]
    first, second = scenario.groups
    assert (first.minimum, first.maximum, first.members) == (1, 10, ("S1", "S2"))
    assert first.categories == (CategoryBound(category="contract", maximum=3),)
    assert (second.minimum, second.maximum, second.parent, second.members) == (0, None, "G1", ("S3",))
    assert second.categories == (CategoryBound(category="staff", minimum=1),)
    assert scenario.objective == (
        Goal.DEVIATION, Goal.TRANSFER_COST, Goal.STATIONS_CHANGED, Goal.ORDER,
    )  # fmt: skip
    assert (scenario.max_transfers, scenario.max_stations_changed) == (3, None)
    assert scenario.fix == (
        Fix(station="S1"), Fix(category="staff"), Fix(station="S2", category="contract", posts=1),
    )  # fmt: skip
    assert scenario.years == (
        Year(year="2027", max_transfers=2, max_joins=1, caps={"contract": 8}),
        Year(year="二期", max_joins=0, caps={"staff": 5}),
    )
    assert scenario.departures == (
        Departure(year="2027", station="S1", category="staff", count=1),
        Departure(year="二期", station="S1", category="staff", count=1),
    )
    assert loaded.warnings == ()


def test_yaml_over_tables_says_the_same(tmp_path, loaded):
    folder = builders.csv_folder(tmp_path / "t", builders.sheets(单位=STATIONS, 参数=None, 权重=None))
    assert folder.is_dir()
    path = builders.yaml_with(tmp_path, "t", IN_YAML)
    assert load_scenario(path).input_sha256 == loaded.scenario.input_sha256


def test_csvs_of_every_sheet_say_the_same(tmp_path, loaded):
    sheets = content(参数=None, 权重=None)
    builders.csv_folder(tmp_path / "t", sheets)
    extra = "objective: [deviation, transfer_cost, stations_changed, order]\nmax_transfers: 3\n"
    assert (
        load_scenario(builders.yaml_with(tmp_path, "t", extra)).input_sha256 == loaded.scenario.input_sha256
    )


def test_a_wide_table_and_a_body_say_the_same(tmp_path, loaded):
    lines = builders.WIDE.splitlines()
    weights = ("deviation_weight", "2", "", "0.5")
    table = "".join(f"{line},{weight}\n" for line, weight in zip(lines, weights, strict=True))
    path = builders.wide_scenario(tmp_path, table, IN_YAML)
    wide = load(path)
    assert wide.scenario.input_sha256 == loaded.scenario.input_sha256

    def plain(tree):
        if isinstance(tree, dict):
            return {key: plain(value) for key, value in tree.items()}
        if isinstance(tree, list):
            return [plain(item) for item in tree]
        return None if tree.blank else tree.value

    rules = plain(read_yaml(f"schema: 1\n{IN_YAML}".encode(), "x.yaml", Findings()))
    stations = builders.body()["stations"]
    stations[0]["deviation_weight"], stations[2]["deviation_weight"] = 2, Decimal("0.5")
    body = load_mapping(builders.body(**rules, stations=stations))
    assert body.scenario.input_sha256 == loaded.scenario.input_sha256


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_export_reads_back(tmp_path, loaded, lang):
    assert export(loaded, tmp_path / "out.xlsx", lang) == ()
    again = load(tmp_path / "out.xlsx")
    assert again.scenario == loaded.scenario.model_copy(update={"name": again.scenario.name})
    assert (again.warnings, again.notes) == ((), ())


def test_places_lead_back_to_the_source(loaded):
    expected = {
        "max_transfers": "参数!B5",
        "objective": "参数!B4",
        "stations.S1.deviation_weight": "单位!G2",
        "categories.contract.total": "人员类别!F3",
        "categories.contract.transfer_cost": "人员类别!G3",
        "categories.staff.movable": "人员类别!E2",
        "groups.G1.minimum": "分组!E2",
        "groups.G1.contract.maximum": "分组!F3",
        "groups.G2.staff.minimum": "分组!E4",
        "fix.S1": "固定!A2",
        "fix.*,staff": "固定!B3",
        "fix.S2,contract": "固定!C4",
        "years": "分年!A2",
        "years.2027.max_transfers": "分年!B2",
        "years.2027.max_joins": "分年!C2",
        "years.2027.caps.contract": "分年!E3",
        "departures.2027.S1.staff": "离退!D2",
    }
    assert {path: loaded.places[path] for path in expected} == expected


def test_places_in_yaml(tmp_path):
    builders.csv_folder(tmp_path / "t", builders.sheets(参数=None, 权重=None))
    places = load(builders.yaml_with(tmp_path, "t", IN_YAML)).places
    assert places["groups.G1.contract.maximum"] == "groups[1].categories.contract.max"
    assert places["years.2027.caps.contract"] == "years[0].caps.contract"
    assert places["fix.S2,contract"] == "fix[0].posts"
    assert places["departures.二期.S1.staff"] == "departures[0].count"
    assert places["objective"] == "objective"


def test_without_categories(tmp_path):
    simple = builders.sheets(
        固定=[["站点编码", "人数"], ["S1", None], ["S3", 2]],
        分年=[["年度", "控制数"], ["2027", 11], ["2028", None]],
        离退=[["年度", "站点编码", "人数"], ["2027", "S2", 1]],
        参数=[*builders.SHEETS["参数"], ["变动单位上限", 2]],
    )
    loaded = load(builders.book(tmp_path / "a.xlsx", simple))
    assert loaded.scenario.years == (Year(year="2027", caps={"": 11}), Year(year="2028"))
    assert loaded.scenario.departures == (Departure(year="2027", station="S2", count=1),)
    assert loaded.scenario.fix == (Fix(station="S1"), Fix(station="S3", posts=2))
    assert loaded.places["years.2027.cap"] == "分年!B2"
    assert loaded.places["departures.2027.S2"] == "离退!C2"
    export(loaded, tmp_path / "b.xlsx")
    assert load_scenario(tmp_path / "b.xlsx").input_sha256 == loaded.scenario.input_sha256
    body = builders.body(
        fix=[{"station": "S1", "posts": None}, {"station": "S3", "posts": 2}],
        years=[{"year": "2027", "cap": 11}, {"year": "2028"}],
        departures=[{"year": 2027, "station": "S2", "count": 1}],
        max_stations_changed=2,
    )
    assert load_mapping(body).scenario.input_sha256 == loaded.scenario.input_sha256


# -- objective -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "goals"),
    [
        (["fairness", "transfers", "stations_changed"], DEFAULT_GOALS),
        (["fairness", "transfers", "stations_changed", "order"], DEFAULT_GOALS),
        ("公平、调动人数；变动单位", DEFAULT_GOALS),
        ("burden, transfers", (Goal.BURDEN, Goal.TRANSFERS, Goal.ORDER)),
        (["最大负荷"], (Goal.BURDEN, Goal.ORDER)),
        (["transfers"], (Goal.TRANSFERS, Goal.ORDER)),
        (["order"], (Goal.ORDER,)),
        (None, DEFAULT_GOALS),
    ],
)
def test_order_is_said_or_not_it_is_the_same(given, goals):
    assert load_mapping(builders.body(objective=given)).scenario.objective == goals


def test_what_is_said_by_default_is_no_other_content():
    plain = load_mapping(builders.body()).scenario
    said = load_mapping(
        builders.body(objective=["fairness", "transfers", "stations_changed"], max_transfers="none")
    ).scenario
    assert said.input_sha256 == plain.input_sha256


OBJECTIVES = {
    "two main goals": (["burden", "transfers", "deviation"], ("E_OPTION", "objective[0], objective[2]")),
    "twice": (["transfers", "调动人数"], ("E_DUPLICATE", "objective[0], objective[1]")),
    "order first": (["order", "transfers"], ("E_OPTION", "objective[0], objective[1]")),
    "unknown": (["fairness", "speed"], ("E_OPTION", "objective[1]")),
    "empty": ([], ("E_MISSING", "objective")),
    "number": ([3], ("E_OPTION", "objective[0]")),
    "mapping": ({"fairness": 1}, ("E_TYPE", "objective")),
    "inner list": ([["fairness"]], ("E_TYPE", "objective[0]")),
}


@pytest.mark.parametrize(("given", "expected"), OBJECTIVES.values(), ids=OBJECTIVES)
def test_objectives_refused(given, expected):
    assert faults(lambda: load_mapping(builders.body(objective=given)))[0] == expected


# -- variants ------------------------------------------------------------------------------------------------


def test_variants_set_the_limits(tmp_path):
    rows = [
        ["名称", "键", "值"],
        ["放开", "max_transfers", "不限"],
        ["放开", "目标", "公平"],
        ["少动", "变动单位上限", 1],
    ]
    loaded = load(builders.book(tmp_path / "a.xlsx", content(方案=rows)))
    free, few = loaded.variant("放开"), loaded.variant("少动").scenario
    assert (free.scenario.max_transfers, free.scenario.objective) == (None, (Goal.FAIRNESS, Goal.ORDER))
    assert free.places["objective"] == "方案!C3"
    assert (few.max_transfers, few.max_stations_changed) == (3, 1)
    assert export(loaded, tmp_path / "b.xlsx") == ()
    again = load(tmp_path / "b.xlsx")
    assert again.variant("放开").scenario.input_sha256 == free.scenario.input_sha256


def test_a_variant_of_a_body_may_hold_a_list_of_goals_and_lift_a_limit(tmp_path):
    change = {"objective": ["burden", "order"], "max_transfers": None}
    loaded = load_mapping(builders.body(max_transfers=2, variants={"甲": change}))
    assert loaded.variant("甲").scenario.max_transfers is None
    assert export(loaded, tmp_path / "a.xlsx") == ()
    assert load(tmp_path / "a.xlsx").variant("甲").scenario == loaded.variant("甲").scenario
