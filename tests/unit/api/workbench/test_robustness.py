"""The screen of robustness: the plan follows the weights, the intervals hold, faults stand at their field."""

import html
import re
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient

from staffing import service
from staffing.io.scenario_file import load
from staffing.messages import text
from staffing.report.sensitivity_rows import near_miss_rows, weight_rows
from staffing.report.whatif_rows import changes_text
from tests.unit.api.workbench.test_plan import table
from tests.unit.test_scenarios import SCENARIOS

OWN = {"投诉举报量": "50", "在业市场主体": "20", "管辖市场数量": "20", "学校": "5", "药店": "5"}
LOW = {"投诉举报量": "51.3125", "在业市场主体": "20.525", "管辖市场数量": "17.9"} | dict.fromkeys(
    ("学校", "药店"), "5.13125"
)
"""One weight at the end that is printed, the others in proportion."""
BEYOND = {"投诉举报量": "51.375", "在业市场主体": "20.55", "管辖市场数量": "17.8"} | dict.fromkeys(
    ("学校", "药店"), "5.1375"
)


def address(weights: dict[str, str], **more: str) -> str:
    """Return the address that a form without script sends."""
    named = {f"weights.{name}": percent for name, percent in weights.items()}
    return "/robustness?" + urlencode({"scenario": "qingxiu", "lang": "zh", **more, **named})


def answer_of(page: str) -> str:
    """Return the sentence that the screen begins with."""
    found = re.search(r'<h1 id="answer"[^>]*>(.*?)</h1>', page)
    assert found
    return html.unescape(found[1])


def fields(page: str) -> dict[str, str]:
    """Return the weights that stand in the form."""
    found = re.findall(r'<input id="weight-\d+" name="weights\.([^"]*)"[^>]* value="([^"]*)"', page)
    return dict(found)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_intervals_and_near_misses_are_those_of_the_answer(browser: TestClient, lang: str) -> None:
    page = browser.get(f"/robustness?scenario=qingxiu&lang={lang}").text
    found = service.sensitivity(SCENARIOS / "qingxiu")
    names = {station.id: station.name for station in service.run(SCENARIOS / "qingxiu").stations}
    for number, row in enumerate(weight_rows(found, names, lang), start=1):
        for part, shown in (
            ("interval", f"{row.low} – {row.high}"),
            ("below", row.below),
            ("above", row.above),
        ):
            assert re.search(rf'id="{part}-{number}"[^>]*>{re.escape(shown)}</td>', page)
    misses = near_miss_rows(found, names, lang)
    body = page[page.index('<table class="plan misses">') :]
    first = [html.unescape(cell) for cell in re.findall(r'<th scope="row">(.*?)</th>', body)]
    assert first == [row.name for row in misses]
    assert html.escape(misses[0].said, quote=False) in page
    assert fields(page) == OWN
    assert answer_of(page) == text("s_own_weights", lang)


def test_within_what_is_printed_nothing_changes_and_beyond_it_something_does(browser: TestClient) -> None:
    assert answer_of(browser.get(address(LOW)).text) == text("s_same", "zh")
    page = browser.get(address(BEYOND)).text
    own = table(browser.get("/robustness?scenario=qingxiu").text, "under")
    posts = {row[0]: (int(row[3]), int(row[4]), row[5]) for row in table(page, "under")}
    assert {name: before for name, (before, _, _) in posts.items()} == {row[0]: int(row[3]) for row in own}
    moved = {name: after - before for name, (before, after, _) in posts.items() if after != before}
    assert moved == {"新竹所": -1, "东盟所": 1}
    assert answer_of(page) == text(
        "s_against", "zh", changes=changes_text(moved, {n: n for n in moved}, "zh", 8)
    )
    assert list(posts) == [row[0] for row in own], "an office has an order of its units"
    assert page.count(" data-moved") == len(moved)


def test_the_plan_is_that_of_a_scenario_with_these_weights(browser: TestClient) -> None:
    weights = OWN | {"投诉举报量": "60", "在业市场主体": "10"}
    rows = {row[0]: (row[1], int(row[4])) for row in table(browser.get(address(weights)).text, "under")}
    run = service.run(load(SCENARIOS / "qingxiu").variant("投诉60").scenario)
    assert rows == {station.name: (f"{station.index:.4f}", station.allocation) for station in run.stations}


