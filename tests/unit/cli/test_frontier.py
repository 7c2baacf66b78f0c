"""``staffing whatif --frontier``."""

import json

import pytest

from staffing.models.run import document
from staffing.service import frontier


def test_json_is_the_answer_of_the_service(staffing, scenarios):
    code, out, _ = staffing("whatif", scenarios / "qingxiu", "--frontier", "--json")
    assert code == 0
    assert json.loads(out) == document(frontier(scenarios / "qingxiu"))


def test_it_follows_what_is_changed(staffing, scenarios):
    _, out, _ = staffing("whatif", scenarios / "qingxiu", "--frontier", "--method", "adams", "--json")
    assert json.loads(out)["method"] == "adams"


@pytest.mark.parametrize("question", [["--cut", "4"], ["--mode", "budget"], ["--max-transfers", "3"]])
def test_it_is_no_question_of_add_or_cut(staffing, scenarios, question):
    code, _, err = staffing("whatif", scenarios / "qingxiu", "--frontier", *question)
    assert (code, "E_USAGE" in err) == (2, True)


def test_a_scenario_without_a_plan_says_why(staffing, scenarios):
    code, out, _ = staffing("whatif", scenarios / "qingxiu", "--frontier", "--cap", "30", "--lang", "en")
    assert code == 1
    assert "no plan exists" in out
    assert "conflict" in out
