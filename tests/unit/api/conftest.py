"""A server over a folder of small scenarios."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient

from staffing_api.app import create_app
from staffing_api.settings import Settings
from tests.unit.api.builders import BODY, workbook, write_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three good scenarios and a bad one."""
    scenarios = tmp_path / "scenarios"
    scenarios.mkdir()
    write_folder(scenarios / "three", BODY)
    (scenarios / "book.xlsx").write_bytes(workbook(BODY))
    write_folder(scenarios / "tight", {**BODY, "cap": 5})
    (scenarios / "bad.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    (scenarios / "readme.txt").write_text("no scenario", encoding="utf-8")
    (tmp_path / "secret.xlsx").write_bytes(workbook(BODY))
    return scenarios


@pytest.fixture
def client(folder: Path) -> Iterator[TestClient]:
    """A client of a running server."""
    app = create_app(Settings(scenarios=folder, lang="en"))
    with TestClient(app, base_url="http://localhost:8000", raise_server_exceptions=False) as running:
        yield running


@pytest.fixture
def schema(folder) -> Any:
    """The document, and a way to call what it describes."""
    app = create_app(Settings(scenarios=folder, allowed_hosts=("localhost", "testserver")))
    with TestClient(app):  # the application runs
        yield schemathesis.openapi.from_asgi("/openapi.json", app)
