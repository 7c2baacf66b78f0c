"""OR-Tools: the textbook model through CP-SAT, level after level. Runs in a child process only."""

import math
import time
from typing import Any

from staffing.models.base import MAIN_GOALS
from staffing.solver.reallocation.backends.ordering import steps
from staffing.solver.reallocation.backends.textbook import Level, Terms, Textbook, textbook
from staffing.solver.reallocation.costs import main_goal
from staffing.solver.reallocation.evaluate import worth
from staffing.solver.reallocation.problem import Plan, Reallocation
from staffing.solver.worker import report

LARGEST = 1 << 62
"""CP-SAT counts in 64 bits."""


def prepare() -> None:
    """Load the library, ahead of any time limit."""
    from ortools.sat.python import cp_model  # noqa: F401


def answer(
    problem: Reallocation, time_limit_s: float, seed: int, threads: int, start: Plan | None = None
) -> dict[str, Any]:
    """Solve level after level; each best value becomes a row for the levels below it.

    Parameters
    ----------
    threads
        Workers of the search; with one, the same input takes the same way.
    start
        A plan to start from; None: the present staff.

    Returns
    -------
    Plain data: ``word``, the solver's status word; ``values``, heads station by station, or None; ``levels``, how
    many levels it calls best.
    """
    end = time.monotonic() + time_limit_s
    model = textbook(problem)
    if model is None:
        return {"word": "INFEASIBLE", "values": None, "levels": 0}
    if _too_large(model):
        return {"word": "MODEL_INVALID", "values": None, "levels": 0}
    return Levels(problem, model, end, seed, threads, start).solve()


def feasible(problem: Reallocation, time_limit_s: float, seed: int, threads: int) -> dict[str, Any]:
    """Look for any plan: the rules alone, without goals."""
    end = time.monotonic() + time_limit_s
    model = textbook(problem, goals=False)
    if model is None:
        return {"word": "INFEASIBLE", "values": None, "levels": 0}
    search = Levels(problem, model, end, seed, threads, None)
    search.relax_fully()
    return search.solve()


def written(
    model: Textbook, time_limit_s: float, seed: int, threads: int, start: Plan | None = None
) -> dict[str, Any]:
    """Solve a model that the caller has written; ``start`` is given for its rows of staff."""
    if _too_large(model):
        return {"word": "MODEL_INVALID", "values": None, "levels": 0}
    return Levels(None, model, time.monotonic() + time_limit_s, seed, threads, start).solve()


def _too_large(model: Textbook) -> bool:
    def reach(terms: Terms) -> int:
        return sum(
            abs(a) * max(map(abs, (model.variables[v].low, model.variables[v].high))) for v, a in terms
        )

    return any(reach(level.terms) > LARGEST for level in model.levels)


class Levels:
    """One CP-SAT model, solved for one level after the other; plans of ``problem`` are reported on the way."""

    def __init__(
        self,
        problem: Reallocation | None,
        textbook_: Textbook,
        end: float,
        seed: int,
        threads: int,
        start: Plan | None,
    ) -> None:
        from ortools.sat.python import cp_model

        self._cp, self._problem, self._text, self._end = cp_model, problem, textbook_, end
        self._model = cp_model.CpModel()
        self._solver = cp_model.CpSolver()
        self._solver.parameters.random_seed = seed % (1 << 31)
        self._solver.parameters.num_workers = threads
        self._solver.parameters.relative_gap_limit = 0.0
        self._solver.parameters.absolute_gap_limit = 0.0
        self._variables = [self._model.new_int_var(v.low, v.high, v.name) for v in textbook_.variables]
        for row in textbook_.rows:
            low = -LARGEST if row.low is None else row.low
            high = LARGEST if row.high is None else row.high
            if row.terms:
                self._model.add_linear_constraint(self._sum(row.terms), low, high)
            elif not low <= 0 <= high:
                self._model.add_bool_or([])
        self._values: list[int] | None = None
        hints = {v: variable.start for v, variable in enumerate(textbook_.variables)}
        if start is not None:
            hints = {
                x: value
                for own, row_ in zip(textbook_.staff, start, strict=True)
                for x, value in zip(own, row_, strict=True)
            }
        self._hint(hints)

    def relax_fully(self) -> None:
        """Let all rows into the linear relaxation: sums that contradict each other show there at once."""
        self._solver.parameters.linearization_level = 2

    def _sum(self, terms: Terms) -> Any:
        if not terms:
            return 0
        return self._cp.LinearExpr.weighted_sum([self._variables[v] for v, _ in terms], [a for _, a in terms])

    def _hint(self, values: dict[int, int]) -> None:
        self._model.clear_hints()
        for v, value in values.items():
            self._model.add_hint(self._variables[v], value)

    def solve(self) -> dict[str, Any]:
        """Return the reply of the back end."""
        done, word = 0, "OPTIMAL"
        if not self._text.levels and not self._text.ordered:
            word = self._run()
            return self._reply(word, int(word == "OPTIMAL"))
        for level in self._text.levels:
            expression = self._sum(level.terms)
            self._model.minimize(expression)
            word = self._run(level)
            if word != "OPTIMAL":
                return self._reply(word, done)
            done += 1
            if level.terms:
                self._model.add(expression <= sum(self._value(v) * a for v, a in level.terms))
        for step in self._order():
            expression = self._sum(step)
            self._model.maximize(expression)
            word = self._run()
            if word != "OPTIMAL":
                return self._reply(word, done)
            for v, _ in step:
                self._model.add(self._variables[v] == self._value(v))
        return self._reply(word, done + int(self._text.ordered))

    def _order(self) -> Any:
        if not self._text.ordered:
            return ()
        flat = [x for own in self._text.staff for x in own]
        return steps([(x, self._text.variables[x].low, self._text.variables[x].high) for x in flat])

    def _run(self, level: Level | None = None) -> str:
        left = self._end - time.monotonic()
        if left <= 0.0:
            return "UNKNOWN"
        self._solver.parameters.max_time_in_seconds = left
        at_main = level is not None and level.name in MAIN_GOALS
        self._solver.best_bound_callback = _tell_bound if at_main else None
        status = self._solver.solve(self._model, self._listener())
        if status in {self._cp.OPTIMAL, self._cp.FEASIBLE}:
            self._values = [self._solver.value(v) for v in self._variables]
            self._hint(dict(enumerate(self._values)))
        return str(self._solver.status_name(status))

    def _listener(self) -> Any:
        """Return what CP-SAT is to call with each plan that it finds."""
        from ortools.sat.python import cp_model

        tell, staff, variables = self._tell, self._text.staff, self._variables

        class Listener(cp_model.CpSolverSolutionCallback):
            def on_solution_callback(self) -> None:
                tell([[self.value(variables[x]) for x in own] for own in staff])

        return Listener()

    def _tell(self, plan: list[list[int]]) -> None:
        if self._problem is None:
            return
        goal = main_goal(self._problem)
        best = worth(self._problem, plan)[goal] if goal else None
        report(best=best, values=[x for row in plan for x in row])

    def _value(self, v: int) -> int:
        assert self._values is not None  # noqa: S101 - after a solved level
        return self._values[v]

    def _reply(self, word: str, done: int) -> dict[str, Any]:
        values = self._values
        if values is None:
            return {"word": word, "values": None, "levels": 0}
        flat = [values[x] for own in self._text.staff for x in own]
        return {"word": word if word == "OPTIMAL" else "FEASIBLE", "values": flat, "levels": done}


def _tell_bound(bound: float) -> None:
    if math.isfinite(bound):
        report(bound=math.ceil(bound))
