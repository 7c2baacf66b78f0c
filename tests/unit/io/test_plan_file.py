"""A plan made by hand: every form of it, and what is refused."""

import json
from decimal import Decimal

import pytest

from staffing.errors import UsageError
from staffing.io.findings import Findings
from staffing.io.plan_file import plan_of_mapping, read_plan
from staffing.models.establishment import Category, Post
from tests.unit.builders_scenario import scenario
from tests.unit.io import builders
from tests.unit.io.builders import faults, issues

PLAIN = scenario([3, 2, 1], 12)
CATEGORIES = (
    Category(id="staff", name="在编人员", kind="行政", cap=6, movable=False),
    Category(id="contract", name="外聘人员", kind="外聘", cap=6),
)
SPLIT = scenario(
    [3, 2, 1],
    12,
    categories=CATEGORIES,
    posts=(Post(station="S3", category="contract", allowed=False),),
)
EXPECTED = {
    "S1": {"staff": 3, "contract": 4},
    "S2": {"staff": 2, "contract": 2},
    "S3": {"staff": 1, "contract": 0},
}
LONG = [
    ["站点编码", "类别编码", "人数"],
    ["S1", "staff", 3],
    ["S1", "contract", 4],
    ["S2", "staff", 2],
    ["S2", "contract", 2],
    ["S3", "staff", 1],
]
WIDE = [
    ["站点编码", "站点名称", "在编人员", "contract", "编制数"],
    ["S1", "所1", 3, 4, 7],
    ["S2", "所2", 2, 2, 4],
    ["S3", "所3", 1, None, 1],
]
SINGLE = [["站点编码", "拟配数"], ["S1", 6], ["S2", 4], ["S3", 2]]


def changed(rows, row, column, value):
    rows = [list(line) for line in rows]
    rows[row][column] = value
    return rows


@pytest.fixture(params=["csv", "xlsx"])
def write(request, tmp_path):
    def written(rows, sheet="方案表"):
        path = tmp_path / f"plan.{request.param}"
        if request.param == "csv":
            path.write_text(builders.csv_text(rows), encoding="utf-8")
            return path
        return builders.book(path, {"封面": [["说明"]], sheet: rows} if sheet == "方案表" else {sheet: rows})

    return written


@pytest.mark.parametrize("rows", [LONG, WIDE], ids=["long", "wide"])
def test_rows_of_categories_and_columns_of_categories_agree(write, rows):
    assert read_plan(write(rows), SPLIT) == EXPECTED


@pytest.mark.parametrize("title", ["人数", "posts", "拟配数", "编制数", "allocation"])
def test_one_column_without_categories(write, title):
    path = write(changed(SINGLE, 0, 1, title), "Sheet1")
    assert read_plan(path, PLAIN) == {"S1": {"": 6}, "S2": {"": 4}, "S3": {"": 2}}


def test_stations_may_be_named_and_a_total_row_is_none(write):
    rows = [["单位名称", "人数"], ["所1", 6], ["所2", 4], ["所3", 2], ["合计", 12]]
    findings = Findings()
    assert read_plan(write(rows), PLAIN, findings)["S2"] == {"": 4}
    assert {issue.code for issue in findings.warnings} == {"W_HEADER_ALIAS", "W_TOTAL_ROW"}


def test_a_result_is_a_plan(tmp_path):
    path = tmp_path / "result.json"
    rows = [
        {"id": station, "allocation": sum(held.values()),
         "categories": {kind: {"in_post": 1, "allocation": posts} for kind, posts in held.items()}}
        for station, held in EXPECTED.items()
    ]  # fmt: skip
    path.write_text(json.dumps({"status": "OPTIMAL", "stations": rows}), encoding="utf-8")
    assert read_plan(path, SPLIT) == EXPECTED
    assert read_plan(path, PLAIN) == {"S1": {"": 7}, "S2": {"": 4}, "S3": {"": 1}}
    path.write_text(json.dumps({"status": "INFEASIBLE"}), encoding="utf-8")
    assert faults(lambda: read_plan(path, PLAIN)) == [("E_VALUE_MISSING", "stations")]


def test_mappings(tmp_path):
    assert plan_of_mapping(EXPECTED, SPLIT) == EXPECTED
    assert plan_of_mapping({"S1": 6, "S2": 4, "S3": 2}, PLAIN)["S1"] == {"": 6}
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(EXPECTED), encoding="utf-8")
    assert read_plan(path, SPLIT) == EXPECTED
    path.write_text("[1]", encoding="utf-8")
    (fault,) = issues(lambda: read_plan(path, SPLIT))
    assert (fault.code, fault.file) == ("E_TYPE", "plan.json")


def test_no_file_is_a_fault_of_usage(tmp_path):
    with pytest.raises(UsageError):
        read_plan(tmp_path / "none.csv", PLAIN)


