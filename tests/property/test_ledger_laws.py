"""Laws of the task ledger: what must hold whatever the rows say, and in whatever form they come."""

import random
import tempfile
from collections import defaultdict
from fractions import Fraction
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from staffing.io.scenario_file import load, load_mapping
from staffing.models.tasks import Measure, Tasks
from staffing.quantify.tasks import totals
from tests.unit.io.ledger import ledgers

STATIONS = ("S1", "S2", "S3")
FEW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])

amounts = st.integers(0, 400).map(lambda quarters: f"{quarters / 4:g}")
rows_of = st.lists(
    st.fixed_dictionaries(
        {
            "任务名称": st.sampled_from(("检查", "会议", "回访")),
            "站点编码": st.sampled_from(STATIONS),
            "责任人": st.sampled_from(("甲", "乙", None)),
            "月份": st.sampled_from(("2025-01", "2025-02", "2025-03")),
            "数量": amounts,
            "单位工时": st.sampled_from(("0.5", "1.25", "0.333333333333333", "3")),
            "难度": st.sampled_from(("难", "易", None)),
            "紧急程度": st.sampled_from(("急", "缓", None)),
            "加减分": st.sampled_from(("-1.5", "2", None)),
        }
    ),
    min_size=1,
    max_size=14,
)


def numbered(rows: list[dict[str, Any]]) -> list[ledgers.Row]:
    return [ledgers.row(number, **values) for number, values in enumerate(rows)]


def tasks_of(rows: list[ledgers.Row]) -> Tasks:
    tasks = load_mapping(ledgers.body(rows)).scenario.tasks
    assert tasks is not None
    return tasks


def expected(rows: list[ledgers.Row]) -> dict[tuple[str, str, str], tuple[Fraction, Fraction]]:
    """Work every row out by itself, in fractions."""
    difficulty = {"难": Fraction(3, 2), "易": Fraction(1), None: Fraction(1)}
    sums: dict[tuple[str, str, str], list[Fraction]] = defaultdict(lambda: [Fraction(0), Fraction(0)])
    for row in rows:
        urgent = Fraction(6, 5) if row["月份"] < "2025-03" else Fraction(7, 5)
        urgency = {"急": urgent, "缓": Fraction(4, 5), None: Fraction(1)}
        hours = Fraction(row["数量"]) * Fraction(row["单位工时"]) * difficulty[row["难度"]]
        own = sums[row["站点编码"], row["月份"], row["任务名称"]]
        own[0] += hours
        own[1] += hours * urgency[row["紧急程度"]] + Fraction(row["加减分"] or 0)
    return {key: (hours, points) for key, (hours, points) in sums.items()}


def said(tasks: Tasks) -> dict[tuple[str, str, str], tuple[Fraction, Fraction]]:
    return {
        (one.station, one.month, one.activity): (Fraction(one.hours), Fraction(one.points))
        for one in tasks.sums
    }


@given(rows_of)
@FEW
def test_every_form_says_what_each_row_says(rows):
    content = numbered(rows)
    with tempfile.TemporaryDirectory() as name:
        folders = [Path(name) / part for part in ("book", "csv", "parquet", "folder")]
        for folder in folders:
            folder.mkdir()
        paths = [ledgers.workbook(folders[0], content)]
        paths += [
            ledgers.in_file(folder, content, ledger)
            for folder, ledger in zip(folders[1:], ("t.csv", "t.parquet", "months"), strict=True)
        ]
        scenarios = [load(path).scenario for path in paths]
    assert {scenario.input_sha256 for scenario in scenarios} == {scenarios[0].input_sha256}
    for scenario in scenarios:
        assert scenario.tasks is not None
        assert said(scenario.tasks) == expected(content)


@given(rows_of, st.randoms(use_true_random=False))
@FEW
def test_order_of_the_rows_changes_nothing(rows, chance: random.Random):
    content = numbered(rows)
    shuffled = list(content)
    chance.shuffle(shuffled)
    assert tasks_of(shuffled) == tasks_of(content)


@given(rows_of)
@FEW
def test_a_task_in_two_equal_halves_is_the_same_work(rows):
    content = numbered([{**row, "加减分": None} for row in rows])
    halves = [
        {**row, "任务编号": f"{row['任务编号']}-{half}", "数量": str(Fraction(row["数量"]) / 2 + 0.0)}
        for row in content
        for half in (1, 2)
    ]
    assert said(tasks_of(halves)) == said(tasks_of(content))


@given(rows_of)
@FEW
def test_other_months_are_the_same_hours(rows):
    content = numbered(rows)
    later = [{**row, "月份": f"2024{row['月份'][4:]}"} for row in content]
    assert totals(tasks_of(later), Measure.HOURS, STATIONS) == totals(
        tasks_of(content), Measure.HOURS, STATIONS
    )


@given(rows_of)
@FEW
def test_stations_that_merge_add_their_hours_and_points(rows):
    content = numbered(rows)
    merged = [{**row, "站点编码": "S1" if row["站点编码"] == "S2" else row["站点编码"]} for row in content]
    for measure in Measure:
        first, second, third = totals(tasks_of(content), measure, STATIONS)
        assert totals(tasks_of(merged), measure, STATIONS) == (first + second, 0, third)
