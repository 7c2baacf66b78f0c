"""One cell of the valid workbook is odd: numbers, weights, ids, names, people."""

from datetime import date, time
from functools import partial
from typing import Any, Final

from openpyxl import Workbook

from tests.corpus.kinds import Kind
from tests.corpus.workbooks import book_of, put


def cell(place: str, answer: str, value: Any, where: str | None = None) -> Kind:
    """One cell holds another value; the place named is the cell."""
    return Kind(f"{place} {value!r}"[:60], partial(put, (place, value)), answer, where or place)


def same(place: str, answer: str, value: Any) -> Kind:
    """One cell is written otherwise and means the same."""
    return cell(place, answer, value, f"={place}")


def cells(name: str, answer: str, where: str, *values: tuple[str, Any]) -> Kind:
    """Several cells hold other values."""
    return Kind(name, partial(put, *values), answer, where)


def _percent_format(book: Workbook) -> None:
    for row in (2, 3, 4):
        book["权重"][f"B{row}"].number_format = "0%"


COUNTS: Final = (
    # The cell holds 2: an office writes it so and means 2.
    *(same("单位!D3", "WARN W_NFKC", value) for value in ("２", "２．０")),
    *(same("单位!D3", "WARN W_TEXT_NUMBER", value) for value in ("2", "2.0")),
    *(same("单位!D3", "WARN W_TRIMMED", value) for value in ("2 ", "\u30002", "\u00a02", "2\u200b", "\ufeff2",
        "2\t")),
    same("单位!D3", "ACCEPT", 2.0),
    same("单位!F3", "WARN W_NFKC", "７"),
    same("指标值!C2", "WARN W_NFKC", "１２０００"),
    same("指标值!C2", "WARN W_NFKC", "１２，０００"),
    same("指标值!C2", "WARN W_NFKC", "12，000"),
    # Nobody can be sure what is meant.
    *(
        cell("单位!D3", "REJECT E_NUMBER", value)
        for value in (
            *("1,2", "1,000,0", "1，2", ",5", "1 000", "1\u3000000", "1\u200b2", "+2", "02", "００７", "2.",
                ".5", "2..0"),
            *("1e1", "1E+1", "1e400", "2人", "2 人", "2名", "1.2万", "二", "十二", "贰", "约2", "2左右", "1-2",
                "1~2"),
            *("≥2", ">2", "2?", "(2)", "2%", "２％", "2‰", "0b10", "0o7", "1/2", "⅔", "²", "②", "Ⅻ", "٢", "२"),
            *("𝟐", "2\u0301", "−2", "Infinity", "-inf", "nan", "TRUE", "是", "$2", "￥2", "2,0", "1.000,5"),
        )
    ),
    cell("单位!D3", "REJECT E_NUMBER/E_CONTROL", "2\n3"),
    *(cell("单位!D3", "REJECT E_MISSING", value) for value in ("N/A", "n/a", "—", "——", "－", "无", "暂无",
        "   ", "\u200b")),
    cell("单位!D3", "REJECT E_NEGATIVE", "－2"),
    cell("单位!D3", "REJECT E_NEGATIVE", "-2"),
    cell("单位!D3", "REJECT E_INTEGER", "2.5"),
    cell("单位!D3", "REJECT E_INTEGER", 2.00000000001),
    cell("单位!D3", "REJECT E_TYPE", date(2025, 1, 3)),
    cell("单位!E3", "REJECT E_TYPE", time(12, 0)),
    cell("单位!D3", "REJECT E_RANGE", 1e308),
    cell("单位!D3", "REJECT E_RANGE", 10**9),
    cell("单位!D3", "REJECT E_RANGE/E_NUMBER/E_TOO_LONG", "9" * 900),
    cell("单位!D3", "REJECT E_TOO_LONG/E_NUMBER/E_RANGE", "8" * 1001),
    cell("单位!E3", "REJECT E_MISSING", None),
    cell("单位!E3", "REJECT E_MISSING", "无"),
    cell("单位!E3", "ACCEPT", "不限"),
    cell("单位!F3", "REJECT E_MISSING", None),
    cell("单位!D3", "REJECT E_MIN_GT_MAX", 11, "单位!D3:E3"),
    cell("指标值!C2", "REJECT E_NUMBER", "1.2万"),
    cell("指标值!C2", "REJECT E_NUMBER", "12000人"),
    cell("指标值!C2", "REJECT E_NEGATIVE", -5),
    cell("指标值!C2", "REJECT E_VALUE_MISSING/E_MISSING", None),
    cell("指标值!C2", "REJECT E_MISSING", "-"),
    cell("指标值!C2", "REJECT E_PERCENT", "35%"),
    cell("指标值!C2", "REJECT E_TYPE", value=True),
    cell("指标值!A2", "REJECT E_UNKNOWN_KEY", "S999"),
    cell("指标值!B2", "REJECT E_WEIGHT_MISSING", "户籍人口", "权重"),
    cell("指标值!C2", "WARN W_OUTLIER", 12_000_000),
    cells(
        "every count of a driver in percent", "WARN W_PERCENT", "指标值!C4",
        *((f"指标值!C{4 + 3 * n}", f"{30 + n}.5%") for n in range(8)),
    ),
    cells("every count the same", "WARN W_DRIVER_CONSTANT", "指标值",
        *((f"指标值!C{2 + 3 * n}", 5) for n in range(8))),
)  # fmt: skip

