"""Plans of random draws: chances known in closed form, every plan made again, nothing but counts changed."""

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from itertools import product
from math import exp, factorial, sqrt
from threading import Event
from typing import Any

import pytest

from staffing import service
from staffing.analysis.draws import drawn_scenarios, plan_of, tally_draws
from staffing.models.base import Method, Normalisation, Place
from staffing.models.establishment import Group
from staffing.models.plan import Status
from staffing.models.scenario import Scenario
from staffing.models.workload import Take, Window
from staffing.quantify.demand import quantify
from staffing.solver.problem import formulate
from staffing.solver.solve import solve
from tests.unit.builders_scenario import scenario, split_scenario
from tests.unit.builders_work import standards, worked
from tests.unit.test_scenarios import SCENARIOS

TWO = {"投诉": [36, 24, 18, 6, 0], "主体": [9, 11, 4, 3, 2]}
SHARES = {"投诉": "0.7", "主体": "0.3"}


def chance(count: int, mean: float) -> float:
    """Return the chance of a Poisson count."""
    return exp(-mean) * mean**count / factorial(count)


def near(found: int, draws: int, expected: float) -> bool:
    """Tell whether a number of draws lies within four standard deviations of what is expected."""
    return abs(found - draws * expected) <= 4 * sqrt(draws * expected * (1 - expected)) + 0.5


def test_one_post_goes_to_the_greater_count() -> None:
    """The first station has it where it counts as many at least, ties going by id; without counts is no plan."""
    draws = 4000
    found = tally_draws(scenario([3, 2], 1), draws)
    first = sum(chance(x, 3) * chance(y, 2) for x, y in product(range(40), repeat=2) if x >= y and x)
    nothing = chance(0, 3) * chance(0, 2)
    assert found.plan == (1, 0)
    assert near(found.left_out, draws, nothing)
    assert near(found.posts[0][1], draws, first)
    assert near(found.posts[1][1], draws, 1 - nothing - first)
    assert found.same == found.posts[0][1]
    assert found.elsewhere == found.posts[1][1]


def test_ten_posts_of_two_stations_are_rounded_quotas() -> None:
    """Webster with two stations rounds the quota; where it ends in a half, the greater index takes the post."""
    draws, total = 4000, 10
    expected = dict.fromkeys(range(total + 1), 0.0)
    for x, y in product(range(1, 80), range(1, 60)):
        quota = Fraction(total * x, x + y)
        whole, half = int(quota), quota - int(quota) - Fraction(1, 2)
        expected[whole + (half > 0 or (half == 0 and x > y))] += chance(x, 30) * chance(y, 20)
    assert sum(expected.values()) == pytest.approx(1, abs=1e-6)
    found = tally_draws(scenario([30, 20], total), draws)
    assert found.plan == (6, 4)
    for posts, likely in expected.items():
        assert near(found.posts[0].get(posts, 0), draws, likely), posts
        assert found.posts[1].get(total - posts, 0) == found.posts[0].get(posts, 0)


def fewer(asked: Scenario) -> Scenario:
    """Return a scenario of four stations with counts that chance changes."""
    drivers = scenario({"投诉": [36, 24, 18, 6], "主体": [9, 11, 4, 3]}, 1, weights=SHARES).drivers
    return asked.model_copy(update={"drivers": drivers})


CASES: dict[str, Scenario] = {
    **{method.value: scenario(TWO, 24, weights=SHARES, method=method) for method in Method},
    **{
        way.value: scenario(TWO, 24, weights=SHARES, normalisation=way)
        for way in (Normalisation.MAX, Normalisation.MIN_MAX)
    },
    "bounds": scenario(TWO, 24, weights=SHARES, bounds=[(2, 8), (0, 5), (1, None), (1, 3), (1, 1)]),
    "at most": scenario(TWO, 24, weights=SHARES, bounds=[(1, 9)] * 5, place=Place.AT_MOST),
    "groups": scenario(
        TWO,
        24,
        weights=SHARES,
        groups=(Group(id="G", members=("S2", "S3"), minimum=9, maximum=11), Group(id="H", members=("S1",))),
    ),
    "who stays": split_scenario([3, 2, 1], [2, 4, 1], [40, 25, 12]),
    "ledger": fewer(worked("0.4")),
    "ledger, by points": fewer(worked("0.25", normalisation=Normalisation.MAX)),
    "hours": worked("0", normalisation=Normalisation.HOURS, tasks=None, **standards()),
    "not whole": scenario({"投诉": ["2.5", "7.25", "0.5"], "主体": [4, 4, 4]}, 9, weights=SHARES),
    "seed 5": scenario(TWO, 24, weights=SHARES, seed=5),
}


def opened(name: str) -> Scenario:
    return service.open_scenario(SCENARIOS / name).scenario


@pytest.mark.parametrize("name", [*CASES, "classes2", "siding8"])
def test_every_plan_is_the_one_that_a_run_would_give(name: str) -> None:
    asked = CASES[name] if name in CASES else opened(name)
    draws = 25
    plans = []
    for other in drawn_scenarios(asked, draws):
        # With the ledger as it was: that its rows are summed must change nothing.
        whole = other.model_copy(update={"tasks": asked.tasks})
        plan = solve(formulate(whole, quantify(whole)))
        assert plan.status is Status.OPTIMAL
        plans.append(plan.allocation)
    found = tally_draws(asked, draws)
    assert found.left_out == 0
    assert [dict(counted) for counted in found.posts] == [
        Counter(posts) for posts in zip(*plans, strict=True)
    ]
    own = solve(formulate(asked, quantify(asked))).allocation
    assert found.plan == own
    assert found.same == sum(plan == own for plan in plans)
    beyond = [max(0, x - y) for plan in plans for x, y in zip(plan or (), own or (), strict=True)]
    assert found.elsewhere == sum(beyond)
    assert len(set(plans)) > 1, "something is drawn"


