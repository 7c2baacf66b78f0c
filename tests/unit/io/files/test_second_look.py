"""What the fast reader does not tell, or takes for something else: told, or refused, never read otherwise."""

import datetime
import io
import re
import zipfile

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import Font

from staffing.io.files import plain_xml
from staffing.io.files.sheet_xml import look
from staffing.io.scenario_file import load_bytes
from tests.unit.io import builders
from tests.unit.io.builders import faults
from tests.unit.io.packages import RELATIONS, SHEET1, linked, rebuilt, replaced, sheet1

D3 = b'<c r="D3"><v>1</v></c>'
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRINGS = "xl/sharedStrings.xml"
BOOK = "xl/workbook.xml"
LINKS = "xl/_rels/workbook.xml.rels"


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    return builders.book(tmp_path_factory.mktemp("good") / "good.xlsx", builders.sheets()).read_bytes()


class Unseekable(io.BytesIO):
    """A file that is written to in one go, as to a socket."""

    def seekable(self):
        return False


def codes(data):
    return faults(lambda: load_bytes(data, "a.xlsx"))


def notes(data, good):
    """Return code and place of each warning of a workbook that must mean the same as the good one."""
    loaded = load_bytes(data, "a.xlsx")
    assert loaded.scenario == load_bytes(good, "a.xlsx").scenario
    return [(issue.code, issue.where) for issue in loaded.warnings]


def with_d3(good, cell):
    return rebuilt(good, sheet1(D3, cell))


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="D3"><v> 1 </v></c>',
        b'<c r="D3" t="n"><v>1.0</v></c>',
        b'<c r="D3"><v>+1</v></c>',
        b'<c r="D3"><v>1E0</v></c>',
        b'<c r="D3"><v><![CDATA[1]]></v></c>',
        b'<c r="D3"><v>&#49;</v></c>',
        b'<c r="D3"><v><!-- 2 -->1</v></c>',
        b"<c r='D3'  ><v >1</v ></c >",
        b"<c><v>1</v></c>",
        b'<c r="D3" s="999"><v>1</v></c>',
        b'<x:c xmlns:x="' + MAIN + b'" r="D3"><x:v>1</x:v></x:c>',
        b'<c r="D3"><v>1</v><extLst><ext uri="u"><v xmlns="urn:x">9</v></ext></extLst></c>',
    ],
)
def test_the_same_number_in_other_words(good, cell):
    assert notes(with_d3(good, cell), good) == []


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        (b'<c r="D3"><v>1e400</v></c>', ("E_CORRUPT", "单位!D3")),
        (b'<c r="D3"><v>nan</v></c>', ("E_CORRUPT", "单位!D3")),
        (b'<c r="D3"><v>one</v></c>', ("E_CORRUPT", "单位!D3")),
        (b'<c r="D3"><v>1</v><v>2</v></c>', ("E_CORRUPT", "单位!D3")),
        (b'<c r="D3" t="b"><v>2</v></c>', ("E_CORRUPT", "单位!D3")),
        (b'<c r="D3" t="b"><v>true</v></c>', ("E_TYPE", "单位!D3")),
        (b'<c r="D3" t="d"><v>soon</v></c>', ("E_CORRUPT", "单位!D3")),
        (b'<c r="D3" t="d"><v>2025-01-03</v></c>', ("E_TYPE", "单位!D3")),
        (b'<c r="D3" t="zz"><v>1</v></c>', ("E_CORRUPT", "单位!D3")),
        # An index that is none is index 0 to the fast reader: the text of the first header.
        (b'<c r="D3" t="s"><v>x</v></c>', ("E_CORRUPT", "单位!D3")),
        (b'<c r="D3" t="s"><v>-1</v></c>', ("E_CORRUPT", "单位!D3")),
        (b'<c r="D3" t="s"><v>1.0</v></c>', ("E_CORRUPT", "单位!D3")),
        (b'<c r="D3" t="s"><v>9999999</v></c>', ("E_CORRUPT", "单位")),
        (b'<c r="D3"><is><t>1</t></is></c>', ("E_CORRUPT", "单位!D3")),
        (b'<c r="D3" t="e"><v>#N/A</v></c>', ("E_CELL_ERROR", "单位!D3")),
        (b'<c r="D3" t="e"><f>1/0</f><v>#DIV/0!</v></c>', ("E_CELL_ERROR", "单位!D3")),
        (b'<c r="D4"><v>1</v></c>', ("E_CORRUPT", "单位")),
        (b'<c r="d3"><v>1</v></c>', ("E_CORRUPT", "单位")),
        (b'<c r="ZZZ3"><v>1</v></c>', ("E_CORRUPT", "单位")),
        (b'<z:c xmlns:z="urn:z" r="D3"><z:v>1</z:v></z:c>', ("E_CORRUPT", "单位")),
        (b'<c r="D3"><f>NOW()</f><v>1</v></c>', ("E_FORMULA", "单位!D3")),
        (b'<c r="D3"><f>RANDBETWEEN(1,9)</f><v>1</v></c>', ("E_FORMULA", "单位!D3")),
        (b'<c r="D3"><f>SUM(A1)</f><v></v></c>', ("E_FORMULA_NO_VALUE", "单位!D3")),
        (b'<c r="D3" t="str"><f>IF(1,"","")</f><v></v></c>', ("E_MISSING", "单位!D3")),
    ],
)
def test_cells_that_say_no_certain_value(good, cell, fault):
    assert codes(with_d3(good, cell))[0] == fault


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'<row r="4"', b'<row r="3"'),
        (b'<row r="4"', b'<row r="2" hidden="1"'),
        (b"</sheetData>", b'<row r="2"><c r="G2"><v>1</v></c></row></sheetData>'),
        (b"<sheetData>", b"<sheetData><x>"),
        (b"</row></sheetData>", b"</rov></sheetData>"),
        (b"<worksheet ", b"<wks "),
        (MAIN, b"urn:other"),
    ],
)
def test_sheets_whose_rows_do_not_follow_each_other(good, old, new):
    data = rebuilt(good, lambda name, part: part.replace(old, new, 1) if name == SHEET1 else part)
    assert codes(data)[0] == ("E_CORRUPT", "单位")


