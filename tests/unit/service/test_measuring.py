"""Unit hours from small ledgers with known answers."""

import csv
import gzip
import io

import pytest

from staffing.errors import InputError, UsageError
from staffing.io.ledger import duration_files
from staffing.io.scenario_file import load
from staffing.models.measured import Range
from staffing.models.standards import StandardSource
from staffing.service.measuring import propose_standards, standards_csv, write_standards

TABLE = ("活动", "开始时间", "结束时间")
LOG = ("case", "activity", "transition", "resource", "timestamp")


def ledger(path, header, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def measured(tmp_path, header, rows, **asked):
    return propose_standards(ledger(tmp_path / "台账.csv", header, rows), least=1, **asked)


def left(answer):
    return {row.reason: row.rows for row in answer.left_out}


def minutes(answer, figure="median", kind="plain"):
    return {row.activity: round(getattr(getattr(row, kind), figure) * 60, 6) for row in answer.activities}


def event(case, transition, time, *, who="甲", activity="审核"):
    return (case, activity, transition, who, f"2025-01-06 {time}")


def test_a_table_gives_medians_and_tells_every_row(tmp_path):
    rows = [
        ("审核", "2025-01-06 09:00", "2025-01-06 09:10"),
        ("审核", "2025-01-06 09:00", "2025-01-06 09:30"),
        ("审核", "2025-01-06 09:00", "2025-01-06 09:20"),
        ("审核", "2025-01-06 09:30", "2025-01-06 09:20"),
        ("审核", "2025-01-06 09:30", "2025-01-06 09:30"),
        ("审核", "2025-01-06 09:30", ""),
        ("审核", "", "2025-01-06 09:30"),
        ("", "2025-01-06 09:00", "2025-01-06 09:10"),
        ("审核", "昨天", "2025-01-06 09:10"),
        ("受理", "2025-01-06 09:00", "2025-01-06 10:00"),
    ]
    answer = measured(tmp_path, TABLE, rows)
    assert minutes(answer) == {"受理": 60, "审核": 20}
    assert left(answer) == {
        "before": 1, "zero": 1, "no_end": 1, "no_start": 1, "no_activity": 1, "unread": 1,
    }  # fmt: skip
    assert answer.rows == answer.used + sum(left(answer).values()) == 10
    assert {issue.code for issue in answer.warnings} == {"W_MEASURED"}
    assert answer.columns == {"activity": "活动", "start": "开始时间", "end": "结束时间"}


@pytest.mark.parametrize(
    "written",
    [
        "2025-01-06 09:30", "2025-01-06T09:30:00", "2025/1/6 9:30", "2025年1月6日9时30分", "2025年1月6日 9:30",
        "2025-01-06T01:30:00Z", "2025-01-06T02:30:00+01:00",
    ],
)  # fmt: skip
def test_a_moment_is_the_same_however_it_is_written(tmp_path, written):
    rows = [("审核", written, "2025-01-06T10:00:00+08:00")] * 2
    assert minutes(measured(tmp_path, TABLE, rows)) == {"审核": 30}


def test_daylight_saving_and_offsets_are_read_as_instants(tmp_path):
    rows = [
        ("a", "2025-03-30T01:30:00+01:00", "2025-03-30T03:30:00+02:00"),  # the clock skips an hour
        ("b", "2025-10-26T02:30:00+02:00", "2025-10-26T02:30:00+01:00"),  # an hour comes twice
        ("c", "2025-03-30 01:30", "2025-03-30 03:30"),  # the same as the first, in the zone of the user
    ]
    answer = measured(tmp_path, TABLE, rows, zone="Europe/Amsterdam")
    assert minutes(answer) == {"a": 60, "b": 60, "c": 60}
    assert [issue.message for issue in answer.warnings if "时区" in issue.message]


def test_working_hours_clip_nights_and_weekends(tmp_path):
    rows = [
        ("一晚", "2025-01-06 17:30", "2025-01-07 09:30"),  # Monday to Tuesday
        ("周末", "2025-01-10 17:00", "2025-01-13 10:00"),  # Friday to Monday
        ("午休", "2025-01-06 11:30", "2025-01-06 14:30"),
        ("夜里", "2025-01-06 20:00", "2025-01-06 23:00"),
    ]
    answer = measured(tmp_path, TABLE, rows, hours="9-12,14-18", workdays=True)
    assert minutes(answer) == {"一晚": 60, "周末": 120, "午休": 60}
    assert left(answer) == {"outside": 1}
    every_day = measured(tmp_path, TABLE, rows, hours="9-18")
    assert minutes(every_day)["周末"] == 60 + 2 * 540 + 60
    assert minutes(measured(tmp_path, TABLE, rows, workdays=True))["周末"] == 7 * 60 + 10 * 60
    assert "周一至周五" in answer.standards[0].basis


def test_the_oldest_open_start_meets_the_next_end(tmp_path):
    rows = [
        event("A", "START", "09:00"), event("A", "START", "09:10"),
        event("A", "COMPLETE", "09:20"), event("A", "COMPLETE", "09:50"),
    ]  # fmt: skip
    answer = measured(tmp_path, LOG, rows)
    found = answer.activities[0]
    assert (found.samples, found.cases, found.plain.first_quartile * 60, found.plain.third_quartile * 60) == (
        2, 1, 25, 35,
    )  # fmt: skip
    assert (answer.overlapping, answer.used, answer.left_out) == (1, 4, ())


def test_what_finds_no_fellow_is_told(tmp_path):
    rows = [
        event("A", "COMPLETE", "08:50"), event("A", "START", "09:00"), event("A", "COMPLETE", "09:20"),
        event("A", "COMPLETE", "09:30"), event("B", "START", "09:00"),
        event("C", "START", "09:00", who="乙"), event("C", "COMPLETE", "09:30", who="甲"),
        event("D", "SCHEDULE", "09:00"), event("D", "START", "09:00", who=""),
        event("E", "COMPLETE", "09:00", activity="提交"), event("A", "START", "09:00"),
        event("", "START", "09:00"), ("F", "审核", "START", "甲", ""),
    ]  # fmt: skip
    answer = measured(tmp_path, LOG, rows)
    assert minutes(answer) == {"审核": 20}
    assert left(answer) == {
        "lone_end": 3, "lone_start": 2, "other_event": 1, "no_resource": 1, "no_start_known": 1, "double": 1,
        "no_case": 1, "no_time": 1,
    }  # fmt: skip
    assert answer.used + sum(left(answer).values()) == answer.rows == len(rows)
    without = measured(tmp_path, LOG, rows, columns={"resource": "-"})
    assert {reason: without_rows for reason, without_rows in left(without).items() if "lone" in reason} == {
        "lone_end": 2, "lone_start": 2,
    }  # fmt: skip


def test_an_end_and_the_next_start_at_one_moment_are_two_items(tmp_path):
    rows = [
        event("A", "START", "09:00"), event("A", "COMPLETE", "09:10"),
        event("A", "START", "09:10"), event("A", "COMPLETE", "09:40"),
    ]  # fmt: skip
    answer = measured(tmp_path, LOG, rows)
    assert (answer.items, minutes(answer)) == (2, {"审核": 20})


def test_overlapping_time_is_split_between_open_items(tmp_path):
    rows = [
        ("a", "2025-01-06 09:00", "2025-01-06 10:00", "甲"),
        ("b", "2025-01-06 09:30", "2025-01-06 11:00", "甲"),
        ("c", "2025-01-06 09:00", "2025-01-06 10:00", "乙"),
        ("d", "2025-01-06 09:00", "2025-01-06 10:00", ""),
    ]
    answer = measured(tmp_path, (*TABLE, "经办人"), rows, split=True)
    assert minutes(answer) == {"a": 60, "b": 90, "c": 60}
    assert minutes(answer, kind="split") == {"a": 45, "b": 75, "c": 60}
    assert left(answer) == {"no_resource": 1}
    assert [row.unit_hours for row in answer.standards] == [0.75, 1.25, 1]
    assert "均摊" in answer.standards[0].basis
    plain = measured(tmp_path, (*TABLE, "经办人"), rows)
    assert (plain.overlapping, plain.items) == (1, 4)
    assert [issue for issue in plain.warnings if "--split" in issue.remedy]


def test_doubles_are_left_out_only_where_cases_are_known(tmp_path):
    rows = [("审核", "2025-01-06 09:00", "2025-01-06 09:10", "A")] * 2
    assert left(measured(tmp_path, (*TABLE, "工单编号"), rows)) == {"double": 1}
    assert measured(tmp_path, TABLE, [row[:3] for row in rows]).items == 2


def test_units_share_cases_and_people_of_one_name_without_being_mixed(tmp_path):
    rows = [
        ("一所", *event("A", "START", "09:00")), ("二所", *event("A", "START", "09:00")),
        ("一所", *event("A", "COMPLETE", "09:10")), ("二所", *event("A", "COMPLETE", "09:30")),
    ]  # fmt: skip
    answer = measured(tmp_path, ("单位", *LOG), rows, columns={"unit": "单位"})
    assert [(row.unit, row.plain.median * 60) for row in answer.units] == [("一所", 10), ("二所", 30)]
    assert (answer.activities[0].samples, answer.activities[0].cases, answer.overlapping) == (2, 2, 0)


def test_only_the_rows_asked_for_count(tmp_path):
    rows = [("审核", "2025-01-06 09:00", f"2025-01-06 09:{n:02}") for n in (10, 20, 40)]
    placed = [(*row, "东" if n else "西") for n, row in enumerate(rows)]
    answer = measured(tmp_path, (*TABLE, "区"), placed, where={"区": "东"})
    assert (answer.items, left(answer), answer.standards[0].unit_hours) == (2, {"not_chosen": 1}, 0.5)
    assert "区=东" in answer.standards[0].basis


def test_the_proposal_rounds_its_range_outwards_and_says_what_it_is(tmp_path):
    rows = [("审核", "2025-01-06 09:00:00", f"2025-01-06 09:{n:02}:01") for n in range(1, 41)]
    interval = measured(tmp_path, TABLE, rows).standards[0]
    quartiles = measured(tmp_path, TABLE, rows, bounds=Range.QUARTILES).standards[0]
    assert (interval.unit_hours, interval.low, interval.high, interval.samples) == (0.342, 0.233, 0.451, 40)
    assert (quartiles.low, quartiles.high) == (0.179, 0.505)
    assert ("95%区间" in interval.basis, "四分位数" in quartiles.basis) == (True, True)
    assert "2025-01-06至2025-01-06" in interval.basis


def test_few_samples_are_shown_but_not_proposed(tmp_path):
    rows = [("审核", "2025-01-06 09:00", "2025-01-06 09:10")] * 29
    path = ledger(tmp_path / "a.csv", TABLE, rows)
    answer = propose_standards(path)
    assert (answer.standards, answer.activities[0].samples) == ((), 29)
    assert "29" in answer.warnings[0].message


def test_days_without_a_time_of_day_are_warned_of(tmp_path):
    rows = [("审核", "2025-01-06", "2025-01-08")] * 2
    answer = measured(tmp_path, TABLE, rows)
    assert minutes(answer) == {"审核": 48 * 60}
    assert "只有日期" in answer.warnings[-1].message


def test_the_csv_has_the_columns_of_the_sheet(tmp_path):
    rows = [("审核", "2025-01-06 09:00", "2025-01-06 09:20")] * 8
    answer = measured(tmp_path, TABLE, rows)
    text = standards_csv(answer, "zh")
    assert text.startswith("\ufeff")
    row = next(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert (row["活动"], row["单位工时"], row["来源"], row["样本数"]) == ("审核", "0.333", "测定", "8")
    assert (row["工时下限"], row["工时上限"], row["生效日期"]) == ("0.333", "0.334", "")
    again = write_standards(answer, tmp_path / "out" / "标准.csv")
    assert (tmp_path / "out" / "标准.csv").read_bytes().decode() == text
    assert again.files_written == (str(tmp_path / "out" / "标准.csv"),)


@pytest.mark.parametrize(
    ("header", "asked", "key"),
    [
        (("a", "b"), {}, "E_MEASURED"),
        (("活动", "开始时间"), {}, "E_MEASURED"),
        (("活动", "作业", "开始时间", "结束时间"), {}, "E_MEASURED"),
        ((*TABLE, "transition", "timestamp"), {}, "E_MEASURED"),
        (("活动", "开始时间", "受理时间", "结束时间"), {}, "E_MEASURED"),
        (TABLE, {"columns": {"start": "起"}}, "E_MEASURED"),
        (("活动", "活动", "开始时间", "结束时间"), {"columns": {"activity": "活动"}}, "E_MEASURED"),
        (TABLE, {"split": True}, "E_MEASURED"),
        (TABLE, {"where": {"区": "东"}}, "E_MEASURED"),
    ],
)
def test_what_is_not_certain_is_refused_with_the_columns_there_are(tmp_path, header, asked, key):
    with pytest.raises(InputError) as error:
        measured(tmp_path, header, [("x",) * len(header)], **asked)
    assert error.value.issues[0].code == key
    assert any(title in error.value.issues[0].message("zh") for title in header)


@pytest.mark.parametrize("asked", [{"hours": "9"}, {"hours": "18-9"}, {"zone": "Nowhere/None"}])
def test_a_clock_that_does_not_exist_is_refused(tmp_path, asked):
    with pytest.raises(UsageError):
        measured(tmp_path, TABLE, [("审核", "2025-01-06 09:00", "2025-01-06 09:20")], **asked)


def test_named_columns_decide_where_titles_do_not(tmp_path):
    rows = [("审核", "x", "2025-01-06 09:00", "2025-01-06 09:05", "2025-01-06 09:20")]
    header = ("活动", "作业", "开始时间", "受理时间", "结束时间")
    answer = measured(tmp_path, header, rows, columns={"activity": "活动", "start": "受理时间"})
    assert minutes(answer) == {"审核": 15}


def test_named_columns_find_the_header_below_a_title(tmp_path):
    rows = [("事", "起", "止"), ("审核", "2025-01-06 09:00", "2025-01-06 09:20")]
    columns = {"activity": "事", "start": "起", "end": "止"}
    answer = measured(tmp_path, ("2025年台账", "", ""), rows, columns=columns)
    assert (minutes(answer), answer.rows) == ({"审核": 20}, 1)


def test_nothing_to_measure_is_refused_with_the_reasons(tmp_path):
    with pytest.raises(InputError) as error:
        measured(tmp_path, TABLE, [("审核", "2025-01-06 09:00", "")])
    assert "无结束时间 1" in error.value.issues[0].message("zh")


def test_other_forms_give_the_same(tmp_path):
    rows = [("审核", f"2025-01-06 09:0{n}", "2025-01-06 09:20") for n in range(8)]
    plain = ledger(tmp_path / "a.csv", TABLE, rows)
    expected = propose_standards(plain, least=1).activities
    packed = tmp_path / "a.csv.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    chinese = tmp_path / "b.csv"
    chinese.write_bytes(plain.read_text(encoding="utf-8").encode("gb18030"))
    parquet = tmp_path / "a.parquet"
    import duckdb

    with duckdb.connect() as connection:
        connection.execute(
            f"COPY (SELECT 活动, 开始时间::TIMESTAMP AS 开始时间, 结束时间::TIMESTAMP AS 结束时间 "
            f"FROM read_csv('{plain}', all_varchar=true)) TO '{parquet}'"
        )
    folder = tmp_path / "folder"
    folder.mkdir()
    ledger(folder / "1.csv", TABLE, rows[:3])
    ledger(folder / "2.csv", ("序号", *TABLE), [("1", *row) for row in rows[3:]])
    for path in (packed, chinese, parquet, folder):
        assert propose_standards(path, least=1).activities == expected, path
    assert propose_standards(folder, least=1).files == ("1.csv", "2.csv")


@pytest.mark.parametrize("name", ["a.xlsx", "nowhere.csv", "empty"])
def test_what_is_no_ledger_is_refused(tmp_path, name):
    (tmp_path / "a.xlsx").write_bytes(b"PK")
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError):
        propose_standards(tmp_path / name)


def test_a_broken_file_is_refused(tmp_path):
    (tmp_path / "a.parquet").write_bytes(b"PAR1 nothing of the kind")
    (tmp_path / "b.csv.gz").write_bytes(b"\x1f\x8b nothing of the kind")
    for name in ("a.parquet", "b.csv.gz"):
        with pytest.raises(InputError) as error:
            propose_standards(tmp_path / name)
        assert [issue.key for issue in error.value.issues] == ["E_MEASURED.unreadable"]


@pytest.mark.parametrize(
    "text",
    [
        "活动,开始时间,结束时间\n审核,2025-01-06 09:00,2025-01-06 09:20\n\n\n",
        "活动;开始时间;结束时间\r\n审核;2025-01-06 09:00;2025-01-06 09:20",
        '活动,备注,开始时间,结束时间\n审核,"两\n行",2025-01-06 09:00,2025-01-06 09:20\n',
        '活动,"备\n注",开始时间,结束时间\n审核,,2025-01-06 09:00,2025-01-06 09:20\n',
        "活动,开始时间,结束时间\n审核,2025-01-06 09:00,2025-01-06 09:20,,\n",
    ],
)
def test_csvs_of_every_kind_are_read_whole(tmp_path, text):
    (tmp_path / "a.csv").write_text(text, encoding="utf-8", newline="")
    answer = propose_standards(tmp_path / "a.csv", least=1)
    assert (answer.rows, minutes(answer)) == (1, {"审核": 20})


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("活动,开始时间,结束时间\n审核,2025-01-06 09:00\n", "E_FIELDS"),
        ('活动,开始时间,结束时间\n审核,"2025-01-06 09:00,x\n', "E_CSV"),
        ("活动,开始时间,结束时间\n审\x00核,2025-01-06 09:00,x\n", "E_CONTROL"),
        ("", "E_EMPTY"),
    ],
)
def test_damaged_lines_are_refused_with_their_place(tmp_path, text, code):
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as error:
        propose_standards(tmp_path / "a.csv", least=1)
    assert [issue.code for issue in error.value.issues] == [code]