def test_the_order_of_rows_changes_nothing() -> None:
    asked = CASES["webster"]
    turned = asked.model_copy(update={"stations": asked.stations[::-1], "drivers": asked.drivers[::-1]})
    found, other = tally_draws(asked, 50), tally_draws(turned, 50)
    assert other.posts[::-1] == found.posts
    assert (other.plan[::-1], other.same, other.elsewhere) == (found.plan, found.same, found.elsewhere)


def test_ids_and_names_decide_what_is_drawn_where() -> None:
    """Ten follows nine, as everywhere in the tie rule."""
    asked = scenario([50] * 11, 40)
    [drawn] = drawn_scenarios(asked, 1)
    [first] = drawn_scenarios(scenario([50] * 9, 40), 1)
    values = drawn.drivers[0].values
    assert [values[f"S{n}"] for n in range(1, 10)] == list(first.drivers[0].values.values())


def test_the_same_seed_gives_the_same_and_the_first_draws_stay() -> None:
    asked = CASES["webster"]
    plans = [plan_of(other) for other in drawn_scenarios(asked, 40)]
    assert [plan_of(other) for other in drawn_scenarios(asked, 15)] == plans[:15]
    assert [plan_of(other) for other in drawn_scenarios(CASES["seed 5"], 40)] != plans


def test_known_tally() -> None:
    """The same on every machine."""
    found = tally_draws(opened("qingxiu"), 200, drawn=["投诉举报量"])
    assert (found.same, found.elsewhere) == (130, 71)
    assert [dict(sorted(counted.items())) for counted in found.posts[:2]] == [
        {10: 61, 11: 139},
        {9: 199, 10: 1},
    ]


def test_zero_stays_zero_and_the_rest_stays_as_it_is() -> None:
    asked = CASES["ledger"].model_copy(
        update={"drivers": scenario({"投诉": [9, 0, 4, 3], "主体": [5, 6, 0, 0]}, 1, weights=SHARES).drivers}
    )
    for other in drawn_scenarios(asked, 20):
        first, second = other.drivers
        assert first.values["S2"] == second.values["S3"] == second.values["S4"] == 0
        assert all(value == int(value) for driver in other.drivers for value in driver.values.values())
        same = {"drivers": asked.drivers, "tasks": asked.tasks}
        assert other.model_copy(update=same) == asked


def test_only_the_drivers_named_are_drawn_and_they_as_ever() -> None:
    asked = CASES["webster"]
    for all_drawn, one in zip(drawn_scenarios(asked, 10), drawn_scenarios(asked, 10, ["主体"]), strict=True):
        assert one.drivers[0] == asked.drivers[0]
        assert one.drivers[1] == all_drawn.drivers[1] != asked.drivers[1]


def test_a_driver_without_weight_is_not_drawn() -> None:
    asked = scenario({"投诉": [40, 30], "主体": [5, 6]}, 9, weights={"投诉": "1", "主体": "0"})
    [other] = drawn_scenarios(asked, 1)
    assert other.drivers[1] == asked.drivers[1]
    assert other.drivers[0] != asked.drivers[0]


def test_of_a_mean_its_sum_is_drawn() -> None:
    """Twelve months of about a hundred vary as twelve hundred do, whatever is taken of them."""
    months = {f"2025-{month:02}": {"S1": Decimal(100), "S2": Decimal(50)} for month in range(1, 13)}
    driver = scenario([1200, 600], 12).drivers[0]
    drivers = (driver.model_copy(update={"period": "2025-01..2025-12", "series": months}),)
    asked = scenario([1200, 600], 12, window=Window(take=Take.MEAN)).model_copy(update={"drivers": drivers})
    counts = [float(other.drivers[0].values["S1"]) for other in drawn_scenarios(asked, 400)]
    spread = sqrt(sum((count - 1200) ** 2 for count in counts) / len(counts))
    assert spread == pytest.approx(sqrt(1200), rel=0.15)


def test_a_driver_that_comes_out_as_nothing_leaves_the_draw_out() -> None:
    draws = 2000
    asked = scenario({"投诉": [400, 300], "学校": [1, 1]}, 7, weights={"投诉": "0.5", "学校": "0.5"})
    found = tally_draws(asked, draws)
    assert near(found.left_out, draws, exp(-2))
    assert all(sum(counted.values()) == draws - found.left_out for counted in found.posts)
    most = asked.model_copy(update={"normalisation": Normalisation.MAX})
    assert tally_draws(most, draws).left_out == found.left_out
    # By the range such a driver is one that is the same everywhere, which scores 0.
    within = asked.model_copy(update={"normalisation": Normalisation.MIN_MAX})
    assert tally_draws(within, draws).left_out == 0


def test_what_was_made_until_it_was_ended_stays() -> None:
    asked, end, told = CASES["webster"], Event(), []

    def hear(made: int, draws: int) -> None:
        told.append((made, draws))
        if made == 12:
            end.set()

    found: Any = tally_draws(asked, 500, hear=hear, cancel=end)
    assert found == tally_draws(asked, 12)
    assert told == [(made, 500) for made in range(1, 13)]
    assert tally_draws(asked, 500, cancel=end) == tally_draws(asked, 1)
