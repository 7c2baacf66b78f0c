"""Order statistics of durations against their definitions."""

from decimal import Decimal
from fractions import Fraction
from math import comb
from statistics import median, quantiles

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffing.quantify.durations import median_interval, middle, ranks, rounded, spread


def exactly(samples: int) -> tuple[int, Fraction] | None:
    """Return the greatest rank with at most 2.5 % below it and the coverage, in whole numbers."""
    below, rank = 0, 0
    while (below + comb(samples, rank)) * 40 <= 2**samples:
        below += comb(samples, rank)
        rank += 1
    return (rank, 1 - Fraction(2 * below, 2**samples)) if rank else None


@pytest.mark.parametrize("samples", [*range(1, 121), 499, 500, 1000, 4001])
def test_the_interval_of_the_median_is_the_exact_binomial_one(samples):
    found, exact = median_interval(samples), exactly(samples)
    assert (found is None) == (exact is None) == (samples < 6)
    if found is not None and exact is not None:
        assert (found.low, found.high) == (exact[0], samples + 1 - exact[0])
        assert found.coverage == pytest.approx(float(exact[1]), abs=1e-12)
        assert found.coverage >= 0.95


def test_a_large_sample_has_the_normal_interval():
    found = median_interval(5_000_000)
    assert found.low == pytest.approx(2_500_000 - 1.959964 * 5_000_000**0.5 / 2, abs=2)
    assert 0.95 <= found.coverage < 0.951


@given(st.lists(st.integers(1, 10**12), min_size=2, max_size=60))
def test_the_figures_are_those_of_the_whole_sample(values):
    ordered = sorted(values)
    at = {rank: ordered[rank - 1] for rank in ranks(len(values))}
    first, last = middle(len(values))
    found = spread(len(values), at, sum(ordered[first - 1 : last]))
    exact = quantiles([Fraction(value) for value in values], n=4, method="inclusive")
    assert [found.first_quartile, found.median, found.third_quartile] == exact
    assert found.median == median([Fraction(value) for value in values])
    cut = len(values) // 10
    kept = ordered[cut : len(values) - cut]
    assert found.trimmed_mean == Fraction(sum(kept), len(kept))


def test_one_sample_is_its_own_median_and_has_no_interval():
    found = spread(1, {1: 7}, 7)
    assert (found.median, found.first_quartile, found.third_quartile, found.trimmed_mean) == (7, 7, 7, 7)
    assert found.low is found.high is found.coverage is None


@given(st.fractions(min_value=Fraction(1, 10**9), max_value=10**6))
def test_rounding_keeps_three_digits_and_its_direction(hours):
    down, near, up = (rounded(hours, up=False), rounded(hours), rounded(hours, up=True))
    assert Fraction(down) <= hours <= Fraction(up)
    assert near in (down, up)
    assert all(len(value.normalize().as_tuple().digits) <= 3 for value in (down, near, up))
    assert abs(Fraction(near) - hours) * 200 <= hours


def test_half_goes_up():
    assert rounded(Fraction(1235, 1000)) == Decimal("1.24")
    assert rounded(Fraction(1225, 1000)) == Decimal("1.23")
