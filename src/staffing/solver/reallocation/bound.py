"""Exact lower bounds of the main goal from whole prices, and exact proofs that no plan exists.

For prices ``u`` of the sums over stations, ``v >= 0`` of a joining head and ``z >= 0`` of a changed station

    sum_s min over its staff (cost - sum_k price_k x_k + v joined + z changed)
    + sum over sums (u low where u > 0, else u high) - v (M + sum_k max(0, most net gain of k)) - z T

is not above the cost of any plan, because ``transfers_k = joined_k - max(0, net gain_k)``. With costs of 0 a bound
above 0 proves that there is no plan.
"""

import numpy as np

from staffing.solver.reallocation.frame import Frame
from staffing.solver.reallocation.minima import LARGEST, Prices, Stations

Multipliers = tuple[int, ...]
"""Whole prices: of the sums in order, of a joining head, of a changed station."""


def lower_bound(stations: Stations, inside: Frame, multipliers: Multipliers) -> int:
    """Return the bound that these prices prove.

    Prices of joining heads and changed stations are taken as 0 where there is no such limit, or where they are
    negative.

    Raises
    ------
    NoStaffError
        A station can hold no staff at all: there is no plan.
    """
    prices = whole_prices(stations, inside, multipliers)
    values = stations.cheapest(prices).value
    return sum(map(int, values.tolist())) + _constant(inside, prices)


def whole_prices(stations: Stations, inside: Frame, multipliers: Multipliers) -> Prices:
    """Return prices in whole numbers, wide enough for every sum of them."""
    if len(multipliers) != len(inside.sums) + 2:
        raise ValueError(f"{len(multipliers)} multipliers for {len(inside.sums)} sums")
    *rows, joining, changing = multipliers
    joining = max(0, joining) if inside.transfers_limit is not None else 0
    changing = max(0, changing) if inside.changed_limit is not None else 0
    heads = int(stations.high.sum(axis=1).max()) + 1
    largest = (sum(map(abs, rows)) + joining) * heads + changing + max(map(abs, stations.cost.tolist()))
    exact = np.int64 if largest * 4 < LARGEST else object
    return Prices(np.array(rows, dtype=exact), joining, changing)


def _constant(inside: Frame, prices: Prices) -> int:
    total = 0
    for price, row in zip(prices.rows.tolist(), inside.sums, strict=True):
        total += price * (row.low if price > 0 else row.high)
    if inside.transfers_limit is not None:
        total -= prices.joining * (inside.transfers_limit + sum(max(0, most) for most in inside.net_high))
    if inside.changed_limit is not None:
        total -= prices.changing * inside.changed_limit
    return total
