"""The sheet of how few moves reach how much of the gain, and under it its chart, drawn from the cells."""

from staffing.messages import Lang, text
from staffing.models.paper import Beside
from staffing.models.run import Run
from staffing.report.chart_parts import GRID, INK, PAPER
from staffing.report.frontier_chart import EDGE, FILL
from staffing.report.frontier_rows import frontier_notes, frontier_rows, frontier_sentence, gain_sentence
from staffing.report.sheet_charts import LINE, name_both_fonts
from staffing.report.sheets import FONT, Sheet

HEAD, LEFT = 3, 3
"""Row of the head; column of what is left of the gain."""
CHART_WIDTH = 560


def frontier_wanted(beside: Beside) -> bool:
    """Tell whether any move gains."""
    return beside.frontier is not None and len(beside.frontier.points or ()) > 1


def write_frontier(sheet: Sheet, run: Run, beside: Beside, lang: Lang) -> None:
    """Write the best plan within each number of moves that is shown, and its chart."""
    found = beside.frontier
    if found is None:
        return
    rows = frontier_rows(found, {station.id: station.name for station in run.stations}, lang)
    sheet.put(0, 0, run.name, "title", sized=False)
    sheet.put(1, 0, frontier_sentence(found, lang), "answer", sized=False)
    keys = ("f_moves", "f_who", "f_share", "f_axis", "ratio", "imbalance")
    sheet.head(HEAD, [text(key, lang) for key in keys], left=(1,))
    for place, row in enumerate(rows, start=HEAD + 1):
        point = row.point
        sheet.put(place, 0, point.transfers, "whole")
        sheet.put(place, 1, row.who, "after")
        sheet.put(place, 2, point.share, "share")
        sheet.put(place, LEFT, row.left, "one")
        sheet.put(place, 4, point.ratio, "two")
        sheet.put(place, 5, point.imbalance, "three")
    last = HEAD + len(rows)
    notes = frontier_notes(found, lang)
    for line, note in enumerate(notes, start=last + 2):
        sheet.put(line, 0, note, "note", sized=False)
    _draw(sheet, gain_sentence(found, lang).rstrip("。."), last, last + 3 + len(notes), lang)
    sheet.finish(header=HEAD, freeze=(HEAD + 1, 2))


def _draw(sheet: Sheet, title: str, last: int, top: int, lang: Lang) -> None:
    chart = sheet.book.add_chart({"type": "bar"})
    name_both_fonts(chart)
    chart.add_series(
        {
            "name": [sheet.name, HEAD, LEFT],
            "categories": [sheet.name, HEAD + 1, 0, last, 0],
            "values": [sheet.name, HEAD + 1, LEFT, last, LEFT],
            "fill": {"color": FILL},
            "border": {"color": EDGE, "width": 0.75},
            "gap": 45,
        }
    )
    font = {"name": FONT[lang], "size": 9, "color": INK}
    chart.set_title({"name": title, "name_font": font | {"size": 11, "bold": True}, "overlay": False})
    chart.set_y_axis(
        {
            "name": text("f_moves", lang),
            "name_font": font | {"bold": False},
            "num_font": font,
            "reverse": True,
            "major_gridlines": {"visible": False},
            "interval_unit": 1,
        }
    )
    chart.set_x_axis(
        {
            "name": text("f_axis", lang),
            "name_font": font | {"bold": False},
            "num_font": font,
            "num_format": "0",
            "min": 0,
            "max": 100,
            "label_position": "high",
            "major_gridlines": {"visible": True, "line": {"color": GRID, "width": 0.75}},
        }
    )
    chart.set_legend({"none": True})
    chart.set_chartarea({"border": {"none": True}, "fill": {"color": PAPER}})
    lines = max(12, 8 + round(1.2 * (last - HEAD)))
    chart.set_size({"width": CHART_WIDTH, "height": lines * LINE})
    sheet.sheet.insert_chart(top, 0, chart, {"object_position": 2, "description": title})
