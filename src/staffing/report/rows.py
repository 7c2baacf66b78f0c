"""Run -> rows, in the order of the input: what terminal, html and workbook all show."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, isclose
from typing import TYPE_CHECKING

from staffing.messages.numbers import digits_apart
from staffing.models.base import Normalisation
from staffing.models.run import DriverResult, LadderStep, Run, StationResult
from staffing.models.workload import LEDGER

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One station of the plan."""

    number: int
    """Position in the input, from 1."""
    id: str
    name: str
    index: float
    quota: float
    in_post: int | None
    allocation: int | None
    change: int | None
    burden_in_post: float | None
    """Work per head of staff in post; None: nobody there, or not given."""
    burden: float | None
    """Work per head as proposed; None: no post."""
    minimum: int
    maximum: int | None
    at_floor: bool
    posts: dict[str, float]
    """Quota by driver: what its work amounts to in posts."""
    categories: dict[str, tuple[int, int | None]]
    """In post and proposed, by category id; empty without categories."""


@dataclass(frozen=True, slots=True)
class Totals:
    """The sum row; None where a station has no figure."""

    index: float
    quota: float
    in_post: int | None
    allocation: int | None
    change: int | None
    posts: dict[str, float]
    categories: dict[str, tuple[int, int | None]]


@dataclass(frozen=True, slots=True)
class LadderRow:
    """One post near the cut line."""

    order: int
    """Headcount at which the post is given."""
    id: str
    name: str
    posts_before: int
    posts_after: int
    priority: float | None
    """None: the first post of a station, before all others."""
    given: bool
    of_class: str | None
    """The class whose turn it is; None: there are none."""


@dataclass(frozen=True, slots=True)
class Changes:
    """How many stations gain and lose, and how much."""

    gain: int
    gained: int
    lose: int
    lost: int
    same: int


# -- rows ----------------------------------------------------------------------------------------------------


def plan_rows(run: Run) -> tuple[PlanRow, ...]:
    """Return the stations in the order of the input."""
    whole = shared(run)
    return tuple(_plan_row(number, station, whole) for number, station in enumerate(run.stations, start=1))


def _plan_row(number: int, station: StationResult, whole: float) -> PlanRow:
    held = station.categories or {}
    return PlanRow(
        number=number,
        id=station.id,
        name=station.name,
        index=station.index,
        quota=station.quota,
        in_post=station.in_post,
        allocation=station.allocation,
        change=station.change,
        burden_in_post=station.burden_in_post,
        burden=station.burden,
        minimum=station.minimum,
        maximum=station.maximum,
        at_floor=station.at_floor,
        posts=_in_posts(station, whole),
        categories={category: (posts.in_post, posts.allocation) for category, posts in held.items()},
    )


def _in_posts(station: StationResult, whole: float) -> dict[str, float]:
    """Return the quota of a station by driver; the parts sum to the quota."""
    return {driver: part * whole for driver, part in station.contributions.items()}


def shared(run: Run) -> float:
    """Return what the quotas share out: the headcount, or what it comes to where heads have other capacities."""
    whole = fsum(station.quota for station in run.stations)
    return run.cap if isclose(whole, run.cap, rel_tol=1e-9) or not run.stations else whole


def counts_heads(run: Run) -> bool:
    """Tell whether work per head is ``index / posts * headcount``: not so where heads have other capacities."""
    return all(
        load is None or isclose(load * (posts or 0), row.index * run.cap, rel_tol=1e-9, abs_tol=1e-12)
        for row in run.stations
        for load, posts in ((row.burden, row.allocation), (row.burden_in_post, row.in_post))
    )


def totals(run: Run) -> Totals:
    """Return the sum row of the plan."""
    stations = run.stations
    drivers = [driver.name for driver in run.drivers]
    return Totals(
        index=fsum(station.index for station in stations),
        quota=fsum(station.quota for station in stations),
        in_post=_whole([station.in_post for station in stations]),
        allocation=run.allocated,
        change=_whole([station.change for station in stations]),
        posts={
            name: fsum(station.contributions[name] for station in stations) * shared(run) for name in drivers
        },
        categories={row.id: (row.in_post, row.allocation) for row in run.categories or ()},
    )


def _whole(numbers: Sequence[int | None]) -> int | None:
    """Return the sum, or None where a figure is missing."""
    known = [number for number in numbers if number is not None]
    return sum(known) if known and len(known) == len(numbers) else None


def ladder_rows(run: Run, each_side: int | None = 6) -> tuple[LadderRow, ...]:
    """Return the posts around the cut line, in order: the last ``each_side`` given and the next not given.

    None returns all that are recorded; empty for methods without a ladder.
    """
    given = [step for step in run.ladder if step.given]
    coming = [step for step in run.ladder if not step.given]
    if each_side is not None:
        given, coming = given[max(0, len(given) - each_side) :], coming[:each_side]
    return named_steps(run, (*given, *coming))


