"""The model as a textbook writes it, in whole numbers, for any solver: what CP-SAT and CBC get.

``x_s_k`` heads; ``u_s_X`` 1 where station ``s`` has capacity ``X``, so that any cost table is linear; ``p_s_k``
heads that join; ``t_k`` transfers; ``y_s`` 1 where anything changes. ``t_k`` and ``y_s`` are held from below only:
a plan is scored anew from ``x`` alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from staffing.models.base import Goal
from staffing.solver.reallocation.costs import main_goal, station_cost
from staffing.solver.reallocation.evaluate import IDLE, UNPLACED, UNSERVED, levels, units
from staffing.solver.reallocation.frame import Frame, frame
from staffing.solver.reallocation.problem import Reallocation

Terms = list[tuple[int, int]]
"""(variable, coefficient)"""


@dataclass(frozen=True, slots=True)
class Variable:
    """A whole number between two others, and its value in the present staff."""

    name: str
    low: int
    high: int
    start: int


@dataclass(frozen=True, slots=True)
class Row:
    """``low <= sum of terms <= high``; None: no such end."""

    name: str
    terms: Terms
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Level:
    """A level to be made least: ``constant + sum of terms``."""

    name: str
    terms: Terms
    constant: int = 0


@dataclass
class Textbook:
    """Variables, rows and levels; under construction inside this module only."""

    variables: list[Variable] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    levels: list[Level] = field(default_factory=list)
    staff: list[list[int]] = field(default_factory=list)
    """Variables ``x_s_k``."""
    greatest: int | None = None
    """Variable of the greatest burden, which stands in its rows with 1; None: not asked for."""
    ordered: bool = False
    """Whether the greatest ``x`` in order is asked for at last."""

    def variable(self, name: str, low: int, high: int, start: int) -> int:
        """Add a variable and return its number."""
        self.variables.append(Variable(name, low, max(low, high), min(max(start, low), max(low, high))))
        return len(self.variables) - 1

    def row(self, name: str, terms: Terms, low: int | None, high: int | None) -> None:
        """Add a row."""
        self.rows.append(Row(name, terms, low, high))


def textbook(problem: Reallocation, *, goals: bool = True) -> Textbook | None:
    """Write the model; None: an interval of the rules is empty, so there is no plan.

    Parameters
    ----------
    goals
        False: the rules alone, for the question whether there is any plan.
    """
    inside = frame(problem)
    if inside.empty:
        return None
    model = Textbook()
    _rules(model, problem, inside)
    wanted = set(levels(problem)) if goals else set()
    moved: list[tuple[Terms, int]] = []
    if wanted & {Goal.TRANSFERS, Goal.TRANSFER_COST} or inside.transfers_limit is not None:
        moved = [_transfers(model, problem, inside, k) for k in range(len(problem.categories))]
    if inside.transfers_limit is not None:
        terms = [term for own, _ in moved for term in own]
        model.row("transfers", terms, None, inside.transfers_limit - sum(extra for _, extra in moved))
    changed: list[int] = []
    if Goal.STATIONS_CHANGED in wanted or inside.changed_limit is not None:
        changed = [_changed(model, problem, inside, s) for s in range(len(problem.ids))]
    if inside.changed_limit is not None:
        model.row("stations_changed", [(y, 1) for y in changed], None, inside.changed_limit)
    if goals:
        _levels(model, problem, inside, moved, changed)
        model.ordered = Goal.ORDER in problem.goals
    return model


def _rules(model: Textbook, problem: Reallocation, inside: Frame) -> None:
    for s, before in enumerate(problem.in_post):
        model.staff.append(
            [
                model.variable(f"x_{s}_{k}", inside.low[s][k], inside.high[s][k], c)
                for k, c in enumerate(before)
            ]
        )
    for s, own in enumerate(model.staff):
        low, high = inside.heads_low[s], inside.heads_high[s]
        if low > sum(inside.low[s]) or high < sum(inside.high[s]):
            model.row(f"station_{s}", [(x, 1) for x in own], low, high)
    for i, row in enumerate(inside.sums):
        cells = [
            (x, 1)
            for s in row.members
            for k, x in enumerate(model.staff[s])
            if row.category is None or row.category == k
        ]
        model.row(f"sum_{i}", cells, row.low, row.high)


def _transfers(model: Textbook, problem: Reallocation, inside: Frame, k: int) -> tuple[Terms, int]:
    """Return terms and constant that are at least ``min(joined, left)`` of a category, and may be equal to it."""
    joined: Terms = []
    reach = 0
    for s, own in enumerate(model.staff):
        before = problem.in_post[s][k]
        most = max(0, inside.high[s][k] - before)
        if most:
            p = model.variable(f"p_{s}_{k}", 0, most, 0)
            model.row(f"join_{s}_{k}", [(p, 1), (own[k], -1)], -before, None)
            joined.append((p, 1))
            reach += most
    if inside.net_high[k] <= 0:
        return joined, 0
    left = [*joined, *((own[k], -1) for own in model.staff)]
    if inside.net_low[k] >= 0:
        return left, problem.held[k]
    far = reach + problem.held[k]
    t = model.variable(f"t_{k}", 0, far, 0)
    gains = model.variable(f"gains_{k}", 0, 1, 0)
    model.row(f"joined_{k}", [(t, 1), *((p, -1) for p, _ in joined), (gains, far)], 0, None)
    model.row(f"left_{k}", [(t, 1), *((v, -c) for v, c in left), (gains, -far)], problem.held[k] - far, None)
    return [(t, 1)], 0


def _changed(model: Textbook, problem: Reallocation, inside: Frame, s: int) -> int:
    y = model.variable(f"y_{s}", 0, 1, 0)
    for k, x in enumerate(model.staff[s]):
        before, low, high = problem.in_post[s][k], inside.low[s][k], inside.high[s][k]
        if high > before:
            model.row(f"up_{s}_{k}", [(x, 1), (y, before - high)], None, before)
        if low < before:
            model.row(f"down_{s}_{k}", [(x, 1), (y, before - low)], before, None)
        if low > before or high < before:
            model.row(f"must_{s}_{k}", [(y, 1)], 1, None)
    return y


def _levels(
    model: Textbook,
    problem: Reallocation,
    inside: Frame,
    moved: list[tuple[Terms, int]],
    changed: list[int],
) -> None:
    goal, names = main_goal(problem), levels(problem)
    held = [_capacity_choice(model, problem, inside, s) for s in range(len(problem.ids))] if goal else []
    known: dict[str, Level] = {}
    if UNPLACED in names:
        caps = sum(c.cap for c in problem.categories)
        known[UNPLACED] = Level(UNPLACED, [(x, -1) for own in model.staff for x in own], caps)
    if IDLE in names:
        idle = [
            (x, c.capacity)
            for own, w in zip(model.staff, problem.weights, strict=True)
            if not w
            for x, c in zip(own, problem.categories, strict=True)
        ]
        known[IDLE] = Level(IDLE, idle)
    if UNSERVED in names:
        nobody = [(own[0], w) for own, w in zip(held, problem.weights, strict=True) if w and 0 in own]
        known[UNSERVED] = Level(UNSERVED, nobody)
    if goal is Goal.BURDEN:
        known[goal] = _greatest(model, problem, held)
    elif goal:
        costs = [(u, station_cost(problem, s, x)) for s, own in enumerate(held) for x, u in own.items()]
        known[goal] = Level(goal, [(u, cost) for u, cost in costs if cost])
    if moved:
        terms = [term for own, _ in moved for term in own]
        known[Goal.TRANSFERS] = Level(Goal.TRANSFERS, terms, sum(extra for _, extra in moved))
        priced = list(zip(moved, problem.categories, strict=True))
        known[Goal.TRANSFER_COST] = Level(
            Goal.TRANSFER_COST,
            [(v, a * c.transfer_cost) for (own, _), c in priced for v, a in own if c.transfer_cost],
            sum(extra * c.transfer_cost for (_, extra), c in priced),
        )
    if changed:
        known[Goal.STATIONS_CHANGED] = Level(Goal.STATIONS_CHANGED, [(y, 1) for y in changed])
    model.levels = [known[name] for name in names if name != Goal.ORDER]


def _capacity_choice(model: Textbook, problem: Reallocation, inside: Frame, s: int) -> dict[int, int]:
    """Add the choice of a station's capacity; return its variables by capacity."""
    sizes = [c.capacity for c in problem.categories]
    low = sum(x * size for x, size in zip(inside.low[s], sizes, strict=True))
    high = sum(x * size for x, size in zip(inside.high[s], sizes, strict=True))
    step = sizes[0] if len(set(sizes)) == 1 else 1
    low = max(low, inside.heads_low[s] * min(sizes))
    high = min(high, inside.heads_high[s] * max(sizes))
    present = units(problem, problem.in_post[s])
    choice = {x: model.variable(f"u_{s}_{x}", 0, 1, int(x == present)) for x in range(low, high + 1, step)}
    own = [(x, size) for x, size in zip(model.staff[s], sizes, strict=True)]
    model.row(f"one_{s}", [(u, 1) for u in choice.values()], 1, 1)
    model.row(f"capacity_{s}", [*own, *((u, -x) for x, u in choice.items() if x)], 0, 0)
    return choice


def _greatest(model: Textbook, problem: Reallocation, held: Sequence[dict[int, int]]) -> Level:
    costs = [{u: station_cost(problem, s, x) for x, u in own.items()} for s, own in enumerate(held)]
    most = max((cost for own in costs for cost in own.values()), default=0)
    greatest = model.greatest = model.variable("greatest", 0, most, most)
    for s, own in enumerate(costs):
        model.row(f"burden_{s}", [(greatest, 1), *((u, -c) for u, c in own.items() if c)], 0, None)
    return Level(Goal.BURDEN, [(greatest, 1)])
