"""PuLP: the problem through CBC, and as an LP or MPS file for any other solver.

CBC may vote, never decide: it has called a plan optimal at its time limit and a feasible model infeasible.
Only :func:`write_model` runs in the main process, and it loads no solver either.
"""

import math
import os
import time
from contextlib import nullcontext
from pathlib import Path
from typing import Any
from uuid import uuid4

from staffing.errors import Issue, UsageError
from staffing.solver.methods import DIVISORS
from staffing.solver.problem import UNLIMITED, Problem
from staffing.solver.programme import Programme, by_windows, programme, whole
from staffing.solver.supervise import Workers

SUFFIXES = (".lp", ".mps")
MOST_STEPS = 2_000_000
"""Size up to which a model is written out in full."""
_TOLERANCE = 1e-6
"""CBC's own: a value farther from a whole number is no whole number."""
_NOTES = (
    "x_s: posts of station s, counted from 0 in station order",
    "r_s_a: 1 if station s gets its post number a + 1",
    "Objective: position of each post in the exact order of the method, ties included;",
    "the plan that costs least here is the method's only one. Ask for gap 0.",
)


def prepare() -> None:
    """Load the library, ahead of any time limit."""
    import pulp  # noqa: F401


def answer(problem: Problem, time_limit_s: float, seed: int, threads: int) -> dict[str, Any]:
    """Solve a problem of a divisor method; parameters and reply as in the other back ends."""
    import pulp

    end = time.monotonic() + time_limit_s

    def optimise(window: Programme) -> tuple[str, list[Any] | None]:
        model, posts = _model(window)
        solver = pulp.COIN_CMD(
            path=pulp.apis.coin_api.pulp_cbc_path,
            msg=False,
            timeLimit=max(end - time.monotonic(), 0.01),
            threads=threads if threads > 1 else None,
            gapRel=0,
            gapAbs=0,
            options=[f"randomSeed {seed % (1 << 31)}", f"randomCbcSeed {seed % (1 << 31)}"],
        )
        solver.tmpDir = ""  # the worker's own folder: PuLP splits its command line at blanks
        model.solve(solver)
        word = f"{pulp.LpStatus[model.status]}, {pulp.LpSolution[model.sol_status]}"
        found = model.sol_status in {pulp.LpSolutionOptimal, pulp.LpSolutionIntegerFeasible}
        return word, [_whole(x.varValue) for x in posts] if found else None

    return by_windows(problem, optimise, optimal="Optimal, Optimal Solution Found")


def write_model(
    problem: Problem, path: str | Path, *, time_limit_s: float = 300.0, workers: Workers | None = None
) -> None:
    """Write the whole problem as a linear integer programme, for hand-over to another solver.

    The same problem gives the same bytes. The file appears complete or not at all.

    Parameters
    ----------
    path
        Ends in ``.lp`` or ``.mps``.

    Raises
    ------
    UsageError
        ``E_OPTION``: another suffix. ``E_METHOD``: largest remainder is no programme. ``E_MODEL``: more than
        two million posts to choose from.
    BackendError
        The child process failed.
    """
    target = Path(path).absolute()
    suffix = target.suffix.lower()
    if suffix not in SUFFIXES:
        values = {"name": "suffix", "got": target.suffix, "known": ", ".join(SUFFIXES)}
        raise UsageError([Issue("E_OPTION", values=values)])
    if problem.method not in DIVISORS:
        raise UsageError([Issue("E_METHOD.backend", values={"backend": "pulp", "method": problem.method})])
    steps = int(whole(problem).radius.sum())
    if steps > MOST_STEPS:
        raise UsageError([Issue("E_MODEL.size", values={"count": steps, "limit": MOST_STEPS})])
    draft = target.with_name(f".{uuid4().hex}{suffix}")
    try:
        with nullcontext(workers) if workers else Workers() as pool:
            pool.call(f"{__name__}:write", problem, str(draft), time_limit_s=time_limit_s)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def write(problem: Problem, path: str) -> None:
    """Write the model where it is told to; for the child process."""
    model, _ = _model(programme(problem, whole(problem)))
    file = Path(path)
    if file.suffix == ".lp":
        model.writeLP(path)
        sign = "\\ "
    else:
        model.writeMPS(path)
        sign = "* "
    text = file.read_text(encoding="utf-8")
    head = "".join(f"{sign}{note}\n" for note in _NOTES)
    with file.open("w", encoding="utf-8") as out:
        out.write(head + text)
        out.flush()
        os.fsync(out.fileno())


def _model(window: Programme) -> tuple[Any, list[Any]]:
    """Return the model and its variables of posts, in station order."""
    import pulp

    model = pulp.LpProblem("staffing", pulp.LpMinimize)
    bounds = zip(window.lower, window.top, strict=True)
    posts = [model.add_variable(f"x_{s}", low, top, pulp.LpInteger) for s, (low, top) in enumerate(bounds)]
    taken: list[list[Any]] = [[] for _ in posts]
    costs = []
    for step in window.steps:
        taken_here = model.add_variable(f"r_{step.station}_{step.posts}", 0, step.size, pulp.LpInteger)
        taken[step.station].append(taken_here)
        costs.append((taken_here, step.cost))
    model += pulp.LpAffineExpression(costs), "cost"
    for s, own in enumerate(taken):
        terms = [(posts[s], 1), *((r, -1) for r in own)]
        model += pulp.LpAffineExpression(terms) == window.lower[s], f"steps_{s}"
    model += pulp.LpAffineExpression([(x, 1) for x in posts]) == window.total, "place"
    for row in window.rows:
        held = pulp.LpAffineExpression([(posts[s], 1) for s in row.members])
        if row.maximum < UNLIMITED:
            model += held <= row.maximum, row.name
        if row.minimum > 0:
            model += held >= row.minimum, f"{row.name}_least"
    return model, posts


def _whole(value: float | None) -> float | int | None:
    """Return a whole number where the value is one within the solver's tolerance, else the value."""
    if value is None or not math.isfinite(value) or abs(value - round(value)) > _TOLERANCE:
        return value
    return round(value)
