"""Random draws as an answer: shares, quantiles and means of what was counted; what cannot be drawn is refused."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from staffing import service
from staffing.analysis.draws import drawn_scenarios, plan_of
from staffing.errors import InputError
from staffing.messages import LANGUAGES
from staffing.models.base import Place
from staffing.models.sensitivity import Draws
from staffing.service.drawing import MOST_DRAWS
from tests.unit.builders_scenario import scenario
from tests.unit.test_scenarios import SCENARIOS

COUNTS = [36, 24, 18, 6, 0]


def draw(asked: Any, draws: int = 200, **more: Any) -> Draws:
    """Return the draws of an answer of ``sensitivity``."""
    found = service.sensitivity(asked, draws=draws, **more).draws
    assert found is not None
    return found


@pytest.mark.parametrize("draws", [1, 7, 200])
def test_figures_are_those_of_the_plans(draws: int) -> None:
    asked = scenario(COUNTS, 20, seed=3)
    plans = [plan_of(other) for other in drawn_scenarios(asked, draws)]
    found = draw(asked, draws)
    assert (found.draws, found.left_out, found.seed, found.drawn) == (draws, 0, 3, ("work",))
    for one, own, posts in zip(found.stations, plan_of(asked), zip(*plans, strict=True), strict=True):
        ranked = sorted(posts)
        assert one.allocation == own
        assert one.fewer == pytest.approx(sum(x < own for x in posts) / draws)
        assert one.more == pytest.approx(sum(x > own for x in posts) / draws)
        assert (one.least, one.most) == (ranked[0], ranked[-1])
        # The least number that a share p of the draws does not exceed is the one at place p N, rounded up.
        places = [-(-draws * twentieths // 20) - 1 for twentieths in (1, 10, 19)]
        assert [one.low, one.median, one.high] == [ranked[place] for place in places]
        assert one.mean == pytest.approx(float(Fraction(sum(posts), draws)))
        assert sum(count for _, count in one.frequencies) == draws
        assert list(one.frequencies) == sorted(one.frequencies)
    assert sum(one.mean for one in found.stations) == pytest.approx(20)
    assert found.same == pytest.approx(sum(plan == plan_of(asked) for plan in plans) / draws)
    gained = sum(
        count * max(0, posts - one.allocation) for one in found.stations for posts, count in one.frequencies
    )
    assert found.elsewhere == pytest.approx(gained / draws)
    assert found.stations[4].frequencies == ((0, draws),), "no count, no post"


def test_intervals_stand_beside_the_draws() -> None:
    asked = service.open_scenario(SCENARIOS / "qingxiu")
    plain, found = service.sensitivity(asked), service.sensitivity(asked, draws=20)
    assert plain.draws is None
    assert found.unanswered is None
    assert found.model_copy(update={"draws": None}) == plain


@pytest.mark.parametrize(
    ("name", "change", "code"),
    [
        ("classes2", {"place": Place.AT_MOST}, "E_MODEL"),
        ("qingxiu", {"place": Place.AT_MOST}, "E_MODEL"),
    ],
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_where_weights_have_no_interval_the_draws_are_answered(
    name: str, change: dict[str, Any], code: str, lang: Any
) -> None:
    asked = service.open_scenario(SCENARIOS / name).scenario.model_copy(update=change)
    found = service.sensitivity(asked, draws=30, lang=lang)
    assert found.draws is not None
    assert found.draws.draws == 30
    assert (found.weights, found.near_misses) == ((), ())
    assert [issue.code for issue in found.unanswered or ()] == [code]
    with pytest.raises(InputError) as refused:
        service.sensitivity(asked, lang=lang)
    assert [issue.message(lang) for issue in refused.value.issues] == [
        issue.message for issue in found.unanswered or ()
    ]


@pytest.mark.parametrize(
    ("asked", "draws", "drawn", "code"),
    [
        (scenario(COUNTS, 20), 0, (), "E_RANGE"),
        (scenario(COUNTS, 20), -5, (), "E_RANGE"),
        (scenario(COUNTS, 20), MOST_DRAWS + 1, (), "E_RANGE"),
        (scenario(COUNTS, 20), 5, ("works",), "E_OPTION"),
        (scenario(COUNTS, 20), None, ("work",), "E_USAGE"),
        (SCENARIOS / "staff4", 5, (), "E_MODEL"),
        (scenario(COUNTS, 3, bounds=[(1, None)] * 5), 5, (), "E_CAP_LT_SUM_MIN"),
        (scenario(COUNTS, 20, bounds=[(0, 3)] * 5, place=Place.EXACT), 5, (), "E_MODEL"),
        (scenario(["0.001", "0.002"], 3), 5, (), "E_DRIVER_ZERO"),
    ],
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_cannot_be_drawn_is_refused(asked: Any, draws: Any, drawn: Any, code: str, lang: Any) -> None:
    with pytest.raises(InputError) as refused:
        service.sensitivity(asked, draws=draws, drawn=drawn, lang=lang)
    [issue] = refused.value.issues
    assert issue.code == code
    assert issue.message(lang)
    assert issue.remedy(lang)


def test_a_driver_that_does_not_count_cannot_be_drawn() -> None:
    asked = scenario({"投诉": [40, 30], "主体": [5, 6]}, 9, weights={"投诉": "1", "主体": "0"})
    with pytest.raises(InputError) as refused:
        draw(asked, drawn=["主体"])
    assert refused.value.issues[0].code == "E_OPTION"


def test_draws_left_out_count_nowhere() -> None:
    found = draw(scenario([1, 1], 3), 500)
    assert 0 < found.left_out < 500
    for one in found.stations:
        assert sum(count for _, count in one.frequencies) == 500 - found.left_out
        own = dict(one.frequencies).get(one.allocation, 0) / (500 - found.left_out)
        assert one.fewer + one.more + own == pytest.approx(1)


def test_with_one_station_nothing_changes() -> None:
    found = draw(scenario([50], 7))
    assert (found.same, found.elsewhere) == (1.0, 0.0)
    [one] = found.stations
    assert (one.fewer, one.more, one.low, one.high, one.frequencies) == (0.0, 0.0, 7, 7, ((7, 200),))


def test_drivers_drawn_stand_in_the_order_of_the_scenario() -> None:
    counts = {"b": COUNTS, "a": COUNTS, "c": COUNTS}
    shares = {"b": "0.5", "a": "0.3", "c": "0.2"}
    asked = scenario(counts, 20, weights=shares)
    assert draw(asked).drawn == ("b", "a", "c")
    assert draw(asked, drawn=["c", "b"]).drawn == ("b", "c")


def test_how_many_draws_are_made_at_once() -> None:
    """About two seconds' worth, and never more than anybody may ask for."""
    large = scenario([Decimal(n + 1) for n in range(1_000)], 4_000)
    assert [service.most_at_once(scenario(COUNTS, 20)), service.most_at_once(large)] == [6_756, 242]
