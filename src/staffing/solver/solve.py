"""Problem to Plan: choose the back end, read its answer, believe nothing that is not checked."""

import math
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from typing import TYPE_CHECKING

from staffing.errors import (
    BackendCancelledError,
    BackendDiedError,
    BackendError,
    BackendReplyError,
    BackendTimeoutError,
    Issue,
    UsageError,
)
from staffing.models.base import Method
from staffing.models.plan import Plan, Status
from staffing.models.progress import Progress
from staffing.solver.backends import BACKENDS, Claim, RawAnswer, read_answer
from staffing.solver.hamilton import largest_remainder
from staffing.solver.ladder import ladder_for
from staffing.solver.methods import DIVISORS
from staffing.solver.problem import Problem
from staffing.solver.reports import Report
from staffing.solver.verify import check, is_feasible, must_place

if TYPE_CHECKING:
    from staffing.solver.supervise import Workers

AUTO, LADDER = "auto", "ladder"


def solve(
    problem: Problem,
    *,
    backend: str = AUTO,
    time_limit_s: float = 30.0,
    seed: int = 0,
    threads: int = 1,
    workers: "Workers | None" = None,
    memory_bytes: int | None = None,
    progress: Callable[[Progress], None] | None = None,
    cancel: threading.Event | None = None,
    backends: Mapping[str, str] = BACKENDS,
) -> Plan:
    """Return the plan of a problem, checked exactly, whichever back end found it.

    Parameters
    ----------
    backend
        ``auto`` and ``ladder`` allocate without a solver, exactly: by the ladder, or for ``hamilton`` by its
        rule. ``ortools`` (CP-SAT) and ``pulp`` (CBC) find the same plan in a child process.
    time_limit_s
        Seconds for the solve; after a second of grace the child is killed. The start of a worker is not
        counted.
    seed, threads
        Passed on to the solver. The plan depends on neither: the tie rule allows one only.
    workers
        Warm workers to use; None: a worker for this call alone.
    memory_bytes
        Address space that the child may take; None: that of the workers.
    progress
        Called with how far the child says it has come.
    cancel
        Once it is set the child is killed, and the plan is the best so far, CANCELLED.
    backends
        Table of the back ends in child processes, name to ``module:function``.

    Raises
    ------
    UsageError
        ``E_OPTION``: no such back end, or a limit that is none. ``E_METHOD``: the back end cannot follow the
        method.

    Examples
    --------
    >>> plan = solve(Problem(("I", "II", "III"), (5, 3, 1), (0, 0, 0), (9, 9, 9), 4, "webster"))
    >>> plan.status.value, plan.allocation, plan.proof
    ('OPTIMAL', (3, 1, 0), 'exchange')
    """
    _refuse(problem, backend, time_limit_s, threads, backends)
    if backend in {AUTO, LADDER}:
        return _allocate(problem, named=backend != AUTO)
    from staffing.solver.supervise import GRACE_S, Workers

    started = time.monotonic()

    def hear(report: Report) -> None:
        if progress is not None:
            progress(report.progress(1, time.monotonic() - started))

    try:
        with nullcontext(workers) if workers else Workers() as pool:
            reply = pool.call(
                backends[backend],
                *(problem, time_limit_s, seed, threads),
                time_limit_s=time_limit_s + GRACE_S,
                memory_bytes=memory_bytes,
                progress=hear,
                cancel=cancel,
            )
        answer = read_answer(backend, reply)
    except BackendError as failure:
        return _salvaged(problem, failure, backend)
    return judge(problem, answer, backend=backend, reason="reason_named")


def _salvaged(problem: Problem, failure: BackendError, backend: str) -> Plan:
    """Return what is left of a back end that failed: the plan that it reported last, if that stands the check."""
    status = _FAILURES.get(type(failure), Status.CRASHED)
    told = () if status is Status.CANCELLED else (str(failure),)
    if failure.best_so_far is not None and status is not Status.UNVERIFIED:
        reported = RawAnswer("reported", Claim.FEASIBLE, failure.best_so_far)
        plan = judge(problem, reported, backend=backend, reason="reason_named")
        if plan.status is Status.FEASIBLE and status is not Status.NO_SOLUTION:
            return plan.model_copy(update={"status": status, "faults": told})
        if plan.verified:
            return plan
    return _without(status, backend, "reason_named", *told)


