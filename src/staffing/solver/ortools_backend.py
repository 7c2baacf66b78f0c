"""OR-Tools: the problem through CP-SAT, whole numbers throughout. Runs in a child process only."""

import time
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
        model, posts = _model(programme)
        status = solver.solve(model)
        found = status in {cp_model.OPTIMAL, cp_model.FEASIBLE}
        return solver.status_name(status), [int(solver.value(x)) for x in posts] if found else None

    return by_windows(problem, optimise, optimal="OPTIMAL")


def _model(programme: Programme) -> tuple[Any, list[Any]]:
    """Return the model and its variables of posts, in station order."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    bounds = zip(programme.lower, programme.top, strict=True)
    posts = [model.new_int_var(low, top, f"x_{s}") for s, (low, top) in enumerate(bounds)]
    taken: list[list[Any]] = [[] for _ in posts]
    for step in programme.steps:
        taken[step.station].append(model.new_int_var(0, step.size, f"r_{step.station}_{step.posts}"))
    for s, own in enumerate(taken):
        model.add(posts[s] == cp_model.LinearExpr.sum(own) + programme.lower[s])
    model.add(cp_model.LinearExpr.sum(posts) == programme.total)
    for row in programme.rows:
        model.add(cp_model.LinearExpr.sum([posts[s] for s in row.members]) <= row.maximum)
    costs = [step.cost for step in programme.steps]
    model.minimize(cp_model.LinearExpr.weighted_sum([r for own in taken for r in own], costs))
    return model, posts
