"""Reading a workbook of 20,000 rows, checked and understood, beside python-calamine alone."""

import random
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.timing import Goal, Section, Spread, repeated, seconds

ROUNDS = 15
LIMIT = 3.0
ROWS = 20_000
CASES = ((4_000, 5), (20_000, 1))
"""Stations and drivers: the rows of 指标值 are as many as their product."""


def write_workbook(path: Path, stations: int, drivers: int) -> None:
    """Write a valid workbook; the same numbers each time."""
    import xlsxwriter

    chance = random.Random(20_000)
    names = [f"指标{number + 1}" for number in range(drivers)]
    sheets: dict[str, list[Sequence[object]]] = {
        "单位": [("站点编码", "站点名称", "编制下限", "编制上限", "现有人数")],
        "指标值": [("站点编码", "指标", "数值", "期间")],
        "权重": [("指标", "权重"), *((name, 1 / drivers) for name in names)],
        "参数": [("参数", "值"), ("总编制", 8 * stations)],
    }
    for number in range(stations):
        key = f"S{number:05d}"
        sheets["单位"].append((key, f"东河{number}站", 1, "不限", chance.randint(1, 20)))
        counts = [(key, name, round(chance.lognormvariate(6.0, 0.7)), "2025年") for name in names]
        sheets["指标值"].extend(counts)
    with xlsxwriter.Workbook(path) as workbook:
        for name, rows in sheets.items():
            page = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)


def read_alone(path: Path) -> list[Any]:
    """Return the values of all sheets, as python-calamine gives them."""
    from python_calamine import CalamineWorkbook

    workbook = CalamineWorkbook.from_path(path)
    return [
        workbook.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in workbook.sheet_names
    ]


def read_scenario(path: Path) -> int:
    """Return the number of counts of the scenario that the workbook holds."""
    from staffing.io.scenario_file import load_scenario

    return sum(len(driver.values) for driver in load_scenario(path).drivers)


def pairs(one: Callable[[], object], other: Callable[[], object], count: int) -> list[tuple[float, float]]:
    """Return the times of both, by turns."""
    one(), other()
    return [(repeated(one)[0], repeated(other)[0]) for _ in range(count)]


def measure(count: int = ROUNDS) -> Section:
    """Return table and goal."""
    rows: list[list[str]] = []
    goals: list[Goal] = []
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for stations, drivers in CASES:
            label = f"{stations:,} stations, {stations * drivers:,} counts"
            print(f"import: {label} …", file=sys.stderr, flush=True)
            path = Path(folder) / f"{stations}.xlsx"
            write_workbook(path, stations, drivers)
            if read_scenario(path) != ROWS:
                faults.append(f"{label}: not all counts were read")
            times = pairs(lambda: read_scenario(path), lambda: read_alone(path), count)  # noqa: B023
            ratio = Spread.of(a / b for a, b in times)
            medians = [seconds(Spread.of(side).median) for side in zip(*times, strict=True)]
            rows.append([label, *medians, str(ratio)])
            if not goals:
                goals.append(
                    Goal(f"a workbook of {ROWS:,} rows within {LIMIT:g} x python-calamine", ratio, LIMIT)
                )
    header = ("workbook", "a checked scenario", "python-calamine alone", "ratio (min-max)")
    return Section("import", header, rows, [], goals, faults)
