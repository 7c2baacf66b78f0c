"""What a reader of a plan asks next: who is next, how close it was, whether another reading changes it."""

from collections.abc import Sequence

from staffing.analysis.near_misses import change_for_a_post, heaviest_driver
from staffing.errors import InputError
from staffing.models.answers import CloseCall, Reading
from staffing.models.base import Method, Normalisation
from staffing.models.run import Run
from staffing.service.opening import Opened
from staffing.solver.exchange import around
from staffing.solver.methods import DIVISORS
from staffing.solver.solve import allocated

NEXT = 4
"""Posts named in each direction."""


def read_out(opened: Opened, run: Run) -> Reading | None:
    """Return the reading of a plan; None where there is no plan, or the ladder did not decide.

    The close calls are of the two stations at the cut line, each by the driver that brings it most.
    """
    posts = tuple(row.allocation for row in run.stations if row.allocation is not None)
    if opened.programme is not None or not posts or len(posts) != len(run.stations):
        return None
    calls: tuple[CloseCall, ...] = ()
    up: tuple[str, ...] = ()
    down: tuple[str, ...] = ()
    problem = opened.problem
    if problem.method in DIVISORS:
        last, coming = around(problem, posts, NEXT)
        up = tuple(problem.ids[move.station] for move in coming)
        down = tuple(problem.ids[move.station] for move in last)
        if last and coming and last[0].station != coming[0].station:
            calls = _close_calls(opened, posts, last[0].station, coming[0].station)
    by_method = _method_changes(opened, posts)
    return Reading(
        next_up=up,
        next_down=down,
        close_calls=calls,
        other_methods=tuple(by_method),
        other_normalisations=_other_normalisations(opened, posts),
        method_changes=by_method,
    )


def _close_calls(opened: Opened, posts: tuple[int, ...], giver: int, taker: int) -> tuple[CloseCall, ...]:
    found = (
        close_call(opened, posts, station, heaviest_driver(opened.scenario, opened.demand, station), sign)
        for station, sign in ((taker, 1), (giver, -1))
    )
    return tuple(call for call in found if call is not None)


def close_call(opened: Opened, posts: Sequence[int], place: int, driver: str, sign: int) -> CloseCall | None:
    """Return how much more (``sign`` 1) or less of a driver moves a post of a station; None: no change does."""
    change = change_for_a_post(opened.scenario, opened.problem, driver, place, posts, sign)
    if change is None:
        return None
    station = opened.scenario.stations[place].id
    count = next(float(known.values[station]) for known in opened.scenario.drivers if known.name == driver)
    share = abs(change) / count if count else None
    return CloseCall(station=station, driver=driver, change=change, share=share)


def _method_changes(opened: Opened, posts: tuple[int, ...]) -> dict[str, dict[str, int]]:
    own = opened.scenario.method
    found = {m.value: _changes(opened.adjusted(method=m.value), posts) for m in Method if m is not own}
    return {method: changes for method, changes in found.items() if changes}


def _other_normalisations(opened: Opened, posts: tuple[int, ...]) -> tuple[str, ...]:
    own = opened.scenario.normalisation
    return tuple(
        n.value
        for n in Normalisation
        if n is not own and _changes(opened.adjusted(normalisation=n.value), posts)
    )


def _changes(changed: Opened, posts: tuple[int, ...]) -> dict[str, int]:
    """Return the difference of another plan by station; nothing where there is no such plan."""
    try:
        problem = changed.problem
        other = allocated(problem)
    except InputError:
        return {}
    pairs = zip(problem.ids, other, posts, strict=True)
    return {station: there - here for station, there, here in pairs if there != here}
