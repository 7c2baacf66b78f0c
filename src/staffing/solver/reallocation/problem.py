"""The reallocation problem: who is in post where, what may change, what is best. Integers and named rules only.

Stations ``s`` and categories ``k`` are positions. A plan is ``x[s][k] >= 0``, whole heads; ``X_s`` is the
capacity of station ``s``: ``sum_k capacity_k x[s][k]``, in units of ``1 / unit`` of one head.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from math import gcd

from staffing.models.base import DEFAULT_GOALS, MAIN_GOALS, Goal, Method, Place
from staffing.solver.problem import UNLIMITED

Plan = tuple[tuple[int, ...], ...]
"""Heads by station, then by category."""


@dataclass(frozen=True, slots=True)
class Category:
    """A category of staff: rules ``cap``, ``category_total`` and ``established_stay``."""

    id: str
    cap: int
    """Authorised heads: under ``at_most`` and ``all`` the most, under ``exact`` the number placed."""
    capacity: int = 1
    """Capacity of one head, in units of the problem."""
    total: int | None = None
    """Heads that must be placed, whatever the cap; None: not asked."""
    stays: bool = False
    """Nobody leaves: ``x >= in post`` at every station."""
    transfer_cost: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """The rule ``group_bounds[id]``: least and most heads of the members together."""

    id: str
    members: tuple[int, ...]
    """Positions of stations, those of inner groups included."""
    minimum: int = 0
    maximum: int | None = None
    category: int | None = None
    """Only heads of this category count; None: of all."""


@dataclass(frozen=True, slots=True)
class Pin:
    """The rule ``pin[...]``: a number that the user has fixed.

    With station and category: their heads. With a station alone: its heads of all categories, or without a value
    its present staff of each. With a category alone: its heads in all, or without a value its present staff
    everywhere.
    """

    station: int | None = None
    category: int | None = None
    value: int | None = None


@dataclass(frozen=True)
class Reallocation:
    """Heads ``x[s][k]`` by stations and categories: rules by name, limits, pins, and what is best.

    Names of rules: ``cap[k]``, ``category_total[k]``, ``station_bounds[s]``, ``category_bounds[s,k]``,
    ``group_bounds[g]``, ``eligibility[s,k]``, ``established_stay[k]``, ``transfers``, ``stations_changed``,
    ``pin[s,k]``, ``pin[s]``, ``pin[*,k]``, with the ids of stations, categories and groups.
    """

    ids: tuple[str, ...]
    weights: tuple[int, ...]
    """Integers in the proportions of the demand index: ``p_s = w_s / sum w``."""
    categories: tuple[Category, ...]
    in_post: Plan
    lower: Plan = ()
    """``category_bounds``; empty: 0."""
    upper: Plan = ()
    """``category_bounds``; empty: no limit."""
    allowed: tuple[tuple[bool, ...], ...] = ()
    """``eligibility``; empty: everywhere."""
    station_lower: tuple[int, ...] = ()
    """``station_bounds``, heads of all categories; empty: 0."""
    station_upper: tuple[int, ...] = ()
    groups: tuple[Group, ...] = ()
    transfers_limit: int | None = None
    """Most transfers: ``sum_k min(joined_k, left_k)``."""
    changed_limit: int | None = None
    """Most stations at which anything changes."""
    pins: tuple[Pin, ...] = ()
    place: Place = Place.ALL
    goals: tuple[Goal, ...] = DEFAULT_GOALS
    method: str = Method.WEBSTER.value
    unit: int = 1
    """Units of capacity in one head."""
    deviation_weights: tuple[int, ...] = ()
    """Weights of :attr:`Goal.DEVIATION`; empty: 1."""
    dropped: frozenset[str] = frozenset()
    """Names of rules that do not count."""

    def __post_init__(self) -> None:
        """Refuse what is no problem at all: the caller's mistake, not the office's."""
        for fault in _faults(self):
            raise ValueError(fault)

    def without(self, names: Iterable[str]) -> "Reallocation":
        """Return the same problem with these rules dropped."""
        return replace(self, dropped=self.dropped | frozenset(names))

    def keeps(self, name: str) -> bool:
        """Return whether the rule counts."""
        return name not in self.dropped

    @cached_property
    def rules(self) -> tuple[str, ...]:
        """Names of the rules that say anything, in a fixed order, dropped ones left out."""
        return tuple(name for name in dict.fromkeys(_names(self)) if self.keeps(name))

    @cached_property
    def weight_sum(self) -> int:
        """Sum of the weights."""
        return sum(self.weights)

    @cached_property
    def capacity(self) -> int:
        """Capacity of all authorised heads, in units: the quotas' sum."""
        return sum(c.capacity * c.cap for c in self.categories)

    @cached_property
    def held(self) -> tuple[int, ...]:
        """Heads in post by category."""
        return tuple(sum(row[k] for row in self.in_post) for k in range(len(self.categories)))

    def least(self, s: int, k: int) -> int:
        """``category_bounds``: least heads."""
        return self.lower[s][k] if self.lower and self.keeps(bounds_name(self, s, k)) else 0

    def most(self, s: int, k: int) -> int:
        """``category_bounds``: most heads."""
        return self.upper[s][k] if self.upper and self.keeps(bounds_name(self, s, k)) else UNLIMITED

    def open(self, s: int, k: int) -> bool:
        """``eligibility``: whether the station may hold the category."""
        return not self.allowed or self.allowed[s][k] or not self.keeps(eligibility_name(self, s, k))


