"""Chart 8: staff in post over required posts. Where is the pressure?"""

from collections.abc import Sequence
from typing import Any, Final

from staffing.messages import Lang, text
from staffing.models.run import Run
from staffing.models.work import Pressure
from staffing.report.chart_parts import (
    BLUE,
    INK,
    MANY,
    PAPER,
    RUST,
    SHOWN,
    STEP,
    WIDE,
    Spec,
    column,
    heading,
    name_column,
    remarks,
    round_ticks,
    row_scale,
    specification,
    value_scale,
)
from staffing.report.figures import decimals
from staffing.report.work_text import enough_sentence

COLOURS: Final = {
    Pressure.SEVERE: RUST,
    Pressure.HIGH: "#dd9a74",
    Pressure.BALANCED: "#c8c8c8",
    Pressure.LOW: "#8fb0cc",
    Pressure.SLACK: BLUE,
}
"""From rust, too few, to blue, too many; the word stands beside each bar."""


def work_chart(run: Run, lang: Lang = "zh") -> Spec | None:
    """Return the ratio of every station, the most pressed first; None where it is not known."""
    if run.work is None or run.work.total is None:
        return None
    names = {station.id: station for station in run.stations}
    known = [
        (row, row.requirement)
        for row in run.work.stations
        if row.requirement is not None and row.requirement.ratio is not None
    ]
    if not known:
        return None
    ordered = sorted(known, key=lambda pair: pair[1].ratio or 0)
    shown = ordered if len(ordered) <= MANY else ordered[:SHOWN]
    drawn, left = name_column([names[row.id].name for row, _ in shown])
    plot, n = WIDE - 10 - left - 210, len(shown)
    ratios = [one.ratio or 0 for _, one in shown]
    ticks = round_ticks(0, max(1.0, *ratios))
    rows = [
        {
            "y": place + 0.5,
            "top": place + 0.2,
            "bottom": place + 0.8,
            "name": name,
            "none": 0,
            "ratio": one.ratio,
            "shown": decimals(one.ratio),
            "in_post": str(names[row.id].in_post),
            "required": decimals(one.required),
            "colour": COLOURS[one.pressure or Pressure.BALANCED],
            "pressure": text(f"pressure_{one.pressure}", lang),
        }
        for place, (name, (row, one)) in enumerate(zip(drawn, shown, strict=True))
    ]
    at = {"in_post": plot + 45, "required": plot + 100, "ratio": plot + 145, "pressure": plot + 155}
    layers = [
        *_bars(n, ticks, lang),
        column("rows", "name", -left, n),
        column("rows", "in_post", at["in_post"], n, align="right"),
        column("rows", "required", at["required"], n, align="right"),
        column("rows", "shown", at["ratio"], n, align="right", fontWeight="bold"),
        column("rows", "pressure", at["pressure"], n, fontSize=12),
        heading(text("in_post", lang), at["in_post"], align="right"),
        heading(text("w_required", lang), at["required"], align="right"),
        heading(text("w_ratio_short", lang), at["ratio"], align="right"),
    ]
    subtitle = text("w_chart_sub", lang)
    if len(shown) < len(known):
        subtitle = text("w_chart_part", lang, shown=len(shown), all=len(known))
    title = enough_sentence("w_enough", run.work.total, lang)
    return specification(title, remarks(run, lang, subtitle), lang, (plot, n * STEP), {"rows": rows}, layers)


def _bars(rows: int, ticks: Sequence[float], lang: Lang) -> list[Spec]:
    y = row_scale(rows)
    x = value_scale("none", ticks, text("w_ratio", lang), ".1f")
    # White beneath black: seen on dark bars and on none.
    edges: list[tuple[str, float, list[Any]]] = [(PAPER, 4.0, []), (INK, 1.4, [5, 4])]
    return [
        {
            "data": {"name": "rows"},
            "mark": {"type": "rect", "stroke": INK, "strokeWidth": 0.6},
            "encoding": {
                "x": x,
                "x2": {"field": "ratio"},
                "y": {**y, "field": "top"},
                "y2": {"field": "bottom"},
                "fill": {"field": "colour", "type": "nominal", "scale": None},
            },
        },
        *(
            {
                "data": {"name": "once"},
                "mark": {"type": "rule", "color": colour, "strokeWidth": thickness, "strokeDash": dash},
                "encoding": {
                    "x": {key: part for key, part in {**x, "datum": 1}.items() if key != "field"},
                    "y": {"value": 0},
                    "y2": {"value": rows * STEP},
                },
            }
            for colour, thickness, dash in edges
        ),
    ]
