"""Who moves where, and plans beside each other: rows with names, for terminal, html and workbook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from staffing.messages import Lang, text
from staffing.models.run import Evaluation, Run, StationResult, YearResult
from staffing.report.figures import count

Posts = Mapping[str, Mapping[str, int | None]]
"""Posts by station and category; without categories under ``""``."""


@dataclass(frozen=True, slots=True)
class MoveRow:
    """Heads of one category that go from one place to another."""

    category: str
    """Name; empty without categories."""
    giver: str
    taker: str
    ids: tuple[str, str]
    """Ids of giver and taker; empty for outside."""
    count: int
    outside: bool
    """True: they join from outside, or leave for it."""


@dataclass(frozen=True, slots=True)
class NumberRow:
    """One number of the plan, in several plans."""

    id: str
    name: str
    category: str
    """Name; empty without categories."""
    figures: tuple[int | None, ...]


def move_rows(answer: Run | Evaluation | YearResult, run: Run, lang: Lang) -> tuple[MoveRow, ...]:
    """Return who moves: transfers, then joins from outside, then leaves."""
    names = {station.id: station.name for station in run.stations}
    kinds = category_names(run)
    away = text("outside", lang)

    def row(category: str | None, giver: str, taker: str, heads: int) -> MoveRow:
        ends = names.get(giver, away), names.get(taker, away)
        return MoveRow(kinds.get(category or "", ""), *ends, (giver, taker), heads, not (giver and taker))

    return (
        *(row(t.category, t.from_, t.to, t.count) for t in answer.transfers or ()),
        *(row(o.category, "", o.station, o.count) for o in answer.joins or ()),
        *(row(o.category, o.station, "", o.count) for o in answer.leaves or ()),
    )


def moves_facts(answer: Run | Evaluation, lang: Lang) -> tuple[str, ...]:
    """Return how many move, in words; nothing where staff in post are not given."""
    if answer.transfers is None:
        return ()
    heads = {
        "move_transfers": sum(row.count for row in answer.transfers),
        "move_joins": sum(row.count for row in answer.joins or ()),
        "move_leaves": sum(row.count for row in answer.leaves or ()),
    }
    said = [text(key, lang, count=number) for key, number in heads.items() if number]
    if isinstance(answer, Run) and answer.transfer_cost is not None:
        said.append(text("move_cost", lang, cost=count(answer.transfer_cost)))
    return tuple(said) or (text("move_none", lang),)


def category_names(run: Run) -> dict[str, str]:
    """Return the names of categories by id."""
    return {category.id: category.name for category in run.categories or ()}


def held(run: Run) -> Posts:
    """Return staff in post."""
    return {
        row.id: {k: posts.in_post for k, posts in row.categories.items()}
        if row.categories
        else {"": row.in_post}
        for row in run.stations
    }


def proposed(run: Run) -> Posts:
    """Return the posts of the plan."""
    return {
        row.id: {k: posts.allocation for k, posts in row.categories.items()}
        if row.categories
        else {"": row.allocation}
        for row in run.stations
    }


def number_rows(run: Run, plans: Sequence[Posts], *, differing: Sequence[int]) -> tuple[NumberRow, ...]:
    """Return the numbers of several plans side by side, those alone in which the plans at ``differing`` differ."""
    kinds = category_names(run) or {"": ""}
    rows = []
    for station in run.stations:
        for key, kind in kinds.items():
            figures = tuple(plan.get(station.id, {}).get(key) for plan in plans)
            if len({figures[position] for position in differing}) > 1:
                rows.append(NumberRow(station.id, station.name, kind, figures))
    return tuple(rows)


def heads_changed(row: StationResult) -> int:
    """Return how many heads a station gains and loses, all categories together: the order of tables cut short."""
    if not row.categories:
        return abs(row.change or 0)
    return sum(abs(p.allocation - p.in_post) for p in row.categories.values() if p.allocation is not None)
