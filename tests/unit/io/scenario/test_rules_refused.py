"""Faults of limits, fixed numbers, years, departures, bounds of categories: each with its cell."""

import pytest

from staffing.io.scenario_file import load, load_mapping
from staffing.models.establishment import Fix
from tests.unit.io import builders
from tests.unit.io.builders import CATEGORIES, POSTS, faults
from tests.unit.io.scenario.rule_sheets import (
    DEPARTURES,
    FIX,
    GROUPS,
    KINDS,
    SETTINGS,
    STATIONS,
    YEARS,
    content,
    with_cell,
)

REFUSED = {
    "weight below 0": ({"单位": with_cell(STATIONS, 1, 6, -1)}, ("E_NEGATIVE", "单位!G2")),
    "weight in words": ({"单位": with_cell(STATIONS, 1, 6, "双倍")}, ("E_NUMBER", "单位!G2")),
    "total": ({"人员类别": with_cell(KINDS, 2, 5, 6.5)}, ("E_INTEGER", "人员类别!F3")),
    "cost": ({"人员类别": with_cell(KINDS, 2, 6, -2)}, ("E_NEGATIVE", "人员类别!G3")),
    "blank cost": ({"人员类别": with_cell(KINDS, 2, 6, None)}, ("E_MISSING", "人员类别!G3")),
    "group's unknown category": ({"分组": with_cell(GROUPS, 2, 3, "contrakt")}, ("E_UNKNOWN_KEY", "分组!D3")),
    "group's homoglyph": ({"分组": with_cell(GROUPS, 2, 3, "сontract")}, ("E_CONFUSABLE", "分组!D3")),
    "group's category twice": (
        {"分组": [*GROUPS, ["G1", None, None, "contract", 0, 4]]}, ("E_DUPLICATE", "分组!D3,D5"),
    ),
    "group's bounds": ({"分组": with_cell(GROUPS, 2, 4, 4)}, ("E_MIN_GT_MAX", "分组!E3:F3")),
    "group's own bounds": ({"分组": with_cell(GROUPS, 1, 4, 11)}, ("E_MIN_GT_MAX", "分组!E2:F2")),
    "group's blank bound": ({"分组": with_cell(GROUPS, 2, 5, None)}, ("E_MISSING", "分组!F3")),
    "two parents": ({"分组": with_cell(GROUPS, 2, 1, "G2")}, ("E_CYCLE", "分组!B3,B4")),
    "another parent": (
        {"分组": [*GROUPS, ["G3", None, None, None, 0, 9], ["G2", "G3", None, "contract", 0, 1]]},
        ("E_DUPLICATE", "分组!B4,B6"),
    ),
    "fix of nothing": ({"固定": [*FIX, [None, None, 3]]}, ("E_ROW", "固定!5")),
    "fix of an unknown station": ({"固定": with_cell(FIX, 1, 0, "S9")}, ("E_UNKNOWN_KEY", "固定!A2")),
    "fix of an unknown name": ({"固定": with_cell(FIX, 1, 0, "东和站")}, ("E_STATION_NAME", "固定!A2")),
    "fix of an unknown category": ({"固定": with_cell(FIX, 2, 1, "stuff")}, ("E_UNKNOWN_KEY", "固定!B3")),
    "fix twice": ({"固定": [*FIX, ["S1", None, 4]]}, ("E_DUPLICATE", "固定!A2,A5")),
    "fix twice, by name": ({"固定": [*FIX, ["西山站", "contract", 1]]}, ("E_DUPLICATE", "固定!A4,A5")),
    "fix at a fraction": ({"固定": with_cell(FIX, 3, 2, 1.5)}, ("E_INTEGER", "固定!C4")),
    "fix below 0": ({"固定": with_cell(FIX, 3, 2, -1)}, ("E_NEGATIVE", "固定!C4")),
    "year twice": ({"分年": [*YEARS, ["2027", 3, 1, None, None]]}, ("E_DUPLICATE", "分年!A2,A5")),
    "limit twice": ({"分年": with_cell(YEARS, 2, 1, 2)}, ("E_DUPLICATE", "分年!B2,B3")),
    "cap twice": ({"分年": [*YEARS, [2027, None, None, "contract", 9]]}, ("E_DUPLICATE", "分年!D3,D5")),
    "category without cap": ({"分年": with_cell(YEARS, 2, 4, None)}, ("E_MISSING", "分年!E3")),
    "cap without category": ({"分年": with_cell(YEARS, 1, 4, 12)}, ("E_MISSING", "分年!D2")),
    "year's unknown category": ({"分年": with_cell(YEARS, 2, 3, "x")}, ("E_UNKNOWN_KEY", "分年!D3")),
    "blank year": ({"分年": with_cell(YEARS, 2, 0, None)}, ("E_MISSING", "分年!A3")),
    "joins below 0": ({"分年": with_cell(YEARS, 1, 2, -1)}, ("E_NEGATIVE", "分年!C2")),
    "no limit in a year": ({"分年": with_cell(YEARS, 1, 1, "不限")}, ("E_NUMBER", "分年!B2")),
    "departure in another year": ({"离退": with_cell(DEPARTURES, 1, 0, 2029)}, ("E_UNKNOWN_KEY", "离退!A2")),
    "departure elsewhere": ({"离退": with_cell(DEPARTURES, 1, 1, "S9")}, ("E_UNKNOWN_KEY", "离退!B2")),
    "departure of no category": ({"离退": with_cell(DEPARTURES, 1, 2, None)}, ("E_MISSING", "离退!C2")),
    "departure of another": ({"离退": with_cell(DEPARTURES, 1, 2, "x")}, ("E_UNKNOWN_KEY", "离退!C2")),
    "departure of nobody": ({"离退": with_cell(DEPARTURES, 1, 3, 0)}, ("E_RANGE", "离退!D2")),
    "departure of half a head": ({"离退": with_cell(DEPARTURES, 1, 3, 0.5)}, ("E_INTEGER", "离退!D2")),
    "departure twice": ({"离退": [*DEPARTURES, ["2027", "S1", "staff", 2]]}, ("E_DUPLICATE", "离退!B2,B4")),
    "departures without years": ({"分年": None}, ("E_UNKNOWN_KEY", "离退!A2")),
    "a total of departures": (
        {"离退": [*DEPARTURES, ["合计", None, None, 3]]}, ("E_TOTAL_ROW", "离退!4:4"),
    ),
    "limit": ({"参数": with_cell(SETTINGS, 4, 1, 2.5)}, ("E_INTEGER", "参数!B5")),
    "limit below 0": ({"参数": with_cell(SETTINGS, 5, 1, -1)}, ("E_NEGATIVE", "参数!B6")),
    "objective": ({"参数": with_cell(SETTINGS, 3, 1, "偏差、公平")}, ("E_OPTION", "参数!B4")),
    "objective, a number": ({"参数": with_cell(SETTINGS, 3, 1, 3)}, ("E_OPTION", "参数!B4")),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), REFUSED.values(), ids=REFUSED)
