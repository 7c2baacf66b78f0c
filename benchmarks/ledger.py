"""A task ledger of millions of rows to exact hours per person and month, beside DuckDB's bare query of that sum.

The contestant is what ``staffing tasks --by person,month`` calls: columns found by their titles, stations and
months read, every row proved to be counted once, each sum exact. Where ids stand twice, rows repeat or dates are
odd is looked for when a scenario is read, not in each question: that is a row of its own. The bare query multiplies
and adds and does nothing else. Memory is that of a fresh process that does our part alone.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.timing import Goal, Section, Spread, seconds

ROWS = 10_000_000
CHUNK = 1_000_000
ROUNDS = 9
SLOW_ROUNDS = 3
"""Rounds in which all checks, pandas and polars take part."""
GOAL = 1.3
MEMORY_MB = 1000
STATIONS = 178
PERSONS = 60
"""Persons at a station."""
DIFFICULTY = {"低": "1", "中": "1.2", "高": "1.5"}

_ROWS = """
    SELECT 'T' || lpad(i::VARCHAR, 9, '0') AS 任务编号, '任务' || (hash(i, 1) % 40) AS 任务名称,
        'S' || lpad((hash(i, 2) % {stations})::VARCHAR, 3, '0') AS 站点编码,
        'P' || lpad((hash(i, 2) % {stations} * {persons} + hash(i, 3) % {persons})::VARCHAR, 5, '0') AS 责任人,
        '2025-' || lpad((hash(i, 4) % 12 + 1)::VARCHAR, 2, '0') AS 月份,
        ((hash(i, 5) % 40 + 1)::INTEGER / 2)::DECIMAL(9,1) AS 数量,
        ((hash(i, 6) % 160 + 1)::INTEGER / 4)::DECIMAL(9,2) AS 单位工时,
        (['低', '中', '高'])[(hash(i, 7) % 3 + 1)::BIGINT] AS 难度
    FROM (SELECT unnest(range({first}, {last})) AS i)
