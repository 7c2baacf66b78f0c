"""The three questions: whatever form the scenario comes in, the answer is that of the command line."""

import json
from pathlib import Path
from typing import Any

import pytest

from staffing import service
from staffing.models.run import document
from tests.unit.api.builders import BODY, XLSX, workbook, write_folder


def ask(client: Any, form: str, question: str, **options: Any) -> Any:
    """Put a question with the scenario in one of its forms."""
    address = f"/v1/{question}"
    match form:
        case "name":
            return client.post(address, params={"scenario": "three", **options})
        case "workbook name":
            return client.post(address, params={"scenario": "book.xlsx", **options})
        case "json":
            return client.post(address, params=options, json=BODY)
        case "form":
            return client.post(address, params=options, files={"file": ("三所.xlsx", workbook(BODY), XLSX)})
        case _:
            return client.post(
                address, params=options, content=workbook(BODY), headers={"content-type": XLSX}
            )


FORMS = ("name", "workbook name", "json", "form", "raw")


def timeless(answer: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in answer.items() if key != "seconds"}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "options", [{}, {"method": "adams", "cap": 30}, {"normalisation": "max", "lang": "zh"}]
)
def test_run(client, folder, form, options) -> None:
    response = ask(client, form, "run", **options)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    expected = service.run(service.open_scenario(folder / "three"), **{"lang": "en", **options}).document()
    assert timeless(response.json()) == timeless(expected)
    assert response.json()["seconds"] >= 0


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("options", "delta", "asked"),
    [
        ({"delta": -4}, -4, {}),
        ({"cut": 4, "mode": "increment"}, -4, {"mode": "increment"}),
        ({"add": 2, "mode": "budget", "max_transfers": 1}, 2, {"mode": "budget", "max_transfers": 1}),
    ],
)
def test_what_if(client, folder, form, options, delta, asked) -> None:
    response = ask(client, form, "whatif", **options)
    assert response.status_code == 200, response.text
    expected = service.what_if(service.open_scenario(folder / "three"), delta, lang="en", **asked)
    assert response.json() == document(expected)


@pytest.mark.parametrize("form", FORMS)
def test_check(client, folder, form) -> None:
    response = ask(client, form, "check")
    assert response.status_code == 200, response.text
    expected = document(service.check(folder / "three", lang="en"))
    assert {k: v for k, v in response.json().items() if k != "sheets"} == {
        k: v for k, v in expected.items() if k != "sheets"
    }


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("options", [{}, {"normalisation": "max"}, {"lang": "zh"}])
def test_demand(client, folder, form, options) -> None:
    response = ask(client, form, "demand", **options)
    assert response.status_code == 200, response.text
    expected = service.demand(service.open_scenario(folder / "three"), **{"lang": "en", **options})
    assert response.json() == document(expected)


def test_check_lists_what_was_not_read_as_it_stands_where_asked(client) -> None:
    stations = [{**BODY["stations"][0], "name": " 城北所"}, *BODY["stations"][1:]]
    book = workbook({**BODY, "stations": stations})
    answers = {
        asked: client.post("/v1/check", params=asked, content=book, headers={"content-type": XLSX}).json()
        for asked in ("", "notes=false", "notes=true")
    }
    assert answers[""] == answers["notes=false"]
    assert answers[""]["noted"] == {"values": 1, "rows": 0}
    assert answers["notes=true"].pop("notes") == [
        {
            "code": "W_TRIMMED", "file": "workbook.xlsx", "where": "单位!B2", "name": "站点名称",
            "got": " 城北所", "read": "城北所",
        }
    ]  # fmt: skip
    assert answers["notes=true"] == answers[""]


@pytest.mark.parametrize("given", ["1", "True", "", "nix"])
def test_notes_are_asked_for_with_true_or_false(client, given) -> None:
    response = client.post("/v1/check", params={"scenario": "three", "notes": given})
    assert response.status_code == 422
    assert [issue["code"] for issue in response.json()["issues"]] == ["E_OPTION"]


