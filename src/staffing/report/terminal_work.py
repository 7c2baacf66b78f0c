"""Quantified work on the terminal: required posts, whether they are enough, and how each figure comes about."""

from collections.abc import Sequence

from staffing.messages import Lang, text
from staffing.models.run import Run, StationResult
from staffing.models.work import WorkResult
from staffing.report.figures import decimals
from staffing.report.lines import Column, fitted, wrap
from staffing.report.terminal_plan import MANY_ROWS
from staffing.report.work_text import (
    apart_rows,
    apart_sentence,
    blend_sentence,
    derivation,
    enough_sentences,
)

STATIONS_APART = 10
"""Stations listed on which ledger and drivers disagree: those where they do most."""


def work_lines(run: Run, *, lang: Lang, width: int, stations: Sequence[StationResult] = ()) -> list[str]:
    """Return what the work requires, and the derivation of ``stations``; of all where there are not many."""
    lines: list[str] = []
    work = run.work
    if work is not None:
        for sentence in [*enough_sentences(work, lang), blend_sentence(work, lang)]:
            lines += wrap("", sentence, width) if sentence else []
        if work.total is not None:
            lines += ["", *_required_table(run, work, lang, width)]
        apart = apart_sentence(run, lang)
        if apart is not None:
            lines += ["", *wrap("", apart, width), *_apart_table(run, work, lang, width)]
        if not stations and len(run.stations) <= MANY_ROWS:
            stations = run.stations
    for station in stations:
        head, *steps = derivation(run, station, lang)
        lines += ["", head, *(line for step in steps for line in _indented(step, width))]
    return ["", *lines] if lines and lines[0] else lines


def _indented(step: str, width: int) -> list[str]:
    return [f"  {line}" for line in wrap("", step, width - 2)]


def _required_table(run: Run, work: WorkResult, lang: Lang, width: int) -> list[str]:
    headings = [Column(text("id", lang), right=False), Column(run.noun or text("station", lang), right=False)]
    keys = ("w_hours", "w_required", "w_required_posts", "in_post", "w_difference", "w_ratio")
    headings += [Column(text(key, lang)) for key in keys]
    headings.append(Column(text("w_pressure", lang), right=False))
    rows = []
    for station, row in zip(run.stations, work.stations, strict=True):
        one = row.requirement
        if one is None:
            continue
        rows.append(
            [
                station.id,
                station.name,
                decimals(one.hours, 1),
                decimals(one.required),
                "-" if one.posts is None else str(one.posts),
                "-" if station.in_post is None else str(station.in_post),
                _signed(one.difference),
                "-" if one.ratio is None else decimals(one.ratio),
                "-" if one.pressure is None else text(f"pressure_{one.pressure}", lang),
            ]
        )
    total = work.total
    foot = None
    if total is not None:
        hours = sum(row.requirement.hours for row in work.stations if row.requirement is not None)
        foot = [
            text("total", lang),
            "",
            decimals(hours, 1),
            decimals(total.required),
            "-" if total.required_posts is None else str(total.required_posts),
            "-" if total.in_post is None else str(total.in_post),
            "-" if total.in_post is None else _signed(total.in_post - total.required),
            "-" if total.ratio is None else decimals(total.ratio),
            "-" if total.pressure is None else text(f"pressure_{total.pressure}", lang),
        ]
    return fitted(headings, rows, foot, width=width, spare=(0, 4))


def _signed(number: float | None) -> str:
    return "-" if number is None else f"{number:+.2f}"


def _apart_table(run: Run, work: WorkResult, lang: Lang, width: int) -> list[str]:
    names = {station.id: station.name for station in run.stations}
    rows = apart_rows(work)[:STATIONS_APART]
    if not rows:
        return []
    headings = [Column(run.noun or text("station", lang), right=False)]
    headings += [Column(text(key, lang)) for key in ("w_driver_quota", "w_task_quota", "w_apart")]
    body = [
        [names[row.id], decimals(row.driver_quota), decimals(row.task_quota), _signed(row.apart)]
        for row in rows
    ]
    return fitted(headings, body, width=width, spare=())
