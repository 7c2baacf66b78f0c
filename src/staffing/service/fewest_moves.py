"""How few moves reach how much of the gain: the answer of ``staffing whatif --frontier``."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from staffing.analysis.frontier import Stage, is_proven, moves_from
from staffing.analysis.frontier import frontier as stages_of
from staffing.errors import Issue, UsageError
from staffing.messages import Lang
from staffing.models.base import fraction_text
from staffing.models.comparison import Present
from staffing.models.frontier import Frontier, FrontierPoint, Reach
from staffing.models.plan import Status
from staffing.models.scenario import Scenario
from staffing.service.conflicts import conflict_documents, relaxation_documents
from staffing.service.modes import imbalance, ratio
from staffing.service.opening import Opened, open_scenario
from staffing.service.record import issue_documents
from staffing.service.running import solve_problem
from staffing.solver.explain import contradiction
from staffing.solver.methods import DIVISORS
from staffing.solver.problem import Problem, moving_category
from staffing.solver.verify import objective_of

LEVELS: Final = (Fraction(1, 2), Fraction(4, 5), Fraction(9, 10), Fraction(1))
"""Parts of the whole gain of which it is told how many moves reach them."""
MOST: Final = 500_000
"""Stations times moves: some six seconds."""


def frontier(
    source: "str | Path | Scenario | Opened | Any", *, most: int = MOST, lang: Lang = "zh"
) -> Frontier:
    """Say for each number of moves from staff in post how near the best plan comes to the recommended one.

    Every point is proven the best there is within its moves.

    Parameters
    ----------
    most
        Stations times moves; more are refused.

    Raises
    ------
    InputError
        The scenario is refused.
    UsageError
        ``E_IN_POST_MISSING``, ``E_METHOD``, ``E_MODEL``.

    Examples
    --------
    >>> found = frontier("scenarios/qingxiu")
    >>> [(reach.transfers, f"{reach.share:.1%}") for reach in found.reaches]
    [(3, '51.8%'), (6, '81.4%'), (8, '92.9%'), (11, '100.0%')]
    """
    opened = open_scenario(source, lang=lang)
    scenario = opened.scenario
    if opened.programme is not None:
        raise UsageError([Issue("E_MODEL.frontier")])
    problem, staff = opened.problem, _staff(scenario)
    if problem.method not in DIVISORS:
        raise UsageError([Issue("E_METHOD.frontier")])
    moving = moving_category(scenario)
    asked = Frontier(
        status=Status.INFEASIBLE,
        name=scenario.name,
        category=None if moving is None else moving.id,
        method=scenario.method,
        normalisation=scenario.normalisation,
        cap=scenario.cap,
        in_post=Present(posts=sum(staff), ratio=ratio(problem, staff), imbalance=imbalance(problem, staff)),
        input_sha256=opened.input_sha256,
    )
    found = contradiction(problem)
    if found is not None:
        fields = {
            "verified": True,
            "conflict": conflict_documents(opened, found, lang),
            "relaxations": relaxation_documents(opened, found, lang),
        }
        return asked.model_copy(update=fields)
    if problem not in opened.plans:
        opened.plans[problem] = solve_problem(opened, problem)
    plan = opened.plans[problem]
    if plan.allocation is None:
        return asked.model_copy(update={"status": plan.status})
    moves = moves_from(staff, plan.allocation)
    if len(staff) * moves > most:
        values = {"stations": len(staff), "moves": moves, "limit": f"{most:,}"}
        raise UsageError([Issue("E_MODEL.moves", values=values)])
    return asked.model_copy(
        update={
            "plan_transfers": moves,
            "warnings": issue_documents(list(opened.warnings), lang),
            **_points(problem, staff, plan.allocation, plan.status),
        }
    )


def _staff(scenario: Scenario) -> tuple[int, ...]:
    held = [station.in_post for station in scenario.stations if station.in_post is not None]
    if len(held) != len(scenario.stations):
        raise UsageError([Issue("E_IN_POST_MISSING.frontier")])
    return tuple(held)


def _points(
    problem: Problem, staff: Sequence[int], recommended: Sequence[int], status: Status
) -> dict[str, Any]:
    stages = stages_of(problem, staff)
    costs = _costs(problem, stages)
    proven = is_proven(problem, staff, stages) and costs[-1] == _cost(problem, recommended)
    shares = _shares(costs)
    change = sum(stages[0].posts) - sum(staff)
    return {
        "status": status if proven else Status.FEASIBLE,
        "verified": proven,
        "proof": "exchange" if proven else None,
        "joins": max(0, change),
        "leaves": max(0, -change),
        "points": tuple(
            _point(problem, *one) for one in zip(stages, [None, *costs[:-1]], costs, shares, strict=True)
        ),
        "reaches": tuple(_reaches(stages, shares)),
        "objective": fraction_text(costs[-1].objective),
    }


@dataclass(frozen=True, slots=True)
class _Cost:
    """What a plan costs; the first that differs decides."""

    idle: int
    """Posts where there is no work."""
    unserved: Fraction | None
    objective: Fraction

    @property
    def first(self) -> tuple[int, Fraction | None]:
        """What counts before the cost of the method."""
        return self.idle, self.unserved


def _cost(problem: Problem, posts: Sequence[int]) -> _Cost:
    objective, unserved = objective_of(problem, posts)
    return _Cost(sum(x for x, w in zip(posts, problem.weights, strict=True) if not w), unserved, objective)


def _costs(problem: Problem, stages: Sequence[Stage]) -> list[_Cost]:
    """Return the cost of each plan: that of the first, less what each move saves."""
    whole = problem.weight_sum
    unit = Fraction(1, whole * whole) if DIVISORS[problem.method].squared else Fraction(whole)
    costs = [_cost(problem, stages[0].posts)]
    for stage in stages[1:]:
        idle, served, saved = stage.gain
        last = costs[-1]
        unserved = None if last.unserved is None else last.unserved - Fraction(served, whole)
        costs.append(_Cost(last.idle - idle, unserved, last.objective - saved * unit))
    return costs


def _shares(costs: Sequence[_Cost]) -> list[Fraction | None]:
    """Return the part of the whole gain that each plan makes.

    The whole gain is that of the last plan against the first that serves what the last one serves: costs say
    nothing across plans of which one leaves work without anybody.
    """
    last = costs[-1]
    base = next(cost for cost in costs if cost.first == last.first)
    whole = base.objective - last.objective
    return [
        None if cost.first != last.first or not whole else (base.objective - cost.objective) / whole
        for cost in costs
    ]


def _point(
    problem: Problem, stage: Stage, before: _Cost | None, cost: _Cost, share: Fraction | None
) -> FrontierPoint:
    giver, taker = (None, None) if stage.pair is None else (problem.ids[s] for s in stage.pair)
    return FrontierPoint(
        **{"from": giver},
        to=taker,
        transfers=stage.moves,
        gain=None if before is None else fraction_text(before.objective - cost.objective),
        unserved_index=None if cost.unserved is None else fraction_text(cost.unserved),
        share=None if share is None else float(share),
        ratio=ratio(problem, stage.posts),
        imbalance=imbalance(problem, stage.posts),
    )


def _reaches(stages: Sequence[Stage], shares: Sequence[Fraction | None]) -> list[Reach]:
    """Return the fewest moves that reach each level; of several that one number reaches the highest."""
    found: dict[int, Reach] = {}
    for level in LEVELS:
        for stage, share in zip(stages, shares, strict=True):
            if share is not None and share >= level:
                found[stage.moves] = Reach(level=float(level), transfers=stage.moves, share=float(share))
                break
    return list(found.values())
