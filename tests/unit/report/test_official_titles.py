"""Titles are broken where a word ends, into lines of a good shape."""

import pytest

from staffing.report.figures import width
from staffing.report.official.titles import title_lines
from staffing.report.word import render_docx, render_notice
from tests.unit.report.official import formal, opened

ROOM = 40


@pytest.mark.parametrize(
    ("words", "tail", "lines"),
    [
        ("关于人员配置", "的测算报告", ["关于人员配置的测算报告"]),
        (
            "关于城区市场监管所人员配置（示例数据）",
            "的测算报告",
            ["关于城区市场监管所人员配置", "（示例数据）的测算报告"],
        ),
        (
            "关于城区市场监管所人员配置（示例数据）“减4”方案",
            "的测算报告",
            ["关于城区市场监管所人员配置", "（示例数据）“减4”方案的测算报告"],
        ),
        (
            "关于城区市场监管所人员配置（示例数据）",
            "方案的公示",
            ["关于城区市场监管所人员配置", "（示例数据）方案的公示"],
        ),
        (
            "关于中宁县市场监管所人员配置（投诉举报数为公开数据，人数为示例）",
            "的测算报告",
            ["关于中宁县市场监管所人员配置", "（投诉举报数为公开数据，", "人数为示例）的测算报告"],
        ),
        (
            "城区市场监管所人员配置（示例数据）",
            " – report on the calculation",
            ["城区市场监管所人员配置（示例数据） –", "report on the calculation"],
        ),
        (
            "Staffing of the market supervision stations of a district",
            " – report on the calculation",
            ["Staffing of the market supervision", "stations of a district –", "report on the calculation"],
        ),
    ],
)
def test_lines_end_where_words_do(words, tail, lines):
    assert list(title_lines(words, tail, ROOM)) == lines


@pytest.mark.parametrize(
    "words",
    [
        "关于某某经济技术开发区管理委员会综合行政执法大队直属中队和各镇街中队人员配置",
        "关于" + "某" * 90,
        "关于" + "A1" * 70 + "所",
        "关于" + "、".join(["一所"] * 40),
        "关于A B",
        "关于",
    ],
)
def test_every_line_fits_and_nothing_is_lost(words):
    lines = title_lines(words, "的测算报告", ROOM)
    assert "".join(lines).replace(" ", "") == (words + "的测算报告").replace(" ", "")
    assert max(map(width, lines)) <= ROOM
    assert all(lines)


def test_a_part_that_is_too_long_ends_before_its_last_noun():
    lines = title_lines("关于某某经济技术开发区综合行政执法大队外聘人员配置", "的测算报告", ROOM)
    assert lines == ("关于某某经济技术开发区综合行政执法大队", "外聘人员配置的测算报告")


def test_word_breaks_its_titles_there(qingxiu):
    report, notice = (
        opened(made).paragraphs[0] for made in (render_docx(qingxiu), render_notice(formal(qingxiu)))
    )
    assert report.text == "关于城区市场监管所人员配置\n（示例数据）的测算报告"
    assert notice.text == "关于城区市场监管所人员配置\n（示例数据）方案的公示"
