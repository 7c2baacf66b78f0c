"""The rows around a fault: the right ones, bounded, and nobody's name or number in them."""

import time
from typing import Any

import pytest
from openpyxl import Workbook

from staffing.errors import InputError, Issue
from staffing.io.excerpt import COLUMNS, EXCERPTS, FAULTY_ROWS, Excerpt, excerpts
from staffing.io.scenario_file import load_bytes
from tests.corpus.manifest import CORPUS
from tests.corpus.workbooks import baseline, book_of, put

STATIONS = "站点编码,站点名称,编制下限,投诉举报量\n"


def _faults(data: bytes) -> list[tuple[Issue, Excerpt | None]]:
    with pytest.raises(InputError) as caught:
        load_bytes(data, "a.xlsx")
    issues = caught.value.issues
    return list(zip(issues, excerpts(data, "a.xlsx", issues), strict=True))


def _at(data: bytes, where: str, name: str = "a.xlsx", **values: Any) -> Excerpt:
    (found,) = excerpts(data, name, [Issue("E_NUMBER", name, where, values)])
    assert found is not None
    return found


def _words(excerpt: Excerpt) -> list[str]:
    return [cell for line in excerpt.lines for cell in line.cells]


def test_cell_stands_between_its_neighbours() -> None:
    ((issue, found), *_) = _faults(put(("指标值!C17", "约120")))
    assert (issue.code, issue.where) == ("E_NUMBER", "指标值!C17")
    assert found is not None
    assert found.titles == ("站点编码", "指标", "数值")
    assert [line.number for line in found.lines] == [16, 17, 18]
    assert found.lines[1].cells[2] == "约120"
    assert [any(line.faulty) for line in found.lines] == [False, True, False]
    assert found.lines[1].faulty == (False, False, True)


def test_places_of_several_cells_rows_and_headers() -> None:
    data = baseline()
    assert [any(line.faulty) for line in _at(data, "单位!A3,A6").lines] == [0, 1, 0, 0, 1, 0]
    assert _at(data, "单位!D3:E3").lines[1].faulty == (False, False, False, True, True, False)
    assert all(_at(data, "单位!4").lines[1].faulty)
    header = _at(data, "单位!E1")
    assert header.titles == tuple("ABCDEF")
    assert header.lines[0].cells[4] == "编制上限"


@pytest.mark.parametrize("where", ["单位", "", "workbook", "单位!E", "别处!A1", "单位!A9999"])
def test_no_rows_where_a_place_names_none(where: str) -> None:
    assert excerpts(baseline(), "a.xlsx", [Issue("E_SHEET", "a.xlsx", where)]) == [None]


def test_cells_that_hold_an_error_are_shown_with_the_rest() -> None:
    ((issue, found), *_) = _faults(book_of(_break_a_cell))
    assert issue.code == "E_CELL_ERROR"
    assert found is not None
    assert found.lines[1].cells[3] == "#DIV/0!"


def _break_a_cell(book: Workbook) -> None:
    book["单位"]["D3"] = "#DIV/0!"
    book["单位"]["D3"].data_type = "e"


def test_names_and_numbers_of_people_are_cut() -> None:
    found = _at(put(("人员!B3", "欧阳某某")), "人员!E3")
    words = _words(found)
    assert "职**" in words
    assert "欧**" in words
    assert not [word for word in words if "欧阳" in word or "职工" in word or "99999919900101" in word]


def test_csv_by_line_and_title() -> None:
    data = (STATIONS + 'S001,"东\n河",2,10\nS002,西,x,20\nS003,南,1,30\n').encode("gb18030")
    found = _at(data, "line 4, 编制下限", "a.csv")
    assert [(line.number, any(line.faulty)) for line in found.lines] == [(2, False), (4, True), (5, False)]
    assert found.lines[1].cells == ("S002", "西", "x", "20")
    twice = _at(data, "line 5, 站点编码", "a.csv", first="line 2, 站点编码")
    assert [line.number for line in twice.lines if any(line.faulty)] == [2, 5]


