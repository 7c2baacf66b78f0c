"""Random problems, and oracles that share only the definitions of ``docs/model.md`` with the solvers."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from math import lcm

from staffing.models.base import Place
from staffing.solver.problem import UNLIMITED, GroupBounds, Problem

LADDERS = ("adams", "dean", "huntington_hill", "webster", "jefferson")
FREE_FIRST = {"adams", "dean", "huntington_hill"}
RungKey = tuple[int, int, Fraction, int, int, int, int, int]


# -- problems -----------------------------------------------------------------------------------------------


def random_problem(number: int, *, small: bool) -> Problem:
    """Return problem ``number``: every fifth cannot be solved; ties, zeros and tight bounds are frequent."""
    rng = random.Random(f"staffing {number}")
    n = rng.randint(1, 5) if small else rng.randint(6, 40)
    total = rng.randint(0, 12) if small else rng.randint(0, 8 * n)
    weights = _weights(rng, n)
    lower = [rng.choice((0, 0, 0, 1, 1, 2)) for _ in range(n)]
    while sum(lower) > total:
        lower[rng.choice([s for s in range(n) if lower[s]])] -= 1
    upper = [low + rng.choice((0, 1, 2, 3, total, UNLIMITED)) for low in lower]
    place = rng.choice((Place.ALL, Place.ALL, Place.EXACT, Place.AT_MOST))
    groups = _groups(rng, n, lower, total) if rng.random() < 0.5 else ()
    method = LADDERS[number // 5 % len(LADDERS)]
    ids = [str(i) if rng.random() < 0.5 else f"所{i}" for i in rng.sample(range(200), n)]
    staff = tuple(rng.randint(0, 2 + total // n) for _ in range(n)) if rng.random() < 0.3 else ()
    if groups and rng.random() < 0.6:
        groups = _with_minima(rng, groups, lower, upper, total)

    def problem() -> Problem:
        bounds = tuple(lower), tuple(upper)
        return Problem(tuple(ids), weights, *bounds, total, method, place, groups, staff=staff)

    if number % 5 == 0:
        groups = _spoil(rng, lower, upper, total, groups)
    elif place is Place.EXACT and problem().capacity < total:
        total = problem().capacity
    return problem()


def _weights(rng: random.Random, n: int) -> tuple[int, ...]:
    kind = rng.choice((0, 0, 0, 1, 1, 2, 3))
    if kind == 0:
        weights = [rng.randint(1, 3) for _ in range(n)]  # ties
    elif kind == 1:
        weights = [rng.choice((1, 3, 5, 15, 45)) for _ in range(n)]  # ties between different numbers of posts
    elif kind == 2:
        weights = [rng.choice((0, rng.randint(1, 9))) for _ in range(n)]
    else:
        weights = [rng.randint(1, 10**9) for _ in range(n)]
    return tuple(weights) if any(weights) else (*weights[1:], 1)


def _groups(rng: random.Random, n: int, lower: list[int], total: int) -> tuple[GroupBounds, ...]:
    """Return nested groups whose maxima the minima keep: one, perhaps one inside it, perhaps one beside it."""
    stations = rng.sample(range(n), n)
    outer = sorted(stations[: rng.randint(1, n)])
    inner = sorted(rng.sample(outer, rng.randint(1, len(outer))))
    beside = sorted(set(range(n)) - set(outer))
    chosen = [group for group in (inner, outer, beside) if group and rng.random() < 0.7]
    return tuple(
        GroupBounds(
            f"g{i}",
            tuple(group),
            maximum=rng.choice(
                (UNLIMITED, sum(lower[s] for s in group) + rng.randint(0, max(1, total // 2)))
            ),
        )
        for i, group in enumerate(chosen)
    )


def _with_minima(
    rng: random.Random, groups: tuple[GroupBounds, ...], lower: list[int], upper: list[int], total: int
) -> tuple[GroupBounds, ...]:
    """Give the groups minima that some plan keeps, a random one that favours a few stations."""
    posts = list(lower)
    liked = rng.sample(range(len(posts)), rng.randint(1, len(posts)))
    for _ in range(8 * total):
        s = rng.choice(liked)
        free = all(g.held(posts) < g.maximum for g in groups if s in g.members)
        if sum(posts) < total and posts[s] < upper[s] and free:
            posts[s] += 1
    return tuple(
        replace(g, minimum=rng.choice((0, rng.randint(0, g.held(posts)), g.held(posts)))) for g in groups
    )


def _spoil(
    rng: random.Random, lower: list[int], upper: list[int], total: int, groups: tuple[GroupBounds, ...]
) -> tuple[GroupBounds, ...]:
    """Make the minima impossible: above the total, or above a maximum."""
    s = rng.randrange(len(lower))
    kind = rng.randrange(5 if groups else 2)
    if kind == 0:
        lower[s] += total + 1
        upper[s] = max(upper[s], lower[s])
    elif kind == 1:
        upper[s] = lower[s]
        lower[s] += 1
    else:
        at = rng.randrange(len(groups))
        least = {
            2: total + 1,
            3: min(total + 1, sum(upper[s] for s in groups[at].members) + 1),
            4: min(total + 1, groups[-1].maximum + 1),
        }[kind]
        roomy = rng.random() < 0.5 and kind != 4
        most = max(least, groups[at].maximum) if roomy else groups[at].maximum
        changed = replace(groups[at], minimum=least, maximum=most)
        if kind == 4 and not set(groups[at].members) <= set(groups[-1].members):
            changed = replace(changed, minimum=total + 1)
        groups = (*groups[:at], changed, *groups[at + 1 :])
    return groups


# -- definitions, written a second time ---------------------------------------------------------------------


def signpost(method: str, a: int) -> Fraction:
    """``d(a)``; squared for Huntington-Hill."""
    return {
        "adams": Fraction(a),
        "dean": Fraction(a * (a + 1)) / (a + Fraction(1, 2)),
        "huntington_hill": Fraction(a * a + a),
        "webster": a + Fraction(1, 2),
        "jefferson": Fraction(a + 1),
    }[method]


def limits(problem: Problem) -> list[int]:
    """Greatest posts; under ``at_most`` no post beyond what the quota reaches."""
    most = list(problem.upper)
    if problem.place == "at_most":
        for s, weight in enumerate(problem.weights):
            quota = Fraction(weight * problem.total, sum(problem.weights))
            reach = quota**2 if problem.method == "huntington_hill" else quota
            reached = 0
            while weight and signpost(problem.method, reached) <= reach:
                reached += 1
            most[s] = min(most[s], max(problem.lower[s], reached))
    return most


def plans(problem: Problem) -> list[tuple[int, ...]]:
    """Every plan that keeps the rules and places as many posts as ``place`` asks for; under ``at_most`` any."""

    def extend(s: int, left: int) -> Iterator[tuple[int, ...]]:
        if s == len(problem.ids):
            yield ()
            return
        for x in range(problem.lower[s], min(problem.upper[s], left) + 1):
            for rest in extend(s + 1, left - x):
                yield (x, *rest)

    kept = [
        plan
        for plan in extend(0, problem.total)
        if all(g.minimum <= sum(plan[s] for s in g.members) <= g.maximum for g in problem.groups)
    ]
    if problem.place == "at_most":
        return kept
    placed = problem.total if problem.place == "exact" else max(map(sum, kept), default=0)
    return [plan for plan in kept if sum(plan) == placed]


def rung(problem: Problem, s: int, a: int) -> RungKey:
    """Order of the post that takes ``s`` from ``a`` to ``a + 1``; the least is given first."""
    weight = problem.weights[s]
    d = signpost(problem.method, a)
    power = 2 if problem.method == "huntington_hill" else 1
    burden = d / weight**power if weight else Fraction(0)
    place = not weight, not (weight and d == 0), burden
    rank = _id_order(problem).index(problem.ids[s])
    if not problem.staff:
        return (*place, -weight, 0, 0, a, rank)
    joined, here = int(a >= problem.staff[s]), problem.staff[s]
    if not weight:
        return (*place, 0, joined, 0, a, rank)
    changes = int(a + 1 != here) - int(a != here)
    return (*place, -weight if d == 0 else 0, joined, changes, 0, rank)


def _id_order(problem: Problem) -> list[str]:
    # In these problems an id is a number, or a word and a number: digits come before the word.
    return sorted(problem.ids, key=lambda name: (not name.isdigit(), int(name.removeprefix("所"))))


# -- oracles ------------------------------------------------------------------------------------------------


def brute_force(problem: Problem) -> tuple[int, ...] | None:
    """Best plan of all, by the objective, then by the tie rule; None: there is no plan.

    Under ``at_most`` a post is worth as much as its cost at the quota, so that a plan gives just what quotas
    reach; of plans that are worth the same the greater one.
    """
    every = plans(problem)
    if not every:
        return None
    stations = range(len(problem.ids))
    most = max(max(plan) for plan in every)
    value = Fraction(problem.place == "at_most") * problem.total
    if problem.method == "huntington_hill" and value:
        value = -1 / value**2
    price = [
        [_cost(problem, s, x) - value * x * bool(problem.weights[s]) for x in range(most + 1)]
        for s in stations
    ]
    scale = lcm(*(c.denominator for row in price for c in row))
    whole = [[int(c * scale) for c in row] for row in price]

    def worth(plan: tuple[int, ...]) -> tuple[int, ...]:
        idle = sum(x for s, x in enumerate(plan) if not problem.weights[s])
        unserved = sum(problem.weights[s] for s, x in enumerate(plan) if not x)
        cost = sum(whole[s][x] for s, x in enumerate(plan))
        return idle, unserved * (problem.method in FREE_FIRST), cost, -sum(plan)

    best = min(map(worth, every))
    rungs = [[rung(problem, s, a) for a in range(most)] for s in stations]
    equal = [plan for plan in every if worth(plan) == best]
    return min(equal, key=lambda plan: sorted(rungs[s][a] for s, x in enumerate(plan) for a in range(x)))


def _cost(problem: Problem, s: int, x: int) -> Fraction:
    if not problem.weights[s] or not x:
        return Fraction(0)
    p = Fraction(problem.weights[s], sum(problem.weights))
    if problem.method == "huntington_hill":
        return p * p / x
    return sum((signpost(problem.method, a) for a in range(x)), start=Fraction(0)) / p


def greedy(problem: Problem) -> tuple[int, ...] | None:
    """Post by post to the station whose turn it is, inner groups first up to their minima; None: no plan."""
    upper, posts, groups = list(problem.upper), list(problem.lower), problem.groups
    inside = [[g for g in groups if s in g.members] for s in range(len(posts))]
    next_ = [rung(problem, s, a) for s, a in enumerate(posts)]

    def give(among: Sequence[int], most: list[int]) -> bool:
        able = [s for s in among if posts[s] < most[s] and all(g.held(posts) < g.maximum for g in inside[s])]
        if able:
            taker = min(able, key=next_.__getitem__)
            posts[taker] += 1
            next_[taker] = rung(problem, taker, posts[taker])
        return bool(able)

    if any(low > high for low, high in zip(posts, upper, strict=True)) or sum(posts) > problem.total:
        return None
    for group in groups:
        while group.held(posts) < group.minimum:
            if sum(posts) == problem.total or not give(group.members, upper):
                return None
    if any(g.held(posts) > g.maximum for g in groups):
        return None
    most = [max(x, high) for x, high in zip(posts, limits(problem), strict=True)]
    while sum(posts) < problem.total:
        if not give(range(len(posts)), most):
            return None if problem.place == "exact" else tuple(posts)
    return tuple(posts)