def judge(problem: Problem, answer: RawAnswer, *, backend: str, reason: str) -> Plan:
    """Return what an answer is worth: its plan checked, its claims proven or refuted."""
    if answer.claim is Claim.INFEASIBLE:
        if is_feasible(problem):
            return _without(Status.UNVERIFIED, backend, reason, f"{answer.word!r}: arithmetic finds a plan")
        return _infeasible(backend, reason)
    if answer.values is None:
        status = Status.NO_SOLUTION if answer.claim is Claim.STOPPED else Status.UNVERIFIED
        return _without(status, backend, reason, f"{answer.word!r} without a plan")
    verdict = check(problem, answer.values)
    if not verdict.feasible:
        return _without(Status.UNVERIFIED, backend, reason, *verdict.faults)
    faults: tuple[str, ...] = ()
    if verdict.improvement and answer.claim is Claim.OPTIMAL:
        giver, taker = verdict.improvement
        faults = (f"{answer.word!r}, but one post from {giver} to {taker} makes a better plan",)
    return Plan(
        status=Status.OPTIMAL if verdict.optimal else Status.FEASIBLE,
        backend=backend,
        reason=reason,
        allocation=tuple(answer.values),
        objective=verdict.objective,
        unserved_index=verdict.unserved_index,
        bound=verdict.objective if verdict.optimal else None,
        verified=True,
        proof=verdict.proof,
        ties=verdict.ties,
        faults=faults,
    )


_FAILURES = {
    BackendTimeoutError: Status.NO_SOLUTION,
    BackendCancelledError: Status.CANCELLED,
    BackendDiedError: Status.CRASHED,
    BackendReplyError: Status.UNVERIFIED,
}


def _allocate(problem: Problem, *, named: bool) -> Plan:
    """Take the ladder, or the largest-remainder rule, in this process."""
    if problem.method in DIVISORS:
        backend, reason = LADDER, "reason_named" if named else "reason_ladder"
    else:
        backend, reason = Method.HAMILTON.value, "reason_hamilton"
    if not is_feasible(problem):
        return _infeasible(backend, reason)
    answer = RawAnswer("exact", Claim.OPTIMAL, allocated(problem))
    return judge(problem, answer, backend=backend, reason=reason)


def allocated(problem: Problem) -> list[int]:
    """Return the plan of a feasible problem, in station order: by the ladder, or by the largest remainders."""
    if problem.method in DIVISORS:
        return [int(posts) for posts in ladder_for(problem).allocate(must_place(problem))]
    return largest_remainder(problem)


def _infeasible(backend: str, reason: str) -> Plan:
    return Plan(status=Status.INFEASIBLE, backend=backend, reason=reason, verified=True)


def _without(status: Status, backend: str, reason: str, *faults: str) -> Plan:
    return Plan(status=status, backend=backend, reason=reason, faults=faults)


def _refuse(
    problem: Problem, backend: str, time_limit_s: float, threads: int, backends: Mapping[str, str]
) -> None:
    known = (AUTO, LADDER, *backends)
    if backend not in known:
        values = {"name": "backend", "got": backend, "known": ", ".join(known)}
        raise UsageError([Issue("E_OPTION", values=values)])
    if not (math.isfinite(time_limit_s) and time_limit_s > 0):
        raise UsageError(
            [Issue("E_OPTION", values={"name": "time_limit_s", "got": time_limit_s, "known": "> 0"})]
        )
    if threads < 1:
        raise UsageError([Issue("E_OPTION", values={"name": "threads", "got": threads, "known": ">= 1"})])
    if problem.method not in DIVISORS and backend in backends:
        raise UsageError([Issue("E_METHOD.backend", values={"backend": backend, "method": problem.method})])
