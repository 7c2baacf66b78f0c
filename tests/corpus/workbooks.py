"""A valid workbook of the project's own format, and ways to spoil it: cells, XML, parts of the package."""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from typing import Any, Final

import xlsxwriter
from openpyxl import Workbook, load_workbook

Change = Callable[[Workbook], None]
Sheets = dict[str, list[list[Any]]]

CREATED: Final = datetime(2025, 1, 1)  # noqa: DTZ001 - a workbook knows no zones
SHEET_OF: Final = {"单位": 1, "指标值": 2, "权重": 3, "人员": 4, "参数": 5}
STATIONS: Final = (
    ("S001", "东河站", None, 3, 12, 8),
    ("S002", "西山站", "S001", 2, 10, 7),
    ("S003", "南桥站", "S001", 2, 9, 5),
    ("S004", "北岭站", "S001", 3, 15, 11),
    ("S005", "青石站", "S004", 1, 8, 4),
    ("S006", "白水站", "S004", 2, 10, 6),
    ("S007", "云台站", "S004", 1, 7, 3),
    ("S008", "平湖站", "S001", 4, 20, 16),
)
WEIGHTS: Final = (("辖区人口", 0.5), ("年办件量", 0.3), ("辖区面积", 0.2))
PEOPLE: Final = tuple(
    (f"P{number:04}", f"职工{letter}", stem + check, station, 79 + number)
    for number, letter, stem, check, station in (
        (1, "甲", "99999919900101001", "6", "S001"),
        (2, "乙", "99999919900101002", "4", "S002"),
        (3, "丙", "99999919900101003", "2", "S003"),
        (4, "丁", "99999919900101004", "0", "S004"),
    )
)


def _sheets() -> Sheets:
    counts = [
        [f"S{number:03}", driver, start + number * step]
        for number in range(1, 9)
        for driver, start, step in (
            ("辖区人口", 10500, 1500),
            ("年办件量", 710, 90),
            ("辖区面积", 33.25, 2.25),
        )
    ]
    return {
        "单位": [
            ["站点编码", "站点名称", "上级编码", "编制下限", "编制上限", "现有人数"],
            *map(list, STATIONS),
        ],
        "指标值": [["站点编码", "指标", "数值"], *counts],
        "权重": [["指标", "权重"], *map(list, WEIGHTS)],
        "人员": [["人员编号", "姓名", "身份证号", "站点编码", "考核分"], *map(list, PEOPLE)],
        "参数": [["参数", "值"], ["总编制", 60], ["时间上限秒", 30], ["随机种子", 7]],
    }


@cache
def baseline() -> bytes:
    """Return the valid workbook."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.set_properties({"created": CREATED})
    for name, rows in _sheets().items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return file.getvalue()


def book_of(*changes: Change) -> bytes:
    """Return the valid workbook after changes, written by openpyxl."""
    book = load_workbook(io.BytesIO(baseline()))
    for change in changes:
        change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


# -- cells --------------------------------------------------------------------------------------------------


def put(*cells: tuple[str, Any]) -> bytes:
    """Return the workbook with other values in some cells, each given as ``单位!D3``; text stays text."""

    def change(book: Workbook) -> None:
        for place, value in cells:
            sheet, _, spot = place.partition("!")
            cell = book[sheet][spot]
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"

    return book_of(change)


def rows_in(sheet: str, number: int, *rows: Sequence[Any]) -> bytes:
    """Return the workbook with further rows, the first of them as row ``number`` of a sheet."""

    def change(book: Workbook) -> None:
        book[sheet].insert_rows(number, len(rows))
        for offset, row in enumerate(rows):
            for column, value in enumerate(row, 1):
                book[sheet].cell(number + offset, column).value = value

    return book_of(change)


# -- XML and package ----------------------------------------------------------------------------------------


def unpack(data: bytes) -> dict[str, bytes]:
    """Return the parts of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def pack(parts: dict[str, bytes], *more: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    """Return a package with these parts and ``more``, which may repeat a name."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in [*parts.items(), *more]:
            package.writestr(name, data)
    return file.getvalue()


def patch(part: str, *swaps: tuple[str, str], data: bytes | None = None) -> bytes:
    """Return the workbook with words of one part's XML replaced, once each; a sheet is named as a clerk does."""
    parts = unpack(data or baseline())
    name = f"xl/worksheets/sheet{SHEET_OF[part]}.xml" if part in SHEET_OF else part
    xml = parts[name].decode()
    for old, new in swaps:
        assert old in xml, f"{old} is not in {part}: {xml[:300]}"
        xml = xml.replace(old, new, 1)
    return pack({**parts, name: xml.encode()})


def with_part(name: str, data: bytes = b"x") -> bytes:
    """Return the workbook with one part more."""
    return pack(unpack(baseline()), (name, data))


def with_dtd(part: str) -> bytes:
    """Return the workbook with a document type in one part."""
    parts = unpack(baseline())
    xml = parts[part].decode()
    head = xml.partition("?>")[0] + "?>" if xml.startswith("<?xml") else ""
    dtd = '<!DOCTYPE x [<!ENTITY e "entity">]>'
    return pack({**parts, part: f"{head}{dtd}{xml.removeprefix(head)}".encode()})
