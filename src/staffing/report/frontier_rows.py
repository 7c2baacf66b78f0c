"""How few moves reach how much of the gain, as rows and sentences, for every surface that shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from staffing.messages import Lang, text
from staffing.models.frontier import Frontier, FrontierPoint, Reach
from staffing.report.figures import BLANK, decimals

MANY: Final = 30
"""Points that are all shown; of more one for every tenth of the gain."""
ENOUGH: Final = 0.8
"""Part of the gain that the answer names the moves of."""


@dataclass(frozen=True, slots=True)
class FrontierRow:
    """The best plan within so many moves."""

    point: FrontierPoint
    who: str
    """Giver and taker of the last move; empty where moves before it are not shown."""
    share: str
    left: float | None
    """Percent of the gain still to be made."""
    left_text: str
    added: str
    """What the last move adds, in percent of the gain; empty as for ``who``."""
    ratio: str
    imbalance: str


def frontier_rows(answer: Frontier, names: Mapping[str, str], lang: Lang) -> tuple[FrontierRow, ...]:
    """Return the points that are shown, the fewest moves first; ``names`` are those of the stations by id."""
    points = answer.points or ()
    shown = _shown(points)
    return tuple(_row(points, place, names, lang, follows=place - 1 in shown) for place in shown)


def _shown(points: Sequence[FrontierPoint]) -> list[int]:
    """Return the places of the points shown: both ends, and those that first reach each tenth of the gain."""
    if len(points) <= MANY:
        return list(range(len(points)))
    found = {0, len(points) - 1}
    for tenth in range(1, 10):
        found |= {next((i for i, point in enumerate(points) if (point.share or 0) >= tenth / 10), 0)}
    return sorted(found)


def _row(
    points: Sequence[FrontierPoint], place: int, names: Mapping[str, str], lang: Lang, *, follows: bool
) -> FrontierRow:
    point = points[place]
    before = points[place - 1] if place and follows else None
    who = ""
    if not place:
        who = text("f_least" if point.transfers else "f_before", lang)
    elif follows and point.from_ is not None and point.to is not None:
        who = text("f_pair", lang, giver=names[point.from_], taker=names[point.to])
    added = (
        None if before is None or point.share is None or before.share is None else point.share - before.share
    )
    return FrontierRow(
        point=point,
        who=who,
        share=share_text(point.share),
        left=None if point.share is None else 100 * (1 - point.share),
        left_text=BLANK if point.share is None else f"{100 * (1 - point.share):.1f}%",
        added="" if added is None else f"+{100 * added:.1f}",
        ratio=decimals(point.ratio),
        imbalance=decimals(point.imbalance, 3),
    )


def share_text(share: float | None) -> str:
    """Write a part of the gain; only the whole of it is 100 %.

    >>> share_text(0.81363), share_text(0.99999), share_text(1.0), share_text(None)
    ('81.4%', '99.9%', '100%', '—')
    """
    if share is None:
        return BLANK
    return "100%" if share == 1 else f"{min(100 * share, 99.9):.1f}%"


def _posts(count: int, lang: Lang) -> str:
    return text("f_post" if count == 1 else "f_posts", lang, count=count)


def enough(answer: Frontier) -> Reach | None:
    """Return the fewest moves that reach most of the gain; None where that takes all of them."""
    return next((r for r in answer.reaches or () if r.level >= ENOUGH and r.share < 1), None)


def frontier_sentence(answer: Frontier, lang: Lang) -> str:
    """Return the answer: how many moves reach most of the gain, how many all, and to what ratio that leads."""
    said, ratio = gain_sentence(answer, lang), _ratio_sentence(answer, lang)
    return f"{said}{'' if lang == 'zh' else ' '}{ratio}" if ratio else said


def gain_sentence(answer: Frontier, lang: Lang) -> str:
    """Return how many moves reach most of the gain, and how many all of it."""
    if not answer.points:
        return text(f"status_{answer.status}", lang)
    last, some = answer.points[-1], enough(answer)
    if len(answer.points) == 1:
        return text("f_none_forced" if last.transfers else "f_none", lang, posts=_posts(last.transfers, lang))
    if some is None:
        return text("f_reaches_all", lang, all=_posts(last.transfers, lang))
    moved = {"some": _posts(some.transfers, lang), "all": _posts(last.transfers, lang)}
    return text("f_reaches", lang, share=share_text(some.share), **moved)


def _ratio_sentence(answer: Frontier, lang: Lang) -> str:
    """Return where highest to lowest work per head goes; empty where no move gains, or nothing can be compared."""
    points = answer.points or ()
    if len(points) < 2 or points[0].ratio is None or points[-1].ratio is None:
        return ""
    some = enough(answer)
    middle = next((p.ratio for p in points if some and p.transfers == some.transfers), None)
    key = "f_ratio_once" if middle is None else "f_ratio"
    figures = {"before": points[0].ratio, "middle": middle, "after": points[-1].ratio}
    return text(key, lang, **{name: decimals(figure) for name, figure in figures.items()})


def frontier_notes(answer: Frontier, lang: Lang) -> tuple[str, ...]:
    """Return what must be said of the points: moves that the rules ask for, who comes and goes, ties, the proof."""
    if not answer.points:
        return ()
    first, last = answer.points[0].transfers, answer.points[-1].transfers
    said = []
    if first and len(answer.points) > 1:
        said.append(text("f_forced", lang, posts=_posts(first, lang)))
    for key, count in (("f_joins", answer.joins), ("f_leaves", answer.leaves)):
        if count:
            said.append(text(key, lang, posts=_posts(count, lang)))
    if answer.plan_transfers is not None and answer.plan_transfers > last:
        moved = {"plan": _posts(answer.plan_transfers, lang), "all": _posts(last, lang)}
        said.append(text("f_ties", lang, **moved))
    if answer.verified and len(answer.points) > 1:
        said.append(text("f_proven", lang, count=len(answer.points)))
    return tuple(said)


def base_word(answer: Frontier, lang: Lang) -> str:
    """Return what stands for the whole gain still to be made: staff in post, or what the rules ask for first."""
    forced = bool(answer.points and answer.points[0].transfers)
    return text("f_least" if forced else "f_before", lang)


def is_complete(rows: Sequence[FrontierRow]) -> bool:
    """Tell whether every move is shown, so that each row can say who moves and what that adds."""
    return all(row.who for row in rows)
