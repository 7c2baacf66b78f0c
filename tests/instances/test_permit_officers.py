"""The permit officers and loan clerks of docs/permit-officers.md: every figure on the page, from the data.

The event logs stay outside the project; see the page for source and licence.
"""

import csv
from collections import Counter, defaultdict
from pathlib import Path
from statistics import median

import pytest

from staffing import service
from staffing.errors import InputError
from staffing.models.plan import Status
from staffing.service.measuring import propose_standards

PAGE = (Path(__file__).parents[2] / "docs" / "permit-officers.md").read_text(encoding="utf-8")
ZONE = "Europe/Amsterdam"
UNITS = [f"municipality_{n}" for n in range(1, 6)]
EVENTS, CASES = "events", "cases"


@pytest.fixture(scope="module")
def log(shared):
    source = shared / "data" / "C4_event_logs.parquet"
    if not source.is_file():
        pytest.skip(f"{source.name} is not in {source.parent}")
    return source


@pytest.fixture(scope="module")
def permits(log):
    """Return completed phases: municipality, case, activity, officer, day."""
    import duckdb

    with duckdb.connect() as connection:
        connection.execute(f"SET TimeZone = '{ZONE}'")
        return connection.execute(
            f"""SELECT unit, case_id, activity, resource, timestamp::DATE::VARCHAR FROM '{log}'
                WHERE log = 'BPIC2015_permits' AND transition = 'complete' ORDER BY ALL"""
        ).fetchall()


def assert_rows(rows):
    rows = list(rows)
    assert rows
    assert [row for row in rows if row not in PAGE] == []


def row(*cells) -> str:
    return "| " + " | ".join(f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in cells) + " |"


# -- loans ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def loans(log):
    return propose_standards(log, where={"log": "BPIC2012_loans"}, zone=ZONE, split=True, lang="en")


def minutes(hours: float) -> str:
    return f"{hours * 60:.2f}"


def test_measured_unit_hours_are_those_on_the_page(loans):
    proposed = {standard.activity: standard for standard in loans.standards}
    assert_rows(
        row(
            found.activity,
            found.samples,
            found.cases,
            minutes(found.plain.median),
            f"{minutes(found.plain.first_quartile)} to {minutes(found.plain.third_quartile)}",
            minutes(found.plain.iqr),
            minutes(found.split.median),
            f"{proposed[found.activity].unit_hours} ({proposed[found.activity].low} to "
            f"{proposed[found.activity].high})",
        )
        for found in loans.activities
    )


def test_what_is_left_out_is_on_the_page_and_adds_up(loans):
    left = {entry.reason: entry.rows for entry in loans.left_out}
    events = loans.rows - left.pop("not_chosen")
    assert events == 262_200 == loans.used + sum(left.values())
    words = {
        "other_event": "SCHEDULE",
        "no_start_known": "activities without any START (`A_`, `O_`)",
        "no_resource": "without resource",
        "lone_start": "START that no COMPLETE of the same resource follows",
        "lone_end": "COMPLETE without a START of the same resource",
    }
    assert set(left) == set(words)
    assert_rows([row("paired, and measured", loans.used), *(row(words[why], n) for why, n in left.items())])
    assert f"{loans.items:,} items" in PAGE
    assert f"{loans.overlapping:,} of them begin while" in PAGE


def test_items_of_a_case_and_means(loans):
    found = next(row for row in loans.activities if row.activity == "W_Completeren aanvraag")
    assert f"{found.samples / found.cases:.2f} of W_Completeren aanvraag" in PAGE
    assert f"is {minutes(found.hours / found.samples)} minutes" in PAGE
    assert f"it is {minutes(found.plain.trimmed_mean)}." in PAGE


def test_working_hours_leave_out_the_evenings(log):
    office = propose_standards(log, where={"log": "BPIC2012_loans"}, zone=ZONE, hours="8-18", workdays=True)
    left = {entry.reason: entry.rows for entry in office.left_out}
    assert f"another {left['outside']:,} events" in PAGE.replace("\n", " ")


def test_events_without_resource(log, loans):
    everybody = propose_standards(log, where={"log": "BPIC2012_loans"}, zone=ZONE, columns={"resource": "-"})
    assert f"without `resource` it pairs {everybody.items:,}" in PAGE
    left = {entry.reason: entry.rows for entry in loans.left_out}
    assert f"{left['no_resource']:,} of the 18,010" in PAGE
    medians = [{found.activity: found for found in answer.activities} for answer in (loans, everybody)]
    name = "W_Completeren aanvraag"
    before, after = (minutes(found[name].plain.median) for found in medians)
    assert f"from {before} to {after} minutes" in PAGE.replace("\n", " ")


