"""Small scenarios in every form, for the tests of the reading layer."""

from collections.abc import Callable
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

from staffing.errors import InputError, Issue

Rows = list[Any]
"""Rows of a sheet, the header first."""

SHEETS: dict[str, Rows] = {
    "单位": [
        ["站点编码", "站点名称", "上级编码", "编制下限", "编制上限", "现有人数"],
        ["S1", "东河站", None, 2, 9, 4],
        ["S2", "西山站", "S1", 1, 8, 3],
        ["S3", "南桥站", "S1", 0, 7, 2],
    ],
    "指标值": [
        ["站点编码", "指标", "数值"],
        ["S1", "人口", 1200],
        ["S2", "人口", 800],
        ["S3", "人口", 450.5],
        ["S1", "办件", 30],
        ["S2", "办件", 20],
        ["S3", "办件", 10],
    ],
    "权重": [["指标", "权重"], ["人口", 0.7], ["办件", 0.3]],
    "参数": [["参数", "值"], ["总编制", 12], ["随机种子", 7]],
}
"""A valid workbook, sheet by sheet."""

BODY: dict[str, Any] = {
    "schema": 1,
    "cap": 12,
    "seed": 7,
    "weights": {"人口": Decimal("0.7"), "办件": Decimal("0.3")},
    "stations": [
        {"id": "S1", "name": "东河站", "minimum": 2, "maximum": 9, "in_post": 4, "人口": 1200, "办件": 30},
        {
            "id": "S2", "name": "西山站", "parent": "S1", "minimum": 1, "maximum": 8, "in_post": 3,
            "人口": 800, "办件": 20,
        },
        {
            "id": "S3", "name": "南桥站", "parent": "S1", "minimum": 0, "maximum": 7, "in_post": 2,
            "人口": Decimal("450.5"), "办件": 10,
        },
    ],
}  # fmt: skip
"""The same scenario as a request body."""

YAML = """\
schema: 1
name: 三站
data: {data}
cap: 12
seed: 7
weights: {{人口: 0.7, 办件: 0.3}}
"""
"""The same settings as YAML, beside tables."""

WIDE = """\
id,name,parent,minimum,maximum,in_post,pop,办件
S1,东河站,,2,9,4,1200,30
S2,西山站,S1,1,8,3,800,20
S3,南桥站,S1,0,7,2,450.5,10
"""
"""The same stations and drivers as one table; 人口 stands in ``pop``."""

CATEGORIES: Rows = [
    ["类别编码", "类别名称", "性质", "控制数", "可调整"],
    ["staff", "在编人员", "行政", 5, "否"],
    ["contract", "外聘人员", "外聘", 7, "是"],
]
POSTS: Rows = [
    ["站点编码", "类别编码", "在岗人数"],
    ["S1", "staff", 2],
    ["S1", "contract", 2],
    ["S2", "staff", 2],
    ["S2", "contract", 1],
    ["S3", "staff", 1],
    ["S3", "contract", 1],
]


def sheets(**changes: Rows | None) -> dict[str, Rows]:
    """Return the valid sheets with some replaced, added, or (None) dropped."""
    merged = {**deepcopy(SHEETS), **changes}
    return {name: rows for name, rows in merged.items() if rows is not None}


def with_cell(sheet: str, row: int, column: int, value: Any) -> dict[str, Rows]:
    """Return the valid sheets with one value changed; rows and columns are counted from 0."""
    changed = sheets()
    changed[sheet][row][column] = value
    return changed


def book(path: Path, content: dict[str, Rows]) -> Path:
    """Write sheets as a workbook."""
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(path, options) as workbook:
        for name, rows in content.items():
            page = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
    return path


def csv_text(rows: Rows) -> str:
    """Write rows as CSV."""
    return "".join(",".join("" if value is None else str(value) for value in row) + "\n" for row in rows)


def csv_folder(folder: Path, content: dict[str, Rows]) -> Path:
    """Write sheets as a folder of CSVs."""
    folder.mkdir()
    for name, rows in content.items():
        (folder / f"{name}.csv").write_text(csv_text(rows), encoding="utf-8")
    return folder


def yaml_with(folder: Path, data: str, extra: str = "") -> Path:
    """Write ``scenario.yaml`` that takes its tables from ``data``."""
    path = folder / "scenario.yaml"
    path.write_text(YAML.format(data=data) + extra, encoding="utf-8")
    return path


def wide_scenario(folder: Path, table: str = WIDE, extra: str = "") -> Path:
    """Write ``scenario.yaml`` over one wide table."""
    (folder / "stations.csv").write_text(table, encoding="utf-8")
    words = YAML.replace("data: {data}\n", "stations: stations.csv\n").format(data="")
    path = folder / "scenario.yaml"
    path.write_text(words + "columns: {人口: pop}\n" + extra, encoding="utf-8")
    return path


def body(**changes: Any) -> dict[str, Any]:
    """Return the request body with some keys replaced."""
    return {**deepcopy(BODY), **changes}


def faults(read: Callable[[], object]) -> list[tuple[str, str]]:
    """Return code and place of every fault that ``read`` raises."""
    return [(issue.code, issue.where) for issue in issues(read)]


def issues(read: Callable[[], object]) -> tuple[Issue, ...]:
    """Return every fault that ``read`` raises, each of which has its words in both languages."""
    try:
        read()
    except InputError as error:
        for issue in error.issues:
            assert issue.line("zh").endswith(f"[{issue.code}]")
            assert issue.line("en").endswith(f"[{issue.code}]")
        return error.issues
    raise AssertionError("accepted")
