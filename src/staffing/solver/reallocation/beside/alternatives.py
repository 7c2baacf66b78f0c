"""Several good plans that differ: for a decision that figures alone should not make.

Two plans are ``d`` **posts apart** where ``d`` heads of one stand at a station in a category in which the other has
fewer: ``sum max(0, x - x')``, and of the two directions the greater where the plans differ in size
(:func:`staffing.solver.reallocation.beside.evaluating.posts_apart`).

One plan after the other is looked for by CP-SAT in a child process: the best by all goals among those that keep
every rule, are as good as the best plan on the levels before the main goal, lose no more than is allowed on the
main goal, and are far enough from every plan found so far. It starts from a plan at the end of single exchanges
that lead away from all of these, where there is one; that plan stands in where the time is too short for more, and
for large problems, which no solver is asked about. Each plan is checked here, exactly, without the solver.
"""

import time
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from staffing.errors import BackendDiedError, BackendError, BackendTimeoutError
from staffing.solver.backends import Claim
from staffing.solver.reallocation.answers import Answer, Reply, read_reply
from staffing.solver.reallocation.backends.textbook import Terms, Textbook, textbook
from staffing.solver.reallocation.beside.evaluating import posts_apart
from staffing.solver.reallocation.beside.single_exchange import step_away
from staffing.solver.reallocation.costs import main_goal, scale
from staffing.solver.reallocation.evaluate import Worth, faults, worth
from staffing.solver.reallocation.limits import refuse_size
from staffing.solver.reallocation.problem import Plan, Reallocation

if TYPE_CHECKING:
    from staffing.solver.supervise import Workers

CP_SAT = "staffing.solver.reallocation.backends.ortools_backend:written"
CBC = "staffing.solver.reallocation.backends.pulp_backend:possible"
MOST_NUMBERS = 2_000
"""Stations x categories from which on no solver is asked: a model of that size says nothing within minutes."""


class Ending(StrEnum):
    """Why the search ended."""

    FOUND = "found"
    """As many plans as were asked for."""
    NO_OTHER = "no_other"
    """No plan is left that is good enough and far enough from those found."""
    UNKNOWN = "unknown"
    """The time was over, or the problem is too large for a solver: there may be another plan."""
    CRASHED = "crashed"
    UNVERIFIED = "unverified"
    """The solver's answer did not stand the check."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """A plan, and how it compares."""

    plan: Plan
    worth: Worth
    loss: int
    """Main goal above the best plan's, in units of ``1 / scale``."""
    apart: int
    """Least distance from the plans before it; 0 for the first."""


@dataclass(frozen=True, slots=True)
class Alternatives:
    """The best plan and others, in the order in which they were found."""

    plans: tuple[Alternative, ...]
    ending: Ending
    most: int
    """Most of the main goal that was allowed."""
    confirmed: bool = False
    """Of :attr:`Ending.NO_OTHER`: a second solver says so too."""
    fault: str = ""
    """What went wrong, in English, for the log."""


def most_allowed(answer: Answer, share: Fraction) -> int:
    """Return the loss that is a share of the best plan's main goal, rounded down.

    Raises
    ------
    ValueError
        The share is negative, or the answer has no main goal.
    """
    if share < 0 or answer.value is None:
        raise ValueError("a share from 0 of the main goal of an answer with a plan")
    return int(abs(answer.value) * share)


def alternatives(
    problem: Reallocation,
    answer: Answer,
    *,
    count: int,
    loss: int,
    apart: int = 1,
    time_limit_s: float = 30.0,
    seed: int = 0,
    threads: int = 1,
    workers: "Workers | None" = None,
) -> Alternatives:
    """Return up to ``count`` plans that differ, the answer's own first.

    Parameters
    ----------
    loss
        Most that the main goal may lose against the answer's, in units of ``1 / scale``: see :func:`most_allowed`.
    apart
        Posts by which each two plans must differ at least.
    time_limit_s
        Seconds for all plans together.

    Raises
    ------
    UsageError
        ``E_MODEL``: too large.
    ValueError
        The answer has no plan, the problem no main goal, or a figure is below what makes sense.
    """
    refuse_size(problem)
    goal = main_goal(problem)
    if answer.plan is None or goal is None or faults(problem, answer.plan):
        raise ValueError("alternatives need a plan that keeps the rules, and a main goal")
    if count < 1 or loss < 0 or apart < 1:
        raise ValueError("count and apart from 1, loss from 0")
    from staffing.solver.supervise import Workers

    first = worth(problem, answer.plan)
    wanted = _Wanted(problem, first, first[goal] + loss, apart)
    found = [Alternative(answer.plan, first, 0, 0)]
    end = time.monotonic() + time_limit_s
    ending, confirmed, fault = Ending.FOUND, False, ""
    with nullcontext(workers) if workers else Workers() as pool:
        while len(found) < count and ending is Ending.FOUND:
            share = (end - time.monotonic()) / (count - len(found))
            former = [other.plan for other in found]
            asking = _Asking(wanted, former, seed, threads, pool)
            ending, plan, fault = asking.another(share)
            if plan is not None:
                value = worth(problem, plan)
                nearest = min(posts_apart(plan, other) for other in former)
                found.append(Alternative(plan, value, value[goal] - first[goal], nearest))
            elif ending is Ending.NO_OTHER:
                confirmed = asking.confirmed(end - time.monotonic())
    return Alternatives(tuple(found), ending, wanted.most, confirmed, fault)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What every further plan must be."""

    problem: Reallocation
    first: Worth
    most: int
    apart: int

    def text(self, former: Sequence[Plan]) -> Textbook | None:
        """Return the model of plans that are wanted and far enough from the former ones."""
        model, goal = textbook(self.problem), main_goal(self.problem)
        if model is None:
            return None
        for level in model.levels:
            top = self.most if level.name == goal else self.first[level.name]
            if level.terms:
                model.row(f"no_worse_{level.name}", level.terms, None, top - level.constant)
            if level.name == goal:
                break
        for number, plan in enumerate(former):
            _keep_apart(model, number, plan, self.apart)
        return model

    def fault(self, plan: Plan, former: Sequence[Plan]) -> str:
        """Return what is wrong with a plan; empty: nothing."""
        broken = faults(self.problem, plan)
        if broken:
            return "; ".join(f"{fault.rule}: {fault.text}" for fault in broken)
        value, goal = worth(self.problem, plan), main_goal(self.problem)
        for name in value.names:
            if value[name] > (self.most if name == goal else self.first[name]):
                return f"{name} is {value[name]}"
            if name == goal:
                break
        near = [number for number, other in enumerate(former) if posts_apart(plan, other) < self.apart]
        return f"too near to plan {near[0]}" if near else ""


def _keep_apart(model: Textbook, number: int, plan: Plan, apart: int) -> None:
    """Add rows: ``x - x' = more - less``, not both above 0, and the one sum or the other reaches ``apart``."""
    more: Terms = []
    less: Terms = []
    for s, own in enumerate(model.staff):
        for k, x in enumerate(own):
            spread, here = model.variables[x], plan[s][k]
            up, down = max(0, spread.high - here), max(0, here - spread.low)
            name = f"{number}_{s}_{k}"
            a, b = model.variable(f"more_{name}", 0, up, 0), model.variable(f"less_{name}", 0, down, 0)
            model.row(f"differs_{name}", [(x, 1), (a, -1), (b, 1)], here, here)
            if up and down:
                side = model.variable(f"side_{name}", 0, 1, 0)
                model.row(f"only_more_{name}", [(a, 1), (side, -up)], None, 0)
                model.row(f"only_less_{name}", [(b, 1), (side, down)], None, down)
            more.append((a, 1))
            less.append((b, 1))
    which = model.variable(f"which_{number}", 0, 1, 1)
    model.row(f"apart_more_{number}", [*more, (which, -apart)], 0, None)
    model.row(f"apart_less_{number}", [*less, (which, apart)], apart, None)


