"""Random draws by HTTP: the answer of the command line, the same limits, and a job where they are very many."""

from typing import Any

import pytest

from staffing import service
from staffing.models.run import document
from staffing.service import drawing
from tests.unit.api.builders import BODY
from tests.unit.api.test_jobs import until
from tests.unit.api.test_questions import FORMS, ask

MANY = {"scenario": "three", "draws": 10_000, "wait": 0}


@pytest.fixture
def many(monkeypatch) -> Any:
    """Let very few draws be many."""
    monkeypatch.setattr(drawing, "AT_ONCE", 1_000)


@pytest.mark.parametrize("form", FORMS)
def test_the_answer_is_that_of_the_service(client, folder, form) -> None:
    response = ask(client, form, "sensitivity", draws=30, drawn="complaints, markets")
    assert response.status_code == 200, response.text
    opened = service.open_scenario(folder / "three")
    expected = service.sensitivity(opened, draws=30, lang="en")
    assert response.json() == document(expected)
    assert "draws" not in ask(client, form, "sensitivity").json()


def test_only_what_is_named_is_drawn(client) -> None:
    found = ask(client, "json", "sensitivity", draws=30, drawn="markets").json()["draws"]
    assert found["drawn"] == ["markets"]
    assert found["stations"] != ask(client, "json", "sensitivity", draws=30).json()["draws"]["stations"]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"draws": 0}, "E_RANGE"),
        ({"draws": 10_001}, "E_RANGE"),
        ({"draws": "many"}, "E_INTEGER"),
        ({"draws": 5, "drawn": "nothing"}, "E_OPTION"),
        ({"drawn": "markets"}, "E_USAGE"),
    ],
)
def test_what_cannot_be_drawn_is_refused(client, options, code) -> None:
    response = ask(client, "json", "sensitivity", **options)
    assert response.status_code in {404, 422}, response.text
    [issue] = response.json()["issues"]
    assert (issue["code"], issue["where"]) == (code, next(reversed(options)))
    assert issue["remedy"]


def test_where_weights_have_no_interval_the_draws_are_answered(client) -> None:
    asked = {**BODY, "place": "at_most"}
    assert client.post("/v1/sensitivity", json=asked).status_code != 200
    found = client.post("/v1/sensitivity?draws=20", json=asked)
    assert found.status_code == 200, found.text
    assert found.json()["draws"]["draws"] == 20
    assert found.json()["unanswered"]


@pytest.mark.usefixtures("many")
def test_very_many_draws_are_a_job_and_its_result_the_answer(client) -> None:
    asked = {"scenario": "three", "draws": 60}
    begun = client.post("/v1/sensitivity", params={**asked, "wait": 0})
    assert begun.status_code == 202, begun.text
    assert begun.json()["question"] == "sensitivity"
    done = until(client, begun.headers["location"], "DONE")
    assert done["result"]["draws"]["draws"] == 60
    again = client.post("/v1/sensitivity", params={**asked, "wait": 20})
    assert (again.status_code, again.json()) == (200, done["result"])


def test_a_job_that_is_ended_keeps_the_draws_until_then(client) -> None:
    address = client.post("/v1/sensitivity", params=MANY).headers["location"]
    until(client, address, "RUNNING", "DONE")
    ended = client.delete(address).json()
    assert ended["status"] == "CANCELLED"
    found = ended["result"]["draws"]
    assert 1 <= found["draws"] < MANY["draws"]
    first = client.post("/v1/sensitivity", params={"scenario": "three", "draws": found["draws"], "wait": 60})
    assert first.json()["draws"] == found


@pytest.mark.usefixtures("many")
def test_answer_and_job_are_as_described(schema, client) -> None:
    for options in ("draws=20", "draws=100&wait=0", "draws=100&wait=20", "draws=0", ""):
        response = client.post(f"/v1/sensitivity?scenario=three&{options}")
        schema["/v1/sensitivity"]["POST"].validate_response(response)
    described = client.get("/openapi.json").json()
    shown = {one["name"]: one for one in described["paths"]["/v1/sensitivity"]["post"]["parameters"]}
    assert shown["draws"]["schema"] == {"type": "integer", "minimum": 1, "maximum": 10_000}
    assert {"Sensitivity", "Draws", "StationDraws"} <= set(described["components"]["schemas"])
