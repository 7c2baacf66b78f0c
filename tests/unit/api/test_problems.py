"""What is not answered: one shape for every problem, asserted for each that produces one."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from staffing.errors import UsageError
from staffing_api.app import create_app, create_app_from_env
from staffing_api.settings import Settings, settings_from_env
from tests.unit.api.builders import BODY, XLSX, workbook


def assert_problem(response: Any, status: int, code: str) -> dict[str, Any]:
    """Check the shape of RFC 9457 and return it."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    found: dict[str, Any] = response.json()
    assert found["status"] == status
    assert found["type"] == f"urn:staffing:problem:{status}"
    assert found["title"]
    assert found["detail"]
    assert code in [issue["code"] for issue in found["issues"]], found
    assert set(found["issues"][0]) == {"code", "severity", "file", "where", "message", "remedy"}
    assert "Traceback" not in response.text
    return found


@pytest.mark.parametrize(
    ("query", "code", "where"),
    [
        ("scenario=three&methode=webster", "E_USAGE", "methode"),
        ("scenario=three&delta=-4", "E_USAGE", "delta"),
        ("scenario=three&method=nix", "E_OPTION", "method"),
        ("scenario=three&cap=many", "E_INTEGER", "cap"),
        ("scenario=three&cap=-1", "E_RANGE", "cap"),
        ("scenario=three&cap=99999999999999999999", "E_INTEGER", "cap"),
        ("scenario=three&cap=30&cap=31", "E_USAGE", "cap"),
        ("scenario=three&lang=fr", "E_OPTION", "lang"),
        ("scenario=three&method=hamilton&backend=pulp", "E_METHOD", ""),
        ("", "E_USAGE", ""),
        ("&".join(f"p{i}=1" for i in range(60)), "E_USAGE", ""),
    ],
)
def test_parameters_of_run(client, query, code, where) -> None:
    found = assert_problem(client.post(f"/v1/run?{query}"), 422, code)
    assert found["issues"][0]["where"] == where


def test_the_nearest_parameter_is_named(client) -> None:
    found = assert_problem(client.post("/v1/run?scenario=three&normalization=max"), 422, "E_USAGE")
    assert "normalisation" in found["issues"][0]["remedy"]


@pytest.mark.parametrize(
    "query", ["", "&add=1&cut=1", "&delta=1.5", "&delta=10001", "&add=-1", "&delta=1&category=x"]
)
def test_parameters_of_what_if(client, query) -> None:
    assert client.post(f"/v1/whatif?scenario=three{query}").status_code == 422


def test_all_faults_come_at_once(client) -> None:
    found = assert_problem(client.post("/v1/run?cap=x&method=y&z=1"), 422, "E_OPTION")
    assert len(found["issues"]) == 3
    assert found["detail"].endswith("(+2)")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_language_is_the_one_asked_for(client, lang) -> None:
    found = assert_problem(client.post(f"/v1/run?scenario=nix&lang={lang}"), 404, "E_SCENARIO")
    assert found["title"] == {"zh": "没有找到", "en": "Not found"}[lang]


@pytest.mark.parametrize("question", ["run", "whatif", "demand", "check"])
def test_contradictions_carry_their_conflict(client, question) -> None:
    query = "scenario=tight" + ("&delta=1" if question == "whatif" else "")
    found = assert_problem(client.post(f"/v1/{question}?{query}"), 422, "E_CAP_LT_SUM_MIN")
    assert found["conflict"]
    assert found["relaxations"]


def test_a_check_names_every_fault(client) -> None:
    stations = [{**row, "in_post": -1} for row in BODY["stations"]]
    found = assert_problem(client.post("/v1/check", json={**BODY, "stations": stations}), 422, "E_NEGATIVE")
    assert len(found["issues"]) == 3


NAMES = [
    "../secret.xlsx",
    "..",
    ".",
    "",
    "/etc/passwd",
    "three/../three",
    "three/stations.csv",
    "three\0",
    "readme.txt",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_never_a_path(client, name) -> None:
    assert_problem(client.post("/v1/check", params={"scenario": name}), 404, "E_SCENARIO")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"{", "E_JSON"),
        (b"[]", "E_TYPE"),
        (b'{"cap": 1, "cap": 2}', "E_DUPKEY"),
        (b'{"cap": NaN}', "E_NUMBER"),
        (b"[" * 100_000, "E_JSON"),
        (b"\xff", "E_ENCODING"),
        (b'{"schema": 1, "name": "\\ud800"}', "E_JSON"),
        (b'{"schema": 1, "data": "tables.xlsx"}', "E_PATH"),
        (b'{"schema": 1, "stationz": []}', "E_UNKNOWN_KEY"),
    ],
)
def test_bad_json(client, content, code) -> None:
    response = client.post("/v1/run", content=content, headers={"content-type": "application/json"})
    assert_problem(response, 422, code)


def test_too_many_stations(client) -> None:
    body = {**BODY, "stations": BODY["stations"] * 7_000}
    found = assert_problem(client.post("/v1/check", json=body), 422, "E_TOO_MANY_ROWS")
    assert found["issues"][0]["where"] == "stations"


def test_body_and_name_exclude_each_other(client) -> None:
    assert_problem(client.post("/v1/run?scenario=three", json=BODY), 422, "E_USAGE")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "nonsense", ""])
def test_unsupported_content(client, kind) -> None:
    assert_problem(
        client.post("/v1/run", content=b"x", headers={"content-type": kind}), 415, "E_CONTENT_TYPE"
    )