def test_rows_and_cells_without_numbers(good):
    def change(name, part):
        return re.sub(rb'(<row|<c) r="[A-Z]*[0-9]+"', rb"\1", part) if name == SHEET1 else part

    filled = rebuilt(good, sheet1(b'<c r="D2">', b'<c r="C2"/><c r="D2">'))
    assert notes(rebuilt(filled, change), good) == []


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_sheet_in_another_encoding(good, encoding):
    def change(name, part):
        words = part.decode().replace('encoding="UTF-8"', f'encoding="{encoding[:6]}"')
        return words.encode(encoding) if name in (SHEET1, STRINGS) else part

    assert notes(rebuilt(good, change), good) == []


def test_the_strict_form_of_the_format(good):
    strict = {
        MAIN: b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        RELATIONS.encode(): b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    }

    def change(_, part):
        for old, new in strict.items():
            part = part.replace(old, new)
        return part

    assert notes(rebuilt(good, change), good) == []


def test_texts_in_runs_and_phonetic_runs(good):
    old = "<si><t>东河站</t></si>".encode()
    for new in (
        "<si><r><t>东</t></r><r><rPr><b/></rPr><t>河站</t></r></si>",
        '<si><t>东河站</t><rPh sb="0" eb="1"><t>dong</t></rPh><phoneticPr fontId="1"/></si>',
        "<si><t><![CDATA[东河]]>站</t></si>",
        "<si><t>&#19996;河站</t></si>",
    ):
        assert notes(rebuilt(good, replaced(STRINGS, old, new.encode())), good) == []
    cell = b'<c r="B2" t="s"><v>7</v></c>'
    runs = '<r><t>东</t></r><r><t>河站</t></r><rPh sb="0" eb="1"><t>d</t></rPh>'
    inline = f'<c r="B2" t="inlineStr"><is>{runs}</is></c>'
    assert notes(rebuilt(good, sheet1(cell, inline.encode())), good) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'Target="worksheets/sheet1.xml"', b'Target="/xl/worksheets/sheet1.xml"'),
        (b'Target="worksheets/sheet1.xml"', b'Target="../xl/worksheets/sheet1.xml"'),
        (b'Target="worksheets/sheet1.xml"', b'Target="./worksheets/sheet1.xml"'),
    ],
)
def test_targets_of_links(good, old, new):
    assert notes(rebuilt(good, replaced(LINKS, old, new)), good) == []