def test_a_line_that_cannot_be_parted_is_shown_as_it_stands() -> None:
    data = (STATIONS + "S001,东,2,1,500\nS002,西,3,20\n").encode()
    (found,) = excerpts(data, "a.csv", [Issue("E_FIELDS", "a.csv", "line 2")])
    assert found is not None
    assert found.lines[1].cells == ("S001,东,2,1,500",)
    broken = STATIONS.encode() + b"S001,\xff\xfe,2,1\n"
    (found,) = excerpts(broken, "a.csv", [Issue("E_ENCODING", "a.csv", "line 2")])
    assert found is not None
    assert found.lines[1].cells == (r"S001,\xff\xfe,2,1",)


@pytest.mark.parametrize("header", ["人员编号,姓名,站点编码\n", "甲,乙,丙\n"])
def test_lines_that_may_be_about_people_are_not_shown_as_they_stand(header: str) -> None:
    data = (header + "P1,欧阳某某\n").encode()
    assert excerpts(data, "a.csv", [Issue("E_FIELDS", "a.csv", "line 2")]) == [None]


def test_without_a_known_header_every_word_may_be_a_name() -> None:
    data = ("甲,乙,丙\n" + "欧阳某某,S001,3\n").encode()
    (found,) = excerpts(data, "a.csv", [Issue("E_HEADER.missing", "a.csv", "line 1")])
    assert found is not None
    assert "欧阳某某" not in _words(found)
    assert "S001" in _words(found)


def test_long_places_wide_tables_and_many_faults_stay_small() -> None:
    assert _at(baseline(), "指标值!C2:C20000").more > 0
    assert sum(any(line.faulty) for line in _at(baseline(), "指标值!C2:C20000").lines) == FAULTY_ROWS
    titles = ",".join(["站点编码", "站点名称", *(f"x{n}" for n in range(150))])
    wide = "\n".join([titles, *(",".join([f"S{n:03}", "站", *["1" * 900] * 150]) for n in range(5))]).encode()
    found = _at(wide, "line 3, x100", "a.csv")
    assert found.titles[:2] == ("站点编码", "站点名称")
    assert "x100" in found.titles
    assert len(found.titles) == COLUMNS
    assert max(map(len, _words(found))) < 50
    issues = [Issue("E_NUMBER", "a.csv", "line 3, x100")] * (EXCERPTS + 50)
    shown = excerpts(wide, "a.csv", issues)
    assert len(shown) == len(issues)
    assert shown[EXCERPTS:] == [None] * 50


def test_hostile_text_takes_no_longer_than_reading_it() -> None:
    """A file of nothing but line ends: its lines are looked through once, whatever the number of faults."""
    data = STATIONS.encode() + b"\n" * 2_000_000 + b"S001,\x00\n"
    issue = Issue("E_CONTROL.line", "a.csv", "line 2000002")
    one = _seconds(data, [issue])
    assert _seconds(data, [issue] * 100) < 10 * one


def _seconds(data: bytes, issues: list[Issue]) -> float:
    began = time.perf_counter()
    excerpts(data, "a.csv", issues)
    return time.perf_counter() - began


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"the corpus is not at {CORPUS}")
def test_every_fault_of_a_cell_in_the_corpus_has_its_rows() -> None:
    without = []
    for path in sorted((CORPUS / "xlsx").glob("*.xlsx")):
        data = path.read_bytes()
        try:
            issues = load_bytes(data, path.name).warnings
        except InputError as error:
            issues = error.issues
        found = excerpts(data, path.name, issues)
        places = [issue.where for issue, rows in zip(issues, found, strict=True) if rows is None]
        without += [(path.name, where) for where in places if "!" in where and any(map(str.isdigit, where))]
    assert without == []
