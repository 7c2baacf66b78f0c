"""数据: the first screen; a file is dropped here, or a scenario picked."""

from collections.abc import Mapping
from typing import Any

from staffing_api.listing import summaries
from staffing_api.workbench.state import State
from staffing_api.workbench.view import View


async def show(view: View) -> Mapping[str, Any]:
    """Return what may be opened."""
    listed = await view.bench.in_thread(lambda: summaries(view.bench.library, view.lang))
    served = [
        {**scenario, "url": State(scenario=scenario["name"], lang=view.lang).url("plan")}
        for scenario in listed
    ]
    return {"template": "data.html", "served": served, "title": view.say("p_screen_data")}
