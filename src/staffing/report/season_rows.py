"""Counts by period as sentences and rows, for every renderer."""

from staffing.messages import Lang, text
from staffing.messages.spans import period_text
from staffing.models.run import Run
from staffing.models.seasons import PeriodTotal, SeasonResult, StationSeason
from staffing.report.figures import decimals

STATION_LABELS = ("station", "p_share", "p_peak_share", "p_own_peak", "p_own_ratio")
PERIOD_LABELS = ("r_period", "p_total", "p_index")


def season_sentence(season: SeasonResult, lang: Lang) -> str:
    """Return what counts, what the values are made of, and when there was most."""
    counted = sum(period.counted for period in season.periods)
    what = text(
        "p_window", lang, driver=season.driver, window=period_text(season.window, lang), count=counted
    )
    how = text(f"p_taken_{season.take}", lang, count=season.divisor)
    if season.ratio is None:
        return what + how
    return (
        what + how + text("p_peak", lang, peak=period_text(season.peak, lang), ratio=decimals(season.ratio))
    )


def index_text(period: PeriodTotal, lang: Lang) -> str:
    """Return the index of a period, and that it does not count where it does not."""
    index = decimals(period.index)
    return index if period.counted else f"{index} {text('p_outside', lang)}"


def sharpest(season: SeasonResult, most: int) -> list[StationSeason]:
    """Return the stations whose own peak stands out most, in the order of the office."""
    ordered = sorted(season.stations, key=lambda station: -(station.ratio or 0))[:most]
    chosen = {station.id for station in ordered}
    return [station for station in season.stations if station.id in chosen]


def names_of(run: Run) -> dict[str, str]:
    """Return the stations' names by id."""
    return {station.id: station.name for station in run.stations}
