"""No plan exists: the rules that contradict each other, and each way out as a link that takes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from staffing import service
from staffing.errors import InputError
from staffing.io.loaded import Loaded
from staffing.models.plan import Status
from staffing.models.run import RelaxationDocument, Run
from staffing.report import tables
from staffing.service.conflicts import contradiction_issue
from staffing.service.relaxing import apply, changes_caps
from staffing.solver.explain import contradiction
from staffing_api.workbench.state import State
from staffing_api.workbench.view import View, planned_frame


@dataclass(frozen=True, slots=True)
class Way:
    """One way out."""

    text: str
    url: str
    """Empty: an address cannot say it."""
    result: str
    """What would come of it; empty where only a solver knows."""


async def show(view: View, run: Run) -> Mapping[str, Any]:
    """Return what stands in the place of a plan: never an old one."""
    return {
        **await planned_frame(view, run),
        **await why_none(view, run),
        "template": "no_plan.html",
        "stopped": run.status is not Status.INFEASIBLE,
        "again": view.state.url(view.screen)[1:],
    }


async def why_none(view: View, run: Run) -> dict[str, Any]:
    """Return why there is no plan: in a sentence, rule by rule, and the ways out."""
    return {
        "answer": await _answer(view, run),
        "conflict": run.conflict or (),
        "ways": await ways_out(view, run.relaxations or ()),
    }


async def _answer(view: View, run: Run) -> str:
    """Return why there is no plan in one sentence of figures, where sums alone say it."""
    opened, _ = await view.bench.opened(view.state)
    by_sums = run.status is Status.INFEASIBLE and opened.programme is None
    found = contradiction(opened.totals) if by_sums else None
    if found is None or found.kind == "room":
        return tables.answer_sentence(run, view.lang)
    return view.say("p_no_plan", reason=contradiction_issue(opened, found).message(view.lang))


async def ways_out(view: View, relaxations: Sequence[RelaxationDocument]) -> list[Way]:
    """Return the relaxations as addresses of this screen, with what each would give."""
    if not relaxations:
        return []
    loaded = await view.loaded()
    opened, _ = await view.bench.opened(view.state)
    cap = opened.scenario.cap if view.state.cap else None
    return await view.bench.in_thread(
        lambda: [_way(view, loaded, cap, relaxation) for relaxation in relaxations]
    )


def _way(view: View, loaded: Loaded, cap: int | None, relaxation: RelaxationDocument) -> Way:
    settings = service.settings_of(loaded, relaxation, cap=cap)
    if settings is None:
        return Way(relaxation.text, "", "")
    url = changed(view.state, settings).url(view.screen)
    try:
        opened = apply(loaded, settings, cap=cap)
        if service.asks_solver(opened):
            return Way(relaxation.text, url, "")
        return Way(relaxation.text, url, _result(view, service.run(opened, lang=view.lang)))
    except InputError:
        return Way(relaxation.text, "", "")


def _result(view: View, run: Run) -> str:
    minima = sum(station.floor for station in run.stations)
    said = view.say("p_way_minima", minima=minima, cap=run.cap)
    return said + tables.answer_sentence(run, view.lang)


def changed(state: State, settings: Mapping[str, str]) -> State:
    """Return the state with further changes of the scenario; they come after those that it has.

    Examples
    --------
    >>> changed(State(scenario="qingxiu"), {"cap": "108", "bounds.S001.min": "7"}).url("plan")
    '/plan?scenario=qingxiu&lang=zh&cap=108&bounds.S001.min=7'
    """
    figures = {"bounds": dict(state.bounds), "categories": dict(state.categories)}
    sets = dict(setting.partition("=")[::2] for setting in state.sets)
    cap = "" if changes_caps(settings) else settings.get("cap", state.cap)
    for key, value in settings.items():
        group, _, member = key.partition(".")
        if group in figures:
            figures[group][member] = value
        elif key != "cap":
            sets[key] = value
    return state.with_(
        cap=cap,
        bounds=tuple(figures["bounds"].items()),
        categories=tuple(figures["categories"].items()),
        sets=tuple(f"{key}={value}" for key, value in sets.items()),
        posts=(),
        station="",
    )