class _Asking:
    """One more plan, asked of solvers that are not believed."""

    def __init__(
        self, wanted: _Wanted, former: Sequence[Plan], seed: int, threads: int, pool: "Workers"
    ) -> None:
        self._wanted, self._former = wanted, former
        self._seed, self._threads, self._pool = seed, threads, pool

    def another(self, time_limit_s: float) -> tuple[Ending, Plan | None, str]:
        """Return the next plan, how the search ended without one, and what was wrong with the solver's reply."""
        end = time.monotonic() + time_limit_s
        walked = self._walked(end)
        if len(self._former[0]) * len(self._former[0][0]) > MOST_NUMBERS:
            return (Ending.FOUND if walked else Ending.UNKNOWN), walked, ""
        ending, plan, fault = self._solved(end, walked or self._former[0])
        if walked is None or plan is not None:
            return ending, plan, fault
        # A plan that was found here stands, whatever became of the solver.
        return Ending.FOUND, walked, fault or ("called impossible" if ending is Ending.NO_OTHER else "")

    def _solved(self, end: float, start: Plan) -> tuple[Ending, Plan | None, str]:
        text = self._wanted.text(self._former)
        if text is None:
            return Ending.NO_OTHER, None, ""
        try:
            reply = self._ask("ortools", CP_SAT, text, end, start)
        except BackendTimeoutError as failure:
            return Ending.UNKNOWN, None, str(failure)
        except BackendError as failure:
            died = isinstance(failure, BackendDiedError)
            return Ending.CRASHED if died else Ending.UNVERIFIED, None, str(failure)
        if reply.raw.claim is Claim.INFEASIBLE:
            return Ending.NO_OTHER, None, ""
        if reply.raw.claim is Claim.STOPPED:
            return Ending.UNKNOWN, None, ""
        if reply.staff is None:
            return Ending.UNVERIFIED, None, f"no plan with {reply.raw.word}"
        plan = tuple(tuple(row) for row in reply.staff)
        wrong = self._wanted.fault(plan, self._former)
        return (Ending.UNVERIFIED, None, wrong) if wrong else (Ending.FOUND, plan, "")

    def _walked(self, end: float) -> Plan | None:
        """Return a plan at the end of single exchanges that lead away from all former ones; None: none this way."""
        plan = self._former[0]
        for _ in range(self._wanted.apart):
            step = step_away(self._wanted.problem, plan, self._former)
            if step is None or step.breach or time.monotonic() > end:
                return None
            plan = step.applied(plan)
        return None if self._wanted.fault(plan, self._former) else plan

    def confirmed(self, time_limit_s: float) -> bool:
        """Return whether CBC finds no further plan either."""
        text = self._wanted.text(self._former)
        if text is None:
            return True
        end = time.monotonic() + time_limit_s
        unit = scale(self._wanted.problem)
        try:
            reply = self._ask("pulp", CBC, text, end, unit)
        except BackendError:
            return False
        return reply.raw.claim is Claim.INFEASIBLE

    def _ask(self, backend: str, function: str, text: Textbook, end: float, extra: Any) -> Reply:
        from staffing.solver.supervise import GRACE_S

        left = max(0.01, end - time.monotonic())
        given = (text, left, self._seed, self._threads, extra)
        raw = self._pool.call(function, *given, time_limit_s=left + GRACE_S)
        return read_reply(backend, self._wanted.problem, raw)
