"""Weights from pairwise judgements: the analytic hierarchy process, complete or not.

A judgement says how many times as much one driver counts as another, ``a_ij = 1 / a_ji``. The weights are the
principal eigenvector of the matrix, summing to 1 (Saaty 1980). Judgements that are missing are chosen so that the
principal eigenvalue is least (Bozoki, Fulop, Ronyai 2010, Mathematical and Computer Modelling 52, 318-333); the
least is unique where the judgements connect all drivers. Of several experts the geometric mean of their judgements
counts (Aczel, Saaty 1983).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Any, Final

import numpy as np

Pairs = Mapping[tuple[int, int], Sequence[Fraction]]
"""Judgements of one pair ``(i, j)`` with ``i < j``, one of each expert who gave it."""
Floats = np.ndarray[Any, np.dtype[np.floating[Any]]]

MOST_COMPARED: Final = 30
"""Drivers that can be weighed by judgements."""
ACCEPTED: Final = 0.1
"""Consistency ratio above which Saaty asks to think again."""

SAATY: Final = (0.52, 0.89, 1.11, 1.25, 1.35, 1.40, 1.45, 1.49, 1.52, 1.54, 1.56, 1.58, 1.59)
"""Random indices for 3 to 15 drivers: Saaty 2005, Analytic Network Process, p. 31."""
DONEGAN_DODD: Final = (
    *(0.4914, 0.8286, 1.0591, 1.1797, 1.2519, 1.3171, 1.3733, 1.4055, 1.4213),
    *(1.4497, 1.4643, 1.4822, 1.4969, 1.5078, 1.5153, 1.5262, 1.5313, 1.5371),
)
"""Random indices for 3 to 20: Donegan, Dodd 1991, Mathematical and Computer Modelling 15, 135-137."""

_STEPS: Final = 100
_STEP: Final = 1e-5
_FLAT: Final = 1e-13


@dataclass(frozen=True, slots=True)
class Worst:
    """The judgement that differs most from the weights that all of them give."""

    pair: tuple[int, int]
    value: float
    implied: float
    """Ratio of the two weights."""


@dataclass(frozen=True, slots=True)
class Priorities:
    """Weights from judgements, and how well these go together."""

    weights: tuple[Fraction | float, ...]
    """They sum to 1; exact where the judgements are consistent."""
    eigenvalue: float
    spare: int
    """Pairs judged beyond the fewest that give weights; 0: nothing checks them."""
    missing: Mapping[tuple[int, int], float]
    """What was put for pairs that nobody judged."""
    ratio: float | None
    """Consistency ratio by :data:`SAATY`; None: nothing checks, or there is no index for so many drivers."""
    ratio_dd: float | None
    """The same by :data:`DONEGAN_DODD`."""
    worst: Worst | None
    """None: the judgements are consistent."""


def connected(count: int, pairs: Pairs) -> list[list[int]]:
    """Return the drivers in groups that the judgements connect; one group: they give weights."""
    group = list(range(count))
    for i, j in pairs:
        old, new = group[j], group[i]
        group = [new if own == old else own for own in group]
    return [[k for k in range(count) if group[k] == own] for own in dict.fromkeys(group)]


def priorities(count: int, pairs: Pairs) -> Priorities:
    """Return the weights of ``count`` drivers whose judgements connect them all.

    ``CR = CI / RI`` with ``CI = (lambda - n) / (n - 1)`` and the random index of ``n`` drivers, which for an
    incomplete matrix is lenient: its ratio is a lower bound.

    >>> third = priorities(3, {(0, 1): [Fraction(2)], (1, 2): [Fraction(3)], (0, 2): [Fraction(6)]})
    >>> [str(w) for w in third.weights], third.ratio
    (['3/5', '3/10', '1/10'], 0.0)
    """
    spare = len(pairs) - (count - 1)
    exact = _consistent(count, pairs)
    if exact is not None:
        gaps = [pair for pair in combinations(range(count), 2) if pair not in pairs]
        filled = {(i, j): float(exact[i] / exact[j]) for i, j in gaps}
        ratios = [0.0 if spare and _index(table, count) else None for table in (SAATY, DONEGAN_DODD)]
        return Priorities(exact, float(count), spare, filled, ratios[0], ratios[1], None)
    values = {pair: math.exp(_mean([math.log(value) for value in given])) for pair, given in pairs.items()}
    matrix, filled = _completed(count, values)
    eigenvalue, _, right = _perron(matrix)
    weights = right / right.sum()
    excess = max(0.0, eigenvalue - count) / (count - 1)
    saaty, dd = _index(SAATY, count), _index(DONEGAN_DODD, count)
    return Priorities(
        weights=tuple(map(float, weights)),
        eigenvalue=eigenvalue,
        spare=spare,
        missing=filled,
        ratio=excess / saaty if saaty else None,
        ratio_dd=excess / dd if dd else None,
        worst=_worst(values, weights),
    )


def _mean(numbers: Sequence[float]) -> float:
    return math.fsum(numbers) / len(numbers)


def _index(table: Sequence[float], count: int) -> float | None:
    return table[count - 3] if 0 <= count - 3 < len(table) else None


def _consistent(count: int, pairs: Pairs) -> tuple[Fraction, ...] | None:
    """Return the exact weights where every judgement is the ratio of two of them, else None."""
    weights: dict[int, Fraction] = {0: Fraction(1)}
    while len(weights) < count:
        for (i, j), given in pairs.items():
            if i in weights and j not in weights:
                weights[j] = weights[i] / given[0]
            elif j in weights and i not in weights:
                weights[i] = weights[j] * given[0]
    if any(value != weights[i] / weights[j] for (i, j), given in pairs.items() for value in given):
        return None
    whole = sum(weights.values())
    return tuple(weights[k] / whole for k in range(count))


def _worst(values: Mapping[tuple[int, int], float], weights: Floats) -> Worst:
    def off(pair: tuple[int, int]) -> float:
        return abs(math.log(values[pair] * weights[pair[1]] / weights[pair[0]]))

    pair = max(values, key=off)
    return Worst(pair, values[pair], float(weights[pair[0]] / weights[pair[1]]))


# -- missing judgements ---------------------------------------------------------------------------------------


def _completed(
    count: int, values: Mapping[tuple[int, int], float]
) -> tuple[Floats, dict[tuple[int, int], float]]:
    """Return the matrix of least principal eigenvalue, and what was put for the missing pairs.

    In the logarithms of the missing judgements the eigenvalue is convex (Bozoki, Fulop, Ronyai 2010, theorem 2):
    Newton's method, begun at the least squares of the logarithms.
    """
    matrix = np.ones((count, count))
    for (i, j), value in values.items():
        matrix[i, j], matrix[j, i] = value, 1 / value
    gaps = [pair for pair in combinations(range(count), 2) if pair not in values]
    if not gaps:
        return matrix, {}
    start = _log_least_squares(count, values)
    at = np.array([start[i] - start[j] for i, j in gaps])
    height, slope = _height(matrix, gaps, at)
    for _ in range(_STEPS):
        if np.abs(slope).max() < _FLAT:
            break
        move = np.linalg.solve(_curvature(matrix, gaps, at), -slope)
        lower = _lower(matrix, gaps, at, move, height)
        if lower is None:
            break
        at = lower
        height, slope = _height(matrix, gaps, at)
    _fill(matrix, gaps, at)
    return matrix, {pair: float(np.exp(log)) for pair, log in zip(gaps, at, strict=True)}


def _lower(
    matrix: Floats, gaps: Sequence[tuple[int, int]], at: Floats, move: Floats, height: float
) -> Floats | None:
    """Go as much of a move as does not lead up; None: all of it does, and the least is reached."""
    length = 1.0
    while length > _FLAT:
        if _height(matrix, gaps, at + length * move)[0] <= height:
            return at + length * move
        length /= 2
    return None


def _fill(matrix: Floats, gaps: Sequence[tuple[int, int]], logs: Floats) -> None:
    for (i, j), log in zip(gaps, logs, strict=True):
        matrix[i, j], matrix[j, i] = np.exp(log), np.exp(-log)


def _height(matrix: Floats, gaps: Sequence[tuple[int, int]], logs: Floats) -> tuple[float, Floats]:
    """Return the logarithm of the principal eigenvalue, and its slope in each missing logarithm."""
    _fill(matrix, gaps, logs)
    eigenvalue, left, right = _perron(matrix)
    scale = eigenvalue * (left @ right)
    slope = [(matrix[i, j] * left[i] * right[j] - matrix[j, i] * left[j] * right[i]) / scale for i, j in gaps]
    return math.log(eigenvalue), np.array(slope)


def _curvature(matrix: Floats, gaps: Sequence[tuple[int, int]], logs: Floats) -> Floats:
    """Return the second derivatives, by differences of the slope."""
    steps = np.eye(len(gaps)) * _STEP
    rows = [
        (_height(matrix, gaps, logs + step)[1] - _height(matrix, gaps, logs - step)[1]) / (2 * _STEP)
        for step in steps
    ]
    table = np.array(rows)
    return (table + table.T) / 2


def _log_least_squares(count: int, values: Mapping[tuple[int, int], float]) -> Floats:
    """Return logarithms of weights whose differences are nearest to those of the judgements."""
    laplacian, sums = np.ones((count, count)) / count, np.zeros(count)
    for (i, j), value in values.items():
        log = math.log(value)
        laplacian[i, i] += 1
        laplacian[j, j] += 1
        laplacian[i, j] -= 1
        laplacian[j, i] -= 1
        sums[i] += log
        sums[j] -= log
    logs: Floats = np.linalg.solve(laplacian, sums)
    return logs


def _perron(matrix: Floats) -> tuple[float, Floats, Floats]:
    """Return the principal eigenvalue with its left and right eigenvectors, all of them positive."""
    right, left = np.linalg.eig(matrix), np.linalg.eig(matrix.T)
    first, second = (int(found.eigenvalues.real.argmax()) for found in (right, left))
    return (
        float(right.eigenvalues[first].real),
        np.abs(left.eigenvectors[:, second].real),
        np.abs(right.eigenvectors[:, first].real),
    )
