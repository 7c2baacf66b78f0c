"""What was decided -> the recorded Run. No search and no solver: what is here is recomputed by verify."""

import platform
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from staffing import __version__
from staffing.errors import Issue
from staffing.messages import Lang
from staffing.models.base import Normalisation
from staffing.models.formal import Formal
from staffing.models.plan import Status
from staffing.models.run import (
    CategoryPosts,
    CategoryResult,
    IssueDocument,
    Outside,
    Run,
    StationResult,
    Transfer,
)
from staffing.models.scenario import Scenario
from staffing.models.station import id_key
from staffing.quantify.seasons import seasons
from staffing.service.opening import Opened
from staffing.service.record_drivers import driver_results, values_of, weights_unused
from staffing.service.record_work import work_result

Posts = dict[str, dict[str, int]]
"""Posts by station and category; without categories under ``""``."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What a run says of its plan, whichever way it was found."""

    status: Status
    backend: str
    headcount: int
    """Posts to be placed."""
    posts: Posts | None
    """None: there is no plan."""
    floors: Mapping[str, int]
    """Least posts of each station, all rules of the station counted."""
    at_floor: frozenset[str]
    """Stations whose least number decided."""
    changing: frozenset[str]
    """Categories whose posts were decided."""
    faults: tuple[str, ...] = ()
    """What the check found wrong with the back end's answer."""
    warnings: tuple[Issue, ...] = ()
    """What else the reader must be told."""


def record(
    opened: Opened, decided: Decided, found: Mapping[str, Any], *, lang: Lang, seconds: float | None = None
) -> Run:
    """Write down a plan with everything a report shows of it.

    Parameters
    ----------
    found
        Further fields of the run: objective, bound, proof, moves.
    """
    scenario, posts = opened.scenario, decided.posts
    placed = None if posts is None else sum(sum(row.values()) for row in posts.values())
    held = in_post_of(scenario)
    moves = movements(held, posts) if held is not None and posts is not None else None
    warnings = [*opened.warnings, *_warnings(opened, decided, placed)]
    return Run(
        status=decided.status,
        name=scenario.name,
        method=scenario.method,
        normalisation=scenario.normalisation,
        place=scenario.place,
        cap=decided.headcount,
        allocated=placed,
        free=None if placed is None else decided.headcount - placed,
        stations=_Rows(opened, decided).all(),
        drivers=driver_results(scenario, opened.demand),
        seasons=seasons(scenario) or None,
        work=work_result(opened, decided.headcount),
        categories=_category_results(scenario, decided) if scenario.categories else None,
        transfers=None if moves is None else moves.transfers,
        joins=None if moves is None else moves.joins,
        leaves=None if moves is None else moves.leaves,
        warnings=issue_documents(warnings, lang),
        noun=scenario.noun,
        date=scenario.date,
        illustrative=scenario.illustrative,
        note=scenario.note,
        **{name: getattr(scenario, name) for name in Formal.model_fields},
        input_sha256=opened.input_sha256,
        seconds=seconds,
        provenance=provenance(scenario, decided.backend),
        **found,
    )


def provenance(scenario: Scenario, backend: str) -> dict[str, str | int]:
    """Return what made the result: versions, back end, seed."""
    return {
        "staffing": __version__,
        "python": platform.python_version(),
        "backend": backend,
        "seed": scenario.seed,
        "threads": scenario.threads,
    }


def issue_documents(issues: list[Issue], lang: Lang) -> tuple[IssueDocument, ...]:
    """Return faults and warnings in words."""
    return tuple(IssueDocument(**issue.document(lang)) for issue in issues)


def _warnings(opened: Opened, decided: Decided, placed: int | None) -> list[Issue]:
    scenario = opened.scenario
    found = [] if placed is None else room_warnings(opened, placed, decided.headcount)
    if scenario.normalisation is Normalisation.MIN_MAX:
        nothing = [s.name for s, p in zip(scenario.stations, opened.demand.index, strict=True) if p == 0]
        if nothing:
            found.append(Issue("W_MIN_MAX_ZERO", values={"stations": nothing}))
    if scenario.normalisation is Normalisation.HOURS:
        found.append(weights_unused(scenario, opened.demand))
    found += decided.warnings
    if decided.faults:
        values = {"backend": decided.backend, "detail": decided.faults[0]}
        ended = decided.status in {Status.NO_SOLUTION, Status.CRASHED}
        found.append(Issue("W_BACKEND.ended" if ended else "W_BACKEND", values=values))
    return found


def room_warnings(opened: Opened, room: int, total: int) -> list[Issue]:
    """Return what is to be said where no more than ``room`` posts of ``total`` can be placed."""
    if room >= total or opened.scenario.place == "at_most":
        return []
    values: dict[str, object] = {"cap": total, "room": room, "free": total - room}
    return [Issue("W_CAP_GT_SUM_MAX", where=opened.places.get("cap", ""), values=values)]


def burden(index: Fraction, posts: int | Fraction | None, cap: int | Fraction) -> float | None:
    """Return the work per head 人均负荷: ``index / posts * cap``; 1 is the mean. None: nobody there."""
    return float(index * cap / posts) if posts else None


def capacity_of(scenario: Scenario) -> Fraction:
    """Return what the quotas share out: the authorised heads, each counting its capacity."""
    if not scenario.categories:
        return Fraction(scenario.cap)
    return sum((Fraction(c.capacity) * c.cap for c in scenario.categories), start=Fraction(0))


