"""Proof by cases: a tree that divides the plans, and whole prices that prove a bound in each case.

A tree is a list in the order in which it is walked: a division, then all of its first case, then all of its second.

``["heads", s, t]``    the station has at most ``t`` heads, or more
``["box", s, k, t]``   the station has at most ``t`` heads of the category, or more
``["stay", s]``        the station keeps its present staff, or changes
``["prices", u, …]``   a case: prices of the sums, of a transfer, of a changed station, of the main goal
``["nobody"]``         a case in which some station can hold no staff at all
"""

from collections.abc import Iterator
from typing import Any

from staffing.solver.reallocation.frame import Frame
from staffing.solver.reallocation.proofs.bound import Aim, least_value
from staffing.solver.reallocation.proofs.minima import NoStaffError, Stations

Division = tuple[Any, ...]
DIVISIONS = {"heads": 2, "box": 3, "stay": 1}
"""Divisions and how many numbers each takes."""
DENOMINATOR = 840
"""Prices count in this part of a unit: those of linear programmes mostly have small denominators."""


def divided(stations: Stations, division: Division) -> Iterator[Stations | None]:
    """Yield the stations of the first case, then of the second; None: some station can hold nobody."""
    for first in (True, False):
        low, high, least, most, may = stations.ends
        kind, s, *more = division
        if kind == "stay":
            if first and not may[s]:
                yield None
                continue
            if first:
                low[s] = high[s] = stations.here[s]
            else:
                may[s] = False
        else:
            lower, upper, at = (least, most, s) if kind == "heads" else (low, high, (s, more[0]))
            if first:
                upper[at] = min(upper[at], more[-1])
            else:
                lower[at] = max(lower[at], more[-1] + 1)
        try:
            yield stations.within(low, high, least, most, may)
        except NoStaffError:
            yield None


def proven_by(
    stations: Stations, inside: Frame, aim: Aim, tree: list[Any], denominator: int, most: int
) -> int | None:
    """Return the least value that an aim may take by a tree, at most ``most``; None: it is no proof at all."""
    least, left = most, iter(tree)
    open_: list[Stations | None] = [stations]
    while open_:
        case, item = open_.pop(), next(left, None)
        if not isinstance(item, list) or not _is_sound(stations, inside, item):
            return None
        kind, *numbers = item
        if kind in DIVISIONS:
            open_ += reversed([None, None] if case is None else list(divided(case, tuple(item))))
            continue
        if case is None:
            continue
        try:
            if kind == "nobody":
                numbers = [0] * (len(inside.sums) + 3)
            least = min(least, least_value(case, inside, aim, tuple(numbers), denominator))
        except NoStaffError:
            continue
    return None if next(left, None) is not None else least


def _is_sound(stations: Stations, inside: Frame, item: list[Any]) -> bool:
    """Return whether an item has the shape that was agreed."""
    if not item or not all(type(number) is int for number in item[1:]):
        return False
    kind, *numbers = item
    if kind == "nobody":
        return not numbers
    if kind == "prices":
        return len(numbers) == len(inside.sums) + 3
    if kind not in DIVISIONS or len(numbers) != DIVISIONS[kind] or not 0 <= numbers[0] < stations.count:
        return False
    return bool(kind != "box" or 0 <= numbers[1] < stations.width)
