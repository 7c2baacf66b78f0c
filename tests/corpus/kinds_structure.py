"""The valid workbook with rows, headers, sheets, formats and formulas as offices and programs write them."""

from functools import partial
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.corpus.kinds import Kind
from tests.corpus.workbooks import Change, book_of, patch, put, rows_in

D3: Final = '<c r="D3"><v>2</v></c>'
B3: Final = '<c r="B3" t="s"><v>9</v></c>'
MANY: Final = "".join(f'<row r="{n}"><c r="A{n}" t="str"><v>T{n}</v></c></row>' for n in range(10, 20_003))


def rows(name: str, answer: str, where: str, sheet: str, number: int, *lines: Any) -> Kind:
    """Further rows stand in a sheet."""
    return Kind(name, partial(rows_in, sheet, number, *lines), answer, where)


def header(answer: str, where: str, place: str, title: Any) -> Kind:
    """One header cell reads otherwise."""
    return Kind(f"header {place} {title!r}", partial(put, (place, title)), answer, where)


def changed(name: str, answer: str, where: str, *changes: Change) -> Kind:
    """The workbook is changed as a clerk changes it."""
    return Kind(name, partial(book_of, *changes), answer, where)


def xml(name: str, answer: str, where: str, part: str, *swaps: tuple[str, str]) -> Kind:
    """The XML of one part is changed."""
    return Kind(name, partial(patch, part, *swaps), answer, where)


def _merge(sheet: str, area: str) -> Change:
    return lambda book: book[sheet].merge_cells(area)


def _hide_row(book: Workbook) -> None:
    book["单位"].row_dimensions[4].hidden = True


def _hide_sheet(book: Workbook) -> None:
    book["权重"].sheet_state = "hidden"


def _link(book: Workbook) -> None:
    book["单位"]["B3"].hyperlink = "https://example.invalid/"


def _comment(book: Workbook) -> None:
    book["单位"]["D1"].comment = Comment("单位：百人", "x")


def _plain_comment(book: Workbook) -> None:
    book["单位"]["D1"].comment = Comment("请核对后填写", "x")


def _add(name: str, *lines: list[Any]) -> Change:
    def change(book: Workbook) -> None:
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)

    return change


def _drop(name: str) -> Change:
    return lambda book: book.remove(book[name])


def _rename(name: str, other: str) -> Change:
    def change(book: Workbook) -> None:
        book[name].title = other

    return change


def _since_1904(book: Workbook) -> None:
    book.epoch = CALENDAR_MAC_1904


_SUMS: Final = (None, 18, 91, 60)
TOTALS: Final = (
    rows("total row", "WARN W_TOTAL_ROW", "=单位!10", "单位", 10, ("合计", None, *_SUMS)),
    rows("total row, label beside the id", "WARN W_TOTAL_ROW", "=单位!10", "单位", 10, (None, "合计", *_SUMS)),
    rows("total row with a blank", "WARN W_TOTAL_ROW", "=单位!10", "单位", 10, ("合 计", None, *_SUMS)),
    rows("total row with a colon", "WARN W_TOTAL_ROW", "=单位!10", "单位", 10, ("总计：", None, *_SUMS)),
    rows("total row on top", "WARN W_TOTAL_ROW", "=单位!2", "单位", 2, ("合计", None, *_SUMS)),
    rows("total row of text numbers", "WARN W_TOTAL_ROW", "=单位!10", "单位", 10,
        ("合计", None, None, "18", "91", "60")),
    rows("total row without numbers", "WARN W_TOTAL_ROW", "=单位!10", "单位", 10, ("合计", None)),
    rows("subtotal", "WARN W_TOTAL_ROW", "=单位!6", "单位", 6, ("小计", None, None, 10, 46, 31)),
    rows("total that is no sum", "REJECT E_TOTAL_ROW", "单位!10", "单位", 10, ("合计", None, None, 18, 91, 61)),
    rows("total with one number wrong", "REJECT E_TOTAL_ROW", "单位!10", "单位", 10,
        ("Total", None, None, 17, 91, 60)),
    rows("total of the weights", "WARN W_TOTAL_ROW", "=权重!5", "权重", 5, ("合计", 1)),
    rows("wrong total of the weights", "REJECT E_TOTAL_ROW", "权重!5", "权重", 5, ("合计", 100)),
    rows("a station called 合计", "REJECT E_TOTAL_ROW", "单位!10", "单位", 10, ("S009", "合计", None, 1, 2, 3)),
)  # fmt: skip

