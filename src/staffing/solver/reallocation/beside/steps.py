"""What one head more or less does to the rules and levels of a plan: the halves of single exchanges.

A half step at a cell ``(s, k)`` has effects of its own, which add up with those of the other half: on the breach of
rules of one station, and on levels that add up. Its other effects depend on few things, its :class:`Class`: under
which rules over several stations the cell lies, and what becomes of transfers and changed stations.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from staffing.models.base import Goal
from staffing.solver.reallocation.costs import main_goal, station_cost
from staffing.solver.reallocation.evaluate import IDLE, UNSERVED, joined_and_left, levels, units
from staffing.solver.reallocation.intervals import cell_rules, station_rules, sum_rules
from staffing.solver.reallocation.problem import Plan, Reallocation

Cell = tuple[int, int]
"""Station and category."""


class Class(NamedTuple):
    """What the further effects of a half step depend on."""

    rows: tuple[int, ...]
    """Rules over several stations, but not over all, to whose breach one head more or less matters here."""
    joined: int
    left: int
    """Change of the category's joined and left heads."""
    changed: int
    """Change of the number of changed stations."""
    top: int
    """The station, where it is one of the three costliest and the goal is the greatest burden; else -1."""


class Half(NamedTuple):
    """A half step; of one class, the smaller one is the better one."""

    value: tuple[int, ...]
    """Change of the breach of the station's rules, then of levels that add up."""
    tie: int
    """The smaller, the greater is the plan in order."""
    station: int
    cost: int
    """Cost of the station afterwards."""


@dataclass(frozen=True, slots=True)
class Row:
    """A rule over several stations: change of its breach for one head more, and for one less."""

    up: int
    down: int


def edge(value: int, low: int, high: int) -> tuple[int, int]:
    """Return the change of ``value``'s distance from ``low .. high``, for one more and for one less.

    >>> edge(3, 0, 3), edge(3, 3, 3), edge(1, 2, 3), edge(5, 2, 3)
    ((1, 0), (1, 1), (-1, 1), (1, -1))
    """
    return (value >= high) - (value < low), (value <= low) - (value > high)


