"""What the page keeps of its answers, and which threads make them."""

import asyncio
import threading
from types import SimpleNamespace
from typing import Any

import pytest

from staffing.models.plan import Status
from staffing_api.jobs import Jobs
from staffing_api.library import Library
from staffing_api.workbench import documents
from staffing_api.workbench.answering import THREADS, Bench
from staffing_api.workbench.state import State
from staffing_api.workbench.view import View
from tests.unit.test_scenarios import SCENARIOS


def bench() -> Bench:
    """Return a bench over the shipped scenarios."""
    desk: Any = SimpleNamespace(jobs=Jobs(running=1, waiting=4), workers=None)
    return Bench(Library(SCENARIOS), desk, "zh")


def test_documents_leave_the_threads_of_sliders_free(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, gate = threading.Semaphore(0), threading.Event()

    def slow(source: documents.Source) -> bytes:
        begun.release()
        gate.wait(20)
        return b"{}"

    kind = documents.Kind("text/plain", slow, "")
    monkeypatch.setattr(documents, "KINDS", {str(number): kind for number in range(THREADS + 1)})

    async def ask() -> str:
        desk = bench()
        view = View(desk, State(scenario="qingxiu"), "output")
        await desk.run(view.state)
        async with asyncio.TaskGroup() as group:
            for name in documents.KINDS:
                group.create_task(documents.made(view, name))
            try:
                await asyncio.to_thread(begun.acquire, timeout=10)
                await asyncio.sleep(0.2)
                return await asyncio.wait_for(desk.in_thread(lambda: "slider"), 5)
            finally:
                gate.set()

    assert asyncio.run(ask()) == "slider"


def test_with_the_plan_of_a_stopped_search_its_documents_are_forgotten() -> None:
    async def ask() -> tuple[bytes, bytes, object, object]:
        desk = bench()
        state = State(scenario="qingxiu")
        view = View(desk, state, "output")
        best = await desk.run(state)
        _, key = await desk.opened(state)
        stopped = best.model_copy(update={"status": Status.FEASIBLE, "verified": False})
        desk._answers.put(("run", *key, state.lang), stopped)
        before, told = await documents.made(view, "result.json"), await documents.paper(view, "report.docx")
        await desk.forget(state)
        after, retold = await documents.made(view, "result.json"), await documents.paper(view, "report.docx")
        return before.content, after.content, told, retold

    before, after, told, retold = asyncio.run(ask())
    assert b"FEASIBLE" in before
    assert b"FEASIBLE" not in after
    assert told != retold
