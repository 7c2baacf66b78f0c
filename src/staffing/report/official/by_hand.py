"""A plan made by hand, beside the plan of the report: what it breaks, what it costs, where the two differ."""

from collections.abc import Iterator

from staffing.messages import Lang, text
from staffing.models.run import Run
from staffing.report import tables, worth
from staffing.report.official.blocks import Block, Table, Text
from staffing.report.official.results import whole


def by_hand(run: Run, lang: Lang) -> Iterator[Block]:
    """Yield what is to be said of the plan made by hand; nothing where there is none."""
    found = run.evaluation
    if found is None:
        return
    yield Text(text("o_by_hand", lang, said=worth.by_hand_sentence(run, found, lang)))
    yield from (
        Text(f"{k}. {rule.text}{text('o_stop', lang)}") for k, rule in enumerate(found.broken, start=1)
    )
    beside = worth.evaluation_beside(run, found, lang)
    if not beside.rows:
        return
    kinds = any(row.category for row in beside.rows)
    head = [tables.noun(run, lang), *([text("category", lang)] if kinds else []), *beside.titles]
    rows = tuple(
        (row.name, *([row.category] if kinds else []), *(whole(figure) for figure in row.figures))
        for row in beside.rows
    )
    yield Table(text("o_table_by_hand", lang), tuple(head), rows, left=(0, 1) if kinds else (0,))
