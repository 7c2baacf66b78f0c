"""How few moves reach how much of the gain, on the terminal: the answer, a line for each number of moves."""

from collections.abc import Mapping

from staffing.messages import Lang, text
from staffing.models.frontier import Frontier
from staffing.report.frontier_rows import frontier_notes, frontier_rows, frontier_sentence
from staffing.report.lines import Column, fitted, wrap
from staffing.report.terminal import rules_lines, warning_lines

BAR = 25
"""Columns of the bar that stands for the whole gain."""


def frontier_lines(answer: Frontier, *, names: Mapping[str, str], lang: Lang, width: int) -> list[str]:
    """Return what ``staffing whatif --frontier`` prints; ``names`` are those of the stations by id."""
    lines = [text("f_title", lang, name=answer.name)]
    lines += wrap("", frontier_sentence(answer, lang), width)
    if not answer.points:
        return [*lines, *rules_lines(answer.conflict or (), answer.relaxations or (), lang, width)]
    rows = frontier_rows(answer, names, lang)
    headings = [
        Column(text("f_moves", lang)),
        Column(_plain(text("f_who", lang)), right=False),
        Column(text("f_share", lang)),
        Column(text("f_added", lang)),
        Column(text("ratio", lang)),
        Column(text("imbalance", lang)),
        Column(text("f_left", lang), right=False),
    ]
    cells = [
        [
            str(row.point.transfers),
            _plain(row.who),
            row.share,
            row.added,
            row.ratio,
            row.imbalance,
            "" if row.left is None else "#" * round(BAR * row.left / 100),
        ]
        for row in rows
    ]
    lines += ["", *fitted(headings, cells, width=width, spare=(6, 3, 5))]
    if len(rows) < len(answer.points):
        lines += wrap("", text("f_shown", lang, shown=len(rows), all=len(answer.points)), width)
    for note in frontier_notes(answer, lang):
        lines += wrap("", note, width)
    return lines + warning_lines(answer.warnings, lang, width)


def _plain(pair: str) -> str:
    """Return a move without the arrow that some terminals draw two cells wide."""
    return pair.replace(" → ", " -> ").replace("→", " -> ")
