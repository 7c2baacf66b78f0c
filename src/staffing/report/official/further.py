"""What the run holds beside the plan: quantified work, a plan made by hand, other good plans, the years."""

from collections.abc import Iterator, Sequence

from staffing.messages import Lang, text
from staffing.models.run import Run
from staffing.report import moving, notes, tables, worth
from staffing.report.figures import BLANK, decimals, headed
from staffing.report.official.blocks import Block, Table, Text, side_by_side
from staffing.report.official.by_hand import by_hand
from staffing.report.official.results import ended, whole
from staffing.report.work_text import apart_sentence, blend_sentence, enough_sentences

MOST_PLANS = 6
"""Plans side by side in one table."""


def workload(run: Run, lang: Lang) -> Iterator[Block]:
    """Yield how many posts the work requires, and what part of the demand the ledger makes."""
    if run.work is None:
        return
    said = [*enough_sentences(run.work, lang), blend_sentence(run.work, lang), apart_sentence(run, lang)]
    for sentence in said:
        if sentence:
            yield Text(ended(sentence, lang))
    total = run.work.total
    if total is None:
        return
    keys = ("w_hours", "w_required", "w_required_posts", "in_post", "w_difference", "w_pressure")
    names = {station.id: station for station in run.stations}
    rows = tuple(
        (
            names[row.id].name,
            decimals(one.hours, 1),
            decimals(one.required),
            whole(one.posts),
            whole(names[row.id].in_post),
            decimals(one.difference),
            BLANK if one.pressure is None else text(f"pressure_{one.pressure}", lang),
        )
        for row in run.work.stations
        if (one := row.requirement) is not None
    )
    posts = (whole(total.required_posts), whole(total.in_post))
    foot = (text("total", lang), "", decimals(total.required), *posts, "", "")
    head = (tables.noun(run, lang), *(text(key, lang) for key in keys))
    yield Table(text("w_table_required", lang), head, rows, foot)


def further(run: Run, lang: Lang) -> Iterator[Block]:
    """Yield the plan made by hand, the other plans and the years, as far as the run holds them."""
    yield from _by_hand(run, lang)
    yield from _alternatives(run, lang)
    yield from _years(run, lang)


def _by_hand(run: Run, lang: Lang) -> Iterator[Block]:
    found = run.evaluation
    if found is None:
        return
    yield from by_hand(run, lang)
    yield Text(headed(worth.improvement_sentence(found, lang)) + text("o_stop", lang))
    yield from _moves(text("r_table_hand_moves", lang), moving.move_rows(found, run, lang), lang)


def _alternatives(run: Run, lang: Lang) -> Iterator[Block]:
    found = run.alternatives
    if found is None:
        return
    yield from _said("r_sheet_alternatives", [worth.alternatives_facts(found, lang)], lang)
    if found.plans:
        beside = worth.alternatives_beside(run, found, lang)
        yield from _beside(text("r_sheet_alternatives", lang), beside, run, lang)


def _years(run: Run, lang: Lang) -> Iterator[Block]:
    found = run.phased
    if found is None:
        return
    said = (worth.phased_facts(found, lang), text("phase_target", lang))
    yield from _said("r_sheet_phased", [text("r_semicolon", lang).join(said)], lang)
    for number, rule in enumerate(found.conflict or (), start=1):
        yield Text(f"{number}. {notes.placed(rule, lang)}")
    if not found.years:
        return
    rows = tuple((str(year.year), *map(whole, worth.year_figures(year))) for year in found.years)
    yield Table(text("r_table_years", lang), tuple(worth.year_labels(lang)), rows)
    yield from _beside(headed(text("track", lang)), worth.phased_beside(run, found, lang), run, lang)
    for year in found.years:
        caption = headed(text("year_moves", lang, year=year.year))
        yield from _moves(caption, moving.move_rows(year, run, lang), lang)


def _said(key: str, sentences: Sequence[str], lang: Lang) -> Iterator[Block]:
    """Yield sentences, the first with what it is about."""
    for number, said in enumerate(sentences):
        words = headed(said) if number else text(key, lang) + text("r_colon", lang) + said
        yield Text(words + text("o_stop", lang))


def _beside(caption: str, beside: worth.Beside, run: Run, lang: Lang) -> Iterator[Block]:
    """Yield the numbers in which plans differ, and what each plan comes to."""
    fixed = [tables.noun(run, lang), *([text("category", lang)] if run.categories else [])]
    rows = [
        [row.name, *([row.category] if run.categories else []), *map(whole, row.figures)]
        for row in beside.rows
    ]
    if rows:
        yield from side_by_side(caption, [*fixed, *beside.titles], rows, fixed=len(fixed), most=MOST_PLANS)
    if beside.values:
        head = [text("goals", lang), *beside.compared]
        values = [[label, *cells] for label, cells in beside.values]
        yield from side_by_side(text("goals", lang), head, values, most=MOST_PLANS)


def _moves(caption: str, rows: Sequence[moving.MoveRow], lang: Lang) -> Iterator[Block]:
    if rows:
        head = tuple(text(key, lang) for key in ("giver", "taker", "category", "posts"))
        listed = tuple((row.giver, row.taker, row.category, whole(row.count)) for row in rows)
        yield Table(caption, head, listed, left=(0, 1, 2))
