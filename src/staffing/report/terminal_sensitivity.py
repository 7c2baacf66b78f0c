"""``staffing sensitivity`` on the terminal: the interval of each weight, and the tightest near misses."""

from collections.abc import Mapping

from staffing.messages import Lang, text
from staffing.models.sensitivity import Draws, Sensitivity
from staffing.report.draws_rows import draws_rows, draws_sentences, draws_terms
from staffing.report.lines import Column, fitted, wrap
from staffing.report.sensitivity_rows import SHOWN, near_miss_rows, no_weights, weight_rows
from staffing.report.terminal import warning_lines

_DRAWS = ("fewer", "more", "range", "median", "mean", "extremes")
"""Columns of a station's draws, by the keys of their headings."""


def sensitivity_lines(answer: Sensitivity, *, names: Mapping[str, str], lang: Lang, width: int) -> list[str]:
    """Return what ``staffing sensitivity`` prints; ``names`` are those of the stations by id."""
    lines = [text("s_title", lang, name=answer.name), "", text("s_weights", lang)]
    headings = [
        Column(text("driver", lang), right=False),
        Column(text("weight", lang)),
        Column(text("s_from", lang)),
        Column(text("s_to", lang)),
        Column(text("s_below", lang), right=False),
        Column(text("s_above", lang), right=False),
    ]
    rows = [
        [row.driver, row.weight, row.low, row.high, _plain(row.below), _plain(row.above)]
        for row in weight_rows(answer, names, lang)
    ]
    if answer.unanswered:
        lines = [lines[0], ""]
        for issue in answer.unanswered:
            lines += wrap("", text("s_unanswered", lang, message=issue.message), width)
    else:
        lines += fitted(headings, rows, width=width, spare=()) if rows else [no_weights(answer, lang)]
    misses = near_miss_rows(answer, names, lang)
    if misses:
        headings = [
            Column(text("station", lang), right=False),
            Column(text("driver", lang), right=False),
            Column(text("s_count", lang)),
            Column(text("s_change", lang)),
            Column(text("s_share", lang)),
            Column(text("s_shift", lang), right=False),
        ]
        found = [
            [row.name, row.driver, row.count, row.change, row.share, _plain(row.moves)] for row in misses
        ]
        lines += ["", text("s_near_misses", lang), *fitted(headings, found, width=width, spare=(2,))]
    if answer.draws is not None:
        lines += ["", *draws_lines(answer.draws, names=names, lang=lang, width=width)]
    return lines + warning_lines(answer.warnings, lang, width)


def draws_lines(answer: Draws, *, names: Mapping[str, str], lang: Lang, width: int) -> list[str]:
    """Return what chance does to the plan: the answer, what it takes for granted, the stations that change."""
    lines = [text("s_draws", lang, draws=f"{answer.draws:,}")]
    for sentence in (*draws_sentences(answer, lang), *draws_terms(answer, lang)):
        lines += wrap("", sentence, width)
    rows = draws_rows(answer, names)
    if rows:
        headings = [
            Column(text("station", lang), right=False),
            *(Column(text(key, lang)) for key in ("allocation", *(f"s_draws_{key}" for key in _DRAWS))),
        ]
        cells = [
            [row.name, row.allocation, row.fewer, row.more, row.range, row.median, row.mean, row.extremes]
            for row in rows[:SHOWN]
        ]
        lines += ["", *fitted(headings, cells, width=width, spare=(6, 7, 5))]
    if len(rows) > SHOWN:
        lines += wrap("", text("s_draws_unshown", lang, count=len(rows) - SHOWN), width)
    steady = len(answer.stations) - len(rows)
    if rows and steady:
        lines += wrap("", text("s_draws_steady", lang, count=steady), width)
    return lines


def _plain(moves: str) -> str:
    """Return what moves without the arrow that some terminals draw two cells wide."""
    return moves.replace("→", "->")
