"""Poisson counts: chances as their formula has them, draws that are known once and for all, moments that fit."""

from decimal import Decimal, localcontext
from math import exp, lgamma, log, sqrt

import numpy as np
import pytest

from staffing.analysis.poisson import GREATEST, cumulated_chances, poisson

MEANS = [0.01, 0.5, 1.0, 3.7, 25.0, 999.5, 12345.0, 1e6]


def chance(count: int, mean: float) -> float:
    """Return the chance of a Poisson count by its formula."""
    return exp(count * log(mean) - mean - lgamma(count + 1))


@pytest.mark.parametrize("mean", MEANS)
def test_chances_are_those_of_the_formula(mean: float) -> None:
    first, cumulated = cumulated_chances(mean)
    chances = [chance(first + k, mean) for k in range(cumulated.size)]
    assert sum(chances) == pytest.approx(1, abs=1e-8), "nothing that matters lies beyond the table"
    expected = np.cumsum(chances)
    assert cumulated == pytest.approx(expected, abs=1e-8)
    assert cumulated[-1] == 1
    assert (np.diff(cumulated) >= 0).all()


def test_small_chances_are_exact_to_the_last_digits() -> None:
    _, cumulated = cumulated_chances(2.0)
    expected = np.cumsum([exp(-2), 2 * exp(-2), 2 * exp(-2), 4 / 3 * exp(-2), 2 / 3 * exp(-2)])
    assert cumulated[:5] == pytest.approx(expected, rel=1e-14)


KNOWN = [
    [0.0, 0.0, 0.0, 27.0, 1609.0, 3002352.0],
    [0.0, 0.0, 2.0, 50.0, 1610.0, 2995192.0],
    [0.0, 0.0, 3.0, 34.0, 1617.0, 3000180.0],
    [0.0, 0.0, 0.0, 33.0, 1591.0, 3000655.0],
]
"""Of means 0, 0.3, 2.5, 40, 1574 and three million, by seed 0."""


def test_known_draws() -> None:
    """The stream of PCG64, and sums and products of doubles: these numbers hold on every machine."""
    means = np.array([0.0, 0.3, 2.5, 40.0, 1574.0, 3e6])
    assert [counts.tolist() for counts in poisson(means, 4, seed=0)] == KNOWN


def test_known_draws_by_long_arithmetic() -> None:
    """The same by sixty digits, from 0 upwards, with the exponential function."""
    stream = np.random.PCG64(0).random_raw(24).tolist()
    with localcontext(prec=60):
        for row, raws in zip(KNOWN, (stream[start : start + 6] for start in range(0, 24, 6)), strict=True):
            for k, mean in enumerate(("0", "0.3", "2.5", "40", "1574")):
                assert row[k] == inverted(Decimal(mean), Decimal(raws[k] >> 11) / 2**53)


def inverted(mean: Decimal, uniform: Decimal) -> int:
    """Return the least count whose cumulated chance exceeds a number."""
    count, chance = 0, (-mean).exp()
    cumulated = chance
    while cumulated <= uniform:
        count += 1
        chance *= mean / count
        cumulated += chance
    return count


def test_the_first_draws_are_the_same_however_many_follow(monkeypatch) -> None:
    means = np.array([[3.0, 70.0], [0.5, 3.0]])
    many = [counts.tolist() for counts in poisson(means, 50, seed=7)]
    assert [counts.tolist() for counts in poisson(means, 5, seed=7)] == many[:5]
    monkeypatch.setattr("staffing.analysis.poisson._CELLS", 12)
    assert [counts.tolist() for counts in poisson(means, 50, seed=7)] == many, "whatever the blocks"
    assert [counts.tolist() for counts in poisson(means, 50, seed=8)] != many


@pytest.mark.parametrize("mean", [0.3, 4.5, 81.0, 2500.0, float(GREATEST), 4.0 * GREATEST, 1e12])
def test_mean_and_variance_are_those_of_the_law(mean: float) -> None:
    draws = 20_000
    counts = np.array(list(poisson(np.array([mean]), draws, seed=3)))[:, 0]
    assert (counts == np.rint(counts)).all()
    assert (counts >= 0).all()
    assert abs(counts.mean() - mean) < 4 * sqrt(mean / draws)
    # The variance of a sample variance: mu4 - sigma^4 over n, mu4 = m + 3 m^2.
    assert abs(counts.var() - mean) < 4 * sqrt((mean + 2 * mean**2) / draws)


def test_counts_are_independent_and_zero_stays_zero() -> None:
    counts = np.array(list(poisson(np.array([100.0, 100.0, 0.0]), 10_000, seed=1)))
    assert abs(np.corrcoef(counts[:, 0], counts[:, 1])[0, 1]) < 4 / sqrt(10_000)
    assert not counts[:, 2].any()


def test_frequencies_are_those_of_the_law() -> None:
    """Chi-square with 9 degrees of freedom: 27.9 is exceeded once in a thousand."""
    draws = 50_000
    counts = np.array(list(poisson(np.array([3.0]), draws, seed=2)))[:, 0]
    expected = [draws * chance(k, 3.0) for k in range(9)]
    expected.append(draws - sum(expected))
    found = [int((counts == k).sum()) for k in range(9)]
    found.append(draws - sum(found))
    assert sum((a - b) ** 2 / b for a, b in zip(found, expected, strict=True)) < 27.9
