"""Back ends that fail in every way seen so far, and a few honest helpers. They run in child processes only.

Fakes have the signature of a back end. The environment variable :data:`PID_FILE` names a file for the pids of
what they start.
"""

import ctypes
import math
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from staffing.solver.problem import Problem
from staffing.solver.solve import solve
from staffing.solver.worker import report

PID_FILE = "STAFFING_TEST_PID_FILE"
Reply = dict[str, Any]


def right_plan(problem: Problem) -> list[Any]:
    plan = solve(problem).allocation
    assert plan is not None
    return list(plan)


# -- answers that are wrong ---------------------------------------------------------------------------------


def honest(problem: Problem, *_: Any) -> Reply:
    return {"word": "OPTIMAL", "values": right_plan(problem)}


def wrong_optimum(problem: Problem, *_: Any) -> Reply:
    """One post from the first station that can give it to the last that can take it."""
    plan = right_plan(problem)
    giver = next(s for s, x in enumerate(plan) if x > problem.lower[s])
    taker = next(s for s in reversed(range(len(plan))) if s != giver and plan[s] < problem.limits[s])
    plan[giver] -= 1
    plan[taker] += 1
    return {"word": "OPTIMAL", "values": plan}


def incumbent(problem: Problem, *_: Any) -> Reply:
    return {**wrong_optimum(problem), "word": "FEASIBLE"}


def false_infeasible(*_: Any) -> Reply:
    return {"word": "INFEASIBLE", "values": None}


def not_a_number(problem: Problem, *_: Any) -> Reply:
    return {"word": "OPTIMAL", "values": [math.nan, *right_plan(problem)[1:]]}


def fractional(problem: Problem, *_: Any) -> Reply:
    first, second, *rest = right_plan(problem)
    return {"word": "OPTIMAL", "values": [first + 0.5, second - 0.5, *rest]}


def wrong_length(problem: Problem, *_: Any) -> Reply:
    return {"word": "OPTIMAL", "values": right_plan(problem)[:-1]}


def wrong_bound(problem: Problem, *_: Any) -> Reply:
    """The best plan, with a bound that would make it the worst."""
    return {**honest(problem), "bound": 10**9, "objective": -1}


def wrong_bound_incumbent(problem: Problem, *_: Any) -> Reply:
    """A plan that is not the best, with a bound that would prove it."""
    return {**incumbent(problem), "bound": 10**9}


def violated_row(problem: Problem, *_: Any) -> Reply:
    first, *rest = right_plan(problem)
    return {"word": "OPTIMAL", "values": [first + 1, *rest]}


def unknown_word(*_: Any) -> Reply:
    return {"word": "BLISSFUL", "values": None}


def unknown_word_with_plan(problem: Problem, *_: Any) -> Reply:
    return {"word": "BLISSFUL", "values": right_plan(problem)}


def optimal_without_plan(*_: Any) -> Reply:
    return {"word": "OPTIMAL", "values": None}


def stopped(*_: Any) -> Reply:
    return {"word": "UNKNOWN", "values": None}


# -- answers that are none ----------------------------------------------------------------------------------


def garbage_unreadable(*_: Any) -> Any:
    return object()


def garbage_circular(*_: Any) -> Any:
    circle: list[Any] = []
    circle.append(circle)
    return circle


def garbage_type(*_: Any) -> Any:
    return "OPTIMAL"


def garbage_values(*_: Any) -> Reply:
    return {"word": "OPTIMAL", "values": {"a": 1}}


def garbage_texts(problem: Problem, *_: Any) -> Reply:
    return {"word": "OPTIMAL", "values": [str(x) for x in right_plan(problem)]}


def noise(problem: Problem, *_: Any) -> Reply:
    """Talks to both streams, from Python and below it."""
    for stream in (sys.stdout, sys.stderr):
        print("Welcome to the solver" * 1000, file=stream)
    os.write(1, b"x" * 100_000)
    os.write(2, b"x" * 100_000)
    return honest(problem)


# -- no answer ----------------------------------------------------------------------------------------------


def hang(*_: Any) -> None:
    while True:
        pass


def hang_deaf(*_: Any) -> None:
    """Ignores every signal that can be ignored."""
    for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
        signal.signal(number, signal.SIG_IGN)
    while True:
        time.sleep(1)


def hang_below(*_: Any) -> None:
    """Sleeps in C and holds the interpreter, so that no Python thread can run."""
    ctypes.PyDLL(None).sleep(1000)


