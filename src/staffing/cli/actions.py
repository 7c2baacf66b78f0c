"""What each command does, once its arguments are parsed: call the service, print the answer."""

import os
import threading
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from staffing.cli.choosing import AS_IT_STANDS, Changes, choose, locate, pairs_of, shipped_scenarios
from staffing.cli.choosing import opened as open_changed
from staffing.cli.output import EXIT_CODES, INTERRUPTED, Output, exit_code
from staffing.cli.progress import Progress, Solving
from staffing.errors import InputError, Issue, UsageError
from staffing.messages import text
from staffing.models.checking import Check
from staffing.models.run import Run, document

EXAMPLE = "qingxiu"
"""Scenario that runs where no command is given."""
SHUTDOWN_S = 3
"""Seconds that a server that is told to end gives its open requests; then it ends its jobs."""


def check_scenario(
    output: Output, scenario: str, *, changes: Changes = AS_IT_STANDS, notes: bool = False
) -> int:
    """Print what a scenario holds, or all its faults; with ``notes`` also all that was not read as it stands."""
    answer = _checked(output, scenario, changes, notes=notes)
    if answer.status == "INVALID" and not output.as_json:
        from staffing.report.terminal import rules_lines

        errors = [issue for issue in answer.issues if issue.severity == "error"]
        for issue in answer.issues:
            place = " · ".join(part for part in (issue.file, issue.where) if part)
            click.echo(f"{place} · {issue.message} → {issue.remedy} [{issue.code}]".lstrip(" ·"), err=True)
        for line in rules_lines(answer.conflict or (), answer.relaxations or (), output.lang, output.width):
            if answer.conflict:
                click.echo(line, err=True)
        output.say("k_invalid", count=len(errors))
        return 2
    from staffing.report.terminal_check import check_lines

    output.answer(document(answer), lambda: check_lines(answer, lang=output.lang, width=output.width))
    return EXIT_CODES[answer.status]


def _checked(output: Output, scenario: str, changes: Changes, *, notes: bool) -> Check:
    from staffing.service import check, check_table
    from staffing.service.checking import invalid

    if locate(scenario).suffix.lower() == ".csv":
        return check_table(locate(scenario), notes=notes, lang=output.lang)
    try:
        return check(choose(scenario, changes), notes=notes, lang=output.lang)
    except InputError as error:
        return invalid(error, output.lang)


def show_demand(
    output: Output, scenario: str, *, changes: Changes = AS_IT_STANDS, stations: Sequence[str] = ()
) -> int:
    """Print index, quota and contributions, and of ``stations`` how each figure comes about."""
    from staffing.report.terminal_answers import demand_lines
    from staffing.service import demand, run

    source = open_changed(scenario, changes, output.lang)
    if output.as_json:
        answer = demand(source, lang=output.lang)
        _named(answer.stations, stations)
        output.answer(document(answer), list)
        return 0
    plan = run(source, lang=output.lang)
    chosen = _named(plan.stations, stations)
    output.answer({}, lambda: demand_lines(plan, lang=output.lang, width=output.width, stations=chosen))
    return 0


def _named(rows: Sequence[Any], ids: Sequence[str]) -> list[Any]:
    """Return the rows of these stations.

    Raises
    ------
    UsageError
        ``E_STATION``: there is none of that id.
    """
    known = {row.id: row for row in rows}
    for station in ids:
        if station not in known:
            near = get_close_matches(station, list(known), n=3, cutoff=0.0)
            raise UsageError([Issue("E_STATION", values={"got": station, "nearest": near})])
    return [known[station] for station in ids]


def compare_weights(output: Output, scenario: str, write: Path | None) -> int:
    """Print weights by several methods; nothing is applied."""
    from staffing.report.terminal_weights import weight_lines
    from staffing.service import weigh

    answer = weigh(locate(scenario), write=write, lang=output.lang)
    output.answer(document(answer), lambda: weight_lines(answer, lang=output.lang, width=output.width))
    return EXIT_CODES[answer.status]


