"""Plans side by side: the figures of the service, columns in the address, what is refused in its place."""

import html
import re
import shlex
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from staffing import service
from staffing.report.figures import decimals
from staffing.service.comparing import side_by_side
from staffing_api.app import create_app
from staffing_api.settings import Settings
from staffing_api.workbench.state import State
from tests.unit.test_scenarios import SCENARIOS

CELL = re.compile(r"<t[dh][^>]*>(.*?)</t[dh]>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
BASE = State(scenario="qingxiu")
ADAMS = State(scenario="qingxiu", method="adams", cap="100")
HAND = State(scenario="qingxiu", posts=(("S06", "17"), ("S01", "9")))
CUT = State(scenario="qingxiu", delta="-4", mode="increment")


def address(*columns: State | str, base: State = BASE) -> str:
    queries = tuple(column if isinstance(column, str) else column.column() for column in columns)
    return base.with_(columns=queries).url("compare")


def table(page: str, name: str) -> list[list[str]]:
    found = page[page.index(f'<table id="{name}"') :]
    body = found[found.index("<tbody>") : found.index("</tbody>")]
    return [
        [" ".join(TAG.sub(" ", cell).split()) for cell in CELL.findall(row)] for row in body.split("<tr")[1:]
    ]


def links(page: str, words: str) -> list[str]:
    return [html.unescape(url) for url in re.findall(rf'<a[^>]*href="([^"]*)"[^>]*>{words}</a>', page)]


def test_the_table_has_the_figures_of_the_service(browser: TestClient) -> None:
    page = browser.get(address(ADAMS)).text
    base = service.run(SCENARIOS / "qingxiu")
    other = service.run(SCENARIOS / "qingxiu", method="adams", cap=100)
    rows = {row[0]: row[1:] for row in table(page, "compared")}
    moved = [
        (a.name, a.in_post, a.allocation or 0, b.allocation or 0)
        for a, b in zip(base.stations, other.stations, strict=True)
        if a.allocation != b.allocation
    ]
    assert list(rows) == [name for name, *_ in moved]
    for name, held, before, after in moved:
        sign = f"▲+{after - before}" if after > before else f"▼−{before - after}"
        assert rows[name] == [str(held), str(before), f"{after} {sign}"]
    assert f"其余{12 - len(moved)}个站所各列相同" in page


def test_columns_are_measured_by_one_yardstick(browser: TestClient) -> None:
    facts = {row[0]: row[1:] for row in table(browser.get(address(ADAMS, HAND, CUT)).text, "facts")}
    opened = service.open_scenario(SCENARIOS / "qingxiu")
    base = service.run(opened)
    found = side_by_side(
        [
            ("base", base),
            ("adams", service.run(opened, method="adams", cap=100)),
            ("hand", service.appraise(opened, base, dict(HAND.posts))),
            ("cut", service.what_if(opened, -4, mode="increment")),
        ]
    )
    measured = [found.in_post, *found.scenarios]
    ratios = next(cells for label, cells in facts.items() if label.startswith("人均负荷"))
    costs = next(cells for label, cells in facts.items() if label.startswith("不均衡"))
    assert ratios == [decimals(column.ratio) for column in measured if column is not None]
    assert costs == [decimals(column.imbalance, 4) for column in measured if column is not None]
    assert facts["状态"][3] == "违反1条规则"
    assert "最优" not in facts["状态"][3]


def test_a_link_shows_the_same_on_another_server(browser: TestClient) -> None:
    url = address(ADAMS, HAND, CUT)
    with TestClient(
        create_app(Settings(scenarios=SCENARIOS, lang="zh")), base_url="http://127.0.0.1"
    ) as other:
        assert other.get(url).content == browser.get(url).content
        picture = "/pictures/comparison.svg" + url.removeprefix("/compare")
        assert other.get(picture).content == browser.get(picture).content
    field = re.search(r'<input id="link"[^>]*value="([^"]*)"', browser.get(url).text)
    assert field is not None
    assert html.unescape(field[1]) == url


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("speed=1", "E_USAGE"),
        ("scenario=nowhere", "E_SCENARIO"),
        ("scenario=qingxiu&method=adam", "E_OPTION"),
        ("scenario=qingxiu&weights.%E5%AD%A6%E6%A0%A1=7", "E_WEIGHT_SUM"),
        ("scenario=qingxiu&posts.S06=1.5", "E_INTEGER"),
        ("scenario=qingxiu&delta=x", "E_INTEGER"),
    ],
)
def test_a_refused_column_says_why_and_takes_no_other(browser: TestClient, query: str, code: str) -> None:
    answer = browser.get(address(query, ADAMS))
    assert answer.status_code == 200
    status = next(row for row in table(answer.text, "facts") if row[0] == "状态")
    assert status[2:] == ["最优，已证明，验算通过", "未能测算", "最优，已证明，验算通过"]
    assert f"[{code}]" in answer.text


