"""The first screen: files that are dropped, what is wrong with them, what was read of them."""

import json
import re
import shlex
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

import httpx2
import pytest
from fastapi.testclient import TestClient

from staffing.cli import main
from staffing_api.app import create_app
from staffing_api.settings import Settings
from tests.corpus.manifest import CORPUS
from tests.corpus.workbooks import baseline, put
from tests.unit.test_scenarios import SCENARIOS

TABLE = "站点编码,站点名称,编制下限,编制上限,现有人数,投诉举报量,学校\nS001,南,1,9,3,10,3\nS002,北,1,不限,2,30,4\n"


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """A client of a server with the shipped scenarios."""
    app = create_app(Settings(scenarios=SCENARIOS, lang="zh"))
    with TestClient(app, base_url="http://localhost:8000", follow_redirects=False) as running:
        yield running


def drop(client: TestClient, data: bytes, name: str = "a.xlsx", query: str = "") -> httpx2.Response:
    """Return the answer to a dropped file; of one with faults the page that shows them."""
    answer = client.post(f"/open{query}", files={"file": (name, data)})
    faulty = answer.headers.get("location", "").startswith("/?scenario=~")
    shown = client.get(answer.headers["location"]) if faulty else answer
    return shown if shown.status_code == 422 else answer


def words(page: str) -> str:
    """Return the text of a page."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())


def excerpt(page: str) -> list[list[str]]:
    """Return the rows of the first excerpt, the fault's cell in brackets."""
    table = re.search(r'<table class="excerpt">(.*?)</table>', page, re.DOTALL)
    assert table is not None
    body = table[1][table[1].index("<tbody>") :]
    rows = []
    for row in body.split("<tr")[1:]:
        cells = re.findall(r"<t[dh]([^>]*)>(.*?)</t[dh]>", row, re.DOTALL)
        rows.append([f"[{words(cell)}]" if "wrong" in mark else words(cell) for mark, cell in cells])
    return rows


def test_the_first_screen_offers_files_template_and_scenarios(client: TestClient) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert 'enctype="multipart/form-data"' in page.text
    assert "城区市场监管所人员配置（示例数据） 12个站所，人员控制数96，在岗96人，2类人员，5项指标" in words(
        page.text
    )
    assert 'href="/plan?scenario=qingxiu&amp;lang=zh"' in page.text
    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert page.headers["referrer-policy"] == "same-origin"  # else browsers post forms with the origin "null"


@pytest.mark.parametrize(("lang", "name"), [("zh", "人员配置模板.xlsx"), ("en", "staffing-template.xlsx")])
def test_the_template_is_a_workbook_that_the_page_takes_back(
    client: TestClient, lang: str, name: str
) -> None:
    template = client.get(f"/template.xlsx?lang={lang}")
    assert template.content.startswith(b"PK")
    assert unquote(template.headers["content-disposition"]).endswith(f"filename*=UTF-8''{name}")
    answer = drop(client, template.content, query=f"?lang={lang}")
    assert answer.status_code == 422  # it is empty
    assert "[E_EMPTY]" in answer.text
    assert template.content == client.get(f"/template.xlsx?lang={lang}").content


def test_a_good_workbook_has_an_address_of_its_content(client: TestClient) -> None:
    first, again = drop(client, baseline()), drop(client, baseline())
    assert first.status_code == 303
    assert first.headers["location"] == again.headers["location"]
    assert first.headers["location"].startswith("/plan?scenario=~")
    assert client.get(first.headers["location"]).status_code == 200


def test_faults_stand_at_their_cell_with_the_rows_around(client: TestClient) -> None:
    page = drop(client, put(("指标值!C17", "约120")))
    assert page.status_code == 422
    assert re.search(r"<title>\s*有误", page.text)
    assert re.search(r'<h1 id="answer" tabindex="-1" data-focus>有1处需要改', page.text)
    assert "指标值!C17 数值不是数字，读到“约120” → 填写阿拉伯数字 [E_NUMBER]" in words(page.text)
    assert excerpt(page.text) == [
        ["16", "S005", "辖区面积", "44.5"],
        ["▶ 17", "S006", "辖区人口", "[约120]"],
        ["18", "S006", "年办件量", "1250"],
    ]
    mended = drop(client, put(("指标值!C17", 120)))
    assert mended.status_code == 303


