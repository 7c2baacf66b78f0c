"""The names that other programs hold on to."""

import subprocess
import sys

import staffing

NAMES = [
    "Demand", "Driver", "InputError", "Issue", "Plan", "Run", "Scenario", "StaffingError", "Station", "Status",
    "__version__", "compare", "demand", "load_scenario", "quantify", "run", "sensitivity", "verify", "what_if",
]  # fmt: skip


def test_the_public_names_are_these_and_all_are_there():
    assert dir(staffing) == NAMES
    for name in NAMES:
        assert getattr(staffing, name) is not None


def test_importing_the_package_loads_nothing_else():
    code = "import sys, staffing; print(sorted(m for m in sys.modules if m.startswith('staffing')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['staffing']"
