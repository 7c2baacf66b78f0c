"""Named changes: merged into the scenario, read again, with their own faults."""

from decimal import Decimal

import pytest

from staffing.errors import UsageError
from staffing.io.scenario_file import load, load_mapping
from tests.unit.io import builders
from tests.unit.io.builders import faults

VARIANTS = """\
bounds: {S1: {min: 3, max: 9}}
variants:
  减2: {cap_change: -2}
  人口60: {weights: {人口: 0.6, 办件: 0.4}, method: adams}
  放宽: {bounds: {S1: {max: 11}}, name: 放宽上限}
  坏: {weights: {人口: 0.5}}
"""


@pytest.fixture
def loaded(tmp_path):
    return load(builders.wide_scenario(tmp_path, extra=VARIANTS))


def test_variants_stand_in_order_and_do_not_touch_the_scenario(tmp_path, loaded):
    other = tmp_path / "other"
    other.mkdir()
    plain = load(builders.wide_scenario(other, extra="bounds: {S1: {min: 3, max: 9}}\n"))
    assert loaded.variants == ("减2", "人口60", "放宽", "坏")
    assert loaded.scenario.input_sha256 == plain.scenario.input_sha256


def test_cap_change_adds_to_the_cap(loaded):
    variant = loaded.variant("减2")
    assert (variant.scenario.cap, variant.cap_change, loaded.cap_change) == (10, -2, 0)
    assert variant.scenario.name == "三站“减2”方案"
    assert variant.places["cap"] == "variants.减2.cap_change"


def test_mappings_merge_at_every_depth(loaded):
    variant = loaded.variant("人口60").scenario
    assert [driver.weight for driver in variant.drivers] == [Decimal("0.6"), Decimal("0.4")]
    assert variant.method == "adams"
    station = loaded.variant("放宽").scenario.stations[0]
    assert (station.minimum, station.maximum) == (3, 11)
    assert loaded.variant("放宽").scenario.name == "放宽上限"


def test_a_variant_that_does_not_fit_is_refused_at_its_own_place(loaded):
    place = "variants.坏.weights.人口, weights.办件"
    assert faults(lambda: loaded.variant("坏")) == [("E_WEIGHT_SUM", place)]


def test_an_unknown_variant_is_a_fault_of_usage(loaded):
    with pytest.raises(UsageError):
        loaded.variant("没有")


def test_variants_of_a_sheet(tmp_path):
    rows: builders.Rows = [
        ["名称", "键", "值"],
        ["减2", "cap_change", -2],
        ["甲", "weights.人口", 0.6],
        ["甲", "weights.办件", 0.4],
        ["甲", "方法", "adams"],
        ["甲", "bounds.S1.max", 11],
    ]
    loaded = load(builders.book(tmp_path / "a.xlsx", builders.sheets(方案=rows)))
    assert loaded.variants == ("减2", "甲")
    assert loaded.variant("减2").scenario.cap == 10
    changed = loaded.variant("甲").scenario
    assert (changed.method, changed.stations[0].maximum) == ("adams", 11)
    assert [driver.weight for driver in changed.drivers] == [Decimal("0.6"), Decimal("0.4")]


def test_a_sheet_that_changes_one_thing_twice_is_refused(tmp_path):
    rows: builders.Rows = [["名称", "键", "值"], ["甲", "cap", 3], ["甲", "总编制", 4]]
    path = builders.book(tmp_path / "a.xlsx", builders.sheets(方案=rows))
    assert faults(lambda: load(path)) == [("E_DUPLICATE", "方案!B3")]


def test_an_unknown_key_of_a_variant_is_found_at_once():
    content = builders.body(variants={"甲": {"methods": "adams"}, "乙": {"stations": []}})
    assert faults(lambda: load_mapping(content)) == [
        ("E_UNKNOWN_KEY", "variants.甲.methods"),
        ("E_UNKNOWN_KEY", "variants.乙.stations"),
    ]


def test_with_categories_the_one_that_moves_changes():
    kinds = [
        {"id": "staff", "name": "在编", "kind": "行政", "cap": 5, "movable": False},
        {"id": "contract", "name": "外聘", "kind": "外聘", "cap": 7},
    ]
    variants = {"减2": {"cap_change": -2}, "减8": {"cap_change": -8}}
    held = [
        {"station": row, "category": "staff", "in_post": count}
        for row, count in zip(("S1", "S2", "S3"), (4, 3, 2), strict=True)
    ]
    loaded = load_mapping(builders.body(categories=kinds, posts=held, variants=variants))
    changed = loaded.variant("减2").scenario
    assert (changed.cap, [category.cap for category in changed.categories]) == (10, [5, 5])
    assert faults(lambda: loaded.variant("减8")) == [("E_NEGATIVE", "variants.减8.cap_change")]
    kinds[0]["movable"] = True
    loaded = load_mapping(builders.body(categories=kinds, posts=held, variants=variants))
    assert faults(lambda: loaded.variant("减2")) == [("E_CAP_SUM", "variants.减2.cap_change")]
