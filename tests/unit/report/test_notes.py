"""Notes on the data: apart from the plan's own warnings, sheet by sheet, doubts first."""

import io

import openpyxl
import pytest
from rich.cells import cell_len

from staffing.models.checking import Check, Note, Noted
from staffing.models.run import IssueDocument
from staffing.report.excel import render_xlsx
from staffing.report.html import render_html
from staffing.report.notes import count, data_notes, foremost, plan_warnings, spot
from staffing.report.terminal import FEW_NOTES, warning_lines
from staffing.report.terminal_check import check_lines, note_lines


def issue(code, where="", file="a.xlsx", severity="warning"):
    return IssueDocument(
        code=code, severity=severity, file=file, where=where, message=f"{code}的情况", remedy="核对"
    )


TEN = (
    issue("W_TIE", "", ""),
    issue("W_UNKNOWN_SHEET", "垃圾"),
    issue("W_TRIMMED", "单位!B2"),
    issue("W_TEXT_NUMBER", "指标值!C2"),
    issue("W_BLANK_ROW", "单位!7"),
    issue("W_UNKNOWN_COLUMN", "单位!G1"),
    issue("W_NUMBER_ID", "单位!A2"),
    issue("W_PRINTED_TOTAL", "权重!C2"),
    issue("W_ENCODING", "", "stations.csv"),
    issue("W_HAMILTON", "参数!B3"),
)


def test_the_plans_own_warnings_stand_apart():
    assert [found.code for found in plan_warnings(TEN)] == ["W_TIE", "W_HAMILTON"]
    assert count(data_notes(TEN)) == 8


def test_a_fault_is_never_taken_for_a_note():
    fault = issue("E_NUMBER", "单位!D2", severity="error")
    assert plan_warnings([fault]) == (fault,)
    assert data_notes([fault]) == ()


def test_notes_stand_by_sheet_and_their_places_do_not_repeat_it():
    groups = data_notes(TEN)
    assert [group.place for group in groups] == [
        "a.xlsx 垃圾", "a.xlsx 单位", "a.xlsx 指标值", "a.xlsx 权重", "stations.csv",
    ]  # fmt: skip
    assert [spot(found, "zh") for found in groups[1].issues] == ["B2", "第7行", "G1", "A2"]
    assert spot(groups[0].issues[0], "zh") == ""


def test_doubts_come_before_spellings():
    assert [found.code for found in foremost(data_notes(TEN), 3)] == [
        "W_NUMBER_ID", "W_PRINTED_TOTAL", "W_UNKNOWN_SHEET",
    ]  # fmt: skip


def test_beside_a_plan_stand_the_first_few_and_a_count():
    text = "\n".join(warning_lines(TEN, "zh", 100))
    assert text.count("[W_") == 2 + FEW_NOTES
    assert "另有 5 条" in text
    assert "staffing check" in text


@pytest.mark.parametrize("notes", [1, FEW_NOTES, FEW_NOTES + 1])
def test_a_count_never_stands_for_a_single_note(notes):
    found = [issue("W_TRIMMED", f"单位!B{n}") for n in range(notes)]
    lines = warning_lines(found, "zh", 100)
    assert len(lines) == notes
    assert "另有" not in "\n".join(lines)


def answer(**fields):
    given = {"status": "VALID", "name": "x", "stations": 1, "drivers": 1, "values": 1, "cap": 1}
    return Check(**{**given, "issues": TEN, "input_sha256": "0" * 64, **fields})


def test_check_shows_all_of_them_sheet_by_sheet():
    text = "\n".join(check_lines(answer(noted=Noted(values=3, rows=1)), lang="zh", width=80))
    assert all(found.code in text for found in TEN)
    assert "a.xlsx 单位（4 处）" in text
    assert "3 个值、1 行" in text
    assert "--notes" in text


def test_nothing_is_said_where_all_was_read_as_it_stands():
    text = "\n".join(check_lines(answer(issues=(), noted=Noted(values=0, rows=0)), lang="zh", width=80))
    assert "--notes" not in text


