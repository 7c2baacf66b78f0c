"""The command line as its users meet it."""

import json
import os
import re
import subprocess
import sys
from copy import deepcopy
from pathlib import Path

import pytest
from rich.cells import cell_len

from staffing.cli.commands import main
from tests.unit.io.builders import CATEGORIES, POSTS, book, sheets

GOLDEN = Path(__file__).resolve().parents[2] / "golden"


def _stable(text: str) -> str:
    return re.sub(r"\d+\.\d\d 秒", "0.00 秒", text)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("run", ["run", "qingxiu"]),
        ("whatif", ["whatif", "qingxiu", "--cut", "4", "--mode", "increment"]),
        ("compare", ["compare", "qingxiu", "--normalisations"]),
        ("demand", ["demand", "qingxiu"]),
        ("check", ["check", "zhongning"]),
        ("whatif_en", ["whatif", "qingxiu", "--add", "2", "--lang", "en"]),
    ],
)
def test_output_is_the_golden_file(staffing, scenarios, name, arguments):
    code, out, _ = staffing(arguments[0], scenarios / arguments[1], *arguments[2:])
    assert code == 0
    expected = GOLDEN / f"{name}.txt"
    if not expected.is_file() or _stable(out) != expected.read_text(encoding="utf-8"):
        expected.with_suffix(".new").write_text(_stable(out), encoding="utf-8")
    assert _stable(out) == expected.read_text(encoding="utf-8"), "accept with: mv X.new X.txt"


def test_run_prints_the_figures_of_the_design(staffing, scenarios):
    _, out, _ = staffing("run", scenarios / "qingxiu")
    for words in (
        "最优，已证明，验算通过",
        "人员控制数 96，已配 96，空余 0",
        "在编人员 67 名不动，调剂外聘人员 11 名",
        "现状 2.41，拟配后 1.61",
        "第 96 名 新竹所 10 到 11（1.0137），第 97 名 东盟所 10 到 11（1.0015），相差 1.2%",
        "东盟所投诉举报量多 35（2.2%），或新竹所投诉举报量少 34（2.3%），该名即改归东盟所",
        "再增：东盟所、津头所、南湖所、建政所 | 再减：新竹所、凤岭所、南湖所、仙葫所",
    ):
        assert words in out


def test_columns_line_up_at_double_width(staffing, scenarios):
    _, out, _ = staffing("run", scenarios / "qingxiu")
    lines = out.splitlines()
    rule = next(line for line in lines if line.startswith("----"))
    ends = [match.end() for match in re.finditer(r"-+", rule)]
    for line in lines[lines.index(rule) + 1 : lines.index(rule) + 13]:
        padded, cells = "", 0
        for character in line:
            padded += character + "\0" * (cell_len(character) - 1)
            cells += cell_len(character)
        for end in ends[:-1]:
            assert padded[end : end + 2].strip() == "", line


def test_nothing_that_some_terminals_draw_two_cells_wide(staffing, scenarios):
    for arguments in (
        ["run", "qingxiu"],
        ["whatif", "qingxiu", "--cut", "4"],
        ["compare", "qingxiu", "--methods"],
    ):
        _, out, _ = staffing(arguments[0], scenarios / arguments[1], *arguments[2:])
        assert not set("│─█→−±·▲▼…×÷") & set(out)


@pytest.mark.parametrize("columns", [80, 100, 120])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "arguments",
    [
        ["run", "qingxiu"],
        ["run", "contract178"],
        ["run", "qingxiu", "--cap", "60"],
        ["demand", "qingxiu"],
        ["demand", "contract178"],
        ["whatif", "qingxiu", "--cut", "4", "--mode", "increment"],
        ["whatif", "contract178", "--add", "3"],
        ["check", "zhongning"],
    ],
    ids=" ".join,
)
def test_every_width_is_kept(staffing, scenarios, monkeypatch, arguments, lang, columns):
    monkeypatch.setattr("staffing.cli.output.Output.width", property(lambda _: columns))
    _, out, _ = staffing(arguments[0], scenarios / arguments[1], *arguments[2:], "--lang", lang)
    assert max(cell_len(line) for line in out.splitlines()) <= columns