WEIGHTS: Final = (
    same("权重!B2", "WARN W_PERCENT", "50%"),
    same("权重!B2", "WARN W_NFKC/W_PERCENT", "５０％"),
    same("权重!B2", "WARN W_TEXT_NUMBER", "0.5"),
    Kind("weights formatted as percent", partial(book_of, _percent_format), "ACCEPT", "="),
    cells("50%, 30%, 20%", "WARN W_PERCENT", "=权重!B2",
        ("权重!B2", "50%"), ("权重!B3", "30%"), ("权重!B4", "20%")),
    cells("50, 30, 20 as text", "REJECT E_WEIGHT_SUM", "权重!B2:B4",
          ("权重!B2", "50"), ("权重!B3", "30"), ("权重!B4", "20")),
    cells("a weight below 0, sum 1", "REJECT E_WEIGHT_RANGE", "权重!B4", ("权重!B2", 0.9), ("权重!B4", -0.2)),
    cell("权重!B4", "REJECT E_WEIGHT_RANGE", -0.2),
    cell("权重!B4", "REJECT E_WEIGHT_RANGE/E_WEIGHT_SUM", 1.5, "权重"),
    cells("a weight above 1, another below 0", "REJECT E_WEIGHT_RANGE", "权重!B4", ("权重!B2", 1.2),
        ("权重!B4", -0.5)),
    cells("a weight of 0", "REJECT E_WEIGHT_RANGE", "权重!B4", ("权重!B2", 0.7), ("权重!B4", 0)),
    cells("thirds", "REJECT E_WEIGHT_SUM", "权重!B2:B4", *((f"权重!B{n}", 1 / 3) for n in (2, 3, 4))),
    cells("weights of 99.9 %", "REJECT E_WEIGHT_SUM", "权重!B2:B4", ("权重!B2", "49.9%")),
    cell("权重!B4", "REJECT E_MISSING", "-"),
    cell("权重!B4", "REJECT E_MISSING", None),
    cell("权重!B4", "REJECT E_NUMBER", "1/5"),
    cell("权重!B4", "REJECT E_NUMBER", "百分之二十"),
    cell("权重!B4", "REJECT E_NUMBER", "20% %"),
    cell("权重!B4", "REJECT E_NUMBER", "%20"),
    cell("权重!A4", "REJECT E_DUPLICATE", "辖区人口", "权重!A2,A4"),
    cell("权重!A4", "REJECT E_WEIGHT_MISSING/E_VALUE_MISSING", "辖区面", "-"),
)  # fmt: skip

SETTINGS: Final = (
    same("参数!B2", "WARN W_TEXT_NUMBER", "60"),
    same("参数!B2", "WARN W_NFKC", "６０"),
    same("参数!B2", "ACCEPT", 60.0),
    cell("参数!B2", "REJECT E_NUMBER", "60人"),
    cell("参数!B2", "REJECT E_MISSING", None),
    cell("参数!B2", "REJECT E_CAP_LT_SUM_MIN", 17),
    cell("参数!B2", "REJECT E_CAP_LT_SUM_MIN", 0),
    cell("参数!B2", "REJECT E_RANGE", 10**9),
    cell("参数!B2", "WARN W_CAP_GT_SUM_MAX", 5000),
    cell("参数!B3", "REJECT E_RANGE", 99_999),
    cell("参数!B3", "REJECT E_NEGATIVE/E_RANGE", -1),
    cell("参数!B4", "REJECT E_INTEGER", 7.5),
    cell("参数!B4", "REJECT E_NUMBER", "七"),
    cell("参数!A4", "REJECT E_UNKNOWN_KEY", "随机数"),
    cells("an option that is none", "REJECT E_OPTION", "参数!B4", ("参数!A4", "方法"), ("参数!B4", "webstr")),
    cells(
        "a date of 30 February", "REJECT E_DATE", "参数!B4", ("参数!A4", "日期"), ("参数!B4", "2025-02-30")
    ),
    cells(
        "a date with the day first", "REJECT E_DATE", "参数!B4", ("参数!A4", "日期"), ("参数!B4", "3/1/2025")
    ),
    cells(
        "a date with two digits a year",
        "REJECT E_DATE",
        "参数!B4",
        ("参数!A4", "日期"),
        ("参数!B4", "25-1-3"),
    ),
    cells("a Chinese date", "WARN W_DATE", "参数!B4", ("参数!A4", "日期"), ("参数!B4", "2025年1月3日")),
    cells("a date as a serial number", "WARN W_DATE", "参数!B4", ("参数!A4", "日期"), ("参数!B4", 45_660)),
    cells("a date cell", "ACCEPT", "-", ("参数!A4", "日期"), ("参数!B4", date(2025, 1, 3))),
)

