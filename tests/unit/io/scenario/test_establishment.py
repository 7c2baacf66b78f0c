"""Categories, staff by category, groups: from sheets, from YAML lists, from a wide table."""

from decimal import Decimal

import pytest

from staffing.io.scenario_file import load, load_mapping, load_scenario
from tests.unit.io import builders
from tests.unit.io.builders import CATEGORIES, POSTS, faults

IN_YAML = [
    {"id": "staff", "name": "在编人员", "kind": "行政", "cap": 5, "movable": False},
    {"id": "contract", "name": "外聘人员", "kind": "外聘", "cap": 7},
]


def content(**changes):
    return builders.sheets(**{"人员类别": CATEGORIES, "在岗": POSTS, **changes})


def without_in_post():
    return [row[:5] for row in builders.SHEETS["单位"]]


def changed(rows, row, column, value):
    rows = [list(line) for line in rows]
    rows[row][column] = value
    return rows


def test_staff_in_post_is_the_sum_over_categories(tmp_path):
    scenario = load_scenario(builders.book(tmp_path / "a.xlsx", content(单位=without_in_post())))
    assert [station.in_post for station in scenario.stations] == [4, 3, 2]
    assert [(post.station, post.category, post.in_post) for post in scenario.posts][:2] == [
        ("S1", "staff", 2), ("S1", "contract", 2),
    ]  # fmt: skip
    assert [category.movable for category in scenario.categories] == [False, True]
    assert scenario.categories[0].capacity == Decimal(1)


def test_a_table_that_says_otherwise_is_refused(tmp_path):
    path = builders.book(tmp_path / "a.xlsx", content(单位=changed(builders.SHEETS["单位"], 2, 5, 9)))
    assert faults(lambda: load(path)) == [("E_IN_POST_SUM", "单位!F3")]


def test_sheets_lists_and_wide_columns_agree(tmp_path):
    reference = load_scenario(builders.book(tmp_path / "a.xlsx", content()))
    posts = [{"station": row[0], "category": row[1], "in_post": row[2]} for row in POSTS[1:]]
    lists = load_mapping(builders.body(categories=IN_YAML, posts=posts)).scenario
    rows = builders.body()["stations"]
    for row in rows:
        del row["in_post"]
        for station, category, count in POSTS[1:]:
            if station == row["id"]:
                row[f"in_post.{category}"] = count
    wide = load_mapping(builders.body(categories=IN_YAML, stations=rows)).scenario
    assert reference.input_sha256 == lists.input_sha256 == wide.input_sha256


def test_a_post_that_says_nothing_is_no_content(tmp_path):
    silent = [*POSTS, ["S9", "staff", 0]]
    silent[-1][0] = "S3"
    posts = [row for row in silent if row[:2] != ["S3", "contract"]] + [["S3", "contract", 0]]
    stations = changed(without_in_post(), 3, 1, "南桥站")
    full = builders.book(
        tmp_path / "a.xlsx", content(单位=stations, 在岗=[*POSTS[:-1], ["S3", "contract", 0]])
    )
    lean = builders.book(tmp_path / "b.xlsx", content(单位=stations, 在岗=POSTS[:-1]))
    assert load_scenario(full).input_sha256 == load_scenario(lean).input_sha256
    assert len(posts) > len(POSTS[:-1])


def test_cap_may_be_left_out_or_must_agree(tmp_path):
    lean = builders.book(tmp_path / "a.xlsx", content(参数=[["参数", "值"], ["方法", "webster"]]))
    assert load_scenario(lean).cap == 12
    wrong = builders.book(tmp_path / "b.xlsx", content(参数=[["参数", "值"], ["总编制", 13]]))
    assert faults(lambda: load(wrong)) == [("E_CAP_SUM", "参数!B2")]


