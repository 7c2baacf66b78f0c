"""Rules and their changes in words: every kind, both languages."""

import itertools

import pytest

from staffing.messages import LANGUAGES
from staffing.service import rule_words
from staffing.service.rule_words import change_text, rule_text
from staffing.solver.reallocation.relax import levers
from tests.reallocations import random_reallocation

NAMES = {"S01": "新竹所", "north": "北片"}
CATEGORIES = {"wp": "外聘人员"}
RULES = [
    ("cap[]", 96, "", "人员控制数为96", "the authorised headcount is 96"),
    ("cap[wp]", 18, "maximum", "外聘人员控制数为18", "the cap of 外聘人员 is 18"),
    ("category_total[wp]", 18, "", "外聘人员须配足18名", "外聘人员 must come to 18"),
    ("station_bounds[S01]", 3, "minimum", "新竹所下限为3", "新竹所 needs at least 3"),
    ("station_bounds[S01]", 9, "maximum", "新竹所上限为9", "新竹所 takes at most 9"),
    ("category_bounds[S01,wp]", 1, "minimum", "新竹所的外聘人员至少1名", "新竹所 needs at least 1 外聘人员"),
    ("category_bounds[S01,wp]", 4, "maximum", "新竹所的外聘人员至多4名", "新竹所 takes at most 4 外聘人员"),
    ("group_bounds[north]", 7, "minimum", "分组北片下限为7", "group 北片 needs at least 7"),
    ("group_bounds[north]", 8, "maximum", "分组北片上限为8", "group 北片 holds at most 8"),
    ("group_bounds[north,wp]", 2, "minimum", "分组北片的外聘人员至少2名", "group 北片 needs at least 2 外聘人员"),
    ("group_bounds[north,wp]", 3, "maximum", "分组北片的外聘人员至多3名", "group 北片 takes at most 3 外聘人员"),
    ("eligibility[S01,wp]", None, "", "新竹所不得配备外聘人员", "新竹所 may hold no 外聘人员"),
    ("established_stay[wp]", None, "", "外聘人员不调动，只增不减", "外聘人员 stay: no station may have fewer"),
    ("transfers", 5, "", "调动至多5名", "transfers: at most 5"),
    ("stations_changed", 6, "", "有变动的站所至多6个", "stations changed: at most 6"),
    ("group_bounds[departures S01,wp]", None, "", "新竹所的外聘人员须留足以后各年的离退人数",
     "新竹所 keeps the 外聘人员 who leave in later years"),
    ("group_bounds[leavers wp]", None, "", "除离退外，外聘人员仅可减少超出当年控制数的人数",
     "外聘人员 beyond the departures: only those above the year's cap may leave"),
    ("group_bounds[joins_limit wp]", None, "", "外聘人员当年新进人数有限额",
     "外聘人员: the year's recruits are limited"),
    ("group_bounds[joins_limit *]", None, "", "当年新进人数有限额", "the year's recruits are limited"),
    ("pin[S01,wp]", 2, "", "新竹所的外聘人员固定为2名", "外聘人员 at 新竹所 are fixed at 2"),
    ("pin[S01,wp]", None, "", "新竹所的外聘人员固定为现有人数", "外聘人员 at 新竹所 are fixed at present staff"),
    ("pin[S01]", 9, "", "新竹所固定为9名", "新竹所 is fixed at 9"),
    ("pin[S01]", None, "", "新竹所各类人员固定为现有人数", "新竹所 is fixed at its present staff of each category"),
    ("pin[*,wp]", 20, "", "外聘人员合计固定为20名", "外聘人员 are fixed at 20 in all"),
    ("pin[*,wp]", None, "", "外聘人员在各站所均固定为现有人数", "外聘人员 are fixed at present staff everywhere"),
]  # fmt: skip
CHANGES = [
    ("cap[]", "maximum", 96, 108, "人员控制数由96提高到108", "raise the headcount from 96 to 108"),
    ("cap[wp]", "maximum", 18, 15, "外聘人员控制数由18降低到15", "lower the cap of 外聘人员 from 18 to 15"),
    ("category_total[wp]", "number", 4, 6, "外聘人员须配足的人数由4提高到6",
     "raise the required number of 外聘人员 from 4 to 6"),
    ("station_bounds[S01]", "minimum", 3, 1, "新竹所的下限由3降低到1", "lower the minimum of 新竹所 from 3 to 1"),
    ("group_bounds[north,wp]", "maximum", 3, 5, "分组北片的外聘人员上限由3提高到5",
     "raise the maximum of 外聘人员 in group 北片 from 3 to 5"),
    ("transfers", "limit", 2, 4, "调动人数的限额由2提高到4", "raise the limit on transfers from 2 to 4"),
    ("eligibility[S01,wp]", "drop", 0, 0, "允许新竹所配备外聘人员", "let 新竹所 hold 外聘人员"),
    ("established_stay[wp]", "drop", 0, 0, "允许外聘人员调动", "let 外聘人员 move"),
    ("pin[S01,wp]", "drop", 0, 0, "不固定新竹所的外聘人员", "leave 外聘人员 at 新竹所 open"),
    ("pin[*,wp]", "drop", 0, 0, "不固定外聘人员的人数", "leave 外聘人员 open"),
    ("station_bounds[S01]", "drop", 0, 0, "取消新竹所的上下限", "drop the bounds of 新竹所"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "figure", "side", "zh", "en"), RULES)
def test_every_rule_is_said(rule, figure, side, zh, en):
    said = [
        rule_text(rule, figure=figure, side=side, names=NAMES, category_names=CATEGORIES, lang=lang)
        for lang in LANGUAGES
    ]
    assert said == [zh, en]


@pytest.mark.parametrize(("rule", "figure", "before", "after", "zh", "en"), CHANGES)
def test_every_change_is_said(rule, figure, before, after, zh, en):
    said = [change_text(rule, figure, before, after, NAMES, CATEGORIES, lang) for lang in LANGUAGES]
    assert said == [zh, en]


def test_no_sentence_is_left_unsaid():
    covered = {rule_words._named(rule, NAMES, CATEGORIES).kind for rule, *_ in RULES}
    assert covered == {kind for kind, _ in rule_words._SENTENCES}


@pytest.mark.parametrize("number", range(40))
def test_rules_and_levers_of_the_solver_have_words(number):
    problem = random_reallocation(number)
    for rule, lang in itertools.product(problem.rules, LANGUAGES):
        for side in ("minimum", "maximum"):
            said = rule_text(rule, figure=3, side=side, names={}, category_names={}, lang=lang)
            assert "{" not in said
        figures = {lever.figure for lever in levers(problem, rule)} | {"drop"}
        for figure in figures:
            assert "{" not in change_text(rule, figure, 3, 4, {}, {}, lang)
