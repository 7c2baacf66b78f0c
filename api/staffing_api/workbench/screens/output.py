"""导出: the documents, what each holds, what is still missing, and their hashes."""

from collections.abc import Mapping
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from staffing.errors import InputError, Issue, UsageError
from staffing.models.formal import Publicity
from staffing.models.run import Run
from staffing.report import tables
from staffing.report.official.notice import notice_warnings
from staffing.report.official.particulars import missing
from staffing.report.word import shipped_style, style_names
from staffing_api.problems import request_lang
from staffing_api.workbench.answering import Bench
from staffing_api.workbench.documents import KINDS, PAPERS, Made, filename, made, paper
from staffing_api.workbench.rendering import moved, page
from staffing_api.workbench.screens import no_plan
from staffing_api.workbench.searches import WorkingError
from staffing_api.workbench.state import State
from staffing_api.workbench.view import View, planned_frame

PARTICULARS: Final = (
    *("document_number", "counting_rule", "counted_over", "date", "issuer", "publicity"),
    *("notice_from", "notice_days", "contact_office", "contact_phone", "contact_address"),
)
"""Settings that documents print, in the order of the form."""
_FIELDS: Final = {"date": "date", "notice_from": "date", "notice_days": "number"}


async def show(view: View) -> Mapping[str, Any]:
    """Return the documents of the state; those that take long are told of when they are made."""
    shipped_style(view.state.style)
    run = await view.bench.by_hand(view.state)
    scenario = (await view.loaded()).scenario
    documents = [
        _told(view, name, run, await made(view, name) if KINDS[name].is_quick else None) for name in KINDS
    ]
    return {
        **await planned_frame(view, run),
        "template": "output.html",
        **await _answer(view, run),
        "documents": documents,
        "fields": [
            {
                "key": key,
                "label": view.say(f"x_{key}"),
                "kind": _FIELDS.get(key, "text"),
                "value": dict(view.state.formal).get(
                    key, "" if (held := getattr(scenario, key)) is None else held
                ),
            }
            for key in PARTICULARS
        ],
        "publicities": [(value.value, view.say(f"publicity_{value}")) for value in Publicity],
        "styles": [(name, view.say(f"x_style_{name}")) for name in style_names()],
        **await _preview(view),
    }


async def _answer(view: View, run: Run) -> dict[str, Any]:
    if run.allocated is None:
        return await no_plan.why_none(view, run)
    return {"answer": tables.answer_sentence(run, view.lang), "conflict": (), "ways": ()}


async def row(bench: Bench, request: Request) -> Response:
    """Return the row of a document, which is made if it is not yet."""
    name, lang = request.path_params["name"], request_lang(request.scope, bench.lang)
    if name not in KINDS:
        raise HTTPException(404)
    view = View(bench, State.read(request.scope["query_string"], lang), "output")
    try:
        run = await bench.by_hand(view.state)
        document = _told(view, name, run, await made(view, name))
    except (InputError, WorkingError):
        return moved(request, view.state.url("output"))
    return page("parts/document.html", {"document": document, "state": view.state}, view.lang)


def _told(view: View, name: str, run: Run, found: Made | None) -> dict[str, Any]:
    """Return what the page tells of a document; None: it is still to be made."""
    refused = found.refused if found else None
    lacking = missing(run, notice=name == "notice.docx") if name.endswith(".docx") else ()
    return {
        "name": name,
        "id": name.replace(".", "-"),
        "file": filename(view, name),
        "about": view.say(f"x_about_{name.replace('.', '_')}"),
        "url": view.state.url(f"output/{name}", preview=""),
        "row": "" if found else view.state.url(f"output/{name}/row"),
        "preview": view.state.url("output", preview=name) + "#paper"
        if name in PAPERS and not refused
        else "",
        "bytes": len(found.content) if found else 0,
        "sha256": found.sha256 if found else "",
        "missing": [view.say(f"x_{key}") for key in lacking],
        "refused": [issue.document(view.lang) for issue in refused.issues] if refused else [],
        "warned": [issue.document(view.lang) for issue in notice_warnings(run)]
        if name == "notice.docx" and not refused
        else [],
        "command": _command(view, name),
    }


async def _preview(view: View) -> dict[str, Any]:
    """Return the Word document that is asked for, block by block; nothing where it is refused: its row says why."""
    name = view.state.preview
    if not name:
        return {"paper": None}
    if name not in PAPERS:
        values = {"got": name[:40], "nearest": ", ".join(PAPERS)}
        raise UsageError([Issue("E_USAGE.parameter", where="preview", values=values)])
    try:
        shown = await paper(view, name)
    except InputError:
        return {"paper": None}
    return {
        "paper": shown,
        "blocks": [(type(block).__name__.lower(), block) for block in shown.blocks],
        "red_head": shipped_style(view.state.style).red_head,
        "paper_picture": view.state.url("pictures/burden.svg", preview=""),
    }


def _command(view: View, name: str) -> str:
    kind, state = KINDS[name].command, view.state
    if not kind:
        return view.command("run", ["--out", "out"])
    words = ["--format", kind, "--out", "out"]
    if kind in {"docx", "notice"} and state.style:
        words += ["--style", state.style]
    if kind in {"docx", "xlsx"} and state.delta:
        words += [f"--whatif={state.delta}", "--mode", state.mode or "reapportion"]
        words += ["--category", state.category] if state.category else []
    return view.command("report", words)
