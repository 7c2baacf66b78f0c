"""HTML, workbook and charts of plans that the reallocation programme decided."""

import io
import re
import subprocess

import openpyxl
import pytest

from staffing.messages import LANGUAGES, text
from staffing.models.plan import Status
from staffing.models.run import CategoryPosts
from staffing.report import charts
from staffing.report.chart_parts import WIDE
from staffing.report.excel import render_xlsx
from staffing.report.html import render_html
from tests.programme_runs import (
    BROKEN,
    IDS,
    PLAN,
    alternatives,
    evaluation,
    goals,
    phased,
    plain_run,
    programme_run,
)
from tests.unit.report.conftest import HOSTILE
from tests.unit.report.test_excel import ALWAYS_CALCULATE, OURS, formulas
from tests.unit.report.test_html import Page


@pytest.fixture(scope="module")
def whole():
    found = evaluation(allowed=False, broken=BROKEN)
    return programme_run(evaluation=found, alternatives=alternatives(), phased=phased())


@pytest.fixture(scope="module")
def page(whole):
    return render_html(whole).decode()


@pytest.fixture(scope="module")
def book(whole):
    return openpyxl.load_workbook(io.BytesIO(render_xlsx(whole)))


def rows(sheet):
    return [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]


def without_capacity(run):
    """Return a run whose heads of one category count half: quotas and loads are no longer per head."""
    stations = tuple(
        row.model_copy(update={"quota": row.quota * 0.8, "burden": row.burden * 0.9}) for row in run.stations
    )
    return run.model_copy(update={"stations": stations})


# -- html ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_page_is_complete_in_itself(whole, lang):
    content = render_html(whole, lang)
    read = Page(content)
    assert "script" not in read.tags
    assert len(read.ids) == len(set(read.ids))
    links = [value for name, value in read.attributes if name in {"href", "src"}]
    assert all(link.startswith(("#", "data:,")) for link in links)
    anchors = {link[1:] for link in links if link.startswith("#")}
    assert anchors <= set(read.ids)
    assert {"moves", "evaluation", "alternatives", "phased"} <= anchors


def test_page_says_what_a_reader_needs(page):
    for words in (
        "行政编制24名不动",
        "调动9名",
        "外部调入2名",
        "调动成本12.5",
        "增加最多的是凤岭所（5名），减少最多的是中山所（4名）",
        "5 → 4",
        "逐一算过全部可能的方案",
        "没有方案低于0.0416414，差距为0",
        "ortools（站点不多，用CP-SAT求解）",
        "费用以1/1,000,000,000为单位取整",
        "违反2条规则",
        "行政编制不调动，只增不减",
        "外聘人员由津头所调1名到凤岭所",
        "备选2",
        "2029年末达到末年目标配置",
    ):
        assert words in page, words


def test_page_says_nothing_of_a_ladder(page):
    assert 'id="ladder"' not in page
    for words in ("增减次序", "优先值", "并列", "第96名"):
        assert words not in page


def test_page_of_the_ladder_says_nothing_of_the_programme(qingxiu):
    page = render_html(qingxiu).decode()
    assert 'id="ladder"' in page
    for words in ("调动清单", "手工方案", "备选方案", "分年方案", "整数价格"):
        assert words not in page


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("status", [Status.FEASIBLE, Status.CANCELLED])
def test_optimal_is_said_of_optimal_alone(whole, lang, status):
    run = whole.model_copy(update={"status": status, "gap": 0.004, "goals": goals(PLAN, proven=False)})
    for content in (render_html(run, lang).decode(), everything_written(render_xlsx(run, lang))):
        assert "最优" not in content
        assert "optimal" not in content


def everything_written(content):
    return " ".join(
        str(cell)
        for sheet in openpyxl.load_workbook(io.BytesIO(content))
        for row in rows(sheet)
        for cell in row
    )


