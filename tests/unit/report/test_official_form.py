"""The form of GB/T 9704-2012, as it stands in the XML."""

import io
import re
import zipfile

import pytest
from docx.oxml.ns import qn

from staffing.report.official.blocks import Document, Heading, Text, side_by_side
from staffing.report.official.styles import PAGE_MM, spacing
from staffing.report.official.writer import render
from staffing.report.word import house_style, render_docx
from tests.unit.report.official import formal, opened, words

MM = 36_000
"""Units of python-docx to a millimetre."""


@pytest.fixture(scope="module")
def report(qingxiu):
    return render_docx(formal(qingxiu))


def style(made, name):
    return made.styles[name].element


def east(entry):
    return entry.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia"))


def points(entry):
    return int(entry.rPr.find(qn("w:sz")).get(qn("w:val"))) / 2


def test_page_and_margins(report):
    section = opened(report).sections[0]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert (section.page_width / MM, section.page_height / MM) == pytest.approx((210, 297), abs=0.1)
    assert [side / MM for side in sides] == pytest.approx([37, 35, 28, 26], abs=0.1)


def test_22_lines_of_28_characters(report):
    made = opened(report)
    grid = made.sections[0]._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "lines"
    pitch = int(grid.get(qn("w:linePitch")))
    assert 225 / 25.4 * 1440 // pitch == 22
    body = style(made, "Normal")
    line = body.pPr.find(qn("w:spacing"))
    assert (line.get(qn("w:line")), line.get(qn("w:lineRule"))) == (str(pitch), "exact")
    wide = points(body) + int(body.rPr.find(qn("w:spacing")).get(qn("w:val"))) / 20
    assert 156 / 25.4 * 72 // wide == 28


@pytest.mark.parametrize(
    ("name", "font", "size", "outline"),
    [
        ("Title", "方正小标宋简体", 22, None),
        ("Heading 1", "黑体", 16, "0"),
        ("Heading 2", "楷体", 16, "1"),
        ("Heading 3", "仿宋", 16, "2"),
        ("Heading 4", "仿宋", 16, "3"),
        ("Normal", "仿宋", 16, None),
    ],
)
def test_fonts_sizes_and_levels(report, name, font, size, outline):
    entry = style(opened(report), name)
    assert (east(entry), points(entry)) == (font, size)
    level = entry.pPr.find(qn("w:outlineLvl"))
    assert (None if level is None else level.get(qn("w:val"))) == outline
    assert not [key for key in entry.rPr.find(qn("w:rFonts")).attrib if "heme" in key]


def test_title_centred_and_body_indented_by_two_characters(report):
    made = opened(report)
    assert style(made, "Title").pPr.find(qn("w:jc")).get(qn("w:val")) == "center"
    assert style(made, "Normal").pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"


def test_headings_are_headings_and_numbered(report):
    made = opened(report)
    first = [p.text for p in made.paragraphs if p.style.name == "Heading 1"]
    assert first[:4] == ["一、测算依据", "二、数据口径与校验", "三、测算方法", "四、测算结果"]
    second = [p.text for p in made.paragraphs if p.style.name == "Heading 2"]
    assert second[:2] == ["（一）统计期间和口径", "（二）校验"]


@pytest.mark.parametrize(("name", "side"), [("footer", "right"), ("even_page_footer", "left")])
def test_page_numbers_odd_right_even_left_with_dashes(report, name, side):
    made = opened(report)
    assert made.settings.odd_and_even_pages_header_footer
    only = getattr(made.sections[0], name).paragraphs[0]
    assert only.text == "— 1 —"
    assert only._p.pPr.find(qn("w:jc")).get(qn("w:val")) == side
    assert only._p.pPr.find(qn("w:ind")).get(qn(f"w:{side}Chars")) == "100"
    codes = [code.text.strip() for code in only._p.iter(qn("w:instrText"))]
    kinds = [mark.get(qn("w:fldCharType")) for mark in only._p.iter(qn("w:fldChar"))]
    assert (codes, kinds) == (["PAGE"], ["begin", "separate", "end"])
    assert {run.font.size.pt for run in only.runs} == {14}


def test_date_in_arabic_numerals_four_characters_from_the_right(report):
    dated = next(p for p in opened(report).paragraphs if p.text == "2026年3月6日")
    assert dated.style.name == "Signature"
    assert dated._p.pPr.find(qn("w:ind")).get(qn("w:rightChars")) == "400"


def test_attachments_are_listed_and_begin_pages(report):
    made = opened(report)
    said = [p.text.strip() for p in made.paragraphs]
    assert "附件：1．明细表" in said
    assert "2．数据处理说明" in said
    assert "3．增减次序表" in said
    annexes = [p for p in made.paragraphs if p.style.name == "Annex"]
    assert [p.text for p in annexes] == ["附件1", "附件2", "附件3"]
    assert all(p.paragraph_format.page_break_before for p in annexes)


def test_tables_repeat_their_head_and_keep_to_the_text(report):
    made = opened(report)
    room = (210 - 28 - 26) / 25.4 * 1440
    for table in made.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        wide = sum(int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.gridCol_lst)
        assert room - 20 <= wide <= room + 20


