"""One cell gives one value, exactly, or a fault: never a wrong number."""

import re
from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffing.io.cells import Cell, Null, shown
from staffing.io.findings import Findings
from staffing.io.values.dates import iso_date
from staffing.io.values.numbers import decimal, maximum, whole
from staffing.io.values.words import identifier, name, text, yes_no


def cell(value, form="workbook"):
    return Cell(value, "数值", "a.xlsx", "单位!D3", form)


def codes(parse, value, form="workbook", **options):
    findings = Findings()
    parsed = parse(cell(value, form), findings, **options)
    return parsed, [issue.code for issue in (*findings.errors, *findings.warnings)]


@pytest.mark.parametrize(
    ("value", "expected"),
    [(3, 3), (3.0, 3), (-0.0, 0), (Decimal(7), 7), ("7", 7), ("12,000", 12000), (" 7 ", 7)],
)
def test_whole(value, expected):
    assert codes(whole, value)[0] == expected


@pytest.mark.parametrize(
    "value",
    [0.1 + 0.2, "1_2", "０", "１２", "١٢", "0x10", "1²", "½", "⑫", "1e3", "12,00", "1,2000", "+5", "007",
     "NaN", "-inf", "", None, Null.NULL, True, time(12), date(2025, 1, 1), float("nan"), float("inf"), 1e300,
     "9" * 400],
    ids=ascii,
)  # fmt: skip
def test_no_count(value):
    parsed, found = codes(whole, value)
    assert parsed is None
    assert len([code for code in found if code.startswith("E_")]) == 1


@pytest.mark.parametrize("form", ["workbook", "csv", "typed"])
@given(words=st.text(alphabet="0123456789０１²½,._-+eExX٣ ", max_size=12) | st.text(max_size=6))
def test_text_never_gives_a_wrong_number(form, words):
    parsed, found = codes(decimal, words, form, negative=True)
    if parsed is None:
        assert any(code.startswith("E_") for code in found)
    else:
        plain = words.strip().replace(",", "")
        assert re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", plain, re.ASCII)
        assert parsed == Decimal(plain)
        assert form != "typed"


@given(st.decimals(min_value=0, max_value=10**9, places=5))
def test_what_a_spreadsheet_holds_is_read_exactly(number):
    assert codes(decimal, float(number))[0] == number
    assert codes(decimal, str(number), "csv")[0] == number


def test_fifteen_significant_digits():
    assert codes(decimal, 0.1 + 0.2)[0] == Decimal("0.3")
    assert codes(decimal, "0.30000000000000004", "csv")[0] == Decimal("0.3")
    assert codes(decimal, Decimal("0.30000000000000004"), "typed")[0] == Decimal("0.3")


def test_a_placeholder_is_no_value():
    for words in ("-", "—", "——", "/", "N/A"):
        assert codes(whole, words) == (None, ["E_MISSING"])


def test_text_in_yaml_is_no_number_and_nan_is_none_anywhere():
    assert codes(whole, "60", "typed") == (None, ["E_TYPE"])
    assert codes(whole, ".nan", "typed") == (None, ["E_NUMBER"])


def test_no_limit():
    assert codes(maximum, "不限") == (None, [])
    assert codes(maximum, Null.NULL, "typed") == (None, [])
    assert codes(maximum, None) == (None, ["E_MISSING"])
    assert codes(maximum, "无") == (None, ["E_NUMBER"])


@pytest.mark.parametrize(
    ("value", "code"),
    [("s1", "E_ID_CHARSET"), ("../x", "E_ID_CHARSET"), ("S" * 33, "E_ID_CHARSET"), ("东河", "E_ID_CHARSET"),
     ("S\u200b1", "E_INVISIBLE"), ("\u0405002", "E_CONFUSABLE"), ("S\x071", "E_CONTROL"), (True, "E_TYPE"),
     (1.5, "E_ID_CHARSET"), (None, "E_MISSING")],
)  # fmt: skip
def test_refused_ids(value, code):
    assert codes(identifier, value) == (None, [code])


def test_ids():
    assert codes(identifier, "S_01-A") == ("S_01-A", [])
    assert codes(identifier, "contract", local=True) == ("contract", [])
    assert codes(identifier, 101.0) == ("101", ["W_NUMBER_ID"])
    assert codes(identifier, 101, "typed") == ("101", [])
    assert codes(identifier, "Ｓ１") == ("S1", ["W_NFKC"])


@pytest.mark.parametrize("words", ["=1+1", "@x", "<b>", "{{7*7}}", "a;b", "a`b", 'x"y', "＝1"])
def test_refused_names(words):
    assert codes(name, words) == (None, ["E_NAME"])


@pytest.mark.parametrize(
    "words", ["东河站", "O'HARE", "Armour Square", "县委办（党史室）", "买买提·己", "㐂𠮷站", "A/B-1"]
)
def test_names(words):
    assert codes(name, words) == (words, [])


def test_text_has_a_limit_and_no_control_characters():
    assert codes(text, "x" * 1001) == (None, ["E_TOO_LONG"])
    assert codes(text, "a\nb") == (None, ["E_CONTROL"])
    assert codes(text, "a\nb", lines=True) == ("a\nb", [])


def test_yes_and_no():
    answers = [codes(yes_no, word)[0] for word in ("是", "否", "yes", "No", True, False)]
    assert answers == [True, False, True, False, True, False]
    assert codes(yes_no, "1") == (None, ["E_OPTION"])
    assert codes(yes_no, None) == (None, ["E_MISSING"])


def test_dates():
    assert codes(iso_date, date(2026, 11, 22)) == ("2026-11-22", [])
    assert codes(iso_date, "2026-11-22") == ("2026-11-22", [])
    assert codes(iso_date, "20261122") == (None, ["E_DATE"])
    assert codes(iso_date, 46348.0) == (None, ["E_DATE"])


def test_a_message_quotes_nothing_that_a_terminal_obeys():
    assert shown("a\x1b[31m\n") == "a\\u001b[31m\\u000a"
    assert shown("x" * 100) == "x" * 40 + "…"
