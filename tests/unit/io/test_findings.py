"""What is shown is worked out; what is only counted costs next to nothing, and the counts are right."""

import pytest

from staffing.errors import InputError, Issue
from staffing.io import findings as module
from staffing.io.cells import Cell
from staffing.io.findings import LIMIT, Findings
from staffing.io.scenario_file import load
from staffing.io.table_alone import check_table
from staffing.service.checking import check_table as look_at_table
from tests.unit.io.builders import YAML


def cell(row, title="数值"):
    return Cell(" 1 ", title, "a.xlsx", f"指标值!C{row}", "workbook")


def test_a_suggestion_is_worked_out_only_if_the_fault_is_shown():
    asked = []

    def near():
        asked.append(1)
        return "S1"

    findings = Findings()
    for row in range(LIMIT + 50):
        findings.at("E_UNKNOWN_KEY", cell(row), nearest=near)
    findings.add(Issue("E_UNKNOWN_KEY", values={"nearest": near}))
    assert len(asked) == LIMIT
    assert findings.errors[0].values["nearest"] == "S1"
    assert findings.errors[-1].values == {"count": 51}


def test_faults_are_full_apart_from_warnings():
    findings = Findings()
    for row in range(LIMIT):
        assert not findings.full("E_NUMBER")
        findings.at("E_NUMBER", cell(row))
    assert findings.full("E_UNKNOWN_KEY.x")
    assert not findings.full("W_TRIMMED")


def test_changes_beyond_the_most_are_counted(monkeypatch):
    monkeypatch.setattr(module, "CHANGES", 3)
    findings = Findings()
    for row in range(5):
        findings.changed("W_TRIMMED", cell(row), "1")
    told = findings.told
    findings.changed("W_TEXT_NUMBER", cell(4), "1")
    findings.changed("W_BLANK_ROW", cell(9), None, place="指标值!9")
    assert findings.told > told
    assert [change.where for change in findings.changes] == ["指标值!C0", "指标值!C1", "指标值!C2"]
    assert findings.counted == (5, 1, 4)
    assert [issue.values.get("times") for issue in findings.warnings] == [5, None, None]


@pytest.fixture
def blanks(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "CHANGES", 2)
    (tmp_path / "单位.csv").write_text("站点编码,站点名称\nS1 ,东\nS2 ,西\nS3 ,南\n", encoding="utf-8")
    return tmp_path / "单位.csv"


def test_the_answer_says_how_many_notes_are_not_listed(blanks):
    assert check_table(blanks).noted.more == 1
    answer = look_at_table(blanks, notes=True)
    assert (answer.noted.values, len(answer.notes), answer.notes_more) == (3, 2, 1)
    assert look_at_table(blanks).notes_more is None


@pytest.mark.parametrize("known", [2_000, 6_000])
def test_ids_that_no_station_has_are_refused_quickly(tmp_path, monkeypatch, known):
    calls = []

    def none_alike(_, known, **__):
        calls.append(known)
        return []

    monkeypatch.setattr("staffing.io.values.words.get_close_matches", none_alike)
    data = tmp_path / "data"
    data.mkdir()
    stations = "".join(f"S{n:05d},站{n},P{n:05d}\n" for n in range(known))
    counts = "".join(f"T{n:05d},人口,1\n" for n in range(known))
    (data / "单位.csv").write_text("站点编码,站点名称,上级编码\n" + stations, encoding="utf-8")
    (data / "指标值.csv").write_text("站点编码,指标,数值\n" + counts, encoding="utf-8")
    (tmp_path / "scenario.yaml").write_text(YAML.format(data="data"), encoding="utf-8")
    with pytest.raises(InputError) as raised:
        load(tmp_path)
    assert raised.value.issues[-1].values["count"] > known
    assert len(calls) == LIMIT
    assert max(map(len, calls)) <= 50