ROWS: Final = (
    rows("note row", "WARN W_NOTE_ROW", "=单位!10", "单位", 10, ("注：数据截至年底",)),
    rows("who filled it in", "WARN W_NOTE_ROW", "=单位!10", "单位", 10, ("填表人：", "", "审核：")),
    rows("note row of the counts", "WARN W_NOTE_ROW", "=指标值!26", "指标值", 26, ("数据来源：年报",)),
    rows("a note that holds a number", "REJECT E_ID_CHARSET/E_ROW", "单位!A10", "单位", 10,
        ("备注", None, None, 5)),
    rows("a row without id", "REJECT E_ROW", "单位!10", "单位", 10, (None, "某站", None, 1, 2, 3)),
    rows("blank rows", "WARN W_BLANK_ROW", "=单位!4", "单位", 4, (None,), (None,)),
    rows("a row of blanks", "WARN W_BLANK_ROW", "=单位!4", "单位", 4, (" ", "\u3000")),
    rows("header again", "WARN W_REPEATED_HEADER", "=单位!6", "单位", 6,
        ("站点编码", "站点名称", "上级编码", "编制下限", "编制上限", "现有人数")),
    rows("title row", "WARN W_TITLE_ROW", "=单位!1", "单位", 1, ("某区人员编制表",)),
    rows("title rows", "WARN W_TITLE_ROW", "=单位!1", "单位", 1, ("某区人员编制表",),
        ("填报日期：", "2025年1月3日"), ()),
    rows("title of the counts", "WARN W_TITLE_ROW", "=指标值!1", "指标值", 1, ("指标表",)),
    rows("two-line header", "REJECT E_HEADER", "-", "单位", 1, (None, None, None, "编制", "编制", None)),
    changed("merged title", "WARN W_TITLE_ROW", "=单位!1",
            lambda book: book["单位"].insert_rows(1), lambda book: book["单位"].__setitem__("A1", "编制表"),
            _merge("单位", "A1:F1")),
    changed("merged counts", "REJECT E_MERGED", "单位!D3:D4", _merge("单位", "D3:D4")),
    changed("merged ids", "REJECT E_MERGED", "指标值!A2:A4", _merge("指标值", "A2:A4")),
    changed("merged across", "REJECT E_MERGED", "单位!A3:B3", _merge("单位", "A3:B3")),
    changed("hidden row", "WARN W_HIDDEN", "=单位", _hide_row),
    changed("hidden sheet", "WARN W_HIDDEN", "=权重", _hide_sheet),
    changed("a link", "WARN W_HYPERLINK", "=单位!B3", _link),
    changed("a note in a header", "WARN W_NOTE_MENTIONS_UNIT", "=单位!D1", _comment),
    changed("a plain note in a header", "ACCEPT", "=", _plain_comment),
    changed("dates since 1904", "WARN W_DATE1904", "=-", _since_1904),
)  # fmt: skip

HEADERS: Final = (
    header("WARN W_HEADER_ALIAS", "=单位!B1", "单位!B1", "单位名称"),
    header("ACCEPT", "=", "单位!B1", "name"),
    header("WARN W_TRIMMED", "=单位!B1", "单位!B1", "站点名称 "),
    header("WARN W_TRIMMED", "=单位!B1", "单位!B1", "\ufeff站点名称"),
    header("REJECT E_HEADER", "单位!D1", "单位!D1", "编制下限（百人）"),
    header("REJECT E_HEADER", "单位!D1", "单位!D1", "编制下线"),
    header("REJECT E_HEADER", "-", "单位!A1", None),
    header("REJECT E_HEADER", "单位!D1", "单位!D1", None),
    header("WARN W_UNKNOWN_COLUMN", "单位!D1", "单位!D1", 2025),
    header("WARN W_UNKNOWN_COLUMN", "=单位!G1", "单位!G1", "面积"),
    header("WARN W_PERSONAL", "=单位!G1", "单位!G1", "联系电话"),
    header("ACCEPT", "=", "单位!G1", "类别"),
    Kind("a column without a title", partial(put, ("单位!G3", "x")), "WARN W_UNKNOWN_COLUMN", "=单位!G1"),
    Kind("201 columns", partial(put, *((f"单位!{c}1", "列") for c in ("GS", "GT"))),
        "REJECT E_TOO_MANY_COLUMNS", "单位"),
    changed("sheet twice", "REJECT E_SHEET", "stations", _add("stations", ["id", "name"], ["S009", "某站"])),
    changed("no stations", "REJECT E_SHEET", "单位", _drop("单位")),
    changed("no settings", "REJECT E_SHEET", "参数", _drop("参数")),
    changed("no counts", "REJECT E_SHEET", "指标值", _drop("指标值")),
    changed("no people", "ACCEPT", "=", _drop("人员")),
    changed("a sheet of another name", "REJECT E_SHEET", "权重", _rename("权重", "权重表2")),
    changed("English sheet", "ACCEPT", "=", _rename("权重", "weights")),
    changed("a sheet that nobody knows", "WARN W_UNKNOWN_SHEET", "=Sheet1", _add("Sheet1", ["x"])),
    changed("empty optional sheet", "ACCEPT", "=", _add("分组", ["编号", "上级", "成员", "下限", "上限"])),
    changed("a group", "REJECT E_PARENT", "分组!B2", _add("分组", ["编号", "上级", "成员"], ["G1", "G9", "S001"])),
)  # fmt: skip

