"""The documents as pages: docx to PDF by LibreOffice, with the official fonts mapped to fonts that are there."""

import os
import re
import shutil
import subprocess

import pytest

from staffing.io.scenario_file import load
from staffing.report.official.blocks import Document, Enclosed, Signature, Table, Text
from staffing.report.official.writer import render
from staffing.report.word import house_style, render_docx, render_notice
from staffing.service.official import beside
from tests.unit.report.official import formal

FONTS = {
    "仿宋": "Noto Serif CJK SC",
    "宋体": "Noto Serif CJK SC",
    "方正小标宋简体": "Noto Serif CJK SC",
    "楷体": "Noto Serif CJK SC",
    "黑体": "Noto Sans CJK SC",
}
TIGHT = range(12, 18)
"""Lines of text after which the end of a document no longer fits on its first page."""
ALIAS = '<alias binding="same"><family>{}</family><prefer><family>{}</family></prefer></alias>'
CONFIG = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include>/etc/fonts/fonts.conf</include>{}</fontconfig>"""


def needs(program):
    if shutil.which(program) is None:
        if os.environ.get("STAFFING_TESTS_MUST_NOT_SKIP") == "1":
            pytest.fail(f"{program} is not installed: apt-get install poppler-utils")
        pytest.skip(f"{program} is not installed")


@pytest.fixture(scope="module")
def pages(tmp_path_factory, soffice, scenarios, qingxiu):
    """Folder with both documents as PDF."""
    needs("pdftotext")
    folder = tmp_path_factory.mktemp("pages")
    fonts = folder / "fonts.conf"
    fonts.write_text(CONFIG.format("".join(ALIAS.format(*pair) for pair in FONTS.items())), encoding="utf-8")
    plan = formal(qingxiu)
    told = render_docx(plan, beside=beside(load(scenarios / "qingxiu"), qingxiu, delta=-4))
    (folder / "report.docx").write_bytes(told)
    (folder / "notice.docx").write_bytes(render_notice(plan))
    for lines in TIGHT:
        (folder / f"text{lines}.docx").write_bytes(render(_ending(lines), house_style(), "zh", None))
        (folder / f"table{lines}.docx").write_bytes(render(_tabled(lines), house_style(), "zh", None))
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    command = [soffice, home, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    done = subprocess.run(
        [*command, *map(str, sorted(folder.glob("*.docx")))],
        capture_output=True,
        check=False,
        text=True,
        env=os.environ | {"FONTCONFIG_FILE": str(fonts)},
    )
    if not (folder / "report.pdf").is_file():
        if os.environ.get("STAFFING_TESTS_MUST_NOT_SKIP") == "1":
            pytest.fail(f"LibreOffice reads no docx: apt-get install libreoffice-writer: {done.stderr[:200]}")
        pytest.skip("LibreOffice reads no docx: libreoffice-writer is not installed")
    return folder


SIGNED = Signature("某局", "2026年3月6日")


def _ending(lines):
    """A document whose last lines come near the foot of the page."""
    body = tuple(Text(f"第{number}行") for number in range(lines))
    hashed = Text("校验码", plain=True, joined=True)
    return Document("题", "", "", (*body, hashed, Enclosed(("附件：1．甲表", "2．乙表")), SIGNED))


def _tabled(lines):
    body = tuple(Text(f"第{number}行") for number in range(lines - 3))
    table = Table("表", ("站所", "人数"), tuple((f"{n}所", "1") for n in range(6)), ("合计", "6"))
    return Document("题", "", "", (*body, table, SIGNED))


def said(folder, name, *options):
    done = subprocess.run(
        ["pdftotext", *options, str(folder / f"{name}.pdf"), "-"], capture_output=True, check=True
    )
    return done.stdout.decode()


def test_a_full_page_has_22_lines(pages):
    lines = [
        line for line in said(pages, "report", "-f", "2", "-l", "2", "-layout").splitlines() if line.strip()
    ]
    assert len(lines) - 1 == 22


def test_a_full_line_has_28_characters(pages):
    """Two digits stand in the place of one Chinese character, more or less."""
    text = said(pages, "report", "-f", "1", "-l", "1", "-layout")
    lines = [line.strip() for line in text.splitlines()]
    widest = max(len(re.sub(r"[ -~]", "", line)) + len(re.findall(r"[!-~]", line)) / 2 for line in lines)
    assert 27 <= widest <= 29.5


def test_pages_are_numbered_with_dashes(pages):
    text = said(pages, "report", "-layout").split("\f")
    assert [page.rstrip().splitlines()[-1].replace(" ", "") for page in text[:3]] == ["—1—", "—2—", "—3—"]
    right, left = (page.rstrip().splitlines()[-1] for page in text[:2])
    assert len(right) - len(right.lstrip()) > len(left) - len(left.lstrip()) + 20


def test_every_station_and_the_fingerprint_are_printed(pages, qingxiu):
    text = said(pages, "report", "-layout")
    assert [station.name for station in qingxiu.stations if station.name not in text] == []
    assert qingxiu.input_sha256 in re.sub(r"\s", "", text)


def test_the_sum_of_the_notice_stands_with_a_station(pages):
    page = next(page for page in said(pages, "notice", "-layout").split("\f") if "合计" in page)
    assert re.search(r"所 +\d", page)


@pytest.mark.parametrize("lines", TIGHT)
@pytest.mark.parametrize(("name", "with_it"), [("text", ("校验码", "附件", "乙表")), ("table", ("合计",))])
def test_no_page_has_the_signature_without_text(pages, name, with_it, lines):
    """GB/T 9704: office and date stand on a page with text of the document, here with the last of it."""
    page = next(page for page in said(pages, f"{name}{lines}", "-layout").split("\f") if "某局" in page)
    assert "2026" in page
    assert [words for words in with_it if words not in page] == []


def test_the_report_is_signed_beside_its_fingerprint(pages):
    page = next(page for page in said(pages, "report", "-layout").split("\f") if "附件：" in page)
    assert [
        words for words in ("输入校验码", "软件版本", "某区市场监督管理局", "2026") if words not in page
    ] == []
