"""What becomes of the plan when every count is drawn by chance (``docs/model.md``, section 7).

If every count were as uncertain as a count of chance events: each count of each station is drawn independently as
a Poisson count, its mean being the count as it stands, and the plan is made anew. Only the counts are random. From
there all is as exact as any plan: the drawn counts are whole numbers, demand is quantified in fractions, and the
ladder (or largest remainder) decides with its own tie rule, by the very functions that decide the plan.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact
from threading import Event
from typing import Final

import numpy as np

from staffing.analysis.poisson import poisson
from staffing.errors import InputError
from staffing.models.scenario import Scenario
from staffing.models.station import id_key
from staffing.models.tasks import Tasks, TaskSum
from staffing.quantify.demand import quantify
from staffing.quantify.hours import counting_drivers
from staffing.solver.problem import formulate
from staffing.solver.solve import allocated

_EXACT: Final = Context(prec=10_000, traps=[Inexact])
"""Sums of decimals that are never rounded."""

Hear = Callable[[int, int], None]
"""Told after each draw how many of how many there are."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The plans of many draws, counted."""

    plan: tuple[int, ...]
    """Posts of each station by the counts as they stand, in station order."""
    draws: int
    """How many were made: those asked for, or fewer where it was cancelled."""
    left_out: int
    """Draws among them without a plan: a driver came out as zero everywhere."""
    same: int
    """Draws in which every station has what it has in the plan."""
    elsewhere: int
    """Posts that stations have beyond those of the plan, over all draws."""
    posts: tuple[dict[int, int], ...]
    """For each station in how many draws it has how many posts."""


def tally_draws(
    scenario: Scenario,
    draws: int,
    *,
    drawn: Collection[str] | None = None,
    hear: Hear | None = None,
    cancel: Event | None = None,
) -> Tally:
    """Draw the counts so many times and count the plans.

    The same scenario, seed and number give the same tally on every machine, whatever the order of rows; the
    first draws are the same however many follow.

    Parameters
    ----------
    scenario
        One that the ladder, or largest remainder, decides, with a plan by its counts as they stand.
    drawn
        Drivers whose counts are drawn, the others staying as they are; None: all that count.
    cancel
        Once it is set no more is drawn; the first draw is always made.

    Examples
    --------
    Two stations with 60 and 40 cases share ten posts:

    >>> from staffing.models import station as t, workload as w
    >>> cases = w.Driver(name="cases", weight=Decimal(1), values={"A": Decimal(60), "B": Decimal(40)})
    >>> stations = (t.Station(id="A", name="A"), t.Station(id="B", name="B"))
    >>> found = tally_draws(Scenario(name="two", stations=stations, drivers=(cases,), cap=10), 1000)
    >>> found.plan, found.same, dict(sorted(found.posts[0].items()))
    ((6, 4), 663, {4: 1, 5: 161, 6: 663, 7: 174, 8: 1})
    """
    plan = plan_of(scenario)
    posts: tuple[dict[int, int], ...] = tuple({} for _ in plan)
    made = left_out = same = elsewhere = 0
    for other in drawn_scenarios(scenario, draws, drawn):
        if made and cancel is not None and cancel.is_set():
            break
        made += 1
        try:
            found = plan_of(other)
        except InputError:
            left_out += 1
        else:
            same += found == plan
            for counted, own, there in zip(posts, plan, found, strict=True):
                counted[there] = counted.get(there, 0) + 1
                elsewhere += max(0, there - own)
        if hear is not None:
            hear(made, draws)
    return Tally(tuple(plan), made, left_out, same, elsewhere, posts)


def plan_of(scenario: Scenario) -> list[int]:
    """Return the posts of each station, exactly, in station order.

    Raises
    ------
    InputError
        What :func:`staffing.quantify.demand.quantify` refuses.
    """
    return allocated(formulate(scenario, quantify(scenario)))


def drawn_scenarios(
    scenario: Scenario, draws: int, drawn: Collection[str] | None = None
) -> Iterator[Scenario]:
    """Yield the scenario with counts drawn anew, so many times; the seed is its own.

    A driver's draws are the same whichever others are drawn. What is drawn is the value of each driver that counts:
    over several periods the sum (of a mean too), or the station's peak. A count of 0 stays 0. Task ledger, staff
    and rules stay as they are.
    """
    ids = sorted((station.id for station in scenario.stations), key=id_key)
    counting = {driver.name: driver for driver in counting_drivers(scenario)}
    names = sorted(counting)
    changing = [(k, name) for k, name in enumerate(names) if drawn is None or name in drawn]
    means = np.array([[float(counting[name].values[station]) for station in ids] for name in names])
    tasks = _summed(scenario.tasks)
    for counts in poisson(means.reshape(len(names), len(ids)), draws, scenario.seed):
        values = {name: dict(zip(ids, map(Decimal, counts[k].tolist()), strict=True)) for k, name in changing}
        drivers = tuple(
            driver.model_copy(update={"values": values[driver.name]}) if driver.name in values else driver
            for driver in scenario.drivers
        )
        yield scenario.model_copy(update={"drivers": drivers, "tasks": tasks})


def _summed(tasks: Tasks | None) -> Tasks | None:
    """Return the ledger with one row a station, its sums exact: all that demand needs of it."""
    if tasks is None:
        return None
    sums: dict[str, tuple[Decimal, Decimal]] = {}
    for row in tasks.sums:
        hours, points = sums.get(row.station, (Decimal(0), Decimal(0)))
        sums[row.station] = _EXACT.add(hours, row.hours), _EXACT.add(points, row.points)
    rows = tuple(
        TaskSum(station=station, month="", activity="", quantity=Decimal(0), hours=hours, points=points)
        for station, (hours, points) in sums.items()
    )
    return tasks.model_copy(update={"sums": rows})
