"""Where the header stands, what may stand around it, and which words mean which column."""

import pytest

from staffing.io.files.grid import Area
from staffing.io.layout import CATEGORIES, DRIVERS, GROUPS, POSTS, SHEET_TABLE, STATIONS, WEIGHTS, name_sheets
from tests.unit.io.tables.grids import HEAD, ROWS, read


def with_title(number, title):
    return [*HEAD[:number], title, *HEAD[number + 1 :]]


# -- what a header means --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "title", "key"),
    [
        (0, "单位编码", "id"),
        (0, "编码", "id"),
        (0, "ID", "id"),
        (1, "单位", "name"),
        (1, "部门名称", "name"),
        (1, "承办单位", "name"),
        (1, "站 点\n名 称", "name"),
        (1, "站点名称（必填）", "name"),
        (1, "*站点名称", "name"),
        (3, "最低编制", "minimum"),
        (3, "编制\n下限", "minimum"),
        (3, "编制下限（人）", "minimum"),
        (3, "编制下限(名)", "minimum"),
        (4, "编制上限（个）", "maximum"),
        (5, "实有人数", "in_post"),
        (5, "现有人数（人）", "in_post"),
    ],
)
def test_a_synonym_is_read_and_noted(number, title, key):
    table, found = read([with_title(number, title), *ROWS])
    assert found == [("W_HEADER_ALIAS", f"单位!{'ABCDEF'[number]}1")]
    assert table is not None
    assert list(table.titles)[number] == key


@pytest.mark.parametrize(
    ("number", "title", "code"),
    [
        (4, "编制上限（十人）", "E_HEADER"),
        (4, "编制上限（万）", "E_HEADER"),
        (4, "编制上限（%）", "E_HEADER"),
        (4, "编制上限（元）", "E_HEADER"),
        (3, "编制下线", "E_HEADER"),
        (5, "在编人数", "E_HEADER"),
        (5, "在编人员", "E_HEADER"),
        (4, "核定编制", "W_UNKNOWN_COLUMN"),
        (3, "备注", "W_UNKNOWN_COLUMN"),
        (3, 2025, "W_UNKNOWN_COLUMN"),
        (3, None, "E_HEADER"),
        (3, " 编制下限", "W_TRIMMED"),
        (3, "\ufeff编制下限\u3000", "W_TRIMMED"),
    ],
    ids=ascii,
)
def test_other_titles(number, title, code):
    _, found = read([with_title(number, title), *ROWS])
    assert found == [(code, f"单位!{'ABCDEF'[number]}1")]


@pytest.mark.parametrize("title", ["单位名称", "部门", "站点名称 "])
def test_two_headers_that_mean_one_column_are_refused(title):
    rows = [[*HEAD, title], *([*row, "甲"] for row in ROWS)]
    table, found = read(rows)
    assert table is None
    assert found[0] == ("E_HEADER", "单位!B1,G1")


def test_in_a_wide_table_a_synonym_beside_the_official_column_may_be_a_driver():
    rows = [[*HEAD, "在岗人数"], *([*row, 7] for row in ROWS)]
    table, found = read(rows, wide=True)
    assert table is not None
    assert "在岗人数" in table.titles
    assert found == []
    assert read([[*HEAD, "单位名称"], *([*row, "甲"] for row in ROWS)], wide=True)[0] is None


def test_counts_have_units_in_their_header_and_weights_have_none():
    rows = [["S1", "人口", 5], ["S2", "人口", 6]]
    assert read([["站点编码", "指标", "数值（件）"], *rows], DRIVERS)[1] == [("W_HEADER_ALIAS", "单位!C1")]
    assert read([["站点编码", "指标", "数值（万人）"], *rows], DRIVERS)[1] == [("E_HEADER", "单位!C1")]
    assert read([["指标", "权重（%）"], ["人口", 100]], WEIGHTS)[1] == [("E_HEADER", "单位!B1")]
    assert read([["指标", "权重（人）"], ["人口", 1]], WEIGHTS)[1] == [("E_HEADER", "单位!B1")]


def test_names_of_stations_are_no_ids():
    _, found = read([["单位名称", "指标", "数值"], ["东河站", "人口", 5]], DRIVERS)
    assert found == [("E_HEADER", "单位!A1")]


@pytest.mark.parametrize(
    "sheet", [STATIONS, DRIVERS, WEIGHTS, CATEGORIES, POSTS, GROUPS], ids=lambda sheet: sheet.key
)
def test_no_word_means_two_columns(sheet):
    meant = [name for column in sheet.columns for name in (*column.names, *column.synonyms)]
    assert len(meant) == len(set(meant))
    assert not {word for column in sheet.columns for word in column.unlike if word in column.synonyms}


# -- where it stands ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "above",
    [
        [["某区站所编制表"]],
        [["某区站所编制表"], ["单位：人"]],
        [["某区站所编制表"], [], ["填报单位：某局", None, None, "单位：人", None, "日期：2025年1月3日"]],
        [["填报单位：", "某局", None, "单位：", "人"]],
        [[None, None, "某区站所编制情况表"]],
        [["附件1"], ["编制"]],
        [[], []],
    ],
    ids=str,
)
def test_titles_above_the_header_are_noted(above):
    table, found = read([*above, HEAD, *ROWS])
    assert table is not None
    assert len(table.rows) == 3
    assert table.titles["id"].where == f"单位!A{len(above) + 1}"
    assert found == [("W_TITLE_ROW", "单位!1")][: len(list(filter(None, above)))]


def test_a_merged_title_is_a_title():
    table, found = read([["编制"], HEAD, *ROWS], merged=[Area(0, 0, 0, 5)])
    assert table is not None
    assert found == [("W_TITLE_ROW", "单位!1")]


