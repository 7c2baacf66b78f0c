"""``staffing compare --out FILE``: the comparison as Word, workbook, HTML."""

import html
import json
import re

import openpyxl
import pytest

from staffing.service import compare_methods
from tests.unit.report.official import words


@pytest.fixture
def figures(scenarios):
    """Return the names and posts of the stations in the plans of all methods, by rows."""
    found = compare_methods(scenarios / "qingxiu")
    return [(row.name, row.allocations) for row in found.stations]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_html_asks_nothing_and_names_every_station_that_differs(
    staffing, scenarios, tmp_path, figures, lang
):
    file = tmp_path / "new" / "methods.html"
    code, out, err = staffing("compare", scenarios / "qingxiu", "--methods", "--out", file, "--lang", lang)
    page = file.read_text(encoding="utf-8")
    assert code == 0
    assert str(file) in err
    assert str(file) not in out
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="(?!data:)', page)
    for name, posts in figures:
        if len(set(posts)) > 1:
            assert f'<tr><th scope="row">{name}</th>' in page
    assert "<svg" in page


def test_the_workbook_holds_the_posts_of_every_plan(staffing, scenarios, tmp_path, figures):
    file = tmp_path / "methods.xlsx"
    assert staffing("compare", scenarios / "qingxiu", "--methods", "--out", file)[0] == 0
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == ["方案比较", "依据和结果"]
    rows = list(book["方案比较"].iter_rows(min_row=6, max_row=5 + len(figures), min_col=2, values_only=True))
    assert [(row[0], row[2:]) for row in rows] == figures
    facts = {row[0]: row[2:] for row in book["依据和结果"].iter_rows(min_row=5, values_only=True)}
    assert facts["已配"][0] == 96  # a number, not a text


def test_word_says_the_same(staffing, scenarios, tmp_path, figures):
    file = tmp_path / "methods.docx"
    assert staffing("compare", scenarios / "qingxiu", "--methods", "--out", file)[0] == 0
    said = words(file.read_bytes())
    for name, _ in figures:
        assert name in said


def test_a_refused_column_says_why_in_each(staffing, scenarios, tmp_path):
    columns = (scenarios / "qingxiu", f"{scenarios / 'qingxiu'} --set weights.学校=0.5")
    for suffix in ("html", "docx", "xlsx"):
        code, out, _ = staffing("compare", *columns, "--json", "--out", tmp_path / f"c.{suffix}")
        assert (code, json.loads(out)["files"]) == (2, [str(tmp_path / f"c.{suffix}")])
    assert "E_WEIGHT_SUM" in html.unescape((tmp_path / "c.html").read_text(encoding="utf-8"))
    assert "E_WEIGHT_SUM" in words((tmp_path / "c.docx").read_bytes())
    assert any(
        "E_WEIGHT_SUM" in str(row[0])
        for row in openpyxl.load_workbook(tmp_path / "c.xlsx")["依据和结果"].iter_rows(values_only=True)
    )


def test_the_same_comparison_gives_the_same_bytes(staffing, scenarios, tmp_path):
    for suffix in ("html", "docx", "xlsx"):
        one, two = tmp_path / f"one.{suffix}", tmp_path / f"two.{suffix}"
        for file in (one, two):
            staffing("compare", scenarios / "qingxiu", "--normalisations", "--out", file)
        assert one.read_bytes() == two.read_bytes()


def test_another_ending_is_refused_before_anything_is_solved(staffing, tmp_path):
    code, _, err = staffing("compare", "none at all", "--out", tmp_path / "c.pdf")
    assert (code, "E_OPTION" in err) == (2, True)
    assert list(tmp_path.iterdir()) == []
