"""What tests of all kinds share."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SCENARIOS = ROOT / "scenarios"


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
