"""The model of a plan in years, in whole numbers; a year is written as the textbook model writes a plan.

``x_t_s_k`` heads at the end of year ``t``; ``p_t_s_k`` and ``q_t_s_k`` heads that join and leave; ``m_t_k``
transfers and ``y_t_s`` changed stations, held from below only; ``d_t_s_k`` the distance from the target.
"""

from collections.abc import Sequence
from dataclasses import replace

from staffing.solver.reallocation.backends.textbook import Level, Terms, Textbook
from staffing.solver.reallocation.frame import Frame, frame
from staffing.solver.reallocation.problem import Plan, Reallocation, pin_name
from staffing.solver.reallocation.years.phases import Year, all_gone, departures, remaining

LAST, TRANSFERS, EARLIER = "last_distance", "transfers", "earlier_distance"
"""Levels: distance of the last year from the target, transfers of all years, distance of the years before."""
MOST_ORDERED = 400
"""Numbers up to which the greatest in order is asked for at last, so that one answer is left."""


def phased_text(
    problem: Reallocation, years: Sequence[Year], target: Plan, *, stay: Plan | None = None
) -> Textbook | None:
    """Write the model; None: an interval of the rules is empty.

    Parameters
    ----------
    stay
        Departures after the last of these years; None: none.
    """
    model = Textbook()
    later = stay or ((0,) * len(problem.categories),) * len(problem.ids)
    before: list[list[int]] | None = None
    moved: Terms = []
    for t, year in enumerate(years):
        inside = _frame(problem, year)
        if inside.empty:
            return None
        least = tuple(
            tuple(a + b for a, b in zip(row, more, strict=True))
            for row, more in zip(remaining(problem, years, t), later, strict=True)
        )
        start = all_gone(problem, years[: t + 1])
        one = _OneYear(model, problem, t, year, inside, before, start)
        before = one.written(least)
        moved += one.transfers()
        one.limits()
    gaps = [_gaps(model, problem, t, target) for t in range(len(years))]
    model.levels = [
        Level(LAST, gaps[-1]),
        Level(TRANSFERS, moved),
        Level(EARLIER, [term for own in gaps[:-1] for term in own]),
    ]
    model.ordered = len(years) * len(problem.ids) * len(problem.categories) <= MOST_ORDERED
    return model


def _frame(problem: Reallocation, year: Year) -> Frame:
    """Return the rules of a year that do not depend on the year before."""
    caps = year.caps or tuple(c.cap for c in problem.categories)
    categories = zip(problem.categories, caps, strict=True)
    free = replace(
        problem,
        categories=tuple(replace(c, cap=cap, stays=False) for c, cap in categories),
        transfers_limit=None,
        changed_limit=None,
        pins=tuple(pin for pin in problem.pins if pin.value is not None),
    )
    return frame(free)