NOTES = (
    Note(code="W_BLANK_ROW", file="a.xlsx", where="单位!7", name="", got="", read=None),
    Note(code="W_TRIMMED", file="a.xlsx", where="单位!B12", name="站点名称", got=" 东河站 ", read="东河站"),
    Note(code="W_TEXT_NUMBER", file="a.xlsx", where="指标值!C2", name="数值", got="1,200", read="1200"),
    Note(code="W_TRIMMED", file="b.csv", where="line 5, 站点名称", name="站点名称", got="长" * 40, read="短"),
    Note(code="W_TRIMMED", file="a.xlsx", where="单位!B3", name="站点名称", got="x ", read="x"),
)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_note_has_its_line_in_columns_that_fit(lang):
    lines = note_lines(NOTES, lang=lang, width=80)
    rows = [line for line in lines if line.startswith("  ")]
    assert len(rows) == len(NOTES)
    assert max(map(cell_len, lines)) <= 80
    arrows = {cell_len(row.partition(" -> ")[0]) for row in rows}
    assert len(arrows) == 1
    codes = {cell_len(row.rpartition("[")[0]) for row in rows}
    assert len(codes) == 1


@pytest.mark.parametrize(("lang", "words"), [("zh", "另有 7 处"), ("en", "7 more")])
def test_notes_that_are_not_listed_are_counted(lang, words):
    given = answer(noted=Noted(values=11, rows=1), notes=NOTES, notes_more=7)
    assert words in check_lines(given, lang=lang, width=80)[-1]


def test_notes_of_one_sheet_stand_together():
    heads = [line for line in note_lines(NOTES, lang="zh", width=80)[1:] if not line.startswith(" ")]
    assert heads == ["a.xlsx 单位（3 处）", "a.xlsx 指标值（1 处）", "b.csv（1 处）"]


def test_notes_of_one_sheet_stand_by_row():
    places = [line.split()[0] for line in note_lines(NOTES, lang="zh", width=80)[2:5]]
    assert places == ["B3", "第7行", "B12"]


def test_what_was_left_out_is_told_from_what_was_read():
    first, second = note_lines(NOTES[:2], lang="zh", width=80)[2:]
    assert first.split() == ["第7行", "整行", "空白", "->", "未读取", "[W_BLANK_ROW]"]
    assert '" 东河站 " -> "东河站"' in second


@pytest.fixture(scope="module")
def warned(qingxiu):
    return qingxiu.model_copy(update={"warnings": TEN})


@pytest.mark.parametrize(("lang", "title"), [("zh", "数据说明（8）"), ("en", "Notes on the data (8)")])
def test_the_page_has_a_section_of_them_and_its_own_warnings_before_the_plan(warned, lang, title):
    page = render_html(warned, lang).decode()
    assert f'<h2 id="data">{title}</h2>' in page
    assert f'<a href="#data">{title}</a>' in page
    before, _, after = page.partition('<h2 id="data">')
    assert all((found.code in after) is (found not in plan_warnings(TEN)) for found in TEN)
    assert before.index("W_TIE") < before.index('<h2 id="plan">')


def test_no_section_where_there_is_nothing_to_say(qingxiu):
    clean = qingxiu.model_copy(update={"warnings": ()})
    assert 'id="data"' not in render_html(clean).decode()


def test_the_workbook_lists_them_with_their_places(warned):
    book = openpyxl.load_workbook(io.BytesIO(render_xlsx(warned)))
    rows = [[cell.value for cell in row] for row in book["方法"].iter_rows()]
    first = next(number for number, row in enumerate(rows) if row[0] == "数据说明")
    held = [row[1] for row in rows[first : first + 8]]
    assert held[1] == "a.xlsx 单位 B2：W_TRIMMED的情况 → 核对 [W_TRIMMED]"
    assert held[0].startswith("a.xlsx 垃圾：")
