"""Plans up to a greatest burden: a limit of it is a least number of heads, where all heads have one capacity."""

from dataclasses import replace

from staffing.models.base import Goal
from staffing.solver.reallocation.costs import station_cost
from staffing.solver.reallocation.frame import Frame
from staffing.solver.reallocation.problem import Reallocation
from staffing.solver.reallocation.proofs.bound import Aim
from staffing.solver.reallocation.proofs.minima import Stations
from staffing.solver.reallocation.proofs.stage import Stage, Step

NOBODY = Step(Goal.BURDEN.value, -1, Aim(), 1)
"""With costs of 0 a value of 1 proves that there is no plan."""


def has_thresholds(problem: Reallocation) -> bool:
    """Return whether a limit of the burden is a least number of heads."""
    return len({c.capacity for c in problem.categories}) == 1


def below(problem: Reallocation, inside: Frame, most: int) -> Stage | None:
    """Return the stage of all plans whose greatest burden is at most ``most``; None: the bounds leave none."""
    size = problem.categories[0].capacity
    low = tuple(
        next((h for h in range(a, b + 1) if station_cost(problem, s, h * size) <= most), b + 1)
        for s, (a, b) in enumerate(zip(inside.heads_low, inside.heads_high, strict=True))
    )
    limited = replace(inside, heads_low=low)
    if limited.empty:
        return None
    return Stage(problem, Stations(problem, limited, cost=False), limited)
