"""What command line and API both call: each question once, from a scenario to its recorded answer."""

from staffing.service.asking import what_if
from staffing.service.batching import batch
from staffing.service.checking import check, check_table
from staffing.service.comparing import compare, compare_methods, compare_normalisations
from staffing.service.opening import Opened, open_scenario
from staffing.service.reading import read_out
from staffing.service.running import demand, run, write_model
from staffing.service.verifying import verify

__all__ = [
    "Opened",
    "batch",
    "check",
    "check_table",
    "compare",
    "compare_methods",
    "compare_normalisations",
    "demand",
    "open_scenario",
    "read_out",
    "run",
    "verify",
    "what_if",
    "write_model",
]
