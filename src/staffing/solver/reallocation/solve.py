"""Reallocation to Answer: choose the back end, read its answer, believe nothing that is not checked."""

import math
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from staffing.errors import (
    BackendCancelledError,
    BackendDiedError,
    BackendError,
    BackendReplyError,
    BackendTimeoutError,
    Issue,
    UsageError,
)
from staffing.models.plan import Status
from staffing.models.progress import Progress
from staffing.solver.backends import Claim
from staffing.solver.reallocation.answers import BACKENDS, Answer, Reply, read_reply
from staffing.solver.reallocation.calling import Calling
from staffing.solver.reallocation.choose import AUTO, SMALL, choose
from staffing.solver.reallocation.costs import main_goal, scale
from staffing.solver.reallocation.evaluate import faults, key, levels, moves, worth
from staffing.solver.reallocation.limits import refuse_size
from staffing.solver.reallocation.problem import Plan, Reallocation
from staffing.solver.reallocation.verify import check, is_impossible

if TYPE_CHECKING:
    from staffing.solver.supervise import Workers

SECOND = {"ortools": "pulp", "pulp": "ortools", "columns": "ortools", "flow": "ortools"}
"""Who is asked for a second opinion where nothing else proves an answer."""
_OPEN = {Status.FEASIBLE, Status.NO_SOLUTION, Status.UNVERIFIED}
"""What a second look or more time might have changed."""
LEAST_S = 0.05
"""Seconds with which a further back end is asked."""
FURTHER_UP_TO = 1000
"""Stations up to which columns are asked for the levels that a flow leaves open: beyond, time rarely suffices."""
_FAILURES = {
    BackendTimeoutError: Status.NO_SOLUTION,
    BackendCancelledError: Status.CANCELLED,
    BackendDiedError: Status.CRASHED,
    BackendReplyError: Status.UNVERIFIED,
}


def solve(
    problem: Reallocation,
    *,
    backend: str = AUTO,
    time_limit_s: float = 30.0,
    seed: int = 0,
    threads: int = 1,
    start: Sequence[Sequence[int]] | None = None,
    second: bool = True,
    workers: "Workers | None" = None,
    memory_bytes: int | None = None,
    progress: Callable[[Progress], None] | None = None,
    cancel: threading.Event | None = None,
    backends: Mapping[str, str] = BACKENDS,
) -> Answer:
    """Return the best plan that was found and checked, with what is proven about it.

    Parameters
    ----------
    backend
        ``auto`` chooses by structure: :func:`staffing.solver.reallocation.choose.choose`.
    time_limit_s
        Seconds for all solvers together; each is killed a second of grace after its share.
    start
        A plan to start from and to fall back on where it is allowed; None: the present staff.
    second
        Whether a second solver may be asked, in the time that is left, where nothing else proves the answer.
    workers
        Warm workers to use; None: workers for this call alone.
    memory_bytes
        Address space that a solver's process may take; None: that of the workers.
    progress
        Called with how far the solver says it has come.
    cancel
        Once it is set the solver is killed, and the answer is the best plan so far, CANCELLED.

    Raises
    ------
    UsageError
        ``E_OPTION``: no such back end, or a limit that is none. ``E_MODEL``: too large.
    """
    refuse_size(problem)
    _refuse(backend, time_limit_s, threads, backends)
    chosen, reason = (backend, "reason_named") if backend != AUTO else choose(problem)
    end = time.monotonic() + time_limit_s
    calling = Calling(problem, memory_bytes=memory_bytes, progress=progress, cancel=cancel)
    from staffing.solver.supervise import Workers

    initial = _plan(start) if start is not None else problem.in_post
    known = initial if not faults(problem, initial) else None
    with nullcontext(workers) if workers else Workers() as pool:
        asking = _Asking(problem, end, seed, threads, initial, pool, backends, calling)
        answer = asking.answer(chosen, reason, known)
        if backend == AUTO and (asking.declined(chosen) or asking.left_open(chosen, answer)):
            answer = asking.better(answer, "ortools", "reason_declined", known)
            chosen = answer.backend
        if backend == AUTO and chosen == "flow":
            answer = asking.further(answer, "columns")
        if second and answer.status in {Status.FEASIBLE, Status.UNVERIFIED}:
            answer = asking.confirmed(answer, chosen)
    if cancel is not None and cancel.is_set() and answer.status in _OPEN:
        return replace(answer, status=Status.CANCELLED)
    return answer


