"""Counts by period in every report: totals, index, peaks, the same everywhere."""

import io
from decimal import Decimal

import openpyxl
import pytest

from staffing import service
from staffing.messages import LANGUAGES, fault_text, text
from staffing.messages.spans import period_text
from staffing.models.workload import Take, Window
from staffing.quantify.periods import taken
from staffing.report.charts import draw_svg, season_chart
from staffing.report.excel import render_xlsx
from staffing.report.html import render_html
from staffing.report.terminal_answers import demand_lines
from staffing.report.terminal_check import check_lines
from staffing.report.terminal_periods import season_lines
from staffing.report.word import render_docx
from tests.unit.builders_scenario import scenario
from tests.unit.report.official import words

MONTHS = {f"2025-{month:02}": (10 * month, 60) for month in range(1, 7)} | {"2024-12": (7, 7)}


def source(take=Take.SUM):
    series = {
        label: dict(zip(("S1", "S2"), map(Decimal, MONTHS[label]), strict=True)) for label in sorted(MONTHS)
    }
    made = scenario([1, 1], 5)
    values = taken(series, list(series)[1:], ["S1", "S2"], take)
    update = {"values": values, "series": series, "period": "2025-01..2025-06"}
    drivers = (made.drivers[0].model_copy(update=update),)
    return made.model_copy(update={"drivers": drivers, "window": Window(months=6, take=take)})


def test_what_a_season_says():
    (season,) = service.run(source()).seasons or ()
    assert (season.driver, season.window, season.peak, season.divisor) == (
        "work",
        "2025-01..2025-06",
        "2025-06",
        1,
    )
    assert season.ratio == pytest.approx(120 / 95)
    assert [(p.period, p.total, p.counted) for p in season.periods[:2]] == [
        ("2024-12", 14, False),
        ("2025-01", 70, True),
    ]
    assert sum(p.index or 0 for p in season.periods if p.counted) == pytest.approx(6)
    first, second = season.stations
    assert (first.peak, second.peak) == ("2025-06", "2025-01")
    assert (first.share, first.peak_share, first.ratio) == pytest.approx((210 / 570, 0.5, 60 / 35))
    assert second.ratio == 1


def test_a_scenario_of_one_period_has_none():
    run = service.run(scenario([1, 2], 5))
    assert run.seasons is None
    assert "seasons" not in run.document()
    assert season_chart(run) is None
    assert service.demand(scenario([1, 2], 5)).seasons is None


@pytest.mark.parametrize("take", Take)
def test_demand_gives_the_same(take):
    assert service.demand(source(take)).seasons == service.run(source(take)).seasons


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_terminal_lists_periods_and_stations(lang):
    lines = demand_lines(service.run(source(), lang=lang), lang=lang, width=100)
    (line,) = (line for line in lines if line.startswith("2025-06"))
    assert line.split()[:3] == ["2025-06", "120", "1.26"]
    (outside,) = (line for line in lines if line.startswith("2024-12"))
    assert text("p_outside", lang).strip() in outside
    assert max(map(len, lines)) <= 100


def test_a_mean_is_shown_as_the_sum_that_it_is_kept_as():
    lines = "".join(demand_lines(service.run(source(Take.MEAN)), lang="zh", width=200))
    assert "除以6为平均" in lines
    assert "210 / " in lines


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_shows_table_and_chart(lang):
    run = service.run(source(), lang=lang)
    page = render_html(run, lang).decode()
    part = page.partition('id="seasons"')[2].partition("</section>")[0]
    assert part.count("<svg") == 1
    assert "<td>1.26</td>" in part
    assert "2024-12" in part
    assert 'id="seasons"' not in render_html(service.run(scenario([1, 2], 5)), lang).decode()


def test_the_chart_shows_the_periods_that_count():
    spec = season_chart(service.run(source()))
    rows = spec["datasets"]["rows"]
    assert [row["period"] for row in rows] == [f"2025-{month:02}" for month in range(1, 7)]
    assert "2025-06" in draw_svg(spec)


