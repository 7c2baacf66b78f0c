"""Chart 6: a driver's index by period. When is there most work?"""

from staffing.messages import Lang, text
from staffing.models.run import Run
from staffing.report.chart_parts import (
    BLUE,
    GRID,
    RULE,
    WIDE,
    Spec,
    remarks,
    round_ticks,
    specification,
)
from staffing.report.figures import headed
from staffing.report.season_rows import season_sentence

HEIGHT = 150


def season_chart(run: Run, lang: Lang = "zh") -> Spec | None:
    """Return the index of each period that counts, 1 being the mean; None where no driver has several periods."""
    found = [season for season in run.seasons or () if season.ratio is not None]
    if not found:
        return None
    # Drivers may go by months, by quarters, by years: one picture shows the one with the sharpest peak.
    first = max(found, key=lambda season: season.ratio or 0)
    rows = [{"period": period.period, "index": period.index} for period in first.periods if period.counted]
    ticks = round_ticks(0, max(1.0, *(float(row["index"] or 0) for row in rows)))
    x = {"field": "period", "type": "ordinal", "sort": None, "axis": {"title": None, "labelAngle": -45}}
    scale = {"domain": [0, ticks[-1]], "nice": False}
    y = {
        "field": "index",
        "type": "quantitative",
        "scale": scale,
        "axis": {"title": text("p_index_axis", lang), "values": list(ticks), "gridColor": GRID},
    }
    layers: list[Spec] = [
        {
            "data": {"name": "rows"},
            "mark": {"type": "bar", "fill": BLUE},
            "encoding": {"x": x, "y": y},
        },
        {
            "data": {"name": "once"},
            "mark": {"type": "rule", "color": RULE, "strokeWidth": 1.5},
            "encoding": {"y": {"datum": 1, "type": "quantitative", "scale": scale}},
        },
    ]
    subtitle = remarks(run, lang, text("p_chart_sub", lang))
    title = headed(season_sentence(first, lang))
    return specification(title, subtitle, lang, (WIDE - 80, HEIGHT), {"rows": rows}, layers)
