"""Scenario and Demand -> Problem: integers and named rules, all that a back end sees."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from math import lcm

from staffing.errors import InputError, Issue, UsageError
from staffing.models.base import Method, Place
from staffing.models.establishment import Category
from staffing.models.scenario import Scenario
from staffing.models.station import id_key
from staffing.models.workload import ClassSplit, Demand
from staffing.solver.methods import DIVISORS, RungKey, rung_key
from staffing.solver.nested import raised, sums

UNLIMITED = 1 << 40
"""Stands for "no maximum": greater than any headcount, small enough for sums in 64 bits."""
DEAN_LIMIT = 20_000
"""Greatest headcount under dean: its exact objective has a denominator of as many digits."""


@dataclass(frozen=True, slots=True)
class GroupBounds:
    """The rule ``group_bounds[name]``: the members together hold ``minimum`` to ``maximum`` posts.

    Of a class: the rule ``class_total[name]``, whose figures follow from the headcount.
    """

    name: str
    members: tuple[int, ...]
    """Positions of the stations, those of inner groups included."""
    minimum: int = 0
    maximum: int = UNLIMITED
    class_weight: int | None = None
    """Of a class: integer in proportion to its share of the headcount."""

    @property
    def rule(self) -> str:
        """Stable name of the rule."""
        return f"{'group_bounds' if self.class_weight is None else 'class_total'}[{self.name}]"

    def held(self, posts: Sequence[int]) -> int:
        """Return the posts of the members together."""
        return sum(posts[s] for s in self.members)


@dataclass(frozen=True)
class Problem:
    """Whole posts ``x_s``: ``lower <= x <= upper``, groups kept, ``sum x = total``, cost of the method least.

    Sequences run in station order. ``weights`` are integers proportional to the demand index.
    """

    ids: tuple[str, ...]
    weights: tuple[int, ...]
    lower: tuple[int, ...]
    upper: tuple[int, ...]
    total: int
    method: str
    place: Place = Place.ALL
    groups: tuple[GroupBounds, ...] = ()
    """Inner groups before the groups that hold them; any two lie one inside the other or apart."""
    firm: tuple[int, ...] = ()
    """Part of each ``lower`` that no lower minimum of the station can relax: staff who stay, and the least of the
    category that moves; empty: nothing."""
    firm_upper: tuple[int, ...] = ()
    """Greatest posts that staff who stay and the moving category's own maximum allow; empty: no limit."""
    staff: tuple[int, ...] = ()
    """Present staff of each station, where they decide ties (scenarios with categories); empty: they do not."""

    @cached_property
    def rank(self) -> tuple[int, ...]:
        """Place of each station in the order of ids (the last tie-break)."""
        order = sorted(range(len(self.ids)), key=lambda s: id_key(self.ids[s]))
        rank = [0] * len(order)
        for place, station in enumerate(order):
            rank[station] = place
        return tuple(rank)

    @cached_property
    def keys(self) -> dict[tuple[int, int], RungKey]:
        """Places of posts in the exact order, by (station, posts so far): filled as they are asked for."""
        return {}

    def key(self, station: int, posts: int) -> RungKey:
        """Return the exact place in the order of the post after ``posts``; each is computed once."""
        if (station, posts) not in self.keys:
            staff = self.staff[station] if self.staff else None
            rung = rung_key(DIVISORS[self.method], self.weights[station], posts, self.rank[station], staff)
            self.keys[station, posts] = rung
        return self.keys[station, posts]

    @cached_property
    def weight_sum(self) -> int:
        """Sum of the integer weights: ``p_s = weights[s] / weight_sum``."""
        return sum(self.weights)

    def index(self, station: int) -> Fraction:
        """Demand index of the station at this position."""
        return Fraction(self.weights[station], self.weight_sum)

    @cached_property
    def limits(self) -> tuple[int, ...]:
        """Greatest posts of each station: ``upper``, and under ``at_most`` no more than its rounded quota.

        What a minimum asks for is allowed in any case: the station's own, and that of a group, which takes its
        first posts until it has so many.
        """
        if self.place is not Place.AT_MOST or self.method not in DIVISORS:
            return self.upper
        asking = tuple(group for group in self.groups if group.minimum <= self.total)
        least = raised(asking, self.lower, self.upper, self.key) if asking else self.lower
        return tuple(
            min(high, max(low, self._rounded_quota(weight)))
            for low, high, weight in zip(least, self.upper, self.weights, strict=True)
        )

    def _rounded_quota(self, weight: int) -> int:
        """Number of posts whose signpost the quota reaches; ``a <= d(a) <= a + 1`` leaves one to test."""
        if not weight:
            return 0
        divisor = DIVISORS[self.method]
        quota = Fraction(weight * self.total, self.weight_sum)
        whole = int(quota)
        return whole + (divisor.signpost(whole) <= (quota * quota if divisor.squared else quota))

    @cached_property
    def capacity(self) -> int:
        """Most posts that the maxima of stations and groups together can hold."""
        return sums(self.groups, self.lower, self.limits)[-1][1]

    def with_total(self, total: int) -> "Problem":
        """Return the same problem for another headcount."""
        from staffing.solver.classes import settled

        return settled(replace(self, total=total).ranked_as(self))

    def with_weights(self, weights: Sequence[int]) -> "Problem":
        """Return the same problem for another index; classes keep their headcounts."""
        changed = replace(self, weights=tuple(weights))
        changed.__dict__["rank"] = self.rank
        return changed

    def ranked_as(self, other: "Problem") -> "Problem":
        """Take over the order of ids and posts from a problem with the same stations, weights, staff, method."""
        self.__dict__["rank"] = other.rank
        self.__dict__["keys"] = other.keys
        return self


