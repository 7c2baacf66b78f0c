"""The problem that every peer is given: ``n`` stations, ``8 n`` posts, Webster, no bounds but zero."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

POSTS_A_STATION = 8
HALF_WINDOW = 2
"""Posts on either side of the rounded-down quota that a solver gets to choose from: five in all."""

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Instance:
    """Distinct weights drawn once by a fixed seed, log-normal as work is: a few stations do much of it."""

    weights: Ints
    lower: Ints
    upper: Ints
    total: int


@lru_cache(maxsize=1)
def instance(n: int) -> Instance:
    """Return the instance of ``n`` stations; the same in every process.

    >>> instance(178).total, len(set(instance(178).weights.tolist()))
    (1424, 178)
    """
    rng = np.random.default_rng(n)
    weights = (rng.lognormal(0.0, 1.0, n) * 1e12).astype(np.int64)
    assert len(np.unique(weights)) == n
    total = POSTS_A_STATION * n
    return Instance(weights, np.zeros(n, dtype=np.int64), np.full(n, total, dtype=np.int64), total)


@dataclass(frozen=True, slots=True)
class Window:
    """The posts around a station's quota: ``x = base + rungs taken``, rung ``i`` at cost ``costs[i]``."""

    base: int
    costs: tuple[float, ...]


def windows(weights: Sequence[int], first: int, last: int) -> list[Window]:
    """Return the posts worth choosing from at the totals ``first .. last``, as a practitioner would.

    The ``(a+1)``-th post adds ``(a + 1/2) / q - 1`` to ``sum (x - q)^2 / (2 q)``, ``q`` the quota at ``first``.
    The costs rise with ``a`` and the windows hold every plan of Webster's method without bounds.

    >>> windows([3, 1], 4, 4)[1].base, windows([3, 1], 4, 4)[1].costs
    (0, (-0.5, 0.5, 1.5, 2.5))
    """
    whole = sum(weights)
    found = []
    for weight in weights:
        quota = weight * first / whole
        base = max(0, int(quota) - HALF_WINDOW)
        end = int(weight * last / whole) + HALF_WINDOW + 1
        found.append(Window(base, tuple((a + 0.5) / quota - 1.0 for a in range(base, end))))
    return found


def digest(posts: Any) -> str:
    """Return a short text that two plans share if they are the same."""
    return hashlib.sha256(np.asarray(posts, dtype=np.int64).tobytes()).hexdigest()[:16]
