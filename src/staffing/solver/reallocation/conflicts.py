"""Why no plan exists: a smallest set of rules that contradict each other, and the least changes that help.

Found by deletion without goals: halves of the rules are dropped as long as the rest still contradicts itself, then
rules one by one (Junker, *QuickXplain*, 2004). Each set is decided by arithmetic, by a plan that is known, by going
through all plans of a tiny problem, or by CP-SAT; a change is called a help only with a plan that keeps the rules.
"""

import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from staffing.errors import BackendError
from staffing.solver.backends import Claim
from staffing.solver.reallocation.answers import read_reply
from staffing.solver.reallocation.evaluate import faults
from staffing.solver.reallocation.frame import frame
from staffing.solver.reallocation.problem import Plan, Reallocation
from staffing.solver.reallocation.proofs.enumerate_plans import TooLargeError, best_plan
from staffing.solver.reallocation.relax import Change, Lever, levers
from staffing.solver.reallocation.verify import is_impossible

if TYPE_CHECKING:
    from staffing.solver.supervise import Workers

FEASIBLE = "staffing.solver.reallocation.backends.ortools_backend:feasible"
_STEPS = 20_000


@dataclass(frozen=True, slots=True)
class Relaxation:
    """Changes that together make a plan possible, with such a plan."""

    changes: tuple[Change, ...]
    plan: Plan


@dataclass(frozen=True, slots=True)
class Conflict:
    """Rules that cannot all hold."""

    rules: tuple[str, ...]
    """Their stable names, in the order of :attr:`Reallocation.rules`."""
    minimal: bool
    """True: shown that the rest has a plan whichever rule is dropped."""
    proof: str | None
    """How it is shown that these rules have no plan; None: CP-SAT says so alone."""
    relaxations: tuple[Relaxation, ...]
    """Each is enough by itself: one figure moved as little as possible, or else several."""
    sides: Mapping[str, str] = field(default_factory=dict)
    """Of a rule with a minimum and a maximum: the one without which the others do not contradict each other."""


class UndecidedError(Exception):
    """The time was over before it was known whether a plan exists."""


def conflict(
    problem: Reallocation,
    *,
    time_limit_s: float = 30.0,
    seed: int = 0,
    threads: int = 1,
    workers: "Workers | None" = None,
    cancel: threading.Event | None = None,
) -> Conflict | None:
    """Return a minimal conflict of a problem that has no plan; None: it has one.

    Raises
    ------
    UndecidedError
        The time was over, or ``cancel`` set, before it was known whether a plan exists.
    """
    from staffing.solver.supervise import Workers

    with nullcontext(workers) if workers else Workers() as pool:
        oracle = _Oracle(time.monotonic() + time_limit_s, seed, threads, pool, cancel)
        if oracle.plan(problem) is not None:
            return None
        rules, minimal = _smallest(problem, oracle)
        core = _only(problem, rules)
        sides: dict[str, str] = {}
        with suppress(UndecidedError):
            sides.update(_sides(core, rules, oracle))
        try:
            relaxations = _relaxations(problem, rules, oracle)
        except UndecidedError:
            relaxations = ()
    return Conflict(rules, minimal, is_impossible(core), relaxations, sides)


def _sides(core: Reallocation, rules: Sequence[str], oracle: "_Oracle") -> Iterator[tuple[str, str]]:
    """Yield the rules that have two figures, each with one that the contradiction needs."""
    for rule in rules:
        able = list(levers(core, rule))
        if len({lever.figure for lever in able}) < 2:
            continue
        for lever in able:
            if oracle.plan(lever.at(lever.end)) is not None:
                yield rule, lever.figure
                break


class _Oracle:
    """Whether a problem has a plan, and one."""

    def __init__(
        self, end: float, seed: int, threads: int, pool: "Workers", cancel: threading.Event | None
    ) -> None:
        self._end, self._seed, self._threads, self._pool, self._cancel = end, seed, threads, pool, cancel
        self._known: list[Plan] = []

    def plan(self, problem: Reallocation) -> Plan | None:
        """Return a plan; None: there is none."""
        if frame(problem).empty:
            return None
        for known in (problem.in_post, *self._known):
            if not faults(problem, known):
                return known
        try:
            found = best_plan(problem, steps=_STEPS)
        except TooLargeError:
            found = self._ask(problem)
        if found is not None:
            self._known.insert(0, found)
            del self._known[8:]
        return found

    def _ask(self, problem: Reallocation) -> Plan | None:
        left = self._end - time.monotonic()
        if left <= 0:
            raise UndecidedError
        from staffing.solver.supervise import GRACE_S

        try:
            arguments = (problem, left, self._seed, self._threads)
            raw = self._pool.call(FEASIBLE, *arguments, time_limit_s=left + GRACE_S, cancel=self._cancel)
            reply = read_reply("ortools", problem, raw)
        except BackendError as failure:
            raise UndecidedError from failure
        if reply.raw.claim is Claim.INFEASIBLE:
            return None
        if reply.staff is None or faults(problem, reply.staff):
            raise UndecidedError
        return tuple(tuple(row) for row in reply.staff)


