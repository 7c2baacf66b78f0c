"""What back ends say is believed only as far as it is shown; limits hold; the answer says how it came about."""

import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.reallocations import reallocation
from staffing.errors import UsageError
from staffing.models.base import Goal, Place
from staffing.models.plan import Status
from staffing.solver.reallocation.backends.pulp_backend import write_model
from staffing.solver.reallocation.evaluate import faults, key, worth
from staffing.solver.reallocation.problem import Category, Group, Pin, Reallocation
from staffing.solver.reallocation.proofs.enumerate_plans import best_plan
from staffing.solver.reallocation.solve import solve
from staffing.solver.reallocation.verify import check
from staffing.solver.supervise import Workers

OURS, SHARED = "tests.unit.solver.reallocation.fakes", "tests.unit.solver.fakes"
TINY = Reallocation(
    ("A", "B", "C"),
    (5, 3, 1),
    (Category("k", 6), Category("m", 3)),
    ((1, 1), (2, 1), (2, 1)),
    transfers_limit=3,
)
STUCK = replace(TINY, place=Place.EXACT)
"""The present staff is no plan: one head is missing."""
MIDDLE = replace(reallocation(12), goals=(Goal.DEVIATION, Goal.TRANSFERS))


@pytest.fixture
def workers(monkeypatch):
    monkeypatch.syspath_prepend(Path(__file__).parents[4])
    with Workers() as pool:
        yield pool


def asked(problem, fake, workers, *, module=OURS, limit=20.0):
    return solve(
        problem,
        backend="ortools",
        workers=workers,
        time_limit_s=limit,
        backends={"ortools": f"{module}:{fake}"},
    )


def test_an_honest_answer_is_proven(workers):
    answer = asked(TINY, "honest", workers)
    assert (answer.status, answer.plan) == (Status.OPTIMAL, best_plan(TINY))
    assert set(answer.proofs) == {"enumeration"}
    assert answer.gap == 0


@pytest.mark.parametrize("fake", ["wrong_optimum", "wrong_bound", "levels_without_end"])
def test_a_wrong_optimum_is_seen_and_mended(fake, workers):
    answer = asked(TINY, fake, workers)
    assert (answer.status, answer.plan) == (Status.OPTIMAL, best_plan(TINY))
    assert answer.faults


@pytest.mark.parametrize("fake", ["wrong_optimum", "incumbent", "wrong_bound", "levels_without_end"])
def test_where_nothing_proves_it_no_plan_is_called_the_best(fake, workers):
    answer = asked(MIDDLE, fake, workers)
    assert answer.status is Status.FEASIBLE
    assert not faults(MIDDLE, answer.plan)
    assert answer.bound is None or answer.bound <= answer.value


@pytest.mark.parametrize("problem", [TINY, MIDDLE])
@pytest.mark.parametrize("fake", ["false_infeasible", "false_proof_of_infeasibility"])
def test_a_false_infeasible_is_not_believed(problem, fake, workers):
    answer = asked(problem, fake, workers)
    assert (answer.status, answer.plan) == (Status.UNVERIFIED, None)


@pytest.mark.parametrize("fake", ["not_a_number", "fractional", "wrong_length", "violated_row"])
def test_what_is_no_plan_is_not_shown(fake, workers):
    answer = asked(TINY, fake, workers)
    assert (answer.status, answer.plan) == (Status.UNVERIFIED, None)
    assert answer.faults


@pytest.mark.parametrize(
    ("fake", "status"),
    [
        ("segfault", Status.CRASHED),
        ("abort", Status.CRASHED),
        ("leave", Status.CRASHED),
        ("fail", Status.CRASHED),
        ("memory_hog", Status.CRASHED),
        ("garbage_unreadable", Status.UNVERIFIED),
        ("garbage_type", Status.UNVERIFIED),
        ("garbage_values", Status.UNVERIFIED),
        ("unknown_word", Status.UNVERIFIED),
        ("stopped", Status.NO_SOLUTION),
        ("optimal_without_plan", Status.UNVERIFIED),
    ],
)
def test_answers_that_are_none(fake, status, workers):
    answer = asked(STUCK, fake, workers, module=SHARED)
    assert (answer.status, answer.plan) == (status, None)


@pytest.mark.parametrize("fake", ["hang", "hang_deaf", "hang_below", "hang_with_child", "hang_half_said"])
def test_the_limit_is_hard(fake, workers):
    started = time.monotonic()
    answer = asked(STUCK, fake, workers, module=SHARED, limit=0.5)
    assert time.monotonic() - started < 2.5 + 1
    assert answer.status is Status.NO_SOLUTION


def test_the_present_staff_is_a_plan_at_any_time(workers):
    for fake, module in (("slow", OURS), ("stopped", OURS)):
        answer = asked(TINY, fake, workers, module=module, limit=0.3)
        assert (answer.status, answer.plan) == (Status.FEASIBLE, TINY.in_post)


