"""Quantified work in answers: figures that can be checked by hand, and that `verify` checks."""

import json
from decimal import Decimal

import pytest

from staffing import service
from staffing.analysis.near_misses import change_for_a_post
from staffing.models.standards import (
    Allowance,
    AllowanceKind,
    Per,
    Rounding,
    Standard,
    StandardSource,
    WorkingTime,
)
from staffing.models.tasks import Measure, Tasks, TaskSum
from staffing.service import verify
from staffing.service.storing import SEAL, result_text, seal, write_result
from tests.unit.builders_scenario import scenario

HOURS = {"S1": (300, 600), "S2": (100, 1200)}
"""Hours of complaints and of inspections, in two months each."""


def ledger(**settings) -> Tasks:
    months = ("2025-01", "2025-02")
    sums = [
        TaskSum(
            station=station,
            month=month,
            activity=activity,
            quantity=Decimal(hours) / 2 / unit,
            hours=Decimal(hours) / 2,
            points=Decimal(hours) / 2 * weight,
        )
        for station, amounts in HOURS.items()
        for month in months
        for activity, hours, unit, weight in (
            ("complaint", amounts[0], 2, Decimal("1.5")),
            ("inspection", amounts[1], 3, Decimal(1)),
        )
    ]
    return Tasks(sums=tuple(sums), months=months, **settings)


def worked(**changes):
    """Two stations: by drivers 3 to 1, by the ledger 900 to 1,300 hours in two months."""
    plain = scenario([300, 100], 8, in_post=[5, 3])
    fields = {
        "tasks": ledger(blend=Decimal("0.25")),
        "standards": tuple(
            Standard(activity=name, unit_hours=Decimal(hours), source=StandardSource.MEASURED)
            for name, hours in (("complaint", 2), ("inspection", 3))
        ),
        "working_time": (WorkingTime(days=Decimal(250), annual_leave=Decimal(25)),),
        "allowances": (
            Allowance(name="study", kind=AllowanceKind.CATEGORY, share=Decimal("0.1")),
            Allowance(
                name="watch",
                kind=AllowanceKind.INDIVIDUAL,
                hours=Decimal(15),
                per=Per.MONTH,
                staff=Decimal(2),
            ),
        ),
        "rounding": Rounding.CEIL,
    }
    return plain.model_copy(update=fields | changes)


def test_required_posts_and_their_parts():
    """(250 - 25) x 8 = 1,800 hours; 900 x 6 / 1,800 = 3 posts; / 0.9; + 2 x 15 x 12 / 1,800 = 0.2."""
    first, second = service.demand(worked()).work.stations
    one = first.requirement
    assert (one.available_hours, one.hours, one.staff) == (1800, 5400, 3)
    assert one.required == pytest.approx(3 / 0.9 + 0.2, abs=1e-12)
    assert (one.posts, one.pressure) == (4, "slack")
    assert one.difference == pytest.approx(5 - one.required)
    assert second.requirement.required == pytest.approx(1300 * 6 / 1800 / 0.9 + 0.2, abs=1e-12)
    assert second.requirement.pressure == "severe"
    assert [(c.activity, c.unit_hours, c.source) for c in one.components] == [
        ("complaint", 2, "measured"),
        ("inspection", 3, "measured"),
    ]


def test_the_sum_says_whether_the_headcount_is_enough():
    total = service.demand(worked()).work.total
    assert total.required == pytest.approx(2200 * 6 / 1800 / 0.9 + 0.4)
    assert total.balance == pytest.approx(8 - total.required)
    assert (total.required_posts, total.in_post, total.quota) == (10, 8, 8)


def test_ledger_and_drivers_side_by_side():
    rows = service.demand(worked()).work.stations
    assert [row.driver_quota for row in rows] == [6, 2]
    assert [row.task_quota for row in rows] == pytest.approx([8 * 900 / 2200, 8 * 1300 / 2200])
    assert sum(row.apart or 0 for row in rows) == pytest.approx(0)


@pytest.mark.parametrize("measure", list(Measure))
def test_the_ledger_is_one_more_part_of_the_index(measure):
    answer = service.run(worked(tasks=ledger(blend=Decimal("0.25"), measure=measure)))
    amounts = {Measure.HOURS: (900, 1300), Measure.POINTS: (1050, 1350)}[measure]
    first = answer.stations[0]
    assert first.values["任务台账"] == amounts[0]
    assert first.contributions["任务台账"] == pytest.approx(amounts[0] / sum(amounts) / 4)
    assert first.index == pytest.approx(sum(first.contributions.values()))
    assert sum(driver.weight for driver in answer.drivers) == 1
    assert answer.drivers[-1].total == sum(amounts)


def test_without_blend_the_ledger_has_no_part():
    answer = service.run(worked(tasks=ledger()))
    assert [driver.name for driver in answer.drivers] == ["work"]
    assert answer.stations[0].index == 0.75
    assert answer.work.blend == 0


def test_plain_scenarios_have_none_of_it():
    answer = service.run(scenario([3, 1], 8))
    assert answer.work is None
    assert "work" not in answer.document()


def _figures(value, path=()):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _figures(inner, (*path, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _figures(inner, (*path, place))
    elif value is not None and not isinstance(value, bool):
        yield path


def _other(name, old):
    if name == "pressure":
        return "high" if old != "high" else "low"
    if isinstance(old, str):
        return f"{old}x"
    return old + 1 if isinstance(old, int) else old * 1.000001 + 1e-6


def test_verify_finds_any_changed_figure(tmp_path):
    source = worked()
    path = write_result(service.run(source), tmp_path / "result.json")
    assert verify(path, source).verified
    document = json.loads(path.read_text())
    figures = list(_figures(document["work"]))
    assert len(figures) > 70
    for figure in figures:
        forged = json.loads(path.read_text())
        place = forged["work"]
        for step in figure[:-1]:
            place = place[step]
        old = place[figure[-1]]
        place[figure[-1]] = _other(figure[-1], old)
        forged[SEAL] = seal(forged)
        target = tmp_path / "forged.json"
        target.write_text(result_text(forged))
        assert not verify(target, source).verified, figure


def test_the_order_of_stations_does_not_matter(tmp_path):
    source = worked()
    path = write_result(service.run(source), tmp_path / "result.json")
    turned = source.model_copy(update={"stations": source.stations[::-1]})
    assert verify(path, turned).verified


@pytest.mark.parametrize("sign", [1, -1])
def test_a_near_miss_counts_the_ledger(sign):
    source = worked()
    opened = service.open_scenario(source)
    posts = [row.allocation or 0 for row in service.run(opened).stations]
    [driver] = source.drivers
    station = 1 if sign > 0 else 0

    def moved(change: int) -> bool:
        values = {**driver.values, f"S{station + 1}": driver.values[f"S{station + 1}"] + sign * change}
        changed = source.model_copy(update={"drivers": (driver.model_copy(update={"values": values}),)})
        after = [row.allocation or 0 for row in service.run(changed).stations]
        return bool(sign * (after[station] - posts[station]) > 0)

    found = change_for_a_post(source, opened.problem, driver.name, station, posts, sign)
    least = next((change for change in range(1, 301) if moved(change)), None)
    assert found is not None
    assert abs(found) == least
