"""The pictures of a plan as Vega-Lite specifications, and their drawing to SVG and PNG.

Each chart answers one question, its title being the answer; figures stand in columns beside the marks. Charts
sort by value, where tables keep the order of the input. A chart that would say nothing is None.
"""

import json
from functools import lru_cache
from typing import Final

from staffing.report.burden_chart import burden_chart
from staffing.report.chart_parts import Spec
from staffing.report.comparison_chart import comparison_chart
from staffing.report.frontier_chart import frontier_chart
from staffing.report.ladder_chart import ladder_chart, whatif_ladder_chart
from staffing.report.moves_chart import moves_chart
from staffing.report.near_miss_chart import near_miss_chart
from staffing.report.quota_chart import quota_chart
from staffing.report.season_chart import season_chart
from staffing.report.weights_chart import weights_chart
from staffing.report.work_chart import work_chart
from staffing.report.years_chart import years_chart

__all__ = [
    "burden_chart",
    "comparison_chart",
    "draw_png",
    "draw_svg",
    "frontier_chart",
    "ladder_chart",
    "moves_chart",
    "near_miss_chart",
    "quota_chart",
    "season_chart",
    "weights_chart",
    "whatif_ladder_chart",
    "work_chart",
    "years_chart",
]

VEGA_LITE: Final = "6.4"
"""Version of Vega-Lite that draws; another one may place a mark otherwise."""
KEPT: Final = 64
"""Pictures of each kind that are kept once drawn."""


def draw_svg(spec: Spec) -> str:
    """Draw a specification as SVG, without asking anything of another host."""
    return _svg(json.dumps(spec))


def draw_png(spec: Spec, scale: float = 2) -> bytes:
    """Draw a specification as PNG, ``scale`` pixels a unit."""
    return _png(json.dumps(spec), scale)


# A picture takes longer than the rest of its document, and several documents hold the same.
@lru_cache(KEPT)
def _svg(spec: str) -> str:
    import vl_convert

    return str(vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE, allowed_base_urls=[]))


@lru_cache(KEPT)
def _png(spec: str, scale: float) -> bytes:
    import vl_convert

    drawn = vl_convert.vegalite_to_png(spec, vl_version=VEGA_LITE, scale=scale, allowed_base_urls=[])
    return bytes(drawn)
