"""A CSV by itself: which sheet it is, and whether its rows can be read."""

import pytest

from staffing.io import layout
from staffing.io.files.csv_tables import parse_csv
from staffing.io.findings import Findings
from staffing.io.scenario.lone_table import recognise
from staffing.io.table_alone import check_table
from staffing.service import check_table as check
from tests.unit.io import builders

TABLES = {
    "单位": (layout.STATIONS, builders.SHEETS["单位"]),
    "指标值": (layout.DRIVERS, builders.SHEETS["指标值"]),
    "权重": (layout.WEIGHTS, builders.SHEETS["权重"]),
    "参数": (layout.SETTINGS_SHEET, builders.SHEETS["参数"]),
    "人员类别": (layout.CATEGORIES, builders.CATEGORIES),
    "在岗": (layout.POSTS, builders.POSTS),
    "人员": (layout.PEOPLE, [["人员编号", "姓名", "站点编码"], ["P1", "张甲", "S9"]]),
    "分组": (layout.GROUPS, [["编号", "成员", "上限"], ["G1", "S1、S2", 8]]),
    "方案": (layout.VARIANTS, [["名称", "键", "值"], ["减", "cap", 11]]),
    "synonyms": (layout.STATIONS, [["单位编码", "单位名称"], ["S1", "东河站"]]),
    "English": (layout.PEOPLE, [["id", "name", "station", "score"], ["P1", "甲", "S1", 80]]),
    "below a title": (layout.WEIGHTS, [["指标权重表", None], ["指标", "权重"], ["人口", 1]]),
}


@pytest.mark.parametrize(("sheet", "rows"), TABLES.values(), ids=TABLES)
def test_a_table_is_known_by_its_header_and_read(tmp_path, sheet, rows):
    path = tmp_path / "a.csv"
    path.write_text(builders.csv_text(rows), encoding="utf-8")
    checked = check_table(path)
    assert checked.sheet is sheet
    assert checked.rows == len(rows) - 1 - (rows[0][1] is None)
    assert (checked.stations, checked.people) == (
        checked.rows if sheet is layout.STATIONS else None,
        checked.rows if sheet is layout.PEOPLE else None,
    )
    document = check(path)
    assert (document.status, document.sheets[0].name, document.people) == ("VALID", sheet.zh, checked.people)


@pytest.mark.parametrize("header", ["a,b,c", "日期,标题", "站点编码"])
def test_what_fits_none_better_is_the_table_of_stations(header):
    grid = parse_csv(f"{header}\n1,2,3\n".encode(), "a.csv", Findings())
    assert recognise(grid) is layout.STATIONS


FAULTS = {
    "weights": ("指标,权重\n人口,0.7\n办件,0.2\n", [("E_WEIGHT_SUM", "line 3, 权重")]),
    "weights twice": (
        "指标,权重\n人口,0.5\n人口,0.5\n",
        [("E_DUPLICATE", "line 3, 指标"), ("E_WEIGHT_SUM", "line 2, 权重")],
    ),
    "count missing": ("站点编码,指标,数值\nS1,a,5\nS2,a,6\nS1,b,3\n", [("E_VALUE_MISSING", "")]),
    "count twice": ("站点编码,指标,数值\nS1,a,5\nS2,a,6\nS1,a,3\n", [("E_DUPLICATE", "line 4, 站点编码")]),
    "no count": ("站点编码,指标,数值\nS1,a,5\nS2,a,六\n", [("E_NUMBER", "line 3, 数值")]),
    "no id": ("站点编码,指标,数值\nS1,a,5\nS/2,a,6\n", [("E_ID_CHARSET", "line 3, 站点编码")]),
    "no kind": (
        "类别编码,类别名称,性质,控制数\na,甲,临时,3\n",
        [("E_OPTION", "line 2, 性质")],
    ),
    "in post twice": (
        "站点编码,类别编码,在岗人数\nS1,a,5\nS1,a,6\n",
        [("E_DUPLICATE", "line 3, 站点编码")],
    ),
    "ring of groups": ("编号,上级,上限\nG1,G2,5\nG2,G1,5\n", [("E_CYCLE", "line 3, 上级")]),
    "setting": ("参数,值\n总编制,60.5\n", [("E_INTEGER", "line 2, 值")]),
    "person's score": ("人员编号,姓名,站点编码,考核分\nP1,张甲,S1,101\n", [("E_RANGE", "line 2, 考核分")]),
    "person's station": ("人员编号,姓名,站点编码\nP1,张甲,s/1\n", [("E_ID_CHARSET", "line 2, 站点编码")]),
}


@pytest.mark.parametrize(("words", "found"), FAULTS.values(), ids=FAULTS)
def test_its_rows_are_checked(tmp_path, words, found):
    path = tmp_path / "a.csv"
    path.write_text(words, encoding="utf-8")
    assert builders.faults(lambda: check_table(path)) == found


def test_stations_of_other_tables_are_not_known(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("人员编号,姓名,站点编码\nP1,张甲,NOWHERE\n", encoding="utf-8")
    assert check_table(path).people == 1
