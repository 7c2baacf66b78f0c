"""Random draws in the browser: asked for by the form, part of the address, and found again on the way back."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from staffing.messages import text
from tests.browser.conftest import DESK, PHONE, Opener


@pytest.mark.parametrize(("script", "size"), [(True, DESK), (False, DESK), (True, PHONE)])
def test_draws_are_asked_for_and_stay_in_the_address(
    visit: Opener, script: bool, size: tuple[int, int]
) -> None:
    watched = visit(script=script, size=size)
    page = watched.go("/robustness?scenario=qingxiu")
    expect(page.locator("table.draws")).to_have_count(0)
    page.fill("#draws-number", "200")
    for number in (2, 3, 4, 5):
        page.uncheck(f"#drawn-{number}")
    page.click("#draws-do")
    expect(page.locator("#draws-title")).to_have_text(text("s_draws", "zh", draws="200"))
    expect(page.locator("table.draws tbody tr").first).to_contain_text("新竹所")
    expect(page.locator("#drawn-2")).not_to_be_checked()
    query = parse_qs(urlsplit(page.url).query)
    assert (query["draws"], query["drawn"]) == (["200"], ["投诉举报量"])
    if script:
        expect(page.locator("#draws-do")).to_be_focused()
    page.go_back()
    watched.settle()
    expect(page.locator("table.draws")).to_have_count(0)


def test_a_number_that_is_none_is_said_at_its_field(visit: Opener) -> None:
    watched = visit()
    watched.expected.append("422")
    page = watched.go("/robustness?scenario=contract178")
    page.evaluate("document.getElementById('draws').noValidate = true")
    page.fill("#draws-number", "9999")
    page.click("#draws-do")
    expect(page.locator("#draws-fault")).to_contain_text("[E_RANGE]")
    expect(page.locator("#draws-number")).to_have_value("9999")
