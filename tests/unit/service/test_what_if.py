"""Add or cut N."""

import pytest

from staffing.errors import UsageError
from staffing.models.base import Method, Place
from staffing.models.establishment import Category, Group
from staffing.models.plan import Status
from staffing.models.what_if import Mode
from staffing.service import what_if
from tests.unit.builders_scenario import scenario, split_scenario


def _steps(answer):
    return [(step.station, step.posts_before, step.posts_after) for step in answer.steps]


def test_qingxiu_cut_4_contract_is_what_the_worked_design_says(scenarios):
    answer = what_if(scenarios / "qingxiu", -4, mode="increment", modes=True)
    assert (answer.category, answer.category_before, answer.cap_before, answer.cap_after) == (
        "contract",
        29,
        96,
        92,
    )
    assert _steps(answer) == [("S09", 4, 3), ("S02", 13, 12), ("S02", 12, 11), ("S10", 4, 3)]
    runners = [
        (s.runner_up.station, f"{s.runner_up.priority:.4f}", f"{s.runner_up.margin:.1%}")
        for s in answer.steps
    ]
    assert runners == [
        ("S02", "0.7355", "3.4%"),
        ("S10", "0.8450", "14.9%"),
        ("S10", "0.8450", "5.7%"),
        ("S01", "0.8515", "0.8%"),
    ]
    assert [f"{s.burden_before:.2f} {s.burden_after:.2f}" for s in answer.steps] == [
        "0.62 0.83",
        "0.71 0.77",
        "0.77 0.84",
        "0.74 0.99",
    ]
    assert (answer.next.station, answer.next.posts_after) == ("S01", 12)
    assert answer.verified
    shown = [(m.mode, m.transfers, f"{m.ratio:.2f}", f"{m.imbalance:.0%}") for m in answer.modes]
    assert shown == [
        (Mode.INCREMENT, 0, "2.15", "100%"),
        (Mode.BUDGET, 3, "1.91", "50%"),
        (Mode.REAPPORTION, 8, "1.64", "15%"),
    ]


def test_reapportion_takes_the_next_posts_of_the_ladder(scenarios):
    answer = what_if(scenarios / "qingxiu", 2)
    assert answer.mode is Mode.REAPPORTION
    assert _steps(answer) == [("S07", 10, 11), ("S05", 9, 10)]
    assert answer.transfers == ()


def test_budget_makes_the_best_transfers_and_lists_them():
    answer = what_if(split_scenario([0, 0], [5, 5], [1, 9]), 1, mode="budget", max_transfers=2)
    assert answer.after == {"S1": 3, "S2": 8}
    assert [(t.from_, t.to, t.count) for t in answer.transfers] == [("S1", "S2", 2)]
    assert answer.model_dump(by_alias=True)["transfers"][0]["from"] == "S1"
    assert answer.verified


def test_no_transfers_asked_for_is_increment():
    source = split_scenario([0, 0], [5, 5], [1, 9])
    budget = what_if(source, 1, mode="budget", max_transfers=0)
    assert budget.after == what_if(source, 1, mode="increment").after


def test_established_staff_are_never_cut():
    answer = what_if(split_scenario([5, 1], [0, 4], [1, 99]), -3, mode="increment")
    assert answer.after == {"S1": 5, "S2": 2}


def test_cutting_more_than_there_is_is_infeasible_with_the_reason():
    answer = what_if(split_scenario([5, 1], [0, 4], [1, 99]), -5, mode="increment")
    assert answer.status is Status.INFEASIBLE
    assert answer.after is None
    assert any(rule.rule.startswith("established_stay") for rule in answer.conflict)


def test_naming_a_category_that_stays_still_moves_only_its_posts():
    answer = what_if(split_scenario([3, 3], [2, 2], [9, 1]), 1, category="est")
    assert (answer.category, sum(answer.after.values()) - sum(answer.before.values())) == ("est", 1)


@pytest.mark.parametrize(
    ("source", "options", "code"),
    [
        (scenario([1, 2], 5), {"category": "con"}, "E_CATEGORY"),
        (split_scenario([1], [1], [1]), {"category": "nobody"}, "E_CATEGORY"),
        (scenario([1, 2], 5), {"mode": "increment"}, "E_IN_POST_MISSING"),
        (scenario([1, 2], 5), {"mode": "fastest"}, "E_OPTION"),
        (scenario([1, 2], 2, in_post=[1, 1], method=Method.HAMILTON), {"mode": "budget"}, "E_METHOD"),
    ],
)
def test_questions_without_a_meaning_are_refused(source, options, code):
    with pytest.raises(UsageError) as refused:
        what_if(source, 1, **options)
    assert refused.value.issues[0].code == code


def test_two_contract_categories_must_be_told_apart():
    source = split_scenario([2, 2], [1, 1], [1, 1])
    both = tuple(c.model_copy(update={"kind": "外聘"}) for c in source.categories)
    with pytest.raises(UsageError) as refused:
        what_if(source.model_copy(update={"categories": both}), 1)
    assert refused.value.issues[0].key == "E_CATEGORY.several"
    assert isinstance(both[0], Category)


