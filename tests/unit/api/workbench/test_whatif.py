"""The screen of the add or cut question: its figures are those of the interface, whoever asks and however."""

import itertools
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient

from staffing import service
from staffing.report.figures import arrow, decimals, signed
from staffing_api.app import create_app
from staffing_api.settings import Settings
from tests.unit.api.workbench.test_plan import table
from tests.unit.test_scenarios import SCENARIOS

TAG = re.compile(r"<[^>]*>")
PART = {"hx-request": "true", "hx-target": "asked"}
SLIDING = {**PART, "x-sliding": "1"}


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """A client of a server with the shipped scenarios."""
    app = create_app(Settings(scenarios=SCENARIOS, lang="zh"))
    with TestClient(app, base_url="http://localhost:8000", follow_redirects=False) as running:
        yield running


def asked(client: TestClient, **question: Any) -> tuple[str, dict[str, Any]]:
    """Return the page of a question, and the interface's answer to it."""
    page = client.get(f"/whatif?{urlencode(question)}")
    assert page.status_code == 200
    answer = client.post(f"/v1/whatif?{urlencode(question)}")
    assert answer.status_code == 200
    return page.text, answer.json()


def element(page: str, name: str) -> str:
    """Return the text of the element with that id, which holds no other of its kind."""
    found = re.search(rf'<(\w+) id="{name}"[^>]*>(.*?)</\1>', page, re.DOTALL)
    assert found is not None, name
    return " ".join(TAG.sub(" ", found[2]).split())


def rows_of(page: str) -> list[list[str]]:
    """Return the rows of all stations."""
    body = page.replace('<tbody id="every">', "<tbody>").replace("<tr data-moved>", "<tr>")
    return table(body, "all")


@pytest.mark.parametrize(
    ("name", "mode"),
    list(
        itertools.product(
            ("qingxiu", "contract178", "classes2", "siding8"), ("reapportion", "increment", "budget")
        )
    ),
)
def test_the_figures_are_those_of_the_interface(client: TestClient, name: str, mode: str) -> None:
    run = client.get(f"/output/result.json?scenario={name}").json()
    for delta in (-17, -4, -1, 1, 3, 20):
        page, answer = asked(client, scenario=name, delta=delta, mode=mode)
        if answer["after"] is None:
            assert rows_of(page) == []
            continue
        rows = rows_of(page)
        before, after = answer["before"], answer["after"]
        assert [(int(row[2]), int(row[3])) for row in rows] == [(before[s], after[s]) for s in after]
        changes = [after[s] - before[s] for s in after]
        assert [row[4] for row in rows] == [f"{arrow(n)} {signed(n)}".strip() for n in changes]
        held = {row["id"]: row["in_post"] for row in run["stations"]}
        named = {"增减前在岗": held, "增减前拟配": {row["id"]: row["allocation"] for row in run["stations"]}}
        assert before == {s: named[element(page, "before")][s] for s in before}
        loads = [[decimals(load) for load in answer["burdens"][s]] for s in after]
        assert [row[5:] for row in rows] == loads
        ways = service.what_if(SCENARIOS / name, delta, mode=mode, modes=True).modes
        assert len(ways or ()) == page.count('type="radio"')
        for way in ways or ():
            assert element(page, f"{way.mode}-moves") == str(way.transfers)
            assert element(page, f"{way.mode}-ratio") == decimals(way.ratio)
        for step in answer["steps"]:
            assert f"{step['posts_before']}→{step['posts_after']}" in page


def test_while_the_hand_is_on_the_slider_only_the_answer_comes(client: TestClient) -> None:
    address = "/whatif?scenario=qingxiu&delta=-4"
    whole, part = client.get(address).text, client.get(address, headers=SLIDING)
    assert part.status_code == 200
    assert "hx-push-url" not in part.headers
    assert "hx-replace-url" not in part.headers
    assert "<html" not in part.text
    assert 'id="slider"' not in part.text
    assert element(part.text, "answer") == element(whole, "answer")
    for name in ("increment-moves", "budget-ratio", "reapportion-staff"):
        assert element(part.text, name) == element(whole, name)
    coming = re.search(r'<template id="coming">(.*?)</template>', part.text, re.DOTALL)
    every = re.search(r'<tbody id="every">(.*?)</tbody>', whole, re.DOTALL)
    assert coming is not None
    assert every is not None
    assert coming[1] == every[1]


