"""Check a plan exactly, without any solver: whole numbers and fractions in plain Python.

Nothing here searches. A plan is feasible if it keeps every rule, and optimal if no exchange of one post improves
it: for a separable convex cost under bounds and nested groups (an M-convex set) that is sufficient (Murota,
*Discrete Convex Analysis*, 2003, theorem 6.26). Because ties are part of the order, the plan is also the only one
that the tie rule allows. ``docs/model.md``, section 4.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from staffing.models.base import exact_sum
from staffing.models.plan import Tie
from staffing.solver.hamilton import largest_remainder
from staffing.solver.methods import DIVISORS
from staffing.solver.nested import pools, sums
from staffing.solver.problem import Problem


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check found."""

    faults: tuple[str, ...]
    """Every broken rule, in words for the log; empty: feasible."""
    improvement: tuple[str, str] | None = None
    """Witness against optimality: (station that should give a post, station that should get it)."""
    objective: Fraction | None = None
    unserved_index: Fraction | None = None
    ties: tuple[Tie, ...] = ()
    proof: str | None = None

    @property
    def feasible(self) -> bool:
        """True: every rule is kept."""
        return not self.faults

    @property
    def optimal(self) -> bool:
        """True: feasible, and proven the best by exchange or by replaying the rule."""
        return not self.faults and self.proof is not None


def check(problem: Problem, allocation: Sequence[Any]) -> Verdict:
    """Recompute everything that is claimed of a plan.

    Parameters
    ----------
    allocation
        Posts per station, in station order; anything but whole numbers is a fault.
    """
    faults = _broken_rules(problem, allocation)
    if faults:
        return Verdict(tuple(faults))
    posts = [int(x) for x in allocation]
    objective, unserved = objective_of(problem, posts)
    if problem.method not in DIVISORS:
        if posts == largest_remainder(problem):
            return Verdict((), None, objective, unserved, (), "replay")
        return Verdict((), ("", ""), objective, unserved)
    improvement, ties = _best_exchange(problem, posts)
    proof = None if improvement else "exchange"
    return Verdict((), improvement, objective, unserved, tuple(ties), proof)


def keeps_rules(problem: Problem, allocation: Sequence[int]) -> bool:
    """Tell whether a plan keeps every rule, be it the best or not."""
    return not _broken_rules(problem, allocation)


def is_feasible(problem: Problem) -> bool:
    """Decide by arithmetic whether any plan exists: minima against maxima, of stations, groups and in total."""
    if any(low > high for low, high in zip(problem.lower, problem.limits, strict=True)):
        return False
    *inside, (least, most) = sums(problem.groups, problem.lower, problem.limits)
    for group, (needed, room) in zip(problem.groups, inside, strict=True):
        if needed > group.maximum or group.minimum > min(room, group.maximum):
            return False
    return least <= problem.total and (problem.place != "exact" or problem.total <= most)


def must_place(problem: Problem) -> int:
    """Return how many posts a plan of this problem holds."""
    return problem.total if problem.place == "exact" else min(problem.total, problem.capacity)


def _broken_rules(problem: Problem, allocation: Sequence[Any]) -> list[str]:
    if len(allocation) != len(problem.ids):
        return [f"{len(allocation)} values for {len(problem.ids)} stations"]
    if not all(type(x) is int for x in allocation):
        return ["a number of posts is not a whole number"]
    faults = [
        f"station_bounds[{problem.ids[s]}]: {x} outside {problem.lower[s]}..{problem.limits[s]}"
        for s, x in enumerate(allocation)
        if not problem.lower[s] <= x <= problem.limits[s]
    ]
    for group in problem.groups:
        held = group.held(allocation)
        if not group.minimum <= held <= group.maximum:
            faults.append(f"{group.rule}: {held} outside {group.minimum}..{group.maximum}")
    placed = sum(allocation)
    if placed != must_place(problem):
        faults.append(f"cap: {placed} posts placed instead of {must_place(problem)}")
    return faults


def _best_exchange(problem: Problem, posts: list[int]) -> tuple[tuple[str, str] | None, list[Tie]]:
    """Look for an exchange that improves the plan; where there is none, for the ties that decided it.

    A post may leave a group that is above its minimum, and enter one that is below its maximum.
    """
    stations = range(len(posts))
    last = {s: problem.key(s, posts[s] - 1) for s in stations if posts[s] > problem.lower[s]}
    next_ = {s: problem.key(s, posts[s]) for s in stations if posts[s] < problem.limits[s]}
    ties = []
    for givers, takers in pools(problem.groups, posts, last, next_):
        if not givers or not takers:
            continue
        giver, taker = max(givers, key=last.__getitem__), min(takers, key=next_.__getitem__)
        if next_[taker] < last[giver]:
            return (problem.ids[giver], problem.ids[taker]), []
        decided = last[giver].decided_by(next_[taker])
        if decided and giver != taker:
            ties.append(Tie(gained=problem.ids[giver], missed=problem.ids[taker], decided_by=decided))
    return None, ties


def objective_of(problem: Problem, posts: Sequence[int]) -> tuple[Fraction, Fraction | None]:
    """Return the exact objective of the method, and the index left without a post where that counts first.

    ``sum_s sum_{a < x_s} d(a) / p_s``; for Huntington-Hill ``sum p_s^2 / x_s``; for largest remainder
    ``sum |x_s - q_s|``. A station without work costs nothing.
    """
    total, whole = problem.total, problem.weight_sum
    if problem.method not in DIVISORS:
        gaps = (abs(x - Fraction(w * total, whole)) for x, w in zip(posts, problem.weights, strict=True))
        return exact_sum(gaps), None
    cost = _COSTS[problem.method]
    terms = [cost(x, Fraction(w, whole)) for x, w in zip(posts, problem.weights, strict=True) if w and x]
    unserved = None
    if DIVISORS[problem.method].first_is_free:
        without = sum(w for x, w in zip(posts, problem.weights, strict=True) if w and not x)
        unserved = Fraction(without, whole)
    return exact_sum(terms), unserved


_COSTS: dict[str, Callable[[int, Fraction], Fraction]] = {
    "adams": lambda x, p: Fraction(x * (x - 1), 2) / p,
    # d(a) = a + 1/2 - 1 / (4a + 2)
    "dean": lambda x, p: (Fraction(x * x, 2) - exact_sum(Fraction(1, 4 * a + 2) for a in range(x))) / p,
    "huntington_hill": lambda x, p: p * p / x,
    "webster": lambda x, p: Fraction(x * x, 2) / p,
    "jefferson": lambda x, p: Fraction(x * (x + 1), 2) / p,
}
