"""Who takes part: each peer solves one :class:`Instance`, in a child process that loads its library alone."""

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.instances import Instance, Window, windows

if TYPE_CHECKING:
    from staffing.solver.problem import Problem
    from staffing.solver.supervise import Workers

LIMIT_S = 60.0
"""A peer is stopped here."""
SCALE = 1e6
"""Factor on the costs of the linear programmes: differences far above the solvers' tolerances."""
WHOLE_SCALE = 1e9
"""The same for CP-SAT, whose costs are whole numbers."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A plan, and how long the solver alone took where that can be told from building its model."""

    posts: Any
    solve_s: float | None = None


@dataclass(frozen=True, slots=True)
class Peer:
    """One row of the table."""

    label: str
    run: Callable[[Instance], Answer]
    is_plan: bool = True


# -- without a solver -----------------------------------------------------------------------------------------


def _ladder(given: Instance) -> Answer:
    from staffing.solver.ladder import Ladder

    return Answer(Ladder(given.weights, given.lower, given.upper, "webster").allocate(given.total))


def _sort(given: Instance) -> Answer:
    return Answer(np.sort(given.weights))


@lru_cache(maxsize=1)
def names(n: int) -> list[str]:
    """Return names for apportionment, which has 52 letters unless told otherwise and fails beyond them."""
    return [str(s) for s in range(n)]


def _apportionment(given: Instance) -> Answer:
    from apportionment.methods import compute

    return Answer(compute("webster", given.weights, given.total, parties=names(len(given.weights))))


def _apportionment_exact(given: Instance) -> Answer:
    from apportionment.methods import compute

    parties = names(len(given.weights))
    return Answer(compute("webster", given.weights, given.total, fractions=True, parties=parties))


# -- a solver with the model that a practitioner writes -------------------------------------------------------


def pulp_model(window: Sequence[Window], total: int) -> tuple[Any, list[Any], Any]:
    """Return model, posts per station and the row of the total: whole ``x``, rungs between 0 and 1.

    Without the ``x``, whole rungs in one row, CBC takes four times as long at n = 3,000.
    """
    import pulp

    model = pulp.LpProblem("posts", pulp.LpMinimize)
    posts: list[Any] = []
    costs: list[tuple[Any, float]] = []
    for s, own in enumerate(window):
        x = model.add_variable(f"x{s}", own.base, own.base + len(own.costs), pulp.LpInteger)
        rungs = [model.add_variable(f"r{s}_{i}", 0, 1) for i in range(len(own.costs))]
        model += pulp.LpAffineExpression([(x, 1), *((r, -1) for r in rungs)]) == own.base
        costs += zip(rungs, (cost * SCALE for cost in own.costs), strict=True)
        posts.append(x)
    model += pulp.LpAffineExpression([(x, 1) for x in posts]) == total, "total"
    model.setObjective(pulp.LpAffineExpression(costs))
    return model, posts, model.get_constraint_by_name("total")


def solve_pulp(model: Any, posts: Sequence[Any]) -> list[int]:
    """Solve by the CBC that PuLP brings along."""
    import pulp

    path = pulp.apis.coin_api.pulp_cbc_path
    model.solve(pulp.COIN_CMD(path=path, msg=False, gapRel=0, gapAbs=0))
    if model.sol_status != pulp.LpSolutionOptimal:
        raise ArithmeticError(pulp.LpStatus[model.status])
    return [round(x.varValue) for x in posts]


def _pulp(given: Instance) -> Answer:
    model, posts, _ = pulp_model(windows(given.weights.tolist(), given.total, given.total), given.total)
    started = time.perf_counter()
    return Answer(solve_pulp(model, posts), time.perf_counter() - started)


def cp_sat_model(window: Sequence[Window], total: int) -> tuple[Any, list[Any]]:
    """Return model and posts per station: a whole ``x``, a truth value per rung.

    Without the ``x``, one row over all rungs, it is no faster at n = 178 and finds no optimum at n = 3,000.
    """
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    posts, taken, costs = [], [], []
    for s, own in enumerate(window):
        x = model.new_int_var(own.base, own.base + len(own.costs), f"x{s}")
        rungs = [model.new_bool_var(f"r{s}_{i}") for i in range(len(own.costs))]
        model.add(x == cp_model.LinearExpr.sum(rungs) + own.base)
        taken += rungs
        costs += [round(cost * WHOLE_SCALE) for cost in own.costs]
        posts.append(x)
    model.add(cp_model.LinearExpr.sum(posts) == total)
    model.minimize(cp_model.LinearExpr.weighted_sum(taken, costs))
    return model, posts


