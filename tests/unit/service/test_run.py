"""From a scenario to its recorded answer."""

import json

import pytest

from staffing import errors
from staffing.models.base import Method, Place
from staffing.models.establishment import Group
from staffing.models.plan import Status
from staffing.service import compare_normalisations, demand, run
from staffing.service.opening import open_scenario
from staffing.service.reading import read_out
from tests.unit.builders_scenario import scenario, split_scenario
from tests.unit.io.builders import book, sheets


def test_qingxiu_is_what_the_worked_design_says(scenarios):
    answer = run(scenarios / "qingxiu")
    # Computed by the design's own script (exact fractions): 12 stations, 96 posts.
    assert [row.allocation for row in answer.stations] == [11, 9, 10, 12, 9, 15, 10, 8, 3, 3, 3, 3]
    assert answer.status is Status.OPTIMAL
    assert answer.verified
    assert answer.gap == 0
    assert [row.id for row in answer.stations if row.at_floor] == ["S09", "S12"]
    cut = next(step for step in answer.ladder if step.order == 96)
    assert (cut.station, cut.posts_before, f"{cut.priority:.4f}", cut.given) == ("S01", 10, "1.0137", True)
    row = answer.stations[5]
    assert (f"{row.index:.4f}", f"{row.quota:.2f}", row.change) == ("0.1560", "14.98", 5)
    assert (f"{row.burden:.2f}", f"{row.burden_in_post:.2f}") == ("1.00", "1.50")


def test_qingxiu_reading_names_who_is_next_and_how_close_it_was(scenarios):
    opened = open_scenario(scenarios / "qingxiu")
    reading = read_out(opened, run(opened))
    assert reading.next_up == ("S07", "S05", "S04", "S03")
    assert reading.next_down == ("S01", "S06", "S04", "S08")
    assert [(call.station, call.change) for call in reading.close_calls] == [("S07", 35), ("S01", -34)]
    assert reading.other_methods == ("adams",)
    assert reading.other_normalisations == ("max", "min_max")


def test_established_staff_stay_and_only_contract_posts_move():
    answer = run(split_scenario([5, 1], [1, 5], [1, 99]))
    assert [row.allocation for row in answer.stations] == [5, 7]
    assert [row.floor for row in answer.stations] == [5, 1]
    assert answer.stations[0].categories["con"].allocation == 0
    assert answer.stations[1].categories["con"].allocation == 6
    assert answer.stations[1].categories["est"].allocation == 1
    assert [(c.id, c.moves, c.allocation) for c in answer.categories] == [("est", False, 6), ("con", True, 6)]


def test_a_headcount_below_the_minima_is_refused_as_loaded_and_infeasible_as_asked():
    narrow = scenario([1, 1], 3, bounds=[(2, 5), (2, 5)])
    with pytest.raises(errors.InputError) as refused:
        run(narrow)
    assert [issue.code for issue in refused.value.issues] == ["E_CAP_LT_SUM_MIN"]
    assert refused.value.conflict
    assert refused.value.relaxations
    answer = run(scenario([1, 1], 4, bounds=[(2, 5), (2, 5)]), cap=3)
    assert answer.status is Status.INFEASIBLE
    assert all(row.allocation is None for row in answer.stations)
    assert {rule.rule for rule in answer.conflict} == {"cap", "station_bounds[S1]", "station_bounds[S2]"}
    assert answer.relaxations[0].changes == {"cap": 4}
    assert "allocated" not in answer.document()


def test_posts_beyond_the_maxima_stay_free_with_a_warning():
    answer = run(scenario([1, 1], 9, bounds=[(0, 3), (0, 4)]))
    assert (answer.allocated, answer.free) == (7, 2)
    assert [issue.code for issue in answer.warnings] == ["W_CAP_GT_SUM_MAX"]
    exact = scenario([1, 1], 9, bounds=[(0, 3), (0, 4)], place=Place.EXACT)
    answer = run(exact)
    assert answer.status is Status.INFEASIBLE
    assert answer.relaxations[0].changes == {"cap": 7}


