"""Ledgers as they come: what counts, what is refused, and what is said of them."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from staffing.errors import InputError
from staffing.io.loaded import Loaded
from staffing.io.scenario_file import load, load_mapping
from staffing.quantify.demand import quantify
from tests.unit.io import builders
from tests.unit.io.ledger import ledgers
from tests.unit.io.ledger.ledgers import row

FORMS = ("sheet", "t.csv", "t.parquet")
PLAIN = [
    row(1, 责任人="甲", 难度="难", 紧急程度="急"),
    row(2, 站点编码="S2", 月份="2025-02", 数量="4", 责任人="乙", 难度="易", 紧急程度="缓"),
    row(
        3,
        站点编码="S3",
        月份="2025-03",
        数量="1",
        单位工时="8",
        责任人="丙",
        难度="易",
        紧急程度="急",
        加减分="-0.5",
    ),
]


def scenario(folder: Path, form: str, rows: list[ledgers.Row], settings: str = "", **sheets) -> Path:
    if form == "sheet":
        return ledgers.workbook(folder, rows, settings, **sheets)
    return ledgers.in_file(folder, rows, form, settings, **sheets)


def told(loaded: Loaded) -> dict[str, dict[str, Any]]:
    return {issue.code: dict(issue.values) for issue in loaded.warnings if issue.code.startswith("W_TASK")}


@pytest.fixture(params=FORMS)
def form(request) -> str:
    return str(request.param)


def test_hours_and_points_of_every_row(tmp_path, form):
    tasks = load(scenario(tmp_path, form, PLAIN)).scenario.tasks
    assert [(one.station, one.month, one.hours, one.points) for one in tasks.sums] == [
        ("S1", "2025-01", Decimal("4.5"), Decimal("5.4")),
        ("S2", "2025-02", Decimal(6), Decimal("4.8")),
        ("S3", "2025-03", Decimal(8), Decimal("10.7")),
    ]
    assert tasks.months == ("2025-01", "2025-02", "2025-03")


def test_every_row_is_accounted_for(tmp_path, form):
    rows = [*PLAIN, row(4, 月份="2024-12"), row(5, 站点编码="旧所")]
    given = scenario(tmp_path, form, rows, "from: 2025-01")
    given.write_text(given.read_text(encoding="utf-8") + "aliases: {旧所: null}\n", encoding="utf-8")
    found = told(load(given))["W_TASKS"]
    assert found == {
        "rows": 5, "counted": 3, "outside": 1, "left_out": 1, "repeated": 0, "hours": "18.5", "points": "20.9",
    }  # fmt: skip


def test_station_months_without_returns_are_named(tmp_path, form):
    found = told(load(scenario(tmp_path, form, PLAIN)))["W_TASK_MONTHS"]
    assert (found["count"], found["of"], found["stations"]) == (6, 9, 3)
    assert found["shown"].startswith("S1 2025-02, 2025-03; S2 2025-01, 2025-03")


def test_odd_rows_count_and_are_told(tmp_path, form):
    rows = [
        *PLAIN,
        row(1, 责任人="甲", 难度="难", 紧急程度="急", 数量="3"),
        row(6, 开始日期="2025-01-09", 完成日期="2025-01-05", 进度="130%", 难度="难", 紧急程度="急"),
    ]
    found = told(load(scenario(tmp_path, form, rows)))
    assert (found["W_TASK_IDS"]["ids"], found["W_TASK_IDS"]["rows"]) == (1, 2)
    assert found["W_TASK_DATES"]["rows"] == 1
    assert found["W_TASK_PROGRESS"]["rows"] == 1
    assert found["W_TASKS"]["counted"] == 5


def test_grades_without_coefficients_count_one_and_blank_grades_too(tmp_path, form):
    rows = [*PLAIN, row(4, 重要程度="高")]
    loaded = load(scenario(tmp_path, form, rows))
    assert told(loaded)["W_TASK_GRADES"] == {"kinds": ["重要程度 [importance]"]}
    assert told(loaded)["W_TASK_UNGRADED"]["rows"] == 1
    assert loaded.scenario.tasks.sums[0].hours == Decimal("7.5")


REFUSED = {
    "unknown station": (row(9, 站点编码="北门所"), {"E_STATION_NAME", "E_UNKNOWN_KEY"}),
    "no month": (row(9, 月份="2025.1"), {"E_MONTH"}),
    "no quantity": (row(9, 数量=None), {"E_MISSING"}),
    "negative": (row(9, 数量="-1"), {"E_NEGATIVE"}),
    "no number": (row(9, 数量="约5"), {"E_NUMBER"}),
    "unknown grade": (row(9, 难度="极难"), {"E_TASK_GRADE"}),
    "no hours": (row(9, 单位工时=None), {"E_TASK_HOURS"}),
    "no day": (row(9, 完成日期="昨天"), {"E_DATE"}),
    "the same row twice": (PLAIN[0], {"E_TASK_REPEATED"}),
    "a formula's start": (row(9, 责任人="=1+1"), set()),
    "an activity that begins like a formula": (row(9, 任务名称="=1+1"), {"E_NAME"}),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_certain_is_refused_with_its_place(tmp_path, form, case):
    odd, codes = REFUSED[case]
    if form == "t.parquet" and case == "no number":
        # A column of numbers holds no words: the nearest to one is not a number.
        odd = row(9, 数量="nan")
    if not codes and form == "sheet":
        codes = {"E_NAME"}
    path = scenario(tmp_path, form, [*PLAIN, odd])
    if not codes:
        load(path)
        issues = builders.issues(lambda: load(path).task_sums(("person",)))
        assert {issue.code for issue in issues} == {"E_NAME"}
        return
    issues = builders.issues(lambda: load(path))
    assert {issue.code for issue in issues} <= codes
    place = {"sheet": "任务台账!", "t.csv": "line 5", "t.parquet": "row 4"}[form]
    assert all(place in issue.where for issue in issues) or case == "the same row twice"


def test_repeated_rows_count_as_the_scenario_says(tmp_path, form):
    rows = [*PLAIN, PLAIN[0]]
    once = load(scenario(tmp_path, form, rows, "repeats: first")).scenario.tasks
    assert once.sums[0].hours == Decimal("4.5")
    twice = load(scenario(tmp_path, form, rows, "repeats: all")).scenario.tasks
    assert twice.sums[0].hours == Decimal(9)


def test_a_third_of_an_hour_is_no_rounding(tmp_path, form):
    rows = [row(number, 单位工时="0.333333333333333", 数量="3") for number in range(3)]
    tasks = load(scenario(tmp_path, form, rows)).scenario.tasks
    assert tasks.sums[0].hours == Decimal("2.999999999999997")


@pytest.mark.parametrize("kind", ["TINYINT", "INTEGER", "BIGINT", "UBIGINT"])
def test_whole_numbers_of_parquet_are_numbers(tmp_path, kind):
    path = ledgers.in_file(tmp_path, PLAIN, "t.parquet")
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY (SELECT 'T1' 任务编号, '检查' 任务名称, 'S1' 站点编码, '2025-01' 月份, 100::{kind} 数量, "
            f"100::{kind} 单位工时, 4::{kind} 加减分) TO '{tmp_path / 't.parquet'}' (FORMAT parquet)"
        )
    [one] = load(path).scenario.tasks.sums
    assert (one.quantity, one.hours, one.points) == (100, 10000, 10004)


def test_points_below_nothing_are_no_share_of_the_work(tmp_path, form):
    rows = [row(1, 加减分="-100"), row(2, 站点编码="S2", 数量="200")]
    scored = load(scenario(tmp_path, form, rows, "measure: points, blend: 0.5")).scenario
    with pytest.raises(InputError) as refused:
        quantify(scored)
    [issue] = refused.value.issues
    assert (issue.key, dict(issue.values)) == (
        "E_TASKS_ZERO.negative",
        {"name": "points", "station": "S1", "got": "-97"},
    )


def test_months_of_a_folder_come_from_its_files_names(tmp_path):
    tasks = load(ledgers.in_file(tmp_path, PLAIN, "months")).scenario.tasks
    assert tasks.months == ("2025-01", "2025-02", "2025-03")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_csv_in_any_encoding(tmp_path, encoding):
    path = ledgers.in_file(tmp_path, PLAIN)
    ledgers.write(tmp_path / "ledger.csv", PLAIN, encoding)
    assert load(path).scenario.tasks.sums[1].hours == Decimal(6)


def test_line_breaks_inside_quotes_lose_no_row(tmp_path):
    rows = [*PLAIN, row(7, 板块="第一行\n第二行", 难度="难")]
    given = ledgers.in_file(tmp_path, rows)
    assert told(load(given))["W_TASKS"]["rows"] == 4


def test_a_foreign_ledger_by_its_own_titles(tmp_path):
    ledgers.in_file(tmp_path, PLAIN)
    (tmp_path / "ledger.csv").write_text(
        "事项,科所,期,件数,每件小时\n接件,东河站,2025年3月,1200,0.25\n", encoding="utf-8"
    )
    columns = "columns: {任务名称: 事项, station: 科所, month: 期, quantity: 件数, unit_hours: 每件小时}"
    path = builders.yaml_with(tmp_path, "tables.xlsx", f"tasks: {{ledger: ledger.csv, {columns}}}\n")
    (one,) = load(path).scenario.tasks.sums
    assert (one.station, one.month, one.activity, one.hours) == ("S1", "2025-03", "接件", 300)


def test_settings_of_a_workbook_and_a_variant_blend(tmp_path):
    content = builders.sheets(
        任务台账=ledgers.sheet(PLAIN),
        系数=ledgers.COEFFICIENTS,
        参数=[*builders.SHEETS["参数"], ["任务占比", 0.25], ["任务计量", "分值"]],
        方案=[["名称", "键", "值"], ["只看指标", "任务占比", 0]],
    )
    loaded = load(builders.book(tmp_path / "a.xlsx", content))
    assert (loaded.scenario.tasks.blend, loaded.scenario.tasks.measure) == (Decimal("0.25"), "points")
    assert loaded.places["tasks.blend"] == "参数!B4"
    demand = quantify(loaded.scenario)
    assert demand.index[0] == demand.driver_index[0] * 3 / 4 + demand.task_share[0] / 4
    assert quantify(loaded.variant("只看指标").scenario).index == demand.driver_index


def test_a_variant_may_not_bring_another_ledger(tmp_path):
    path = ledgers.in_file(tmp_path, PLAIN)
    path.write_text(
        path.read_text(encoding="utf-8") + "variants: {另: {tasks: {ledger: b.csv}}}\n", encoding="utf-8"
    )
    assert [issue.code for issue in builders.issues(lambda: load(path))] == ["E_UNKNOWN_KEY"]


def test_a_request_body_names_no_file():
    body = {**builders.BODY, "tasks": {"ledger": "a.csv"}}
    assert "E_PATH" in {issue.code for issue in builders.issues(lambda: load_mapping(body))}


def test_coefficients_that_overlap_are_refused(tmp_path):
    coefficients = [*ledgers.COEFFICIENTS, ["难度", "难", 2, "2025-05-01", None]]
    content = builders.sheets(任务台账=ledgers.sheet(PLAIN), 系数=coefficients)
    issues = builders.issues(lambda: load(builders.book(tmp_path / "a.xlsx", content)))
    assert [(issue.code, issue.where) for issue in issues] == [("E_VALIDITY", "系数!7")]


def test_sums_by_any_columns_in_every_form(tmp_path, form):
    loaded = load(scenario(tmp_path, form, PLAIN))
    sums = loaded.task_sums(("person", "month"))
    assert [(one.key, one.rows, one.hours) for one in sums] == [
        (("丙", "2025-03"), 1, Decimal(8)),
        (("乙", "2025-02"), 1, Decimal(6)),
        (("甲", "2025-01"), 1, Decimal("4.5")),
    ]


def test_persons_stand_in_no_message(tmp_path, form):
    secret = "欧阳某某"
    rows = [row(1, 责任人=secret), row(1, 责任人=secret, 数量="9")]
    loaded = load(scenario(tmp_path, form, rows))
    assert "W_TASK_IDS" in told(loaded)
    words = [issue.line(lang) for issue in loaded.warnings for lang in ("zh", "en")]
    assert not any(secret in line for line in words)
    assert secret not in repr(loaded.scenario)


def test_a_ledger_of_which_nothing_counts_is_refused(tmp_path, form):
    issues = builders.issues(lambda: load(scenario(tmp_path, form, PLAIN, "from: 2026-01")))
    assert [issue.key for issue in issues] == ["E_TASKS_ZERO.rows"]


@pytest.mark.parametrize("repeats", ["refuse", "first"])
@pytest.mark.parametrize("file", FORMS[1:])
def test_a_row_repeated_in_another_spelling_is_not_counted_twice(tmp_path, file, repeats):
    rows = [row(1), row(1, 月份="2025年1月"), *PLAIN[1:]]
    path = scenario(tmp_path, file, rows, f"repeats: {repeats}")
    assert {issue.code for issue in builders.issues(lambda: load(path))} == {"E_TASK_REPEATED"}
