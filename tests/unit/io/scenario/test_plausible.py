"""What is allowed and yet looks like a mistake."""

import csv
import os
from decimal import Decimal
from pathlib import Path
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffing.io.scenario.plausible import outliers
from staffing.io.scenario_file import load, load_mapping
from tests.unit.io import builders

ROOT = Path(__file__).parents[4]
SHARED = Path(os.environ.get("STAFFING_SHARED", ROOT.parent / "shared"))
REGULAR = {f"S{n}": Decimal(12000 + 1500 * n) for n in range(8)}


def warned(loaded):
    return [(issue.key, issue.where) for issue in loaded.warnings]


def rows(**changes):
    """Return eight stations under the first, with two drivers."""
    names = "甲乙丙丁戊己庚辛"
    stations = [
        {
            "id": f"S{n}",
            "name": f"{names[n]}站",
            "parent": None if n == 0 else "S0",
            "minimum": 0,
            "maximum": 20,
            "in_post": 5,
            "人口": 1000 + 130 * n,
            "办件": 40 + n,
        }
        for n in range(8)
    ]
    for path, value in changes.items():
        station, _, key = path.partition("_")
        stations[int(station[1:])][key] = value
    return stations


def of(**changes):
    return load_mapping(builders.body(stations=rows(**changes), cap=40))


def test_nothing_is_odd_about_an_ordinary_table():
    assert warned(of()) == []


@pytest.mark.parametrize("factor", [Decimal("0.001"), Decimal("0.01"), Decimal("0.1"), 10, 100, 1000, 10000])
def test_a_slip_of_unit_or_point_is_found_where_it_stands(factor):
    loaded = of(S3_人口=1390 * factor)
    assert warned(loaded) == [("W_OUTLIER", "stations[3].人口")]
    assert "S3 丁站" in loaded.warnings[0].line("zh")


def test_the_place_of_a_slip_in_sheets(tmp_path):
    content = builders.sheets(
        单位=[["站点编码", "站点名称"], *([f"S{n}", f"第{n}站"] for n in range(8))],
        指标值=[
            ["站点编码", "指标", "数值"],
            *([f"S{n}", "人口", 1000 + 100 * n] for n in range(8)),
            *([f"S{n}", "办件", 3900 if n == 5 else 39 + n] for n in range(8)),
        ],
    )
    loaded = load(builders.book(tmp_path / "a.xlsx", content))
    assert ("W_OUTLIER", "指标值!C15") in warned(loaded)
    assert len(loaded.warnings) == 1


def test_zero_is_no_slip_and_few_counts_tell_nothing():
    assert outliers({**REGULAR, "S3": Decimal(0)}) == []
    assert outliers({"a": Decimal(1), "b": Decimal(1), "c": Decimal(1), "d": Decimal(10**6)}) == []
    assert outliers({}) == []


def test_many_are_no_slips():
    assert outliers({f"S{n}": Decimal(10 if n % 3 else 10**5) for n in range(30)}) == []


def test_the_end_of_a_long_tail_is_no_slip():
    assert outliers({f"S{n}": Decimal(2) ** n for n in range(24)}) == []


