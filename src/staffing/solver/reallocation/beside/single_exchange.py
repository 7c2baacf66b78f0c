"""The single exchange that improves a plan most.

A **single exchange** changes one head: of one category from a station to another, from outside to a station, from a
station to outside, or into another category at its station. Exchanges are compared by the breach of the rules
afterwards (:func:`staffing.solver.reallocation.evaluate.breach`), then by the levels of the goals, then by the
order of stations. So of a plan that keeps all rules only exchanges count that keep them too, and of one that breaks
some, those that break them least. All exchanges are compared, exactly, in whole numbers; of those that differ in
nothing but effects that add up only the best two are looked at.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from staffing.models.base import Goal
from staffing.solver.reallocation.beside.steps import Cell, Class, Half, Steps
from staffing.solver.reallocation.evaluate import UNPLACED, Worth, breach, stations_changed, transfers, worth
from staffing.solver.reallocation.problem import Plan, Reallocation


@dataclass(frozen=True, slots=True)
class Exchange:
    """One head from ``giver`` to ``taker``, each a station and a category; None: from or to outside."""

    giver: Cell | None
    taker: Cell | None
    breach: int
    """Breach of the rules afterwards."""
    worth: Worth
    """Levels afterwards."""

    def applied(self, plan: Sequence[Sequence[int]]) -> Plan:
        """Return the plan after the exchange."""
        return _applied(plan, self.giver, self.taker)


def best_exchange(problem: Reallocation, plan: Plan) -> Exchange | None:
    """Return the exchange after which breach, levels and order are least; None: none lowers the first two."""
    search = _Search(problem, plan)
    found = search.best(None)
    if found is not None and search.burden is not None:
        # With the greatest burden known, exchanges that reach it differ in their order alone.
        found = search.best(found.levels[search.burden])
    if found is None or (found.breach, found.levels) >= (search.breach, search.now.values):
        return None
    after = _applied(plan, found.giver, found.taker)
    return Exchange(found.giver, found.taker, breach(problem, after), worth(problem, after))


def step_away(problem: Reallocation, plan: Plan, former: Sequence[Plan]) -> Exchange | None:
    """Return the best exchange after which the plan is a head farther from each former plan, whatever it loses."""
    found = _Search(problem, plan, former).best(None)
    if found is None:
        return None
    after = _applied(plan, found.giver, found.taker)
    return Exchange(found.giver, found.taker, breach(problem, after), worth(problem, after))


def _applied(plan: Sequence[Sequence[int]], giver: Cell | None, taker: Cell | None) -> Plan:
    rows = {s: list(plan[s]) for s, _ in filter(None, (giver, taker))}
    if giver:
        rows[giver[0]][giver[1]] -= 1
    if taker:
        rows[taker[0]][taker[1]] += 1
    return tuple(tuple(rows.get(s, row)) for s, row in enumerate(plan))


@dataclass(frozen=True, slots=True)
class _Found:
    breach: int
    levels: tuple[int, ...]
    order: tuple[int, ...]
    giver: Cell | None
    taker: Cell | None

    @property
    def rank(self) -> tuple[int, tuple[int, ...], tuple[int, ...]]:
        return self.breach, self.levels, self.order


class _Search:
    """All single exchanges of a plan, by classes."""

    def __init__(self, problem: Reallocation, plan: Plan, former: Sequence[Plan] = ()) -> None:
        self._problem, self._plan = problem, plan
        self._steps = Steps(problem, plan, former)
        self.now = worth(problem, plan)
        self.breach = breach(problem, plan)
        names = self.now.names
        self.burden = names.index(Goal.BURDEN) if Goal.BURDEN in names else None
        self._additive = [names.index(name) for name in self._steps.additive]
        self._moved = sum(transfers(problem, plan))
        self._changed = stations_changed(problem, plan)
        self._shared: dict[tuple[tuple[int, ...], tuple[int, ...]], int] = {}
        self._best: _Found | None = None
        limit = problem.transfers_limit if problem.keeps("transfers") else None
        self._limit = limit
        self._changed_limit = problem.changed_limit if problem.keeps("stations_changed") else None

    def best(self, most: int | None) -> _Found | None:
        """Return the best exchange; ``most`` as in :meth:`Steps.halves`."""
        self._best = None
        steps, width = self._steps, len(self._problem.categories)
        for k in range(width):
            takes, gives = steps.halves(k, -1, most), steps.halves(k, 1, most)
            for kind, halves in gives.items():
                wide = steps.wide_up[k] + steps.wide_up[width] + self._rows(kind, 1)
                self._try_one(k, kind, halves[0], wide, 1)
            for kind, halves in takes.items():
                wide = steps.wide_down[k] + steps.wide_down[width] + self._rows(kind, -1)
                self._try_one(k, kind, halves[0], wide, -1)
            for take, give in product(self._loose(takes, -1), self._loose(gives, 1)):
                self._try_two(k, take, give)
            for a, b in _sharing(takes, gives):
                self._try_two(k, (a, takes[a]), (b, gives[b]))
        for s, k, j in self._conversions():
            self._try_becomes(s, k, j)
        return self._best

    def _conversions(self) -> Iterator[tuple[int, int, int]]:
        every = range(len(self._problem.categories))
        for s, row in enumerate(self._plan):
            for k in every:
                if row[k] and self._steps.leads_away(s, k, -1):
                    yield from ((s, k, j) for j in every if j != k and self._steps.leads_away(s, j, 1))

    def _rows(self, kind: Class, step: int) -> int:
        return sum(self._steps.rows[r].up if step > 0 else self._steps.rows[r].down for r in kind.rows)

    def _loose(self, classes: dict[Class, list[Half]], step: int) -> Iterator[tuple[Class, list[Half]]]:
        """Yield the best two halves of classes that differ in their rows alone.

        Halves under the same row only relieve each other, so the best exchange is one of two such halves, or one
        of two that share a row.
        """
        found: dict[Class, list[tuple[Half, Class, Half]]] = {}
        for kind, halves in classes.items():
            extra = self._rows(kind, step)
            best = found.setdefault(kind._replace(rows=()), [])
            for half in halves:
                adjusted = half._replace(value=(half.value[0] + extra, *half.value[1:]))
                best.append((adjusted, kind, half))
            best.sort()
            del best[2:]
        for best in found.values():
            yield from ((kind, [half]) for _, kind, half in best)

    def _try_one(self, k: int, kind: Class, half: Half, wide: int, step: int) -> None:
        moves = ((k, kind.joined, kind.left),)
        added = half.value[1 : 1 + len(self._additive)]
        costs = {half.station: half.cost}
        cell = (half.station, k)
        pair = (None, cell) if step > 0 else (cell, None)
        self._offer(half.value[0] + wide, added, moves, kind.changed, costs, *pair)

    def _try_two(self, k: int, take: tuple[Class, list[Half]], give: tuple[Class, list[Half]]) -> None:
        (a, givers), (b, takers) = take, give
        known = self._shared.get((a.rows, b.rows))
        if known is None:
            rows = self._steps.rows
            both = sum(rows[r].up + rows[r].down for r in a.rows if r in b.rows)
            known = self._shared[a.rows, b.rows] = self._rows(a, -1) + self._rows(b, 1) - both
        moves = ((k, a.joined + b.joined, a.left + b.left),)
        count = 1 + len(self._additive)
        for giver, taker in product(givers, takers):
            if giver.station != taker.station:
                self._offer(
                    giver.value[0] + taker.value[0] + known,
                    tuple(map(sum, zip(giver.value[1:count], taker.value[1:count], strict=True))),
                    moves,
                    a.changed + b.changed,
                    {giver.station: giver.cost, taker.station: taker.cost},
                    (giver.station, k),
                    (taker.station, k),
                )

    def _try_becomes(self, s: int, k: int, j: int) -> None:
        over, changed = self._steps.becomes(s, k, j)
        if self._best is not None and self.breach + over > self._best.breach + self._most_relief():
            return
        moves = tuple((c, *self._steps.moved(s, c, step)[:2]) for c, step in ((k, -1), (j, 1)))
        added = self._steps.added(s, ((k, -1), (j, 1)))
        self._offer(over, added, moves, changed, {s: self._steps.cost_after(s, k, j)}, (s, k), (s, j))

    def _most_relief(self) -> int:
        """Return the most by which limits of transfers and changed stations may lower the breach."""
        return 2 * (self._limit is not None) + 2 * (self._changed_limit is not None)

    def _offer(
        self,
        over: int,
        added: tuple[int, ...],
        moves: Iterable[tuple[int, int, int]],
        changed: int,
        costs: dict[int, int],
        giver: Cell | None,
        taker: Cell | None,
    ) -> None:
        if self._best is not None and self.breach + over > self._best.breach + self._most_relief():
            return
        moved, price = self._transferred(moves)
        total = self.breach + over + self._over_limits(moved, changed) - self._over_limits(0, 0)
        if self._best is not None and total > self._best.breach:
            return
        values = list(self.now.values)
        for i, extra in zip(self._additive, added, strict=True):
            values[i] += extra
        known = {
            UNPLACED: (giver is not None) - (taker is not None),
            Goal.TRANSFERS: moved,
            Goal.TRANSFER_COST: price,
            Goal.STATIONS_CHANGED: changed,
        }
        for i, name in enumerate(self.now.names):
            values[i] += known.get(name, 0)
        if self.burden is not None:
            rest = (self._steps.now[s] for s in self._steps.top if s not in costs)
            values[self.burden] = max(max(rest, default=0), *costs.values())
        found = _Found(total, tuple(values), self._order(giver, taker), giver, taker)
        if self._best is None or found.rank < self._best.rank:
            self._best = found

    def _transferred(self, moves: Iterable[tuple[int, int, int]]) -> tuple[int, int]:
        """Return the change of transfers and of their cost, for (category, change of joined, of left)."""
        moved, price, steps = 0, 0, self._steps
        for k, joined, left in moves:
            more = min(steps.joined[k] + joined, steps.left[k] + left) - min(steps.joined[k], steps.left[k])
            moved += more
            price += more * self._problem.categories[k].transfer_cost
        return moved, price

    def _over_limits(self, moved: int, changed: int) -> int:
        """Return by how much the limits are passed with so many more transfers and changed stations."""
        over = 0
        if self._limit is not None:
            over += max(0, self._moved + moved - self._limit)
        if self._changed_limit is not None:
            over += max(0, self._changed + changed - self._changed_limit)
        return over

    def _order(self, giver: Cell | None, taker: Cell | None) -> tuple[int, ...]:
        """Return what is smaller, the greater the plan in order is."""
        width = len(self._problem.categories)
        end = len(self._plan) * width
        steps = [(cell[0] * width + cell[1], sign) for cell, sign in ((giver, 1), (taker, -1)) if cell]
        ranks = [sign * (end - at) for at, sign in sorted(steps)]
        return (*ranks, 0) if len(ranks) < 2 else tuple(ranks)


def _sharing(takes: Iterable[Class], gives: Iterable[Class]) -> Iterator[tuple[Class, Class]]:
    """Yield the pairs of classes that lie under a common row."""
    under: dict[int, list[Class]] = {}
    for kind in gives:
        for r in kind.rows:
            under.setdefault(r, []).append(kind)
    for kind in takes:
        yield from ((kind, other) for r in kind.rows for other in under.get(r, ()))
