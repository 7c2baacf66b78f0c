"""Counts and weights: percentages all or none, one period however it is spelt, weights above 0 that sum to 1."""

import random
from decimal import Decimal

import pytest

from staffing.io.scenario_file import load
from tests.unit.io import builders
from tests.unit.io.builders import SHEETS, faults, sheets, with_cell

HEAD = SHEETS["指标值"][0]
DONE = SHEETS["指标值"][4:]


def counts(*values):
    """Return the counts of 人口 for the three stations, and those of 办件 as they are."""
    return sheets(指标值=[HEAD, *([f"S{n}", "人口", value] for n, value in enumerate(values, 1)), *DONE])


def found(path, content):
    return faults(lambda: load(builders.book(path / "a.xlsx", content)))


def test_a_driver_may_be_written_in_percent_throughout(tmp_path):
    loaded = load(builders.book(tmp_path / "a.xlsx", counts("10%", "20%", "30.5%")))
    assert [(issue.code, issue.where) for issue in loaded.warnings] == [("W_PERCENT", "指标值!C2")]
    expected = {"S1": Decimal("0.1"), "S2": Decimal("0.2"), "S3": Decimal("0.305")}
    assert loaded.scenario.drivers[0].values == expected


@pytest.mark.parametrize(
    ("values", "places"),
    [
        (("10%", 0.2, 0.3), ["指标值!C2"]),
        ((0.1, "20%", 0.3), ["指标值!C3"]),
        (("10%", "20%", 0.3), ["指标值!C4"]),
        (("10%", "20%", 0), ["指标值!C4"]),
        (("10%", "20%", "0.3"), ["指标值!C4"]),
    ],
)
def test_counts_with_and_without_percent_are_refused_where_they_differ(tmp_path, values, places):
    assert found(tmp_path, counts(*values)) == [("E_PERCENT", place) for place in places]


def test_other_drivers_may_be_written_otherwise(tmp_path):
    content = counts("10%", "20%", "30%")
    assert load(builders.book(tmp_path / "a.xlsx", content)).scenario.drivers[1].values["S1"] == 30


def periods(*spellings):
    rows = [["S1", "人口", 5, spellings[0]], ["S2", "人口", 6, spellings[1]], ["S3", "人口", 7, spellings[2]]]
    return sheets(指标值=[[*HEAD, "期间"], *rows, *([*row, None] for row in DONE)])


def test_a_period_is_kept_as_it_is_written(tmp_path):
    loaded = load(builders.book(tmp_path / "a.xlsx", periods(*["2025年第一季度"] * 3)))
    assert loaded.scenario.drivers[0].period == "2025年第一季度"
    assert loaded.warnings == ()


def test_two_spellings_of_one_period_are_one_whatever_the_order(tmp_path):
    spellings = ["2025年第一季度", "2025Q1", "2025年1-3月"]
    hashes = set()
    for number in range(3):
        content = periods(*spellings)
        rows = content["指标值"][1:]
        random.Random(number).shuffle(rows)
        loaded = load(
            builders.book(tmp_path / f"{number}.xlsx", {**content, "指标值": [content["指标值"][0], *rows]})
        )
        assert loaded.scenario.drivers[0].period == "2025-Q1"
        assert [issue.code for issue in loaded.warnings] == ["W_PERIOD_SPELLING"]
        assert len(loaded.notes) == 3
        hashes.add(loaded.scenario.input_sha256)
    assert len(hashes) == 1


@pytest.mark.parametrize("number", range(3))
def test_exactly_the_spellings_that_change_are_noted(tmp_path, number):
    spellings = ["2025年"] * 3
    spellings[number] = "2025"
    loaded = load(builders.book(tmp_path / "a.xlsx", periods(*spellings)))
    changed = [f"指标值!D{row}" for row, words in enumerate(spellings, 2) if words != "2025"]
    assert [(note.where, note.got, note.read) for note in loaded.notes] == [
        (place, "2025年", "2025") for place in changed
    ]
    assert "“2025年”与“2025”" in loaded.warnings[0].line("zh")


@pytest.mark.parametrize(
    ("spellings", "code", "where"),
    [
        (("2025年第一季度", "2025年第二季度", "2025Q1"), "E_PERIOD", "指标值!D3"),
        (("2025", "2025", None), "E_PERIOD", "指标值!D4"),
        ((2025.1, 2025.1, 2025.1), "E_PERIOD", "指标值!D2"),
        (("近三年", "近两年", "近三年"), "E_PERIOD", "指标值!D3"),
    ],
)
def test_other_periods_are_refused(tmp_path, spellings, code, where):
    assert found(tmp_path, periods(*spellings))[0] == (code, where)


def test_a_dash_for_a_period_is_none(tmp_path):
    loaded = load(builders.book(tmp_path / "a.xlsx", periods("—", "—", "—")))
    assert loaded.scenario.drivers[0].period is None
    assert [issue.code for issue in loaded.warnings] == ["W_DASH"]


@pytest.mark.parametrize(
    ("weights", "codes"),
    [
        ((1.2, -0.2), [("E_WEIGHT_RANGE", "权重!B3")]),
        ((1, 0), [("E_WEIGHT_RANGE", "权重!B3")]),
        ((0.7, -0.2), [("E_WEIGHT_RANGE", "权重!B3"), ("E_WEIGHT_SUM", "权重!B2,B3")]),
        ((0, 0), [("E_WEIGHT_SUM", "权重!B2,B3")]),
        ((70, 30), [("E_WEIGHT_SUM", "权重!B2,B3")]),
    ],
)
def test_weights(tmp_path, weights, codes):
    content = sheets(权重=[["指标", "权重"], ["人口", weights[0]], ["办件", weights[1]]])
    assert found(tmp_path, content) == codes


def test_weights_in_percent(tmp_path):
    content = sheets(权重=[["指标", "权重"], ["人口", "70%"], ["办件", 0.3]])
    loaded = load(builders.book(tmp_path / "a.xlsx", content))
    plain = load(builders.book(tmp_path / "b.xlsx", sheets()))
    assert [(issue.code, issue.where) for issue in loaded.warnings] == [("W_PERCENT", "权重!B2")]
    assert loaded.scenario.input_sha256 == plain.scenario.input_sha256


def test_a_unit_is_read_in_a_mapped_column_and_nowhere_else(tmp_path):
    table = builders.WIDE.replace(",1200,", ",0.12万人,")
    loaded = load(builders.wide_scenario(tmp_path, table))
    plain = (tmp_path / "plain").mkdir() or load(builders.wide_scenario(tmp_path / "plain"))
    assert [(issue.code, issue.where) for issue in loaded.warnings] == [("W_UNIT", "line 2, pop")]
    assert loaded.scenario.input_sha256 == plain.scenario.input_sha256
    path = builders.wide_scenario(tmp_path, builders.WIDE.replace(",30\n", ",30件\n"))
    assert faults(lambda: load(path)) == [("E_NUMBER", "line 2, 办件")]
    assert found(tmp_path, with_cell("指标值", 1, 2, "0.12万")) == [("E_NUMBER", "指标值!C2")]
