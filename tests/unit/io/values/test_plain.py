"""What is recognised as plainly written is what the parsers read just so, without a word."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from staffing.io.cells import Cell
from staffing.io.findings import Findings
from staffing.io.values.numbers import decimal, maximum, whole
from staffing.io.values.plain import is_no_limit, is_plain_id, is_plain_name, plain_counts, plain_heads
from staffing.io.values.words import identifier, name

VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.decimals(), st.dates(), st.times(), st.datetimes(),
    st.text(), st.text("0123456789.,-%+ 　人"), st.text("S0_-Ａa市所·（）\u200b\n", max_size=40),
    st.sampled_from(["不限", "none", "-", "——", "=1+1", "S001", "0", "007", 0.0, -0.0, 1e15, 1e7, 10000001.0]),
)  # fmt: skip
FORMS = st.sampled_from(["workbook", "csv", "typed"])


def read(parse, value, form):
    """Return what a parser makes of a value, and how much it records."""
    findings = Findings()
    return parse(Cell(value, "t", "f", "w", form), findings), findings.told


@given(VALUES, FORMS)
@example(True, "workbook")
@example(-0.0, "workbook")
@example("12", "workbook")
@example("无", "workbook")
def test_whoever_is_plain_is_read_as_it_stands(value, form):
    (count,), (heads,) = plain_counts([value], form), plain_heads([value], form)
    if count is not None:
        parsed, told = read(decimal, value, form)
        assert (type(count), count, told) == (Decimal, parsed, 0)
    if heads is not None:
        assert (type(heads), (heads, 0)) == (int, read(whole, value, form))
    if is_no_limit(value):
        assert read(maximum, value, form) == (None, 0)
    if is_plain_id(value):
        assert read(identifier, value, form) == (value, 0)
    if is_plain_name(value):
        assert read(name, value, form) == (value, 0)


@pytest.mark.parametrize(("value", "form"), [(12.0, "workbook"), ("12", "csv"), (12, "typed")])
def test_plain_numbers_are_recognised(value, form):
    assert plain_counts([value], form) == [Decimal(12)]
    assert plain_heads([value], form) == [12]


@given(st.lists(VALUES, max_size=6), FORMS)
@example([0, -0.0, 0.0, 1, True, 1.0], "workbook")
def test_a_column_is_read_as_its_values_are(values, form):
    for read_column in (plain_counts, plain_heads):
        single = [read_column([value], form)[0] for value in values]
        column = read_column(values, form)
        assert [(type(value), value) for value in column] == [(type(value), value) for value in single]


def test_plain_words_are_recognised():
    assert is_plain_id("S001")
    assert all(is_plain_name(words) for words in ("东河所", "东河 所（北）", "A·B"))
