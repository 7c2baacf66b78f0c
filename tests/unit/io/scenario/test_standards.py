"""作业标准, 工作时间 and 宽放: what is read, and what is refused at which cell."""

from decimal import Decimal

import pytest

from staffing.errors import InputError
from staffing.io.scenario_file import load, load_mapping
from staffing.io.table_alone import check_table
from staffing.models.standards import Allowance, AllowanceKind, Per, Rounding, StandardSource, WorkingTime
from staffing.service import check, compare_normalisations, run
from staffing.service.opening import open_scenario
from tests.unit.io.builders import book


def body(**changes):
    stations = [
        {"id": "S1", "name": "甲", "in_post": 9, "投诉": 3600, "巡查": 600},
        {"id": "S2", "name": "乙", "in_post": 3, "投诉": 1000, "巡查": 100},
    ]
    fields = {
        "schema": 1,
        "name": "例",
        "cap": 12,
        "stations": stations,
        "weights": {"投诉": 0.5, "巡查": 0.5},
        "standards": [
            {"activity": "投诉", "unit_hours": 2, "source": "测定", "low": 1, "high": 3, "samples": 40},
            {"activity": "巡查", "unit_hours": 4, "source": "expert", "valid_from": "2024-01-01"},
        ],
        "working_time": [{"days": 250, "annual_leave": 10}, {"station": "S2", "days": 200}],
        "allowances": [
            {"name": "会议", "kind": "全员", "share": 0.1},
            {"name": "所长", "kind": "个人", "hours": 1, "per": "周", "staff": 1, "station": "S1"},
        ],
        "rounding": "进一",
    }
    return {key: value for key, value in (fields | changes).items() if value is not None}


def refused(**changes):
    with pytest.raises(InputError) as found:
        load_mapping(body(**changes))
    return [(issue.code, issue.where) for issue in found.value.issues]


def noted(**changes):
    return [(issue.code, issue.where) for issue in load_mapping(body(**changes)).warnings]


def standard(**changes):
    first = {"activity": "投诉", "unit_hours": 2, "source": "expert"} | changes
    second = {"activity": "巡查", "unit_hours": 4, "source": "expert"}
    return [{key: value for key, value in first.items() if value is not None}, second]


def allowance(**fields):
    return [{"name": "会议", "kind": "category"} | fields]


def test_all_of_it_is_read_with_the_place_of_each_figure():
    loaded = load_mapping(body())
    assert loaded.warnings == ()
    scenario = loaded.scenario
    assert [one.source for one in scenario.standards] == [StandardSource.MEASURED, StandardSource.EXPERT]
    assert scenario.working_time[1] == WorkingTime(station="S2", days=Decimal(200))
    assert scenario.allowances[1] == Allowance(
        name="所长",
        kind=AllowanceKind.INDIVIDUAL,
        station="S1",
        hours=Decimal(1),
        per=Per.WEEK,
        staff=Decimal(1),
    )
    assert scenario.rounding is Rounding.CEIL
    places = loaded.places
    assert places["standards.巡查.2024-01-01.unit_hours"] == "standards[1].unit_hours"
    assert places["working_time.*.annual_leave"] == "working_time[0].annual_leave"
    assert places["allowances.所长.S1.hours"] == "allowances[1].hours"


def test_a_workbook_says_the_same_as_a_request(tmp_path):
    path = book(
        tmp_path / "a.xlsx",
        {
            "单位": [
                ["站点编码", "站点名称", "编制下限", "现有人数"],
                ["S1", "甲", 0, 9],
                ["S2", "乙", 0, 3],
            ],
            "权重": [["指标", "权重"], ["投诉", 0.5], ["巡查", 0.5]],
            "指标值": [
                ["站点编码", "指标", "数值"],
                *(["S1", "投诉", 3600], ["S2", "投诉", 1000], ["S1", "巡查", 600], ["S2", "巡查", 100]),
            ],
            "作业标准": [
                ["活动", "单位工时", "来源", "工时下限", "工时上限", "样本数", "生效日期"],
                ["投诉", 2, "测定", 1, 3, 40, None],
                ["巡查", 4, "专家", None, None, None, "2024-01-01"],
            ],
            "工作时间": [["站点编码", "工作日", "年休假"], [None, 250, 10], ["S2", 200, None]],
            "宽放": [
                ["名称", "类型", "站点编码", "占比", "小时", "周期", "人数"],
                ["会议", "全员", None, 0.1, None, None, None],
                ["所长", "个人", "S1", None, 1, "周", 1],
            ],
            "参数": [["参数", "值"], ["总编制", 12], ["名称", "例"], ["取整", "进一"]],
        },
    )
    loaded = load(path)
    assert loaded.warnings == ()
    assert loaded.scenario.input_sha256 == load_mapping(body()).scenario.input_sha256
    assert loaded.places["standards.投诉.unit_hours"] == "作业标准!B2"


