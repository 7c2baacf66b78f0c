"""The smallest change of one count after which the plan is another, exactly (``docs/model.md``, section 7).

While one count of one station changes by ``d``, each index, times what the scores of that driver are divided by,
is linear in ``d``: so the plan holds on an interval around 0. The whole numbers just beyond its ends answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from staffing.analysis.holding import Holding, Line
from staffing.analysis.weight_ranges import refuse_other_orders, with_ledger
from staffing.models.base import Normalisation
from staffing.models.scenario import Scenario
from staffing.models.workload import Demand, Driver
from staffing.quantify.drivers import scores_of
from staffing.solver.problem import Problem

REACH = 3
"""A count is tried up to this many times its size."""


@dataclass(frozen=True, slots=True)
class Miss:
    """The smallest change of a station's count that moves a post, in one direction."""

    station: int
    driver: str
    change: int
    """In whole units; negative: fewer."""
    gains: int
    """Position of the station that gains the post."""
    loses: int


class _Counted(NamedTuple):
    """Scores of one driver while one of its counts changes by ``d``: ``parts[s](d) / whole(d)``."""

    parts: list[Line]
    whole: Line
    low: Fraction
    """Least ``d`` for which that is so."""
    high: Fraction


def near_misses(
    scenario: Scenario,
    demand: Demand,
    problem: Problem,
    posts: Sequence[int],
    *,
    stations: Sequence[int] | None = None,
) -> tuple[Miss, ...]:
    """Return for each station how many more, and how many fewer, of its heaviest count move a post.

    A direction in which nothing changes up to three times the count, or down to none, is left out; under ``max``
    and ``min_max`` the search ends where another station becomes the greatest or the least.

    Parameters
    ----------
    stations
        Positions of the stations asked about; None: all of them.

    Raises
    ------
    UsageError
        As for :func:`staffing.analysis.weight_ranges.refuse_other_orders`.
    """
    refuse_other_orders(scenario)
    holding = Holding(problem, posts)
    rests: dict[str, list[Fraction]] = {}
    found = []
    for s in range(len(scenario.stations)) if stations is None else stations:
        driver = max(scenario.drivers, key=lambda one: demand.contributions[one.name][s])
        counted = _counted(scenario, driver, s)
        if driver.name not in rests:
            rests[driver.name] = _rest(scenario, driver)
        lines = _lines(scenario, driver, rests[driver.name], counted)
        for limit in (counted.high, counted.low):
            miss = _miss(holding, lines, limit)
            if miss is not None:
                change, gains, loses = miss
                found.append(Miss(s, driver.name, change, gains, loses))
    return tuple(found)


def _miss(holding: Holding, lines: Sequence[Line], limit: Fraction) -> tuple[int, int, int] | None:
    """Return the first whole number beyond the end on the way to the limit, and who gains and loses there."""
    if not limit:
        return None
    end = holding.end(lines, Fraction(0), limit)
    if end.gains is None or end.loses is None:
        return None
    change = ceil(end.at) if limit > 0 else floor(end.at)
    if holding.holds(lines, Fraction(change)):
        change += 1 if limit > 0 else -1
    if abs(change) > abs(limit):
        return None
    return change, end.gains, end.loses


def _rest(scenario: Scenario, driver: Driver) -> list[Fraction]:
    """Return what the other drivers bring to each station."""
    ids = [station.id for station in scenario.stations]
    rest = [Fraction(0)] * len(ids)
    for other in scenario.drivers:
        if other is driver or not other.weight:
            continue
        parts, whole = scores_of(other, ids, scenario.normalisation)
        factor = Fraction(other.weight) / whole
        rest = [sofar + factor * part for sofar, part in zip(rest, parts, strict=True)]
    return rest


def _lines(scenario: Scenario, driver: Driver, rest: Sequence[Fraction], counted: _Counted) -> list[Line]:
    """Return every station's index, times ``whole(d)``."""
    weight = Fraction(driver.weight)
    pairs = list(zip(rest, counted.parts, strict=True))
    return with_ledger(
        scenario,
        [a * counted.whole.start + weight * part.start for a, part in pairs],
        [a * counted.whole.slope + weight * part.slope for a, part in pairs],
    )


def _counted(scenario: Scenario, driver: Driver, s: int) -> _Counted:
    """Return the scores of a driver while the count of station ``s`` changes."""
    counts = [Fraction(driver.values[station.id]) for station in scenario.stations]
    own = counts[s]
    others = counts[:s] + counts[s + 1 :]
    low, high = -own, max(own * REACH, Fraction(1))
    match scenario.normalisation:
        case Normalisation.MAX:
            return _by_maximum(counts, s, others, low, high)
        case Normalisation.MIN_MAX:
            return _by_range(counts, s, others, low, high)
        case _:
            parts = [Line(count, Fraction(r == s)) for r, count in enumerate(counts)]
            total = sum(counts)
            # What is left of a driver that nobody else has would be nothing.
            return _Counted(
                parts, Line(Fraction(total), Fraction(1)), low if total > own else low + Fraction(1), high
            )


def _by_maximum(
    counts: Sequence[Fraction], s: int, others: Sequence[Fraction], low: Fraction, high: Fraction
) -> _Counted:
    own, most = counts[s], max(others, default=Fraction(0))
    parts = [Line(count, Fraction(r == s)) for r, count in enumerate(counts)]
    if own > most:
        return _Counted(parts, Line(own, Fraction(1)), max(low, most - own), high)
    return _Counted(parts, Line(most, Fraction(0)), low, min(high, most - own))


def _by_range(
    counts: Sequence[Fraction], s: int, others: Sequence[Fraction], low: Fraction, high: Fraction
) -> _Counted:
    own = counts[s]
    least, most = min(others, default=own), max(others, default=own)
    if own > most:
        parts = [Line(count - least, Fraction(r == s)) for r, count in enumerate(counts)]
        return _Counted(parts, Line(own - least, Fraction(1)), max(low, most - own), high)
    if own < least:
        parts = [Line(count - own, Fraction(0 if r == s else -1)) for r, count in enumerate(counts)]
        return _Counted(parts, Line(most - own, Fraction(-1)), low, min(high, least - own))
    parts = [Line(count - least, Fraction(r == s)) for r, count in enumerate(counts)]
    return _Counted(
        parts, Line(most - least or Fraction(1), Fraction(0)), max(low, least - own), min(high, most - own)
    )
