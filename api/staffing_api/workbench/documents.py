"""The documents that people leave with: the same bytes as those of the command line."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from staffing.errors import InputError
from staffing.models.house_style import HouseStyle
from staffing.models.paper import Beside
from staffing.models.run import Run
from staffing.report.excel import render_xlsx
from staffing.report.html import render_html
from staffing.report.official.blocks import Document
from staffing.report.official.notice import notice_document
from staffing.report.official.paper import report_document
from staffing.report.word import render_docx, render_notice, shipped_style
from staffing.service.official import beside
from staffing.service.storing import result_document, result_text
from staffing_api.bodies import JSON, WORKBOOK
from staffing_api.problems import refuse, request_lang
from staffing_api.workbench.answering import Bench, question
from staffing_api.workbench.kept import Key
from staffing_api.workbench.rendering import moved
from staffing_api.workbench.searches import WorkingError
from staffing_api.workbench.state import State
from staffing_api.workbench.view import View

WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Source:
    """What a document is made from."""

    state: State
    run: Run
    beside: Beside
    """Empty where a kind holds the plan alone."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document."""

    media_type: str
    make: Callable[[Source], bytes]
    command: str
    """What the command line calls it; empty: ``staffing run --out`` writes it."""
    holds_beside: bool = False
    """True: it holds what was asked beside the plan too."""
    is_quick: bool = False
    """True: made before anybody notices; the page does not wait for the others."""


@dataclass(frozen=True, slots=True)
class Made:
    """A document, or why it is refused."""

    content: bytes = b""
    refused: InputError | None = None

    @property
    def sha256(self) -> str:
        """Hash of its bytes."""
        return hashlib.sha256(self.content).hexdigest()


def _report(source: Source) -> bytes:
    return render_docx(source.run, source.state.lang, beside=source.beside, style=_style(source))


def _workbook(source: Source) -> bytes:
    return render_xlsx(source.run, source.state.lang, beside=source.beside)


def _page(source: Source) -> bytes:
    return render_html(source.run, source.state.lang, beside=source.beside)


def _notice(source: Source) -> bytes:
    return render_notice(source.run, source.state.lang, style=_style(source))


def _style(source: Source) -> HouseStyle:
    return shipped_style(source.state.style)


def _result(source: Source) -> bytes:
    return result_text(result_document(source.run)).encode()


KINDS: Final[Mapping[str, Kind]] = {
    "report.docx": Kind(WORD, _report, "docx", holds_beside=True),
    "notice.docx": Kind(WORD, _notice, "notice", is_quick=True),
    "plan.xlsx": Kind(WORKBOOK, _workbook, "xlsx", holds_beside=True),
    "report.html": Kind("text/html", _page, "html", holds_beside=True),
    "result.json": Kind(JSON, _result, "", is_quick=True),
}
"""Documents by the name in their address."""


PAPERS: Final[Mapping[str, Callable[[Source], Document]]] = {
    "report.docx": lambda source: report_document(source.run, source.state.lang, source.beside, picture=b""),
    "notice.docx": lambda source: notice_document(source.run, source.state.lang),
}
"""What Word documents are made of; where the picture stands, there are no bytes of it."""


async def paper(view: View, name: str) -> Document:
    """Return what a Word document of the state says, block by block.

    Raises
    ------
    InputError
        The scenario or the document is refused.
    WorkingError
        The plan is not there yet.
    """
    source, key = await _source(view, name)
    return await view.bench.written("paper", key, lambda: PAPERS[name](source))


async def made(view: View, name: str) -> Made:
    """Return a document of the state, made once.

    Raises
    ------
    InputError
        The scenario is refused.
    WorkingError
        The plan is not there yet.
    """
    await view.bench.by_hand(view.state)
    keep = view.bench.kept if KINDS[name].is_quick else view.bench.written
    try:
        source, key = await _source(view, name)
        return await keep("document", key, lambda: Made(KINDS[name].make(source)))
    except InputError as error:
        return Made(refused=error)


async def _source(view: View, name: str) -> tuple[Source, Key]:
    """Return what a document is made from, and what tells it from others."""
    bench, state = view.bench, view.state
    run = await bench.by_hand(state)
    opened, key = await bench.opened(state)
    loaded = await view.loaded()
    key = (*key, view.state.with_(station="", preview="", columns=()).query())
    around = Beside()
    if KINDS[name].holds_beside:
        asked = _asked(state)
        around = await bench.written("beside", key, lambda: beside(loaded, run, opened=opened, **asked))
    return Source(state, run, around), (*key, name)


def _asked(state: State) -> dict[str, Any]:
    asked = {"lang": state.lang, "mode": "reapportion", **question(state)}
    if asked["mode"] != "budget":
        asked.pop("max_transfers", None)
    return asked


async def download(bench: Bench, request: Request) -> Response:
    """Return a document."""
    name, lang = request.path_params["name"], request_lang(request.scope, bench.lang)
    if name not in KINDS:
        raise HTTPException(404)
    view = View(bench, State.read(request.scope["query_string"], lang), "output")
    try:
        found = await made(view, name)
    except WorkingError:
        return moved(request, view.state.url("output"))
    if found.refused is not None:
        return refuse(found.refused, lang)
    kind = KINDS[name]
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(filename(view, name))}"}
    if name == "report.html":
        # The report's own policy: styles inside, nothing else.
        headers = {"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:"}
    return Response(found.content, media_type=kind.media_type, headers=headers)


def filename(view: View, name: str) -> str:
    """Return what the file is called where it is kept."""
    return view.say(f"x_file_{name.replace('.', '_')}") + "." + name.rpartition(".")[2]