"""
_CASE = " ".join(f"WHEN '{grade}' THEN {number}" for grade, number in DIFFICULTY.items())
BARE = f"SELECT 责任人, 月份, sum(数量 * 单位工时 * CASE 难度 {_CASE} END) FROM '{{path}}' GROUP BY ALL"


def write_ledger(folder: Path, rows: int) -> Path:
    """Write a ledger of one year as Parquet, chunk by chunk into one file: the same content each time."""
    import duckdb

    path = folder / "ledger.parquet"
    with duckdb.connect(config={"memory_limit": "600MB", "temp_directory": str(folder)}) as connection:
        sized = {"stations": STATIONS, "persons": PERSONS}
        chunks = [
            _ROWS.format(first=first, last=min(rows, first + CHUNK), **sized)
            for first in range(0, rows, CHUNK)
        ]
        connection.execute(f"COPY ({' UNION ALL '.join(chunks)}) TO '{path}' (FORMAT parquet)")
    return path


def ours(path: Path, *, check: bool = False) -> dict[tuple[str | None, ...], Decimal]:
    """Return hours by person and month as ``staffing tasks`` sums them."""
    from contextlib import ExitStack

    from staffing.io.findings import Findings
    from staffing.io.ledger.engine import engine
    from staffing.io.ledger.file_sums import FileLedger
    from staffing.io.ledger.files import open_parts
    from staffing.io.ledger.rates import Rates
    from staffing.io.ledger.spec import TaskSpec
    from staffing.io.scenario.names import StationNames
    from staffing.models.tasks import Coefficient, Grading, Measure

    findings = Findings()
    known = {f"S{number:03}": {"name": f"第{number}所"} for number in range(STATIONS)}
    coefficients = [
        Coefficient(kind=Grading.DIFFICULTY, grade=grade, coefficient=Decimal(number))
        for grade, number in DIFFICULTY.items()
    ]
    with ExitStack() as closing:
        parts = open_parts([path], {}, closing, findings)
        execute = closing.enter_context(engine([part.fd for part in parts], path.name, findings))
        names, rates = StationNames(known, {}, findings), Rates(coefficients, ())
        ledger = FileLedger(execute, parts, TaskSpec(), names, rates, findings, check=check)
        sums = ledger.sums(("person", "month"), (Measure.HOURS,), quantity=False)
    findings.check()
    return {one.key: one.hours for one in sums}


def bare(path: Path) -> dict[tuple[str | None, ...], Decimal]:
    """Return the answer of DuckDB with its own settings."""
    import duckdb

    with duckdb.connect() as connection:
        rows = connection.execute(BARE.format(path=path)).fetchall()
    return {(person, month): hours for person, month, hours in rows}


def in_polars(path: Path) -> dict[tuple[str | None, ...], float]:
    """Return the same sum by polars, lazily from the file, in floating numbers."""
    import polars as pl

    factor = pl.col("难度").replace_strict({grade: float(number) for grade, number in DIFFICULTY.items()})
    hours = pl.col("数量").cast(pl.Float64) * pl.col("单位工时").cast(pl.Float64) * factor
    rows = pl.scan_parquet(path).group_by("责任人", "月份").agg(hours.sum().alias("hours")).collect().rows()
    return {(person, month): value for person, month, value in rows}


def pandas_frame(path: Path) -> Any:
    """Return the columns needed as a frame: pandas has no reader of Parquet here, so this is not timed."""
    import duckdb

    columns = "责任人, 月份, 难度, 数量::DOUBLE AS 数量, 单位工时::DOUBLE AS 单位工时"
    with duckdb.connect() as connection:
        return connection.execute(f"SELECT {columns} FROM '{path}'").df()


def in_pandas(frame: Any) -> dict[tuple[str | None, ...], float]:
    """Return the same sum by pandas, from a frame in memory, in floating numbers."""
    factor = frame["难度"].map({grade: float(number) for grade, number in DIFFICULTY.items()})
    hours = frame["数量"] * frame["单位工时"] * factor
    return dict(hours.groupby([frame["责任人"], frame["月份"]], sort=False).sum())


def peak_mb(path: Path) -> float:
    """Return the greatest memory of a fresh process that does our part alone, all checks included."""
    # A process that was started by a large one inherits that one's ru_maxrss; VmHWM is its own.
    code = (
        "import sys; from pathlib import Path; from benchmarks.ledger import ours; "
        "ours(Path(sys.argv[1]), check=True); status = Path('/proc/self/status').read_text(); "
        "print(status.partition('VmHWM:')[2].split()[0])"
    )
    root = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], cwd=root, capture_output=True, text=True, check=True
    )
    return int(done.stdout) / 1000


def measure(rows: int = ROWS, count: int = ROUNDS) -> Section:
    """Return table and goals of the ledger."""
    with tempfile.TemporaryDirectory() as name:
        path = write_ledger(Path(name), rows)
        size = path.stat().st_size / 1e6
        frame = pandas_frame(path)
        calls: dict[str, Callable[[], Any]] = {
            "bare": lambda: bare(path),
            "ours": lambda: ours(path),
            "checked": lambda: ours(path, check=True),
            "polars": lambda: in_polars(path),
            "pandas": lambda: in_pandas(frame),
        }
        absent = "" if _has_polars() else "polars is not installed here"
        if absent:
            del calls["polars"]
        answers = {key: call() for key, call in calls.items()}  # libraries and the file are warm
        rounds = [
            {
                key: _wall_s(call)
                for key, call in calls.items()
                if number < SLOW_ROUNDS or key in ("bare", "ours")
            }
            for number in range(count)
        ]
        peak = peak_mb(path)
    labels = {
        "bare": "**DuckDB alone**: the bare query",
        "ours": "hours per person and month, every row accounted for, exact",
        "checked": "the same, with repeated rows, double ids, dates and progress looked for",
        "polars": "polars, lazily from the file, floating",
        "pandas": "pandas, from a frame in memory, floating; reading not timed",
    }
    ratios = {key: Spread.of(times[key] / times["bare"] for times in rounds if key in times) for key in calls}
    table = [
        [label, seconds(Spread.of(times[key] for times in rounds if key in times).median), str(ratios[key])]
        for key, label in labels.items()
        if key in calls
    ]
    remarks = [
        f"{rows:,} rows, 8 columns, {size:.0f} MB of Parquet; {len(answers['bare']):,} sums.",
        f"The bare query: `{BARE.format(path='FILE')}`.",
    ]
    goals = [
        Goal(f"hours within {GOAL:g} x DuckDB's bare query", ratios["ours"], GOAL),
        Goal(f"memory below {MEMORY_MB:,} MB, all checks included", Spread.of([peak]), MEMORY_MB, "MB"),
    ]
    header = ("hours per person and month", "time", "times the bare query's (min-max)")
    return Section("ledger", header, table, [*remarks, *filter(None, [absent])], goals, _faults(answers))


def _faults(answers: dict[str, Any]) -> list[str]:
    """Return what must not be: exact sums that differ at all, floating ones by more than noise."""
    exact = answers["bare"]
    faults = [f"{key} differs" for key in ("ours", "checked") if answers[key] != exact]
    for key in ("polars", "pandas"):
        other = answers.get(key, {name: float(value) for name, value in exact.items()})
        near = other.keys() == exact.keys() and all(
            abs(other[name] - float(value)) <= 1e-9 * float(value) for name, value in exact.items()
        )
        faults += [] if near else [f"{key} differs"]
    return faults


def _has_polars() -> bool:
    from importlib.util import find_spec

    return find_spec("polars") is not None


def _wall_s(call: Callable[[], Any]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started
