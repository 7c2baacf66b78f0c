"""Workers that can load this folder's fakes."""

from pathlib import Path

import pytest

from staffing.solver.supervise import Workers


@pytest.fixture
def fakes_importable(monkeypatch):
    monkeypatch.syspath_prepend(Path(__file__).parents[3])


@pytest.fixture
def workers(fakes_importable):
    with Workers(memory_bytes=2 << 30) as pool:  # room for any of them, and soon full
        yield pool
