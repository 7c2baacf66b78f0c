"""A server with the shipped scenarios."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from staffing_api.app import create_app
from staffing_api.settings import Settings
from tests.unit.test_scenarios import SCENARIOS


@pytest.fixture(scope="module")
def browser() -> Iterator[TestClient]:
    """A client that does not follow where it is sent."""
    app = create_app(Settings(scenarios=SCENARIOS, lang="zh"))
    with TestClient(app, base_url="http://localhost:8000", follow_redirects=False) as running:
        yield running
