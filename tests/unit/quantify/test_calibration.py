"""Weights by judgements, spread and least squares, against other ways to the same numbers."""

import math
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from statistics import correlation, stdev

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from staffing.quantify.calibration.least_squares import on_simplex
from staffing.quantify.calibration.pairwise import connected, priorities
from staffing.quantify.calibration.rounding import rounded
from staffing.quantify.calibration.spread import by_critic, by_entropy

COUNTS = [[120, 80, 50, 61], [2600, 1900, 0, 900], [9, 14, 3, 12]]
SCALE = st.sampled_from([Fraction(1, n) for n in range(2, 10)] + [Fraction(n) for n in range(1, 10)])
tables = st.integers(2, 5).flatmap(
    lambda n: st.lists(st.lists(st.integers(0, 50), min_size=n, max_size=n), min_size=2, max_size=4)
)


def complete(count):
    every = list(combinations(range(count), 2))
    return st.lists(SCALE, min_size=len(every), max_size=len(every)).map(
        lambda values: {pair: [value] for pair, value in zip(every, values, strict=True)}
    )


def residual(weights, products, target):
    """Half of w'Gw - c'w."""
    return sum(
        w * (sum(g * v for g, v in zip(row, weights, strict=True)) / 2 - c)
        for w, row, c in zip(weights, products, target, strict=True)
    )


# -- judgements ------------------------------------------------------------------------------------------------


@given(st.lists(st.integers(1, 9), min_size=3, max_size=6))
def test_consistent_judgements_give_exact_ratios(sizes):
    pairs = {(i, j): [Fraction(sizes[i], sizes[j])] for i, j in combinations(range(len(sizes)), 2)}
    found = priorities(len(sizes), pairs)
    assert found.weights == tuple(Fraction(size, sum(sizes)) for size in sizes)
    assert found.ratio == found.ratio_dd == 0
    assert found.worst is None


@given(complete(4), st.permutations(range(4)))
@settings(max_examples=50)
def test_the_order_of_the_drivers_does_not_matter(pairs, order):
    moved = {}
    for (i, j), (value,) in pairs.items():
        a, b = order.index(i), order.index(j)
        moved[min(a, b), max(a, b)] = [value if a < b else 1 / value]
    one, other = priorities(4, pairs), priorities(4, moved)
    assert [float(w) for w in other.weights] == pytest.approx(
        [float(one.weights[k]) for k in order], abs=1e-9
    )
    assert (one.ratio is None) == (other.ratio is None)
    assert one.ratio == pytest.approx(other.ratio, abs=1e-9)


@given(complete(4))
@settings(max_examples=50)
def test_the_same_expert_twice_changes_nothing(pairs):
    twice = {pair: values * 2 for pair, values in pairs.items()}
    one, other = priorities(4, pairs), priorities(4, twice)
    assert list(map(float, other.weights)) == pytest.approx(list(map(float, one.weights)), abs=1e-12)


def test_two_experts_meet_at_the_geometric_mean():
    found = priorities(2, {(0, 1): [Fraction(2), Fraction(8)]})
    assert list(map(float, found.weights)) == pytest.approx([0.8, 0.2])


@given(complete(4), st.sampled_from(list(combinations(range(4), 2))))
@settings(max_examples=40)
def test_no_other_value_of_a_missing_judgement_is_more_consistent(pairs, gap):
    given_ = {pair: values for pair, values in pairs.items() if pair != gap}
    found = priorities(4, given_)
    for factor in (0.8, 0.99, 1.01, 1.25):
        matrix = np.ones((4, 4))
        for (i, j), value in {
            **{p: float(v[0]) for p, v in given_.items()},
            gap: found.missing[gap] * factor,
        }.items():
            matrix[i, j], matrix[j, i] = value, 1 / value
        assert np.linalg.eigvals(matrix).real.max() >= found.eigenvalue - 1e-9


def test_a_chain_says_all_and_nothing_checks_it():
    found = priorities(4, {(0, 1): [Fraction(2)], (1, 2): [Fraction(3)], (2, 3): [Fraction(1)]})
    assert found.weights == tuple(Fraction(k, 11) for k in (6, 3, 1, 1))
    assert found.spare == 0
    assert found.ratio is None


def test_the_worst_judgement_is_named():
    pairs = {pair: [Fraction(1)] for pair in combinations(range(4), 2)} | {(1, 3): [Fraction(9)]}
    found = priorities(4, pairs)
    assert found.worst.pair == (1, 3)
    assert found.worst.value == pytest.approx(9)
    assert (found.ratio or 0) > 0.1