def run_scenario(
    output: Output,
    *,
    scenario: str,
    changes: Changes = AS_IT_STANDS,
    backend: str = "auto",
    out: Path | None = None,
    write_model: Path | None = None,
    all_rows: bool = False,
    plan: Path | None = None,
    edits: tuple[str, ...] = (),
    plans: int | None = None,
    within: float | None = None,
    apart: int | None = None,
) -> int:
    """Solve, print, and write what was asked for; after Ctrl-C print the best plan so far and write nothing."""
    from staffing.service import appraise, asks_solver, run

    further = _further(plan, plans, within, apart)
    changed = pairs_of("--posts", edits)
    if changed and plan is not None:
        raise UsageError([Issue("E_USAGE", values={"detail": "--plan FILE | --posts ID=N"})])
    opened = open_changed(scenario, changes, output.lang)
    if write_model is not None:
        from staffing.service import write_model as write

        write(opened, write_model)
        output.say("p_wrote", path=write_model)
    cancel = threading.Event()
    with Solving(output, shown=asks_solver(opened, backend=backend)) as solving:
        answer = run(
            opened, backend=backend, lang=output.lang, progress=solving.update, cancel=cancel, **further
        )
    answer = appraise(opened, answer, changed, lang=output.lang)
    interrupted = cancel.is_set()
    files = [str(path) for path in _write_all(output, answer, out)] if out and not interrupted else []
    output.answer(answer.document(), lambda: _run_lines(output, opened, answer, files, all_rows=all_rows))
    if interrupted:
        output.say("p_cancelled")
    return INTERRUPTED if interrupted else EXIT_CODES[answer.status]


def _further(plan: Path | None, plans: int | None, within: float | None, apart: int | None) -> dict[str, Any]:
    """Return what is asked for beside the plan: a plan made by hand, other good plans."""
    asked: dict[str, Any] = {} if plan is None else {"plan": plan}
    if plans is None:
        if within is not None or apart is not None:
            raise UsageError([Issue("E_USAGE", values={"detail": "--plans K [--within SHARE] [--apart N]"})])
        return asked
    given = {"plans": plans, "within": within, "apart": apart}
    return {**asked, **{name: value for name, value in given.items() if value is not None}}


def _run_lines(output: Output, opened: Any, answer: Run, files: list[str], *, all_rows: bool) -> list[str]:
    from staffing.report.terminal import run_lines
    from staffing.service import read_out

    reading = read_out(opened, answer)
    return run_lines(answer, reading, lang=output.lang, width=output.width, files=files, all_rows=all_rows)


def _write_all(output: Output, answer: Run, out: Path) -> list[Path]:
    """Write ``result.json``, ``plan.xlsx`` and ``report.html``."""
    from staffing.report import FORMATS
    from staffing.service.storing import write_bytes, write_result

    written = [write_result(answer, out / "result.json")]
    for name, form in (("plan.xlsx", "xlsx"), ("report.html", "html")):
        written.append(write_bytes(out / name, FORMATS[form](answer, output.lang)))
    return written


def ask(
    output: Output,
    scenario: str,
    *,
    changes: Changes = AS_IT_STANDS,
    add: int | None = None,
    cut: int | None = None,
    delta: int | None = None,
    category: str | None = None,
    mode: str = "reapportion",
    max_transfers: int | None = None,
) -> int:
    """Answer "add or cut N"."""
    from staffing.report.terminal_whatif import whatif_lines
    from staffing.service import what_if, what_if_asks_solver

    given = [n for n in (add, -cut if cut is not None else None, delta) if n is not None]
    if len(given) != 1:
        raise UsageError([Issue("E_USAGE", values={"detail": "--add N | --cut N | --delta=N"})])
    opened = open_changed(scenario, changes, output.lang)
    with Solving(output, shown=what_if_asks_solver(opened, category)) as solving:
        answer = what_if(
            opened,
            given[0],
            category=category,
            mode=mode,
            max_transfers=max_transfers,
            modes=not output.as_json,
            lang=output.lang,
            progress=solving.update,
        )
    output.answer(
        document(answer),
        lambda: whatif_lines(
            answer,
            names={station.id: station.name for station in opened.scenario.stations},
            categories={category.id: category.name for category in opened.scenario.categories},
            floors=dict(zip(opened.totals.ids, opened.totals.lower, strict=True)),
            lang=output.lang,
            width=output.width,
        ),
    )
    return EXIT_CODES[answer.status]


