"""A station is named by its id, its exact name or a saved alias; likeness is only ever suggested."""

import time

import pytest

from staffing.io.foreign.likeness import Likeness, twins
from staffing.io.scenario_file import load, load_mapping
from tests.unit.io import builders
from tests.unit.io.builders import SHEETS, issues
from tests.unit.io.foreign.builders import counts, folder, workbook
from tests.unit.io.foreign.builders import issues as faults

OFFICE = "东河市市场监督管理局"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("市市场监督管理局", OFFICE),
        ("市场监管局", OFFICE),
        ("东河市市监局", OFFICE),
        ("市场监督管理局（原工商局）", OFFICE),
        ("东河街道办", "东河街道办事处"),
        ("西山区人民政府东河街道", "东河街道办事处"),
        ("东 河 派出所", "东河派出所"),
        ("城关镇政府", "城关镇人民政府"),
    ],
)
def test_what_looks_alike_is_suggested_first(written, meant):
    known = [OFFICE, "东河街道办事处", "东河派出所", "城关镇人民政府", "卫生健康委员会", "教育局"]
    assert Likeness(known).nearest(written)[0] == meant


def test_what_is_quite_different_is_not_suggested():
    assert Likeness([OFFICE, "教育局"]).nearest("某某物业公司") == []


def test_suggestions_among_20000_names_are_quick():
    likeness = Likeness(f"第{number}市场监督管理所" for number in range(20_000))
    started = time.process_time()
    for number in range(20):
        assert likeness.nearest(f"{number}00市监所")
    assert time.process_time() - started < 4


def test_ties_fall_to_the_first_names():
    names = [f"第{number}市场监督管理所" for number in range(100, 200)]
    assert Likeness(names).nearest("第X市场监督管理所") == ["第100市场监督管理所", "第101市场监督管理所"]


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("东河所", "东河 所", True),
        ("东河所(原河东所)", "东河所", True),
        ("市场监督管理局", "市场监管局", True),
        ("第一所（东）", "第一所（西）", False),
        ("东区所", "西区所", False),
        ("东河所", "东河所", False),  # one name twice: other rules see to that
    ],
)
def test_twins(first, second, same):
    assert bool(twins([first, "教育局", second])) is same


def _sheets(station, **others):
    sheets = {name: [list(row) for row in rows] for name, rows in SHEETS.items()}
    sheets["指标值"][1][0] = station
    return sheets | others


def test_a_workbook_names_stations_by_name_and_alias(tmp_path):
    plain = load(builders.book(tmp_path / "a.xlsx", SHEETS)).scenario.input_sha256
    by_name = load(builders.book(tmp_path / "b.xlsx", _sheets("东河站")))
    assert by_name.scenario.input_sha256 == plain
    assert by_name.notes == ()
    aliases = [["名称", "站点编码"], ["东河镇站", "S1"], ["老站", "不计"], ["旧站", None]]
    by_alias = load(builders.book(tmp_path / "c.xlsx", _sheets("东河镇站", 别名=aliases)))
    assert by_alias.scenario.input_sha256 == plain
    assert [(note.code, note.where, note.read) for note in by_alias.notes] == [("W_ALIAS", "指标值!A2", "S1")]


def test_a_name_that_is_only_like_one_is_refused_with_it(tmp_path):
    (fault, *_) = issues(lambda: load(builders.book(tmp_path / "a.xlsx", _sheets("东河站所"))))
    assert (fault.key, fault.where) == ("E_STATION_NAME.near", "指标值!A2")
    assert "S1 东河站" in fault.message("en")


def test_a_name_of_two_stations_is_refused(tmp_path):
    sheets = _sheets("东河站")
    sheets["单位"][2][1] = "东河站"
    (fault, *_) = issues(lambda: load(builders.book(tmp_path / "a.xlsx", sheets)))
    assert fault.key == "E_STATION_NAME.several"


def test_stations_whose_names_are_one_anothers_spelling_are_noted(tmp_path):
    sheets = _sheets("S1")
    sheets["单位"][2][1] = "东河 站（原河东站）"
    loaded = load(builders.book(tmp_path / "a.xlsx", sheets))
    assert [(issue.code, issue.where) for issue in loaded.warnings] == [("W_NEAR_NAME", "单位!B3")]


def test_aliases_of_a_request_body():
    body = {**builders.BODY, "posts": None, "aliases": {"东河镇站": "S9"}}
    body.pop("posts")
    (fault,) = issues(lambda: load_mapping(body))
    assert (fault.code, fault.where) == ("E_UNKNOWN_KEY", "aliases.东河镇站")


WIDE = """\
schema: 1
name: 试点
stations: 宽表.csv
cap: 20
weights: {投诉: 0.5, 主体: 0.5}
columns: {name: 单位名称, in_post: 实有人数, 投诉: 投诉（件）, 主体: 市场主体数（户）}
aliases: {东河所: S001, 西山所: S002, 机关: null}
"""
ROWS = "单位名称,实有人数,投诉（件）,市场主体数（户）\n东河所,4,12件,1.2万\n西山所,3,8,6000\n机关,9,0,0\n"


def test_a_wide_table_by_names_alone(tmp_path):
    folder(tmp_path, ROWS, file="宽表.csv", scenario=WIDE)
    loaded = load(tmp_path)
    assert [(station.id, station.in_post) for station in loaded.scenario.stations] == [
        ("S001", 4),
        ("S002", 3),
    ]
    assert counts(loaded, "主体") == {"S001": 12_000, "S002": 6_000}
    assert counts(loaded, "投诉") == {"S001": 12, "S002": 8}
    assert sorted(issue.code for issue in loaded.warnings) == ["W_ALIAS", "W_UNIT", "W_UNIT"]


def test_a_wide_table_in_a_workbook(tmp_path):
    rows = [line.split(",") for line in ROWS.splitlines()]
    numbers = [[int(cell) if cell.isdigit() else cell for cell in row] for row in rows]
    folder(tmp_path, b"", scenario=WIDE.replace("宽表.csv", "宽表.xlsx\nsheet: 表一"))
    workbook(tmp_path / "宽表.xlsx", {"说明": [["x"]], "表一": numbers})
    assert counts(load(tmp_path), "主体") == {"S001": 12_000, "S002": 6_000}


def test_a_name_without_id_is_refused(tmp_path):
    folder(tmp_path, ROWS.replace("机关", "南湖所"), file="宽表.csv", scenario=WIDE)
    assert [(issue.key, issue.where) for issue in faults(tmp_path)] == [
        ("E_STATION_NAME.id", "line 4, 站点名称")
    ]


def test_units_stay_refused_where_nobody_names_the_column(tmp_path):
    scenario = WIDE.replace("投诉: 投诉（件）, ", "").replace("投诉: 0.5", "投诉（件）: 0.5")
    folder(tmp_path, ROWS, file="宽表.csv", scenario=scenario)
    assert [(issue.code, issue.where) for issue in faults(tmp_path)] == [("E_NUMBER", "line 2, 投诉（件）")]
