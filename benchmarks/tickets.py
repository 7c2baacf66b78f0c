"""A large file of tickets to counts per station, beside what DuckDB alone takes to read and group the same file.

The contestant is what the loader calls: header, encoding and every line checked, days read, tickets outside the
period set apart. The peer finds out the format by itself, groups by the same column, and checks nothing more.
"""

import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.timing import Goal, Section, Spread, seconds

ROWS = 1_000_000
ROUNDS = 9
GOAL = 2.0
STATIONS = 178
HEADER = "工单编号,受理时间,承办单位,诉求类型,诉求标题,诉求内容,区域,状态,满意度,办结时间"


def write_tickets(path: Path, rows: int) -> None:
    """Write a file of tickets of one year: the same bytes each time."""
    chance = random.Random(7)
    names = [f"东河市第{number}市场监督管理所" for number in range(STATIONS)]
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(HEADER + "\r\n")
        for number in range(rows):
            day = f"2025-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
            clock = f"{chance.randrange(24):02}:{chance.randrange(60):02}:{chance.randrange(60):02}"
            station = names[int(STATIONS * chance.random() ** 2)]
            words = "消费投诉,商品质量,消费者要求退款"
            file.write(
                f"GD{number:010},{day} {clock},{station},{words},第{number % 20}街道,已办结,满意,{day}\r\n"
            )


def ours(path: Path, *, by_number: bool = False) -> dict[str, int]:
    """Return tickets of the first half-year by station, as the loader counts them."""
    from staffing.io.cells import Cell
    from staffing.io.findings import Findings
    from staffing.io.foreign.tallied import Columns, Question
    from staffing.io.foreign.tally import tally
    from staffing.io.foreign.ticket_file import TicketFile
    from staffing.io.values.dates import parse_period

    findings = Findings()
    wanted = [Cell(title, title, path.name, title, "typed") for title in ("承办单位", "受理时间", "工单编号")]
    with TicketFile(path, None, findings) as tickets:
        header = tickets.header(wanted, findings)
        findings.check()
        assert header is not None
        station, day, number = (header.titles.index(str(cell.value)) for cell in wanted)
        columns = Columns(station, day, number if by_number else None)
        question = Question(lambda words: words, parse_period("2025-H1"))
        found = tally(tickets, header, columns, question, findings)
    findings.check()
    assert found is not None
    return {str(name): count.counted + count.outside for name, count in found.counts.items()}


def duckdb_alone(path: Path, sql: str) -> Any:
    """Return the answer of DuckDB with its own settings."""
    import duckdb

    with duckdb.connect() as connection:
        return connection.execute(sql.format(path=path)).fetchall()


GROUPED = "SELECT 承办单位, count(*) FROM read_csv('{path}') GROUP BY ALL"
COUNTED = "SELECT count(*) FROM read_csv('{path}')"


def measure(rows: int = ROWS, count: int = ROUNDS) -> Section:
    """Return table and goal of the tickets."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tickets.csv"
        write_tickets(path, rows)
        size = path.stat().st_size / 1e6
        calls: dict[str, Callable[[], Any]] = {
            "peer": lambda: dict(duckdb_alone(path, GROUPED)),
            "ours": lambda: ours(path),
            "numbers": lambda: ours(path, by_number=True),
            "count": lambda: duckdb_alone(path, COUNTED),
        }
        answers = {name: call() for name, call in calls.items()}  # libraries and the file are warm
        rounds = [{name: _wall_s(call) for name, call in calls.items()} for _ in range(count)]
    labels = {
        "peer": f"**DuckDB alone**: `{GROUPED.format(path='FILE')}`",
        "ours": "tickets to counts per station and period",
        "numbers": "the same, each ticket number once",
        "count": f"DuckDB: `{COUNTED.format(path='FILE')}`",
    }
    ratios = {name: Spread.of(times[name] / times["peer"] for times in rounds) for name in calls}
    table = [
        [label, seconds(Spread.of(times[name] for times in rounds).median), str(ratios[name])]
        for name, label in labels.items()
    ]
    faults = [
        f"{name} counts other tickets" for name in ("ours", "numbers") if answers[name] != answers["peer"]
    ]
    remarks = [
        f"{rows:,} rows, 10 columns, {size:.0f} MB, UTF-8; days with a time of day; {STATIONS} stations."
    ]
    goals = [Goal(f"tickets to counts within {GOAL:g} x DuckDB alone", ratios["ours"], GOAL)]
    return Section("tickets", ("reading", "time", "times DuckDB's (min-max)"), table, remarks, goals, faults)


def _wall_s(call: Callable[[], Any]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started
