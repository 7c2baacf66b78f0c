"""增减: who gains and who loses when posts are added or cut, and who would be next."""

from collections.abc import Mapping
from typing import Any, Final

from staffing.messages import listing
from staffing.models.answers import Mode, WhatIf
from staffing.models.run import Run
from staffing.report import notes
from staffing.report.figures import decimals
from staffing.report.whatif_rows import (
    ladder_around,
    mode_rows,
    next_sentence,
    step_margin,
    whatif_rows,
    whatif_sentence,
)
from staffing.service import what_if_asks_solver
from staffing_api import options
from staffing_api.workbench.screens import no_plan
from staffing_api.workbench.view import View, planned_frame

LEAST_REACH: Final = 10
"""Posts that the slider goes either way at least."""
MOST_REACH: Final = 60


async def show(view: View) -> Mapping[str, Any]:
    """Return the answer; only itself where htmx asks for no more."""
    run = await view.run()
    if run.allocated is None:
        return await no_plan.show(view, run)
    found: dict[str, Any] = await _asked(view, run)
    if view.target == "asked":
        return {**found, "template": "parts/asked.html"}
    return {
        **await planned_frame(view, run),
        **found,
        **await _controls(view, run),
        "template": "whatif.html",
    }


async def _controls(view: View, run: Run) -> dict[str, Any]:
    """Return what the controls offer."""
    opened, _ = await view.bench.opened(view.state)
    movable = [category for category in opened.scenario.categories if category.movable]
    posts = sum(category.cap for category in movable) if movable else run.cap
    reach = min(max(LEAST_REACH, posts // 5), MOST_REACH)
    return {
        "reach": max(reach, abs(_delta(view))),
        "delta": _delta(view),
        "movable": movable,
        "modes": tuple(Mode),
        "slow": what_if_asks_solver(opened, view.state.category or None),
    }


def _delta(view: View) -> int:
    if not view.state.delta:
        return 0
    delta: int = options.read_query(f"delta={view.state.delta}".encode(), options.WHAT_IF)["delta"]
    return delta


async def _asked(view: View, run: Run) -> dict[str, Any]:
    """Return the answer to the question, or what could be asked."""
    delta, lang = _delta(view), view.lang
    if not delta:
        rows = ladder_around(run, run.allocated or 0)
        return {
            "answer": view.say("q_nothing_asked"),
            "asked": None,
            "ladder": rows,
            "run": run,
            "command": None,
        }
    answer = await view.bench.what_if(view.state, delta)
    names = {station.id: station.name for station in run.stations}
    return {
        "answer": whatif_sentence(run, answer, lang),
        "asked": answer,
        "rows": whatif_rows(run, answer),
        "steps": [
            {
                "step": step,
                "name": names[step.station],
                "runner_up": names[step.runner_up.station] if step.runner_up else "—",
                "second": decimals(step.runner_up.priority if step.runner_up else None, 4),
                "margin": step_margin(step),
            }
            for step in answer.steps or ()
        ],
        "next_said": next_sentence(run, answer, lang),
        "ways": mode_rows(run, answer, lang),
        "ladder": _ladder(run, answer),
        "transfers": listing(
            [
                view.say("q_transfer", giver=names[t.from_], taker=names[t.to], count=t.count)
                for t in answer.transfers or ()
            ],
            lang,
        ),
        "warnings": notes.plan_warnings(answer.warnings),
        "command": _command(view),
        "run": run,
    }


def _ladder(run: Run, answer: WhatIf) -> Any:
    """Return the line of posts around the new total, where the plan is made anew on the ladder."""
    if answer.mode is not Mode.REAPPORTION or answer.after is None:
        return ()
    return ladder_around(run, sum(answer.after.values()))


def _command(view: View) -> str:
    state = view.state
    words = [f"--delta={state.delta}"]
    for name in ("category", "mode", "max_transfers"):
        if value := getattr(state, name):
            words += [f"--{name.replace('_', '-')}", value]
    return state.command("whatif", words)
