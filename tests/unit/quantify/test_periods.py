"""Counts of several periods: what the window makes of them, exactly."""

from decimal import Decimal
from fractions import Fraction

import pytest

from staffing.models.periods import Span, month_label, period_label, span_of
from staffing.models.workload import Driver, Take, Window
from staffing.quantify.periods import Basis, a_year, basis, count, taken

SERIES = {f"2025-{month:02}": {"S1": Decimal(month), "S2": Decimal("0.1")} for month in range(1, 13)}


def driver(take, series=SERIES, period="2025-01..2025-12"):
    values = taken(series, list(series), ["S1", "S2"], take)
    return Driver(name="k", weight=Decimal(1), values=values, period=period, series=series)


@pytest.mark.parametrize("label", ["2025", "2025-H2", "2025-Q4", "2025-12", "1999-01"])
def test_a_period_is_its_months_and_they_its_name(label):
    assert period_label(span_of(label)) == label


@pytest.mark.parametrize(
    "label", [None, "", "近三年", "2025-13", "2025-Q5", "2025-01-03", "2025-01..2025-12"]
)
def test_other_words_are_no_months(label):
    assert span_of(label) is None


def test_the_year_turns():
    assert [month_label(Span(12 * 2025 + 11, 2).first + n) for n in range(2)] == ["2025-12", "2026-01"]


@pytest.mark.parametrize(
    ("take", "count_s1", "year_s1"),
    [(Take.SUM, 78, 78), (Take.MEAN, Fraction(78, 12), 78), (Take.PEAK, 12, 144)],
)
def test_sum_mean_and_peak_are_exact_and_told_for_a_year(take, count_s1, year_s1):
    window, one = Window(take=take), driver(take)
    assert count(one, "S1", window) == count_s1
    assert a_year(one, "S1", window) == year_s1
    # A tenth twelve times over, and its mean, without a rest.
    assert count(one, "S2", window) == {Take.SUM: Fraction(6, 5)}.get(take, Fraction(1, 10))


def test_the_window_leaves_out_what_lies_outside():
    one = driver(Take.MEAN, period="2025-10..2025-12")
    assert basis(one, Window(take=Take.MEAN)) == Basis(("2025-10", "2025-11", "2025-12"), 3, 1)


@pytest.mark.parametrize(("period", "months"), [("2025", 12), ("2025-H1", 6), ("近三年", None), (None, None)])
def test_a_single_period_says_for_how_many_months_it_stands(period, months):
    one = Driver(name="k", weight=Decimal(1), values={"S1": Decimal(30)}, period=period)
    assert basis(one, None).months == months
    assert a_year(one, "S1", None) == (None if months is None else Fraction(360, months))
