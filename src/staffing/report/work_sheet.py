"""The sheets of quantified work in the workbook: required posts, and the activities that they come from."""

from staffing.messages import Lang, text
from staffing.models.run import Run
from staffing.models.work import StationWork
from staffing.report import tables
from staffing.report.sheets import Live, Sheet, cell, column_range
from staffing.report.work_text import apart_sentence, blend_sentence, enough_sentences, standard_text

HEADER = 8
FIRST = HEADER + 1
FIGURES = (
    ("w_hours", "two"),
    ("w_available", "two"),
    ("w_staff", "four"),
    ("w_factor", "four"),
    ("w_individual", "four"),
    ("w_required", "two"),
    ("w_required_posts", "whole"),
    ("in_post", "whole"),
    ("w_difference", "two"),
    ("w_ratio", "two"),
    ("w_pressure", "after"),
    ("w_driver_quota", "two"),
    ("w_task_quota", "two"),
    ("w_apart", "two"),
)
"""Columns after id and name, with their styles."""
CLASSES = 3
"""Classes of which it is said above the table whether their posts are enough."""
PRESSURE = 12
"""Column of the pressure."""


def write_work(sheet: Sheet, run: Run, lang: Lang) -> None:
    """Write what the work of each station requires, with live formulas, and how far ledger and drivers agree."""
    work = run.work
    if work is None:
        return
    sheet.put(0, 0, text("r_sheet_work", lang), "title", sized=False)
    enough = enough_sentences(work, lang)
    said = [*enough[:1], *enough[-1:], *enough[1:-1][:CLASSES]]
    said += [one for one in (blend_sentence(work, lang), apart_sentence(run, lang)) if one]
    for line, sentence in enumerate(said, start=1):
        sheet.put(line, 0, sentence, "answer" if line == 1 else "note", sized=False)
    labels = [text("id", lang), tables.noun(run, lang)]
    sheet.head(HEADER, [*labels, *(text(key, lang) for key, _ in FIGURES)], left=(0, 1, 12))
    for place, (station, row) in enumerate(zip(run.stations, work.stations, strict=True), start=FIRST):
        sheet.put(place, 0, station.id)
        sheet.put(place, 1, station.name)
        for column, (value, (_, style)) in enumerate(
            zip(_figures(row, station.in_post, place, lang), FIGURES, strict=True), start=2
        ):
            pressed = row.requirement is not None and row.requirement.pressure is not None
            coloured = f"pressure_{row.requirement.pressure}" if pressed and row.requirement else style
            sheet.put(place, column, value, coloured if column == PRESSURE else style)
    last = FIRST + len(run.stations) - 1
    sheet.put(last + 1, 0, text("total", lang), "sum_text")
    for column, value in _sums(run):
        live = Live(f"=SUM({column_range(FIRST, last, column)})", value)
        sheet.put(last + 1, column, live, "sum_two" if column in {2, 7} else "sum_whole")
    sheet.finish(header=HEADER, freeze=(FIRST, 2))


def _figures(row: StationWork, in_post: int | None, place: int, lang: Lang) -> list[object]:
    agreed = [row.driver_quota, row.task_quota, row.apart]
    one = row.requirement
    if one is None:
        return [row.hours, *[None] * 10, *agreed]
    hours, available, staff, factor, individual, required, held = (
        cell(place, c) for c in (2, 3, 4, 5, 6, 7, 9)
    )
    return [
        one.hours,
        one.available_hours,
        Live(f"={hours}/{available}", one.staff),
        one.category_factor,
        one.individual_factor,
        Live(f"={staff}*{factor}+{individual}", one.required),
        one.posts,
        in_post,
        None if one.difference is None else Live(f"={held}-{required}", one.difference),
        None if one.ratio is None else Live(f"={held}/{required}", one.ratio),
        None if one.pressure is None else text(f"pressure_{one.pressure}", lang),
        *agreed,
    ]


def _sums(run: Run) -> list[tuple[int, float]]:
    work = run.work
    if work is None or work.total is None:
        return []
    hours = sum(row.requirement.hours for row in work.stations if row.requirement is not None)
    sums: list[tuple[int, float | None]] = [
        (2, hours),
        (7, work.total.required),
        (8, work.total.required_posts),
        (9, work.total.in_post),
    ]
    return [(column, value) for column, value in sums if value is not None]


ACTIVITIES = (
    ("w_activity", "text"),
    ("w_quantity", "two"),
    ("w_unit_hours", "four"),
    ("w_hours", "two"),
    ("w_staff", "four"),
    ("w_standard", "after"),
)


def write_activities(sheet: Sheet, run: Run, lang: Lang) -> None:
    """Write every activity of every station: quantity, unit hours, hours, posts and the standard."""
    sheet.put(0, 0, text("r_sheet_activities", lang), "title", sized=False)
    labels = [text("id", lang), tables.noun(run, lang), *(text(key, lang) for key, _ in ACTIVITIES)]
    sheet.head(2, labels, left=(0, 1, 2, 7))
    place = 3
    names = {station.id: station.name for station in run.stations}
    for row in run.work.stations if run.work is not None else ():
        for one in row.requirement.components if row.requirement is not None else ():
            available = row.requirement.available_hours if row.requirement is not None else 0
            standard = None if one.source is None else standard_text(one, lang)
            hours: object = one.hours
            if one.unit_hours is not None:
                hours = Live(f"={cell(place, 3)}*{cell(place, 4)}", one.hours)
            staff = Live(f"={cell(place, 5)}/{available!r}", one.staff)
            values = [one.activity, one.quantity, one.unit_hours, hours, staff, standard]
            sheet.put(place, 0, row.id)
            sheet.put(place, 1, names[row.id])
            for column, (value, (_, style)) in enumerate(zip(values, ACTIVITIES, strict=True), start=2):
                sheet.put(place, column, value, style)
            place += 1
    sheet.finish(header=2, freeze=(3, 2))