@pytest.mark.parametrize(
    "files",
    [
        {"wrong": ("a.xlsx", b"x")},
        [("file", ("a.xlsx", b"x")), ("file", ("b.xlsx", b"x"))],
        [("file", (f"{i}.xlsx", b"x")) for i in range(9)],
        {"file": (None, b"only text")},
    ],
)
def test_uploads_of_another_shape(client, files) -> None:
    assert_problem(client.post("/v1/run", files=files), 422, "E_USAGE")


@pytest.mark.parametrize("kind", ["multipart/form-data", "multipart/form-data; boundary=x"])
def test_a_broken_form(client, kind) -> None:
    response = client.post("/v1/run", content=b"--y\r\nnonsense", headers={"content-type": kind})
    assert_problem(response, 422, "E_USAGE")


def test_an_upload_that_is_no_workbook(client) -> None:
    response = client.post("/v1/run", files={"file": ("a.xlsx", b"text", XLSX)})
    assert assert_problem(response, 422, "E_FILE_TYPE")["issues"][0]["file"] == "a.xlsx"


@pytest.mark.parametrize("streamed", [False, True])
@pytest.mark.parametrize("kind", ["application/json", XLSX, "multipart/form-data; boundary=b"])
def test_too_large(folder, streamed, kind) -> None:
    app = create_app(Settings(scenarios=folder, max_body_bytes=1_000))
    head = (
        b'--b\r\ncontent-disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\n'
        if "form" in kind
        else b""
    )
    content = iter([head, *[b"x" * 400] * 5]) if streamed else head + b"x" * 2_000
    with TestClient(app, base_url="http://localhost") as client:
        response = client.post("/v1/run", content=content, headers={"content-type": kind})
    assert_problem(response, 413, "E_TOO_LARGE")
    assert response.headers["connection"] == "close"


def test_routes_and_methods(client) -> None:
    assert_problem(client.get("/nix"), 404, "E_ROUTE")
    assert_problem(client.get("/docs"), 404, "E_ROUTE")
    assert_problem(client.post("/v1/run/"), 404, "E_ROUTE")
    assert assert_problem(client.get("/v1/run"), 405, "E_HTTP_METHOD")
    assert client.get("/v1/run").headers["allow"] == "POST"


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil:8000", "", "[::2]:8000"]
)
def test_foreign_hosts(client, host) -> None:
    assert_problem(client.get("/health", headers={"host": host}), 403, "E_HOST")


@pytest.mark.parametrize("host", ["127.0.0.1", "LOCALHOST:8000", "[::1]:8000", "[::1]"])
def test_own_hosts(client, host) -> None:
    assert client.get("/health", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("http://localhost:8000", 200),
        ("http://localhost:3000", 403),
        ("https://evil.example", 403),
        ("null", 403),
        ("file://localhost:8000", 403),
    ],
)
def test_origins(client, origin, status) -> None:
    response = client.post("/v1/check?scenario=three", headers={"origin": origin})
    assert response.status_code == status
    if status == 403:
        assert_problem(response, 403, "E_ORIGIN")


def test_every_response_is_guarded(client) -> None:
    for response in (
        client.get("/health"),
        client.get("/nix"),
        client.get("/health", headers={"host": "evil"}),
    ):
        assert response.headers["content-security-policy"].startswith("default-src 'none'")
        assert response.headers["x-content-type-options"] == "nosniff"
        assert "server" not in response.headers


def test_a_failure_tells_nothing(client, monkeypatch, caplog) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("staffing.service.run", fail)
    response = client.post("/v1/run", json=BODY)
    assert_problem(response, 500, "E_INTERNAL")
    assert "secret" not in response.text
    assert "secret detail" in caplog.text


def test_validation_by_fastapi_has_the_shape(folder) -> None:
    app = create_app(Settings(scenarios=folder))

    @app.get("/later")
    async def later(number: int) -> int:
        return number

    with TestClient(app, base_url="http://localhost") as client:
        found = assert_problem(client.get("/later?number=x"), 422, "E_USAGE")
    assert found["issues"][0]["where"] == "query.number"


def test_settings(folder, monkeypatch) -> None:
    monkeypatch.setenv("STAFFING_SCENARIOS", str(folder))
    monkeypatch.setenv("STAFFING_ALLOWED_HOSTS", "plan.example")
    monkeypatch.setenv("STAFFING_MAX_BODY_BYTES", "10")
    with TestClient(create_app_from_env(), base_url="http://plan.example") as client:
        assert client.post("/v1/run?scenario=three").json()["status"] == "OPTIMAL"
        assert client.post("/v1/run", json=BODY).status_code == 413
    for environ in ({"STAFFING_MAX_BODY_BYTES": "-1"}, {"STAFFING_LANG": "fr"}):
        with pytest.raises(UsageError):
            settings_from_env(environ)
    with pytest.raises(UsageError):
        create_app(Settings(scenarios=folder / "nix"))


def test_raw_workbook_with_faults_names_its_cells(client) -> None:
    stations = [{**BODY["stations"][0], "minimum": -2}, *BODY["stations"][1:]]
    content = workbook(json.loads(json.dumps({**BODY, "stations": stations})))
    response = client.post("/v1/check", content=content, headers={"content-type": XLSX})
    assert assert_problem(response, 422, "E_NEGATIVE")["issues"][0]["where"] == "单位!C2"
