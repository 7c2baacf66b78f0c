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
