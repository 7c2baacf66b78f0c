"""Posts edited in the table of the plan."""

import html
import io
import json
import re
import zipfile

import pytest
from fastapi.testclient import TestClient

from staffing import service
from staffing.report import worth
from tests.unit.test_scenarios import SCENARIOS

FIELD = re.compile(r'<input id="posts-([^"]*)"[^>]*value="([^"]*)"([^>]*)>')


def fields(page: str) -> dict[str, tuple[str, str]]:
    return {key: (value, rest) for key, value, rest in FIELD.findall(page)}


def section(page: str) -> str:
    return html.unescape(page[page.index('<section class="hand"') : page.index("</section>")])


def test_the_sentence_is_that_of_the_service(browser: TestClient) -> None:
    page = browser.get("/plan?scenario=qingxiu&posts.S06=14").text
    opened = service.open_scenario(SCENARIOS / "qingxiu")
    found = service.appraise(opened, service.run(opened), {"S06": "14"})
    assert found.evaluation is not None
    said = worth.by_hand_sentence(found, found.evaluation, "zh")
    assert said in section(page)
    assert "合计95名" in said
    assert worth.improvement_sentence(found.evaluation, "zh") in section(page)
    assert "--posts S06=14" in page


def test_nothing_is_said_before_something_is_edited(browser: TestClient) -> None:
    page = browser.get("/plan?scenario=qingxiu").text
    assert '<section class="hand"' not in page
    assert len(fields(page)) == 12


def test_edited_figures_are_marked_and_one_can_be_restored(browser: TestClient) -> None:
    page = browser.get("/plan?scenario=qingxiu&posts.S06=14&posts.S01=12").text
    found = fields(page)
    assert {key for key, (_, rest) in found.items() if 'class="made"' in rest} == {"S01", "S06"}
    assert (found["S06"][0], found["S01"][0], found["S02"][0]) == ("14", "12", "9")
    assert 'href="/plan?scenario=qingxiu&amp;lang=zh&amp;posts.S01=12"' in page
    assert 'href="/plan?scenario=qingxiu&amp;lang=zh"' in section(page).replace("&", "&amp;")


@pytest.mark.parametrize("typed", ["1.5", "１２", "-3", "2", "x"])
def test_a_fault_stands_at_its_figure_and_nothing_is_lost(browser: TestClient, typed: str) -> None:
    answer = browser.get("/plan", params={"scenario": "qingxiu", "posts.S06": typed, "posts.S02": "10"})
    found = fields(answer.text)
    assert answer.status_code == 200
    assert (found["S06"][0], found["S02"][0]) == (typed, "10")
    assert 'aria-invalid="true" aria-describedby="fault-S06"' in found["S06"][1]
    assert "aria-invalid" not in found["S02"][1]
    assert 'id="fault-S06"' in answer.text


def test_nothing_is_claimed_of_rows_whose_figures_are_not_known(browser: TestClient) -> None:
    page = browser.get("/plan?scenario=qingxiu&posts.S06=13&posts.S09=2").text
    for station in ("S06", "S09"):
        row = page[page.index(f'<tr id="row-{station}"') :]
        row = row[: row.index("</tr>")]
        assert row.count("—") == 2
        assert "保底" not in row
    assert page[page.index("<tfoot>") : page.index("</tfoot>")].count("—") == 2


def test_an_emptied_figure_is_that_of_the_plan(browser: TestClient) -> None:
    answer = browser.get("/plan?scenario=qingxiu&posts.S06=&posts.S02=10")
    assert fields(answer.text)["S06"][0] == "15"


def test_an_unknown_station_is_named(browser: TestClient) -> None:
    page = section(browser.get("/plan?scenario=qingxiu&posts.S99=3").text)
    assert "[E_UNKNOWN_KEY]" in page
    assert "S99" in page


def test_broken_rules_are_named_and_marked(browser: TestClient) -> None:
    page = browser.get("/plan?scenario=qingxiu&posts.S06=17&posts.S01=9").text
    assert "凤岭所上限为16" in section(page)
    row = page[page.index('<tr id="row-S06"') :]
    assert "breaks" in row[: row.index(">")]
    other = page[page.index('<tr id="row-S02"') :]
    assert "breaks" not in other[: other.index(">")]


def test_the_one_step_is_a_link_that_makes_it(browser: TestClient) -> None:
    page = section(browser.get("/plan?scenario=qingxiu&posts.S06=17&posts.S01=9").text)
    step = re.search(r'<a class="button" href="([^"]*)">采用这一步', page)
    assert step is not None
    opened = service.open_scenario(SCENARIOS / "qingxiu")
    found = service.appraise(opened, service.run(opened), {"S06": "17", "S01": "9"}).evaluation
    assert found is not None
    assert found.improvement is not None
    posts = dict(re.findall(r"posts\.(S\d\d)=(\d+)", step[1]))
    after = service.appraise(opened, service.run(opened), posts).evaluation
    assert after is not None
    assert after.goals == found.improvement.goals
    assert len(after.broken) == found.improvement.broken


def test_classes_say_so_in_place(browser: TestClient) -> None:
    answer = browser.get("/plan?scenario=classes2&posts.ZF01=1")
    assert (answer.status_code, "[E_MODEL]" in section(answer.text)) == (200, True)


def test_documents_hold_the_plan_by_hand_and_never_call_it_optimal(browser: TestClient) -> None:
    query = "scenario=qingxiu&posts.S06=14"
    result = json.loads(browser.get(f"/output/result.json?{query}").text)
    assert result["evaluation"]["stations"]["S06"] == {"established": 7, "contract": 7}
    assert next(row for row in result["stations"] if row["id"] == "S06")["allocation"] == 15
    assert "手工方案" in browser.get(f"/output/report.html?{query}").text
    word = zipfile.ZipFile(io.BytesIO(browser.get(f"/output/report.docx?{query}").content))
    words = re.sub(r"<[^>]*>", "", word.read("word/document.xml").decode())
    assert "手工方案" in words
    assert "手工方案为最优" not in words
    refused = browser.get("/output/report.docx?scenario=qingxiu&posts.S06=1.5")
    assert (refused.status_code, refused.json()["issues"][0]["where"]) == (422, "S06")