class Steps:
    """All half steps of a plan, by category and class, the two best of each.

    Parameters
    ----------
    former
        Plans from which every step must lead away.
    """

    def __init__(self, problem: Reallocation, plan: Plan, former: Sequence[Plan] = ()) -> None:
        n, width = len(problem.ids), len(problem.categories)
        self._problem, self._plan, self._former = problem, plan, former
        self._up = [[0] * width for _ in range(n)]
        self._down = [[0] * width for _ in range(n)]
        self._heads_up, self._heads_down = [0] * n, [0] * n
        self.wide_up, self.wide_down = [0] * (width + 1), [0] * (width + 1)
        """Rules over all stations by category, at last those on all categories together."""
        self.rows: list[Row] = []
        self._under: dict[Cell, list[int]] = {}
        self._fold()
        self.joined, self.left = joined_and_left(problem, plan)
        self.differing = [
            sum(x != c for x, c in zip(row, before, strict=True))
            for row, before in zip(plan, problem.in_post, strict=True)
        ]
        self._goal = main_goal(problem)
        self._held = [units(problem, row) for row in plan]
        self._costs: dict[tuple[int, int], int] = {}
        costs = [self.cost(s, held) for s, held in enumerate(self._held)]
        self.top = sorted(range(n), key=lambda s: -costs[s])[:3] if self._goal is Goal.BURDEN else []
        self.now = costs
        self.additive = [
            name
            for name in levels(problem)
            if name in {IDLE, UNSERVED} or (name == self._goal and name != Goal.BURDEN)
        ]

    def _fold(self) -> None:
        problem, plan = self._problem, self._plan
        n, width = len(problem.ids), len(problem.categories)
        for s, k, low, high in cell_rules(problem):
            more, less = edge(plan[s][k], low, high)
            self._up[s][k] += more
            self._down[s][k] += less
        for s, low, high in station_rules(problem):
            more, less = edge(sum(plan[s]), low, high)
            self._heads_up[s] += more
            self._heads_down[s] += less
        for members, category, low, high in sum_rules(problem):
            picked = range(width) if category is None else (category,)
            more, less = edge(sum(plan[s][j] for s in members for j in picked), low, high)
            if len(members) == n:
                self.wide_up[width if category is None else category] += more
                self.wide_down[width if category is None else category] += less
            elif more or less:
                for s in members:
                    for j in picked:
                        self._under.setdefault((s, j), []).append(len(self.rows))
                self.rows.append(Row(more, less))

    def cost(self, s: int, held: int) -> int:
        """Return a station's cost at a capacity; 0 where nothing asks for it."""
        if self._goal is None:
            return 0
        known = self._costs.get((s, held))
        if known is None:
            known = self._costs[s, held] = station_cost(self._problem, s, held)
        return known

    def halves(self, k: int, step: int, most: int | None) -> dict[Class, list[Half]]:
        """Return the two best half steps of each class: one head of ``k`` more, or less.

        Parameters
        ----------
        step
            1 or -1.
        most
            Costs above it are left out, and those below count the same; None: for the greatest burden the smaller
            cost is the better one.
        """
        found: dict[Class, list[Half]] = {}
        for s, row in enumerate(self._plan):
            if (step < 0 and not row[k]) or not self.leads_away(s, k, step):
                continue
            cost = self.cost(s, self._held[s] + step * self._problem.categories[k].capacity)
            if most is not None and cost > most:
                continue
            kind = self._class(s, k, step)
            own = self._up[s][k] + self._heads_up[s] if step > 0 else self._down[s][k] + self._heads_down[s]
            value = (own, *self.added(s, ((k, step),)))
            if self._goal is Goal.BURDEN and most is None:
                value = (*value, cost)
            half = Half(value, step * s, s, cost)
            best = found.setdefault(kind, [])
            if len(best) < 2:
                best.append(half)
                best.sort()
            elif half < best[1]:
                best[1] = half
                best.sort()
        return found

    def leads_away(self, s: int, k: int, step: int) -> bool:
        """Return whether one head more or less is one farther from each former plan."""
        return all((self._plan[s][k] - plan[s][k]) * step >= 0 for plan in self._former)

    def added(self, s: int, changes: tuple[Cell, ...]) -> tuple[int, ...]:
        """Return the change of the levels that add up, for (category, heads) at a station."""
        held = self._held[s]
        after = held + sum(step * self._problem.categories[k].capacity for k, step in changes)
        w = self._problem.weights[s]
        known = {
            IDLE: 0 if w else after - held,
            UNSERVED: (not after) * w - (not held) * w,
        }
        return tuple(
            known[name] if name in known else self.cost(s, after) - self.now[s] for name in self.additive
        )

    def moved(self, s: int, k: int, step: int) -> tuple[int, int, int]:
        """Return the change of joined and left heads, and of the station's changed categories."""
        off = self._plan[s][k] - self._problem.in_post[s][k]
        joined = max(0, off + step) - max(0, off)
        left = max(0, -off - step) - max(0, -off)
        return joined, left, (off + step != 0) - (off != 0)

    def _class(self, s: int, k: int, step: int) -> Class:
        joined, left, cells = self.moved(s, k, step)
        changed = (self.differing[s] + cells > 0) - (self.differing[s] > 0)
        return Class(tuple(self._under.get((s, k), ())), joined, left, changed, s if s in self.top else -1)

    def becomes(self, s: int, k: int, j: int) -> tuple[int, int]:
        """Return the changes of breach and of changed stations where a head of ``k`` becomes one of ``j``."""
        mine, theirs = self._under.get((s, k), ()), self._under.get((s, j), ())
        breach = self._down[s][k] + self._up[s][j] + self.wide_down[k] + self.wide_up[j]
        breach += sum(self.rows[r].down for r in mine if r not in theirs)
        breach += sum(self.rows[r].up for r in theirs if r not in mine)
        cells = self.moved(s, k, -1)[2] + self.moved(s, j, 1)[2]
        return breach, (self.differing[s] + cells > 0) - (self.differing[s] > 0)

    def cost_after(self, s: int, k: int, j: int) -> int:
        """Return the station's cost where a head of ``k`` has become one of ``j``."""
        sizes = self._problem.categories
        return self.cost(s, self._held[s] - sizes[k].capacity + sizes[j].capacity)
