"""Scenarios without a plan: the conflict with its places, and every way out as a link that leads to a plan."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from fastapi.testclient import TestClient

from staffing_api.app import create_app
from staffing_api.settings import Settings
from tests.corpus.workbooks import put
from tests.unit.api.workbench.test_data import drop, words
from tests.unit.test_scenarios import SCENARIOS

WAY = re.compile(r'<li><a class="go" href="([^"]*)">(.*?)</a>(.*?)</li>', re.DOTALL)
STAFF4 = "/plan?scenario=staff4&set=years%3D%5B%5D&set=departures%3D%5B%5D"
"""Four categories, without the years: a solver is asked."""


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """A client of a server with the shipped scenarios, which waits for solvers."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("staffing_api.workbench.searches.WAIT_S", 60.0)
        app = create_app(Settings(scenarios=SCENARIOS, lang="zh"))
        with TestClient(app, base_url="http://localhost:8000") as running:
            yield running


def ways(page: str) -> list[tuple[str, str, str]]:
    """Return address, words and result of every way out."""
    return [(unescape(url), words(said), words(result)) for url, said, result in WAY.findall(page)]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_contradictory_workbook_shows_the_conflict_and_what_each_way_out_gives(
    client: TestClient, lang: str
) -> None:
    page = drop(client, put(("单位!D9", 40), ("单位!E9", 60), ("单位!D2", 12)), query=f"?lang={lang}")
    assert page.status_code == 200
    heading = {
        "zh": "无可行方案：总编制60少于各单位最少人数之和63",
        "en": "No plan exists: the authorised headcount 60",
    }
    assert heading[lang] in words(page.text)
    said = words(page.text)
    assert {"参数!B2", "单位!D9", "单位!D2"} <= set(said.split())
    assert '<table id="plan"' not in page.text
    found = ways(page.text)
    assert len(found) == 2
    assert {
        "zh": "改后：各单位最少人数合计60，人员控制数60；8个站所拟配60名",
        "en": "then: stations need 60 at least, headcount 60",
    }[lang] in found[1][2]
    for url, _, result in found:
        plan = client.get(url)
        answer = re.search(r'<h1 id="answer">(.*?)</h1>', plan.text)
        assert answer is not None
        assert answer[1][-20:] in result
        assert '<table id="plan"' in plan.text


def test_a_headcount_that_is_too_small_on_the_page(client: TestClient) -> None:
    page = client.get("/plan?scenario=zhongning&bounds.default.min=5&cap=3")
    assert page.status_code == 200
    assert "无可行方案" in page.text
    assert all('<table id="plan"' in client.get(url).text for url, _, _ in ways(page.text))


@pytest.mark.parametrize("screen", ["plan", "whatif", "output"])
def test_every_screen_of_a_scenario_without_a_plan_offers_the_ways_out(
    client: TestClient, screen: str
) -> None:
    bounds = "&".join(f"bounds.S{number:02}.min=9" for number in range(1, 13))
    page = client.get(f"/{screen}?scenario=qingxiu&{bounds}")
    found = ways(page.text)
    assert found
    assert all(url.startswith(f"/{screen}?") for url, _, _ in found)
    assert all("无可行方案" not in client.get(url).text for url, _, _ in found)


@pytest.mark.parametrize("change", ["max_stations_changed=0", "fix=[{station: Z01, posts: 2}]"])
def test_a_programme_without_a_plan(client: TestClient, change: str) -> None:
    page = client.get(STAFF4, params={"set": ["years=[]", "departures=[]", change], "scenario": "staff4"})
    assert page.status_code == 200, page.text
    assert "无可行方案：" in page.text
    found = ways(page.text)
    assert found
    for url, _, result in found:
        assert result == ""  # only a solver knows
        assert "无可行方案" not in client.get(url).text


def test_what_an_address_cannot_say_is_no_link(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("staffing.service.relaxing.LONGEST", 0)
    page = drop(client, put(("单位!D9", 40), ("单位!E9", 60), ("单位!D2", 11))).text
    assert ways(page) == []
    assert page.count("（在文件中改）") == 2


def test_the_caps_of_several_categories_are_fields_and_an_impossible_one_has_a_way_out(
    client: TestClient,
) -> None:
    page = client.get(f"{STAFF4}&categories.waipin.cap=27")
    assert "categories.waipin.cap=27" not in str(page.url)  # the scenario says so anyway
    assert re.search(r'name="categories\.waipin\.cap"[^>]* value="27"', page.text)
    assert 'name="cap"' not in page.text
    tight = client.get(f"{STAFF4}&categories.waipin.cap=2")
    assert "无可行方案" in tight.text
    urls = [url for url, _, _ in ways(tight.text) if "categories.waipin.cap=" in url]
    assert urls
    for url in urls:
        assert "无可行方案" not in client.get(url).text
