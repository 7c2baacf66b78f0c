"""Weights from the spread of the counts alone: entropy and CRITIC.

They say how much a driver tells the stations apart, not how much work it is. Both are the same whatever unit a
driver is counted in, and whatever normalisation the scenario asks for: each has its own.
"""

import math
from collections.abc import Sequence
from decimal import Decimal

import numpy as np

Counts = Sequence[Sequence[float]]
"""Counts by driver and station."""


def constant(counts: Sequence[float] | Sequence[Decimal]) -> bool:
    """Tell whether a driver is the same everywhere."""
    return all(count == counts[0] for count in counts)


def by_entropy(counts: Counts) -> list[float] | None:
    """Return the entropy weights; None: no driver tells the stations apart.

    With the shares ``p_sk = x_sk / sum_s x_sk``: ``e_k = -(sum_s p_sk ln p_sk) / ln n`` with ``0 ln 0 = 0``,
    ``w_k = (1 - e_k) / sum_j (1 - e_j)`` (Hwang, Yoon 1981, Multiple Attribute Decision Making, p. 52). A driver
    that is the same everywhere gets 0.

    >>> [round(w, 4) for w in by_entropy([[1, 1], [1, 3]])]
    [0.0, 1.0]
    """
    spreads = [0.0 if constant(row) else _less_than_even(row) for row in counts]
    whole = math.fsum(spreads)
    return [spread / whole for spread in spreads] if whole > 0 else None


def _less_than_even(row: Sequence[float]) -> float:
    whole = math.fsum(row)
    shares = [count / whole for count in row if count]
    return 1 + math.fsum(share * math.log(share) for share in shares) / math.log(len(row))


def by_critic(counts: Counts) -> list[float] | None:
    """Return the CRITIC weights; None: fewer than two drivers tell the stations apart, or all go together.

    With ``z_sk = (x_sk - min) / (max - min)``, their standard deviation ``sigma_k`` and correlations ``r_kj``:
    ``C_k = sigma_k sum_j (1 - r_kj)``, ``w_k = C_k / sum_j C_j`` (Diakoulaki, Mavrotas, Papayannakis 1995,
    Computers and Operations Research 22, 763-770). A driver that is the same everywhere gets 0 and no part in it.

    >>> [round(w, 4) for w in by_critic([[0, 1, 2], [2, 1, 0], [0, 1, 2]])]
    [0.25, 0.5, 0.25]
    """
    varied = [k for k, row in enumerate(counts) if not constant(row)]
    if len(varied) < 2:
        return None
    rows = np.array([[float(count) for count in counts[k]] for k in varied])
    low, high = rows.min(axis=1, keepdims=True), rows.max(axis=1, keepdims=True)
    scores = (rows - low) / (high - low)
    conflict = (1 - np.corrcoef(scores)).clip(min=0).sum(axis=1)
    contents = scores.std(axis=1, ddof=1) * conflict
    if contents.sum() < 1e-9:
        return None
    weights = [0.0] * len(counts)
    for k, content in zip(varied, contents / contents.sum(), strict=True):
        weights[k] = float(content)
    return weights
