"""How back ends are called for one problem, and what the last of them reported on its way."""

import threading
import time
from collections.abc import Callable
from typing import Any

from staffing.models.progress import Progress
from staffing.solver.backends import Claim, RawAnswer
from staffing.solver.reallocation.answers import Reply
from staffing.solver.reallocation.costs import scale
from staffing.solver.reallocation.evaluate import faults
from staffing.solver.reallocation.problem import Plan, Reallocation
from staffing.solver.reports import Report


class Calling:
    """The options of every call, and the ear that its reports come to."""

    def __init__(
        self,
        problem: Reallocation,
        *,
        memory_bytes: int | None,
        progress: Callable[[Progress], None] | None,
        cancel: threading.Event | None,
    ) -> None:
        self.last = Report()
        """What the call at work, or the last one, has reported."""
        self._problem, self._progress = problem, progress
        self._options = {"memory_bytes": memory_bytes, "cancel": cancel, "progress": self._hear}
        self._unit, self._started = scale(problem), time.monotonic()

    def fresh(self) -> dict[str, Any]:
        """Forget the last call's reports; return the options of the next one."""
        self.last = Report()
        return self._options

    def plan(self) -> Plan | None:
        """Return the plan that was reported last if it keeps all rules."""
        values, width = self.last.values or [], len(self._problem.categories)
        plan = tuple(tuple(values[i : i + width]) for i in range(0, len(values), width))
        return None if faults(self._problem, plan) else plan

    def shown(self) -> Reply:
        """Return what was reported last as a reply without a claim."""
        prices = self.last.multipliers
        raw = RawAnswer("", Claim.STOPPED, None)
        return Reply(raw, None, 0, None if prices is None else tuple(prices))

    def _hear(self, report: Report) -> None:
        self.last = report
        if self._progress is not None:
            self._progress(report.progress(self._unit, time.monotonic() - self._started))
