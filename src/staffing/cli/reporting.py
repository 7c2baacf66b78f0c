"""``staffing report``: the documents of a scenario or of a stored result."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import click

from staffing.cli.choosing import Changes, choose, locate, opened
from staffing.cli.output import EXIT_CODES, Output
from staffing.errors import Issue, UsageError
from staffing.messages import listing, text
from staffing.models.paper import Beside
from staffing.models.run import Run

NOTICE: Final = "notice"
"""The public notice 公示, a Word file of its own."""
OFFICIAL: Final = ("docx", NOTICE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for on the command line."""

    source: str
    changes: Changes
    formats: tuple[str, ...]
    out: Path
    style: str
    delta: int | None
    category: str | None
    mode: str


def write_reports(
    output: Output,
    *,
    source: str,
    changes: Changes,
    formats: str,
    out: Path,
    style: str,
    delta: int | None,
    category: str | None,
    mode: str,
) -> int:
    """Write reports of a scenario or of a stored result: all of them, or none where one is refused."""
    from staffing.service.storing import write_bytes

    names = tuple(name.strip() for name in formats.split(",") if name.strip())
    _refuse_unknown(names)
    wanted = Wanted(source, changes, names, out, style, delta, category, mode)
    answer, beside = _answers(output, wanted)
    _say_missing(output, wanted, answer)
    late = _late(wanted, answer)
    for issue in late:
        click.echo(issue.line(output.lang), err=True)
    rendered = [(file, make()) for file, make in _documents(output, wanted, answer, beside)]
    written = [write_bytes(out / file, content) for file, content in rendered]
    output.answer(
        _document(wanted, answer, written, [issue.document(output.lang) for issue in late]),
        lambda: [text("p_wrote", output.lang, path=path) for path in written],
    )
    return EXIT_CODES[answer.status]


def _refuse_unknown(names: tuple[str, ...]) -> None:
    from staffing.report import FORMATS

    for name in names:
        if name not in FORMATS and name != NOTICE:
            known = ", ".join((*FORMATS, NOTICE))
            raise UsageError([Issue("E_OPTION", values={"name": "--format", "got": name, "known": known})])


def _answers(output: Output, wanted: Wanted) -> tuple[Run, Beside]:
    """Return the run and, for report and workbook, what stands beside it."""
    from staffing.service import Opened, run
    from staffing.service.storing import read_result

    path = locate(wanted.source)
    if path.suffix == ".json":
        if wanted.delta is not None:
            raise UsageError([Issue("E_USAGE", values={"detail": "--whatif N: SCENARIO"})])
        if wanted.changes:
            raise UsageError([Issue("E_USAGE", values={"detail": "--set KEY=VALUE: SCENARIO"})])
        return read_result(path).run, Beside()
    from staffing.service.official import beside, robustness

    if not {"docx", "xlsx"} & set(wanted.formats):
        asked_of = opened(wanted.source, wanted.changes, output.lang)
        answer = run(asked_of, lang=output.lang)
        robust = robustness(asked_of, answer, lang=output.lang) if "html" in wanted.formats else None
        return answer, Beside(sensitivity=robust)
    from staffing.io.scenario_file import load

    source = choose(wanted.source, wanted.changes)
    loaded = load(source) if isinstance(source, Path) else source
    answer = run(loaded if isinstance(source, Path) else Opened.of(loaded), lang=output.lang)
    asked = {"delta": wanted.delta, "category": wanted.category, "mode": wanted.mode}
    return answer, beside(loaded, answer, lang=output.lang, **asked)  # type: ignore[arg-type]


def _documents(
    output: Output, wanted: Wanted, answer: Run, beside: Beside
) -> list[tuple[str, Callable[[], bytes]]]:
    from staffing.report.excel import render_xlsx
    from staffing.report.html import render_html
    from staffing.report.word import house_style, render_docx, render_notice

    made: list[tuple[str, Callable[[], bytes]]] = []
    style = house_style(wanted.style) if any(name in OFFICIAL for name in wanted.formats) else None
    for name in wanted.formats:
        if name == "docx":
            made.append(("report.docx", lambda: render_docx(answer, output.lang, beside=beside, style=style)))
        elif name == "xlsx":
            made.append(("report.xlsx", lambda: render_xlsx(answer, output.lang, beside=beside)))
        elif name == "html":
            made.append(("report.html", lambda: render_html(answer, output.lang, beside=beside)))
        else:
            made.append(("notice.docx", lambda: render_notice(answer, output.lang, style=style)))
    return made


def _missing(wanted: Wanted, answer: Run) -> list[str]:
    from staffing.report.official.particulars import missing

    names: list[str] = []
    if "docx" in wanted.formats:
        names += missing(answer)
    if NOTICE in wanted.formats:
        names += missing(answer, notice=True)
    return list(dict.fromkeys(names))


def _say_missing(output: Output, wanted: Wanted, answer: Run) -> None:
    """Say, before anything is written, what the documents print as a cross."""
    from staffing.report.official.particulars import setting_name

    names = _missing(wanted, answer)
    if names:
        called = [setting_name(name, output.lang) for name in names]
        output.say("p_crosses", names=listing(called, output.lang))


def _late(wanted: Wanted, answer: Run) -> tuple[Issue, ...]:
    """Return what is to be checked of the notice; nothing where none is written."""
    from staffing.report.official.notice import notice_warnings

    return notice_warnings(answer) if NOTICE in wanted.formats else ()


def _document(
    wanted: Wanted, answer: Run, written: list[Path], warnings: list[dict[str, str]]
) -> dict[str, Any]:
    document: dict[str, Any] = {"status": answer.status.value, "files": [str(path) for path in written]}
    document |= {"warnings": warnings} if warnings else {}
    names = _missing(wanted, answer)
    return {**document, "missing": names} if names else document
