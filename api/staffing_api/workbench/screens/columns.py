"""The columns of a comparison: states of their own, what they are called, and which others could stand there."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from staffing.errors import InputError
from staffing.models.base import Method, Normalisation
from staffing.models.run import Run
from staffing.models.what_if import Mode
from staffing_api.workbench.state import WEIGHT_OF, State
from staffing_api.workbench.view import View, canonical

_SAFE: Final = "%&=+.,~-_"
_QUESTION: Final = ("delta", "category", "mode", "max_transfers")


@dataclass(frozen=True, slots=True)
class Column:
    """One column, or why its address says nothing."""

    query: str
    state: State | None = None
    refused: InputError | None = None


async def read_columns(view: View) -> list[Column]:
    """Return the columns of the address, without those that say the same again or as the base."""
    seen = {base_of(view.state).column()}
    found = []
    for query in view.state.columns:
        column = await _column(view, query)
        if column.query not in seen:
            seen.add(column.query)
            found.append(column)
    return found


async def _column(view: View, query: str) -> Column:
    try:
        state = State.read(quote(query, safe=_SAFE).encode(), view.lang)
        state = state.with_(lang=view.lang, scenario=state.scenario or view.state.scenario)
        if not state.delta:
            state = state.with_(category="", mode="", max_transfers="")
    except InputError as error:
        return Column(query, refused=error)
    with suppress(InputError):  # what is wrong with it is told where it is solved
        state = await canonical(view.bench, state)
    return Column(state.column(), state)


def base_of(state: State) -> State:
    """Return the state of the first column: the plan of the address, without a question."""
    return state.with_(columns=(), **dict.fromkeys(_QUESTION, ""))


async def name_of(view: View, state: State) -> str:
    """Return what a column is called: how it departs from the scenario as given."""
    try:
        loaded, _ = await view.bench.base(state)
        names = {station.id: station.name for station in loaded.scenario.stations}
        title = loaded.scenario.name
    except InputError:
        names, title = {}, state.scenario
    parts = [title] if state.scenario != view.state.scenario else []
    parts += _changes(view, state, names)
    if state.delta:
        key = "v_posts_fewer" if state.delta.startswith("-") else "v_posts_more"
        parts.append(view.say(key, count=state.delta.lstrip("+-")))
        if state.mode in set(Mode):
            parts.append(view.say(f"q_choose_{state.mode}"))
    if state.posts:
        parts.append(view.say("v_hand", count=len(state.posts)))
    return view.say("p_list").join(parts) or view.say("v_as_given")


def _changes(view: View, state: State, names: dict[str, str]) -> Iterator[str]:
    if state.variant:
        yield state.variant
    for kind, known in (("method", Method), ("normalisation", Normalisation)):
        value = getattr(state, kind)
        if value:
            yield view.say(f"{kind}_{value}") if value in set(known) else value
    if state.cap:
        yield view.say("v_total_posts", count=state.cap)
    yield from (f"{driver}{percent}%" for driver, percent in state.weights)
    for path, percent in state.classes:
        name, _, driver = path.partition(WEIGHT_OF)
        yield f"{view.say('s_of_class', name=name, driver=driver)}{percent}%"
    for bound, number in state.bounds:
        station, _, end = bound.rpartition(".")
        key = "v_maximum" if end == "max" else "v_minimum"
        yield view.say(key, name=names.get(station, station), number=number)
    yield from state.sets


async def proposals(view: View, run: Run, strip: Mapping[str, Any]) -> list[State]:
    """Return states that could be the next column, the nearest questions first."""
    base = base_of(view.state)
    plain = base.with_(posts=())
    given = State(scenario=base.scenario, lang=base.lang)
    loaded, _ = await view.bench.base(base)
    found = [plain] if base.posts else []
    found += [given] if base.with_(formal=()).is_changed else []
    found += [view.state.with_(columns=(), posts=())] if view.state.delta else []
    variants = [given.with_(variant=name) for name in loaded.variants]
    opened, _ = await view.bench.opened(plain)
    told = []
    for variant in variants:
        with suppress(InputError):
            told.append((await view.bench.loaded(variant))[0].scenario)

    def is_variant(**change: Any) -> bool:
        changed = opened.scenario.model_copy(update=change)
        return any(one.model_copy(update={"name": changed.name}) == changed for one in told)

    methods = [(Method(value), value) for value, _, _ in strip["methods"]]
    readings = [(Normalisation(value), value) for value, _, _ in strip["readings"]]
    return [
        *found,
        *variants,
        *(plain.with_(method=v) for m, v in methods if m != run.method and not is_variant(method=m)),
        *(
            plain.with_(normalisation=v)
            for n, v in readings
            if n != run.normalisation and not is_variant(normalisation=n)
        ),
    ]