def test_faults_in_english(client: TestClient) -> None:
    page = drop(client, put(("单位!D3", -2)), query="?lang=en")
    assert re.search(r"<title>\s*Faults", page.text)
    assert "单位!D3 编制下限 must not be negative, got -2 → enter 0 or more [E_NEGATIVE]" in words(page.text)


def test_many_faults_of_a_kind_unfold_and_more_than_a_hundred_are_counted(client: TestClient) -> None:
    kinds = [(f"单位!D{row}", "x") for row in range(2, 10)] + [
        (f"指标值!C{row}", "y") for row in range(2, 26)
    ]
    page = drop(client, put(*kinds)).text
    assert "另有5处同类" in page
    assert "另有21处同类" in page
    assert page.count('<table class="excerpt">') == len(kinds)
    rows = "".join(f"S{number:04},站{number},x,9,1\n" for number in range(150))
    many = drop(client, ("站点编码,站点名称,编制下限,编制上限,学校\n" + rows).encode(), "a.csv")
    assert many.status_code == 303  # a table of stations; its cells are read once the weights are known
    address = many.headers["location"].replace("/?", "/plan?") + "&cap=300&weights.学校=100"
    moved = client.get(address)
    page = client.get(moved.headers["location"]).text
    assert "[E_MANY]" in page
    assert page.count('<table class="excerpt">') == 100


def test_warnings_do_not_block_and_are_told_with_what_was_read_instead(client: TestClient) -> None:
    moved = drop(client, put(("单位!D3", "２"), ("指标值!C3", "1,200")))
    assert moved.status_code == 303
    page = client.get(moved.headers["location"].replace("/plan?", "/?")).text
    said = words(page)
    assert "8个站所，人员控制数60，在岗60人，3项指标" in said
    assert "辖区人口 50% 138,000" in said
    assert "指标值!C3 1,200 1200 W_TEXT_NUMBER" in said
    assert re.search(r"<summary>已换算读取\d+处</summary>", page)
    assert "[W_NFKC]" in page


def test_what_the_cells_say_is_never_markup(client: TestClient) -> None:
    page = drop(client, put(("单位!B5", "<script>alert(1)</script>"))).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_nobody_is_named(client: TestClient) -> None:
    page = drop(client, put(("人员!E2", 880), ("人员!B3", "欧阳某某"))).text
    assert "欧**" in page
    assert "欧阳" not in page
    assert "99999919900101" not in page


def test_a_file_that_the_server_has_lost_is_asked_for_and_its_address_works_again(client: TestClient) -> None:
    book = put(("参数!B2", 61))  # written again, it holds another time
    kept = drop(client, book).headers["location"]
    address = kept + "&method=adams"
    app = create_app(Settings(scenarios=SCENARIOS, lang="zh"))
    with TestClient(app, base_url="http://localhost:8000", follow_redirects=False) as fresh:
        lost = fresh.get(address)
        assert lost.status_code == 404
        assert "把同一个文件再拖到这里，此网址即可用" in lost.text
        found = re.search(r'action="(/open[^"]*)"', lost.text)
        assert found is not None
        target = unescape(found[1])
        assert "adams" in parse_qs(urlsplit(target).query)["at"][0]
        other = fresh.post(target, files={"file": ("a.xlsx", baseline())})
        assert "adams" not in other.headers["location"]
        same = fresh.post(target, files={"file": ("a.xlsx", book)})
        assert same.headers["location"] == address
        assert fresh.get(address).status_code == 200


