"""Formats that show something else than what is stored: noted on numbers, refused on ids and names."""

import openpyxl
import pytest

from staffing.io.files.styles_xml import is_odd, is_percent
from staffing.io.scenario_file import load
from tests.unit.io import builders
from tests.unit.io.builders import faults, sheets
from tests.unit.io.packages import rebuilt, sheet1

PLAIN = """General|0|0.00|#,##0|#,##0.00_ |[Red]0.0;[Blue]-0.0|0.00E+00|##0.0E+0|@|yyyy-mm-dd|yyyy"年"m"月"|[h]:mm|
0"人"|0\\件|0 "户"|_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)|"¥"#,##0.00|[$¥-804]#,##0|0;-0;"无"|0;;|
[=0]"";General|[$-804]General|000|# ?/?|h"时"mm"分"|AM/PM h:mm|"""
ODD = """0%|0.00%|#,##0,|0.0,,|0!.0,"万"|0.0,"万"|0!.0000|"S"000|"第"0"所"|0"万"|0万|0"%"|0"万人"|;;;|"不限"|0"."0|
[>=10000]0.0,"万";0|[$S]000|0‰|\\S000"""


@pytest.mark.parametrize("code", PLAIN.replace("\n", "").split("|"))
def test_formats_that_leave_no_doubt(code):
    assert not is_odd(code)


@pytest.mark.parametrize("code", ODD.replace("\n", "").split("|"))
def test_formats_that_change_what_is_seen(code):
    assert is_odd(code)


def test_percent_and_nothing_else():
    assert [is_percent(code) for code in ("0%", "0.00%", "0.0%;-0.0%", '0"%"', '0%"万"', "0,%.")] == [
        *(True, True, True, False, False, False)
    ]


def formatted(path, formats, content=None):
    """Write a scenario with these formats, by sheet and cell."""
    builders.book(path, content or sheets())
    book = openpyxl.load_workbook(path)
    for (sheet, place), code in formats.items():
        book[sheet][place].number_format = code
    book.save(path)
    return path


def test_numbers_are_read_as_stored_and_noted_once_a_column(tmp_path):
    formats = {
        ("指标值", "C2"): "#,##0,",
        ("指标值", "C4"): "0%",
        ("单位", "D3"): '0"万"',
        ("参数", "B2"): '0"人"',
    }
    loaded = load(formatted(tmp_path / "a.xlsx", formats))
    plain = load(builders.book(tmp_path / "b.xlsx", sheets()))
    assert loaded.scenario.input_sha256 == plain.scenario.input_sha256
    told = [(issue.code, issue.where, issue.values.get("times")) for issue in loaded.warnings]
    assert told == [("W_NUMBER_FORMAT", "单位!D3", None), ("W_NUMBER_FORMAT", "指标值!C2", 2)]
    assert [(note.where, note.got, note.read) for note in loaded.notes] == [
        ("单位!D3", '1 [0"万"]', "1"),
        ("指标值!C2", "1200 [#,##0,]", "1200"),
        ("指标值!C4", "450.5 [0%]", "450.5"),
    ]


def test_weights_in_percent_and_cells_that_are_not_read_are_none_of_it(tmp_path):
    content = sheets()
    content["单位"] = [[*row, 5] for row in content["单位"]]
    content["单位"][0][-1] = "备注数"
    content["指标值"].append(["注：年底数", None, None])
    formats = {("权重", "B2"): "0%", ("权重", "B3"): "0.00%", ("单位", "G2"): "0%", ("单位", "B2"): '@"所"'}
    codes = {issue.code for issue in load(formatted(tmp_path / "a.xlsx", formats, content)).warnings}
    assert codes == {"W_UNKNOWN_COLUMN", "W_NOTE_ROW"}
    formats = {("权重", "B2"): "0.0,"}
    assert [issue.code for issue in load(formatted(tmp_path / "b.xlsx", formats)).warnings] == [
        "W_NUMBER_FORMAT"
    ]


def test_an_id_or_name_that_shows_something_else_is_refused(tmp_path):
    content = sheets()
    for sheet in ("单位", "指标值"):
        for row in content[sheet][1:]:
            row[0] = int(row[0][1:])
    content["单位"][2][1] = 7
    for row in content["单位"][2:]:
        row[2] = None
    formats = {("单位", "A2"): '"S"000', ("指标值", "A3"): '"S"000', ("单位", "B3"): '"第"0"所"'}
    path = formatted(tmp_path / "a.xlsx", formats, content)
    assert [fault for fault in faults(lambda: load(path)) if fault[0] == "E_NUMBER_FORMAT"] == [
        ("E_NUMBER_FORMAT", "单位!A2"),
        ("E_NUMBER_FORMAT", "单位!B3"),
        ("E_NUMBER_FORMAT", "指标值!A3"),
    ]


@pytest.mark.parametrize(
    "cell", [b'<c r="D3" s="%d"><v>1</v></c>', b'<c r="D3" s="0%d" t="n" ><v>1</v ></c>']
)
def test_however_the_cell_is_written(tmp_path, cell):
    path = formatted(tmp_path / "a.xlsx", {("单位", "D3"): "0%"})
    number = openpyxl.load_workbook(path)["单位"]["D3"].style_id
    old = b'<c r="D3" s="%d" t="n"><v>1</v></c>' % number
    data = rebuilt(path.read_bytes(), sheet1(old, cell % number))
    (tmp_path / "b.xlsx").write_bytes(data)
    assert [issue.where for issue in load(tmp_path / "b.xlsx").warnings] == ["单位!D3"]


def test_a_format_of_all_cells_without_one(tmp_path):
    path = builders.book(tmp_path / "a.xlsx", sheets())

    def change(name, part):
        return part.replace(b'<xf numFmtId="0"', b'<xf numFmtId="9"') if name == "xl/styles.xml" else part

    path.write_bytes(rebuilt(path.read_bytes(), change))
    warnings = {(issue.code, issue.where) for issue in load(path).warnings}
    assert ("W_NUMBER_FORMAT", "单位!D2") in warnings
    assert "权重" not in {where.partition("!")[0] for _, where in warnings}
