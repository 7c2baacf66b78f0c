"""Check a plan exactly, without any solver, and say how far it is proven the best.

Proofs, level by level of the goals, each for plans that are equal on the levels before:

``plain``        the level takes a value that no plan goes below, by its bounds alone
``exchange``     no cycle of exchanges improves the plan, where that is valid
``dual_bound``   whole prices of the rules prove that no plan costs less
``cases``        the plans are divided into cases, and whole prices prove it in each
``enumeration``  all plans were gone through, the tie rule included

A second solver that agrees, ``second_solver``, is :mod:`staffing.solver.reallocation.solve`'s to add.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from staffing.models.base import Goal
from staffing.solver.reallocation.costs import main_goal
from staffing.solver.reallocation.evaluate import Fault, Worth, faults, key, levels, worth
from staffing.solver.reallocation.frame import frame
from staffing.solver.reallocation.least import fulfilled, plain_bounds
from staffing.solver.reallocation.problem import Plan, Reallocation
from staffing.solver.reallocation.proofs.bound import Multipliers, lower_bound
from staffing.solver.reallocation.proofs.certificates import Certificate, Proofs
from staffing.solver.reallocation.proofs.enumerate_plans import STEPS, TooLargeError, best_plan
from staffing.solver.reallocation.proofs.exchange import check_exchanges
from staffing.solver.reallocation.proofs.minima import NoStaffError, Stations


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check found."""

    faults: tuple[Fault, ...]
    """Every broken rule; empty: feasible."""
    worth: Worth | None = None
    proofs: tuple[str, ...] = ()
    """How each level was proven the best, from the first on; levels that are not proven are missing."""
    bound: int | None = None
    """No plan that is as good on the levels before has a main goal below this."""
    better: Plan | None = None
    """Witness against optimality."""
    optimal: bool = False
    """True: every level is proven, :attr:`Goal.ORDER` included."""

    @property
    def feasible(self) -> bool:
        """True: every rule is kept."""
        return not self.faults


def check(
    problem: Reallocation,
    plan: Sequence[Sequence[Any]],
    *,
    multipliers: Multipliers | None = None,
    cases: Sequence[Certificate] = (),
    steps: int = STEPS,
) -> Verdict:
    """Recompute everything that is claimed of a plan, and prove what can be proven.

    Parameters
    ----------
    multipliers
        Whole prices that are said to prove the main goal: :mod:`staffing.solver.reallocation.proofs.bound`.
    cases
        Proofs by cases of the main goal and the levels after it: :mod:`staffing.solver.reallocation.proofs.cases`.
    steps
        Partial plans that the enumeration may look at; 0: none.
    """
    found = faults(problem, plan)
    if found:
        return Verdict(found)
    staff: Plan = tuple(tuple(row) for row in plan)
    value, names = worth(problem, staff), levels(problem)
    try:
        best = best_plan(problem, steps=steps)
    except TooLargeError:
        return _by_levels(problem, staff, value, Proofs(problem, staff, multipliers, cases))
    if best is None or key(problem, best) < key(problem, staff):
        shared = _shared(value.values, worth(problem, best).values) if best else 0
        return Verdict((), value, ("enumeration",) * shared, _bound(problem, best), best)
    return Verdict((), value, ("enumeration",) * len(names), _bound(problem, staff), None, optimal=True)


def _shared(ours: tuple[int, ...], theirs: tuple[int, ...]) -> int:
    """Return how many levels are the same, from the first on."""
    return next((i for i, (a, b) in enumerate(zip(ours, theirs, strict=True)) if a != b), len(ours))


def _bound(problem: Reallocation, best: Plan | None) -> int | None:
    goal = main_goal(problem)
    return worth(problem, best)[goal] if best and goal else None


def _by_levels(problem: Reallocation, plan: Plan, value: Worth, shown: Proofs) -> Verdict:
    inside, goal = frame(problem), main_goal(problem)
    plain = plain_bounds(problem, inside)
    proofs: list[str] = []
    bound: int | None = None
    exchanges, names = None, levels(problem)
    for name in names:
        proof = None
        if name == goal:
            settled = fulfilled(problem)
            exchanges = check_exchanges(problem, settled, plan)
            if exchanges and exchanges.main:
                proof, bound = "exchange", value[name]
            else:
                bound, proof = shown.bound, shown.proven.get(name)
        elif name == Goal.TRANSFERS and exchanges and exchanges.transfers and proofs:
            proof = "exchange" if _follows(problem, Goal.TRANSFERS) else None
        elif exchanges and exchanges.alone and Goal.TRANSFERS in names[: len(proofs)]:
            proof = "exchange"
        if proof is None and name in plain and plain[name] == value[name]:
            proof = "plain"
        proof = proof or shown.proven.get(name)
        if proof is None:
            break
        proofs.append(proof)
    return Verdict((), value, tuple(proofs), bound, None, optimal=len(proofs) == len(names))


def _follows(problem: Reallocation, name: Goal) -> bool:
    """Return whether a level follows the main goal at once."""
    order = levels(problem)
    goal = main_goal(problem)
    return goal is not None and order.index(name) == order.index(goal) + 1


def is_impossible(problem: Reallocation, multipliers: Multipliers | None = None) -> str | None:
    """Return how it is shown that no plan exists: ``plain``, ``dual_bound``, ``enumeration``; None: it is not."""
    inside = frame(problem)
    if inside.empty:
        return "plain"
    try:
        stations = Stations(problem, inside, cost=False)
        count = len(inside.sums)
        # What the rules of single stations ask for, against what one rule over stations leaves.
        single = [
            tuple(sign * (i == row) for i in range(count + 2)) for row in range(count) for sign in (1, -1)
        ]
        given = [multipliers] if multipliers and len(multipliers) == count + 2 else []
        for prices in [*given, (0,) * (count + 2), *single]:
            if lower_bound(stations, inside, prices) > 0:
                return "dual_bound"
    except NoStaffError:
        return "plain"
    try:
        return None if best_plan(problem) else "enumeration"
    except TooLargeError:
        return None
