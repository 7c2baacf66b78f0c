"""增减: who gains and who loses when posts are added or cut, and who would be next."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from staffing.errors import InputError
from staffing.messages import listing
from staffing.models.establishment import Category
from staffing.models.run import LadderStep, Run
from staffing.models.what_if import Mode, WhatIf
from staffing.report import notes
from staffing.report.chart_parts import title_of
from staffing.report.charts import ladder_chart, whatif_ladder_chart
from staffing.report.tables import ladder_rows, named_steps
from staffing.report.whatif_rows import (
    has_modes,
    mode_rows,
    next_sentence,
    step_margin,
    step_priorities,
    whatif_rows,
    whatif_sentence,
)
from staffing.service import Opened, settings_of, what_if_asks_solver
from staffing_api.problems import problem
from staffing_api.workbench.screens import no_plan
from staffing_api.workbench.screens.fewest_moves import fewest_moves
from staffing_api.workbench.state import State
from staffing_api.workbench.view import View, planned_frame

LEAST_REACH: Final = 10
"""Posts that the slider goes either way at least."""
MOST_REACH: Final = 60
MODES: Final = (Mode.INCREMENT, Mode.BUDGET, Mode.REAPPORTION)
"""The modes, from the one that moves least."""


async def show(view: View) -> Mapping[str, Any]:
    """Return the answer; while the hand is on the slider nothing else."""
    run = await view.run()
    if run.allocated is None:
        return await no_plan.show(view, run)
    opened, _ = await view.bench.opened(view.state)
    found = await _found(view, opened, run)
    if view.sliding:
        return {**found, "template": "parts/asked.html"}
    few = await fewest_moves(view, run)
    return {**await planned_frame(view, run), **found, **_controls(view, opened, run), "few": few}


# -- controls ------------------------------------------------------------------------------------------------


def _controls(view: View, opened: Opened, run: Run) -> dict[str, Any]:
    """Return what the controls offer."""
    movable = _movable(opened)
    chosen = _category(view, opened)
    posts = sum(category.cap for category in movable) if movable else run.cap
    reach = min(max(LEAST_REACH, posts // 5), MOST_REACH)
    return {
        "delta": view.state.delta or "0",
        "reach": max([reach, *_given(view.state.delta)]),
        "movable": movable,
        "chosen": chosen,
        "slow": any(what_if_asks_solver(opened, category.id) for category in movable),
    }


def _given(delta: str) -> list[int]:
    try:
        return [abs(int(delta))]
    except ValueError:
        return []


def _movable(opened: Opened) -> list[Category]:
    return [category for category in opened.scenario.categories if category.movable]


def _category(view: View, opened: Opened) -> str:
    """Return the category asked for: the only one of contract staff, or the only one that moves."""
    contract = [category for category in opened.scenario.categories if category.kind == "外聘"]
    for few in (contract, _movable(opened)):
        if not view.state.category and len(few) == 1:
            return few[0].id
    return view.state.category


# -- the answer ----------------------------------------------------------------------------------------------


async def _found(view: View, opened: Opened, run: Run) -> dict[str, Any]:
    """Return the answer to the question, what could be asked, or why it cannot be answered."""
    found: dict[str, Any] = {
        "run": run,
        "asked": None,
        "issues": (),
        "modes": MODES if has_modes(run) else (),
        "results": {},
        "rows": (),
        "steps": (),
        "transfers": "",
        "next_said": None,
        "warnings": (),
        "line": (),
        "picture": None,
        "before_key": "q_before_plan",
    }
    state = view.state.with_(category=_category(view, opened), posts=(), station="", columns=(), style="")
    try:
        if not state.delta:
            return {**found, **_unasked(view, state, run)}
        answer = await view.bench.what_if(state)
        line = await view.bench.cut_line(state, answer)
    except InputError as error:
        refusal = problem(error, view.lang)
        return {
            **found,
            "answer": view.say("p_refused", count=len(refusal["issues"])),
            "issues": refusal["issues"],
            "status": 200 if view.part else refusal["status"],
        }
    found |= _answered(view, state, run, answer, line)
    if answer.after is None:
        found["ways"] = await _ways_out(view, answer)
    return found


def _unasked(view: View, state: State, run: Run) -> dict[str, Any]:
    return {
        "answer": view.say("q_nothing_asked"),
        "rows": whatif_rows(run, None),
        "next_said": next_sentence(run, None, run.ladder, view.lang),
        "line": ladder_rows(run),
        "picture": _picture(state, ladder_chart(run, view.lang)),
    }


async def _ways_out(view: View, answer: WhatIf) -> list[no_plan.Way]:
    """Return the relaxations as addresses; another headcount is another number of posts to add or cut."""
    loaded = await view.loaded()
    ways = []
    for relaxation in answer.relaxations or ():
        if set(relaxation.changes) == {"cap"}:
            delta = relaxation.changes["cap"] - answer.cap_before
            ways.append(no_plan.Way(relaxation.text, view.state.url("whatif", delta=str(delta or "")), ""))
            continue
        settings = settings_of(loaded, relaxation, cap=None)
        url = "" if settings is None else no_plan.changed(view.state, settings).url("whatif")
        ways.append(no_plan.Way(relaxation.text, url, ""))
    return ways


def _answered(
    view: View, state: State, run: Run, answer: WhatIf, line: Sequence[LadderStep]
) -> dict[str, Any]:
    lang = view.lang
    names = {station.id: station.name for station in run.stations}
    return {
        "answer": whatif_sentence(run, answer, lang),
        "asked": answer,
        "before_key": "q_before_plan" if answer.mode is Mode.REAPPORTION else "q_before_held",
        "rows": whatif_rows(run, answer),
        "steps": [
            {
                "step": step,
                "name": names[step.station],
                "runner_up": names[step.runner_up.station] if step.runner_up else "—",
                "own": step_priorities(step)[0],
                "second": step_priorities(step)[1] if step.runner_up else "",
                "margin": step_margin(step),
            }
            for step in answer.steps or ()
        ],
        "next_said": next_sentence(run, answer, line, lang),
        "results": {row.summary.mode: row for row in mode_rows(run, answer, lang)},
        "line": named_steps(run, line),
        "picture": _picture(state, whatif_ladder_chart(run, answer, line, lang)),
        "transfers": listing(
            [
                view.say("q_transfer", giver=names[t.from_], taker=names[t.to], count=t.count)
                for t in answer.transfers or ()
            ],
            lang,
        ),
        "warnings": notes.plan_warnings(answer.warnings),
        "command": _command(view),
    }


def _picture(state: State, spec: Any) -> tuple[str, str] | None:
    """Return title and address of the picture of the cut line."""
    return None if spec is None else (title_of(spec), state.url("pictures/line.svg"))


def _command(view: View) -> str:
    state = view.state
    words = [f"--delta={state.delta}"]
    for name in ("category", "mode", "max_transfers"):
        if value := getattr(state, name):
            words += [f"--{name.replace('_', '-')}", value]
    return view.command("whatif", words)
