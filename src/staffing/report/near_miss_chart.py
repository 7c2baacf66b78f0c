"""Chart 7: by how much a station's own count may change before a post moves. Who may object?"""

from collections.abc import Mapping
from typing import Any

from staffing.messages import Lang, text
from staffing.models.sensitivity import Sensitivity
from staffing.report.chart_parts import (
    BLUE,
    GREY,
    WIDE,
    Spec,
    column,
    heading,
    name_column,
    round_ticks,
    row_scale,
    specification,
    value_scale,
)
from staffing.report.figures import BLANK, MINUS, count
from staffing.report.sensitivity_rows import SHOWN, NearMissRow, near_miss_rows

STEP = 27
FARTHEST = 30.0
"""Percent up to which a bar is drawn."""
_COLUMNS = 210


def near_miss_chart(answer: Sensitivity, names: Mapping[str, str], lang: Lang = "zh") -> Spec | None:
    """Return the tightest stations, each with what it may lose and gain; None where nothing moves a post."""
    every = near_miss_rows(answer, names, lang, None)
    both: dict[str, dict[bool, NearMissRow]] = {}
    for row in every:
        both.setdefault(row.miss.station, {})[row.miss.change > 0] = row
    shown = dict(list(both.items())[:SHOWN])
    if not shown:
        return None
    counted = {row.driver for rows in shown.values() for row in rows.values()}
    called = [
        names[station] if len(counted) == 1 else f"{names[station]} {next(iter(rows.values())).driver}"
        for station, rows in shown.items()
    ]
    labels, left = name_column(called)
    plot, n = WIDE - 10 - left - _COLUMNS, len(shown)
    table: list[dict[str, Any]] = []
    for place, (label, rows) in enumerate(zip(labels, shown.values(), strict=True)):
        fewer, more = rows.get(False), rows.get(True)
        table.append(
            {
                "y": place + 0.5,
                "name": label,
                "low": -_far(fewer),
                "high": _far(more),
                "fewer": _change(fewer),
                "more": _change(more),
            }
        )
    ticks = round_ticks(min(row["low"] for row in table), max(row["high"] for row in table))
    x = value_scale("low", ticks, text("s_chart_share", lang), ".4~g")
    layers = [
        {
            "data": {"name": "rows"},
            "mark": {"type": "rule", "color": BLUE, "strokeWidth": 8},
            "encoding": {"x": x, "x2": {"field": "high"}, "y": row_scale(n)},
        },
        {
            "data": {"name": "once"},
            "mark": {"type": "rule", "color": GREY, "strokeWidth": 1.2},
            "encoding": {"x": {**x, "datum": 0, "field": None}, "y": {"value": 0}, "y2": {"value": n * STEP}},
        },
        column("rows", "name", -left, n),
        column("rows", "fewer", plot + 100, n, align="right"),
        column("rows", "more", plot + 204, n, align="right"),
        heading(text("s_chart_fewer", lang), plot + 100, align="right"),
        heading(text("s_chart_more", lang), plot + 204, align="right"),
    ]
    layers[1]["encoding"]["x"] = {"datum": 0, "type": "quantitative", "scale": x["scale"]}
    title = every[0].said.rstrip("。.")
    said = text("s_chart_near", lang, shown=n, far=f"{FARTHEST:.0f}%")
    return specification(title, said, lang, (plot, n * STEP), {"rows": table}, layers)


def _far(row: NearMissRow | None) -> float:
    """Return how far a bar goes, in percent; to the edge where nothing moves or there is no count."""
    if row is None or row.miss.share is None:
        return FARTHEST
    return min(FARTHEST, row.miss.share * 100)


def _change(row: NearMissRow | None) -> str:
    """Return the change with its sign, and its share of the count."""
    if row is None:
        return BLANK
    sign = "+" if row.miss.change > 0 else MINUS
    return f"{sign}{count(abs(row.miss.change))} ({row.share})"