def test_once_it_lets_go_the_address_is_kept(client: TestClient) -> None:
    page = client.get("/whatif?mode=&scenario=qingxiu&max_transfers=&delta=-4", headers=PART)
    assert page.headers["hx-push-url"] == "/whatif?scenario=qingxiu&lang=zh&delta=-4"
    assert "/plan?scenario=qingxiu&amp;lang=zh&amp;delta=-4" in page.text
    assert "staffing whatif qingxiu --delta=-4" in page.text


def test_every_part_that_is_replaced_is_there(client: TestClient) -> None:
    page = client.get("/whatif?scenario=qingxiu&delta=2").text
    listed = re.search(r'hx-select-oob="([^"]*)"', page)
    assert listed is not None
    for name in listed[1].split(","):
        assert page.count(f'id="{name.removeprefix("#")}"') == 1


def test_the_answer_in_one_sentence(client: TestClient) -> None:
    page = client.get("/whatif?scenario=qingxiu&delta=-4&mode=increment").text
    said = "减4名外聘人员：中山所−2，长塘所−1，刘圩所−1；第4名次选新竹所，相差0.8%。"
    assert element(page, "answer") == said


def test_who_is_next_either_way_is_the_next_step_of_the_interface(client: TestClient) -> None:
    for delta in (-9, -4, 3, 8):
        page, answer = asked(client, scenario="qingxiu", delta=delta)
        step = answer["next"]
        says = "再增1名归" if delta > 0 else "再减1名出自"
        found = re.search(rf"{says}(\w+)（(\d+)→(\d+)，\w+值([\d.]+)）", page)
        assert found is not None
        assert (int(found[2]), int(found[3])) == (step["posts_before"], step["posts_after"])
        assert found[4] == f"{step['priority']:.4f}"


def test_nothing_asked_shows_the_plan_and_who_is_next(client: TestClient) -> None:
    page = client.get("/whatif?scenario=contract178").text
    assert element(page, "answer") == "增加或减少几名，谁增谁减？"
    assert len(rows_of(page)) == 178
    assert "再增1名归" in page
    assert client.get("/whatif?scenario=contract178&delta=0", headers=PART).status_code == 200


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("scenario=qingxiu&delta=-97", "E_DELTA"),
        ("scenario=qingxiu&delta=many", "E_INTEGER"),
        ("scenario=zhongning&delta=-2&mode=increment", "E_IN_POST_MISSING"),
        ("scenario=qingxiu&delta=-2&category=nobody", "E_CATEGORY"),
    ],
)
def test_what_cannot_be_asked_is_said_beside_the_controls(client: TestClient, query: str, code: str) -> None:
    page = client.get(f"/whatif?{query}")
    assert page.status_code == 422
    for text in (f"[{code}", 'id="delta"', 'id="slider"', " → "):
        assert text in page.text
    part = client.get(f"/whatif?{query}", headers=SLIDING)
    assert part.status_code == 200  # nothing failed: the console of the browser stays clean
    assert f"[{code}" in part.text


def test_a_cut_below_the_minima_names_them_and_the_way_out(client: TestClient) -> None:
    page, answer = asked(client, scenario="qingxiu", delta=-70)
    assert answer["status"] == "INFEASIBLE"
    assert rows_of(page) == []
    way = next(r["changes"]["cap"] for r in answer["relaxations"] if set(r["changes"]) == {"cap"})
    url = f"/whatif?scenario=qingxiu&lang=zh&delta={way - 96}"
    assert url.replace("&", "&amp;") in page
    assert asked(client, scenario="qingxiu", delta=way - 96)[1]["status"] == "OPTIMAL"


def test_no_modes_where_they_are_no_questions(client: TestClient) -> None:
    for query in ("scenario=zhongning&delta=2", "scenario=qingxiu&method=hamilton&delta=2"):
        page = client.get(f"/whatif?{query}")
        assert page.status_code == 200
        assert 'type="radio"' not in page.text


def test_the_picture_of_the_line_moves_with_the_question(client: TestClient) -> None:
    found = re.search(
        r'class="picture" href="([^"]*line[^"]*)">([^<]*)<',
        client.get("/whatif?scenario=qingxiu&delta=-4").text,
    )
    assert found is not None
    assert found[2] == "第92名归建政所，第93名为仙葫所，优先值相差0.1%"
    picture = client.get(found[1].replace("&amp;", "&"))
    assert picture.status_code == 200
    assert "人员控制数92" in picture.text
    assert "增减前96" in picture.text
    assert "人员控制数96" in client.get("/pictures/line.svg?scenario=qingxiu").text
    assert client.get("/pictures/line.svg?scenario=qingxiu&delta=-4&mode=budget").status_code == 404
