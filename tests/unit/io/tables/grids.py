"""Grids without files, and what reading one as a table gives."""

from collections.abc import Sequence
from typing import Any

from staffing.io.cells import Table, letters
from staffing.io.files.grid import Area, Grid
from staffing.io.findings import Findings
from staffing.io.layout import STATIONS, Sheet
from staffing.io.tables.rows import read_table

HEAD: list[Any] = ["站点编码", "站点名称", "上级编码", "编制下限", "编制上限", "现有人数"]
ROWS: list[list[Any]] = [
    ["S1", "东河站", None, 2, 9, 4],
    ["S2", "西山站", "S1", 1, 8, 3],
    ["S3", "南桥站", "S1", 0, 7, 2.5],
]
TOTAL: list[Any] = ["合计", None, None, 3, 24, 9.5]


def grid(rows: Sequence[Sequence[Any]], merged: Sequence[Area] = ()) -> Grid:
    """Return rows as a sheet 单位."""
    return Grid(
        "a.xlsx",
        "单位",
        "workbook",
        [list(row) for row in rows],
        lambda row, column, _: f"单位!{letters(column)}{row + 1}",
        lambda row: f"单位!{row + 1}",
        merged,
    )


def read(
    rows: Sequence[Sequence[Any]],
    sheet: Sheet = STATIONS,
    merged: Sequence[Area] = (),
    *,
    wide: bool = False,
) -> tuple[Table | None, list[tuple[str, str]]]:
    """Return the table, and code and place of everything recorded, each of which has its words."""
    findings = Findings()
    table = read_table(grid(rows, merged), sheet, findings, wide=wide)
    issues = (*findings.errors, *findings.warnings)
    for issue in issues:
        assert issue.line("zh").endswith(f"[{issue.code}]")
        assert issue.line("en").endswith(f"[{issue.code}]")
    return table, [(issue.code, issue.where) for issue in issues]


def places(table: Table | None) -> list[str]:
    """Return where the rows of a table stand, by their first column."""
    assert table is not None
    return [next(iter(row.values())).where for row in table.rows]
