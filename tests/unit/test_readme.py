"""The README runs: its Python, and every command it names."""

import doctest
import re
from pathlib import Path

import pytest

from staffing.cli.commands import main

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"`\./dev run ([^`]+)`", README)


def test_its_python_runs(monkeypatch):
    monkeypatch.chdir(ROOT)
    done = doctest.testfile(str(ROOT / "README.md"), module_relative=False, encoding="utf-8")
    assert done.attempted >= 4
    assert done.failed == 0


def test_its_commands_run_in_order(tmp_path, monkeypatch, capsys):
    (tmp_path / "scenarios").symlink_to(ROOT / "scenarios")
    monkeypatch.chdir(tmp_path)
    ran = 0
    commands = sorted(COMMANDS, key=lambda line: "check" in line)
    for command in commands:
        words = command.replace("方案.xlsx", "x.xlsx").split()
        if words[0] in ("serve", "ARGS", "check"):
            continue
        with pytest.raises(SystemExit) as end:
            main(words)
        assert end.value.code == 0, (command, capsys.readouterr().err)
        ran += 1
    assert ran >= 8


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\(([^)]+)\)", README))))
def test_its_links_lead_somewhere(target):
    assert (ROOT / target).exists()
