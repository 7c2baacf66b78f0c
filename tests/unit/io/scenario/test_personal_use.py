"""Columns of personal data: not read, unless the scenario says what for."""

import pytest

from staffing.io.scenario_file import load, load_mapping
from staffing.io.table_alone import check_table
from tests.unit.io import builders
from tests.unit.io.builders import SHEETS, WIDE


def with_column(sheet, title, values):
    return builders.sheets(**{sheet: [[*r, v] for r, v in zip(SHEETS[sheet], [title, *values], strict=True)]})


def test_a_column_of_phones_is_dropped_and_told_without_a_number(tmp_path):
    content = with_column("单位", "联系电话", ["13800000001", "13800000002", "13800000003"])
    loaded = load(builders.book(tmp_path / "p.xlsx", content))
    (note,) = loaded.warnings
    assert (note.code, note.where, note.values["name"]) == ("W_PERSONAL", "单位!G1", "联系电话")
    assert [(change.code, change.where, change.read) for change in loaded.notes] == [
        ("W_PERSONAL", "单位!G1", None)
    ]
    said = note.line("zh") + str(loaded.notes) + repr(loaded)
    assert "138" not in said


@pytest.mark.parametrize("title", ["身份证号", "负责人姓名", "手机号码", "家庭住址", "银行卡号", "id_number"])
def test_a_column_of_a_wide_table(tmp_path, title):
    lines = WIDE.splitlines()
    table = "\n".join([f"{lines[0]},{title}", *(f"{line},张甲" for line in lines[1:])])
    loaded = load(builders.wide_scenario(tmp_path, table))
    assert [(issue.code, issue.where) for issue in loaded.warnings] == [("W_PERSONAL", f"line 1, {title}")]


def test_a_stated_use_is_repeated(tmp_path):
    lines = WIDE.splitlines()
    table = "\n".join([f"{lines[0]},联系电话", *(f"{line},13800000000" for line in lines[1:])])
    loaded = load(builders.wide_scenario(tmp_path, table, "personal: {联系电话: 核对重复投诉}\n"))
    (note,) = loaded.warnings
    assert note.code == "W_PERSONAL_KEPT"
    assert "核对重复投诉" in note.line("zh")


def test_a_use_of_no_column_is_refused(tmp_path):
    path = builders.wide_scenario(tmp_path, extra="personal: {联系电话: 核对}\n")
    assert builders.faults(lambda: load(path)) == [("E_UNKNOWN_KEY", "personal.联系电话")]


def test_a_use_must_be_words(tmp_path):
    table = WIDE.replace("办件\n", "办件,电话\n").replace("30\n", "30,1\n").replace("20\n", "20,2\n")
    path = builders.wide_scenario(tmp_path, table.replace("10\n", "10,3\n"), "personal: {电话: }\n")
    assert builders.faults(lambda: load(path)) == [("E_MISSING", "personal.电话")]


def test_in_a_request_an_unknown_key_stays_unknown():
    rows = [{**row, "phone": "13800000000"} for row in builders.body()["stations"]]
    found = builders.issues(lambda: load_mapping(builders.body(stations=rows)))
    assert [issue.code for issue in found] == ["E_UNKNOWN_KEY"]
    assert "13800000000" not in found[0].line("zh")


def test_no_variant_may_change_the_use(tmp_path):
    path = builders.wide_scenario(tmp_path, extra="variants: {a: {personal: {电话: x}}}\n")
    assert builders.faults(lambda: load(path)) == [("E_UNKNOWN_KEY", "variants.a.personal")]


def test_a_lone_table(tmp_path):
    path = tmp_path / "单位.csv"
    path.write_text("站点编码,站点名称,手机\nS1,东河站,13800000000\n", encoding="utf-8")
    checked = check_table(path)
    assert [(issue.code, issue.where) for issue in checked.warnings] == [("W_PERSONAL", "line 1, 手机")]
