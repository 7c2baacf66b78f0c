"""What people come for, done by the roles and labels that they see: from a faulty workbook to the documents."""

import re
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Error, Page, Route, expect

from tests.browser.conftest import DESK, PHONE, Opener
from tests.corpus.workbooks import put

WORDS: Final = {
    "zh": {
        "What-if": "增减",
        "Robustness": "稳定性",
        "Compare": "比较",
        "Output": "导出",
        "Undo": "撤销",
        "Close": "收起",
        "Changed only": "只看变动",
        "change": "增减",
        "add or cut": "增加（正数）或减少（负数）几名",
        "skip": "跳到正文",
        "why": "为什么",
        "best": "最优",
    },
    "en": {
        "change": "Change",
        "add or cut": "Posts to add, or to cut if negative",
        "skip": "skip to the content",
        "why": "Why",
        "best": "Optimal",
    },
}


def said(lang: str, word: str) -> str:
    return WORDS[lang].get(word, word)


def shown_rows(page: Page, table: str = "plan") -> list[str]:
    """Return the names in a table's visible rows, from the top."""
    rows = page.locator(f"#{table} tbody tr:not(.filtered) th[scope=row]")
    return [name.strip() for name in rows.all_inner_texts()]


@pytest.mark.parametrize(("lang", "size"), [("zh", DESK), ("en", PHONE)], ids=["zh-desk", "en-phone"])
def test_from_a_faulty_workbook_to_the_documents(
    visit: Opener, lang: str, size: tuple[int, int], tmp_path: Path
) -> None:
    watched = visit(lang=lang, size=size)
    watched.expected = ["status of 422"]
    page = watched.go("/")
    desk = size == DESK
    faulty, mended = tmp_path / "faulty.xlsx", tmp_path / "mended.xlsx"
    faulty.write_bytes(put(("指标值!C17", "约120")))
    mended.write_bytes(put(("指标值!C17", 120)))

    page.locator("#file").set_input_files(faulty)
    fault = page.get_by_role("listitem").filter(has_text="指标值!C17")
    expect(fault).to_contain_text("约120")
    expect(fault.locator("td.wrong")).to_have_text("约120")
    watched.shoot("flow_1_fault")

    page.locator("#file").set_input_files(mended)
    expect(page).to_have_url(re.compile(r"/plan\?scenario=~"))
    watched.settle()
    names = shown_rows(page)
    assert len(names) == 8
    expect(page.get_by_text(said(lang, "best")).first).to_be_visible()
    watched.shoot("flow_2_plan")

    if desk:
        page.get_by_role("columnheader", name=said(lang, "change"), exact=True).get_by_role("button").click()
        sorted_names = shown_rows(page)
        assert sorted(sorted_names) == sorted(names) != sorted_names
    page.get_by_role("searchbox").fill("南")
    assert shown_rows(page) == ["南桥站"]
    page.get_by_role("searchbox").fill("")
    page.get_by_label(said(lang, "Changed only")).check()
    moved = shown_rows(page)
    assert 0 < len(moved) < 8
    page.get_by_label(said(lang, "Changed only")).uncheck()

    page.get_by_role("link", name="南桥站").click()
    why = page.get_by_role("region", name=said(lang, "why"))
    expect(why).to_contain_text("辖区人口")
    watched.settle()
    watched.shoot("flow_3_why")
    page.keyboard.press("Escape")
    expect(why).to_have_count(0)

    cell = page.locator("input[name='posts.S003']")
    best = cell.input_value()
    cell.fill(str(int(best) + 1))
    cell.press("Tab")
    expect(page).to_have_url(re.compile(r"posts\.S003="))
    watched.settle()
    watched.shoot("flow_4_hand")
    page.get_by_role("button", name=said(lang, "Undo")).click()
    expect(page.locator("input[name='posts.S003']")).to_have_value(best)
    watched.settle()

    page.get_by_role("navigation").get_by_role("link", name=said(lang, "What-if")).click()
    slider = page.locator("#slider")
    expect(slider).to_be_visible()
    slider.focus()
    for _ in range(3):
        slider.press("ArrowLeft")
    expect(page.get_by_label(said(lang, "add or cut"))).to_have_value("-3")
    expect(page).to_have_url(re.compile(r"delta=-3"))
    expect(page.locator("#answer")).to_contain_text("3")
    watched.settle()
    watched.shoot("flow_5_whatif")

    page.get_by_role("navigation").get_by_role("link", name=said(lang, "Robustness")).click()
    weight = page.get_by_role("slider", name="辖区人口")
    weight.focus()
    for _ in range(40):  # tenths of a percent
        weight.press("ArrowRight")
    expect(page).to_have_url(re.compile(r"weights\."))
    expect(page.get_by_role("spinbutton", name="辖区人口")).to_have_value("54")
    weights = [float(box.input_value()) for box in page.locator("input[type=number][data-weight]").all()]
    assert round(sum(weights), 6) == 100
    watched.settle()
    watched.shoot("flow_6_weights")

    page.get_by_role("navigation").get_by_role("link", name=said(lang, "Compare")).click()
    page.get_by_role("link", name="＋").first.click()
    expect(page).to_have_url(re.compile(r"with="))
    watched.settle()
    watched.shoot("flow_7_compare")

    page.get_by_role("navigation").get_by_role("link", name=said(lang, "Output")).click()
    watched.settle()
    watched.shoot("flow_8_output")
    for ending, magic in ((".docx", b"PK"), (".xlsx", b"PK"), (".json", b"{")):
        with page.expect_download() as download:
            page.get_by_role("link", name=re.compile(re.escape(ending) + "$")).first.click()
        assert download.value.suggested_filename.endswith(ending)
        assert download.value.path().read_bytes().startswith(magic)
    with watched.context.expect_page() as opened:
        page.get_by_role("link", name=re.compile(r"\.html$")).click()
    opened.value.wait_for_load_state()
    expect(opened.value.get_by_role("table").first).to_contain_text("南桥站")


