"""A server as ``staffing serve`` starts it, and Debian's Chromium to look at it with."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    expect,
    sync_playwright,
)

OUTPUT: Final = Path(__file__).with_name("output")
"""Screenshots: looked at, never kept in the repository."""
DESK: Final = (1366, 768)
PHONE: Final = (375, 812)
_TELL_VIOLATIONS: Final = """document.addEventListener("securitypolicyviolation", function (event) {
    console.error("content security policy: " + event.violatedDirective + " " + event.blockedURI
        + " " + event.sourceFile + ":" + event.lineNumber + " " + event.target.outerHTML.slice(0, 200));
});"""
_ALL_PICTURES: Final = "Promise.all(Array.from(document.images, image => image.decode()))"
_STARTING_S: Final = 60
_PATIENCE_MS: Final = 20_000
expect.set_options(timeout=_PATIENCE_MS)


class Watched:
    """A browser context of which everything that it asks for and complains of is written down."""

    def __init__(
        self, context: BrowserContext, server: str, lang: str, size: tuple[int, int], *, script: bool
    ) -> None:
        self.context, self.server, self.lang, self.size, self.script = context, server, lang, size, script
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.expected: list[str] = []
        """Parts of complaints that a test brings about on purpose: an answer 422 is one of Chromium's."""
        context.add_init_script(_TELL_VIOLATIONS)
        context.on("request", self._ask)
        context.on("console", self._complain)
        context.on("weberror", lambda error: self.complaints.append(f"error: {error.error}"))
        context.set_default_timeout(_PATIENCE_MS)
        self.page: Page = context.new_page()

    def _ask(self, request: Request) -> None:
        self.asked.append(request.url)

    def _complain(self, message: ConsoleMessage) -> None:
        where = message.location
        self.complaints.append(f"{message.type}: {message.text} ({where['url']}:{where['lineNumber']})")

    def go(self, path: str) -> Page:
        """Open an address of the server in the test's language and return the page when its pictures are there."""
        joined = "&" if "?" in path else "?"
        self.page.goto(f"{self.server}{path}{joined}lang={self.lang}")
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until no picture is still a link, and every picture is there."""
        self.page.wait_for_load_state("load")
        expect(self.page.locator("html.scripted a.picture")).to_have_count(0)
        if self.script:
            self.page.evaluate(_ALL_PICTURES)

    def shoot(self, name: str, *, full: bool = False) -> None:
        """Keep a picture of what is seen.

        With the caret as it is: to hide it, playwright would style the controls, and htmx copies their attributes.
        """
        OUTPUT.mkdir(exist_ok=True)
        self.page.screenshot(
            path=OUTPUT / f"{name}_{self.lang}_{self.size[0]}.png", full_page=full, caret="initial"
        )

    def assert_clean(self) -> None:
        """Nothing went elsewhere; the browser complained of nothing that was not expected."""
        own = (self.server, "data:", "blob:", "about:")
        assert [url for url in self.asked if not url.startswith(own)] == []
        unexpected = [said for said in self.complaints if not any(part in said for part in self.expected)]
        assert unexpected == []


Opener = Callable[..., Watched]


@pytest.fixture(scope="package")
def chromium() -> str:
    """Path of Debian's Chromium; where tests must not skip, its absence is a failure."""
    found = shutil.which("chromium")
    if found is None:
        if os.environ.get("STAFFING_TESTS_MUST_NOT_SKIP") == "1":
            pytest.fail("Chromium is not installed: apt-get install chromium")
        pytest.skip("Chromium is not installed")
    return found


@pytest.fixture(scope="package")
def server(scenarios: Path) -> Iterator[str]:
    """Address of a server of the shipped scenarios."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "staffing.cli",
        "serve",
        "--port",
        str(port),
        "--scenarios",
        str(scenarios),
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        address = f"http://127.0.0.1:{port}"
        try:
            _await(f"{address}/health", process)
            yield address
        finally:
            process.terminate()


def _await(url: str, process: subprocess.Popen[bytes]) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    give_up = time.monotonic() + _STARTING_S
    while True:
        try:
            opener.open(url, timeout=5).close()
        except urllib.error.HTTPError:
            raise
        except OSError:
            assert process.poll() is None, "the server has died"
            assert time.monotonic() < give_up, "the server does not answer"
            time.sleep(0.1)
        else:
            return


@pytest.fixture(scope="package")
def browser(chromium: str) -> Iterator[Browser]:
    """One browser for all tests of this folder.

    ``-n 2`` gives the first eighth of the tests to the first process, and this folder is the first. The loop of
    playwright ends with the folder: later tests start loops of their own.
    """
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        with playwright.chromium.launch(executable_path=chromium, args=arguments) as running:
            yield running


@pytest.fixture
def visit(browser: Browser, server: str) -> Iterator[Opener]:
    """Open a context of its own: ``visit(lang="zh", size=DESK, script=True)``; at the end it must be clean."""
    opened = []

    def open_one(*, lang: str = "zh", size: tuple[int, int] = DESK, script: bool = True) -> Watched:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale={"zh": "zh-CN", "en": "en-GB"}[lang],
            java_script_enabled=script,
            accept_downloads=True,
        )
        opened.append(Watched(context, server, lang, size, script=script))
        return opened[-1]

    yield open_one
    for watched in opened:
        watched.context.close()
    for watched in opened:
        watched.assert_clean()