IDS: Final = (
    *(same("单位!A5", "WARN W_TRIMMED", value) for value in ("S004 ", "\u3000S004", "S004\u00a0", "\ufeffS004")),
    same("单位!A5", "WARN W_NFKC", "Ｓ００４"),
    cell("单位!A5", "REJECT E_DUPLICATE", "S002", "单位!A3,A5"),
    cell("单位!A5", "REJECT E_DUPLICATE", "S002 ", "单位!A3,A5"),
    *(cell("单位!A5", "REJECT E_ID_CHARSET", value) for value in ("s004", "S 004", "S.004", "S004😀", "S" * 33,
        "站4")),
    *(cell("单位!A5", "REJECT E_ID_CHARSET", value) for value in ("S004/../x", "S004;rm", "S004'--", "S\u00b2",
        "S٤")),
    cell("单位!A5", "REJECT E_TOO_LONG/E_ID_CHARSET", "S" * 2000),
    *(cell("单位!A5", "REJECT E_CONFUSABLE", value) for value in ("SОО4", "ΖS04")),
    *(cell("单位!A5", "REJECT E_INVISIBLE", value) for value in ("S0\u200b04", "S0\u202e04", "S0\u00ad04",
        "S0\u206004")),
    cell("单位!A5", "REJECT E_ROW", None, "单位!5"),
    cell("单位!A5", "REJECT E_TYPE", value=True),
    cell("单位!C4", "REJECT E_PARENT", "S999"),
    cell("单位!C4", "WARN W_MULTIPLE_ROOTS", None, "单位"),
    same("单位!C2", "WARN W_DASH", "—"),
    same("单位!C2", "ACCEPT", "  "),
    cells("a chain of eight", "ACCEPT", "-", *((f"单位!C{n}", f"S00{n - 2}") for n in range(3, 10))),
    cells("a ring of four", "REJECT E_CYCLE", "单位!C2:C5", ("单位!C2", "S004"), ("单位!C3", "S001"),
          ("单位!C4", "S002"), ("单位!C5", "S003")),
)  # fmt: skip

NAMES: Final = (
    same("单位!B5", "WARN W_TRIMMED", " 北岭站"),
    same("单位!B5", "WARN W_TRIMMED", "北岭站\u3000"),
    same("单位!B5", "WARN W_TRIMMED", "北岭站\u200b"),
    *(
        cell("单位!B5", "REJECT E_NAME", value)
        for value in (
            *(
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                "＝1",
                "＋1",
                "－1",
                "＠x",
                '=HYPERLINK("http://x.invalid")',
                "<b>站</b>",
            ),
            *(
                "站`id`",
                "站$(id)",
                "{{7*7}}",
                "${7*7}",
                "站;DROP TABLE x",
                "站|calc",
                "站\\input{x}",
                '站"onload=x',
            ),
        )
    ),
    *(
        cell("单位!B5", "REJECT E_INVISIBLE", value)
        for value in ("北\u202e岭站", "北\u200b岭站", "北\u2066岭站")
    ),
    *(
        cell("单位!B5", "REJECT E_CONTROL", value)
        for value in ("北岭\n站", "北岭\t站", "北岭\u2028站", "北岭\u0085站")
    ),
    cell("单位!B5", "REJECT E_TOO_LONG", "站" * 1001),
    cell("单位!B5", "REJECT E_MISSING", None),
    cell("单位!B5", "REJECT E_TYPE", value=True),
    cell("单位!B5", "REJECT E_TYPE", date(2025, 1, 3)),
    cell("单位!B5", "ACCEPT", "㐂𠮷·北岭站（分站）"),
    cell("单位!B5", "ACCEPT", "“北岭”站No.4 & Co'"),
)

PEOPLE: Final = (
    cell("人员!C2", "REJECT E_ID_CHECKSUM", "999999199001010017"),
    cell("人员!C2", "REJECT E_ID_PRECISION", 999999199001010016),
    cell("人员!B2", "REJECT E_ID_IN_WRONG_COLUMN", "999999199001010016"),
    cell("人员!D2", "REJECT E_UNKNOWN_KEY", "S999"),
    cell("人员!A3", "REJECT E_DUPLICATE", "P0001", "人员!A2,A3"),
    cell("人员!E2", "REJECT E_RANGE/E_NEGATIVE", -1),
    cell("人员!E2", "REJECT E_NUMBER", "优秀"),
    cell("人员!B2", "REJECT E_NAME", "=1+1"),
    cell("人员!B2", "REJECT E_NAME", "职工13800138000"),
)
SUMS: Final = (
    cell("单位!F2", "WARN W_CROSSCHECK", 0),
    cell("单位!F3", "WARN W_CROSSCHECK", 11),
    cells("a station that counts those below it", "WARN W_CROSSCHECK", "指标值!C2",
        ("指标值!C2", 67_500), ("指标值!C3", 4370), ("指标值!C4", 171.25)),
)  # fmt: skip
CELLS: Final = (*COUNTS, *WEIGHTS, *SETTINGS, *IDS, *NAMES, *PEOPLE, *SUMS)