def test_a_tie_that_decided_is_told():
    answer = run(scenario([1, 1], 3))
    assert [issue.code for issue in answer.warnings] == ["W_TIE"]
    assert [row.allocation for row in answer.stations] == [2, 1]


def test_hamilton_warns_and_shows_no_ladder():
    answer = run(scenario([5, 3, 1], 4), method="hamilton")
    assert answer.ladder == ()
    assert "W_HAMILTON" in [issue.code for issue in answer.warnings]
    assert answer.proof == "replay"


@pytest.mark.parametrize("bounds", [{"maximum": 1}, {"minimum": 1}])
def test_hamilton_is_refused_under_bounds_of_groups(bounds):
    groups = (Group(id="G", members=("S1",), **bounds),)
    with pytest.raises(errors.InputError) as refused:
        run(scenario([1, 1], 4, method=Method.HAMILTON, groups=groups))
    assert refused.value.issues[0].code == "E_METHOD"


def test_a_group_gets_its_minimum_by_its_own_ladder():
    groups = (
        Group(id="IN", parent="OUT", members=("S1",), minimum=2),
        Group(id="OUT", members=("S2",), minimum=5, maximum=6),
    )
    answer = run(scenario([1, 5, 90], 8, groups=groups))
    assert answer.status is Status.OPTIMAL
    assert answer.verified
    assert [row.allocation for row in answer.stations] == [2, 3, 3]


def test_a_group_minimum_beyond_its_stations_is_refused_with_what_helps():
    groups = (Group(id="G", members=("S1", "S2"), minimum=7),)
    with pytest.raises(errors.InputError) as refused:
        run(scenario([1, 1, 1], 9, bounds=[(0, 3), (0, 3), (0, None)], groups=groups), lang="en")
    assert [issue.code for issue in refused.value.issues] == ["E_GROUP_MIN"]
    assert [rule["text"] for rule in refused.value.conflict] == [
        "group G needs at least 7",
        "所1 takes at most 3",
        "所2 takes at most 3",
    ]
    assert [relaxation["changes"] for relaxation in refused.value.relaxations] == [
        {"station_bounds[S1].maximum": 4},
        {"group_bounds[G].minimum": 6},
    ]
    assert refused.value.relaxations[1]["text"] == "lower the minimum of group G from 7 to 6"


def test_a_group_minimum_is_refused_at_its_cell(tmp_path):
    groups = [["编号", "成员", "下限"], ["G1", "S1 S3", 17]]
    with pytest.raises(errors.InputError) as refused:
        run(book(tmp_path / "分组.xlsx", sheets(分组=groups)))
    assert [(issue.code, issue.where) for issue in refused.value.issues] == [("E_GROUP_MIN", "分组!C2")]
    assert [rule["where"] for rule in refused.value.conflict] == ["分组!C2", "单位!E2", "单位!E4"]


def test_a_headcount_below_the_groups_minima_is_infeasible_as_asked():
    groups = (Group(id="A", members=("S1",), minimum=3), Group(id="B", members=("S2",), minimum=3))
    answer = run(scenario([1, 1], 8, groups=groups), cap=5)
    assert answer.status is Status.INFEASIBLE
    assert {rule.rule for rule in answer.conflict} == {"cap", "group_bounds[A]", "group_bounds[B]"}
    assert [relaxation.changes for relaxation in answer.relaxations] == [
        {"cap": 6},
        {"group_bounds[A].minimum": 2, "group_bounds[B].minimum": 2},
    ]


@pytest.mark.parametrize(
    ("contract", "posts", "decided"),
    [([1, 2], [1, 2], "transfers"), ([0, 3], [1, 2], None), ([2, 1], [2, 1], "")],
)
def test_with_categories_a_tie_goes_where_fewer_move(contract, posts, decided):
    answer = run(split_scenario([0, 0], contract, [1, 1]))
    assert [row.allocation for row in answer.stations] == posts
    assert {tie.decided_by for tie in answer.ties} == {decided or "transfers"}
    assert answer.verified