def test_drivers_that_nothing_connects():
    assert connected(4, {(0, 1): [Fraction(1)], (2, 3): [Fraction(1)]}) == [[0, 1], [2, 3]]


# -- spread ----------------------------------------------------------------------------------------------------


def test_entropy_by_its_formula():
    information = []
    for row in COUNTS:
        shares = [count / sum(row) for count in row]
        information.append(1 + sum(p * math.log2(p) for p in shares if p) / math.log2(len(row)))
    assert by_entropy(COUNTS) == pytest.approx([part / sum(information) for part in information])


def test_critic_by_its_formula():
    scores = [[(count - min(row)) / (max(row) - min(row)) for count in row] for row in COUNTS]
    contents = [stdev(row) * sum(1 - correlation(row, other) for other in scores) for row in scores]
    assert by_critic(COUNTS) == pytest.approx([part / sum(contents) for part in contents])


@pytest.mark.parametrize("weigh", [by_entropy, by_critic])
def test_the_unit_of_a_driver_does_not_matter(weigh):
    scaled = [[count * 1000 for count in COUNTS[0]], *COUNTS[1:]]
    assert weigh(scaled) == pytest.approx(weigh(COUNTS))


@pytest.mark.parametrize("weigh", [by_entropy, by_critic])
def test_a_constant_driver_gets_nothing_and_changes_nothing(weigh):
    assert weigh([*COUNTS, [7, 7, 7, 7]]) == pytest.approx([*weigh(COUNTS), 0])
    assert weigh([[7, 7], [3, 3]]) is None


# -- least squares ---------------------------------------------------------------------------------------------


def by_enumeration(columns, target):
    """Return the best weights over all faces of the simplex, by numpy's least squares on each."""
    best = None
    for size in range(1, len(columns) + 1):
        for face in combinations(range(len(columns)), size):
            last = np.array(columns[face[-1]], dtype=float)
            rest = np.array([np.array(columns[k], dtype=float) - last for k in face[:-1]])
            aim = np.array(target, dtype=float) - last
            some = np.linalg.lstsq(rest.T, aim, rcond=None)[0] if len(rest) else np.array([])
            weights = np.zeros(len(columns))
            weights[list(face)] = [*some, 1 - some.sum()]
            if weights.min() >= -1e-12:
                left = np.array(columns, dtype=float).T @ weights - np.array(target, dtype=float)
                if best is None or left @ left < best[0]:
                    best = (left @ left, weights)
    return best[1]


@given(tables, st.data())
@settings(max_examples=150, deadline=None)
def test_the_best_of_all_faces(rows, data):
    counts = [[Fraction(count) for count in row] for row in rows]
    target = [Fraction(data.draw(st.integers(0, 50))) for _ in counts[0]]
    products = [[sum(a * b for a, b in zip(x, y, strict=True)) for y in counts] for x in counts]
    aims = [sum(a * b for a, b in zip(x, target, strict=True)) for x in counts]
    found = on_simplex(products, aims)
    differences = [[a - b for a, b in zip(row, counts[-1], strict=True)] for row in counts[:-1]]
    unique = np.linalg.matrix_rank(np.array(differences, dtype=float)) == len(differences)
    assert (found is not None) == unique
    if found is None:
        return
    assert sum(found) == 1
    assert min(found) >= 0
    slopes = [
        sum(g * w for g, w in zip(row, found, strict=True)) - c for row, c in zip(products, aims, strict=True)
    ]
    free = {slope for slope, weight in zip(slopes, found, strict=True) if weight}
    assert len(free) == 1
    assert min(slopes) == free.pop()
    other = by_enumeration(counts, target)
    assert list(map(float, found)) == pytest.approx(other, abs=1e-6)
    assert residual(found, products, aims) <= residual(list(map(Fraction, other)), products, aims) + Fraction(
        1, 10**6
    )


# -- rounding --------------------------------------------------------------------------------------------------


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=20).filter(any), st.integers(1, 6))
def test_rounded_weights_sum_to_exactly_one(parts, decimals):
    exact = [Fraction(part, sum(parts)) for part in parts]
    found = rounded(exact, decimals)
    assert sum(found) == 1
    assert all(abs(Fraction(w) - e) < Fraction(1, 10**decimals) for w, e in zip(found, exact, strict=True))
    assert all(w == w.quantize(Decimal(1).scaleb(-decimals)) for w in found)