def in_post_of(scenario: Scenario) -> Posts | None:
    """Return the staff in post by station and category; None where they are not given."""
    if not scenario.categories:
        if any(station.in_post is None for station in scenario.stations):
            return None
        return {station.id: {"": station.in_post or 0} for station in scenario.stations}
    held = {s.id: dict.fromkeys((c.id for c in scenario.categories), 0) for s in scenario.stations}
    for post in scenario.posts:
        held[post.station][post.category] = post.in_post
    return held


def posts_of(run: Run) -> Posts | None:
    """Return the posts of a run by station and category; None where there is no plan."""
    found: Posts = {}
    for row in run.stations:
        given = (
            {"": row.allocation}
            if row.categories is None
            else {k: c.allocation for k, c in row.categories.items()}
        )
        found[row.id] = {k: x for k, x in given.items() if x is not None}
        if len(found[row.id]) < len(given):
            return None
    return found


class _Rows:
    """The rows of the plan."""

    def __init__(self, opened: Opened, decided: Decided) -> None:
        self._opened, self._decided = opened, decided
        self._scenario = opened.scenario
        self._held = in_post_of(opened.scenario)

    def all(self) -> tuple[StationResult, ...]:
        """Return them in station order."""
        return tuple(self._row(s) for s in range(len(self._scenario.stations)))

    @cached_property
    def _capacities(self) -> dict[str, Fraction]:
        return {c.id: Fraction(c.capacity) for c in self._scenario.categories} or {"": Fraction(1)}

    @cached_property
    def _capacity(self) -> Fraction:
        return capacity_of(self._scenario)

    def _units(self, row: Mapping[str, int]) -> Fraction:
        return sum((self._capacities[k] * x for k, x in row.items()), start=Fraction(0))

    def _row(self, s: int) -> StationResult:
        scenario, demand, decided = self._scenario, self._opened.demand, self._decided
        station, index = scenario.stations[s], demand.index[s]
        given = None if decided.posts is None else decided.posts[station.id]
        held = None if self._held is None else self._held[station.id]
        posts = None if given is None else sum(given.values())
        plain = all(capacity == 1 for capacity in self._capacities.values())
        share = Fraction(decided.headcount) if plain else self._capacity
        return StationResult(
            id=station.id,
            name=station.name,
            class_=station.class_ if scenario.classes else None,
            index=float(index),
            quota=float(index * share),
            allocation=posts,
            in_post=station.in_post,
            change=None if posts is None or station.in_post is None else posts - station.in_post,
            burden=None if given is None else burden(index, self._units(given), self._capacity),
            burden_in_post=burden(
                index, station.in_post if held is None else self._units(held), self._capacity
            ),
            minimum=station.minimum,
            maximum=station.maximum,
            floor=decided.floors[station.id],
            at_floor=station.id in decided.at_floor,
            contributions={name: float(parts[s]) for name, parts in demand.contributions.items()},
            values=values_of(scenario, demand, s),
            categories=self._categories(held or {}, given) if scenario.categories else None,
        )

    def _categories(
        self, held: Mapping[str, int], given: Mapping[str, int] | None
    ) -> dict[str, CategoryPosts]:
        return {
            c.id: CategoryPosts(
                in_post=held.get(c.id, 0), allocation=None if given is None else given.get(c.id, 0)
            )
            for c in self._scenario.categories
        }


def _category_results(scenario: Scenario, decided: Decided) -> tuple[CategoryResult, ...]:
    held = in_post_of(scenario) or {}
    posts = decided.posts
    rows = []
    for category in scenario.categories:
        changes = [] if posts is None else [posts[s][category.id] - held[s][category.id] for s in held]
        rows.append(
            CategoryResult(
                id=category.id,
                name=category.name,
                kind=category.kind,
                # Below the caps of the others a headcount leaves nothing for this one, not less than nothing.
                cap=max(0, category.cap),
                in_post=sum(row[category.id] for row in held.values()),
                allocation=None if posts is None else sum(row[category.id] for row in posts.values()),
                moves=category.id in decided.changing,
                joined=None if posts is None else sum(max(0, d) for d in changes),
                left=None if posts is None else sum(max(0, -d) for d in changes),
            )
        )
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class Movements:
    """Who goes where between two plans."""

    transfers: tuple[Transfer, ...]
    joins: tuple[Outside, ...]
    leaves: tuple[Outside, ...]


def movements(before: Posts, after: Posts) -> Movements:
    """Pair leavers and joiners of each category in the order of ids; what is left over goes to or from outside."""
    transfers: list[Transfer] = []
    joins: list[Outside] = []
    leaves: list[Outside] = []
    for key in sorted(next(iter(before.values()), {}), key=id_key):
        changes = {s: after[s].get(key, 0) - before[s].get(key, 0) for s in sorted(before, key=id_key)}
        category = key or None
        givers = deque((s, -d) for s, d in changes.items() if d < 0)
        takers = deque((s, d) for s, d in changes.items() if d > 0)
        while givers and takers:
            (giver, leaving), (taker, coming) = givers.popleft(), takers.popleft()
            count = min(leaving, coming)
            transfers.append(Transfer(from_=giver, to=taker, category=category, count=count))
            if leaving > count:
                givers.appendleft((giver, leaving - count))
            if coming > count:
                takers.appendleft((taker, coming - count))
        leaves += [Outside(station=s, category=category, count=n) for s, n in givers]
        joins += [Outside(station=s, category=category, count=n) for s, n in takers]
    return Movements(tuple(transfers), tuple(joins), tuple(leaves))