@given(st.lists(st.decimals("1", "1e9", places=2), min_size=5, max_size=40))
def test_few_are_flagged_and_each_is_far_from_all_the_others(counts):
    by_station = {f"S{n}": count for n, count in enumerate(counts)}
    found = outliers(by_station)
    assert set(outliers(dict(reversed(by_station.items())))) == set(found)
    assert len(found) <= max(1, len(counts) // 10)
    usual = [by_station[station] for station in by_station.keys() - set(found)]
    for station in found:
        ratios = [float(max(by_station[station] / count, count / by_station[station])) for count in usual]
        assert min(ratios) > 3.9
        assert median(ratios) > 7.9


def test_one_root_among_parents():
    assert warned(of(S4_parent=None)) == [("W_MULTIPLE_ROOTS", "stations[0].parent, stations[4].parent")]
    without = [{k: v for k, v in row.items() if k != "parent"} for row in rows()]
    assert warned(load_mapping(builders.body(stations=without, cap=40))) == []


def test_a_forgotten_parent_in_a_sheet(tmp_path):
    content = builders.with_cell("单位", 3, 2, None)
    loaded = load(builders.book(tmp_path / "a.xlsx", content))
    assert warned(loaded) == [("W_MULTIPLE_ROOTS", "单位!C2,C4")]
    assert "S1 东河站、S3 南桥站" in loaded.warnings[0].line("zh")


def test_more_people_than_in_post(tmp_path):
    people = [["人员编号", "站点编码"], *([f"P{n}", "S3"] for n in range(3))]
    loaded = load(builders.book(tmp_path / "a.xlsx", builders.sheets(人员=people)))
    assert warned(loaded) == [("W_CROSSCHECK.people", "单位!F4")]
    assert "S3 南桥站 (3 > 2)" in loaded.warnings[0].line("zh")
    fewer = load(builders.book(tmp_path / "b.xlsx", builders.sheets(人员=people[:-1])))
    assert warned(fewer) == []


def test_more_people_than_the_categories_hold(tmp_path):
    people = [["人员编号", "站点编码"], *([f"P{n}", "S3"] for n in range(3))]
    content = builders.sheets(人员类别=builders.CATEGORIES, 在岗=builders.POSTS, 人员=people)
    content["单位"] = [row[:5] for row in content["单位"]]
    assert warned(load(builders.book(tmp_path / "a.xlsx", content))) == [("W_CROSSCHECK.people", "人员!B1")]


def test_more_in_post_than_the_maximum():
    assert warned(of(S2_in_post=21)) == [("W_CROSSCHECK.maximum", "stations[2].in_post")]
    assert warned(of(S2_in_post=20)) == []


def test_a_subtotal_among_the_stations():
    sums = {key: sum(row[key] for row in rows()[5:]) for key in ("人口", "办件")}
    below = {"S5_parent": "S4", "S6_parent": "S4", "S7_parent": "S4"}
    changes = {**below, "S4_人口": sums["人口"], "S4_办件": sums["办件"]}
    assert warned(of(**changes)) == [("W_CROSSCHECK.subtotal", "stations[4].人口")]
    assert warned(of(**{**changes, "S4_办件": sums["办件"] + 1})) == []


@pytest.mark.parametrize("name", ["qingxiu", "contract178", "zhongning"])
def test_the_shipped_scenarios_are_plausible(name):
    codes = {issue.code for issue in load(ROOT / "scenarios" / name).warnings}
    assert not codes & {"W_OUTLIER", "W_CROSSCHECK", "W_MULTIPLE_ROOTS"}


FILES = ["A1_chicago_community_areas", "A2_chicago_wards", "B2_police_forces_england_wales"]


@pytest.mark.skipif(not (SHARED / "data").is_dir(), reason=f"no real data at {SHARED}")
def test_real_data_give_few_warnings_and_slips_in_them_many():
    """Measured over every column of counts: what is flagged is truly far off; a slip of 1,000 is mostly found."""
    flagged, found, tried = [], 0, 0
    for file in FILES:
        with (SHARED / "data" / f"{file}.csv").open(encoding="utf-8-sig", newline="") as lines:
            table = list(csv.DictReader(lines))
        for column in list(table[0])[2:]:
            counts = {str(n): Decimal(row[column] or 0) for n, row in enumerate(table)}
            flagged += [(column, counts[station]) for station in outliers(counts)]
            for station in list(counts)[::7]:
                if counts[station]:
                    tried += 1
                    found += station in outliers({**counts, station: counts[station] * 1000})
    assert [column for column, _ in flagged] == ["pharmacies_per_100k_2021"]
    assert tried > 100
    assert found > 0.85 * tried
