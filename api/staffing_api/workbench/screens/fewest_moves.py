"""How few moves reach how much of the gain, on the screen of add and cut."""

from collections.abc import Mapping
from typing import Any

from staffing.errors import InputError
from staffing.models.run import Run
from staffing.report.chart_parts import Spec, title_of
from staffing.report.charts import frontier_chart
from staffing.report.frontier_rows import frontier_notes, frontier_rows, frontier_sentence, is_complete
from staffing_api.problems import problem
from staffing_api.workbench.view import View


async def fewest_moves(view: View, run: Run) -> Mapping[str, Any] | None:
    """Return sentence, notes, picture and rows, or why it cannot be told; None without staff in post."""
    if any(station.in_post is None for station in run.stations):
        return None
    found = await view.bench.frontier(view.state)
    if isinstance(found, InputError):
        return {"issues": problem(found, view.lang)["issues"], "sentence": ""}
    names = {station.id: station.name for station in run.stations}
    chart = frontier_chart(found, names, view.lang)
    rows, every = frontier_rows(found, names, view.lang), len(found.points or ())
    part = [view.say("f_shown", shown=len(rows), all=every)] if len(rows) < every else []
    return {
        "issues": (),
        "sentence": frontier_sentence(found, view.lang),
        "notes": [*part, *frontier_notes(found, view.lang)],
        "complete": is_complete(rows),
        "rows": rows if len(rows) > 1 else (),
        "picture": None
        if chart is None
        else (title_of(chart), view.state.basis().with_(lang=view.lang).url("pictures/frontier.svg")),
        "command": view.command("whatif", ["--frontier"]),
    }


async def picture(view: View) -> Spec | None:
    """Return the picture of the state; None where it cannot be told."""
    run = await view.run()
    if any(station.in_post is None for station in run.stations):
        return None
    found = await view.bench.frontier(view.state)
    names = {station.id: station.name for station in run.stations}
    return None if isinstance(found, InputError) else frontier_chart(found, names, view.lang)
