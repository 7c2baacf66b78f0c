"""``staffing standards`` on the terminal: what was read as what, what does not count, and the proposals."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from staffing.messages import Lang, text
from staffing.models.measured import Clock, Figures, Measured, MeasuredActivity, ProposedStandard
from staffing.report.lines import Column, fitted, wrap
from staffing.report.terminal import warning_lines

_MOST_NAMES: Final = 3
_MOST_ROWS: Final = 60


def measured_lines(answer: Measured, *, lang: Lang, width: int) -> list[str]:
    """Return the answer in words: source, rows, activities, units, warnings."""
    values = {"file": answer.file, "rows": f"{answer.rows:,}", "items": f"{answer.items:,}"}
    lines = [text(f"ms_head_{answer.kind}", lang, **values)]
    taken = [" ".join((text(f"ms_role_{role}", lang), title)) for role, title in answer.columns.items()]
    lines += wrap(text("ms_columns", lang), ("、" if lang == "zh" else ", ").join(taken), width)
    days = text("ms_days", lang, first=answer.first_day, last=answer.last_day)
    chosen = [f"{name}={value}" for name, value in answer.where.items()]
    lines += wrap("", " · ".join([days, *chosen, _clock(answer, lang)]), width)
    lines += ["", *_rows(answer, lang, width), "", *_activities(answer, lang, width)]
    if answer.units:
        lines += ["", *_units(answer, lang, width)]
    lines += ["", *wrap("", text(f"ms_range_{answer.range}", lang), width)]
    lines += wrap("", text("ms_note", lang), width)
    if any(row.split is not None for row in answer.activities):
        lines += wrap("", text("ms_split_note", lang), width)
    lines += [text("p_wrote", lang, path=path) for path in answer.files_written]
    return [*lines, *warning_lines(answer.warnings, lang, width)]


def _clock(answer: Measured, lang: Lang) -> str:
    if answer.clock is Clock.ELAPSED:
        return text("ms_clock_elapsed", lang)
    days = text("ms_workdays" if answer.workdays else "ms_every_day", lang)
    return text("ms_clock_working", lang, days=days, hours=answer.hours or "0-24", zone=answer.zone)


def _rows(answer: Measured, lang: Lang, width: int) -> Sequence[str]:
    """Return what became of every row."""
    heads = [
        Column(text("ms_left", lang), right=False),
        Column(text("ms_rows", lang)),
        Column(text("ms_share", lang)),
        Column("", right=False),
    ]
    rows = [[text("ms_used", lang), f"{answer.used:,}", f"{answer.used / answer.rows:.1%}", ""]]
    for left in answer.left_out:
        names = [f"{name} {count:,}" for name, count in list(left.names.items())[:_MOST_NAMES]]
        more = "..." if len(left.names) > _MOST_NAMES else ""
        shown = ", ".join(names) + more
        rows.append([text(f"ms_left_{left.reason}", lang), f"{left.rows:,}", f"{left.share:.1%}", shown])
    total = [text("total", lang), f"{answer.rows:,}", f"{1:.1%}", ""]
    return fitted(heads, rows, total, width=width, spare=(3,))


def _hours(value: float | None) -> str:
    """Write hours with three significant digits, as they are proposed."""
    if value is None:
        return "-"
    return f"{Decimal(f'{value:.3g}'):f}"


def _figures(found: Figures) -> list[str]:
    return [
        _hours(found.median),
        f"{_hours(found.first_quartile)}~{_hours(found.third_quartile)}",
        _hours(found.trimmed_mean),
    ]


def _heads(answer: Measured, lang: Lang) -> list[Column]:
    names = ("ms_samples", "ms_cases", "ms_median", "ms_quartiles", "ms_mean")
    heads = [
        Column(text("ms_role_activity", lang), right=False),
        *(Column(text(name, lang)) for name in names),
    ]
    if any(row.split is not None for row in answer.activities):
        heads.append(Column(text("ms_split", lang)))
    return heads


def _cells(row: MeasuredActivity) -> list[str]:
    cells = [row.activity, f"{row.samples:,}", "-" if row.cases is None else f"{row.cases:,}"]
    return [*cells, *_figures(row.plain), *([] if row.split is None else [_hours(row.split.median)])]


def _activities(answer: Measured, lang: Lang, width: int) -> Sequence[str]:
    proposed = {row.activity: _proposal(row) for row in answer.standards}
    heads = [*_heads(answer, lang), Column(text("ms_proposed", lang))]
    rows = [
        [*_cells(row), proposed.get(row.activity, text("ms_no_proposal", lang))]
        for row in answer.activities[:_MOST_ROWS]
    ]
    lines = fitted(heads, rows, width=width, spare=(2, 5))
    more = len(answer.activities) - _MOST_ROWS
    return [*lines, *([f"... (+{more})"] if more > 0 else [])]


def _proposal(row: ProposedStandard) -> str:
    bounds = "" if row.low is None else f" [{_hours(row.low)}~{_hours(row.high)}]"
    return _hours(row.unit_hours) + bounds


def _units(answer: Measured, lang: Lang, width: int) -> Sequence[str]:
    heads = [Column(text("ms_unit", lang), right=False), *_heads(answer, lang)]
    rows = [[row.unit or "", *_cells(row)] for row in answer.units[:_MOST_ROWS]]
    lines = fitted(heads, rows, width=width, spare=(3, 6))
    more = len(answer.units) - _MOST_ROWS
    return [*lines, *([f"... (+{more})"] if more > 0 else [])]
