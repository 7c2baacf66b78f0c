"""Chart 2: the quota of each station, stacked from its drivers. Why this quota?"""

from collections.abc import Sequence
from typing import Any

from staffing.messages import Lang, text
from staffing.models.run import Run
from staffing.report.chart_parts import (
    GREY,
    INK,
    MANY,
    PAPER,
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
    specification,
    value_scale,
)
from staffing.report.figures import decimals, percent, shortened
from staffing.report.tables import PlanRow, drivers_by_weight, plan_rows

SHADES = ("#14375a", "#3c7499", "#79a5bd", "#dcc87e", "#efe7cb", "#fcfbf7")
"""Dark to light, so that they stay apart in grey and to the colour-blind; each block has an edge besides."""
DARK = 2
"""Shades on which white figures are read."""
EDGE = "#444444"


def quota_chart(run: Run, lang: Lang = "zh") -> Spec | None:
    """Return what each driver brings to each quota, in posts; None without a plan."""
    every = plan_rows(run)
    if run.allocated is None or not every:
        return None
    shown = quota_rows(run)
    names, left = name_column([row.name for row in shown])
    flag = text("at_floor", lang)
    plot, n = WIDE - 10 - left - 114 - pixels(flag, 12), len(shown)
    ticks = round_ticks(0, max(max(row.quota, row.allocation or 0) for row in shown), wanted=8, whole=True)
    kinds = quota_kinds(run, lang)
    x = value_scale("from", ticks, text("r_chart_quota_axis", lang), "d")
    at = {"quota": plot + 62, "posts": plot + 104, "flag": plot + 114}
    layers = [
        *_blocks(x, n, [label for label, _ in kinds]),
        column("rows", "name", -left, n),
        column("rows", "quota", at["quota"], n, align="right"),
        column("rows", "posts", at["posts"], n, align="right", fontWeight="bold"),
        column("rows", "flag", at["flag"], n, fontSize=12, color=GREY),
        heading(text("quota", lang), at["quota"], align="right"),
        heading(text("allocation", lang), at["posts"], align="right"),
    ]
    datasets = _data(shown, names, kinds, plot / ticks[-1], lang)
    title, subtitle = _title(run, shown, len(every), lang)
    return specification(title, subtitle, lang, (plot, n * STEP), datasets, layers)


def quota_rows(run: Run) -> list[PlanRow]:
    """Return the rows that are drawn, the greatest quota first."""
    every = sorted(plan_rows(run), key=lambda row: (-row.quota, row.number))
    return every[:SHOWN] if len(every) > MANY else every


def quota_kinds(run: Run, lang: Lang) -> list[tuple[str, tuple[str, ...]]]:
    """Return each shade's label and the drivers in it, from heavy to light."""
    alone, rest = drivers_by_weight(run, len(SHADES))
    kinds: list[tuple[str, tuple[str, ...]]] = [
        (f"{shortened(driver.name, 30)} {percent(driver.weight)}", (driver.name,)) for driver in alone
    ]
    if rest:
        together = percent(round(sum(driver.weight for driver in rest), 6))
        label = text("r_chart_others", lang, count=len(rest), weight=together)
        kinds.append((label, tuple(driver.name for driver in rest)))
    return kinds


def _blocks(x: Spec, rows: int, labels: Sequence[str]) -> list[Spec]:
    y = row_scale(rows)
    widths = [pixels(label, 12) + 40 for label in labels]
    across = len(labels) if sum(widths) <= WIDE - 80 else max(1, (WIDE - 80) // max(widths))
    shade = {
        "field": "kind",
        "type": "nominal",
        "scale": {"domain": list(labels), "range": list(SHADES[: len(labels)])},
        "legend": {"symbolType": "square", "symbolStrokeColor": EDGE, "columns": across, "columnPadding": 10},
    }
    inside = {"condition": {"test": f"datum.shade < {DARK}", "value": PAPER}, "value": INK}
    return [
        {
            "data": {"name": "blocks"},
            "mark": {"type": "rect", "stroke": EDGE, "strokeWidth": 0.7},
            "encoding": {
                "x": x,
                "x2": {"field": "to"},
                "y": {**y, "field": "top"},
                "y2": {"field": "bottom"},
                "fill": shade,
            },
        },
        {
            "data": {"name": "blocks"},
            "mark": {"type": "text", "fontSize": 11},
            "encoding": {"x": {**x, "field": "middle"}, "y": y, "text": {"field": "shown"}, "color": inside},
        },
        # White beneath black: seen on dark blocks and on light ones.
        _bar(x, y, PAPER, 5.5),
        _bar(x, y, INK, 3.5),
    ]


def _bar(x: Spec, y: Spec, colour: str, thickness: float) -> Spec:
    return {
        "data": {"name": "rows"},
        "mark": {"type": "rule", "strokeWidth": thickness, "color": colour},
        "encoding": {"x": {**x, "field": "at"}, "y": {**y, "field": "top"}, "y2": {"field": "bottom"}},
    }


def _data(
    rows: Sequence[PlanRow],
    names: Sequence[str],
    kinds: Sequence[tuple[str, tuple[str, ...]]],
    pixels_a_post: float,
    lang: Lang,
) -> dict[str, Any]:
    table, blocks = [], []
    for place, (row, name) in enumerate(zip(rows, names, strict=True)):
        table.append(
            {
                "y": place + 0.5,
                "top": place + 0.06,
                "bottom": place + 0.94,
                "name": name,
                "quota": decimals(row.quota),
                "posts": str(row.allocation),
                "at": row.allocation,
                "flag": text("at_floor", lang) if row.at_floor else "",
            }
        )
        reached = 0.0
        for shade, (label, drivers) in enumerate(kinds):
            part = sum(row.posts[name] for name in drivers)
            blocks.append(
                {
                    "y": place + 0.5,
                    "top": place + 0.2,
                    "bottom": place + 0.8,
                    "from": reached,
                    "to": reached + part,
                    "middle": reached + part / 2,
                    "kind": label,
                    "shade": shade,
                    "shown": decimals(part, 1) if part * pixels_a_post >= 28 else "",
                }
            )
            reached += part
    return {"rows": table, "blocks": [block for block in blocks if block["to"] != block["from"]]}


def _title(run: Run, shown: Sequence[PlanRow], every: int, lang: Lang) -> tuple[str, str]:
    first = shown[0]
    driver = max(first.posts, key=lambda name: first.posts[name])
    title = text(
        "r_chart_quota" if len(run.drivers) > 1 else "r_chart_quota_plain",
        lang,
        name=first.name,
        quota=decimals(first.quota),
        driver=driver,
        part=decimals(first.posts[driver]),
    )
    subtitle = text("r_chart_quota_sub", lang, all=every, cap=run.cap)
    if len(shown) < every:
        subtitle = text("r_chart_quota_part", lang, shown=len(shown), all=every)
    return title, remarks(run, lang, subtitle, floors=True)