def run_batch(output: Output, *, scenarios: tuple[str, ...], workers: int, resume: bool, out: Path) -> int:
    """Solve many scenarios with progress on a terminal."""
    from staffing.report.summary import write_summary
    from staffing.report.terminal_answers import comparison_lines
    from staffing.service import batch

    paths = [locate(name) for name in scenarios]
    with Progress(output) as progress:
        answer = batch(paths, out, workers=workers, resume=resume, lang=output.lang, progress=progress.update)
    write_summary(answer, out)
    output.answer(document(answer), lambda: comparison_lines(answer, lang=output.lang, width=output.width))
    return exit_code(answer)


def verify_result(output: Output, result: str, scenario: str, *, changes: Changes = AS_IT_STANDS) -> int:
    """Recompute a stored result; exit code 1 where it disagrees."""
    from staffing.report.terminal_answers import verification_lines
    from staffing.service import verify

    answer = verify(result, open_changed(scenario, changes, output.lang), lang=output.lang)
    output.answer(document(answer), lambda: verification_lines(answer, lang=output.lang, width=output.width))
    return 0 if answer.verified else 1


def make_template(output: Output, file: Path) -> int:
    """Write an empty workbook."""
    from staffing.io.writing.template import write_template

    write_template(file, output.lang)
    output.answer(
        {"status": "VALID", "files": [str(file)]}, lambda: [text("p_wrote", output.lang, path=file)]
    )
    return 0


def export_scenario(output: Output, scenario: str, file: Path) -> int:
    """Write a scenario as a workbook."""
    from staffing.io.scenario_file import load
    from staffing.io.writing.write_workbook import export

    lost = export(load(locate(scenario)), file, output.lang)
    for issue in lost:
        click.echo(issue.line(output.lang), err=True)
    output.answer(
        {
            "status": "VALID",
            "files": [str(file)],
            "warnings": [issue.document(output.lang) for issue in lost],
        },
        lambda: [text("p_wrote", output.lang, path=file)],
    )
    return 0


def serve_http(output: Output, host: str, port: int, scenarios: Path | None) -> int:
    """Serve until interrupted; the server is named by string, so this package never imports it."""
    import uvicorn

    folder = scenarios or shipped_scenarios()
    if folder is not None:
        os.environ["STAFFING_SCENARIOS"] = str(folder)
    os.environ["STAFFING_LANG"] = output.lang
    output.say("p_serving", host=host, port=port)
    uvicorn.run(
        "staffing_api.app:create_app_from_env",
        factory=True,
        host=host,
        port=port,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=SHUTDOWN_S,
    )
    return 0


def demonstrate(output: Output) -> int:
    """Run the example: the plan, one add/cut question, the report."""
    folder = shipped_scenarios()
    if folder is None:
        raise InputError([Issue("E_SCENARIO", values={"got": EXAMPLE, "known": "-"})])
    path = folder / EXAMPLE
    output.say("p_demo", path=path)
    code = run_scenario(output, scenario=str(path), out=Path("out"))
    click.echo()
    asked = ask(output, str(path), cut=4, mode="increment")
    click.echo()
    output.say("p_demo_next", command="staffing check | run | whatif | compare ... --help")
    return max(code, asked)
