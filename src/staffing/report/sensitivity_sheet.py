"""The sheet of how far weights and counts may change: the interval of each weight, and the near misses."""

from staffing.messages import Lang, text
from staffing.models.paper import Beside
from staffing.models.run import Run
from staffing.report.season_rows import names_of
from staffing.report.sensitivity_rows import (
    NEAR_MISS_LABELS,
    near_miss_rows,
    no_weights,
    robustness_sentence,
    weight_labels,
    weight_rows,
)
from staffing.report.sheets import Sheet
from staffing.report.tables import noun


def write_sensitivity(sheet: Sheet, run: Run, beside: Beside, lang: Lang) -> None:
    """Write what may change without a change of the plan, and who gains and who loses beyond it."""
    answer = beside.sensitivity
    if answer is None:
        return
    names = names_of(run)
    rows, misses = weight_rows(answer, names, lang), near_miss_rows(answer, names, lang, None)
    sheet.put(0, 0, text("s_title", lang, name=run.name), "title", sized=False)
    sheet.put(1, 0, robustness_sentence(run, rows, misses, lang), "answer", sized=False)
    place = 3
    sheet.put(place, 0, text("s_weights", lang) if rows else no_weights(answer, lang), "label", sized=False)
    if rows:
        place += 1
        sheet.head(place, weight_labels(run, lang), left=(0, 4, 5))
        for row in rows:
            place += 1
            sheet.put(place, 0, row.driver)
            for column, shown in enumerate((row.weight, row.low, row.high), start=1):
                sheet.put(place, column, _number(shown), "percent")
            sheet.put(place, 4, row.below, "after")
            sheet.put(place, 5, row.above, "after")
    if misses:
        place += 2
        sheet.put(place, 0, text("s_near_misses", lang), "label", sized=False)
        labels = [noun(run, lang), *(text(key, lang) for key in NEAR_MISS_LABELS)]
        sheet.head(place + 1, labels, left=(0, 1, 5))
        for line, miss in enumerate(misses, start=place + 2):
            sheet.put(line, 0, miss.name)
            sheet.put(line, 1, miss.driver)
            sheet.put(line, 2, miss.miss.count, "count")
            sheet.put(line, 3, miss.change, "right")
            sheet.put(line, 4, miss.share, "right")
            sheet.put(line, 5, miss.moves, "after")
    sheet.finish(header=None, freeze=(2, 1))


def _number(percentage: str) -> float:
    """Return a printed percentage as the number that the sheet prints so.

    >>> _number("17.9%")
    0.179
    """
    return round(float(percentage.removesuffix("%")) / 100, 14)
