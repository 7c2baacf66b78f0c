"""No address breaks a screen: whatever is written where a number belongs is refused in words."""

from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

HUGE = (
    "1e999999999",
    "-1e999999999",
    "1e-999999999",
    "1e99999",
    "9" * 5000,
    "NaN",
    "sNaN",
    "Infinity",
    "\N{FULLWIDTH DIGIT NINE}",
    "x",
)
PLACES = (
    "cap",
    "delta",
    "max_transfers",
    "weights.投诉举报量",
    "bounds.S01.min",
    "bounds.S01.max",
    "posts.S01",
    "categories.contract.cap",
    "formal.year",
)


@pytest.mark.parametrize("screen", ["", "plan", "whatif", "robustness", "compare", "output"])
@pytest.mark.parametrize("place", PLACES)
def test_no_number_breaks_a_screen(browser: TestClient, screen: str, place: str) -> None:
    for number in HUGE:
        more = "&mode=budget&delta=1" if place == "max_transfers" else ""
        answer = browser.get(f"/{screen}?scenario=qingxiu&{quote(place)}={quote(number)}{more}")
        assert answer.status_code < 500, (place, number[:20])


@pytest.mark.parametrize("cap", ["100%30", "100&method=adams", "100#x"])
def test_a_headcount_brings_no_other_parameter_along(browser: TestClient, cap: str) -> None:
    refused = browser.get("/plan", params={"scenario": "qingxiu", "cap": cap})
    assert refused.status_code == 422
    assert "E_USAGE.parameter" not in refused.text
