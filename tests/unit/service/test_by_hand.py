"""Posts of the proposed plan changed one by one: what that is worth, and what is refused at its figure."""

import pytest

from staffing.errors import InputError
from staffing.service import appraise, open_scenario, run
from staffing.service.by_hand import edited_keys, rows_by_hand
from staffing.service.record import posts_of


def plans(scenarios, name):
    opened = open_scenario(scenarios / name)
    return opened, run(opened)


def rules(answer):
    return [rule.rule for rule in answer.evaluation.broken]


@pytest.mark.parametrize("name", ["qingxiu", "contract178", "zhongning"])
def test_edits_are_worth_what_the_whole_plan_is(scenarios, name):
    opened, best = plans(scenarios, name)
    first, second = best.stations[1], best.stations[5]
    edits = {first.id: str(first.allocation + 1), second.id: str(second.allocation - 1)}
    found = appraise(opened, best, edits)
    hand = found.evaluation.stations
    moved = {s: sum(x.values()) - sum(posts_of(best)[s].values()) for s, x in hand.items()}
    assert {s: n for s, n in moved.items() if n} == {first.id: 1, second.id: -1}
    whole = hand if opened.scenario.categories else {s: x[""] for s, x in hand.items()}
    assert run(opened, plan=whole).evaluation == found.evaluation
    assert (found.evaluation.loss or 0) > 0 or found.evaluation.broken


@pytest.mark.parametrize(
    ("edits", "broken"),
    [
        ({"S06": "16"}, ["cap[contract]"]),
        ({"S06": "14"}, []),
        ({"S06": "17", "S01": "9"}, ["station_bounds[S06]"]),
        ({"S12": "2", "S01": "12"}, ["station_bounds[S12]"]),
    ],
)
def test_every_broken_rule_is_named(scenarios, edits, broken):
    opened, best = plans(scenarios, "qingxiu")
    appraised = appraise(opened, best, edits)
    assert rules(appraised) == broken
    assert appraised.evaluation.allowed is not bool(broken)


@pytest.mark.parametrize(
    ("key", "words", "code"),
    [
        ("S06", "1.5", "E_INTEGER"),
        ("S06", "１２", "E_INTEGER"),
        ("S06", "", "E_INTEGER"),
        ("S06", "1e3", "E_INTEGER"),
        ("S06", "-1", "E_NEGATIVE"),
        ("S01", "8", "E_POSTS_SUM"),
        ("S99", "3", "E_UNKNOWN_KEY"),
        ("S06.contract", "3", "E_UNKNOWN_KEY"),
    ],
)
def test_what_is_no_figure_is_refused_at_its_place(scenarios, key, words, code):
    opened, best = plans(scenarios, "qingxiu")
    with pytest.raises(InputError) as refused:
        appraise(opened, best, {"S02": "10", key: words})
    assert [(issue.code, issue.where) for issue in refused.value.issues] == [(code, key)]


def test_staying_staff_stay(scenarios):
    opened, best = plans(scenarios, "qingxiu")
    found = appraise(opened, best, {"S01": "9"}).evaluation.stations
    assert found["S01"] == {"established": 9, "contract": 0}
    assert all(found[s]["established"] == posts["established"] for s, posts in posts_of(best).items())


def test_the_rows_of_the_plan_by_hand(scenarios):
    opened, best = plans(scenarios, "qingxiu")
    shown = rows_by_hand(opened, appraise(opened, best, {"S06": "14"}))
    before, after = (next(row for row in answer.stations if row.id == "S06") for answer in (best, shown))
    assert (before.allocation, after.allocation, after.change) == (15, 14, (before.change or 0) - 1)
    assert after.burden == pytest.approx((before.burden or 0) * 15 / 14)
    assert (shown.allocated, best.allocated) == (95, 96)
    assert sum(category.allocation or 0 for category in shown.categories or ()) == 95


def test_where_several_categories_move_each_is_edited(scenarios):
    assert edited_keys(open_scenario(scenarios / "staff4").scenario) == ["shiye", "gongqin", "waipin"]
    assert edited_keys(open_scenario(scenarios / "qingxiu").scenario) == []
    assert edited_keys(open_scenario(scenarios / "zhongning").scenario) == []


def test_classes_say_that_they_cannot(scenarios):
    opened, best = plans(scenarios, "classes2")
    station = best.stations[0]
    with pytest.raises(InputError) as refused:
        appraise(opened, best, {station.id: str(station.allocation + 1)})
    assert [issue.code for issue in refused.value.issues] == ["E_MODEL"]
