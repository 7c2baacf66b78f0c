"""Quantified work in every document: the same figures, pressure by word as well as colour, formulas that hold."""

import io
import re

import openpyxl
import pytest

from staffing.messages import LANGUAGES, text
from staffing.models.base import Normalisation
from staffing.models.work import Pressure
from staffing.report import charts
from staffing.report.excel import render_xlsx
from staffing.report.figures import decimals
from staffing.report.html import render_html
from staffing.report.work_chart import COLOURS
from staffing.report.work_text import apart_rows, apart_sentence, derivation, enough_sentences
from staffing.service import run
from tests.unit.builders_work import standards, worked
from tests.unit.report.test_excel import agree


@pytest.fixture(scope="module")
def full():
    return run(worked(**standards()))


def _sheet(content, title, *, values=True):
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=values)
    return [[cell.value for cell in row] for row in book[title]]


@pytest.mark.parametrize("normalisation", list(Normalisation))
@pytest.mark.parametrize("blend", ["0", "0.4", "1"])
def test_libreoffice_recomputes_index_and_required_posts(normalisation, blend, soffice, tmp_path):
    plan = run(worked(blend, normalisation=normalisation, **standards()))
    assert agree(render_xlsx(plan), soffice, tmp_path) > 80


def test_weighted_sums_are_those_that_the_ledger_is_added_to():
    # Under max the scores of the drivers do not sum to their weights: they are rescaled before the ledger counts.
    plan = run(worked("0.4", normalisation=Normalisation.MAX))
    rows = _sheet(render_xlsx(plan), text("r_sheet_demand", "zh"))
    header = next(n for n, row in enumerate(rows) if text("r_weighted_sum", "zh") in row)
    column = rows[header].index(text("r_weighted_sum", "zh"))
    for row, station in zip(rows[header + 1 :], plan.stations, strict=False):
        assert row[column] == pytest.approx(station.index, rel=1e-12)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sheet_of_work_holds_every_station_and_the_sum(full, lang):
    rows = _sheet(render_xlsx(full, lang), text("r_sheet_work", lang))
    header = next(n for n, row in enumerate(rows) if text("w_required", lang) in row)
    required, pressure = (rows[header].index(text(key, lang)) for key in ("w_required", "w_pressure"))
    for row, work in zip(rows[header + 1 :], full.work.stations, strict=False):
        assert row[0] == work.id
        assert row[required] == pytest.approx(work.requirement.required)
        assert row[pressure] == text(f"pressure_{work.requirement.pressure}", lang)
    total = rows[header + 1 + len(full.stations)]
    assert total[required] == pytest.approx(full.work.total.required)


def test_the_sheet_of_activities_names_the_standard():
    plan = run(worked(**standards(tasks=None)))
    rows = _sheet(render_xlsx(plan), text("r_sheet_activities", "zh"))[3:]
    assert [row[:5] for row in rows[:2]] == [
        ["S1", "所1", "投诉", 3600, 2],
        ["S1", "所1", "主体", 900, 1.5],
    ]
    assert "测定标准，2024年测定" in rows[0][7]
    assert sum(row[5] for row in rows if row[0] == "S1") == 3600 * 2 + 900 * 1.5


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_says_whether_posts_are_enough(full, lang):
    page = render_html(full, lang).decode()
    for sentence in (*enough_sentences(full.work, lang), apart_sentence(full, lang)):
        assert str(sentence) in page
    section = page[page.index('<h2 id="work">') :]
    for row in full.work.stations:
        pressure = row.requirement.pressure
        cell = f'<td class="left pressure-{pressure.value}">{text(f"pressure_{pressure}", lang)}</td>'
        assert cell in section
    assert 'href="#work"' in page


def test_the_page_lists_disagreement_from_the_greatest_down(full):
    page = render_html(full).decode()
    table = page[page.index(text("w_table_apart", "zh")) :]
    table = table[: table.index("</table>")]
    names = {station.id: station.name for station in full.stations}
    assert re.findall(r'<th scope="row">([^<]+)</th>', table) == [
        names[row.id] for row in apart_rows(full.work)
    ]
    sizes = [abs(row.apart) for row in apart_rows(full.work)]
    assert sizes == sorted(sizes, reverse=True)
    assert names[apart_rows(full.work)[0].id] == "所4"


def test_the_sentence_of_disagreement_has_the_greatest_one(full):
    row = apart_rows(full.work)[0]
    sentence = str(apart_sentence(full, "zh"))
    assert sentence.startswith("台账与指标相差最大的是所4")
    for figure in (row.task_quota, row.driver_quota, row.apart):
        assert decimals(abs(figure)) in sentence


def test_the_chart_tells_pressure_in_words_beside_the_colour(full):
    chart = charts.work_chart(full, "zh")
    rows = chart["datasets"]["rows"]
    assert [row["ratio"] for row in rows] == sorted(row["ratio"] for row in rows)
    for row in rows:
        step = next(one for one in Pressure if text(f"pressure_{one}", "zh") == row["pressure"])
        assert row["colour"] == COLOURS[step]
    assert len(set(COLOURS.values())) == len(Pressure)


def test_without_staff_in_post_there_is_no_chart_of_ratios():
    given = worked(**standards())
    unknown = tuple(station.model_copy(update={"in_post": None}) for station in given.stations)
    plan = run(given.model_copy(update={"stations": unknown}))
    assert charts.work_chart(plan) is None
    assert "pressure-none" in render_html(plan).decode()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_derivation_holds_every_figure_in_order(full, lang):
    station, one = full.stations[3], full.work.stations[3].requirement
    lines = derivation(full, station, lang)
    figures = [station.quota, one.available_hours, one.staff, one.category_factor, one.required, one.ratio]
    shown = [f"{station.quota:.2f}", *("1,840.0", "7.891", "1.1111", "8.868", "0.34")]
    assert [round(figure, 2) for figure in figures] == [round(float(s.replace(",", "")), 2) for s in shown]
    place = 0
    for figure in shown:
        found = [n for n, line in enumerate(lines) if n >= place and figure in line]
        assert found, (figure, lines)
        place = found[0]


def test_a_run_without_quantified_work_shows_none_of_it(qingxiu):
    assert qingxiu.work is None
    assert charts.work_chart(qingxiu) is None
    assert 'id="work"' not in render_html(qingxiu).decode()
    book = openpyxl.load_workbook(io.BytesIO(render_xlsx(qingxiu)))
    assert text("r_sheet_work", "zh") not in book.sheetnames
