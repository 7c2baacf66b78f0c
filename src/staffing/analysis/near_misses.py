"""The smallest change of one count after which the plan is another, exactly (``docs/model.md``, section 7).

While one count of one station changes by ``d``, each index, times what the scores of that driver are divided by,
is linear in ``d``: so the plan holds on an interval around 0. The whole numbers just beyond its ends answer.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from staffing.analysis.holding import Holding
from staffing.analysis.index_lines import CountLines, Piece
from staffing.analysis.remainders import Remainders
from staffing.analysis.weight_ranges import holding_of, refuse_at_most
from staffing.models.scenario import Scenario
from staffing.models.workload import Demand
from staffing.solver.classes import settled
from staffing.solver.ladder import ladder_for
from staffing.solver.problem import Problem


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


def near_misses(
    scenario: Scenario,
    demand: Demand,
    problem: Problem,
    posts: Sequence[int],
    *,
    stations: Sequence[int] | None = None,
) -> tuple[Miss, ...]:
    """Return for each station how many more, and how many fewer, of its heaviest count move a post.

    A direction in which nothing changes up to three times the count, or down to none, is left out.

    Parameters
    ----------
    stations
        Positions of the stations asked about; None: all of them.

    Raises
    ------
    UsageError
        As for :func:`staffing.analysis.weight_ranges.refuse_at_most`.
    """
    refuse_at_most(scenario)
    holding, counts = holding_of(problem, posts), CountLines(scenario, problem)
    found = []
    for s in range(len(scenario.stations)) if stations is None else stations:
        driver = heaviest_driver(scenario, demand, s)
        for sign in (1, -1):
            for piece in counts.pieces(driver, s, sign):
                if miss := _within(holding, piece):
                    found.append(Miss(s, driver, *miss))
                    break
    return tuple(found)


def heaviest_driver(scenario: Scenario, demand: Demand, station: int) -> str:
    """Return the driver that brings a station most."""
    return max(scenario.drivers, key=lambda one: demand.contributions[one.name][station]).name


def _within(holding: Holding | Remainders, piece: Piece) -> tuple[int, int, int] | None:
    """Return the first change of a piece at which the plan is another, and who gains and loses there."""
    limit, sign = Fraction(piece.limit), 1 if piece.limit > piece.start else -1
    tried = piece.start
    while sign * (piece.limit - tried) >= 0:
        if pair := holding.breach(piece.lines, Fraction(tried)):
            return tried, *pair
        # Under a ladder method nothing holds beyond the end; largest remainders may come back to the plan.
        end = holding.end(piece.lines, Fraction(tried), limit)
        whole = ceil(end.at) if sign > 0 else floor(end.at)
        tried = whole if whole != tried else tried + sign
    return None


def change_for_a_post(
    scenario: Scenario, problem: Problem, driver: str, station: int, posts: Sequence[int], sign: int
) -> int | None:
    """Return the least whole change of a station's count that gives the station itself a post more, or takes one.

    More of its own work never costs a station a post, so the change is found by halving; every step is a plan
    made anew.

    Parameters
    ----------
    problem
        The scenario's problem, of a ladder method.
    station
        Position of the station.
    posts
        The plan as it is, in station order.
    sign
        1: more work until it gains; -1: less work until it loses.

    Returns
    -------
    int or None
        Negative: fewer. None: even three times the count, or none at all, moves nothing.
    """

    def moved(piece: Piece) -> Callable[[int], bool]:
        def test(change: int) -> bool:
            asked = settled(problem.with_weights(piece.weights(sign * change)))
            ladder = ladder_for(asked)
            after = int(ladder.allocate(min(asked.total, ladder.capacity))[station])
            return sign * after > sign * posts[station]

        return test

    for piece in CountLines(scenario, problem).pieces(driver, station, sign):
        test = moved(piece)
        if test(abs(piece.limit)):
            return sign * _least(test, abs(piece.start), abs(piece.limit))
    return None


def _least(test: Callable[[int], bool], low: int, high: int) -> int:
    """Return the least number above ``low``, or ``low`` itself, that passes; ``high`` does.

    >>> _least(lambda change: change >= 37, 0, 1000)
    37
    """
    if low and test(low):
        return low
    step = 1
    while low + step < high and not test(low + step):
        low, step = low + step, step * 2
    high = min(high, low + step)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if test(middle) else (middle, high)
    return high