def test_a_packed_file_is_not_unpacked_without_end(tmp_path, monkeypatch):
    monkeypatch.setattr(duration_files, "TICKET_BYTES", 1000)
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(b"x" * 100_000))
    with pytest.raises(InputError) as error:
        propose_standards(tmp_path / "a.csv.gz")
    assert [issue.code for issue in error.value.issues] == ["E_TOO_LARGE"]


def test_the_same_ledger_gives_the_same_bytes(tmp_path):
    rows = [
        (f"{n % 7}", "2025-01-06 09:00", f"2025-01-06 {10 + n % 9}:{n % 60:02}", f"P{n % 5}")
        for n in range(500)
    ]
    path = ledger(tmp_path / "a.csv", (*TABLE, "经办人"), rows)
    first, second = (propose_standards(path, split=True).model_dump_json() for _ in range(2))
    assert first == second


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_check_reads_what_was_written(tmp_path, lang):
    rows = [("投诉办理", "2025-01-06 09:00", f"2025-01-06 09:{n:02}") for n in range(1, 41)]
    folder = tmp_path / "情景"
    answer = propose_standards(ledger(tmp_path / "台账.csv", TABLE, rows), lang=lang)
    write_standards(answer, folder / ("作业标准.csv" if lang == "zh" else "standards.csv"), lang=lang)
    ledger(folder / "单位.csv", ("站点编码", "站点名称"), [("S1", "东所"), ("S2", "西所")])
    counts = [("S1", "投诉办理", 10), ("S2", "投诉办理", 20)]
    ledger(folder / "指标值.csv", ("站点编码", "指标", "数值"), counts)
    settings = "schema: 1\nname: t\ndata: .\ncap: 7\nweights: {投诉办理: 1}\n"
    (folder / "scenario.yaml").write_text(settings, encoding="utf-8")
    (standard,) = load(folder).scenario.standards
    assert (standard.activity, float(standard.unit_hours), standard.samples) == ("投诉办理", 0.342, 40)
    assert standard.source is StandardSource.MEASURED
    assert 0 < (standard.low or 0) <= standard.unit_hours <= (standard.high or 0)
    assert standard.basis == answer.standards[0].basis