@pytest.mark.parametrize(
    ("part", "old", "new", "fault"),
    [
        (LINKS, b'"worksheets/sheet1.xml"', b'"worksheets/sheet9.xml"', ("E_CORRUPT", "单位")),
        (LINKS, b'"worksheets/sheet1.xml"', b'"worksheets/sheet2.xml"', ("E_CORRUPT", "指标值")),
        (LINKS, b'"sharedStrings.xml"', b'"strings.xml"', ("E_CORRUPT", BOOK)),
        (LINKS, b'Id="rId2"', b'Id="rId1"', ("E_CORRUPT", LINKS)),
        ("_rels/.rels", b'"xl/workbook.xml"', b'"xl/other.xml"', ("E_CORRUPT", BOOK)),
        (BOOK, b"<sheets>", b"<sheets", ("E_CORRUPT", BOOK)),
        (BOOK, b'name="\xe6\x9d\x83\xe9\x87\x8d"', b'name="\xe5\x8d\x95\xe4\xbd\x8d"', ("E_CORRUPT", "单位")),
        (STRINGS, b"<si><t>", b"<si><u>", ("E_CORRUPT", STRINGS)),
    ],
)
def test_workbooks_whose_parts_do_not_fit_together(good, part, old, new, fault):
    data = rebuilt(good, lambda name, content: content.replace(old, new, 1) if name == part else content)
    assert codes(data)[0] == fault


@pytest.mark.parametrize(
    ("extra", "fault"),
    [
        (("xl/connections.xml", b"<x/>"), "E_EXTERNAL_LINK"),
        (("xl/queryTables/queryTable1.xml", b"<x/>"), "E_EXTERNAL_LINK"),
        (("xl/macrosheets/sheet1.xml", b"<x/>"), "E_MACRO"),
        (("xl/dialogsheets/sheet1.xml", b"<x/>"), "E_MACRO"),
        (linked("image", "http://h.invalid/x.png", ' TargetMode="External"'), "E_EXTERNAL_LINK"),
        (linked("oleObject", "file:///x", ' TargetMode="External"'), "E_EXTERNAL_LINK"),
    ],
)
def test_what_reaches_out_of_the_workbook(good, extra, fault):
    assert codes(rebuilt(good, extra=[extra]))[0][0] == fault


def test_parts_that_do_no_harm(good):
    extra = [("xl/ctrlProps/ctrlProp1.xml", b"<x/>"), ("customXml/item1.xml", b"<x/>")]
    assert notes(rebuilt(good, extra=extra), good) == []


def test_chart_sheets_hold_no_cells(good):
    data = rebuilt(
        rebuilt(
            good, replaced(BOOK, b"</sheets>", b'<sheet name="chart" sheetId="9" r:id="rId77"/></sheets>')
        ),
        replaced(
            LINKS,
            b"</Relationships>",
            f'<Relationship Id="rId77" Type="{RELATIONS}/chartsheet" Target="chartsheets/sheet1.xml"/>'
            "</Relationships>".encode(),
        ),
        extra=[("xl/chartsheets/sheet1.xml", b"<chartsheet/>")],
    )
    assert notes(data, good) == []