@pytest.mark.parametrize(
    "name", ["Helpdesk_Italian_software", "BPIC2013_closed_problems", "BPIC2015_1_original"]
)
def test_logs_without_starts_are_refused(log, name):
    with pytest.raises(InputError) as error:
        propose_standards(log, where={"log": name}, zone=ZONE)
    assert [issue.key for issue in error.value.issues] == ["E_MEASURED.nothing"]
    assert f"`{name}`" in PAGE


def test_permits_give_no_unit_hours(log):
    answer = propose_standards(
        log, where={"log": "BPIC2015_permits"}, columns={"unit": "unit"}, zone=ZONE, lang="en"
    )
    left = {entry.reason: entry.rows for entry in answer.left_out}
    assert answer.rows - left["not_chosen"] == 296_480
    for reason in ("zero", "double", "lone_start", "lone_end"):
        assert f"{left[reason]:,}" in PAGE
    assert f"{answer.used:,} of 296,480" in PAGE
    main = {found.unit: found.plain.median for found in answer.units if found.activity == "01_HOOFD_0"}
    assert f"between {min(main.values()):.1f} and {max(main.values()):.1f} hours" in PAGE


# -- permits -------------------------------------------------------------------------------------------------


def test_the_log_is_the_published_one(permits):
    assert len(permits) == 148_240
    assert len({(unit, case) for unit, case, *_ in permits}) == 5_649
    assert officers(permits) == dict(zip(UNITS, (23, 11, 14, 10, 22), strict=True))


def officers(permits) -> dict[str, int]:
    seen = {(unit, officer) for unit, _, _, officer, _ in permits}
    return dict(sorted(Counter(unit for unit, _ in seen).items()))


def test_the_summary_by_officer_says_the_same(permits, shared):
    source = shared / "data" / "B5_bpic15_officer_workload.csv"
    if not source.is_file():
        pytest.skip(f"{source.name} is not in {source.parent}")
    with source.open(encoding="utf-8") as file:
        summary = {(line["unit"], line["resource"]): line for line in csv.DictReader(file)}
    done = Counter((unit, officer) for unit, _, _, officer, _ in permits)
    assert {key: int(line["events_completed"]) for key, line in summary.items()} == done


def test_people_of_one_number_in_several_municipalities(permits):
    places = defaultdict(set)
    cases = defaultdict(set)
    for unit, case, _, officer, _ in permits:
        places[officer].add(unit)
        cases[case].add(unit)
    several = [units for units in places.values() if len(units) > 1]
    three = sum(len(units) == 3 for units in several)
    assert f"{len(places)} different numbers; {len(several)} of them stand in more than one" in PAGE
    assert (three, sum(len(units) > 1 for units in cases.values())) == (1, 2)


def test_work_against_people(permits):
    people = officers(permits)
    events = Counter(unit for unit, *_ in permits)
    cases = Counter(unit for unit, _ in {(unit, case) for unit, case, *_ in permits})
    assert_rows(
        row(
            unit,
            people[unit],
            cases[unit],
            events[unit],
            f"{cases[unit] / people[unit]:.1f}",
            f"{events[unit] / people[unit]:,.0f}",
        )
        for unit in UNITS
    )


