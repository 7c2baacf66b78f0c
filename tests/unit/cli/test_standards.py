"""``staffing standards`` as its users meet it."""

import csv
import json

import pytest

from staffing.cli.commands import main


@pytest.fixture
def ledger(tmp_path):
    path = tmp_path / "办件台账.csv"
    rows = [("受理", "甲", f"2025-01-06 09:{n:02}", "2025-01-06 10:00") for n in range(40)]
    rows += [("审核", "乙", "2025-01-06 09:00", "")]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("活动", "经办人", "开始时间", "结束时间"), *rows])
    return path


@pytest.fixture
def staffing(capsys, monkeypatch):
    """Run the command: (exit code, output, errors)."""
    monkeypatch.delenv("STAFFING_LANG", raising=False)

    def call(*arguments):
        with pytest.raises(SystemExit) as end:
            main(["standards", *map(str, arguments)])
        captured = capsys.readouterr()
        return end.value.code, captured.out, captured.err

    return call


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", ["40件", "无结束时间", "活动 活动", "按实际经过时间", "--split", "未改动任何文件"]),
        ("en", ["40 items", "no end", "activity 活动", "elapsed time", "--split", "no scenario was changed"]),
    ],
)
def test_it_says_what_was_read_what_was_left_out_and_what_it_proposes(staffing, ledger, lang, words):
    code, out, _ = staffing(ledger, "--lang", lang)
    assert code == 0
    assert [word for word in words if word not in out] == []
    assert "0.675" in out


def test_json_holds_exact_medians_and_no_word_else(staffing, ledger):
    code, out, err = staffing(ledger, "--json", "--split", "--range", "quartiles", "--hours", "9-12")
    answer = json.loads(out)
    assert (code, err, answer["status"], answer["range"], answer["clock"]) == (
        0, "", "PROPOSED", "quartiles", "working",
    )  # fmt: skip
    assert answer["activities"][0]["plain"]["median_exact"] == "27/40"
    assert answer["rows"] == answer["used"] + sum(left["rows"] for left in answer["left_out"])


def test_the_proposals_are_written_where_asked_and_nowhere_else(staffing, ledger, tmp_path):
    before = sorted(tmp_path.iterdir())
    staffing(ledger)
    assert sorted(tmp_path.iterdir()) == before
    code, out, _ = staffing(ledger, "--out", tmp_path / "作业标准.csv")
    assert code == 0
    assert "作业标准.csv" in out
    assert (tmp_path / "作业标准.csv").read_text(encoding="utf-8-sig").startswith("活动,单位工时,来源")


@pytest.mark.parametrize(
    "options",
    [
        ["--where", "区"],
        ["--hours", "9"],
        ["--zone", "x"],
        ["--activity", "事项"],
        ["--case", "-", "--start", "-"],
    ],
)
def test_what_does_not_exist_is_refused(staffing, ledger, options):
    code, out, err = staffing(ledger, *options)
    assert (code, out) == (2, "")
    assert "E_" in err


def test_units_are_shown_beside_the_whole(staffing, ledger):
    _, out, _ = staffing(ledger, "--unit", "经办人")
    assert "甲" in out
