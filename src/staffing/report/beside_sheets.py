"""The sheets of what stands beside a plan: a conflict and its remedies, posts added or cut, other options."""

from staffing.messages import Lang, text
from staffing.models.comparison import Comparison
from staffing.models.paper import Beside
from staffing.models.run import Run
from staffing.report import notes, tables
from staffing.report.comparison_chart import label_of
from staffing.report.figures import BLANK
from staffing.report.proof import outcome
from staffing.report.sheets import Sheet
from staffing.report.whatif_rows import mode_rows, step_margin, whatif_rows, whatif_sentence

WIDE = 84
"""Greatest width of a column of sentences, in Latin letters."""


def write_conflict(sheet: Sheet, run: Run, lang: Lang) -> None:
    """Write the rules that cannot hold together, and the least changes that would make a plan possible."""
    sheet.put(0, 0, run.name, "title", sized=False)
    sheet.put(1, 0, tables.answer_sentence(run, lang), "answer", sized=False)
    rules, changes = run.conflict or (), run.relaxations or ()
    sheet.head(3, ["", text("r_section_conflict", lang), text("r_place", lang)], left=(1, 2))
    for number, rule in enumerate(rules, start=1):
        sheet.put(3 + number, 0, number, "top")
        sheet.put(3 + number, 1, rule.text, "wrap")
        sheet.put(3 + number, 2, notes.rule_place(rule.where, lang), "wrap")
    top = 5 + len(rules)
    if changes:
        sheet.put(top, 0, text("r_relax_hint", lang), "label", sized=False)
        sheet.head(top + 1, ["", text("r_section_relaxations", lang), ""], left=(1, 2))
        for number, change in enumerate(changes, start=1):
            sheet.put(top + 1 + number, 0, number, "top")
            sheet.put(top + 1 + number, 1, change.text, "wrap")
    sheet.finish(header=3, freeze=(4, 0), widest=WIDE)


def write_what_if(sheet: Sheet, run: Run, beside: Beside, lang: Lang) -> None:
    """Write who gains or loses posts that are added or cut, in which order, and every station."""
    answer = beside.what_if
    if answer is None:
        return
    names = {station.id: station.name for station in run.stations}
    sheet.put(0, 0, run.name, "title", sized=False)
    sheet.put(1, 0, whatif_sentence(run, answer, lang), "answer", sized=False)
    row = 3
    if answer.conflict:
        for rule in answer.conflict:
            sheet.put(row, 0, rule.text, "mark", sized=False)
            row += 1
    if answer.steps:
        keys = ("r_posts_before", "r_posts_after", "burden_in_post", "burden", "runner_up", "margin")
        labels = [text("order", lang), tables.noun(run, lang), *(text(key, lang) for key in keys)]
        sheet.head(row, labels, left=(0, 1, 6))
        for step in answer.steps:
            row += 1
            runner = BLANK if step.runner_up is None else names[step.runner_up.station]
            sheet.put(row, 0, step.order, "ordinal")
            sheet.put(row, 1, names[step.station])
            sheet.put(row, 2, step.posts_before, "whole")
            sheet.put(row, 3, step.posts_after, "whole")
            sheet.put(row, 4, step.burden_before, "two")
            sheet.put(row, 5, step.burden_after, "two")
            sheet.put(row, 6, runner, "after")
            sheet.put(row, 7, step_margin(step), "right")
        row += 2
    for mode in mode_rows(run, answer, lang):
        sheet.put(row, 0, mode.title + text("r_colon", lang) + mode.changes, sized=False)
        row += 1
    _write_stations(sheet, row + 1, run, beside, lang)


def _write_stations(sheet: Sheet, header: int, run: Run, beside: Beside, lang: Lang) -> None:
    rows = whatif_rows(run, beside.what_if) if beside.what_if else ()
    keys = ("quota", "r_posts_before", "r_posts_after", "change", "burden_in_post", "burden")
    labels = [text("id", lang), tables.noun(run, lang), *(text(key, lang) for key in keys)]
    sheet.head(header, labels, left=(0, 1))
    for place, row in enumerate(rows, start=header + 1):
        sheet.put(place, 0, row.id)
        sheet.put(place, 1, row.name)
        sheet.put(place, 2, row.quota, "two")
        sheet.put(place, 3, row.before, "whole")
        sheet.put(place, 4, row.after, "posts")
        sheet.put(place, 5, row.change, "change")
        sheet.put(place, 6, row.burden_before, "two")
        sheet.put(place, 7, row.burden_after, "two")
    sheet.finish(header=header, freeze=(2, 2))


def write_comparison(sheet: Sheet, title: str, noun: str, found: Comparison | None, lang: Lang) -> None:
    """Write the options side by side, the first being the base; differences from it carry their sign."""
    if found is None:
        return
    last = 5 + len(found.stations)
    differ = sum(row.differs for row in found.stations)
    words = {"count": len(found.scenarios), "differ": differ, "same": len(found.stations) - differ}
    sheet.put(0, 0, title, "title", sized=False)
    sheet.put(1, 0, text("o_compare", lang, noun=noun, **words), "answer", sized=False)
    sheet.put(2, 0, text("r_beside_base", lang), "note", sized=False)
    labels = [
        text("id", lang),
        noun,
        text("in_post", lang),
        *(label_of(v.name, lang) for v in found.scenarios),
    ]
    sheet.head(4, labels, left=(0, 1))
    for place, row in enumerate(found.stations, start=5):
        sheet.put(place, 0, row.id)
        sheet.put(place, 1, row.name)
        sheet.put(place, 2, row.in_post, "whole")
        for column, posts in enumerate(row.allocations, start=3):
            style = _against(posts, row.allocations[0])
            sheet.put(place, column, BLANK if posts is None else posts, style)
    held = [row.in_post for row in found.stations if row.in_post is not None]
    sums = [sum(held) if len(held) == len(found.stations) else None]
    sums += [None if v.allocation is None else sum(v.allocation.values()) for v in found.scenarios]
    sheet.put(last, 0, text("total", lang), "sum_text")
    sheet.put(last, 1, None, "sum_text")
    for column, whole in enumerate(sums, start=2):
        sheet.put(last, column, whole, "sum_whole")
    for place, variant in enumerate(found.scenarios, start=last + 2):
        said = f"{label_of(variant.name, lang)}{text('r_colon', lang)}{outcome(variant.status, lang)}"
        sheet.put(place, 0, said, sized=False)
    sheet.finish(header=4, freeze=(5, 2))


def _against(posts: int | None, base: int | None) -> str:
    if posts is None or base is None or posts == base:
        return "right" if posts is None else "whole"
    return "more" if posts > base else "fewer"
