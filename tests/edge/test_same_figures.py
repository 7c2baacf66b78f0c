"""Every figure of a plan is equal in Word, workbook, page and data, in both languages."""

import io
import json
from html.parser import HTMLParser
from typing import Any

import docx
import openpyxl
import pytest

from staffing.io.scenario_file import load
from staffing.messages import LANGUAGES, Lang, text
from staffing.models.paper import Beside
from staffing.models.run import Run
from staffing.report.excel import render_xlsx
from staffing.report.figures import BLANK, decimals, number_text, percent, signed
from staffing.report.html import render_html
from staffing.report.sensitivity_rows import WeightRow, near_miss_rows, weight_rows
from staffing.report.tables import noun
from staffing.report.word import render_docx
from staffing.service import Opened, run
from staffing.service.official import robustness
from staffing.service.reading import read_out
from staffing.service.storing import result_document, result_text

Grid = list[list[str]]
Figures = dict[str, tuple[str, ...]]
KEYS = ("quota", "in_post", "allocation", "change", "burden_in_post", "burden")
SHIPPED = ["qingxiu", "contract178", "staff4", "classes2", "siding8"]


class Tables(HTMLParser):
    """Every table of a page, cell by cell, as it is read; and all its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tables: list[Grid] = []
        self.said = ""
        self.inside = self.drawn = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row or a cell."""
        self.drawn = self.drawn or tag == "svg"
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in {"td", "th"}:
            self.tables[-1][-1].append("")
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        """End a cell or a picture."""
        self.inside = self.inside and tag not in {"td", "th"}
        self.drawn = self.drawn and tag != "svg"

    def handle_data(self, data: str) -> None:
        """Add to a cell; what pictures hold is not text of the page."""
        if not self.drawn:
            self.said += data
        if self.inside:
            self.tables[-1][-1][-1] += data


def printed(key: str, value: float | None) -> str:
    """Return a figure as documents print it."""
    if key == "index":
        return decimals(value, 4)
    if key in {"quota", "burden", "burden_in_post"}:
        return decimals(value)
    if value is None:
        return BLANK
    return signed(int(value)) if key == "change" else f"{int(value):,}"


def by_label(grids: list[Grid], keys: tuple[str, ...], found: Run, lang: Lang) -> dict[str, dict[str, str]]:
    """Return the figures of stations and sum row by key, from every table that has their columns."""
    names = {station.name for station in found.stations} | {text("total", lang)}
    read: dict[str, dict[str, str]] = {}
    for grid in grids:
        heads = [row for row in grid if noun(found, lang) in row and text(keys[0], lang) in row]
        if not heads:
            continue
        place = {key: heads[0].index(text(key, lang)) for key in keys if text(key, lang) in heads[0]}
        for row in grid:
            name = next((cell for cell in row[:2] if cell in names), None)
            if name is not None:
                read.setdefault(name, {}).update({key: row[at].strip() for key, at in place.items()})
    return read


def in_json(found: Run, lang: Lang) -> tuple[dict[str, dict[str, str]], str]:
    """Return the figures of the stored result."""
    stored = json.loads(result_text(result_document(found)))
    read = {
        row["name"]: {key: printed(key, row[key]) for key in ("index", *KEYS)} for row in stored["stations"]
    }
    sums = {key: [row[key] for row in stored["stations"]] for key in ("index", "quota", "in_post", "change")}
    whole = {key: None if None in held else sum(held) for key, held in sums.items()}
    whole["allocation"] = stored["allocated"]
    read[text("total", lang)] = {key: printed(key, value) for key, value in whole.items()}
    return read, stored["input_sha256"]


def in_xlsx(found: Run, content: bytes, lang: Lang) -> tuple[dict[str, dict[str, str]], str]:
    """Return the figures of the workbook's plan, and everything it says."""
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    said = "\n".join(str(cell.value) for sheet in book for row in sheet for cell in row if cell.value)
    read: dict[str, dict[str, Any]] = {}
    grid = [[cell.value for cell in row] for row in book[text("r_sheet_plan", lang)]]
    head = next((row for row in grid if text("quota", lang) in row), None)
    if head is None:
        return {}, said
    place = {key: head.index(text(key, lang)) for key in ("index", *KEYS) if text(key, lang) in head}
    names = {station.name for station in found.stations}
    for row in grid:
        name = row[1] if row[1] in names else row[0] if row[0] == text("total", lang) else None
        if name is not None:
            held = {key: row[at] for key, at in place.items()}
            read[name] = {k: v if isinstance(v, str) else printed(k, v) for k, v in held.items()}
    return read, said


def in_docx(found: Run, content: bytes, lang: Lang) -> tuple[dict[str, dict[str, str]], str]:
    """Return the figures of the report in Word: of the plan and of its first attachment."""
    made = docx.Document(io.BytesIO(content))
    grids = [[[cell.text for cell in row.cells] for row in table.rows] for table in made.tables]
    said = "\n".join(paragraph.text for paragraph in made.paragraphs)
    read = by_label(grids, KEYS, found, lang)
    for name, held in by_label(grids, ("index", "quota"), found, lang).items():
        read.setdefault(name, {}).update(held)
    return read, said


