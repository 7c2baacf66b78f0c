"""The mistakes an office makes: each is refused with its code and its exact place, in every form."""

from decimal import Decimal

import pytest

from staffing.io.scenario_file import load, load_mapping
from tests.unit.io import builders
from tests.unit.io.builders import SHEETS, faults, issues, with_cell

POPULATION = [SHEETS["指标值"][0], *SHEETS["指标值"][1:4]]

WORKBOOK = {
    "missing column": (
        builders.sheets(单位=[row[:1] + row[2:] for row in SHEETS["单位"]]),
        ("E_HEADER", "单位!1"),
    ),
    "header typo": (with_cell("单位", 0, 4, "编制上线"), ("E_HEADER", "单位!E1")),
    "header twice": (with_cell("单位", 0, 4, "编制下限"), ("E_HEADER", "单位!D1,E1")),
    "duplicate station": (with_cell("单位", 3, 0, "S1"), ("E_DUPLICATE", "单位!A2,A4")),
    "station equal but for case": (with_cell("单位", 3, 0, "s1"), ("E_DUPLICATE", "单位!A2,A4")),
    "row without id": (with_cell("单位", 2, 0, None), ("E_ROW", "单位!3")),
    "small letters in an id": (with_cell("单位", 3, 0, "s9"), ("E_ID_CHARSET", "单位!A4")),
    "text for a number": (with_cell("单位", 2, 3, "约3"), ("E_NUMBER", "单位!D3")),
    "negative count": (with_cell("单位", 2, 3, -2), ("E_NEGATIVE", "单位!D3")),
    "half a post": (with_cell("单位", 2, 3, 2.5), ("E_INTEGER", "单位!D3")),
    "true for a count": (with_cell("单位", 2, 3, True), ("E_TYPE", "单位!D3")),
    "blank count": (with_cell("单位", 2, 3, None), ("E_MISSING", "单位!D3")),
    "dash for a count": (with_cell("单位", 2, 3, "—"), ("E_MISSING", "单位!D3")),
    "count beyond all": (with_cell("单位", 2, 3, 10**10), ("E_RANGE", "单位!D3")),
    "minimum above maximum": (with_cell("单位", 2, 3, 9), ("E_MIN_GT_MAX", "单位!D3:E3")),
    "unknown parent": (with_cell("单位", 2, 2, "S7"), ("E_PARENT", "单位!C3")),
    "own parent": (with_cell("单位", 2, 2, "S2"), ("E_CYCLE", "单位!C3")),
    "ring of parents": (with_cell("单位", 1, 2, "S2"), ("E_CYCLE", "单位!C2,C3")),
    "unknown station": (with_cell("指标值", 2, 0, "S9"), ("E_UNKNOWN_KEY", "指标值!A3")),
    "value twice": (with_cell("指标值", 2, 0, "S1"), ("E_DUPLICATE", "指标值!A2,A3")),
    "value missing": (builders.sheets(指标值=SHEETS["指标值"][:-1]), ("E_VALUE_MISSING", "指标值")),
    "weight without values": (builders.sheets(指标值=POPULATION), ("E_VALUE_MISSING", "指标值")),
    "values without weight": (builders.sheets(权重=SHEETS["权重"][:2]), ("E_WEIGHT_MISSING", "权重")),
    "driver zero everywhere": (
        builders.sheets(指标值=[*POPULATION, ["S1", "办件", 0], ["S2", "办件", 0], ["S3", "办件", 0]]),
        ("E_DRIVER_ZERO", "指标值"),
    ),
    "two periods": (
        builders.sheets(
            指标值=[
                [*row, period]
                for row, period in zip(SHEETS["指标值"], ["期间", 2024, *[2025] * 5], strict=True)
            ]
        ),
        ("E_PERIOD", "指标值!D3"),
    ),
    "weights of 1.02": (with_cell("权重", 1, 1, 0.72), ("E_WEIGHT_SUM", "权重!B2,B3")),
    "weights as percentages": (
        builders.sheets(权重=[["指标", "权重"], ["人口", 70], ["办件", 30]]),
        ("E_WEIGHT_SUM", "权重!B2,B3"),
    ),
    "weight of zero": (
        builders.sheets(权重=[["指标", "权重"], ["人口", 1], ["办件", 0]]),
        ("E_WEIGHT_RANGE", "权重!B3"),
    ),
    "all weights zero": (
        builders.sheets(权重=[["指标", "权重"], ["人口", 0], ["办件", 0]]),
        ("E_WEIGHT_SUM", "权重!B2,B3"),
    ),
    "driver twice": (with_cell("权重", 2, 0, "人口"), ("E_DUPLICATE", "权重!A2,A3")),
    "weights by class": (
        builders.sheets(权重=[["指标", "权重", "类别"], ["人口", 0.7, "甲类"], ["办件", 0.3, None]]),
        ("E_UNKNOWN_KEY", "权重!C2"),
    ),
    "missing sheet": (builders.sheets(权重=None), ("E_SHEET", "权重")),
    "no settings": (builders.sheets(参数=None), ("E_SHEET", "参数")),
    "empty sheet": (builders.sheets(指标值=[]), ("E_EMPTY", "指标值")),
    "header alone": (builders.sheets(单位=SHEETS["单位"][:1]), ("E_EMPTY", "单位")),
    "no cap": (builders.sheets(参数=[["参数", "值"], ["随机种子", 7]]), ("E_PARAM_MISSING", "参数")),
    "blank cap": (with_cell("参数", 1, 1, None), ("E_MISSING", "参数!B2")),
    "negative cap": (with_cell("参数", 1, 1, -1), ("E_NEGATIVE", "参数!B2")),
    "setting twice": (with_cell("参数", 2, 0, "总编制"), ("E_DUPLICATE", "参数!A3")),
    "unknown setting": (with_cell("参数", 2, 0, "随机种了"), ("E_UNKNOWN_KEY", "参数!A3")),
    "unknown method": (
        builders.sheets(参数=[*SHEETS["参数"], ["方法", "韦伯斯特"]]),
        ("E_OPTION", "参数!B4"),
    ),
    "time limit of zero": (
        builders.sheets(参数=[*SHEETS["参数"], ["时间上限秒", 0]]),
        ("E_RANGE", "参数!B4"),
    ),
    "too many threads": (builders.sheets(参数=[*SHEETS["参数"], ["线程", 65]]), ("E_RANGE", "参数!B4")),
    "no date": (builders.sheets(参数=[*SHEETS["参数"], ["日期", "2026-02-30"]]), ("E_DATE", "参数!B4")),
    "sheet in both languages": (
        builders.sheets(stations=SHEETS["单位"]),
        ("E_SHEET", "stations"),
    ),
}


