"""导出: the documents, what each holds, what is still missing, and their hashes."""

from collections.abc import Mapping
from typing import Any, Final

from staffing.errors import InputError, Issue, UsageError
from staffing.models.formal import Publicity
from staffing.report import tables
from staffing.report.official.notice import notice_warnings
from staffing.report.official.particulars import missing, setting_name
from staffing.report.word import shipped_style, style_names
from staffing_api.workbench.documents import KINDS, PAPERS, filename, made, paper
from staffing_api.workbench.view import View, planned_frame

PARTICULARS: Final = (
    *("document_number", "counting_rule", "counted_over", "date", "issuer", "publicity"),
    *("notice_from", "notice_days", "contact_office", "contact_phone", "contact_address"),
)
"""Settings that documents print, in the order of the form."""
_FIELDS: Final = {"date": "date", "notice_from": "date", "notice_days": "number"}


async def show(view: View) -> Mapping[str, Any]:
    """Return the documents of the state."""
    shipped_style(view.state.style)
    run = await view.run()
    scenario = (await view.loaded()).scenario
    documents = []
    for name in KINDS:
        found = await made(view, name)
        lacking = missing(run, notice=name == "notice.docx") if name.endswith(".docx") else ()
        documents.append(
            {
                "name": name,
                "file": filename(view, name),
                "about": view.say(f"x_about_{name.replace('.', '_')}"),
                "url": view.state.url(f"output/{name}", preview=""),
                "preview": view.state.url("output", preview=name) + "#paper"
                if name in PAPERS and not found.refused
                else "",
                "bytes": len(found.content),
                "sha256": found.sha256,
                "missing": [setting_name(key, view.lang) for key in lacking],
                "refused": [issue.document(view.lang) for issue in found.refused.issues]
                if found.refused
                else [],
                "warned": [issue.document(view.lang) for issue in notice_warnings(run)]
                if name == "notice.docx" and not found.refused
                else [],
                "command": _command(view, name),
            }
        )
    return {
        **await planned_frame(view, run),
        "template": "output.html",
        "answer": tables.answer_sentence(run, view.lang),
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
        return state.command("run", ["--out", "out"])
    words = ["--format", kind, "--out", "out"]
    if kind in {"docx", "notice"} and state.style:
        words += ["--style", state.style]
    if kind in {"docx", "xlsx"} and state.delta:
        words += [f"--whatif={state.delta}", "--mode", state.mode or "reapportion"]
        words += ["--category", state.category] if state.category else []
    return state.command("report", words)
