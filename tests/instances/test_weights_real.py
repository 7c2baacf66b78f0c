"""The figures of docs/weights.md, computed again from the tables outside the project."""

import csv
from pathlib import Path

import pytest

from staffing import service
from staffing.io.scenario_file import load_mapping

PAGE = (Path(__file__).parents[2] / "docs" / "weights.md").read_text(encoding="utf-8")
AREAS = {
    "complaints": "complaints_sanitation_2013_nodup",
    "businesses": "registered_food_businesses",
    "groceries": "grocery_stores_2013",
    "schools": "public_schools_2011_12",
    "pharmacies": "pharmacies_2021_est",
}
NOW = {"complaints": 0.5, "businesses": 0.2, "groceries": 0.2, "schools": 0.05, "pharmacies": 0.05}
JUDGED = (
    *(("complaints", "businesses", 3), ("complaints", "groceries", 3), ("complaints", "schools", 7)),
    *(("complaints", "pharmacies", 7), ("businesses", "groceries", 1), ("businesses", "schools", 5)),
    *(("businesses", "pharmacies", 5), ("groceries", "schools", 3), ("groceries", "pharmacies", 3)),
    ("schools", "pharmacies", 1),
)


def rows_of(shared, name):
    source = shared / "data" / name
    if not source.is_file():
        pytest.skip(f"{source.name} is not in {source.parent}")
    with source.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def areas(shared):
    stations = [
        {
            "id": f"C{int(row['community_area']):02}",
            "name": row["community_area_name"],
            **{driver: float(row[column]) for driver, column in AREAS.items()},
        }
        for row in rows_of(shared, "A1_chicago_community_areas.csv")
    ]
    judgements = [{"first": first, "second": second, "value": value} for first, second, value in JUDGED]
    body = {"schema": 1, "cap": 96, "weights": NOW, "judgements": judgements, "stations": stations}
    return service.weigh(load_mapping(body, name="areas"))


@pytest.fixture(scope="module")
def forces(shared):
    rows = sorted(rows_of(shared, "B2_police_forces_england_wales.csv"), key=lambda row: row["force"])
    stations = [
        {
            "id": f"F{number:02}",
            "name": row["force"],
            "in_post": int(float(row["officers_headcount_sep2019"])),
            "population": int(row["population_census_2011"]),
            "incidents": int(float(row["use_of_force_incidents_2019_20"])),
        }
        for number, row in enumerate(rows, start=1)
    ]
    weights = {"population": 0.5, "incidents": 0.5}
    body = {"schema": 1, "cap": 127381, "weights": weights, "stations": stations}
    return service.weigh(load_mapping(body, name="forces"))


def lines(answer):
    """Return the lines of the page's table, made from the answer."""
    table = answer.tables[0]
    found = [one for one in table.methods if one.weights is not None]
    for driver in table.drivers:
        yield f"| {driver} | " + " | ".join(f"{one.weights[driver]:.4f}" for one in found) + " |"
    yield "| stations that change | | " + " | ".join(str(plan.changed) for plan in answer.plans[1:]) + " |"
    yield "| posts that lie elsewhere | | " + " | ".join(str(plan.moved) for plan in answer.plans[1:]) + " |"


def test_areas(areas):
    for line in lines(areas):
        assert line in PAGE
    together = areas.tables[0].consistency[0]
    assert f"is {together.ratio:.4f} ({together.ratio_dd:.4f}" in PAGE.replace("\n", " ")
    worst = together.worst
    said = f"{worst.first} against {worst.second}, judged {worst.value:.0f}"
    assert f"where all together say {worst.implied:.1f}" in PAGE
    assert said in PAGE


def test_forces(forces):
    for line in lines(forces):
        assert line in PAGE
    fit = forces.tables[0].fit
    assert f"R² {fit.r_squared:.3f} and a root mean square error of {fit.rmse:.0f} posts" in PAGE
    for row in fit.residuals[:2]:
        assert row.name in PAGE
        assert f"{row.in_post:,.0f}" in PAGE
        assert f"{row.explained:,.0f}" in PAGE
    assert [issue.code for issue in forces.warnings] == ["W_WEIGHTS_CIRCULAR"]
