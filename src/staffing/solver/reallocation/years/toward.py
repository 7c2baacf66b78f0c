"""One year's way towards a target by simple steps: a plan at once, however many stations there are.

First recruits where the target has more, then transfers from where it has less to where it has more, then heads
that leave where it has less. Each step keeps every rule; none is taken back, so the end may be short of the best.
"""

from collections.abc import Iterator

from staffing.solver.problem import UNLIMITED
from staffing.solver.reallocation.beside.steps import Cell
from staffing.solver.reallocation.evaluate import faults
from staffing.solver.reallocation.intervals import cell_rules, station_rules, sum_rules
from staffing.solver.reallocation.problem import Plan, Reallocation


def toward(problem: Reallocation, target: Plan) -> Plan | None:
    """Return a plan no farther from the target than the staff in post; None: the staff in post breaks a rule."""
    if faults(problem, problem.in_post):
        return None
    walk = _Walk(problem, target)
    for k in range(len(problem.categories)):
        walk.recruit(k)
    for k in range(len(problem.categories)):
        walk.transfer(k)
    for k in range(len(problem.categories)):
        walk.dismiss(k)
    return tuple(map(tuple, walk.plan))


class _Walk:
    """The plan under way, with the figures of all rules over several numbers."""

    def __init__(self, problem: Reallocation, target: Plan) -> None:
        self._problem, self._target = problem, target
        self.plan = [list(row) for row in problem.in_post]
        n, width = len(problem.ids), len(problem.categories)
        self._low = [[0] * width for _ in range(n)]
        self._high = [[UNLIMITED] * width for _ in range(n)]
        for s, k, low, high in cell_rules(problem):
            self._low[s][k] = max(self._low[s][k], low)
            self._high[s][k] = min(self._high[s][k], high)
        self._rows: list[tuple[int, int]] = []
        self._held: list[int] = []
        self._under: list[list[list[int]]] = [[[] for _ in range(width)] for _ in range(n)]
        for s, low, high in station_rules(problem):
            self._add(((s, k) for k in range(width)), low, high)
        for members, category, low, high in sum_rules(problem):
            picked = range(width) if category is None else (category,)
            self._add(((s, k) for s in members for k in picked), low, high)
        self._recruited = [0] * width
        kept = problem.keeps("transfers") and problem.transfers_limit is not None
        self._transfers = problem.transfers_limit if kept else None
        kept = problem.keeps("stations_changed") and problem.changed_limit is not None
        self._room = problem.changed_limit if kept else None
        self._changed: set[int] = set()

    def _add(self, cells: Iterator[Cell], low: int, high: int) -> None:
        held = 0
        for s, k in cells:
            self._under[s][k].append(len(self._rows))
            held += self.plan[s][k]
        self._rows.append((low, high))
        self._held.append(held)

    def recruit(self, k: int) -> None:
        """Let heads join from outside where they are missing."""
        for s, row in enumerate(self._target):
            while row[k] > self.plan[s][k] and self._step(None, s, k):
                self._recruited[k] += 1

    def transfer(self, k: int) -> None:
        """Bring heads from where there are too many to where they are missing."""
        givers = [s for s, row in enumerate(self._target) if row[k] < self.plan[s][k]]
        for s, row in enumerate(self._target):
            while row[k] > self.plan[s][k] and givers:
                if self._transfers == 0:
                    return
                giver = next((g for g in givers if self._step(g, s, k)), None)
                if giver is None:
                    break
                if self._transfers is not None:
                    self._transfers -= 1
                if self.plan[giver][k] == self._target[giver][k]:
                    givers.remove(giver)

    def dismiss(self, k: int) -> None:
        """Let heads leave where there are too many; beside recruits that would be transfers."""
        for s, row in enumerate(self._target):
            while not self._recruited[k] and row[k] < self.plan[s][k] and self._step(s, None, k):
                pass

    def _step(self, giver: int | None, taker: int | None, k: int) -> bool:
        """Take one head where all rules allow it; return whether they do."""
        stations = {s for s in (giver, taker) if s is not None}
        if self._room is not None and len(self._changed | stations) > self._room:
            return False
        if giver is not None and self.plan[giver][k] <= self._low[giver][k]:
            return False
        if taker is not None and self.plan[taker][k] >= self._high[taker][k]:
            return False
        less = set(self._under[giver][k]) if giver is not None else set()
        more = set(self._under[taker][k]) if taker is not None else set()
        if any(self._held[r] <= self._rows[r][0] for r in less - more):
            return False
        if any(self._held[r] >= self._rows[r][1] for r in more - less):
            return False
        for r in less - more:
            self._held[r] -= 1
        for r in more - less:
            self._held[r] += 1
        if giver is not None:
            self.plan[giver][k] -= 1
        if taker is not None:
            self.plan[taker][k] += 1
        self._changed |= stations
        return True
