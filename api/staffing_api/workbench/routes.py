"""The page's routes, one for each screen; none of them is part of the documented interface."""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any, Final

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from staffing.errors import InputError
from staffing_api.problems import problem, request_lang
from staffing_api.workbench import documents, pictures
from staffing_api.workbench.answering import Bench
from staffing_api.workbench.rendering import STATIC, is_part, moved, page
from staffing_api.workbench.screens import compare, data, opening, output, plan, progress, robustness, whatif
from staffing_api.workbench.searches import WorkingError
from staffing_api.workbench.state import State
from staffing_api.workbench.view import MovedError, Screen, View, canonical, frame

_SCREENS: Final[dict[str, Screen]] = {
    "": data.show,
    "plan": plan.show,
    "whatif": whatif.show,
    "robustness": robustness.show,
    "compare": compare.show,
    "output": output.show,
}


_INSTEAD: Final = frozenset({"failed.html", "no_plan.html", "refused.html", "working.html"})
"""Templates of what stands in the place of a screen: parts of the screen are not to be found in them."""


def add_workbench(app: FastAPI, bench: Bench) -> None:
    """Add the page to the application."""
    for name, screen in _SCREENS.items():
        _add(app, f"/{name}", _screen(bench, name, screen))
    _add(app, "/output/{name}", partial(documents.download, bench))
    _add(app, "/output/{name}/row", partial(output.row, bench))
    _add(app, "/pictures/{name}.svg", partial(pictures.show, bench))
    _add(app, "/open", partial(opening.receive, bench), "POST")
    _add(app, "/template.xlsx", partial(opening.template, bench))
    _add(app, "/progress/again", partial(progress.again, bench), "POST")
    _add(app, "/progress/{job}", partial(progress.watch, bench))
    _add(app, "/progress/{job}/stop", partial(progress.stop, bench), "POST")
    _add(app, "/progress/{job}/use", partial(progress.use, bench), "POST")
    app.mount("/static", _Static(directory=STATIC), name="static")


def _add(app: FastAPI, path: str, endpoint: Callable[..., Any], method: str = "GET") -> None:
    app.add_route(path, endpoint, methods=[method], include_in_schema=False)


def _screen(bench: Bench, name: str, screen: Screen) -> Callable[..., Any]:
    async def endpoint(request: Request) -> Response:
        return await show(request, bench, name, screen)

    return endpoint


async def show(request: Request, bench: Bench, name: str, screen: Screen) -> Response:
    """Return a screen; what is wrong with the question is said in its place."""
    lang = request_lang(request.scope, bench.lang)
    state = State(lang=lang)
    view = View(
        bench,
        state,
        name,
        sliding="x-sliding" in request.headers,
        part=is_part(request),
        target=request.headers.get("hx-target", ""),
    )
    try:
        state = view.state = State.read(request.scope["query_string"], lang)
        if not state.scenario and name:
            return moved(request, state.url(""))
        said = view.state = await canonical(bench, state)
        if said != state and not view.part:
            return moved(request, said.url(name))
        found = await screen(view)
    except MovedError as error:
        if not view.part:
            return moved(request, error.state.url(name))
        view.state = error.state
        found = await screen(view)
    except WorkingError as error:
        found = await progress.show(view, error.job)
    except InputError as error:
        if name and await _lacks(bench, view.state):  # that is asked for, and shown, beside the table
            return moved(request, view.state.url(""))
        document = problem(error, lang)
        gone = any(issue.code == "E_BOOK" for issue in error.issues)
        found = {"template": "refused.html", "problem": document, "status": document["status"], "gone": gone}
    except Exception:
        logging.getLogger("staffing_api").exception("a screen failed")
        found = {"template": "failed.html", "status": 500}
    context = {**frame(view), **found}
    template = context.get("template", f"{name or 'data'}.html")
    status = context.get("status", 200)
    if template in _INSTEAD and view.target not in {"", "screen"}:
        return moved(request, view.state.url(name))
    return page(template, context, lang, status=status, headers=_address(view))


async def _lacks(bench: Bench, state: State) -> bool:
    """Tell whether a state is about a CSV alone that is no scenario yet: something is missing, or to be mended."""
    if not bench.is_table(state):
        return False
    try:
        await bench.base(state)
    except InputError:
        return True
    return False


def _address(view: View) -> dict[str, str]:
    """Return the header that tells htmx what the address bar is to show."""
    return {"hx-push-url": view.state.url(view.screen)} if view.part and not view.sliding else {}


class _Static(StaticFiles):
    """The page's own files, which browsers keep but ask about each time."""

    def file_response(self, *arguments: Any, **named: Any) -> Response:
        response = super().file_response(*arguments, **named)
        response.headers["cache-control"] = "no-cache"
        return response
