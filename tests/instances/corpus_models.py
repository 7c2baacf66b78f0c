"""Models of the corpus given to solvers as they are, in child processes."""

from typing import Any


def by_cp_sat(row: dict[str, int]) -> list[Any]:
    """Make ``row`` least where it is at least 1; as near to "without bounds" as CP-SAT goes."""
    from ortools.sat.python import cp_model

    model, solver = cp_model.CpModel(), cp_model.CpSolver()
    total = sum(a * model.new_int_var(-(10**6), 10**6, name) for name, a in row.items())
    model.add(total >= 1)
    model.minimize(total)
    word = solver.status_name(solver.solve(model))
    return [word, round(solver.objective_value)]


def by_cbc(row: dict[str, int]) -> list[Any]:
    """Ask the bundled CBC; return its word, its value, and what the row comes to."""
    import pulp

    model = pulp.LpProblem("cbc685", pulp.LpMinimize)
    variables = {name: model.add_variable(name, None, None, pulp.LpInteger) for name in row}
    total = pulp.lpSum(a * variables[name] for name, a in row.items())
    model += total
    model += total >= 1, "row"
    model.solve(pulp.COIN_CMD(path=pulp.apis.coin_api.pulp_cbc_path, msg=False, timeLimit=10))
    value = sum(a * (variables[name].varValue or 0) for name, a in row.items())
    return [pulp.LpStatus[model.status], value, value]
