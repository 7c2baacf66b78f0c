"""CSV: encodings, delimiters, line numbers, limits."""

import pytest

from staffing.io.files.csv_tables import parse_csv
from staffing.io.findings import Findings
from staffing.io.table_alone import check_table
from tests.unit.io.builders import SHEETS, csv_text, faults

TABLE = csv_text(SHEETS["单位"])


def read(data):
    findings = Findings()
    grid = parse_csv(data, "t.csv", findings)
    findings.check()
    return grid, [issue.code for issue in findings.warnings]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_same_rows_in_any_encoding_and_line_end(encoding, end):
    grid, notes = read(TABLE.replace("\n", end).encode(encoding))
    assert grid.rows == [[None if value is None else str(value) for value in row] for row in SHEETS["单位"]]
    assert notes == []


def test_utf16_is_read_with_a_note():
    grid, notes = read(TABLE.encode("utf-16"))
    assert grid.rows[1][1] == "东河站"
    assert notes == ["W_ENCODING"]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_another_delimiter_is_noted(delimiter):
    grid, notes = read(TABLE.replace(",", delimiter).encode())
    assert len(grid.rows[0]) == 6
    assert notes == ["W_DELIMITER"]


def test_the_sep_line_of_excel_is_dropped_and_lines_keep_their_numbers():
    grid, notes = read(("sep=;\n" + TABLE.replace(",", ";")).encode())
    assert notes == ["W_DELIMITER"]
    assert grid.where(1, 0, "站点编码") == "line 3, 站点编码"


def test_lines_count_as_an_editor_counts_them():
    grid, _ = read(b'id,name\nS1,"a\nb"\nS2,c\n')
    assert [grid.row_where(row) for row in range(3)] == ["line 1", "line 2", "line 4"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (TABLE.encode() + "S4,新站,,1,2,3\n".encode("gb18030"), ("E_ENCODING", "line 5")),
        (b"id,name\nS1,\xff\xff\n", ("E_ENCODING", "line 2")),
        (b"\xef\xbb\xbfid\n\xff\n", ("E_ENCODING", "line 2")),
        (b"id,name\nS1,a\x00\n", ("E_CONTROL", "line 2")),
        (b"id,name\nS1\n", ("E_FIELDS", "line 2")),
        (b"id,name\nS1,a,b\n", ("E_FIELDS", "line 2")),
        (b'id,name\nS1,"a\n', ("E_CSV", "line 2")),
        (b"", ("E_EMPTY", "")),
        (b"\xef\xbb\xbf\n", ("E_EMPTY", "")),
        (b"PK\x03\x04....", ("E_FILE_TYPE", "")),
        (b"id\n" + b"x" * 300_000, ("E_TOO_LONG", "line 2")),
    ],
)
def test_refused(data, expected):
    assert faults(lambda: read(data)) == [expected]


def test_trailing_blank_fields_are_no_fields():
    grid, _ = read(b"id,name\nS1,a,,\n")
    assert grid.rows[1] == ["S1", "a"]


def test_a_lone_station_table_can_be_checked(tmp_path):
    path = tmp_path / "stations.csv"
    path.write_text(TABLE, encoding="utf-8")
    checked = check_table(path)
    assert (checked.file, checked.stations, checked.warnings) == ("stations.csv", 3, ())
    path.write_text(TABLE.replace("S3", "S1"), encoding="utf-8")
    assert faults(lambda: check_table(path)) == [("E_DUPLICATE", "line 4, 站点编码")]
    path.write_text("id,name\n" + "".join(f"S{n},x\n" for n in range(20_001)), encoding="utf-8")
    assert faults(lambda: check_table(path)) == [("E_TOO_MANY_ROWS", "")]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("某区编制表\n填报单位：某局,单位：人\n" + TABLE, ["W_TITLE_ROW"]),
        ("某区编制表,,,,,\n\n" + TABLE, ["W_TITLE_ROW"]),
        (TABLE + "注：年底数\n填表人：,审核：\n", ["W_NOTE_ROW"]),
        (TABLE + "合计,,,3,24,9\n", ["W_TOTAL_ROW"]),
        (TABLE.replace("\n", ",,\n"), []),
        (TABLE + "\n\n", []),
        ("\ufeff\ufeff" + TABLE, ["W_TRIMMED"]),
        (TABLE.replace("S2", "\ufeffS2", 1), ["W_TRIMMED"]),
        ("某区编制表\n" + TABLE.replace(",", ";"), ["W_DELIMITER", "W_TITLE_ROW"]),
        (TABLE.replace("编制下限", '"编制\n下限"'), ["W_HEADER_ALIAS"]),
    ],
    ids=ascii,
)
def test_titles_notes_and_marks_are_read_over(tmp_path, words, expected):
    (tmp_path / "t.csv").write_text(words, encoding="utf-8")
    checked = check_table(tmp_path / "t.csv")
    assert checked.stations == 3
    assert [issue.code for issue in checked.warnings] == expected


@pytest.mark.parametrize(
    ("words", "code", "where"),
    [
        (TABLE + "S4\n", "E_FIELDS", "line 5"),
        (TABLE + "S4,新站,,1,2\n", "E_FIELDS", "line 5"),
        (TABLE + "合计,,3\n", "E_FIELDS", "line 5"),
        (TABLE.replace("S2,", "S2,1,500,"), "E_FIELDS", "line 3"),
        ("a,b,c\n" + TABLE, "E_FIELDS", "line 2"),
        (TABLE.replace("西山站", '"西山"站'), "E_CSV", "line 3"),
        (TABLE.replace("西山站", '"西山站'), "E_CSV", "line 3"),
        (TABLE.replace("西山站", '"西\n山站"'), "E_CONTROL", "line 3, 站点名称"),
        (TABLE.replace(",", "，"), "E_HEADER", "line 1"),
    ],
    ids=ascii,
)
def test_what_is_not_one_table_is_refused(tmp_path, words, code, where):
    (tmp_path / "t.csv").write_text(words, encoding="utf-8")
    assert faults(lambda: check_table(tmp_path / "t.csv"))[0] == (code, where)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_named(encoding):
    findings = Findings()
    assert parse_csv(TABLE.encode(encoding), "t.csv", findings) is None
    assert "UTF-16" in findings.errors[0].line("zh")


def test_messages_about_quotes_are_our_own(tmp_path):
    findings = Findings()
    parse_csv(TABLE.replace("西山站", '"西山"站').encode(), "t.csv", findings)
    parse_csv(TABLE.replace("西山站", '"西山站').encode(), "t.csv", findings)
    lines = [issue.line("zh") for issue in findings.errors]
    assert all("expected" not in line and "unexpected" not in line for line in lines)
    assert len(set(lines)) == 2
