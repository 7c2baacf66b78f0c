"""How every index changes with one weight or one count: along lines, exactly (``docs/model.md``, section 7)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import Final

from staffing.analysis.lines import Line, whole_weights
from staffing.models.base import Normalisation
from staffing.models.scenario import Scenario
from staffing.models.workload import Driver
from staffing.quantify.drivers import scores_of
from staffing.quantify.hours import driver_work
from staffing.quantify.rulers import Ruler, rulers
from staffing.quantify.tasks import totals
from staffing.solver.problem import Problem

REACH: Final = 3
"""A count is changed by up to this many times its size."""


def by_weight(scenario: Scenario, problem: Problem, of_class: str | None, name: str) -> list[Line]:
    """Return the index of each station while one weight is ``t`` and the others keep their proportions.

    Stations that are measured with other weights stay as they are; with those nobody else is ever compared.

    Parameters
    ----------
    of_class
        The class that has the weight of its own; None: it is the scenario's.
    """
    lines = _as_it_is(problem)
    for ruler in rulers(scenario):
        if ruler.of_class == of_class:
            for s, line in zip(ruler.members, _weighted(scenario, ruler, name), strict=True):
                lines[s] = line
    return lines


def _as_it_is(problem: Problem) -> list[Line]:
    return [Line(Fraction(weight), Fraction(0)) for weight in problem.weights]


def _weighted(scenario: Scenario, ruler: Ruler, name: str) -> list[Line]:
    ids = [scenario.stations[s].id for s in ruler.members]
    rest = 1 - Fraction(ruler.weights[name])
    starts, slopes = [Fraction(0)] * len(ids), [Fraction(0)] * len(ids)
    for driver in scenario.drivers:
        if not ruler.weights.get(driver.name):
            continue
        parts, whole = scores_of(driver, ids, scenario.normalisation)
        share = None if driver.name == name else Fraction(ruler.weights[driver.name]) / rest
        for s, part in enumerate(parts):
            score = Fraction(part, whole)
            if share is None:
                slopes[s] += score
            else:
                starts[s] += share * score
                slopes[s] -= share * score
    return _with_ledger(scenario, ids, starts, slopes)


def _with_ledger(
    scenario: Scenario, ids: Sequence[str], starts: Sequence[Fraction], slopes: Sequence[Fraction]
) -> list[Line]:
    """Return lines of the index from those of the drivers' part ``D``.

    With a part ``b`` of the task ledger the index is ``(1 - b) D / sum D + b l``; times ``sum D`` it is linear too.
    """
    pairs = list(zip(starts, slopes, strict=True))
    blend = Fraction(0) if scenario.tasks is None else Fraction(scenario.tasks.blend)
    if scenario.tasks is None or not blend:
        return [Line(*pair) for pair in pairs]
    amounts = totals(scenario.tasks, scenario.tasks.measure, ids)
    whole, start, slope = sum(amounts), sum(starts), sum(slopes)
    return [
        Line(
            (1 - blend) * u + blend * work / whole * start,
            (1 - blend) * v + blend * work / whole * slope,
        )
        for (u, v), work in zip(pairs, amounts, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Piece:
    """The index of each station while one count changes by ``start`` to ``limit``, both whole."""

    lines: list[Line]
    """The members' have a factor in common that the others' have not: their class is compared with itself alone."""
    start: int
    limit: int
    members: tuple[int, ...]
    """Positions of the stations whose index changes."""
    now: tuple[int, ...]
    """Integers in the proportions of the index as it is."""

    def weights(self, change: int) -> tuple[int, ...]:
        """Return integers in the proportions of the index after a change; the members keep their share of all."""
        weights = whole_weights(self.lines, Fraction(change))
        if len(self.members) == len(weights):
            return tuple(weights)
        own, before = (sum(parts[s] for s in self.members) for parts in (weights, self.now))
        inside = set(self.members)
        return tuple(
            weights[s] * before if s in inside else weight * own for s, weight in enumerate(self.now)
        )


class CountLines:
    """How the indices change with one count of one station, the others as they are."""

    def __init__(self, scenario: Scenario, problem: Problem) -> None:
        self._scenario = scenario
        self._drivers = {driver.name: driver for driver in scenario.drivers}
        self._now = problem.weights
        self._base = _as_it_is(problem)
        self._rulers = {s: ruler for ruler in rulers(scenario) for s in ruler.members}
        self._hours: dict[str, Fraction] = {}
        if scenario.normalisation is Normalisation.HOURS:
            self._hours = {work.driver.name: work.hours for work in driver_work(scenario)}
        self._rests: dict[tuple[int, str], list[Fraction]] = {}

    def pieces(self, name: str, station: int, sign: int) -> Iterator[Piece]:
        """Yield the pieces one after the other, from no change to three times the count more, or to none at all.

        Nothing where the driver does not count.
        """
        ruler = self._rulers[station]
        driver = self._drivers.get(name)
        if driver is None or not self._factor(ruler, driver):
            return
        counts = [Fraction(driver.values[self._scenario.stations[s].id]) for s in ruler.members]
        place = ruler.members.index(station)
        own, others = counts[place], counts[:place] + counts[place + 1 :]
        least = ceil(-own)
        if not any(others) and least == -own:  # nothing would be left of the driver
            least += 1
        limit = max(floor(own * REACH), 1) if sign > 0 else least
        for start, end, near in self._spans(own, others, limit):
            scores = _scores(self._scenario.normalisation, counts, place, near)
            lines = self._lines(ruler, driver, *scores)
            if any(any(lines[s]) for s in ruler.members):  # else no station would have an index
                yield Piece(lines, start, end, ruler.members, self._now)

    def _spans(
        self, own: Fraction, others: Sequence[Fraction], limit: int
    ) -> Iterator[tuple[int, int, Fraction]]:
        """Yield the first and last whole change of each piece, and a change inside it."""
        towards, away = (floor, ceil) if limit > 0 else (ceil, floor)
        sign = 1 if limit > 0 else -1
        alike = None
        if self._scenario.normalisation is Normalisation.MIN_MAX and len(set(others)) == 1:
            alike = others[0] - own  # there, and only there, no station stands out
        for before, after in pairwise(self._bends(own, others, limit)):
            start, end = away(before), towards(after)
            if before == alike == start:
                start += sign
            if after == alike == end:
                end -= sign
            if sign * (end - start) >= 0 and limit:
                yield start, end, (before + after) / 2
            if after == alike == towards(after):
                yield towards(after), towards(after), after

    def _bends(self, own: Fraction, others: Sequence[Fraction], limit: int) -> list[Fraction]:
        """Return 0, the changes by which the count passes the greatest or the least of the others, the limit."""
        passed: list[Fraction] = []
        if self._scenario.normalisation in {Normalisation.MAX, Normalisation.MIN_MAX}:
            passed += [max(others, default=own) - own]
        if self._scenario.normalisation is Normalisation.MIN_MAX:
            passed += [min(others, default=own) - own]
        between = {bend for bend in passed if 0 < bend < limit or limit < bend < 0}
        return [Fraction(0), *sorted(between, key=abs), Fraction(limit)]

    def _factor(self, ruler: Ruler, driver: Driver) -> Fraction:
        """Return what the scores of a driver are multiplied by: its weight, or the hours of one count."""
        if not ruler.weights.get(driver.name):
            return Fraction(0)
        return self._hours.get(driver.name, Fraction(ruler.weights[driver.name]))

    def _lines(self, ruler: Ruler, driver: Driver, parts: Sequence[Line], whole: Line) -> list[Line]:
        """Return every station's index, times ``whole(d)``."""
        key = (ruler.members[0], driver.name)
        if key not in self._rests:
            self._rests[key] = self._rest(ruler, driver)
        factor = self._factor(ruler, driver)
        pairs = list(zip(self._rests[key], parts, strict=True))
        own = _with_ledger(
            self._scenario,
            [self._scenario.stations[s].id for s in ruler.members],
            [a * whole.start + factor * part.start for a, part in pairs],
            [a * whole.slope + factor * part.slope for a, part in pairs],
        )
        lines = list(self._base)
        for s, line in zip(ruler.members, own, strict=True):
            lines[s] = line
        return lines

    def _rest(self, ruler: Ruler, driver: Driver) -> list[Fraction]:
        """Return what the other drivers bring to each member."""
        ids = [self._scenario.stations[s].id for s in ruler.members]
        rest = [Fraction(0)] * len(ids)
        for other in self._scenario.drivers:
            if other is driver or not (factor := self._factor(ruler, other)):
                continue
            if self._hours:
                scores = [Fraction(other.values[station]) for station in ids]
            else:
                parts, whole = scores_of(other, ids, self._scenario.normalisation)
                scores = [Fraction(part, whole) for part in parts]
            rest = [sofar + factor * score for sofar, score in zip(rest, scores, strict=True)]
        return rest


