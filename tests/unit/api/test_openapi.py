"""``/openapi.json`` is valid, asks nothing of another host, and tells the truth about every answer."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
)

from tests.unit.api.builders import BODY, XLSX, workbook

CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance, status_code_conformance]
OPERATIONS = (
    *("POST /v1/run", "POST /v1/whatif", "POST /v1/demand", "POST /v1/check", "POST /v1/weights"),
    *("POST /v1/sensitivity", "POST /v1/frontier"),
    *("GET /v1/jobs", "GET /v1/jobs/{id}", "DELETE /v1/jobs/{id}"),
    *("GET /v1/scenarios", "GET /health"),
)
EXAMPLES = settings(
    max_examples=50, derandomize=True, deadline=None, database=None, suppress_health_check=[*HealthCheck]
)


def test_the_document_is_valid(schema, client) -> None:
    schema.validate()
    document = client.get("/openapi.json").json()
    labels = [f"{verb.upper()} {path}" for path, verbs in document["paths"].items() for verb in verbs]
    assert sorted(labels) == sorted(OPERATIONS)
    for path in document["paths"].values():
        for operation in path.values():
            answered = operation["responses"]["200"]["content"]["application/json"]["schema"]
            assert answered
            for status, response in operation["responses"].items():
                is_answer = status in {"200", "202"}
                kind = "application/json" if is_answer else "application/problem+json"
                assert list(response["content"]) == [kind]


@pytest.mark.parametrize("label", OPERATIONS)
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_made_up_requests(schema, label, mode) -> None:
    """Fifty an operation: no failure of the program, no answer that is not described."""
    verb, path = label.split()
    if path == "/health" and mode is GenerationMode.NEGATIVE:
        return  # takes nothing that could be wrong

    @given(case=schema[path][verb].as_strategy(generation_mode=mode))
    @settings(EXAMPLES)
    def ask(case: Any) -> None:
        case.call_and_validate(checks=CHECKS)

    ask()


@pytest.mark.parametrize(
    "address",
    [
        "/v1/run?",
        "/v1/run?cap=100",
        "/v1/run?method=hamilton",
        "/v1/whatif?delta=-4",
        "/v1/whatif?cut=20",
        "/v1/whatif?add=2&mode=budget",
        "/v1/check?",
        "/v1/check?notes=true",
        "/v1/frontier?",
        "/v1/demand?",
        "/v1/demand?normalisation=max",
        "/v1/sensitivity?",
        "/v1/sensitivity?draws=20",
    ],
)
@pytest.mark.parametrize("scenario", ["three", "tight", "bad.xlsx", "nix"])
def test_known_answers_conform_to_it(schema, client, address, scenario) -> None:
    path = address.partition("?")[0]
    response = client.post(f"{address}&scenario={scenario}")
    schema[path]["POST"].validate_response(response)
    if scenario == "three":
        sent = client.post(address, content=workbook(BODY), headers={"content-type": XLSX})
        schema[path]["POST"].validate_response(sent)


@pytest.mark.parametrize(
    ("key", "rows"),
    [
        ("standards", [{"activity": "complaints", "unit_hours": 2, "source": "expert"}]),
        ("working_time", [{"year": 2025, "annual_leave": 10}]),
        ("allowances", [{"name": "学习", "kind": "category", "share": 0.1}]),
    ],
)
def test_lists_of_rows_are_described_as_the_reader_takes_them(client, key, rows) -> None:
    document = client.get("/openapi.json").json()
    assert document["components"]["schemas"]["ScenarioDocument"]["properties"][key]["type"] == "array"
    standards = [{"activity": "complaints", "unit_hours": 2, "source": "expert"}]
    answer = client.post("/v1/demand", json={**BODY, "standards": standards, key: rows})
    assert answer.status_code == 200, answer.text
    assert answer.json()["work"]["total"]["required"] > 0
