"""Warm workers, one set for the whole folder."""

import pytest

from staffing.solver.supervise import Workers


@pytest.fixture(scope="session")
def pool():
    with Workers() as workers:
        yield workers
