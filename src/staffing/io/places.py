"""Places of faults as rows and columns: ``指标值!C17``, ``单位!D3:E3``, ``单位!A3,A5``, ``line 5, 编制下限``."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple

from staffing.io.cells import column_number
from staffing.io.files.grid import Grid

MOST: Final = 100
"""Rows of one place that are looked at: a place can span a whole sheet."""
_PART: Final = re.compile(r"([A-Z]{0,3})([0-9]{0,7})(?::([A-Z]{0,3})([0-9]{0,7}))?")
_LINE: Final = re.compile(r"(?:col (\d+), )?line (\d+)(?:, (.*))?", re.DOTALL)


class Spot(NamedTuple):
    """One row of a place, counted from 0, and the columns that it names; none: the whole row."""

    row: int
    columns: tuple[int, ...] = ()


def sheet_of(where: str, names: Sequence[str]) -> str | None:
    """Return which of the sheets a place lies in; the names may hold any character.

    >>> sheet_of("单位!D3", ["单位", "单"]), sheet_of("总表", ["单位"])
    ('单位', None)
    """
    return next((name for name in names if where == name or where.startswith(f"{name}!")), None)


def spots_in_sheet(where: str, sheet: str) -> list[Spot]:
    """Return the rows that a place in a workbook names; none where it names a whole sheet or whole columns.

    >>> spots_in_sheet("单位!D3:E3", "单位"), spots_in_sheet("单位!4", "单位")
    ([Spot(row=2, columns=(3, 4))], [Spot(row=3, columns=())])
    >>> spots_in_sheet("单位!A3,A5", "单位")
    [Spot(row=2, columns=(0,)), Spot(row=4, columns=(0,))]
    """
    spots: list[Spot] = []
    for part in where.removeprefix(f"{sheet}!").split(","):
        match = _PART.fullmatch(part.strip().removeprefix(f"{sheet}!"))
        if match is None or not match[2]:
            continue
        left, top, right, bottom = match[1], int(match[2]), match[3] or match[1], int(match[4] or match[2])
        columns = range(column_number(left), column_number(right) + 1) if left and right else ()
        spots += [Spot(row - 1, tuple(columns)) for row in range(top, min(bottom, top + MOST - 1) + 1)]
    return spots


def spots_in_lines(wheres: Sequence[str], grid: Grid, titles: Sequence[str]) -> list[Spot]:
    """Return the rows of a CSV that places name by line and title."""
    spots = []
    for match in filter(None, map(_LINE.fullmatch, wheres)):
        row = _row_of_line(grid, int(match[2]))
        if row is None:
            continue
        if match[1] is not None:
            spots.append(Spot(row, (int(match[1]) - 1,)))
        else:
            named = (column for column, title in enumerate(titles) if title and title == match[3])
            spots.append(Spot(row, tuple(named)))
    return spots


def line_of(where: str) -> int | None:
    """Return the line that a place in a CSV names.

    >>> line_of("line 5, 编制下限"), line_of("")
    (5, None)
    """
    match = _LINE.fullmatch(where)
    return int(match[2]) if match else None


def _row_of_line(grid: Grid, line: int) -> int | None:
    """Return the row that stands on a line: rows in quotes may go over several; above the first there is none."""

    def starts_on(row: int) -> int:
        return int(grid.row_where(row).removeprefix("line "))

    row = bisect_right(range(len(grid.rows)), line, key=starts_on) - 1
    return row if row >= 0 else None
