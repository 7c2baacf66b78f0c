"""Long work, by a solver or by very many draws: it becomes a job that can be watched and ended.

Jobs live in memory and end with the server (``docs/adr/0009-jobs.md``). A few run at a time, some wait for their
turn, more are refused. What has ended is kept for an hour, or until too much is kept.
"""

import asyncio
import logging
import secrets
import threading
import time
from collections.abc import Callable
from enum import StrEnum
from typing import Any, Final

from anyio import CapacityLimiter, to_thread

from staffing.errors import InputError
from staffing.messages import Lang
from staffing.models.base import Frozen
from staffing.models.progress import Progress
from staffing.models.run import Run, document
from staffing.models.sensitivity import Sensitivity
from staffing.models.weights import Weighing
from staffing.models.what_if import WhatIf
from staffing_api.encoding import encode
from staffing_api.problems import ProblemDocument, problem, refusal

KEPT_S: Final = 3600.0
"""Seconds that an ended job is kept."""
KEPT_JOBS: Final = 100
"""Ended jobs kept; beyond that the oldest go."""
KEPT_BYTES: Final = 64_000_000
"""Sum of the answers of ended jobs; the newest is kept whatever its size."""
END_S: Final = 5.0
"""Guard for the end of a job: a solver's process is killed within a fraction of a second."""


class JobStatus(StrEnum):
    """What has become of a job."""

    QUEUED = "QUEUED"
    """Others run; it waits for its turn."""
    RUNNING = "RUNNING"
    DONE = "DONE"
    """``result`` is the answer."""
    CANCELLED = "CANCELLED"
    """Ended on request; ``result``, if there is one, has the best plan until then."""
    FAILED = "FAILED"
    """``problem`` says why there is no answer."""


class JobDocument(Frozen):
    """A question whose answer takes longer than its asker waited."""

    id: str
    """Nobody can guess it."""
    status: JobStatus
    question: str
    """``run``, ``whatif``, ``weights`` or ``sensitivity``."""
    scenario: str | None = None
    """Name in the server's folder; absent where the request brought its scenario along."""
    progress: Progress
    """How far the solver says it has come; ``seconds`` since it began."""
    result: Run | WhatIf | Weighing | Sensitivity | None = None
    """The answer, as the question itself would have given it; absent in the list of jobs."""
    problem: ProblemDocument | None = None


class Job:
    """One question at work in a thread."""

    def __init__(self, question: str, scenario: str | None, lang: Lang) -> None:
        self.id = secrets.token_urlsafe(16)
        self.question, self.scenario, self.lang = question, scenario, lang
        self.status = JobStatus.QUEUED
        self.cancel = threading.Event()
        self.progress: Progress | None = None
        self.result: bytes | None = None
        self.error: Exception | None = None
        self.task: asyncio.Task[None] | None = None
        self.ended: float | None = None
        self._began: float | None = None

    def begin(self) -> None:
        """Note that it runs now."""
        self.status, self._began = JobStatus.RUNNING, time.monotonic()

    def hear(self, progress: Progress) -> None:
        """Note how far it has come."""
        self.progress = progress

    def end(self, status: JobStatus) -> None:
        """Note what has become of it."""
        self.status, self.ended = status, time.monotonic()

    @property
    def seconds(self) -> float:
        """Seconds since it began, until it ended."""
        until = self.ended or time.monotonic()
        return until - self._began if self._began is not None else 0.0

    def encoded(self, *, whole: bool = True) -> bytes:
        """Return the document, with the result unless it is for the list."""
        heard = self.progress or Progress(seconds=0.0)
        fault = None
        if self.error is not None:
            error = self.error if isinstance(self.error, InputError) else refusal("E_INTERNAL")
            fault = problem(error, self.lang)
        described = document(
            JobDocument(
                id=self.id,
                status=self.status,
                question=self.question,
                scenario=self.scenario,
                progress=heard.model_copy(update={"seconds": round(self.seconds, 3)}),
            )
        )
        shown = encode(described if fault is None else {**described, "problem": fault})
        if self.result is None or not whole:
            return shown
        return shown[:-1] + b',"result":' + self.result + b"}"


