"""The sheet of pictures: charts of the office program itself, drawn from cells beside them.

Findings, order and colours are those of the drawn charts. Figures refer to the plan and to the computation, so
that the pictures follow when an office changes a count or a weight. Titles and names are cells too: nothing from
data is ever taken for a formula.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from staffing.messages import Lang, text
from staffing.models.run import Run
from staffing.report import tables
from staffing.report.burden_chart import burden_chart, burden_rows
from staffing.report.chart_parts import BLUE, GREY, GRID, INK, PAPER, title_of
from staffing.report.demand_sheets import Grid, rescaled
from staffing.report.ladder_chart import ladder_chart
from staffing.report.plan_sheets import FIRST
from staffing.report.quota_chart import EDGE, SHADES, quota_chart, quota_kinds, quota_rows
from staffing.report.rows import PlanRow
from staffing.report.sheets import FONT, Live, Sheet, cell
from staffing.report.years_chart import years_chart

DATA: Final = 11
"""Column at which the figures of the charts begin; what is printed lies to the left of it."""
WIDTH: Final = 634
"""Pixels across: a page of A4 within its margins."""
LINE: Final = 20
"""Pixels of a row of cells."""
PAGE: Final = 60
"""Rows of a printed page at that scale."""
SCALE: Final = 78
"""Per cent at which it is printed: programs differ in the width of a column."""


@dataclass(slots=True)
class Drawing:
    """One chart: its kind, title, and the figures that it is drawn from."""

    kind: dict[str, str]
    title: str
    names: Sequence[str]
    series: Sequence[tuple[str, Sequence[object], Mapping[str, Any]]]
    """Name, values, look."""
    axis: str
    """What the values are."""
    form: str = "0.00"
    upright: bool = False
    """True: names stand under the chart, not beside it."""
    overlap: int = 0
    look: Mapping[str, Any] = field(default_factory=dict)
    """Of the axis of values."""

    @property
    def lines(self) -> int:
        """Rows of cells that it covers."""
        if self.upright:
            return 19
        return min(PAGE - 1, 8 + len(self.names) * (2 if self.overlap == 0 else 1))


def charts_wanted(run: Run) -> bool:
    """Tell whether there is anything to draw."""
    return run.allocated is not None and bool(run.stations)


def write_charts(sheet: Sheet, run: Run, lang: Lang, grid: Grid, at: Mapping[str, int]) -> None:
    """Write the charts of a plan.

    Parameters
    ----------
    grid
        Where the computation stands.
    at
        Columns of the plan.
    """
    sheet.put(0, 0, run.name, "title", sized=False)
    sheet.put(0, DATA, text("r_charts_data", lang), "note", sized=False)
    drawings = (
        _burden(run, lang, grid, at),
        _quota(run, lang, grid),
        _ladder(run, lang),
        _years(run, lang),
    )
    row, page, breaks = 2, 0, []
    for drawing in drawings:
        if drawing is None:
            continue
        if row + drawing.lines > page + PAGE and row > 2:
            breaks.append(row)
            page = row
        _draw(sheet, row, drawing, lang)
        row += drawing.lines + 1
    sheet.sheet.set_column(DATA, DATA, 24)
    sheet.sheet.set_h_pagebreaks(breaks)
    sheet.sheet.print_area(0, 0, row - 1, DATA - 2)
    sheet.sheet.center_horizontally()
    sheet.sheet.set_print_scale(SCALE)
    sheet.print_on_paper(landscape=False)


# -- what is drawn -------------------------------------------------------------------------------------------


def _burden(run: Run, lang: Lang, grid: Grid, at: Mapping[str, int]) -> Drawing | None:
    spec = burden_chart(run, lang)
    if spec is None:
        return None
    shown, _ = burden_rows(run)
    looks = (
        ("burden_in_post", text("r_chart_now", lang), _filled(PAPER, INK)),
        ("burden", text("r_chart_proposed", lang), _filled(BLUE, BLUE)),
    )
    series = [
        (name, [_on_plan(grid, row, at[key], getattr(row, key)) for row in shown], look)
        for key, name, look in looks
    ]
    return Drawing(
        {"type": "bar"},
        title_of(spec),
        [row.name for row in shown],
        series,
        text("r_chart_burden_axis", lang),
        look={"min": 0},
    )


def _quota(run: Run, lang: Lang, grid: Grid) -> Drawing | None:
    spec = quota_chart(run, lang)
    if spec is None:
        return None
    shown = quota_rows(run)
    column = {driver.name: grid.weighted + k for k, driver in enumerate(run.drivers)}
    series = [
        (label, [_part(run, grid, row, drivers, column) for row in shown], _filled(SHADES[shade], EDGE))
        for shade, (label, drivers) in enumerate(quota_kinds(run, lang))
    ]
    return Drawing(
        {"type": "bar", "subtype": "stacked"},
        title_of(spec),
        [row.name for row in shown],
        series,
        text("r_chart_quota_axis", lang),
        form="#,##0",
        overlap=100,
        look={"min": 0},
    )


def _ladder(run: Run, lang: Lang) -> Drawing | None:
    spec = ladder_chart(run, lang)
    if spec is None:
        return None
    rows = [row for row in tables.ladder_rows(run) if row.priority is not None]
    # Two shapes: not every program draws the edge that a hollow mark needs.
    looks = ((True, "r_given", "circle", BLUE), (False, "r_not_given", "diamond", SHADES[3]))
    series = [
        (
            text(key, lang),
            [row.priority if row.given is given else None for row in rows],
            {
                "line": {"none": True},
                "marker": {
                    "type": shape,
                    "size": 9 if given else 10,
                    "fill": {"color": colour},
                    "border": {"color": INK, "width": 1.25},
                },
            },
        )
        for given, key, shape, colour in looks
    ]
    low, high = (edge(row.priority for row in rows if row.priority is not None) for edge in (min, max))
    spread = high - low or high
    return Drawing(
        {"type": "line"},
        title_of(spec),
        [f"{row.order} {row.name}" for row in rows],
        series,
        text("r_chart_ladder_axis", lang, priority=text(f"r_priority_{run.method}", lang)),
        form="0.00" if spread > 0.04 else "0.0000",
        upright=True,
        # Positions, not lengths: the axis need not begin at nought.
        look={"min": max(0.0, float(f"{low - spread / 4:.2g}"))},
    )


def _years(run: Run, lang: Lang) -> Drawing | None:
    spec = years_chart(run, lang)
    if spec is None or run.phased is None:
        return None
    years = run.phased.years
    return Drawing(
        {"type": "column"},
        title_of(spec),
        [str(year.year) for year in years],
        [(text("distance", lang), [year.distance for year in years], _filled(BLUE, BLUE))],
        text("chart_years_axis", lang),
        form="#,##0",
        upright=True,
        look={"min": 0},
    )


def _filled(colour: str, edge: str) -> dict[str, Any]:
    return {"fill": {"color": colour}, "border": {"color": edge, "width": 0.75}}


def _on_plan(grid: Grid, row: PlanRow, column: int, value: float | None) -> object:
    return None if value is None else Live(f"={grid.on('plan', cell(FIRST + row.number - 1, column))}", value)


def _part(run: Run, grid: Grid, row: PlanRow, drivers: Sequence[str], column: Mapping[str, int]) -> object:
    """Return what drivers bring to a quota: their part of the weighted sum."""
    value = sum(row.posts[name] for name in drivers)
    if rescaled(run) or run.classes:
        # There the parts are no plain share of the sum.
        return value
    place = grid.first + row.number - 1
    parts = "+".join(grid.on("demand", cell(place, column[name])) for name in drivers)
    raw, quota = (grid.on("demand", cell(place, grid.raw + k)) for k in (0, 2))
    return Live(f"=IF({raw}=0,0,({parts})/{raw}*{quota})", value)


# -- drawing -------------------------------------------------------------------------------------------------


def _draw(sheet: Sheet, top: int, drawing: Drawing, lang: Lang) -> None:
    """Write the figures of a chart and the chart beside them."""
    first, last = top + 2, top + 1 + len(drawing.names)
    sheet.put(top, DATA, drawing.title, "label", sized=False)
    style = "four" if "0000" in drawing.form else "two" if "." in drawing.form or drawing.overlap else "whole"
    for place, name in enumerate(drawing.names, start=first):
        sheet.put(place, DATA, name, sized=False)
    chart = sheet.book.add_chart(drawing.kind)
    name_both_fonts(chart)
    for column, (name, values, look) in enumerate(drawing.series, start=DATA + 1):
        sheet.put(top + 1, column, name, "head_right", sized=False)
        for place, value in enumerate(values, start=first):
            sheet.put(place, column, value, style, sized=False)
        gap = {} if drawing.kind["type"] == "line" else {"gap": 45, "overlap": drawing.overlap}
        chart.add_series(
            {
                "name": [sheet.name, top + 1, column],
                "categories": [sheet.name, first, DATA, last, DATA],
                "values": [sheet.name, first, column, last, column],
                **look,
                **gap,
            }
        )
    _set(chart, sheet, top, drawing, lang)
    sheet.sheet.insert_chart(top, 0, chart, {"object_position": 2, "description": drawing.title})


def _set(chart: Any, sheet: Sheet, top: int, drawing: Drawing, lang: Lang) -> None:
    font = {"name": FONT[lang], "size": 9, "color": INK}
    soft = font | {"color": GREY, "bold": False}
    title = [sheet.name, top, DATA]
    chart.set_title({"name": title, "name_font": font | {"size": 12, "bold": True}, "overlay": False})
    values = {
        "name": drawing.axis,
        "name_font": soft,
        "num_font": font,
        "num_format": drawing.form,
        "major_gridlines": {"visible": True, "line": {"color": GRID, "width": 0.75}},
        **drawing.look,
    }
    names = {"num_font": font, "major_gridlines": {"visible": False}, "interval_unit": 1}
    if drawing.upright:
        turned = {"rotation": -45} if drawing.kind["type"] == "line" else {}
        chart.set_x_axis(names | {"num_font": font | turned})
        chart.set_y_axis(values)
    else:
        # The first name on top; the values then stand under the chart, at the far end of the names.
        chart.set_y_axis(names | {"reverse": True})
        chart.set_x_axis(values | {"label_position": "high"})
    chart.set_legend({"none": True} if len(drawing.series) == 1 else {"position": "top", "font": font})
    chart.set_chartarea({"border": {"none": True}, "fill": {"color": PAPER}})
    chart.set_size({"width": WIDTH, "height": drawing.lines * LINE})


def name_both_fonts(chart: Any) -> None:
    """Name the font for Chinese characters too: the library names that of Latin letters alone."""
    latin = chart._write_a_latin  # noqa: SLF001 -- there is no public way

    def both(attributes: list[tuple[str, Any]]) -> None:
        latin(attributes)
        chart._xml_empty_tag("a:ea", attributes)  # noqa: SLF001 -- there is no public way

    chart._write_a_latin = both  # noqa: SLF001 -- there is no public way
