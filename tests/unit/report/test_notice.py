"""The public notice: what it shows, when it may be written, and how its period is counted."""

from datetime import date

import pytest

from staffing.errors import InputError, UsageError
from staffing.models.formal import Publicity
from staffing.models.plan import Status
from staffing.report import tables
from staffing.report.figures import decimals, signed
from staffing.report.official.notice import notice_warnings
from staffing.report.official.workdays import YEARS, is_workday, period
from staffing.report.word import render_notice
from tests.unit.report.official import formal, opened, words


def test_only_the_four_columns(qingxiu):
    (table,) = opened(render_notice(formal(qingxiu))).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["站所", "现有人数", "拟配人数", "增减"]
    shown = [[s.name, str(s.in_post), str(s.allocation), signed(s.change)] for s in qingxiu.stations]
    assert rows[1:-1] == shown
    assert rows[-1] == ["合计", "96", "96", "0"]


def test_nothing_else_of_a_station_is_said(qingxiu):
    said = words(render_notice(formal(qingxiu)))
    for row in tables.plan_rows(qingxiu):
        for figure in (row.id, decimals(row.quota), decimals(row.index, 4)):
            assert figure not in said
    assert qingxiu.input_sha256 not in said
    assert "外聘" not in said


def test_period_contact_and_objections(qingxiu):
    said = words(render_notice(formal(qingxiu)))
    assert "公示时间为2026年3月9日至2026年3月13日（5个工作日）" in said
    assert "受理部门：人事科；联系电话：总机；联系地址：某路1号。" in said
    assert "7个工作日" in words(render_notice(formal(qingxiu, notice_days=7)))


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"publicity": None}, "E_NOTICE.locked"),
        ({"publicity": Publicity.ON_REQUEST}, "E_NOTICE.closed"),
        ({"publicity": Publicity.CLOSED}, "E_NOTICE.closed"),
        ({"verified": False}, "E_NOTICE.plan"),
        ({"allocated": None, "status": Status.INFEASIBLE}, "E_NOTICE.plan"),
    ],
)
def test_it_is_locked(qingxiu, changes, key):
    with pytest.raises(InputError) as refused:
        render_notice(formal(qingxiu, **changes))
    assert [issue.key for issue in refused.value.issues] == [key]


def test_a_year_without_a_calendar_is_refused(qingxiu):
    with pytest.raises(UsageError) as refused:
        render_notice(formal(qingxiu, notice_from="2027-03-01"))
    assert [issue.key for issue in refused.value.issues] == ["E_NOTICE.year"]
    with pytest.raises(UsageError):
        period(date(2026, 12, 30), 5)


@pytest.mark.parametrize("year", YEARS)
def test_as_many_working_days_as_the_law_leaves(year):
    """Days less Saturdays and Sundays less the 13 statutory holidays (decree 795): 248 in both years."""
    days = [
        date.fromordinal(n) for n in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1)
    ]
    weekends = sum(day.weekday() >= 5 for day in days)
    assert sum(map(is_workday, days)) == len(days) - weekends - 13


@pytest.mark.parametrize("year", YEARS)
def test_days_made_up_for_are_days_of_rest(year):
    assert all(date.fromisoformat(f"{year}-{day}").weekday() >= 5 for day in YEARS[year].worked)


@pytest.mark.parametrize(
    ("start", "days", "first", "last"),
    [
        ("2026-09-24", 5, "2026-09-24", "2026-10-08"),  # 中秋 and 国庆
        ("2026-02-14", 2, "2026-02-14", "2026-02-24"),  # a Saturday that is worked
        ("2025-10-04", 1, "2025-10-09", "2025-10-09"),  # begins in a holiday
        ("2025-12-31", 3, "2025-12-31", "2026-01-05"),  # 4 January 2026, a Sunday, is worked
    ],
)
def test_periods(start, days, first, last):
    assert [str(day) for day in period(date.fromisoformat(start), days)] == [first, last]


@pytest.mark.parametrize(
    ("changes", "late"),
    [
        ({"date": "2026-03-13"}, False),
        ({"date": "2026-03-14"}, True),
        ({"date": "2026-03-14", "notice_days": 6}, False),
        ({"date": None}, False),
        ({"date": "2028-01-01", "notice_from": None}, False),
        ({"date": "2028-01-01", "notice_from": "2027-01-04"}, False),
    ],
)
def test_a_notice_dated_after_its_last_day_is_warned_of(qingxiu, changes, late):
    """From Monday 9 March 2026 five working days end on Friday 13 March, six on Monday 16 March."""
    found = notice_warnings(formal(qingxiu, **changes))
    assert [issue.key for issue in found] == (["W_NOTICE_LATE"] if late else [])
    assert all("2026-03-13" in issue.message("zh") for issue in found)
