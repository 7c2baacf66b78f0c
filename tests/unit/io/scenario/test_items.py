"""Items of lists that are changed by their ids: the rest of the list and its places stay."""

import pytest

from staffing.errors import InputError
from staffing.io.loaded import Loaded
from staffing.io.scenario_file import load
from tests.unit.test_scenarios import SCENARIOS


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    """Four categories, two groups, in CSVs."""
    return load(SCENARIOS / "staff4")


def test_a_change_that_says_what_is_said_anyway_changes_nothing(loaded: Loaded) -> None:
    category = loaded.scenario.categories[-1]
    group = next(group for group in loaded.scenario.groups if group.categories)
    post = loaded.scenario.posts[0]
    for setting in (
        {f"categories.{category.id}.cap": str(category.cap)},
        {f"groups.{group.id}.min": str(group.minimum)},
        {f"posts.{post.station}.{post.category}.minimum": str(post.minimum)},
    ):
        same = loaded.changed(setting)
        assert same.scenario == loaded.scenario
        assert same.scenario.input_sha256 == loaded.scenario.input_sha256


def test_the_headcount_is_the_sum_of_the_caps(loaded: Loaded) -> None:
    changed = loaded.changed({"categories.waipin.cap": "30", "categories.gongqin.cap": "10"})
    assert changed.scenario.cap == loaded.scenario.cap + 3 - 2
    assert [one.cap for one in changed.scenario.categories] == [34, 41, 10, 30]
    given = loaded.changed({"categories.waipin.cap": "30", "cap": str(loaded.scenario.cap + 3)})
    assert given.scenario.cap == loaded.scenario.cap + 3


def test_places_of_what_is_not_changed_stay(loaded: Loaded) -> None:
    changed = loaded.changed({"groups.XZ.categories.waipin.min": "5"})
    (bound,) = next(group for group in changed.scenario.groups if group.id == "XZ").categories
    assert (bound.minimum, bound.maximum) == (5, 12)
    assert changed.places["groups.CQ.minimum"] == loaded.places["groups.CQ.minimum"]
    assert changed.files["groups.CQ.minimum"] == loaded.files["groups.CQ.minimum"]
    assert changed.places["groups.XZ.waipin.minimum"] == "groups.XZ.categories.waipin.min"


@pytest.mark.parametrize(
    ("setting", "code"),
    [
        ({"categories.nobody.cap": "3"}, "E_UNKNOWN_KEY"),
        ({"categories.waipin.size": "3"}, "E_UNKNOWN_KEY"),
        ({"categories.waipin.cap": "-3"}, "E_NEGATIVE"),
        ({"categories.waipin.cap": "many"}, "E_TYPE"),
        ({"categories.waipin": "3"}, "E_UNKNOWN_KEY"),
        ({"posts.Z01.nobody.minimum": "1"}, "E_UNKNOWN_KEY"),
        ({"posts.Z01": "1"}, "E_UNKNOWN_KEY"),
        ({"groups.CQ.min": "99"}, "E_MIN_GT_MAX"),
    ],
)
def test_what_does_not_fit_is_refused(loaded: Loaded, setting: dict[str, str], code: str) -> None:
    with pytest.raises(InputError) as caught:
        loaded.changed(setting)
    assert caught.value.issues[0].code == code


def test_one_figure_of_a_class_changes_and_its_places_stay() -> None:
    loaded = load(SCENARIOS / "classes2")
    path = "classes.执法类.weights."
    same = loaded.changed({f"{path}执法案件": "0.5"})
    assert same.scenario.input_sha256 == loaded.scenario.input_sha256
    changed = loaded.changed({f"{path}执法案件": "0.4", f"{path}投诉举报": "0.4"})
    weights = {driver.name: driver.class_weights for driver in changed.scenario.drivers}
    assert {name: str(own["执法类"]) for name, own in weights.items() if "执法类" in own} == {
        "执法案件": "0.4",
        "投诉举报": "0.4",
        "商户": "0.2",
    }
    assert weights["窗口办件"] == {"综合类": loaded.scenario.drivers[3].class_weights["综合类"]}
    for kept in ("classes.综合类.weights.窗口办件", "classes.综合类.share"):
        assert changed.places[kept] == loaded.places[kept]
    assert changed.places[f"{path}执法案件"] == f"{path}执法案件"


@pytest.mark.parametrize(
    ("setting", "code"),
    [
        ({"classes.执法类.weights.执法案件": "0.6"}, "E_WEIGHT_SUM"),
        ({"classes.执法类.weights.执法案件": "much"}, "E_TYPE"),
        ({"classes.执法类.share": "0.7"}, "E_CLASS_SUM"),
        ({"classes.执法.share": "0.7"}, "E_UNKNOWN_KEY"),
        ({"classes.执法类.size": "7"}, "E_UNKNOWN_KEY"),
    ],
)
def test_a_class_that_does_not_fit_is_refused(setting: dict[str, str], code: str) -> None:
    with pytest.raises(InputError) as caught:
        load(SCENARIOS / "classes2").changed(setting)
    assert caught.value.issues[0].code == code


@pytest.mark.parametrize(
    ("setting", "cap"),
    [({"noun": "单位"}, 98), ({"date": "2026-01-05"}, 98), ({"cap_change": "-1"}, 95)],
)
def test_what_a_variant_adds_to_the_headcount_outlasts_other_changes(
    setting: dict[str, str], cap: int
) -> None:
    variant = load(SCENARIOS / "qingxiu").variant("增2")
    changed = variant.changed(setting)
    assert (variant.scenario.cap, changed.scenario.cap) == (98, cap)
    assert sum(category.cap for category in changed.scenario.categories) == cap
    again = changed.changed({"seed": "3"})
    assert again.scenario.cap == cap


def test_changes_leave_the_variants_to_compare() -> None:
    loaded = load(SCENARIOS / "qingxiu")
    assert loaded.changed({"noun": "站所"}).variants == loaded.variants
    assert loaded.variant("增2").variants == ()
