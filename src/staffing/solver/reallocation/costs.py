"""What a station costs at each capacity: exact fractions, and the whole numbers that stand for them.

With ``q_s = p_s sum_k capacity_k cap_k`` (capacity, not heads, where the two differ) and ``X`` the capacity of the
station, both in heads:

========================  ===========================================================================
``webster``               ``(X - q)^2 / q``
``huntington_hill``       ``q^2 / X + X``; 0 where ``X = 0``, which an earlier level counts
adams, dean, jefferson    ``sum_{a < X} (d(a) / q - 1)``
``deviation``             ``v_s |X - q|``
``burden``                ``q / X``; 0 where ``X = 0``, which an earlier level counts
========================  ===========================================================================

A station without work costs nothing under fairness and burden. For a fixed sum of ``X`` each fairness cost is, up
to a constant and a positive factor, the sum of ``d(a) / p_s`` that the ladder minimises; where the number placed
is open, a post is placed only while it reaches its signpost.

A station's cost is ``round(S x exact cost)``, halves upwards. ``S`` is the least multiple of the costs' common
denominator from 10^9 on, where that denominator is at most 10^12: then nothing is rounded. Else ``S = 10^9``.
"""

from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from math import gcd, lcm

from staffing.models.base import MAIN_GOALS, Goal
from staffing.solver.methods import DIVISORS
from staffing.solver.reallocation.problem import Reallocation

LEAST_SCALE = 10**9
GREATEST_DENOMINATOR = 10**12


def main_goal(problem: Reallocation) -> Goal | None:
    """Return the goal that station costs belong to; None where there is none."""
    return next((goal for goal in problem.goals if goal in MAIN_GOALS), None)


def quota(problem: Reallocation, s: int) -> Fraction:
    """Return ``q_s`` in heads."""
    return Fraction(problem.weights[s] * problem.capacity, problem.weight_sum * problem.unit)


def exact_cost(problem: Reallocation, s: int, units: int) -> Fraction:
    """Return the exact cost of a station that holds ``units`` of capacity."""
    above, below = _ratio(problem, s, units)
    return Fraction(above, below)


def _ratio(problem: Reallocation, s: int, units: int) -> tuple[int, int]:
    """Return the exact cost as numerator and denominator, not reduced."""
    goal, w, whole, unit = main_goal(problem), problem.weights[s], problem.weight_sum, problem.unit
    share, held = w * problem.capacity, units * whole  # q and X, times whole * unit
    if goal is Goal.DEVIATION:
        worth = problem.deviation_weights[s] if problem.deviation_weights else 1
        return worth * abs(held - share), whole * unit
    if goal is None or not w:
        return 0, 1
    if goal is Goal.BURDEN:
        return (share, held) if units else (0, 1)
    if problem.method == "webster":
        return (held - share) ** 2, share * whole * unit
    if problem.method == "huntington_hill":
        return (share * share + held * held, held * whole * unit) if units else (0, 1)
    heads = units // unit
    signposts = _signposts(problem.method, heads)
    return (
        signposts.numerator * whole * unit - heads * share * signposts.denominator,
        share * signposts.denominator,
    )


@lru_cache(maxsize=4096)
def _signposts(method: str, heads: int) -> Fraction:
    if method == "adams":
        return Fraction(heads * (heads - 1), 2)
    if method == "jefferson":
        return Fraction(heads * (heads + 1), 2)
    return sum((DIVISORS[method].signpost(a) for a in range(heads)), start=Fraction(0))


def scale(problem: Reallocation) -> int:
    """Return ``S``: what one unit of exact cost counts."""
    known = problem.__dict__.get("_scale")
    if known is None:
        known = problem.__dict__["_scale"] = _scale(problem)
    return int(known)


def _scale(problem: Reallocation) -> int:
    common = 1
    goal = main_goal(problem)
    whole, unit = problem.weight_sum, problem.unit
    if goal is Goal.DEVIATION:
        common = whole * unit // gcd(whole * unit, problem.capacity, whole)
    elif goal is Goal.FAIRNESS and problem.method in {"webster", "adams", "jefferson"}:
        for w in problem.weights:
            if w:
                # (X W - w Q)^2 / (w Q W U) = X^2 W / (w Q U) - 2 X / U + w Q / (W U)
                step = Fraction(whole, w * problem.capacity * unit).denominator
                common = lcm(common, step, unit, Fraction(w * problem.capacity, whole * unit).denominator)
            if common > GREATEST_DENOMINATOR:
                break
    elif goal is not None:
        return LEAST_SCALE
    return LEAST_SCALE if common > GREATEST_DENOMINATOR else common * -(-LEAST_SCALE // common)


def station_cost(problem: Reallocation, s: int, units: int) -> int:
    """Return ``round(S x exact cost)``, halves upwards."""
    above, below = _ratio(problem, s, units)
    return (2 * scale(problem) * above + below) // (2 * below)


def cost_table(problem: Reallocation, s: int, low: int, high: int) -> list[int]:
    """Return the costs of a station from ``low`` to ``high`` units."""
    return [station_cost(problem, s, units) for units in range(low, high + 1)]


def is_convex(table: list[int]) -> bool:
    """Return whether each further unit costs at least what the one before cost.

    >>> is_convex([4, 1, 0, 1, 4]), is_convex([0, 4, 3])
    (True, False)
    """
    steps = [b - a for a, b in pairwise(table)]
    return all(a <= b for a, b in pairwise(steps))
