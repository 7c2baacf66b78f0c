"""How far weights and counts may change before the plan does: the answer of ``staffing sensitivity``."""

from collections.abc import Collection, Sequence
from pathlib import Path
from threading import Event
from typing import Any

from staffing.analysis.draws import Hear
from staffing.analysis.lines import End
from staffing.analysis.near_misses import Miss, near_misses
from staffing.analysis.weight_ranges import refuse_at_most, weight_ranges
from staffing.errors import Issue, UsageError
from staffing.messages import Lang
from staffing.models.base import fraction_text
from staffing.models.scenario import Scenario
from staffing.models.sensitivity import Draws, IntervalEnd, NearMissResult, Sensitivity, WeightInterval
from staffing.service.drawing import random_draws
from staffing.service.opening import Opened, open_scenario, refuse_contradiction
from staffing.service.record import issue_documents
from staffing.solver.exchange import around
from staffing.solver.methods import DIVISORS
from staffing.solver.problem import Problem
from staffing.solver.solve import allocated

MOST_STATIONS = 300
"""Stations whose near misses are all looked for; of more those next to gain or lose."""
NEXT = 20
"""Posts on each side of the cut line whose stations these are."""


def sensitivity(
    source: str | Path | Scenario | Opened | Any,
    *,
    draws: int | None = None,
    drawn: Collection[str] = (),
    hear: Hear | None = None,
    cancel: Event | None = None,
    lang: Lang = "zh",
) -> Sensitivity:
    """Return the interval of each weight in which the plan stays, and the near misses of every station.

    Parameters
    ----------
    draws, drawn, hear, cancel
        Also say what becomes of the plan when the counts are drawn so many times: see
        :func:`staffing.service.drawing.random_draws`. Where draws alone can be made, the answer says why.

    Raises
    ------
    InputError
        The scenario is refused, or has no plan.
    UsageError
        ``E_MODEL.ranges``: ``place: at_most`` without draws, or the reallocation programme. What
        :func:`staffing.service.drawing.refuse_draws` refuses.

    Examples
    --------
    >>> found = sensitivity("scenarios/qingxiu")
    >>> [f"{end.at:.1%}" for end in (found.weights[2].low, found.weights[2].high)], found.near_misses[0].change
    (['17.9%', '23.3%'], 35)
    """
    opened = open_scenario(source, lang=lang)
    scenario = opened.scenario
    if drawn and draws is None:
        raise UsageError([Issue("E_USAGE.drawn", where="drawn")])
    if draws is not None:
        found = random_draws(opened, draws, drawn=drawn, hear=hear, cancel=cancel, lang=lang)
        return _with_draws(opened, lang, found)
    if opened.programme is not None:
        raise UsageError([Issue("E_MODEL.ranges")])
    refuse_at_most(scenario)
    refuse_contradiction(opened, lang)
    problem = opened.problem
    posts = allocated(problem)
    misses = near_misses(scenario, opened.demand, problem, posts, stations=_asked(problem, posts))
    near = [_near_miss(scenario, miss) for miss in misses]
    return Sensitivity(
        name=scenario.name,
        method=scenario.method,
        normalisation=scenario.normalisation,
        cap=scenario.cap,
        weights=tuple(
            WeightInterval(
                class_=one.of_class,
                driver=one.driver,
                weight=float(one.weight),
                low=_end(scenario, one.low),
                high=_end(scenario, one.high),
            )
            for one in weight_ranges(scenario, problem, posts)
        ),
        near_misses=tuple(sorted(near, key=_tightness)),
        warnings=issue_documents(list(opened.warnings), lang),
        input_sha256=opened.input_sha256,
    )


def _with_draws(opened: Opened, lang: Lang, found: Draws) -> Sensitivity:
    """Return the answer with the draws; without intervals and near misses where they are refused."""
    try:
        return sensitivity(opened, lang=lang).model_copy(update={"draws": found})
    except UsageError as refused:
        scenario = opened.scenario
        return Sensitivity(
            name=scenario.name,
            method=scenario.method,
            normalisation=scenario.normalisation,
            cap=scenario.cap,
            weights=(),
            near_misses=(),
            draws=found,
            unanswered=issue_documents(list(refused.issues), lang),
            warnings=issue_documents(list(opened.warnings), lang),
            input_sha256=opened.input_sha256,
        )


def _asked(problem: Problem, posts: Sequence[int]) -> Sequence[int] | None:
    """Return the stations whose counts are tried, None for all: of very many those alone that are next to move."""
    if len(posts) <= MOST_STATIONS:
        return None
    if problem.method not in DIVISORS:
        return ()
    last, coming = around(problem, posts, NEXT)
    return sorted({move.station for move in (*last, *coming)})


def _end(scenario: Scenario, end: End) -> IntervalEnd:
    ids = [station.id for station in scenario.stations]
    return IntervalEnd(
        at=float(end.at),
        exact=fraction_text(end.at),
        closed=end.closed,
        gains=None if end.gains is None else ids[end.gains],
        loses=None if end.loses is None else ids[end.loses],
    )


def _near_miss(scenario: Scenario, miss: Miss) -> NearMissResult:
    ids = [station.id for station in scenario.stations]
    driver = next(one for one in scenario.drivers if one.name == miss.driver)
    count = driver.values[ids[miss.station]]
    return NearMissResult(
        station=ids[miss.station],
        driver=miss.driver,
        count=float(count),
        change=miss.change,
        share=float(abs(miss.change) / count) if count else None,
        gains=ids[miss.gains],
        loses=ids[miss.loses],
    )


def _tightness(miss: NearMissResult) -> tuple[bool, float, int]:
    return miss.share is None, miss.share or 0.0, abs(miss.change)