def test_a_column_without_a_plan_names_the_rules(browser: TestClient) -> None:
    page = browser.get(address(State(scenario="qingxiu", cap="60"))).text
    run = service.run(SCENARIOS / "qingxiu", cap=60)
    assert run.conflict
    for rule in run.conflict:
        assert rule.text in page


def test_columns_are_added_removed_and_made_the_base(browser: TestClient) -> None:
    page = browser.get(address(ADAMS, HAND)).text
    offered = links(page, "＋ 人均配备上限最低")
    more = State(scenario="qingxiu", method="jefferson")
    assert offered == [address(ADAMS, HAND, more)]
    removed = links(page, "去掉")
    assert [url.count("&with=") for url in removed] == [1, 1]
    first = links(page, "设为基准")[0]
    turned = browser.get(first)
    facts = {row[0]: row[1:] for row in table(turned.text, "facts")}
    assert facts["人员控制数"] == ["", "100", "96 ▼−4", "96 ▼−4"]


def test_the_same_is_not_shown_twice(browser: TestClient) -> None:
    twice = "with=" + quote("scenario=qingxiu&cap=100&method=adams", safe="")
    base = "with=" + quote("scenario=qingxiu&method=webster", safe="")
    again = "with=" + quote("method=adams&cap=100", safe="")
    answer = browser.get(f"/compare?scenario=qingxiu&lang=zh&{twice}&{base}&{again}")
    expected = address(ADAMS)
    assert (answer.status_code, answer.headers["location"]) == (303, expected)


def test_no_more_than_four_stand_beside_the_base(browser: TestClient) -> None:
    columns = [State(scenario="qingxiu", cap=str(cap)) for cap in range(97, 103)]
    answer = browser.get(address(*columns))
    assert answer.headers["location"].count("&with=") == 4
    full = browser.get(answer.headers["location"]).text
    assert "最多并列4个方案" in full
    assert "＋" not in full


def test_the_base_has_no_question_and_offers_it_as_a_column(browser: TestClient) -> None:
    page = browser.get(CUT.url("compare")).text
    facts = {row[0]: row[1:] for row in table(page, "facts")}
    assert facts["已配"] == ["96", "96"]
    assert links(page, "＋ 减4名，只动这几名")


def test_the_command_line_gives_the_same_columns(browser: TestClient) -> None:
    page = browser.get(address(ADAMS)).text
    code = re.search(r"<code>(staffing compare[^<]*)</code>", page)
    assert code is not None
    words = shlex.split(html.unescape(code[1]))
    assert words == ["staffing", "compare", "qingxiu", "qingxiu --method adams --cap 100"]
    assert "staffing compare" not in browser.get(address(HAND)).text


def test_another_scenario_may_stand_beside(browser: TestClient) -> None:
    page = browser.get(address(State(scenario="zhongning"))).text
    assert "中宁" in page
    assert '<option value="scenario=zhongning">' in browser.get(address()).text


def test_english_and_the_picture(browser: TestClient) -> None:
    english = BASE.with_(lang="en")
    page = browser.get(address(ADAMS, base=english)).text
    assert "imbalance" in page.lower()
    assert not re.search(r"[\u4e00-\u9fff]", re.search(r"<thead>.*?</thead>", page, re.DOTALL)[0])
    picture = browser.get("/pictures/comparison.svg" + address(ADAMS).removeprefix("/compare"))
    assert picture.text.startswith("<svg")
    assert browser.get("/pictures/comparison.svg?scenario=qingxiu").status_code == 404


def test_other_scenarios_are_offered_by_their_titles(browser: TestClient) -> None:
    page = browser.get(address()).text
    assert '<option value="scenario=classes2">两类单位分类别配置（示例数据）</option>' in page


def test_what_a_variant_says_is_not_offered_twice(browser: TestClient) -> None:
    page = browser.get("/compare?scenario=qingxiu").text
    assert "按最大值归一" in page
    assert "除以最大值" not in page[page.index("加一列") :]
    lowered = browser.get("/compare?scenario=qingxiu&cap=95").text
    assert "除以最大值" in lowered[lowered.index("加一列") :]
