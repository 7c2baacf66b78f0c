"""A small scenario in each of its forms."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook

_KEYS = ("id", "name", "minimum", "maximum", "in_post", "complaints", "markets")
_ROWS = (
    ("S001", "城北所", 2, 20, 9, 120, 4),
    ("S002", "城南所", 2, 20, 6, 45, 9),
    ("S003", "城东所", 2, 20, 5, 61, 2),
)
STATIONS: list[dict[str, Any]] = [dict(zip(_KEYS, row, strict=True)) for row in _ROWS]
BODY: dict[str, Any] = {
    "schema": 1,
    "name": "三所",
    "cap": 24,
    "weights": {"complaints": 0.7, "markets": 0.3},
    "stations": STATIONS,
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def write_folder(folder: Path, body: dict[str, Any]) -> None:
    """Write a body as a scenario folder: ``scenario.yaml`` (JSON is YAML) and ``stations.csv``."""
    folder.mkdir(exist_ok=True)
    rows = body["stations"]
    lines = [",".join(rows[0]), *(",".join(str(value) for value in row.values()) for row in rows)]
    (folder / "stations.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    content = {**body, "stations": "stations.csv"}
    (folder / "scenario.yaml").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def workbook(body: dict[str, Any]) -> bytes:
    """Return a body as a workbook."""
    book = Workbook()
    book.remove(book.worksheets[0])
    drivers = list(body["weights"])
    sheets = {
        "单位": [
            ["站点编码", "站点名称", "编制下限", "编制上限", "现有人数"],
            *([row[k] for k in ("id", "name", "minimum", "maximum", "in_post")] for row in body["stations"]),
        ],
        "指标值": [
            ["站点编码", "指标", "数值"],
            *([r["id"], d, r[d]] for d in drivers for r in body["stations"]),
        ],
        "权重": [["指标", "权重"], *([d, body["weights"][d]] for d in drivers)],
        "参数": [["参数", "值"], ["总编制", body["cap"]], ["名称", body["name"]]],
    }
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    file = BytesIO()
    book.save(file)
    return file.getvalue()
