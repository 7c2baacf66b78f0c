"""Counts by period on the terminal."""

from staffing.messages import Lang, text
from staffing.models.run import Run
from staffing.report.figures import count
from staffing.report.lines import Column, fitted, wrap
from staffing.report.season_rows import (
    PERIOD_LABELS,
    STATION_LABELS,
    index_text,
    names_of,
    season_sentence,
    sharpest,
)

BAR = 20
"""Cells of the bar of an index of 2 or more."""
STATIONS = 10
"""Stations listed of each driver: those whose own peak stands out most."""


def season_lines(run: Run, *, lang: Lang, width: int) -> list[str]:
    """Return each driver of several periods: total and index by period, and the stations with the sharpest peak."""
    lines: list[str] = []
    names = names_of(run)
    for season in run.seasons or ():
        lines += ["", *wrap("", season_sentence(season, lang), width)]
        headings = [Column(text(PERIOD_LABELS[0], lang), right=False)]
        headings += [Column(text(label, lang)) for label in PERIOD_LABELS[1:]]
        rows = [
            [period.period, count(period.total), index_text(period, lang), _bar(period.index)]
            for period in season.periods
        ]
        lines += fitted([*headings, Column("", right=False)], rows, width=width, spare=(3,))
        chosen = sharpest(season, STATIONS)
        headings = [Column(text(STATION_LABELS[0], lang), right=False)]
        headings += [Column(text(label, lang)) for label in STATION_LABELS[1:]]
        rows = [
            [
                names.get(station.id, station.id),
                f"{station.share:.1%}",
                f"{station.peak_share:.1%}",
                station.peak,
                "-" if station.ratio is None else f"{station.ratio:.2f}",
            ]
            for station in chosen
        ]
        if len(chosen) < len(season.stations):
            lines += ["", *wrap("", text("p_sharpest", lang, count=len(chosen)), width)]
        else:
            lines.append("")
        lines += fitted(headings, rows, width=width, spare=(2,))
    return lines


def _bar(index: float | None) -> str:
    return "" if index is None else "#" * min(BAR, round(index * BAR / 2))
