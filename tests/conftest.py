"""What tests of all kinds share."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

# The machines are shared: a limit on one example says nothing, and every run draws the same examples.
settings.register_profile("shared", deadline=None, derandomize=True, database=None)
settings.load_profile("shared")

ROOT = Path(__file__).resolve().parents[1]
SCENARIOS = ROOT / "scenarios"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests counted: their property ``told``."""
    for reports in terminalreporter.stats.values():
        for report in reports:
            for key, words in getattr(report, "user_properties", ()):
                if key == "told" and report.when == "call":
                    terminalreporter.write_line(words)


@pytest.fixture(scope="session")
def scenarios() -> Path:
    """Folder of the shipped scenarios."""
    return SCENARIOS


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder with real data and the corpus, which are no part of the project."""
    folder = Path(os.environ.get("STAFFING_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"{folder.name}/ with real data is not beside the project")
    return folder


@pytest.fixture(scope="session")
def soffice() -> str:
    """Path of LibreOffice; where tests must not skip, its absence is a failure."""
    found = shutil.which("soffice")
    if found is None:
        if os.environ.get("STAFFING_TESTS_MUST_NOT_SKIP") == "1":
            pytest.fail("LibreOffice is not installed: apt-get install libreoffice-calc-nogui")
        pytest.skip("LibreOffice is not installed")
    return found