def scenario(folder: Path, permits, people: dict[str, int], driver: str, period: str = "") -> Path:
    with (folder / "permits.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("municipality", "case", "day"))
        writer.writerows((unit, case, day) for unit, case, _, _, day in permits)
    with (folder / "stations.csv").open("w", encoding="utf-8", newline="") as file:
        rows = [(f"M{n}", unit, people[unit]) for n, unit in enumerate(UNITS, start=1)]
        csv.writer(file).writerows([("id", "name", "in_post"), *rows])
    text = (
        PAGE.partition("```yaml\n")[2].partition("```")[0].replace("cap: 80", f"cap: {sum(people.values())}")
    )
    if driver == EVENTS:
        text = text.replace("    number: case\n", "").replace("cases", "events")
    if period:
        text += f"    day: day\n    period: {period}\n"
    (folder / "scenario.yaml").write_text(text, encoding="utf-8")
    return folder


def plan(folder: Path, *scenario_of) -> list[int]:
    found = service.run(scenario(folder, *scenario_of))
    assert found.status is Status.OPTIMAL
    return [station.allocation or 0 for station in found.stations]


PLANS = {"cases": (CASES, ""), "events": (EVENTS, ""), "events of 2014": (EVENTS, "2014")}


def work(permits, driver: str, period: str) -> Counter[str]:
    if driver == CASES:
        return Counter(unit for unit, _ in {(unit, case) for unit, case, *_ in permits})
    return Counter(unit for unit, *_, day in permits if day.startswith(period))


def elsewhere(posts: list[int], today: list[int]) -> int:
    assert sum(posts) == sum(today)
    return sum(max(0, new - old) for new, old in zip(posts, today, strict=True))


def test_plans_by_work(permits, tmp_path):
    people = officers(permits)
    today = list(people.values())
    plans = []
    for name, (driver, period) in PLANS.items():
        (tmp_path / name).mkdir()
        plans.append(plan(tmp_path / name, permits, people, driver, period))
    assert_rows(
        row(unit, today[n], *(f"{posts[n]} ({posts[n] - today[n]:+d})" for posts in plans))
        for n, unit in enumerate(UNITS)
    )
    for driver, period in PLANS.values():
        done = work(permits, driver, period)
        loads = {unit: done[unit] / people[unit] for unit in UNITS}
        assert (max(loads, key=loads.__getitem__), min(loads, key=loads.__getitem__)) == (
            "municipality_4",
            "municipality_1",
        )
    first, second, third = (elsewhere(posts, today) for posts in plans)
    assert f"{first}, {second} and {third} of the 80" in PAGE
    assert (
        f"up to {'three' if max(max(p) - min(p) for p in zip(*plans, strict=True)) == 3 else '?'} posts"
        in PAGE
    )


def test_the_same_question_with_those_at_work(permits, tmp_path):
    seen = defaultdict(set)
    for unit, _, _, officer, day in permits:
        if "2011" <= day[:4] <= "2014":
            seen[unit, day[:7]].add(officer)
    people = {
        unit: int(median(len(who) for (place, _), who in seen.items() if place == unit)) for unit in UNITS
    }
    posts = plan(tmp_path, permits, people, EVENTS)
    today = list(people.values())
    assert f"{sum(today)} people, not 80" in PAGE
    assert f"only {elsewhere(posts, today)} would be elsewhere" in PAGE
    assert_rows(
        f"{row(unit, old, f'{new} ({new - old:+d})' if new != old else new)}\n"
        for unit, old, new in zip(UNITS, today, posts, strict=True)
    )


def test_people_at_work_month_by_month(permits):
    seen = defaultdict(set)
    done: Counter[tuple[str, str]] = Counter()
    for unit, _, _, officer, day in permits:
        if "2011" <= day[:4] <= "2014":
            seen[unit, day[:7]].add(officer)
            done[unit, day[:7]] += 1
    rows = []
    for unit in UNITS:
        months = sorted(month for place, month in done if place == unit)
        people = [len(seen[unit, month]) for month in months]
        events = [done[unit, month] for month in months]
        peak = max(months, key=lambda month: done[unit, month])
        each = median(n / who for n, who in zip(events, people, strict=True))
        assert len(months) == 48
        rows.append(
            row(
                unit,
                f"{median(people):g}",
                f"{median(events):,.0f}",
                f"{done[unit, peak]:,} ({peak})",
                f"{each:.0f}",
            )
        )
    assert_rows(rows)


def test_months_of_2014(permits):
    done = Counter((day[:7], unit) for unit, *_, day in permits)
    months = Counter(day[:7] for *_, day in permits if day[:4] == "2014")
    assert min(months, key=lambda month: months[month]) == "2014-08"
    assert_rows(
        row(month, *(done[month, unit] for unit in UNITS), sum(done[month, unit] for unit in UNITS))
        for month in [f"2014-{n:02}" for n in range(1, 13)]
    )


def test_phases(permits):
    """A phase is what stands before the last number of an activity: 01_HOOFD of 01_HOOFD_3."""
    done = Counter((activity.rpartition("_")[0], unit) for unit, _, activity, *_ in permits)
    phases = Counter(activity.rpartition("_")[0] for _, _, activity, *_ in permits).most_common(8)
    rows = [row(phase, total, *(done[phase, unit] for unit in UNITS)) for phase, total in phases]
    assert_rows(rows)
    assert f"{sum(total for _, total in phases) / len(permits):.0%} of all".replace("%", " %") in PAGE


def test_work_per_officer(permits):
    done = Counter((unit, officer) for unit, _, _, officer, _ in permits)
    rows = []
    for unit in UNITS:
        own = sorted((n for (place, _), n in done.items() if place == unit), reverse=True)
        share = f"{sum(own[:3]) / sum(own):.0%}".replace("%", " %")
        rows.append(row(unit, f"{median(own):,g}", own[0], share, sum(n < 100 for n in own)))
    assert_rows(rows)
    few = sum(n < 100 for n in done.values())
    assert f"{few} of the 80" in PAGE
