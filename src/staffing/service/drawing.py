"""Random draws of the counts, and what becomes of the plan: ``staffing sensitivity --draws``."""

from collections.abc import Collection, Mapping, Sequence
from threading import Event
from typing import Final

from staffing.analysis.draws import Hear, tally_draws
from staffing.errors import InputError, Issue, UsageError
from staffing.messages import Lang
from staffing.models.scenario import Scenario
from staffing.models.sensitivity import Draws, StationDraws
from staffing.quantify.hours import counting_drivers
from staffing.service.opening import Opened, refuse_contradiction
from staffing.solver.explain import contradiction

LOW, HIGH, WHOLE = 1, 19, 20
"""The range is from 1 to 19 twentieths of the draws."""
MOST_DRAWS: Final = 10_000
"""Most draws that one question may ask for."""
AT_ONCE: Final = 250_000
"""Draws times stations that are made while somebody waits."""


def random_draws(
    opened: Opened,
    draws: int,
    *,
    drawn: Collection[str] = (),
    hear: Hear | None = None,
    cancel: Event | None = None,
    lang: Lang = "zh",
) -> Draws:
    """Return the posts of each station when the counts are drawn so many times.

    Parameters
    ----------
    drawn
        Drivers whose counts are drawn; empty: all that count.
    hear, cancel
        As for :func:`staffing.analysis.draws.tally_draws`.

    Raises
    ------
    InputError
        There is no plan, because the rules contradict each other, or in no draw (``E_DRIVER_ZERO``).
    UsageError
        As for :func:`refuse_draws`; ``E_MODEL``: posts must all be placed, and there is no room for them.

    Examples
    --------
    >>> from staffing.service.opening import open_scenario
    >>> found = random_draws(open_scenario("scenarios/qingxiu"), 200, drawn=["投诉举报量"])
    >>> found.same, found.stations[0].more, found.stations[0].fewer, found.stations[0].frequencies
    (0.65, 0.0, 0.305, ((10, 61), (11, 139)))
    """
    refuse_draws(opened, draws, drawn)
    refuse_contradiction(opened, lang)
    if contradiction(opened.problem) is not None:
        raise UsageError([Issue("E_MODEL.no_plan")])
    scenario = opened.scenario
    tally = tally_draws(scenario, draws, drawn=drawn or None, hear=hear, cancel=cancel)
    made = tally.draws - tally.left_out
    if not made:
        raise InputError([Issue("E_DRIVER_ZERO.draws", values={"count": tally.draws})])
    return Draws(
        draws=tally.draws,
        left_out=tally.left_out,
        seed=scenario.seed,
        drawn=tuple(one.name for one in counting_drivers(scenario) if not drawn or one.name in drawn),
        same=tally.same / made,
        elsewhere=tally.elsewhere / made,
        stations=tuple(
            _station(station.id, own, counted)
            for station, own, counted in zip(scenario.stations, tally.plan, tally.posts, strict=True)
        ),
    )


def most_at_once(scenario: Scenario) -> int:
    """Return how many draws take two to four seconds: more become a job, and the page does not make them.

    A draw takes some 8 to 16 microseconds a station, the more the greater the counts, and as much as 32 besides.
    """
    return min(MOST_DRAWS, max(1, AT_ONCE // (len(scenario.stations) + 32)))


def refuse_draws(opened: Opened, draws: int, drawn: Collection[str]) -> None:
    """Refuse what cannot be drawn, before any work is done.

    Raises
    ------
    UsageError
        ``E_RANGE``: the number of draws; ``E_OPTION``: no such driver, or one that does not count; ``E_MODEL``:
        a reallocation, which a solver would have to decide for each draw.
    """
    if not 1 <= draws <= MOST_DRAWS:
        values = {"name": "draws", "got": draws, "low": 1, "high": MOST_DRAWS}
        raise UsageError([Issue("E_RANGE", where="draws", values=values)])
    known = [driver.name for driver in counting_drivers(opened.scenario)]
    unknown = [name for name in drawn if name not in known]
    if unknown:
        values = {"name": "drawn", "got": unknown[0], "known": ", ".join(known)}
        raise UsageError([Issue("E_OPTION", where="drawn", values=values)])
    if opened.programme is not None:
        raise UsageError([Issue("E_MODEL.draws")])


def _station(name: str, own: int, counted: Mapping[int, int]) -> StationDraws:
    pairs = sorted(counted.items())
    made = sum(draws for _, draws in pairs)
    return StationDraws(
        station=name,
        allocation=own,
        fewer=sum(draws for posts, draws in pairs if posts < own) / made,
        more=sum(draws for posts, draws in pairs if posts > own) / made,
        least=pairs[0][0],
        low=_quantile(pairs, LOW, WHOLE),
        median=_quantile(pairs, 1, 2),
        high=_quantile(pairs, HIGH, WHOLE),
        most=pairs[-1][0],
        mean=sum(posts * draws for posts, draws in pairs) / made,
        frequencies=tuple(pairs),
    )


def _quantile(pairs: Sequence[tuple[int, int]], above: int, below: int) -> int:
    """Return the least number that at least ``above / below`` of the draws do not exceed (type 1 of Hyndman, Fan).

    >>> _quantile([(3, 5), (4, 14), (6, 1)], 1, 2), _quantile([(3, 5), (4, 14), (6, 1)], 19, 20)
    (4, 4)
    """
    whole, sofar = sum(draws for _, draws in pairs), 0
    for posts, draws in pairs:
        sofar += draws
        if sofar * below >= whole * above:
            return posts
    return pairs[-1][0]
