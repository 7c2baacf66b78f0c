"""Fictional ticket exports and the scenarios that read them."""

import csv
import io
from pathlib import Path
from typing import Any

import xlsxwriter

from staffing.errors import InputError, Issue
from staffing.io.loaded import Loaded
from staffing.io.scenario_file import load

STATIONS = {"S001": "东河市场监督管理所", "S002": "西山市场监督管理所", "S003": "南湖市场监督管理所"}
HEADER = ["工单编号", "受理时间", "承办单位", "诉求内容", "联系电话"]
TICKETS: list[list[Any]] = [
    ["GD001", "2025-01-03 08:00:00", "东河市场监督管理所", '多行\n内容，带,逗号和"引号"', "13800000001"],
    ["GD002", "2025-06-30 23:59:59", "东河市场监督管理所", "", "13800000001"],
    ["GD003", "2025-07-01 00:00:00", "西山市场监督管理所", "", "13800000002"],
    ["GD003", "2025-07-01 00:00:00", "西山市场监督管理所", "转办，编号重复", "13800000002"],
    ["GD004", "2024-12-31 12:00:00", "西山市场监督管理所", "", "13800000003"],
    ["GD005", "2025年3月5日 9:30", "东河市监所", "", "13800000001"],
]
SCENARIO = """\
schema: 1
name: 试点
stations: stations.csv
cap: 20
weights: {投诉举报量: 1}
aliases: {东河市监所: S001}
tickets:
- file: FILE
  driver: 投诉举报量
  station: 承办单位
  day: 受理时间
  period: 2025
  number: 工单编号
"""


def text(rows: list[list[Any]], *, header: list[str] | None = None, end: str = "\r\n") -> str:
    """Return rows as an export writes them."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator=end)
    writer.writerow(header or HEADER)
    writer.writerows(rows)
    return lines.getvalue()


def workbook(path: Path, sheets: dict[str, list[list[Any]]]) -> Path:
    """Write rows as they are into the sheets of a workbook."""
    with xlsxwriter.Workbook(str(path), {"strings_to_numbers": False}) as book:
        days = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if hasattr(value, "isoformat"):
                        sheet.write_datetime(number, column, value, days)
                    else:
                        sheet.write(number, column, value)
    return path


def folder(path: Path, content: str | bytes, *, file: str = "工单.csv", scenario: str = SCENARIO) -> Path:
    """Write stations, tickets and the scenario that reads them."""
    rows = "".join(f"{station},{name}\n" for station, name in STATIONS.items())
    (path / "stations.csv").write_text(f"id,name\n{rows}", encoding="utf-8")
    data = content.encode() if isinstance(content, str) else content
    if data:
        (path / file).write_bytes(data)
    (path / "scenario.yaml").write_text(scenario.replace("FILE", file), encoding="utf-8")
    return path


def counts(loaded: Loaded, driver: str = "投诉举报量") -> dict[str, int]:
    """Return the counts of one driver."""
    found = next(one for one in loaded.scenario.drivers if one.name == driver)
    return {station: int(value) for station, value in found.values.items()}


def issues(path: Path) -> list[Issue]:
    """Return the faults of a scenario that is refused."""
    try:
        load(path)
    except InputError as error:
        return list(error.issues)
    raise AssertionError("the scenario was taken")


def balance(loaded: Loaded) -> dict[str, Any]:
    """Return the figures of the note on the tickets."""
    return next(issue.values for issue in loaded.warnings if issue.code == "W_TICKETS")
