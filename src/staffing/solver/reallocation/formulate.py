"""Scenario and Demand -> Reallocation: the reallocation problem of an office, in integers.

Stations and categories stand in the order of their ids, so that the order of rows never changes a plan.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import lcm

from staffing.errors import Issue, UsageError
from staffing.models.base import DEFAULT_GOALS, Goal, Method
from staffing.models.establishment import Category as Kind
from staffing.models.establishment import Fix
from staffing.models.scenario import Scenario
from staffing.models.station import id_key
from staffing.models.workload import Demand
from staffing.solver.problem import DEAN_LIMIT, UNLIMITED, changing_categories, integer_weights
from staffing.solver.reallocation.problem import Category, Group, Pin, Plan, Reallocation

STAFF_GOALS = frozenset({Goal.TRANSFERS, Goal.TRANSFER_COST, Goal.STATIONS_CHANGED})
"""Goals that compare with staff in post."""
SEPARABLE = frozenset({Method.WEBSTER, Method.HUNTINGTON_HILL})
"""Methods whose cost is known at every capacity, not at whole heads alone."""


def needs_programme(scenario: Scenario, category: str | None = None) -> bool:
    """Return whether the scenario has rules or goals that the ladder does not know.

    The ladder knows bounds, nested groups and one category that changes, each head counting one.

    Parameters
    ----------
    category
        The question is about posts of this category alone, the others' staff stay; None: about all of the plan.
    """
    moving = (
        scenario.max_transfers is not None
        or scenario.max_stations_changed is not None
        or bool(scenario.fix)
        or scenario.objective != DEFAULT_GOALS
    )
    grouped = any(group.categories for group in scenario.groups)
    counted = any(c.capacity != 1 or c.total is not None for c in scenario.categories)
    if moving or grouped or counted:
        return True
    return category is None and bool(scenario.categories) and not _one_changes(scenario)


def _one_changes(scenario: Scenario) -> bool:
    """Return whether one category alone can change, and the others keep their own bounds as they are."""
    changing = changing_categories(scenario)
    if len(changing) != 1:
        return False
    held = dict.fromkeys((c.id for c in scenario.categories), 0)
    for post in scenario.posts:
        held[post.category] += post.in_post
        inside = post.minimum <= post.in_post and (post.maximum is None or post.in_post <= post.maximum)
        if post.category != changing[0].id and not (inside and (post.allowed or not post.in_post)):
            return False
    return all(held[c.id] == c.cap for c in scenario.categories if c.id != changing[0].id)


@dataclass(frozen=True)
class Formulation:
    """A reallocation problem, and what its positions and integers stand for."""

    problem: Reallocation
    stations: tuple[str, ...]
    """Ids in the order of the problem."""
    categories: tuple[str, ...]
    """Ids in the order of the problem; ``("",)`` for a scenario without categories."""
    cost_unit: int
    """Transfer costs of the problem are whole multiples of ``1 / cost_unit``."""

    @cached_property
    def position(self) -> dict[str, int]:
        """Position of each station."""
        return {station: s for s, station in enumerate(self.stations)}

    def plan(self, posts: Mapping[str, Mapping[str, int]]) -> Plan:
        """Return posts by station and category as a plan of the problem."""
        return tuple(tuple(posts[s].get(k, 0) for k in self.categories) for s in self.stations)

    def posts(self, plan: Plan) -> dict[str, dict[str, int]]:
        """Return a plan by station and category."""
        return {
            s: dict(zip(self.categories, row, strict=True))
            for s, row in zip(self.stations, plan, strict=True)
        }


def formulate(scenario: Scenario, demand: Demand, *, caps: Mapping[str, int] | None = None) -> Formulation:
    """Write the scenario as a reallocation problem.

    Parameters
    ----------
    caps
        Other caps of categories, by id; without categories under ``""``.

    Raises
    ------
    UsageError
        ``E_MODEL.classes``: the totals of classes are no rule of the programme. ``E_METHOD.programme``: hamilton
        has no cost that adds up; ``E_METHOD.capacity``: the method knows whole heads only.
        ``E_MODEL.dean``: too large; ``E_MODEL.nothing``: no posts at all, or fewer than none.
    """
    kinds = sorted(scenario.categories, key=lambda c: id_key(c.id)) or [_everybody(scenario)]
    caps = {**{kind.id: kind.cap for kind in kinds}, **(caps or {})}
    if scenario.classes:
        raise UsageError([Issue("E_MODEL.classes")])
    refused = refused_method(scenario)
    if refused is not None:
        raise UsageError([refused])
    if not any(caps.values()) or min(caps.values()) < 0:
        raise UsageError([Issue("E_MODEL.nothing")])
    order = sorted(range(len(scenario.stations)), key=lambda s: id_key(scenario.stations[s].id))
    stations = [scenario.stations[s] for s in order]
    table = _Table(scenario, [s.id for s in stations], [k.id for k in kinds])
    unit = lcm(*(Fraction(kind.capacity).denominator for kind in kinds))
    cost_unit = _common(kind.transfer_cost for kind in kinds)
    worth = _common(station.deviation_weight for station in stations)
    weights = integer_weights(demand.index)
    goals = scenario.objective
    if not table.known:
        goals = tuple(goal for goal in goals if goal not in STAFF_GOALS)
    problem = Reallocation(
        ids=tuple(station.id for station in stations),
        weights=tuple(weights[s] for s in order),
        categories=tuple(
            Category(
                kind.id,
                caps[kind.id],
                capacity=int(Fraction(kind.capacity) * unit),
                total=kind.total,
                stays=not kind.movable,
                transfer_cost=int(Fraction(kind.transfer_cost) * cost_unit),
            )
            for kind in kinds
        ),
        in_post=table.in_post,
        lower=table.lower,
        upper=table.upper,
        allowed=table.allowed,
        station_lower=tuple(station.minimum for station in stations),
        station_upper=tuple(UNLIMITED if s.maximum is None else s.maximum for s in stations),
        groups=tuple(_groups(scenario, table)),
        transfers_limit=scenario.max_transfers,
        changed_limit=scenario.max_stations_changed,
        pins=tuple(_pin(fix, table) for fix in scenario.fix),
        place=scenario.place,
        goals=goals,
        method=scenario.method.value,
        unit=unit,
        deviation_weights=tuple(int(Fraction(s.deviation_weight) * worth) for s in stations),
    )
    return Formulation(problem, problem.ids, tuple(kind.id for kind in kinds), cost_unit)


def _everybody(scenario: Scenario) -> Kind:
    """Return the one category of a scenario without categories: its id is empty."""
    return Kind(id="", name="", kind="", cap=scenario.cap)


def refused_method(scenario: Scenario) -> Issue | None:
    """Return why the scenario's method has no reallocation problem; None: it has one."""
    if Goal.FAIRNESS not in scenario.objective:
        return None
    if scenario.method is Method.HAMILTON:
        return Issue("E_METHOD.programme")
    if scenario.method not in SEPARABLE and any(kind.capacity != 1 for kind in scenario.categories):
        return Issue("E_METHOD.capacity", values={"method": scenario.method.value})
    if scenario.method is Method.DEAN and scenario.cap > DEAN_LIMIT:
        return Issue("E_MODEL.dean", values={"limit": DEAN_LIMIT, "got": scenario.cap})
    return None


