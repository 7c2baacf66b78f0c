"""The 43 police forces of docs/police-forces.md: the program, an independent optimum, and the figures on the page.

The published table stays outside the project; see the page for source and licence.
"""

import csv
from fractions import Fraction
from pathlib import Path

import pytest

from staffing import service
from staffing.models.plan import Status
from staffing.models.run import Run
from staffing.service.storing import write_result

PAGE = (Path(__file__).parents[2] / "docs" / "police-forces.md").read_text(encoding="utf-8")
LIMITS = (0, 100, 500, 2000)


@pytest.fixture(scope="module")
def forces(shared):
    source = shared / "data" / "B2_police_forces_england_wales.csv"
    if not source.is_file():
        pytest.skip(f"{source.name} is not in {source.parent}")
    with source.open(encoding="utf-8") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["force"])
    return [
        (
            f"F{number:02}",
            row["force"],
            int(float(row["officers_headcount_sep2019"])),
            int(row["population_census_2011"]),
            int(float(row["use_of_force_incidents_2019_20"])),
        )
        for number, row in enumerate(rows, start=1)
    ]


def folder(path: Path, forces, limit: int) -> Path:
    with (path / "forces.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("id", "name", "in_post", "population", "incidents"), *forces])
    lines = PAGE.partition("```yaml\n")[2].partition("```")[0]
    text = lines.replace("max_transfers: 500", f"max_transfers: {limit}")
    (path / "scenario.yaml").write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def runs(forces, tmp_path_factory) -> dict[int, Run]:
    made = {}
    for limit in LIMITS:
        made[limit] = service.run(folder(tmp_path_factory.mktemp("forces"), forces, limit))
    return made


def quotas(forces) -> list[Fraction]:
    people, incidents, posts = (sum(row[i] for row in forces) for i in (3, 4, 2))
    return [(Fraction(row[3], 2 * people) + Fraction(row[4], 2 * incidents)) * posts for row in forces]


def imbalance(posts, quota) -> Fraction:
    return sum(((x - q) ** 2 / q for x, q in zip(posts, quota, strict=True)), start=Fraction(0))


def by_best_exchanges(forces, most: int) -> tuple[list[int], int]:
    """Return the posts after at most so many best exchanges of one post, and how many were made."""
    posts, quota = [row[2] for row in forces], quotas(forces)
    every = range(len(posts))
    made = 0
    while made < most:
        gain = [(2 * (x - q) + 1) / q for x, q in zip(posts, quota, strict=True)]
        loss = [(1 - 2 * (x - q)) / q for x, q in zip(posts, quota, strict=True)]
        taker, giver = min(every, key=gain.__getitem__), min(every, key=loss.__getitem__)
        if gain[taker] + loss[giver] >= 0:
            break
        posts[taker] += 1
        posts[giver] -= 1
        made += 1
    return posts, made


def test_the_table_is_the_published_one(forces):
    assert (len(forces), *(sum(row[i] for row in forces) for i in (2, 3, 4))) == (
        43,
        127_381,
        56_075_912,
        491_984,
    )


@pytest.mark.parametrize("limit", LIMITS)
def test_the_optimum_is_that_of_best_exchanges(runs, forces, limit):
    found = runs[limit]
    posts, made = by_best_exchanges(forces, limit)
    assert found.status is Status.OPTIMAL
    assert sum(move.count for move in found.transfers) == made == limit
    # Each force's cost is rounded to nine places.
    apart = abs(Fraction(found.objective) - imbalance(posts, quotas(forces)))
    assert apart <= Fraction(len(forces), 2 * 10**9)
    assert [row.allocation for row in found.stations] == posts


def test_without_a_limit_as_many_exchanges_as_the_page_says(forces):
    assert f"it would take {by_best_exchanges(forces, 10**6)[1]:,} transfers" in PAGE


def test_moves_are_those_on_the_page(runs):
    names = {row.id: row.name for row in runs[500].stations}
    rows = [f"| {names[move.from_]} | {names[move.to]} | {move.count} |" for move in runs[500].transfers]
    assert [row for row in rows if row not in PAGE] == []
    assert len(rows) == 4


def loads(found: Run) -> tuple[float, float]:
    every = [row.burden for row in found.stations if row.burden is not None]
    return max(every), min(every)


def test_figures_before_and_after_are_those_on_the_page(runs):
    today, after = loads(runs[0]), loads(runs[500])
    names = [{load: row.name for row in runs[limit].stations for load in [row.burden]} for limit in (0, 500)]
    cells = [
        [f"{x:.2f} ({name[x]})" for x in found] for found, name in zip((today, after), names, strict=True)
    ]
    assert f"| greatest work per head | {cells[0][0]} | {cells[1][0]} |" in PAGE
    assert f"| least | {cells[0][1]} | {cells[1][1]} |" in PAGE


@pytest.mark.parametrize("limit", LIMITS)
def test_a_row_of_the_page_for_each_limit(runs, limit):
    found = runs[limit]
    value, today = (float(Fraction(runs[n].objective)) for n in (limit, 0))
    changed = sum(row.change != 0 for row in found.stations)
    greatest, least = loads(found)
    row = f"| {limit:,} | {changed} | {value:,.2f} | {value / today:.0%} | {greatest / least:.2f} |"
    assert row.replace("% |", " % |") in PAGE


def test_the_stored_result_is_verified_without_a_solver(runs, forces, tmp_path):
    found = service.verify(write_result(runs[500], tmp_path / "result.json"), folder(tmp_path, forces, 500))
    assert found.verified
    assert found.proof == "exchange"
    assert {goal.proof for goal in runs[500].goals} == {"plain", "exchange"}
