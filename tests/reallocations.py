"""Random reallocation problems, and an oracle that shares only the definitions of ``docs/model.md``."""

import itertools
import random
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from math import prod
from operator import mul

from staffing.models.base import Goal, Place
from staffing.solver.problem import UNLIMITED
from staffing.solver.reallocation.costs import scale
from staffing.solver.reallocation.problem import Category, Group, Pin, Plan, Reallocation

METHODS = ("webster", "huntington_hill", "adams", "jefferson", "dean")


def random_reallocation(number: int) -> Reallocation:
    """Return problem ``number``: two to four stations, one to three categories; about a fifth has no plan."""
    rng = random.Random(f"reallocation {number}")
    n, width = rng.choice(((2, 1), (3, 1), (4, 1), (2, 2), (3, 2), (4, 2), (2, 3), (3, 3)))
    most = {1: 5, 2: 3, 3: 2}[width]
    in_post = tuple(tuple(rng.randint(0, most) for _ in range(width)) for _ in range(n))
    plain = rng.random() < 0.7
    unit = 1 if plain else 2
    categories = tuple(
        Category(
            f"c{k}",
            max(0, sum(row[k] for row in in_post) + rng.choice((-1, 0, 0, 1, 2))),
            capacity=1 if plain else rng.choice((1, 2, 2)),
            total=None if rng.random() < 0.9 else sum(row[k] for row in in_post),
            stays=rng.random() < 0.15,
            transfer_cost=rng.randint(0, 3),
        )
        for k in range(width)
    )
    if not plain:
        categories = (Category("c0", categories[0].cap, capacity=2), *categories[1:])
        if all(c.capacity == 2 for c in categories):
            categories = (*categories[:-1], Category(categories[-1].id, categories[-1].cap, capacity=1))
    if not any(c.cap for c in categories):
        categories = (Category("c0", 2, capacity=categories[0].capacity), *categories[1:])
    goals = _goals(rng)
    method = rng.choice(METHODS if plain else METHODS[:2])
    return Reallocation(
        ids=tuple(f"S{s}" for s in range(n)),
        weights=_weights(rng, n),
        categories=categories,
        in_post=in_post,
        lower=tuple(tuple(rng.choice((0, 0, 0, 0, 1)) for _ in range(width)) for _ in range(n)),
        upper=tuple(
            tuple(rng.choice((most, most + 1, most + 2, UNLIMITED)) for _ in range(width)) for _ in range(n)
        ),
        allowed=tuple(tuple(rng.random() < 0.92 for _ in range(width)) for _ in range(n)),
        station_lower=tuple(rng.choice((0, 0, 0, 1)) for _ in range(n)),
        station_upper=tuple(rng.choice((2 * most, 2 * most + 1, UNLIMITED)) for _ in range(n)),
        groups=_groups(rng, n, width, sum(map(sum, in_post))),
        transfers_limit=rng.choice((None, None, 0, 1, 2, 3)),
        changed_limit=rng.choice((None, None, None, n - 1, n)),
        pins=_pins(rng, in_post),
        place=rng.choice((Place.ALL, Place.ALL, Place.EXACT, Place.AT_MOST)),
        goals=goals,
        method=method,
        unit=unit if any(c.capacity % 2 for c in categories) else 1,
        deviation_weights=tuple(rng.randint(1, 3) for _ in range(n)) if rng.random() < 0.5 else (),
    )


def _weights(rng: random.Random, n: int) -> tuple[int, ...]:
    kind = rng.choice((0, 0, 1, 2))
    if kind == 0:
        return tuple(rng.randint(1, 4) for _ in range(n))
    if kind == 1:
        return tuple(rng.randint(1, 10**6) for _ in range(n))
    return (*(rng.randint(0, 3) for _ in range(n - 1)), 1)


def _goals(rng: random.Random) -> tuple[Goal, ...]:
    main = rng.choice((Goal.FAIRNESS, Goal.FAIRNESS, Goal.DEVIATION, Goal.BURDEN))
    rest = [Goal.TRANSFERS, Goal.STATIONS_CHANGED]
    if rng.random() < 0.3:
        rest = [Goal.TRANSFER_COST, *rest]
        rng.shuffle(rest)
    return (main, *rest, Goal.ORDER)


