"""稳定性: other weights and what they change, how far each may go before anything does, and the near misses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from staffing.errors import InputError
from staffing.models.base import Normalisation, plain
from staffing.models.run import Run
from staffing.models.sensitivity import Sensitivity
from staffing.report.chart_parts import title_of
from staffing.report.charts import near_miss_chart, weights_chart
from staffing.report.sensitivity_rows import (
    WeightRow,
    near_miss_rows,
    tightest,
    weight_rows,
    weight_sentence,
)
from staffing.report.tables import PlanRow, plan_rows
from staffing.report.whatif_rows import changes_text
from staffing.service import Opened, asks_solver
from staffing_api.problems import problem
from staffing_api.workbench.screens import no_plan
from staffing_api.workbench.state import State
from staffing_api.workbench.view import View, planned_frame

NAMED = 8
"""Stations that the answer names."""
WHOLE = Decimal(100)
"""Percent that weights make together."""


@dataclass(frozen=True, slots=True)
class Followed:
    """A station under the weights of the state, and under those of the scenario."""

    row: PlanRow
    before: int | None
    change: int


@dataclass(frozen=True, slots=True)
class Slider:
    """One weight that can be set."""

    name: str
    percent: str
    interval: WeightRow | None
    fault: str = ""
    """What is wrong with what was given, with the remedy."""


@dataclass(frozen=True, slots=True)
class Given:
    """Weights that a form without script sent, and that no plan can be made of."""

    percents: Mapping[str, str]
    faults: Mapping[str, str]
    """By driver; empty: only their sum is wrong."""


async def show(view: View) -> Mapping[str, Any]:
    """Return the plan under the weights of the state; while the hand is on a slider nothing else."""
    given = None
    try:
        run = await view.run()
    except InputError as error:
        # The form stays as it was filled in; under it stands what is known, the scenario's own weights.
        given = _given(view, error)
        view.state = view.state.with_(weights=())
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
            *([weight_sentence(first, view.lang)] if (first := tightest(rows)) else []),
            *[row.said for row in misses[:1]],
        ],
        "misses": misses,
        "refused": problem(sensed, view.lang)["issues"] if isinstance(sensed, InputError) else [],
        "pictures": _pictures(view, sensed, names),
        "command": view.state.command("sensitivity"),
    }


def _given(view: View, error: InputError) -> Given:
    """Return the weights of the state and their faults, for the form; other faults are not for it to show.

    Raises
    ------
    InputError
        The very error: something else is wrong.
    """
    issues = problem(error, view.lang)["issues"]
    places = [issue["where"].partition(".") for issue in issues]
    if not view.state.weights or any(head != "weights" for head, _, _ in places):
        raise error
    return Given(
        percents=dict(view.state.weights),
        faults={
            driver: f"{issue['message']} → {issue['remedy']} [{issue['code']}]"
            for issue, (_, _, driver) in zip(issues, places, strict=True)
            if issue["code"] != "E_WEIGHT_SUM"
        },
    )


def _form(view: View, opened: Opened, rows: Sequence[WeightRow], given: Given | None) -> dict[str, Any]:
    """Return what can be set; nothing where weights are not used, or are those of classes."""
    scenario = opened.scenario
    if scenario.classes or scenario.normalisation is Normalisation.HOURS or len(scenario.drivers) < 2:
        return {"sliders": []}
    intervals = {row.driver: row for row in rows}
    given = given or Given({}, {})
    sliders = [
        Slider(
            name=driver.name,
            percent=given.percents.get(driver.name, plain(Decimal(driver.weight) * 100)),
            interval=intervals.get(driver.name),
            fault=given.faults.get(driver.name, ""),
        )
        for driver in scenario.drivers
    ]
    if given.faults:
        return {"sliders": sliders, "sum": "", "sum_fault": ""}
    whole = sum((Decimal(slider.percent.removesuffix("%")) for slider in sliders), Decimal(0))
    key = "s_sum_over" if whole > WHOLE else "s_sum_under"
    wrong = view.say(key, sum=plain(whole), off=plain(abs(whole - WHOLE))) if given.percents else ""
    return {"sliders": sliders, "sum": plain(whole), "sum_fault": wrong}


async def _followed(view: View, run: Run) -> dict[str, Any]:
    """Return who gains and who loses against the scenario's own weights."""
    own = view.state.with_(weights=())
    base = run if own == view.state else await view.bench.run(_plain(own))
    before = {station.id: station.allocation for station in base.stations}
    rows = [
        Followed(row, before.get(row.id), (row.allocation or 0) - (before.get(row.id) or 0))
        for row in plan_rows(run)
    ]
    names = {row.row.id: row.row.name for row in rows}
    changes = {row.row.id: row.change for row in rows if row.change}
    if not view.state.weights:
        answer = view.say("s_own_weights")
    elif changes:
        answer = view.say("s_against", changes=changes_text(changes, names, view.lang, NAMED))
    else:
        answer = view.say("s_same")
    compared = bool(view.state.weights)
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