def test_the_posts_that_the_work_requires():
    found = open_scenario(load_mapping(body())).requirement
    assert found is not None
    first, second = found
    # 9600 hours over 240 days of 8 hours, a tenth for meetings, an hour a week of one person.
    assert float(first.required) == pytest.approx(9600 / 1920 / 0.9 + 48 / 1920)
    assert float(second.required) == pytest.approx(2400 / 1600 / 0.9)
    assert (first.posts, second.posts) == (6, 2)
    assert float(first.ratio) == pytest.approx(9 / float(first.required))


@pytest.mark.parametrize(
    ("changes", "code", "where"),
    [
        ({"unit_hours": 0}, "E_STANDARD_ZERO", "standards[0].unit_hours"),
        ({"unit_hours": -1}, "E_NEGATIVE", "standards[0].unit_hours"),
        ({"unit_hours": None}, "E_MISSING", "standards[0].unit_hours"),
        ({"source": "猜测"}, "E_OPTION", "standards[0].source"),
        ({"low": 3, "high": 1}, "E_STANDARD_RANGE", "standards[0]"),
        ({"samples": 0}, "E_RANGE", "standards[0].samples"),
        (
            {"valid_from": "2025-02-01", "valid_to": "2025-01-01"},
            "E_VALIDITY",
            "standards[0].valid_to",
        ),
        ({"activity": "巡查"}, "E_VALIDITY", "standards[1]"),
        ({"valid_from": "2026-01-01"}, "E_STANDARD_DATE", "standards[0].activity"),
    ],
)
def test_standards_that_cannot_be_meant(changes, code, where):
    assert (code, where) in refused(standards=standard(**changes))


@pytest.mark.parametrize(
    ("row", "code", "where"),
    [
        ({"annual_leave": -1}, "E_NEGATIVE", "working_time[0].annual_leave"),
        ({"days": 20, "annual_leave": 15, "training": 5}, "E_WORKING_TIME", "working_time[0]"),
        ({"year": 2025, "annual_leave": 248}, "E_WORKING_TIME", "working_time[0].annual_leave"),
        ({"hours_per_day": 25}, "E_RANGE", "working_time[0].hours_per_day"),
        ({"hours_per_day": 0}, "E_RANGE", "working_time[0].hours_per_day"),
        ({"days": 367}, "E_RANGE", "working_time[0].days"),
        ({"year": 2013}, "E_CALENDAR", "working_time[0].year"),
        ({"year": 2031}, "E_CALENDAR", "working_time[0].year"),
        ({"station": "S9"}, "E_UNKNOWN_KEY", "working_time[0].station"),
    ],
)
def test_working_time_that_cannot_be_meant(row, code, where):
    assert (code, where) in refused(working_time=[row])


def test_working_time_twice():
    assert refused(working_time=[{"days": 250}, {"days": 240}]) == [("E_WORKING_TIME", "working_time[1]")]


def test_a_year_without_calendar_needs_its_days_only():
    assert noted(working_time=[{"year": 2031, "days": 248}]) == []


@pytest.mark.parametrize(
    ("row", "code", "where"),
    [
        ({}, "E_ALLOWANCE", "allowances[0]"),
        ({"share": 0.1, "hours": 2, "per": "day"}, "E_ALLOWANCE", "allowances[0]"),
        ({"share": 0.1, "staff": 2}, "E_ALLOWANCE", "allowances[0].staff"),
        ({"share": 0.1, "per": "day"}, "E_ALLOWANCE", "allowances[0].per"),
        ({"hours": 2}, "E_ALLOWANCE", "allowances[0].hours"),
        ({"share": 1}, "E_ALLOWANCE", "allowances[0].share"),
        ({"share": -0.1}, "E_NEGATIVE", "allowances[0].share"),
        ({"kind": "individual", "hours": 2, "per": "day"}, "E_ALLOWANCE", "allowances[0]"),
        ({"kind": "individual", "share": 0.1, "staff": 1}, "E_ALLOWANCE", "allowances[0]"),
        ({"kind": "其他", "share": 0.1}, "E_OPTION", "allowances[0].kind"),
        ({"share": 0.1, "station": "S9"}, "E_UNKNOWN_KEY", "allowances[0].station"),
        ({"hours": 8, "per": "day"}, "E_ALLOWANCE_SUM", "allowances[0].hours"),
    ],
)
def test_allowances_that_cannot_be_meant(row, code, where):
    assert (code, where) in refused(allowances=allowance(**row))


