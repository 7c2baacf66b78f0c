"""What command line and API both call: each question once, from a scenario to its recorded answer.

Each name is loaded on first use, so that verifying a result loads no search and no solver.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from staffing.service.around import cut_line
    from staffing.service.asking import what_if, what_if_asks_solver
    from staffing.service.batching import batch
    from staffing.service.by_hand import appraise
    from staffing.service.checking import check, check_table
    from staffing.service.comparing import compare, compare_methods, compare_normalisations
    from staffing.service.drawing import most_at_once, random_draws
    from staffing.service.fewest_moves import frontier
    from staffing.service.ledger import task_sums
    from staffing.service.measuring import propose_standards
    from staffing.service.opening import Opened, open_scenario
    from staffing.service.reading import read_out
    from staffing.service.relaxing import settings_of
    from staffing.service.running import asks_solver, demand, run, write_model
    from staffing.service.sensing import sensitivity
    from staffing.service.standing import standing_of
    from staffing.service.verifying import verify
    from staffing.service.weighing import weigh

_HOMES = {
    "Opened": "opening",
    "appraise": "by_hand",
    "asks_solver": "running",
    "batch": "batching",
    "check": "checking",
    "check_table": "checking",
    "compare": "comparing",
    "compare_methods": "comparing",
    "compare_normalisations": "comparing",
    "cut_line": "around",
    "demand": "running",
    "frontier": "fewest_moves",
    "most_at_once": "drawing",
    "open_scenario": "opening",
    "propose_standards": "measuring",
    "random_draws": "drawing",
    "read_out": "reading",
    "run": "running",
    "settings_of": "relaxing",
    "sensitivity": "sensing",
    "standing_of": "standing",
    "task_sums": "ledger",
    "verify": "verifying",
    "weigh": "weighing",
    "what_if": "asking",
    "what_if_asks_solver": "asking",
    "write_model": "running",
}

__all__ = [
    "Opened",
    "appraise",
    "asks_solver",
    "batch",
    "check",
    "check_table",
    "compare",
    "compare_methods",
    "compare_normalisations",
    "cut_line",
    "demand",
    "frontier",
    "most_at_once",
    "open_scenario",
    "propose_standards",
    "random_draws",
    "read_out",
    "run",
    "sensitivity",
    "settings_of",
    "standing_of",
    "task_sums",
    "verify",
    "weigh",
    "what_if",
    "what_if_asks_solver",
    "write_model",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"staffing.service.{_HOMES[name]}"), name)
