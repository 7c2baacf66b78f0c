"""The rules of the reallocation programme in a request body: read like those of ``scenario.yaml``."""

import json

from staffing.io.files.yaml_file import read_json
from staffing.io.scenario_file import load_mapping
from tests.unit.io.builders import BODY

RULES = {
    "objective": ["fairness", "transfers"],
    "max_transfers": 4,
    "max_stations_changed": None,
    "fix": [{"station": "S1"}, {"station": "S3", "posts": 2}],
    "years": [{"year": "2027", "max_transfers": 2, "cap": 12}],
    "departures": [{"year": "2027", "station": "S2", "count": 1}],
}


def post(client, **changes):
    words = json.dumps({**BODY, **RULES, **changes}, default=float, ensure_ascii=False)
    content = {"content": words.encode(), "headers": {"content-type": "application/json"}}
    return words, client.post("/v1/check", **content)


def test_a_body_says_what_a_scenario_file_says(client):
    words, response = post(client)
    assert response.status_code == 200, response.text
    scenario = load_mapping(read_json(words.encode())).scenario
    assert response.json()["input_sha256"] == scenario.input_sha256
    assert len(scenario.fix) == 2


def test_a_fault_of_a_rule_is_told_with_its_key(client):
    _, response = post(client, fix=[{"station": "S1"}, {"station": "S1", "posts": 3}])
    assert response.status_code == 422
    (issue,) = response.json()["issues"]
    assert (issue["code"], issue["where"]) == ("E_DUPLICATE", "fix[0].station, fix[1].station")


def test_the_document_describes_them(client):
    known = client.get("/openapi.json").json()["components"]["schemas"]["ScenarioDocument"]["properties"]
    assert RULES.keys() <= known.keys()
    assert "burden" in known["objective"]["items"]["enum"]