@pytest.mark.parametrize(("content", "expected"), WORKBOOK.values(), ids=WORKBOOK)
def test_workbook(tmp_path, content, expected):
    path = builders.book(tmp_path / "a.xlsx", content)
    found = issues(lambda: load(path))
    assert (found[0].code, found[0].where) == expected
    assert found[0].file == "a.xlsx"


CSV = {
    "missing column": ("id,pop,办件\nS1,1,2\n", ("E_HEADER", "line 1")),
    "ragged row": (builders.WIDE.replace("S2,西山站,S1,1,8", "S2,西山站,1,8"), ("E_FIELDS", "line 3")),
    "duplicate station": (builders.WIDE.replace("S3,", "S1,"), ("E_DUPLICATE", "line 4, id")),
    "text for a number": (builders.WIDE.replace("1200", "很多"), ("E_NUMBER", "line 2, pop")),
    "negative count": (builders.WIDE.replace(",2,9,", ",-2,9,"), ("E_NEGATIVE", "line 2, minimum")),
    "minimum above maximum": (builders.WIDE.replace(",2,9,", ",10,9,"), ("E_MIN_GT_MAX", "line 2, maximum")),
    "exponent": (builders.WIDE.replace("1200", "1.2E+03"), ("E_NUMBER", "line 2, pop")),
    "leading zero": (builders.WIDE.replace(",2,9,", ",02,9,"), ("E_NUMBER", "line 2, minimum")),
    "blank": (builders.WIDE.replace("1200", ""), ("E_VALUE_MISSING", "line 2, pop")),
    "no column for a driver": (builders.WIDE.replace("pop", "population"), ("E_HEADER", "")),
    "near miss": (builders.WIDE.replace("minimum", "minimun"), ("E_HEADER", "line 1, minimun")),
    "driver without column": (builders.WIDE.replace("办件", "来访"), ("E_VALUE_MISSING", "")),
}


