"""All staff of a station that a better plan could hold: those close enough to its cheapest under exact prices.

Where prices prove the bound ``B`` and a plan of value ``V`` is known, staff that lies more than ``V - B`` above its
station's cheapest is in no plan of value ``V`` or less. What is left is often a handful a station.
"""

import itertools
from collections.abc import Iterator, Sequence

from staffing.solver.reallocation.proofs.minima import Prices, Stations

Row = tuple[int, ...]


class TooManyError(Exception):
    """More staff is left than was asked for."""


def near_staff(stations: Stations, prices: Prices, slack: int, *, limit: int) -> list[list[Row]]:
    """Return for each station all staff at most ``slack`` above its cheapest; present staff first.

    Raises
    ------
    TooManyError
        More than ``limit`` in all.
    """
    least = stations.cheapest(prices).value.tolist()
    table = stations.price_table(prices).tolist()
    found: list[list[Row]] = []
    count = 0
    for s in range(stations.count):
        own: list[Row] = []
        for row in _near(stations, s, table[s], prices, int(least[s]) + slack):
            own.append(row)
            count += 1
            if count > limit:
                raise TooManyError
        found.append(own)
    return found


def _near(stations: Stations, s: int, price: list[int], prices: Prices, most: int) -> Iterator[Row]:
    """Yield the staff of value ``most`` or less."""
    low, high, here = (table[s].tolist() for table in (stations.low, stations.high, stations.here))
    joining = [int(prices.joining[k]) for k in range(stations.width)]
    changing = int(prices.changing)
    worth = [
        [joining[k] * max(0, x - here[k]) - int(price[k]) * x for x in range(low[k], high[k] + 1)]
        for k in range(stations.width)
    ]
    present = tuple(here)
    start = int(stations.start[s])
    if stations.may_stay[s]:
        units = sum(x * int(c) for x, c in zip(here, stations.capacities, strict=True))
        value = int(stations.cost[start + units]) + sum(worth[k][x - low[k]] for k, x in enumerate(here))
        if value <= most:
            yield present
    best = [
        _sums([worth[k] for k in own]) for own in stations.classes
    ]  # by class: of the rest of its categories
    heads_low, heads_high = int(stations.heads_low[s]), int(stations.heads_high[s])
    base = int(stations.base_units[s])
    for heads in itertools.product(*(range(len(tables[0])) for tables in best)):
        if not heads_low <= sum(heads) + sum(low) <= heads_high:
            continue
        units = base + sum(h * size for h, size in zip(heads, stations.class_capacity, strict=True))
        spare = most - changing - int(stations.cost[start + units])
        spare -= sum(tables[0][h] for h, tables in zip(heads, best, strict=True))
        if spare < 0:
            continue
        splits = [
            list(_splits([worth[k] for k in own], tables, h, spare))
            for own, tables, h in zip(stations.classes, best, heads, strict=True)
        ]
        for chosen in itertools.product(*splits):
            if sum(above for _, above in chosen) <= spare:
                row = _joined(stations, low, [taken for taken, _ in chosen])
                if not (row == present and stations.may_stay[s]):
                    yield row


def _joined(stations: Stations, low: list[int], taken: Sequence[Row]) -> Row:
    """Return the staff that the classes' splits make together."""
    row = list(low)
    for own, amounts in zip(stations.classes, taken, strict=True):
        for k, x in zip(own, amounts, strict=True):
            row[k] += x
    return tuple(row)


def _sums(worth: list[list[int]]) -> list[list[int]]:
    """Return for each number of heads the least value of the categories from the first, the second, ... on."""
    tables = [worth[-1]]
    for own in worth[-2::-1]:
        rest = tables[0]
        merged = [
            min(own[x] + rest[h - x] for x in range(max(0, h - len(rest) + 1), min(h, len(own) - 1) + 1))
            for h in range(len(own) + len(rest) - 1)
        ]
        tables.insert(0, merged)
    return tables


def _splits(
    worth: list[list[int]], best: list[list[int]], heads: int, spare: int
) -> Iterator[tuple[Row, int]]:
    """Yield the ways to split heads, each with what it costs above the best way, up to ``spare``."""
    if len(worth) == 1:
        yield (heads,), 0
        return
    own, rest = worth[0], best[1]
    for x in range(max(0, heads - len(rest) + 1), min(heads, len(own) - 1) + 1):
        above = own[x] + rest[heads - x] - best[0][heads]
        if above <= spare:
            for taken, more in _splits(worth[1:], best[1:], heads - x, spare - above):
                yield (x, *taken), above + more
