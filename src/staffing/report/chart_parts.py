"""What the charts have in common: style, columns of text beside the marks, axes, wrapped titles.

Rows have a fixed height and lie at ``y`` = 0, 1, 2 … on a hidden scale, so that marks, text columns and lines
share one grid of pixels, and station names are data, never scale values or field names.
"""

import json
import math
from collections.abc import Sequence
from typing import Any

from staffing.messages import Lang, text
from staffing.models.run import Run
from staffing.report.figures import shortened, width

Spec = dict[str, Any]

INK, GREY, RULE, GRID = "#1a1a1a", "#595959", "#a8a8a8", "#e4e4e4"
BLUE, RUST, PAPER = "#12436d", "#a8480c", "#ffffff"
CJK = "Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, SimHei, sans-serif"
LATIN = "Arial, Liberation Sans, Helvetica, " + CJK

WIDE = 684
"""Greatest width of a chart in pixels: 13 px then print at 8.4 pt on a column of 156 mm."""
MANY = 40
"""Rows that a chart can show; above, the 20 that matter most."""
SHOWN = 20
STEP = 27
"""Height of a row in pixels."""
NAME_LETTERS = 40
"""Longest station name in a chart, in Latin letters: 260 px; the table has the full name."""


def pixels(drawn: str, size: float = 13) -> int:
    """Return about how wide a text is drawn."""
    return math.ceil(width(drawn) * size * 0.53)


def name_column(names: Sequence[str]) -> tuple[list[str], int]:
    """Return the names as drawn, and the width of their column."""
    drawn = [shortened(name, NAME_LETTERS) for name in names]
    return drawn, max(map(pixels, drawn), default=0) + 12


def wrapped(title: str, letters: int) -> list[str]:
    """Break a title into lines of at most so many Latin letters, after spaces or Chinese characters.

    >>> wrapped("Highest to lowest", 12), wrapped("人均负荷最高与最低", 12)
    (['Highest to', 'lowest'], ['人均负荷最高', '与最低'])
    """
    lines, line, word = [], "", ""
    for letter in f"{title} ":
        word += letter
        if letter != " " and width(letter) == 1:
            continue
        if line and width((line + word).rstrip()) > letters:
            lines.append(line.rstrip())
            line = ""
        line, word = line + word, ""
    return [*lines, line.rstrip()]


def specification(
    title: str, subtitle: str, lang: Lang, size: tuple[int, int], datasets: dict[str, Any], layers: list[Spec]
) -> Spec:
    """Return a complete specification; its title is the finding."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "title": {"text": wrapped(title, 86), "subtitle": wrapped(subtitle, 106)},
        "config": _style(_font(lang, title, datasets)),
        "width": size[0],
        "height": size[1],
        "datasets": datasets | {"once": [{"y": 0}]},
        "layer": layers,
    }


def title_of(spec: Spec) -> str:
    """Return the title of a chart in one line."""
    lines: list[str] = spec["title"]["text"]
    joined = ""
    for line in lines:
        joined += f" {line}" if joined and joined[-1].isascii() else line
    return joined


def _font(lang: Lang, title: str, datasets: dict[str, Any]) -> str:
    """Return the fonts: Latin first for English, unless a name is Chinese: one font then draws both."""
    mixed = any(width(letter) > 1 for letter in json.dumps([title, datasets], ensure_ascii=False))
    return CJK if lang == "zh" or mixed else LATIN


def _style(font: str) -> Spec:
    return {
        "font": font,
        "background": PAPER,
        "padding": 4,
        # The page says in words what the picture shows.
        "aria": False,
        "view": {"stroke": None},
        "title": {
            "anchor": "start",
            "frame": "bounds",
            "font": font,
            "fontSize": 15,
            "fontWeight": "bold",
            "color": INK,
            "subtitleFont": font,
            "subtitleFontSize": 12,
            "subtitleColor": GREY,
            "subtitlePadding": 4,
            "lineHeight": 20,
            "subtitleLineHeight": 17,
            "offset": 10,
        },
        "axis": {
            "labelFontSize": 12,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
            "labelColor": INK,
            "titleColor": GREY,
            "gridColor": GRID,
            "domainColor": "#8c8c8c",
            "tickColor": "#8c8c8c",
            "labelFlush": False,
        },
        "legend": {
            "orient": "top",
            "direction": "horizontal",
            "title": None,
            "labelFontSize": 12,
            "labelColor": INK,
            "labelLimit": 260,
            "symbolSize": 110,
            "symbolStrokeWidth": 1.5,
            "columnPadding": 14,
            "offset": 22,
        },
        "text": {"font": font, "fontSize": 13, "color": INK},
    }


def remarks(run: Run, lang: Lang, subtitle: str, *, floors: bool = False) -> str:
    """Return a subtitle with what must be said of marks and data."""
    parts = [subtitle]
    if floors and any(station.at_floor for station in run.stations):
        parts.append(text("r_at_floor_note", lang))
    if run.illustrative:
        parts.append(text("r_illustrative_short", lang))
    return ("" if lang == "zh" else " ").join(parts)


# -- encodings -----------------------------------------------------------------------------------------------


def row_scale(rows: int, field: str = "y") -> Spec:
    """Return the hidden vertical scale: one unit a row, downwards."""
    return _hidden(field, rows, downwards=True)


def column_scale(columns: int, field: str = "x") -> Spec:
    """Return the hidden horizontal scale of a matrix: one unit a column."""
    return _hidden(field, columns, downwards=False)


def _hidden(field: str, extent: int, *, downwards: bool) -> Spec:
    scale = {"domain": [0, max(extent, 1)], "nice": False, "zero": False, "reverse": downwards}
    return {"field": field, "type": "quantitative", "axis": None, "scale": scale}


def value_scale(field: str, ticks: Sequence[float], title: str, form: str) -> Spec:
    """Return the visible horizontal scale; the axis is the ticks' range."""
    return {
        "field": field,
        "type": "quantitative",
        "scale": {"domain": [ticks[0], ticks[-1]], "nice": False, "zero": False},
        "axis": {"title": title, "values": list(ticks), "format": form, "grid": True},
    }