def test_without_a_plan_nothing_is_made_up():
    run = programme_run(None, status=Status.NO_SOLUTION)
    page = render_html(run).decode()
    assert "这不表示没有可行方案" in page
    for words in ("调动清单", "无人调动", "下界"):
        assert words not in page


def test_text_that_looks_like_markup_is_escaped(whole):
    rule = BROKEN[0].model_copy(update={"text": "<script>x</script>", "where": "<b>"})
    bad = whole.evaluation.model_copy(update={"broken": (rule,)})
    names = [c.model_copy(update={"name": f"<i>{c.id}"}) for c in whole.categories]
    run = whole.model_copy(update={"evaluation": bad, "categories": tuple(names)})
    page = render_html(run).decode()
    assert "<script" not in page
    assert "<i>" not in page


# -- workbook ------------------------------------------------------------------------------------------------


def test_sheets_are_those_that_the_run_needs(book, qingxiu):
    assert book.sheetnames == [
        "方案", "图", "人员类别", "调动清单", "手工方案", "备选方案", "分年方案", "输入", "测算", "方法",
    ]  # fmt: skip
    plain = openpyxl.load_workbook(io.BytesIO(render_xlsx(programme_run())))
    assert plain.sheetnames == ["方案", "图", "人员类别", "调动清单", "输入", "测算", "方法"]


def test_every_move_is_listed_with_names_and_ids(whole, book):
    listed = rows(book["调动清单"])
    assert listed[3] == ["人员类别", "调出", "编码", "调入", "编码", "人数"]
    assert ["事业编制", "中山所", "S02", "凤岭所", "S06", 2] in listed
    assert ["外聘人员", "外部", "仙葫所", "S08", 2] in listed
    assert len(listed) == 4 + len(whole.transfers) + len(whole.joins) + len(whole.leaves)


def test_categories_and_years_are_numbers(book):
    assert ["外聘人员", 25, 23, 25, 7, 5] in rows(book["人员类别"])
    assert ["2028", 82, 0, 4, 0, 1, 5] in rows(book["分年方案"])
    assert ["S06", "凤岭所", "外聘人员", 3, 5, 6, 6, 6] in rows(book["分年方案"])


def test_plan_by_hand_stands_beside_the_plan(book):
    listed = rows(book["手工方案"])
    assert ["S06", "凤岭所", "外聘人员", 3, 5, 6] in listed
    assert ["行政编制不调动，只增不减  人员类别!F2"] in listed
    assert ["不均衡", "0.124736", "0.0416414"] in listed


def test_without_categories_no_column_stays_empty():
    run = plain_run()
    page = render_html(run).decode()
    assert "人员类别" not in page
    book = openpyxl.load_workbook(io.BytesIO(render_xlsx(run)))
    assert book.sheetnames == ["方案", "图", "调动清单", "手工方案", "输入", "测算", "方法"]
    assert rows(book["调动清单"])[3] == ["调出", "编码", "调入", "编码", "人数"]
    assert ["S05", "津头所", 9, 10, 9] in rows(book["手工方案"])


def test_names_that_look_like_formulas_stay_text(whole):
    stations = tuple(
        row.model_copy(update={"name": name}) for row, name in zip(whole.stations, HOSTILE, strict=False)
    )
    categories = tuple(
        row.model_copy(update={"name": name}) for row, name in zip(whole.categories, HOSTILE, strict=False)
    )
    content = render_xlsx(whole.model_copy(update={"stations": stations, "categories": categories}))
    assert {OURS.sub("", formula) for formula in formulas(content)} == {""}
    book = openpyxl.load_workbook(io.BytesIO(content))
    for title in ("人员类别", "调动清单", "手工方案", "备选方案", "分年方案"):
        assert "f" not in {cell.data_type for row in book[title] for cell in row}


@pytest.mark.parametrize("run", [programme_run(), without_capacity(programme_run())])
def test_formulas_are_made_of_coordinates_alone(run):
    assert {OURS.sub("", formula) for formula in formulas(render_xlsx(run))} == {""}