def test_an_unknown_method_names_the_known_ones():
    with pytest.raises(errors.UsageError) as refused:
        run(scenario([1, 1], 4), method="sainte")
    assert refused.value.issues[0].code == "E_OPTION"
    assert "webster" in refused.value.issues[0].remedy("en")


def test_demand_keeps_every_contribution():
    answer = demand(scenario({"a": [1, 3], "b": [2, 2]}, 8, weights={"a": "0.5", "b": "0.5"}))
    first = answer.stations[0]
    assert first.contributions == {"a": 0.125, "b": 0.25}
    assert first.quota == 3
    assert (first.task_share, first.hours) == (None, None)


def test_the_document_is_json_and_drops_what_has_no_value():
    document = run(scenario([1, 2], 4)).document()
    assert json.loads(json.dumps(document)) == document
    assert "conflict" not in document
    assert document["stations"][0]["in_post"] is None


@pytest.mark.parametrize("cap", [8, 9, 10, 12, 14])
def test_relaxations_hold_where_staff_stay_below_their_minimum(cap):
    source = split_scenario([4, 4, 0], [3, 2, 2], [5, 5, 5], bounds=[(5, None)] * 3)
    answer = run(source, cap=cap)
    assert answer.status is Status.INFEASIBLE
    assert answer.relaxations
    for relaxation in answer.relaxations:
        stations = tuple(
            s.model_copy(
                update={"minimum": relaxation.changes.get(f"station_bounds[{s.id}].minimum", s.minimum)}
            )
            for s in source.stations
        )
        relaxed = source.model_copy(update={"stations": stations})
        assert run(relaxed, cap=relaxation.changes.get("cap", cap)).status is Status.OPTIMAL, relaxation.text


def test_min_max_over_constant_drivers_is_refused_and_spoils_no_other_answer():
    source = scenario([5, 5], 5)
    assert run(source).status is Status.OPTIMAL
    opened = open_scenario(source)
    assert read_out(opened, run(opened)).other_normalisations == ()
    with pytest.raises(errors.InputError) as refused:
        run(source, normalisation="min_max")
    assert refused.value.issues[0].key == "E_DRIVER_ZERO.range"
    comparison = compare_normalisations(source)
    assert [column.status.value for column in comparison.scenarios] == ["OPTIMAL", "OPTIMAL", "INVALID"]


def test_dean_is_refused_where_its_exact_objective_has_no_end():
    answer = run(scenario([5, 3], 20_000), method="dean")
    assert answer.status is Status.OPTIMAL
    with pytest.raises(errors.InputError) as refused:
        run(scenario([5, 3], 20_001), method="dean")
    assert refused.value.issues[0].key == "E_MODEL.dean"
    large = open_scenario(scenario([5, 3], 10_000_000))
    assert read_out(large, run(large)).next_up


def test_a_group_without_members_binds_nobody():
    groups = (Group(id="G", maximum=3),)
    source = scenario([5, 3], 9, bounds=[(0, 3), (0, 3)], groups=groups, place=Place.EXACT)
    assert run(source).status is Status.INFEASIBLE
    assert run(source, cap=6).status is Status.OPTIMAL


def test_a_maximum_of_the_category_is_named_as_such():
    source = split_scenario([0, 0], [2, 2], [5, 3], bounds=[(2, 9), (0, 9)])
    posts = tuple(
        p.model_copy(update={"maximum": 1}) if (p.station, p.category) == ("S1", "con") else p
        for p in source.posts
    )
    with pytest.raises(errors.InputError) as refused:
        run(source.model_copy(update={"posts": posts}))
    assert [rule["rule"] for rule in refused.value.conflict] == ["station_bounds[S1]", "category_bounds[S1]"]
    assert [dict(r["changes"]) for r in refused.value.relaxations] == [{"station_bounds[S1].minimum": 1}]
