"""Several periods of a driver: asked for or refused, complete or refused, and what the window makes of them."""

from decimal import Decimal

import pytest

from staffing.io.scenario_file import load
from staffing.io.writing.write_workbook import export
from staffing.models.workload import Take, Window
from tests.unit.io import builders
from tests.unit.io.builders import SHEETS, faults, sheets

HEAD = [*SHEETS["指标值"][0], "期间"]
DONE = [[*row, None] for row in SHEETS["指标值"][4:]]
MONTHS = ["2025-10", "2025年11月", "2025-12", "2026-01"]
STATIONS = ("S1", "S2", "S3")


def rows(months=MONTHS, driver="人口", left_out=()):
    return [
        [station, driver, 10 * n + number, month]
        for number, month in enumerate(months)
        for n, station in enumerate(STATIONS, 1)
        if (station, month) not in left_out
    ]


def content(*settings, given=None, done=DONE):
    return sheets(
        指标值=[HEAD, *(rows() if given is None else given), *done],
        参数=[*SHEETS["参数"], *map(list, settings)],
    )


def read(path, *settings, **parts):
    return load(builders.book(path / "a.xlsx", content(*settings, **parts)))


def found(path, *settings, **parts):
    return faults(lambda: read(path, *settings, **parts))


def test_several_periods_that_nobody_asked_for_are_refused(tmp_path):
    assert found(tmp_path) == [("E_PERIOD", "指标值!D5")]


@pytest.mark.parametrize(
    ("settings", "values", "period"),
    [
        ([("统计月数", 3)], (36, 66, 96), "2025-11..2026-01"),
        ([("统计取值", "合计")], (46, 86, 126), "2025-10..2026-01"),
        ([("统计月数", 3), ("统计截止", "2025-12")], (33, 63, 93), "2025-10..2025-12"),
        ([("统计月数", 3), ("统计取值", "峰值")], (13, 23, 33), "2025-11..2026-01"),
        ([("统计月数", 3), ("统计取值", "平均")], (36, 66, 96), "2025-11..2026-01"),
        ([("periods.months", 1), ("periods.take", "sum")], (13, 23, 33), "2026-01..2026-01"),
    ],
)
def test_the_window_decides(tmp_path, settings, values, period):
    driver = read(tmp_path, *settings).scenario.drivers[0]
    assert tuple(driver.values[station] for station in STATIONS) == values
    assert driver.period == period
    assert list(driver.series) == ["2025-10", "2025-11", "2025-12", "2026-01"]


def test_what_does_not_count_is_said(tmp_path):
    loaded = read(tmp_path, ("统计月数", 3))
    issue = next(issue for issue in loaded.warnings if issue.code == "W_WINDOW")
    assert issue.where == "参数!B4"
    assert issue.values["left"] == 1
    assert issue.values["periods"] == ["2025-10"]
    assert loaded.scenario.window == Window(months=3)


def test_a_driver_with_one_period_stays_as_it_is_and_is_told(tmp_path):
    done = [[*row, "2025"] for row in SHEETS["指标值"][4:]]
    loaded = read(tmp_path, ("统计月数", 3), done=done)
    assert loaded.scenario.drivers[1].values["S1"] == 30
    assert loaded.scenario.drivers[1].series == {}
    assert [i.where for i in loaded.warnings if i.key == "W_WINDOW.other"] == ["指标值!D14"]


def test_a_missing_count_is_never_zero(tmp_path):
    given = rows(left_out=[("S2", "2025-12")])
    assert found(tmp_path, ("统计月数", 3), given=given) == [("E_VALUE_MISSING", "指标值")]
    # Outside the window it need not be there.
    assert read(tmp_path, ("统计月数", 1), given=given).scenario.drivers[0].values["S2"] == 23


def test_a_period_that_nobody_gave_is_missing(tmp_path):
    given = rows([MONTHS[0], *MONTHS[2:]])
    assert found(tmp_path, ("统计月数", 4), given=given) == [("E_VALUE_MISSING", "指标值")]
    assert found(tmp_path, ("统计取值", "合计"), given=given) == [("E_VALUE_MISSING", "指标值")]


