"""Chart 3: the posts around the cut line. Who is next?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from staffing.messages import Lang, text
from staffing.messages.numbers import margin_text
from staffing.models.run import LadderStep, Run
from staffing.models.what_if import WhatIf
from staffing.report.chart_parts import (
    BLUE,
    GREY,
    INK,
    PAPER,
    RUST,
    WIDE,
    Spec,
    column,
    heading,
    line,
    name_column,
    pixels,
    remarks,
    round_ticks,
    row_scale,
    specification,
    two_kinds,
    value_scale,
)
from staffing.report.figures import decimals
from staffing.report.tables import LadderRow, ladder_digits, ladder_rows, named_steps, noun


@dataclass(frozen=True, slots=True)
class _Cut:
    """A line between two posts."""

    below: int
    """Order of the post above it."""
    label: str
    is_old: bool = False


def ladder_chart(run: Run, lang: Lang = "zh") -> Spec | None:
    """Return the posts around the cut line; None where the method has no ladder or there is no plan."""
    if run.allocated is None:
        return None
    return _picture(run, ladder_rows(run), [_cut(run.allocated, run.cap, lang)], lang)


def whatif_ladder_chart(
    run: Run, answer: WhatIf, line_of_posts: Sequence[LadderStep], lang: Lang = "zh"
) -> Spec | None:
    """Return the posts around the cut line of an add or a cut, and where the line was; None where there are none.

    Parameters
    ----------
    line_of_posts
        What :func:`staffing.service.cut_line` returned.
    """
    if answer.before is None or answer.after is None:
        return None
    rows = named_steps(run, line_of_posts)
    old, new = sum(answer.before.values()), sum(answer.after.values())
    cuts = [_cut(new, answer.cap_after, lang)]
    if rows and rows[0].order <= old < rows[-1].order and old != new:
        cuts.append(_Cut(old, text("r_chart_cap_before", lang, cap=old), is_old=True))
    return _picture(run, rows, cuts, lang)


def _cut(placed: int, cap: int, lang: Lang) -> _Cut:
    if placed < cap:
        return _Cut(placed, text("r_chart_placed", lang, placed=placed))
    return _Cut(placed, text("r_chart_cap", lang, cap=cap))


def _picture(run: Run, rows: Sequence[LadderRow], cuts: Sequence[_Cut], lang: Lang) -> Spec | None:
    priorities = [row.priority for row in rows if row.priority is not None]
    if not priorities:
        return None
    names, widest = name_column([row.name for row in rows])
    n, step = len(rows), 25
    steps = [f"{row.posts_before} → {row.posts_after}" for row in rows]
    orders = max(pixels(str(row.order)) for row in rows) + 24
    left = orders + widest + max(map(pixels, steps)) + 16
    plot = WIDE - 10 - left - 20
    ticks = round_ticks(min(priorities), max(priorities) + (max(priorities) - min(priorities)) * 0.15)
    kinds = (text("r_given", lang), text("r_not_given", lang))
    title = text("r_chart_ladder_axis", lang, priority=text(f"r_priority_{run.method}", lang))
    form = ".2f" if ticks[1] - ticks[0] >= 0.0099 else ".4f"
    datasets = _ladder_data(rows, names, steps, ticks, kinds, lang)
    layers = [
        *_rungs(value_scale("priority", ticks, title, form), n, kinds),
        column("rows", "order", -left, n),
        column("rows", "name", orders - left, n),
        column("rows", "step", -14, n, align="right"),
        *(part for cut in cuts for part in _cut_line(rows, cut, (-left, plot), step)),
        heading(text("order", lang), -left),
        heading(noun(run, lang), orders - left),
        heading(text("step", lang), -14, align="right"),
    ]
    subtitle = remarks(run, lang, text("r_chart_ladder_sub", lang))
    return specification(_ladder_title(rows, lang), subtitle, lang, (plot, n * step), datasets, layers)


def _rungs(x: Spec, rows: int, kinds: Sequence[str]) -> list[Spec]:
    y = row_scale(rows)
    dots = {"type": "point", "filled": True, "size": 120, "opacity": 1, "strokeWidth": 1.8, "stroke": INK}
    figures = {"type": "text", "align": "left", "dx": 11, "fontSize": 12}
    return [
        {
            "data": {"name": "dots"},
            "mark": {"type": "rule", "strokeDash": [1, 3], "color": "#8c8c8c"},
            "encoding": {"y": y, "x": {**x, "field": "from"}, "x2": {"field": "priority"}},
        },
        {
            "data": {"name": "dots"},
            "mark": dots,
            "encoding": {"y": y, "x": x, "fill": two_kinds(kinds, (BLUE, PAPER))},
        },
        {
            "data": {"name": "dots"},
            "mark": figures,
            "encoding": {"y": y, "x": x, "text": {"field": "shown"}},
        },
    ]


def _ladder_data(
    rows: Sequence[LadderRow],
    names: Sequence[str],
    steps: Sequence[str],
    ticks: Sequence[float],
    kinds: Sequence[str],
    lang: Lang,
) -> dict[str, Any]:
    table, dots = [], []
    digits = ladder_digits(rows)
    for place, (row, name, step) in enumerate(zip(rows, names, steps, strict=True)):
        first = "" if row.priority is not None else f" {text('r_first', lang)}"
        table.append({"y": place + 0.5, "order": str(row.order), "name": name + first, "step": step})
        if row.priority is not None:
            kind = kinds[0] if row.given else kinds[1]
            dots.append(
                {
                    "y": place + 0.5,
                    "from": ticks[0],
                    "priority": row.priority,
                    "shown": decimals(row.priority, digits),
                    "kind": kind,
                }
            )
    return {"rows": table, "dots": dots}


def _cut_line(rows: Sequence[LadderRow], cut: _Cut, x: tuple[int, int], step: int) -> list[Spec]:
    y = sum(row.order <= cut.below for row in rows) * step
    colour, thickness, weight = (GREY, 1, "normal") if cut.is_old else (RUST, 2.5, "bold")
    return [
        line(x, y, colour, thickness),
        heading(cut.label, x[1], align="right", y=y - 5, color=colour, fontWeight=weight),
    ]


def _ladder_title(rows: Sequence[LadderRow], lang: Lang) -> str:
    last = next((row for row in reversed(rows) if row.given), None)
    coming = next((row for row in rows if not row.given), None)
    if last is None:
        return (
            "" if coming is None else text("r_chart_ladder_next", lang, next=coming.order, loser=coming.name)
        )
    if coming is None:
        return text("r_chart_ladder_last", lang, last=last.order, winner=last.name)
    names = {"last": last.order, "winner": last.name, "next": coming.order, "loser": coming.name}
    if last.priority is None or coming.priority is None or last.priority == coming.priority:
        key = "r_chart_ladder_tie" if last.priority == coming.priority else "r_chart_ladder_plain"
        return text(key, lang, **names)
    margin = margin_text((last.priority - coming.priority) / last.priority)
    return text("r_chart_ladder", lang, margin=margin, **names)
