"""Files that people bring: taken, read at once, and kept if they can be used."""

import tempfile
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from staffing.errors import InputError
from staffing.messages import Lang
from staffing_api.bodies import WORKBOOK, receive_upload
from staffing_api.problems import problem, request_lang
from staffing_api.workbench.answering import Bench
from staffing_api.workbench.rendering import page
from staffing_api.workbench.state import State
from staffing_api.workbench.view import View, frame


async def open_file(bench: Bench, request: Request) -> Response:
    """Take a file: go on to its plan, or say what is wrong with it, each fault at its place."""
    lang = request_lang(request.scope, bench.lang)
    state = State(lang=lang)
    try:
        data, filename = await receive_upload(request)
        state = State(scenario=bench.books.keep(data, filename).name, lang=lang)
        await bench.loaded(state)
    except InputError as error:
        found = problem(error, lang)
        context = {**frame(View(bench, State(lang=lang), "")), "problem": found, "again": True}
        return page("refused.html", context, lang, status=found["status"])
    return RedirectResponse(state.url("plan"), 303)


async def template(bench: Bench, request: Request) -> Response:
    """Return the empty workbook."""
    lang = request_lang(request.scope, bench.lang)
    name = {
        "zh": "attachment; filename*=UTF-8''%E6%A8%A1%E6%9D%BF.xlsx",
        "en": "attachment; filename=template.xlsx",
    }
    body = await bench.in_thread(lambda: _template(lang))
    return Response(body, media_type=WORKBOOK, headers={"content-disposition": name[lang]})


@cache
def _template(lang: Lang) -> bytes:
    from staffing.io.writing.template import write_template

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        write_template(path, lang)
        return path.read_bytes()
