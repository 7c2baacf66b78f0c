"""Why no plan exists: the smallest set of rules that contradict each other, and the least changes that help.

For bounds, nested ceilings and a total, contradictions are found by sums alone, so no solver is asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from staffing.solver.problem import Problem
from staffing.solver.verify import is_feasible


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that takes part in a conflict: its stable name, the station or group it speaks of, its figure."""

    name: str
    subject: str
    figure: int


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
    """``bounds``, ``group``, ``minima`` (of all stations) or ``room`` (``place: exact`` only)."""
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
    everyone = tuple(range(len(problem.ids)))
    limits = [(f"group_bounds[{c.name}]", c.name, c.members, c.maximum) for c in problem.ceilings]
    for name, subject, members, limit in [*limits, ("cap", "", everyone, problem.total)]:
        needed = sum(problem.lower[s] for s in members)
        if needed > limit:
            rules = (
                Rule(name, subject, limit),
                *(_minimum(problem, s) for s in _excess(problem, members, limit)),
            )
            yield ("group" if subject else "minima"), rules, needed, limit
    if problem.place == "exact" and problem.capacity < problem.total:
        rules = (Rule("cap", "", problem.total), *_ceiling_rules(problem))
        yield "room", rules, problem.capacity, problem.total


def _firm(problem: Problem, station: int) -> int:
    return problem.firm[station] if problem.firm else 0


def _minimum(problem: Problem, station: int) -> Rule:
    """Return the rule behind a least number: the firm part where it reaches that far, else the minimum."""
    least = problem.lower[station]
    kind = "established_stay" if least and _firm(problem, station) >= least else "station_bounds"
    return Rule(f"{kind}[{problem.ids[station]}]", problem.ids[station], least)


def _maximum(problem: Problem, station: int) -> Rule:
    """Return the rule behind a greatest number: the category's own maximum where it binds, else the station's."""
    firm = bool(problem.firm_upper) and problem.firm_upper[station] <= problem.upper[station]
    kind = "category_bounds" if firm else "station_bounds"
    return Rule(f"{kind}[{problem.ids[station]}]", problem.ids[station], problem.upper[station])


def _excess(problem: Problem, members: tuple[int, ...], limit: int) -> list[int]:
    """Return a smallest set of stations whose minima exceed the limit: the greatest minima first."""
    chosen, total = [], 0
    for s in sorted(members, key=lambda s: (-problem.lower[s], problem.rank[s])):
        if total > limit:
            break
        chosen.append(s)
        total += problem.lower[s]
    return chosen


def _ceiling_rules(problem: Problem) -> list[Rule]:
    """Return the maxima that bind when everything is filled: each needed for the shortage."""
    room = {s: (problem.limits[s], [_maximum(problem, s)]) for s in range(len(problem.ids))}
    for ceiling in problem.ceilings:
        inside = [s for s in ceiling.members if s in room]
        held = sum(room[s][0] for s in inside)
        rules = [rule for s in inside for rule in room[s][1]]
        if held > ceiling.maximum:
            held, rules = (
                ceiling.maximum,
                [Rule(f"group_bounds[{ceiling.name}]", ceiling.name, ceiling.maximum)],
            )
        for s in inside[1:]:
            del room[s]
        room[inside[0]] = (held, rules)
    return [rule for _, rules in room.values() for rule in rules]


def _relaxations(problem: Problem) -> Iterator[tuple[Change, ...]]:
    """Yield least changes that make a plan possible, each checked."""
    for candidate, changes in (_raise_limits(problem), _lower_minima(problem)):
        if changes and is_feasible(candidate):
            yield tuple(changes)


def _raise_limits(problem: Problem) -> tuple[Problem, list[Change]]:
    """Raise every limit that is too low to what the minima need; or the total down to the room there is."""
    changes: list[Change] = []
    upper = list(problem.upper)
    for s, low in enumerate(problem.lower):
        if low > upper[s] and _maximum(problem, s).name.startswith("station_bounds"):
            changes.append(Change(f"station_bounds[{problem.ids[s]}].maximum", problem.ids[s], upper[s], low))
            upper[s] = low
    ceilings = []
    for ceiling in problem.ceilings:
        needed = sum(problem.lower[s] for s in ceiling.members)
        if needed > ceiling.maximum:
            changes.append(Change(f"group_bounds[{ceiling.name}]", ceiling.name, ceiling.maximum, needed))
        ceilings.append(replace(ceiling, maximum=max(needed, ceiling.maximum)))
    relaxed = replace(problem, upper=tuple(upper), ceilings=tuple(ceilings))
    total = max(problem.total, sum(problem.lower))
    if problem.place == "exact":
        total = max(min(total, relaxed.capacity), sum(problem.lower))
    if total != problem.total:
        changes.append(Change("cap", "", problem.total, total))
    return replace(relaxed, total=total), changes


def _lower_minima(problem: Problem) -> tuple[Problem, list[Change]]:
    """Lower minima as little as needed; under a limit that is too low, its stations' greatest to one level."""
    lower = [
        min(low, max(high, _firm(problem, s)))
        for s, (low, high) in enumerate(zip(problem.lower, problem.upper, strict=True))
    ]
    everyone = tuple(range(len(lower)))
    for members, limit in [*((c.members, c.maximum) for c in problem.ceilings), (everyone, problem.total)]:
        level = max((lower[s] for s in members), default=0)
        while level and sum(_at_level(problem, lower, s, level) for s in members) > limit:
            level -= 1
        for s in members:
            lower[s] = _at_level(problem, lower, s, level)
    changes = [
        Change(f"station_bounds[{problem.ids[s]}].minimum", problem.ids[s], problem.lower[s], low)
        for s, low in enumerate(lower)
        if low < problem.lower[s]
    ]
    return replace(problem, lower=tuple(lower)), changes


def _at_level(problem: Problem, lower: list[int], station: int, level: int) -> int:
    return max(min(lower[station], level), min(lower[station], _firm(problem, station)))
