"""What a foreign table is taken for, and what is written of it."""

import codecs
import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from staffing.errors import InputError, UsageError
from staffing.io.scenario_file import load
from staffing.service.mapping import drivers_in_use, propose, unknown_names
from staffing.service.mapping_writing import additions, describe, write
from tests.unit.io import builders
from tests.unit.io.foreign.builders import HEADER, TICKETS, counts, folder, text, workbook

WIDE = """\
序号,单位,在岗人数,投诉举报,市场主体（户）,联系人
1,东河所,4,12件,1.2万,某甲
2,西山所,3,8,6000,某乙
合计,,7,20,18000,
"""


@pytest.fixture
def export(tmp_path):
    path = tmp_path / "12345工单.csv"
    path.write_bytes(("12345热线工单\r\n" + text(TICKETS)).encode("gb18030"))
    return path


def test_a_ticket_export_is_recognised(export):
    proposed = describe(propose(export))
    assert (proposed.kind, proposed.rows, proposed.stations, proposed.status) == ("tickets", 6, 3, "PROPOSED")
    roles = {column.title: (column.role, column.reason) for column in proposed.columns}
    assert roles == {
        "工单编号": ("number", "title"),
        "受理时间": ("day", "title"),
        "承办单位": ("station", "title"),
        "诉求内容": ("", "title"),
        "联系电话": ("", "personal"),
    }
    assert proposed.periods == {"2024-12": 1, "2025-01": 1, "2025-03": 1, "2025-06": 1, "2025-07": 2}
    assert "1380" not in proposed.model_dump_json()


def test_a_12315_export_by_the_values_of_its_days(tmp_path):
    rows = [["1", "登记", "2025-02-03", "东河所"], ["2", "登记", "2025-03-04", "东河所"]]
    path = tmp_path / "12315.csv"
    path.write_text(text(rows, header=["投诉编号", "环节", "某时", "处理机关"]), encoding="utf-8")
    proposal = propose(path)
    assert (proposal.station, proposal.day, proposal.number) == ("处理机关", "某时", "投诉编号")
    assert (proposal.driver, proposal.period) == ("投诉举报量", "2025-Q1")


def test_the_mapping_of_tickets_is_written_and_counts(export):
    answer = write(propose(export, cap=9))
    assert answer.status == "VALID"
    assert {row.name: row.counts for row in answer.counts} == {
        "东河市场监督管理所": {"工单量": 2.0},
        "东河市监所": {"工单量": 1.0},
        "西山市场监督管理所": {"工单量": 1.0},
    }
    assert sorted(path.name for path in export.parent.iterdir()) == [
        "12345工单.csv", "scenario.yaml", "stations.csv",
    ]  # fmt: skip
    assert load(export.parent).scenario.cap == 9


def test_without_cap_it_is_written_and_says_what_is_missing(export):
    answer = write(propose(export))
    assert (answer.status, answer.missing) == ("INCOMPLETE", ("cap",))


