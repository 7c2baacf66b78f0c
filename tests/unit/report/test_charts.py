"""Charts: what each shows, when it is left out, and that drawing neither leaks nor varies."""

import html
import json
import re

import pytest

from staffing.messages import LANGUAGES
from staffing.models.base import Method
from staffing.report import charts
from staffing.report.chart_parts import WIDE, round_ticks
from staffing.service import compare_methods, compare_normalisations, cut_line, open_scenario, what_if
from tests.unit.test_scenarios import SCENARIOS

EVERY = (charts.burden_chart, charts.quota_chart, charts.ladder_chart)


def title(spec):
    return "".join(spec["title"]["text"])


def test_titles_are_findings(qingxiu):
    assert title(charts.burden_chart(qingxiu)) == "人均负荷最高与最低之比：现状2.41，拟配后1.61"
    assert title(charts.quota_chart(qingxiu)) == "应配数最多的是凤岭所，14.98名，其中投诉举报量占8.49名"
    assert title(charts.ladder_chart(qingxiu)) == "第96名归新竹所，第97名为东盟所，优先值相差1.2%"


@pytest.mark.parametrize(
    ("delta", "both"),
    [(-4, ["人员控制数92", "增减前96"]), (3, ["人员控制数99", "增减前96"]), (-9, ["人员控制数87"])],
)
def test_the_cut_line_moves_and_the_old_one_stays_in_sight(qingxiu, delta, both):
    opened = open_scenario(SCENARIOS / "qingxiu")
    answer = what_if(opened, delta)
    spec = charts.whatif_ladder_chart(qingxiu, answer, cut_line(opened, answer))
    drawn = json.dumps(spec, ensure_ascii=False)
    assert [
        words for words in ("人员控制数92", "人员控制数99", "人员控制数87", "增减前96") if words in drawn
    ] == both
    assert title(spec).startswith(f"第{answer.cap_after}名归")


def test_charts_sort_by_value(qingxiu):
    burden = charts.burden_chart(qingxiu)["datasets"]["rows"]
    assert [row["name"] for row in burden[:3]] == ["东盟所", "凤岭所", "仙葫所"]
    assert burden[-1] | {"y": 0} == {
        "y": 0,
        "name": "长塘所",
        "in_post": "4",
        "posts": "3",
        "change": -1,
        "signed": "−1",
        "flag": "保底",
    }
    quota = charts.quota_chart(qingxiu)["datasets"]["rows"]
    assert [row["quota"] for row in quota[:2]] == ["14.98", "12.14"]


def test_no_burden_chart_without_staff_in_post(zhongning):
    assert charts.burden_chart(zhongning) is None
    assert charts.quota_chart(zhongning) is not None


@pytest.mark.parametrize("chart", EVERY)
def test_no_chart_without_a_plan(infeasible, chart):
    assert chart(infeasible) is None


def test_no_ladder_chart_for_largest_remainder(qingxiu):
    assert charts.ladder_chart(qingxiu.model_copy(update={"method": Method.HAMILTON, "ladder": ()})) is None


def test_many_stations_leave_twenty(contract178):
    burden = charts.burden_chart(contract178)["datasets"]["rows"]
    assert len(burden) == 20
    least = min(abs(row["change"]) for row in burden)
    assert sum(abs(station.change) > least for station in contract178.stations) <= 20
    assert len(charts.quota_chart(contract178)["datasets"]["rows"]) == 20


def test_over_six_drivers_the_lightest_are_merged(make):
    run = make(drivers=9)
    blocks = charts.quota_chart(run)["datasets"]["blocks"]
    kinds = list(dict.fromkeys(block["kind"] for block in blocks))
    assert len(kinds) == 6
    assert kinds[-1] == "其余4项 40%"
    for station in run.stations:
        reached = max(block["to"] for block in blocks if block["to"] <= station.quota + 1e-9)
        assert reached <= station.quota + 1e-9


