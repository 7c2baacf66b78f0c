"""What-if in a browser beside a file: from the slider's event to the table redrawn, at 178 units."""

import random
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.serving import free_port, server
from benchmarks.timing import Goal, Section, Spread, seconds

SCENARIO = "contract178"
CHROMIUM = "/usr/bin/chromium"
REACH = 60
TURNS = 100
"""Moves of the slider, each to a number of posts that nobody has asked for yet."""
ROUND = 20
"""Moves, and as many files, of which one ratio is made."""
WARMING = 10
SCRIPT = Path(__file__).with_name("page.js")


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve the shipped scenarios, and beside them a folder of files; yield the address."""
    port = free_port()
    with server([sys.executable, "-m", "benchmarks.page_server", str(port), str(folder)], port):
        yield f"http://127.0.0.1:{port}"


def whatif_page(browser: Any, address: str) -> Any:
    """Open the what-if of 178 units; return the browser's page."""
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(f"{address}/whatif?scenario={SCENARIO}")
    page.wait_for_selector("html.scripted #every tr")
    page.evaluate(SCRIPT.read_text(encoding="utf-8"))
    return page


def moves(page: Any, folder: Path, count: int) -> tuple[list[float], list[float]]:
    """Return the milliseconds of as many moves of the slider, and of as many files, by turns.

    The file holds the rows that the page has just drawn.
    """
    asked = [delta for delta in range(-REACH, REACH + 1) if delta]
    random.Random(0).shuffle(asked)
    own, peer = [], []
    for number, delta in enumerate(asked[: count + WARMING]):
        mine = page.evaluate("delta => slide(delta)", delta)
        page.wait_for_timeout(40)  # what the page does after it is drawn is not the file's to bear
        (folder / "rows.html").write_text(page.inner_html("#every"), encoding="utf-8")
        file = page.evaluate("() => fetchFile('/peer/rows.html')")
        page.wait_for_timeout(40)
        if mine["rows"] != file["rows"]:
            raise RuntimeError(f"{mine['rows']} rows, and {file['rows']} of the file")
        if number >= WARMING:
            own.append(mine["ms"])
            peer.append(file["ms"])
    return own, peer


def ratio(own: list[float], peer: list[float], each: int = ROUND) -> Spread:
    """Return the spread of the ratios of medians, round by round."""
    starts = range(0, len(own), each)
    return Spread.of(
        statistics.median(own[k : k + each]) / statistics.median(peer[k : k + each]) for k in starts
    )


def measure() -> Section:
    """Return table and goal of the page."""
    from playwright.sync_api import sync_playwright

    print("page: starting server and browser …", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory() as name, served(Path(name)) as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            page = whatif_page(browser, address)
            own, peer = moves(page, Path(name), TURNS)
            rows = page.evaluate("document.getElementById('every').rows.length")
        finally:
            browser.close()
    times = ratio(own, peer)
    table = [
        ["slider → table redrawn", *_figures(own), str(times)],
        ["file fetched and drawn", *_figures(peer), "1"],
    ]
    remarks = [f"{len(own)} moves by turns, {rows} rows, Chromium without a window, 60 frames a second."]
    promise = "what-if on the page at 178 units at most 3 x fetching and drawing the same table from a file"
    header = ("", "median", "least", "greatest", "times the file's (min-max)")
    return Section("page", header, table, remarks, [Goal(promise, times, 3.0)])


def _figures(times_ms: list[float]) -> list[str]:
    return [seconds(f / 1e3) for f in (statistics.median(times_ms), min(times_ms), max(times_ms))]
