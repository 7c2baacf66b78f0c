"""Who gains and who loses, in sentences, and the table of stations."""

from staffing.messages import Lang, listing, text
from staffing.models.run import Run, StationResult
from staffing.report import tables
from staffing.report.figures import BLANK, decimals, signed
from staffing.report.moving import move_rows
from staffing.report.official.blocks import Table
from staffing.report.proof import is_programme

MOST_NAMED = 12
"""Stations named in one sentence; the others stand in the table."""


def who_moves(run: Run, lang: Lang) -> list[str]:
    """Return who gains, who loses and who stays, with the posts of each; nothing where staff are not known."""
    if tables.changes(run) is None:
        return []
    said = []
    for key, group in (
        ("o_gain", [row for row in run.stations if (row.change or 0) > 0]),
        ("o_lose", [row for row in run.stations if (row.change or 0) < 0]),
        ("o_same", [row for row in run.stations if not row.change]),
    ):
        if group:
            said.append(_group(run, key, group, lang) + text("o_stop", lang))
    return said


def _group(run: Run, key: str, group: list[StationResult], lang: Lang) -> str:
    called = [
        text("o_changed_by", lang, name=row.name, posts=abs(row.change)) if row.change else row.name
        for row in sorted(group, key=lambda row: -abs(row.change or 0))[:MOST_NAMED]
    ]
    stations = listing(called, lang)
    if len(group) > MOST_NAMED:
        stations = text("o_and_others", lang, stations=stations)
    posts = sum(abs(row.change or 0) for row in group)
    return text(key, lang, stations=stations, count=len(group), posts=posts, noun=tables.noun(run, lang))


def plan_table(run: Run, lang: Lang) -> Table:
    """Return the stations in the order of the office: in post, quota, posts, change, work per head."""
    total = tables.totals(run)
    head = [tables.noun(run, lang)]
    head += [
        text(key, lang) for key in ("in_post", "quota", "allocation", "change", "burden_in_post", "burden")
    ]
    rows = tuple(
        (
            row.name,
            whole(row.in_post),
            decimals(row.quota),
            whole(row.allocation),
            signed(row.change),
            decimals(row.burden_in_post),
            decimals(row.burden),
        )
        for row in tables.plan_rows(run)
    )
    foot = (
        text("total", lang),
        whole(total.in_post),
        decimals(total.quota),
        whole(total.allocation),
        signed(total.change),
        "",
        "",
    )
    caption = text("o_table_plan", lang, noun=tables.noun(run, lang))
    return Table(caption, tuple(head), rows, foot)


def moves_table(run: Run, lang: Lang) -> Table | None:
    """Return who moves from where to where; None where nobody does, or the ladder decided."""
    moves = move_rows(run, run, lang) if is_programme(run) else ()
    if not moves:
        return None
    head = tuple(text(key, lang) for key in ("giver", "taker", "category", "posts"))
    rows = tuple((row.giver, row.taker, row.category, whole(row.count)) for row in moves)
    return Table(text("moves", lang), head, rows, left=(0, 1, 2))


def whole(number: int | None) -> str:
    """Return a number of heads; a dash where it is not known."""
    return BLANK if number is None else f"{number:,}"


def ended(sentence: str, lang: Lang) -> str:
    """Return a sentence with its full stop."""
    return sentence if sentence[-1:] in "。.；" else sentence + text("o_stop", lang)
