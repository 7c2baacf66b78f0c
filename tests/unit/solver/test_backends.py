"""Back ends: what they say is translated in one table and believed only as far as it is checked."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from staffing.errors import BackendReplyError, UsageError
from staffing.models.plan import Status
from staffing.models.progress import Progress
from staffing.solver.backends import CLAIMS, Claim, read_answer
from staffing.solver.problem import UNLIMITED, GroupBounds, Problem
from staffing.solver.programme import centred, programme
from staffing.solver.pulp_backend import write_model
from staffing.solver.solve import solve
from staffing.solver.supervise import Workers

FAKES = "tests.unit.solver.fakes"
BACKENDS = ("ortools", "pulp")
MARKET = Problem(
    ("I", "II", "III", "IV"), (16200, 47000, 12700, 700), (1, 0, 0, 0), (99, 99, 4, 99), 20, "webster"
)
IMPOSSIBLE = Problem(("I", "II"), (1, 2), (3, 3), (9, 9), 5, "webster")

WRONG = {
    "wrong_optimum": Status.FEASIBLE,
    "incumbent": Status.FEASIBLE,
    "false_infeasible": Status.UNVERIFIED,
    "not_a_number": Status.UNVERIFIED,
    "fractional": Status.UNVERIFIED,
    "wrong_length": Status.UNVERIFIED,
    "wrong_bound": Status.OPTIMAL,
    "wrong_bound_incumbent": Status.FEASIBLE,
    "violated_row": Status.UNVERIFIED,
    "unknown_word": Status.UNVERIFIED,
    "unknown_word_with_plan": Status.OPTIMAL,
    "optimal_without_plan": Status.UNVERIFIED,
    "stopped": Status.NO_SOLUTION,
    "garbage_unreadable": Status.UNVERIFIED,
    "garbage_circular": Status.UNVERIFIED,
    "garbage_type": Status.UNVERIFIED,
    "garbage_values": Status.UNVERIFIED,
    "garbage_texts": Status.UNVERIFIED,
    "noise": Status.OPTIMAL,
    "segfault": Status.CRASHED,
    "abort": Status.CRASHED,
    "leave": Status.CRASHED,
    "fail": Status.CRASHED,
    "memory_hog": Status.CRASHED,
    "memory_hog_below": Status.CRASHED,
}
HANGING = ("hang", "hang_deaf", "hang_below", "hang_half_said", "hang_with_child")


def solve_by(fake: str, workers: Workers | None, problem: Problem = MARKET, **options):
    return solve(
        problem, backend="ortools", workers=workers, backends={"ortools": f"{FAKES}:{fake}"}, **options
    )


@pytest.fixture(scope="module")
def workers():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(Path(__file__).parents[3])
        with Workers(memory_bytes=2 << 30) as pool:  # room for any of them, and soon full
            yield pool


@pytest.mark.parametrize("fake", WRONG)
def test_a_back_end_that_lies_or_dies(fake, workers):
    plan = solve_by(fake, workers)
    assert plan.status is WRONG[fake], plan.faults
    assert (plan.backend, plan.reason) == ("ortools", "reason_named")
    right = solve(MARKET)
    if plan.status is Status.OPTIMAL:
        assert (plan.allocation, plan.objective, plan.bound) == (
            right.allocation,
            right.objective,
            right.bound,
        )
    elif plan.status is Status.FEASIBLE:
        assert plan.allocation != right.allocation
        assert (plan.verified, plan.bound, plan.proof) == (True, None, None)
        assert plan.objective is not None
        assert plan.objective > right.objective
    else:
        assert (plan.allocation, plan.objective, plan.bound, plan.verified) == (None, None, None, False)
        assert plan.faults
    assert solve_by("honest", workers).status is Status.OPTIMAL


def test_a_wrong_optimum_is_refuted_by_an_exchange(workers):
    assert "one post from" in solve_by("wrong_optimum", workers).faults[0]
    assert solve_by("incumbent", workers).faults == ()


def test_infeasible_is_believed_where_arithmetic_says_so(workers):
    plan = solve_by("false_infeasible", workers, IMPOSSIBLE)
    assert (plan.status, plan.verified) == (Status.INFEASIBLE, True)
    assert (solve(IMPOSSIBLE).status, solve(IMPOSSIBLE).verified) == (Status.INFEASIBLE, True)


@pytest.mark.parametrize("fake", HANGING)
def test_a_back_end_that_never_returns(fake, workers):
    assert solve_by("honest", workers).status is Status.OPTIMAL
    begin = time.monotonic()
    plan = solve_by(fake, workers, time_limit_s=1.0)
    assert time.monotonic() - begin < 3.0
    assert (plan.status, plan.allocation) == (Status.NO_SOLUTION, None)
    assert solve_by("honest", workers).status is Status.OPTIMAL


def test_a_reported_plan_survives_the_limit_and_stands_the_check(workers):
    workers.warm(f"{FAKES}:hang")
    plan = solve_by("plan_then_hang", workers, time_limit_s=0.5)
    assert (plan.status, plan.allocation, plan.faults) == (Status.OPTIMAL, solve(MARKET).allocation, ())
    worse = solve_by("worse_plan_then_hang", workers, time_limit_s=0.5)
    assert (worse.status, worse.verified) == (Status.FEASIBLE, True)
    wrong = solve_by("wrong_plan_then_hang", workers, time_limit_s=0.5)
    assert (wrong.status, wrong.allocation) == (Status.NO_SOLUTION, None)


@pytest.mark.parametrize("fake", ["hang_deaf", "worse_plan_then_hang"])
def test_a_solve_can_be_cancelled(fake, workers):
    workers.warm(f"{FAKES}:hang")
    cancel = threading.Event()
    heard: list[Progress] = []
    threading.Timer(0.5, cancel.set).start()
    begin = time.monotonic()
    plan = solve_by(fake, workers, time_limit_s=60, cancel=cancel, progress=heard.append)
    assert time.monotonic() - begin < 2
    assert plan.status is Status.CANCELLED
    assert (plan.allocation is not None) is plan.verified is bool(heard) is (fake != "hang_deaf")


def test_the_limit_holds_at_five_seconds(workers):
    workers.warm(f"{FAKES}:hang_deaf")
    begin = time.monotonic()
    assert solve_by("hang_deaf", workers, time_limit_s=5.0).status is Status.NO_SOLUTION
    assert 5.0 < time.monotonic() - begin < 7.0


# -- the real ones ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("backend", BACKENDS)
def test_plan_without_warm_workers(backend):
    plan = solve(MARKET, backend=backend)
    assert (plan.status, plan.backend, plan.reason) == (Status.OPTIMAL, backend, "reason_named")
    assert plan.allocation == solve(MARKET).allocation


@pytest.mark.parametrize("backend", BACKENDS)
def test_infeasible_by_the_back_end_itself(backend, workers):
    plan = solve(IMPOSSIBLE, backend=backend, workers=workers)
    assert (plan.status, plan.faults) == (Status.INFEASIBLE, ())


@pytest.mark.parametrize("backend", BACKENDS)
def test_seeds_and_threads_change_nothing(backend, workers):
    plans = {
        solve(MARKET, backend=backend, workers=workers, seed=seed, threads=threads).allocation
        for seed in (0, 1, 2**40)
        for threads in (1, 2)
    }
    assert plans == {solve(MARKET).allocation}


@pytest.mark.parametrize("backend", BACKENDS)
def test_windows_move_far_and_the_model_stays_small(backend, workers):
    # Maxima and a group hold back the big stations: the posts go where no quota points.
    n, total = 12, 2_000_000
    weights = (10**6, 10**6, *range(1, n - 1))
    upper = (10, UNLIMITED, *[UNLIMITED] * (n - 2))
    groups = (GroupBounds("g", (1, 2, 3), maximum=500),)
    problem = Problem(tuple(map(str, range(n))), weights, (0,) * n, upper, total, "webster", groups=groups)
    assert len(programme(problem, centred(problem)).steps) < 100
    plan = solve(problem, backend=backend, workers=workers)
    assert (plan.status, plan.allocation) == (Status.OPTIMAL, solve(problem).allocation)


def test_every_word_of_the_table_is_a_word_of_the_library(workers):
    for backend in BACKENDS:
        words = workers.call(f"{FAKES}:{backend}_words", time_limit_s=60)
        assert {word for name, word in CLAIMS if name == backend} <= set(words)
        for word in words:
            read_answer(backend, {"word": word, "values": None})
    assert read_answer("ortools", {"word": "MODEL_INVALID"}).claim is Claim.UNKNOWN


@pytest.mark.parametrize("reply", [None, 1, [], {}, {"word": 1}, {"word": "OPTIMAL", "values": "12"}])
def test_replies_of_another_shape_are_refused(reply):
    with pytest.raises(BackendReplyError):
        read_answer("ortools", reply)


def test_the_main_process_loads_no_solver():
    text = """
