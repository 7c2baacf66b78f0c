"""From the prompt to the answer: whole processes, beside the imports that they cannot do without."""

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.timing import Goal, Section, Spread, seconds

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 25
CASES = (
    ("`staffing --help`", ["--help"], "import click, rich", 2.5),
    (
        "`staffing run` on the 178 units",
        ["run", str(ROOT / "scenarios" / "contract178")],
        "import numpy, pydantic, click, rich",
        4.0,
    ),
)


def wall_s(command: Sequence[str]) -> float:
    """Return how long a process takes that must succeed."""
    started = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started


def measure(count: int = ROUNDS) -> Section:
    """Return table and goals of the start."""
    program = str(Path(sys.executable).with_name("staffing"))
    rows, goals = [], []
    for label, arguments, imports, limit in CASES:
        print(f"startup: {label} …", file=sys.stderr, flush=True)
        one, other = [program, *arguments], [sys.executable, "-c", imports]
        wall_s(one), wall_s(other)  # caches of files and byte code
        pairs = [(wall_s(one), wall_s(other)) for _ in range(count)]
        ratio = Spread.of(a / b for a, b in pairs)
        medians = [seconds(Spread.of(times).median) for times in zip(*pairs, strict=True)]
        rows.append([label, medians[0], f"`{imports}`: {medians[1]}", str(ratio)])
        goals.append(Goal(f'{label} within {limit:g} x `python -c "{imports}"`', ratio, limit))
    header = ("command", "time", "imports alone", "ratio (min-max)")
    return Section("startup", header, rows, [], goals)
