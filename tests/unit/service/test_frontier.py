"""How few moves reach how much of the gain."""

from fractions import Fraction

import pytest

from staffing.errors import UsageError
from staffing.models.base import Method
from staffing.models.plan import Status
from staffing.report.frontier_rows import frontier_notes, frontier_rows, frontier_sentence
from staffing.report.terminal_frontier import frontier_lines
from staffing.service import frontier, open_scenario, run
from tests.unit.builders_scenario import split_scenario


def _names(source):
    return {station.id: station.name for station in open_scenario(source).scenario.stations}


def test_qingxiu_is_what_the_worked_design_says(scenarios):
    """``design/page/charts/6_frontier``: the same pairs in the same order, and what is left of the imbalance."""
    found = frontier(scenarios / "qingxiu")
    present = found.points[0].imbalance or 0
    assert [f"{(p.imbalance or 0) / present:.1%}" for p in found.points] == [
        "100.0%", "81.6%", "64.8%", "52.2%", "42.5%", "33.0%", "25.0%", "19.0%", "14.4%", "11.7%", "9.4%", "7.8%",
    ]  # fmt: skip
    pairs = [row.who for row in frontier_rows(found, _names(scenarios / "qingxiu"), "zh")]
    assert pairs[:5] == ["现状", "长塘所→凤岭所", "中山所→东盟所", "中山所→凤岭所", "刘圩所→东盟所"]
    assert (found.status, found.proof, found.verified, found.plan_transfers) == (
        Status.OPTIMAL,
        "exchange",
        True,
        11,
    )
    assert frontier_sentence(found, "zh") == (
        "调剂6名可取得全部改善的81.4%，11名取得全部。人均负荷最高与最低之比由2.41到1.67，再到1.61。"
    )


def test_the_last_point_is_as_good_as_the_plan_and_gains_sum_to_the_difference(scenarios):
    found, plan = frontier(scenarios / "qingxiu"), run(scenarios / "qingxiu")
    assert found.objective == plan.objective
    gains = [Fraction(point.gain) for point in found.points[1:]]
    assert gains == sorted(gains, reverse=True)
    shares = [sum(gains[:k]) / sum(gains) for k in range(len(found.points))]
    assert [point.share for point in found.points] == [float(share) for share in shares]


def test_rules_that_staff_in_post_break_are_kept_first_and_said(scenarios):
    found = frontier(scenarios / "classes2")
    assert found.points[0].transfers == 1
    assert "按规则至少先调1名" in "".join(frontier_notes(found, "zh"))
    assert frontier_rows(found, _names(scenarios / "classes2"), "zh")[0].who == "按规则先调"


def test_who_joins_from_outside_is_no_move(scenarios):
    found = frontier(scenarios / "siding8")
    assert (found.joins, found.leaves, found.points[-1].transfers) == (2, 0, 1)
    assert frontier_sentence(found, "en").startswith("Moving 1 post reaches the whole gain.")
    assert "Filled from outside, which is no move: 2 posts." in frontier_notes(found, "en")


def test_work_that_nobody_does_is_served_before_gains_are_counted():
    found = frontier(split_scenario([0, 0], [8, 0], [1, 1], method=Method.ADAMS))
    assert [(p.transfers, p.share, p.unserved_index) for p in found.points] == [
        (0, None, "1/2"),
        (1, 0.0, "0"),
        (2, pytest.approx(10 / 18), "0"),
        (3, pytest.approx(16 / 18), "0"),
        (4, 1.0, "0"),
    ]
    assert found.points[0].ratio is None


def test_nothing_to_gain_is_said():
    found = frontier(split_scenario([0, 0], [3, 3], [1, 1]))
    assert len(found.points) == 1
    assert found.reaches == ()
    assert frontier_sentence(found, "en") == "Nobody has to move: no move makes it fairer."


def test_of_many_points_those_that_reach_each_tenth_are_shown(scenarios):
    found = frontier(scenarios / "contract178")
    rows = frontier_rows(found, _names(scenarios / "contract178"), "en")
    assert (len(found.points), len(rows)) == (87, 11)
    assert [row.point.transfers for row in rows][-2:] == [56, 86]
    lines = frontier_lines(found, names=_names(scenarios / "contract178"), lang="en", width=100)
    assert "11 of 87 lines; all of them with --json." in lines


def test_what_cannot_be_asked_is_refused(scenarios):
    with pytest.raises(UsageError, match="E_MODEL"):
        frontier(scenarios / "staff4")
    with pytest.raises(UsageError, match="E_METHOD"):
        frontier(split_scenario([0, 0], [3, 3], [1, 1], method=Method.HAMILTON))
    with pytest.raises(UsageError, match="E_IN_POST_MISSING"):
        frontier(scenarios / "zhongning")
