"""Chart 6: the gain still to be made after each move. How many moves suffice?"""

from collections.abc import Mapping
from typing import Any, Final

from staffing.messages import Lang, text
from staffing.models.frontier import Frontier
from staffing.report.chart_parts import (
    GREY,
    WIDE,
    Spec,
    column,
    heading,
    name_column,
    pixels,
    row_scale,
    specification,
    value_scale,
)
from staffing.report.figures import shortened
from staffing.report.frontier_rows import base_word, frontier_rows, gain_sentence, is_complete

STEP = 25
FILL, EDGE = "#8FB3CC", "#3b5f7a"
TICKS: Final = (0, 20, 40, 60, 80, 100)
PAIR_LETTERS: Final = 30
"""Longest pair of stations, in Latin letters; the table has the full names."""
_COLUMNS = 150
"""Pixels of the columns of figures to the right of the bars."""


def frontier_chart(answer: Frontier, names: Mapping[str, str], lang: Lang = "zh") -> Spec | None:
    """Return how the gain still to be made shrinks move by move; None where no move gains."""
    rows = frontier_rows(answer, names, lang)
    if len(rows) < 2 or all(row.left is None for row in rows):
        return None
    pairs, wide = name_column([shortened(row.who, PAIR_LETTERS) for row in rows])
    count = max(pixels(text("f_moves", lang), 12), pixels(str(rows[-1].point.transfers))) + 14
    whole = is_complete(rows)
    wide = max(wide, pixels(text("f_who", lang), 12) + 12)
    left = count + wide
    plot, n = WIDE - 10 - left - (_COLUMNS if whole else _COLUMNS - 40), len(rows)
    table: list[dict[str, Any]] = []
    for place, (pair, row) in enumerate(zip(pairs, rows, strict=True)):
        table.append(
            {
                "y": place + 0.5,
                "top": place + 0.22,
                "bottom": place + 0.78,
                "moves": str(row.point.transfers),
                "who": pair,
                "zero": 0,
                "left": row.left,
                "shown": row.left_text,
                "added": row.added,
                "ratio": row.ratio,
            }
        )
    x = value_scale("left", TICKS, text("f_axis", lang), "d")
    at = (plot + 88, plot + (146 if whole else 106))
    layers = [
        {
            "data": {"name": "rows"},
            "transform": [{"filter": "datum.left !== null"}],
            "mark": {"type": "rect", "fill": FILL, "stroke": EDGE, "strokeWidth": 0.8},
            "encoding": {
                "x": x,
                "x2": {"field": "zero"},
                "y": row_scale(n, "top"),
                "y2": {"field": "bottom"},
            },
        },
        {
            "data": {"name": "rows"},
            "transform": [{"filter": "datum.left !== null"}],
            "mark": {"type": "text", "align": "left", "dx": 5, "fontSize": 12},
            "encoding": {"x": x, "y": row_scale(n), "text": {"field": "shown"}},
        },
        column("rows", "moves", -left, n, fontWeight="bold"),
        column("rows", "who", -wide, n),
        *([column("rows", "added", at[0], n, align="right", color=GREY)] if whole else []),
        column("rows", "ratio", at[1], n, align="right"),
        heading(text("f_moves", lang), -left),
        *([heading(text("f_who", lang), -wide)] if whole else []),
        *([heading(text("f_added", lang), at[0], align="right")] if whole else []),
        heading(text("ratio", lang), at[1], align="right"),
    ]
    title = gain_sentence(answer, lang).rstrip("。.")
    subtitle = text("f_sub", lang, least=base_word(answer, lang))
    return specification(title, subtitle, lang, (plot, n * STEP), {"rows": table}, layers)
