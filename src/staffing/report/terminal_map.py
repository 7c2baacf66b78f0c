"""``staffing map`` on the terminal: what a table is taken for, and the counts that come of it."""

from collections.abc import Sequence
from typing import Final

from staffing.messages import Lang, text
from staffing.models.answers import Mapping
from staffing.report.lines import Column, fitted, wrap
from staffing.report.terminal import warning_lines

_MOST_ROWS: Final = 30
_ROLES: Final = (
    "station",
    "day",
    "number",
    "driver",
    "id",
    "name",
    "parent",
    "minimum",
    "maximum",
    "in_post",
    "class",
)


def proposal_lines(answer: Mapping, *, lang: Lang, width: int) -> list[str]:
    """Return the columns, each with what it is taken for and why, and the mapping that follows."""
    key = "m_tickets" if answer.kind == "tickets" else "m_wide"
    lines = [text(key, lang, file=answer.file, rows=answer.rows, stations=answer.stations), ""]
    heads = [
        Column(text(f"m_{name}", lang), right=False) for name in ("column", "role", "reason", "examples")
    ]
    rows = [
        [
            column.title,
            text(f"m_role_{column.role}" if column.role in _ROLES else "m_role_none", lang),
            text(f"m_reason_{column.reason}", lang),
            " | ".join(column.examples),
        ]
        for column in answer.columns
    ]
    lines += fitted(heads, rows, width=width, spare=())
    if answer.periods:
        months = ", ".join(f"{month} {rows}" for month, rows in answer.periods.items())
        lines += ["", *wrap(text("m_periods", lang) + "  ", months, width)]
    return [*lines, "", text("m_mapping", lang), *_yaml_lines(answer.mapping)]


def _yaml_lines(mapping: dict[str, object]) -> list[str]:
    """Return the mapping much as it will stand in the file."""
    lines = []
    for key, value in mapping.items():
        if isinstance(value, dict):
            lines.append(f"  {key}:")
            shown = list(value.items())
            lines += [f"    {name}: {_plain(inner)}" for name, inner in shown[:_MOST_ROWS]]
            lines += [f"    … ({len(shown)})"] if len(shown) > _MOST_ROWS else []
        elif isinstance(value, list | tuple):
            lines.append(f"  {key}:")
            for item in value:
                marks = ["- ", *["  "] * len(item)]
                lines += [
                    f"  {mark}{name}: {_plain(inner)}"
                    for mark, (name, inner) in zip(marks, item.items(), strict=False)
                ]
        else:
            lines.append(f"  {key}: {_plain(value)}")
    return lines


def _plain(value: object) -> str:
    return "null" if value is None else str(value)


def counts_lines(answer: Mapping, *, lang: Lang, width: int) -> list[str]:
    """Return the counts by station and driver, or what is wrong or still missing."""
    lines = [text("p_wrote", lang, path=path) for path in answer.files]
    if answer.counts:
        lines += ["", *_counts(answer, lang, width)]
    if answer.missing:
        lines += wrap("", text("m_missing", lang, names=", ".join(answer.missing)), width)
    shown = [issue for issue in answer.issues if answer.status != "INCOMPLETE" or issue.severity == "warning"]
    return [*lines, *warning_lines(shown, lang, width)]


def _counts(answer: Mapping, lang: Lang, width: int) -> Sequence[str]:
    rows = answer.counts or ()
    drivers = list(rows[0].counts)
    periods = answer.periods_of or {}
    heads = [Column(text("id", lang), right=False), Column(text("station", lang), right=False)]
    heads += [Column(f"{name} {periods[name]}" if name in periods else name) for name in drivers]
    cells = [
        [row.id, row.name, *(f"{row.counts[name]:.15g}" for name in drivers)] for row in rows[:_MOST_ROWS]
    ]
    totals = [f"{sum(row.counts[name] for row in rows):.15g}" for name in drivers]
    lines = fitted(heads, cells, [text("total", lang), "", *totals], width=width, spare=(0,))
    more = len(rows) - _MOST_ROWS
    return [*lines, *([text("m_more", lang, count=more)] if more > 0 else [])]
