"""Long work: 202 and a job, progress, the same answer in the end; cancelled, refused, forgotten, and no orphans."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx2
import pytest
import schemathesis
from fastapi.testclient import TestClient

from staffing.errors import UsageError
from staffing.solver.reallocation import solve as reallocation
from staffing.solver.reallocation.answers import BACKENDS
from staffing.solver.reallocation.years import phased
from staffing.solver.solve import solve
from staffing_api import jobs
from staffing_api.app import create_app
from staffing_api.settings import Settings, settings_from_env
from tests.unit.api.builders import BODY
from tests.unit.api.test_mutations import FULL
from tests.unit.api.test_problems import assert_problem
from tests.unit.api.test_questions import timeless
from tests.unit.cli.test_long_solve import PROGRAM
from tests.unit.solver.test_supervise import wait_gone

ROOT = Path(__file__).parents[3]
FAKES = "tests.unit.solver.fakes"
THEIRS = "tests.unit.solver.reallocation.fakes"
MOVING = {
    **FULL,
    "name": "三所",
    "categories": [{**row, "movable": True} for row in FULL["categories"]],
    "max_transfers": 4,
}
"""Both categories move: no ladder."""
LONG = {"scenario": "three", "backend": "ortools"}


@pytest.fixture
def slow(monkeypatch) -> Any:
    """Put another back end in the place of CP-SAT."""
    monkeypatch.syspath_prepend(ROOT)

    def put(fake: str, *, programme: bool = False) -> None:
        if programme:
            table = dict.fromkeys(BACKENDS, f"{FAKES if fake == 'hang' else THEIRS}:{fake}")
            monkeypatch.setitem(reallocation.solve.__kwdefaults__, "backends", table)
        table = {"ortools": f"{FAKES}:{fake}", "pulp": "staffing.solver.pulp_backend:answer"}
        monkeypatch.setitem(solve.__kwdefaults__, "backends", table)

    return put


@contextlib.contextmanager
def serving(folder: Path, **settings: Any) -> Iterator[TestClient]:
    app = create_app(Settings(scenarios=folder, lang="en", **settings))
    with TestClient(app, base_url="http://localhost:8000", raise_server_exceptions=False) as client:
        yield client


def begun(client: Any, **options: Any) -> str:
    """Ask a long question and return the address of its job."""
    response = client.post("/v1/run", params={**LONG, "wait": 0, **options})
    assert response.status_code == 202, response.text
    found = response.json()
    assert found["status"] in {"QUEUED", "RUNNING"}
    assert response.headers["location"] == f"/v1/jobs/{found['id']}"
    return str(response.headers["location"])


def until(client: Any, address: str, *statuses: str, seen: Any = lambda _: True) -> dict[str, Any]:
    end = time.monotonic() + 20
    while True:
        found: dict[str, Any] = client.get(address).json()
        if found["status"] in statuses and seen(found):
            return found
        assert time.monotonic() < end, found
        time.sleep(0.02)


def has_progress(found: dict[str, Any]) -> bool:
    return found["progress"]["best"] is not None


def test_long_work_is_a_job_and_its_result_the_answer(client, slow) -> None:
    slow("plan_after_a_while")
    address = begun(client)
    running = until(client, address, "RUNNING", seen=has_progress)
    assert running["question"] == "run"
    assert running["scenario"] == "three"
    assert "result" not in running
    seconds = running["progress"].pop("seconds")
    assert running["progress"] == {"best": 9.0, "bound": 5.0, "gap": pytest.approx(4 / 9)}
    assert client.get(address).json()["progress"]["seconds"] > seconds
    assert [{**row, "progress": None} for row in client.get("/v1/jobs").json()] == [
        {**running, "progress": None}
    ]
    done = until(client, address, "DONE")
    assert done["result"]["status"] == "OPTIMAL"
    again = client.post("/v1/run", params={**LONG, "wait": 0})
    assert (again.status_code, again.json()) == (200, done["result"])
    assert "result" not in client.get("/v1/jobs").json()[0]


def test_the_answer_of_a_job_is_that_of_the_question(client) -> None:
    address = begun(client)
    done = until(client, address, "DONE")
    asked = client.post("/v1/run", params={**LONG, "cap": 24, "wait": 60}).json()
    assert timeless(done["result"]) == timeless(asked)


def test_what_comes_in_time_is_no_job(client, slow) -> None:
    slow("plan_after_a_while")
    response = client.post("/v1/run", params={**LONG, "wait": 20})
    assert (response.status_code, response.json()["status"]) == (200, "OPTIMAL")
    assert client.get("/v1/jobs").json() == []


def test_what_needs_no_solver_never_becomes_a_job(client) -> None:
    assert client.post("/v1/run?scenario=three&wait=0").status_code == 200
    assert client.post("/v1/whatif?scenario=three&delta=1&wait=0").status_code == 200
    assert client.post("/v1/run?wait=0", json=BODY).status_code == 200
    assert_problem(client.post("/v1/check?scenario=three&wait=0"), 422, "E_USAGE")
    assert_problem(client.post("/v1/run?scenario=three&wait=61"), 422, "E_RANGE")
    assert client.get("/v1/jobs").json() == []


def test_a_body_may_become_a_job(client, slow) -> None:
    slow("plan_after_a_while")
    response = client.post("/v1/run?backend=ortools&wait=0&lang=zh", json=BODY)
    assert response.status_code == 202
    done = until(client, response.headers["location"], "DONE")
    assert "scenario" not in done
    assert done["result"]["name"] == BODY["name"]


@pytest.mark.parametrize("question", ["run?", "whatif?category=contract&delta=-1&"])
@pytest.mark.parametrize("cancelled", [False, True])
def test_what_the_ladder_does_not_know_becomes_a_job(client, slow, question, cancelled) -> None:
    slow("hang" if cancelled else "honest", programme=True)
    response = client.post(f"/v1/{question}wait=0", json=MOVING)
    assert response.status_code == 202, response.text
    address = response.headers["location"]
    if cancelled:
        until(client, address, "RUNNING")
        ended = client.delete(address).json()
        assert (ended["status"], ended["result"]["status"]) == ("CANCELLED", "CANCELLED")
        return
    done = until(client, address, "DONE")
    assert done["question"] == question.partition("?")[0]
    assert done["result"]["status"] == "OPTIMAL"
    assert done["progress"]["best"] is not None
    again = client.post(f"/v1/{question}wait=60", json=MOVING)
    assert (again.status_code, timeless(again.json())) == (200, timeless(done["result"]))


def test_what_follows_the_plan_is_cancelled_too(client, monkeypatch, tmp_path) -> None:
    monkeypatch.syspath_prepend(ROOT)
    monkeypatch.setenv("STAFFING_TEST_PID_FILE", str(tmp_path / "pids"))
    monkeypatch.setattr(phased, "CP_SAT", f"{FAKES}:hang_with_child")
    years = [{"year": 2026, "max_transfers": 1}, {"year": 2027, "max_transfers": 9}]
    response = client.post("/v1/run?wait=0", json={**MOVING, "years": years, "time_limit_s": 600})
    assert response.status_code == 202, response.text
    address = response.headers["location"]
    pids = pids_in(tmp_path / "pids")  # the plan is made, the years are at work
    client.delete(address)
    assert wait_gone(*pids)
    assert until(client, address, "CANCELLED")["result"]["status"] == "OPTIMAL"


def test_a_cancelled_job_keeps_the_best_plan_so_far(folder, slow) -> None:
    slow("worse_plan_then_hang")
    with serving(folder) as client:
        address = begun(client)
        until(client, address, "RUNNING", seen=has_progress)
        begin = time.monotonic()
        ended = client.delete(address).json()
        assert time.monotonic() - begin < 2
        assert ended["status"] == ended["result"]["status"] == "CANCELLED"
        assert ended["result"]["verified"] is True
        assert ended["result"]["allocated"] == BODY["cap"]
        assert client.get(address).json() == ended
        assert client.delete(address).json() == ended
        assert_problem(client.get(address), 404, "E_JOB")
        assert_problem(client.delete(address), 404, "E_JOB")


def test_a_cancelled_job_leaves_no_process(folder, slow, monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("STAFFING_TEST_PID_FILE", str(tmp_path / "pids"))
    slow("hang_with_child")
    with serving(folder) as client:
        address = begun(client)
        pids = pids_in(tmp_path / "pids")
        ended = client.delete(address).json()
        assert (ended["status"], ended["result"]["status"]) == ("CANCELLED", "CANCELLED")
        assert wait_gone(*pids, seconds=0.5)


def test_the_end_of_the_server_is_the_end_of_its_jobs(folder, slow, monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("STAFFING_TEST_PID_FILE", str(tmp_path / "pids"))
    slow("hang_with_child")
    with serving(folder, jobs_running=1) as client:
        begun(client)
        begun(client)
        pids = pids_in(tmp_path / "pids")
        begin = time.monotonic()
    assert time.monotonic() - begin < 3
    assert wait_gone(*pids, seconds=0.5)


def pids_in(file: Path) -> list[int]:
    end = time.monotonic() + 20
    while not file.exists() and time.monotonic() < end:
        time.sleep(0.02)
    return [int(pid) for pid in file.read_text(encoding="ascii").split()]


def test_jobs_wait_for_their_turn_and_no_more_than_so_many(folder, slow) -> None:
    slow("worse_plan_then_hang")
    with serving(folder, jobs_running=1, jobs_waiting=1) as client:
        first, second = begun(client), begun(client)
        until(client, first, "RUNNING")
        assert client.get(second).json()["status"] == "QUEUED"
        assert client.get(second).json()["progress"]["seconds"] == 0
        refused = client.post("/v1/run", params={**LONG, "wait": 0})
        assert_problem(refused, 503, "E_BUSY")
        assert refused.headers["retry-after"] == "10"
        assert client.post("/v1/run?scenario=three").status_code == 200
        dropped = client.delete(second).json()
        assert dropped["status"] == "CANCELLED"
        assert "result" not in dropped
        third = begun(client)
        client.delete(first)
        assert until(client, third, "RUNNING")["status"] == "RUNNING"


def test_a_request_whose_job_somebody_else_ends_is_told(folder, slow) -> None:
    slow("worse_plan_then_hang")
    with serving(folder, jobs_running=1) as client, ThreadPoolExecutor(2) as threads:
        asked = [
            threads.submit(client.post, "/v1/run", params={**LONG, "wait": 20, "cap": cap})
            for cap in (24, 25)
        ]
        while len(listed := client.get("/v1/jobs").json()) < 2 or not any(map(has_progress, listed)):
            time.sleep(0.02)
        for row in sorted(listed, key=lambda row: row["status"]):  # the one that waits first
            client.delete(f"/v1/jobs/{row['id']}")
        answers = sorted((future.result() for future in asked), key=lambda response: response.status_code)
    assert [(a.status_code, a.json()["status"]) for a in answers] == [(200, "CANCELLED"), (202, "CANCELLED")]


def test_a_job_that_fails_says_so_and_no_more(client, slow, monkeypatch, caplog) -> None:
    def fail(*_: Any, **__: Any) -> None:
        time.sleep(0.1)
        raise RuntimeError("secret detail")

    monkeypatch.setattr("staffing.service.run", fail)
    failed = until(client, begun(client), "FAILED")
    assert failed["problem"]["status"] == 500
    assert failed["problem"]["issues"][0]["code"] == "E_INTERNAL"
    assert "secret" not in str(failed)
    assert "secret detail" in caplog.text
    assert_problem(client.post("/v1/run", params=LONG), 500, "E_INTERNAL")


def test_a_job_that_is_refused_says_why(client) -> None:
    failed = until(client, begun(client, method="hamilton"), "FAILED")
    assert failed["problem"]["status"] == 422
    assert failed["problem"]["issues"][0]["code"] == "E_METHOD"
    assert_problem(client.post("/v1/run", params={**LONG, "method": "hamilton"}), 422, "E_METHOD")


@pytest.mark.parametrize(
    ("name", "value", "left"), [("KEPT_S", 0.0, 0), ("KEPT_JOBS", 1, 1), ("KEPT_BYTES", 0, 1)]
)
def test_ended_jobs_are_not_kept_for_ever(client, monkeypatch, name, value, left) -> None:
    first = begun(client)
    until(client, first, "DONE")
    second = begun(client, cap=25)
    until(client, second, "DONE")
    monkeypatch.setattr(jobs, name, value)
    assert len(client.get("/v1/jobs").json()) == left
    assert_problem(client.get(first), 404, "E_JOB")


def test_jobs_are_guarded_like_everything_else(client) -> None:
    for address in ("/v1/jobs", "/v1/jobs/x"):
        assert_problem(client.get(address, headers={"host": "evil.example"}), 403, "E_HOST")
        assert_problem(client.delete(address, headers={"origin": "https://evil.example"}), 403, "E_ORIGIN")
    assert_problem(client.get("/v1/jobs/x"), 404, "E_JOB")
    assert_problem(client.get("/v1/jobs/x?wait=1"), 422, "E_USAGE")
    assert_problem(client.post("/v1/jobs/x"), 405, "E_HTTP_METHOD")
    assert len({begun(client, cap=cap) for cap in range(24, 27)}) == 3


def test_answers_are_as_described(folder, slow) -> None:
    slow("worse_plan_then_hang")
    app = create_app(Settings(scenarios=folder, jobs_running=1, jobs_waiting=1))
    with TestClient(app, base_url="http://localhost") as client:
        schema = schemathesis.openapi.from_dict(client.get("/openapi.json").json())
        first = client.post("/v1/run", params={**LONG, "wait": 0})
        second = client.post("/v1/run", params={**LONG, "wait": 0})
        for response in (first, second, client.post("/v1/run", params={**LONG, "wait": 0})):
            schema["/v1/run"]["POST"].validate_response(response)
        address = first.headers["location"]
        until(client, address, "RUNNING", seen=has_progress)
        schema["/v1/jobs"]["GET"].validate_response(client.get("/v1/jobs"))
        schema["/v1/jobs/{id}"]["GET"].validate_response(client.get(address))
        for _ in range(3):
            schema["/v1/jobs/{id}"]["DELETE"].validate_response(client.delete(address))
        failed = client.post("/v1/run", params={**LONG, "wait": 0, "method": "hamilton"})
        client.delete(second.headers["location"])
        until(client, failed.headers["location"], "FAILED")
        schema["/v1/jobs/{id}"]["GET"].validate_response(client.get(failed.headers["location"]))


def test_settings_of_jobs() -> None:
    names = ("WAIT_S", "JOBS_RUNNING", "JOBS_WAITING", "MEMORY_BYTES")
    environ = {
        f"STAFFING_{name}": value for name, value in zip(names, ("0", "2", "3", "1000000000"), strict=True)
    }
    found = settings_from_env(environ)
    assert (found.wait_s, found.jobs_running, found.jobs_waiting, found.memory_bytes) == (0, 2, 3, 10**9)
    for name in names:
        for value in ("x", "-1", "1.5", "9" * 20):
            with pytest.raises(UsageError) as refused:
                settings_from_env({f"STAFFING_{name}": value})
            assert refused.value.issues[0].code == "E_OPTION"


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_real_server_ends_with_its_jobs_in_time(folder, tmp_path, how) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "PYTHONPATH": f"{ROOT}/src:{ROOT}/api:{ROOT}",
        "STAFFING_TEST_PID_FILE": str(tmp_path / "pids"),
    }
    command = [sys.executable, "-c", PROGRAM, f"{FAKES}:hang_with_child", "serve"]
    options = ["--port", str(port), "--scenarios", str(folder)]
    with subprocess.Popen([*command, *options], env=environment, stderr=subprocess.DEVNULL) as server:
        with httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
            end = time.monotonic() + 30
            while time.monotonic() < end:
                with contextlib.suppress(httpx2.TransportError):
                    client.get("/health")
                    break
                time.sleep(0.1)
            begun(client)
        pids = pids_in(tmp_path / "pids")
        server.send_signal(how)
        server.wait(10)
    assert wait_gone(*pids)