@pytest.mark.parametrize(
    "at", ["//evil.example", "https://evil.example/plan", "v1/run", "plan?scenario=a&x=1"]
)
def test_nobody_is_sent_elsewhere(client: TestClient, at: str) -> None:
    moved = client.post("/open", params={"at": at}, files={"file": ("a.xlsx", baseline())})
    assert moved.headers["location"].startswith("/plan?scenario=~")
    assert client.post("/progress/x/stop", params={"at": at}).headers["location"] == "/"


def test_a_table_of_stations_asks_for_headcount_and_weights(client: TestClient) -> None:
    moved = drop(client, TABLE.encode("gb18030"), "站所.csv")
    form = client.get(moved.headers["location"])
    assert form.status_code == 200
    assert 'name="cap" type="number" inputmode="numeric" min="0" max="9999999" value="5"' in form.text
    assert 'name="weights.投诉举报量"' in form.text
    assert 'name="weights.学校"' in form.text
    plan = moved.headers["location"].replace("/?", "/plan?")
    assert client.get(plan).headers["location"] == moved.headers["location"]
    short = client.get(f"{plan}&cap=7&weights.投诉举报量=60&weights.学校=30")
    assert short.status_code == 303
    told = client.get(short.headers["location"])
    assert told.status_code == 422
    assert "[E_WEIGHT_SUM]" in told.text
    assert 'value="60"' in told.text
    good = client.get(f"{plan}&cap=7&weights.投诉举报量=60&weights.学校=40")
    assert good.status_code == 200
    assert "2个站所拟配7名" in good.text


def test_the_faults_of_a_table_stand_at_their_lines_and_the_mended_one_keeps_the_weights(
    client: TestClient,
) -> None:
    moved = drop(client, TABLE.replace(",30,", ",约30,").encode(), "a.csv")
    plan = moved.headers["location"].replace("/?", "/plan?") + "&cap=7&weights.投诉举报量=60&weights.学校=40"
    told = client.get(client.get(plan).headers["location"])
    assert told.status_code == 422
    assert "[约30]" in excerpt(told.text)[1]
    found = re.search(r'action="(/open[^"]*)"', told.text)
    assert found is not None
    mended = client.post(unescape(found[1]), files={"file": ("a.csv", TABLE.encode())})
    assert mended.headers["location"].startswith("/plan?")
    assert client.get(mended.headers["location"]).status_code == 200


def test_another_table_alone_is_told_what_it_is(client: TestClient) -> None:
    page = drop(client, "站点编码,指标,数值\nS001,a,1\n".encode(), "x.csv")
    assert page.status_code == 422
    assert "单独的“指标值 [drivers]”表不能测算" in words(page.text)


@pytest.mark.parametrize(
    "send",
    [{"files": {"other": ("a.xlsx", b"x")}}, {"data": {"file": "a"}}, {"content": b"x"}],
    ids=["field", "no file", "no form"],
)
def test_a_form_without_a_file_is_refused_on_the_page(client: TestClient, send: dict[str, object]) -> None:
    page = client.post("/open", **send)
    assert page.status_code == 422
    assert 'id="file"' in page.text


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"the corpus is not at {CORPUS}")
def test_every_file_of_the_corpus_is_opened_or_refused_on_the_page(client: TestClient) -> None:
    for folder in ("xlsx", "csv"):
        for path in sorted((CORPUS / folder).iterdir()):
            answer = drop(client, path.read_bytes(), path.name)
            assert answer.status_code in {303, 422}, path.name
            assert "Traceback" not in answer.text
            if answer.status_code == 422:
                assert re.search(r"\[E_[A-Z_]+\]", answer.text), path.name


