"""The textbook model through MathOpt and HiGHS: a peer for ``moves``. Runs in a child process only."""

import datetime
from typing import Any

from staffing.solver.reallocation.backends.textbook import textbook
from staffing.solver.reallocation.problem import Plan, Reallocation


def prepare() -> None:
    """Load the library."""
    from ortools.math_opt.python import mathopt  # noqa: F401


def answer(
    problem: Reallocation, time_limit_s: float, seed: int, threads: int, start: Plan | None = None
) -> dict[str, Any]:
    """Solve the first goal, from the present staff; HiGHS refuses ``threads`` here and has no seed."""
    from ortools.math_opt.python import mathopt

    del seed, threads, start
    text = textbook(problem)
    if text is None:
        return {"word": "INFEASIBLE", "values": None, "levels": 0}
    model = mathopt.Model(name="moves")
    variables = [model.add_integer_variable(lb=v.low, ub=v.high) for v in text.variables]
    for row in text.rows:
        total = mathopt.fast_sum([a * variables[v] for v, a in row.terms])
        low = float("-inf") if row.low is None else row.low
        high = float("inf") if row.high is None else row.high
        model.add_linear_constraint(mathopt.BoundedLinearExpression(low, total, high))
    for level in text.levels[:-1]:  # heads left out: all are placed
        total = mathopt.fast_sum([a * variables[v] for v, a in level.terms])
        model.add_linear_constraint(total <= -level.constant)
    goal = text.levels[-1]
    largest = max(1, *(abs(a) for _, a in goal.terms))
    model.minimize(mathopt.fast_sum([a * (1e3 / largest) * variables[v] for v, a in goal.terms]))
    hint = mathopt.SolutionHint(
        variable_values={v: w.start for v, w in zip(variables, text.variables, strict=True)}
    )
    limit = datetime.timedelta(seconds=time_limit_s)
    parameters = mathopt.SolveParameters(time_limit=limit, relative_gap_tolerance=0.0)
    try:
        result = mathopt.solve(
            model,
            mathopt.SolverType.HIGHS,
            params=parameters,
            model_params=mathopt.ModelSolveParameters(solution_hints=[hint]),
        )
    except AttributeError as fault:  # what went wrong stands in the context
        raise RuntimeError(str(fault.__context__)) from fault
    done = result.termination.reason is mathopt.TerminationReason.OPTIMAL
    if not result.has_primal_feasible_solution():
        return {"word": "UNKNOWN", "values": None, "levels": 0}
    found = result.variable_values()
    values = [round(found[variables[x]]) for own in text.staff for x in own]
    return {"word": "OPTIMAL" if done else "FEASIBLE", "values": values, "levels": 0}
