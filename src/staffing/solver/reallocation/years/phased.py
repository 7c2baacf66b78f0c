"""A plan in years: the last year as near to a target as can be reached, by as few transfers as that takes.

What is best, in this order: the least distance of the last year from the target, the fewest transfers of all years,
the least distance of the years before, and for small problems the greatest numbers in order, so that one answer is
left. Small problems go to CP-SAT with all years at once; large ones year by year, each as near to the target as
it can be: that is a plan, and a bound says how far from the best it may be. Whatever comes back is checked by
:func:`staffing.solver.reallocation.years.phases.check_phases`, without a solver.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

from staffing.errors import BackendError
from staffing.models.plan import Status
from staffing.solver.backends import Claim
from staffing.solver.reallocation.answers import Reply, read_reply
from staffing.solver.reallocation.backends.textbook import Textbook
from staffing.solver.reallocation.conflicts import UndecidedError, conflict
from staffing.solver.reallocation.limits import refuse_size
from staffing.solver.reallocation.problem import Plan, Reallocation
from staffing.solver.reallocation.solve import solve
from staffing.solver.reallocation.years.phased_bound import distance_bound, open_target
from staffing.solver.reallocation.years.phased_text import phased_text
from staffing.solver.reallocation.years.phases import (
    Phased,
    Year,
    after_departures,
    check_phases,
    distance,
    refuse_years,
    remaining,
    steps,
    year_problem,
)
from staffing.solver.reallocation.years.toward import toward

if TYPE_CHECKING:
    from staffing.solver.supervise import Workers

CP_SAT = "staffing.solver.reallocation.backends.ortools_backend:written"
CBC = "staffing.solver.reallocation.backends.pulp_backend:possible"
MOST_NUMBERS = 4_000
"""Years x stations x categories up to which all years are decided at once."""


def solve_phases(
    problem: Reallocation,
    years: Sequence[Year],
    *,
    target: Plan | None = None,
    time_limit_s: float = 60.0,
    seed: int = 0,
    threads: int = 1,
    workers: "Workers | None" = None,
) -> Phased:
    """Return plans for all years, checked, or the first year that cannot be kept.

    Parameters
    ----------
    target
        What the last year is to come near to; None: the best plan of the last year's problem without limits of
        transfers, recruits and changed stations.
    time_limit_s
        Seconds for everything; a solver at work then has a second of grace.

    Raises
    ------
    UsageError
        ``E_MODEL``: too large.
    ValueError
        The years or the target do not fit the problem, or departures exceed the staff: with their place.
    """
    refuse_size(problem)
    refuse_years(problem, years, target)
    from staffing.solver.supervise import Workers

    end = time.monotonic() + time_limit_s
    with nullcontext(workers) if workers else Workers() as pool:
        if target is None:
            free = open_target(problem, years)
            found = solve(free, time_limit_s=time_limit_s / 3, seed=seed, threads=threads, workers=pool)
            target = found.plan or free.in_post
        return _Phases(problem, tuple(years), target, end, seed, threads, pool).answer()


class _Phases:
    """One plan in years, asked of solvers that are not believed."""

    def __init__(
        self,
        problem: Reallocation,
        years: tuple[Year, ...],
        target: Plan,
        end: float,
        seed: int,
        threads: int,
        pool: "Workers",
    ) -> None:
        self._problem, self._years, self._target = problem, years, target
        self._end, self._seed, self._threads, self._pool = end, seed, threads, pool
        self._bound = distance_bound(problem, years, target)
        self._faults: list[str] = []

    def answer(self) -> Phased:
        """Return what is known at the end."""
        count = len(self._years) * len(self._problem.ids) * len(self._problem.categories)
        large = count > MOST_NUMBERS
        walked = self._year_by_year(self._left() if large else self._left() / 4)
        complete = len(walked) == len(self._years)
        if large:
            return self._reached(walked) if complete else self._missing(only_first=True)
        reply = self._ask("ortools", CP_SAT, self._text(), self._left(), walked if complete else None)
        plans = self._plans(reply)
        if reply is not None and plans and not (complete and self._values(walked) < self._values(plans)):
            return self._reached(plans, self._proofs(plans, reply.levels), unique=reply.levels > 3)
        if complete:
            return self._reached(walked)
        if reply is not None and reply.raw.claim is Claim.STOPPED:
            return self._nothing(Status.NO_SOLUTION)
        return self._missing(only_first=False)

    def _left(self) -> float:
        return max(0.01, self._end - time.monotonic())

    def _text(self, count: int | None = None) -> Textbook | None:
        """Return the model of the first years, all by default."""
        until = len(self._years) if count is None else count
        stay = remaining(self._problem, self._years, until - 1)
        return phased_text(self._problem, self._years[:until], self._target, stay=stay)

    def _ask(
        self,
        backend: str,
        function: str,
        text: Textbook | None,
        time_limit_s: float,
        extra: Sequence[Plan] | int | None = None,
    ) -> Reply | None:
        """Return a reply; None: there is none, and why is noted."""
        from staffing.solver.supervise import GRACE_S

        if text is None:
            return read_reply("ortools", self._problem, {"word": "INFEASIBLE", "values": None})
        start = [row for plan in extra for row in plan] if isinstance(extra, Sequence) else extra
        given = (text, time_limit_s, self._seed, self._threads, start)
        try:
            raw = self._pool.call(function, *given, time_limit_s=time_limit_s + GRACE_S)
            return read_reply(backend, self._problem, raw)
        except BackendError as failure:
            self._faults.append(str(failure))
            return None

    def _plans(self, reply: Reply | None) -> list[Plan] | None:
        """Return the plans of a reply for all years; None: there are none that stand the check."""
        if reply is None or reply.staff is None:
            return None
        n = len(self._problem.ids)
        rows = [tuple(row) for row in reply.staff]
        plans: list[Plan] = [tuple(rows[at : at + n]) for at in range(0, len(rows), n)]
        wrong = check_phases(self._problem, self._years, plans)
        self._faults += [f"{fault.year}: {fault.rule}: {fault.text}" for fault in wrong[:3]]
        return None if wrong else plans

    def _year_by_year(self, time_limit_s: float) -> list[Plan]:
        """Return plans of the first years, each as near to the target as it can be; as many as were found."""
        found: list[Plan] = []
        end = time.monotonic() + time_limit_s
        last = self._problem.in_post
        for t in range(len(self._years)):
            share = max(0.01, (end - time.monotonic()) / (len(self._years) - t))
            plans = [plan for plan in self._one_year(t, last, share) if self._stands(found, plan)]
            if not plans:
                break
            last = min(plans, key=lambda plan: distance(plan, self._target))
            found.append(last)
        return found

    def _one_year(self, t: int, last: Plan, time_limit_s: float) -> Iterator[Plan]:
        """Yield plans of a year: by CP-SAT unless there are too many numbers for it, and by simple steps."""
        year, stay = self._years[t], remaining(self._problem, self._years, t)
        before = after_departures(self._problem, year, last)
        walked = toward(year_problem(self._problem, year, before, stay), self._target)
        if walked is None or len(last) * len(last[0]) <= MOST_NUMBERS // 2:
            text = phased_text(replace(self._problem, in_post=last), (year,), self._target, stay=stay)
            reply = self._ask("ortools", CP_SAT, text, time_limit_s, [walked] if walked else None)
            if reply is not None and reply.staff is not None:
                yield tuple(tuple(row) for row in reply.staff)
        if walked is not None:
            yield walked

    def _stands(self, found: Sequence[Plan], plan: Plan) -> bool:
        return not check_phases(self._problem, self._years[: len(found) + 1], [*found, plan])

    def _values(self, plans: Sequence[Plan]) -> tuple[int, ...]:
        moved = steps(self._problem, self._years, plans, self._target)
        return (
            moved[-1].distance,
            sum(sum(step.transfers) for step in moved),
            sum(step.distance for step in moved[:-1]),
        )

    def _proofs(self, plans: Sequence[Plan], levels: int) -> tuple[str, ...]:
        """Return how the values are proven the least, as far as they are."""
        values, found = self._values(plans), []
        for i, value in enumerate(values):
            if value == (self._bound if i == 0 else 0):
                found.append("bound" if i == 0 and value else "plain")
                continue
            text = self._text() if levels > i else None
            if text is None or time.monotonic() > self._end:
                break
            for j, level in enumerate(text.levels[: i + 1]):
                text.row(f"better_{j}", level.terms, None, values[j] - (j == i))
            reply = self._ask("pulp", CBC, text, self._left(), 1)
            if reply is None or reply.raw.claim is not Claim.INFEASIBLE:
                break
            found.append("second_solver")
        return tuple(found)

    def _reached(
        self, plans: Sequence[Plan], proofs: tuple[str, ...] = (), *, unique: bool = False
    ) -> Phased:
        values = self._values(plans)
        if not proofs and values[0] == self._bound:
            proofs = ("bound" if values[0] else "plain",)
        return Phased(
            status=Status.OPTIMAL if len(proofs) == len(values) else Status.FEASIBLE,
            target=self._target,
            steps=steps(self._problem, self._years, plans, self._target),
            values=values,
            proofs=proofs,
            bound=values[0] if proofs else self._bound,
            unique=unique,
            faults=tuple(self._faults),
        )

    def _nothing(self, status: Status) -> Phased:
        return Phased(status, self._target, bound=self._bound, faults=tuple(self._faults))

    def _missing(self, *, only_first: bool) -> Phased:
        """Say which year cannot be kept. Of large problems only the first year is asked about."""
        known: list[Plan] = []
        for t in range(1 if only_first else len(self._years)):
            text = self._text(t + 1)
            if text is not None:
                text.levels, text.ordered = [], False
            reply = self._ask("ortools", CP_SAT, text, self._left())
            if reply is None or reply.raw.claim is not Claim.INFEASIBLE:
                n = len(self._problem.ids)
                rows = [tuple(row) for row in reply.staff] if reply and reply.staff else []
                known = [tuple(rows[at : at + n]) for at in range(0, len(rows), n)]
                if not known or check_phases(self._problem, self._years[: t + 1], known):
                    return self._nothing(Status.NO_SOLUTION)
                continue
            return self._failed(t, known, text)
        # Large: a year that cannot be kept after these plans may be kept after others.
        return self._nothing(Status.NO_SOLUTION if only_first else Status.UNVERIFIED)

    def _failed(self, t: int, known: Sequence[Plan], text: Textbook | None) -> Phased:
        last = known[-1] if known else self._problem.in_post
        year = self._years[t]
        before = after_departures(self._problem, year, last)
        alone = year_problem(self._problem, year, before, remaining(self._problem, self._years, t))
        try:
            why = conflict(alone, time_limit_s=self._left(), seed=self._seed, workers=self._pool)
        except UndecidedError:
            why = None
        shown = text is None or (t == 0 and why is not None and why.proof is not None)
        if not shown:
            other = self._ask("pulp", CBC, text, self._left(), 1)
            shown = other is not None and other.raw.claim is Claim.INFEASIBLE
        if not shown:
            return self._nothing(Status.UNVERIFIED)
        return Phased(
            Status.INFEASIBLE,
            self._target,
            steps(self._problem, self._years[:t], known, self._target),
            bound=self._bound,
            failing=year.label,
            conflict=why,
            faults=tuple(self._faults),
        )
