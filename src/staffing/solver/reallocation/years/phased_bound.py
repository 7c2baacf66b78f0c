"""How near to a target the last of several years can come at all, by arithmetic; and the target by default."""

from collections.abc import Sequence
from dataclasses import replace

from staffing.solver.reallocation.frame import frame
from staffing.solver.reallocation.problem import Plan, Reallocation
from staffing.solver.reallocation.years.phases import Year, all_gone


def open_target(problem: Reallocation, years: Sequence[Year]) -> Reallocation:
    """Return the problem whose best plan is the target by default: the last year's, without limits of moves."""
    caps = years[-1].caps or tuple(c.cap for c in problem.categories)
    categories = zip(problem.categories, caps, strict=True)
    return replace(
        problem,
        categories=tuple(replace(c, cap=cap) for c, cap in categories),
        in_post=all_gone(problem, years),
        transfers_limit=None,
        changed_limit=None,
    )


def distance_bound(problem: Reallocation, years: Sequence[Year], target: Plan) -> int:
    """Return a distance that no last year goes below: the greatest of three that hold for themselves.

    What the rules of the last year leave of each number; by category, what the caps and recruits leave of the sum;
    and the heads that are missing where the target has more, less the recruits and transfers of all years.
    """
    free = open_target(problem, years)
    inside, rest, width = frame(replace(free, pins=())), free.in_post, len(problem.categories)
    if inside.empty:
        return 0
    stays = [c.stays and problem.keeps(f"established_stay[{c.id}]") for c in problem.categories]
    cells = 0
    for s, row in enumerate(target):
        for k, aim in enumerate(row):
            cells += max(0, inside.low[s][k] - aim, aim - inside.high[s][k])
    sums = missing = 0
    limits = [year.transfers_limit for year in years]
    for k in range(width):
        held, aim = sum(row[k] for row in rest), sum(row[k] for row in target)
        joins = [year.joins_limit[k] if year.joins_limit else None for year in years]
        recruits = None if None in joins else sum(x or 0 for x in joins)
        most = inside.sums[k].high if recruits is None else min(inside.sums[k].high, held + recruits)
        least = max(inside.sums[k].low, held if stays[k] else 0)
        sums += max(0, least - aim, aim - most)
        if recruits is not None:
            lack = sum(max(0, row[k] - now[k]) for row, now in zip(target, rest, strict=True))
            missing += max(0, lack - recruits)
    if None in limits or not problem.keeps("transfers"):
        return max(cells, sums)
    return max(cells, sums, missing - sum(x or 0 for x in limits))
