"""Twelve ways in which a solver can fail: each gets the right status, in time, and no wrong answer is shown."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.reallocations import reallocation
from staffing.models.base import Goal, Place
from staffing.models.plan import Status
from staffing.solver.reallocation.answers import BACKENDS
from staffing.solver.reallocation.evaluate import faults, worth
from staffing.solver.reallocation.problem import Category, Reallocation
from staffing.solver.reallocation.proofs.enumerate_plans import best_plan
from staffing.solver.reallocation.solve import solve
from staffing.solver.supervise import Workers

OURS, SHARED = "tests.unit.solver.reallocation.fakes", "tests.unit.solver.fakes"
SMALL = Reallocation(
    ("A", "B", "C"),
    (5, 3, 1),
    (Category("k", 6), Category("m", 3)),
    ((1, 1), (2, 1), (2, 1)),
    transfers_limit=3,
    place=Place.EXACT,
)
"""All its plans can be gone through; the present staff is none: one head is missing."""
LARGE = replace(reallocation(12), goals=(Goal.DEVIATION, Goal.TRANSFERS))
"""Its plans cannot be gone through; the present staff is one."""
TWELVE = {
    "wrong_optimum": (OURS, Status.OPTIMAL, Status.FEASIBLE),
    "false_infeasible": (OURS, Status.UNVERIFIED, Status.UNVERIFIED),
    "not_a_number": (OURS, Status.UNVERIFIED, Status.UNVERIFIED),
    "fractional": (OURS, Status.UNVERIFIED, Status.UNVERIFIED),
    "wrong_length": (OURS, Status.UNVERIFIED, Status.UNVERIFIED),
    "wrong_bound": (OURS, Status.OPTIMAL, Status.FEASIBLE),
    "hang": (SHARED, Status.NO_SOLUTION, Status.FEASIBLE),
    "segfault": (SHARED, Status.CRASHED, Status.CRASHED),
    "abort": (SHARED, Status.CRASHED, Status.CRASHED),
    "memory_hog": (SHARED, Status.CRASHED, Status.CRASHED),
    "garbage_type": (SHARED, Status.UNVERIFIED, Status.UNVERIFIED),
    "violated_row": (OURS, Status.UNVERIFIED, Status.UNVERIFIED),
}
"""Fake: its module, and the status where all plans can be gone through, and where they cannot.

Where they can, a wrong optimum is seen, and the answer is the true best plan.
"""
LIMIT_S, MARGIN_S, NOISE_S = 1.0, 2.0, 3.0
"""``NOISE_S`` is for the machine, which is shared: the promise is the limit and the margin."""


@pytest.fixture(scope="module")
def workers():
    with pytest.MonkeyPatch.context() as patch, Workers(memory_bytes=2 << 30) as pool:
        patch.syspath_prepend(Path(__file__).parents[4])
        yield pool


def test_they_are_twelve():
    assert len(TWELVE) == 12
    assert faults(SMALL, SMALL.in_post)
    assert not faults(LARGE, LARGE.in_post)


@pytest.mark.parametrize("confirmed", [False, True])
@pytest.mark.parametrize("fake", TWELVE)
def test_small(fake, confirmed, workers):
    module, status, _ = TWELVE[fake]
    answer = asked(SMALL, f"{module}:{fake}", workers, confirmed)
    if fake == "false_infeasible" and confirmed:
        status = Status.OPTIMAL  # the second solver has a plan, and going through all shows it to be the best
    assert answer.status is status
    assert answer.plan == (best_plan(SMALL) if status is Status.OPTIMAL else None)
    assert answer.faults or status is Status.NO_SOLUTION or confirmed


@pytest.mark.parametrize("fake", TWELVE)
def test_large(fake, workers):
    module, _, status = TWELVE[fake]
    answer = asked(LARGE, f"{module}:{fake}", workers, confirmed=False)
    assert answer.status is status
    if answer.plan is not None:
        assert not faults(LARGE, answer.plan)
        assert answer.worth == worth(LARGE, answer.plan)
        assert answer.bound is None or answer.bound <= answer.value
    else:
        assert status is not Status.FEASIBLE


def asked(problem, fake, workers, confirmed):
    """The answer, in time; with CBC as a second solver, or without any."""
    backends = {"ortools": fake} | ({"pulp": BACKENDS["pulp"]} if confirmed else {})
    for function in backends.values():
        workers.warm(function)
    # An honest search stands behind some fakes: a hang alone is held against its limit to the second.
    limit = LIMIT_S if fake.endswith("hang") else 10.0
    started = time.monotonic()
    answer = solve(problem, backend="ortools", workers=workers, time_limit_s=limit, backends=backends)
    assert time.monotonic() - started < limit + MARGIN_S + NOISE_S
    return answer
