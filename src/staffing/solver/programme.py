"""The ladder problem as an integer programme, small enough for a solver at any headcount.

Under bounds, nested groups and a total (an M-convex set) every cost that puts the posts in the same strict
order has the same single optimum. So a post costs its *position* in the exact order of :func:`rung_key`, ties
included: small whole numbers in place of fractions.

Only the posts in a **window** around the quota get a 0/1 variable each. All posts of a station below its
window are one integer variable, all above it another, each at the position of the post that borders the
window: convex still, every plan possible still. A best plan that ends inside the windows (edges included) is
compared with every exchange by exact positions, so it is the best of all; otherwise the windows that it left
move and double. ``docs/model.md``, section 4.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from staffing.solver.methods import DIVISORS
from staffing.solver.ordering import exact_order
from staffing.solver.problem import Problem
from staffing.solver.verify import must_place

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Optimise = Callable[["Programme"], tuple[str, list[Any] | None]]
"""Solves a programme: (raw status word, posts per station or None)."""

_RADIUS = 1
_BISECTIONS = 60
_STEEPEST = 2.0**60


@dataclass(frozen=True, slots=True)
class Step:
    """The ``size`` posts of a station that follow on its first ``posts``, at ``cost`` each."""

    station: int
    posts: int
    size: int
    cost: int


@dataclass(frozen=True, slots=True)
class Row:
    """The members together hold ``minimum`` to ``maximum`` posts."""

    name: str
    members: tuple[int, ...]
    minimum: int
    maximum: int


@dataclass(frozen=True, slots=True)
class Programme:
    """Least ``sum cost`` of the steps taken; ``x_s = lower_s + steps``; ``sum x = total``; rows kept."""

    lower: tuple[int, ...]
    top: tuple[int, ...]
    """Greatest ``x_s``, never below ``lower``: where the bounds contradict each other a row says so."""
    total: int
    rows: tuple[Row, ...]
    steps: tuple[Step, ...]
    """By station, in the order in which they are taken."""


@dataclass(frozen=True, slots=True)
class Windows:
    """The posts ``low_s .. high_s`` around which each station's order is exact."""

    low: Ints
    high: Ints
    radius: Ints


def by_windows(problem: Problem, optimise: Optimise, *, optimal: str) -> dict[str, Any]:
    """Solve programme after programme until the plan lies inside the windows.

    Parameters
    ----------
    optimise
        Solves one programme. Any plan of it is a plan of the problem.
    optimal
        The status word that ``optimise`` returns for a proven optimum.

    Returns
    -------
    The back end's reply: the last status word and the last plan.
    """
    windows = centred(problem)
    kept: list[Any] | None = None
    while True:
        word, values = optimise(programme(problem, windows))
        kept = kept if values is None else values
        if word != optimal or values is None or not all(type(x) is int for x in values):
            return {"word": word, "values": kept}
        posts = np.array(values, dtype=np.int64)
        if ((windows.low <= posts) & (posts <= windows.high)).all():
            return {"word": word, "values": values}
        windows = widened(problem, windows, posts)


def centred(problem: Problem) -> Windows:
    """Return windows around what bounds and groups make of the quotas, in fractions of posts.

    Only a guess, in floats: a wrong one costs time.
    """
    least, most = (bound.astype(np.float64) for bound in _range(problem))
    share = _shares(problem)
    for group in problem.groups:
        inside = np.array(group.members, dtype=np.int64)
        own = share[inside], least[inside], most[inside]
        if own[1].sum() < group.minimum:
            least[inside] = _filled(*own, group.minimum)
        if own[2].sum() > group.maximum:
            most[inside] = _filled(*own, group.maximum)
    centre = np.rint(_filled(share, least, most, must_place(problem))).astype(np.int64)
    return _around(problem, centre, np.full(len(share), _RADIUS, dtype=np.int64))


