"""Chart 5: scenarios side by side as a matrix of differences. What differs?"""

from collections.abc import Sequence
from typing import Any

from staffing.messages import Lang, listing, text
from staffing.models.base import Method, Normalisation
from staffing.models.comparison import Comparison, ComparisonRow, Variant
from staffing.report.chart_parts import (
    GREY,
    INK,
    MANY,
    SHOWN,
    WIDE,
    Spec,
    column_scale,
    heading,
    name_column,
    row_scale,
    specification,
)
from staffing.report.figures import BLANK, arrow, shortened, signed

STEP = 29
SAME = "·"
TINTS = ("#e39a55", "#f6d9bd", "#ffffff", "#c9e0ee", "#7fb2d2")
"""From two posts fewer to two posts more; sign and arrow say the same."""


def comparison_chart(comparison: Comparison, lang: Lang = "zh") -> Spec | None:
    """Return the differences of each scenario from the first; None where there is nothing to compare."""
    base, *others = comparison.scenarios
    if base.allocation is None or not any(other.allocation for other in others):
        return None
    moved = sorted(
        (row for row in comparison.stations if row.differs),
        key=lambda row: -sum(abs(move) for move in _moves(row) if move is not None),
    )
    shown = moved[:SHOWN] if len(moved) > MANY else moved
    names, left = name_column(
        [*(row.name for row in shown), text("r_chart_compare_count", lang, noun=_noun(lang))]
    )
    columns, n = len(comparison.scenarios), len(shown) + 1
    each = min(110, (WIDE - left - 10) // columns)
    datasets = _data(comparison, shown, names, lang)
    layers = [
        *_cells(columns, n),
        *_texts(columns, n, left),
        *_headings(comparison.scenarios, each, lang),
    ]
    title, subtitle = _title(comparison, moved, len(shown), lang)
    return specification(title, subtitle, lang, (each * columns, n * STEP), datasets, layers)


def _noun(lang: Lang) -> str:
    return text("station", lang)


def _moves(row: ComparisonRow) -> list[int | None]:
    base = row.allocations[0]
    return [None if x is None or base is None else x - base for x in row.allocations[1:]]


def _cells(columns: int, rows: int) -> list[Spec]:
    tint = {
        "field": "move",
        "type": "quantitative",
        "scale": {"type": "threshold", "domain": [-1.5, -0.5, 0.5, 1.5], "range": list(TINTS)},
        "legend": None,
    }
    encoding = {
        "x": column_scale(columns, "left"),
        "x2": {"field": "right"},
        "y": row_scale(rows, "top"),
        "y2": {"field": "bottom"},
        "fill": tint,
    }
    return [
        {
            "data": {"name": "cells"},
            "mark": {"type": "rect", "stroke": "#bdbdbd", "strokeWidth": 0.8},
            "encoding": encoding,
        }
    ]


def _texts(columns: int, rows: int, left: int) -> list[Spec]:
    y = row_scale(rows)
    grey = {"condition": {"test": "datum.move === 0", "value": GREY}, "value": INK}
    place = {"x": column_scale(columns), "y": y, "text": {"field": "shown"}}
    return [
        {"data": {"name": "cells"}, "mark": {"type": "text"}, "encoding": {**place, "color": grey}},
        {"data": {"name": "plain"}, "mark": {"type": "text"}, "encoding": place},
        {
            "data": {"name": "names"},
            "mark": {"type": "text", "align": "left"},
            "encoding": {"x": {"value": -left}, "y": y, "text": {"field": "name"}},
        },
    ]


def _headings(scenarios: Sequence[Variant], each: int, lang: Lang) -> list[Spec]:
    layers = []
    for place, variant in enumerate(scenarios):
        centre = round((place + 0.5) * each)
        name = text("base", lang) if place == 0 else label_of(variant.name, lang)
        under = text("r_posts_count", lang, count=variant.cap) if variant.allocation is not None else BLANK
        style = {"fontSize": 12, "color": INK}
        layers += [
            heading(shortened(name, max(8, each // 7)), centre, align="center", y=-24, **style),
            heading(under, centre, align="center"),
        ]
    return layers


def label_of(name: str, lang: Lang) -> str:
    """Return a method or normalisation in words, any other name as it is: what heads a column."""
    if name in set(Method):
        return text(f"method_{name}", lang) if lang == "zh" else name
    if name in set(Normalisation):
        return text(f"normalisation_{name}", lang) if lang == "zh" else name
    return name


def _data(
    comparison: Comparison, rows: Sequence[ComparisonRow], names: Sequence[str], lang: Lang
) -> dict[str, Any]:
    cells, plain = [], []
    for y, row in enumerate(rows):
        plain.append(
            {
                "x": 0.5,
                "y": y + 0.5,
                "shown": BLANK if row.allocations[0] is None else str(row.allocations[0]),
            }
        )
        for x, move in enumerate(_moves(row), start=1):
            if move is None:
                plain.append({"x": x + 0.5, "y": y + 0.5, "shown": BLANK})
                continue
            shown = f"{arrow(move)} {signed(move)}" if move else SAME
            box = {"left": x, "right": x + 1, "top": y, "bottom": y + 1}
            cells.append({"x": x + 0.5, "y": y + 0.5, "move": move, "shown": shown, **box})
    last = len(rows) + 0.5
    for x, variant in enumerate(comparison.scenarios[1:], start=1):
        shown = BLANK if variant.changed is None else str(variant.changed)
        if variant.allocation is None:
            shown = text(f"status_{variant.status}", lang)
        plain.append({"x": x + 0.5, "y": last, "shown": shown})
    table = [{"y": y + 0.5, "name": name} for y, name in enumerate(names)]
    return {"cells": cells, "plain": plain, "names": table}


def _title(comparison: Comparison, moved: Sequence[ComparisonRow], shown: int, lang: Lang) -> tuple[str, str]:
    still = [f"{row.name} {row.allocations[0]}" for row in comparison.stations if not row.differs]
    title = text(
        "r_chart_compare",
        lang,
        count=len(comparison.scenarios) - 1,
        differ=len(moved),
        same=len(still),
        noun=_noun(lang),
    )
    same = ""
    if 0 < len(still) <= 8:
        same = text("r_chart_compare_same", lang, names=listing(still, lang))
    elif still:
        same = text("r_chart_compare_same_many", lang, names=listing(still[:3], lang), count=len(still))
    if shown < len(moved):
        same = text("r_chart_compare_part", lang, shown=shown) + ("" if lang == "zh" else " ") + same
    return title, text("r_chart_compare_sub", lang, same=same).strip()
