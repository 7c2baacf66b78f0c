"""The sanitation tickets of docs/sanitation-tickets.md: counted a second time, and every figure on the page.

The published table stays outside the project; see the page for its source.
"""

import csv
import gzip
import heapq
from collections import Counter
from fractions import Fraction
from pathlib import Path
from statistics import median

import pytest

from staffing import service
from staffing.io.loaded import Loaded
from staffing.io.scenario_file import load

PAGE = (Path(__file__).parents[2] / "docs" / "sanitation-tickets.md").read_text(encoding="utf-8")
LINES = " ".join(PAGE.split())
AREAS = [str(number) for number in range(1, 78)]
MONTHS = [f"{year}-{month:02}" for year in range(2011, 2015) for month in range(1, 13)]


@pytest.fixture(scope="module")
def table(shared):
    source = shared / "data" / "C2_chicago_sanitation_tickets.csv.gz"
    if not source.is_file():
        pytest.skip(f"{source.name} is not in {source.parent}")
    return gzip.decompress(source.read_bytes())


@pytest.fixture(scope="module")
def rows(table):
    return list(csv.DictReader(table.decode().splitlines()))


def folder(path: Path, table: bytes, old: str = "", new: str = "") -> Path:
    (path / "tickets.csv").write_bytes(table)
    areas = "".join(f"{area},area {area},1\n" for area in AREAS)
    (path / "areas.csv").write_text(f"id,name,minimum\n{areas}", encoding="utf-8")
    lines = PAGE.partition("```yaml\n")[2].partition("```")[0]
    assert old in lines
    (path / "scenario.yaml").write_text(lines.replace(old, new), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def loaded(table, tmp_path_factory) -> Loaded:
    return load(folder(tmp_path_factory.mktemp("tickets"), table))


@pytest.fixture(scope="module")
def counted(rows) -> dict[str, Counter[str]]:
    """Tickets by month and area, counted without the program: each number once, at its first day."""
    first: dict[tuple[str, str], str] = {}
    for row in rows:
        key = (row["ticket_id"], row["community_area"])
        first[key] = min(first.get(key, row["opened"]), row["opened"])
    found: dict[str, Counter[str]] = {month: Counter() for month in MONTHS}
    for (_, area), day in first.items():
        if area in AREAS and day[:7] in found:
            found[day[:7]][area] += 1
    return found


def test_the_table_is_the_published_one(rows):
    numbers = Counter(row["ticket_id"] for row in rows)
    facts = {
        "rows": len(rows),
        "repeat the number of another": len(rows) - len(numbers),
        "opened in the year 2000": sum(row["opened"].startswith("2000") for row in rows),
        "without a day of closing": sum(not row["closed"] for row in rows),
        "area 0, which there is not": sum(row["community_area"] == "0" for row in rows),
        "without an area": sum(not row["community_area"] for row in rows),
    }
    assert [name for name, count in facts.items() if f"| {name} | {count:,} |" not in PAGE] == []
    duplicates = sum(row["status"].endswith("Dup") for row in rows)
    assert f"{duplicates:,} tickets have a status" in PAGE


def test_every_count_of_an_area_and_a_month(loaded, counted):
    series = loaded.scenario.drivers[0].series
    assert list(series) == MONTHS
    assert [(m, a) for m in MONTHS for a in AREAS if series[m][a] != counted[m][a]] == []
    assert f"{len(MONTHS) * len(AREAS):,} counts" in LINES


def warned(loaded, code):
    return [issue for issue in loaded.warnings if issue.code == code]


def test_what_the_checks_find(loaded):
    assert {issue.code for issue in loaded.warnings} == {"W_ALIAS", "W_TICKETS", "W_WINDOW", "W_SHARE_JUMP"}
    (tickets,) = warned(loaded, "W_TICKETS")
    values = tickets.values
    said = (
        f"{values['counted']:,} counted, {values['outside']} outside the four years, "
        f"{values['repeated']} repeated, {values['left_out']} left out by alias, {values['blank']} without a unit"
    )
    assert said in LINES
    (window,) = warned(loaded, "W_WINDOW")
    assert f"{window.values['count']} of the 48 months count, {window.values['left']} do not" in LINES


def test_the_area_whose_share_jumps(loaded, counted):
    (jump,) = warned(loaded, "W_SHARE_JUMP")
    (said,) = jump.values["stations"]
    years: dict[int, Counter[str]] = {year: Counter() for year in range(2011, 2015)}
    for month, counts in counted.items():
        years[int(month[:4])].update(counts)
    shares = {year: f"{100 * counts['7'] / counts.total():.1f}" for year, counts in years.items()}
    assert said == f"7 area 7 2012-01..2012-12→2013-01..2013-12 {shares[2012]}%→{shares[2013]}%"
    assert f"area 7 had {shares[2012]} % of all tickets in 2012 and {shares[2013]} % in 2013" in LINES
    assert f"In 2014 it has {shares[2014]} %, most of all areas" in LINES
    assert years[2014].most_common(1)[0][0] == "7"


def test_the_shift_where_the_table_begins(table, tmp_path):
    (shift,) = warned(
        load(folder(tmp_path, table, "period: 2011~2014", "period: 2010-07~2014-12")), "W_LEVEL_SHIFT"
    )
    values = shift.values
    assert f"at {values['got']}: from about {values['before']} tickets a month to {values['after']}" in LINES


def test_the_seasons_are_those_on_the_page(loaded, counted):
    totals = {month: counts.total() for month, counts in counted.items()}
    for year in range(2011, 2015):
        own = {month: count for month, count in totals.items() if month.startswith(str(year))}
        mean = sum(own.values()) / 12
        most, least = max(own, key=own.get), min(own, key=own.get)
        cells = (most, f"{own[most] / mean:.2f}", least, f"{own[least] / mean:.2f}")
        assert f"| {year} | {sum(own.values()):,} | {' | '.join(cells)} |" in PAGE
    (season,) = service.run(loaded).seasons or ()
    ratios = [station.ratio or 0 for station in season.stations]
    assert f"{min(ratios):.2f} to {max(ratios):.2f} times their means" in LINES
    assert f"is {median(ratios):.2f}, against {season.ratio:.2f} for all together" in LINES


def by_priority(work: dict[str, int], posts: int) -> dict[str, int]:
    """Give every area a post, then each further one where work over posts and a half is greatest."""
    given = dict.fromkeys(work, 1)
    queue = [(-Fraction(2 * count, 3), -count, int(area)) for area, count in work.items()]
    heapq.heapify(queue)
    for _ in range(posts - len(work)):
        *_, number = heapq.heappop(queue)
        area = str(number)
        given[area] += 1
        heapq.heappush(queue, (-Fraction(2 * work[area], 2 * given[area] + 1), -work[area], number))
    return given


def windows(counted):
    def total(months):
        return {area: sum(counted[month][area] for month in months) for area in AREAS}

    return {
        "the twelve months of 2014": total(MONTHS[36:]),
        "half a year earlier": total(MONTHS[30:42]),
        "four years": total(MONTHS),
        "first year": total(MONTHS[:12]),
        "summer alone": total(MONTHS[41:44]),
        "winter alone": total(MONTHS[35:38]),
        "own peak": {area: max(counted[month][area] for month in MONTHS[36:]) for area in AREAS},
    }


def test_the_plans_are_those_by_priority_and_on_the_page(loaded, counted):
    plans = {}
    for name, work in windows(counted).items():
        source = loaded.variant(name) if name in loaded.variants else loaded
        run = service.run(source)
        assert (run.status, run.verified) == ("OPTIMAL", True)
        plans[name] = {row.id: row.allocation or 0 for row in run.stations}
        assert plans[name] == by_priority(work, 300)
    assert plans.keys() - set(loaded.variants) == {"the twelve months of 2014"}
    base = plans["the twelve months of 2014"]
    for name, plan in plans.items():
        changes = [plan[area] - base[area] for area in AREAS]
        moved = sum(change for change in changes if change > 0)
        assert f"| {name} | {sum(map(bool, changes))} | {moved} | {plan['7']} |" in PAGE


def test_the_mean_gives_the_plan_of_the_sum(loaded, table, tmp_path):
    mean = service.run(folder(tmp_path, table, "until: 2014-12}", "until: 2014-12, take: mean}"))
    base = service.run(loaded)
    assert [row.allocation for row in mean.stations] == [row.allocation for row in base.stations]
    assert [season.divisor for season in mean.seasons or ()] == [12]
