"""Random draws on the screen of robustness: only where asked for, figures of the answer, faults at the field."""

import html
import re
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient

from staffing import service
from staffing.messages import text
from staffing.report.draws_rows import draws_rows, draws_sentences, draws_terms
from tests.unit.test_scenarios import SCENARIOS


def address(scenario: str = "qingxiu", lang: str = "zh", **more: object) -> str:
    """Return the address that the form without script sends."""
    return "/robustness?" + urlencode({"scenario": scenario, "lang": lang, **more}, doseq=True)


def section(page: str) -> str:
    """Return the part of the page about draws."""
    found = re.search(r'<section id="random".*?</section>', page, re.DOTALL)
    assert found
    return html.unescape(found[0])


def rows(part: str) -> list[list[str]]:
    """Return the cells of its table."""
    lines = re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', part)
    return [[name, *re.findall(r"<td[^>]*>(.*?)</td>", cells)] for name, cells in lines]


def chosen(part: str) -> dict[str, bool]:
    """Return the drivers that may be drawn, and which are ticked."""
    found = re.findall(r'name="drawn" type="checkbox" value="([^"]*)"( checked)?', part)
    return {name: bool(ticked) for name, ticked in found}


def command(page: str) -> str:
    """Return the command line at the foot."""
    found = re.search(r"<code>(staffing .*?)</code>", page)
    assert found
    return html.unescape(found[1])


def test_nothing_is_drawn_unless_it_is_asked_for(browser: TestClient, monkeypatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        pytest.fail("drawn")

    monkeypatch.setattr("staffing.service.random_draws", refuse, raising=False)
    page = browser.get(address()).text
    part = section(page)
    assert rows(part) == []
    assert 'name="draws" type="number"' in part
    assert 'value="1000"' in part
    assert all(chosen(part).values())
    assert command(page) == "staffing sensitivity qingxiu"
    assert page.index('<table class="plan misses">') < page.index('<section id="random"')


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("drawn", [[], ["投诉举报量"], ["学校", "投诉举报量"]])
def test_figures_are_those_of_the_answer(browser: TestClient, lang: str, drawn: list[str]) -> None:
    page = browser.get(address(lang=lang, draws=60, drawn=drawn)).text
    part = section(page)
    answer = service.random_draws(service.open_scenario(SCENARIOS / "qingxiu"), 60, drawn=drawn)
    names = {station.id: station.name for station in service.run(SCENARIOS / "qingxiu").stations}
    expected = [
        [row.name, row.allocation, row.fewer, row.more, row.range, row.extremes]
        for row in draws_rows(answer, names)
    ]
    assert rows(part) == expected
    for sentence in (*draws_sentences(answer, lang), *draws_terms(answer, lang)):
        assert f">{sentence}</p>" in part
    assert text("s_draws", lang, draws="60") in part
    assert [name for name, ticked in chosen(part).items() if ticked] == list(answer.drawn)
    assert 'value="60"' in part


def test_all_drivers_named_are_all_drivers(browser: TestClient) -> None:
    every = list(chosen(section(browser.get(address()).text)))
    named = browser.get(address(draws=30, drawn=every), headers={"HX-Request": "true", "HX-Target": "screen"})
    assert "drawn" not in named.headers["hx-push-url"]
    assert "draws=30" in named.headers["hx-push-url"]
    assert rows(section(named.text)) == rows(section(browser.get(address(draws=30)).text))


def test_the_command_line_says_the_same(browser: TestClient) -> None:
    page = browser.get(address(draws=30, drawn=["学校", "药店"])).text
    assert command(page) == "staffing sensitivity qingxiu --draws 30 --drawn 学校,药店".replace(
        "学校,药店", "'学校,药店'"
    )


def test_draws_are_of_the_weights_that_are_set(browser: TestClient) -> None:
    own = {"投诉举报量": 70, "在业市场主体": 10, "管辖市场数量": 10, "学校": 5, "药店": 5}
    weights = {f"weights.{name}": percent for name, percent in own.items()}
    found = rows(section(browser.get(address(draws=30, **weights)).text))
    assert found != rows(section(browser.get(address(draws=30)).text))
    form = re.search(r'<form id="weights".*?</form>', browser.get(address(draws=30)).text, re.DOTALL)
    assert form
    assert '<input type="hidden" name="draws" value="30">' in form[0], "and stay asked for as weights move"


@pytest.mark.parametrize(
    ("scenario", "asked", "code"),
    [
        ("qingxiu", {"draws": "0"}, "E_RANGE"),
        ("qingxiu", {"draws": "many"}, "E_INTEGER"),
        ("qingxiu", {"draws": "10001"}, "E_RANGE"),
        ("contract178", {"draws": "9999"}, "E_RANGE"),
        ("qingxiu", {"draws": "9", "drawn": "投诉"}, "E_OPTION"),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_cannot_be_drawn_is_said_at_its_field(
    browser: TestClient, lang: str, scenario: str, asked: dict[str, str], code: str
) -> None:
    found = browser.get(address(scenario, lang, **asked))
    part = section(found.text)
    assert found.status_code == 422
    assert f"[{code}]" in part
    assert 'aria-describedby="draws-fault"' in part
    assert f'value="{asked["draws"]}"' in part, "the form stays as it was filled in"
    assert rows(part) == []
    assert 'class="plan sortable"' in found.text, "the plan stands all the same"


def test_where_weights_have_no_interval_draws_can_be_made(browser: TestClient) -> None:
    for query in ({"scenario": "classes2"}, {"set": "place=at_most"}):
        assert rows(section(browser.get(address(**{"draws": 40, **query})).text))


def test_a_reallocation_has_no_form(browser: TestClient) -> None:
    page = browser.get(address("staff4", draws=5))
    assert '<section id="random"' not in page.text