def in_html(found: Run, content: bytes, lang: Lang) -> tuple[dict[str, dict[str, str]], str]:
    """Return the figures of the page."""
    page = Tables(content.decode())
    return by_label(page.tables, ("index", *KEYS), found, lang), page.said


def plain(shown: str) -> str:
    """Return a figure without the marks beside it."""
    return shown.replace("▲", "").replace("▼", "").replace("\xa0", "").strip()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", SHIPPED)
def test_every_figure_is_equal_in_all_four(scenarios, name, lang):
    found = run(scenarios / name, lang=lang)
    stored, sha = in_json(found, lang)
    documents = {
        "docx": in_docx(found, render_docx(found, lang), lang),
        "xlsx": in_xlsx(found, render_xlsx(found, lang), lang),
        "html": in_html(found, render_html(found, lang), lang),
    }
    assert len(stored) == len(found.stations) + 1
    total = text("total", lang)
    staffed = all(station.in_post is not None for station in found.stations)
    for form, (read, said) in documents.items():
        assert sha in said, form
        assert number_text(found.objective) in said, form
        assert set(read) == set(stored), form
        for station, figures in stored.items():
            keys: tuple[str, ...] = ("index", "quota", "allocation")
            keys += ("in_post", "change") if staffed else ()
            if station != total:
                keys += ("burden", "burden_in_post") if staffed else ("burden",)
            shown = {key: plain(read[station][key]) for key in keys}
            assert shown == {key: figures[key] for key in keys}, (form, station)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_a_plan_all_four_say_the_same(scenarios, lang):
    found = run(scenarios / "zhongning", cap=10, lang=lang)
    stored = json.loads(result_text(result_document(found)))
    assert "allocated" not in stored
    wanted = [rule["text"] for rule in stored["conflict"]] + [
        change["text"] for change in stored["relaxations"]
    ]
    assert len(wanted) > 2
    for form, (read, said) in {
        "docx": in_docx(found, render_docx(found, lang), lang),
        "xlsx": in_xlsx(found, render_xlsx(found, lang), lang),
        "html": in_html(found, render_html(found, lang), lang),
    }.items():
        assert stored["input_sha256"] in said, form
        assert [words for words in wanted if words not in said] == [], form
        assert {held.get("allocation", BLANK) for held in read.values()} <= {BLANK}, form


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["qingxiu", "contract178", "classes2", "siding8", "zhongning"])
def test_robustness_is_equal_in_word_workbook_and_page(scenarios, name, lang):
    found = run(scenarios / name, lang=lang)
    opened = Opened.of(load(scenarios / name))
    beside = Beside(reading=read_out(opened, found), sensitivity=robustness(opened, found, lang=lang))
    assert beside.sensitivity is not None
    names = {station.id: station.name for station in found.stations}
    weights = [list(row) for row in map(_cells_of_weight, weight_rows(beside.sensitivity, names, lang))]
    misses = [
        [row.name, row.driver, row.count, row.change, row.share, row.moves]
        for row in near_miss_rows(beside.sensitivity, names, lang)
    ]
    page = [row for grid in Tables(render_html(found, lang, beside=beside).decode()).tables for row in grid]
    assert [row for row in weights + misses if row not in page] == []
    made = docx.Document(io.BytesIO(render_docx(found, lang, beside=beside)))
    paper = [[cell.text for cell in row.cells] for table in made.tables for row in table.rows]
    assert [row for row in weights if row not in paper] == []
    book = openpyxl.load_workbook(io.BytesIO(render_xlsx(found, lang, beside=beside)), data_only=True)
    sheet = [list(row[:6]) for row in book[text("r_sheet_sensitivity", lang)].iter_rows(values_only=True)]
    shown = [[_shown(cell, place) for place, cell in enumerate(row)] for row in sheet]
    assert [row for row in weights if row not in shown] == []
    assert [row[0] for row in misses if [row[0], *row[3:]] not in [[s[0], *s[3:]] for s in shown]] == []
    assert len(sheet) >= len(beside.sensitivity.near_misses) + len(weights)


def _cells_of_weight(row: WeightRow) -> tuple[str, ...]:
    return row.driver, row.weight, row.low, row.high, row.below, row.above


def _shown(cell: Any, place: int) -> str:
    """Return a cell of the sheet as it is read: the figures of weights are percentages."""
    if isinstance(cell, int | float) and 1 <= place <= 3:
        return percent(cell)
    return "" if cell is None else str(cell)


def test_a_programme_has_no_robustness_to_show(scenarios):
    found = run(scenarios / "staff4")
    assert robustness(Opened.of(load(scenarios / "staff4")), found) is None
    page = render_html(found, beside=Beside()).decode()
    assert 'id="robust"' not in page