def test_heads_of_other_capacities_are_not_recomputed_wrongly(tmp_path):
    run = without_capacity(programme_run())
    (tmp_path / "r.xlsx").write_bytes(render_xlsx(run))
    profile = tmp_path / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(ALWAYS_CALCULATE)
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to"]
    done = ["xlsx:Calc MS Excel 2007 XML", "--outdir", tmp_path / "again", tmp_path / "r.xlsx"]
    try:
        subprocess.run([*command, *done], check=True, capture_output=True, timeout=120)
    except FileNotFoundError:
        pytest.skip("no LibreOffice")
    plan = openpyxl.load_workbook(tmp_path / "again" / "r.xlsx", data_only=True)["方案"]
    header = [cell.value for cell in plan[6]]
    first = dict(zip(header, (cell.value for cell in plan[7]), strict=True))
    assert first["应配数"] == pytest.approx(run.stations[0].quota)
    assert first["拟配后"] == pytest.approx(run.stations[0].burden)
    assert "折算系数" in render_html(run).decode()


# -- charts --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("chart", [charts.moves_chart, charts.years_chart, charts.burden_chart])
def test_charts_are_drawn_within_their_width(whole, chart, lang):
    svg = charts.draw_svg(chart(whole, lang))
    assert float(re.search(r'width="([\d.]+)"', svg)[1]) <= WIDE + 12


def test_moves_chart_stacks_gains_and_losses(whole):
    bars = charts.moves_chart(whole)["datasets"]["bars"]
    first = [(bar["kind"], bar["from"], bar["to"], bar["shown"]) for bar in bars if bar["y"] == 0.5]
    assert first == [("外聘人员", 0, 3, "+3"), ("事业编制", 3, 5, "+2")]
    last = [(bar["kind"], bar["from"], bar["to"]) for bar in bars if bar["y"] == 6.5]
    assert last == [("外聘人员", -2, 0), ("事业编制", -4, -2)]


def test_no_moves_chart_where_nothing_changes(zhongning):
    still = tuple(
        row.model_copy(
            update={"categories": {k: CategoryPosts(in_post=1, allocation=1) for k in row.categories}}
        )
        for row in programme_run().stations
    )
    assert charts.moves_chart(programme_run(stations=still)) is None
    assert charts.moves_chart(zhongning) is None
    assert charts.moves_chart(programme_run(None)) is None
    assert charts.years_chart(programme_run()) is None


def test_many_categories_share_the_last_shade():
    run = programme_run()
    keys = [f"c{number}" for number in range(9)]
    categories = tuple(run.categories[2].model_copy(update={"id": key, "name": f"类别{key}"}) for key in keys)
    posts = {key: CategoryPosts(in_post=1, allocation=2 + n % 2) for n, key in enumerate(keys)}
    stations = tuple(row.model_copy(update={"categories": posts}) for row in run.stations)
    spec = charts.moves_chart(run.model_copy(update={"categories": categories, "stations": stations}))
    assert len({bar["kind"] for bar in spec["datasets"]["bars"]}) == 6
    assert "其他4类" in {bar["kind"] for bar in spec["datasets"]["bars"]}


def test_many_stations_leave_those_that_change_most():
    run = programme_run()
    many = tuple(
        row.model_copy(update={"id": f"{row.id}{n}", "name": f"{row.name}{n}"})
        for n in range(7)
        for row in run.stations
    )
    spec = charts.moves_chart(run.model_copy(update={"stations": many}))
    assert len(spec["datasets"]["rows"]) == 20
    assert f"（共{7 * (len(IDS) - 1)}个）" in "".join(spec["title"]["subtitle"])


def test_a_sheet_of_several_tables_repeats_no_head_over_another(whole, book):
    for name in ("evaluation", "alternatives", "phased"):
        sheet = book[text(f"r_sheet_{name}", "zh")]
        assert not sheet.print_title_rows