def _groups(rng: random.Random, n: int, width: int, held: int) -> tuple[Group, ...]:
    if rng.random() < 0.5:
        return ()
    outer = tuple(sorted(rng.sample(range(n), rng.randint(1, n))))
    inner = tuple(sorted(rng.sample(outer, rng.randint(1, len(outer)))))
    found = []
    for name, members in (("inner", inner), ("outer", outer)):
        category = rng.choice((None, None, rng.randrange(width)))
        share = held * len(members) // n
        maximum = rng.choice((None, share + 1, share + 2, share + 3))
        found.append(Group(name, members, rng.choice((0, 0, 1)), maximum, category))
    return tuple(found)


def _pins(rng: random.Random, in_post: Plan) -> tuple[Pin, ...]:
    if rng.random() < 0.75:
        return ()
    s, k = rng.randrange(len(in_post)), rng.randrange(len(in_post[0]))
    total = sum(row[k] for row in in_post)
    return (
        rng.choice((Pin(s, k, in_post[s][k]), Pin(s), Pin(None, k), Pin(s, None, 2), Pin(None, k, total))),
    )


# -- the oracle ---------------------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def every_plan(problem: Reallocation) -> list[Plan]:
    """Every plan that keeps the rules, straight from their words."""
    plans = (tuple(zip(*columns, strict=True)) for columns in itertools.product(*_columns(problem)))
    return [plan for plan in plans if _keeps(problem, plan)]


def combinations(problem: Reallocation) -> int:
    """Return how many plans are looked at to find those that keep the rules."""
    return prod(map(len, _columns(problem)))


def _columns(problem: Reallocation) -> list[list[tuple[int, ...]]]:
    """Return by category the heads at all stations that keep its own rules."""
    n = len(problem.ids)
    return [
        [
            column
            for column in itertools.product(*(range(category.cap + 1) for _ in range(n)))
            if _column_keeps(problem, k, column)
        ]
        for k, category in enumerate(problem.categories)
    ]


def _column_keeps(problem: Reallocation, k: int, column: tuple[int, ...]) -> bool:
    category = problem.categories[k]
    total = sum(column)
    if total > category.cap or (problem.place == "exact" and total != category.cap):
        return False
    if category.total is not None and total != category.total:
        return False
    for s, x in enumerate(column):
        if not problem.lower[s][k] <= x <= problem.upper[s][k] or (x and not problem.allowed[s][k]):
            return False
        if category.stays and x < problem.in_post[s][k]:
            return False
    for group in problem.groups:
        held = sum(column[s] for s in group.members)
        if group.category == k and not (group.minimum <= held <= _top(group.maximum)):
            return False
        if group.category is None and held > _top(group.maximum):
            return False
    return True


def _top(limit: int | None) -> int:
    return UNLIMITED if limit is None else limit


def _keeps(problem: Reallocation, plan: Plan) -> bool:
    for s, row in enumerate(plan):
        if not problem.station_lower[s] <= sum(row) <= problem.station_upper[s]:
            return False
    for group in problem.groups:
        held = sum(sum(plan[s]) for s in group.members)
        if group.category is None and not group.minimum <= held <= _top(group.maximum):
            return False
    for pin in problem.pins:
        cells = [
            (plan[s][k], problem.in_post[s][k])
            for s in range(len(plan))
            for k in range(len(plan[0]))
            if pin.station in {None, s} and pin.category in {None, k}
        ]
        if pin.value is None and any(x != c for x, c in cells):
            return False
        if pin.value is not None and sum(x for x, _ in cells) != pin.value:
            return False
    moved = sum(_transfers(problem, plan))
    changed = sum(row != before for row, before in zip(plan, problem.in_post, strict=True))
    return moved <= _top(problem.transfers_limit) and changed <= _top(problem.changed_limit)


def _transfers(problem: Reallocation, plan: Plan) -> list[int]:
    changes = [
        [row[k] - before[k] for row, before in zip(plan, problem.in_post, strict=True)]
        for k in range(len(problem.categories))
    ]
    return [min(sum(d for d in ds if d > 0), -sum(d for d in ds if d < 0)) for ds in changes]


def worth(problem: Reallocation, plan: Plan) -> tuple[int, ...]:
    """Levels of a plan; station costs rounded as ``S`` of the solver's says."""
    return Scorer(problem).worth(plan)


