"""A plan made by hand: which rules it breaks, what it is worth, and which single exchange helps most."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from staffing.solver.reallocation.answers import Answer
from staffing.solver.reallocation.beside.single_exchange import Exchange, best_exchange
from staffing.solver.reallocation.costs import main_goal
from staffing.solver.reallocation.evaluate import Fault, Worth, breach, faults, worth
from staffing.solver.reallocation.problem import Plan, Reallocation


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What is to be said about a plan."""

    faults: tuple[Fault, ...]
    """Every broken rule; empty: feasible."""
    breach: int = 0
    """By how many heads, transfers and stations the plan lies outside its rules, all together."""
    worth: Worth | None = None
    """Levels; None: not a plan for these stations and categories at all."""
    above_best: int | None = None
    """Main goal above that of the best answer's plan, in units of ``1 / scale``; below 0: rules are broken, levels
    before it are worse, or the answer was not the best."""
    above_best_share: Fraction | None = None
    """The same as a share of the best answer's main goal; None where that is 0."""
    above_bound: int | None = None
    """Main goal above the proven bound: no feasible plan that is as good on the levels before gains more."""
    apart: int | None = None
    """Heads that stand elsewhere than in the best answer's plan: ``sum max(0, x - x')``."""
    exchange: Exchange | None = None
    """The single exchange that improves the plan most; None: none improves breach or levels."""


def appraise_plan(
    problem: Reallocation, plan: Sequence[Sequence[Any]], best: Answer | None = None
) -> Evaluation:
    """Say what a plan breaks, what it is worth, how far it is from the best, and what would improve it most.

    Parameters
    ----------
    best
        The answer to compare with; None: without comparison.
    """
    found = faults(problem, plan)
    if any(fault.rule == "shape" for fault in found):
        return Evaluation(found)
    staff: Plan = tuple(tuple(row) for row in plan)
    value, goal = worth(problem, staff), main_goal(problem)
    above, share, over, apart = None, None, None, None
    if best is not None and best.plan is not None:
        apart = posts_apart(staff, best.plan)
        if goal is not None and best.value is not None:
            above = value[goal] - best.value
            share = Fraction(above, abs(best.value)) if best.value else None
            over = value[goal] - best.bound if best.bound is not None else None
    return Evaluation(
        faults=found,
        breach=breach(problem, staff),
        worth=value,
        above_best=above,
        above_best_share=share,
        above_bound=over,
        apart=apart,
        exchange=best_exchange(problem, staff),
    )


def posts_apart(plan: Sequence[Sequence[int]], other: Sequence[Sequence[int]]) -> int:
    """Return how many heads of ``plan`` stand where ``other`` has none: ``sum max(0, x - x')``.

    Of two plans of different size the greater difference counts, so the order does not matter.

    >>> posts_apart([[2, 0], [1, 1]], [[1, 1], [1, 1]]), posts_apart([[0, 0]], [[2, 0]])
    (1, 2)
    """
    pairs = [(x, y) for a, b in zip(plan, other, strict=True) for x, y in zip(a, b, strict=True)]
    return max(sum(max(0, x - y) for x, y in pairs), sum(max(0, y - x) for x, y in pairs))