def ladder_digits(rows: Sequence[LadderRow]) -> int:
    """Return how many decimals show that the priorities of posts differ where they do."""
    return digits_apart(row.priority for row in rows)


def named_steps(run: Run, steps: Sequence[LadderStep]) -> tuple[LadderRow, ...]:
    """Return posts of the ladder with the names of their stations."""
    stations = {station.id: station for station in run.stations}
    return tuple(
        LadderRow(
            order=step.order,
            id=step.station,
            name=stations[step.station].name,
            posts_before=step.posts_before,
            posts_after=step.posts_after,
            priority=step.priority,
            given=step.given,
            of_class=stations[step.station].class_,
        )
        for step in steps
    )


def changes(run: Run) -> Changes | None:
    """Return how many stations gain and lose; None without a plan or without staff in post."""
    moves = [station.change for station in run.stations if station.change is not None]
    if not moves or len(moves) != len(run.stations):
        return None
    return Changes(
        gain=sum(move > 0 for move in moves),
        gained=sum(move for move in moves if move > 0),
        lose=sum(move < 0 for move in moves),
        lost=-sum(move for move in moves if move < 0),
        same=sum(move == 0 for move in moves),
    )


# -- figures -------------------------------------------------------------------------------------------------


def ratio_after(run: Run) -> float | None:
    """Return the greatest over the least work per head as proposed."""
    return _ratio(run, [station.burden for station in run.stations])


def ratio_before(run: Run) -> float | None:
    """Return the greatest over the least work per head of staff in post."""
    return _ratio(run, [station.burden_in_post for station in run.stations])


def _ratio(run: Run, burdens: Sequence[float | None]) -> float | None:
    """Return the ratio over stations that have work; None where one of them has nobody."""
    loads = [load for load, station in zip(burdens, run.stations, strict=True) if station.index > 0]
    known = [load for load in loads if load]
    return max(known) / min(known) if known and len(known) == len(loads) else None


def scores(run: Run) -> dict[str, tuple[float, ...]]:
    """Return the normalised counts by driver, in station order: the steps of the index, for the workbook.

    The index itself comes from the run, where it is exact.
    """
    columns = {d.name: [station.values[d.name] for station in run.stations] for d in run.drivers}
    return {
        name: tuple(_score(Normalisation.SHARE if name == LEDGER else run.normalisation, column))
        for name, column in columns.items()
    }


def _score(normalisation: Normalisation, counts: Sequence[float]) -> list[float]:
    if normalisation is Normalisation.MIN_MAX:
        least, greatest = min(counts), max(counts)
        spread = greatest - least
        return [(value - least) / spread if spread else 0.0 for value in counts]
    whole = max(counts) if normalisation is Normalisation.MAX else fsum(counts)
    return [value / whole if whole else 0.0 for value in counts]


def drivers_by_weight(run: Run, most: int = 6) -> tuple[tuple[DriverResult, ...], tuple[DriverResult, ...]]:
    """Return the drivers from heavy to light, and those too many to tell apart in a chart.

    Over ``most`` drivers, the lightest are put together so that ``most`` kinds remain.
    """
    ranked = tuple(sorted(run.drivers, key=lambda driver: -driver.weight))
    if len(ranked) <= most:
        return ranked, ()
    return ranked[: most - 1], ranked[most - 1 :]


# -- for analysts --------------------------------------------------------------------------------------------


def frame(run: Run) -> "pd.DataFrame":
    """Return the plan as a data frame, one row a station, for analysts.

    Columns are those of the run's JSON; contributions in posts stand in ``posts.DRIVER``, categories in
    ``in_post.ID`` and ``allocation.ID``. A missing figure is ``<NA>``.
    """
    import pandas as pd

    records = []
    for row in plan_rows(run):
        record: dict[str, object] = {
            "id": row.id,
            "name": row.name,
            "index": row.index,
            "quota": row.quota,
            "in_post": row.in_post,
            "allocation": row.allocation,
            "change": row.change,
            "burden_in_post": row.burden_in_post,
            "burden": row.burden,
            "minimum": row.minimum,
            "maximum": row.maximum,
            "at_floor": row.at_floor,
        }
        record |= {f"posts.{name}": part for name, part in row.posts.items()}
        for category, (held, given) in row.categories.items():
            record |= {f"in_post.{category}": held, f"allocation.{category}": given}
        records.append(record)
    table = pd.DataFrame.from_records(records)
    whole = ("in_post", "allocation", "change", "minimum", "maximum")
    counted = [name for name in table.columns if name.partition(".")[0] in whole]
    return table.astype(dict.fromkeys(counted, "Int64"))
