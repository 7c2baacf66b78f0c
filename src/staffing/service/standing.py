"""Why a station has its posts: the place of its last and its next post on the ladder, and how close both are."""

from staffing.analysis.near_misses import heaviest_driver
from staffing.models.answers import Standing
from staffing.models.run import Run
from staffing.service.opening import Opened
from staffing.service.reading import close_call
from staffing.solver.exchange import Rung, priority_value
from staffing.solver.ladder import Ladder, ladder_for
from staffing.solver.methods import DIVISORS


def standing_of(opened: Opened, run: Run, station: str) -> Standing | None:
    """Return where a station stands; None where no single ladder decided (classes, hamilton, programme).

    The close calls are those of the driver that brings the station most.
    """
    posts = tuple(row.allocation for row in run.stations if row.allocation is not None)
    if opened.programme is not None or opened.scenario.classes or len(posts) != len(run.stations):
        return None
    problem = opened.problem
    if problem.method not in DIVISORS or station not in problem.ids:
        return None
    place = problem.ids.index(station)
    own, ladder = posts[place], ladder_for(problem)
    has_last, has_next = own > problem.lower[place], own < problem.limits[place]
    heaviest = heaviest_driver(opened.scenario, opened.demand, place)
    calls = (close_call(opened, posts, place, heaviest, sign) for sign in (1, -1))
    return Standing(
        station=station,
        posts=own,
        order=_order(ladder, place, own) if has_last else None,
        priority=priority_value(problem, problem.total, Rung(place, own - 1)) if own else None,
        next_order=_order(ladder, place, own + 1) if has_next else None,
        next_priority=priority_value(problem, problem.total, Rung(place, own)) if has_next else None,
        close_calls=tuple(call for call in calls if call is not None),
    )


def _order(ladder: Ladder, place: int, posts: int) -> int | None:
    """Return the headcount from which on the station has so many posts; None: it never does."""
    low, high = ladder.base, ladder.capacity
    if ladder.allocate(high)[place] < posts:
        return None
    while low < high:
        middle = (low + high) // 2
        if ladder.allocate(middle)[place] >= posts:
            high = middle
        else:
            low = middle + 1
    return low