def _only(problem: Reallocation, rules: Sequence[str]) -> Reallocation:
    return problem.without(set(problem.rules) - set(rules))


def _smallest(problem: Reallocation, oracle: _Oracle) -> tuple[tuple[str, ...], bool]:
    """Return a smallest contradiction, and whether the time sufficed to show that it is one."""
    kept = list(problem.rules)
    size = len(kept) // 2
    minimal = True
    while size:
        at = 0
        while at < len(kept):
            trial = kept[:at] + kept[at + size :]
            try:
                needed = oracle.plan(_only(problem, trial)) is not None
            except UndecidedError:
                minimal, needed = False, True
            if needed:
                at += size
            else:
                kept = trial
        size = min(size // 2, max(1, len(kept) // 2)) if size > 1 else 0
    # A rule that was needed in larger company is needed in any smaller one: the last pass was one by one.
    return tuple(kept), minimal


def _relaxations(problem: Reallocation, rules: Sequence[str], oracle: _Oracle) -> tuple[Relaxation, ...]:
    """Return the least change of each figure that is enough by itself; if none is, changes of several rules."""
    found: list[Relaxation] = []
    for rule in rules:
        found += _single(problem, rule, oracle)
    return tuple(found) if found else _several(problem, rules, oracle)


def _single(problem: Reallocation, rule: str, oracle: _Oracle) -> list[Relaxation]:
    found = []
    able = list(levers(problem, rule))
    for lever in able:
        helped = _least(lever, oracle)
        if helped:
            found.append(helped)
    if not able:
        plan = oracle.plan(problem.without({rule}))
        if plan is not None:
            found.append(Relaxation((Change(rule, "drop"),), plan))
    return found


def _least(lever: Lever, oracle: _Oracle) -> Relaxation | None:
    """Return the figure nearest to the present one that makes a plan possible."""
    if lever.end == lever.before:
        return None
    plan = oracle.plan(lever.at(lever.end))
    if plan is None:
        return None
    far, near = lever.end, lever.before
    while abs(far - near) > 1:
        middle = (far + near) // 2
        there = oracle.plan(lever.at(middle))
        if there is None:
            near = middle
        else:
            far, plan = middle, there
    return Relaxation((Change(lever.rule, lever.figure, lever.before, far),), plan)


def _several(problem: Reallocation, rules: Sequence[str], oracle: _Oracle) -> tuple[Relaxation, ...]:
    """Give way in one conflict after the other: drop a rule of each, then draw its figure back."""
    dropped: list[str] = []
    current, conflicting = problem, tuple(rules)
    while conflicting:
        # A number that somebody has fixed is the likeliest slip.
        dropped.append(next((rule for rule in conflicting if rule.startswith("pin[")), conflicting[0]))
        current = problem.without(dropped)
        if oracle.plan(current) is not None:
            break
        conflicting = _smallest(current, oracle)[0]
    changes: list[Change] = []
    plan = oracle.plan(current)
    kept = problem
    for rule in dropped:
        # The other dropped rules stay away while this one's figure is drawn back.
        others = [other for other in dropped if other != rule and other not in {c.rule for c in changes}]
        eased = [helped for lever in levers(kept.without(others), rule) if (helped := _least(lever, oracle))]
        if eased:
            best = min(eased, key=lambda r: abs(r.changes[0].after - r.changes[0].before))
            changes += best.changes
            kept = _applied(kept, best.changes[0])
        else:
            changes.append(Change(rule, "drop"))
            kept = kept.without({rule})
    plan = oracle.plan(kept)
    return (Relaxation(tuple(changes), plan),) if plan is not None else ()


def _applied(problem: Reallocation, change: Change) -> Reallocation:
    up = change.after > change.before
    fitting = (
        lever
        for lever in levers(problem, change.rule)
        if lever.figure == change.figure and (lever.end > lever.before) == up
    )
    return next(fitting).at(change.after)