class _Asking:
    """One problem, and the back ends that may be asked about it until the time is over."""

    def __init__(
        self,
        problem: Reallocation,
        end: float,
        seed: int,
        threads: int,
        start: Plan,
        pool: "Workers",
        backends: Mapping[str, str],
        calling: Calling,
    ) -> None:
        self._problem, self._end, self._seed, self._threads = problem, end, seed, threads
        self._start, self._pool, self._backends, self._calling = start, pool, backends, calling
        self._replies: dict[str, Reply] = {}

    def _ask(self, backend: str) -> Reply:
        from staffing.solver.supervise import GRACE_S

        left = max(0.01, self._end - time.monotonic())
        arguments = (self._problem, left, self._seed, self._threads, self._start)
        options = self._calling.fresh()
        raw = self._pool.call(self._backends[backend], *arguments, time_limit_s=left + GRACE_S, **options)
        reply = self._replies[backend] = read_reply(backend, self._problem, raw)
        return reply

    def answer(self, backend: str, reason: str, known: Plan | None) -> Answer:
        """Return what a back end's reply is worth; ``known`` is the plan to fall back on."""
        try:
            reply = self._ask(backend)
        except BackendError as failure:
            return self._salvaged(failure, backend, reason, known)
        answer = judge(self._problem, reply, backend=backend, reason=reason)
        if answer.status is Status.NO_SOLUTION and known is not None:
            return judged(self._problem, known, reply, backend, reason, steps=0)
        return answer

    def _salvaged(self, failure: BackendError, backend: str, reason: str, known: Plan | None) -> Answer:
        """Return what is left of a back end that failed: its last reported plan, or the one to fall back on."""
        status = _FAILURES.get(type(failure), Status.CRASHED)
        plans = []
        if status is not Status.UNVERIFIED:
            plans = [self._calling.plan(), known if status is not Status.CRASHED else None]
        best = min((p for p in plans if p is not None), key=lambda p: key(self._problem, p), default=None)
        if best is None:
            return Answer(status, backend, reason, faults=(str(failure),))
        answer = judged(self._problem, best, self._calling.shown(), backend, reason, steps=0)
        if status is Status.CRASHED and answer.status is not Status.OPTIMAL:
            return replace(answer, status=status, faults=(str(failure),))
        return answer

    def declined(self, backend: str) -> bool:
        """Return whether a back end found neither a plan of its own nor a bound: not its kind of problem."""
        reply = self._replies.get(backend)
        return (
            reply is not None
            and reply.raw.claim in {Claim.STOPPED, Claim.FEASIBLE}
            and reply.multipliers is None
            and backend in {"flow", "columns"}
            and self._end - time.monotonic() > 0
        )

    def left_open(self, backend: str, answer: Answer) -> bool:
        """Return whether a small problem is not settled, so that CP-SAT is worth asking."""
        open_ = answer.status not in {Status.OPTIMAL, Status.INFEASIBLE}
        return (
            open_
            and backend in {"flow", "columns"}
            and len(self._problem.ids) <= SMALL
            and self._end - time.monotonic() > LEAST_S
        )

    def better(self, answer: Answer, backend: str, reason: str, known: Plan | None) -> Answer:
        """Return the answer of another back end where it is no worse."""
        other = self.answer(backend, reason, known)
        if answer.plan is None or other.status in {Status.OPTIMAL, Status.INFEASIBLE}:
            return other
        if other.plan is None or key(self._problem, answer.plan) < key(self._problem, other.plan):
            return answer
        return other

    def further(self, answer: Answer, backend: str) -> Answer:
        """Return what another back end makes of the levels that are left, from the plan of the first."""
        if answer.plan is None or answer.status is not Status.FEASIBLE or backend not in self._backends:
            return answer
        if self._end - time.monotonic() < LEAST_S or len(self._problem.ids) > FURTHER_UP_TO:
            return answer
        self._start = answer.plan
        other = self.answer(backend, answer.reason, answer.plan)
        if other.plan is None or len(other.proofs) < len(answer.proofs):
            return answer
        return answer if key(self._problem, answer.plan) < key(self._problem, other.plan) else other

    def confirmed(self, answer: Answer, backend: str) -> Answer:
        """Ask a second solver where the first claims what nothing else proves."""
        first = self._replies.get(backend)
        if first is None or first.raw.claim not in {Claim.OPTIMAL, Claim.INFEASIBLE}:
            return answer
        if answer.plan is not None and first.levels <= len(answer.proofs):
            return answer  # a second solver proves no more than both claim
        other = SECOND.get(backend)
        if other is None or other not in self._backends or self._end - time.monotonic() < LEAST_S:
            return answer
        try:
            reply = self._ask(other)
        except BackendError:
            return answer
        if first.raw.claim is Claim.INFEASIBLE:
            if reply.raw.claim is Claim.INFEASIBLE and answer.plan is None:
                return Answer(Status.INFEASIBLE, backend, answer.reason, proofs=("second_solver",))
            return judge(self._problem, reply, backend=other, reason=answer.reason)
        return agreed(self._problem, answer, first, reply)


