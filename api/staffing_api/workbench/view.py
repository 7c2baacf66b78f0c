"""What every screen is given, and the frame around it: where we are, what stands, where else to go."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from staffing.errors import InputError
from staffing.io.layout import FILE_BYTES
from staffing.io.loaded import Loaded
from staffing.messages import Lang, text
from staffing.models.base import Method, Normalisation
from staffing.models.plan import Status
from staffing.models.run import Run
from staffing.quantify.hours import all_in_hours
from staffing.report import notes, tables
from staffing_api.workbench.answering import Bench, is_proven
from staffing_api.workbench.searches import may_better
from staffing_api.workbench.state import WEIGHT_OF, State

SCREENS: Final = ("", "plan", "whatif", "robustness", "compare", "output")
"""Paths of the screens, in the order of the navigation; the first is the data."""


@dataclass(slots=True)
class View:
    """One request for a screen."""

    bench: Bench
    state: State
    screen: str
    sliding: bool = False
    """True: the hand is still on a slider; the address is replaced, not added to."""
    part: bool = False
    """True: the answer goes into the page that is open."""
    target: str = ""
    """Id of the element that the answer replaces."""

    @property
    def lang(self) -> Lang:
        """The language of the page."""
        return self.state.lang

    def say(self, key: str, **values: Any) -> str:
        """Return words in the language of the page."""
        return text(key, self.lang, **values)

    def command(self, command: str, options: Iterable[str] = (), state: State | None = None) -> str:
        """Return the command line that gives the same answer for this state, or another."""
        state = state or self.state
        file = self.bench.books.get(state.scenario).filename if state.is_book else ""
        return state.command(command, options, file=file)

    async def run(self) -> Run:
        """Return the plan of the state."""
        return await self.bench.run(self.state)

    async def loaded(self) -> Loaded:
        """Return the scenario of the state."""
        loaded, _ = await self.bench.loaded(self.state)
        return loaded


Screen = Callable[[View], Awaitable[Mapping[str, Any]]]
"""Returns what the template of a screen is given beside :func:`frame`."""


class MovedError(Exception):
    """The same is said by another state, whose address the browser is to show."""

    def __init__(self, state: State) -> None:
        super().__init__()
        self.state = state


def address(at: str, lang: Lang) -> tuple[str, State] | None:
    """Return the screen and the state of an address of the page, given without its first stroke.

    None: it is none; so nobody is sent anywhere else.
    """
    screen, _, query = at.partition("?")
    if screen not in SCREENS:
        return None
    try:
        return screen, State.read(query.encode(), lang)
    except InputError:
        return None


async def canonical(bench: Bench, state: State) -> State:
    """Return the state without changes that say what the scenario says anyway."""
    if not state.scenario or not (state.is_changed or state.delta) or bench.is_table(state):
        return state
    loaded, _ = await bench.base(state)
    if state.variant:
        loaded, _ = await bench.loaded(State(scenario=state.scenario, variant=state.variant))
    return state.canonical(_said(loaded))


def _said(loaded: Loaded) -> dict[str, str]:
    scenario = loaded.scenario
    said = {
        "cap": str(scenario.cap),
        "method": scenario.method.value,
        "normalisation": scenario.normalisation.value,
    }
    said |= {f"weights.{driver.name}": str(driver.weight) for driver in scenario.drivers if driver.weight}
    said |= {
        f"classes.{one}{WEIGHT_OF}{driver.name}": str(weight)
        for driver in scenario.drivers
        for one, weight in driver.class_weights.items()
    }
    said |= {f"categories.{category.id}.cap": str(category.cap) for category in scenario.categories}
    for station in scenario.stations:
        said[f"bounds.{station.id}.min"] = str(station.minimum)
        if station.maximum is not None:
            said[f"bounds.{station.id}.max"] = str(station.maximum)
    return said


def frame(view: View) -> dict[str, Any]:
    """Return what the frame needs whatever is in it."""
    state, lang = view.state, view.lang
    other: Lang = "en" if lang == "zh" else "zh"
    return {
        "lang": lang,
        "language": {"zh": "zh-CN", "en": "en"}[lang],
        "state": state,
        "screen": view.screen,
        "screens": [
            (name, view.say(f"p_screen_{name or 'data'}"), state.url(name, station="")) for name in SCREENS
        ],
        "other_language": state.url(view.screen, lang=other),
        "url": state.url,
        "noun_of": lambda run: tables.noun(run, lang),
        "title": "",
        "strip": None,
        "command": None,
        "most_bytes": FILE_BYTES,
        "most_megabytes": FILE_BYTES // 1_000_000,
    }


async def planned_frame(view: View, run: Run) -> dict[str, Any]:
    """Return what the frame shows of a plan: its standing, and the controls that change it."""
    opened, _ = await view.bench.opened(view.state)
    scenario = opened.scenario
    methods = [
        (method.value, view.say(f"method_{method}"), method is scenario.method)
        for method in Method
        if opened.programme is None or method is scenario.method
    ]
    readings = [
        (reading.value, view.say(f"normalisation_{reading}"), reading is scenario.normalisation)
        for reading in Normalisation
        if reading is not Normalisation.HOURS or all_in_hours(scenario)
    ]
    moving = [category for category in scenario.categories if category.movable]
    plan_warnings = notes.plan_warnings(run.warnings)
    return {
        "title": run.name,
        "strip": {
            "status": tables.status_sentence(run, view.lang),
            "proven": is_proven(run),
            "infeasible": run.status is Status.INFEASIBLE,
            "cap": run.cap,
            "caps": [(one.id, one.name, one.cap) for one in moving] if len(moving) > 1 else [],
            "allocated": run.allocated,
            "free": run.free,
            "methods": methods,
            "readings": readings,
            "warnings": len(plan_warnings),
            "again": may_better(run),
        },
        "run": run,
        "noun": tables.noun(run, view.lang),
        "illustrative": run.illustrative,
        "command": view.command(
            "run", [word for key, posts in view.state.posts for word in ("--posts", f"{key}={posts}")]
        ),
    }
