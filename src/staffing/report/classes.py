"""The classes of a run in words and rows, for terminal, page and workbook."""

from typing import TYPE_CHECKING

from staffing.messages import Lang, listing, text
from staffing.models.run import ClassResult, Run
from staffing.report.figures import percent
from staffing.report.lines import Column, table

if TYPE_CHECKING:
    from staffing.report.sheets import Sheet


def class_weights_text(one: ClassResult, lang: Lang) -> str:
    """Return the weights of a class: ``投诉举报量50%、学校50%``."""
    gap = "" if lang == "zh" else " "
    return listing([f"{driver}{gap}{percent(weight)}" for driver, weight in one.weights.items()], lang)


def class_rows(run: Run, lang: Lang) -> list[list[str]]:
    """Return a row for each class: name, stations, share, posts, placed, weights."""
    return [
        [
            one.name,
            str(one.stations),
            percent(one.share),
            "-" if one.posts is None else str(one.posts),
            "-" if one.allocation is None else str(one.allocation),
            class_weights_text(one, lang),
        ]
        for one in run.classes or ()
    ]


def class_titles(lang: Lang) -> list[str]:
    """Return the titles of these columns."""
    keys = ("class", "class_stations", "class_share", "class_posts", "allocation", "class_weights")
    return [text(key, lang) for key in keys]


def class_lines(run: Run, lang: Lang) -> list[str]:
    """Return the table of the terminal; empty without classes."""
    if not run.classes:
        return []
    titles = class_titles(lang)
    columns = [Column(title, right=n not in (0, 5)) for n, title in enumerate(titles)]
    return [text("class_title", lang), *table(columns, class_rows(run, lang))]


def write_classes(sheet: "Sheet", run: Run, lang: Lang) -> None:
    """Write the sheet of the workbook: one column for each driver's weight."""
    sheet.put(0, 0, run.name, "title", sized=False)
    sheet.put(1, 0, text("class_title", lang), "label", sized=False)
    drivers = [driver.name for driver in run.drivers]
    sheet.head(3, [*class_titles(lang)[:5], *drivers], left=(0,))
    for row, one in enumerate(run.classes or (), start=4):
        sheet.put(row, 0, one.name)
        sheet.put(row, 1, one.stations, "whole")
        sheet.put(row, 2, one.share, "percent")
        sheet.put(row, 3, one.posts, "whole")
        sheet.put(row, 4, one.allocation, "whole")
        for column, driver in enumerate(drivers, start=5):
            sheet.put(row, column, one.weights.get(driver), "percent")
    sheet.finish(header=3, freeze=(4, 1))
