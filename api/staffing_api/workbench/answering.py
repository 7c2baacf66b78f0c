"""From a state to its answers: computed in threads, kept by content and state, long work as jobs."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final, TypeVar
from urllib.parse import urlencode

from anyio import CapacityLimiter, Lock, to_thread

from staffing import service
from staffing.errors import InputError, Issue
from staffing.io.loaded import Loaded
from staffing.io.scenario_file import load_bytes
from staffing.io.table_alone import load_csv
from staffing.messages import Lang
from staffing.models.answers import Reading
from staffing.models.frontier import Frontier
from staffing.models.plan import Status
from staffing.models.run import LadderStep, Run
from staffing.models.sensitivity import Draws, Sensitivity
from staffing.models.what_if import Mode, WhatIf
from staffing.service import Opened
from staffing_api import options
from staffing_api.answers import Desk
from staffing_api.library import Library
from staffing_api.workbench.books import Books
from staffing_api.workbench.kept import Kept, Key
from staffing_api.workbench.searches import Searches
from staffing_api.workbench.state import State

THREADS: Final = 2
"""Threads that slider and screens wait for; documents, which take long, are made one at a time beside them."""
MOST_MOVES: Final = 50_000
"""Stations times moves that a screen waits for: less than a second."""

T = TypeVar("T")


class Bench:
    """Answers what the screens ask; shares scenarios, solver processes and jobs with the HTTP interface."""

    def __init__(self, library: Library, desk: Desk, lang: Lang) -> None:
        self.library, self.desk, self.lang = library, desk, lang
        self.books = Books()
        self._read: Kept[Loaded] = Kept(64)
        self._opened: Kept[Opened] = Kept(64)
        self._answers: Kept[Any] = Kept()
        self.searches = Searches(desk)
        self._computing = CapacityLimiter(THREADS)
        self._writing, self._writers = Lock(), CapacityLimiter(1)

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
        cap = options.read_query(_written(state, "cap"), options.RUN).get("cap")
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

    async def written(self, name: str, key: Key, work: Callable[[], T]) -> T:
        """Return the document of that name for that key, made once, one at a time."""
        async with self._writing:
            found: T | None = self._answers.get((name, *key))
            if found is None:
                found = self._answers.put((name, *key), await to_thread.run_sync(work, limiter=self._writers))
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
        asked = question(state)
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

    async def frontier(self, state: State) -> Frontier | InputError:
        """Return how few moves reach how much of the gain, or why that cannot be told."""
        opened, key = await self.opened(state)

        def ask() -> Frontier | InputError:
            try:
                return service.frontier(opened, most=MOST_MOVES, lang=state.lang)
            except InputError as error:
                return error

        return await self.kept("frontier", (*key, state.lang), ask)

    async def draws(self, state: State) -> Draws | InputError | None:
        """Return what becomes of the plan in the draws of a state, or why not; None: it asks for none."""
        if not state.draws:
            return None
        opened, key = await self.opened(state)

        def draw() -> Draws | InputError:
            try:
                number = _draws(state, service.most_at_once(opened.scenario))
                return service.random_draws(opened, number, drawn=state.drawn, lang=state.lang)
            except InputError as error:
                return error

        return await self.kept("draws", (*key, state.lang, state.draws, state.drawn), draw)

    async def reading(self, state: State, run: Run) -> Reading | None:
        """Return what a reader of the plan asks next; None where the ladder did not decide."""
        opened, key = await self.opened(state)
        found = await self.kept("reading", key, lambda: (service.read_out(opened, run),))
        return found[0]

    # -- long work -------------------------------------------------------------------------------------------

    async def _employ(self, name: str, state: State, key: Key, work: Callable[..., T]) -> T:
        """Return the answer of a solver, which is kept."""
        key = (name, *key)
        kept: T | None = self._answers.get(key)
        if kept is not None:
            return kept
        found = await self.searches.find(key, state.scenario, state.lang, work)
        self._answers.put(key, found)
        return found

    async def forget(self, state: State) -> None:
        """Forget the answers about a state, for another search may better them.

        Documents and what was read out of a plan go with it: they say what it said.

        Raises
        ------
        InputError
            The scenario is refused.
        """
        _, about = await self.opened(state)

        def is_about(key: Key) -> bool:
            return key[1 : 1 + len(about)] == about

        self._answers.drop(lambda key, _: is_about(key))
        self.searches.forget(is_about)


def _changed(loaded: Loaded, state: State) -> Loaded:
    if state.variant:
        loaded = loaded.variant(state.variant)
    return loaded.changed(state.changes)


def question(state: State) -> dict[str, Any]:
    """Return the options of the question that a state asks.

    Raises
    ------
    InputError
        One of them is refused.
    """
    written = _written(state, "delta", "category", "mode", "max_transfers")
    return options.read_query(written, options.WHAT_IF)


def _written(state: State, *names: str) -> bytes:
    """Return parameters as a query of their own; quoted, so that no value brings others along."""
    return urlencode({name: getattr(state, name) for name in names if getattr(state, name)}).encode()


def _draws(state: State, most: int) -> int:
    """Return how many draws a state asks for; more would keep people waiting.

    Raises
    ------
    InputError
        It is no number, or too great a one.
    """
    query = urlencode({"draws": state.draws}).encode()
    number: int = options.read_query(query, options.SENSITIVITY)["draws"]
    if number > most:
        raise InputError([Issue("E_RANGE.page", where="draws", values={"got": number, "high": most})])
    return number


def is_proven(run: Run) -> bool:
    """Tell whether a plan may be called optimal."""
    return run.status is Status.OPTIMAL and run.verified
