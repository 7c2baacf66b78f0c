"""Rules with another figure: what can be given way, and the problem that comes of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from staffing.models.base import Place
from staffing.solver.problem import UNLIMITED
from staffing.solver.reallocation.frame import group_name
from staffing.solver.reallocation.problem import Reallocation, bounds_name, pin_name

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Change:
    """A rule with another figure, or dropped where it has none."""

    rule: str
    figure: str
    """``minimum``, ``maximum``, ``limit``, ``number``, or ``drop``: then the figures are 0."""
    before: int = 0
    after: int = 0


@dataclass(frozen=True, slots=True)
class Lever:
    """A figure that can move away from ``before`` up to ``end``; ``at`` gives the problem with it."""

    rule: str
    figure: str
    before: int
    end: int
    at: Callable[[int], Reallocation]


def levers(problem: Reallocation, rule: str) -> Iterator[Lever]:
    """Yield the figures of a rule that can give way; none: it can only be dropped."""
    kind, _, inner = rule.partition("[")
    name = inner.removesuffix("]")
    makers = {
        "cap": _cap,
        "category_total": _total,
        "station_bounds": _station,
        "category_bounds": _number,
        "group_bounds": _group,
    }
    if kind in makers:
        yield from makers[kind](problem, rule, name)
    elif kind == "pin":
        yield from _pin(problem, rule)
    elif kind == "transfers" and problem.transfers_limit is not None:
        top = sum(problem.held) + sum(c.cap for c in problem.categories)
        yield Lever(
            rule, "limit", problem.transfers_limit, top, lambda x: replace(problem, transfers_limit=x)
        )
    elif kind == "stations_changed" and problem.changed_limit is not None:
        yield Lever(
            rule,
            "limit",
            problem.changed_limit,
            len(problem.ids),
            lambda x: replace(problem, changed_limit=x),
        )


def _pin(problem: Reallocation, rule: str) -> Iterator[Lever]:
    """Yield the number of a pin that has one, downwards and upwards."""
    i = next(i for i, pin in enumerate(problem.pins) if pin_name(problem, pin) == rule)
    pin = problem.pins[i]
    if pin.value is None:
        return
    for end in (0, max(pin.value, reach(problem))):
        if end != pin.value:
            yield Lever(
                rule,
                "number",
                pin.value,
                end,
                lambda x: replace(problem, pins=_set(problem.pins, i, replace(pin, value=x))),
            )


def reach(problem: Reallocation) -> int:
    """Return a figure beyond which no maximum matters."""
    asked = sum(problem.station_lower) + sum(map(sum, problem.lower)) + sum(g.minimum for g in problem.groups)
    asked += sum(pin.value or 0 for pin in problem.pins) + sum(c.total or 0 for c in problem.categories)
    return asked + sum(problem.held) + sum(c.cap for c in problem.categories)


def _cap(problem: Reallocation, rule: str, name: str) -> Iterator[Lever]:
    k = next(i for i, c in enumerate(problem.categories) if c.id == name)

    def at(cap: int) -> Reallocation:
        changed = replace(problem.categories[k], cap=cap)
        return replace(problem, categories=(*problem.categories[:k], changed, *problem.categories[k + 1 :]))

    before = problem.categories[k].cap
    yield Lever(rule, "maximum", before, reach(problem), at)
    if problem.place is Place.EXACT:
        others = sum(c.cap for c in problem.categories) - before
        yield Lever(rule, "maximum", before, 0 if others else min(1, before), at)


def _total(problem: Reallocation, rule: str, name: str) -> Iterator[Lever]:
    k = next(i for i, c in enumerate(problem.categories) if c.id == name)

    def at(total: int) -> Reallocation:
        changed = replace(problem.categories[k], total=total)
        return replace(problem, categories=(*problem.categories[:k], changed, *problem.categories[k + 1 :]))

    before = problem.categories[k].total or 0
    yield Lever(rule, "number", before, reach(problem), at)
    yield Lever(rule, "number", before, 0, at)


def _station(problem: Reallocation, rule: str, name: str) -> Iterator[Lever]:
    s = problem.ids.index(name)
    lows = problem.station_lower or (0,) * len(problem.ids)
    highs = problem.station_upper or (UNLIMITED,) * len(problem.ids)
    if lows[s] > 0:
        yield Lever(rule, "minimum", lows[s], 0, lambda x: replace(problem, station_lower=_set(lows, s, x)))
    if highs[s] < UNLIMITED:
        yield Lever(
            rule,
            "maximum",
            highs[s],
            max(highs[s], reach(problem)),
            lambda x: replace(problem, station_upper=_set(highs, s, x)),
        )


def _number(problem: Reallocation, rule: str, _: str) -> Iterator[Lever]:
    s, k = next(
        (s, k)
        for s in range(len(problem.ids))
        for k in range(len(problem.categories))
        if bounds_name(problem, s, k) == rule
    )
    if problem.lower and problem.lower[s][k] > 0:
        row = problem.lower[s]

        def lowered(x: int) -> Reallocation:
            return replace(problem, lower=_set(problem.lower, s, _set(row, k, x)))

        yield Lever(rule, "minimum", row[k], 0, lowered)
    if problem.upper and problem.upper[s][k] < UNLIMITED:
        line = problem.upper[s]

        def raised(x: int) -> Reallocation:
            return replace(problem, upper=_set(problem.upper, s, _set(line, k, x)))

        yield Lever(rule, "maximum", line[k], max(line[k], reach(problem)), raised)


def _group(problem: Reallocation, rule: str, _: str) -> Iterator[Lever]:
    g = next(i for i, group in enumerate(problem.groups) if group_name(group) == rule)
    group = problem.groups[g]
    if group.minimum > 0:
        yield Lever(
            rule,
            "minimum",
            group.minimum,
            0,
            lambda x: replace(problem, groups=_set(problem.groups, g, replace(group, minimum=x))),
        )
    if group.maximum is not None:
        yield Lever(
            rule,
            "maximum",
            group.maximum,
            max(group.maximum, reach(problem)),
            lambda x: replace(problem, groups=_set(problem.groups, g, replace(group, maximum=x))),
        )


def _set(row: tuple[T, ...], at: int, value: T) -> tuple[T, ...]:
    return (*row[:at], value, *row[at + 1 :])
