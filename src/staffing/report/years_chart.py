"""Chart 5: how far the posts are from the target at the end of each year. How fast?"""

from staffing.messages import Lang, text
from staffing.models.run import Run
from staffing.report.chart_parts import (
    BLUE,
    GREY,
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
from staffing.report.figures import headed
from staffing.report.worth import YEAR_KEYS, phased_facts, year_figures

APART = 62
"""Pixels of a column of totals."""


def years_chart(run: Run, lang: Lang = "zh") -> Spec | None:
    """Return the distance to the target year by year, its totals beside it; None without years."""
    if run.phased is None or not run.phased.years:
        return None
    years = run.phased.years
    names, left = name_column([text("year", lang), *(year.year for year in years)])
    keys = YEAR_KEYS[1:-1]
    plot, n = WIDE - 10 - left - 30 - APART * len(keys), len(years)
    ticks = round_ticks(0, max(1, *(year.distance for year in years)), whole=True)
    x = value_scale("distance", ticks, text("chart_years_axis", lang), "d")
    table = []
    for place, (year, name) in enumerate(zip(years, names[1:], strict=True)):
        totals = dict(zip(keys, map(str, year_figures(year)), strict=False))
        at = {"y": place + 0.5, "top": place + 0.24, "bottom": place + 0.76, "start": 0}
        table.append({"name": name, "distance": year.distance, "shown": str(year.distance)} | at | totals)
    y = row_scale(n)
    ends = {"x": {**x, "field": "start"}, "x2": {"field": "distance"}}
    layers: list[Spec] = [
        {
            "data": {"name": "rows"},
            "mark": {"type": "rect", "fill": BLUE},
            "encoding": {**ends, "y": {**y, "field": "top"}, "y2": {"field": "bottom"}},
        },
        {
            "data": {"name": "rows"},
            "mark": {"type": "text", "align": "left", "dx": 6, "fontSize": 12},
            "encoding": {"x": x, "y": y, "text": {"field": "shown"}},
        },
        column("rows", "name", -left, n),
        heading(text("year", lang), -left),
    ]
    for number, key in enumerate(keys, start=1):
        place = plot + 30 + APART * number
        layers.append(column("rows", key, place, n, align="right", colour={"value": GREY}))
        layers.append(heading(text(key, lang), place, align="right"))
    title = headed(phased_facts(run.phased, lang))
    subtitle = remarks(run, lang, text("chart_years_sub", lang))
    return specification(title, subtitle, lang, (plot, n * STEP), {"rows": table}, layers)
