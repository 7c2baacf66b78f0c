"""Random draws on the screen of robustness: the question, its fault at its place, the stations that change."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from staffing.errors import InputError
from staffing.models.sensitivity import Draws
from staffing.quantify.hours import counting_drivers
from staffing.report.draws_rows import draws_rows, draws_sentences, draws_terms
from staffing.service import Opened, most_at_once
from staffing_api.problems import problem
from staffing_api.workbench.view import View

USUAL: Final = 1_000
"""Draws that the form proposes."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A driver whose counts may be drawn."""

    name: str
    drawn: bool


async def draws_asked(view: View, opened: Opened, names: Mapping[str, str]) -> dict[str, Any]:
    """Return what can be asked and, where it was, the answer or its fault; nothing for a reallocation.

    Nothing is drawn unless the address says how often.
    """
    if opened.programme is not None:
        return {"draws": None}
    counting = [driver.name for driver in counting_drivers(opened.scenario)]
    if set(view.state.drawn) >= set(counting):
        view.state = view.state.with_(drawn=())
    chosen = view.state.drawn or counting
    most = most_at_once(opened.scenario)
    found = await view.bench.draws(view.state)
    faults = problem(found, view.lang)["issues"] if isinstance(found, InputError) else []
    form = {
        "number": view.state.draws or str(min(USUAL, most)),
        "most": most,
        "choices": [Choice(name, name in chosen) for name in counting],
        "faults": faults,
        "answer": _answer(view, found, names) if isinstance(found, Draws) else None,
    }
    return {"draws": form, **({"status": 422} if faults else {})}


def _answer(view: View, found: Draws, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "title": view.say("s_draws", draws=f"{found.draws:,}"),
        "terms": draws_terms(found, view.lang),
        "sentences": draws_sentences(found, view.lang),
        "rows": draws_rows(found, names),
    }


def draws_options(view: View) -> list[str]:
    """Return the options of the command line that give the same draws."""
    state = view.state
    drawn = ["--drawn", ",".join(state.drawn)] if state.draws and state.drawn else []
    return [*(["--draws", state.draws] if state.draws else []), *drawn]
