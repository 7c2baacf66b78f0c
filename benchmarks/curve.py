"""The whole curve: a plan for each of 401 totals, in one pass of the ladder and by solving again and again."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

from benchmarks.instances import Instance, digest, instance, windows
from benchmarks.peers import (
    LIMIT_S,
    cp_sat_model,
    glop_model,
    names,
    pulp_model,
    read_glop,
    solve_cp_sat,
    solve_pulp,
)
from benchmarks.timing import Contestant, Goal, Section, Spread, ratios, repeated, rounds, seconds
from staffing.solver.supervise import Workers

STATIONS = 178
REACH = 200
ROUNDS = 5

Plans = Iterator[Any]


def _ladder(given: Instance, first: int, last: int) -> Plans:
    from staffing.solver.ladder import Ladder

    return iter(Ladder(given.weights, given.lower, given.upper, "webster").curve(first, last))


def _ladder_again(given: Instance, first: int, last: int) -> Plans:
    from staffing.solver.ladder import Ladder

    for total in range(first, last + 1):
        yield Ladder(given.weights, given.lower, given.upper, "webster").allocate(total)


def _apportionment(given: Instance, first: int, last: int) -> Plans:
    from apportionment.methods import compute

    for total in range(first, last + 1):
        yield compute("webster", given.weights, total, parties=names(len(given.weights)))


def _pulp(given: Instance, first: int, last: int) -> Plans:
    model, posts, row = pulp_model(windows(given.weights.tolist(), first, last), first)
    for total in range(first, last + 1):
        row.changeRHS(total)
        yield solve_pulp(model, posts)


def _cp_sat(given: Instance, first: int, last: int) -> Plans:
    for total in range(first, last + 1):
        yield solve_cp_sat(*cp_sat_model(windows(given.weights.tolist(), total, total), total))


def _glop(given: Instance, first: int, last: int) -> Plans:
    from ortools.math_opt.python import mathopt

    window = windows(given.weights.tolist(), first, last)
    model, rungs, row = glop_model(window, first)
    least = sum(own.base for own in window)
    with mathopt.IncrementalSolver(model, mathopt.SolverType.GLOP) as solver:
        for total in range(first, last + 1):
            row.lower_bound = row.upper_bound = total - least
            yield read_glop(solver.solve(), rungs, window)


CURVES: dict[str, tuple[str, Callable[[Instance, int, int], Plans]]] = {
    "ladder": ("**ladder**, one pass", _ladder),
    "ladder_again": ("ladder, 401 times", _ladder_again),
    "apportionment": ("apportionment, floats", _apportionment),
    "glop": ("MathOpt GLOP, one model, total changed", _glop),
    "cp_sat": ("CP-SAT, a model each", _cp_sat),
    "pulp": ("PuLP + CBC, one model, total changed", _pulp),
}
"""Everyone, by name: label, and the plans of all totals one after the other."""


def turn(name: str, n: int, reach: int, limit_s: float = LIMIT_S, turn_s: float = 0.1) -> dict[str, Any]:
    """Compute the curve, or as much of it as the limit allows."""
    given = instance(n)
    _, curve = CURVES[name]

    def call() -> list[Any]:
        end = time.perf_counter() + limit_s
        plans = []
        for plan in curve(given, given.total - reach, given.total + reach):
            plans.append(plan)
            if time.perf_counter() >= end:
                break
        return plans

    time_s, plans = repeated(call, turn_s)
    return {"seconds": time_s, "each_s": time_s / len(plans), "digests": [digest(plan) for plan in plans]}


def contest(names: list[str], n: int, reach: int, count: int = ROUNDS) -> dict[str, Contestant]:
    """Let peers compute one curve in turns; each in a child process of its own."""
    with ExitStack() as stack:
        found = {
            name: Contestant(name, "benchmarks.curve:turn", 2 * LIMIT_S, stack.enter_context(Workers()), [])
            for name in names
        }
        for one in found.values():
            one.workers.call(one.function, one.name, n, 1, LIMIT_S, 0.0, time_limit_s=2 * LIMIT_S)
        rounds(list(found.values()), count, n, reach)
    return found


def disagreements(found: dict[str, Contestant]) -> list[str]:
    """Return the peers that have another plan than the ladder's at some total."""
    right = found["ladder"].turns[0]["digests"]
    faults = []
    for name, one in found.items():
        wrong = {i for done in one.turns for i, mark in enumerate(done["digests"]) if mark != right[i]}
        if wrong:
            faults.append(f"{CURVES[name][0]}: another plan than the ladder's at {len(wrong)} totals")
    return faults


def measure() -> Section:
    """Return table and goal of the curve."""
    print(f"curve: n = {STATIONS}, -{REACH}..+{REACH} …", file=sys.stderr, flush=True)
    found = contest(list(CURVES), STATIONS, REACH)
    ladder = found["ladder"]
    rows: list[list[str]] = []
    all_ratios: dict[str, Spread] = {}
    for name, one in found.items():
        if not one.turns:
            rows.append([CURVES[name][0], one.out, "", ""])
            continue
        # Per plan: a curve that was stopped counts for the plans that it has.
        all_ratios[name] = ratios(one, ladder, "each_s")
        ratio = "1" if name == "ladder" else str(all_ratios[name])
        done = f"{min(len(each['digests']) for each in one.turns)}"
        rows.append([CURVES[name][0], seconds(Spread.of(one.times()).median), done, ratio])
    return Section(
        "curve",
        ("peer", "time", "plans of 401", "times the ladder's (min-max)"),
        rows,
        [],
        [
            Goal(
                "the curve at least 1,000 x faster than CBC's re-solves",
                all_ratios.get("pulp"),
                1000.0,
                at_least=True,
            )
        ],
        disagreements(found),
    )
