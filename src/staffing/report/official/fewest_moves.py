"""How few moves reach how much of the gain, in the report: the answer in words, a table of it."""

from collections.abc import Iterator

from staffing.messages import Lang, text
from staffing.models.paper import Beside
from staffing.models.run import Run
from staffing.report.frontier_rows import frontier_notes, frontier_rows, frontier_sentence, is_complete
from staffing.report.official.blocks import Block, Table, Text


def fewest_moves(run: Run, beside: Beside, lang: Lang) -> Iterator[Block]:
    """Yield how many moves reach how much; nothing where it was not asked or there is nothing to move."""
    found = beside.frontier
    if found is None or not found.points:
        return
    rows = frontier_rows(found, {station.id: station.name for station in run.stations}, lang)
    yield Text(frontier_sentence(found, lang))
    if len(rows) < 2:
        return
    for note in frontier_notes(found, lang):
        yield Text(note)
    whole = is_complete(rows)
    pairs, added = (["f_who"], ["f_added"]) if whole else ([], [])
    head = tuple(text(key, lang) for key in ("f_moves", *pairs, "f_share", *added, "ratio"))
    body = tuple(
        (
            str(row.point.transfers),
            *([row.who] if whole else []),
            row.share,
            *([row.added] if whole else []),
            row.ratio,
        )
        for row in rows
    )
    yield Table(text("f_table", lang), head, body, left=(1,) if whole else ())
