"""Workers that can load this folder's fakes."""

from pathlib import Path

import pytest

from staffing.solver.supervise import Workers


@pytest.fixture
def fakes_importable(monkeypatch):
    monkeypatch.syspath_prepend(Path(__file__).parents[3])


@pytest.fixture
def workers(fakes_importable):
    with Workers() as pool:
        yield pool
