"""Every screen, on the desk and on a telephone, in both languages: kept as a picture, free of axe's complaints."""

from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, OUTPUT, PHONE, Opener, Watched
from tests.corpus.workbooks import put

AXE: Final = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
NO_SIDEWAYS: Final = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
SIZES: Final = pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
LANGS: Final = pytest.mark.parametrize("lang", ["zh", "en"])
SCREENS: Final = {
    "data": "/",
    "plan": "/plan?scenario=qingxiu",
    "why": "/plan?scenario=qingxiu&station=S06",
    "hand": "/plan?scenario=qingxiu&posts.S06=14&posts.S01=12",
    "hours": "/plan?scenario=siding8",
    "whatif": "/whatif?scenario=qingxiu&delta=-4",
    "robustness": "/robustness?scenario=qingxiu",
    "draws": "/robustness?scenario=qingxiu&draws=300&drawn=投诉举报量",
    "compare": "/compare?scenario=qingxiu&with=method%3Dadams&with=cap%3D100",
    "classes": "/robustness?scenario=classes2",
    "output": "/output?scenario=qingxiu",
    "preview": "/output?scenario=qingxiu&delta=-4&preview=report.docx",
    "read": "/?scenario=qingxiu",
    "no_plan": "/plan?scenario=qingxiu&cap=10",
    "refused": "/plan?scenario=qingxiu&cap=x",
}


def violations(watched: Watched) -> list[str]:
    """Return what axe-core finds wrong, a line for each element."""
    page = watched.page
    page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{broken['id']}: {node['html'][:160]} {node['failureSummary']}"
        for broken in found["violations"]
        for node in broken["nodes"]
    ]


def assert_good(watched: Watched, name: str) -> None:
    watched.shoot(name, full=True)
    assert violations(watched) == []
    assert watched.page.evaluate(NO_SIDEWAYS), "the page scrolls sideways"


@SIZES
@LANGS
@pytest.mark.parametrize("name", SCREENS)
def test_screen(visit: Opener, name: str, lang: str, size: tuple[int, int]) -> None:
    watched = visit(lang=lang, size=size)
    watched.expected = ["status of 422"] if name in {"no_plan", "refused"} else []
    watched.go(SCREENS[name])
    assert_good(watched, name)


@pytest.mark.parametrize(("lang", "size"), [("zh", DESK), ("en", PHONE)], ids=["zh-desk", "en-phone"])
def test_many_units(visit: Opener, lang: str, size: tuple[int, int]) -> None:
    watched = visit(lang=lang, size=size)
    watched.go("/plan?scenario=contract178")
    assert_good(watched, "large")


@SIZES
@LANGS
def test_faults(visit: Opener, lang: str, size: tuple[int, int], tmp_path: Path) -> None:
    watched = visit(lang=lang, size=size)
    watched.expected = ["status of 422"]
    page = watched.go("/")
    book = tmp_path / "a.xlsx"
    book.write_bytes(put(("指标值!C17", "约120"), ("单位!D3", -2)))
    page.locator("#file").set_input_files(book)
    page.locator(".faults").wait_for()
    watched.settle()
    assert page.title().startswith({"zh": "有误", "en": "Faults"}[lang])
    assert page.evaluate("document.activeElement.id") == "answer"
    assert_good(watched, "faults")


@pytest.mark.parametrize(
    ("lang", "size", "stop", "stopped", "use"),
    [("zh", DESK, "停止", "已停止", "采用"), ("en", PHONE, "Stop", "Stopped", "Use")],
    ids=["zh-desk", "en-phone"],
)
def test_a_long_solve_is_watched_stopped_and_used(
    visit: Opener, lang: str, size: tuple[int, int], stop: str, stopped: str, use: str
) -> None:
    watched = visit(lang=lang, size=size)
    page = watched.page
    page.route("**/progress/*", lambda route: route.fulfill(status=204))  # it stays while it is looked at
    # A question that takes some time; a plan that is known already comes at once, so each has a seed of its own.
    watched.go(f"/plan?scenario=staff4&set=objective%3D%5Bdeviation%5D&set=seed%3D{size[0]}")
    expect(page.locator("#progress-said")).to_be_visible()
    assert_good(watched, "progress")
    page.unroute("**/progress/*")
    taken = page.get_by_role("button", name=use, exact=True)
    expect(taken).to_be_visible()
    page.get_by_role("button", name=stop, exact=True).click()
    expect(page.locator("#answer")).to_have_text(stopped)
    assert_good(watched, "stopped")
    taken.click()
    expect(page.locator("#plan tbody tr")).to_have_count(12)
    watched.settle()
    assert_good(watched, "used")


@LANGS
def test_twice_as_large(visit: Opener, lang: str) -> None:
    """At 200 % of 1366 pixels no screen scrolls sideways."""
    watched = visit(lang=lang, size=(DESK[0] // 2, DESK[1] // 2))
    for name, path in SCREENS.items():
        watched.expected = ["status of 422"]
        watched.go(path)
        assert watched.page.evaluate(NO_SIDEWAYS), name


def test_the_picture_of_the_readme(visit: Opener) -> None:
    """The README opens with it: ``cp tests/browser/output/readme_zh_1366.png docs/page.png`` renews it."""
    watched = visit(size=DESK)
    watched.go("/plan?scenario=qingxiu")
    watched.shoot("readme")
    assert (OUTPUT / "readme_zh_1366.png").stat().st_size < 200_000
