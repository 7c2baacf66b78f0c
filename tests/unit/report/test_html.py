"""The HTML report: complete in itself, everything from data escaped, honest without a plan."""

import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import pytest

from staffing.messages import LANGUAGES
from staffing.models.plan import Status
from staffing.report.html import render_html


class Page(HTMLParser):
    """Tags, ids, attributes and text; complains of tags closed out of turn."""

    VOID = frozenset({"meta", "link", "br", "img", "path", "hr"})

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str | None] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.open: list[str] = []
        self.feed(page.decode())
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag):
        if tag not in self.VOID:
            assert self.open.pop() == tag


@pytest.fixture(params=LANGUAGES)
def lang(request):
    return request.param


@pytest.fixture(params=["qingxiu", "zhongning", "contract178", "infeasible", "hostile"])
def any_run(request):
    return request.getfixturevalue(request.param)


def test_file_is_complete_in_itself(any_run, lang):
    page = render_html(any_run, lang)
    read = Page(page)
    assert "script" not in read.tags
    assert len(read.ids) == len(set(read.ids))
    links = [
        value for name, value in read.attributes if name in {"href", "src", "action", "data", "xlink:href"}
    ]
    assert all(link.startswith(("#", "data:,")) for link in links)
    assert [name for name, _ in read.attributes if name.startswith("on")] == []
    style = re.search(r"<style>(.*?)</style>", page.decode(), re.DOTALL)[1]
    assert "url(" not in style
    assert "@import" not in style
    assert "default-src 'none'" in page.decode()


def test_data_are_escaped(hostile, lang):
    page = render_html(hostile, lang).decode()
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<b>" not in page
    assert "{{ 7 * 7 }}" in page


def test_every_chart_has_a_name_and_a_table(qingxiu):
    page = render_html(qingxiu).decode()
    names = re.findall(r'<figure class="chart" role="img" aria-label="([^"]+)">', page)
    assert len(names) == 3
    assert names[0] == "人均负荷最高与最低之比：现状2.41，拟配后1.61"
    after = page.split("</figure>")[1:]
    assert all(0 <= part.find("<table") < 400 for part in after)
    for svg in re.findall(r"<svg.*?</svg>", page, re.DOTALL):
        ET.fromstring(svg)  # well-formed


def test_report_says_what_a_reader_needs(qingxiu):
    page = render_html(qingxiu).decode()
    for words in (
        "12个站所拟配96名",
        "最优，已证明，验算通过",
        "示例数据",
        "归一化：占比（share）",
        "应配数÷（已有人数＋0.5）",
        "min Σ (x−q)²÷q",
        qingxiu.input_sha256,
        qingxiu.objective,
        "staffing report result.json --format html --lang zh",
        "staffing verify result.json",
    ):
        assert words in page, words
    assert "▲+5" in page
    assert "▼−4" in page


def test_only_illustrative_runs_are_marked(qingxiu):
    real = qingxiu.model_copy(update={"illustrative": False, "name": "甲"})
    assert "示例数据" not in render_html(real).decode()


def test_without_a_plan_the_conflict_takes_its_place(infeasible, lang):
    page = render_html(infeasible, lang).decode()
    assert "最优" not in page
    assert "optimal" not in page
    assert "<svg" not in page
    for said in (*infeasible.conflict, *infeasible.relaxations):
        assert said.text in page


@pytest.mark.parametrize("status", [s for s in Status if s is not Status.OPTIMAL])
def test_optimal_is_said_of_optimal_alone(qingxiu, lang, status):
    page = render_html(qingxiu.model_copy(update={"status": status}), lang).decode()
    assert "最优" not in page
    assert "optimal" not in page


def test_long_exact_numbers_are_shortened(contract178):
    page = render_html(contract178).decode()
    assert len(contract178.objective) > 1000
    folded = re.search(r"<dd>([^<]+)<details><summary>", page)[1]
    assert len(folded) < 12
    assert contract178.objective in page