class Scorer:
    """Levels of plans of one problem; what a station costs with so much staff is worked out once."""

    def __init__(self, problem: Reallocation) -> None:
        self._problem = problem
        self._whole = scale(problem)
        self._authorised = sum(c.cap for c in problem.categories)
        capacity = Fraction(sum(c.cap * c.capacity for c in problem.categories), problem.unit)
        self._quotas = [Fraction(w, sum(problem.weights)) * capacity for w in problem.weights]
        self._sizes = [c.capacity for c in problem.categories]
        self._costs: dict[tuple[Goal, int, int], int] = {}

    def worth(self, plan: Plan) -> tuple[int, ...]:
        problem = self._problem
        held = [sum(map(mul, row, self._sizes)) for row in plan]
        found: list[int] = []
        if problem.place == "all":
            found.append(self._authorised - sum(map(sum, plan)))
        moved = _transfers(problem, plan)
        unserved = sum(w for x, w in zip(held, problem.weights, strict=True) if not x)
        for goal in problem.goals:
            if goal is Goal.FAIRNESS:
                idle = sum(x for x, w in zip(held, problem.weights, strict=True) if not w)
                found += [idle] * (0 in problem.weights)
                found += [unserved] * (problem.method in {"adams", "dean", "huntington_hill"})
                found.append(sum(self._cost(goal, s, x) for s, x in enumerate(held)))
            elif goal is Goal.BURDEN:
                found += [unserved, max(self._cost(goal, s, x) for s, x in enumerate(held))]
            elif goal is Goal.DEVIATION:
                found.append(sum(self._cost(goal, s, x) for s, x in enumerate(held)))
            elif goal is Goal.TRANSFERS:
                found.append(sum(moved))
            elif goal is Goal.TRANSFER_COST:
                found.append(sum(m * c.transfer_cost for m, c in zip(moved, problem.categories, strict=True)))
            elif goal is Goal.STATIONS_CHANGED:
                found.append(sum(row != before for row, before in zip(plan, problem.in_post, strict=True)))
            else:
                found += [-x for row in plan for x in row]
        return tuple(found)

    def _cost(self, goal: Goal, s: int, units: int) -> int:
        known = self._costs.get((goal, s, units))
        if known is None:
            x, q = Fraction(units, self._problem.unit), self._quotas[s]
            if goal is Goal.DEVIATION:
                worths = self._problem.deviation_weights
                cost = (worths[s] if worths else 1) * abs(x - q)
            elif goal is Goal.BURDEN:
                cost = q / x if x else Fraction(0)
            else:
                cost = _fairness(self._problem.method, x, q) if q else Fraction(0)
            known = self._costs[goal, s, units] = (cost * self._whole + Fraction(1, 2)).__floor__()
        return known


def _fairness(method: str, x: Fraction, q: Fraction) -> Fraction:
    if method == "webster":
        return (x - q) ** 2 / q
    if method == "huntington_hill":
        return q * q / x + x if x else Fraction(0)
    signpost = {
        "adams": Fraction,
        "dean": lambda a: Fraction(a * (a + 1)) / (a + Fraction(1, 2)),
        "jefferson": lambda a: Fraction(a + 1),
    }[method]
    return sum((signpost(a) / q - 1 for a in range(int(x))), start=Fraction(0))


def brute_force(problem: Reallocation) -> Plan | None:
    """Best plan of all; None: there is none."""
    return min(every_plan(problem), key=Scorer(problem).worth, default=None)


def balanced_reallocation(number: int, *, burden: bool = False) -> Reallocation:
    """Return problem ``number`` of a series: every fifth has no plan, and every tenth several best plans.

    Parameters
    ----------
    burden
        Whether the main goal is the greatest burden; else it is never that.
    """
    for attempt in itertools.count():
        problem = random_reallocation(number + 1_000_003 * attempt)
        tied = number % 10 == 3
        if tied:
            problem = replace(problem, goals=(problem.goals[0], Goal.ORDER))
        fitting = (Goal.BURDEN in problem.goals) == burden and combinations(problem) <= 20_000
        fitting = fitting and (brute_force(problem) is None) == (number % 5 == 0)
        if fitting and (not tied or is_tied(problem)):
            return problem
    raise AssertionError("unreachable")


def is_tied(problem: Reallocation) -> bool:
    """Return whether nothing but the order of stations tells the best plans apart."""
    scorer, cells = Scorer(problem), len(problem.ids) * len(problem.categories)
    ranks = sorted(scorer.worth(plan)[:-cells] for plan in every_plan(problem))
    return len(ranks) > 1 and ranks[0] == ranks[1]
