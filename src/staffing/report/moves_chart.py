"""Chart 4: heads gained and lost by station and category. Who moves?"""

from collections.abc import Sequence
from typing import Any

from staffing.messages import Lang, text
from staffing.models.run import Run, StationResult
from staffing.report.chart_parts import (
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
    remarks,
    round_ticks,
    row_scale,
    sign_colour,
    specification,
    value_scale,
)
from staffing.report.figures import signed
from staffing.report.moving import heads_changed
from staffing.report.quota_chart import DARK, EDGE, SHADES


def moves_chart(run: Run, lang: Lang = "zh") -> Spec | None:
    """Return what each station gains and loses of each category; None without categories or without changes."""
    changed = [row for row in run.stations if heads_changed(row)]
    if run.allocated is None or not run.categories or not changed:
        return None
    shown = changed
    if len(changed) > MANY:
        shown = sorted(changed, key=lambda row: -heads_changed(row))[:SHOWN]
    shown = sorted(shown, key=lambda row: (-_net(row), -heads_changed(row)))
    kinds = _kinds(run, shown, lang)
    names, left = name_column([row.name for row in shown])
    plot, n = WIDE - 10 - left - 60, len(shown)
    bars = [bar for place, row in enumerate(shown) for bar in _bars(place + 0.5, row, kinds)]
    ticks = round_ticks(min(0, *(b["from"] for b in bars)), max(0, *(b["to"] for b in bars)), whole=True)
    for bar in bars:
        wide = (bar["to"] - bar["from"]) * plot / (ticks[-1] - ticks[0]) >= 22
        bar["shown"] = signed(bar["heads"]) if wide else ""
    table = [
        {"y": place + 0.5, "name": name, "change": _net(row), "signed": signed(_net(row))}
        for place, (row, name) in enumerate(zip(shown, names, strict=True))
    ]
    zero = round(plot * -ticks[0] / (ticks[-1] - ticks[0]))
    layers = [
        *_layers(value_scale("from", ticks, text("chart_moves_axis", lang), "d"), n, list(kinds)),
        _zero(zero, n * STEP),
        column("rows", "name", -left, n),
        column("rows", "signed", plot + 48, n, align="right", colour=sign_colour()),
        heading(text("change", lang), plot + 48, align="right"),
    ]
    title, subtitle = _title(shown, len(changed), lang)
    data = {"rows": table, "bars": bars}
    return specification(title, remarks(run, lang, subtitle), lang, (plot, n * STEP), data, layers)


def _net(row: StationResult) -> int:
    return (row.allocation or 0) - sum(posts.in_post for posts in (row.categories or {}).values())


def _kinds(run: Run, rows: Sequence[StationResult], lang: Lang) -> dict[str, list[str]]:
    """Return the categories that change, by label; those with the fewest heads together beyond six shades."""
    heads = {
        category: sum(abs(_change(row, category.id)) for row in rows) for category in run.categories or ()
    }
    ranked = sorted((category for category in heads if heads[category]), key=lambda c: -heads[c])
    if len(ranked) <= len(SHADES):
        return {category.name: [category.id] for category in ranked}
    alone, rest = ranked[: len(SHADES) - 1], ranked[len(SHADES) - 1 :]
    kinds = {category.name: [category.id] for category in alone}
    kinds[text("chart_moves_others", lang, count=len(rest))] = [category.id for category in rest]
    return kinds


def _change(row: StationResult, category: str) -> int:
    posts = (row.categories or {}).get(category)
    return 0 if posts is None else (posts.allocation or 0) - posts.in_post


def _bars(y: float, row: StationResult, kinds: dict[str, list[str]]) -> list[dict[str, Any]]:
    """Return the blocks of a station: gains to the right of zero, losses to the left, category by category."""
    bars: list[dict[str, Any]] = []
    ends = {1: 0, -1: 0}
    for shade, (label, members) in enumerate(kinds.items()):
        for sign in (1, -1):
            heads = sum(change for k in members if (change := _change(row, k)) * sign > 0)
            if not heads:
                continue
            start, ends[sign] = ends[sign], ends[sign] + heads
            low, high = min(start, ends[sign]), max(start, ends[sign])
            place = {
                "y": y,
                "top": y - 0.32,
                "bottom": y + 0.32,
                "from": low,
                "to": high,
                "middle": (low + high) / 2,
            }
            bars.append(place | {"kind": label, "shade": shade, "heads": heads})
    return bars


def _layers(x: Spec, rows: int, labels: Sequence[str]) -> list[Spec]:
    y = row_scale(rows)
    shade = {
        "field": "kind",
        "type": "nominal",
        "scale": {"domain": list(labels), "range": list(SHADES[: len(labels)])},
        "legend": {"symbolType": "square", "symbolStrokeColor": EDGE},
    }
    inside = {"condition": {"test": f"datum.shade < {DARK}", "value": PAPER}, "value": INK}
    box = {
        "x": x,
        "x2": {"field": "to"},
        "y": {**y, "field": "top"},
        "y2": {"field": "bottom"},
        "fill": shade,
    }
    figure = {"x": {**x, "field": "middle"}, "y": y, "text": {"field": "shown"}, "color": inside}
    return [
        {
            "data": {"name": "bars"},
            "mark": {"type": "rect", "stroke": EDGE, "strokeWidth": 0.7},
            "encoding": box,
        },
        {"data": {"name": "bars"}, "mark": {"type": "text", "fontSize": 11}, "encoding": figure},
    ]


def _zero(x: int, height: int) -> Spec:
    place = {"x": {"value": x}, "y": {"value": 0}, "y2": {"value": height}}
    return {
        "data": {"name": "once"},
        "mark": {"type": "rule", "color": INK, "strokeWidth": 1.2},
        "encoding": place,
    }


def _title(shown: Sequence[StationResult], changed: int, lang: Lang) -> tuple[str, str]:
    most, least = shown[0], shown[-1]
    title = text("chart_moves_plain", lang, count=changed)
    if _net(most) > 0 > _net(least):
        words = {"gainer": most.name, "gained": _net(most), "loser": least.name, "lost": -_net(least)}
        title = text("chart_moves", lang, **words)
    if len(shown) < changed:
        return title, text("chart_moves_part", lang, shown=len(shown), all=changed)
    return title, text("chart_moves_sub", lang)