def formulate(scenario: Scenario, demand: Demand, *, category: str | None = None) -> Problem:
    """Write the scenario as a Problem on the stations' total posts.

    With categories, the posts of ``category`` (by default the only movable one) move; staff in post of the
    others stay and count towards their station's total and bounds.

    Raises
    ------
    UsageError
        ``E_CATEGORY``: no such category, or several could be meant. ``E_MODEL``: dean above its limit.
    """
    if scenario.method is Method.DEAN and scenario.cap > DEAN_LIMIT:
        raise UsageError([Issue("E_MODEL.dean", values={"limit": DEAN_LIMIT, "got": scenario.cap})])
    moving = moving_category(scenario, category)
    lower, upper, firm, firm_upper = station_bounds(scenario, moving)
    problem = Problem(
        ids=tuple(station.id for station in scenario.stations),
        weights=integer_weights(demand.index),
        lower=tuple(lower),
        upper=tuple(upper),
        total=authorised(scenario, moving),
        method=scenario.method.value,
        place=scenario.place,
        groups=_with_classes(scenario, demand, group_bounds(scenario)),
        firm=tuple(firm),
        firm_upper=tuple(firm_upper),
        staff=present_staff(scenario),
    )
    return _with_given_posts(scenario, problem.with_total(problem.total)) if scenario.classes else problem


def _with_classes(
    scenario: Scenario, demand: Demand, groups: tuple[GroupBounds, ...]
) -> tuple[GroupBounds, ...]:
    """Return the groups with one for each class."""
    if not scenario.classes:
        return groups
    from staffing.solver.classes import with_class_rules

    weights = integer_weights([demand.classes[one.name] for one in scenario.classes])
    return with_class_rules(
        groups,
        [
            (
                one.name,
                weight,
                tuple(s for s, station in enumerate(scenario.stations) if station.class_ == one.name),
            )
            for one, weight in zip(scenario.classes, weights, strict=True)
        ],
    )


def _with_given_posts(scenario: Scenario, problem: Problem) -> Problem:
    """Refuse a class whose given number its own rules forbid: where they sum to the headcount each is kept exactly.

    Raises
    ------
    InputError
        ``E_CLASS_POSTS``: with the number that its rules would make of it.
    """
    numbers = {group.name: group.maximum for group in problem.groups if group.class_weight is not None}
    given = sum(one.posts or 0 for one in scenario.classes)
    if scenario.class_split is ClassSplit.POSTS and problem.total == given:
        wrong = [
            Issue("E_CLASS_POSTS", values={"name": one.name, "got": one.posts, "sum": numbers[one.name]})
            for one in scenario.classes
            if numbers[one.name] not in (one.posts, UNLIMITED)
        ]
        if wrong:
            raise InputError(wrong)
    return problem


def totals_problem(scenario: Scenario, demand: Demand) -> Problem:
    """Write what the scenario says of the stations' totals alone: rules that every plan of it must keep.

    Least and greatest posts of a station and those of its categories, groups, and the headcount as a maximum.
    """
    stays = {c.id for c in scenario.categories if not c.movable}
    position = {station.id: s for s, station in enumerate(scenario.stations)}
    firm = [0] * len(position)
    known = [0] * len(position)
    most = [0] * len(position)
    for post in scenario.posts:
        s = position[post.station]
        firm[s] += max(post.minimum, post.in_post if post.category in stays else 0)
        known[s] += 1
        limit = UNLIMITED if post.maximum is None else post.maximum
        most[s] += limit if post.allowed else 0
    width = len(scenario.categories)
    firm_upper = [
        min(UNLIMITED, m) if k == width and width else UNLIMITED for k, m in zip(known, most, strict=True)
    ]
    maxima = [UNLIMITED if s.maximum is None else s.maximum for s in scenario.stations]
    return Problem(
        ids=tuple(station.id for station in scenario.stations),
        weights=integer_weights(demand.index),
        lower=tuple(max(s.minimum, f) for s, f in zip(scenario.stations, firm, strict=True)),
        upper=tuple(map(min, maxima, firm_upper)),
        total=scenario.cap,
        method=scenario.method.value if scenario.method in DIVISORS else Method.WEBSTER.value,
        groups=group_bounds(scenario),
        firm=tuple(firm),
        firm_upper=tuple(firm_upper),
    )