def test_the_workbook_has_a_sheet_of_them():
    book = openpyxl.load_workbook(io.BytesIO(render_xlsx(service.run(source()))))
    rows = list(book[text("r_sheet_seasons", "zh")].iter_rows(values_only=True))
    told = {row[0]: (row[1], round(row[2], 9), row[3]) for row in rows if row[0] in MONTHS}
    assert told["2025-06"] == (120, round(120 / 95, 9), "是")
    assert told["2024-12"] == (14, round(14 / 95, 9), "否")
    assert (
        text("r_sheet_seasons", "zh")
        not in openpyxl.load_workbook(io.BytesIO(render_xlsx(service.run(scenario([1, 2], 5))))).sheetnames
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_check_says_which_months_count(lang, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "单位.csv").write_text("id,name\nS1,a\nS2,b\n", encoding="utf-8")
    rows = [f"S{n},k,{n + month},2025-{month:02}" for n in (1, 2) for month in (1, 2, 3)]
    (tmp_path / "data" / "指标值.csv").write_text(
        "\n".join(["id,driver,value,period", *rows]), encoding="utf-8"
    )
    lines = "schema: 1\ndata: data\ncap: 9\nweights: {k: 1}\nperiods: {months: 2, take: peak}\n"
    (tmp_path / "scenario.yaml").write_text(lines, encoding="utf-8")
    answer = service.check(tmp_path, lang=lang)
    assert (answer.windows, answer.take) == ({"k": "2025-02..2025-03"}, Take.PEAK)
    window = {"zh": "2025年2月至3月", "en": "February to March 2025"}[lang]
    said = text("k_window", lang, driver="k", window=window, take=text("take_peak", lang))
    assert said in check_lines(answer, lang=lang, width=120)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_prose_names_periods_as_people_do_and_data_as_programs_do(lang):
    run = service.run(source())
    window, peak = {
        "zh": ("2025年1月至6月", "2025年6月最高"),
        "en": ("January to June 2025", "most in June 2025"),
    }[lang]
    html, paper = render_html(run, lang).decode(), words(render_docx(run, lang))
    shown = "\n".join(season_lines(run, lang=lang, width=200))
    for surface in (html, shown):
        assert (window in surface, peak in surface, "2025-01.." in surface) == (True, True, False)
    assert (window in paper, "2025-01.." in paper) == (True, False)
    assert run.drivers[0].period == "2025-01..2025-06"


@pytest.mark.parametrize(
    ("label", "zh", "en"),
    [
        ("2025", "2025年", "2025"),
        ("2025-H1", "2025年上半年", "first half of 2025"),
        ("2025-Q4", "2025年四季度", "fourth quarter of 2025"),
        ("2025-Q1/2025-Q3", "2025年一季度至三季度", "first quarter to third quarter of 2025"),
        ("2025-03", "2025年3月", "March 2025"),
        ("2025-03-01", "2025年3月1日", "1 March 2025"),
        ("2025-03..2025-03", "2025年3月", "March 2025"),
        ("2025-01..2025-12", "2025年1月至12月", "January to December 2025"),
        ("2024-07..2025-06", "2024年7月至2025年6月", "July 2024 to June 2025"),
        ("2025-03-01/2025-03-20", "2025年3月1日至20日", "1 to 20 March 2025"),
        ("2025-03-01/2025-05-01", "2025年3月1日至5月1日", "1 March to 1 May 2025"),
        ("2023..2025", "2023年至2025年", "2023 to 2025"),
        ("2025年1月1日至12月31日", "2025年1月1日至12月31日", "2025年1月1日至12月31日"),
        ("2025-13", "2025-13", "2025-13"),
        ("", "", ""),
    ],
)
def test_the_name_of_a_period(label, zh, en):
    assert (period_text(label, "zh"), period_text(label, "en")) == (zh, en)


def test_a_warning_names_its_window_and_a_fault_what_was_written():
    values = {"name": "k", "window": "2025-01..2025-02", "count": 2, "left": 1, "periods": ["2025-03", "…"]}
    assert (
        fault_text("W_WINDOW", "zh", values)[0]
        == "指标“k”按2025年1月至2月的2期统计，另有1期不计入：2025年3月、…"
    )
