"""Scenarios side by side as rows and sentences: what each column is, where they differ."""

from dataclasses import dataclass

from staffing.messages import Lang, text
from staffing.models.comparison import Comparison, Variant
from staffing.models.plan import Status
from staffing.report.figures import BLANK, arrow, decimals, signed
from staffing.report.proof import outcome


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure, and how it differs from that of the base."""

    shown: str
    change: str = ""
    """Arrow and sign; empty: as in the base, or no number."""
    differs: bool = False


@dataclass(frozen=True, slots=True)
class FactRow:
    """One figure of every column."""

    label: str
    in_post: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class StationRow:
    """The posts of one station in every column."""

    id: str
    name: str
    in_post: int | None
    cells: tuple[Cell, ...]


def comparison_sentence(found: Comparison, noun: str, lang: Lang) -> str:
    """Return how many stations differ from the base in some column; what to do where there is no other column."""
    if len(found.scenarios) < 2:
        return text("v_alone", lang)
    differ = sum(row.differs for row in found.stations)
    same = len(found.stations) - differ
    return text("r_chart_compare", lang, count=len(found.scenarios) - 1, differ=differ, same=same, noun=noun)


def fact_rows(found: Comparison, lang: Lang) -> tuple[FactRow, ...]:
    """Return what each column is: its status, how it was made, and the figures that compare it with the others."""
    present = found.in_post
    columns = found.scenarios
    posts = "" if present is None else str(present.posts)
    burden = "" if present is None else decimals(present.ratio)
    spread = "" if present is None else decimals(present.imbalance, 4)
    return (
        _words("v_status", "", [_status(column, lang) for column in columns], lang),
        _words("method", "", [_label("method", column.method, lang) for column in columns], lang),
        _words(
            "normalisation",
            "",
            [_label("normalisation", column.normalisation, lang) for column in columns],
            lang,
        ),
        _numbers("headcount", "", [column.cap for column in columns], lang),
        _numbers("v_placed", posts, [column.allocated for column in columns], lang),
        FactRow(
            text("v_changed", lang),
            "",
            tuple(_plain(column.changed, differs=bool(column.changed)) for column in columns),
        ),
        _numbers("v_transfers", "", [column.transfers for column in columns], lang),
        _words("v_ratio", burden, [decimals(column.ratio) for column in columns], lang),
        _words("v_imbalance", spread, [decimals(column.imbalance, 4) for column in columns], lang),
    )


def station_rows(found: Comparison) -> tuple[StationRow, ...]:
    """Return the stations in which some column differs from the base, in the order of the input."""
    return tuple(
        StationRow(row.id, row.name, row.in_post, _beside(row.allocations))
        for row in found.stations
        if row.differs
    )


def same_stations(found: Comparison) -> tuple[tuple[str, int | None], ...]:
    """Return name and posts of the stations that have the same posts in every column."""
    return tuple(
        (row.name, next((posts for posts in row.allocations if posts is not None), None))
        for row in found.stations
        if not row.differs
    )


def _status(column: Variant, lang: Lang) -> str:
    if column.by_hand:
        key = "eval_broken" if column.broken else "eval_allowed"
        return text(key, lang, count=len(column.broken))
    if column.status is Status.INVALID:
        return text("v_refused", lang)
    return outcome(column.status, lang)


def _label(kind: str, value: str | None, lang: Lang) -> str:
    return BLANK if value is None else text(f"{kind}_{value}", lang)


def _words(key: str, in_post: str, cells: list[str], lang: Lang) -> FactRow:
    base = cells[0]
    return FactRow(text(key, lang), in_post, tuple(Cell(cell, differs=cell != base) for cell in cells))


def _numbers(key: str, in_post: str, numbers: list[int | None], lang: Lang) -> FactRow:
    return FactRow(text(key, lang), in_post, _beside(tuple(numbers)))


def _beside(numbers: tuple[int | None, ...]) -> tuple[Cell, ...]:
    base = numbers[0]
    return tuple(
        _plain(number) if base is None or number is None else _cell(number, base) for number in numbers
    )


def _cell(number: int, base: int) -> Cell:
    change = number - base
    return Cell(str(number), f"{arrow(change)}{signed(change)}" if change else "", differs=bool(change))


def _plain(number: int | None, *, differs: bool = False) -> Cell:
    return Cell(BLANK if number is None else str(number), differs=differs)