def round_ticks(least: float, greatest: float, wanted: int = 5, *, whole: bool = False) -> list[float]:
    """Return round axis ticks whose ends enclose the data; ``whole`` for axes that count posts.

    >>> round_ticks(0.62, 1.50)
    [0.6, 0.8, 1.0, 1.2, 1.4, 1.6]
    """
    spread = (greatest - least) or abs(greatest) or 1.0
    rough = spread / wanted
    power = 10.0 ** math.floor(math.log10(rough))
    factors = (1, 2, 5, 10) if whole else (1, 2, 2.5, 5, 10)
    step = next(power * factor for factor in factors if power * factor >= rough * 0.999)
    step = max(step, 1.0) if whole else step
    first, last = math.floor(least / step + 1e-9), math.ceil(greatest / step - 1e-9)
    return [round(number * step, 10) for number in range(first, max(last, first + 1) + 1)]


# -- layers --------------------------------------------------------------------------------------------------


def column(
    data: str, field: str, x: int, rows: int, *, align: str = "left", colour: Any = None, **mark: Any
) -> Spec:
    """Return a column of text at a fixed place beside the plot."""
    encoding = {"y": row_scale(rows), "x": {"value": x}, "text": {"field": field}}
    if colour is not None:
        encoding["color"] = colour
    return {"data": {"name": data}, "mark": {"type": "text", "align": align, **mark}, "encoding": encoding}


def heading(words: str, x: int, *, align: str = "left", y: int = -7, **mark: Any) -> Spec:
    """Return one piece of text at a fixed place."""
    style = {"type": "text", "align": align, "fontSize": 12, "color": GREY, "baseline": "bottom", **mark}
    encoding = {"x": {"value": x}, "y": {"value": y}, "text": {"value": words}}
    return {"data": {"name": "once"}, "mark": style, "encoding": encoding}


def line(x: tuple[int, int], y: int, colour: str, thickness: float) -> Spec:
    """Return a horizontal line at a fixed place."""
    encoding = {"x": {"value": x[0]}, "x2": {"value": x[1]}, "y": {"value": y}}
    return {
        "data": {"name": "once"},
        "mark": {"type": "rule", "color": colour, "strokeWidth": thickness},
        "encoding": encoding,
    }


def two_kinds(names: Sequence[str], colours: Sequence[str]) -> Spec:
    """Return the fill of dots of two kinds, hollow and solid, with a legend."""
    return {
        "field": "kind",
        "type": "nominal",
        "scale": {"domain": list(names), "range": list(colours)},
        "legend": {"symbolType": "circle", "symbolStrokeColor": INK},
    }


def sign_colour(field: str = "change") -> Spec:
    """Return the colour of a signed figure; the sign itself stands in the text."""
    conditions = [
        {"test": f"datum.{field} > 0", "value": BLUE},
        {"test": f"datum.{field} < 0", "value": RUST},
    ]
    return {"condition": conditions, "value": INK}
