"""Which back end suits a problem, by its structure, and why."""

from staffing.models.base import Goal
from staffing.solver.reallocation.costs import main_goal
from staffing.solver.reallocation.frame import frame
from staffing.solver.reallocation.least import fulfilled
from staffing.solver.reallocation.problem import Reallocation
from staffing.solver.reallocation.proofs.exchange import is_transport
from staffing.solver.reallocation.proofs.thresholds import has_thresholds

AUTO = "auto"
SMALL = 30
"""Stations up to which CP-SAT is asked as well, where others prove no best plan."""


def choose(problem: Reallocation) -> tuple[str, str]:
    """Return the back end and the reason, as a key of :mod:`staffing.messages.sentences`."""
    if frame(problem).empty:
        return "ortools", "reason_small"
    goal = main_goal(problem)
    if goal is None or (goal is Goal.BURDEN and not has_thresholds(problem)):
        return "ortools", "reason_goal"
    if is_transport(problem, fulfilled(problem)):
        return "flow", "reason_transport"
    return "columns", "reason_columns"
