"""How far each weight may change before the plan does, exactly (``docs/model.md``, section 7).

Let the weight of one driver be ``t``, the others keeping their proportions: every index is linear in ``t``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from staffing.analysis.holding import End, Holding, Line
from staffing.errors import Issue, UsageError
from staffing.models.base import Normalisation, Place
from staffing.models.scenario import Scenario
from staffing.quantify.drivers import scores_of
from staffing.quantify.tasks import totals
from staffing.solver.methods import DIVISORS
from staffing.solver.problem import Problem


@dataclass(frozen=True, slots=True)
class WeightRange:
    """The interval of one weight, the others in proportion, in which the plan stays."""

    driver: str
    weight: Fraction
    low: End
    high: End


def weight_ranges(scenario: Scenario, problem: Problem, posts: Sequence[int]) -> tuple[WeightRange, ...]:
    """Return the interval of each weight in which the plan stays; of a single driver there is none.

    Parameters
    ----------
    problem
        The scenario's problem.
    posts
        Its plan, in station order.

    Raises
    ------
    UsageError
        As for :func:`refuse_other_orders`.
    """
    refuse_other_orders(scenario)
    drivers = [driver for driver in scenario.drivers if driver.weight]
    if len(drivers) < 2:
        return ()
    holding, found = Holding(problem, posts), []
    for driver in drivers:
        lines, weight = _lines(scenario, driver.name), Fraction(driver.weight)
        low, high = (holding.end(lines, weight, Fraction(limit)) for limit in (0, 1))
        found.append(WeightRange(driver.name, weight, low, high))
    return tuple(found)


def refuse_other_orders(scenario: Scenario) -> None:
    """Refuse scenarios in which one set of weights does not decide by one ladder.

    Raises
    ------
    UsageError
        ``E_METHOD.ranges``: the method has no ladder. ``E_MODEL.ranges``: classes, standard hours,
        ``place: at_most``.
    """
    if scenario.method.value not in DIVISORS:
        raise UsageError([Issue("E_METHOD.ranges", values={"got": scenario.method.value})])
    hours = scenario.normalisation is Normalisation.HOURS
    if scenario.classes or hours or scenario.place is Place.AT_MOST:
        raise UsageError([Issue("E_MODEL.ranges")])


def _lines(scenario: Scenario, name: str) -> list[Line]:
    """Return the index of each station as a function of one weight."""
    ids = [station.id for station in scenario.stations]
    own = next(driver for driver in scenario.drivers if driver.name == name)
    rest = 1 - Fraction(own.weight)
    starts, slopes = [Fraction(0)] * len(ids), [Fraction(0)] * len(ids)
    for driver in scenario.drivers:
        if not driver.weight:
            continue
        parts, whole = scores_of(driver, ids, scenario.normalisation)
        share = None if driver is own else Fraction(driver.weight) / rest
        for s, part in enumerate(parts):
            score = Fraction(part, whole)
            if share is None:
                slopes[s] += score
            else:
                starts[s] += share * score
                slopes[s] -= share * score
    return with_ledger(scenario, starts, slopes)


def with_ledger(scenario: Scenario, starts: Sequence[Fraction], slopes: Sequence[Fraction]) -> list[Line]:
    """Return lines of the index from those of the drivers' part ``D``.

    With a part ``b`` of the task ledger the index is ``(1 - b) D / sum D + b l``; times ``sum D`` it is linear too.
    """
    pairs = list(zip(starts, slopes, strict=True))
    blend = Fraction(0) if scenario.tasks is None else Fraction(scenario.tasks.blend)
    if scenario.tasks is None or not blend:
        return [Line(*pair) for pair in pairs]
    amounts = totals(scenario.tasks, scenario.tasks.measure, [station.id for station in scenario.stations])
    whole, start, slope = sum(amounts), sum(starts), sum(slopes)
    return [
        Line(
            (1 - blend) * u + blend * work / whole * start,
            (1 - blend) * v + blend * work / whole * slope,
        )
        for (u, v), work in zip(pairs, amounts, strict=True)
    ]
