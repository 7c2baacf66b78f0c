"""PuLP: the textbook model through CBC, level after level, and as an LP or MPS file for any other solver.

CBC may vote, never decide: it counts in floats, so of two plans that differ by less than a millionth it may take
the worse one.
"""

import math
import os
import time
from contextlib import nullcontext
from pathlib import Path
from typing import Any
from uuid import uuid4

from staffing.errors import BackendDiedError, Issue, UsageError
from staffing.solver.pulp_backend import SUFFIXES
from staffing.solver.reallocation.costs import main_goal, scale
from staffing.solver.reallocation.ordering import steps
from staffing.solver.reallocation.problem import Plan, Reallocation
from staffing.solver.reallocation.textbook import Level, Terms, Textbook, textbook
from staffing.solver.supervise import Workers

_TOLERANCE = 1e-6
_SLACK = 1e-7
"""Part of a level's value that a later level may give up: what CBC cannot see."""
_LARGEST = 1 << 14
"""Weights of the order goal stay below this."""
_OPTIMAL = "Optimal, Optimal Solution Found"
_NOTES = (
    "x_s_k: heads of station s and category k, counted from 0; u_s_X: 1 where station s has capacity X",
    "p_s_k: heads that join; t_k, y_s: transfers and changed stations, held from below; slack where not asked for",
    "Objective: the first goal after the number placed; ask for gap 0.",
)


def prepare() -> None:
    """Load the library, ahead of any time limit."""
    import pulp  # noqa: F401


def answer(
    problem: Reallocation, time_limit_s: float, seed: int, threads: int, start: Plan | None = None
) -> dict[str, Any]:
    """Solve level after level; parameters and reply as in the other back ends. CBC takes no start."""
    import pulp

    del start
    end = time.monotonic() + time_limit_s
    text = textbook(problem)
    if text is None:
        return {"word": "Infeasible, No Solution Exists", "values": None}
    model, variables = _model(text)
    kept: list[Any] | None = None

    def run(sense: int, terms: Terms, unit: float) -> str:
        nonlocal kept
        left = end - time.monotonic()
        if left <= 0:
            return "Not Solved, No Solution Found"
        model.sense = sense
        model.setObjective(pulp.LpAffineExpression([(variables[v], a / unit) for v, a in terms]))
        solver = pulp.COIN_CMD(
            path=pulp.apis.coin_api.pulp_cbc_path,
            msg=False,
            timeLimit=max(left, 0.01),
            threads=threads if threads > 1 else None,
            gapRel=0,
            gapAbs=0,
            options=[f"randomSeed {seed % (1 << 31)}", f"randomCbcSeed {seed % (1 << 31)}"],
        )
        solver.tmpDir = ""  # the worker's own folder: PuLP splits its command line at blanks
        model.solve(solver)
        if model.sol_status in {pulp.LpSolutionOptimal, pulp.LpSolutionIntegerFeasible}:
            kept = [_whole(variable.varValue) for variable in variables]
        return f"{pulp.LpStatus[model.status]}, {pulp.LpSolution[model.sol_status]}"

    word, done = _OPTIMAL, 0
    for number, level in enumerate(text.levels):
        if (
            not level.terms
        ):  # the same for every plan; and PuLP writes files without an objective that CBC refuses
            done += 1
            continue
        unit = _unit(problem, level)
        word = run(pulp.LpMinimize, level.terms, unit)
        if word != _OPTIMAL or kept is None:
            return _reply(text, word, kept, done)
        done += 1
        reached = sum(a * kept[v] for v, a in level.terms) / unit
        row = pulp.LpAffineExpression([(variables[v], a / unit) for v, a in level.terms])
        model += row <= reached + _SLACK * max(1.0, abs(reached)), f"level_{number}"
    if kept is None:
        word = run(pulp.LpMinimize, [(text.staff[0][0], 1)], 1.0)
        if word != _OPTIMAL or kept is None:
            return _reply(text, word, kept, 0)
    flat = [x for own in text.staff for x in own] if text.ordered else []
    spans = [(x, text.variables[x].low, text.variables[x].high) for x in flat]
    for number, step in enumerate(steps(spans, largest=_LARGEST)):
        word = run(pulp.LpMaximize, step, 1.0)
        if word != _OPTIMAL or kept is None:
            return _reply(text, word, kept, done)
        for v, _ in step:
            model += variables[v] == kept[v], f"order_{number}_{v}"
    return _reply(text, word, kept, done + int(text.ordered))


