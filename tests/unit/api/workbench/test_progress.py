"""Long solves on the page: watched, left and found again, stopped, used, begun again; and failures."""

import contextlib
import re
import time
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi.testclient import TestClient

from staffing.solver.reallocation import solve as reallocation
from staffing.solver.reallocation.answers import BACKENDS
from staffing_api.app import create_app
from staffing_api.settings import Settings
from tests.unit.api.builders import BODY, write_folder
from tests.unit.api.test_jobs import MOVING, pids_in, slow
from tests.unit.api.workbench.test_data import words
from tests.unit.solver.test_supervise import wait_gone

__all__ = ["slow"]

PLAN = "/plan?scenario=moving&lang=zh"
HTMX = {"hx-request": "true", "hx-target": "screen"}


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """A client of a server that waits a moment for its solvers."""
    monkeypatch.setattr("staffing_api.workbench.searches.WAIT_S", 0.05)
    write_folder(tmp_path / "moving", MOVING)
    write_folder(tmp_path / "three", BODY)
    app = create_app(Settings(scenarios=tmp_path, lang="zh"))
    with TestClient(
        app, base_url="http://localhost:8000", follow_redirects=False, raise_server_exceptions=False
    ) as running:
        yield running


def seen(ask: Callable[[], httpx2.Response], wanted: str) -> httpx2.Response:
    """Ask until the answer holds what is wanted."""
    end = time.monotonic() + 20
    while True:
        answer = ask()
        if wanted in answer.text:
            return answer
        assert time.monotonic() < end, words(answer.text)
        time.sleep(0.05)


def action(page: str, label: str) -> str:
    """Return where the form with this button goes."""
    found = re.search(rf'<form method="post" action="([^"]*)"><button[^>]*>{label}</button>', page)
    assert found is not None, words(page)
    return unescape(found[1])


def polled(page: str) -> str:
    found = re.search(r'hx-get="(/progress/[^"]*)"', page)
    assert found is not None, words(page)
    return unescape(found[1])


def test_progress_is_shown_left_and_found_again(client: TestClient, slow: Any) -> None:
    slow("report_then_hang", programme=True)
    page = client.get(PLAN)
    assert page.status_code == 200
    assert "正在计算" in page.text
    assert '<noscript><meta http-equiv="refresh" content="1"></noscript>' in page.text
    watched = polled(page.text)
    part = seen(lambda: client.get(watched, headers=HTMX), "采用")
    assert "<html" not in part.text
    assert re.search(r"已用\d+秒，时限30秒；", words(part.text))
    assert client.get("/").status_code == 200
    assert polled(client.get(PLAN).text) == watched
    jobs = client.get("/v1/jobs").json()
    assert [job["status"] for job in jobs] == ["RUNNING"]


def test_use_ends_the_solver_and_shows_the_best_plan_as_feasible(client: TestClient, slow: Any) -> None:
    slow("report_then_hang", programme=True)
    page = seen(lambda: client.get(PLAN), "采用")
    moved = client.post(action(page.text, "采用"))
    assert (moved.status_code, moved.headers["location"]) == (303, PLAN)
    plan = client.get(PLAN)
    assert '<table id="plan"' in plan.text
    standing = re.search(r'<span class="status( proven)?">(.*?)</span>', plan.text)
    assert standing is not None
    assert not standing[1]
    assert standing[2].startswith("可行")
    assert "最优" not in standing[2]
    again = client.post(action(plan.text, "重新计算"))
    assert again.headers["location"] == PLAN
    assert "正在计算" in client.get(PLAN).text


def test_stop_says_what_there_is_before_anything_is_used(client: TestClient, slow: Any) -> None:
    slow("report_then_hang", programme=True)
    page = seen(lambda: client.get(PLAN), "采用")
    moved = client.post(action(page.text, "停止"))
    stopped = client.get(moved.headers["location"])
    assert "已停止" in stopped.text
    assert "hx-trigger" not in stopped.text
    assert "http-equiv" not in stopped.text
    assert client.get(polled(page.text), headers=HTMX).headers["hx-redirect"] == moved.headers["location"]
    used = client.post(action(stopped.text, "采用"))
    assert '<table id="plan"' in client.get(used.headers["location"]).text


def test_stop_leaves_no_process(client: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("STAFFING_TEST_PID_FILE", str(tmp_path / "pids"))
    table = dict.fromkeys(BACKENDS, "tests.unit.solver.fakes:hang_with_child")
    monkeypatch.setitem(reallocation.solve.__kwdefaults__, "backends", table)
    page = client.get(PLAN)
    assert "还没有方案" in page.text
    assert "采用" not in page.text
    pids = pids_in(tmp_path / "pids")
    moved = client.post(action(page.text, "停止"))
    assert wait_gone(*pids, seconds=0.5)
    assert [job["status"] for job in client.get("/v1/jobs").json()] == ["CANCELLED"]
    stopped = client.get(moved.headers["location"]).text
    assert "已停止" in stopped
    assert "采用" in stopped  # staff as they are keep the rules
    assert client.post(action(stopped, "重新计算")).headers["location"] == PLAN
    assert "正在计算" in client.get(PLAN).text


def test_an_answer_that_comes_ends_the_watching(client: TestClient, slow: Any) -> None:
    slow("honest", programme=True)
    page = client.get(PLAN)
    if '<table id="plan"' not in page.text:
        watched = polled(page.text)
        with contextlib.suppress(AssertionError):
            seen(
                lambda: httpx2.Response(200, text=str(client.get(watched, headers=HTMX).headers)),
                "hx-redirect",
            )
        assert client.get(watched).headers["location"] == PLAN
    assert "最优，已证明" in seen(lambda: client.get(PLAN), '<table id="plan"').text


def test_a_part_of_a_screen_is_replaced_as_a_whole_while_a_solver_works(
    client: TestClient, slow: Any
) -> None:
    slow("hang", programme=True)
    part = client.get(PLAN, headers={**HTMX, "hx-target": "asked"})
    assert (part.status_code, part.headers["hx-redirect"]) == (204, PLAN)


def test_a_job_that_is_none_leads_back_to_the_screen(client: TestClient) -> None:
    moved = client.get("/progress/none", params={"at": PLAN[1:]})
    assert (moved.status_code, moved.headers["location"]) == (303, PLAN)
    assert client.post("/progress/none/use", params={"at": PLAN[1:]}).headers["location"] == PLAN
    assert client.get("/progress/none", params={"at": "/"}).headers["location"] == "/"


def test_a_program_that_fails_says_so_and_offers_another_try(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr("staffing.service.running.record_ladder", fail)
    page = client.get("/plan?scenario=three&lang=zh")
    assert page.status_code == 500
    assert "程序出错，输入未改动。" in page.text
    assert 'href="/plan?scenario=three&amp;lang=zh"' in page.text
    assert "secret" not in page.text
