"""The workbook's own charts, its sheets beside the plan, and how it prints."""

import io
import re
import zipfile

import openpyxl
import pytest

from staffing.io.scenario_file import load
from staffing.messages import LANGUAGES, text
from staffing.report import charts, tables
from staffing.report.chart_parts import title_of
from staffing.report.excel import render_xlsx
from staffing.report.figures import BLANK
from staffing.service import run
from staffing.service.official import beside
from tests.programme_runs import phased, programme_run

FONTS = {"zh": "Microsoft YaHei", "en": "Arial"}
OURS = {
    *("12436D", "FFFFFF", "1A1A1A", "595959", "E4E4E4", "444444"),
    *("14375A", "3C7499", "79A5BD", "DCC87E", "EFE7CB", "FCFBF7"),
}
"""Blue, white, greys, and the shades of the drivers: no red beside green."""


def parts(content, beginning):
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        return [whole.read(name).decode() for name in sorted(whole.namelist()) if name.startswith(beginning)]


def values(content, title):
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    return [[cell.value for cell in row] for row in book[title]]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["qingxiu", "contract178", "hostile"])
def test_findings_are_those_of_the_drawn_charts(request, name, lang):
    found = request.getfixturevalue(name)
    content = render_xlsx(found, lang)
    drawn = [charts.burden_chart, charts.quota_chart, charts.ladder_chart]
    shown = {cell for row in values(content, text("r_sheet_charts", lang)) for cell in row}
    assert {title_of(chart(found, lang)) for chart in drawn} <= shown
    made = parts(content, "xl/charts/chart")
    assert len(made) == len(drawn)
    for chart in made:
        # Title, names and figures are cells: nothing from data is written as a formula.
        refs = re.findall(r"<c:f>(.*?)</c:f>", chart)
        assert all(re.fullmatch(r"(图|Charts)!\$[A-Z]+\$\d+(:\$[A-Z]+\$\d+)?", ref) for ref in refs)
        assert set(re.findall(r'<a:ea typeface="(.*?)"', chart)) == {FONTS[lang]}
        assert set(re.findall(r'srgbClr val="(.*?)"', chart)) <= OURS


def test_bars_carry_the_figures_of_the_plan(qingxiu):
    by_name = {row.name: row for row in tables.plan_rows(qingxiu)}
    rows = [row[11:] for row in values(render_xlsx(qingxiu), "图")]
    heads = [place for place, row in enumerate(rows) if row[1] == "现状（在岗）"]
    assert len(heads) == 1
    shown = [row[:3] for row in rows[heads[0] + 1 : heads[0] + 1 + len(by_name)]]
    assert shown == sorted(shown, key=lambda row: -row[1])
    for name, before, after in shown:
        assert (before, after) == (by_name[name].burden_in_post, by_name[name].burden)


def test_blocks_of_a_quota_sum_to_it(contract178):
    by_name = {row.name: row for row in tables.plan_rows(contract178)}
    rows = [row[11:] for row in values(render_xlsx(contract178), "图")]
    start = next(place for place, row in enumerate(rows) if row[0] and str(row[0]).startswith("应配数最多"))
    blocks = rows[start + 2 : start + 22]
    assert len(blocks) == 20
    for name, *stacked in blocks:
        assert sum(part for part in stacked if part is not None) == pytest.approx(by_name[name].quota)


def test_years_are_drawn_where_there_are_years():
    found = programme_run(phased=phased())
    made = parts(render_xlsx(found), "xl/charts/chart")
    assert sum('<c:barDir val="col"/>' in chart for chart in made) == 1


@pytest.mark.parametrize("name", ["qingxiu", "contract178", "infeasible", "whole"])
def test_every_sheet_prints_on_a4_with_hash_page_and_date(request, name):
    found = programme_run(phased=phased()) if name == "whole" else request.getfixturevalue(name)
    found = found.model_copy(update={"date": "2026-03-06"})
    book = openpyxl.load_workbook(io.BytesIO(render_xlsx(found)))
    for sheet in book:
        assert str(sheet.page_setup.paperSize) == "9"
        assert found.input_sha256[:16] in str(sheet.oddFooter.left.text)
        assert str(sheet.oddFooter.center.text).strip() == "第&P页，共&N页"
        assert str(sheet.oddFooter.right.text).strip() == "2026-03-06"
        if sheet.title != "图":
            # a sheet of several tables repeats no header: it would stand over another table
            several = sheet.title in {"手工方案", "备选方案", "分年方案"}
            assert bool(sheet.print_title_rows) is not several
            assert (sheet.page_setup.fitToWidth or 1, int(sheet.page_setup.fitToHeight)) == (1, 0)


def test_wide_sheets_lie_and_narrow_ones_stand(qingxiu):
    book = openpyxl.load_workbook(io.BytesIO(render_xlsx(qingxiu)))
    lying = {sheet.title for sheet in book if sheet.page_setup.orientation == "landscape"}
    assert {"方案", "测算"} <= lying
    assert not {"图", "增减次序表"} & lying


@pytest.mark.parametrize("lang", LANGUAGES)
def test_conflict_has_a_sheet_and_no_picture(infeasible, lang):
    content = render_xlsx(infeasible, lang)
    shown = [cell for row in values(content, text("r_sheet_conflict", lang)) for cell in row if cell]
    assert [rule.text for rule in infeasible.conflict] == [
        cell for cell in shown if cell in {rule.text for rule in infeasible.conflict}
    ]
    assert {change.text for change in infeasible.relaxations} <= set(shown)
    assert parts(content, "xl/charts/chart") == []


def test_options_stand_side_by_side(scenarios):
    loaded = load(scenarios / "qingxiu")
    found = run(loaded)
    answers = beside(loaded, found, delta=-4)
    content = render_xlsx(found, beside=answers)
    table = values(content, "方案比较")
    titles = next(row for row in table if "在岗" in row)
    assert titles[3:] == [variant.name for variant in answers.comparison.scenarios]
    by_id = {row[0]: row for row in table}
    for row in answers.comparison.stations:
        assert tuple(by_id[row.id][3:]) == tuple(BLANK if n is None else n for n in row.allocations)
    asked = {row[0]: row for row in values(content, "增减") if row[0]}
    for station, posts in answers.what_if.after.items():
        assert asked[station][3:5] == [answers.what_if.before[station], posts]


def test_without_answers_beside_there_are_no_sheets_of_them(qingxiu):
    names = openpyxl.load_workbook(io.BytesIO(render_xlsx(qingxiu))).sheetnames
    assert not {"方案比较", "增减", "冲突"} & set(names)
