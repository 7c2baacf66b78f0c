"""比较: two to four plans beside the present one, where they differ, and what each comes to."""

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from staffing.errors import InputError
from staffing.models.comparison import Comparison
from staffing.models.run import IssueDocument, Run
from staffing.report import tables
from staffing.report.chart_parts import Spec, title_of
from staffing.report.comparison_chart import comparison_chart
from staffing.report.comparison_rows import comparison_sentence, fact_rows, same_stations, station_rows
from staffing.service.comparing import Answer, side_by_side
from staffing.service.record import issue_documents
from staffing_api.workbench.screens.columns import Column, base_of, name_of, proposals, read_columns
from staffing_api.workbench.state import State
from staffing_api.workbench.view import MovedError, View, planned_frame

MOST: Final = 4
"""Columns beside the base."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: what it is called, where it leads, what is wrong with it."""

    name: str
    open: str
    """Address of its plan; empty: there is none."""
    remove: str
    """Address without it; empty for the base."""
    base: str
    """Address with it as the base; empty where it cannot be."""
    issues: Sequence[IssueDocument] = ()
    why: Sequence[str] = ()
    """Rules that leave no plan, or that it breaks."""


async def show(view: View) -> Mapping[str, Any]:
    """Return the plans side by side; what was refused says so in its column."""
    run = await view.run()
    columns = (await read_columns(view))[:MOST]
    queries = tuple(column.query for column in columns)
    if queries != view.state.columns:
        raise MovedError(view.state.with_(columns=queries))
    found, answers = await _compared(view, columns)
    frame = await planned_frame(view, run)
    chart = comparison_chart(found, view.lang) if columns else None
    return {
        **frame,
        "template": "compare.html",
        "answer": comparison_sentence(found, tables.noun(run, view.lang), view.lang),
        "heads": _heads(view, columns, answers),
        "others": await _others(view) if len(columns) < MOST else [],
        "present": found.in_post,
        "facts": fact_rows(found, view.lang),
        "rows": station_rows(found),
        "same": same_stations(found),
        "pictures": []
        if chart is None
        else [(title_of(chart), view.state.with_(station="").url("pictures/comparison.svg"))],
        "offers": await _offers(view, run, frame["strip"], queries),
        "most": MOST,
        "link": view.state.with_(station="").url("compare"),
        "command": _command(view, base_of(view.state), columns),
    }


async def _others(view: View) -> list[tuple[str, str]]:
    """Return name and title of the other scenarios of the server."""
    names = sorted(set(view.bench.library.paths()) - {view.state.scenario})
    return [(name, await name_of(view, State(scenario=name, lang=view.lang))) for name in names]


async def picture(view: View) -> Spec | None:
    """Return the chart of the address; None where there is nothing to compare."""
    found, _ = await _compared(view, (await read_columns(view))[:MOST])
    return comparison_chart(found, view.lang)


async def _compared(view: View, columns: Sequence[Column]) -> tuple[Comparison, list[tuple[str, Answer]]]:
    """Return the base and the columns side by side, and each with its name."""
    base = base_of(view.state)
    answers: list[tuple[str, Answer]] = [(await name_of(view, base), await _answer(view, base))]
    for column in columns:
        if column.state is None:
            answers.append((column.query, column.refused or InputError([])))
        else:
            answers.append((await name_of(view, column.state), await _answer(view, column.state)))
    return side_by_side(answers, view.lang), answers


async def _answer(view: View, state: State) -> Answer:
    try:
        if not state.delta:
            return await view.bench.by_hand(state)
        return await view.bench.what_if(state, modes=False)
    except InputError as error:
        return error


def _heads(view: View, columns: Sequence[Column], answers: Sequence[tuple[str, Answer]]) -> list[Head]:
    base = base_of(view.state)
    heads = []
    for column, (name, answer) in zip((None, *columns), answers, strict=True):
        state = base if column is None else column.state
        others = tuple(other.query for other in columns if other is not column)
        is_plan = column is not None and state is not None and not state.delta
        heads.append(
            Head(
                name=name,
                open="" if state is None else state.url("whatif" if state.delta else "plan"),
                remove="" if column is None else view.state.url("compare", columns=others),
                base=state.with_(columns=(base.column(), *others)).url("compare")
                if state and is_plan
                else "",
                issues=issue_documents(list(answer.issues), view.lang)
                if isinstance(answer, InputError)
                else (),
                why=_why(view, answer),
            )
        )
    return heads


def _why(view: View, answer: Answer) -> list[str]:
    """Return the rules that leave no plan, or that a plan made by hand breaks."""
    if isinstance(answer, InputError):
        return [rule["text"] for rule in answer.conflict]
    hand = answer.evaluation if isinstance(answer, Run) else None
    if hand is not None:
        return [view.say("p_breaks_rule", rule=rule.text) for rule in hand.broken]
    return [rule.text for rule in answer.conflict or ()]


async def _offers(
    view: View, run: Run, strip: Mapping[str, Any], queries: tuple[str, ...]
) -> list[tuple[str, str]]:
    """Return name and address of further columns; none where there is no more room."""
    if len(queries) >= MOST:
        return []
    shown = {base_of(view.state).column(), *queries}
    found: dict[str, str] = {}
    for state in await proposals(view, run, strip):
        query = state.column()
        if query not in shown and query not in found:
            found[query] = await name_of(view, state)
    return [(name, view.state.url("compare", columns=(*queries, query))) for query, name in found.items()]


def _command(view: View, base: State, columns: Sequence[Column]) -> str | None:
    """Return the command line that gives the same figures; None where there is none."""
    states = [base, *(column.state for column in columns)]
    words = []
    for state in states:
        if state is None or state.posts or state.delta:
            return None
        words.append(shlex.join(shlex.split(view.command("run", state=state))[2:]))
    return shlex.join(["staffing", "compare", *words])