def test_nothing_of_the_library_or_the_clock(report, qingxiu):
    core = opened(report).core_properties
    assert (core.author, core.comments, core.last_modified_by) == ("", "", "")
    assert f"{core.created:%Y-%m-%d}" == "2026-03-06"
    with zipfile.ZipFile(io.BytesIO(report)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in package.namelist() if "vba" in name or "thumbnail" in name]
        assert b"Microsoft" not in package.read("docProps/app.xml")
    assert report == render_docx(formal(qingxiu))


def test_another_house_style(tmp_path, qingxiu):
    path = tmp_path / "ours.yaml"
    path.write_text("margins_mm: {top: 28}\nline_pitch_pt: 33\nred_head: 某局文件\n", encoding="utf-8")
    made = opened(render_docx(formal(qingxiu), style=house_style(path)))
    section = made.sections[0]
    assert (section.top_margin / MM, section.left_margin / MM) == pytest.approx((28, 28), abs=0.1)
    assert section._sectPr.find(qn("w:docGrid")).get(qn("w:linePitch")) == "660"
    head, line = made.paragraphs[:2]
    assert (head.text, line.text) == ("某局文件", "某编办〔2026〕1号")
    assert style(made, "Red Head").rPr.find(qn("w:color")).get(qn("w:val")) == "FF0000"


def test_the_wide_style_leaves_characters_alone(qingxiu):
    wide = house_style("wide")
    assert wide.characters is None
    body = style(opened(render_docx(qingxiu, style=wide)), "Normal")
    assert body.rPr.find(qn("w:spacing")) is None


def test_every_level_can_be_set():
    blocks = tuple(Heading(level, f"第{level}层") for level in (1, 2, 3, 4))
    made = opened(render(Document("题", "", "", (*blocks, Text("文"))), house_style(), "zh", None))
    assert [p.style.name for p in made.paragraphs][1:5] == [f"Heading {level}" for level in (1, 2, 3, 4)]


def test_what_xml_cannot_hold_is_marked():
    data = render(Document("题", "", "", (Text("a\x07b_x0007_"),)), house_style(), "zh", None)
    assert "a\ufffdb_x0007_" in words(data)


def test_spacing_never_lets_a_line_run_over():
    standard = house_style()
    assert (16 + spacing(standard) / 20) * 28 <= (PAGE_MM[0] - 54) / 25.4 * 72


def test_the_certificate_the_attachments_and_the_signature_stand_on_one_page(report):
    """From the fingerprint down to the date nothing is torn, and each stays with the next."""
    made = opened(report)
    said = [p.text.strip() for p in made.paragraphs]
    first = next(k for k, words in enumerate(said) if words.startswith("输入校验码"))
    last = said.index("2026年3月6日")
    assert "附件：1．明细表" in said[first:last]
    for placed in made.paragraphs[first:last]:
        assert (placed.paragraph_format.keep_with_next, placed.paragraph_format.keep_together) == (True, True)
    assert made.paragraphs[last].paragraph_format.keep_with_next is None


def test_one_empty_line_above_the_list_of_attachments(report):
    said = [p.text.strip() for p in opened(report).paragraphs]
    place = said.index("附件：1．明细表")
    assert said[place - 2].startswith("软件版本")
    assert said[place - 1] == ""


@pytest.mark.parametrize(
    "name", ["Title", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "Annex", "Caption"]
)
def test_headings_stay_whole_and_with_what_follows(report, name):
    layout = style(opened(report), name).pPr
    assert [layout.find(qn(f"w:{mark}")).get(qn("w:val")) for mark in ("keepNext", "keepLines")] == ["1", "1"]


@pytest.mark.parametrize(("lang", "mark"), [("zh", "（续表）"), ("en", " (continued)")])
def test_a_table_too_wide_for_the_page_goes_on_under_its_own_number(qingxiu, lang, mark):
    """Nine columns: five and four, the second part of the same table."""
    captions = [p.text for p in opened(render_docx(qingxiu, lang)).paragraphs if p.style.name == "Caption"]
    (going_on,) = (caption for caption in captions if caption.endswith(mark))
    assert captions[captions.index(going_on) - 1] == going_on.removesuffix(mark)
    numbers = [re.findall(r"\d+", caption)[0] for caption in captions if caption != going_on]
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]


def test_the_parts_of_a_wide_table_are_as_wide_as_each_other():
    head = ["所", *"abcdefg"]
    parts = side_by_side("表", head, [[*head]], [*head], most=6)
    assert [(part.head, part.rows, part.foot, part.continued) for part in parts] == [
        (("所", "a", "b", "c", "d"), (("所", "a", "b", "c", "d"),), ("所", "a", "b", "c", "d"), False),
        (("所", "e", "f", "g"), (("所", "e", "f", "g"),), ("所", "e", "f", "g"), True),
    ]
    assert [part.head for part in side_by_side("表", ["所"], [["甲"]], most=6)] == [("所",)]
