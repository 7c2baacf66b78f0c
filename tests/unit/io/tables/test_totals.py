"""A total row is left out if every number in it is the sum it labels; else it is refused, and never a station."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffing.io.layout import CATEGORIES, DRIVERS, POSTS, WEIGHTS
from tests.unit.io.builders import Rows
from tests.unit.io.tables.grids import HEAD, ROWS, TOTAL, places, read


@pytest.mark.parametrize(
    "label",
    [
        "合计",
        "合 计",
        "合计：",
        "总计",
        "小计",
        "累计",
        "共计",
        "Total",
        "TOTAL:",
        "合计（人）",
        "（合计）",
        "全区合计",
    ],
)
def test_labels(label):
    for column in (0, 1):
        row = [*TOTAL]
        row[0], row[column] = None, label
        table, found = read([HEAD, *ROWS, row])
        assert len(places(table)) == 3
        assert found == [("W_TOTAL_ROW", "单位!5")]


@pytest.mark.parametrize("name", ["总计局", "合计划生育站", "累计算力中心", "小计量所", "Totalis"])
def test_a_station_may_be_called_much_like_a_total(name):
    table, found = read([HEAD, *ROWS, ["S4", name, None, 1, 2, 3]])
    assert len(places(table)) == 4
    assert found == []


@pytest.mark.parametrize(
    ("column", "value"), [(3, 4), (4, 23), (5, 9.4), (5, 95), (5, "约10"), (3, "3人"), (3, True), (5, "9.5.")]
)
def test_a_wrong_or_unclear_number_refuses_the_row(column, value):
    row = [*TOTAL]
    row[column] = value
    table, found = read([HEAD, *ROWS, row])
    assert len(places(table)) == 3
    assert found == [("E_TOTAL_ROW", "单位!5")]


def test_the_fault_names_column_and_both_numbers():
    from staffing.io.findings import Findings
    from staffing.io.layout import STATIONS
    from staffing.io.tables.rows import read_table
    from tests.unit.io.tables.grids import grid

    findings = Findings()
    read_table(grid([HEAD, *ROWS, [*TOTAL[:4], 25, 9.5]]), STATIONS, findings)
    line = findings.errors[0].line("zh")
    assert all(words in line for words in ("合计", "编制上限", "25", "24"))


def test_a_total_may_be_text_a_dash_or_blank_in_places():
    assert read([HEAD, *ROWS, ["合计", None, None, "3", "24", "9.50"]])[1] == [("W_TOTAL_ROW", "单位!5")]
    assert read([HEAD, *ROWS, ["合计", "—", "/", "-", None, 9.5]])[1] == [("W_TOTAL_ROW", "单位!5")]
    assert read([HEAD, *ROWS, ["合计"]])[1] == [("W_TOTAL_ROW", "单位!5")]


def test_a_station_that_is_called_a_total_is_refused():
    assert read([HEAD, *ROWS, ["S4", "合计", None, 1, 2, 3]])[1] == [("E_TOTAL_ROW", "单位!5")]


@pytest.mark.parametrize("label", ["合计", "Total", "南湖小计"])
@pytest.mark.parametrize("rest", [[None, None, None, None], [None, "—", "", None], [None, 3, 24, 9.5]])
def test_a_row_with_an_id_is_never_left_out(label, rest):
    for station in ("S4", "ｓ4", 4):
        assert read([HEAD, *ROWS, [station, label, *rest]])[1] == [("E_TOTAL_ROW", "单位!5")]


@pytest.mark.parametrize("words", [None, "小计", "-", "东片"])
def test_a_label_or_a_mark_is_no_id(words):
    assert read([HEAD, *ROWS, [words, "合计", None, 3, 24, 9.5]])[1] == [("W_TOTAL_ROW", "单位!5")]


def test_a_row_of_a_long_table_that_holds_no_number_is_left_out_only_without_a_station():
    rows: Rows = [["站点编码", "指标", "数值"], *LONG]
    assert read([*rows, ["S1", "合计", None]], DRIVERS)[1] == [("E_TOTAL_ROW", "单位!6")]
    assert read([*rows, [None, "合计", None]], DRIVERS)[1] == [("W_TOTAL_ROW", "单位!6")]


def test_no_limit_has_no_sum():
    rows = [*ROWS[:2], ["S3", "南桥站", "S1", 0, "不限", 2.5]]
    assert read([HEAD, *rows, TOTAL])[1] == [("E_TOTAL_ROW", "单位!5")]
    assert read([HEAD, *rows, ["合计", None, None, 3, None, 9.5]])[1] == [("W_TOTAL_ROW", "单位!5")]


def test_a_total_hides_no_missing_value():
    rows = [*ROWS[:2], ["S3", "南桥站", "S1", 0, 7, None]]
    table, found = read([HEAD, *rows, ["合计", None, None, 3, 24, 7]])
    assert found == [("W_TOTAL_ROW", "单位!5")]
    assert table is not None
    assert table.rows[2]["in_post"].blank


def sums(label, rows, start=None):
    return [label, None, None, *(sum(Decimal(str(row[column])) for row in rows) for column in (3, 4, 5))]


def test_subtotals_and_totals():
    east, west = ROWS[:2], [ROWS[2], ["S4", "北岭站", None, 5, 6, 7]]
    rows = [HEAD, *east, sums("小计", east), *west, sums("小计", west), sums("合计", east + west)]
    table, found = read(rows)
    assert places(table) == ["单位!A2", "单位!A3", "单位!A5", "单位!A6"]
    assert {code for code, _ in found} == {"W_TOTAL_ROW"}
    rows[-1] = sums("合计", east + west + east)
    assert ("E_TOTAL_ROW", "单位!8") in read(rows)[1]
    rows[-1] = sums("合计", east + west)
    rows[3][4] += 1
    rows[6][4] -= 1
    assert [place for code, place in read(rows)[1] if code == "E_TOTAL_ROW"] == ["单位!4", "单位!7"]


def test_a_total_sums_up_all_and_a_subtotal_its_part():
    east, west = ROWS[:2], ROWS[2:]
    rows = [HEAD, *east, sums("小计", east), *west]
    for label, code in (("合计", "E_TOTAL_ROW"), ("西片合计", "W_TOTAL_ROW"), ("小计", "W_TOTAL_ROW")):
        assert read([*rows, sums(label, west)])[1][0][0] == code


def test_totals_above_their_rows():
    assert read([HEAD, TOTAL, *ROWS])[1] == [("W_TOTAL_ROW", "单位!2")]
    east, west = ROWS[:2], ROWS[2:]
    rows = [HEAD, TOTAL, sums("东片小计", east), *east, sums("西片小计", west), *west]
    assert {code for code, _ in read(rows)[1]} == {"W_TOTAL_ROW"}


def test_one_run_of_rows_must_fit_every_number():
    """A row that is the sum of these rows in one column and of those in another is no total."""
    east, west = ROWS[:2], ROWS[2:]
    mixed = [*sums("合计", east + west)[:4], *sums("", west)[4:]]
    assert ("E_TOTAL_ROW", "单位!6") in read([HEAD, *east, sums("小计", east), *west, mixed])[1]


LONG = [["S1", "人口", 1200], ["S2", "人口", 800.5], ["S1", "办件", 30], ["S2", "办件", 20]]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["合计", "人口", 2000.5], "W_TOTAL_ROW"),
        (["合计", "办件", 50], "W_TOTAL_ROW"),
        (["S1", "合计", 1230], "W_TOTAL_ROW"),
        (["合计", None, 2050.5], "W_TOTAL_ROW"),
        (["小计", None, 50], "E_TOTAL_ROW"),
        (["合计", "人口", 2000], "E_TOTAL_ROW"),
        (["合计", "面积", 7], "E_TOTAL_ROW"),
        (["合计", "面积", 0], "E_TOTAL_ROW"),
        (["S9", "合计", 1230], "E_TOTAL_ROW"),
        (["合计", "人口", "约2000"], "E_TOTAL_ROW"),
    ],
)
def test_totals_of_a_long_table_sum_up_one_driver(row, code):
    table, found = read([["站点编码", "指标", "数值"], *LONG, row], DRIVERS)
    assert len(places(table)) == 4
    assert found == [(code, "单位!6")]


def test_totals_of_blocks_in_a_long_table():
    rows = [["站点编码", "指标", "数值"], *LONG[:2], ["小计", None, 2000.5], *LONG[2:], ["小计", None, 50]]
    assert {code for code, _ in read(rows, DRIVERS)[1]} == {"W_TOTAL_ROW"}


def test_totals_of_posts_weights_and_categories():
    posts = [
        ["站点编码", "类别编码", "在岗人数"],
        ["S1", "staff", 2],
        ["S2", "staff", 3],
        ["合计", "staff", 5],
    ]
    assert read(posts, POSTS)[1] == [("W_TOTAL_ROW", "单位!4")]
    weights: Rows = [["指标", "权重"], ["人口", 0.7], ["办件", "30%"], ["合计", "100%"]]
    assert read(weights, WEIGHTS)[1] == [("W_TOTAL_ROW", "单位!4")]
    assert read([*weights[:3], ["合计", 100]], WEIGHTS)[1] == [("E_TOTAL_ROW", "单位!4")]
    head = ["类别编码", "类别名称", "性质", "控制数"]
    categories = [head, ["a", "甲", "行政", 5], ["b", "乙", "外聘", 7], [None, "合计", None, 12]]
    assert read(categories, CATEGORIES)[1] == [("W_TOTAL_ROW", "单位!4")]


def test_drivers_of_a_wide_table_are_checked_too():
    rows = [
        [*HEAD, "人口", "地址"],
        *([*row, number, "某路"] for row, number in zip(ROWS, [5, 6, "1.2万"], strict=True)),
    ]
    assert read([*rows, [*TOTAL, 12011, None]], wide=True)[1] == [("W_TOTAL_ROW", "单位!5")]
    assert read([*rows, [*TOTAL, "1.2011万", "全区"]], wide=True)[1] == [("W_TOTAL_ROW", "单位!5")]
    assert read([*rows, [*TOTAL, 12012, None]], wide=True)[1] == [("E_TOTAL_ROW", "单位!5")]
    assert read([*rows, [*TOTAL, None, 3]], wide=True)[1] == [("E_TOTAL_ROW", "单位!5")]


@given(
    st.lists(st.decimals(min_value=0, max_value=10**6, places=3), min_size=1, max_size=12),
    st.decimals(min_value=Decimal("0.001"), max_value=9, places=3),
)
def test_sums_are_exact(counts, error):
    rows = [["S" + str(number), "人口", float(count)] for number, count in enumerate(counts)]
    head = ["站点编码", "指标", "数值"]
    right = read([head, *rows, ["合计", "人口", str(sum(counts))]], DRIVERS)[1]
    wrong = read([head, *rows, ["合计", "人口", str(sum(counts) + error)]], DRIVERS)[1]
    assert [right[0][0], wrong[0][0]] == ["W_TOTAL_ROW", "E_TOTAL_ROW"]