@pytest.mark.parametrize(("table", "expected"), CSV.values(), ids=CSV)
def test_wide_csv(tmp_path, table, expected):
    path = builders.wide_scenario(tmp_path, table)
    found = issues(lambda: load(path))
    assert expected in [(issue.code, issue.where) for issue in found]
    assert found[0].file == "stations.csv"


YAML = {
    "unknown station": ("bounds: {S9: {min: 1}}\n", ("E_UNKNOWN_KEY", "bounds.S9")),
    "unknown bound": ("bounds: {S1: {minimum: 1}}\n", ("E_UNKNOWN_KEY", "bounds.S1.minimum")),
    "minimum above maximum": ("bounds: {S1: {min: 9, max: 3}}\n", ("E_MIN_GT_MAX", "bounds.S1")),
    "text for a number": ("bounds: {S1: {min: 三}}\n", ("E_TYPE", "bounds.S1.min")),
    "quoted number": ("threads: '2'\n", ("E_TYPE", "threads")),
    "negative": ("threads: -2\n", ("E_NEGATIVE", "threads")),
    "misspelt key": ("time_limit: 3\n", ("E_UNKNOWN_KEY", "time_limit")),
    "solver options": ("solver_options: {a: 1}\n", ("E_SOLVER_OPTION", "solver_options")),
    "tasks": ("tasks: {ledger: a.csv}\n", ("E_NOT_FOUND", "tasks.ledger")),
    "unknown place": ("place: some\n", ("E_OPTION", "place")),
    "groups as text": ("groups: G1\n", ("E_TYPE", "groups")),
    "unknown member": ("groups: [{id: G1, members: [S1, S9]}]\n", ("E_UNKNOWN_KEY", "groups[0].members")),
    "two groups of a station": (
        "groups: [{id: G1, members: [S1]}, {id: G2, members: [S1]}]\n",
        ("E_DUPLICATE", "groups[0].members, groups[1].members"),
    ),
    "group twice": ("groups: [{id: G1}, {id: G1}]\n", ("E_DUPLICATE", "groups[0].id, groups[1].id")),
    "group limits": ("groups: [{id: G1, min: 3, max: 2}]\n", ("E_MIN_GT_MAX", "groups[0]")),
    "unknown group parent": ("groups: [{id: G1, parent: G2}]\n", ("E_PARENT", "groups[0].parent")),
    "printed total of nothing": ("printed_totals: {面积: 3}\n", ("E_UNKNOWN_KEY", "printed_totals.面积")),
    "column of nothing": ("columns: {面积: a}\n", ("E_YAML_DUPKEY", "columns")),
    "variant with data": ("variants: {甲: {data: x.xlsx}}\n", ("E_UNKNOWN_KEY", "variants.甲.data")),
    "number as name": ("note: 5\n", ("E_TYPE", "note")),
    "date": ("date: 22.11.2026\n", ("E_DATE", "date")),
}


@pytest.mark.parametrize(("extra", "expected"), YAML.values(), ids=YAML)
def test_yaml(tmp_path, extra, expected):
    path = builders.wide_scenario(tmp_path, extra=extra)
    found = issues(lambda: load(path))
    assert (found[0].code, found[0].where) == expected
    assert found[0].file == "scenario.yaml"


def station(number, **changes):
    rows = builders.body()["stations"]
    rows[number] = {key: value for key, value in {**rows[number], **changes}.items() if value is not ...}
    return builders.body(stations=rows)


