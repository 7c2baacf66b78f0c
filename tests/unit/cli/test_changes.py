"""A scenario changed on the command line is the scenario with those keys changed."""

import json
import shlex

import pytest

from staffing.io.scenario_file import load
from staffing.service import run
from staffing_api.workbench.state import State

WEIGHTS = ("--set", "weights.投诉举报量=0.6", "--set", "weights.在业市场主体=0.1")


def test_set_is_the_variant_that_says_the_same(staffing, scenarios):
    answers = []
    for changes in (
        ("--variant", "投诉60"),
        WEIGHTS,
        ("--set", "weights={投诉举报量: 0.6, 在业市场主体: 0.1}"),
    ):
        code, out, _ = staffing("run", scenarios / "qingxiu", *changes, "--json")
        assert code == 0
        answers.append(json.loads(out))
    quotas = [{row["id"]: row["quota"] for row in answer["stations"]} for answer in answers]
    assert quotas[0] == quotas[1] == quotas[2]
    assert quotas[0] != {row.id: row.quota for row in run(scenarios / "qingxiu").stations}


def test_faults_name_the_key_that_was_set(scenarios):
    loaded = load(scenarios / "qingxiu").changed({"bounds.S01.min": "12"}, origin="--set")
    place = (loaded.files["stations.S01.minimum"], loaded.places["stations.S01.minimum"])
    assert place == ("--set", "bounds.S01.min")


@pytest.mark.parametrize(
    ("setting", "code", "where"),
    [
        ("methd=adams", "E_UNKNOWN_KEY", "methd"),
        ("method=adam", "E_OPTION", "method"),
        ("method.x=1", "E_TYPE", "method"),
        ("bounds.S99.min=1", "E_UNKNOWN_KEY", "bounds.S99"),
        ("bounds.S01.mn=1", "E_UNKNOWN_KEY", "bounds.S01.mn"),
        ("bounds.S01=3", "E_TYPE", "bounds.S01"),
        ("bounds.S01.min=1.5", "E_INTEGER", "bounds.S01.min"),
        ("weights.投诉举报量=0.6", "E_WEIGHT_SUM", "weights"),
        ("weights.投诉举报量=[1", "E_YAML", "weights.投诉举报量"),
        ("cap=1\nmethod: adams", "E_USAGE", "cap"),
        ("bounds..min=1", "E_USAGE", "bounds..min"),
        ("schema=1", "E_UNKNOWN_KEY", "schema"),
        ("data=elsewhere", "E_UNKNOWN_KEY", "data"),
        ("stations=x.csv", "E_UNKNOWN_KEY", "stations"),
        ("variants={}", "E_UNKNOWN_KEY", "variants"),
    ],
)
@pytest.mark.parametrize("command", ["run", "check"])
def test_what_a_variant_may_not_change_is_refused(staffing, scenarios, command, setting, code, where):
    left, out, _ = staffing(command, scenarios / "qingxiu", "--set", setting, "--json")
    found = [(issue["code"], issue["file"], issue["where"]) for issue in json.loads(out)["issues"]]
    assert (left, found) == (2, [(code, "--set", where)])


@pytest.mark.parametrize("settings", [("cap",), ("cap=97", "cap=98")])
def test_a_setting_is_a_key_with_one_value(staffing, scenarios, settings):
    given = [word for setting in settings for word in ("--set", setting)]
    code, _, err = staffing("run", scenarios / "zhongning", *given)
    assert (code, "[E_USAGE]" in err) == (2, True)


def test_a_variant_that_is_none(staffing, scenarios):
    code, _, err = staffing("run", scenarios / "qingxiu", "--variant", "减5")
    assert (code, "减4" in err, "[E_UNKNOWN_KEY]" in err) == (2, True, True)


def test_a_result_of_a_changed_scenario_is_verified_against_it(staffing, scenarios, tmp_path):
    assert staffing("run", scenarios / "qingxiu", *WEIGHTS, "--cap", "98", "--out", tmp_path)[0] == 0
    result = tmp_path / "result.json"
    assert staffing("verify", result, scenarios / "qingxiu")[0] == 1
    assert staffing("verify", result, scenarios / "qingxiu", *WEIGHTS)[0] == 0


