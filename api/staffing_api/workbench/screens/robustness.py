"""稳定性: other weights and what they change, how far each may go before anything does, and the near misses."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import count
from typing import Any

from staffing.errors import InputError
from staffing.models.base import Normalisation, plain
from staffing.models.run import Run
from staffing.models.sensitivity import Sensitivity
from staffing.quantify.rulers import rulers
from staffing.report.chart_parts import title_of
from staffing.report.charts import near_miss_chart, weights_chart
from staffing.report.sensitivity_rows import (
    WeightRow,
    near_miss_rows,
    no_weights,
    tightest_sentence,
    weight_head,
    weight_rows,
)
from staffing.report.tables import PlanRow, plan_rows
from staffing.report.whatif_rows import changes_text
from staffing.service import Opened, asks_solver
from staffing_api.problems import problem
from staffing_api.workbench.screens import no_plan
from staffing_api.workbench.screens.draws import draws_asked, draws_options
from staffing_api.workbench.state import WEIGHT_OF, State
from staffing_api.workbench.view import View, planned_frame

NAMED = 8
"""Stations that the answer names."""
WHOLE = Decimal(100)
"""Percent that weights make together."""
_WEIGHTS = re.compile(r"(weights|classes)\b")
"""Where faults of weights lie."""


@dataclass(frozen=True, slots=True)
class Followed:
    """A station under the weights of the state, and under those of the scenario."""

    row: PlanRow
    before: int | None
    change: int


@dataclass(frozen=True, slots=True)
class Slider:
    """One weight that can be set."""

    number: int
    """Distinguishes the sliders of the form."""
    name: str
    key: str
    """Its parameter in the address."""
    percent: str
    interval: WeightRow | None
    fault: str = ""
    """What is wrong with what was given, with the remedy."""


@dataclass(frozen=True, slots=True)
class Sliders:
    """Weights that sum to 100 together: those of the scenario, or of one class."""

    caption: str
    rows: tuple[Slider, ...]
    sum: str
    sum_fault: str


@dataclass(frozen=True, slots=True)
class Given:
    """Weights that a form without script sent, and that no plan can be made of."""

    percents: Mapping[str, str]
    """By parameter."""
    faults: Mapping[str, str]
    """By parameter; empty: only a sum is wrong."""


async def show(view: View) -> Mapping[str, Any]:
    """Return the plan under the weights of the state; while the hand is on a slider nothing else."""
    given = None
    try:
        run = await view.run()
    except InputError as error:
        if view.bench.is_table(view.state):  # it has no weights of its own to fall back upon
            raise
        # The form stays as it was filled in; under it stands what is known, the scenario's own weights.
        given = _given(view, error)
        view.state = view.state.own_weights()
        run = await view.run()
    if run.allocated is None:
        return await no_plan.show(view, run)
    opened, _ = await view.bench.opened(view.state)
    found = await _followed(view, run)
    if view.sliding:
        return {**found, "noun_of_run": run, "template": "parts/followed.html"}
    if given is not None:
        found |= {"answer": view.say("s_faulty"), "faulty": True, "status": 422}
    sensed = await view.bench.sensitivity(view.state)
    names = {station.id: station.name for station in run.stations}
    rows = weight_rows(sensed, names, view.lang) if isinstance(sensed, Sensitivity) else ()
    misses = near_miss_rows(sensed, names, view.lang) if isinstance(sensed, Sensitivity) else ()
    return {
        **await planned_frame(view, run),
        **found,
        "template": "robustness.html",
        **_form(view, opened, rows, given),
        "slow": asks_solver(opened),
        "said": [
            *([tightest_sentence(run, rows, view.lang)] if rows else []),
            *([no_weights(sensed, view.lang)] if isinstance(sensed, Sensitivity) and not rows else []),
            *[row.said for row in misses[:1]],
        ],
        "weight_head": view.say(weight_head(run)),
        "misses": misses,
        "refused": problem(sensed, view.lang)["issues"] if isinstance(sensed, InputError) else [],
        "pictures": _pictures(view, sensed, names),
        **await draws_asked(view, opened, names),
        "command": view.command("sensitivity", draws_options(view)),
    }


def _given(view: View, error: InputError) -> Given:
    """Return the weights of the state and their faults, for the form; other faults are not for it to show.

    Raises
    ------
    InputError
        The very error: something else is wrong.
    """
    issues = problem(error, view.lang)["issues"]
    if not view.state.is_reweighted or any(not _WEIGHTS.match(issue["where"]) for issue in issues):
        raise error
    return Given(
        percents=_percents(view.state),
        faults={
            issue["where"]: f"{issue['message']} → {issue['remedy']} [{issue['code']}]"
            for issue in issues
            if issue["code"] != "E_WEIGHT_SUM"
        },
    )


def _percents(state: State) -> dict[str, str]:
    """Return the weights of the state by their parameters."""
    own = {f"weights.{driver}": percent for driver, percent in state.weights}
    return own | {f"classes.{path}": percent for path, percent in state.classes}


def _form(view: View, opened: Opened, rows: Sequence[WeightRow], given: Given | None) -> dict[str, Any]:
    """Return what can be set: the weights that stations are measured with; nothing where they are not used."""
    scenario = opened.scenario
    if scenario.normalisation is Normalisation.HOURS:
        return {"sliders": []}
    intervals = {(row.interval.class_, row.interval.driver): row for row in rows}
    given = given or Given({}, {})
    found: list[Sliders] = []
    number = count(1)
    for of_class, weights in {ruler.of_class: ruler.weights for ruler in rulers(scenario)}.items():
        if len(weights) < 2:
            continue
        keys = {name: _key(of_class, name) for name in weights}
        sliders = tuple(
            Slider(
                number=next(number),
                name=name,
                key=keys[name],
                percent=given.percents.get(keys[name], plain(Decimal(weight) * 100)),
                interval=intervals.get((of_class, name)),
                fault=given.faults.get(keys[name], ""),
            )
            for name, weight in weights.items()
        )
        named = any(key in given.percents for key in keys.values())
        caption = view.say("s_weights") if of_class is None else view.say("s_weights_class", name=of_class)
        found.append(Sliders(caption, sliders, *_sum(view, sliders, named=named)))
    return {"sliders": found}


def _key(of_class: str | None, name: str) -> str:
    return f"weights.{name}" if of_class is None else f"classes.{of_class}{WEIGHT_OF}{name}"


def _sum(view: View, sliders: Sequence[Slider], *, named: bool) -> tuple[str, str]:
    """Return what weights sum to, and what is wrong with that; nothing where one of them is no weight."""
    if any(slider.fault for slider in sliders):
        return "", ""
    whole = sum((Decimal(slider.percent.removesuffix("%")) for slider in sliders), Decimal(0))
    if not named or whole == WHOLE:
        return plain(whole), ""
    key = "s_sum_over" if whole > WHOLE else "s_sum_under"
    return plain(whole), view.say(key, sum=plain(whole), off=plain(abs(whole - WHOLE)))


async def _followed(view: View, run: Run) -> dict[str, Any]:
    """Return who gains and who loses against the scenario's own weights; a table alone has none."""
    own = view.state if view.bench.is_table(view.state) else view.state.own_weights()
    base = run if own == view.state else await view.bench.run(_plain(own))
    before = {station.id: station.allocation for station in base.stations}
    rows = [
        Followed(row, before.get(row.id), (row.allocation or 0) - (before.get(row.id) or 0))
        for row in plan_rows(run)
    ]
    names = {row.row.id: row.row.name for row in rows}
    changes = {row.row.id: row.change for row in rows if row.change}
    compared = own != view.state
    if not compared:
        answer = view.say("s_given_weights" if view.bench.is_table(view.state) else "s_own_weights")
    elif changes:
        answer = view.say("s_against", changes=changes_text(changes, names, view.lang, NAMED))
    else:
        answer = view.say("s_same")
    return {"answer": answer, "followed": rows, "run": run, "compared": compared, "faulty": False}


def _plain(state: State) -> State:
    """Return the state without what a plan does not depend on, so that the plan is found again."""
    return state.basis().with_(lang=state.lang)


def _pictures(
    view: View, sensed: Sensitivity | InputError, names: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Return title and address of the pictures that say something."""
    if isinstance(sensed, InputError):
        return []
    drawn = {"weights": weights_chart, "misses": near_miss_chart}
    specs = {name: chart(sensed, names, view.lang) for name, chart in drawn.items()}
    state = view.state.basis().with_(lang=view.lang)
    return [
        (title_of(spec), state.url(f"pictures/{name}.svg"))
        for name, spec in specs.items()
        if spec is not None
    ]