XML: Final = (
    xml("formula", "WARN W_FORMULA", "=单位!D3", "单位", (D3, '<c r="D3"><f>1+1</f><v>2</v></c>')),
    xml("array formula", "WARN W_FORMULA", "=单位!D3", "单位",
        (D3, '<c r="D3"><f t="array" ref="D3">1+1</f><v>2</v></c>')),
    xml("formula of text", "WARN W_FORMULA", "=单位!B3", "单位",
        (B3, '<c r="B3" t="str"><f>"西山"&amp;"站"</f><v>西山站</v></c>')),
    xml("formula of nothing", "REJECT E_FORMULA_NO_VALUE", "单位!D3", "单位", (D3, '<c r="D3"><f>1+1</f></c>')),
    xml("formula of an error", "REJECT E_CELL_ERROR", "单位!D3", "单位",
        (D3, '<c r="D3" t="e"><f>1/0</f><v>#DIV/0!</v></c>')),
    xml("formula of another workbook", "REJECT E_FORMULA/E_EXTERNAL_LINK", "单位!D3", "单位",
        (D3, '<c r="D3"><f>[1]Sheet1!A1</f><v>2</v></c>')),
    *(xml(f"network formula {words[:20]}", "REJECT E_FORMULA", "单位!D3", "单位",
          (D3, f'<c r="D3"><f>{words}</f><v>2</v></c>'))
      for words in ("WEBSERVICE(&quot;http://x.invalid&quot;)", "cmd|' /C calc'!A0",
          "RTD(&quot;x&quot;,,&quot;y&quot;)",
                    "CALL(&quot;kernel32&quot;,&quot;x&quot;)", "_xlfn.WEBSERVICE(A1)")),
    *(xml(f"error {error}", "REJECT E_CELL_ERROR", "单位!D3", "单位", (D3, f'<c r="D3" t="e"><v>{error}</v></c>'))
      for error in ("#REF!", "#NAME?", "#VALUE!", "#NULL!", "#NUM!", "#SPILL!")),
    xml("rich text", "ACCEPT", "=", "单位",
        (B3, '<c r="B3" t="inlineStr"><is><r><t>西山</t></r><r><t>站</t></r></is></c>')),
    xml("reading aid", "ACCEPT", "=", "单位",
        (B3, '<c r="B3" t="inlineStr"><is><t>西山站</t><rPh sb="0" eb="1"><t>xi</t></rPh></is></c>')),
    xml("17 digits", "WARN W_PRECISION", "=单位!D3", "单位", (D3, '<c r="D3"><v>2.0000000000000004</v></c>')),
    xml("negative zero", "WARN W_NEGATIVE_ZERO", "单位!D3", "单位", (D3, '<c r="D3"><v>-0</v></c>')),
    xml("exponent", "ACCEPT", "=", "单位", (D3, '<c r="D3"><v>2E0</v></c>')),
    xml("not finite", "REJECT E_CORRUPT/E_NUMBER", "单位", "单位", (D3, '<c r="D3"><v>INF</v></c>')),
    xml("no number", "REJECT E_CORRUPT/E_NUMBER", "单位", "单位", (D3, '<c r="D3"><v>zwei</v></c>')),
    xml("half a character", "ANY", "-", "单位",
        (B3, '<c r="B3" t="inlineStr"><is><t>西_xD800_站</t></is></c>')),
    xml("bell", "REJECT E_CONTROL", "单位!B3", "单位",
        (B3, '<c r="B3" t="inlineStr"><is><t>西_x0007_站</t></is></c>')),
    xml("a row twice", "REJECT E_CORRUPT", "单位", "单位",
        ("</sheetData>", '<row r="3"><c r="D3"><v>9</v></c></row></sheetData>')),
    xml("20,001 stations", "REJECT E_TOO_MANY_ROWS", "单位", "单位", ("</sheetData>", f"{MANY}</sheetData>")),
    xml("far styled cell", "WARN W_FAR_CELL", "=单位", "单位",
        ("</sheetData>", '<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>')),
    xml("far station", "REJECT E_TOO_MANY_ROWS", "单位", "单位",
        ("</sheetData>", '<row r="1048576"><c r="A1048576" t="s"><v>6</v></c></row></sheetData>')),
    xml("far cell with a value", "WARN W_FAR_CELL", "单位", "单位",
        ("</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')),
    xml("malformed", "REJECT E_CORRUPT", "单位", "单位", ("</sheetData>", "</sheetDat>")),
    xml("no cell of that name", "REJECT E_CORRUPT", "-", "单位", ('r="D3"', 'r="D0"')),
    xml("name with DDE", "REJECT E_FORMULA", "defined name", "xl/workbook.xml",
        ("</sheets>",
            "</sheets><definedNames><definedName name=\"x\">cmd|'/c calc'!A0</definedName></definedNames>")),
    xml("harmless name", "ACCEPT", "=", "xl/workbook.xml",
        ("</sheets>", '</sheets><definedNames><definedName name="x">单位!$A$1</definedName></definedNames>')),
    xml("sheet part elsewhere", "REJECT E_CORRUPT", "单位", "xl/_rels/workbook.xml.rels",
        ("sheet1.xml", "sheet9.xml")),
)  # fmt: skip
STRUCTURE: Final = (*TOTALS, *ROWS, *HEADERS, *XML)