def test_every_question_is_about_the_changed_scenario(staffing, scenarios, tmp_path):
    changed = load(scenarios / "qingxiu").changed({"method": "adams"})
    print_of = changed.scenario.input_sha256
    for command in ("check", "demand", "run"):
        _, out, _ = staffing(command, scenarios / "qingxiu", "--set", "method=adams", "--json")
        assert json.loads(out)["input_sha256"] == print_of, command
    _, out, _ = staffing("whatif", scenarios / "qingxiu", "--cut", 4, "--method", "adams", "--json")
    assert json.loads(out)["method"] == "adams"
    code, _, _ = staffing("report", scenarios / "qingxiu", "--set", "method=adams", "--out", tmp_path)
    assert (code, print_of in (tmp_path / "report.html").read_text(encoding="utf-8")) == (0, True)


def test_a_stored_result_cannot_be_changed(staffing, scenarios, tmp_path):
    staffing("run", scenarios / "zhongning", "--out", tmp_path)
    given = ("report", tmp_path / "result.json", "--cap", 70, "--out", tmp_path)
    code, _, err = staffing(*given)
    assert (code, "[E_USAGE]" in err) == (2, True)


def test_columns_have_changes_of_their_own(staffing, scenarios):
    name = shlex.quote(str(scenarios / "qingxiu"))
    columns = [name, f"{name} --method adams --cap 100", f"{name} --set method=adam"]
    code, out, _ = staffing("compare", *columns, "--json")
    found = json.loads(out)
    base, changed, refused = found["scenarios"]
    assert (code, base["method"], refused["status"]) == (2, "webster", "INVALID")
    assert [issue["code"] for issue in refused["issues"]] == ["E_OPTION"]
    there = run(scenarios / "qingxiu", method="adams", cap=100)
    assert changed["allocation"] == {row.id: row.allocation for row in there.stations}


def test_what_no_column_can_be(staffing, scenarios):
    for words in ("qingxiu 'open", "qingxiu --nothing"):
        code, out, err = staffing("compare", scenarios / "qingxiu", words)
        assert (code, "E_USAGE" in out + err) == (2, True)


@pytest.mark.parametrize(
    "state",
    [
        State(scenario="qingxiu", cap="100", method="adams"),
        State(scenario="qingxiu", weights=(("投诉举报量", "60"), ("在业市场主体", "10"))),
        State(scenario="qingxiu", variant="减4", bounds=(("S01.min", "9"),), sets=("max_transfers=12",)),
        State(scenario="zhongning", normalisation="max", cap="70"),
    ],
)
@pytest.mark.parametrize("command", ["run", "whatif"])
def test_the_command_line_of_a_state_gives_its_answer(staffing, scenarios, state, command):
    words = shlex.split(state.command(command, ["--delta=-2"] if command == "whatif" else []))
    assert words[:3] == ["staffing", command, state.scenario]
    code, out, err = staffing(*words[1:], "--json")
    assert code == 0, err
    changed = load(scenarios / state.scenario)
    changed = changed.variant(state.variant) if state.variant else changed
    plain = state.with_(cap="").changes
    expected = run(changed.changed(plain), cap=int(state.cap) if state.cap else None)
    answer = json.loads(out)
    assert answer["input_sha256"] == expected.input_sha256


def test_that_a_change_leaves_no_plan_is_an_answer(staffing, scenarios, tmp_path):
    for change in (("--cap", 60), ("--set", "bounds={S01: {min: 40, max: 50}, S02: {min: 60, max: 70}}")):
        code, out, _ = staffing("run", scenarios / "qingxiu", *change, "--json")
        answer = json.loads(out)
        assert (code, answer["status"], bool(answer["conflict"])) == (1, "INFEASIBLE", True)
        given = ("report", scenarios / "qingxiu", *change, "--format", "html,docx", "--out", tmp_path)
        assert staffing(*given)[0] == 1