@pytest.mark.parametrize(
    ("settings", "months", "codes"),
    [
        ([("统计月数", 0)], MONTHS, [("E_RANGE", "参数!B4")]),
        ([("统计月数", 3.5)], MONTHS, [("E_INTEGER", "参数!B4")]),
        ([("统计截止", "2025年")], MONTHS, [("E_PERIOD", "参数!B4")]),
        ([("统计取值", "中位数")], MONTHS, [("E_OPTION", "参数!B4")]),
        ([("统计月数", 3)], ["2025-10", "2025-Q4", "2025-12", "2026-01"], [("E_PERIOD", "指标值!D5")]),
        ([("统计月数", 3)], ["2025-10", "近三年", "2025-12", "2026-01"], [("E_PERIOD", "指标值!D5")]),
        ([("统计月数", 4)], ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"], [("E_PERIOD", "参数!B4")]),
        (
            [("统计月数", 6), ("统计截止", "2025-11")],
            ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"],
            [("E_PERIOD", "参数!B4")],
        ),
        ([("统计截止", "2024-01")], MONTHS, [("E_PERIOD", "参数!B4")]),
    ],
)
def test_what_is_not_certain_is_refused(tmp_path, settings, months, codes):
    assert found(tmp_path, *settings, given=rows(months)) == codes


def test_quarters_and_months_stand_side_by_side(tmp_path):
    given = [
        *rows([f"2025-{month:02}" for month in range(1, 13)]),
        *rows(["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"], "办件"),
    ]
    drivers = read(tmp_path, ("统计月数", 12), given=given, done=[]).scenario.drivers
    assert {driver.period for driver in drivers} == {"2025-01..2025-12"}
    assert drivers[1].values["S1"] == 10 + 11 + 12 + 13


def test_drivers_of_other_spans_need_a_number_of_months(tmp_path):
    given = [*rows(), *rows(MONTHS[1:], "办件")]
    assert found(tmp_path, ("统计取值", "sum"), given=given, done=[]) == [("E_PERIOD", "参数!B4")]
    drivers = read(tmp_path, ("统计月数", 2), given=given, done=[]).scenario.drivers
    assert {driver.period for driver in drivers} == {"2025-12..2026-01"}


def test_one_count_twice_in_a_period_is_refused(tmp_path):
    given = [*rows(), ["S1", "人口", 4, "2025-10"]]
    assert found(tmp_path, ("统计月数", 3), given=given) == [("E_DUPLICATE", "指标值!A2,A14")]


@pytest.mark.parametrize("take", Take)
def test_a_workbook_keeps_every_period(tmp_path, take):
    loaded = read(tmp_path, ("统计月数", 3), ("统计截止", "2025-12"), ("统计取值", take.value))
    assert export(loaded, tmp_path / "out.xlsx") == ()
    again = load(tmp_path / "out.xlsx")
    assert again.scenario.input_sha256 == loaded.scenario.input_sha256
    assert again.scenario.drivers == loaded.scenario.drivers


def test_yaml_says_the_same_and_variants_change_it(tmp_path):
    book = builders.book(tmp_path / "a.xlsx", content())
    start = f"schema: 1\ndata: {book.name}\n"
    (tmp_path / "b.yaml").write_text(
        f"{start}periods: {{months: 3, until: 2025-12, take: mean}}\n"
        "variants:\n  高峰: {periods: {take: peak}}\n",
        encoding="utf-8",
    )
    loaded = load(tmp_path / "b.yaml")
    same = read(tmp_path, ("统计月数", 3), ("统计截止", "2025-12"), ("统计取值", "mean"))
    assert loaded.scenario.input_sha256 == same.scenario.input_sha256
    peak = loaded.variant("高峰").scenario
    assert peak.window == Window(months=3, until="2025-12", take=Take.PEAK)
    assert peak.drivers[0].values["S1"] == Decimal(12)
    assert peak.input_sha256 != loaded.scenario.input_sha256


def test_an_unknown_part_of_the_window_is_refused(tmp_path):
    book = builders.book(tmp_path / "a.xlsx", content())
    (tmp_path / "b.yaml").write_text(
        f"schema: 1\ndata: {book.name}\nperiods: {{month: 3}}\n", encoding="utf-8"
    )
    assert faults(lambda: load(tmp_path / "b.yaml")) == [("E_UNKNOWN_KEY", "periods.month")]


@pytest.mark.parametrize("take", Take)
@pytest.mark.parametrize(("printed", "gap"), [(198, None), (200, "-2")])
def test_a_printed_total_is_that_of_all_periods_counted(tmp_path, take, printed, gap):
    book = content(("统计月数", 3), ("统计取值", take.value))
    book["权重"] = [["指标", "权重", "公布合计"], ["人口", 0.7, printed], ["办件", 0.3, None]]
    loaded = load(builders.book(tmp_path / "a.xlsx", book))
    gaps = [issue.values["gap"] for issue in loaded.warnings if issue.code == "W_PRINTED_TOTAL"]
    assert gaps == ([] if gap is None else [gap])
