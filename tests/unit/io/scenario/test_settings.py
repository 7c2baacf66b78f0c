"""Settings by other names, and cells that may stay blank."""

import pytest

from staffing.io.scenario_file import load
from tests.unit.io import builders
from tests.unit.io.builders import SHEETS, faults, sheets

PLAIN = sheets(
    参数=[["参数", "值"], ["总编制", 12], ["方法", "dean"], ["日期", "2025-01-03"], ["示例数据", "是"]]
)


def notes(path, content):
    loaded = load(builders.book(path / "a.xlsx", content))
    plain = load(builders.book(path / "b.xlsx", PLAIN))
    assert loaded.scenario == plain.scenario.model_copy(update={"name": loaded.scenario.name})
    return [(issue.code, issue.where) for issue in loaded.warnings]


@pytest.mark.parametrize(
    ("row", "key", "value", "codes"),
    [
        (1, "编制总数", 12, ["W_HEADER_ALIAS"]),
        (1, "CAP", 12, ["W_HEADER_ALIAS"]),
        (1, "总 编 制", 12, ["W_HEADER_ALIAS"]),
        (1, " 总编制", 12, ["W_TRIMMED"]),
        (2, "方法", "Dean", ["W_CASE"]),
        (2, "方法", "人均数最接近", []),
        (2, "方法", "人均数最接近 ", ["W_TRIMMED"]),
        (2, "方法", "dean ", ["W_TRIMMED"]),
        (3, "日期", "2025年1月3日", ["W_DATE"]),
        (3, "日期", 45660, ["W_DATE"]),
        (4, "示例数据", "是\u200b", ["W_TRIMMED"]),
    ],
)
def test_settings_written_otherwise_are_noted(tmp_path, row, key, value, codes):
    content = sheets(参数=[*PLAIN["参数"]])
    content["参数"][row] = [key, value]
    assert [code for code, _ in notes(tmp_path, content)] == codes


def test_a_setting_twice_under_two_names_is_refused(tmp_path):
    content = sheets(参数=[*PLAIN["参数"], ["编制总数", 13]])
    assert faults(lambda: load(builders.book(tmp_path / "a.xlsx", content))) == [("E_DUPLICATE", "参数!A6")]


def test_sheets_by_other_names(tmp_path):
    content = {{"单位": "单位表", "权重": "权重 "}.get(name, name): rows for name, rows in PLAIN.items()}
    assert sorted(notes(tmp_path, content)) == [("W_HEADER_ALIAS", "单位表"), ("W_TRIMMED", "权重")]


def test_a_folder_by_other_names(tmp_path):
    content = {"单位": "单位表"}
    folder = {content.get(name, name): rows for name, rows in sheets().items()}
    builders.csv_folder(tmp_path / "tables", folder)
    loaded = load(builders.yaml_with(tmp_path, "tables"))
    assert [issue.code for issue in loaded.warnings] == ["W_HEADER_ALIAS"]
    assert [seen.rows for seen in loaded.sheets if seen.name == "单位表.csv"] == [3]


def test_dashes_where_a_blank_is_allowed(tmp_path):
    content = sheets(
        参数=PLAIN["参数"], 权重=[["指标", "权重", "公布合计"], ["人口", 0.7, "-"], ["办件", 0.3, "/"]]
    )
    content["单位"][1][2] = "—"
    assert sorted(notes(tmp_path, content)) == [("W_DASH", "单位!C2"), ("W_DASH", "权重!C2")]


def test_rows_that_are_no_data_are_not_counted(tmp_path):
    content = sheets(参数=PLAIN["参数"])
    content["单位"] = [["某区编制表"], *SHEETS["单位"], ["合计", None, None, 3, 24, 9], ["注：年底数"]]
    assert [code for code, _ in notes(tmp_path, content)] == ["W_TITLE_ROW", "W_NOTE_ROW", "W_TOTAL_ROW"]
    loaded = load(tmp_path / "a.xlsx")
    assert next((seen.name, seen.rows) for seen in loaded.sheets) == ("单位", 3)
