"""Long work: questions that a solver is asked, watched while it searches, stopped, and used as far as they are."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final, Generic, TypeVar

from staffing.messages import Lang
from staffing.models.plan import Status
from staffing.models.run import Run, document
from staffing.solver.supervise import CancellableWorkers
from staffing_api.answers import Desk
from staffing_api.encoding import encode
from staffing_api.jobs import Job, JobStatus
from staffing_api.workbench.kept import Key

KEPT_TASKS: Final = 16
"""Ended searches that wait for somebody to come back; beyond that the oldest go."""
WAIT_S: Final = 1.0
"""Seconds after which a question that a solver is asked shows its progress."""

T = TypeVar("T")


class WorkingError(Exception):
    """The answer takes longer: the job that looks for it."""

    def __init__(self, job: Job) -> None:
        super().__init__(job.id)
        self.job = job


class Task(Generic[T]):
    """A question at work, and its answer once there is one."""

    def __init__(self, job: Job, work: Callable[..., T]) -> None:
        self.job, self._work = job, work
        self.answer: T | None = None

    def begin(self, desk: Desk, job: Job) -> tuple[bytes, str]:
        """Do the work, in a thread of its own; return the answer as the list of jobs gives it."""
        workers = desk.workers and CancellableWorkers(desk.workers, job.cancel)
        answer: Any = self._work(workers=workers, progress=job.hear, cancel=job.cancel)
        self.answer = answer
        return encode(document(answer)), answer.status


class Searches:
    """The searches of one server; for one thread, that of the event loop."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._tasks: dict[Key, Task[Any]] = {}

    async def find(self, key: Key, scenario: str, lang: Lang, work: Callable[..., T]) -> T:
        """Ask a solver: return the answer if it comes soon; the first part of the key names the question.

        Raises
        ------
        WorkingError
            It takes longer; another call with the same key waits for the same search.
        """
        if key not in self._tasks:
            self._drop_ended()
            begun = Task(Job(key[0], scenario, lang), work)
            self._desk.jobs.start(begun.job, partial(begun.begin, self._desk), lambda *_: None)
            self._tasks[key] = begun
        task: Task[T] = self._tasks[key]
        await self._desk.jobs.wait(task.job, WAIT_S)
        if task.job.ended is None:
            raise WorkingError(task.job)
        self._tasks.pop(key, None)  # unless somebody who waited for it too was quicker
        self._desk.jobs.forget(task.job)
        if task.job.error is not None:
            raise task.job.error
        if task.answer is None:  # stopped before it began
            raise WorkingError(task.job)
        return _as_far(task.answer)

    def forget(self, is_about: Callable[[Key], bool]) -> None:
        """Forget the ended searches whose keys are about something."""
        for key in [key for key, task in self._tasks.items() if task.job.ended and is_about(key)]:
            del self._tasks[key]

    def has_plan(self, job: Job) -> bool:
        """Tell whether a job that has ended has found a plan."""
        found = next((task.answer for task in self._tasks.values() if task.job is job), None)
        return getattr(found, "allocated", None) is not None or getattr(found, "after", None) is not None

    async def stop(self, job: Job) -> None:
        """End a job; what it has found until then becomes the answer."""
        if job.status in {JobStatus.QUEUED, JobStatus.RUNNING}:
            await self._desk.jobs.end(job)

    def _drop_ended(self) -> None:
        """Forget the oldest answers that nobody came back for."""
        ended = [key for key, task in self._tasks.items() if task.job.ended is not None]
        for key in ended[: max(0, len(ended) - KEPT_TASKS)]:
            del self._tasks[key]


def _as_far(answer: T) -> T:
    """Return the best plan of a search that was stopped as what it is: a feasible one."""
    if isinstance(answer, Run) and answer.status is Status.CANCELLED and answer.allocated is not None:
        return answer.model_copy(update={"status": Status.FEASIBLE})
    return answer


def may_better(answer: Any) -> bool:
    """Tell whether another search may find more than an answer has: of the plan, or of its years."""
    parts = (answer, getattr(answer, "phased", None))
    found = [getattr(part, "status", None) for part in parts]
    return any(status not in {None, Status.OPTIMAL, Status.INFEASIBLE} for status in found)
