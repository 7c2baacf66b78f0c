"""Recomputing a stored result finds any changed digit."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from staffing.errors import InputError
from staffing.io.scenario_file import load
from staffing.io.writing.write_workbook import export
from staffing.service import Opened, open_scenario, run, verify
from staffing.service.storing import SEAL, result_document, result_text, seal, write_result
from tests.unit.builders_scenario import scenario


@pytest.fixture(scope="module")
def qingxiu(scenarios, tmp_path_factory) -> tuple[Path, Path]:
    path = write_result(run(scenarios / "qingxiu"), tmp_path_factory.mktemp("result") / "result.json")
    return path, scenarios / "qingxiu"


def test_an_untouched_result_stands(qingxiu):
    answer = verify(*qingxiu)
    assert answer.verified
    assert answer.proof == "exchange"
    assert answer.figures > 500
    assert answer.issues == ()


def test_results_in_english_stand_too(scenarios, tmp_path):
    path = write_result(run(scenarios / "zhongning", lang="en"), tmp_path / "result.json")
    assert verify(path, scenarios / "zhongning").verified


def _numbers(value, path=()):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _numbers(inner, (*path, key))
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from _numbers(inner, (*path, position))
    elif (isinstance(value, (int, float)) and not isinstance(value, bool)) or (
        isinstance(value, str) and re.fullmatch(r"[\d/]+", value)
    ):
        yield path


def _changed(document, path):
    copy = json.loads(json.dumps(document))
    place = copy
    for step in path[:-1]:
        place = place[step]
    old = place[path[-1]]
    if isinstance(old, str):
        place[path[-1]] = ("2" if old[0] == "1" else "1") + old[1:]
    else:
        place[path[-1]] = old + 1 if isinstance(old, int) else old * 1.0000001 + 1e-9
    return copy


def test_every_figure_is_recomputed_not_only_sealed(qingxiu, tmp_path):
    path, source = qingxiu
    document = json.loads(path.read_text())
    skipped = (SEAL, "input_sha256", "provenance", "name", "note")
    figures = [p for p in _numbers(document) if p[0] not in skipped]
    assert len(figures) > 400
    for figure in figures[:: max(1, len(figures) // 60)]:
        forged = _changed(document, figure)
        answer = verify(_sealed(tmp_path / "forged.json", forged), source)  # a careful forger seals again
        assert not answer.verified, figure
        assert answer.issues, figure


def test_any_changed_character_is_found(qingxiu, tmp_path):
    path, source = qingxiu
    text = path.read_text()
    target = tmp_path / "forged.json"
    for position in range(3, len(text) - 3, len(text) // 300):
        if text[position] in " \n":
            continue
        forged = text[:position] + ("7" if text[position] != "7" else "8") + text[position + 1 :]
        target.write_text(forged)
        try:
            found = not verify(target, source).verified
        except InputError:
            found = True
        assert found, (position, text[position - 20 : position + 20])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"allocated": 96', '"allocated": 99, "allocated": 96'),
        ('"allocation": 11', '"allocation": 12,"allocation": 11'),
        ("10.644225976677944", "10.644225976677945"),
    ],
)
def test_what_reads_as_the_same_number_is_found_too(qingxiu, tmp_path, old, new):
    path, source = qingxiu
    text = path.read_text()
    assert old in text
    (tmp_path / "forged.json").write_text(text.replace(old, new, 1))
    answer = verify(tmp_path / "forged.json", source)
    assert [issue.where for issue in answer.issues] == [SEAL]
    assert not answer.verified


def _sealed(path: Path, document) -> Path:
    document[SEAL] = seal(document)
    path.write_text(result_text(document))
    return path


def test_the_order_of_rows_and_the_form_of_the_input_do_not_matter(scenarios, tmp_path):
    opened = open_scenario(scenarios / "zhongning")
    path = write_result(run(opened), tmp_path / "result.json")
    shuffled = opened.scenario.model_copy(update={"stations": opened.scenario.stations[::-1]})
    assert verify(path, Opened(shuffled, opened.warnings)).verified
    export(load(scenarios / "zhongning"), tmp_path / "z.xlsx")
    assert verify(path, tmp_path / "z.xlsx").verified


def test_a_corrected_title_is_a_note(scenarios, tmp_path):
    path = write_result(run(scenarios / "qingxiu"), tmp_path / "result.json")
    renamed = open_scenario(scenarios / "qingxiu").scenario.model_copy(update={"name": "新标题"})
    answer = verify(path, renamed)
    assert answer.verified
    assert [issue.code for issue in answer.issues] == ["W_TITLE"]


def test_a_better_plan_is_named(qingxiu, tmp_path):
    path, source = qingxiu
    document = json.loads(path.read_text())
    document["stations"][0]["allocation"] -= 1
    document["stations"][6]["allocation"] += 1
    answer = verify(_sealed(tmp_path / "worse.json", document), source)
    assert not answer.verified
    assert "E_RESULT" in [issue.code for issue in answer.issues]
    assert "S07" in answer.issues[0].message


def test_the_result_of_another_scenario_is_told(qingxiu, scenarios):
    answer = verify(qingxiu[0], scenarios / "zhongning")
    assert not answer.verified
    assert answer.issues[0].where == "input_sha256"


def test_a_result_with_another_headcount_stands_with_a_note(scenarios, tmp_path):
    path = write_result(run(scenarios / "qingxiu", cap=100, method="adams"), tmp_path / "result.json")
    answer = verify(path, scenarios / "qingxiu")
    assert answer.verified
    assert [issue.code for issue in answer.issues] == ["W_OVERRIDE"]


def test_an_infeasible_result_stands_and_a_false_one_does_not(tmp_path):
    source = scenario([1, 1], 4, bounds=[(2, 5), (2, 5)])
    path = write_result(run(source, cap=3), tmp_path / "result.json")
    assert verify(path, source).verified
    document = result_document(run(source))
    forged = {**document, "status": "INFEASIBLE"}
    for row in forged["stations"]:
        row["allocation"] = None
    assert not verify(_sealed(tmp_path / "false.json", forged), source).verified


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"status": "GOOD"}', "null"])
def test_what_is_no_result_is_refused(content, tmp_path, scenarios):
    (tmp_path / "x.json").write_text(content)
    with pytest.raises(InputError) as refused:
        verify(tmp_path / "x.json", scenarios / "qingxiu")
    assert refused.value.issues[0].code == "E_RESULT"


def test_verifying_loads_no_solver_and_not_the_search(qingxiu):
    code = (
        "import sys; from staffing.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit as end: code = end.code\n"
        "names = ('ortools', 'pulp', 'highspy', 'staffing.solver.ladder', 'staffing.solver.solve', 'numpy')\n"
        "print(code, [name for name in names if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "verify", *map(str, qingxiu)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip().splitlines()[-1] == "0 []"


@pytest.mark.parametrize(("rows", "field", "forged"), [
    ("stations", "allocation", 40), ("drivers", "weight", 0.9), ("categories", "cap", 99)
])  # fmt: skip
@pytest.mark.parametrize("place", [0, -1])
def test_a_second_row_of_the_same_name_is_found(qingxiu, tmp_path, rows, field, forged, place):
    path, source = qingxiu
    document = json.loads(path.read_text())
    twin = {**document[rows][0], field: forged}
    document[rows].insert(0 if place == 0 else len(document[rows]), twin)
    answer = verify(_sealed(tmp_path / "forged.json", document), source)
    assert not answer.verified


@pytest.mark.parametrize("change", [{"backend": "CPLEX 99"}, {"seed": 1}])
def test_what_made_the_result_cannot_be_invented(qingxiu, tmp_path, change):
    path, source = qingxiu
    document = json.loads(path.read_text())
    document["provenance"] |= change
    assert not verify(_sealed(tmp_path / "forged.json", document), source).verified
    document = {**json.loads(path.read_text()), "seconds": 1.0}
    assert not verify(_sealed(tmp_path / "forged.json", document), source).verified