def solve_cp_sat(model: Any, posts: Sequence[Any]) -> list[int]:
    """Solve with CP-SAT's own settings, on all cores."""
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    status = solver.solve(model)
    if status != cp_model.OPTIMAL:
        raise ArithmeticError(solver.status_name(status))
    return [int(solver.value(x)) for x in posts]


def _cp_sat(given: Instance) -> Answer:
    model, posts = cp_sat_model(windows(given.weights.tolist(), given.total, given.total), given.total)
    started = time.perf_counter()
    return Answer(solve_cp_sat(model, posts), time.perf_counter() - started)


def glop_model(window: Sequence[Window], total: int) -> tuple[Any, list[list[Any]], Any]:
    """Return model, rungs per station and the row of the total; every corner of it is whole."""
    from ortools.math_opt.python import mathopt

    model = mathopt.Model(name="posts")
    rungs = [[model.add_variable(lb=0.0, ub=1.0) for _ in own.costs] for own in window]
    flat = [r for own in rungs for r in own]
    left = total - sum(own.base for own in window)
    row = model.add_linear_constraint(mathopt.fast_sum(flat) == left)
    costs = [cost * SCALE for own in window for cost in own.costs]
    model.minimize(mathopt.fast_sum([r * cost for r, cost in zip(flat, costs, strict=True)]))
    return model, rungs, row


def read_glop(result: Any, rungs: Sequence[Sequence[Any]], window: Sequence[Window]) -> list[int]:
    """Return the posts of a solved model."""
    from ortools.math_opt.python import mathopt

    if result.termination.reason is not mathopt.TerminationReason.OPTIMAL:
        raise ArithmeticError(str(result.termination.reason))
    value = result.variable_values()
    return [w.base + round(math.fsum(value[r] for r in own)) for w, own in zip(window, rungs, strict=True)]


def _glop(given: Instance) -> Answer:
    from ortools.math_opt.python import mathopt

    window = windows(given.weights.tolist(), given.total, given.total)
    model, rungs, _ = glop_model(window, given.total)
    started = time.perf_counter()
    result = mathopt.solve(model, mathopt.SolverType.GLOP)
    return Answer(read_glop(result, rungs, window), time.perf_counter() - started)


# -- this project's own call: input checked, plan checked exactly, solvers in a warm child process ------------


def _whole_call(backend: str) -> Callable[[Instance], Answer]:
    def run(given: Instance) -> Answer:
        from staffing.solver.solve import solve

        workers = None if backend == "ladder" else _warm(backend)
        plan = solve(
            replace(_problem(len(given.weights))), backend=backend, time_limit_s=LIMIT_S, workers=workers
        )
        if plan.allocation is None or plan.status.value != "OPTIMAL":
            raise ArithmeticError(f"{plan.status.value} {'; '.join(plan.faults)[:100]}".strip())
        return Answer(plan.allocation)

    return run


@lru_cache(maxsize=1)
def _warm(backend: str) -> "Workers":
    from staffing.solver.backends import BACKENDS
    from staffing.solver.supervise import Workers

    workers = Workers()
    workers.warm(BACKENDS[backend])
    return workers


@lru_cache(maxsize=1)
def _problem(n: int) -> "Problem":
    from benchmarks.instances import instance
    from staffing.solver.problem import Problem

    given = instance(n)
    lower, upper = tuple(given.lower.tolist()), tuple(given.upper.tolist())
    ids = tuple(f"S{s:07}" for s in range(n))
    return Problem(ids, tuple(given.weights.tolist()), lower, upper, given.total, "webster")


PEERS: dict[str, Peer] = {
    "ladder": Peer("**ladder**", _ladder),
    "sort": Peer("`np.sort` of the weights", _sort, is_plan=False),
    "solve": Peer("`solve()`: ladder, exact check", _whole_call("ladder")),
    "apportionment": Peer("apportionment, floats", _apportionment),
    "apportionment_exact": Peer("apportionment, fractions", _apportionment_exact),
    "glop": Peer("MathOpt GLOP", _glop),
    "cp_sat": Peer("CP-SAT", _cp_sat),
    "cp_sat_boxed": Peer("CP-SAT, our back end", _whole_call("ortools")),
    "pulp": Peer("PuLP + CBC", _pulp),
    "pulp_boxed": Peer("PuLP + CBC, our back end", _whole_call("pulp")),
}
"""Everyone, by name: ``ladder`` is what the others are compared with."""
