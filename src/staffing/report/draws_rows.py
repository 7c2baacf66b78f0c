"""What becomes of the plan when counts are drawn by chance, as rows and sentences for every surface."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from staffing.messages import Lang, listing, text
from staffing.models.sensitivity import Draws, StationDraws
from staffing.report.figures import decimals

_SURE = 1.96
"""Standard deviations of a normal law around its mean that hold 95 %."""


@dataclass(frozen=True, slots=True)
class DrawsRow:
    """A station's posts over the draws, as people read them."""

    name: str
    allocation: str
    fewer: str
    more: str
    range: str
    median: str
    extremes: str
    mean: str
    drawn: StationDraws


def draws_rows(answer: Draws, names: Mapping[str, str]) -> tuple[DrawsRow, ...]:
    """Return the stations that change in some draw, those first that change most often."""
    changing = [one for one in answer.stations if one.fewer or one.more]
    return tuple(
        DrawsRow(
            name=names[one.station],
            allocation=str(one.allocation),
            fewer=share_text(one.fewer),
            more=share_text(one.more),
            range=_span(one.low, one.high),
            median=str(one.median),
            extremes=_span(one.least, one.most),
            mean=f"{one.mean:.2f}",
            drawn=one,
        )
        for one in sorted(changing, key=lambda one: -(one.fewer + one.more))
    )


def draws_sentences(answer: Draws, lang: Lang) -> list[str]:
    """Return the answer over all stations."""
    if answer.same == 1:
        return [text("s_draws_none", lang)]
    made = f"{answer.draws - answer.left_out:,}"
    return [
        text("s_draws_same", lang, made=made, same=share_text(answer.same)),
        text("s_draws_elsewhere", lang, posts=decimals(answer.elsewhere, 1)),
    ]


def draws_terms(answer: Draws, lang: Lang) -> list[str]:
    """Return what is taken for granted and where it does not hold, without which the figures say nothing.

    Then how many draws do not count, and how good shares are.
    """
    drivers = listing(list(answer.drawn), lang)
    terms = [text("s_draws_model", lang, drivers=drivers, seed=answer.seed), text("s_draws_stocks", lang)]
    if answer.left_out:
        terms.append(text("s_draws_left_out", lang, count=f"{answer.left_out:,}"))
    if answer.same < 1:
        off = 100 * _SURE * 0.5 / sqrt(answer.draws - answer.left_out)
        terms.append(text("s_draws_margin", lang, margin=f"{off:.1f}"))
    return terms


def share_text(share: float) -> str:
    """Write a share of the draws; what is not none, or not all, is never written so.

    >>> share_text(0.0), share_text(0.0001), share_text(0.305), share_text(0.9999), share_text(1.0)
    ('0.0%', '<0.1%', '30.5%', '>99.9%', '100.0%')
    """
    if 0 < share < 0.0005:
        return "<0.1%"
    if 0.9995 <= share < 1:
        return ">99.9%"
    return f"{share:.1%}"


def _span(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}–{high}"
