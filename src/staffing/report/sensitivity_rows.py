"""How far weights and counts may change, as rows and sentences for every surface that shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from staffing.messages import Lang, text
from staffing.messages.numbers import margin_text
from staffing.models.base import Normalisation, plain, read_fraction
from staffing.models.run import Run
from staffing.models.sensitivity import IntervalEnd, NearMissResult, Sensitivity, WeightInterval
from staffing.models.workload import LEDGER
from staffing.report.figures import count, percent

SHOWN = 15
"""Near misses that a table names."""
NEAR_MISS_LABELS = ("driver", "s_count", "s_change", "s_share", "s_shift")
"""Headings of the table of near misses, after that of the station."""
_DIGITS = range(1, 13)


@dataclass(frozen=True, slots=True)
class WeightRow:
    """The interval of one weight as people read it."""

    driver: str
    """With the class that has the weight of its own."""
    weight: str
    low: str
    """In percent, rounded towards the weight: within what is printed nothing changes."""
    high: str
    below: str
    """Who gains and who loses first below; empty: the weight can go no lower."""
    above: str
    interval: WeightInterval


@dataclass(frozen=True, slots=True)
class NearMissRow:
    """A near miss as people read it."""

    name: str
    driver: str
    count: str
    change: str
    share: str
    moves: str
    """Who gains and who loses."""
    said: str
    """All of it as one sentence."""
    miss: NearMissResult


def weight_rows(answer: Sensitivity, names: Mapping[str, str], lang: Lang) -> tuple[WeightRow, ...]:
    """Return the interval of every weight; ``names`` are those of the stations by id."""
    rows = []
    for one in answer.weights:
        low, high = _inwards(one)
        rows.append(
            WeightRow(
                driver=driver_of_class(one.class_, one.driver, lang),
                weight=percent(one.weight),
                low=low,
                high=high,
                below=_moves(one.low, names, lang),
                above=_moves(one.high, names, lang),
                interval=one,
            )
        )
    return tuple(rows)


def driver_of_class(of_class: str | None, driver: str, lang: Lang) -> str:
    """Return what a driver is called whose weight a class has of its own."""
    return driver if of_class is None else text("s_of_class", lang, name=of_class, driver=driver)


def weight_sentence(row: WeightRow, lang: Lang) -> str:
    """Return ``管辖市场数量权重在17.9%至23.2%之间，方案不变。``"""
    return text("s_weight", lang, driver=row.driver, low=row.low, high=row.high)


def weight_labels(run: Run, lang: Lang) -> tuple[str, ...]:
    """Return the headings of the table of weights; beside a ledger these are weights among the drivers."""
    keys = ("driver", weight_head(run), "s_from", "s_to", "s_below", "s_above")
    return tuple(text(key, lang) for key in keys)


def weight_head(run: Run) -> str:
    """Return the key of what the weights are."""
    return "o_weight_among" if _among(run) else "weight"


def tightest_sentence(run: Run, rows: tuple[WeightRow, ...], lang: Lang) -> str:
    """Return the interval of the tightest weight in words; empty where there is none."""
    first = tightest(rows)
    if first is None:
        return ""
    said = weight_sentence(first, lang)
    return text("o_among_drivers", lang, said=said) if _among(run) else said


def robustness_sentence(
    run: Run, rows: tuple[WeightRow, ...], misses: tuple[NearMissRow, ...], lang: Lang
) -> str:
    """Return the tightest weight and the tightest count in words; empty where there is neither."""
    said = [tightest_sentence(run, rows, lang), *(miss.said for miss in misses[:1])]
    return ("" if lang == "zh" else " ").join(filter(None, said))


def _among(run: Run) -> bool:
    return any(driver.name == LEDGER for driver in run.drivers)


def no_weights(answer: Sensitivity, lang: Lang) -> str:
    """Return why there are no intervals."""
    return text("s_hours" if answer.normalisation is Normalisation.HOURS else "s_single", lang)


def tightest(rows: tuple[WeightRow, ...]) -> WeightRow | None:
    """Return the row whose weight may change least, relative to itself; None where there is none."""
    return min(rows, key=lambda row: slack(row.interval), default=None)


def near_miss_rows(
    answer: Sensitivity, names: Mapping[str, str], lang: Lang, most: int | None = SHOWN
) -> tuple[NearMissRow, ...]:
    """Return the tightest near misses, at most so many."""
    return tuple(_near_miss(miss, names, lang) for miss in answer.near_misses[:most])


def _near_miss(miss: NearMissResult, names: Mapping[str, str], lang: Lang) -> NearMissRow:
    moves = text("s_moves", lang, gains=names[miss.gains], loses=names[miss.loses])
    share = "—" if miss.share is None else margin_text(miss.share)
    return NearMissRow(
        name=names[miss.station],
        driver=miss.driver,
        count=count(miss.count),
        change=text("s_more" if miss.change > 0 else "s_fewer", lang, change=count(abs(miss.change))),
        share=share,
        moves=moves,
        said=text(
            "s_near_miss_more" if miss.change > 0 else "s_near_miss_fewer",
            lang,
            name=names[miss.station],
            driver=miss.driver,
            change=count(abs(miss.change)),
            share=share,
            gains=names[miss.gains],
            loses=names[miss.loses],
        ),
        miss=miss,
    )


def _moves(end: IntervalEnd, names: Mapping[str, str], lang: Lang) -> str:
    if end.gains is None or end.loses is None:
        return ""
    return text("s_moves", lang, gains=names[end.gains], loses=names[end.loses])


def slack(interval: WeightInterval) -> float:
    """Return how far a weight may go in its tighter direction, relative to itself."""
    return min(interval.weight - interval.low.at, interval.high.at - interval.weight) / interval.weight


def _inwards(interval: WeightInterval) -> tuple[str, str]:
    """Return both ends in percent, rounded towards the weight by as few digits as keep it between them."""
    weight = Decimal(repr(interval.weight)) * 100
    low, high = _percents(interval.low), _percents(interval.high)
    for digits in _DIGITS:
        step = Decimal(1).scaleb(-digits)
        below, above = low.quantize(step, ROUND_CEILING), high.quantize(step, ROUND_FLOOR)
        if below == low and not interval.low.closed and below < weight:
            below += step
        if above == high and not interval.high.closed and above > weight:
            above -= step
        if below <= weight <= above:
            return f"{plain(below)}%", f"{plain(above)}%"
    return f"{plain(weight)}%", f"{plain(weight)}%"


def _percents(end: IntervalEnd) -> Decimal:
    exact = read_fraction(end.exact) * 100
    return Decimal(exact.numerator) / Decimal(exact.denominator)
