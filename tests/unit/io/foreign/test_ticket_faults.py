"""What may not pass unseen in a table of tickets: spoilt numbers, placeholders, merged cells, wrong days."""

from datetime import datetime

import pytest
import xlsxwriter

from staffing.io.scenario_file import load
from tests.unit.io.foreign.builders import (
    HEADER,
    SCENARIO,
    TICKETS,
    balance,
    counts,
    folder,
    issues,
    text,
    workbook,
)

MOST = SCENARIO + "  per_person: {column: 联系电话, most: 2}\npersonal: {联系电话: 限制重复投诉}\n"
STATION = "东河市场监督管理所"


def in_workbook(path, rows, *, scenario=SCENARIO):
    """Write tickets as a workbook."""
    folder(path, b"", file="工单.xlsx", scenario=scenario)
    workbook(path / "工单.xlsx", {"导出": [HEADER, *rows]})
    return path


def tickets(numbers, *, person="", day="2025-01-03"):
    """Return a ticket of one station for each number."""
    return [[number, day, STATION, "", person] for number in numbers]


def test_long_numbers_stored_as_numbers_are_refused(tmp_path):
    rows = tickets([202501030000120000 + 16 * number for number in range(20)])
    (fault,) = issues(in_workbook(tmp_path, rows))
    assert (fault.key, fault.values["got"]) == ("E_NUMBER.mangled", "2.0********")


def test_long_numbers_of_persons_are_refused_too(tmp_path):
    rows = [[f"GD{number}", "2025-01-03", STATION, "", 1e17 + 16 * number] for number in range(5)]
    (fault,) = issues(in_workbook(tmp_path, rows, scenario=MOST))
    assert (fault.key, fault.values["name"]) == ("E_NUMBER.mangled", "联系电话")
    assert counts(load(in_workbook(tmp_path, rows)))["S001"] == 5


def test_numbers_of_fifteen_digits_are_numbers(tmp_path):
    rows = tickets([202501030000120, 202501030000121, 202501030000121])
    assert counts(load(in_workbook(tmp_path, rows)))["S001"] == 2


@pytest.mark.parametrize("absent", ["", "-", "——", "/", "无", "N/A", "不详", "未知", " - "])
def test_a_placeholder_is_no_number(tmp_path, absent):
    rows = tickets(["A1", "A1", *[absent] * 5])
    assert counts(load(folder(tmp_path, text(rows))))["S001"] == 6
    assert counts(load(in_workbook(tmp_path, rows)))["S001"] == 6


@pytest.mark.parametrize("absent", ["", "-", "无", "匿名", "未知", "保密", "不详", "\u3000匿名\t"])
def test_a_placeholder_is_no_person(tmp_path, absent):
    rows = [*tickets("ABCDEFGH", person=absent), *tickets("IJK", person="13800000001")]
    loaded = load(folder(tmp_path, text(rows), scenario=MOST))
    assert counts(loaded)["S001"] == 10
    assert balance(loaded)["over"] == 1


@pytest.mark.parametrize("blank", ["\t", " ", "\u00a0", "\u3000", "\u200b", "\ufeff"])
def test_blanks_make_no_other_number_and_no_other_person(tmp_path, blank):
    one = [f"{blank}A1", "2025-01-03", f"{blank}{STATION}", "", f"13800000001{blank}"]
    rows = [*tickets(["A1"]), one, *tickets("BCD", person="13800000001")]
    loaded = load(folder(tmp_path, text(rows), scenario=MOST))
    assert counts(loaded)["S001"] == 2
    assert (balance(loaded)["repeated"], balance(loaded)["over"]) == (1, 2)


def merged(path, *areas, rows):
    """Write a workbook of tickets with merged cells: first row, first column, last row, last column, value."""
    folder(path, b"", file="工单.xlsx")
    with xlsxwriter.Workbook(str(path / "工单.xlsx"), {"strings_to_numbers": False}) as book:
        sheet = book.add_worksheet("导出")
        for number, row in enumerate([["热线工单"], HEADER, *rows]):
            sheet.write_row(number, 0, row)
        for *area, value in areas:
            sheet.merge_range(*area, value)
    return path


def test_merged_cells_in_a_column_that_is_read_are_refused(tmp_path):
    (fault,) = issues(merged(tmp_path, (2, 2, 6, 2, STATION), rows=tickets(f"A{n}" for n in range(5))))
    assert (fault.code, fault.where) == ("E_MERGED", "导出!C3:C7")


def test_merged_titles_notes_and_columns_that_are_not_read_do_no_harm(tmp_path):
    rows = tickets(f"A{n}" for n in range(5))
    areas = [
        (0, 0, 0, 4, "热线工单"),
        (2, 3, 6, 3, "同上"),
        (7, 0, 7, 4, "注：数据来自热线"),
        (8, 0, 8, 2, "合计"),
    ]
    assert counts(load(merged(tmp_path, *areas, rows=rows)))["S001"] == 5


