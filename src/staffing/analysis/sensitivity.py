"""How far a count may change before a post moves (``docs/model.md``, section 7)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from staffing.models.base import Normalisation
from staffing.models.scenario import Scenario
from staffing.quantify.demand import quantify
from staffing.quantify.hours import driver_work
from staffing.quantify.tasks import totals
from staffing.solver.ladder import Ladder, ladder_for
from staffing.solver.problem import Problem, formulate

Floats = NDArray[np.float64]

REACH = 3
"""A count is tried up to this many times its size."""


@dataclass(frozen=True, slots=True)
class NearMiss:
    """The smallest change of one count that moves a post."""

    station: int
    driver: str
    change: int
    """In whole units of the driver; negative: fewer."""


def near_miss(
    scenario: Scenario, problem: Problem, driver: str, station: int, posts: Sequence[int], sign: int
) -> NearMiss | None:
    """Return the least whole change of one station's count that gives it a post more, or a post less.

    Parameters
    ----------
    problem
        The scenario's problem as it is.
    station
        Position of the station.
    posts
        The plan as it is, in station order.
    sign
        1: more work until it gains; -1: less work until it loses.

    Returns
    -------
    NearMiss or None
        None: even three times the count, or none at all, moves nothing.

    Notes
    -----
    Floats guess where the post moves; plans recomputed exactly on both sides of the guess decide.
    """
    values = next(d.values for d in scenario.drivers if d.name == driver)
    count = values[scenario.stations[station].id]
    most = int(count * REACH) + 1 if sign > 0 else int(count)
    moves = _exact_test(scenario, driver, station, posts, sign)
    if most < 1:
        return None
    guess = _bisect(_float_test(scenario, problem, driver, station, posts, sign), most)
    step = 1
    while guess < most and not moves(guess):
        guess, step = min(guess + step, most), step * 2
    if not moves(guess):
        return None
    below = max(0, guess - 1)
    if below and moves(below):
        guess = _bisect(moves, below)
    return NearMiss(station, driver, sign * guess)


def _bisect(moves: Callable[[int], bool], most: int) -> int:
    """Return the least change in ``1 .. most`` that moves a post; ``most`` where none does."""
    low, high = 0, most
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if moves(middle) else (middle, high)
    return high


def _moved(after: int, before: int, sign: int) -> bool:
    return after > before if sign > 0 else after < before


def _exact_test(
    scenario: Scenario, driver: str, station: int, posts: Sequence[int], sign: int
) -> Callable[[int], bool]:
    station_id = scenario.stations[station].id

    def moves(change: int) -> bool:
        drivers = tuple(
            d.model_copy(
                update={"values": {**d.values, station_id: d.values[station_id] + Decimal(sign * change)}}
            )
            if d.name == driver
            else d
            for d in scenario.drivers
        )
        if not any(next(d for d in drivers if d.name == driver).values.values()):
            return False
        changed = scenario.model_copy(update={"drivers": drivers})
        problem = formulate(changed, quantify(changed))
        ladder = ladder_for(problem)
        return _moved(
            int(ladder.allocate(min(problem.total, ladder.capacity))[station]), posts[station], sign
        )

    return moves


def _float_test(
    scenario: Scenario, problem: Problem, driver: str, station: int, posts: Sequence[int], sign: int
) -> Callable[[int], bool]:
    """Return a fast test of the same question, right but for differences that floats cannot see."""
    exact = ladder_for(problem)
    lower, upper = problem.lower, problem.limits
    columns = {d.name: np.array([float(d.values[s.id]) for s in scenario.stations]) for d in scenario.drivers}
    weights = _multipliers(scenario)
    total = min(problem.total, exact.capacity)
    blend = 0.0 if scenario.tasks is None else float(scenario.tasks.blend)
    ledger = _ledger(scenario, blend)

    def moves(change: int) -> bool:
        counts = columns[driver].copy()
        counts[station] += sign * change
        index = np.zeros(len(counts))
        for name, column in columns.items():
            index += weights[name] * _SCORES[scenario.normalisation](counts if name == driver else column)
        blended = (1 - blend) * index / index.sum() + ledger
        scaled = (blended * (1 << 50)).astype(np.int64)
        after = Ladder(scaled, lower, upper, problem.method, problem.rank).allocate(total)
        return _moved(int(after[station]), posts[station], sign)

    return moves


def _ledger(scenario: Scenario, blend: float) -> Floats:
    """Return the task ledger's part of the index, which no count changes."""
    amounts = np.zeros(len(scenario.stations))
    if scenario.tasks is not None and blend:
        ids = [station.id for station in scenario.stations]
        amounts = np.array([float(x) for x in totals(scenario.tasks, scenario.tasks.measure, ids)])
    return blend * _divide(amounts, float(amounts.sum()))


def _multipliers(scenario: Scenario) -> dict[str, float]:
    """Return what each driver's scores are multiplied by: its weight, or by hours what one count comes to."""
    if scenario.normalisation is not Normalisation.HOURS:
        return {driver.name: float(driver.weight) for driver in scenario.drivers}
    hours = {work.driver.name: float(work.hours) for work in driver_work(scenario) if work.driver.weight}
    return {driver.name: hours.get(driver.name, 0.0) for driver in scenario.drivers}


def _divide(part: Floats, whole: float) -> Floats:
    return part / whole if whole else np.zeros_like(part)


_SCORES: dict[Normalisation, Callable[[Floats], Floats]] = {
    Normalisation.SHARE: lambda x: _divide(x, float(x.sum())),
    Normalisation.MAX: lambda x: _divide(x, float(x.max())),
    Normalisation.MIN_MAX: lambda x: _divide(x - x.min(), float(x.max() - x.min())),
    Normalisation.HOURS: lambda x: x,
}
