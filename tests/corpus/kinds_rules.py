"""Sheets of rules as offices fill them and as attackers would: 固定, 分年, 离退, 分组, and the limits in 参数."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from openpyxl import Workbook

from tests.corpus.kinds import Kind
from tests.corpus.workbooks import STATIONS, book_of

CAP: Final = 60
SHEETS: Final[dict[str, list[list[Any]]]] = {
    "人员类别": [
        ["类别编码", "类别名称", "性质", "控制数", "可调整", "应配总数", "调动成本"],
        ["staff", "在编人员", "行政", 24, "否", None, 0],
        ["contract", "外聘人员", "外聘", 36, "是", 36, 1.5],
    ],
    "在岗": [
        ["站点编码", "类别编码", "在岗人数"],
        *([station[0], "staff", 3] for station in STATIONS),
        *([station[0], "contract", int(station[5]) - 3] for station in STATIONS),
    ],
    "分组": [
        ["编号", "成员", "类别编码", "下限", "上限"],
        ["G1", "S001、S002", None, 4, 20],
        ["G1", None, "contract", 0, 12],
    ],
    "固定": [
        ["站点编码", "类别编码", "人数"],
        ["S003", None, None],
        [None, "staff", None],
        ["S004", "contract", 9],
    ],
    "分年": [
        ["年度", "调动上限", "进人上限", "类别编码", "控制数"],
        [2027, 6, 2, None, None],
        [2027, None, None, "contract", 37],
        [2028, 4, 0, None, None],
    ],
    "离退": [["年度", "站点编码", "类别编码", "人数"], [2027, "S001", "staff", 1], [2028, "S001", "contract", 2]],
    "参数": [
        ["目标", "公平、调动人数、变动单位"],
        ["调动上限", 9],
        ["变动单位上限", "不限"],
    ],
}  # fmt: skip
"""Rows of the sheets that are added to the valid workbook; those of 参数 stand below its own, from row 5."""


def _add(book: Workbook) -> None:
    for name, rows in SHEETS.items():
        page = book[name] if name in book.sheetnames else book.create_sheet(name)
        for row in rows:
            page.append(row)


def rule_book(*changes: Callable[[Workbook], None]) -> bytes:
    """Return the valid workbook with every rule, after changes."""
    return book_of(_add, *changes)


def _put(place: str, value: Any, book: Workbook) -> None:
    sheet, _, spot = place.partition("!")
    cell = book[sheet][spot]
    cell.value = value
    if isinstance(value, str) and not value.startswith("=1"):
        cell.data_type = "s"


def _append(sheet: str, row: list[Any], book: Workbook) -> None:
    book[sheet].append(row)


def _cell(place: str, value: Any, answer: str, where: str | None = None) -> Kind:
    make = partial(rule_book, partial(_put, place, value))
    return Kind(f"{place} = {value!r}"[:70], make, answer, place if where is None else where)


def _row(sheet: str, row: list[Any], answer: str, where: str) -> Kind:
    return Kind(f"{sheet} + {row!r}"[:70], partial(rule_book, partial(_append, sheet, row)), answer, where)


def _without(*sheets: str) -> Callable[[], bytes]:
    def drop(book: Workbook) -> None:
        for name in sheets:
            del book[name]

    return partial(rule_book, drop)


RULES: Final = (
    Kind("every rule", rule_book, "ACCEPT"),
    # ids
    _cell("固定!A2", "S999", "REJECT E_UNKNOWN_KEY"),
    _cell("固定!A2", "Ѕ003", "REJECT E_CONFUSABLE"),
    _cell("固定!A2", "S0\u200b03", "REJECT E_INVISIBLE"),
    _cell("固定!A2", "Ｓ００３", "WARN W_NFKC"),
    _cell("固定!A2", " S003 ", "WARN W_TRIMMED"),
    _cell("固定!A2", "南桥站", "ACCEPT"),
    _cell("固定!A2", "南桥所", "REJECT E_STATION_NAME"),
    _cell("固定!B3", "stаff", "REJECT E_CONFUSABLE"),
    _cell("固定!B3", "contrac", "REJECT E_UNKNOWN_KEY"),
    _cell("固定!A2", "11010519491231002X", "REJECT E_ID_IN_WRONG_COLUMN"),
    _cell("分组!C3", "外聘人员", "REJECT E_ID_CHARSET"),
    _cell("分年!D3", "CONTRACT", "REJECT E_UNKNOWN_KEY"),
    _cell("离退!B2", "s001", "REJECT E_ID_CHARSET"),
    _cell("离退!C2", "在编", "REJECT E_ID_CHARSET"),
    # numbers
    _cell("固定!C4", 9.5, "REJECT E_INTEGER"),
    _cell("固定!C4", -9, "REJECT E_NEGATIVE"),
    _cell("固定!C4", "9人", "REJECT E_NUMBER"),
    _cell("固定!C4", "9", "WARN W_TEXT_NUMBER"),
    _cell("固定!C4", "—", "WARN W_DASH"),
    _cell("固定!C4", True, "REJECT E_TYPE"),
    _cell("固定!C4", 1e12, "REJECT E_RANGE"),
    _cell("分年!B2", "六", "REJECT E_NUMBER"),
    _cell("分年!C4", -1, "REJECT E_NEGATIVE"),
    _cell("分年!E3", 36.5, "REJECT E_INTEGER"),
    _cell("离退!D2", 0, "REJECT E_RANGE"),
    _cell("离退!D2", "约1", "REJECT E_NUMBER"),
    _cell("离退!D2", None, "REJECT E_MISSING"),
    _cell("人员类别!F3", -36, "REJECT E_NEGATIVE"),
    _cell("人员类别!G3", "贵", "REJECT E_NUMBER"),
    _cell("人员类别!G2", None, "REJECT E_MISSING"),
    _cell("分组!D3", 13, "REJECT E_MIN_GT_MAX", "分组!D3:E3"),
    # formulas
    _cell("固定!C4", "=1+8", "REJECT E_FORMULA_NO_VALUE"),
    _cell("分年!B2", "=1+NOW()", "REJECT E_FORMULA/E_FORMULA_NO_VALUE"),
    # twice
    _row("固定", ["S004", "contract", 8], "REJECT E_DUPLICATE", "固定!A4,A5"),
    _row("固定", ["北岭站", "contract", 9], "REJECT E_DUPLICATE", "固定!A4,A5"),
    _row("固定", [None, "staff", 24], "REJECT E_DUPLICATE", "固定!B3,B5"),
    _row("分年", ["2027", 1, 1, None, None], "REJECT E_DUPLICATE", "分年!A2,A5"),
    _row("分年", [2027, None, None, "contract", 38], "REJECT E_DUPLICATE", "分年!D3,D5"),
    _row("分年", [2027, 7, None, "staff", 24], "REJECT E_DUPLICATE", "分年!B2,B5"),
    _row("离退", ["2027", "S001", "staff", 1], "REJECT E_DUPLICATE", "离退!B2,B4"),
    _row("分组", ["G1", None, "contract", 0, 11], "REJECT E_DUPLICATE", "分组!C3,C4"),
    _row("参数", ["max_transfers", 3], "REJECT E_DUPLICATE", "参数!A8"),
    # incomplete, or out of place
    _row("固定", [None, None, 3], "REJECT E_ROW", "固定!5"),
    _row("固定", ["合计", None, 9], "WARN W_TOTAL_ROW", "固定!5"),
    _row("离退", ["合计", None, None, 4], "REJECT E_TOTAL_ROW", "离退!4"),
    _row("离退", ["合计", None, None, 3], "WARN W_TOTAL_ROW", "离退!4"),
    _row("离退", [2029, "S002", "staff", 1], "REJECT E_UNKNOWN_KEY", "离退!A4"),
    _row("离退", ["2027年", "S002", "staff", 1], "REJECT E_UNKNOWN_KEY", "离退!A4"),
    _row("分年", [2029, None, None, None, 61], "REJECT E_MISSING", "分年!D5"),
    _row("分年", [2029, None, None, "staff", None], "REJECT E_MISSING", "分年!E5"),
    _row("分年", [2028, None, 1, "staff", 24], "REJECT E_DUPLICATE", "分年!C4,C5"),
    _cell("参数!B5", "公平、最大负荷", "REJECT E_OPTION"),
    _cell("参数!B5", "调动人数、调动人数", "REJECT E_DUPLICATE"),
    _cell("参数!B5", "顺序、公平", "REJECT E_OPTION"),
    _cell("参数!B5", "省钱", "REJECT E_OPTION"),
    _cell("参数!B5", "FAIRNESS", "WARN W_CASE"),
    _cell("参数!B6", "无限", "REJECT E_NUMBER"),
    _cell("参数!B6", 4.2, "REJECT E_INTEGER"),
    _cell("参数!B7", "-", "REJECT E_MISSING"),
    # sheets that need each other
    Kind("no staff in post", _without("在岗"), "REJECT E_IN_POST_MISSING", "参数!B6"),
    Kind("no years", _without("分年"), "REJECT E_UNKNOWN_KEY", "离退!A2"),
    Kind("no categories", _without("人员类别", "在岗"), "REJECT E_UNKNOWN_KEY", "分年!D3"),
    Kind("neither years nor departures", _without("分年", "离退"), "ACCEPT"),
)
