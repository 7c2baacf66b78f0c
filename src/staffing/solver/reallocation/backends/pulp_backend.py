"""PuLP: the textbook model through CBC, level after level, and as an LP or MPS file for any other solver.

CBC may vote, never decide: it counts in floats, so of two plans that differ by less than a millionth it may take
the worse one.
"""

import math
import os
import time
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any
from uuid import uuid4

from staffing.errors import BackendDiedError, Issue, UsageError
from staffing.models.base import Goal
from staffing.solver.pulp_backend import SUFFIXES
from staffing.solver.reallocation.backends.ordering import steps
from staffing.solver.reallocation.backends.textbook import Level, Terms, Textbook, textbook
from staffing.solver.reallocation.costs import main_goal, scale
from staffing.solver.reallocation.problem import Plan, Reallocation
from staffing.solver.supervise import Workers

_TOLERANCE = 1e-6
_SLACK = 1e-7
"""Part of a level's value that a later level may give up: what CBC cannot see."""
_LARGE = 10**7
"""Coefficients above this are costs."""
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
    del start
    text = textbook(problem)
    if text is None:
        return {"word": "Infeasible, No Solution Exists", "values": None}
    unit, goal = scale(problem), main_goal(problem)
    return _Levels(text, unit, goal, time.monotonic() + time_limit_s, seed, threads).solve()


def possible(text: Textbook, time_limit_s: float, seed: int, threads: int, unit: int) -> dict[str, Any]:
    """Look for any plan in a model that the caller has written; its costs count ``1 / unit``."""
    text.levels, text.ordered = [], False
    return _Levels(text, unit, None, time.monotonic() + time_limit_s, seed, threads).solve()


class _Levels:
    """One model in PuLP, solved for one level after the other."""

    def __init__(
        self, text: Textbook, unit: int, goal: Goal | None, end: float, seed: int, threads: int
    ) -> None:
        self._text, self._end, self._seed, self._threads = text, end, seed, threads
        self._unit, self._goal = float(unit), goal
        self._model, self._variables = _model(text, self._unit)
        self._kept: list[Any] | None = None

    def solve(self) -> dict[str, Any]:
        """Return the reply of the back end."""
        import pulp

        word, done = _OPTIMAL, 0
        for number, level in enumerate(self._text.levels):
            # Without terms: the same for every plan; and CBC refuses what PuLP writes without an objective.
            if level.terms:
                word = self._run(pulp.LpMinimize, self._expression(level))
                if word != _OPTIMAL or self._kept is None:
                    return self._reply(word, done)
                reached = pulp.value(self._expression(level))
                slack = _SLACK * max(1.0, abs(reached))
                self._model += self._expression(level) <= reached + slack, f"level_{number}"
            done += 1
        if self._kept is None:
            word = self._run(pulp.LpMinimize, self._variables[self._text.staff[0][0]] * 1)
        for step in self._order() if word == _OPTIMAL else ():
            terms = pulp.LpAffineExpression([(self._variables[v], a) for v, a in step])
            word = self._run(pulp.LpMaximize, terms)
            if word != _OPTIMAL or self._kept is None:
                return self._reply(word, done)
            for v, _ in step:
                self._model += self._variables[v] == self._kept[v], f"order_{v}"
        return self._reply(word, (done + int(self._text.ordered)) * (word == _OPTIMAL))

    def _order(self) -> Iterator[Terms]:
        flat = [x for own in self._text.staff for x in own] if self._text.ordered else []
        spans = [(x, self._text.variables[x].low, self._text.variables[x].high) for x in flat]
        return steps(spans, largest=_LARGEST)

    def _expression(self, level: Level) -> Any:
        import pulp

        scaled = level.name == self._goal and self._text.greatest is None
        unit = self._unit if scaled else 1.0
        return pulp.LpAffineExpression([(self._variables[v], a / unit) for v, a in level.terms])

    def _run(self, sense: int, objective: Any) -> str:
        import pulp

        left = self._end - time.monotonic()
        if left <= 0:
            return "Not Solved, No Solution Found"
        self._model.sense = sense
        self._model.setObjective(objective)
        seed = self._seed % (1 << 31)
        solver = pulp.COIN_CMD(
            path=pulp.apis.coin_api.pulp_cbc_path,
            msg=False,
            timeLimit=max(left, 0.01),
            threads=self._threads if self._threads > 1 else None,
            gapRel=0,
            gapAbs=0,
            options=[f"randomSeed {seed}", f"randomCbcSeed {seed}"],
        )
        solver.tmpDir = ""  # the worker's own folder: PuLP splits its command line at blanks
        self._model.solve(solver)
        if self._model.sol_status in {pulp.LpSolutionOptimal, pulp.LpSolutionIntegerFeasible}:
            self._kept = [_whole(variable.varValue) for variable in self._variables]
        return f"{pulp.LpStatus[self._model.status]}, {pulp.LpSolution[self._model.sol_status]}"

    def _reply(self, word: str, done: int) -> dict[str, Any]:
        if self._kept is None:
            return {"word": word, "values": None, "levels": 0}
        flat = [self._kept[x] for own in self._text.staff for x in own]
        kept = word if word == _OPTIMAL else "Optimal, Solution Found"
        return {"word": kept, "values": flat, "levels": done}


def _model(text: Textbook, unit: float) -> tuple[Any, list[Any]]:
    """Return the model and its variables; the greatest burden is a fraction, in units of exact cost."""
    import pulp

    model = pulp.LpProblem("reallocation", pulp.LpMinimize)
    variables = [
        model.add_variable(v.name, v.low, v.high / unit, pulp.LpContinuous)
        if number == text.greatest
        else model.add_variable(v.name, v.low, v.high, pulp.LpInteger)
        for number, v in enumerate(text.variables)
    ]
    for row in text.rows:
        # Rows on costs in units of exact cost too: CBC's tolerances are absolute.
        large = max((abs(a) for _, a in row.terms), default=0) > _LARGE
        by = unit if large or any(v == text.greatest for v, _ in row.terms) else 1
        terms = pulp.LpAffineExpression(
            [(variables[v], a if by == 1 or v == text.greatest else a / by) for v, a in row.terms]
        )
        if row.low is not None and row.low == row.high:
            model += terms == row.low / by, row.name
            continue
        if row.low is not None:
            model += terms >= row.low / by, f"{row.name}_low"
        if row.high is not None:
            model += terms <= row.high / by, f"{row.name}_high"
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
    model, variables = _model(text, float(scale(problem)))
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
