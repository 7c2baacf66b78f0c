"""What command line and API both call: each question once, from a scenario to its recorded answer."""

from staffing.service.asking import what_if
from staffing.service.batching import batch
from staffing.service.checking import check
from staffing.service.comparing import compare, compare_methods, compare_normalisations
from staffing.service.opening import Opened, open_scenario
from staffing.service.running import run
from staffing.service.verifying import verify

__all__ = [
    "Opened",
    "batch",
    "check",
    "compare",
    "compare_methods",
    "compare_normalisations",
    "open_scenario",
    "run",
    "verify",
    "what_if",
]
