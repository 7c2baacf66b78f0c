"""The screen of the plan: the figures of the run, the reason of a station, short addresses."""

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from staffing import service
from staffing.report import tables
from staffing_api.app import create_app
from staffing_api.settings import Settings
from tests.unit.test_scenarios import SCENARIOS

CELL = re.compile(r"<t[dh][^>]*>(.*?)</t[dh]>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """A client of a server with the shipped scenarios."""
    app = create_app(Settings(scenarios=SCENARIOS, lang="zh"))
    with TestClient(app, base_url="http://localhost:8000", follow_redirects=False) as running:
        yield running


def table(page: str, name: str) -> list[list[str]]:
    """Return the body of a table as text; of a field its value."""
    found = page[page.index(f'<table id="{name}"') :]
    body = found[found.index("<tbody>") : found.index("</tbody>")]
    rows = body.split("<tr")[1:]
    return [[_text(cell) for cell in CELL.findall(row)] for row in rows]


def _text(cell: str) -> str:
    field = re.search(r'<input[^>]* value="([^"]*)"', cell)
    return field[1] if field else " ".join(TAG.sub(" ", cell).split())


@pytest.mark.parametrize("name", ["qingxiu", "contract178", "zhongning", "classes2", "siding8"])
def test_the_table_has_the_figures_of_the_run(client: TestClient, name: str) -> None:
    page = client.get(f"/plan?scenario={name}")
    assert page.status_code == 200
    run = service.run(SCENARIOS / name)
    rows = table(page.text, "plan")
    assert [row[0] for row in rows] == [station.name for station in run.stations]
    allocation = 5 if run.stations[0].in_post is not None else 4
    assert [int(row[allocation]) for row in rows] == [station.allocation for station in run.stations]
    assert [row[1] for row in rows] == [f"{station.index:.4f}" for station in run.stations]
    assert tables.answer_sentence(run) in page.text
    assert run.input_sha256 in page.text


def test_a_station_is_explained_with_the_place_of_each_count(client: TestClient) -> None:
    page = client.get("/plan?scenario=qingxiu&station=S06").text
    run = service.run(SCENARIOS / "qingxiu")
    station = next(row for row in run.stations if row.id == "S06")
    assert f"{station.name}为什么是{station.allocation}名" in page
    assert not {"2,236", "12,640", "8.49"} - set(re.split(r"[<>]", page))
    assert "指标值.csv" in page
    order = next(
        step.order for step in run.ladder if step.station == "S06" and step.posts_after == station.allocation
    )
    assert f"第{order}名配给这里" in page


def test_the_standing_is_that_of_the_ladder() -> None:
    opened = service.open_scenario(SCENARIOS / "qingxiu")
    run = service.run(opened)
    for station in run.stations:
        found = service.standing_of(opened, run, station.id)
        assert found is not None
        for order, posts in ((found.order, found.posts), (found.next_order, found.posts + 1)):
            if order is None:
                continue
            there = service.run(opened, cap=order)
            before = service.run(opened, cap=order - 1)
            of = {row.id: row.allocation for row in there.stations}
            held = {row.id: row.allocation for row in before.stations}
            assert (held[station.id], of[station.id]) == (posts - 1, posts)


def test_another_method_changes_what_the_page_says(client: TestClient) -> None:
    page = client.get("/plan?scenario=qingxiu").text
    base = service.run(SCENARIOS / "qingxiu")
    names = {row.id: row.name for row in base.stations}
    other = service.run(SCENARIOS / "qingxiu", method="adams")
    moved = [
        (names[a.id], (a.allocation or 0) - (b.allocation or 0))
        for a, b in zip(other.stations, base.stations, strict=True)
        if a.allocation != b.allocation
    ]
    assert moved
    for name, change in moved:
        assert f"{name}{'+' if change > 0 else '−'}{abs(change)}" in page


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("/plan?scenario=qingxiu&cap=96", "/plan?scenario=qingxiu&lang=zh"),
        ("/plan?scenario=qingxiu&method=webster&cap=100", "/plan?scenario=qingxiu&lang=zh&cap=100"),
        ("/plan?scenario=qingxiu&posts.S01=11", "/plan?scenario=qingxiu&lang=zh"),
        ("/plan", "/?lang=zh"),
    ],
)
def test_an_address_says_no_more_than_it_must(client: TestClient, asked: str, shown: str) -> None:
    answer = client.get(asked)
    assert (answer.status_code, answer.headers["location"]) == (303, shown)


def test_htmx_is_told_the_address_instead(client: TestClient) -> None:
    answer = client.get("/plan?scenario=qingxiu&cap=96", headers={"hx-request": "true"})
    assert answer.status_code == 200
    assert answer.headers["hx-push-url"] == "/plan?scenario=qingxiu&lang=zh"


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/plan?scenario=nowhere", 404, "E_SCENARIO"),
        ("/plan?scenario=~0123", 404, "E_BOOK"),
        ("/plan?scenario=qingxiu&cap=x", 422, "E_INTEGER"),
        ("/plan?scenario=qingxiu&weights.%E5%AD%A6%E6%A0%A1=7", 422, "E_WEIGHT_SUM"),
        ("/plan?scenario=qingxiu&cap=-1", 422, "E_RANGE"),
        ("/plan?scenario=qingxiu&bounds.S99.min=1", 422, "E_UNKNOWN_KEY"),
        ("/plan?scenario=qingxiu&speed=1", 422, "E_USAGE"),
    ],
)
def test_what_is_wrong_is_said_in_its_place(client: TestClient, path: str, status: int, code: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, f"[{code}]" in answer.text) == (status, True)
    assert "<title>有误" in answer.text


def test_nothing_comes_from_elsewhere(client: TestClient) -> None:
    answer = client.get("/plan?scenario=qingxiu&station=S06")
    assert answer.headers["content-security-policy"].startswith("default-src 'self'")
    assert "http:" not in answer.text.replace("http://localhost:8000", "")
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", answer.text)


@pytest.mark.parametrize("name", ["burden", "quota", "ladder"])
def test_pictures_are_drawn_from_the_state(client: TestClient, name: str) -> None:
    one = client.get(f"/pictures/{name}.svg?scenario=qingxiu")
    other = client.get(f"/pictures/{name}.svg?scenario=qingxiu&cap=100")
    assert one.headers["content-type"].startswith("image/svg+xml")
    assert one.text.startswith("<svg")
    assert one.text != other.text
    assert client.get("/pictures/nothing.svg?scenario=qingxiu").status_code == 404
