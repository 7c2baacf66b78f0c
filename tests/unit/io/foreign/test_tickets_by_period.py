"""Tickets counted month by month, and one person with many tickets."""

import pytest

from staffing.io.scenario_file import load
from tests.unit.io.foreign.builders import SCENARIO, TICKETS, balance, counts, folder, issues, text

MONTHLY = SCENARIO.replace("  period: 2025\n", "  period: 2025\n  by: month\n") + "periods: {take: sum}\n"


def series(loaded):
    return {
        label: tuple(map(int, counts.values()))
        for label, counts in loaded.scenario.drivers[0].series.items()
        if any(counts.values())
    }


@pytest.mark.parametrize("number", ["  number: 工单编号\n", ""])
def test_every_month_has_its_own_counts(tmp_path, number):
    scenario = MONTHLY.replace("  number: 工单编号\n", number)
    loaded = load(folder(tmp_path, text(TICKETS), scenario=scenario))
    repeated = 2 if not number else 1
    assert series(loaded) == {
        "2025-01": (1, 0, 0),
        "2025-03": (1, 0, 0),
        "2025-06": (1, 0, 0),
        "2025-07": (0, repeated, 0),
    }
    assert list(loaded.scenario.drivers[0].series) == [f"2025-{month:02}" for month in range(1, 13)]
    assert counts(loaded) == {"S001": 3, "S002": repeated, "S003": 0}
    assert balance(loaded)["counted"] == 3 + repeated


def test_a_number_counts_at_its_first_day(tmp_path):
    again = ["GD001", "2025-11-03", *TICKETS[0][2:]]
    for rows in ([*TICKETS, again], [again, *TICKETS]):
        loaded = load(folder(tmp_path, text(rows), scenario=MONTHLY))
        assert series(loaded)["2025-01"] == (1, 0, 0)
        assert "2025-11" not in series(loaded)


def test_quarters_and_years(tmp_path):
    for by, expected in (("quarter", {"2025-Q1", "2025-Q2", "2025-Q3"}), ("year", {"2024", "2025"})):
        scenario = MONTHLY.replace("by: month", f"by: {by}")
        scenario = scenario.replace("period: 2025", "period: 2024~2025") if by == "year" else scenario
        assert set(series(load(folder(tmp_path, text(TICKETS), scenario=scenario)))) == expected


def test_the_counts_are_those_typed_by_hand(tmp_path):
    plain = load(folder(tmp_path, text(TICKETS)))
    monthly = load(folder(tmp_path, text(TICKETS), scenario=MONTHLY))
    assert counts(plain) == counts(monthly)


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("  by: month\n", "  by: week\n", [("E_OPTION", "tickets[0].by")]),
        ("  period: 2025\n", "", [("E_PARAM_MISSING", "tickets[0].period")]),
        ("period: 2025\n", "period: 2025-01-15~2025-03-14\n", [("E_PERIOD", "tickets[0].by")]),
        ("2025\n  by: month", "2025-H1\n  by: year", [("E_PERIOD", "tickets[0].by")]),
        ("periods: {take: sum}\n", "", [("E_PERIOD", "tickets[0].driver")]),
    ],
)
def test_parts_that_are_none_are_refused(tmp_path, old, new, found):
    assert old in MONTHLY
    path = folder(tmp_path, text(TICKETS), scenario=MONTHLY.replace(old, new))
    assert [(issue.code, issue.where) for issue in issues(path)] == found


def many(persons):
    rows = []
    for person, tickets in persons:
        rows += [[f"T{person}-{n}", "2025-02-03", "东河市场监督管理所", "", person] for n in range(tickets)]
    return rows


def person_scenario(cap=""):
    return SCENARIO + f"  per_person: {{column: 联系电话{cap}}}\npersonal: {{联系电话: 查重}}\n"


@pytest.mark.parametrize(
    ("persons", "said"),
    [
        ([("13800000001", 12), *((f"1390000{n:04}", 1) for n in range(48))], ["S001 12/60 (20%)"]),
        ([("13800000001", 9), *((f"1390000{n:04}", 1) for n in range(9))], None),
        ([("13800000001", 12), *((f"1390000{n:04}", 2) for n in range(100))], None),
        ([("匿名", 40), *((f"1390000{n:04}", 2) for n in range(10))], None),
    ],
)
def test_one_person_with_many_tickets_is_told_but_never_who(tmp_path, persons, said):
    loaded = load(folder(tmp_path, text(many(persons)), scenario=person_scenario()))
    found = [issue for issue in loaded.warnings if issue.code == "W_COMPLAINANT"]
    assert [issue.values["stations"] for issue in found] == ([] if said is None else [said])
    assert all("138" not in issue.line(lang) for issue in loaded.warnings for lang in ("zh", "en"))
    assert counts(loaded)["S001"] == sum(tickets for _, tickets in persons)


def test_with_a_limit_there_is_nothing_to_tell(tmp_path):
    persons = [("13800000001", 12), ("13800000002", 3)]
    loaded = load(folder(tmp_path, text(many(persons)), scenario=person_scenario(", most: 5")))
    assert counts(loaded)["S001"] == 8
    assert not [issue for issue in loaded.warnings if issue.code == "W_COMPLAINANT"]


def test_the_limit_holds_in_each_month(tmp_path):
    rows = many([("13800000001", 7)])
    rows += [[f"U{n}", "2025-05-03", "东河市场监督管理所", "", "13800000001"] for n in range(7)]
    scenario = person_scenario(", most: 5").replace("  period: 2025\n", "  period: 2025\n  by: month\n")
    loaded = load(folder(tmp_path, text(rows), scenario=scenario + "periods: {take: sum}\n"))
    assert counts(loaded)["S001"] == 10
    assert balance(loaded)["over"] == 4
