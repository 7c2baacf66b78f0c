"""Dates and periods: the usual spellings mean one day or span each; what could mean two is not read."""

from datetime import date, datetime, time

import pytest

from staffing.io.findings import Findings
from staffing.io.values.dates import iso_date, parse_day, parse_period, period_text
from tests.unit.io.values.reading import cell, codes


@pytest.mark.parametrize(
    "words",
    ["2025-01-03", "2025-1-3", "2025/1/3", "2025.1.3", "2025.01.03", "20250103", "2025年1月3日",
     "2025年01月03日", "2025 年 1 月 3 日", "２０２５年１月３日", "2025年1月3号", "2025-01-03 14:05",
     "2025/1/3 4:05:22", "2025-01-03T14:05:22",
     "2025-01-03 14:05:22.123", "2025年1月3日 14:05", "2025年1月3日14时5分", "2025年1月3日14时", "20250103140522",
     "\u30002025-1-3\u200b"],
    ids=ascii,
)  # fmt: skip
def test_spellings_of_a_day(words):
    assert parse_day(words) == date(2025, 1, 3)


@pytest.mark.parametrize(
    "words",
    ["", "25-1-3", "3/1/2025", "1/3/2025", "03.01.2025", "2025-13-1", "2025-02-29", "2025/1-3", "2025年1月",
     "2025-1", "2025-01-03 25:00", "2025-01-03 14:60", "2025-01-03Z", "2025-01-03T14:05Z", "2025-01-03 下午3:00",
     "2025-01-03 -",
     "2025-001-03", "1月3日", "2025一月三日", "20250132", "2025010314", "2025-1-3-4", "9999-01-01", "Jan 3 2025",
     "45660", "٢٠٢٥-01-03"],
    ids=ascii,
)  # fmt: skip
def test_what_is_no_certain_day(words):
    assert parse_day(words) is None


PERIODS = {
    "2025": ["2025", "2025年", "2025年度", "2025年全年", "２０２５年", "2025年1-12月", "2025-01-01至2025-12-31"],
    "2025-H1": ["2025年上半年", "2025上半年", "2025H1", "2025-H1", "2025-h1", "2025年1-6月", "2025年1—6月"],
    "2025-H2": ["2025年下半年", "2025-H2", "2025年7月至12月"],
    "2025-Q1": ["2025年第一季度", "2025年一季度", "2025年1季度", "2025年第1季度", "2025Q1", "2025-Q1",
                "2025年Q1", "2025年1-3月"],
    "2025-Q4": ["2025年四季度", "2025q4", "2025年10月-12月"],
    "2025-01": ["2025年1月", "2025年01月份", "2025-01", "2025-1", "2025/1", "2025.01", "202501"],
    "2025-10": ["2025.10", "2025年10月"],
    "2025-01-03": ["2025年1月3日", "2025-1-3", "20250103"],
    "2025-01-01/2025-09-30": ["2025年1-9月", "2025-01-01至2025-09-30", "2025年1月至2025年9月"],
    "2024-01-01/2025-12-31": ["2024年至2025年"],
}  # fmt: skip


@pytest.mark.parametrize(("label", "spellings"), PERIODS.items(), ids=PERIODS)
def test_spellings_of_a_period(label, spellings):
    assert {words: getattr(parse_period(words), "label", None) for words in spellings} == dict.fromkeys(
        spellings, label
    )


def test_a_period_holds_its_days():
    quarter = parse_period("2024年一季度")
    assert quarter is not None
    assert (quarter.first, quarter.last) == (date(2024, 1, 1), date(2024, 3, 31))
    assert quarter.holds(date(2024, 2, 29))
    assert not quarter.holds(date(2024, 4, 1))


@pytest.mark.parametrize(
    "words",
    [
        "",
        "近三年",
        "第一季度",
        "2025年第五季度",
        "2025年13月",
        "2025.1",
        "202513",
        "25年",
        "2025-2024",
        "2025年3-1月",
        "1-3月",
    ],
)
def test_what_is_no_certain_period(words):
    assert parse_period(words) is None


@pytest.mark.parametrize(
    ("value", "expected", "notes"),
    [
        ("2026-11-22", "2026-11-22", []),
        (date(2026, 11, 22), "2026-11-22", []),
        (datetime.fromisoformat("2026-11-22"), "2026-11-22", []),
        (datetime.fromisoformat("2026-11-22 08:30"), "2026-11-22", ["W_DATE"]),
        ("2026年11月22日", "2026-11-22", ["W_DATE"]),
        (" 2026-11-22", "2026-11-22", ["W_DATE"]),
        (46348.0, "2026-11-22", ["W_DATE"]),
        (20261122.0, "2026-11-22", ["W_DATE"]),
    ],
    ids=ascii,
)
def test_dates(value, expected, notes):
    assert codes(iso_date, value) == (expected, notes)


@pytest.mark.parametrize("value", [46348.5, 19999.0, 80001.0, 3.0, "22.11.2026", "明天", "2026-02-30"])
def test_refused_dates(value):
    assert codes(iso_date, value) == (None, ["E_DATE"])


def test_dates_of_other_types():
    assert codes(iso_date, time(12)) == (None, ["E_TYPE"])
    assert codes(iso_date, None) == (None, ["E_MISSING"])
    assert codes(iso_date, 46348, "typed") == (None, ["E_TYPE"])
    assert codes(iso_date, "46348", "csv") == (None, ["E_DATE"])


def test_serial_numbers_since_1904():
    findings = Findings()
    findings.date1904 = True
    assert iso_date(cell(44886.0), findings) == "2026-11-22"


def test_a_period_keeps_its_spelling_and_figures_that_name_none_are_refused():
    assert codes(period_text, "2025年第一季度") == ("2025年第一季度", [])
    assert codes(period_text, 2025.0) == ("2025", [])
    assert codes(period_text, "近三年平均") == ("近三年平均", [])
    assert codes(period_text, date(2025, 1, 3)) == ("2025-01-03", [])
    assert codes(period_text, datetime.fromisoformat("2025-01-31")) == ("2025-01-31", [])
    for first in (date(2025, 1, 1), datetime.fromisoformat("2025-12-01")):
        assert codes(period_text, first) == (None, ["E_PERIOD"])
    for unclear in (2025.1, "2025.1", 45660.0, "3/1/2025", "１"):
        assert codes(period_text, unclear) == (None, ["E_PERIOD"])