import sys
from staffing.solver import ortools_backend, pulp_backend
from staffing.solver.problem import Problem
from staffing.solver.solve import solve
problem = Problem(("I", "II"), (1, 2), (0, 0), (9, 9), 5, "webster")
statuses = {solve(problem, backend=name).status.value for name in ("auto", "ortools", "pulp")}
loaded = {name.partition(".")[0] for name in sys.modules}
print(statuses, sorted(loaded & {"ortools", "pulp", "highspy", "multiprocessing"}))
"""
    # Fed by stdin: there is no __main__ that a child could run again.
    done = subprocess.run([sys.executable, "-"], input=text, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("{'OPTIMAL'} []\n", "")


# -- choosing -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "backend", "name", "reason"),
    [
        ("webster", "auto", "ladder", "reason_ladder"),
        ("adams", "ladder", "ladder", "reason_named"),
        ("hamilton", "auto", "hamilton", "reason_hamilton"),
        ("hamilton", "ladder", "hamilton", "reason_hamilton"),
    ],
)
def test_auto_takes_the_exact_way(method, backend, name, reason):
    problem = Problem(("I", "II", "III"), (16200, 47000, 12700), (0,) * 3, (99,) * 3, 20, method)
    plan = solve(problem, backend=backend)
    assert (plan.backend, plan.reason, plan.status) == (name, reason, Status.OPTIMAL)


@pytest.mark.parametrize(
    ("method", "options", "code"),
    [
        ("webster", {"backend": "gurobi"}, "E_OPTION"),
        ("webster", {"backend": "hamilton"}, "E_OPTION"),
        ("webster", {"time_limit_s": 0.0}, "E_OPTION"),
        ("webster", {"time_limit_s": float("nan")}, "E_OPTION"),
        ("webster", {"threads": 0}, "E_OPTION"),
        ("hamilton", {"backend": "ortools"}, "E_METHOD"),
        ("hamilton", {"backend": "pulp"}, "E_METHOD"),
    ],
)
def test_what_there_is_not_is_refused(method, options, code):
    problem = Problem(("I", "II"), (1, 2), (0, 0), (9, 9), 5, method)
    with pytest.raises(UsageError) as refused:
        solve(problem, **options)
    assert [issue.code for issue in refused.value.issues] == [code]


# -- hand-

GROUPED = Problem(
    ("a", "b", "c", "d"),
    (5, 5, 3, 0),
    (0, 1, 0, 1),
    (9, 9, 9, 9),
    14,
    "adams",
    groups=(GroupBounds("g", (0, 2), maximum=6),),
)


@pytest.mark.parametrize("suffix", [".lp", ".mps"])
@pytest.mark.parametrize("problem", [MARKET, GROUPED], ids=["market", "grouped"])
def test_a_written_model_is_solved_to_the_same_plan(problem, suffix, workers, tmp_path):
    path = tmp_path / f"handover{suffix}"
    write_model(problem, path, workers=workers)
    values = workers.call(f"{FAKES}:solve_file", str(path), time_limit_s=60)
    posts = tuple(round(values.get(f"x_{s}", 0.0)) for s in range(len(problem.ids)))
    assert posts == solve(problem).allocation
    assert "x_s: posts of station s" in path.read_text(encoding="ascii").splitlines()[0]


@pytest.mark.parametrize("suffix", [".lp", ".mps"])
def test_the_same_problem_gives_the_same_bytes(suffix, tmp_path):
    paths = [tmp_path / f"{name}{suffix}" for name in "ab"]
    for path in paths:
        write_model(GROUPED, path)
    assert paths[0].read_bytes() == paths[1].read_bytes()
    assert sorted(tmp_path.iterdir()) == paths


def test_a_failed_writing_leaves_the_old_file(tmp_path, workers, monkeypatch):
    path = tmp_path / "handover.lp"
    path.write_text("old", encoding="ascii")
    monkeypatch.setattr("staffing.solver.pulp_backend.__name__", FAKES)
    with pytest.raises(Exception, match="has no attribute 'write'"):
        write_model(MARKET, path, workers=workers)
    assert [p.read_text(encoding="ascii") for p in tmp_path.iterdir()] == ["old"]


@pytest.mark.parametrize(
    ("changes", "name", "code"),
    [
        ({}, "model.txt", "E_OPTION"),
        ({"method": "hamilton"}, "model.lp", "E_METHOD"),
        ({"total": 10**9, "upper": (UNLIMITED,) * 4}, "model.lp", "E_MODEL"),
    ],
)
def test_what_cannot_be_written_is_refused(changes, name, code, tmp_path):
    fields = {"ids": MARKET.ids, "weights": MARKET.weights, "lower": (0,) * 4, "upper": (9,) * 4}
    problem = Problem(**{**fields, "total": 20, "method": "webster", **changes})
    with pytest.raises(UsageError) as refused:
        write_model(problem, Path(tmp_path, name))
    assert [issue.code for issue in refused.value.issues] == [code]
