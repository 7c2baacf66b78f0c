"""``staffing map`` as its users meet it."""

import json
import signal
import sys

import pytest

from staffing.cli import mapping
from staffing.cli.commands import main
from staffing.io.scenario_file import load
from tests.unit.io.foreign.builders import TICKETS, counts, folder, text


@pytest.fixture
def export(tmp_path):
    path = tmp_path / "12345工单.csv"
    path.write_text(text(TICKETS), encoding="utf-8")
    return path


@pytest.fixture
def staffing(capsys, monkeypatch):
    """Run the command with answers typed on a terminal, or without one: (exit code, output, errors)."""
    monkeypatch.delenv("STAFFING_LANG", raising=False)

    def call(*arguments, answers=None):
        import io

        monkeypatch.setattr(mapping, "on_terminal", lambda: answers is not None)
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{answer}\n" for answer in answers or ())))
        with pytest.raises(SystemExit) as end:
            main(["map", *map(str, arguments)])
        captured = capsys.readouterr()
        return end.value.code, captured.out, captured.err

    return call


def test_without_a_terminal_it_proposes_and_writes_nothing(staffing, export):
    code, out, err = staffing(export)
    assert code == 2
    assert "12345工单.csv：工单表，一行一件，6 行，3 个单位名称" in out
    assert "个人信息，不读" in out
    assert "1380" not in out
    assert "--yes" in err
    assert [path.name for path in export.parent.iterdir()] == [export.name]


def test_yes_writes_checks_and_counts(staffing, export):
    code, out, _ = staffing(export, "--yes", "--cap", 9, "--driver", "投诉举报量", "--period", "2025-H1")
    assert code == 0
    assert "投诉举报量 2025-H1" in out
    assert sum(counts(load(export.parent)).values()) == 3


def test_what_is_still_missing_is_said(staffing, export):
    code, out, _ = staffing(export, "--yes")
    assert code == 0
    assert "还缺cap" in out


def test_json_is_one_document(staffing, export):
    code, out, _ = staffing(export, "--json")
    assert (code, json.loads(out)["status"]) == (2, "PROPOSED")
    code, out, _ = staffing(export, "--json", "--yes", "--cap", 9)
    assert (code, json.loads(out)["status"], len(json.loads(out)["counts"])) == (0, "VALID", 3)


def test_a_conversation(staffing, export):
    # Station, day and number as proposed; then the name of the driver, the period, the headcount, and yes.
    answers = ["", "", "-", "投诉", "2025", "9", "y"]
    code, out, err = staffing(export, answers=answers)
    assert code == 0
    assert "承办单位列 [承办单位]" in err
    assert "投诉 2025" in out
    assert sum(counts(load(export.parent), "投诉").values()) == 5
    assert "number" not in (export.parent / "scenario.yaml").read_text(encoding="utf-8")


def test_an_answer_that_does_not_do_is_asked_again(staffing, export):
    code, _, err = staffing(export, answers=["某列", "承办单位", "", "", "", "", "九", "9", "y"])
    assert code == 0
    assert "“某列”不合适" in err
    assert "“九”不合适" in err


def test_no_leaves_everything_as_it_is(staffing, export):
    code, _, _ = staffing(export, answers=["", "", "", "", "", "9", "n"])
    assert code == 130
    assert [path.name for path in export.parent.iterdir()] == [export.name]


def test_names_are_asked_for_where_there_are_stations(staffing, tmp_path, export):
    folder(tmp_path, b"", scenario="schema: 1\nstations: stations.csv\ncap: 9\n")
    answers = ["", "", "", "投诉举报量", "2025", "S001", "y"]
    code, _, err = staffing(export, answers=answers)
    assert code == 0
    assert "“东河市监所”是哪个单位，相近的有S001 东河市场监督管理所" in err
    assert counts(load(tmp_path)) == {"S001": 3, "S002": 1, "S003": 0}


def test_an_id_that_no_station_bears_is_asked_again(staffing, tmp_path, export):
    folder(tmp_path, b"", scenario="schema: 1\nstations: stations.csv\ncap: 9\n")
    code, _, err = staffing(export, answers=["", "", "", "投诉举报量", "2025", "S0O1", "S001", "y"])
    assert (code, "“S0O1”不合适" in err) == (0, True)
    assert counts(load(tmp_path))["S001"] == 3


def test_a_second_driver_never_takes_the_weight_of_the_first(staffing, tmp_path, export):
    folder(tmp_path, b"", scenario="schema: 1\nstations: stations.csv\ncap: 9\nweights: {面积: 1}\n")
    rows = [
        "id,name,面积",
        *(f"S00{n},{name},{n}" for n, name in enumerate(["东河市监所", "西山市场监督管理所"], 1)),
    ]
    (tmp_path / "stations.csv").write_text("\n".join([*rows, "S003,东河市场监督管理所,3"]), encoding="utf-8")
    before = (tmp_path / "scenario.yaml").read_bytes()
    code, _, err = staffing(export, "--yes")
    assert (code, "面积, 工单量" in err) == (2, True)
    assert staffing(export, "--yes", "--weight", "工单量=1")[0] == 2
    assert (tmp_path / "scenario.yaml").read_bytes() == before
    code, _, err = staffing(export, answers=["", "", "", "", "2025", "0.4", "0.6", "y"])
    assert (code, "面积的权重" in err) == (0, True)
    found = {driver.name: str(driver.weight) for driver in load(tmp_path).scenario.drivers}
    assert found == {"面积": "0.4", "工单量": "0.6"}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_takes_everything_back(staffing, export, monkeypatch, number):
    def signalled(*_, **__):
        assert (export.parent / "scenario.yaml").exists()
        signal.raise_signal(number)

    monkeypatch.setattr("staffing.service.mapping_writing.check", signalled)
    before = signal.getsignal(number)
    assert staffing(export, "--yes", "--cap", 9)[0] == 130
    assert signal.getsignal(number) == before
    assert [path.name for path in export.parent.iterdir()] == [export.name]


def test_weights_are_asked_for_and_never_guessed(staffing, tmp_path):
    path = tmp_path / "表.csv"
    path.write_text("单位,投诉,主体\n东河所,1,5\n西山所,2,6\n", encoding="utf-8")
    code, out, err = staffing(path, answers=["", "", "9", "0.4", "0.6", "y"])
    assert (code, "投诉的权重" in err) == (0, True)
    assert "主体" in out
    assert [str(driver.weight) for driver in load(tmp_path).scenario.drivers] == ["0.4", "0.6"]


def test_wrong_use_is_said_in_one_line(staffing, tmp_path, export):
    assert staffing(export, "--weight", "工单量")[0] == 2
    code, _, err = staffing(tmp_path / "nothing.csv", "--lang", "en")
    assert (code, "[E_NOT_FOUND]" in err) == (2, True)