def test_nothing_is_overwritten(export):
    before = (export.parent / "stations.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        write(propose(export, cap=9))
    assert [issue.code for issue in refused.value.issues] == ["E_OVERWRITE"]
    assert (export.parent / "stations.csv").stat().st_size == before
    assert not (export.parent / "scenario.yaml").exists()
    assert not [path for path in export.parent.iterdir() if path.name.startswith(".")]


def test_a_wide_table_by_names(tmp_path):
    path = tmp_path / "统计表.csv"
    path.write_text(WIDE, encoding="utf-8")
    proposal = propose(path, cap=8, weights={"投诉举报": "0.5", "市场主体（户）": "0.5"})
    assert proposal.drivers == ("投诉举报", "市场主体（户）")
    assert additions(proposal)["aliases"] == {"东河所": "S001", "西山所": "S002"}
    answer = write(proposal)
    assert (answer.status, [issue.code for issue in answer.issues if issue.severity == "error"]) == (
        "VALID",
        [],
    )
    assert counts(load(tmp_path), "市场主体（户）") == {"S001": 12_000, "S002": 6_000}
    assert [station.in_post for station in load(tmp_path).scenario.stations] == [4, 3]


def test_several_drivers_have_no_weights_until_somebody_gives_them(tmp_path):
    path = tmp_path / "统计表.csv"
    path.write_text(WIDE, encoding="utf-8")
    assert "weights" not in additions(propose(path))
    answer = write(propose(path))
    assert (answer.status, answer.missing) == ("INCOMPLETE", ("cap", "weights"))


def test_one_sheet_of_a_workbook(tmp_path):
    workbook(tmp_path / "工单.xlsx", {"说明": [["x"]], "导出": [HEADER, *TICKETS]})
    answer = write(propose(tmp_path / "工单.xlsx", sheet="导出", cap=9))
    assert answer.status == "VALID"
    assert answer.mapping["tickets"][0]["sheet"] == "导出"


EXISTING = """\
# Whose scenario this is.
schema: 1
name: 试点   # kept
stations: stations.csv
cap: 20
weights: {面积: 1}
"""


@pytest.fixture
def existing(tmp_path, export):
    folder(tmp_path, b"", scenario=EXISTING)
    rows = (tmp_path / "stations.csv").read_text(encoding="utf-8").splitlines()
    wide = [rows[0] + ",面积", *[f"{row},{number}" for number, row in enumerate(rows[1:], 1)]]
    (tmp_path / "stations.csv").write_text("\n".join(wide), encoding="utf-8")
    return tmp_path / "scenario.yaml"


def test_a_scenario_that_is_there_grows_and_keeps_its_comments(existing, export):
    proposal = propose(export, weights={"面积": "0.5", "工单量": "0.5"})
    assert unknown_names(proposal) == {"东河市监所": ["S001 东河市场监督管理所", "S003 南湖市场监督管理所"]}
    answer = write(replace(proposal, aliases={"东河市监所": "S001"}))
    assert answer.status == "VALID"
    written = existing.read_text(encoding="utf-8")
    assert written.startswith("# Whose scenario this is.\nschema: 1\nname: 试点   # kept\n")
    assert counts(load(existing), "工单量") == {"S001": 3, "S002": 1, "S003": 0}


def test_weights_that_leave_out_a_driver_are_refused(existing, export):
    before = existing.read_bytes()
    with pytest.raises(UsageError) as refused:
        write(propose(export, weights={"工单量": "1"}))
    assert [(issue.key, issue.values["names"]) for issue in refused.value.issues] == [
        ("E_MAP.left_out", ["面积"])
    ]
    assert existing.read_bytes() == before


def test_columns_without_weights_yet_are_drivers_in_use_too(tmp_path, export):
    wide = tmp_path / "统计表.csv"
    wide.write_text(WIDE, encoding="utf-8")
    assert write(propose(wide, cap=8)).missing == ("weights",)
    assert drivers_in_use(tmp_path / "scenario.yaml") == ("投诉举报", "市场主体（户）")
    for weights, key in (({}, "E_MAP.weights"), ({"工单量": "1"}, "E_MAP.left_out")):
        with pytest.raises(UsageError) as refused:
            write(propose(export, weights=weights))
        assert refused.value.issues[0].key == key
        assert "投诉举报" in refused.value.issues[0].values["names"]


def test_the_sheet_of_weights_counts_as_well(tmp_path, export):
    sheets = builders.sheets()
    (tmp_path / "表").mkdir()
    for name, rows in sheets.items():
        lines = io.StringIO()
        csv.writer(lines).writerows(rows)
        (tmp_path / "表" / f"{name}.csv").write_text(lines.getvalue(), encoding="utf-8")
    (tmp_path / "scenario.yaml").write_text("schema: 1\ndata: 表\n", encoding="utf-8")
    assert drivers_in_use(tmp_path / "scenario.yaml") == tuple(row[0] for row in sheets["权重"][1:])


def test_an_interrupt_takes_everything_back(export, monkeypatch):
    def interrupted(*_, **__):
        assert (export.parent / "scenario.yaml").exists()
        raise KeyboardInterrupt

    monkeypatch.setattr("staffing.service.mapping_writing.check", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(propose(export, cap=9))
    assert [path.name for path in export.parent.iterdir()] == [export.name]


def test_mode_line_ends_and_links_are_kept(existing, export):
    target = existing.rename(existing.with_name("real.yaml"))
    target.write_bytes(EXISTING.replace("\n", "\r\n").encode())
    target.chmod(0o600)
    existing.symlink_to(target.name)
    proposal = propose(export, weights={"面积": "0.5", "工单量": "0.5"})
    assert write(replace(proposal, aliases={"东河市监所": "S001"})).status == "VALID"
    assert existing.is_symlink()
    assert target.stat().st_mode & 0o777 == 0o600
    assert target.read_bytes().count(b"\n") == target.read_bytes().count(b"\r\n") > 8


def test_a_link_out_of_the_folder_and_a_byte_order_mark_are_kept(existing, export, tmp_path_factory):
    real = tmp_path_factory.mktemp("elsewhere") / "real.yaml"
    real.write_bytes(codecs.BOM_UTF8 + EXISTING.encode())
    existing.unlink()
    existing.symlink_to(real)
    proposal = propose(export, weights={"面积": "0.5", "工单量": "0.5"})
    assert write(proposal).status == "INVALID"
    assert real.read_bytes() == codecs.BOM_UTF8 + EXISTING.encode()
    assert write(replace(proposal, aliases={"东河市监所": "S001"})).status == "VALID"
    assert (existing.is_symlink(), real.read_bytes()[:3]) == (True, codecs.BOM_UTF8)
    assert counts(load(existing), "工单量") == {"S001": 3, "S002": 1, "S003": 0}


def test_an_interrupt_while_writing_leaves_nothing(export, monkeypatch):
    def interrupted(*_):
        assert (export.parent / "stations.csv").exists()
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(propose(export, cap=9))
    assert [path.name for path in export.parent.iterdir()] == [export.name]


def test_persons_are_not_quoted(tmp_path):
    header = ["承办单位", "受理时间", "当事人", "承办人", "联系地址", "车牌号", "诉求内容"]
    rows = [["东河所", "2025-01-02", "某甲", "某乙", "某路", "某牌", "某丙反映"]] * 2
    path = tmp_path / "t.csv"
    path.write_text(text(rows, header=header), encoding="utf-8")
    columns = describe(propose(path)).columns
    assert [column.title for column in columns if column.examples] == ["承办单位", "受理时间"]
    assert [column.title for column in columns if column.reason == "personal"] == header[2:6]


def test_a_total_is_a_driver_where_it_is_the_only_count(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("单位,合计\n东河所,3\n西山所,9\n", encoding="utf-8")
    assert propose(path).drivers == ("合计",)


def test_what_is_not_read_is_not_quoted_and_totals_are_no_drivers(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("单位,投诉,举报,合计,备考\n东河所,1,2,3,某某反映\n西山所,4,5,9,\n", encoding="utf-8")
    proposal = propose(path)
    assert proposal.drivers == ("投诉", "举报")
    assert [column.reason for column in describe(proposal).columns][3:] == ["total", "unknown"]
    assert "反映" not in describe(proposal).model_dump_json()


def test_unknown_names_are_told_and_nothing_is_merged(existing, export):
    before = existing.read_bytes()
    answer = write(propose(export, weights={"面积": "0.5", "工单量": "0.5"}))
    assert answer.status == "INVALID"
    assert [issue.code for issue in answer.issues if issue.severity == "error"] == ["E_STATION_NAME"]
    assert (answer.files, existing.read_bytes()) == ((), before)


def test_a_new_scenario_that_would_be_refused_is_taken_back(export):
    export.write_text(text([*TICKETS, ["GD9", "某日", "东河市监所", "", ""]]), encoding="utf-8")
    answer = write(propose(export, cap=9))
    assert (answer.status, [issue.code for issue in answer.issues if issue.severity == "error"]) == (
        "INVALID",
        ["E_DATE"],
    )
    assert [path.name for path in export.parent.iterdir()] == [export.name]


@pytest.mark.parametrize(
    ("header", "period", "key"),
    [(HEADER, "2025.1", "E_PERIOD.tickets"), ([*HEADER[:1], "备查", *HEADER[2:]], "2025", "E_MAP.day")],
)
def test_a_period_that_cannot_be_counted_is_refused(tmp_path, header, period, key):
    path = tmp_path / "t.csv"
    path.write_text(text([["1", "见附件", "东河所", "", ""]], header=header), encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        propose(path, period=period)
    assert refused.value.issues[0].key == key


def test_a_scenario_that_cannot_take_it_stays_as_it_is(existing, export):
    before = existing.read_bytes()
    for arguments, code in (
        ({}, "E_MAP.weights"),
        ({"driver": "面积"}, "E_MAP.driver"),
    ):
        with pytest.raises(UsageError) as refused:
            write(propose(export, **arguments))
        assert refused.value.issues[0].key == code
    wide = existing.parent / "宽.csv"
    wide.write_text(WIDE, encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        write(propose(wide))
    assert refused.value.issues[0].key == "E_MAP.stations"
    assert existing.read_bytes() == before


def test_a_text_that_would_say_something_else_is_not_written(existing, export):
    # A name for us, a number for ruamel.yaml, which would write it otherwise.
    existing.write_text(EXISTING.replace("试点   # kept", "+5"), encoding="utf-8")
    before = existing.read_bytes()
    with pytest.raises(InputError, match="E_MAP"):
        write(propose(export, weights={"面积": "0.5", "工单量": "0.5"}))
    assert existing.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("a.txt", "x", "E_FILE_TYPE.tickets"),
        ("a.csv", "甲,乙\n1,2\n", "E_MAP.kind"),
        ("a.csv", "", "E_EMPTY"),
        ("a.xlsx", "no workbook", "E_FILE_TYPE"),
    ],
)
def test_files_of_another_kind(tmp_path, name, content, key):
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        propose(tmp_path / name)
    assert refused.value.issues[0].key == key


def test_the_table_must_lie_in_the_scenarios_folder(tmp_path, export):
    (tmp_path / "inner").mkdir()
    with pytest.raises(UsageError) as refused:
        propose(export, target=tmp_path / "inner" / "scenario.yaml")
    assert refused.value.issues[0].key == "E_MAP.folder"