def hang_with_child(*_: Any) -> None:
    """Like CBC under PuLP: the work is done by a program of its own."""
    child = subprocess.Popen(["sleep", "1000"])
    if PID_FILE in os.environ:
        file = Path(os.environ[PID_FILE])
        half = file.with_suffix(".half")
        half.write_text(f"{os.getpid()} {child.pid}", encoding="ascii")
        half.rename(file)  # who waits for the file finds it whole
    child.wait()


def hang_half_said(*_: Any) -> None:
    """Announces a long answer and never says it."""
    for link in list(Path("/proc/self/fd").iterdir()):
        if link.is_symlink() and str(link.readlink()).startswith("socket:"):
            os.write(int(link.name), (1000).to_bytes(8, "big") + b"{")
    hang()


def segfault(*_: Any) -> None:
    ctypes.string_at(0)


def abort(*_: Any) -> None:
    os.abort()


def leave(*_: Any) -> None:
    raise SystemExit(0)


def fail(*_: Any) -> None:
    raise ValueError("no licence")


def memory_hog(*_: Any) -> None:
    """Takes memory until none is given, in Python."""
    held = []
    while True:
        held.append(bytes(1 << 26))


def memory_hog_below(*_: Any) -> None:
    """Takes memory until none is given, in C, and then uses what it was not given."""
    allocate = ctypes.CDLL(None).malloc
    allocate.restype = ctypes.c_void_p
    while address := allocate(ctypes.c_size_t(1 << 26)):
        pass
    ctypes.memset(address, 1, 1)


# -- reports on the way -------------------------------------------------------------------------------------


def report_all(*said: dict[str, Any]) -> str:
    """Reports one thing after the other, faster than they are sent, and answers."""
    for one in said:
        report(**one)
    return "done"


def report_slowly(*said: dict[str, Any]) -> str:
    for one in said:
        report(**one)
        time.sleep(0.1)
    return "done"


def report_then(what: str, *said: dict[str, Any]) -> None:
    """Reports, and then fails in one of the ways above."""
    report_slowly(*said)
    globals()[what]()


def report_without_end(*_: Any) -> None:
    while True:
        say(b'{"progress": {"best": 1}}')


def report_late(*_: Any) -> str:
    """Leaves a thread behind that reports when nobody asks any more."""
    timer = threading.Timer(0.2, report, kwargs={"best": 1})
    timer.daemon = True
    timer.start()
    report(best=2)
    report(best=3)  # waits to be sent when the answer goes out
    return "done"


def say(message: bytes) -> None:
    """Write a message of any kind to the parent."""
    for link in list(Path("/proc/self/fd").iterdir()):
        if link.is_symlink() and str(link.readlink()).startswith("socket:"):
            os.write(int(link.name), len(message).to_bytes(8, "big") + message)


def plan_then_hang(problem: Problem, *_: Any) -> None:
    """Reports the best plan and never answers."""
    report(best=7, bound=5, values=right_plan(problem))
    hang_deaf()


def worse_plan_then_hang(problem: Problem, *_: Any) -> None:
    report(best=9, bound=5, values=wrong_optimum(problem)["values"])
    hang_deaf()


def plan_after_a_while(problem: Problem, *_: Any) -> Reply:
    report(best=9, bound=5, values=wrong_optimum(problem)["values"])
    time.sleep(1.0)
    return honest(problem)


def wrong_plan_then_hang(problem: Problem, *_: Any) -> None:
    report(best=0, bound=0, values=violated_row(problem)["values"])
    hang_deaf()


# -- helpers ------------------------------------------------------------------------------------------------


def pulp_words() -> list[str]:
    import pulp

    return [f"{a}, {b}" for a in pulp.LpStatus.values() for b in pulp.LpSolution.values()]


def ortools_words() -> list[str]:
    from ortools.sat.python import cp_model

    names = ("UNKNOWN", "MODEL_INVALID", "FEASIBLE", "INFEASIBLE", "OPTIMAL")
    return [cp_model.CpSolver().status_name(getattr(cp_model, name)) for name in names]


def solve_file(path: str) -> dict[str, float]:
    """Solve a model file by the bundled CBC alone; an MPS file through PuLP's reader."""
    import pulp

    cbc = pulp.apis.coin_api.pulp_cbc_path
    if path.endswith(".mps"):
        variables, model = pulp.LpProblem.fromMPS(path)
        model.solve(pulp.COIN_CMD(path=cbc, msg=False))
        return {name: variable.varValue for name, variable in variables.items()}
    subprocess.run([cbc, path, "-solve", "-solution", "out.txt"], check=True, stdout=subprocess.DEVNULL)
    lines = Path("out.txt").read_text(encoding="ascii").splitlines()
    assert lines[0].startswith("Optimal")
    return {name: float(value) for _, name, value, _ in map(str.split, lines[1:])}