JSON = {
    "missing column": (
        builders.body(stations=[{"id": "S1", "人口": 1, "办件": 1}]),
        ("E_HEADER", "stations"),
    ),
    "duplicate station": (station(2, id="S1"), ("E_DUPLICATE", "stations[0].id, stations[2].id")),
    "text for a number": (station(1, minimum="1"), ("E_TYPE", "stations[1].minimum")),
    "true for a number": (station(1, minimum=True), ("E_TYPE", "stations[1].minimum")),
    "negative": (station(1, minimum=-1), ("E_NEGATIVE", "stations[1].minimum")),
    "half a post": (station(1, minimum=Decimal("1.5")), ("E_INTEGER", "stations[1].minimum")),
    "driver left out in one row": (station(1, 人口=...), ("E_VALUE_MISSING", "stations[1].人口")),
    "minimum above maximum": (station(1, minimum=9), ("E_MIN_GT_MAX", "stations[1]")),
    "unknown key": (station(1, age=9), ("E_UNKNOWN_KEY", "stations[1].age")),
    "weights": (
        builders.body(weights={"人口": Decimal("0.7"), "办件": Decimal("0.32")}),
        ("E_WEIGHT_SUM", "weights"),
    ),
    "weights as list": (builders.body(weights=[1]), ("E_TYPE", "weights")),
    "weight nested": (builders.body(weights={"人口": {"a": 1}, "办件": 1}), ("E_TYPE", "weights.人口")),
    "no weights": (builders.body(weights={}), ("E_MISSING", "weights")),
    "station is a number": (builders.body(stations=[1]), ("E_TYPE", "stations[0]")),
    "stations are text": (builders.body(stations="S1"), ("E_TYPE", "stations")),
    "no stations": (builders.body(stations=[]), ("E_EMPTY", "stations")),
    "null cap": (builders.body(cap=None), ("E_MISSING", "cap")),
    "cap as text": (builders.body(cap="12"), ("E_TYPE", "cap")),
    "a file": (builders.body(data="a.xlsx"), ("E_PATH", "data")),
    "another schema": (builders.body(schema=2), ("E_OPTION", "schema")),
    "unknown top key": (builders.body(capp=3), ("E_UNKNOWN_KEY", "capp")),
}


@pytest.mark.parametrize(("content", "expected"), JSON.values(), ids=JSON)
def test_request_body(content, expected):
    found = faults(lambda: load_mapping(content))
    assert expected in found


def test_keys_that_every_scenario_needs():
    assert faults(lambda: load_mapping({})) == [
        ("E_PARAM_MISSING", "schema"),
        ("E_PARAM_MISSING", "stations"),
        ("E_PARAM_MISSING", "weights"),
        ("E_PARAM_MISSING", "cap"),
    ]


def test_all_faults_come_at_once(tmp_path):
    content = with_cell("单位", 1, 3, -1)
    content["单位"][2][4] = "八"
    content["权重"][1][1] = 0.8
    content["参数"][1][1] = 1.5
    path = builders.book(tmp_path / "a.xlsx", content)
    assert sorted(faults(lambda: load(path))) == [
        ("E_INTEGER", "参数!B2"),
        ("E_NEGATIVE", "单位!D2"),
        ("E_NUMBER", "单位!E3"),
        ("E_WEIGHT_SUM", "权重!B2,B3"),
    ]


def test_a_hundred_faults_and_then_a_count(tmp_path):
    head, *_ = SHEETS["单位"]
    rows = [[f"S{number}", "站", None, -1, 2, 0] for number in range(130)]
    path = builders.book(tmp_path / "a.xlsx", builders.sheets(单位=[head, *rows]))
    found = issues(lambda: load(path))
    assert [issue.code for issue in found] == ["E_NEGATIVE"] * 100 + ["E_MANY"]
    assert found[-1].values["count"] > 30 - 1


def test_messages_name_what_is_meant(tmp_path):
    path = builders.book(tmp_path / "a.xlsx", with_cell("单位", 0, 4, "编制上线"))
    assert "编制上限" in issues(lambda: load(path))[0].line("zh")
    path = builders.book(tmp_path / "b.xlsx", with_cell("权重", 1, 1, 0.72))
    assert "1.02" in issues(lambda: load(path))[0].line("en")
    path = builders.book(tmp_path / "c.xlsx", builders.sheets(指标值=SHEETS["指标值"][:-1]))
    line = issues(lambda: load(path))[0].line("en")
    assert "S3" in line
    assert "办件" in line
    path = builders.book(tmp_path / "d.xlsx", builders.sheets(权重=None))
    line = issues(lambda: load(path))[0].line("zh")
    assert line.startswith("d.xlsx · 权重 · ")
    assert "单位, 指标值, 参数" in line