def test_refused(tmp_path, changes, expected):
    path = builders.book(tmp_path / "a.xlsx", content(**changes))
    code, where = faults(lambda: load(path))[0]
    assert (code, where) == expected or (code == expected[0] == "E_TOTAL_ROW")


NO_CATEGORIES = {
    "posts": ({"在岗": POSTS[:2]}, "在岗!B2"),
    "groups": ({"分组": GROUPS}, "分组!D3"),
    "fix": ({"固定": FIX}, "固定!B3"),
    "years": ({"分年": YEARS}, "分年!D3"),
    "departures": ({"分年": [["年度"], ["2027"]], "离退": DEPARTURES[:2]}, "离退!C2"),
}


@pytest.mark.parametrize(("changes", "where"), NO_CATEGORIES.values(), ids=NO_CATEGORIES)
def test_a_category_where_there_are_none(tmp_path, changes, where):
    path = builders.book(tmp_path / "a.xlsx", builders.sheets(**changes))
    assert faults(lambda: load(path))[0] == ("E_UNKNOWN_KEY", where)


LISTS = {
    "category in the item": ({"groups": [{"id": "G", "category": "a"}]}, ("E_UNKNOWN_KEY", "groups[0].category")),
    "bound": ({"groups": [{"id": "G", "categories": {"a": {"least": 1}}}]},
              ("E_UNKNOWN_KEY", "groups[0].categories.a.least")),
    "no mapping": ({"groups": [{"id": "G", "categories": ["a"]}]}, ("E_TYPE", "groups[0].categories")),
    "nothing but categories": ({"groups": [{"categories": {"a": {"min": 1}}}]}, ("E_ROW", "groups[0]")),
    "caps": ({"years": [{"year": "1", "caps": [3]}]}, ("E_TYPE", "years[0].caps")),
    "no year": ({"years": [{"max_joins": 3}]}, ("E_MISSING", "years[0].year")),
    "key of a year": ({"years": [{"year": "1", "limit": 3}]}, ("E_UNKNOWN_KEY", "years[0].limit")),
    "key of a fix": ({"fix": [{"site": "S1"}]}, ("E_UNKNOWN_KEY", "fix[0].site")),
    "text": ({"fix": [{"station": "S1", "posts": "3"}]}, ("E_TYPE", "fix[0].posts")),
    "no list": ({"fix": {"S1": 3}}, ("E_TYPE", "fix")),
    "no count": ({"years": [{"year": "1"}], "departures": [{"year": "1", "station": "S1"}]},
                 ("E_MISSING", "departures[0].count")),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), LISTS.values(), ids=LISTS)
def test_lists_refused(changes, expected):
    assert expected in faults(lambda: load_mapping(builders.body(**changes)))


# -- staff in post -------------------------------------------------------------------------------------------

NEEDS = {
    "transfers": ({"max_transfers": 2}, "max_transfers"),
    "stations changed": ({"max_stations_changed": 0}, "max_stations_changed"),
    "a goal": ({"objective": ["burden", "transfers"]}, "objective"),
    "as it is": ({"fix": [{"station": "S1"}]}, "fix[0].station"),
    "years": ({"years": [{"year": "2027"}]}, "years[0].year"),
}


@pytest.mark.parametrize(("changes", "where"), NEEDS.values(), ids=NEEDS)
def test_rules_that_go_by_staff_in_post_need_them(changes, where):
    body = builders.body(**changes)
    load_mapping(body)
    for row in body["stations"]:
        del row["in_post"]
    assert faults(lambda: load_mapping(body)) == [("E_IN_POST_MISSING", where)]


def test_with_categories_staff_are_known_by_category_or_not_at_all(tmp_path):
    path = builders.book(tmp_path / "a.xlsx", builders.sheets(人员类别=CATEGORIES))
    assert faults(lambda: load(path)) == [("E_IN_POST_MISSING", "人员类别!E2")]


def test_what_says_a_number_needs_nobody_in_post():
    body = builders.body(fix=[{"station": "S1", "posts": 4}], objective=["burden"])
    for row in body["stations"]:
        del row["in_post"]
    assert load_mapping(body).scenario.fix == (Fix(station="S1", posts=4),)