FAULTS = {
    "unknown station": ({"在岗": changed(POSTS, 1, 0, "S9")}, ("E_UNKNOWN_KEY", "在岗!A2")),
    "unknown category": ({"在岗": changed(POSTS, 1, 1, "stuff")}, ("E_UNKNOWN_KEY", "在岗!B2")),
    "post twice": ({"在岗": changed(POSTS, 2, 1, "staff")}, ("E_DUPLICATE", "在岗!A2,A3")),
    "negative": ({"在岗": changed(POSTS, 1, 2, -1)}, ("E_NEGATIVE", "在岗!C2")),
    "category twice": ({"人员类别": changed(CATEGORIES, 2, 0, "Staff")}, ("E_DUPLICATE", "人员类别!A2,A3")),
    "kind": ({"人员类别": changed(CATEGORIES, 2, 2, "临时")}, ("E_OPTION", "人员类别!C3")),
    "movable": ({"人员类别": changed(CATEGORIES, 2, 4, "也许")}, ("E_OPTION", "人员类别!E3")),
    "blank movable": ({"人员类别": changed(CATEGORIES, 2, 4, None)}, ("E_MISSING", "人员类别!E3")),
    "cap": ({"人员类别": changed(CATEGORIES, 2, 3, 1.5)}, ("E_INTEGER", "人员类别!D3")),
    "capacity": (
        {"人员类别": [[*row, more] for row, more in zip(CATEGORIES, ["折算系数", 1, 0], strict=True)]},
        ("E_RANGE", "人员类别!F3"),
    ),
    "post limits": (
        {"在岗": [["站点编码", "类别编码", "在岗人数", "下限", "上限"], ["S1", "staff", 4, 3, 2]]},
        ("E_MIN_GT_MAX", "在岗!D2:E2"),
    ),
    "member": ({"分组": [["编号", "成员"], ["G1", "S1, S9"]]}, ("E_UNKNOWN_KEY", "分组!B2")),
    "ring": (
        {"分组": [["编号", "上级", "成员"], ["G1", "G2", "S1"], ["G2", "G1", "S2"]]},
        ("E_CYCLE", "分组!B2,B3"),
    ),
    "group twice": (
        {"分组": [["编号", "成员", "上限"], ["G1", "S1", 5], ["G1", "S2", 6]]},
        ("E_DUPLICATE", "分组!A2,A3"),
    ),
}


@pytest.mark.parametrize(("changes", "expected"), FAULTS.values(), ids=FAULTS)
def test_refused(tmp_path, changes, expected):
    path = builders.book(tmp_path / "a.xlsx", content(**changes))
    assert faults(lambda: load(path))[0] == expected


def test_yaml_lists_replace_the_sheets(tmp_path):
    builders.book(tmp_path / "t.xlsx", content(在岗=[["站点编码", "类别编码"], ["S1", "nobody"]]))
    posts = (
        "posts:\n"
        "  - {station: S1, category: staff, in_post: 4}\n"
        "  - {station: S2, category: staff, in_post: 3}\n"
        "  - {station: S3, category: staff, in_post: 2, maximum: 3}\n"
    )
    scenario = load_scenario(builders.yaml_with(tmp_path, "t.xlsx", posts))
    assert [(post.in_post, post.maximum) for post in scenario.posts] == [(4, None), (3, None), (2, 3)]


def test_a_list_may_leave_out_what_has_a_default_and_nothing_else():
    assert faults(lambda: load_mapping(builders.body(categories=[{"id": "a", "cap": 12}]))) == [
        ("E_MISSING", "categories[0].name"),
        ("E_MISSING", "categories[0].kind"),
    ]
    assert faults(lambda: load_mapping(builders.body(groups=[{"members": ["S1"]}]))) == [
        ("E_ROW", "groups[0]")
    ]
    unknown = builders.body(groups=[{"id": "G1", "maximum": 3}])
    assert faults(lambda: load_mapping(unknown)) == [("E_UNKNOWN_KEY", "groups[0].maximum")]


def test_groups_of_sheet_and_list_agree(tmp_path):
    rows = [["编号", "上级", "成员", "上限"], ["G1", None, "S1、S2", 10], ["G2", "G1", "S3", "不限"]]
    sheet = load_scenario(builders.book(tmp_path / "a.xlsx", builders.sheets(分组=rows)))
    groups = [
        {"id": "G2", "parent": "G1", "members": ["S3"]},
        {"id": "G1", "members": ["S2", "S1"], "max": 10},
    ]
    listed = load_mapping(builders.body(groups=groups)).scenario
    assert sheet.input_sha256 == listed.input_sha256
    assert [group.members for group in sheet.groups] == [("S1", "S2"), ("S3",)]


@pytest.mark.parametrize("order", [[0, 1, 2], [2, 1, 0], [1, 2, 0]])
def test_a_group_goes_on_in_rows_that_hold_only_members(tmp_path, order):
    rows = [["G1", "S1", 0, 5], ["G1", "S2", None, None], ["G2", "S3", 0, "不限"]]
    shuffled = [rows[index] for index in order]
    path = builders.book(
        tmp_path / "a.xlsx", builders.sheets(分组=[["编号", "成员", "下限", "上限"], *shuffled])
    )
    groups = {group.id: group for group in load_scenario(path).groups}
    assert (groups["G1"].members, groups["G1"].maximum, groups["G2"].maximum) == (("S1", "S2"), 5, None)
