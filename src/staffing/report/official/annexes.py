"""Attachments: details by station, notes on the data, the order of adding and cutting."""

from collections.abc import Iterator
from dataclasses import dataclass

from staffing.messages import Lang, text
from staffing.models.run import CategoryPosts, Run
from staffing.report import notes, tables
from staffing.report.figures import BLANK, count, decimals
from staffing.report.official.blocks import Attachment, Block, Enclosed, Table, Text, side_by_side
from staffing.report.official.results import whole

MOST_DRIVERS = 5
MOST_CATEGORIES = 4


@dataclass(frozen=True, slots=True)
class Annex:
    """One attachment."""

    title: str
    blocks: tuple[Block, ...]


def annexes(run: Run, lang: Lang) -> list[Annex]:
    """Return the attachments in their order; that of the ladder only where there is one."""
    made = [("detail", [*_counts(run, lang), *_categories(run, lang)]), ("notes", list(_notes(run, lang)))]
    ladder = list(_ladder(run, lang))
    if ladder:
        made.append(("ladder", ladder))
    return [
        Annex(
            title := text(f"o_annex_{key}", lang),
            (Attachment(text("o_annex", lang, number=number), title), *content),
        )
        for number, (key, content) in enumerate(made, start=1)
    ]


def listed(attached: list[Annex], lang: Lang) -> Enclosed:
    """Return the list of attachments that stands under the text."""
    return Enclosed(
        tuple(
            text("o_annex_first" if number == 1 else "o_annex_next", lang, number=number, title=annex.title)
            if number == 1 or lang == "en"
            else "\u3000" * 3 + text("o_annex_next", lang, number=number, title=annex.title)
            for number, annex in enumerate(attached, start=1)
        )
    )


def _counts(run: Run, lang: Lang) -> Iterator[Block]:
    noun, total = tables.noun(run, lang), tables.totals(run)
    head = [noun, *(driver.name for driver in run.drivers)]
    head += [text(key, lang) for key in ("index", "quota", "minimum", "maximum")]
    rows = [
        [
            row.name,
            *(count(row.values[driver.name]) for driver in run.drivers),
            decimals(row.index, 4),
            decimals(row.quota),
            whole(row.minimum),
            text("no_limit", lang) if row.maximum is None else whole(row.maximum),
        ]
        for row in run.stations
    ]
    foot = [text("total", lang), *(count(driver.total) for driver in run.drivers)]
    foot += [decimals(total.index, 4), decimals(total.quota), "", ""]
    yield from side_by_side(text("o_table_counts", lang), head, rows, foot, most=MOST_DRIVERS)


def _categories(run: Run, lang: Lang) -> Iterator[Block]:
    if not run.categories:
        return
    head = [tables.noun(run, lang), *(category.name for category in run.categories)]
    rows = [
        [row.name, *(_became((row.categories or {}).get(category.id)) for category in run.categories)]
        for row in run.stations
    ]
    foot = [text("total", lang)]
    foot += [_became(CategoryPosts(in_post=c.in_post, allocation=c.allocation)) for c in run.categories]
    yield from side_by_side(text("o_table_categories", lang), head, rows, foot, most=MOST_CATEGORIES)


def _became(posts: CategoryPosts | None) -> str:
    return BLANK if posts is None else f"{posts.in_post}→{whole(posts.allocation)}"


def _notes(run: Run, lang: Lang) -> Iterator[Block]:
    groups = notes.data_notes(run.warnings)
    if not groups:
        yield Text(text("o_notes_none", lang))
        return
    yield Text(text("o_notes_said", lang, count=notes.count(groups)))
    head = (text("o_notes_head_place", lang), text("o_notes_head_said", lang))
    rows = tuple(
        (" ".join(part for part in (group.place, notes.spot(issue, lang)) if part), issue.message)
        for group in groups
        for issue in group.issues
    )
    yield Table(text("o_annex_notes", lang), head, rows, left=(0, 1))


def _ladder(run: Run, lang: Lang) -> Iterator[Block]:
    rows = tables.ladder_rows(run)
    if not rows:
        return
    digits = tables.ladder_digits(rows)
    head = [text(key, lang) for key in ("order", "station", "posts", "priority")]
    head[1] = tables.noun(run, lang)
    if run.classes:
        head.insert(1, text("class", lang))
    yield Table(
        text("o_table_ladder", lang),
        (*head, text("r_given", lang)),
        tuple(
            (
                str(row.order),
                *([row.of_class or BLANK] if run.classes else []),
                row.name,
                f"{row.posts_before}→{row.posts_after}",
                decimals(row.priority, digits),
                text("r_yes" if row.given else "r_no", lang),
            )
            for row in rows
        ),
        left=(1, 2) if run.classes else (1,),
    )