@pytest.mark.parametrize(("from_1904", "serial"), [(False, 45838.5), (True, 44376.5)])
def test_serial_numbers_count_from_where_the_workbook_says(tmp_path, from_1904, serial):
    half = SCENARIO.replace("period: 2025", "period: 2025-06-30")
    folder(tmp_path, b"", file="工单.xlsx", scenario=half)
    with xlsxwriter.Workbook(str(tmp_path / "工单.xlsx"), {"date_1904": from_1904}) as book:
        sheet = book.add_worksheet("导出")
        days = book.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate([HEADER, *tickets("AB", day=serial)]):
            sheet.write_row(number, 0, row)
        sheet.write_datetime(2, 1, datetime(2025, 6, 30, 8), days)  # noqa: DTZ001
    assert counts(load(tmp_path))["S001"] == 2


def test_the_first_day_of_tickets_leaves_other_workbooks_alone(tmp_path):
    scenario = SCENARIO.replace("stations: stations.csv", "data: data.xlsx")
    scenario += (
        "- file: 二.xlsx\n  driver: 举报量\n  station: 承办单位\n  day: 受理时间\n  period: 2025-06-30\n"
    )
    scenario = scenario.replace("{投诉举报量: 1}", "{投诉举报量: 0.5, 举报量: 0.5}")
    folder(tmp_path, b"", file="一.xlsx", scenario=scenario)
    workbook(tmp_path / "data.xlsx", {"单位": [["站点编码", "站点名称"], ["S001", STATION]]})
    for file, from_1904, serial in (("一", True, 44376), ("二", False, 45838)):
        with xlsxwriter.Workbook(str(tmp_path / f"{file}.xlsx"), {"date_1904": from_1904}) as book:
            sheet = book.add_worksheet("导出")
            for number, row in enumerate([HEADER, *tickets("AB", day=serial)]):
                sheet.write_row(number, 0, row)
    loaded = load(tmp_path)
    assert (counts(loaded)["S001"], counts(loaded, "举报量")["S001"]) == (2, 2)


@pytest.mark.parametrize(
    "day",
    [
        "2024-12-31 24:00:00", "2024-12-31T24:00:00", "2024-12-31 99:99", "2024-12-31 24:00", "2025-01-03 12:60",
        "2025-01-03 12:00:60", "2025/1/3 下午 3:05", "03/01/25 12:00", "2025-02-30 12:00:00", "x",
    ],
)  # fmt: skip
def test_what_is_no_day_or_no_time_is_refused_as_it_is_written(tmp_path, day):
    rows = [*tickets("ABC"), *tickets("D", day=day)]
    (fault,) = issues(folder(tmp_path, text(rows)))
    assert (fault.code, fault.where, fault.values["got"]) == ("E_DATE", "line 5, 受理时间", day)
    (fault,) = issues(in_workbook(tmp_path, rows))
    assert (fault.code, fault.where, fault.values["got"]) == ("E_DATE", "导出!B5", day)


@pytest.mark.parametrize(
    "day",
    [
        "2025-01-03 23:59:59",
        "2025-01-03T00:00:00",
        "2025-01-03 9:05",
        "2025/1/3 23:59",
        "2025-01-03 08:00:00.000",
    ],
)
def test_times_of_day_are_dropped(tmp_path, day):
    assert counts(load(folder(tmp_path, text(tickets("A", day=day)))))["S001"] == 1


def test_a_number_where_a_day_should_be_has_its_place(tmp_path):
    (fault,) = issues(in_workbook(tmp_path, [*tickets("A"), *tickets("B", day=3.0)]))
    assert (fault.code, fault.where, fault.values["got"]) == ("E_DATE", "导出!B3", "3")


def test_unknown_units_of_a_workbook_have_their_cell(tmp_path):
    rows = [*TICKETS, ["A", "2025-01-01", "市公安局", "", ""]]
    (fault,) = issues(in_workbook(tmp_path, rows))
    assert (fault.code, fault.where) == ("E_STATION_NAME", "导出!C8")


@pytest.mark.parametrize("char", ["\x00", "\x08", "\x1f", "\x7f", "\ufffd"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_control_characters_are_refused_wherever_they_stand(tmp_path, char, encoding):
    rows = [*tickets("AB"), ["C", "2025-01-03", STATION, f"内{char}容", ""], *tickets("D")]
    (fault,) = issues(folder(tmp_path, text(rows).encode(encoding)))
    assert (fault.key, fault.where) == ("E_CONTROL.line", "line 4")
    assert fault.values["point"] == f"U+{ord(char):04X}"


@pytest.mark.parametrize(("bad", "code"), [(b"\xff", "E_ENCODING"), (b"\x00", "E_CONTROL")])
def test_a_header_of_two_lines_hides_no_bad_byte(tmp_path, bad, code):
    header = [*HEADER[:3], "诉求\n内容", HEADER[4]]
    content = text(tickets("AB"), header=header).encode() + b"C,2025-01-03,S001," + bad + b",\r\n"
    (fault,) = issues(folder(tmp_path, content))
    assert (fault.code, fault.where) == (code, "line 5")