Work = Callable[[Job], tuple[bytes, str]]
"""Computes an answer, in a thread: the answer encoded, and its status."""


class Jobs:
    """The jobs of one server; for one thread, that of the event loop."""

    def __init__(self, *, running: int, waiting: int) -> None:
        self._most = running + waiting
        self._turns = CapacityLimiter(running)
        self._jobs: dict[str, Job] = {}
        self._closed = False

    def start(self, job: Job, work: Work, done: Callable[[bytes, str], Any]) -> None:
        """Put a job to work when its turn comes; ``done`` is called with its answer.

        Raises
        ------
        InputError
            ``E_BUSY``: too many wait already.
        """
        self._sweep()
        if self._closed or sum(other.ended is None for other in self._jobs.values()) >= self._most:
            raise refusal("E_BUSY", limit=self._most)
        self._jobs[job.id] = job
        job.task = asyncio.create_task(self._work(job, work, done))

    async def _work(self, job: Job, work: Work, done: Callable[[bytes, str], Any]) -> None:
        def begin() -> tuple[bytes, str]:
            job.begin()
            return work(job)

        try:
            answer, status = await to_thread.run_sync(begin, limiter=self._turns)
        except asyncio.CancelledError:  # while it waited for its turn, or as the server ends
            job.end(JobStatus.CANCELLED)
        except Exception as error:
            if not isinstance(error, InputError):
                logging.getLogger("staffing_api").exception("a job failed")
            job.error = error
            job.end(JobStatus.FAILED)
        else:
            job.result = answer
            if job.cancel.is_set():  # whatever came of it is not the whole answer
                job.end(JobStatus.CANCELLED)
            else:
                job.end(JobStatus.DONE)
                done(answer, status)

    async def wait(self, job: Job, seconds: float) -> None:
        """Wait until a job has ended, so long at most."""
        if job.task is not None and seconds > 0:
            await asyncio.wait({job.task}, timeout=seconds)

    def get(self, name: str) -> Job:
        """Return a job.

        Raises
        ------
        InputError
            ``E_JOB``: there is none of that id, or no longer.
        """
        self._sweep()
        job = self._jobs.get(name)
        if job is None:
            raise refusal("E_JOB")
        return job

    def listed(self) -> bytes:
        """Return all jobs, the oldest first, without their results."""
        self._sweep()
        return b"[" + b",".join(job.encoded(whole=False) for job in self._jobs.values()) + b"]"

    def forget(self, job: Job) -> None:
        """Drop a job that has ended."""
        self._jobs.pop(job.id, None)

    async def end(self, job: Job) -> None:
        """Cancel a job, and wait until its process is gone; one that has ended already is forgotten."""
        if job.ended is not None:
            self.forget(job)
            return
        _cancel(job)
        await self.wait(job, END_S)

    async def close(self) -> None:
        """Cancel all jobs and wait until their processes are gone."""
        self._closed = True
        tasks = {job.task for job in self._jobs.values() if job.ended is None and job.task is not None}
        for job in self._jobs.values():
            _cancel(job)
        if tasks:
            await asyncio.wait(tasks, timeout=END_S)

    def _sweep(self) -> None:
        """Forget what ended long ago, or is too much to keep."""
        ended = [job for job in self._jobs.values() if job.ended is not None]
        ended.sort(key=lambda job: job.ended or 0.0, reverse=True)
        size, now = 0, time.monotonic()
        for place, job in enumerate(ended):
            size += len(job.result or b"")
            old = now - (job.ended or 0.0) > KEPT_S
            if old or place >= KEPT_JOBS or (place and size > KEPT_BYTES):
                self.forget(job)


def _cancel(job: Job) -> None:
    job.cancel.set()
    if job.status is JobStatus.QUEUED and job.task is not None:
        job.task.cancel()