def test_a_file_is_dropped_anywhere_on_the_page(visit: Opener, tmp_path: Path) -> None:
    """As a hand drops it: the browser itself carries the file over the page."""
    watched = visit()
    page = watched.go("/")
    book = tmp_path / "区域.xlsx"
    book.write_bytes(put())
    hand = watched.context.new_cdp_session(page)
    files = {"items": [], "files": [str(book)], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver"):
        hand.send("Input.dispatchDragEvent", {"type": kind, "x": 700, "y": 600, "data": files})
    expect(page.locator("#drop.over")).to_be_visible()
    watched.shoot("dropping")
    hand.send("Input.dispatchDragEvent", {"type": "drop", "x": 700, "y": 600, "data": files})
    expect(page).to_have_url(re.compile(r"/plan\?scenario=~"))
    assert len(shown_rows(page)) == 8
    watched.assert_clean()


def test_by_keyboard_alone(visit: Opener) -> None:
    page = visit(size=DESK).go("/plan?scenario=qingxiu")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name=said("zh", "skip"))
    expect(skip).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    reached: list[str] = []
    for _ in range(16):  # search, changed only, documents, the table, its headings, the first station
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.textContent"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none", reached
        if reached[-1] == "name-S01":
            break
    assert reached[0] == "search"
    assert "name-S01" in reached
    page.keyboard.press("Enter")
    expect(page.locator("#why")).to_contain_text("新竹所")
    page.keyboard.press("Escape")
    expect(page.locator("#why")).to_have_count(0)
    cell = page.locator("#posts-S01")
    cell.focus()
    cell.press("ArrowUp")
    expect(page).to_have_url(re.compile(r"posts\.S01=12"))


def test_back_takes_back(visit: Opener) -> None:
    watched = visit(size=DESK)
    page = watched.go("/plan?scenario=qingxiu")
    answer = page.locator("#answer")
    before = answer.inner_text()
    page.locator("#method").select_option("adams")
    expect(page).to_have_url(re.compile(r"method=adams"))
    expect(page.locator("#row-S11")).to_contain_text("4")
    page.locator("#cap").fill("97")
    page.locator("#cap").press("Tab")
    expect(page).to_have_url(re.compile(r"method=adams.*cap=97"))
    expect(answer).not_to_have_text(before)
    page.go_back()
    expect(page.locator("#cap")).to_have_value("96")
    page.go_back()
    expect(answer).to_have_text(before)
    expect(page.locator("#method")).to_have_value("webster")
    watched.settle()


def test_what_is_typed_while_an_answer_comes_is_asked_next(visit: Opener) -> None:
    watched = visit(size=DESK)
    page = watched.go("/plan?scenario=qingxiu")
    page.route("**/plan?*method=adams*", _late)
    page.locator("#method").select_option("adams")
    cap = page.locator("#cap")
    cap.fill("97")
    expect(page).to_have_url(re.compile(r"method=adams"))
    expect(cap).to_have_value("97")
    expect(cap).to_be_focused()
    expect(page.locator("#answer")).to_contain_text("96")
    cap.press("Tab")
    expect(page.locator("#answer")).to_contain_text("97")
    expect(page).to_have_url(re.compile(r"method=adams.*cap=97"))
    page.locator("#name-S01").focus()
    page.go_back()
    expect(cap).to_have_value("96")
    watched.settle()


