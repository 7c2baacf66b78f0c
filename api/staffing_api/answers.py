"""The questions, and their answers as bytes: computed in a thread, kept where they cannot change.

Kept are answers about scenarios of the folder, by the hash of their bytes and by the parameters, and only
those that are proven (OPTIMAL, INFEASIBLE, VALID): the same question has the same answer then, ``seconds``
being those of the solve. Answers about scenarios that requests bring along are not kept.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from threading import Event
from typing import Any, Final, TypeVar

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import Response

from staffing import service
from staffing.messages import Lang
from staffing.models.plan import Status
from staffing.models.progress import Progress
from staffing.models.run import document
from staffing.models.what_if import Mode
from staffing.service.checking import VALID
from staffing.solver.solve import AUTO
from staffing.solver.supervise import CancellableWorkers, Workers
from staffing_api import options
from staffing_api.bodies import JSON, has_body, receive_body
from staffing_api.encoding import encode
from staffing_api.jobs import Job, Jobs
from staffing_api.library import Entry, Held, Library
from staffing_api.listing import summaries
from staffing_api.problems import InvalidError, refusal
from staffing_api.settings import Settings

KEPT_BYTES: Final = 64_000_000
"""Sum of the answers kept; beyond that those unused longest go."""
THREADS: Final = 2
"""Questions computed at the same time; more would only hold up each other and the event loop."""
_LASTING: Final = frozenset({Status.OPTIMAL.value, Status.INFEASIBLE.value, VALID})

Chosen = Mapping[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Means:
    """What an answer may use, and who watches it."""

    workers: Workers | None = None
    progress: Callable[[Progress], None] | None = None
    cancel: Event | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One of the questions that take a scenario."""

    name: str
    options: tuple[options.Option, ...]
    answer: Callable[[Held, Chosen, Lang, Means], dict[str, Any]]
    """Return the document that ``--json`` prints."""
    is_long: Callable[[Held, Chosen, Lang], bool]
    """Tell whether the answer may take long: a solver will be asked, or very many draws made."""


def _run(held: Held, chosen: Chosen, lang: Lang, means: Means) -> dict[str, Any]:
    return service.run(
        held.open(lang),
        method=chosen.get("method"),
        normalisation=chosen.get("normalisation"),
        cap=chosen.get("cap"),
        backend=chosen.get("backend", AUTO),
        plan=held.plan,
        **{name: chosen[name] for name in ("plans", "within", "apart") if name in chosen},
        lang=lang,
        workers=means.workers,
        progress=means.progress,
        cancel=means.cancel,
    ).document()


def _what_if(held: Held, chosen: Chosen, lang: Lang, means: Means) -> dict[str, Any]:
    answer = service.what_if(
        held.open(lang),
        chosen["delta"],
        category=chosen.get("category"),
        mode=chosen.get("mode", Mode.REAPPORTION),
        max_transfers=chosen.get("max_transfers"),
        lang=lang,
        workers=means.workers,
        progress=means.progress,
        cancel=means.cancel,
    )
    return document(answer)


def _check(held: Held, chosen: Chosen, lang: Lang, _: Means) -> dict[str, Any]:
    found = document(service.check(held.loaded, notes=chosen.get("notes", False), lang=lang))
    if found["status"] != VALID:
        raise InvalidError(found)
    return found


def _demand(held: Held, chosen: Chosen, lang: Lang, _: Means) -> dict[str, Any]:
    return document(service.demand(held.open(lang), normalisation=chosen.get("normalisation"), lang=lang))


def _weigh(held: Held, _: Chosen, lang: Lang, means: Means) -> dict[str, Any]:
    answer = service.weigh(
        held.loaded, lang=lang, workers=means.workers, progress=means.progress, cancel=means.cancel
    )
    return document(answer)


def _sense(held: Held, chosen: Chosen, lang: Lang, means: Means) -> dict[str, Any]:
    answer = service.sensitivity(
        held.open(lang),
        draws=chosen.get("draws"),
        drawn=chosen.get("drawn", ()),
        cancel=means.cancel,
        lang=lang,
    )
    return document(answer)


def _frontier(held: Held, _: Chosen, lang: Lang, __: Means) -> dict[str, Any]:
    return document(service.frontier(held.open(lang), lang=lang))


def _run_asks_solver(held: Held, chosen: Chosen, lang: Lang) -> bool:
    wanted = chosen.get("plans") is not None
    return wanted or service.asks_solver(held.open(lang), backend=chosen.get("backend", AUTO))


def _has_many_draws(held: Held, chosen: Chosen, _: Lang) -> bool:
    return bool(chosen.get("draws", 0) > service.most_at_once(held.loaded.scenario))


def _what_if_asks_solver(held: Held, chosen: Chosen, lang: Lang) -> bool:
    return service.what_if_asks_solver(held.open(lang), chosen.get("category"))


