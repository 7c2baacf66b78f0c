"""The rules folded into what solvers see: a box for each number, heads by station, sums over stations, limits.

Nothing is lost: plans inside the frame are exactly the plans that keep the rules. Ends of boxes are drawn in as
far as other rules allow, so that every number has a finite range.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from staffing.models.base import Place
from staffing.solver.problem import UNLIMITED
from staffing.solver.reallocation.problem import Group, Pin, Plan, Reallocation, pin_name


@dataclass(frozen=True, slots=True)
class Sum:
    """``low <= sum over members of x <= high``; ``category`` None: of all categories."""

    name: str
    members: tuple[int, ...]
    category: int | None
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Frame:
    """The rules of a problem as intervals. ``low`` may exceed ``high``: then there is no plan."""

    low: Plan
    high: Plan
    heads_low: tuple[int, ...]
    heads_high: tuple[int, ...]
    sums: tuple[Sum, ...]
    """Caps and totals of categories first, one for each category, then groups and pins."""
    transfers_limit: int | None
    changed_limit: int | None
    net_low: tuple[int, ...]
    """Least and most of ``joined_k - left_k``: what the category gains from outside."""
    net_high: tuple[int, ...]

    @property
    def empty(self) -> bool:
        """True: some interval is empty already."""
        boxes = zip(self.low, self.high, strict=True)
        return (
            any(a > b for lows, highs in boxes for a, b in zip(lows, highs, strict=True))
            or any(a > b for a, b in zip(self.heads_low, self.heads_high, strict=True))
            or any(row.low > row.high for row in self.sums)
        )


def frame(problem: Reallocation) -> Frame:
    """Fold the rules that are kept."""
    n, width = len(problem.ids), len(problem.categories)
    low = [[0] * width for _ in range(n)]
    high = [[UNLIMITED] * width for _ in range(n)]
    for s in range(n):
        for k in range(width):
            low[s][k] = max(0, problem.least(s, k))
            high[s][k] = problem.most(s, k) if problem.open(s, k) else min(0, problem.most(s, k))
    for k, category in enumerate(problem.categories):
        if category.stays and problem.keeps(f"established_stay[{category.id}]"):
            for s in range(n):
                low[s][k] = max(low[s][k], problem.in_post[s][k])
    heads = [_station_bounds(problem, s) for s in range(n)]
    heads_low, heads_high = [a for a, _ in heads], [b for _, b in heads]
    sums = [*_totals(problem), *_group_sums(problem)]
    for pin in problem.pins:
        if problem.keeps(pin_name(problem, pin)):
            _pin(problem, pin, low, high, heads_low, heads_high, sums)
    limit = problem.transfers_limit if problem.keeps("transfers") else None
    _draw_in(problem, low, high, heads_low, heads_high, sums, limit)
    net = [(row.low - held, row.high - held) for row, held in zip(sums[:width], problem.held, strict=True)]
    return Frame(
        low=tuple(map(tuple, low)),
        high=tuple(map(tuple, high)),
        heads_low=tuple(heads_low),
        heads_high=tuple(heads_high),
        sums=tuple(sums),
        transfers_limit=limit,
        changed_limit=problem.changed_limit if problem.keeps("stations_changed") else None,
        net_low=tuple(a for a, _ in net),
        net_high=tuple(b for _, b in net),
    )


def _station_bounds(problem: Reallocation, s: int) -> tuple[int, int]:
    if not problem.keeps(f"station_bounds[{problem.ids[s]}]"):
        return 0, UNLIMITED
    least = problem.station_lower[s] if problem.station_lower else 0
    return max(0, least), problem.station_upper[s] if problem.station_upper else UNLIMITED


def _totals(problem: Reallocation) -> Iterator[Sum]:
    everyone = tuple(range(len(problem.ids)))
    for k, category in enumerate(problem.categories):
        least, most = 0, UNLIMITED
        if problem.keeps(f"cap[{category.id}]"):
            least, most = (category.cap if problem.place is Place.EXACT else 0), category.cap
        if category.total is not None and problem.keeps(f"category_total[{category.id}]"):
            least, most = max(least, category.total), min(most, category.total)
        yield Sum(f"cap[{category.id}]", everyone, k, least, most)


def _group_sums(problem: Reallocation) -> Iterator[Sum]:
    for group in problem.groups:
        if problem.keeps(group_name(group)) and group.members:
            most = UNLIMITED if group.maximum is None else group.maximum
            yield Sum(group_name(group), group.members, group.category, max(0, group.minimum), most)


def group_name(group: Group) -> str:
    """Return the name of the rule."""
    return f"group_bounds[{group.id}]"


def _pin(
    problem: Reallocation,
    pin: Pin,
    low: list[list[int]],
    high: list[list[int]],
    heads_low: list[int],
    heads_high: list[int],
    sums: list[Sum],
) -> None:
    n, width = len(problem.ids), len(problem.categories)
    if pin.value is not None and pin.station is not None and pin.category is None:
        heads_low[pin.station] = max(heads_low[pin.station], pin.value)
        heads_high[pin.station] = min(heads_high[pin.station], pin.value)
        return
    if pin.value is not None and pin.station is None and pin.category is not None:
        name = pin_name(problem, pin)
        sums.append(Sum(name, tuple(range(n)), pin.category, pin.value, pin.value))
        row = sums[pin.category]
        tight = Sum(row.name, row.members, row.category, max(row.low, pin.value), min(row.high, pin.value))
        sums[pin.category] = tight
        return
    for s in range(n) if pin.station is None else (pin.station,):
        for k in range(width) if pin.category is None else (pin.category,):
            value = problem.in_post[s][k] if pin.value is None else pin.value
            low[s][k], high[s][k] = max(low[s][k], value), min(high[s][k], value)


def _draw_in(
    problem: Reallocation,
    low: list[list[int]],
    high: list[list[int]],
    heads_low: list[int],
    heads_high: list[int],
    sums: list[Sum],
    limit: int | None,
) -> None:
    """Draw in the ends of boxes by heads, sums and the limit of transfers; close what is open."""
    n, width = len(problem.ids), len(problem.categories)
    # With no rule above, no plan needs more than all that the rules ask for together, or than is in post.
    reach = sum(map(sum, low)) + sum(heads_low) + sum(row.low for row in sums) + sum(problem.held)
    reach += sum(c.cap for c in problem.categories)
    for i, row in enumerate(sums):
        if row.high >= UNLIMITED:
            sums[i] = Sum(row.name, row.members, row.category, row.low, max(reach, row.low))
    most = [[reach] * width for _ in range(n)]
    for row in sums:
        for s in row.members:
            for k in range(width) if row.category is None else (row.category,):
                most[s][k] = min(most[s][k], row.high)
    for k in range(width):
        held = problem.held[k]
        gain, loss = max(0, sums[k].high - held), max(0, held - sums[k].low)
        for s in range(n):
            here = problem.in_post[s][k]
            top = min(most[s][k], heads_high[s])
            if limit is not None:
                top = min(top, here + limit + gain)
                low[s][k] = max(low[s][k], here - limit - loss)
            high[s][k] = min(high[s][k], top)
    for s in range(n):
        heads_low[s] = max(heads_low[s], sum(low[s]))
        heads_high[s] = min(heads_high[s], sum(high[s]))