def _late(route: Route) -> None:
    time.sleep(0.5)
    route.continue_()


BACK_WHILE_COMING = """
if (new URLSearchParams(location.search).get("method") === "adams") {
  document.addEventListener("readystatechange", () => history.back(), {once: true});
}
"""


def test_back_while_the_page_is_coming(visit: Opener) -> None:
    """The address is another's before a script of the page can hear of it: the answer follows all the same."""
    watched = visit(size=DESK)
    page = watched.go("/plan?scenario=qingxiu")
    answer = page.locator("#answer")
    before = answer.inner_text()
    for name, value in (("method", "adams"), ("cap", "97")):
        control = page.locator(f"#{name}")
        control.select_option(value) if name == "method" else control.fill(value)
        control.press("Tab")
        expect(page).to_have_url(re.compile(f"{name}={value}"))
    page.add_init_script(BACK_WHILE_COMING)
    page.route("**/htmx.min.js", _late)
    page.go_back()
    expect(answer).to_have_text(before)
    assert "method" not in page.url
    watched.settle()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_links_and_forms_do_without_a_script(visit: Opener, lang: str, tmp_path: Path) -> None:
    watched = visit(lang=lang, size=DESK, script=False)
    page = watched.go("/")
    book = tmp_path / "a.xlsx"
    book.write_bytes(put(("参数!B2", 61)))
    page.locator("#file").set_input_files(book)
    page.locator("#drop button[type=submit]").click()
    expect(page).to_have_url(re.compile(r"/plan\?scenario=~"))
    expect(page.locator("#plan tbody tr")).to_have_count(8)
    page.locator("#method").select_option("adams")
    page.locator("#strip button.plain").click()
    expect(page).to_have_url(re.compile(r"method=adams"))
    page.get_by_role("link", name="南桥站").click()
    expect(page.locator("#why")).to_contain_text("辖区人口")
    page.get_by_role("navigation").get_by_role("link", name=said(lang, "What-if")).click()
    page.locator("#delta").fill("-2")
    page.locator("#ask button.plain").click()
    expect(page).to_have_url(re.compile(r"delta=-2"))
    picture = page.locator("a.picture").first
    assert (
        page.request.get(picture.evaluate("link => link.href"))
        .headers["content-type"]
        .startswith("image/svg")
    )


@pytest.mark.parametrize("path", ["/", "/plan?scenario=qingxiu", "/plan?scenario=contract178"])
def test_a_first_load_is_light(visit: Opener, path: str) -> None:
    """Under 150 kB as it goes over the wire, pictures among it."""
    watched = visit(size=DESK)
    wire = watched.context.new_cdp_session(watched.page)
    wire.send("Network.enable")
    sizes: list[float] = []
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    watched.go(path)
    assert len(sizes) >= 4  # the page, its style and two scripts
    assert sum(sizes) < 150_000


def test_changes_in_quick_succession_are_all_asked(visit: Opener) -> None:
    watched = visit()
    watched.expected = ["htmx:sendAbort", "htmx:afterRequest"]
    page = watched.go("/plan?scenario=contract178")

    def slowly(route: Route) -> None:
        time.sleep(0.4)
        with suppress(Error):  # asked again meanwhile
            route.continue_()

    page.route("**/plan?*", slowly)
    page.locator("#method").select_option("adams")
    page.locator("#cap").fill("800")
    page.locator("#cap").blur()
    page.locator("#normalisation").select_option("max")
    expect(page).to_have_url(re.compile(r"method=adams&normalisation=max&cap=800"))
    watched.settle()
    expect(page.locator("#answer")).to_contain_text("800")


def test_a_number_that_its_field_refuses_is_told_and_not_asked(visit: Opener) -> None:
    watched = visit()
    page = watched.go("/plan?scenario=qingxiu")
    page.evaluate(
        "document.addEventListener('invalid', function (event) { window.told = event.target.id; }, true)"
    )
    page.locator("#cap").fill("-5")
    page.locator("#cap").blur()
    page.wait_for_function("window.told === 'cap' && document.activeElement.id === 'cap'")
    expect(page).to_have_url(re.compile(r"/plan\?scenario=qingxiu(&lang=zh)?$"))
