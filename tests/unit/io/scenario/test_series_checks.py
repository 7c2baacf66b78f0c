"""Warnings about counts by period: with figures and the cell, and none where all is ordinary."""

import pytest

from staffing.io.scenario_file import load
from tests.unit.io import builders
from tests.unit.io.builders import SHEETS, sheets
from tests.unit.quantify.test_shifts import GUANGYUAN, YUEYANG

HEAD = ["站点编码", "指标", "数值", "期间"]


def read(path, counts, periods, **settings):
    """Read counts by station and period of one driver."""
    stations = [["站点编码", "站点名称"], *([f"S{n}", f"第{n}所"] for n in range(1, len(counts) + 1))]
    rows = [
        [f"S{n}", "热线", count, period]
        for n, own in enumerate(counts, 1)
        for period, count in zip(periods, own, strict=True)
    ]
    content = sheets(
        单位=stations,
        指标值=[HEAD, *rows],
        权重=[["指标", "权重"], ["热线", 1]],
        参数=[*SHEETS["参数"], *([key, value] for key, value in settings.items())],
    )
    return load(builders.book(path / "a.xlsx", content))


def warned(loaded, code):
    return [issue for issue in loaded.warnings if issue.code == code]


def months(count, year=2024):
    return [f"{year + number // 12}-{number % 12 + 1:02}" for number in range(count)]


def test_a_change_of_platform_is_told_with_its_figures(tmp_path):
    loaded = read(tmp_path, list(GUANGYUAN.values()), ["2021-Q1", "2022-Q1"], 统计月数=3)
    (issue,) = warned(loaded, "W_LEVEL_SHIFT")
    assert issue.where == "指标值!C3"
    assert "4,855" in issue.message("zh")
    assert "397" in issue.message("zh")
    assert "下降92%" in issue.message("zh")
    assert "92% less" in issue.message("en")


def test_an_ordinary_half_year_gives_no_warning(tmp_path):
    loaded = read(tmp_path, [YUEYANG["12345"], YUEYANG["12315"]], months(6), 统计月数=6)
    assert [issue.code for issue in loaded.warnings] == []


def test_a_rise_is_told_as_a_multiple(tmp_path):
    loaded = read(tmp_path, [[20, 22, 21, 190, 200, 195]] * 3, months(6), 统计取值="sum")
    (issue,) = warned(loaded, "W_LEVEL_SHIFT")
    assert "9.3倍" in issue.message("zh")
    assert issue.where == "指标值!C5"


def test_counts_that_begin_from_nothing(tmp_path):
    loaded = read(tmp_path, [[0, 0, 0, 90, 85, 88]] * 3, months(6), 统计取值="sum")
    assert "∞" in warned(loaded, "W_LEVEL_SHIFT")[0].message("en")


def test_a_share_that_jumps_is_told_with_both_shares(tmp_path):
    counts = [[100, 103, 98, 101, 99, 102] for _ in range(7)] + [[100, 104, 97, 300, 296, 305]]
    loaded = read(tmp_path, counts, months(6), 统计取值="sum")
    (issue,) = warned(loaded, "W_SHARE_JUMP")
    assert issue.where == "指标值!C47"
    assert issue.values["stations"] == ["S8 第8所 2024-03→2024-04 12.4%→29.8%"]


def test_shares_are_compared_year_by_year_too(tmp_path):
    # Month by month nothing stands out: the share grows by a fifteenth each time.
    slow = [round(40 * 1.07**number) for number in range(24)]
    counts = [[400 + 3 * (number % 5) for number in range(24)] for _ in range(9)] + [slow]
    loaded = read(tmp_path, counts, months(24), 统计月数=12)
    (issue,) = warned(loaded, "W_SHARE_JUMP")
    assert issue.values["stations"][0].startswith("S10 第10所 2024-01..2024-12→2025-01..2025-12")


def test_one_odd_period_of_a_station_is_told(tmp_path):
    season = [100, 120, 160, 180, 150, 110, 90, 80]
    counts = [[n * count for count in season] for n in (1, 2, 3)]
    counts[1][4] *= 10
    loaded = read(tmp_path, counts, months(8), 统计取值="sum")
    (issue,) = (i for i in loaded.warnings if i.key == "W_OUTLIER.period")
    assert (issue.where, issue.values["got"], issue.values["median"], issue.values["ratio"]) == (
        "指标值!C14",
        "3000",
        "300",
        "10",
    )


@pytest.mark.parametrize(("greatest", "told"), [(301, 1), (299, 0)])
def test_a_driver_that_is_mostly_one_station(tmp_path, greatest, told):
    loaded = read(tmp_path, [[100], [100], [100], [greatest]], ["2025"])
    assert [issue.where for issue in warned(loaded, "W_ONE_STATION")] == ["指标值!C5"] * told


def test_periods_that_not_all_stations_have_are_compared_with_nothing(tmp_path):
    # A station opened later: outside the window, and no fall of the others.
    rows = [[f"S{n}", "热线", 100, period] for n in (1, 2, 3) for period in months(3)]
    rows = [row for row in rows if not (row[0] != "S1" and row[3] == "2024-01")]
    content = sheets(
        单位=[["站点编码", "站点名称"], *([f"S{n}", f"第{n}所"] for n in (1, 2, 3))],
        指标值=[HEAD, *rows],
        权重=[["指标", "权重"], ["热线", 1]],
        参数=[*SHEETS["参数"], ["统计月数", 2]],
    )
    loaded = load(builders.book(tmp_path / "a.xlsx", content))
    assert {issue.code for issue in loaded.warnings} == {"W_WINDOW", "W_DRIVER_CONSTANT"}