def test_packages_written_otherwise(good):
    assert notes(rebuilt(good, compression=zipfile.ZIP_STORED), good) == []
    commented = io.BytesIO(good)
    with zipfile.ZipFile(commented, "a") as package:
        package.comment = b"made by hand"
    assert notes(commented.getvalue(), good) == []
    # Sizes after each part instead of before it, as programs write that cannot seek.
    unseekable = Unseekable()
    with (
        zipfile.ZipFile(io.BytesIO(good)) as old,
        zipfile.ZipFile(unseekable, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            with new.open(name, "w", force_zip64=True) as part:
                part.write(old.read(name))
    assert notes(unseekable.getvalue(), good) == []
    for compression in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        assert notes(rebuilt(good, compression=compression), good) == []


def test_a_wrong_checksum(good):
    data = bytearray(rebuilt(good, compression=zipfile.ZIP_STORED))
    position = data.index(D3) + len(b'<c r="D3"><v>')
    data[position : position + 1] = b"2"
    assert codes(bytes(data)) == [("E_CORRUPT", "")]


def test_other_packages_are_no_workbooks(good):
    def without(part):
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(out, "w") as new:
            for name in old.namelist():
                if name != part:
                    new.writestr(name, old.read(name))
        return out.getvalue()

    assert codes(without(BOOK)) == [("E_FILE_TYPE", "")]  # as .docx and .xlsb have none
    assert codes(without("[Content_Types].xml")) == [("E_FILE_TYPE", "")]  # as .ods has none


def test_a_stored_result_is_read_with_one_note_a_column(good):
    data = rebuilt(
        with_d3(good, b'<c r="D3"><f>3-2</f><v>1</v></c>'),
        sheet1(b'<c r="D4"><v>0</v></c>', b'<c r="D4"><f>D3-1</f><v>0</v></c>'),
    )
    assert notes(data, good) == [("W_FORMULA", "单位!D3")]
    loaded = load_bytes(data, "a.xlsx")
    assert loaded.warnings[0].values["times"] == 2
    assert [(note.where, note.got, note.read) for note in loaded.notes] == [
        ("单位!D3", "=3-2", "1"), ("单位!D4", "=D3-1", "0"),
    ]  # fmt: skip


def test_results_of_array_and_shared_formulas(good):
    array = b'<c r="D2"><f t="array" ref="D2:D4">ROW()</f><v>2</v></c>'
    data = rebuilt(good, sheet1(b'<c r="D2"><v>2</v></c>', array))
    assert [note.where for note in load_bytes(data, "a.xlsx").notes] == ["单位!D2", "单位!D3", "单位!D4"]
    first = b'<c r="D2"><f t="shared" ref="D2:D3" si="0">E2-7</f><v>2</v></c>'
    shared = rebuilt(
        rebuilt(good, sheet1(b'<c r="D2"><v>2</v></c>', first)),
        sheet1(D3, b'<c r="D3"><f t="shared" si="0"/><v>1</v></c>'),
    )
    assert [note.got for note in load_bytes(shared, "a.xlsx").notes] == ["=E2-7", "=E2-7"]


def test_a_bar_in_a_quoted_text_is_no_call(good):
    cell = '<c r="B2" t="str"><f>"东"&amp;IF(1,"河站","a|b")</f><v>东河站</v></c>'
    data = rebuilt(good, sheet1(b'<c r="B2" t="s"><v>7</v></c>', cell.encode()))
    assert notes(data, good) == [("W_FORMULA", "单位!B2")]


def written(**changes):
    """Return the good workbook as openpyxl writes it, changed by ``change(workbook)``."""
    out = io.BytesIO()
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in builders.sheets().items():
        page = workbook.create_sheet(name)
        for row in rows:
            page.append(row)
    for name, change in changes.items():
        change(workbook[name])
    workbook.save(out)
    return out.getvalue()


def test_a_format_in_the_last_cell_of_all(good):
    def style(page):
        page["XFD1048576"].font = Font(bold=True)

    assert notes(written(单位=style), good) == [("W_FAR_CELL", "单位!XFD1048576")]


def test_a_lone_value_in_the_last_cell_of_all(good):
    def write(page):
        page["XFD1048576"] = "x"

    assert notes(written(单位=write), good) == [("W_FAR_CELL", "单位!XFD1048576")]


def test_formats_near_the_table_are_no_matter(good):
    def style(page):
        page["Z300"].font = Font(bold=True)

    assert notes(written(单位=style), good) == []


def test_an_empty_row_far_below(good):
    data = rebuilt(good, sheet1(b"</sheetData>", b'<row r="1048576" ht="20"/></sheetData>'))
    assert notes(data, good) == [("W_FAR_CELL", "单位!1048576")]


def test_links_are_named_and_not_followed(good):
    def link(page):
        page["B2"].hyperlink = "http://h.invalid/"
        page["B3"].hyperlink = "http://h.invalid/"

    assert notes(written(单位=link), good) == [("W_HYPERLINK", "单位!B2")]


def test_notes_that_mention_a_unit(good):
    def note(*texts):
        def change(page):
            for cell, text in zip(("D1", "E1", "F1"), texts, strict=False):
                page[cell].comment = Comment(text, "a")

        return written(单位=change)

    assert notes(note("单位：人", "单位：十人"), good) == [("W_NOTE_MENTIONS_UNIT", "单位!D1,E1")]
    assert notes(note("单位：人", "填整数"), good) == []
    for text in ("万元", "折算后", "单位: %", "in thousands", "人（‰）"):
        assert notes(note("见说明", "问科里", text), good) == [("W_NOTE_MENTIONS_UNIT", "单位!F1")]


def test_notes_in_threads(good):
    space = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    thread = '<threadedComment ref="D1"><text>单位：千人</text></threadedComment>'
    part = f'<ThreadedComments xmlns="{space}">{thread}</ThreadedComments>'
    extra = [linked("threadedComment", "../threadedComments/threadedComment1.xml"),
             ("xl/threadedComments/threadedComment1.xml", part)]  # fmt: skip
    assert notes(rebuilt(good, extra=extra), good) == [("W_NOTE_MENTIONS_UNIT", "单位!D1")]


def test_hidden_in_other_ways(good):
    for old, new, place in (
        (b'<row r="3"', b'<row r="3" ht="0" customHeight="1"', "单位"),
        (b'<row r="3"', b'<row r="3" outlineLevel="1" hidden="1"', "单位"),
        (b"<sheetFormatPr ", b'<sheetFormatPr zeroHeight="1" ', "单位"),
        (
            b"<sheetData>",
            b'<cols><col min="2" max="3" width="0" customWidth="1"/></cols><sheetData>',
            "单位!B:C",
        ),
        (b"<sheetData>", b'<cols><col min="5" max="16384" hidden="1"/></cols><sheetData>', "单位!E:F"),
        (b"<sheetData>", b'<cols><col min="9" max="16384" hidden="1"/></cols><sheetData>', None),
    ):
        expected = [] if place is None else [("W_HIDDEN", place)]
        assert notes(rebuilt(good, sheet1(old, new)), good) == expected


def test_days_counted_from_1904():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"date_1904": True}) as workbook:
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in builders.sheets().items():
            page = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
            if name == "参数":
                page.write(3, 0, "日期")
                page.write_datetime(3, 1, datetime.date(2025, 1, 3), day)
    loaded = load_bytes(out.getvalue(), "a.xlsx")
    assert loaded.scenario.date == "2025-01-03"
    assert [issue.code for issue in loaded.warnings] == ["W_DATE1904"]
    # The same day as a bare number, without the format of a date.
    styled = rebuilt(out.getvalue(), replaced("xl/worksheets/sheet4.xml", b'<c r="B4" s="1">', b'<c r="B4">'))
    assert load_bytes(styled, "a.xlsx").scenario.date == "2025-01-03"


