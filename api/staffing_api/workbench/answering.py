"""From a state to its answers: computed in threads, kept by content and state, long work as jobs."""

from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from typing import Any, Final, Generic, TypeVar
from urllib.parse import urlencode

from anyio import CapacityLimiter, to_thread

from staffing import service
from staffing.errors import InputError
from staffing.io.scenario_file import Loaded, load_bytes
from staffing.io.table_alone import load_csv
from staffing.messages import Lang
from staffing.models.answers import Mode, Reading, WhatIf
from staffing.models.plan import Status
from staffing.models.run import LadderStep, Run, document
from staffing.models.sensitivity import Sensitivity
from staffing.service import Opened
from staffing.solver.supervise import CancellableWorkers
from staffing_api import options
from staffing_api.answers import Desk
from staffing_api.encoding import encode
from staffing_api.jobs import Job, JobStatus
from staffing_api.library import Library
from staffing_api.workbench.books import Books
from staffing_api.workbench.state import State

KEPT: Final = 256
"""Opened scenarios and answers kept; beyond that those unused longest go."""
THREADS: Final = 2
KEPT_TASKS: Final = 16
WAIT_S: Final = 1.0
"""Seconds after which a question that a solver is asked shows its progress."""

T = TypeVar("T")
Key = tuple[Any, ...]


class WorkingError(Exception):
    """The answer takes longer: the job that looks for it."""

    def __init__(self, job: Job) -> None:
        super().__init__(job.id)
        self.job = job


class Kept(Generic[T]):
    """The values used last, up to a number; for one thread, that of the event loop."""

    def __init__(self, limit: int = KEPT) -> None:
        self._limit = limit
        self._values: OrderedDict[Key, T] = OrderedDict()

    def get(self, key: Key) -> T | None:
        """Return the value of a key, if it is kept."""
        value = self._values.get(key)
        if value is not None:
            self._values.move_to_end(key)
        return value

    def drop(self, unwanted: Callable[[Key, T], bool]) -> None:
        """Forget the values that are not wanted."""
        for key in [key for key, value in self._values.items() if unwanted(key, value)]:
            del self._values[key]

    def put(self, key: Key, value: T) -> T:
        """Keep a value and return it."""
        self._values[key] = value
        while len(self._values) > self._limit:
            self._values.popitem(last=False)
        return value


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


