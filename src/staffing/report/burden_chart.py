"""Chart 1: work per head before and after, as dumbbells. Who is relieved?"""

from collections.abc import Sequence
from typing import Any

from staffing.messages import Lang, text
from staffing.models.run import Run
from staffing.report.chart_parts import (
    BLUE,
    GREY,
    INK,
    MANY,
    PAPER,
    RULE,
    SHOWN,
    STEP,
    WIDE,
    Spec,
    column,
    heading,
    name_column,
    pixels,
    remarks,
    round_ticks,
    row_scale,
    sign_colour,
    specification,
    two_kinds,
    value_scale,
)
from staffing.report.figures import decimals, signed
from staffing.report.tables import PlanRow, plan_rows, ratio_after, ratio_before


def burden_chart(run: Run, lang: Lang = "zh") -> Spec | None:
    """Return work per head before and after; None without a plan or without staff in post."""
    shown, known = burden_rows(run)
    loads = [load for row in shown for load in (row.burden_in_post, row.burden) if load is not None]
    if not loads:
        return None
    names, left = name_column([row.name for row in shown])
    plot, n = WIDE - 10 - left - 148 - pixels(text("at_floor", lang), 12), len(shown)
    ticks = round_ticks(min(*loads, 1.0), max(*loads, 1.0))
    x = value_scale("load", ticks, text("r_chart_burden_axis", lang), ".2f")
    kinds = (text("r_chart_now", lang), text("r_chart_proposed", lang))
    at = {"now": plot + 45, "posts": plot + 90, "change": plot + 138, "flag": plot + 148}
    layers = [
        *_dumbbells(x, n, kinds, plot, ticks),
        column("rows", "name", -left, n),
        column("rows", "in_post", at["now"], n, align="right"),
        column("rows", "posts", at["posts"], n, align="right", fontWeight="bold"),
        column("rows", "signed", at["change"], n, align="right", colour=sign_colour()),
        column("rows", "flag", at["flag"], n, fontSize=12, color=GREY),
        heading(text("in_post", lang), at["now"], align="right"),
        heading(text("allocation", lang), at["posts"], align="right"),
        heading(text("change", lang), at["change"], align="right"),
    ]
    datasets = _data(shown, names, kinds, lang)
    title, subtitle = _title(run, len(shown), known, lang)
    return specification(title, subtitle, lang, (plot, n * STEP), datasets, layers)


def burden_rows(run: Run) -> tuple[list[PlanRow], int]:
    """Return the rows that are drawn, the heaviest load of today first, and of how many they are."""
    known = [row for row in plan_rows(run) if row.in_post is not None and row.allocation is not None]
    shown = known
    if len(known) > MANY:
        shown = sorted(known, key=lambda row: (-abs(row.change or 0), row.number))[:SHOWN]
    # Nobody in post where there is work is the heaviest load of all.
    shown = sorted(
        shown, key=lambda row: (row.in_post != 0 or not row.index, -(row.burden_in_post or 0), row.number)
    )
    return shown, len(known)


def _dumbbells(x: Spec, rows: int, kinds: Sequence[str], plot: int, ticks: Sequence[float]) -> list[Spec]:
    y = row_scale(rows)
    mean = round(plot * (1 - ticks[0]) / (ticks[-1] - ticks[0]))
    dots = {"type": "point", "filled": True, "size": 125, "opacity": 1, "strokeWidth": 1.8, "stroke": INK}
    return [
        {
            "data": {"name": "spans"},
            "mark": {"type": "rule", "strokeWidth": 2.5, "color": RULE},
            "encoding": {"y": y, "x": x, "x2": {"field": "to"}},
        },
        {
            "data": {"name": "once"},
            "mark": {"type": "rule", "strokeDash": [5, 4], "color": INK, "strokeWidth": 1.2},
            "encoding": {"x": {"value": mean}, "y": {"value": 0}, "y2": {"value": rows * STEP}},
        },
        {
            "data": {"name": "dots"},
            "mark": dots,
            "encoding": {"y": y, "x": x, "fill": two_kinds(kinds, (PAPER, BLUE))},
        },
    ]


def _data(rows: Sequence[PlanRow], names: Sequence[str], kinds: Sequence[str], lang: Lang) -> dict[str, Any]:
    table, spans, dots = [], [], []
    for place, (row, name) in enumerate(zip(rows, names, strict=True)):
        y = place + 0.5
        table.append(
            {
                "y": y,
                "name": name,
                "in_post": str(row.in_post),
                "posts": str(row.allocation),
                "change": row.change,
                "signed": signed(row.change),
                "flag": text("at_floor", lang) if row.at_floor else "",
            }
        )
        before, after = row.burden_in_post, row.burden
        if before is not None and after is not None:
            spans.append({"y": y, "load": before, "to": after})
        # The proposed state is drawn last, on top.
        pairs = zip(kinds, (before, after), strict=True)
        dots += [{"y": y, "kind": kind, "load": load} for kind, load in pairs if load is not None]
    return {"rows": table, "spans": spans, "dots": dots}


def _title(run: Run, shown: int, known: int, lang: Lang) -> tuple[str, str]:
    before, after = ratio_before(run), ratio_after(run)
    title = text("r_chart_burden_plain", lang)
    if before is not None and after is not None:
        title = text("r_chart_burden", lang, before=decimals(before), after=decimals(after))
    subtitle = text("r_chart_burden_sub", lang)
    if shown < known:
        subtitle = text("r_chart_burden_part", lang, shown=shown, all=known)
    return title, remarks(run, lang, subtitle, floors=True)
