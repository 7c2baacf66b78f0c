"""Where no plan exists, the documents speak of what was asked, and every place is said in words."""

import io
import re

import openpyxl
import pytest

from staffing.io.scenario_file import load
from staffing.report import tables
from staffing.report.excel import render_xlsx
from staffing.report.html import render_html
from staffing.report.word import render_docx
from staffing.service import run
from tests.unit.report.official import words
from tests.unit.report.test_html import Page


@pytest.fixture(scope="module")
def contradicting(scenarios):
    asked = load(scenarios / "staff4")
    found = run(asked.changed({"max_transfers": "0", "max_stations_changed": "0"}, origin="--set"))
    assert found.allocated is None
    assert found.conflict
    return found


def test_no_rule_of_the_ladder_where_the_programme_was_asked(contradicting):
    assert tables.rule_sentences(contradicting) == tables.aim_sentences(contradicting) == ()
    page = render_html(contradicting).decode()
    for said in (words(render_docx(contradicting)), page):
        assert "每一名依次配给" not in said


def test_links_of_the_page_lead_somewhere_and_the_years_say_why_not(contradicting):
    made = render_html(contradicting)
    page, read = made.decode(), Page(made)
    anchors = set(re.findall(r'href="#([^"]+)"', page))
    assert {"rules", "phased"} <= anchors <= set(read.ids)
    section = page[page.index('id="phased"') :]
    for rule in contradicting.phased.conflict:
        assert rule.text in section[: section.index("</section>")]


def test_places_are_words_not_keys(contradicting):
    book = openpyxl.load_workbook(io.BytesIO(render_xlsx(contradicting)))
    cells = [str(c) for sheet in book for row in sheet.iter_rows(values_only=True) for c in row if c]
    for said in (words(render_docx(contradicting)), render_html(contradicting).decode(), "\n".join(cells)):
        assert "变动单位上限" in said
        assert "第4行，下限" in said
        assert "max_stations_changed" not in said
        assert "line 4" not in said


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "在编人员67名，比人员控制数多37名，人员控制数不能分到各类别"),
        ("en", "在编人员 67 are 37 above the headcount, so it cannot be split between the categories"),
    ],
)
def test_a_headcount_below_those_who_stay_is_not_split_into_a_negative(lang, said, scenarios):
    """67 stay: of 30 posts none can be given to contract staff, and none fewer than none."""
    found = run(scenarios / "qingxiu", cap=30)
    assert [row.cap for row in found.categories or ()] == [67, 0]
    paper = words(render_docx(found, lang))
    assert said in paper
    for surface in (paper, render_html(found, lang).decode()):
        assert "-37" not in surface
        assert "−37" not in surface


def test_a_headcount_that_leaves_none_for_one_category_is_split(scenarios):
    """Of 67 posts those who stay take all; that the minima ask for one more is another matter."""
    paper = words(render_docx(run(scenarios / "qingxiu", cap=67)))
    assert "其中在编人员67名、外聘人员0名。" in paper
