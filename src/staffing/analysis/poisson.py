"""Counts of chance: Poisson draws that are the same on every machine.

A count is drawn by inversion: the least ``k`` whose cumulated probability exceeds a uniform number. The uniform
numbers are the upper 53 bits of what ``PCG64`` gives for a seed, a stream that numpy guarantees for ever;
``Generator.poisson`` is not used, because numpy keeps the right to change its numbers (NEP 19), and its logarithms
are those of the machine's own library. The probabilities come from the mode outwards by ``p(k) = p(k - 1) m / k``:
nothing but products, quotients and sums of doubles, one after the other, which IEEE 754 rounds alike everywhere.
Their relative error is about 1e-12. Source of the method: L. Devroye, *Non-Uniform Random Variate Generation*
(1986), chapter III.2 and X.3.
"""

from collections.abc import Iterator
from math import isqrt, sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

GREATEST: Final = 10**6
"""Greatest mean that has a table of its own: 20,000 counts. Above it the draws of this one are stretched."""
_REACH: Final = 10
"""Standard deviations to each side that a table holds: less than 1e-15 lies beyond, less than the uniform
numbers tell apart."""
_LEAST_REACH: Final = 50
_CELLS: Final = 1 << 21
"""Counts that are drawn at a time, so that memory does not grow with the number of draws."""


def poisson(means: Floats, draws: int, seed: int) -> Iterator[Floats]:
    """Yield as many arrays of independent Poisson counts, whole numbers, each of the shape of ``means``.

    The first draws of a seed are the same however many follow. A mean of 0 gives 0 always.

    Parameters
    ----------
    means
        Mean of each count, 0 or more, whole or not; of any shape. Above :data:`GREATEST` a count is
        ``m + (y - g) sqrt(m / g)``, to the nearest whole number, with ``y`` a Poisson count of mean ``g``, the
        greatest: its mean and variance are right, and its skewness, 0.001, is too small to matter.
    seed
        0 or more.

    Examples
    --------
    >>> [counts.tolist() for counts in poisson(np.array([0.0, 2.5, 1000.0]), 3, seed=1)]
    [[0.0, 5.0, 966.0], [0.0, 2.0, 994.0], [0.0, 2.0, 1004.0]]
    """
    source = np.random.PCG64(seed)
    flat = means.ravel()
    block = max(1, _CELLS // max(1, flat.size))
    distinct, which = np.unique(flat, return_inverse=True)
    cells = [np.flatnonzero(which == number) for number in range(distinct.size)]
    for begun in range(0, draws, block):
        raw = source.random_raw(min(block, draws - begun) * flat.size).reshape(-1, flat.size)
        uniform = (raw >> np.uint64(11)).astype(np.float64) * 2.0**-53
        counts = np.empty(raw.shape)
        for mean, own in zip(distinct.tolist(), cells, strict=True):
            counts[:, own] = _inverted(mean, uniform[:, own])
        yield from counts.reshape(-1, *means.shape)


def _inverted(mean: float, uniform: Floats) -> Floats:
    """Return the counts of a mean that belong to uniform numbers in [0, 1)."""
    first, cumulated = cumulated_chances(min(mean, float(GREATEST)))
    counts = np.asarray(first + np.searchsorted(cumulated, uniform, side="right"), dtype=np.float64)
    if mean > GREATEST:
        counts = np.rint(mean + (counts - GREATEST) * sqrt(mean / GREATEST))
    return counts


def cumulated_chances(mean: float) -> tuple[int, Floats]:
    """Return a first count, and the chances that a Poisson count is at most this one, the next and so on.

    The last of them is exactly 1.

    >>> first, chances = cumulated_chances(0.5)
    >>> first, [round(chance, 6) for chance in chances[:3].tolist()]
    (0, [0.606531, 0.909796, 0.985612])
    """
    if not mean:
        return 0, np.ones(1)
    mode = int(mean)
    reach = _REACH * (isqrt(mode) + 1) + _LEAST_REACH
    above = np.cumprod(mean / np.arange(mode + 1, mode + 1 + reach))
    below = np.cumprod(np.arange(mode, max(mode - reach, 0), -1) / mean)
    sums = np.cumsum(np.concatenate((below[::-1], [1.0], above)))
    return mode - below.size, sums / sums[-1]