NOTES = {
    "number as text": (with_cell("单位", 2, 3, "1"), ("W_TEXT_NUMBER", "单位!D3")),
    "thousands as text": (with_cell("指标值", 1, 2, "1,200"), ("W_TEXT_NUMBER", "指标值!C2")),
    "unknown column": (
        builders.sheets(
            单位=[[*row, note] for row, note in zip(SHEETS["单位"], ["备用", 1, 2, 3], strict=True)]
        ),
        ("W_UNKNOWN_COLUMN", "单位!G1"),
    ),
    "unknown sheet": (builders.sheets(草稿=[["a"]]), ("W_UNKNOWN_SHEET", "草稿")),
    "blank row": (
        builders.sheets(单位=[*SHEETS["单位"][:2], [], *SHEETS["单位"][2:]]),
        ("W_BLANK_ROW", "单位!3"),
    ),
    "full-width id": (with_cell("单位", 3, 0, "Ｓ3"), ("W_NFKC", "单位!A4")),
    "blanks around a name": (with_cell("单位", 3, 1, " 南桥站 "), ("W_TRIMMED", "单位!B4")),
}


@pytest.mark.parametrize(("content", "expected"), NOTES.values(), ids=NOTES)
def test_a_tolerated_oddity_is_noted_and_changes_nothing(tmp_path, content, expected):
    loaded = load(builders.book(tmp_path / "a.xlsx", content))
    plain = load(builders.book(tmp_path / "b.xlsx", builders.sheets()))
    assert [(issue.code, issue.where) for issue in loaded.warnings] == [expected]
    assert loaded.scenario.input_sha256 == plain.scenario.input_sha256


def test_a_constant_driver_is_noted(tmp_path):
    rows = [*POPULATION, ["S1", "办件", 5], ["S2", "办件", 5], ["S3", "办件", 5]]
    loaded = load(builders.book(tmp_path / "a.xlsx", builders.sheets(指标值=rows)))
    assert [issue.code for issue in loaded.warnings] == ["W_DRIVER_CONSTANT"]


def test_a_printed_total_that_differs_is_noted_with_both_figures(tmp_path):
    rows: builders.Rows = [["指标", "权重", "公布合计"], ["人口", 0.7, 2500], ["办件", 0.3, 60]]
    loaded = load(builders.book(tmp_path / "a.xlsx", builders.sheets(权重=rows)))
    (note,) = loaded.warnings
    assert (note.code, note.where) == ("W_PRINTED_TOTAL", "权重!C2")
    assert {note.values[key] for key in ("printed", "sum", "gap")} == {"2500", "2450.5", "-49.5"}


def test_numeric_ids_are_read_as_their_digits_with_one_note_a_sheet(tmp_path):
    content = builders.sheets()
    for name in ("单位", "指标值"):
        for row in content[name][1:]:
            row[0] = int(row[0][1:])
            if name == "单位":
                row[2] = None
    loaded = load(builders.book(tmp_path / "a.xlsx", content))
    assert [station.id for station in loaded.scenario.stations] == ["1", "2", "3"]
    assert {issue.code for issue in loaded.warnings} == {"W_NUMBER_ID"}
    assert [issue.values["times"] for issue in loaded.warnings] == [3, 6]


def test_an_optional_column_in_which_nothing_stands_counts_as_absent(tmp_path):
    content = builders.sheets()
    for row in content["单位"][1:]:
        row[4] = None
    loaded = load(builders.book(tmp_path / "a.xlsx", content))
    assert [station.maximum for station in loaded.scenario.stations] == [None] * 3


@pytest.mark.parametrize("word", ["不限", "none"])
def test_no_limit_is_said_in_words(tmp_path, word):
    loaded = load(builders.book(tmp_path / "a.xlsx", with_cell("单位", 2, 4, word)))
    assert [station.maximum for station in loaded.scenario.stations] == [9, None, 7]
    assert loaded.warnings == ()