def test_hamilton_is_caught_when_it_takes_a_post_while_adding():
    # Alabama paradox: 10 to 11 posts, weights 6, 6, 2 (a standard example).
    answer = what_if(scenario([6, 6, 2], 10, method=Method.HAMILTON), 1)
    assert answer.before == {"S1": 4, "S2": 4, "S3": 2}
    assert answer.after == {"S1": 5, "S2": 5, "S3": 1}
    assert [issue.code for issue in answer.warnings] == ["W_HAMILTON", "W_PARADOX"]
    webster = what_if(scenario([6, 6, 2], 10), 1)
    assert all(webster.after[s] >= webster.before[s] for s in webster.after)


def test_adding_beyond_the_maxima_leaves_posts_free_with_a_warning():
    answer = what_if(scenario([1, 1], 5, bounds=[(0, 3), (0, 3)], in_post=[2, 3]), 3, mode="increment")
    assert answer.after == {"S1": 3, "S2": 3}
    assert "W_CAP_GT_SUM_MAX" in [issue.code for issue in answer.warnings]


def test_cutting_everybody_is_an_answer_and_more_is_refused():
    source = scenario([1, 1], 2, in_post=[1, 1])
    answer = what_if(source, -2, modes=True)
    assert answer.after == {"S1": 0, "S2": 0}
    assert [mode.imbalance for mode in answer.modes] == [None, None, None]
    for delta in (0, -3):
        with pytest.raises(UsageError) as refused:
            what_if(source, delta)
        assert refused.value.issues[0].code == "E_DELTA"


def test_next_names_nobody_where_the_next_post_was_free_anyway():
    source = scenario([1, 1], 9, bounds=[(0, 3), (0, 3)])
    answer = what_if(source, -1)
    assert answer.before == answer.after
    assert answer.next is None
    assert what_if(source, -3).next is not None


def test_staff_above_a_group_maximum_stay_and_are_named():
    groups = (Group(id="G", members=("S1", "S2"), maximum=6),)
    source = scenario([5, 5, 5], 8, in_post=[4, 4, 1], groups=groups)
    more = what_if(source, 1, mode="increment")
    assert more.after == {"S1": 4, "S2": 4, "S3": 2}
    assert "W_IN_POST_OUTSIDE" in [issue.code for issue in more.warnings]
    fewer = what_if(source, -1, mode="increment")
    assert sum(fewer.after.values()) == 8


def test_a_cut_leaves_a_group_its_minimum_and_one_already_below_it_is_named():
    groups = (Group(id="G", members=("S1", "S2"), minimum=4),)
    source = scenario([1, 2, 90], 9, in_post=[2, 3, 4], groups=groups)
    fewer = what_if(source, -2, mode="increment")
    assert _steps(fewer) == [("S1", 2, 1), ("S3", 4, 3)]
    below = scenario([1, 2, 90], 9, in_post=[1, 2, 6], groups=groups)
    more = what_if(below, 1, mode="increment")
    assert more.after == {"S1": 1, "S2": 2, "S3": 7}
    assert "W_IN_POST_OUTSIDE" in [issue.code for issue in more.warnings]
    assert what_if(below, -1, mode="increment").after == {"S1": 1, "S2": 2, "S3": 5}


def test_reapportioning_keeps_a_groups_minimum_at_both_headcounts():
    groups = (Group(id="G", members=("S1", "S2"), minimum=4),)
    answer = what_if(scenario([1, 2, 9], 9, groups=groups), -3)
    assert (answer.before, answer.after) == ({"S1": 1, "S2": 3, "S3": 5}, {"S1": 1, "S2": 3, "S3": 2})
    assert what_if(scenario([1, 2, 9], 9, groups=groups), -6).status is Status.INFEASIBLE


def test_the_step_says_which_part_of_the_tie_rule_decided():
    answer = what_if(split_scenario([0, 0], [0, 2], [1, 1]), 1, lang="en")
    assert _steps(answer) == [("S2", 1, 2)]
    assert "fewer transfers decides" in answer.steps[0].reason


@pytest.mark.parametrize("mode", ["reapportion", "increment", "budget"])
def test_others_stay_where_they_are_though_several_categories_could_move(mode):
    source = split_scenario([4, 1, 1], [1, 2, 1], [5, 9, 2])
    movable = tuple(c.model_copy(update={"movable": True, "cap": c.cap + 2}) for c in source.categories)
    source = source.model_copy(update={"categories": movable, "cap": source.cap + 4})
    answer = what_if(source, 1, category="con", mode=mode)
    assert answer.status is Status.OPTIMAL
    assert answer.verified
    assert all(answer.after[s] >= held for s, held in (("S1", 4), ("S2", 1), ("S3", 1)))
    assert sum(answer.after.values()) == 6 + (7 if mode == "reapportion" else 5)


@pytest.mark.parametrize("mode", ["increment", "budget"])
@pytest.mark.parametrize("delta", [-2, 1, 3])
def test_at_most_is_proven_in_every_mode(mode, delta):
    source = scenario(
        [5, 2, 3, 5], 8, bounds=[(1, None), (0, None), (0, None), (0, 2)], in_post=[4, 0, 1, 3],
        place=Place.AT_MOST, method=Method.JEFFERSON,
    )  # fmt: skip
    answer = what_if(source, delta, mode=mode, max_transfers=1)
    assert answer.status is Status.OPTIMAL
    assert answer.verified


def test_a_tie_that_decided_a_step_is_told():
    answer = what_if(scenario([1, 1], 2), 1)
    assert "W_TIE" in [issue.code for issue in answer.warnings]
