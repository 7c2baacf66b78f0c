"""Chart 4: the interval of each weight within which nothing changes. Do the weights matter?"""

from collections.abc import Mapping

from staffing.messages import Lang, text
from staffing.models.sensitivity import Sensitivity
from staffing.report.chart_parts import (
    BLUE,
    INK,
    PAPER,
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
from staffing.report.sensitivity_rows import WeightRow, slack, tightest, weight_rows, weight_sentence

STEP = 32
_COLUMNS = 190
"""Pixels of the three columns of figures."""


def weights_chart(answer: Sensitivity, names: Mapping[str, str], lang: Lang = "zh") -> Spec | None:
    """Return the intervals of the weights, the tightest first; None where there is none."""
    rows = sorted(weight_rows(answer, names, lang), key=lambda row: slack(row.interval))
    first = tightest(tuple(rows))
    if first is None:
        return None
    labels, left = name_column([row.driver for row in rows])
    plot, n = WIDE - 10 - left - _COLUMNS, len(rows)
    ends = [100 * end for row in rows for end in (row.interval.low.at, row.interval.high.at)]
    ticks = round_ticks(min(ends), max(ends))
    x = value_scale("low", ticks, text("s_chart_axis", lang), ".4~g")
    table = [
        _row(place + 0.5, label, row) for place, (label, row) in enumerate(zip(labels, rows, strict=True))
    ]
    at = (plot + 46, plot + 120, plot + 186)
    layers = [
        {
            "data": {"name": "rows"},
            "mark": {"type": "rule", "color": BLUE, "strokeWidth": 8},
            "encoding": {"x": x, "x2": {"field": "high"}, "y": row_scale(n)},
        },
        {
            "data": {"name": "rows"},
            "mark": {
                "type": "circle",
                "size": 90,
                "fill": PAPER,
                "stroke": INK,
                "strokeWidth": 2,
                "opacity": 1,
            },
            "encoding": {"x": {**x, "field": "now"}, "y": row_scale(n)},
        },
        column("rows", "name", -left, n),
        column("rows", "weight", at[0], n, align="right", fontWeight="bold"),
        column("rows", "from", at[1], n, align="right"),
        column("rows", "to", at[2], n, align="right"),
        heading(text("weight", lang), at[0], align="right"),
        heading(text("s_chart_from", lang), at[1], align="right"),
        heading(text("s_to", lang), at[2], align="right"),
    ]
    title = weight_sentence(first, lang).rstrip("。.")
    return specification(
        title, text("s_chart_weights", lang), lang, (plot, n * STEP), {"rows": table}, layers
    )


def _row(y: float, label: str, row: WeightRow) -> dict[str, object]:
    interval = row.interval
    return {
        "y": y,
        "name": label,
        "now": interval.weight * 100,
        "low": interval.low.at * 100,
        "high": interval.high.at * 100,
        "weight": row.weight,
        "from": row.low,
        "to": row.high,
    }
