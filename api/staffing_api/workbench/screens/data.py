"""数据: the first screen; a file is dropped here or a scenario picked, and what was read is told."""

from collections.abc import Mapping
from typing import Any

from staffing import service
from staffing_api.listing import summaries
from staffing_api.workbench.state import State
from staffing_api.workbench.view import View


async def show(view: View) -> Mapping[str, Any]:
    """Return what may be opened, and what the scenario of the state holds."""
    listed = await view.bench.in_thread(lambda: summaries(view.bench.library, view.lang))
    served = [
        {**scenario, "url": State(scenario=scenario["name"], lang=view.lang).url("plan")}
        for scenario in listed
    ]
    found: dict[str, Any] = {
        "template": "data.html",
        "served": served,
        "held": None,
    }
    if view.state.scenario:
        loaded, key = await view.bench.loaded(view.state)
        held = await view.bench.kept(
            "check", (*key, view.lang), lambda: service.check(loaded, notes=True, lang=view.lang)
        )
        found |= {
            "held": held,
            "title": held.name or "",
            "command": view.state.command("check", ["--notes"]),
        }
    return found
