"""The weights under the hand: those that sum to 100 together follow each other, the others stay."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Opener

SLIDE = """([number, percent]) => {
    const slider = document.getElementById("slide-" + number);
    slider.value = percent;
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    slider.dispatchEvent(new Event("change", { bubbles: true }));
}"""


def weights(page: Page, table: int) -> list[float]:
    """Return the weights of one table."""
    boxes = page.locator("table.weights").nth(table).locator("input[type=number]")
    return [float(box.input_value()) for box in boxes.all()]


def test_the_weights_of_a_class_follow_each_other_alone(visit: Opener) -> None:
    watched = visit()
    page = watched.go("/robustness?scenario=classes2")
    page.evaluate(SLIDE, [1, "38"])
    assert weights(page, 0) == [38, 37.2, 24.8]
    assert weights(page, 1) == [60, 40]
    expect(page.locator("#answer")).to_contain_text("甲区执法二队")
    page.wait_for_url("**classes.*weights*=38*")
    expect(page.locator("#interval-1")).not_to_contain_text("38.9%")
    page.evaluate(SLIDE, [5, "53"])
    assert weights(page, 0) == [38, 37.2, 24.8]
    assert weights(page, 1) == [47, 53]
    expect(page.locator("#answer")).to_contain_text("西街道办")
    watched.settle()
    watched.shoot("robustness_classes", full=True)
    watched.assert_clean()


def test_stations_keep_their_order_and_those_that_change_can_be_seen_alone(visit: Opener) -> None:
    watched = visit()
    page = watched.go("/robustness?scenario=qingxiu")
    names = page.locator("#under tbody th")
    order = names.all_text_contents()
    page.get_by_label("只看变动").check()
    expect(page.locator("#under tbody tr:visible")).to_have_count(0)
    page.evaluate(SLIDE, [1, "65"])
    expect(page.locator("#under tr[data-moved]")).not_to_have_count(0)
    changed = page.locator("#under tr[data-moved] th").all_text_contents()
    assert page.locator("#under tbody tr:visible th").all_text_contents() == changed
    assert names.all_text_contents() == order
    watched.settle()
    watched.assert_clean()
