"""HiGHS: one column per station and staff, generated as they pay. Runs in a child process only.

Linear programme over the columns found so far, prices from it, smoothed half and half with the best prices yet,
each station's cheapest staff under them, and so on, until no column pays or the bound meets the programme. Then
integer programmes over what lies a little above the bound, and proofs by cases. ``docs/model.md``, section 6.
"""

import threading
import time
from typing import Any

from staffing.solver.reallocation.columns.search import Search
from staffing.solver.reallocation.problem import Plan, Reallocation

LATE_S = 0.3
"""Seconds after its limit in which a programme may still hand over its plan."""


def prepare() -> None:
    """Load the library, ahead of any time limit."""
    import highspy  # noqa: F401


def answer(
    problem: Reallocation, time_limit_s: float, seed: int, threads: int, start: Plan | None = None
) -> dict[str, Any]:
    """Solve the main goal by column generation; parameters and reply as in the other back ends.

    The reply also holds ``multipliers``, whole prices that prove a bound, or that there is no plan, and ``cases``,
    proofs by cases of the levels.
    """
    return Search(problem, time.monotonic() + time_limit_s, seed, threads, start, Programme).run()


class Programme:
    """A linear or integer programme in HiGHS: rows first, columns as they come."""

    def __init__(self, low: Any, high: Any, *, threads: int, seed: int) -> None:
        import highspy
        import numpy as np

        self._np, self._highspy = np, highspy
        self._solver = highspy.Highs()
        for name, value in {
            "output_flag": False,
            "threads": threads,
            "random_seed": seed % (1 << 31),
            "mip_rel_gap": 0.0,
            "mip_abs_gap": 0.0,
            "mip_feasibility_tolerance": 1e-9,
            "primal_feasibility_tolerance": 1e-9,
            "dual_feasibility_tolerance": 1e-9,
        }.items():
            self._solver.setOptionValue(name, value)
        count = len(low)
        none = np.zeros(0, dtype=np.int32)
        starts = np.zeros(count, dtype=np.int32)
        self._solver.addRows(count, self._ends(low), self._ends(high), 0, starts, none, np.zeros(0))
        self._count = 0
        self._stop = threading.Event()

    def _look(self, event: Any) -> None:
        if self._stop.is_set():
            event.interrupt()

    def _ends(self, ends: Any) -> Any:
        return self._np.clip(
            self._np.asarray(ends, dtype=float), -self._highspy.kHighsInf, self._highspy.kHighsInf
        )

    def add(
        self,
        cost: Any,
        starts: Any,
        rows: Any,
        values: Any,
        *,
        upper: Any,
        lower: Any = 0.0,
        whole: bool = False,
    ) -> None:
        """Add columns with their ends; ``starts`` as in a sparse matrix by columns, without the end."""
        np, count = self._np, len(cost)
        if not count:
            return
        self._solver.addCols(
            count,
            np.asarray(cost, dtype=float),
            np.full(count, lower, dtype=float),
            np.full(count, upper, dtype=float),
            len(rows),
            np.asarray(starts, dtype=np.int32),
            np.asarray(rows, dtype=np.int32),
            np.asarray(values, dtype=float),
        )
        if whole:
            numbers = np.arange(self._count, self._count + count, dtype=np.int32)
            kinds = np.full(count, int(self._highspy.HighsVarType.kInteger), dtype=np.uint8)
            self._solver.changeColsIntegrality(count, numbers, kinds)
            self._solver.cbMipInterrupt += self._look
        self._count += count

    def bounds(self, low: Any, high: Any) -> None:
        """Change the ends of all columns."""
        np = self._np
        numbers = np.arange(self._count, dtype=np.int32)
        self._solver.changeColsBounds(self._count, numbers, np.asarray(low, float), np.asarray(high, float))

    def price(self, costs: Any) -> None:
        """Change all costs."""
        np = self._np
        numbers = np.arange(self._count, dtype=np.int32)
        self._solver.changeColsCost(self._count, numbers, np.asarray(costs, dtype=float))

    def begin_at(self, columns: Any, rows: Any) -> None:
        """Start the linear programme from a basis: these columns and the slacks of these rows; primal simplex.

        The rows of stations are many and each is met by one column of a plan: from there it is a short way.
        """
        status, basis = self._highspy.HighsBasisStatus, self._highspy.HighsBasis()
        in_columns, in_rows = set(map(int, columns)), set(map(int, rows))
        count = self._solver.getNumRow()
        basis.col_status = [status.kBasic if i in in_columns else status.kLower for i in range(self._count)]
        basis.row_status = [status.kBasic if i in in_rows else status.kLower for i in range(count)]
        basis.valid = True
        self._solver.setBasis(basis)
        self._solver.setOptionValue("simplex_strategy", 4)
        self._solver.setOptionValue("presolve", "off")

    def begin(self, values: Any) -> None:
        """Start the integer programme from a plan."""
        solution = self._highspy.HighsSolution()
        solution.col_value = list(map(float, values))
        self._solver.setSolution(solution)

    def solve(self, left_s: float) -> str:
        """Solve; return ``OPTIMAL``, ``FEASIBLE`` or what went wrong."""
        highspy = self._highspy
        if left_s <= 0:
            return "UNKNOWN"
        # The limit counts from the first run of this solver.
        self._solver.setOptionValue("time_limit", self._solver.getRunTime() + left_s)
        # HiGHS looks at the clock when it likes: at the limit it is told to stop, and left behind if it does not.
        running = threading.Thread(target=self._solver.run, daemon=True)
        running.start()
        running.join(left_s)
        if running.is_alive():
            self._stop.set()
            running.join(LATE_S)
            if running.is_alive():
                return "UNKNOWN"
        status = self._solver.getModelStatus()
        if status == highspy.HighsModelStatus.kOptimal:
            return "OPTIMAL"
        if status == highspy.HighsModelStatus.kInfeasible:
            return "INFEASIBLE"
        if self._solver.getInfo().primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
            return "FEASIBLE"
        return "UNKNOWN"

    @property
    def objective(self) -> float:
        """Value of the last solution."""
        return float(self._solver.getInfo().objective_function_value)

    @property
    def values(self) -> Any:
        """Values of the columns."""
        return self._np.array(self._solver.getSolution().col_value)

    @property
    def duals(self) -> Any:
        """Prices of the rows."""
        return self._np.array(self._solver.getSolution().row_dual)
