"""Solves that are stopped, by a limit, by the user or by a crash: the best plan so far, and what it is worth."""

import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.reallocations import reallocation
from staffing.models.base import Goal
from staffing.models.plan import Status
from staffing.models.progress import Progress
from staffing.solver.reallocation.answers import BACKENDS
from staffing.solver.reallocation.evaluate import faults, worth
from staffing.solver.reallocation.proofs.enumerate_plans import best_plan
from staffing.solver.reallocation.solve import solve
from staffing.solver.supervise import Workers
from tests.unit.solver.reallocation.test_solve import MIDDLE, STUCK, TINY

OURS = "tests.unit.solver.reallocation.fakes"
LONG = replace(reallocation(60), goals=(Goal.DEVIATION, Goal.TRANSFERS))
"""Not solved to the end in a minute."""


@pytest.fixture
def workers(monkeypatch):
    monkeypatch.syspath_prepend(Path(__file__).parents[4])
    with Workers() as pool:
        yield pool


def asked(problem, fake, workers, **options):
    table = {"ortools": f"{OURS}:{fake}"}
    workers.warm(table["ortools"])
    return solve(problem, backend="ortools", workers=workers, backends=table, second=False, **options)


def test_a_plan_survives_the_limit(workers):
    answer = asked(STUCK, "report_then_hang", workers, time_limit_s=2)
    assert answer.plan == best_plan(STUCK)
    assert answer.status is Status.FEASIBLE
    assert answer.bound is None


def test_a_reported_plan_that_breaks_rules_is_not_shown(workers):
    answer = asked(STUCK, "report_no_plan_then_hang", workers, time_limit_s=0.5)
    assert (answer.status, answer.plan) == (Status.NO_SOLUTION, None)
    fallen_back = asked(TINY, "report_no_plan_then_hang", workers, time_limit_s=0.5)
    assert (fallen_back.status, fallen_back.plan) == (Status.FEASIBLE, TINY.in_post)


@pytest.mark.parametrize("fake", ["report_then_die", "report_then_fill_the_memory"])
def test_a_plan_survives_a_crash_and_the_crash_is_told(fake, workers):
    answer = asked(STUCK, fake, workers, memory_bytes=3 << 30)
    assert (answer.status, answer.plan) == (Status.CRASHED, best_plan(STUCK))
    assert answer.faults
    assert answer.worth == worth(STUCK, answer.plan)


def test_a_liar_keeps_no_plan(workers):
    answer = asked(TINY, "report_then_talk_nonsense", workers)
    assert (answer.status, answer.plan) == (Status.UNVERIFIED, None)


def test_reported_prices_prove_a_bound(workers):
    answer = asked(MIDDLE, "columns_then_hang", workers, time_limit_s=4)
    assert answer.status is Status.FEASIBLE
    assert not faults(MIDDLE, answer.plan)
    assert answer.bound is not None
    assert answer.gap is not None
    assert answer.gap < 1


@pytest.mark.parametrize("backend", ["ortools", "columns"])
def test_progress_comes_to_the_answer(backend, workers):
    heard: list[Progress] = []
    problem = MIDDLE if backend == "ortools" else reallocation(60)
    answer = solve(
        problem, backend=backend, workers=workers, time_limit_s=6, second=False, progress=heard.append
    )
    assert len(heard) >= 2
    assert answer.value is not None
    assert heard[-1].best == answer.value / answer.scale
    assert heard[-1].bound is not None
    assert heard[-1].bound <= heard[-1].best
    assert heard[-1].gap == pytest.approx((heard[-1].best - heard[-1].bound) / heard[-1].best)
    assert [step.seconds for step in heard] == sorted(step.seconds for step in heard)


@pytest.mark.parametrize("backend", ["auto", "ortools"])
def test_a_cancelled_solve_hands_over_the_best_plan(backend, workers):
    cancel, seen = threading.Event(), []

    def hear(progress: Progress) -> None:
        seen.append(progress)
        better = progress.bound is not None and progress.best != seen[0].best
        if backend == "ortools" or better:
            cancel.set()

    workers.warm(BACKENDS["ortools"])
    workers.warm(BACKENDS["columns"])
    begin = time.monotonic()
    answer = solve(LONG, backend=backend, workers=workers, time_limit_s=60, progress=hear, cancel=cancel)
    assert time.monotonic() - begin < 10
    assert answer.status is Status.CANCELLED
    assert not faults(LONG, answer.plan)
    if backend == "auto":
        assert answer.gap is not None


def test_cancelled_before_it_began(workers):
    cancel = threading.Event()
    cancel.set()
    answer = solve(STUCK, workers=workers, cancel=cancel)
    assert (answer.status, answer.plan) == (Status.CANCELLED, None)
    assert solve(TINY, workers=workers, cancel=cancel).plan == TINY.in_post


def test_cancelled_while_a_second_solver_is_asked(workers):
    cancel = threading.Event()
    timer = threading.Timer(1.5, cancel.set)
    workers.warm(f"{OURS}:honest")
    timer.start()
    answer = solve(
        MIDDLE,
        backend="ortools",
        workers=workers,
        cancel=cancel,
        time_limit_s=60,
        backends={"ortools": f"{OURS}:wrong_optimum", "pulp": f"{OURS}:slow"},
    )
    assert answer.status is Status.CANCELLED
    assert not faults(MIDDLE, answer.plan)
