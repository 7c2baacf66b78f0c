"""The sheet of counts by period in the workbook."""

from staffing.messages import Lang, text
from staffing.models.run import Run
from staffing.models.seasons import SeasonResult
from staffing.report.season_rows import PERIOD_LABELS, STATION_LABELS, names_of, season_sentence
from staffing.report.sheets import Sheet


def write_seasons(sheet: Sheet, run: Run, lang: Lang) -> None:
    """Write each driver of several periods: its totals by period, then its stations."""
    sheet.put(0, 0, text("r_sheet_seasons", lang), "title", sized=False)
    row = 2
    for season in run.seasons or ():
        sheet.put(row, 0, season_sentence(season, lang), "answer", sized=False)
        row = _stations(sheet, _periods(sheet, row + 1, season, lang) + 1, season, run, lang) + 2
    sheet.finish(header=0, freeze=(1, 1))


def _periods(sheet: Sheet, top: int, season: SeasonResult, lang: Lang) -> int:
    labels = [*(text(label, lang) for label in PERIOD_LABELS), text("p_counts", lang)]
    sheet.head(top, labels, left=(0,))
    for row, period in enumerate(season.periods, start=top + 1):
        sheet.put(row, 0, period.period)
        sheet.put(row, 1, period.total, "count")
        sheet.put(row, 2, period.index, "two")
        sheet.put(row, 3, text("r_yes" if period.counted else "r_no", lang), "right")
    return top + 1 + len(season.periods)


def _stations(sheet: Sheet, top: int, season: SeasonResult, run: Run, lang: Lang) -> int:
    names = names_of(run)
    sheet.head(top, [text(label, lang) for label in STATION_LABELS], left=(0,))
    for row, station in enumerate(season.stations, start=top + 1):
        sheet.put(row, 0, names.get(station.id, station.id))
        sheet.put(row, 1, station.share, "percent")
        sheet.put(row, 2, station.peak_share, "percent")
        sheet.put(row, 3, station.peak, "right")
        sheet.put(row, 4, station.ratio, "two")
    return top + 1 + len(season.stations)