RUN: Final = Question("run", options.RUN, _run, _run_asks_solver)
WHAT_IF: Final = Question("whatif", options.WHAT_IF, _what_if, _what_if_asks_solver)
DEMAND: Final = Question("demand", options.DEMAND, _demand, lambda *_: False)
CHECK: Final = Question("check", options.CHECK, _check, lambda *_: False)
SENSITIVITY: Final = Question("sensitivity", options.SENSITIVITY, _sense, _has_many_draws)
FRONTIER: Final = Question("frontier", options.FRONTIER, _frontier, lambda *_: False)
WEIGHTS: Final = Question("weights", options.WEIGHTS, _weigh, _run_asks_solver)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as one request puts it."""

    question: Question
    chosen: Chosen
    lang: Lang
    scenario: str | None
    wait_s: float

    def answer(self, held: Held, means: Means) -> tuple[bytes, str]:
        """Return the answer encoded, and its status: that of its years where they are less sure."""
        found = self.question.answer(held, self.chosen, self.lang, means)
        if self.question in (DEMAND, SENSITIVITY):
            return encode(found), VALID
        years = found.get("phased") or found
        return encode(found), found["status"] if years["status"] in _LASTING else years["status"]


class KeptBytes:
    """The answers used last, up to a sum of bytes; for one thread, that of the event loop."""

    def __init__(self, limit: int) -> None:
        self._limit, self._size = limit, 0
        self._answers: OrderedDict[Any, bytes] = OrderedDict()

    def get(self, key: Any) -> bytes | None:
        """Return the answer of a key, if it is kept."""
        answer = self._answers.get(key)
        if answer is not None:
            self._answers.move_to_end(key)
        return answer

    def put(self, key: Any, answer: bytes) -> None:
        """Keep an answer."""
        self._size += len(answer) - len(self._answers.pop(key, b""))
        self._answers[key] = answer
        while self._size > self._limit:
            _, dropped = self._answers.popitem(last=False)
            self._size -= len(dropped)


class Desk:
    """Takes questions and hands out answers."""

    def __init__(self, library: Library, settings: Settings) -> None:
        self.workers: Workers | None = None
        """Warm solver processes, while the server runs."""
        self.jobs = Jobs(running=settings.jobs_running, waiting=settings.jobs_waiting)
        self._library, self._lang, self._wait_s = library, settings.lang, settings.wait_s
        self._kept = KeptBytes(KEPT_BYTES)
        self._computing = CapacityLimiter(THREADS)

    async def answer(self, question: Question, request: Request) -> Response:
        """Return the answer to a question, or the job that it became.

        Raises
        ------
        InputError
            Scenario or parameters are refused, or too many jobs wait.
        InvalidError
            The check found faults.
        """
        chosen = options.read_query(request.scope["query_string"], question.options)
        lang = options.language(chosen, self._lang)
        if question is WHAT_IF:
            chosen = options.with_delta(chosen)
        wait_s = chosen.pop("wait", self._wait_s)
        name = chosen.pop("scenario", None)
        asked = Asked(question, chosen, lang, name, wait_s)
        if name is None:
            body = await receive_body(request)
            return await self._compute(asked, lambda: Held(*body.load()), None)
        if has_body(request):
            raise refusal("E_USAGE.sources")
        entry = self._library.fresh(name)
        if entry is None:
            entry = await self._in_thread(partial(self._library.get, name))
        key = _key(asked, entry)
        kept = self._kept.get(key)
        if kept is not None:
            return reply(kept)
        return await self._compute(asked, entry.scenario, None if entry.content is None else key)

    async def _compute(self, asked: Asked, find: Callable[[], Held], key: Any) -> Response:
        """Answer at once what does not take long; ``key`` is where the answer may be kept."""

        def begin() -> Held | tuple[bytes, str]:
            held = find()
            if asked.question.is_long(held, asked.chosen, asked.lang):
                return held
            return asked.answer(held, Means(self.workers))

        found = await self._in_thread(begin)
        if isinstance(found, Held):
            return await self._employ(asked, found, key)
        self._keep(key, *found)
        return reply(found[0])

    async def _employ(self, asked: Asked, held: Held, key: Any) -> Response:
        """Put long work into a job; return its answer if it comes in time, else the job."""

        def work(job: Job) -> tuple[bytes, str]:
            workers = self.workers and CancellableWorkers(self.workers, job.cancel)
            return asked.answer(held, Means(workers, job.hear, job.cancel))

        job = Job(asked.question.name, asked.scenario, asked.lang)
        self.jobs.start(job, work, partial(self._keep, key))
        await self.jobs.wait(job, asked.wait_s)
        if job.error is not None:
            self.jobs.forget(job)
            raise job.error
        if job.result is not None:
            self.jobs.forget(job)
            return reply(job.result)
        headers = {"location": f"/v1/jobs/{job.id}", "retry-after": "1"}
        return Response(job.encoded(), 202, headers, JSON)

    def _keep(self, key: Any, answer: bytes, status: str) -> None:
        if key is not None and status in _LASTING:
            self._kept.put(key, answer)

    async def scenarios(self, request: Request) -> Response:
        """Return what the folder holds, readable or not."""
        lang = self._only_language(request)
        return reply(await self._in_thread(lambda: encode(summaries(self._library, lang))))

    async def list_jobs(self, request: Request) -> Response:
        """Return the jobs there are."""
        self._only_language(request)
        return reply(self.jobs.listed())

    async def show_job(self, request: Request) -> Response:
        """Return what has become of a job."""
        self._only_language(request)
        return reply(self.jobs.get(request.path_params["id"]).encoded())

    async def end_job(self, request: Request) -> Response:
        """Cancel a job, or forget one that has ended; return what has become of it."""
        self._only_language(request)
        job = self.jobs.get(request.path_params["id"])
        await self.jobs.end(job)
        return reply(job.encoded())

    def _only_language(self, request: Request) -> Lang:
        """Read the query of a request that takes a language and nothing else."""
        chosen = options.read_query(request.scope["query_string"], (options.LANG,))
        return options.language(chosen, self._lang)

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await to_thread.run_sync(work, limiter=self._computing)


def _key(asked: Asked, entry: Entry) -> tuple[Any, ...]:
    # The name, because a scenario without a title has that of its folder.
    values = tuple(asked.chosen.get(option.name) for option in asked.question.options)
    return asked.question.name, asked.scenario, entry.content, asked.lang, values


def reply(answer: bytes) -> Response:
    """Return a document that is encoded already."""
    return Response(answer, media_type=JSON)