def test_a_plus_sign_needs_no_escape(client) -> None:
    assert client.post("/v1/whatif?scenario=three&delta=+2").json()["delta"] == 2


@pytest.mark.parametrize("backend", ["ladder", "ortools", "pulp"])
def test_back_ends_agree(client, backend) -> None:
    answer = client.post("/v1/run", params={"scenario": "three", "backend": backend}).json()
    assert answer["status"] == "OPTIMAL"
    assert answer["provenance"]["backend"] == backend
    auto = client.post("/v1/run", params={"scenario": "three"}).json()
    assert answer["stations"] == auto["stations"]


def test_an_infeasible_question_is_answered(client) -> None:
    response = client.post("/v1/whatif", params={"scenario": "three", "cut": 20})
    assert response.status_code == 200
    assert response.json()["status"] == "INFEASIBLE"
    assert response.json()["conflict"]
    assert response.json()["relaxations"]


def test_the_second_answer_is_the_first(client) -> None:
    options = {"scenario": "three", "cap": 25}
    first, second = (client.post("/v1/run", params=options).content for _ in range(2))
    assert first == second
    assert client.post("/v1/run", params={**options, "cap": 26}).content != first


def test_a_change_is_seen_by_the_next_request(client, folder) -> None:
    def cap() -> int:
        return client.post("/v1/run?scenario=three").json()["cap"]  # type: ignore[no-any-return]

    for number in range(24, 34):  # the same size each time, faster than the clocks of file systems
        write_folder(folder / "three", {**BODY, "cap": number})
        assert cap() == number


def test_a_changed_table_is_seen(client, folder) -> None:
    before = client.post("/v1/run?scenario=three").json()
    table = folder / "three" / "stations.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("120", "220"), encoding="utf-8")
    after = client.post("/v1/run?scenario=three").json()
    assert before["input_sha256"] != after["input_sha256"]


def test_a_scenario_may_come_and_go(client, folder) -> None:
    assert client.post("/v1/run?scenario=new").status_code == 404
    write_folder(folder / "new", BODY)
    assert client.post("/v1/run?scenario=new").status_code == 200
    (folder / "new" / "scenario.yaml").unlink()
    assert client.post("/v1/run?scenario=new").status_code == 404


def test_untitled_twins_keep_their_names(client, folder) -> None:
    untitled = {key: value for key, value in BODY.items() if key != "name"}
    write_folder(folder / "east", untitled)
    write_folder(folder / "west", untitled)
    names = [client.post("/v1/run", params={"scenario": n}).json()["name"] for n in ("east", "west")]
    assert names == ["east", "west"]


def test_scenarios(client) -> None:
    listed = client.get("/v1/scenarios").json()
    assert [row["name"] for row in listed] == ["bad.xlsx", "book.xlsx", "three", "tight"]
    rows = {row["name"]: row for row in listed}
    assert rows["three"] == {"name": "three", "form": "folder", "title": "三所", "stations": 3, "issues": []}
    assert rows["book.xlsx"]["form"] == "workbook"
    assert rows["bad.xlsx"]["issues"][0]["code"] == "E_CORRUPT"
    assert "title" not in rows["bad.xlsx"]
    assert rows["tight"]["issues"][0]["code"] == "E_CAP_LT_SUM_MIN"


def test_numbers_stay_exact(client) -> None:
    text = json.dumps(BODY).replace("0.7", "0.70000000000000000").replace("0.3", "0.30")
    response = client.post(
        "/v1/run", content=text, headers={"content-type": "application/json; charset=utf-8"}
    )
    assert response.json()["input_sha256"] == client.post("/v1/run", json=BODY).json()["input_sha256"]


def test_health(client) -> None:
    assert client.get("/health").json()["status"] == "ok"


def test_no_folder_no_names(folder: Path) -> None:
    from fastapi.testclient import TestClient

    from staffing_api.app import create_app
    from staffing_api.settings import Settings

    with TestClient(create_app(Settings()), base_url="http://localhost") as client:
        assert client.get("/v1/scenarios").json() == []
        assert client.post("/v1/run?scenario=three").status_code == 404
