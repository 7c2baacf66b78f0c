"""The model of a plan in years, in whole numbers, as :mod:`staffing.solver.reallocation.textbook` writes one year.

``x_t_s_k`` heads at the end of year ``t``; ``p_t_s_k`` heads that join; ``m_t_k`` transfers and ``y_t_s`` changed
stations, held from below only; ``d_t_s_k`` the distance from the target.
"""

from collections.abc import Sequence
from dataclasses import replace

from staffing.solver.reallocation.frame import Frame, frame
from staffing.solver.reallocation.phases import Year, departures, remaining
from staffing.solver.reallocation.problem import Plan, Reallocation, pin_name
from staffing.solver.reallocation.textbook import Level, Terms, Textbook

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
        one = _OneYear(model, problem, t, year, inside, before)
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
    ) -> None:
        self._model, self._problem, self._t, self._year = model, problem, t, year
        self._inside, self._before = inside, before
        self._gone = departures(problem, year)
        self._staff: list[list[int]] = []

    def written(self, least: Plan) -> list[list[int]]:
        """Add the staff and the rules on it; return its variables."""
        model, inside, t = self._model, self._inside, self._t
        for s, row in enumerate(self._problem.in_post):
            own = [
                model.variable(f"x_{t}_{s}_{k}", max(inside.low[s][k], least[s][k]), inside.high[s][k], c)
                for k, c in enumerate(row)
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
            else:
                found.append((self._moved(k), 1))
        if self._year.transfers_limit is not None and self._problem.keeps("transfers"):
            self._model.row(f"transfers_{self._t}", found, None, self._year.transfers_limit)
        return found

    def _moved(self, k: int) -> int:
        model, t = self._model, self._t
        joined: Terms = []
        net: Terms = []
        constant = 0
        for s, own in enumerate(self._staff):
            reach = model.variables[own[k]].high
            p = model.variable(f"p_{t}_{s}_{k}", 0, max(0, reach), 0)
            self._row("joins", (s, k), [(p, -1)], None, 0)
            joined.append((p, 1))
            terms, extra = self._change(s, k)
            net += terms
            constant += extra
        far = sum(abs(a) * max(0, model.variables[v].high) for v, a in [*joined, *net]) + abs(constant)
        moved = model.variable(f"m_{t}_{k}", 0, far, 0)
        gains = model.variable(f"gains_{t}_{k}", 0, 1, 0)
        # Joined where the category loses heads, left = joined - net where it gains.
        model.row(f"joined_{t}_{k}", [(moved, 1), *((p, -1) for p, _ in joined), (gains, far)], 0, None)
        left = [(moved, 1), *((p, -1) for p, _ in joined), *net, (gains, -far)]
        model.row(f"left_{t}_{k}", left, -far - constant, None)
        return moved

    def limits(self) -> None:
        """Add limits of recruits and changed stations, and the pins to the staff before."""
        model, problem, t = self._model, self._problem, self._t
        everyone = range(len(self._staff))
        for k, limit in enumerate(self._year.joins_limit or ()):
            if limit is not None:
                parts = [self._change(s, k) for s in everyone]
                terms = [term for own, _ in parts for term in own]
                model.row(f"recruits_{t}_{k}", terms, None, limit - sum(extra for _, extra in parts))
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
            d = model.variable(f"d_{t}_{s}_{k}", 0, max(aim, high), 0)
            model.row(f"above_{t}_{s}_{k}", [(d, 1), (x, -1)], -aim, None)
            model.row(f"below_{t}_{s}_{k}", [(d, 1), (x, 1)], aim, None)
            found.append((d, 1))
    return found
