"""The sums of a task ledger on the terminal."""

from staffing.messages import Lang, text
from staffing.messages.spans import period_text
from staffing.models.ledger import TaskAnswer, TaskRow
from staffing.report.lines import Column, table, wrap
from staffing.report.terminal import warning_lines

SHOWN = 60
"""Rows shown unless all are asked for."""


def task_lines(answer: TaskAnswer, *, lang: Lang, width: int, all_rows: bool = False) -> list[str]:
    """Return hours and points beside each other, and the totals of all rows."""
    span = period_text(f"{answer.months[0]}..{answer.months[-1]}", lang) if answer.months else "-"
    shown = answer.sums if all_rows or len(answer.sums) <= SHOWN else answer.sums[:SHOWN]
    headings = [Column(title(column, lang), right=False) for column in answer.by]
    headings += [Column(text(f"l_{key}", lang)) for key in ("rows", "hours", "points")]
    rows = [[*(word or text("l_blank", lang) for word in row.key.values()), *_figures(row)] for row in shown]
    foot = [text("total", lang), *[""] * (len(answer.by) - 1), *_figures(answer.total)]
    lines = [*wrap("", text("l_title", lang, span=span), width), "", *table(headings, rows, foot)]
    if len(shown) < len(answer.sums):
        lines += ["", text("l_more", lang, count=len(answer.sums) - len(shown))]
    return [*lines, *warning_lines(answer.warnings, lang, width)]


def title(column: str, lang: Lang) -> str:
    """Return what a column of the ledger is called."""
    return text("station" if column == "station" else f"l_{column}", lang)


def _figures(row: TaskRow) -> list[str]:
    return [f"{row.rows:,}", f"{row.hours:,.2f}", f"{row.points:,.2f}"]