def test_the_mark_of_plain_rows_cannot_be_forged(good):
    for mark in (b'<plain n="0"/>', b'<plain n="7"/>', b"<plain/>", b'<plain n="x"/>'):
        data = rebuilt(good, sheet1(b"</sheetData>", mark + b"</sheetData>"))
        assert codes(data) == [("E_CORRUPT", "单位")]


def test_the_same_cells_in_another_order_or_beyond_z(good):
    swapped = b'<c r="E3"><v>8</v></c><c r="D3"><v>1</v></c>'
    assert notes(rebuilt(good, sheet1(D3 + b'<c r="E3"><v>8</v></c>', swapped)), good) == []
    wide = rebuilt(
        good, sheet1(b"</row><row", b'<c r="AB1" t="inlineStr"><is><t>x</t></is></c></row><row', 1)
    )
    assert notes(wide, good) == [("W_UNKNOWN_COLUMN", "单位!AB1")]
    twice = rebuilt(wide, sheet1(D3, D3 + D3))
    assert codes(twice) == [("E_CORRUPT", "单位!D3")]


def test_merged_ranges_are_known(good):
    merged = b'</sheetData><mergeCells count="2"><mergeCell ref="H1:J2"/><mergeCell ref="K1"/></mergeCells>'
    with zipfile.ZipFile(io.BytesIO(rebuilt(good, sheet1(b"</sheetData>", merged)))) as package:
        assert look(package.read(SHEET1)).merged == [(0, 7, 1, 9)]


def test_both_ways_of_looking_say_the_same(good):
    """Plain rows are checked by pattern; without patterns the same comes out."""
    with zipfile.ZipFile(io.BytesIO(good)) as package:
        for name in package.namelist():
            if name.startswith("xl/worksheets/sheet"):
                part = package.read(name)
                assert plain_xml.take_plain_rows(part)[1]
                fast, slow = look(part), look(part, (10**9, 10**9))
                assert (fast.last_row, fast.last_column) == (slow.last_row, slow.last_column)
                assert (fast.rows, fast.merged, fast.twice) == (slow.rows, slow.merged, slow.twice)
