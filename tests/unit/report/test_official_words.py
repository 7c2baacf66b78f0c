"""What the report says: an office's words, every figure of the other documents, and no claim without proof."""

import re

import pytest

from staffing.io.scenario_file import load
from staffing.messages.official import OFFICIAL
from staffing.models.plan import Status
from staffing.report import FORMATS, tables
from staffing.report.figures import decimals
from staffing.report.official.blocks import Text
from staffing.report.official.paper import report_document
from staffing.report.official.particulars import missing
from staffing.report.word import render_docx, render_notice
from staffing.service import run
from staffing.service.official import beside
from tests.unit.report.official import formal, opened, words

EMPTY = ("高度重视", "扎实", "切实", "进一步", "显著", "科学合理", "妥否", "请批示")
"""Words that say nothing, and the request that a report may not carry."""
NAMES = ("㐁𠀀镇所", "买买提·吐尔逊所", "<b>&所", "]]>所", "{{7*7}}所", "_x0007_所", "=1+1")


@pytest.fixture(scope="module")
def told(scenarios, qingxiu):
    """The report with everything that can stand beside a plan."""
    return render_docx(formal(qingxiu), beside=beside(load(scenarios / "qingxiu"), qingxiu, delta=-4))


@pytest.mark.parametrize("word", EMPTY)
def test_no_word_that_says_nothing(word, told):
    assert not [key for key, (chinese, _) in OFFICIAL.items() if word in chinese]
    assert word not in words(told)


@pytest.mark.parametrize("name", ["qingxiu", "zhongning", "staff4"])
def test_every_sentence_holds_a_figure_or_a_source(scenarios, name):
    plan = formal(run(scenarios / name), note=None)
    document = report_document(plan, "zh", beside(load(scenarios / name), plan))
    bare = [
        block.words
        for block in document.blocks
        if isinstance(block, Text) and not re.search(r"[0-9×÷]|附件|^口径：", block.words)
    ]
    assert bare == []


def test_the_sections_in_their_order(told):
    headings = [p.text for p in opened(told).paragraphs if p.style.name == "Heading 1"]
    assert headings == [
        "一、测算依据",
        "二、数据口径与校验",
        "三、测算方法",
        "四、测算结果",
        "五、增减测算",
        "六、稳定性",
        "七、方案比较",
        "八、验算情况",
    ]


def test_english_has_the_same_sections_and_figures(scenarios, qingxiu):
    loaded = load(scenarios / "qingxiu")
    both = [
        opened(render_docx(formal(qingxiu), lang, beside=beside(loaded, qingxiu, delta=-4, lang=lang)))
        for lang in ("zh", "en")
    ]
    styles = [[p.style.name for p in made.paragraphs if p.style.name.startswith("Heading")] for made in both]
    assert styles[0] == styles[1]
    figures = [
        [
            re.findall(r"[\d.,]+", cell.text)
            for table in made.tables
            for row in table.rows[1:]
            for cell in row.cells
        ]
        for made in both
    ]
    assert figures[0] == figures[1]


def test_the_answer_of_the_add_and_cut_question(told):
    said = words(told)
    assert "外聘人员减4名（其他人员不动）的：减中山所2名、减长塘所1名、减刘圩所1名。" in said
    assert "1. 长塘所退出值0.7114最低，次选中山所为0.7355，高出3.4%。" in said


@pytest.mark.parametrize("name", ["qingxiu", "zhongning", "contract178", "staff4"])
def test_every_figure_is_that_of_the_other_documents(scenarios, name):
    plan = run(scenarios / name)
    said, page = words(render_docx(plan)), FORMATS["html"](plan, "zh").decode()
    for row in tables.plan_rows(plan):
        cells = next(line for line in said.splitlines() if line.startswith(f"{row.name}\t")).split("\t")
        assert cells[3] == str(row.allocation)
        for figure in (decimals(row.quota), decimals(row.burden)):
            assert figure in cells
            assert figure in page
    assert plan.input_sha256 in said
    assert tables.answer_sentence(plan) in said


def test_who_moves_is_listed(scenarios):
    plan = run(scenarios / "staff4")
    listed = words(render_docx(plan)).partition("调出\t调入\t")[2].splitlines()[1:]
    names = {station.id: station.name for station in plan.stations}
    for move in plan.transfers:
        assert any(
            line.split("\t")[:2] == [names[move.from_], names[move.to]] and line.endswith(f"\t{move.count}")
            for line in listed
        )


def test_optimal_is_said_of_optimal_alone(qingxiu):
    plan = qingxiu.model_copy(update={"status": Status.FEASIBLE, "gap": 0.004, "proof": None})
    assert "最优" in words(render_docx(qingxiu))
    assert "最优" not in words(render_docx(plan))


def test_names_come_through_unharmed(qingxiu):
    stations = tuple(
        station.model_copy(update={"name": name})
        for station, name in zip(qingxiu.stations, NAMES, strict=False)
    )
    plan = formal(qingxiu, stations=(*stations, *qingxiu.stations[len(NAMES) :]))
    for data in (render_docx(plan), render_notice(plan)):
        said = words(data)
        assert [name for name in NAMES if name not in said] == []


def test_hostile_texts_stay_texts(hostile):
    said = words(render_docx(hostile))
    assert [station.name for station in hostile.stations if station.name not in said] == []


def test_without_a_plan_the_conflict_and_what_helps(infeasible):
    said = words(render_docx(infeasible))
    assert f"下列{len(infeasible.conflict)}条规则不能同时满足" in said
    assert all(rule.text in said for rule in infeasible.conflict)
    assert all(change.text in said for change in infeasible.relaxations)
    assert "最优" not in said


def test_what_is_missing_is_a_cross(qingxiu):
    assert missing(qingxiu) == ("document_number", "counting_rule", "counted_over", "issuer", "date")
    said = words(render_docx(qingxiu))
    assert "依据×。" in said
    assert "统计期间为×。" in said
    assert "×年×月×日" in said
    assert missing(formal(qingxiu)) == ()
    crossed = [line for line in words(render_docx(formal(qingxiu))).splitlines() if "×" in line]
    assert [line for line in crossed if " = " not in line] == []


def test_the_tightest_weight_and_the_nearest_counts_are_said(told):
    """Design note of the page: 管辖市场数量 between 17.9 and 23.2 %, and 35 more complaints at 东盟所."""
    said = words(told)
    assert "管辖市场数量权重在17.9%至23.2%之间，方案不变。" in said
    assert "东盟所投诉举报量多35（2.2%），1名由新竹所改归东盟所。" in said
    assert "各项权重的不变区间" in said


def test_weights_of_a_class_are_said_with_it(scenarios):
    plan = run(scenarios / "classes2")
    said = words(render_docx(formal(plan), beside=beside(load(scenarios / "classes2"), plan)))
    assert "综合类：窗口办件权重在48.1%至99.9%之间，方案不变。" in said
    assert "政务服务中心窗口办件多62（0.3%），1名由东街道办改归政务服务中心。" in said


def test_without_a_ladder_no_interval_is_claimed(scenarios):
    asked = load(scenarios / "qingxiu").changed({"place": "at_most"})
    plan = run(asked.scenario)
    found = beside(asked, plan)
    assert found.sensitivity is None
    assert "不变区间" not in words(render_docx(formal(plan), beside=found))
