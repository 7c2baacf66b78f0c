"""The shipped scenarios: complete, plain about their figures, with the answers that their READMEs print."""

from itertools import combinations
from pathlib import Path

import pytest

from staffing import service
from staffing.io.scenario_file import find_scenarios, load
from staffing.models.plan import Status

SCENARIOS = Path(__file__).parents[2] / "scenarios"
NAMES = ("contract178", "qingxiu", "zhongning")


def plan(source: object) -> dict[str, int | None]:
    answer = service.run(source)
    assert answer.status is Status.OPTIMAL
    return {row.name: row.allocation for row in answer.stations}


def changes(answer: object, scenario: Path) -> dict[str, int]:
    """Return who gains and who loses, by name."""
    names = {station.id: station.name for station in load(scenario).scenario.stations}
    before, after = answer.before, answer.after  # type: ignore[attr-defined]
    return {names[s]: after[s] - before[s] for s in before if after[s] != before[s]}


def test_these_are_all():
    assert [path.name for path in find_scenarios(SCENARIOS)] == list(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_is_valid_with_its_variants(name):
    found = service.check(SCENARIOS / name)
    assert found.status == "VALID"
    loaded = load(SCENARIOS / name)
    for variant in loaded.variants:
        assert service.run(loaded.variant(variant)).status is Status.OPTIMAL


@pytest.mark.parametrize("name", NAMES)
def test_says_what_is_real(name):
    scenario = load(SCENARIOS / name).scenario
    assert scenario.illustrative
    assert scenario.note is not None
    assert "示例" in scenario.note
    text = (SCENARIOS / name / "scenario.yaml").read_text(encoding="utf-8")
    head = text.partition("schema:")[0]
    assert all(line.startswith("#") for line in head.splitlines())
    assert "real or not" in head
    assert f"[{name}]({name})" in (SCENARIOS / "README.md").read_text(encoding="utf-8")


# -- qingxiu -------------------------------------------------------------------------------------------------


def qingxiu_row(*posts: int) -> dict[str, int]:
    return dict(zip([f"{name}所" for name in QINGXIU_NAMES.split()], posts, strict=True))


QINGXIU = SCENARIOS / "qingxiu"
QINGXIU_NAMES = "新竹 中山 建政 南湖 津头 凤岭 东盟 仙葫 长塘 刘圩 伶俐 南阳"


def test_qingxiu_is_the_example_of_the_design():
    scenario = load(QINGXIU).scenario
    assert [(c.id, c.kind, c.cap, c.movable) for c in scenario.categories] == [
        ("established", "行政", 67, False),
        ("contract", "外聘", 29, True),
    ]
    assert {(station.minimum, station.maximum) for station in scenario.stations} == {(3, 16)}
    weights = {driver.name: str(driver.weight) for driver in scenario.drivers}
    assert weights == {
        "投诉举报量": "0.5",
        "在业市场主体": "0.2",
        "管辖市场数量": "0.2",
        "学校": "0.05",
        "药店": "0.05",
    }
    assert sum(scenario.drivers[0].values.values()) == 12640
    assert sum(station.in_post or 0 for station in scenario.stations) == scenario.cap == 96


def test_qingxiu_plan():
    assert plan(QINGXIU) == qingxiu_row(11, 9, 10, 12, 9, 15, 10, 8, 3, 3, 3, 3)


@pytest.mark.parametrize(
    ("variant", "posts"),
    [
        ("减4", (10, 9, 10, 11, 9, 14, 10, 7, 3, 3, 3, 3)),
        ("增2", (11, 9, 10, 12, 10, 15, 11, 8, 3, 3, 3, 3)),
        ("投诉60", (11, 9, 10, 12, 9, 15, 10, 8, 3, 3, 3, 3)),
        ("按最大值归一", (11, 9, 10, 12, 9, 14, 10, 8, 3, 3, 4, 3)),
        ("按极差归一", (11, 10, 10, 12, 9, 15, 9, 8, 3, 3, 3, 3)),
    ],
)
def test_qingxiu_variant(variant, posts):
    assert plan(load(QINGXIU).variant(variant)) == qingxiu_row(*posts)


def test_qingxiu_cut_four():
    answer = service.what_if(QINGXIU, -4, mode="increment", modes=True)
    assert changes(answer, QINGXIU) == {"中山所": -2, "长塘所": -1, "刘圩所": -1}
    assert answer.modes is not None
    shown = [
        (m.mode.value, m.transfers, round(m.ratio or 0, 2), round(m.imbalance or 0, 2)) for m in answer.modes
    ]
    assert shown == [("increment", 0, 2.15, 1.0), ("budget", 3, 1.91, 0.5), ("reapportion", 8, 1.64, 0.15)]


# -- contract178 ---------------------------------------------------------------------------------------------

CONTRACT = SCENARIOS / "contract178"


def test_contract178_units():
    stations = load(CONTRACT).scenario.stations
    kinds = [station.class_ for station in stations]
    assert (kinds.count("机关"), kinds.count("事业单位"), len(kinds)) == (59, 119, 178)
    assert len({station.name for station in stations}) == 178
    assert all(0 <= (station.in_post or 0) <= 16 and station.minimum in {0, 1} for station in stations)


def test_contract178_headcount_is_staff_in_post():
    scenario = load(CONTRACT).scenario
    assert sum(station.in_post or 0 for station in scenario.stations) == scenario.cap == 788


def test_contract178_published_variant_fixes_both_units_at_the_published_change():
    today = {station.name: station.in_post or 0 for station in load(CONTRACT).scenario.stations}
    changed = load(CONTRACT).variant("公开核定").scenario
    bounds = {station.name: (station.minimum, station.maximum) for station in changed.stations}
    assert bounds["后勤服务中心"] == (today["后勤服务中心"] - 4,) * 2
    assert bounds["民政局"] == (today["民政局"] + 2,) * 2
    assert changed.cap == 786


def test_contract178_variants_differ_at_both_units_only():
    decided, by_index = (plan(load(CONTRACT).variant(name)) for name in ("公开核定", "减2"))
    differing = {name: (decided[name], by_index[name]) for name in decided if decided[name] != by_index[name]}
    assert differing == {"后勤服务中心": (5, 4), "民政局": (6, 7)}


@pytest.mark.parametrize(
    ("mode", "transfers", "expected"),
    [
        ("reapportion", None, {"政务服务中心": -1, "人力资源和社会保障局": -1}),
        ("increment", None, {"后勤服务中心": -2}),
        ("budget", 2, {"后勤服务中心": -3, "国库支付中心": -1, "民政局": 1, "城中街道办事处": 1}),
    ],
)
def test_contract178_net_question(mode, transfers, expected):
    answer = service.what_if(CONTRACT, -2, mode=mode, max_transfers=transfers)
    assert answer.status is Status.OPTIMAL
    assert changes(answer, CONTRACT) == expected


# -- zhongning -----------------------------------------------------------------------------------------------

ZHONGNING = SCENARIOS / "zhongning"


def test_zhongning_counts_are_the_published_ones():
    scenario = load(ZHONGNING).scenario
    names = {station.id: station.name for station in scenario.stations}
    (driver,) = scenario.drivers
    assert {names[s]: int(count) for s, count in driver.values.items()} == {
        "宁安所": 55,
        "新堡所": 62,
        "鸣沙所": 4,
        "石空所": 7,
        "大战场所": 22,
        "喊叫水所": 3,
        "太阳梁所": 3,
    }
    assert driver.period == "2022年3月"


def test_zhongning_tells_that_the_printed_total_differs():
    (warning,) = service.run(ZHONGNING, lang="en").warnings
    assert (warning.code, warning.where) == ("W_PRINTED_TOTAL", "printed_totals.投诉举报量")
    assert [figure in warning.message for figure in ("175", "156", "-19")] == [True] * 3


def test_zhongning_printed_total_fits_no_choice_of_units():
    stations = sum(load(ZHONGNING).scenario.drivers[0].values.values())
    others = {"枸杞执法大队": 22, "质计站": 8, "稽查队": 3, "其他": 7}
    assert stations + sum(others.values()) == 196
    chosen = [sum(some) for size in range(5) for some in combinations(others.values(), size)]
    assert 175 not in {stations + some for some in chosen}
    note = load(ZHONGNING).scenario.note or ""
    assert all(f"{name}{count}件" in note for name, count in others.items())