def bounds_name(problem: Reallocation, s: int, k: int) -> str:
    """Return the name of the rule on one number."""
    return f"category_bounds[{problem.ids[s]},{problem.categories[k].id}]"


def eligibility_name(problem: Reallocation, s: int, k: int) -> str:
    """Return the name of the rule that shuts a station to a category."""
    return f"eligibility[{problem.ids[s]},{problem.categories[k].id}]"


def pin_name(problem: Reallocation, pin: Pin) -> str:
    """Return the name of a pin."""
    if pin.category is None:
        return f"pin[{problem.ids[pin.station or 0]}]"
    station = "*" if pin.station is None else problem.ids[pin.station]
    return f"pin[{station},{problem.categories[pin.category].id}]"


def _names(problem: Reallocation) -> Iterator[str]:
    for category in problem.categories:
        yield f"cap[{category.id}]"
        if category.total is not None:
            yield f"category_total[{category.id}]"
        if category.stays:
            yield f"established_stay[{category.id}]"
    for s in range(len(problem.ids)):
        yield from _station_names(problem, s)
    for group in problem.groups:
        yield f"group_bounds[{group.id}]"
    if problem.transfers_limit is not None:
        yield "transfers"
    if problem.changed_limit is not None:
        yield "stations_changed"
    for pin in problem.pins:
        yield pin_name(problem, pin)


def _station_names(problem: Reallocation, s: int) -> Iterator[str]:
    low = problem.station_lower[s] if problem.station_lower else 0
    high = problem.station_upper[s] if problem.station_upper else UNLIMITED
    if low > 0 or high < UNLIMITED:
        yield f"station_bounds[{problem.ids[s]}]"
    for k in range(len(problem.categories)):
        low = problem.lower[s][k] if problem.lower else 0
        high = problem.upper[s][k] if problem.upper else UNLIMITED
        if low > 0 or high < UNLIMITED:
            yield bounds_name(problem, s, k)
        if problem.allowed and not problem.allowed[s][k]:
            yield eligibility_name(problem, s, k)


def _faults(problem: Reallocation) -> Iterator[str]:
    yield from _shape_faults(problem)
    yield from _goal_faults(problem)


def _shape_faults(problem: Reallocation) -> Iterator[str]:
    n, width = len(problem.ids), len(problem.categories)
    if not n or not width:
        yield "no station or no category"
    if any(len(row) not in {0, n} for row in (problem.station_lower, problem.station_upper)):
        yield "station bounds of another length"
    if len(problem.weights) != n or min(problem.weights, default=0) < 0 or not any(problem.weights):
        yield "weights: one whole number from 0 for each station, not all 0"
    for table in (problem.in_post, problem.lower, problem.upper, problem.allowed):
        if (table or table is problem.in_post) and (
            len(table) != n or any(len(row) != width for row in table)
        ):
            yield "a table of another size"
    if any(x < 0 for row in problem.in_post for x in row):
        yield "staff in post below 0"


def _goal_faults(problem: Reallocation) -> Iterator[str]:
    capacities = [c.capacity for c in problem.categories]
    if problem.unit < 1 or min(capacities, default=1) < 1 or any(c.cap < 0 for c in problem.categories):
        yield "unit and capacities from 1, caps from 0"
    if not problem.capacity:
        yield "all caps are 0"
    if any(c.cap >= UNLIMITED for c in problem.categories):
        yield "a cap without limit: quotas are shares of the caps"
    wanted = [goal for goal in problem.goals if goal in MAIN_GOALS]
    if len(wanted) > 1 or len(set(problem.goals)) != len(problem.goals) or Goal.ORDER in problem.goals[:-1]:
        yield "goals: at most one of fairness, burden, deviation; none twice; order last"
    plain = all(c == problem.unit for c in capacities)
    if Goal.FAIRNESS in problem.goals and not plain and problem.method not in {"webster", "huntington_hill"}:
        yield f"{problem.method} needs capacities of 1"
    if Goal.FAIRNESS in problem.goals and problem.method == Method.HAMILTON:
        yield "hamilton has no separable cost: ask for deviation"
    if gcd(problem.unit, *capacities) != 1:
        yield "unit and capacities have a common divisor"
