"""Why no plan exists: the smallest set of rules that contradict each other, and the least changes that help.

For bounds, nested groups and a total, contradictions are found by sums alone, so no solver is asked.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from staffing.solver.nested import parts, sums
from staffing.solver.problem import UNLIMITED, GroupBounds, Problem
from staffing.solver.verify import is_feasible

MINIMUM, MAXIMUM = "minimum", "maximum"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that takes part in a conflict: its stable name, the station or group it speaks of, its figure."""

    name: str
    subject: str
    figure: int
    side: str
    """Which figure of the rule: ``minimum`` or ``maximum``."""


@dataclass(frozen=True, slots=True)
class Change:
    """A rule with another figure."""

    name: str
    subject: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Rules that cannot all hold; dropping any one of them leaves a set that can."""

    kind: str
    """``bounds`` (of a station), ``group`` (its maximum), ``group_room`` (its minimum), ``minima`` (of all
    stations) or ``room`` (``place: exact`` only)."""
    rules: tuple[Rule, ...]
    sum: int
    """What the rules other than the limiting one add up to."""
    limit: int
    relaxations: tuple[tuple[Change, ...], ...]


def contradiction(problem: Problem) -> Contradiction | None:
    """Return the first contradiction among the rules of the problem; None where a plan exists."""
    for kind, rules, total, limit in _conflicts(problem):
        return Contradiction(kind, rules, total, limit, tuple(_relaxations(problem)))
    return None


def _conflicts(problem: Problem) -> Iterator[tuple[str, tuple[Rule, ...], int, int]]:
    for s, (low, high) in enumerate(zip(problem.lower, problem.upper, strict=True)):
        if low > high:
            yield "bounds", (_minimum(problem, s), _maximum(problem, s)), low, high
    everywhere = sums(problem.groups, problem.lower, problem.upper)
    for number, (group, (least, most)) in enumerate(zip(problem.groups, everywhere, strict=False)):
        least_rule, most_rule = _group_rule(group, MINIMUM), _group_rule(group, MAXIMUM)
        if least > group.maximum:
            needs = _excess(problem, _atoms(problem, MINIMUM)[number], group.maximum)
            yield "group", (most_rule, *needs), least, group.maximum
        elif group.minimum > group.maximum:
            yield "group", (most_rule, least_rule), group.minimum, group.maximum
        elif group.minimum > most:
            yield "group_room", (least_rule, *_atoms(problem, MAXIMUM)[number]), most, group.minimum
    least, most = everywhere[-1]
    if least > problem.total:
        needs = _excess(problem, _atoms(problem, MINIMUM)[-1], problem.total)
        yield "minima", (Rule("cap", "", problem.total, MAXIMUM), *needs), least, problem.total
    if problem.place == "exact" and most < problem.total:
        rooms = _atoms(problem, MAXIMUM)[-1]
        yield "room", (Rule("cap", "", problem.total, MINIMUM), *rooms), most, problem.total


def _atoms(problem: Problem, side: str) -> list[list[Rule]]:
    """Return the rules that make up each group's least or greatest sum, and at last everybody's.

    A group's own figure stands in place of what is inside it wherever it asks for more, or allows less.
    """
    one = _minimum if side == MINIMUM else _maximum
    rules = [[one(problem, s)] for s in range(len(problem.ids))]
    found = []
    for group, inside in zip([*problem.groups, None], parts(problem.groups, len(rules)), strict=True):
        found.append([rule for part in inside for rule in rules[part]])
        if group is not None:
            total = sum(rule.figure for rule in found[-1])
            binds = group.minimum > total if side == MINIMUM else group.maximum < total
            rules.append([_group_rule(group, side)] if binds else found[-1])
    return found


def _group_rule(group: GroupBounds, side: str) -> Rule:
    return Rule(group.rule, group.name, getattr(group, side), side)


def _firm(problem: Problem, station: int) -> int:
    return problem.firm[station] if problem.firm else 0


def _minimum(problem: Problem, station: int) -> Rule:
    """Return the rule behind a least number: the firm part where it reaches that far, else the minimum."""
    least = problem.lower[station]
    kind = "established_stay" if least and _firm(problem, station) >= least else "station_bounds"
    return Rule(f"{kind}[{problem.ids[station]}]", problem.ids[station], least, MINIMUM)


def _maximum(problem: Problem, station: int) -> Rule:
    """Return the rule behind a greatest number: the category's own maximum where it binds, else the station's."""
    firm = bool(problem.firm_upper) and problem.firm_upper[station] <= problem.upper[station]
    kind = "category_bounds" if firm else "station_bounds"
    return Rule(f"{kind}[{problem.ids[station]}]", problem.ids[station], problem.upper[station], MAXIMUM)


def _excess(problem: Problem, rules: Sequence[Rule], limit: int) -> list[Rule]:
    """Return a smallest set of the rules whose figures exceed the limit: the greatest first."""
    rank = {name: problem.rank[s] for s, name in enumerate(problem.ids)}
    chosen, total = [], 0
    for rule in sorted(rules, key=lambda rule: (-rule.figure, rank.get(rule.subject, -1), rule.name)):
        if total > limit:
            break
        chosen.append(rule)
        total += rule.figure
    return chosen


def _relaxations(problem: Problem) -> Iterator[tuple[Change, ...]]:
    """Yield least changes that make a plan possible, each checked."""
    for candidate in (_raise_limits(problem), _lower_minima(problem)):
        changes = tuple(_changes(problem, candidate))
        if changes and is_feasible(candidate):
            yield changes


def _changes(problem: Problem, other: Problem) -> Iterator[Change]:
    """Yield the figures that differ: stations, then groups, then the headcount."""
    for figure, before, after in (
        (MINIMUM, problem.lower, other.lower),
        (MAXIMUM, problem.upper, other.upper),
    ):
        for name, x, y in zip(problem.ids, before, after, strict=True):
            if x != y:
                yield Change(f"station_bounds[{name}].{figure}", name, x, y)
    for old, new in zip(problem.groups, other.groups, strict=True):
        if old.minimum != new.minimum:
            yield Change(f"{old.rule}.minimum", old.name, old.minimum, new.minimum)
        if old.maximum != new.maximum:
            yield Change(old.rule, old.name, old.maximum, new.maximum)
    if problem.total != other.total:
        yield Change("cap", "", problem.total, other.total)


def _raise_limits(problem: Problem) -> Problem:
    """Raise every limit that is too low to what the minima need; or the total down to the room there is."""
    upper = tuple(
        max(low, high) if _maximum(problem, s).name.startswith("station_bounds") else high
        for s, (low, high) in enumerate(zip(problem.lower, problem.upper, strict=True))
    )
    relaxed = replace(problem, upper=upper)
    for number, group in enumerate(problem.groups):
        least, _ = sums(relaxed.groups, relaxed.lower, relaxed.upper)[number]
        most = max(least, group.minimum, group.maximum)
        relaxed = _with_group(relaxed, number, replace(relaxed.groups[number], maximum=most))
        relaxed = _with_room(relaxed, number)
    least, most = sums(relaxed.groups, relaxed.lower, relaxed.upper)[-1]
    total = max(problem.total, least)
    if problem.place == "exact":
        total = max(min(total, most), least)
    return replace(relaxed, total=total)


def _with_group(problem: Problem, number: int, group: GroupBounds) -> Problem:
    return replace(problem, groups=(*problem.groups[:number], group, *problem.groups[number + 1 :]))


def _with_room(problem: Problem, number: int) -> Problem:
    """Raise maxima inside a group until it can hold its minimum: of inner groups first, then the greatest."""
    short = _shortage(problem, number)
    binding = _atoms(problem, MAXIMUM)[number] if short > 0 else []
    for rule in sorted(binding, key=lambda rule: (rule.name.startswith("station"), -rule.figure)):
        raised = _raised(problem, rule, short)
        if _shortage(raised, number) < short:
            return _with_room(raised, number)
    return problem


def _shortage(problem: Problem, number: int) -> int:
    return problem.groups[number].minimum - sums(problem.groups, problem.lower, problem.upper)[number][1]


def _raised(problem: Problem, rule: Rule, by: int) -> Problem:
    """Return the problem with a greatest number raised, as far as that makes room and staff who stay allow."""
    kind = rule.name.partition("[")[0]
    if kind == "group_bounds":
        inner = next(n for n, group in enumerate(problem.groups) if group.name == rule.subject)
        room = sums(problem.groups, problem.lower, problem.upper)[inner][1]
        most = min(room, rule.figure + by)
        return _with_group(problem, inner, replace(problem.groups[inner], maximum=most))
    s = problem.ids.index(rule.subject)
    most = problem.firm_upper[s] if problem.firm_upper else UNLIMITED
    if kind == "category_bounds" or most <= rule.figure:
        return problem
    return replace(problem, upper=(*problem.upper[:s], min(most, rule.figure + by), *problem.upper[s + 1 :]))


def _lower_minima(problem: Problem) -> Problem:
    """Lower minima as little as needed; under a limit that is too low, the greatest of them to one level."""
    lower = tuple(
        min(low, max(high, _firm(problem, s)))
        for s, (low, high) in enumerate(zip(problem.lower, problem.upper, strict=True))
    )
    relaxed = replace(problem, lower=lower)
    for number, group in enumerate(problem.groups):
        most = min(sums(relaxed.groups, relaxed.lower, relaxed.upper)[number][1], group.maximum)
        relaxed = _with_group(relaxed, number, replace(group, minimum=min(group.minimum, most)))
        relaxed = _levelled(relaxed, number, group.members, group.maximum)
    return _levelled(relaxed, len(problem.groups), tuple(range(len(lower))), problem.total)


def _levelled(problem: Problem, number: int, members: tuple[int, ...], limit: int) -> Problem:
    """Lower the minima inside a group (or everywhere) to the highest level at which they keep the limit."""

    def at(level: int) -> Problem:
        inside = set(members)
        lower = tuple(
            max(min(low, level), min(low, _firm(problem, s))) if s in inside else low
            for s, low in enumerate(problem.lower)
        )
        groups = tuple(
            replace(group, minimum=min(group.minimum, level))
            if n < number and inside.issuperset(group.members)
            else group
            for n, group in enumerate(problem.groups)
        )
        return replace(problem, lower=lower, groups=groups)

    def needed(candidate: Problem) -> int:
        return sums(candidate.groups, candidate.lower, candidate.upper)[number][0]

    if needed(problem) <= limit:
        return problem
    low, high = 0, max([*problem.lower, *(group.minimum for group in problem.groups)])
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if needed(at(middle)) <= limit else (low, middle)
    return at(low)
