"""Small ledgers in every form that a scenario may give them in."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

from tests.unit.io import builders

TITLES = (
    *("任务编号", "任务名称", "活动", "板块", "工作类型", "站点编码", "岗位", "责任人", "月份", "数量"),
    *("单位工时", "难度", "紧急程度", "重要程度", "开始日期", "完成日期", "进度", "加减分"),
)
KEYS = (
    *("id", "task", "activity", "block", "work_type", "station", "post", "person", "month", "quantity"),
    *("unit_hours", "difficulty", "urgency", "importance", "opened", "done", "progress", "completion_points"),
)
NUMBERS = ("数量", "单位工时", "加减分")
COEFFICIENTS: list[list[Any]] = [
    ["项目", "等级", "系数", "生效日期", "失效日期"],
    ["难度", "难", "1.5", None, None],
    ["难度", "易", "1", None, None],
    ["紧急程度", "急", "1.2", None, "2025-02-28"],
    ["紧急程度", "急", "1.4", "2025-03-01", None],
    ["紧急程度", "缓", "0.8", None, None],
]

Row = dict[str, Any]


def row(number: int, **values: Any) -> Row:
    """Return a row of a ledger by titles of the sheet; what is not given is plain."""
    plain = {
        "任务编号": f"T{number}",
        "任务名称": "检查",
        "站点编码": "S1",
        "月份": "2025-01",
        "数量": "2",
        "单位工时": "1.5",
    }
    return {**dict.fromkeys(TITLES), **plain, **values}


def sheet(rows: Sequence[Row]) -> list[list[Any]]:
    """Return the rows as a sheet."""
    titles = [title for title in TITLES if any(one[title] is not None for one in rows)]
    return [titles, *([one[title] for title in titles] for one in rows)]


def workbook(folder: Path, rows: Sequence[Row], settings: str = "", **sheets: Any) -> Path:
    """Return a scenario whose ledger is a sheet beside the others."""
    content = builders.sheets(参数=None, 权重=None, 任务台账=sheet(rows), 系数=COEFFICIENTS, **sheets)
    builders.book(folder / "tables.xlsx", content)
    return builders.yaml_with(folder, "tables.xlsx", f"tasks: {{{settings}}}\n" if settings else "")


def in_file(
    folder: Path, rows: Sequence[Row], name: str = "ledger.csv", settings: str = "", **sheets: Any
) -> Path:
    """Return a scenario whose ledger is a file, or a folder with a file a month where the name has no ending."""
    builders.book(folder / "tables.xlsx", builders.sheets(参数=None, 权重=None, 系数=COEFFICIENTS, **sheets))
    if "." in name:
        write(folder / name, rows)
    else:
        (folder / name).mkdir()
        for month in {str(one["月份"]) for one in rows}:
            own = [{**one, "月份": None} for one in rows if one["月份"] == month]
            write(folder / name / f"{month}.csv", own)
    further = f", {settings}" if settings else ""
    return builders.yaml_with(folder, "tables.xlsx", f"tasks: {{ledger: {name}{further}}}\n")


def write(path: Path, rows: Sequence[Row], encoding: str = "utf-8") -> None:
    """Write a ledger as CSV or Parquet; in Parquet numbers are floating."""
    table = sheet(rows)
    if path.suffix == ".csv":
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file).writerows(["" if value is None else value for value in line] for line in table)
        return
    columns = ", ".join(f'"{title}" {"DOUBLE" if title in NUMBERS else "VARCHAR"}' for title in table[0])
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE ledger ({columns})")
        for line in table[1:]:
            connection.execute(f"INSERT INTO ledger VALUES ({', '.join('?' * len(line))})", line)
        connection.execute(f"COPY ledger TO '{path}' (FORMAT parquet)")


def body(rows: Sequence[Row], **settings: Any) -> dict[str, Any]:
    """Return a request body with the ledger's rows inline."""
    named = dict(zip(TITLES, KEYS, strict=True))
    items = [
        {
            named[title]: float(value) if title in NUMBERS else value
            for title, value in one.items()
            if value is not None
        }
        for one in rows
    ]
    kinds = [
        dict(zip(("kind", "grade", "coefficient", "valid_from", "valid_to"), line, strict=True))
        for line in COEFFICIENTS[1:]
    ]
    coefficients = [{key: value for key, value in one.items() if value is not None} for one in kinds]
    for one in coefficients:
        one["coefficient"] = json.loads(one["coefficient"])
    return {**builders.BODY, "tasks": {"rows": items, **settings}, "coefficients": coefficients}