def test_faults_of_the_servers_own_scenarios_stand_at_their_lines_too(tmp_path: Path) -> None:
    shutil.copytree(SCENARIOS / "staff4", tmp_path / "staff4")
    table = tmp_path / "staff4" / "tables" / "指标值.csv"
    table.write_text(table.read_text(encoding="utf-8").replace(",610", ",约610", 1), encoding="utf-8")
    (tmp_path / "book.xlsx").write_bytes(put(("单位!D3", "x")))
    with TestClient(create_app(Settings(scenarios=tmp_path)), base_url="http://localhost:8000") as client:
        start = words(client.get("/").text)
        assert "staff4 有1处需要改" in start
        page = client.get("/?scenario=staff4")
        assert page.status_code == 422
        assert "指标值.csv · 第3行，数值" in words(page.text)
        assert excerpt(page.text)[1] == ["▶ 3", "Z01", "投诉举报", "[约610]"]
        assert excerpt(client.get("/?scenario=book.xlsx").text)[1][4] == "[x]"


def test_what_was_read_of_a_contradictory_scenario_is_told_with_the_contradiction(client: TestClient) -> None:
    moved = drop(client, put(("单位!D9", 40), ("单位!E9", 60), ("单位!D2", 12)))
    page = client.get(moved.headers["location"].replace("/plan?", "/?"))
    assert page.status_code == 200
    assert "[E_CAP_LT_SUM_MIN]" in page.text
    assert "8个站所，人员控制数60" in page.text


def test_the_same_bytes_under_another_name_are_another_file(client: TestClient) -> None:
    first = drop(client, TABLE.encode(), "2026甲.csv").headers["location"]
    second = drop(client, TABLE.encode(), "2027乙.csv").headers["location"]
    assert first != second
    assert drop(client, TABLE.encode(), "2026甲.csv").headers["location"] == first
    assert "2026甲" in client.get(first).text
    assert "2027乙" not in client.get(first).text


def test_a_table_with_headcount_and_weights_has_every_screen(client: TestClient) -> None:
    query = drop(client, TABLE.encode(), "表.csv").headers["location"].partition("?")[2]
    given = f"{query}&cap=14&weights.投诉举报量=60&weights.学校=40"
    for screen in ("plan", "whatif", "robustness", "compare", "output"):
        assert client.get(f"/{screen}?{given}").status_code == 200, screen
    page = words(client.get(f"/robustness?{given}").text)
    assert "与原权重相比" not in page
    assert "原情景的权重" not in page


@pytest.mark.parametrize("screen", ["plan", "whatif", "robustness", "compare", "output"])
def test_the_command_line_of_a_dropped_file_says_the_same(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, screen: str
) -> None:
    (tmp_path / "站 所.csv").write_text(TABLE, encoding="utf-8")
    query = drop(client, TABLE.encode(), "站 所.csv").headers["location"].partition("?")[2]
    given = f"{query}&cap=14&weights.投诉举报量=60&weights.学校=40&method=adams"
    if screen == "compare":
        given += "&with=" + quote("cap=15&weights.投诉举报量=70&weights.学校=30")
    page = client.get(f"/{screen}?{given}", follow_redirects=True).text
    found = [unescape(code) for code in re.findall(r"<code>(staffing .*?)</code>", page)]
    assert found
    monkeypatch.chdir(tmp_path)
    for command in found:
        if "notice" not in command:  # that is locked until it may be published
            with pytest.raises(SystemExit) as ended:
                main(shlex.split(command)[1:])
            assert ended.value.code == 0, command
    if screen == "output":
        plan = client.get(f"/output/result.json?{given}").json()
        assert (
            json.loads((tmp_path / "out" / "result.json").read_text("utf-8"))["stations"] == plan["stations"]
        )


def test_only_what_is_missing_sends_back_to_the_table(client: TestClient) -> None:
    query = drop(client, TABLE.encode(), "表.csv").headers["location"].partition("?")[2]
    weights = "&weights.投诉举报量=60&weights.学校=40"
    for lacking in ("", "&cap=14", weights):
        assert client.get(f"/robustness?{query}{lacking}").headers["location"].startswith("/?")
    given = f"{query}&cap=14{weights}"
    assert client.get(f"/whatif?{given}&delta=abc").status_code == 422
