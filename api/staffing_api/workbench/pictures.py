"""Charts as SVG: the same that reports carry, drawn once for each state."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from staffing.errors import InputError
from staffing.messages import Lang
from staffing.models.run import Run
from staffing.models.sensitivity import Sensitivity
from staffing.report.chart_parts import Spec, title_of
from staffing.report.charts import (
    burden_chart,
    draw_svg,
    ladder_chart,
    moves_chart,
    near_miss_chart,
    quota_chart,
    weights_chart,
    whatif_ladder_chart,
)
from staffing_api.problems import request_lang
from staffing_api.workbench.answering import Bench
from staffing_api.workbench.screens import compare, fewest_moves
from staffing_api.workbench.searches import WorkingError
from staffing_api.workbench.state import State
from staffing_api.workbench.view import View

CHARTS: Final[dict[str, Callable[[Run, Lang], Spec | None]]] = {
    "burden": burden_chart,
    "quota": quota_chart,
    "ladder": ladder_chart,
    "moves": moves_chart,
}
"""Charts of a plan, by the name in the address."""


async def show(bench: Bench, request: Request) -> Response:
    """Return a chart of the state's plan."""
    name = request.path_params["name"]
    if name not in CHARTS and name not in _OTHERS:
        raise HTTPException(404)
    lang = request_lang(request.scope, bench.lang)
    view = View(bench, State.read(request.scope["query_string"], lang), "plan")
    try:
        other = _OTHERS.get(name)
        spec = await other(view) if other else CHARTS[name](await view.run(), lang)
    except (InputError, WorkingError):
        raise HTTPException(404) from None
    if spec is None:
        raise HTTPException(404)
    return await drawn(bench, spec)


async def _line(view: View) -> Spec | None:
    """Return the posts around the cut line, moved by the question of the state."""
    run = await view.run()
    if not view.state.delta:
        return ladder_chart(run, view.lang)
    answer = await view.bench.what_if(view.state)
    return whatif_ladder_chart(run, answer, await view.bench.cut_line(view.state, answer), view.lang)


async def _sensed(
    view: View, chart: Callable[[Sensitivity, Mapping[str, str], Lang], Spec | None]
) -> Spec | None:
    """Return a picture of how far weights or counts may change."""
    answer = await view.bench.sensitivity(view.state)
    opened, _ = await view.bench.opened(view.state)
    names = {station.id: station.name for station in opened.scenario.stations}
    return None if isinstance(answer, InputError) else chart(answer, names, view.lang)


_OTHERS: Final[dict[str, Callable[[View], Awaitable[Spec | None]]]] = {
    "comparison": compare.picture,
    "frontier": fewest_moves.picture,
    "line": _line,
    "misses": partial(_sensed, chart=near_miss_chart),
    "weights": partial(_sensed, chart=weights_chart),
}
"""Charts that a plan alone does not say: several plans, the cut line that a question moves, how near others are."""


async def drawn(bench: Bench, spec: Spec) -> Response:
    """Return a specification drawn."""
    svg = await bench.in_thread(partial(draw_svg, spec))
    return Response(svg.encode(), media_type="image/svg+xml")


def pictures_of(view: View, run: Run, *names: str) -> list[tuple[str, str]]:
    """Return title, which is the finding, and address of those charts that say something."""
    found = []
    for name in names:
        spec = CHARTS[name](run, view.lang)
        if spec is not None:
            found.append(
                (title_of(spec), view.state.basis().with_(lang=view.lang).url(f"pictures/{name}.svg"))
            )
    return found