def test_a_station_with_nobody_is_shown_without_a_dot(qingxiu):
    first = qingxiu.stations[0].model_copy(update={"in_post": 0, "change": 11, "burden_in_post": None})
    spec = charts.burden_chart(qingxiu.model_copy(update={"stations": (first, *qingxiu.stations[1:])}))
    assert spec["datasets"]["rows"][0]["name"] == "新竹所"
    assert len([dot for dot in spec["datasets"]["dots"] if dot["y"] == 0.5]) == 1
    assert charts.draw_svg(spec)


def test_first_posts_have_no_priority(make):
    run = make(method=Method.ADAMS, cap=4, in_post=1)
    steps = [step for step in run.ladder if step.priority is None]
    assert steps
    spec = charts.ladder_chart(run)
    assert any("先配" in row["name"] for row in spec["datasets"]["rows"])
    assert charts.draw_svg(spec)


def test_ladder_is_titled_from_what_there_is(qingxiu):
    given = [step for step in qingxiu.ladder if step.given]
    coming = [step for step in qingxiu.ladder if not step.given]
    only = charts.ladder_chart(qingxiu.model_copy(update={"ladder": tuple(given)}))
    assert title(only) == "第96名归新竹所，为最后一名"
    only = charts.ladder_chart(qingxiu.model_copy(update={"ladder": tuple(coming)}))
    assert title(only) == "下一名（第97名）为东盟所"
    tied = coming[0].model_copy(update={"priority": given[-1].priority})
    both = charts.ladder_chart(qingxiu.model_copy(update={"ladder": (given[-1], tied)}))
    assert title(both).endswith("优先值相同")


def test_comparison_shows_what_differs(scenarios):
    compared = compare_normalisations(scenarios / "qingxiu")
    spec = charts.comparison_chart(compared)
    moved = [row.name for row in compared.stations if row.differs]
    assert sorted(row["name"] for row in spec["datasets"]["names"][:-1]) == sorted(moved)
    for cell in spec["datasets"]["cells"]:
        sign = {1: "▲ +", -1: "▼ −", 0: "·"}[(cell["move"] > 0) - (cell["move"] < 0)]
        assert cell["shown"].startswith(sign)
    assert charts.draw_png(charts.comparison_chart(compare_methods(scenarios / "qingxiu"), "en"))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("chart", EVERY)
def test_drawings_are_narrow_stable_and_ask_nothing(qingxiu, chart, lang):
    spec = chart(qingxiu, lang)
    assert json.dumps(spec) == json.dumps(chart(qingxiu, lang))
    svg = charts.draw_svg(spec)
    assert svg == charts.draw_svg(spec)
    assert float(re.search(r'width="([\d.]+)"', svg)[1]) <= WIDE + 8
    assert " id=" not in svg
    assert re.findall(r"https?://[^\"]+", re.sub(r' xmlns(:\w+)?="[^"]*"', "", svg)) == []


@pytest.mark.parametrize("chart", EVERY)
def test_names_are_drawn_as_text(hostile, chart):
    svg = charts.draw_svg(chart(hostile))
    assert "<script" not in svg
    assert "49" not in re.findall(r">(\d+)</text>", svg)
    drawn = {row["name"] for row in chart(hostile)["datasets"]["rows"]}
    shown = [html.unescape(words) for words in re.findall(r">([^<]+)</text>", svg)]
    assert drawn <= set(shown)


def test_png_is_a_picture(qingxiu):
    assert charts.draw_png(charts.ladder_chart(qingxiu, "en")).startswith(b"\x89PNG\r\n\x1a\n")


@pytest.mark.parametrize(
    ("least", "greatest"),
    [(0, 16), (0.62, 1.5), (1.0, 1.0), (0, 0), (0.9939, 1.0096), (0.3, 45.7), (0, 1234)],
)
def test_ticks_enclose_the_data(least, greatest):
    for whole in (False, True):
        ticks = round_ticks(least, greatest, whole=whole)
        assert ticks[0] <= least + 1e-9
        assert ticks[-1] >= greatest - 1e-9
        assert 2 <= len(ticks) <= 12
        assert not whole or all(tick == int(tick) for tick in ticks)
