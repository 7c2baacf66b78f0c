"""Numbers of other offices' tables, with 万 and the words that count."""

from decimal import Decimal

import pytest

from staffing.io.values.foreign import amount_in, decimal_with_unit
from staffing.io.values.numbers import decimal
from tests.unit.io.values.reading import codes

READ = {
    "1.2万": "12000",
    "3亿": "300000000",
    "5千": "5000",
    "2百": "200",
    "12人": "12",
    "15件": "15",
    "1.2万件": "12000",
    "1,234户": "1234",
    "0.30亿": "30000000",
    "0个": "0",
}


@pytest.mark.parametrize(("words", "expected"), READ.items(), ids=READ)
def test_read_exactly_and_noted(words, expected):
    number, notes = codes(decimal_with_unit, words)
    assert number == amount_in(words) == Decimal(expected)
    assert "W_UNIT" in notes
    assert codes(decimal, words) == (None, ["E_NUMBER"])


def test_each_step_is_noted():
    assert codes(decimal_with_unit, " １.２万 ") == (12000, ["W_TRIMMED", "W_NFKC", "W_UNIT"])
    assert codes(decimal_with_unit, "1.23456789012345678万", "csv")[1] == ["W_UNIT", "W_PRECISION"]


@pytest.mark.parametrize(
    "words", ["约1.2万", "1.2万多", "12 人", "人", "万", "1万2千", "12元", "5%人", "1.2.3万", "+3亿", "-"]
)
def test_what_leaves_doubt_is_refused(words):
    number, notes = codes(decimal_with_unit, words)
    assert number is None
    assert notes in (["E_NUMBER"], ["E_MISSING"])
    assert amount_in(words) is None


def test_limits_hold_for_the_number_that_is_meant():
    assert codes(decimal_with_unit, "-3件") == (None, ["E_NEGATIVE", "W_UNIT"])
    assert codes(decimal_with_unit, "99999999亿")[1] == ["E_RANGE", "W_UNIT"]


def test_plain_numbers_are_read_as_elsewhere():
    for value in (12, 0.5, "7", "50%"):
        assert codes(decimal_with_unit, value) == codes(decimal, value)
    assert codes(decimal_with_unit, "12人", "typed") == (None, ["E_TYPE"])