def test_shares_of_all_time_at_one_station_are_refused_and_named():
    rows = [
        {"name": "会议", "kind": "category", "share": 0.6},
        {"name": "值班", "kind": "category", "share": 0.4, "station": "S2"},
    ]
    with pytest.raises(InputError, match=r"S2: .*会议, 值班 take 1 of working time"):
        load_mapping(body(allowances=rows))
    assert noted(allowances=[rows[0], {**rows[1], "share": 0.3}]) == []


def test_the_same_allowance_twice():
    rows = [*allowance(share=0.1), *allowance(share=0.2)]
    assert [code for code, _ in refused(allowances=rows)] == ["E_DUPLICATE"]


def test_a_driver_without_standard_is_not_counted_and_that_is_said():
    only = [{"activity": "投诉", "unit_hours": 2, "source": "expert"}]
    assert noted(standards=only) == [("W_STANDARD_MISSING", "standards[0].activity")]
    opened = open_scenario(load_mapping(body(standards=only)))
    assert opened.requirement is not None
    assert [part.activity for part in opened.requirement[0].components] == ["投诉"]
    assert "巡查" in opened.warnings[0].message("zh")


def test_what_else_is_said():
    other = [*standard(), {"activity": "巡察", "unit_hours": 1, "source": "expert"}]
    assert noted(standards=other) == [("W_STANDARD_UNUSED", "standards[2].activity")]
    assert noted(standards=standard(low=3)) == [("W_STANDARD_RANGE", "standards[0]")]
    assert [code for code, _ in noted(working_time=None)] == ["W_WORKING_TIME"]
    assert [code for code, _ in noted(working_time=[{"station": "S2", "days": 200}])] == ["W_WORKING_TIME"]
    assert noted(standards=None) == [("W_STANDARD_NONE", "working_time[0].days")]
    assert noted(standards=None, working_time=None, allowances=None) == []


def test_by_hours_every_driver_needs_a_standard():
    one = [{"activity": "投诉", "unit_hours": 2, "source": "expert"}]
    assert refused(standards=one, normalisation="标准工时") == [("E_HOURS_STANDARD", "normalisation")]


def test_a_plan_by_hours_says_that_the_weights_do_not_count():
    loaded = load_mapping(body(normalisation="hours"))
    plan = run(loaded)
    assert [warning.code for warning in plan.warnings] == ["W_HOURS_WEIGHTS"]
    assert [driver.weight for driver in plan.drivers] == [
        pytest.approx(9200 / 12000),
        pytest.approx(2800 / 12000),
    ]
    assert [row.index for row in plan.stations] == [pytest.approx(0.8), pytest.approx(0.2)]
    assert check(loaded).status == "VALID"


@pytest.mark.parametrize(("standards", "shown"), [(True, True), (False, False)])
def test_hours_stand_beside_the_others_only_where_every_driver_has_a_standard(standards, shown):
    source = load_mapping(body() if standards else body(standards=None, working_time=None, allowances=None))
    columns = [column.normalisation for column in compare_normalisations(source).scenarios]
    assert ("hours" in columns) is shown


@pytest.mark.parametrize(
    ("rows", "sheet"),
    [
        ("活动,单位工时,来源\n投诉,2,测定\n", "standards"),
        ("站点编码,年度,工作日,年休假\n,2025,,10\nS1,2024,,3\n", "working_time"),
        ("名称,类型,占比,小时,周期,人数\n会议,全员,0.1,,,\n所长,个人,,2,周,1\n", "allowances"),
    ],
)
def test_each_table_is_known_and_read_by_itself(tmp_path, rows, sheet):
    path = tmp_path / "表.csv"
    path.write_text(rows, encoding="utf-8")
    found = check_table(path)
    assert (found.sheet.key, found.rows, found.warnings) == (sheet, rows.count("\n") - 1, ())