class Bench:
    """Answers what the screens ask; shares scenarios, solver processes and jobs with the HTTP interface."""

    def __init__(self, library: Library, desk: Desk, lang: Lang) -> None:
        self.library, self.desk, self.lang = library, desk, lang
        self.books = Books()
        self._read: Kept[Loaded] = Kept(64)
        self._opened: Kept[Opened] = Kept(64)
        self._answers: Kept[Any] = Kept()
        self._tasks: dict[Key, Task[Any]] = {}
        self._computing = CapacityLimiter(THREADS)

    async def in_thread(self, work: Callable[[], T]) -> T:
        """Return what the work returns, done beside the event loop."""
        return await to_thread.run_sync(work, limiter=self._computing)

    # -- scenarios -------------------------------------------------------------------------------------------

    async def base(self, state: State) -> tuple[Loaded, Key]:
        """Return the scenario of a state as it stands, and what tells it from others.

        Raises
        ------
        InputError
            ``E_BOOK``, ``E_SCENARIO``, or what is wrong with it.
        """
        if state.is_book:
            book = self.books.get(state.scenario)
            key: Key = (book.name,)
            if book.is_table:
                key = (book.name, state.basis().query(lang=False))
            loaded = self._read.get(key)
            if loaded is None:
                read = partial(load_bytes, book.data, book.filename)
                if book.is_table:
                    read = partial(load_csv, book.data, book.filename, state.changes)
                loaded = self._read.put(key, await self.in_thread(read))
            return loaded, key
        entry = self.library.fresh(state.scenario)
        if entry is None:
            entry = await self.in_thread(partial(self.library.get, state.scenario))
        return entry.scenario().loaded, (state.scenario, entry.content)

    def is_table(self, state: State) -> bool:
        """Tell whether a state is about a CSV, which is a scenario only with what the address says."""
        try:
            return state.is_book and self.books.get(state.scenario).is_table
        except InputError:
            return False

    async def loaded(self, state: State) -> tuple[Loaded, Key]:
        """Return the scenario of a state with its changes but the headcount, and what tells it from others.

        Raises
        ------
        InputError
            The scenario or a change is refused.
        """
        if self.is_table(state):
            return await self.base(state)
        state = state.with_(cap="")
        loaded, key = await self.base(state)
        if not state.is_changed:
            return loaded, key
        key = (*key, state.basis().query(lang=False))
        changed = self._read.get(key)
        if changed is None:
            changed = self._read.put(key, await self.in_thread(partial(_changed, loaded, state)))
        return changed, key

    async def opened(self, state: State) -> tuple[Opened, Key]:
        """Return the scenario of a state ready for questions; rules that contradict each other are an answer.

        Raises
        ------
        InputError
            It is refused.
        """
        loaded, key = await self.loaded(state)
        cap = options.read_query(f"cap={state.cap}".encode(), options.RUN)["cap"] if state.cap else None
        key = (*key, cap)
        opened = self._opened.get(key)
        if opened is None:
            read = Opened(loaded.scenario, loaded.warnings, loaded.places, loaded.files)
            opened = self._opened.put(key, read.adjusted(cap=cap))
        return opened, key

    # -- answers ---------------------------------------------------------------------------------------------

    async def kept(self, name: str, key: Key, work: Callable[[], T]) -> T:
        """Return the answer of that name for that key, computed once."""
        found: T | None = self._answers.get((name, *key))
        if found is None:
            found = self._answers.put((name, *key), await self.in_thread(work))
        return found

    async def run(self, state: State) -> Run:
        """Return the plan of a state, whatever was edited by hand.

        Raises
        ------
        InputError
            The scenario is refused.
        WorkingError
            A solver is at work, and takes longer than people wait.
        """
        opened, key = await self.opened(state)
        key = (*key, state.lang)
        work = partial(service.run, opened, lang=state.lang)
        if not service.asks_solver(opened):
            return await self.kept("run", key, work)
        return await self._employ("run", state, key, work)

    async def by_hand(self, state: State) -> Run:
        """Return the plan of a state, and beside it what the plan is worth that was made by hand, if one was.

        Raises
        ------
        InputError
            The scenario is refused, or an edited figure.
        WorkingError
            As for :meth:`run`.
        """
        run = await self.run(state)
        if not state.posts:
            return run
        opened, key = await self.opened(state)
        work = partial(service.appraise, opened, run, dict(state.posts), lang=state.lang)
        return await self.kept("by hand", (*key, state.lang, run.status, state.posts), work)

    async def what_if(self, state: State, delta: int | None = None, *, modes: bool = True) -> WhatIf:
        """Return the answer to adding or cutting posts as the state asks it; ``delta`` in place of its own.

        Raises
        ------
        InputError
            The question is refused.
        WorkingError
            As for :meth:`run`.
        """
        opened, key = await self.opened(state)
        asked = options.read_query(_question(state), options.WHAT_IF)
        delta = asked.get("delta", 0) if delta is None else delta
        mode = Mode(asked.get("mode", Mode.REAPPORTION))
        limit = asked.get("max_transfers") if mode is Mode.BUDGET else None
        category = asked.get("category")
        key = (*key, state.lang, delta, category, mode, limit, modes)
        work = partial(
            service.what_if,
            opened,
            delta,
            category=category,
            mode=mode,
            max_transfers=limit,
            modes=modes,
            lang=state.lang,
        )
        if not service.what_if_asks_solver(opened, category):
            return await self.kept("whatif", key, work)
        return await self._employ("whatif", state, key, work)

    async def cut_line(self, state: State, answer: WhatIf) -> tuple[LadderStep, ...]:
        """Return the posts around the cut line after an add or a cut; none where no ladder decided."""
        opened, key = await self.opened(state)
        key = (*key, answer.delta, answer.category, answer.mode)
        return await self.kept("line", key, partial(service.cut_line, opened, answer))

    async def sensitivity(self, state: State) -> Sensitivity | InputError:
        """Return how far weights and counts may change, or why that cannot be told."""
        opened, key = await self.opened(state)

        def sense() -> Sensitivity | InputError:
            try:
                return service.sensitivity(opened, lang=state.lang)
            except InputError as error:
                return error

        return await self.kept("sensitivity", (*key, state.lang), sense)

    async def reading(self, state: State, run: Run) -> Reading | None:
        """Return what a reader of the plan asks next; None where the ladder did not decide."""
        opened, key = await self.opened(state)
        found = await self.kept("reading", key, lambda: (service.read_out(opened, run),))
        return found[0]

    # -- long work -------------------------------------------------------------------------------------------

    async def _employ(self, name: str, state: State, key: Key, work: Callable[..., T]) -> T:
        """Ask a solver: return the answer if it comes soon, else the job that looks for it."""
        key = (name, *key)
        kept: T | None = self._answers.get(key)
        if kept is not None:
            return kept
        if key not in self._tasks:
            self._drop_ended()
            begun = Task(Job(name, state.scenario, state.lang), work)
            self.desk.jobs.start(begun.job, partial(begun.begin, self.desk), lambda *_: None)
            self._tasks[key] = begun
        task: Task[T] = self._tasks[key]
        await self.desk.jobs.wait(task.job, WAIT_S)
        if task.job.ended is None:
            raise WorkingError(task.job)
        del self._tasks[key]
        self.desk.jobs.forget(task.job)
        if task.job.error is not None:
            raise task.job.error
        if task.answer is None:  # stopped before it began
            raise WorkingError(task.job)
        found: T = self._answers.put(key, _as_far(task.answer))
        return found

    def _drop_ended(self) -> None:
        """Forget the oldest answers that nobody came back for."""
        ended = [key for key, task in self._tasks.items() if task.job.ended is not None]
        for key in ended[: max(0, len(ended) - KEPT_TASKS)]:
            del self._tasks[key]

    async def forget(self, state: State) -> None:
        """Forget the answers about a state that another search may better.

        Raises
        ------
        InputError
            The scenario is refused.
        """
        _, about = await self.opened(state)

        def is_weak(key: Key, answer: Any) -> bool:
            return key[1 : 1 + len(about)] == about and may_better(answer)

        self._answers.drop(is_weak)
        for key in [
            key for key, task in self._tasks.items() if task.job.ended and key[1 : 1 + len(about)] == about
        ]:
            del self._tasks[key]

    def has_plan(self, job: Job) -> bool:
        """Tell whether a job that has ended has found a plan."""
        found = next((task.answer for task in self._tasks.values() if task.job is job), None)
        return getattr(found, "allocated", None) is not None or getattr(found, "after", None) is not None

    async def stop(self, job: Job) -> None:
        """End a job; what it has found until then becomes the answer."""
        if job.status in {JobStatus.QUEUED, JobStatus.RUNNING}:
            await self.desk.jobs.end(job)


def _as_far(answer: T) -> T:
    """Return the best plan of a search that was stopped as what it is: a feasible one."""
    if isinstance(answer, Run) and answer.status is Status.CANCELLED and answer.allocated is not None:
        return answer.model_copy(update={"status": Status.FEASIBLE})
    return answer


def _changed(loaded: Loaded, state: State) -> Loaded:
    if state.variant:
        loaded = loaded.variant(state.variant)
    return loaded.changed(state.changes)


def _question(state: State) -> bytes:
    given = {name: getattr(state, name) for name in ("delta", "category", "mode", "max_transfers")}
    return urlencode({name: value for name, value in given.items() if value}).encode()


def may_better(answer: Any) -> bool:
    """Tell whether another search may find more than an answer has: of the plan, or of its years."""
    parts = (answer, getattr(answer, "phased", None))
    found = [getattr(part, "status", None) for part in parts]
    return any(status not in {None, Status.OPTIMAL, Status.INFEASIBLE} for status in found)


def is_proven(run: Run) -> bool:
    """Tell whether a plan may be called optimal."""
    return run.status is Status.OPTIMAL and run.verified