TABLES = {
    "unknown station": (PLAIN, changed(SINGLE, 1, 0, "S9"), [("E_UNKNOWN_KEY", "A2"), ("E_VALUE_MISSING", "")]),
    "homoglyph": (PLAIN, changed(SINGLE, 1, 0, "Ѕ1"), [("E_CONFUSABLE", "A2"), ("E_VALUE_MISSING", "")]),
    "station twice": (PLAIN, [*SINGLE, ["S1", 6]], [("E_DUPLICATE", "A2,A5")]),
    "missing station": (PLAIN, SINGLE[:-1], [("E_VALUE_MISSING", "")]),
    "fraction": (PLAIN, changed(SINGLE, 1, 1, 6.5), [("E_INTEGER", "B2")]),
    "negative": (PLAIN, changed(SINGLE, 1, 1, -6), [("E_NEGATIVE", "B2")]),
    "words": (PLAIN, changed(SINGLE, 1, 1, "6人"), [("E_NUMBER", "B2")]),
    "blank": (PLAIN, changed(SINGLE, 1, 1, None), [("E_MISSING", "B2")]),
    "no number": (PLAIN, [row[:1] for row in SINGLE], [("E_HEADER", "")]),
    "category of none": (PLAIN, LONG[:2], [("E_UNKNOWN_KEY", "B2"), ("E_VALUE_MISSING", "")]),
    "no category": (SPLIT, SINGLE, [("E_HEADER", "")]),
    "unknown category": (SPLIT, changed(LONG, 1, 1, "stuff"), [("E_UNKNOWN_KEY", "B2"), ("E_VALUE_MISSING", "")]),
    "pair twice": (SPLIT, [*LONG, ["S1", "staff", 3]], [("E_DUPLICATE", "A2,A7")]),
    "pair missing": (SPLIT, LONG[:4] + LONG[5:], [("E_VALUE_MISSING", "")]),
    "column missing": (SPLIT, [row[:3] for row in WIDE], [("E_VALUE_MISSING", "")]),
    "blank that may not be": (SPLIT, changed(WIDE, 1, 3, None), [("E_MISSING", "D2")]),
    "wrong sum": (SPLIT, changed(WIDE, 1, 4, 8), [("E_POSTS_SUM", "E2")]),
    "wrong total row": (PLAIN, [*SINGLE, ["合计", 13]], [("E_TOTAL_ROW", "2:5")]),
}  # fmt: skip


@pytest.mark.parametrize(("about", "rows", "expected"), TABLES.values(), ids=TABLES)
def test_refused(tmp_path, about, rows, expected):
    path = builders.book(tmp_path / "plan.xlsx", {"方案表": rows})
    found = faults(lambda: read_plan(path, about))
    assert [code for code, _ in found] == [code for code, _ in expected]
    for (_, where), (_, cell) in zip(found, expected, strict=True):
        assert not cell or where == f"方案表!{cell}" or cell == "2:5"


MAPPINGS = {
    "unknown station": (PLAIN, {"S9": 1, "S1": 6, "S2": 4, "S3": 2}, [("E_UNKNOWN_KEY", "S9")]),
    "missing station": (PLAIN, {"S1": 6, "S2": 4}, [("E_VALUE_MISSING", "")]),
    "mapping": (PLAIN, {"S1": {"staff": 6}, "S2": 4, "S3": 2}, [("E_TYPE", "S1"), ("E_VALUE_MISSING", "")]),
    "number": (SPLIT, {**EXPECTED, "S1": 6}, [("E_TYPE", "S1"), ("E_VALUE_MISSING", "")]),
    "text": (PLAIN, {"S1": "6", "S2": 4, "S3": 2}, [("E_TYPE", "S1")]),
    "fraction": (PLAIN, {"S1": Decimal("6.5"), "S2": 4, "S3": 2}, [("E_INTEGER", "S1")]),
    "null": (PLAIN, {"S1": None, "S2": 4, "S3": 2}, [("E_MISSING", "S1")]),
    "category missing": (SPLIT, {**EXPECTED, "S1": {"staff": 3}}, [("E_VALUE_MISSING", "")]),
    "category unknown": (SPLIT, {**EXPECTED, "S1": {"staff": 3, "contract": 4, "x": 1}},
                         [("E_UNKNOWN_KEY", "S1.x")]),
    "list": (PLAIN, [1], [("E_TYPE", ""), ("E_VALUE_MISSING", "")]),
}  # fmt: skip


@pytest.mark.parametrize(("about", "body", "expected"), MAPPINGS.values(), ids=MAPPINGS)
def test_refused_mappings(about, body, expected):
    assert faults(lambda: plan_of_mapping(body, about)) == expected