def _common(numbers: Iterator[Decimal]) -> int:
    return lcm(*(Fraction(number).denominator for number in numbers))


class _Table:
    """What 在岗 says, in the order of the problem."""

    def __init__(self, scenario: Scenario, stations: Sequence[str], kinds: Sequence[str]) -> None:
        self.row = {station: s for s, station in enumerate(stations)}
        self.column = {kind: k for k, kind in enumerate(kinds)}
        shape = range(len(kinds))
        in_post = [[0 for _ in shape] for _ in stations]
        lower = [[0 for _ in shape] for _ in stations]
        upper = [[UNLIMITED for _ in shape] for _ in stations]
        allowed = [[True for _ in shape] for _ in stations]
        if not scenario.categories:
            for station in scenario.stations:
                in_post[self.row[station.id]][0] = station.in_post or 0
        for post in scenario.posts:
            s, k = self.row[post.station], self.column[post.category]
            in_post[s][k], lower[s][k], allowed[s][k] = post.in_post, post.minimum, post.allowed
            upper[s][k] = UNLIMITED if post.maximum is None else post.maximum
        self.known = bool(scenario.categories) or all(s.in_post is not None for s in scenario.stations)
        self.in_post: Plan = tuple(map(tuple, in_post))
        self.lower: Plan = tuple(map(tuple, lower)) if any(map(any, lower)) else ()
        limited = any(x < UNLIMITED for line in upper for x in line)
        self.upper: Plan = tuple(map(tuple, upper)) if limited else ()
        shut = not all(map(all, allowed))
        self.allowed: tuple[tuple[bool, ...], ...] = tuple(map(tuple, allowed)) if shut else ()


def _groups(scenario: Scenario, table: _Table) -> Iterator[Group]:
    children: dict[str | None, list[str]] = {}
    for group in scenario.groups:
        children.setdefault(group.parent, []).append(group.id)
    by_id = {group.id: group for group in scenario.groups}

    def members(group_id: str) -> list[int]:
        inside = [table.row[station] for station in by_id[group_id].members]
        for child in children.get(group_id, ()):
            inside.extend(members(child))
        return inside

    for group in sorted(scenario.groups, key=lambda group: id_key(group.id)):
        inside = tuple(sorted(members(group.id)))
        if group.minimum or group.maximum is not None:
            yield Group(group.id, inside, group.minimum, group.maximum)
        for bound in sorted(group.categories, key=lambda bound: id_key(bound.category)):
            name = f"{group.id},{bound.category}"
            yield Group(name, inside, bound.minimum, bound.maximum, table.column[bound.category])


def _pin(fix: Fix, table: _Table) -> Pin:
    station = None if fix.station is None else table.row[fix.station]
    category = None if fix.category is None else table.column[fix.category]
    if station is not None and category is None and fix.posts is not None and len(table.column) == 1:
        category = 0
    return Pin(station, category, fix.posts)