def judge(problem: Reallocation, reply: Reply, *, backend: str, reason: str) -> Answer:
    """Return what a reply is worth: its plan checked, its claims proven or refuted."""
    word, claim = reply.raw.word, reply.raw.claim
    if claim is Claim.INFEASIBLE:
        proof = is_impossible(problem, reply.multipliers)
        if proof:
            return Answer(Status.INFEASIBLE, backend, reason, proofs=(proof,), multipliers=reply.multipliers)
        return Answer(Status.UNVERIFIED, backend, reason, faults=(f"{word!r}: not confirmed",))
    if reply.staff is None:
        status = Status.NO_SOLUTION if claim is Claim.STOPPED else Status.UNVERIFIED
        return Answer(status, backend, reason, faults=(f"{word!r} without a plan",))
    broken = faults(problem, reply.staff)
    if broken:
        return Answer(Status.UNVERIFIED, backend, reason, faults=tuple(f"{f.rule}: {f.text}" for f in broken))
    return judged(problem, _plan(reply.staff), reply, backend, reason, claim=claim)


def judged(
    problem: Reallocation,
    plan: Plan,
    shown: Reply | Answer | None,
    backend: str,
    reason: str,
    *,
    claim: Claim = Claim.FEASIBLE,
    steps: int | None = None,
) -> Answer:
    """Return the answer for a plan that keeps all rules; ``shown`` holds what is said to prove it."""
    prices, cases = (shown.multipliers, shown.cases) if shown else (None, ())
    limit = {} if steps is None else {"steps": steps}
    verdict = check(problem, plan, multipliers=prices, cases=cases, **limit)
    goal, best, found = main_goal(problem), verdict.better or plan, worth(problem, plan)
    wrong: tuple[str, ...] = ()
    if verdict.better is not None:
        found = worth(problem, best)
        if claim is Claim.OPTIMAL:
            wrong = ("called the best, but going through all plans finds a better one",)
    optimal = verdict.optimal or verdict.better is not None
    count = len(levels(problem)) if optimal else len(verdict.proofs)
    return Answer(
        status=Status.OPTIMAL if optimal else Status.FEASIBLE,
        backend=backend,
        reason=reason,
        plan=best,
        worth=found,
        proofs=verdict.proofs if not verdict.better else ("enumeration",) * count,
        bound=verdict.bound,
        scale=scale(problem),
        multipliers=prices,
        cases=cases,
        moves=moves(problem, best),
        faults=wrong,
        value=found[goal] if goal else None,
    )


def agreed(problem: Reallocation, answer: Answer, first: Reply, other: Reply) -> Answer:
    """Return the answer with the levels on which two solvers agree added to what is proven."""
    if answer.plan is None or other.staff is None or faults(problem, other.staff):
        return answer
    theirs = _plan(other.staff)
    if key(problem, theirs) < key(problem, answer.plan):
        better = judged(problem, theirs, answer, answer.backend, answer.reason)
        return replace(better, faults=(*answer.faults, "a second solver found a better plan"))
    count, names = 0, levels(problem)
    mine, equal = worth(problem, answer.plan).values, worth(problem, theirs).values
    for i in range(min(first.levels, other.levels, len(names))):
        same = mine[i] == equal[i] if i < len(mine) else answer.plan == theirs
        if not same:
            break
        count += 1
    if count <= len(answer.proofs):
        return answer
    proofs = (*answer.proofs, *("second_solver",) * (count - len(answer.proofs)))
    goal = main_goal(problem)
    settled = goal is not None and names.index(goal) < count
    return replace(
        answer,
        status=Status.OPTIMAL if count == len(names) else Status.FEASIBLE,
        proofs=proofs,
        bound=answer.value if settled else answer.bound,
    )


def _plan(staff: Sequence[Sequence[int]]) -> Plan:
    return tuple(tuple(row) for row in staff)


def _refuse(backend: str, time_limit_s: float, threads: int, backends: Mapping[str, Any]) -> None:
    known = (AUTO, *backends)
    if backend not in known:
        values = {"name": "backend", "got": backend, "known": ", ".join(known)}
        raise UsageError([Issue("E_OPTION", values=values)])
    if not (math.isfinite(time_limit_s) and time_limit_s > 0):
        raise UsageError(
            [Issue("E_OPTION", values={"name": "time_limit_s", "got": time_limit_s, "known": "> 0"})]
        )
    if threads < 1:
        raise UsageError([Issue("E_OPTION", values={"name": "threads", "got": threads, "known": ">= 1"})])
