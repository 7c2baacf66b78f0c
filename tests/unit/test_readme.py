"""The README runs: its Python, and every command it names."""

import doctest
import re
from pathlib import Path

import pytest

from staffing.cli.commands import main

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
LEDGER = "活动,经办人,开始时间,结束时间\n" + "受理,甲,2025-01-06 09:00,2025-01-06 09:20\n" * 30
TICKETS = "工单编号,受理时间,承办单位\nGD1,2025年1月3日,东河所\nGD2,2025年2月4日,西山所\n"
COMMANDS = re.findall(r"`\./dev run ([^`]+)`", README)


def test_its_python_runs(monkeypatch):
    monkeypatch.chdir(ROOT)
    done = doctest.testfile(str(ROOT / "README.md"), module_relative=False, encoding="utf-8")
    assert done.attempted >= 4
    assert done.failed == 0


def test_its_commands_run_in_order(tmp_path, monkeypatch, capsys):
    (tmp_path / "scenarios").symlink_to(ROOT / "scenarios")
    (tmp_path / "12345工单.csv").write_text(TICKETS, encoding="gb18030")
    (tmp_path / "办件台账.csv").write_text(LEDGER, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    ran = 0
    commands = sorted(COMMANDS, key=lambda line: "check" in line)
    for command in commands:
        words = command.replace("方案.xlsx", "x.xlsx").split()
        if words[0] in ("serve", "ARGS", "check"):
            continue
        # Nobody is there to be asked.
        words += ["--yes"] if words[0] == "map" else []
        with pytest.raises(SystemExit) as end:
            main(words)
        assert end.value.code == 0, (command, capsys.readouterr().err)
        ran += 1
    assert ran >= 8


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\(([^)]+)\)", README))))
def test_its_links_lead_somewhere(target):
    assert (ROOT / target).exists()
