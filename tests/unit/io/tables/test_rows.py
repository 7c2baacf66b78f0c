"""Which rows are data: blank rows, notes, repeated headers and titles are none; merged data are refused."""

import pytest

from staffing.io.files.grid import Area
from staffing.io.layout import DRIVERS, SETTINGS_SHEET, VARIANTS
from tests.unit.io.builders import Rows
from tests.unit.io.tables.grids import HEAD, ROWS, TOTAL, places, read


def test_blank_rows_among_the_data_are_noted_and_others_are_not():
    table, found = read([HEAD, ROWS[0], [], [" ", "\u3000", "\u200b"], *ROWS[1:], [], ["注：截至年底"], []])
    assert places(table) == ["单位!A2", "单位!A5", "单位!A6"]
    assert found == [("W_BLANK_ROW", "单位!3"), ("W_NOTE_ROW", "单位!8")]


@pytest.mark.parametrize(
    "row",
    [
        ["注：数据来自台账"],
        ["备注"],
        ["填表人：", "", "审核："],
        ["说明：1.含借调人员"],
        ["数据来源：年报"],
        ["（注：不含编外）"],
        ["* 含借调人员"],
        [None, None, None, "填报日期：2025年1月3日"],
        ["第1页 共1页"],
        ["制表：某科", None, "审核：某某"],
        ["单位负责人（签字）："],
        ["截至2025年6月底"],
        ["注1、不含编外"],
    ],
    ids=str,
)
def test_notes(row):
    table, found = read([HEAD, *ROWS, row])
    assert len(places(table)) == 3
    assert found == [("W_NOTE_ROW", "单位!5")]


def test_further_lines_of_a_note():
    table, found = read([HEAD, *ROWS, ["说明：1.含借调"], ["2.不含编外"], ["（3）截至年底"]])
    assert len(places(table)) == 3
    assert found == [("W_NOTE_ROW", "单位!5")]


@pytest.mark.parametrize(
    "row",
    [
        ["备注", None, None, 5],
        ["注：", None, None, "5"],
        ["S4", "备注", None, 1, 2, 3],
        ["S4", "注册分局", None, 1, 2, 3],
        ["2.不含编外"],
        ["说明会", "站"],
        ["制造业园区", None, None, 1, 2, 3],
        ["备注", None, None, True],
    ],
    ids=str,
)
def test_what_is_no_note_stays_a_row(row):
    table, found = read([HEAD, *ROWS, row])
    assert len(places(table)) == 4
    assert found == []


@pytest.mark.parametrize(
    "row",
    [
        ["※西山所", None, None, "1.2万件"],
        ["*南湖所", None, None, "30件"],
        ["※西山所", None, None, "约30"],
        [None, "※北门所", "S1"],
        ["备注", None, None, None, None, None, "1.2万件"],
    ],
    ids=str,
)
def test_a_row_with_an_amount_or_a_starred_name_is_no_note(row):
    table, found = read([[*HEAD, "投诉量"], *ROWS, row], wide=True)
    assert len(places(table)) == 4
    assert found == []


def test_a_note_that_names_a_unit_is_refused():
    assert read([HEAD, *ROWS, ["注：单位为十人"]])[1] == [("E_HEADER", "单位!5")]


def test_pages_of_a_printed_table():
    rows = [["某区编制表"], HEAD, *ROWS[:2], ["第1页 共2页"], ["某区编制表"], HEAD, *ROWS[2:]]
    table, found = read(rows)
    assert places(table) == ["单位!A3", "单位!A4", "单位!A8"]
    assert found == [("W_TITLE_ROW", "单位!1"), ("W_NOTE_ROW", "单位!5"), ("W_REPEATED_HEADER", "单位!7")]


def test_settings_called_note_or_date_are_settings():
    rows: Rows = [["参数", "值"], ["总编制", 12], ["备注", "年底数"], ["日期", "2025-01-03"], ["合计", 3]]
    table, found = read([*rows, ["注：不要改动本表"]], SETTINGS_SHEET)
    assert len(places(table)) == 4
    assert found == [("W_NOTE_ROW", "单位!6")]
    table, found = read([["名称", "键", "值"], ["备注", "cap", 3]], VARIANTS)
    assert len(places(table)) == 1
    assert found == []


# -- merged cells ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("area", "where"),
    [(Area(1, 3, 2, 3), "单位!D2:D3"), (Area(1, 0, 1, 1), "单位!A2:B2"), (Area(3, 5, 4, 6), "单位!F4:G5")],
)
def test_merged_data_are_refused(area, where):
    assert ("E_MERGED", where) in read([HEAD, *ROWS, TOTAL], merged=[area])[1]


@pytest.mark.parametrize("area", [Area(4, 0, 4, 2), Area(6, 0, 8, 5), Area(1, 6, 3, 6), Area(5, 0, 5, 5)])
def test_merged_cells_that_are_not_read_do_not_matter(area):
    table, found = read([HEAD, *ROWS, TOTAL, ["注：年底"]], merged=[area])
    assert len(places(table)) == 3
    assert [code for code, _ in found] == ["W_NOTE_ROW", "W_TOTAL_ROW"]


def test_a_merged_column_that_is_not_read():
    rows = [["片区", *HEAD], *([zone, *row] for zone, row in zip(["东", None, None], ROWS, strict=True))]
    table, found = read(rows, merged=[Area(1, 0, 3, 0)])
    assert len(places(table)) == 3
    assert found == [("W_UNKNOWN_COLUMN", "单位!A1")]


# -- what is left ---------------------------------------------------------------------------------------------


def test_a_column_in_which_only_a_total_stands_counts_as_absent():
    rows = [[*row[:5], None] for row in ROWS]
    table, found = read([HEAD, *rows, [*TOTAL[:5], 0]])
    assert table is not None
    assert "in_post" not in table.titles
    assert found == [("W_TOTAL_ROW", "单位!5")]


def test_a_table_of_notes_and_totals_has_no_rows():
    assert read([HEAD, ["合计"], ["注：年底"]])[1][-1][0] in ("E_EMPTY", "W_TOTAL_ROW")
    assert ("E_EMPTY", "单位") in read([HEAD, ["合计"], ["注：年底"]])[1]


def test_long_tables():
    head = ["站点编码", "指标", "数值"]
    table, found = read([head, ["S1", "人口", 5], ["注：年报"], ["S2", "人口", 6]], DRIVERS)
    assert len(places(table)) == 2
    assert found == [("W_NOTE_ROW", "单位!3")]