def _scores(
    normalisation: Normalisation, counts: Sequence[Fraction], place: int, near: Fraction
) -> tuple[list[Line], Line]:
    """Return the scores ``parts[s](d) / whole(d)`` of a driver while the count at ``place`` changes by ``d``.

    Parameters
    ----------
    near
        A change that they are right for, and for all around it as far as the next bend.
    """
    others = [*counts[:place], *counts[place + 1 :]]
    least, most = min(others, default=Fraction(0)), max(others, default=Fraction(0))
    own, lines = Line(counts[place], Fraction(1)), [Line(count, Fraction(0)) for count in counts]
    lines[place] = own
    top = own if own.at(near) > most else Line(most, Fraction(0))
    match normalisation:
        case Normalisation.MAX:
            return lines, top
        case Normalisation.MIN_MAX:
            bottom = own if own.at(near) < least else Line(least, Fraction(0))
            if top.at(near) == bottom.at(near):
                return [Line(Fraction(0), Fraction(0))] * len(lines), Line(Fraction(1), Fraction(0))
            return [line.less(bottom) for line in lines], top.less(bottom)
        case Normalisation.HOURS:
            return lines, Line(Fraction(1), Fraction(0))
        case _:
            return lines, Line(sum(counts, Fraction(0)), Fraction(1))
