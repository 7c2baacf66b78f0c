"""How few moves reach how much of the gain, on the screen of add and cut."""

import html

import pytest
from fastapi.testclient import TestClient

from staffing import service
from staffing.report.frontier_rows import frontier_rows, frontier_sentence
from tests.unit.test_scenarios import SCENARIOS


def _section(page: str) -> str:
    return html.unescape(page[page.index('<section id="few"') : page.index("</section>")])


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("delta", ["", "&delta=-4"])
def test_it_is_the_answer_of_the_command_line(browser: TestClient, lang: str, delta: str) -> None:
    shown = _section(browser.get(f"/whatif?scenario=qingxiu&lang={lang}{delta}").text)
    found = service.frontier(SCENARIOS / "qingxiu", lang=lang)
    names = {station.id: station.name for station in service.run(SCENARIOS / "qingxiu").stations}
    assert frontier_sentence(found, lang) in shown
    for row in frontier_rows(found, names, lang):
        assert (
            f'<th scope="row">{row.point.transfers}</th><td class="left">{row.who}</td><td>{row.share}'
            in shown
        )
    assert "staffing whatif qingxiu --frontier" in shown


def test_its_picture_follows_the_state(browser: TestClient) -> None:
    one = browser.get("/pictures/frontier.svg?scenario=qingxiu")
    other = browser.get("/pictures/frontier.svg?scenario=qingxiu&method=adams")
    assert one.status_code == other.status_code == 200
    assert one.text != other.text
    assert browser.get("/pictures/frontier.svg?scenario=zhongning").status_code == 404


def test_it_says_why_not_and_is_silent_without_staff_in_post(browser: TestClient) -> None:
    assert "E_METHOD" in _section(browser.get("/whatif?scenario=qingxiu&method=hamilton").text)
    assert '<section id="few"' not in browser.get("/whatif?scenario=zhongning").text
