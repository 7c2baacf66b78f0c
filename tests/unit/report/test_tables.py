"""Rows and sentences: figures of the design, and what is said when figures are missing."""

import pytest

from staffing.messages import LANGUAGES
from staffing.models.base import Method
from staffing.models.plan import Status, Tie
from staffing.report import tables


def test_answer_is_the_sentence_of_the_design(qingxiu):
    assert tables.answer_sentence(qingxiu, "zh") == (
        "12个站所拟配96名：4个增11名，6个减11名，2个不变；人均负荷最高与最低之比由2.41降至1.61。"
    )
    assert tables.answer_sentence(qingxiu, "en") == (
        "96 posts for 12 stations: 4 gain 11, 6 lose 11, 2 unchanged; "
        "highest to lowest work per head falls from 2.41 to 1.61."
    )


def test_answer_without_staff_in_post_compares_nothing(zhongning):
    assert tables.changes(zhongning) is None
    assert tables.ratio_before(zhongning) is None
    assert tables.answer_sentence(zhongning, "zh") == "7个站所拟配30名；人均负荷最高与最低之比为4.89。"


def test_parts_of_nought_are_left_out(make):
    said = tables.answer_sentence(make(stations=1, drivers=1), "zh")
    assert said == "1个站所拟配5名：1个不变；人均负荷最高与最低之比仍为1.00。"


def test_answer_names_unplaced_posts(qingxiu):
    freed = qingxiu.model_copy(update={"allocated": 90, "free": 6})
    assert "拟配90名，空余6名" in tables.answer_sentence(freed, "zh")


def test_ratio_is_unknown_where_work_has_nobody(qingxiu):
    first = qingxiu.stations[0].model_copy(update={"allocation": 0, "burden": None})
    deserted = qingxiu.model_copy(update={"stations": (first, *qingxiu.stations[1:])})
    assert tables.ratio_after(deserted) is None


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("status", list(Status))
def test_optimal_is_said_of_optimal_alone(qingxiu, status, lang):
    word = {"zh": "最优", "en": "optimal"}[lang]
    said = tables.status_sentence(qingxiu.model_copy(update={"status": status, "gap": 0.004}), lang)
    assert (word in said) == (status is Status.OPTIMAL)


def test_feasible_carries_its_gap_and_its_check(qingxiu):
    stopped = qingxiu.model_copy(update={"status": Status.FEASIBLE, "gap": 0.004})
    assert tables.status_sentence(stopped, "zh") == "可行，差距不超过0.4%，验算通过"
    unchecked = stopped.model_copy(update={"verified": False})
    assert tables.status_sentence(unchecked, "en").endswith("not verified")


def test_optimal_without_check_is_not_called_so(qingxiu):
    assert "最优" not in tables.status_sentence(qingxiu.model_copy(update={"verified": False}), "zh")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("status", [s for s in Status if s not in {Status.OPTIMAL, Status.FEASIBLE}])
def test_every_status_without_plan_has_an_answer(infeasible, status, lang):
    said = tables.answer_sentence(infeasible.model_copy(update={"status": status}), lang)
    assert said
    assert "最优" not in said


def test_contributions_in_posts_sum_to_the_quota(qingxiu, contract178):
    for run in (qingxiu, contract178):
        for row in tables.plan_rows(run):
            assert sum(row.posts.values()) == pytest.approx(row.quota)


def test_rows_keep_the_order_of_the_input_and_the_figures_of_the_design(qingxiu):
    rows = tables.plan_rows(qingxiu)
    assert [row.id for row in rows] == [f"S{number:02}" for number in range(1, 13)]
    fengling = rows[5]
    assert (fengling.name, round(fengling.quota, 2), fengling.allocation, fengling.change) == (
        "凤岭所",
        14.98,
        15,
        5,
    )
    assert round(fengling.posts["投诉举报量"], 2) == 8.49
    assert [row.name for row in rows if row.at_floor] == ["长塘所", "南阳所"]


def test_totals(qingxiu, zhongning):
    whole = tables.totals(qingxiu)
    assert (whole.in_post, whole.allocation, whole.change) == (96, 96, 0)
    assert whole.index == pytest.approx(1)
    assert whole.quota == pytest.approx(96)
    assert whole.categories == {"established": (67, 67), "contract": (29, 29)}
    assert tables.totals(zhongning).in_post is None


def test_ladder_rows_frame_the_cut_line(qingxiu):
    rows = tables.ladder_rows(qingxiu)
    assert [row.order for row in rows] == list(range(91, 103))
    assert [row.given for row in rows] == [True] * 6 + [False] * 6
    assert (rows[5].name, round(rows[5].priority, 4)) == ("新竹所", 1.0137)
    assert (rows[6].name, round(rows[6].priority, 4)) == ("东盟所", 1.0015)
    assert len(tables.ladder_rows(qingxiu, None)) == len(qingxiu.ladder)
    assert [row.given for row in tables.ladder_rows(qingxiu, 0)] == []


def test_weights_and_method_are_named(qingxiu):
    assert tables.weights_text(qingxiu, "zh") == (
        "投诉举报量50%、在业市场主体20%、管辖市场数量20%、学校5%、药店5%"
    )
    assert "webster" in tables.method_sentence(qingxiu, "zh")
    assert "占比（share）" in tables.method_sentence(qingxiu, "zh")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("method", list(Method))
def test_every_method_has_its_rule_in_words(qingxiu, method, lang):
    assert all(tables.rule_sentences(qingxiu.model_copy(update={"method": method}), lang))


def test_ties_are_told_by_name(qingxiu):
    tied = qingxiu.model_copy(update={"ties": (Tie(gained="S01", missed="S02", decided_by="posts"),)})
    assert tables.ties(tied, "zh") == ("新竹所与中山所优先值相同，由“已有人数较少”决定",)


def test_many_drivers_leave_the_lightest_together(make):
    alone, rest = tables.drivers_by_weight(make(drivers=8))
    assert (len(alone), len(rest)) == (5, 3)
    assert tables.drivers_by_weight(make(drivers=6))[1] == ()


def test_frame_has_a_row_a_station(qingxiu, zhongning):
    table = tables.frame(qingxiu)
    assert len(table) == 12
    assert table["allocation"].sum() == 96
    assert table["allocation.contract"].sum() == 29
    assert table["posts.投诉举报量"].sum() == pytest.approx(48)
    assert tables.frame(zhongning)["in_post"].isna().all()
