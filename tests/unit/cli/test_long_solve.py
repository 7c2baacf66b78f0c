"""Long solves on the command line: progress on standard error of a terminal; Ctrl-C shows the best plan so far."""

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from staffing.cli.output import Output
from staffing.cli.progress import Drawing, Solving
from staffing.models.progress import Progress

ROOT = Path(__file__).parents[3]
FAKES = "tests.unit.solver.fakes"
PROGRAM = """
import sys
from staffing.solver import solve
solve.solve.__kwdefaults__["backends"] = {"ortools": sys.argv.pop(1)}
from staffing.cli.commands import main
main()
"""


def started(fake: str, *arguments: str, **streams):
    """Start the program with a slow back end in the place of CP-SAT."""
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}/src:{ROOT}", "TERM": "xterm", "COLUMNS": "100"}
    command = [sys.executable, "-c", PROGRAM, f"{FAKES}:{fake}", "run", "qingxiu", "--backend", "ortools"]
    return subprocess.Popen([*command, *arguments], env=environment, stdout=subprocess.PIPE, **streams)


def read_until(terminal: int, words: str, seconds: float = 30.0) -> str:
    seen, end = b"", time.monotonic() + seconds
    while words not in seen.decode(errors="replace") and time.monotonic() < end:
        seen += os.read(terminal, 4096)
    return seen.decode(errors="replace")


@pytest.fixture
def terminal():
    ours, theirs = pty.openpty()
    yield ours, theirs
    os.close(ours)


def test_ctrl_c_shows_the_best_plan_so_far_and_writes_nothing(terminal, tmp_path):
    ours, theirs = terminal
    with started(
        "worse_plan_then_hang", "--json", "--lang=en", "--out", str(tmp_path / "out"), stderr=theirs
    ) as run:
        os.close(theirs)
        assert "best 9, bound 5, gap 44.44%" in read_until(ours, "gap")
        run.send_signal(signal.SIGINT)
        out, _ = run.communicate(timeout=20)
    answer = json.loads(out)
    assert run.returncode == 130
    assert answer["status"] == "CANCELLED"
    assert answer["allocated"] == answer["cap"]
    assert (answer["verified"], answer["warnings"]) == (True, [])
    assert not (tmp_path / "out").exists()


def test_without_a_terminal_nothing_is_shown():
    with started("hang", "--lang=en", stderr=subprocess.PIPE) as run:
        time.sleep(3)
        run.send_signal(signal.SIGINT)
        out, said = run.communicate(timeout=20)
    assert run.returncode == 130
    assert said.decode().strip() == "cancelled"
    assert "solving" not in out.decode()


@pytest.mark.parametrize("shown", [True, False])
def test_quick_solves_show_nothing(shown, monkeypatch, capsys):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with Solving(Output(lang="zh", as_json=False), shown=shown) as solving:
        solving.update(Progress(best=None, bound=1.25, gap=None, seconds=1))
        assert (solving._line is not None) is shown
    assert ("下界 1.25" in capsys.readouterr().err) is shown


@pytest.mark.parametrize(
    ("terminal", "patience", "shown"), [(True, 0, True), (True, 60, False), (False, 0, False)]
)
def test_draws_show_a_bar_once_they_last(terminal, patience, shown, monkeypatch, capsys):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    monkeypatch.setattr("staffing.cli.progress.PATIENCE_S", patience)
    with Drawing(Output(lang="en", as_json=False)) as drawing:
        drawing.update(250, 1000)
        assert (drawing._bar is not None) is shown
    said = capsys.readouterr().err
    assert ("drawing" in said and "25%" in said) is shown
