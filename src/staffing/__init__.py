"""Decide how many posts each station gets, exactly, and show why.

A **Scenario** is quantified into **Demand**, formulated as a **Problem**, solved into a **Plan**, recorded as a
**Run**, rendered as a report. Anything wrong with the input is an **Issue**.

The names below are the whole public interface; they are loaded on first use, so that importing the package
costs nothing.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_PUBLIC = {
    "Issue": "staffing.errors",
    "InputError": "staffing.errors",
    "StaffingError": "staffing.errors",
    "Scenario": "staffing.models.scenario",
    "Station": "staffing.models.station",
    "Driver": "staffing.models.workload",
    "Demand": "staffing.models.workload",
    "Plan": "staffing.models.plan",
    "Run": "staffing.models.run",
    "Status": "staffing.models.plan",
    "load_scenario": "staffing.io.scenario_file",
    "quantify": "staffing.quantify.demand",
    "demand": "staffing.service",
    "run": "staffing.service",
    "what_if": "staffing.service",
    "compare": "staffing.service",
    "sensitivity": "staffing.service",
    "verify": "staffing.service",
}

__all__ = ["__version__", *_PUBLIC]  # noqa: PLE0604


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_PUBLIC[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