def _filled(share: Floats, low: Floats, most: Floats, wanted: int) -> Floats:
    """Return quotas scaled until they meet ``wanted``; what no share asks for goes to the fewest posts."""
    filled = _raised(share, low, most, wanted)
    return filled if filled.sum() >= wanted else _raised(np.ones_like(share), filled, most, wanted)


def _raised(share: Floats, low: Floats, most: Floats, wanted: int) -> Floats:
    most = np.maximum(low, most)
    below, above = 0.0, 1.0
    while np.clip(share * above, low, most).sum() < wanted and above < _STEEPEST:
        above *= 2.0
    for _ in range(_BISECTIONS):
        middle = (below + above) / 2.0
        if np.clip(share * middle, low, most).sum() < wanted:
            below = middle
        else:
            above = middle
    raised: Floats = np.clip(share * above, low, most)
    return raised


def whole(problem: Problem) -> Windows:
    """Return the windows that leave no post out."""
    low, high = _range(problem)
    return Windows(low, high, high - low)


def widened(problem: Problem, windows: Windows, posts: Ints) -> Windows:
    """Return windows of which those that the plan left lie around it, twice as wide."""
    outside = (posts < windows.low) | (posts > windows.high)
    radius = np.where(outside, windows.radius * 2, windows.radius)
    moved = _around(problem, posts, radius)
    return Windows(
        np.where(outside, moved.low, windows.low), np.where(outside, moved.high, windows.high), radius
    )


def programme(problem: Problem, windows: Windows) -> Programme:
    """Write the programme of a problem for these windows."""
    low, high = _range(problem)
    steps = [
        step
        for s in range(len(low))
        for step in _steps(s, int(low[s]), int(windows.low[s]), int(windows.high[s]), int(high[s]))
    ]
    rows = [Row(f"group_{n}", g.members, g.minimum, g.maximum) for n, g in enumerate(problem.groups)]
    rows += [
        Row(f"station_{s}", (s,), 0, most) for s, most in enumerate(problem.limits) if most < problem.lower[s]
    ]
    return Programme(
        lower=problem.lower,
        top=tuple(high.tolist()),
        total=must_place(problem),
        rows=tuple(rows),
        steps=tuple(_priced(problem, steps)),
    )


def _steps(s: int, lower: int, low: int, high: int, top: int) -> list[tuple[int, int, int, int]]:
    """Return (station, first posts, size, post whose position is the cost)."""
    below = [(s, lower, low - lower, low - 1)] if low > lower else []
    above = [(s, high, top - high, high)] if top > high else []
    return [*below, *((s, a, 1, a) for a in range(low, high)), *above]


def _priced(problem: Problem, steps: list[tuple[int, int, int, int]]) -> list[Step]:
    """Give each step its position in the exact order as its cost, counted from 1."""
    if not steps:
        return []
    stations = np.array([step[0] for step in steps], dtype=np.int64)
    posts = np.array([step[3] for step in steps], dtype=np.int64)
    share = _shares(problem)
    ties = (problem.rank, problem.staff or None)
    order = exact_order(DIVISORS[problem.method], problem.weights, share, stations, posts, *ties)
    cost = np.empty(len(steps), dtype=np.int64)
    cost[order] = np.arange(1, len(steps) + 1)
    return [Step(s, a, size, int(cost[i])) for i, (s, a, size, _) in enumerate(steps)]


def _shares(problem: Problem) -> Floats:
    return np.array([float(problem.index(s)) for s in range(len(problem.ids))])


def _range(problem: Problem) -> tuple[Ints, Ints]:
    low = np.array(problem.lower, dtype=np.int64)
    high = np.minimum(np.array(problem.limits, dtype=np.int64), problem.total)
    return low, np.maximum(low, high)


def _around(problem: Problem, centre: Ints, radius: Ints) -> Windows:
    low, high = _range(problem)
    return Windows(np.clip(centre - radius, low, high), np.clip(centre + radius, low, high), radius)