class _OneYear:
    """Rows of one year."""

    def __init__(
        self,
        model: Textbook,
        problem: Reallocation,
        t: int,
        year: Year,
        inside: Frame,
        before: list[list[int]] | None,
        start: Plan,
    ) -> None:
        self._model, self._problem, self._t, self._year = model, problem, t, year
        self._inside, self._before = inside, before
        self._gone = departures(problem, year)
        self._start = start
        self._staff: list[list[int]] = []
        self._recruits: Terms = []
        self._recruited = 0
        """Constant of the recruits' terms."""

    def written(self, least: Plan) -> list[list[int]]:
        """Add the staff and the rules on it; return its variables."""
        model, inside, t = self._model, self._inside, self._t
        for s, row in enumerate(self._start):
            own = [
                model.variable(f"x_{t}_{s}_{k}", max(inside.low[s][k], low), inside.high[s][k], here)
                for k, (low, here) in enumerate(zip(least[s], row, strict=True))
            ]
            # A variable's range is never empty: what is asked for against it stands as a row.
            for k, x in enumerate(own):
                if least[s][k] > inside.high[s][k]:
                    model.row(f"none_{t}_{s}_{k}", [(x, 1)], None, inside.high[s][k])
            self._staff.append(own)
            model.row(f"station_{t}_{s}", [(x, 1) for x in own], inside.heads_low[s], inside.heads_high[s])
        model.staff += self._staff
        for i, rule in enumerate(inside.sums):
            cells = [
                (x, 1)
                for s in rule.members
                for k, x in enumerate(self._staff[s])
                if rule.category is None or rule.category == k
            ]
            model.row(f"sum_{t}_{i}", cells, rule.low, rule.high)
        return self._staff

    def _change(self, s: int, k: int) -> tuple[Terms, int]:
        """Return terms and constant that make ``x_t - before_t``."""
        here = (self._staff[s][k], 1)
        if self._before is None:
            return [here], self._gone[s][k] - self._problem.in_post[s][k]
        return [here, (self._before[s][k], -1)], self._gone[s][k]

    def _row(self, name: str, cell: tuple[int, int], extra: Terms, low: int | None, high: int | None) -> None:
        terms, constant = self._change(*cell)
        name = f"{name}_{self._t}_{cell[0]}_{cell[1]}"
        ends = [None if end is None else end - constant for end in (low, high)]
        self._model.row(name, [*terms, *extra], *ends)

    def transfers(self) -> Terms:
        """Add what the transfers are at least; return their terms."""
        found: Terms = []
        for k, category in enumerate(self._problem.categories):
            stays = category.stays and self._problem.keeps(f"established_stay[{category.id}]")
            if stays:
                for s in range(len(self._staff)):
                    self._row("stays", (s, k), [], 0, None)
                    terms, constant = self._change(s, k)
                    self._recruits += terms
                    self._recruited += constant
            else:
                found.append((self._moved(k), 1))
        if self._year.transfers_limit is not None and self._problem.keeps("transfers"):
            self._model.row(f"transfers_{self._t}", found, None, self._year.transfers_limit)
        return found

    def _moved(self, k: int) -> int:
        """Add the heads of a category that join and leave: each a transfer, or from or to outside, never both."""
        model, t = self._model, self._t
        joined: Terms = []
        left: Terms = []
        held = 0
        for s, own in enumerate(self._staff):
            there = self._most_before(s, k)
            p = model.variable(f"p_{t}_{s}_{k}", 0, model.variables[own[k]].high, 0)
            q = model.variable(f"q_{t}_{s}_{k}", 0, there, 0)
            self._row("change", (s, k), [(p, -1), (q, 1)], 0, 0)
            joined.append((p, -1))
            left.append((q, -1))
            held += there
        most, limit = self._inside.sums[k].high, (self._year.joins_limit or {k: None})[k]
        reach = most if limit is None else min(most, limit)
        moved = model.variable(f"m_{t}_{k}", 0, max(most, held), 0)
        gains = model.variable(f"gains_{t}_{k}", 0, 1, 0)
        recruits = model.variable(f"recruits_{t}_{k}", 0, reach, 0)
        self._recruits.append((recruits, 1))
        leavers = model.variable(f"leavers_{t}_{k}", 0, held, 0)
        model.row(f"joined_{t}_{k}", [*joined, (moved, 1), (recruits, 1)], 0, 0)
        model.row(f"left_{t}_{k}", [*left, (moved, 1), (leavers, 1)], 0, 0)
        model.row(f"gaining_{t}_{k}", [(recruits, 1), (gains, -reach)], None, 0)
        model.row(f"losing_{t}_{k}", [(leavers, 1), (gains, held)], None, held)
        # Whoever leaves leaves the cap full: only heads above it go.
        cap = self._year.caps[k] if self._year.caps else self._problem.categories[k].cap
        leaves = model.variable(f"leaves_{t}_{k}", 0, 1, 0)
        model.row(f"leaving_{t}_{k}", [(leavers, 1), (leaves, -held)], None, 0)
        model.row(f"kept_{t}_{k}", [*((own[k], 1) for own in self._staff), (leaves, -cap)], 0, None)
        return moved

    def _most_before(self, s: int, k: int) -> int:
        if self._before is None:
            return self._problem.in_post[s][k] - self._gone[s][k]
        return max(0, self._model.variables[self._before[s][k]].high - self._gone[s][k])

    def limits(self) -> None:
        """Add limits of recruits and changed stations, and the pins to the staff before."""
        model, problem, t = self._model, self._problem, self._t
        everyone = range(len(self._staff))
        for k, limit in enumerate(self._year.joins_limit or ()):
            if limit is not None:
                parts = [self._change(s, k) for s in everyone]
                terms = [term for own, _ in parts for term in own]
                model.row(f"recruits_{t}_{k}", terms, None, limit - sum(extra for _, extra in parts))
        if self._year.recruits_limit is not None:
            most = self._year.recruits_limit - self._recruited
            model.row(f"recruits_{t}", self._recruits, None, most)
        for pin in problem.pins:
            if pin.value is None and problem.keeps(pin_name(problem, pin)):
                for s in everyone if pin.station is None else (pin.station,):
                    for k in range(len(problem.categories)) if pin.category is None else (pin.category,):
                        self._row("pin", (s, k), [], 0, 0)
        if self._inside_limit is not None:
            changed = [self._changed(s) for s in everyone]
            model.row(f"changed_{t}", [(y, 1) for y in changed], None, self._inside_limit)

    @property
    def _inside_limit(self) -> int | None:
        return self._problem.changed_limit if self._problem.keeps("stations_changed") else None

    def _changed(self, s: int) -> int:
        y = self._model.variable(f"y_{self._t}_{s}", 0, 1, 0)
        for k, x in enumerate(self._staff[s]):
            far = self._model.variables[x].high + self._problem.in_post[s][k]
            if self._before is not None:
                far += self._model.variables[self._before[s][k]].high
            self._row("up", (s, k), [(y, -far)], None, 0)
            self._row("down", (s, k), [(y, far)], 0, None)
        return y


def _gaps(model: Textbook, problem: Reallocation, t: int, target: Plan) -> Terms:
    n = len(problem.ids)
    found: Terms = []
    for s, own in enumerate(model.staff[t * n : t * n + n]):
        for k, x in enumerate(own):
            aim, high = target[s][k], model.variables[x].high
            d = model.variable(f"d_{t}_{s}_{k}", 0, max(aim, high), abs(model.variables[x].start - aim))
            model.row(f"above_{t}_{s}_{k}", [(d, 1), (x, -1)], -aim, None)
            model.row(f"below_{t}_{s}_{k}", [(d, 1), (x, 1)], aim, None)
            found.append((d, 1))
    return found
