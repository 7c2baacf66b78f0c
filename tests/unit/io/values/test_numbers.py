"""One cell gives one number, exactly, or a fault: never a wrong number."""

import re
from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffing.io.cells import Null
from staffing.io.values.numbers import decimal, is_percent, maximum, number_in, parse_number, whole
from tests.unit.io.values.reading import cell, codes


@pytest.mark.parametrize(
    ("value", "expected", "notes"),
    [
        (3, 3, []),
        (3.0, 3, []),
        (Decimal(7), 7, []),
        ("7", 7, ["W_TEXT_NUMBER"]),
        ("12,000", 12000, ["W_TEXT_NUMBER"]),
        (" 7 ", 7, ["W_TRIMMED", "W_TEXT_NUMBER"]),
        ("\u30007\u200b", 7, ["W_TRIMMED", "W_TEXT_NUMBER"]),
        ("１２", 12, ["W_NFKC", "W_TEXT_NUMBER"]),
        ("１２，０００", 12000, ["W_NFKC", "W_TEXT_NUMBER"]),
        ("7.0", 7, ["W_TEXT_NUMBER"]),
        (-0.0, 0, ["W_NEGATIVE_ZERO"]),
        ("-0", 0, ["W_TEXT_NUMBER", "W_NEGATIVE_ZERO"]),
    ],
    ids=ascii,
)
def test_whole(value, expected, notes):
    assert codes(whole, value) == (expected, notes)


@pytest.mark.parametrize(
    "value",
    ["1_2", "١٢", "0x10", "1²", "½", "⑫", "1e3", "12,00", "1,2000", "0,123", "+5", "007", ".5", "5.", "1 000",
     "5\u200b6", "二", "约5", "12人", "1.2万", "12%", "1,000,00", "−5", "NaN", "-inf", "", None, Null.NULL, True,
     time(12), date(2025, 1, 1), float("nan"), float("inf"), 1e300, "9" * 400,
     Decimal("1E+9999999"), Decimal("1E-9999999")],
    ids=lambda value: ascii(value)[:20],
)  # fmt: skip
def test_no_count(value):
    parsed, found = codes(whole, value)
    assert parsed is None
    assert len([code for code in found if code.startswith("E_")]) == 1


@pytest.mark.parametrize("form", ["workbook", "csv", "typed"])
@given(words=st.text(alphabet="0123456789０１²½,，._-+%％eExX٣ ", max_size=12) | st.text(max_size=6))
def test_text_never_gives_a_wrong_number(form, words):
    parsed, found = codes(decimal, words, form, negative=True)
    if parsed is None:
        assert any(code.startswith("E_") for code in found)
        return
    wide = str.maketrans("０１２３４５６７８９．，－％", "0123456789.,-%")
    plain = words.strip().strip("\u200b\ufeff").translate(wide).replace(",", "")
    assert re.fullmatch(r"-?[0-9]+(\.[0-9]+)?%?", plain, re.ASCII)
    assert parsed == (Decimal(plain[:-1]) / 100 if plain.endswith("%") else Decimal(plain))
    assert form != "typed"
    assert found or (form == "csv" and plain == words)


@given(st.decimals(min_value=0, max_value=10**9, places=5))
def test_what_a_spreadsheet_holds_is_read_exactly(number):
    assert codes(decimal, float(number)) == (number, [])
    assert codes(decimal, str(number), "csv") == (number, [])


def test_fifteen_significant_digits_and_a_note_where_that_is_not_all():
    assert codes(decimal, 0.1 + 0.2) == (Decimal("0.3"), ["W_PRECISION"])
    assert codes(decimal, "0.30000000000000004", "csv") == (Decimal("0.3"), ["W_PRECISION"])
    assert codes(decimal, Decimal("0.30000000000000004"), "typed") == (Decimal("0.3"), ["W_PRECISION"])
    assert codes(decimal, "0.300000000000000000", "csv") == (Decimal("0.3"), [])
    assert codes(decimal, 1 / 3) == (Decimal("0.333333333333333"), ["W_PRECISION"])


@pytest.mark.parametrize(
    ("words", "expected", "notes"),
    [
        ("50%", "0.5", ["W_PERCENT"]),
        ("12.5%", "0.125", ["W_PERCENT"]),
        ("５０％", "0.5", ["W_NFKC", "W_PERCENT"]),
        (" 50% ", "0.5", ["W_TRIMMED", "W_PERCENT"]),
        ("1,200%", "12", ["W_TEXT_NUMBER", "W_PERCENT"]),
    ],
)
def test_percentages_of_decimal_columns(words, expected, notes):
    assert codes(decimal, words) == (Decimal(expected), notes)
    assert codes(whole, words)[0] is None


def test_percentages_that_leave_doubt():
    for words in ("50 %", "%50", "50%%", "5%0", "50‰", "百分之五十"):
        assert codes(decimal, words) == (None, ["E_NUMBER"])


def test_which_texts_are_percentages():
    assert [is_percent(cell(value)) for value in ("5%", "５％", "5", 0.05, "x%")] == [
        True,
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize("words", ["-", "—", "——", "－", "/", "N/A", "n/a", "无", " 暂无 ", "……"])
def test_a_placeholder_is_no_value(words):
    assert codes(whole, words) == (None, ["E_MISSING"])


def test_text_in_yaml_is_no_number_and_nan_is_none_anywhere():
    assert codes(whole, "60", "typed") == (None, ["E_TYPE"])
    assert codes(whole, "50%", "typed") == (None, ["E_TYPE"])
    assert codes(whole, ".nan", "typed") == (None, ["E_NUMBER"])
    assert codes(whole, Decimal("-0"), "typed") == (0, ["W_NEGATIVE_ZERO"])


def test_no_limit():
    assert codes(maximum, "不限") == (None, [])
    assert codes(maximum, " 不限") == (None, ["W_TRIMMED"])
    assert codes(maximum, Null.NULL, "typed") == (None, [])
    assert codes(maximum, None) == (None, ["E_MISSING"])
    assert codes(maximum, "无") == (None, ["E_MISSING"])
    assert codes(maximum, "不设限") == (None, ["E_NUMBER"])


def test_numbers_are_also_read_without_a_word():
    values = ["1,200", "50%", 0.1 + 0.2, 7, "约5", True, None, float("nan"), date(2025, 1, 1)]
    expected = [Decimal(1200), Decimal("0.5"), Decimal("0.3"), Decimal(7), None, None, None, None, None]
    assert [number_in(value) for value in values] == expected


def test_every_digit_of_a_text_is_kept_until_it_is_read():
    parsed = parse_number("0." + "1" * 400)
    assert parsed is not None
    assert len(parsed.number.as_tuple().digits) == 400
