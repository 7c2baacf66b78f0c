"""``staffing compare``: scenarios side by side, each column a scenario with changes of its own."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from staffing.cli.choosing import Changes, locate, opened
from staffing.cli.output import Output, exit_code
from staffing.cli.parameters import column
from staffing.errors import InputError, Issue, UsageError
from staffing.messages import Lang
from staffing.models.run import Run, document

if TYPE_CHECKING:
    from staffing.models.comparison import Comparison
    from staffing.service import Opened


def compare_scenarios(
    output: Output,
    *,
    scenarios: tuple[str, ...],
    methods: bool,
    normalisations: bool,
    all_rows: bool,
    out: Path | None = None,
) -> int:
    """Set scenarios, methods or normalisations side by side; write what was asked for."""
    from staffing.report.terminal_answers import comparison_lines
    from staffing.service import compare_methods, compare_normalisations
    from staffing.service.comparing import side_by_side

    if (methods or normalisations) and (len(scenarios) != 1 or (methods and normalisations)):
        raise UsageError([Issue("E_USAGE", values={"detail": "SCENARIO... | --methods | --normalisations"})])
    if out is not None:
        _refuse_unknown(out)
    if methods:
        answer = compare_methods(_chosen(scenarios[0], output.lang), lang=output.lang)
    elif normalisations:
        answer = compare_normalisations(_chosen(scenarios[0], output.lang), lang=output.lang)
    else:
        answer = side_by_side([_solved(words, output.lang) for words in scenarios], output.lang)
    lines = lambda: comparison_lines(answer, lang=output.lang, width=output.width, all_rows=all_rows)  # noqa: E731
    files = [] if out is None else [str(_write(answer, out, output.lang))]
    output.answer({**document(answer), **({"files": files} if files else {})}, lines)
    for file in files:
        output.say("p_wrote", path=file)
    return exit_code(answer)


def _refuse_unknown(out: Path) -> None:
    from staffing.report.comparison_file import FILES

    if out.suffix.lower() not in FILES:
        values = {"name": "--out", "got": out.suffix or out.name, "known": ", ".join(FILES)}
        raise UsageError([Issue("E_OPTION", values=values)])


def _write(answer: "Comparison", out: Path, lang: Lang) -> Path:
    from staffing.report.comparison_file import FILES
    from staffing.service.storing import write_bytes

    return write_bytes(out, FILES[out.suffix.lower()](answer, lang))


def _solved(words: str, lang: Lang) -> tuple[str, Run | InputError]:
    """Return what stands in one column: a run, or why there is none."""
    from staffing.service.comparing import solved

    try:
        return solved(words, _chosen(words, lang), lang=lang)
    except InputError as error:
        return words, error


def _chosen(words: str, lang: Lang) -> "Path | Opened":
    """Return the scenario of one column: ``qingxiu``, or ``"qingxiu --method adams"``.

    Raises
    ------
    InputError
        The scenario or a change is refused.
    """
    if " " not in words.strip() or locate(words).exists():
        return locate(words)
    try:
        parts = shlex.split(words)
    except ValueError as error:
        raise UsageError([Issue("E_USAGE", values={"detail": f"{words}: {error}"})]) from None
    given = column.make_context("compare", parts).params
    return opened(given.pop("scenario"), Changes(**given), lang)
