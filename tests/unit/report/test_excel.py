"""The workbook: text stays text, formulas are ours alone and recompute to the values they carry."""

import io
import re
import subprocess
import xml.etree.ElementTree as ET
import zipfile

import openpyxl
import pytest

from staffing.messages import LANGUAGES
from staffing.models.base import Normalisation
from staffing.report.excel import render_xlsx

SHEETS = {
    "zh": ["方案", "图", "输入", "测算", "增减次序表", "方法"],
    "en": ["Plan", "Charts", "Inputs", "Demand", "Ladder", "Method"],
}
CONFLICT = {"zh": "冲突", "en": "Conflict"}
OURS = re.compile(
    r"(SUM|MAX|MIN|IF)(?=\()|'(方案|输入|测算|Plan|Inputs|Demand)'!|\$?[A-Z]{1,3}\$?\d+|\"—\"|[0-9.,:()+*/=-]"
)
ALWAYS_CALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>"""
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def opened(content, *, values):
    return openpyxl.load_workbook(io.BytesIO(content), data_only=values)


def formulas(content):
    """Return every formula of the file, from its XML."""
    found = []
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            if name.startswith("xl/worksheets/sheet"):
                found += [cell.text for cell in ET.fromstring(parts.read(name)).iter(f"{S}f")]
    return found


def texts(content):
    return {cell.value for sheet in opened(content, values=False) for row in sheet for cell in row}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["qingxiu", "zhongning", "contract178", "hostile"])
def test_formulas_are_made_of_coordinates_alone(request, name, lang):
    run = request.getfixturevalue(name)
    content = render_xlsx(run, lang)
    found = formulas(content)
    assert len(found) > 3 * len(run.stations)
    assert {OURS.sub("", formula) for formula in found} == {""}
    assert opened(content, values=False).sheetnames == SHEETS[lang]


def test_text_that_looks_like_a_formula_stays_text(hostile):
    content = render_xlsx(hostile)
    book = opened(content, values=False)
    names = {station.name for station in hostile.stations}
    for title in ("方案", "输入", "测算"):
        cells = {cell.value: cell for row in book[title] for cell in row if cell.value in names}
        assert set(cells) == names
        assert all(cell.data_type == "s" and cell.hyperlink is None for cell in cells.values())
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert not [
            name for name in parts.namelist() if "rels" in name and b"http://example" in parts.read(name)
        ]


def test_numbers_are_numbers(qingxiu):
    book = opened(render_xlsx(qingxiu), values=True)
    plan = [[cell.value for cell in row] for row in book["方案"].iter_rows(min_row=7, max_row=19)]
    assert plan[5][:3] == ["S06", "凤岭所", qingxiu.stations[5].index]
    assert 15 in plan[5]
    assert plan[-1][0] == "合计"
    assert plan[-1][3] == pytest.approx(96)


def test_sheets_are_ready_to_read_and_print(contract178):
    book = opened(render_xlsx(contract178), values=False)
    for title in ("方案", "输入", "测算", "增减次序表"):
        sheet = book[title]
        assert sheet.freeze_panes is not None
        assert sheet.page_setup.orientation in {"landscape", "portrait"}
        assert str(sheet.page_setup.paperSize) == "9"
        assert sheet.print_title_rows
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    longest = max(2 * len(station.name) for station in contract178.stations)
    assert book["方案"].column_dimensions["B"].width >= min(longest, 40)


def test_file_is_dated_by_the_run_alone(qingxiu):
    dated = qingxiu.model_copy(update={"date": "2026-11-22"})
    assert opened(render_xlsx(dated), values=True).properties.created.year == 2026
    assert opened(render_xlsx(qingxiu), values=True).properties.created.year == 2000
    with zipfile.ZipFile(io.BytesIO(render_xlsx(qingxiu))) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_a_plan_the_conflict_takes_its_place(infeasible, lang):
    content = render_xlsx(infeasible, lang)
    shown = {cell.value for row in opened(content, values=True)[CONFLICT[lang]] for cell in row}
    assert {rule.text for rule in infeasible.conflict} <= shown
    assert {change.text for change in infeasible.relaxations} <= shown
    assert not [text for text in texts(content) if "最优" in str(text) or "optimal" in str(text)]


def test_very_long_text_is_cut_rather_than_lost(qingxiu):
    long = qingxiu.model_copy(update={"note": "甲" * 40_000})
    assert any(str(text).startswith("甲" * 30_000) for text in texts(render_xlsx(long)))


def recalculated(content, soffice, folder):
    """Return the workbook as LibreOffice calculates it, every carried value having been spoilt before."""
    source, target, profile = folder / "in.xlsx", folder / "out", folder / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(ALWAYS_CALCULATE)
    with zipfile.ZipFile(io.BytesIO(content)) as parts, zipfile.ZipFile(source, "w") as spoilt:
        for name in parts.namelist():
            body = parts.read(name)
            if name.startswith("xl/worksheets/"):
                body = re.sub(rb"</f><v>[^<]*</v>", b"</f><v>-777</v>", body)
            spoilt.writestr(name, body)
    command = [
        soffice,
        f"-env:UserInstallation=file://{profile.parent}",
        "--headless",
        "--convert-to",
        "xlsx",
    ]
    subprocess.run([*command, "--outdir", target, source], check=True, capture_output=True, timeout=200)
    return openpyxl.load_workbook(target / "in.xlsx", data_only=True)


def agree(content, soffice, folder):
    carried, computed = opened(content, values=True), recalculated(content, soffice, folder)
    live = opened(content, values=False)
    compared = 0
    for sheet in live:
        for row in sheet:
            for cell in row:
                if cell.data_type == "f":
                    own = carried[sheet.title][cell.coordinate].value
                    other = computed[sheet.title][cell.coordinate].value
                    close = pytest.approx(own, rel=1e-12, abs=1e-12) if isinstance(own, float | int) else own
                    assert other == close, (sheet.title, cell.coordinate, cell.value)
                    compared += 1
    return compared


def test_libreoffice_recomputes_the_same_figures(qingxiu, soffice, tmp_path):
    assert agree(render_xlsx(qingxiu, "zh"), soffice, tmp_path) > 200


@pytest.mark.parametrize("normalisation", list(Normalisation))
def test_libreoffice_recomputes_each_normalisation(make, normalisation, soffice, tmp_path):
    # The second driver is the same everywhere: min_max divides nought by nought there.
    run = make(normalisation)
    assert agree(render_xlsx(run, "en"), soffice, tmp_path) > 50


def test_libreoffice_recomputes_178_stations_with_nobody_somewhere(contract178, soffice, tmp_path):
    first = contract178.stations[0].model_copy(
        update={"in_post": 0, "burden_in_post": None, "change": contract178.stations[0].allocation}
    )
    run = contract178.model_copy(update={"stations": (first, *contract178.stations[1:])})
    assert agree(render_xlsx(run, "en"), soffice, tmp_path) > 2000