def integer_weights(index: Sequence[Fraction]) -> tuple[int, ...]:
    """Return integers in the proportions of ``index``.

    >>> integer_weights([Fraction(1, 6), Fraction(1, 3), Fraction(1, 2)])
    (1, 2, 3)
    """
    common = lcm(*(p.denominator for p in index))
    return tuple(p.numerator * (common // p.denominator) for p in index)


def moving_category(scenario: Scenario, category: str | None = None) -> Category | None:
    """Return the category whose posts move; None where the scenario has no categories.

    Raises
    ------
    UsageError
        ``E_CATEGORY``: no such category, or none is named and several could be meant.
    """
    if not scenario.categories:
        if category is not None:
            raise UsageError([Issue("E_CATEGORY.none", values={"got": category})])
        return None
    by_id = {c.id: c for c in scenario.categories}
    if category is not None:
        if category not in by_id:
            raise UsageError([Issue("E_CATEGORY", values={"got": category, "known": ", ".join(by_id)})])
        return by_id[category]
    changing = changing_categories(scenario)
    if len(changing) != 1:
        raise UsageError([Issue("E_CATEGORY.several", values={"known": ", ".join(by_id)})])
    return changing[0]


def changing_categories(scenario: Scenario) -> list[Category]:
    """Return the categories whose posts a plan may change: those that are movable or have vacancies."""
    held = dict.fromkeys((c.id for c in scenario.categories), 0)
    for post in scenario.posts:
        held[post.category] += post.in_post
    return [c for c in scenario.categories if c.movable or c.cap > held[c.id]]


def station_bounds(
    scenario: Scenario, moving: Category | None
) -> tuple[list[int], list[int], list[int], list[int]]:
    """Return least and greatest posts of each station, and the firm part of both."""
    lower = [station.minimum for station in scenario.stations]
    upper = [UNLIMITED if station.maximum is None else station.maximum for station in scenario.stations]
    firm = [0] * len(lower)
    if moving is None:
        return lower, upper, firm, [UNLIMITED] * len(lower)
    position = {station.id: s for s, station in enumerate(scenario.stations)}
    staying, greatest = [0] * len(lower), [UNLIMITED] * len(lower)
    for post in scenario.posts:
        s = position[post.station]
        if post.category != moving.id:
            staying[s] += post.in_post
            continue
        firm[s] = post.minimum if moving.movable else max(post.minimum, post.in_post)
        limit = UNLIMITED if post.maximum is None else post.maximum
        greatest[s] = limit if post.allowed else 0
    for s in range(len(lower)):
        firm[s] += staying[s]
        lower[s] = max(lower[s], firm[s])
        greatest[s] += staying[s]
        upper[s] = min(upper[s], greatest[s])
    return lower, upper, firm, greatest


def present_staff(scenario: Scenario) -> tuple[int, ...]:
    """Return the staff in post of each station, of all categories; empty without categories."""
    if not scenario.categories:
        return ()
    held = {station.id: 0 for station in scenario.stations}
    for post in scenario.posts:
        held[post.station] += post.in_post
    return tuple(held.values())


def authorised(scenario: Scenario, moving: Category | None) -> int:
    """Return the headcount to place: the staying staff of the other categories and the cap of ``moving``."""
    if moving is None:
        return scenario.cap
    return moving.cap + sum(post.in_post for post in scenario.posts if post.category != moving.id)


def group_bounds(scenario: Scenario) -> tuple[GroupBounds, ...]:
    """Return the groups that limit anything, inner groups first."""
    position = {station.id: s for s, station in enumerate(scenario.stations)}
    children: dict[str | None, list[str]] = {}
    for group in scenario.groups:
        children.setdefault(group.parent, []).append(group.id)
    by_id = {group.id: group for group in scenario.groups}
    found: list[GroupBounds] = []

    def members(group_id: str) -> list[int]:
        group = by_id[group_id]
        inside = [position[station] for station in group.members]
        for child in children.get(group_id, ()):
            inside.extend(members(child))
        if group.minimum or (group.maximum is not None and inside):
            maximum = UNLIMITED if group.maximum is None else group.maximum
            found.append(GroupBounds(group_id, tuple(sorted(inside)), group.minimum, maximum))
        return inside

    for root in children.get(None, ()):
        members(root)
    return tuple(found)
