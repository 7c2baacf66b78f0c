"""``staffing sensitivity`` on the terminal: the interval of each weight, and the tightest near misses."""

from collections.abc import Mapping

from staffing.messages import Lang, text
from staffing.models.sensitivity import Sensitivity
from staffing.report.lines import Column, fitted
from staffing.report.sensitivity_rows import near_miss_rows, no_weights, weight_rows
from staffing.report.terminal import warning_lines


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
    return lines + warning_lines(answer.warnings, lang, width)


def _plain(moves: str) -> str:
    """Return what moves without the arrow that some terminals draw two cells wide."""
    return moves.replace("→", "->")
