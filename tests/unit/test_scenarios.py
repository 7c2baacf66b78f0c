"""The shipped scenarios: complete, plain about their figures, with the answers that their READMEs print."""

from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import pytest

from staffing import service
from staffing.io.scenario_file import find_scenarios, load
from staffing.models.plan import Status
from staffing.models.run import Run
from staffing.service.storing import write_result

SCENARIOS = Path(__file__).parents[2] / "scenarios"
NAMES = ("classes2", "contract178", "qingxiu", "siding8", "staff4", "zhongning")


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


# -- siding8 -------------------------------------------------------------------------------------------------

SIDING = SCENARIOS / "siding8"


def test_siding8_says_what_its_readme_says():
    answer = service.demand(SIDING)
    rows = {row.name: row for row in answer.stations}
    total = answer.work.total
    assert (round(total.required, 2), answer.cap, total.in_post) == (64.64, 66, 64)
    busy, calm = rows["开发区所"], rows["中心所"]
    assert (round(busy.required, 2), round(busy.ratio, 2), round(busy.quota, 2)) == (12.15, 0.49, 7.51)
    assert round(calm.required, 2) == 10.48
    [apart] = [row for row in answer.work.stations if row.id == busy.id]
    assert (round(apart.driver_quota, 2), round(apart.task_quota, 2)) == (4.20, 12.48)
    assert plan(SIDING)["开发区所"] == 8


def test_siding8_counts_its_complaints_once():
    loaded = load(SIDING).scenario
    [complaints] = [driver for driver in loaded.drivers if driver.name == "投诉举报量"]
    handled = dict.fromkeys(complaints.values, Decimal(0))
    for row in loaded.tasks.sums:
        if row.activity == "投诉处理":
            handled[row.station] += row.quantity
    assert handled == complaints.values


# -- staff4 --------------------------------------------------------------------------------------------------

STAFF4 = SCENARIOS / "staff4"


@pytest.fixture(scope="module")
def staff4() -> Run:
    """Return the plan of four categories, with the plan by hand beside it."""
    return service.run(STAFF4, plan=STAFF4 / "手工方案.csv")


def test_staff4_has_every_kind_of_rule():
    scenario = load(STAFF4).scenario
    assert [(c.kind, c.cap, c.movable) for c in scenario.categories] == [
        ("行政", 34, False),
        ("事业", 41, True),
        ("工勤", 12, True),
        ("外聘", 27, True),
    ]
    assert [(p.station, p.category) for p in scenario.posts if not p.allowed] == [("Z01", "waipin")]
    assert [(g.id, g.minimum, g.maximum, len(g.categories)) for g in scenario.groups] == [
        ("CQ", 60, 72, 0),
        ("XZ", 40, 56, 1),
    ]
    assert (scenario.max_transfers, scenario.max_stations_changed, len(scenario.fix)) == (6, 6, 1)
    assert (len(scenario.years), sum(leaver.count for leaver in scenario.departures)) == (3, 3)


def test_staff4_plan(staff4):
    assert staff4.status is Status.OPTIMAL
    assert {row.name: row.change for row in staff4.stations if row.change} == {
        "城东中队": 2,
        "新区中队": 6,
        "松岭中队": -2,
        "石塘中队": -2,
        "云田中队": -2,
        "柳溪中队": -2,
    }
    assert sum(move.count for move in staff4.transfers) == 6
    assert {(move.station, move.category, move.count) for move in staff4.joins} == {("Z05", "shiye", 2)}
    assert sum(move.count for move in staff4.leaves) == 2
    loads = sorted(row.burden for row in staff4.stations)
    today = sorted(row.burden_in_post for row in staff4.stations)
    assert [round(x, 2) for x in (today[0], today[-1], loads[0], loads[-1])] == [0.45, 1.68, 0.59, 1.23]


def test_staff4_objective_is_the_sum_of_rounded_exact_costs(staff4):
    scenario = load(STAFF4).scenario
    totals = {driver.name: sum(driver.values.values()) for driver in scenario.drivers}
    cap = sum(category.cap for category in scenario.categories)
    cost = 0
    for row in staff4.stations:
        index = sum(
            Fraction(driver.weight) * Fraction(driver.values[row.id]) / Fraction(totals[driver.name])
            for driver in scenario.drivers
        )
        exact = (row.allocation - index * cap) ** 2 / (index * cap)
        cost += (2 * 10**9 * exact.numerator + exact.denominator) // (2 * exact.denominator)
    assert staff4.scale == 10**9
    assert Fraction(staff4.objective) == Fraction(cost, 10**9)
    assert staff4.bound == staff4.objective


def test_staff4_result_is_verified(staff4, tmp_path):
    found = service.verify(write_result(staff4, tmp_path / "result.json"), STAFF4)
    assert found.verified
    assert [issue for issue in found.issues if issue.severity == "error"] == []


def test_staff4_plan_by_hand_keeps_every_rule_and_can_be_bettered(staff4):
    by_hand = staff4.evaluation
    assert by_hand.allowed
    assert sum(move.count for move in by_hand.transfers) == 3
    assert by_hand.loss > 1
    assert by_hand.apart == 6
    assert by_hand.improvement is not None


def test_staff4_reaches_the_target_in_the_last_year(staff4):
    years = staff4.phased
    assert years.status is Status.OPTIMAL
    assert years.years[-1].stations == years.target
    assert [year.distance for year in years.years][-1] == 0
    assert all(sum(move.count for move in year.transfers) <= 4 for year in years.years)
    assert [sum(move.count for move in year.joins) for year in years.years] == [2, 2, 1]
    assert [year.departed for year in years.years] == [1, 2, 0]


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
