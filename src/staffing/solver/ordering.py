"""Posts in exact order: floats sort, and whatever they leave close is sorted again by exact keys."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from staffing.solver.methods import Divisor, rung_key
from staffing.solver.signposts import SIGNPOSTS

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

MARGIN = 1e-9
"""Relative distance within which floats do not decide: far above their error, far below real differences."""


def exact_order(
    divisor: Divisor,
    weights: Any,
    floats: Floats,
    stations: Ints,
    posts: Ints,
    rank: Sequence[int] | None,
    staff: Sequence[int] | None,
) -> Ints:
    """Return the positions of the given posts in the order of :func:`rung_key`.

    Floats sort; whatever they leave within a relative 1e-9 of each other is sorted again by exact keys, each
    distinct (weight, posts, staff) computed once.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        keys = floats[stations] / SIGNPOSTS[divisor.name](posts)
    keys[floats[stations] == 0.0] = 0.0
    order = np.argsort(-keys, kind="stable")
    ranked = keys[order]
    close = ranked[1:] >= ranked[:-1] * (1.0 - MARGIN)
    if not close.any():
        return order
    edges = np.flatnonzero(np.diff(np.concatenate(([False], close, [False])).astype(np.int8)))
    seen: dict[tuple[int, int, int | None], tuple[Any, ...]] = {}

    def key(position: int) -> tuple[Any, ...]:
        station, held = int(stations[position]), int(posts[position])
        alike = int(weights[station]), held, None if staff is None else staff[station]
        if alike not in seen:
            seen[alike] = rung_key(divisor, *alike[:2], 0, alike[2])[:-1]
        return (*seen[alike], station if rank is None else rank[station])

    for begin, end in zip(edges[::2], edges[1::2], strict=True):
        cluster = order[begin : end + 1]
        order[begin : end + 1] = sorted(cluster.tolist(), key=key)
    return order