def test_while_the_hand_is_on_the_slider_only_the_plan_is_sent(browser: TestClient) -> None:
    asked = {"HX-Request": "true", "HX-Target": "followed", "X-Sliding": "1"}
    part = browser.get(address(BEYOND), headers=asked)
    whole = browser.get(address(BEYOND))
    assert part.text.strip() in whole.text
    assert part.text.lstrip().startswith('<div id="followed">')
    assert "hx-push-url" not in part.headers, "no address for each step"
    del asked["X-Sliding"]
    assert "weights." in browser.get(address(BEYOND), headers=asked).headers["hx-push-url"]


def test_own_weights_are_one_step_away(browser: TestClient) -> None:
    page = browser.get(address(BEYOND)).text
    found = re.search(rf'<a href="([^"]*)">{text("s_restore", "zh")}</a>', page)
    assert found
    assert html.unescape(found[1]) == "/robustness?scenario=qingxiu&lang=zh"
    back = browser.get(address(OWN))
    assert (back.status_code, back.headers["location"]) == (303, "/robustness?scenario=qingxiu&lang=zh")


@pytest.mark.parametrize(
    ("complaints", "key", "whole", "off"),
    [("60", "s_sum_over", "110", "10"), ("49.5", "s_sum_under", "99.5", "0.5")],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_sum_that_is_not_100_is_said_at_its_place(
    browser: TestClient, lang: str, complaints: str, key: str, whole: str, off: str
) -> None:
    weights = OWN | {"投诉举报量": complaints}
    found = browser.get(address(weights, lang=lang))
    page = found.text
    assert found.status_code == 422
    assert answer_of(page) == text("s_faulty", lang)
    foot = page[page.index("<tfoot>") : page.index("</tfoot>")]
    assert f"<output>{whole}</output>" in foot
    assert text(key, lang, sum=whole, off=off) in foot
    assert "E_WEIGHT_SUM" in foot
    assert fields(page) == weights, "the form stays as it was filled in"
    assert page.count('aria-describedby="fault-sum-1"') == len(weights)
    own = browser.get(f"/robustness?scenario=qingxiu&lang={lang}").text
    assert table(page, "under") == table(own, "under")
    assert text("s_restore", lang) in page


@pytest.mark.parametrize(
    ("given", "code"), [("abc", "E_TYPE"), ("-5", "E_WEIGHT_RANGE"), ("0", "E_WEIGHT_RANGE")]
)
def test_a_weight_that_is_none_is_said_at_its_field(browser: TestClient, given: str, code: str) -> None:
    found = browser.get(address(OWN | {"药店": given}))
    assert found.status_code == 422
    fault = re.search(
        r'id="weight-5"[^>]*aria-describedby="fault-5".*?id="fault-5" class="fault">(.*?)<', found.text
    )
    assert fault
    assert f"[{code}]" in fault[1]
    assert 'id="fault-sum-' not in found.text
    assert fields(found.text)["药店"] == given


def test_other_faults_are_not_for_the_form(browser: TestClient) -> None:
    for query in ({"cap": "abc"}, {"weights.nosuch": "5"}):
        asked = {"scenario": "qingxiu", "weights.药店": "6", **query}
        found = browser.get("/robustness?" + urlencode(asked))
        assert found.status_code == 422
        assert '<form id="weights"' not in found.text
        assert '<ul class="faults">' in found.text


@pytest.mark.parametrize(
    ("query", "form", "code"),
    [
        ("scenario=qingxiu&set=place%3Dat_most", True, "E_MODEL"),
        ("scenario=zhongning", False, ""),
    ],
)
def test_where_there_is_no_interval_it_is_said_why(
    browser: TestClient, query: str, form: bool, code: str
) -> None:
    page = browser.get(f"/robustness?{query}").text
    assert ('<form id="weights"' in page) is form
    assert re.findall(r"\[(E_\w+)\]", page) == ([code] if code else [])
    assert not re.search(r'id="interval-1"[^>]*>[^<]', page)
    assert table(page, "under"), "the plan stands all the same"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_both_pictures_are_drawn(browser: TestClient, lang: str) -> None:
    page = browser.get(f"/robustness?scenario=qingxiu&lang={lang}").text
    found = [html.unescape(path) for path in re.findall(r'class="picture" href="([^"]*)"', page)]
    assert [path.partition("?")[0] for path in found] == ["/pictures/weights.svg", "/pictures/misses.svg"]
    for path in found:
        drawn = browser.get(path)
        assert drawn.headers["content-type"].startswith("image/svg+xml")
        assert drawn.text.startswith("<svg")


def test_largest_remainders_have_intervals_too(browser: TestClient) -> None:
    page = browser.get("/robustness?scenario=qingxiu&lang=zh&method=hamilton").text
    found = service.sensitivity(service.open_scenario(SCENARIOS / "qingxiu").adjusted(method="hamilton"))
    (row, *_) = weight_rows(
        found, {one.id: one.name for one in service.run(SCENARIOS / "qingxiu").stations}, "zh"
    )
    assert re.search(rf'id="interval-1"[^>]*>{re.escape(f"{row.low} – {row.high}")}</td>', page)


OF_CLASS = "classes.执法类.weights."


def test_a_class_has_sliders_of_its_own(browser: TestClient) -> None:
    page = browser.get("/robustness?scenario=classes2&lang=zh").text
    boxes = re.findall(r'<input id="weight-(\d+)" name="([^"]*)"[^>]* value="([^"]*)"', page)
    assert boxes == [
        ("1", f"{OF_CLASS}执法案件", "50"),
        ("2", f"{OF_CLASS}投诉举报", "30"),
        ("3", f"{OF_CLASS}商户", "20"),
        ("4", "classes.综合类.weights.窗口办件", "60"),
        ("5", "classes.综合类.weights.常住人口", "40"),
    ]
    assert "48.1% – 99.9%" in page
    assert text("s_weights_class", "zh", name="执法类") in page


def test_the_plan_follows_the_weights_of_a_class(browser: TestClient) -> None:
    given = {"scenario": "classes2", f"{OF_CLASS}执法案件": "38", f"{OF_CLASS}投诉举报": "37.2"}
    page = browser.get("/robustness?" + urlencode(given | {f"{OF_CLASS}商户": "24.8"})).text
    asked = load(SCENARIOS / "classes2").changed(
        {f"{OF_CLASS}执法案件": "0.38", f"{OF_CLASS}投诉举报": "0.372", f"{OF_CLASS}商户": "0.248"}
    )
    rows = {row[0]: int(row[4]) for row in table(page, "under")}
    posts = {row.name: row.allocation for row in service.run(asked.scenario).stations}
    assert rows == posts
    assert posts["丙区执法队"] == 5, "below 38.9 % it loses a post"
    assert "丙区执法队" in answer_of(page)
    assert html.escape("--set 'classes.执法类.weights.执法案件=0.38'", quote=False) in html.unescape(page)


def test_a_sum_of_a_class_is_said_at_its_table(browser: TestClient) -> None:
    given = {"scenario": "classes2", "lang": "zh", f"{OF_CLASS}执法案件": "60"}
    found = browser.get("/robustness?" + urlencode(given))
    assert found.status_code == 422
    assert text("s_sum_over", "zh", sum="110", off="10") in found.text
    assert found.text.count('aria-describedby="fault-sum-1"') == 3
    assert 'aria-describedby="fault-sum-4"' not in found.text
    wrong = browser.get("/robustness?" + urlencode(given | {f"{OF_CLASS}执法案件": "x"}))
    assert re.search(r'aria-describedby="fault-1".*?id="fault-1" class="fault">.*?\[E_TYPE\]', wrong.text)


def test_weights_of_a_class_that_it_has_anyway_are_left_out(browser: TestClient) -> None:
    own = {f"{OF_CLASS}执法案件": "50", f"{OF_CLASS}投诉举报": "30.0", f"{OF_CLASS}商户": "20"}
    back = browser.get("/robustness?" + urlencode({"scenario": "classes2"} | own), follow_redirects=False)
    assert (back.status_code, back.headers["location"]) == (303, "/robustness?scenario=classes2&lang=zh")


def test_weights_beside_a_ledger_are_said_to_be_among_drivers(browser: TestClient) -> None:
    page = browser.get("/robustness?scenario=siding8").text
    assert "指标内部权重 %" in page
    assert "指标内部（不计任务台账）：管辖市场数量权重在" in page
