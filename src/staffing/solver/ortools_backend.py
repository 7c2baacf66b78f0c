"""OR-Tools: the problem through CP-SAT, whole numbers throughout. Runs in a child process only."""

import time
from collections.abc import Sequence
from typing import Any

from staffing.solver.problem import Problem
from staffing.solver.programme import Programme, by_windows


def prepare() -> None:
    """Load the library, ahead of any time limit."""
    from ortools.sat.python import cp_model  # noqa: F401


def answer(problem: Problem, time_limit_s: float, seed: int, threads: int) -> dict[str, Any]:
    """Solve a problem of a divisor method.

    Parameters
    ----------
    threads
        Workers of the search; with one, the same input takes the same way.

    Returns
    -------
    Plain data: ``word``, the solver's status word; ``values``, posts per station or None.
    """
    from ortools.sat.python import cp_model

    end = time.monotonic() + time_limit_s

    def optimise(programme: Programme) -> tuple[str, list[Any] | None]:
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = max(end - time.monotonic(), 0.01)
        solver.parameters.random_seed = seed % (1 << 31)
        solver.parameters.num_workers = threads
        solver.parameters.relative_gap_limit = 0.0
        solver.parameters.absolute_gap_limit = 0.0
        # Presolve finds nothing in one knapsack row and took four fifths of the time at 1,000 stations.
        solver.parameters.cp_model_presolve = False
        model, taken = _model(programme)
        status = solver.solve(model)
        if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            return solver.status_name(status), None
        posts = list(programme.lower)
        for step, variable in zip(programme.steps, taken, strict=True):
            posts[step.station] += solver.value(variable)
        return solver.status_name(status), posts

    return by_windows(problem, optimise, optimal="OPTIMAL")


def _model(programme: Programme) -> tuple[Any, list[Any]]:
    """Return the model and its variables: how many posts of each step are given."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    taken = [model.new_int_var(0, step.size, f"r_{step.station}_{step.posts}") for step in programme.steps]
    own: list[list[Any]] = [[] for _ in programme.lower]
    for step, variable in zip(programme.steps, taken, strict=True):
        own[step.station].append(variable)

    def held(stations: Sequence[int]) -> Any:
        base = sum(programme.lower[s] for s in stations)
        return cp_model.LinearExpr.sum([r for s in stations for r in own[s]]) + base

    model.add(held(range(len(own))) == programme.total)
    for row in programme.rows:
        # Two rows: add_linear_constraint takes a constant between contradicting bounds for possible.
        model.add(held(row.members) >= row.minimum)
        model.add(held(row.members) <= row.maximum)
    model.minimize(cp_model.LinearExpr.weighted_sum(taken, [step.cost for step in programme.steps]))
    return model, taken