def test_narrow_terminals_lose_id_and_index(staffing, scenarios, monkeypatch):
    monkeypatch.setattr("staffing.cli.output.Output.width", property(lambda _: 80))
    _, out, _ = staffing("run", scenarios / "qingxiu")
    assert "需求指数" not in out
    assert "S01" not in out
    assert "o------#" in out


@pytest.mark.parametrize(
    "arguments",
    [
        ["run"],
        ["whatif", "--delta=-4"],
        ["whatif", "--add", "2", "--mode", "budget", "--max-transfers", "3"],
        ["check"],
        ["demand"],
        ["compare", "--methods"],
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_json_is_one_document_and_nothing_else(staffing, scenarios, arguments, lang):
    code, out, _ = staffing(arguments[0], scenarios / "qingxiu", *arguments[1:], "--json", "--lang", lang)
    assert code == 0
    document = json.loads(out)
    assert "input_sha256" in document or "scenarios" in document


def test_run_json_has_the_fixed_names(staffing, scenarios):
    _, out, _ = staffing("run", scenarios / "qingxiu", "--json")
    document = json.loads(out)
    assert {
        "status", "method", "normalisation", "cap", "allocated", "stations", "objective", "bound", "gap",
        "verified", "ties", "warnings", "input_sha256", "seconds", "provenance",
    } <= set(document)  # fmt: skip
    assert {
        "id", "name", "index", "quota", "allocation", "in_post", "change", "burden", "burden_in_post", "minimum",
        "maximum", "contributions", "categories",
    } <= set(document["stations"][0])  # fmt: skip
    assert document["stations"][0]["categories"]["contract"] == {"in_post": 4, "allocation": 2}
    assert {"staffing", "backend", "seed"} <= set(document["provenance"])


@pytest.mark.parametrize(
    ("arguments", "code", "issue"),
    [
        (["run", "nowhere.xlsx"], 2, "E_NOT_FOUND"),
        (["run", "{}", "--method", "x"], 2, "E_OPTION"),
        (["run", "{}", "--backend", "gurobi"], 2, "E_OPTION"),
        (["whatif", "{}"], 2, "E_USAGE"),
        (["whatif", "{}", "--add", "1", "--cut", "1"], 2, "E_USAGE"),
        (["whatif", "{}", "--add", "1", "--category", "x"], 2, "E_CATEGORY"),
        (["compare", "{}", "{}", "--methods"], 2, "E_USAGE"),
        (["report", "{}", "--format", "pdf", "--out", "x"], 2, "E_OPTION"),
        (["frobnicate"], 2, "E_USAGE"),
        (["run"], 2, "E_USAGE"),
        (["run", "{}", "--cap", "-1"], 2, "E_USAGE"),
    ],
)
def test_bad_use_is_one_line_with_a_code(staffing, scenarios, tmp_path, monkeypatch, arguments, code, issue):
    monkeypatch.chdir(tmp_path)
    filled = [argument.format(scenarios / "qingxiu") for argument in arguments]
    got, out, err = staffing(*filled)
    assert (got, out) == (code, "")
    assert f"[{issue}]" in err
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []
    got, out, err = staffing(*filled, "--json")
    assert got == code
    document = json.loads(out)
    assert (document["status"], document["issues"][0]["code"]) == ("INVALID", issue)


def test_an_infeasible_headcount_leaves_1_with_conflict_and_remedy(staffing, scenarios):
    code, out, _ = staffing("run", scenarios / "qingxiu", "--cap", "60")
    assert code == 1
    assert "无可行方案" in out
    assert "最优" not in out
    assert "人员控制数由60提高到68" in out
    code, out, _ = staffing("whatif", scenarios / "qingxiu", "--cut", "40", "--json")
    assert code == 1
    document = json.loads(out)
    assert document["status"] == "INFEASIBLE"
    assert {"rule", "where", "text"} == set(document["conflict"][0])


def test_a_scenario_that_contradicts_itself_leaves_2(staffing, tmp_path):
    (tmp_path / "scenario.yaml").write_text(
        "schema: 1\nstations: s.csv\ncap: 3\nweights: {work: 1}\n", encoding="utf-8"
    )
    (tmp_path / "s.csv").write_text("id,name,minimum,work\nA,甲所,2,5\nB,乙所,2,5\n", encoding="utf-8")
    code, out, err = staffing("run", tmp_path)
    assert (code, out) == (2, "")
    assert "[E_CAP_LT_SUM_MIN]" in err
    assert "人员控制数由3提高到4" in err
    code, out, _ = staffing("check", tmp_path, "--json")
    document = json.loads(out)
    assert (code, document["status"]) == (2, "INVALID")
    assert document["conflict"]
    assert document["relaxations"]


def test_run_out_writes_what_verify_reads(staffing, scenarios, tmp_path):
    code, out, _ = staffing("run", scenarios / "qingxiu", "--out", tmp_path / "o")
    assert code == 0
    assert {path.name for path in (tmp_path / "o").iterdir()} == {"result.json", "plan.xlsx", "report.html"}
    assert "result.json" in out
    assert "seconds" not in json.loads((tmp_path / "o" / "result.json").read_text())
    assert staffing("verify", tmp_path / "o" / "result.json", scenarios / "qingxiu")[0] == 0
    changed = (tmp_path / "o" / "result.json").read_text().replace('"allocation": 15', '"allocation": 14', 1)
    (tmp_path / "o" / "result.json").write_text(changed)
    code, out, _ = staffing("verify", tmp_path / "o" / "result.json", scenarios / "qingxiu")
    assert code == 1
    assert "E_RESULT" in out
    code, out, err = staffing("report", tmp_path / "o" / "result.json", "--out", tmp_path / "r")
    assert code == 2
    assert "[E_RESULT]" in err
    assert not (tmp_path / "r").exists()


def test_template_fills_and_export_round_trips(staffing, scenarios, tmp_path):
    assert staffing("template", tmp_path / "t.xlsx")[0] == 0
    assert staffing("export", scenarios / "qingxiu", tmp_path / "q.xlsx")[0] == 0
    first = json.loads(staffing("check", scenarios / "qingxiu", "--json")[1])
    second = json.loads(staffing("check", tmp_path / "q.xlsx", "--json")[1])
    assert first["input_sha256"] == second["input_sha256"]


def test_export_says_what_a_workbook_cannot_hold(staffing, tmp_path):
    table = "id,name,x\nA,甲,1\nB,乙,2\n"
    (tmp_path / "stations.csv").write_text(table, encoding="utf-8")
    lists = "variants: {合并: {groups: [{id: G1, members: [A, B], max: 3}]}}"
    path = tmp_path / "scenario.yaml"
    path.write_text(
        f"schema: 1\ncap: 3\nstations: stations.csv\nweights: {{x: 1}}\n{lists}\n", encoding="utf-8"
    )
    code, out, err = staffing("export", path, tmp_path / "a.xlsx")
    assert code == 0
    assert "已写入" in out
    assert "合并" in err
    assert "groups" in err
    assert "[W_NOT_EXPORTED]" in err
    document = json.loads(staffing("export", path, tmp_path / "a.xlsx", "--json")[1])
    assert [issue["code"] for issue in document["warnings"]] == ["W_NOT_EXPORTED"]


@pytest.fixture
def spaced(tmp_path):
    """A scenario with two values and a row that are not read as they stand."""
    (tmp_path / "stations.csv").write_text("id,name,x\nA, 甲,1\n,,\nB,乙 ,2\n", encoding="utf-8")
    path = tmp_path / "scenario.yaml"
    path.write_text("schema: 1\ncap: 3\nstations: stations.csv\nweights: {x: 1}\n", encoding="utf-8")
    return path


def test_check_counts_what_was_not_read_as_it_stands_and_lists_it_on_demand(staffing, spaced):
    plain = json.loads(staffing("check", spaced, "--json")[1])
    assert plain["noted"] == {"values": 2, "rows": 1}
    assert "notes" not in plain
    listed = json.loads(staffing("check", spaced, "--notes", "--json")[1])
    assert sorted(listed.pop("notes"), key=lambda note: note["where"]) == [
        {
            "code": "W_TRIMMED", "file": "stations.csv", "where": "line 2, name", "name": "name",
            "got": " 甲", "read": "甲",
        },
        {"code": "W_BLANK_ROW", "file": "stations.csv", "where": "line 3", "name": "", "got": "", "read": None},
        {
            "code": "W_TRIMMED", "file": "stations.csv", "where": "line 4, name", "name": "name",
            "got": "乙 ", "read": "乙",
        },
    ]  # fmt: skip
    assert listed == plain
    _, out, _ = staffing("check", spaced)
    assert "2 个值、1 行，用 --notes 逐项列出" in out
    _, out, _ = staffing("check", spaced, "--notes")
    assert '第2行  name  " 甲" -> "甲"' in out
    assert "--notes" not in out


def test_a_lone_table_lists_its_notes_too(staffing, spaced):
    table = spaced.with_name("stations.csv")
    document = json.loads(staffing("check", table, "--notes", "--json")[1])
    assert {note["where"] for note in document["notes"]} == {"line 2, name", "line 3", "line 4, name"}


def test_the_model_can_be_handed_over(staffing, scenarios, tmp_path):
    assert staffing("run", scenarios / "qingxiu", "--write-model", tmp_path / "m.lp")[0] == 0
    assert (tmp_path / "m.lp").stat().st_size > 1000


@pytest.mark.parametrize("backend", ["ortools", "pulp"])
def test_named_back_ends_give_the_same_plan(staffing, scenarios, backend):
    plans = []
    for name in ("ladder", backend):
        document = json.loads(staffing("run", scenarios / "qingxiu", "--backend", name, "--json")[1])
        plans.append([row["allocation"] for row in document["stations"]])
        assert document["status"] == "OPTIMAL"
        assert document["provenance"]["backend"] == name
    assert plans[0] == plans[1]


def test_whatif_asks_about_one_of_several_movable_categories(staffing, tmp_path):
    both = deepcopy(CATEGORIES)
    both[1][3:] = [6, "是"]
    both[2][3:] = [6, "是"]
    path = book(tmp_path / "两类.xlsx", sheets(人员类别=both, 在岗=POSTS))
    code, out, err = staffing("whatif", path, "--add", 1, "--category", "staff", "--json")
    assert (code, err) == (0, "")
    answer = json.loads(out)
    assert (answer["category"], answer["category_before"]) == ("staff", 6)
    assert (sum(answer["before"].values()), sum(answer["after"].values())) == (10, 11)
    assert all(answer["after"][s] >= held for s, held in (("S1", 2), ("S2", 1), ("S3", 1)))


def test_help_speaks_the_language(staffing):
    code, out, _ = staffing("--help")
    assert code == 0
    assert "增减N名" in out
    done = subprocess.run(
        [sys.executable, "-m", "staffing.cli", "whatif", "--lang", "en", "--help"],
        capture_output=True, text=True, check=True, env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert "Add or cut N posts" in done.stdout


def test_without_a_command_the_example_runs_and_says_where_the_report_is(staffing, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, out, _ = staffing()
    assert code == 0
    assert "第 96 名 新竹所" in out
    assert "减 4 名外聘人员" in out
    assert (tmp_path / "out" / "report.html").is_file()


def test_a_failure_of_the_program_leaves_4_and_no_traceback(staffing, scenarios, monkeypatch):
    def broken(*_, **__):
        raise RuntimeError("planted")

    monkeypatch.setattr("staffing.cli.actions.run_scenario", broken)
    code, out, err = staffing("run", scenarios / "qingxiu")
    assert (code, out) == (4, "")
    assert "planted" in err
    assert "Traceback" not in err
    with pytest.raises(RuntimeError):
        main(["run", str(scenarios / "qingxiu"), "--debug"])


def test_doctor_says_what_is_there(staffing):
    code, out, _ = staffing("doctor", "--json")
    assert code == 0
    assert json.loads(out)["versions"]["numpy"]
