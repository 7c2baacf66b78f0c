"""Level shifts and shares that jump: published cases, and how often chance alone alarms."""

import math

import numpy as np
import pytest

from staffing.quantify.shifts import level_shift, share_jumps

GUANGYUAN = {"投诉": (841, 250), "举报": (75, 37), "咨询": (3939, 110)}
"""Contacts of the first quarters of 2021 and 2022, as Guangyuan's 12315 centre published them."""
YUEYANG = {
    "12345": (2479, 1906, 2913, 2556, 2835, 2625),
    "12315": (692, 494, 937, 929, 1254, 1717),
    "合计": (3171, 2400, 3850, 3485, 4089, 4342),
}
"""Contacts from January to June 2022, as Yueyang's market supervision published them: no change of platform."""


def test_a_change_of_platform_is_a_shift():
    totals = [sum(pair[n] for pair in GUANGYUAN.values()) for n in (0, 1)]
    assert totals == [4855, 397]
    shift = level_shift(totals, 4)
    assert shift is not None
    assert f"{1 - shift.after / shift.before:.0%}" == "92%"


@pytest.mark.parametrize("name", YUEYANG)
def test_an_ordinary_half_year_is_none(name):
    assert level_shift(YUEYANG[name], 12) is None


@pytest.mark.parametrize(
    "totals",
    [
        [100, 110, 900, 95, 105, 98],  # one high period
        [6, 1, 5, 7, 2, 6],  # few counts
        [0, 0, 0],
        [100],
        [],
        [10, 12, 80, 90, 11, 9, 12, 85, 95, 10],  # a season of five periods that comes back
    ],
)
def test_no_shift(totals):
    assert level_shift(totals, 5) is None


@pytest.mark.parametrize(
    ("totals", "place"),
    [
        ([100, 0], 1),
        ([0, 0, 0, 40, 50, 45], 3),
        ([200, 210, 190, 205, 40], 4),
        ([200, 210, 30, 35, 32, 31], 2),
    ],
)
def test_where_the_level_changes(totals, place):
    assert level_shift(totals, 12).place == place


def series_of(random, months, mean, swing, scatter):
    level = mean * (1 + swing * np.sin(2 * np.pi * np.arange(months) / 12 + random.uniform(0, 2 * math.pi)))
    if scatter:
        level = level * random.gamma(1 / scatter, scatter, months)
    return [float(count) for count in random.poisson(level)]


@pytest.mark.parametrize("months", [6, 12, 24, 36])
@pytest.mark.parametrize(
    ("mean", "swing", "scatter", "most"),
    [
        (5, 0, 0, 0),
        (50, 0, 0, 0),
        (500, 0, 0, 0),
        (200, 0.3, 0, 0),
        (200, 0.6, 0, 0.005),
        (200, 0.3, 0.03, 0.005),
    ],
)
def test_how_often_a_series_without_shift_alarms(months, mean, swing, scatter, most):
    random = np.random.default_rng(5)
    drawn = [series_of(random, months, mean, swing, scatter) for _ in range(600)]
    assert sum(level_shift(one, 12) is not None for one in drawn) <= most * len(drawn)


def test_a_fall_by_four_fifths_is_found():
    random = np.random.default_rng(5)
    found = 0
    for _ in range(300):
        one = series_of(random, 24, 200, 0.3, 0)
        place = random.integers(1, 24)
        found += level_shift([*one[:place], *(count // 5 for count in one[place:])], 12) is not None
    assert found >= 0.95 * 300


def shares_of(random, stations, scatter):
    weights = random.dirichlet([3] * stations)
    for month in range(12):
        level = 40 * stations * weights * (1 + 0.3 * math.sin(month))
        if scatter:
            level = level * random.gamma(1 / scatter, scatter, stations)
        yield {f"S{s}": float(count) for s, count in enumerate(random.poisson(level))}


@pytest.mark.parametrize("stations", [5, 12, 77])
@pytest.mark.parametrize("scatter", [0, 0.02, 0.1, 0.2])
def test_how_often_shares_alarm_that_do_not_jump(stations, scatter):
    random = np.random.default_rng(7)
    alarms = sum(bool(share_jumps(list(shares_of(random, stations, scatter)))) for _ in range(200))
    assert alarms <= 0.04 * 200


def test_a_station_whose_area_doubles_is_found():
    random = np.random.default_rng(7)
    series = [{f"S{s}": float(random.poisson(300)) for s in range(12)} for _ in range(12)]
    for counts in series[6:]:
        counts["S3"] *= 2.5
    found = share_jumps(series)
    assert [(jump.station, jump.place) for jump in found] == [("S3", 6)]


def test_periods_without_any_count_compare_with_nothing():
    assert share_jumps([{"S1": 0.0, "S2": 0.0}, {"S1": 50.0, "S2": 1.0}]) == []
