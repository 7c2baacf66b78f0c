"""Real open data through every door: workbook, CSV, HTTP. The data stay outside the project."""

import csv
import json

import pytest
from starlette.testclient import TestClient

from staffing.errors import InputError
from staffing.io.scenario_file import load
from staffing.io.writing.write_workbook import export
from staffing.service import run
from staffing_api.app import create_app
from staffing_api.settings import Settings

WEIGHTS = {"投诉": "0.5", "食品经营单位": "0.2", "市场": "0.2", "学校": "0.05", "药店": "0.05"}
AREA_COLUMNS = {
    "投诉": "complaints_sanitation_2013_nodup",
    "食品经营单位": "registered_food_businesses",
    "市场": "grocery_stores_2013",
    "学校": "public_schools_2011_12",
    "药店": "pharmacies_2021_est",
}
WARD_COLUMNS = {**AREA_COLUMNS, "药店": "pharmacies"}


def _rows(path, id_column, name_column, columns):
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield f"C{row[id_column]}", row[name_column], [row[columns[driver]] for driver in WEIGHTS]


def _folder(path, rows, cap):
    lines = [
        ["id", "name", "minimum", *WEIGHTS],
        *([number, name, 1, *values] for number, name, values in rows),
    ]
    with (path / "areas.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(lines)
    weights = ", ".join(f"{name}: {weight}" for name, weight in WEIGHTS.items())
    text = f"schema: 1\nname: areas\nstations: areas.csv\ncap: {cap}\nweights: {{{weights}}}\n"
    (path / "scenario.yaml").write_text(text, encoding="utf-8")
    return path


def test_77_areas_answer_the_same_by_csv_workbook_and_http(shared, tmp_path):
    source = shared / "data" / "A1_chicago_community_areas.csv"
    rows = list(_rows(source, "community_area", "community_area_name", AREA_COLUMNS))
    assert len(rows) == 77
    folder = _folder(tmp_path, rows, 600)
    by_csv = run(folder)
    export(load(folder), tmp_path / "areas.xlsx")
    by_workbook = run(tmp_path / "areas.xlsx")
    body = {
        "schema": 1,
        "cap": 600,
        "weights": {name: float(weight) for name, weight in WEIGHTS.items()},
        "stations": [
            {"id": i, "name": n, "minimum": 1, **{d: float(v) for d, v in zip(WEIGHTS, values, strict=True)}}
            for i, n, values in rows
        ],
    }
    with TestClient(create_app(Settings()), base_url="http://127.0.0.1") as client:
        response = client.post(
            "/v1/run", content=json.dumps(body), headers={"content-type": "application/json"}
        )
        assert response.status_code == 200, response.text
        by_http = response.json()
        with (tmp_path / "areas.xlsx").open("rb") as file:
            uploaded = client.post("/v1/run", files={"file": ("areas.xlsx", file)}).json()
    assert by_csv.status == "OPTIMAL"
    assert by_csv.allocated == 600
    assert (
        by_csv.input_sha256 == by_workbook.input_sha256 == by_http["input_sha256"] == uploaded["input_sha256"]
    )
    plain = json.loads(json.dumps(by_csv.document()))["stations"]
    assert plain == by_workbook.document()["stations"] == by_http["stations"] == uploaded["stations"]


def test_50_wards_lack_a_driver_and_are_refused_by_name(shared, tmp_path):
    rows = list(_rows(shared / "data" / "A2_chicago_wards.csv", "ward", "ward", WARD_COLUMNS))
    assert len(rows) == 50
    with pytest.raises(InputError) as refused:
        run(_folder(tmp_path, rows, 400))
    missing = [issue for issue in refused.value.issues if issue.code in ("E_VALUE_MISSING", "E_MISSING")]
    words = " ".join(issue.line("zh") for issue in missing)
    assert "药店" in words
    assert "C1" in words
