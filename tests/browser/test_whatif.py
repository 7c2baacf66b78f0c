"""The add or cut question under the hand: keyboard, slider and box, the way back, and how quick it is."""

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from benchmarks.page import moves, ratio, served, whatif_page
from tests.browser.conftest import Opener

ANSWER = "#answer"


def changes(page: Page) -> list[str]:
    """Return name and change of the stations in the order in which they are seen."""
    rows = page.locator("#every tr:not(.filtered)")
    found: list[str] = rows.evaluate_all(
        "rows => rows.map(row => row.cells[0].textContent + row.cells[4].textContent.trim())"
    )
    return found


def test_arrows_move_slider_and_box_by_one(visit: Opener) -> None:
    page = visit().go("/whatif?scenario=qingxiu")
    page.focus("#slider")
    for expected in ("-1", "-2", "-3"):
        page.keyboard.press("ArrowLeft")
        expect(page.locator("#delta")).to_have_value(expected)
    expect(page.locator(ANSWER)).to_contain_text("减3名")
    expect(page.locator("#slider")).to_be_focused()
    page.focus("#delta")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#slider")).to_have_value("-2")
    expect(page.locator(ANSWER)).to_contain_text("减2名")
    expect(page.locator("#spoken")).to_contain_text("减2名")
    page.wait_for_url("**?scenario=qingxiu&lang=zh&delta=-2")


def test_the_address_waits_for_the_hand_and_back_goes_to_the_question_before(visit: Opener) -> None:
    page = visit().go("/whatif?scenario=qingxiu&delta=-4")
    slide = """delta => {
        const slider = document.getElementById("slider");
        slider.value = delta;
        slider.dispatchEvent(new Event("input", { bubbles: true }));
    }"""
    for delta in (3, 5, 6):
        page.evaluate(slide, delta)
        expect(page.locator(ANSWER)).to_contain_text(f"增{delta}名")
    assert "delta=-4" in page.url
    page.evaluate("document.getElementById('slider').dispatchEvent(new Event('change', { bubbles: true }))")
    page.wait_for_url("**delta=6*")
    expect(page.locator("#screens a").nth(1)).to_have_attribute(
        "href", "/plan?scenario=qingxiu&lang=zh&delta=6"
    )
    page.go_back()
    expect(page.locator(ANSWER)).to_contain_text("减4名")
    expect(page.locator("#slider")).to_have_value("-4")


def test_order_and_filter_outlast_the_next_answer(visit: Opener) -> None:
    watched = visit()
    page = watched.go("/whatif?scenario=qingxiu&delta=-4")
    page.locator("#all thead th").nth(4).get_by_role("button").click()
    page.get_by_label("只看变动").check()
    assert changes(page) == ["新竹所▼ −1", "南湖所▼ −1", "凤岭所▼ −1", "仙葫所▼ −1"]
    page.locator("#mode-increment").check()
    expect(page.locator(ANSWER)).to_contain_text("减4名外聘人员：中山所−2，长塘所−1，刘圩所−1")
    assert changes(page) == ["长塘所▼ −1", "刘圩所▼ −1", "中山所▼ −2"]
    expect(page.locator("#mode-increment")).to_be_focused()
    watched.settle()
    expect(page.locator("#asked figure img")).to_have_attribute(
        "alt", "第92名归新竹所，第93名为刘圩所，优先值相差0.8%"
    )


def test_most_transfers_choose_their_way_and_a_refusal_leaves_the_controls(visit: Opener) -> None:
    page = visit().go("/whatif?scenario=qingxiu&delta=4")
    page.fill("#max-transfers", "2")
    page.press("#max-transfers", "Tab")
    expect(page.locator("#mode-budget")).to_be_checked()
    expect(page.locator("#budget-moves")).to_have_text("2")
    page.fill("#delta", "-500")
    page.press("#delta", "Enter")
    expect(page.locator("#asked")).to_contain_text("[E_DELTA]")
    page.fill("#delta", "-5")
    page.press("#delta", "Enter")
    expect(page.locator(ANSWER)).to_contain_text("减5名")
    page.wait_for_url("**delta=-5*mode=budget*max_transfers=2")


def test_the_answer_comes_as_a_file_of_the_same_rows_would(browser: Browser, tmp_path: Path) -> None:
    with served(tmp_path) as address:
        page = whatif_page(browser, address)
        own, peer = moves(page, tmp_path, 40)
        page.close()
    assert len(own) == 40
    # The promise is 3; the rest is for machines that do other things beside.
    assert ratio(own, peer, each=40).median < 5