def test_a_given_plan_is_fallen_back_on(workers):
    best = best_plan(STUCK)
    answer = solve(
        STUCK, backend="ortools", start=best, workers=workers, backends={"ortools": f"{OURS}:stopped"}
    )
    assert (answer.status, answer.plan) == (Status.FEASIBLE, best)


@pytest.mark.parametrize("bad", [{"backend": "abacus"}, {"time_limit_s": 0.0}, {"threads": 0}])
def test_options_are_refused(bad):
    with pytest.raises(UsageError):
        solve(TINY, **bad)


@pytest.mark.parametrize("seed", range(3))
def test_columns_bound_a_middling_problem(seed, workers):
    problem = reallocation(60, seed)
    answer = solve(problem, time_limit_s=4, workers=workers, second=False)
    assert (answer.backend, answer.reason) == ("columns", "reason_columns")
    assert answer.status in {Status.FEASIBLE, Status.OPTIMAL}
    assert not faults(problem, answer.plan)
    assert answer.value is not None
    assert answer.bound is not None
    assert 0 <= (answer.value - answer.bound) / answer.value < 0.05
    # The bound stands without the solver, from its prices and cases alone.
    again = check(problem, answer.plan, multipliers=answer.multipliers, cases=answer.cases)
    assert (again.bound, again.proofs) == (answer.bound, answer.proofs)


def test_columns_prove_that_there_is_no_plan(workers):
    problem = reallocation(60)
    everyone = tuple(range(60))
    least = sum(c.cap for c in problem.categories) + 1
    problem = replace(
        problem, groups=(Group("all", everyone, least),), place=Place.AT_MOST, goals=(Goal.DEVIATION,)
    )
    answer = solve(problem, backend="columns", workers=workers, second=False)
    assert (answer.status, answer.proofs) == (Status.INFEASIBLE, ("dual_bound",))


def test_caps_that_cannot_be_filled_are_left_to_cp_sat(workers):
    problem = reallocation(40)
    full = tuple(replace(c, cap=c.cap + 1000) for c in problem.categories)
    problem = replace(problem, categories=full)
    answer = solve(problem, time_limit_s=6, workers=workers, second=False)
    assert (answer.backend, answer.reason) == ("ortools", "reason_declined")
    assert answer.status is Status.FEASIBLE
    assert answer.worth["unplaced"] < worth(problem, problem.in_post)["unplaced"]


def test_flow_is_proven_by_exchange(workers):
    problem = replace(
        reallocation(200, limits=False, goal=Goal.FAIRNESS), goals=(Goal.FAIRNESS, Goal.TRANSFERS)
    )
    answer = solve(problem, workers=workers)
    assert (answer.backend, answer.reason) == ("flow", "reason_transport")
    assert answer.status is Status.OPTIMAL
    assert answer.proofs[-2:] == ("exchange", "exchange")


def test_levels_that_no_flow_settles_are_settled_after_it(workers):
    problem = reallocation(40, limits=False, goal=Goal.FAIRNESS)
    answer = solve(problem, workers=workers)
    assert (answer.status, answer.reason) == (Status.OPTIMAL, "reason_transport")
    first = solve(problem, backend="flow", workers=workers, second=False)
    assert (first.status, first.proofs) == (Status.FEASIBLE, ("plain", "exchange", "exchange"))
    assert key(problem, answer.plan)[:3] == key(problem, first.plan)[:3]
    assert key(problem, answer.plan) <= key(problem, first.plan)


def test_pins_are_kept(workers):
    pinned = replace(TINY, pins=(Pin(0, 0, 2), Pin(1), Pin(None, 1)))
    answer = solve(pinned, workers=workers)
    assert answer.plan == best_plan(pinned)
    assert answer.plan[0][0] == 2
    assert answer.plan[1] == TINY.in_post[1]


def test_the_same_again(workers):
    found = {solve(MIDDLE, workers=workers, seed=3, second=False).plan for _ in range(3)}
    assert len(found) == 1
    assert key(MIDDLE, found.pop())[:2] <= key(MIDDLE, MIDDLE.in_post)[:2]


@pytest.mark.parametrize("suffix", [".lp", ".mps"])
def test_the_model_is_written_whole_and_alike(tmp_path, suffix, workers):
    first, second = tmp_path / f"a{suffix}", tmp_path / f"b{suffix}"
    for path in (first, second):
        write_model(TINY, path, workers=workers)
    assert first.read_bytes() == second.read_bytes()
    assert "x_0_0" in first.read_text(encoding="utf-8")
    assert len(list(tmp_path.iterdir())) == 2


def test_other_suffixes_are_refused(tmp_path):
    with pytest.raises(UsageError):
        write_model(TINY, tmp_path / "a.txt")


def test_worth_by_name():
    assert worth(TINY, TINY.in_post)["transfers"] == 0


def test_the_main_process_loads_no_solver():
    code = (
        "import sys, staffing.solver.reallocation.solve, staffing.solver.reallocation.conflicts,"
        " staffing.solver.reallocation.columns.generation, staffing.solver.reallocation.backends.pulp_backend\n"
        "print([name for name in ('highspy', 'ortools', 'pulp') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
