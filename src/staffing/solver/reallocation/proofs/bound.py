"""Exact lower bounds of a level from whole prices, and exact proofs that no plan exists.

For prices ``u`` of the sums over stations, ``v >= 0`` of a transfer, ``z >= 0`` of a changed station and ``m >= 0``
of the main goal

    sum_s min over its staff (aim + m cost - sum_k price_k x_k + v moved + z changed)
    + sum over sums (u low where u > 0, else u high) - v (M + ...) - z T - m V

is not above the aim of any plan that keeps the limits ``M`` of transfers, ``T`` of changed stations and ``V`` of
the main goal, because transfers of a category are the heads that left where it can only gain, and else at least
the heads that joined less what it gains at most. The aim is the station costs, or with the main goal settled the
transfers, the stations changed, or heads of single stations. With costs of 0 a bound above 0 proves that there is
no plan.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from staffing.solver.reallocation.frame import Frame
from staffing.solver.reallocation.proofs.minima import LARGEST, Prices, Stations

Multipliers = tuple[int, ...]
"""Whole prices: of the sums in order, of a transfer, of a changed station; then of the main goal where settled."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What is to be made least: everything is counted in whole numbers."""

    cost: int = 0
    """Of a step of the station costs."""
    moved: tuple[int, ...] = ()
    """Of a transfer, by category; empty: none."""
    changed: int = 0
    """Of a changed station."""
    heads: tuple[tuple[int, int, int], ...] = ()
    """(station, category, what one head more adds)."""
    most: int | None = None
    """The main goal must not exceed this; None: it is not settled yet."""


MAIN = Aim(cost=1)


def lower_bound(stations: Stations, inside: Frame, multipliers: Multipliers) -> int:
    """Return the bound of the main goal that these prices prove.

    Prices of transfers and changed stations are taken as 0 where there is no such limit, or where they are
    negative.

    Raises
    ------
    NoStaffError
        A station can hold no staff at all: there is no plan.
    """
    return least_value(stations, inside, MAIN, multipliers)


def least_value(
    stations: Stations, inside: Frame, aim: Aim, multipliers: Multipliers, denominator: int = 1
) -> int:
    """Return the least whole number that an aim may take by these prices; they count ``1 / denominator`` each."""
    prices, constant = whole_prices(stations, inside, multipliers, aim, denominator)
    values = stations.cheapest(prices).value
    return -((-sum(map(int, values.tolist())) - constant) // denominator)


def whole_prices(
    stations: Stations, inside: Frame, multipliers: Multipliers, aim: Aim = MAIN, denominator: int = 1
) -> tuple[Prices, int]:
    """Return prices of stations in whole numbers, wide enough for every sum of them, and the bound's constant."""
    count = len(inside.sums)
    if len(multipliers) not in {count + 2, count + 3}:
        raise ValueError(f"{len(multipliers)} multipliers for {count} sums")
    rows, (joining, changing, *more) = list(multipliers[:count]), multipliers[count:]
    joining = max(0, joining) if inside.transfers_limit is not None else 0
    changing = max(0, changing) if inside.changed_limit is not None else 0
    cost = max(0, more[0]) if more and aim.most is not None else 0
    largest = (sum(map(abs, rows)) + joining + denominator * sum(aim.moved)) * 2
    largest = (largest + denominator * sum(abs(a) for _, _, a in aim.heads)) * stations.tallest
    largest += changing + denominator * aim.changed + (cost + denominator * aim.cost) * stations.dearest
    exact = np.int64 if largest * 4 < LARGEST else object
    raw = Prices(np.array(rows, dtype=exact), joining, changing, cost)
    prices, constant = laid_out(inside, raw, aim, denominator)
    return prices, int(constant)


def laid_out(inside: Frame, prices: Prices, aim: Aim = MAIN, denominator: int = 1) -> tuple[Prices, Any]:
    """Return what stations are asked to pay, and what is added to the sum of their least values."""
    constant: Any = 0
    for price, row in zip(prices.rows.tolist(), inside.sums, strict=True):
        constant += price * (row.low if price > 0 else row.high)
    if inside.transfers_limit is not None:
        constant -= prices.joining * inside.transfers_limit
    if inside.changed_limit is not None:
        constant -= prices.changing * inside.changed_limit
    if aim.most is not None:
        constant -= prices.cost * aim.most
    width = len(inside.net_low)
    moved = [prices.joining + denominator * (aim.moved[k] if aim.moved else 0) for k in range(width)]
    rows = prices.rows.copy()
    for k, price in enumerate(moved):
        if inside.net_low[k] >= 0:
            # left = joined - net gain, and the gain is the sum of the category less its heads in post.
            rows[k] += price
            constant += price * (inside.sums[k].low - inside.net_low[k])
        else:
            constant -= price * max(0, inside.net_high[k])
    asked = replace(
        prices,
        rows=rows,
        joining=np.array(moved, dtype=rows.dtype),
        changing=prices.changing + denominator * aim.changed,
        cost=(prices.cost if aim.most is not None else 0) + denominator * aim.cost,
        extra=tuple((s, k, -denominator * amount) for s, k, amount in aim.heads),
    )
    return asked, constant
