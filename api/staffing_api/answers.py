"""The questions, and their answers as bytes: computed in a thread, kept where they cannot change.

Kept are answers about scenarios of the folder, by the hash of their bytes and by the parameters, and only
those that are proven (OPTIMAL, INFEASIBLE, VALID): the same question has the same answer then, ``seconds``
being those of the solve. Answers about scenarios that requests bring along are not kept.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, TypeVar

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import Response

from staffing import service
from staffing.messages import Lang
from staffing.models.answers import Mode
from staffing.models.plan import Status
from staffing.models.run import document
from staffing.service.checking import VALID
from staffing.solver.backends import BACKENDS
from staffing.solver.solve import AUTO
from staffing.solver.supervise import Workers
from staffing_api import options
from staffing_api.bodies import JSON, Body, has_body, receive_body
from staffing_api.encoding import encode
from staffing_api.library import Entry, Held, Library
from staffing_api.listing import summaries
from staffing_api.problems import InvalidError, refusal

KEPT_BYTES: Final = 64_000_000
"""Sum of the answers kept; beyond that those unused longest go."""
THREADS: Final = 2
"""Questions computed at the same time; more would only hold up each other and the event loop."""
BACKEND_THREADS: Final = 8
"""Questions that wait for a solver's process at the same time."""
_LASTING: Final = frozenset({Status.OPTIMAL.value, Status.INFEASIBLE.value, VALID})

Chosen = Mapping[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Question:
    """One of the questions that take a scenario."""

    name: str
    options: tuple[options.Option, ...]
    answer: Callable[[Held, Chosen, Lang, Workers | None], dict[str, Any]]
    """Return the document that ``--json`` prints."""


def _run(held: Held, chosen: Chosen, lang: Lang, workers: Workers | None) -> dict[str, Any]:
    return service.run(
        held.open(lang),
        method=chosen.get("method"),
        normalisation=chosen.get("normalisation"),
        cap=chosen.get("cap"),
        backend=chosen.get("backend", AUTO),
        lang=lang,
        workers=workers,
    ).document()


def _what_if(held: Held, chosen: Chosen, lang: Lang, _: Workers | None) -> dict[str, Any]:
    answer = service.what_if(
        held.open(lang),
        chosen["delta"],
        category=chosen.get("category"),
        mode=chosen.get("mode", Mode.REAPPORTION),
        max_transfers=chosen.get("max_transfers"),
        lang=lang,
    )
    return document(answer)


def _check(held: Held, chosen: Chosen, lang: Lang, _: Workers | None) -> dict[str, Any]:
    found = document(service.check(held.loaded, notes=chosen.get("notes", False), lang=lang))
    if found["status"] != VALID:
        raise InvalidError(found)
    return found


RUN: Final = Question("run", options.RUN, _run)
WHAT_IF: Final = Question("whatif", options.WHAT_IF, _what_if)
CHECK: Final = Question("check", options.CHECK, _check)


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

    def __init__(self, library: Library, lang: Lang) -> None:
        self.workers: Workers | None = None
        """Warm solver processes, while the server runs."""
        self._library, self._lang = library, lang
        self._kept = KeptBytes(KEPT_BYTES)
        self._computing = CapacityLimiter(THREADS)
        self._waiting = CapacityLimiter(BACKEND_THREADS)

    async def answer(self, question: Question, request: Request) -> Response:
        """Return the answer to a question.

        Raises
        ------
        InputError
            Scenario or parameters are refused.
        InvalidError
            The check found faults.
        """
        chosen = options.read_query(request.scope["query_string"], question.options)
        lang = options.language(chosen, self._lang)
        if question is WHAT_IF:
            chosen = options.with_delta(chosen)
        name = chosen.pop("scenario", None)
        if name is None:
            body = await receive_body(request)
            work = partial(self._answer_body, question, body, chosen, lang)
            answer, _ = await self._in_thread(work, chosen)
            return reply(answer)
        if has_body(request):
            raise refusal("E_USAGE.sources")
        return reply(await self._by_name(question, name, chosen, lang))

    def _answer_body(self, question: Question, body: Body, chosen: Chosen, lang: Lang) -> tuple[bytes, bool]:
        return self._answer(question, Held(body.load()), chosen, lang)

    async def _by_name(self, question: Question, name: str, chosen: Chosen, lang: Lang) -> bytes:
        entry = self._library.fresh(name)
        if entry is None:
            entry = await self._in_thread(partial(self._library.get, name), chosen)
        key = _key(question, name, entry, chosen, lang)
        kept = self._kept.get(key)
        if kept is not None:
            return kept
        work = partial(self._answer, question, entry.scenario(), chosen, lang)
        answer, lasting = await self._in_thread(work, chosen)
        if lasting and entry.content is not None:
            self._kept.put(key, answer)
        return answer

    def _answer(self, question: Question, held: Held, chosen: Chosen, lang: Lang) -> tuple[bytes, bool]:
        found = question.answer(held, chosen, lang, self.workers)
        return encode(found), found["status"] in _LASTING

    async def scenarios(self, request: Request) -> Response:
        """Return what the folder holds, readable or not."""
        chosen = options.read_query(request.scope["query_string"], (options.LANG,))
        lang = options.language(chosen, self._lang)
        return reply(await self._in_thread(lambda: encode(summaries(self._library, lang)), chosen))

    async def _in_thread(self, work: Callable[[], T], chosen: Chosen) -> T:
        limiter = self._waiting if chosen.get("backend") in BACKENDS else self._computing
        return await to_thread.run_sync(work, limiter=limiter)


def _key(question: Question, name: str, entry: Entry, chosen: Chosen, lang: Lang) -> tuple[Any, ...]:
    # The name, because a scenario without a title has that of its folder.
    asked = tuple(chosen.get(option.name) for option in question.options)
    return question.name, name, entry.content, lang, asked


def reply(answer: bytes) -> Response:
    """Return a document that is encoded already."""
    return Response(answer, media_type=JSON)
