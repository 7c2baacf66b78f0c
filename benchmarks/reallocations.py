"""Realistic reallocation problems of any size, the same for the same seed."""

import math
import random

from staffing.models.base import Goal, Place
from staffing.solver.reallocation.problem import Category, Group, Plan, Reallocation

SHARES = (0.35, 0.3, 0.15, 0.2)
"""Of the four categories: administrative, institution, workers, contract."""
REACH = 6
"""Heads by which one number may change at most."""


def reallocation(
    n: int, seed: int = 0, *, goal: Goal = Goal.DEVIATION, limits: bool = True, categories: int = 4
) -> Reallocation:
    """Return a problem of ``n`` stations.

    About 18 heads a station, spread unevenly, and present staff a third off what the work asks for; two levels of
    groups with room of a twentieth; a tenth of the pairs of station and category forbidden; transfers limited to
    a twentieth of the heads, changes to three stations in ten.
    """
    rng = random.Random(f"reallocation {n} {seed}")
    shares = SHARES[:categories] if categories > 1 else (1.0,)
    weights = tuple(max(1, round(rng.lognormvariate(6.0, 0.6))) for _ in range(n))
    mean = sum(weights) / n
    allowed = [[len(shares) == 1 or rng.random() >= 0.1 for _ in shares] for _ in range(n)]
    for row in allowed:
        row[rng.randrange(len(shares))] = True
    in_post: Plan = tuple(
        tuple(
            _around(rng, 18 * w / mean * share * rng.uniform(0.65, 1.35)) if may else 0
            for share, may in zip(shares, row, strict=True)
        )
        for w, row in zip(weights, allowed, strict=True)
    )
    held = [sum(row[k] for row in in_post) for k in range(len(shares))]
    heads = [sum(row) for row in in_post]
    quota = [w * sum(held) / sum(weights) for w in weights]
    return Reallocation(
        ids=tuple(f"S{s:04}" for s in range(n)),
        weights=weights,
        categories=tuple(Category(f"k{k}", count + round(count * 0.01)) for k, count in enumerate(held)),
        in_post=in_post,
        lower=tuple(tuple(max(0, x - REACH) for x in row) for row in in_post),
        upper=tuple(tuple(x + REACH for x in row) for row in in_post),
        allowed=tuple(map(tuple, allowed)),
        station_lower=tuple(min(h, math.floor(0.7 * h)) for h in heads),
        station_upper=tuple(math.ceil(1.3 * max(h, q)) for h, q in zip(heads, quota, strict=True)),
        groups=_groups(rng, n, in_post) if limits else (),
        transfers_limit=max(2, sum(heads) // 20) if limits else None,
        changed_limit=max(2, 3 * n // 10) if limits else None,
        place=Place.ALL,
        goals=(goal, Goal.TRANSFERS, Goal.STATIONS_CHANGED, Goal.ORDER),
        deviation_weights=tuple(rng.randint(1, 3) for _ in range(n)),
    )


def _around(rng: random.Random, mean: float) -> int:
    whole = math.floor(mean)
    return whole + (rng.random() < mean - whole)


def _groups(rng: random.Random, n: int, in_post: Plan) -> tuple[Group, ...]:
    inner = max(2, round(math.sqrt(n) / 1.5))
    outer = max(1, inner // 4)
    order = rng.sample(range(n), n)
    town = {s: i % inner for i, s in enumerate(order)}
    found = []
    for name, count in (("town", inner), ("county", outer)):
        for g in range(count):
            members = tuple(s for s in range(n) if town[s] % count == g)
            heads = sum(sum(in_post[s]) for s in members)
            found.append(Group(f"{name}{g}", members, math.floor(0.95 * heads), math.ceil(1.05 * heads) + 1))
            own = sum(in_post[s][0] for s in members)
            found.append(Group(f"{name}{g}k0", members, 0, math.ceil(1.05 * own) + 1, 0))
    return tuple(found)
