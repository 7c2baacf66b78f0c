"""A file arrives: it is read, kept in memory, and shown; or what is wrong with it is said. And the template."""

import tempfile
from functools import cache, partial
from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from staffing.errors import InputError
from staffing.io.scenario_file import load_bytes
from staffing.io.table_alone import read_station_table
from staffing.io.writing.template import write_template
from staffing.messages import Lang, text
from staffing_api.bodies import WORKBOOK, receive_upload
from staffing_api.problems import request_lang
from staffing_api.workbench.answering import Bench
from staffing_api.workbench.books import Book, base_name
from staffing_api.workbench.rendering import moved, page
from staffing_api.workbench.screens import data
from staffing_api.workbench.state import State
from staffing_api.workbench.view import View, address, frame


async def receive(bench: Bench, request: Request) -> Response:
    """Read a file that was dropped; its screen follows, or its faults."""
    lang = request_lang(request.scope, bench.lang)
    before = address(request.query_params.get("at", ""), lang)
    state = before[1] if before is not None else State(lang=lang)
    try:
        content, name = await receive_upload(request)
    except InputError as error:
        view = View(bench, state, "")
        found = {**frame(view), **await data.opening(view), **data.refused(view, error, {})}
        return page("data.html", found, lang, status=found["status"])
    kept = bench.books.keep(content, base_name(name))
    try:
        await bench.in_thread(partial(_read, kept))
    except InputError:
        # The faults have an address of their own, so that Back comes to them again.
        return moved(request, State(scenario=kept.name, lang=lang).url(""))
    if before is not None and state.scenario == kept.name:  # the file of an address that the server had lost
        return moved(request, state.url(before[0]))
    if kept.is_table:
        # The mended table of stations: what was said of its headcount and weights still holds.
        before_it = state if bench.is_table(state) else State(lang=lang)
        again = State(scenario=kept.name, lang=lang, cap=before_it.cap, weights=before_it.weights)
        return moved(request, again.url("plan" if again.weights else ""))
    return moved(request, State(scenario=kept.name, lang=lang).url("plan"))


def _read(book: Book) -> None:
    """Read a file to the end; a CSV as far as that goes without headcount and weights."""
    if book.is_table:
        read_station_table(book.data, book.filename)
    else:
        load_bytes(book.data, book.filename)


async def template(bench: Bench, request: Request) -> Response:
    """Return the workbook to fill."""
    lang = request_lang(request.scope, bench.lang)
    name = text("p_template_name", lang)
    headers = {
        "content-disposition": f"attachment; filename=\"template.xlsx\"; filename*=UTF-8''{quote(name)}"
    }
    return Response(await bench.in_thread(partial(_template, lang)), headers=headers, media_type=WORKBOOK)


@cache
def _template(lang: Lang) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        write_template(path, lang)
        return path.read_bytes()
