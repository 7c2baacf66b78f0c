"""What must be said of an add or a cut beside its answer."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from staffing.errors import Issue
from staffing.models.what_if import Mode
from staffing.service.opening import Opened
from staffing.service.record_ladder import tie_warnings
from staffing.solver.methods import DIVISORS
from staffing.solver.problem import Problem

if TYPE_CHECKING:
    from staffing.service.asking import Answer


def whatif_warnings(
    opened: Opened, problem: Problem, answer: "Answer", mode: Mode, delta: int
) -> list[Issue]:
    """Return what was noted of the scenario, of staff in post, of the method, of ties and of room."""
    before, after = answer.before or (), answer.after or ()
    found = list(opened.warnings)
    if mode is not Mode.REAPPORTION and (outside := _outside(opened, problem, before)):
        found.append(Issue("W_IN_POST_OUTSIDE", values={"stations": outside}))
    if problem.method not in DIVISORS:
        found.append(Issue("W_HAMILTON"))
        names = opened.scenario.stations
        against = [
            names[s].name for s, (x, y) in enumerate(zip(before, after, strict=True)) if (y - x) * delta < 0
        ]
        if against:
            values = {"before": problem.total, "after": problem.total + delta, "stations": against}
            found.append(Issue("W_PARADOX", values=values))
    found += tie_warnings(opened, answer.ties)
    placed, wanted = sum(after), sum(before) + delta
    if placed < wanted:
        values = {"cap": wanted, "room": placed, "free": wanted - placed}
        found.append(Issue("W_CAP_GT_SUM_MAX", where=opened.places.get("cap", ""), values=values))
    return found


def _outside(opened: Opened, problem: Problem, in_post: Sequence[int]) -> list[str]:
    """Return the stations and groups whose staff in post are outside their bounds."""
    bounds = zip(opened.scenario.stations, in_post, problem.lower, problem.upper, strict=True)
    stations = [f"{station.name} {x}" for station, x, low, high in bounds if not low <= x <= high]
    held = [(g, g.held(in_post)) for g in problem.groups if g.class_weight is None]
    return stations + [f"{g.name} {x}" for g, x in held if not g.minimum <= x <= g.maximum]