@pytest.mark.parametrize(
    ("above", "merged", "where"),
    [
        ([None, None, None, "编制"], [Area(0, 3, 0, 5)], "单位!D1:F1"),
        ([None, None, None, "编制"], [], "单位!D1"),
        (["站所", None, None, "编制", None, "人员"], [], "单位!D1"),
        ([None, None, None, "编外", "编外", "编外"], [], "单位!D1"),
        ([1, 2, 3, 4, 5, 6], [], "单位!B1"),
    ],
)
def test_what_can_be_a_headers_upper_line_is_refused(above, merged, where):
    table, found = read([above, HEAD, *ROWS], merged=merged)
    assert table is None
    assert found == [("E_HEADER", where)]


def test_a_second_line_below_is_refused_and_a_unit_row_is_a_row_without_id():
    head = ["站点编码", "站点名称", "上级编码", "编制", None, "现有人数"]
    table, found = read([head, [None, None, None, "下限", "上限", None], *ROWS])
    assert table is None
    assert found[-1] == ("E_HEADER", "单位!2") or found[0][0] == "E_HEADER"
    table, found = read([HEAD, [None, None, None, "人", "人", "人"], *ROWS])
    assert table is not None
    assert len(table.rows) == 4


def test_merged_cells_in_the_header():
    assert read([HEAD, *ROWS], merged=[Area(0, 3, 0, 4)])[1] == [("E_HEADER", "单位!D1:E1")]
    assert read([HEAD, *ROWS], merged=[Area(0, 0, 1, 0)])[1] == [("E_HEADER", "单位!A1:A2")]
    table, _ = read([HEAD, [], *ROWS], merged=[Area(0, column, 1, column) for column in range(6)])
    assert table is not None
    noted = [[*HEAD, "备注", None], *([*row, "x", None] for row in ROWS)]
    assert read(noted, merged=[Area(0, 6, 0, 7)])[1] == [("W_UNKNOWN_COLUMN", "单位!G1")]


@pytest.mark.parametrize(
    "words",
    [
        *(
            "单位：十人",
            "（单位：万）",
            "站所编制表（百人）",
            "单位：%",
            "单位： 千人",
            "单位：百所",
            "单位：千部",
            "单位：人、万件",
        ),
        *(
            "投诉统计（单位：万人次）",
            "单位：万辆",
            "计量单位：万吨",
            "单位：万件（次）",
            "单位：千份",
            "数据单位：百批次",
        ),
        *(
            "注：以上数据均以万件为单位",
            "注：单位为万人次",
            "注：数值单位均为千件",
            "统计表（万人次）",
            "单位：千立方米",
        ),
    ],
)
def test_a_unit_that_multiplies_is_refused(words):
    table, found = read([[words], HEAD, *ROWS])
    assert table is None
    assert found == [("E_HEADER", "单位!1")]


@pytest.mark.parametrize(
    "words",
    [
        *(
            "单位：人",
            "单位：百色市某局",
            "编制表（人）",
            "填报单位：万州区某局",
            "单位：万州区监管局",
            "单位：千山区",
        ),
        *(
            "单位：十里街道办",
            "填报单位：十里铺",
            "单位：百家湖市场监管所",
            "单位：万科物业公司",
            "编制表（十堰市）",
        ),
        *("单位：人（万州区）", "说明：以万州区为主，单位自报"),
    ],
)
def test_plain_units_and_names_of_offices_are_no_such_unit(words):
    assert read([[words], HEAD, *ROWS])[1] == [("W_TITLE_ROW", "单位!1")]


@pytest.mark.parametrize("title", ["计量单位", " 单 位", "数据单位"])
@pytest.mark.parametrize("wide", [False, True])
def test_a_column_of_units_must_not_multiply(title, wide):
    def with_units(*units):
        head = ["站点编码", "指标", "数值", title]
        rows = [["S1", "人口", 5, units[0]], ["S2", "人口", 6, units[1]]]
        return read([head, *rows], DRIVERS, wide=wide)[1]

    assert ("E_HEADER", "单位!D3") in with_units("件", "万件")
    assert ("E_HEADER", "单位!D2") in with_units("百批次", None)
    assert "E_HEADER" not in dict(with_units("件", "万州区监管局"))


def test_the_header_is_looked_for_in_ten_rows():
    titles = [[f"说明：第{number}条"] for number in range(9)]
    assert read([*titles, HEAD, *ROWS])[0] is not None
    assert read([*titles, ["说明：末条"], HEAD, *ROWS])[0] is None


def test_without_a_header_the_row_that_is_most_like_one_is_named():
    _, found = read([["编制表"], [*HEAD[1:]], *([*row[1:]] for row in ROWS)])
    assert found == [("E_HEADER", "单位!2")]
    _, found = read(ROWS)
    assert {code for code, _ in found} <= {"E_HEADER", "W_UNKNOWN_COLUMN"}


# -- names of sheets ------------------------------------------------------------------------------------------


def test_names_of_sheets():
    meant = name_sheets(["单位表", "指标值", "权重 ", "Settings", "说明"])
    assert {name: (sheet.key, synonym) for name, (sheet, synonym) in meant.items()} == {
        "单位表": ("stations", True),
        "指标值": ("drivers", False),
        "权重 ": ("weights", False),
        "Settings": ("settings", True),
    }


def test_a_synonym_beside_the_sheets_own_name_is_another_sheet():
    assert list(name_sheets(["站点", "单位"])) == ["单位"]
    assert [sheet.key for sheet, _ in name_sheets(["站点", "单位表"]).values()] == ["stations", "stations"]


def test_no_name_means_two_sheets():
    names = [name for sheet in SHEET_TABLE for name in (*sheet.names, *sheet.synonyms)]
    assert len(names) == len(set(names))