def _unit(problem: Reallocation, level: Level) -> float:
    goal = main_goal(problem)
    return float(scale(problem)) if goal is not None and level.name == goal else 1.0


def _reply(text: Textbook, word: str, kept: list[Any] | None, done: int) -> dict[str, Any]:
    if kept is None:
        return {"word": word, "values": None, "levels": 0}
    flat = [kept[x] for own in text.staff for x in own]
    return {"word": word if word == _OPTIMAL else "Optimal, Solution Found", "values": flat, "levels": done}


def _model(text: Textbook) -> tuple[Any, list[Any]]:
    import pulp

    model = pulp.LpProblem("reallocation", pulp.LpMinimize)
    variables = [model.add_variable(v.name, v.low, v.high, pulp.LpInteger) for v in text.variables]
    for row in text.rows:
        terms = pulp.LpAffineExpression([(variables[v], a) for v, a in row.terms])
        if row.low is not None and row.low == row.high:
            model += terms == row.low, row.name
            continue
        if row.low is not None:
            model += terms >= row.low, f"{row.name}_low"
        if row.high is not None:
            model += terms <= row.high, f"{row.name}_high"
    return model, variables


def _whole(value: float | None) -> float | int | None:
    """Return a whole number where the value is one within the solver's tolerance, else the value."""
    if value is None or not math.isfinite(value) or abs(value - round(value)) > _TOLERANCE:
        return value
    return round(value)


def write_model(
    problem: Reallocation, path: str | Path, *, time_limit_s: float = 300.0, workers: Workers | None = None
) -> None:
    """Write the textbook model with its main goal, for hand-over to another solver.

    The same problem gives the same bytes. The file appears complete or not at all.

    Parameters
    ----------
    path
        Ends in ``.lp`` or ``.mps``.

    Raises
    ------
    UsageError
        ``E_OPTION``: another suffix.
    BackendError
        The child process failed, or the rules leave some number no value at all.
    """
    target = Path(path).absolute()
    suffix = target.suffix.lower()
    if suffix not in SUFFIXES:
        values = {"name": "suffix", "got": target.suffix, "known": ", ".join(SUFFIXES)}
        raise UsageError([Issue("E_OPTION", values=values)])
    draft = target.with_name(f".{uuid4().hex}{suffix}")
    try:
        with nullcontext(workers) if workers else Workers() as pool:
            pool.call(f"{__name__}:write", problem, str(draft), time_limit_s=time_limit_s)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def write(problem: Reallocation, path: str) -> None:
    """Write the model where it is told to; for the child process."""
    import pulp

    text = textbook(problem)
    if text is None:
        raise BackendDiedError("the rules leave some number no value")
    model, variables = _model(text)
    goal = main_goal(problem)
    chosen = [level for level in text.levels if level.name == (goal or level.name)][:1]
    for level in chosen:
        model.setObjective(pulp.LpAffineExpression([(variables[v], a) for v, a in level.terms]))
    file = Path(path)
    sign = "\\ " if file.suffix == ".lp" else "* "
    if file.suffix == ".lp":
        model.writeLP(path)
    else:
        model.writeMPS(path)
    body = file.read_text(encoding="utf-8")
    with file.open("w", encoding="utf-8") as out:
        out.write("".join(f"{sign}{note}\n" for note in _NOTES) + body)
        out.flush()
        os.fsync(out.fileno())
