"""Tickets become counts: of every encoding, delimiter and form, and no row gets lost."""

import gzip
from collections import Counter
from datetime import datetime

import pytest

from staffing.errors import InputError
from staffing.io.foreign import plain_text
from staffing.io.scenario_file import load, load_mapping
from tests.unit.io.foreign.builders import (
    HEADER,
    SCENARIO,
    TICKETS,
    balance,
    counts,
    folder,
    issues,
    text,
    workbook,
)

EXPECTED = {"S001": 3, "S002": 1, "S003": 0}


SHAPES: dict[str, str | bytes] = {
    "CRLF": text(TICKETS),
    "LF": text(TICKETS, end="\n"),
    "mark": text(TICKETS).encode("utf-8-sig"),
    "GB18030": text(TICKETS).encode("gb18030"),
    "UTF-16": text(TICKETS).encode("utf-16"),
    "title": "12345热线工单明细\r\n" + text(TICKETS),
    "wide title": "统计时间：2025年,,,,\r\n" + text(TICKETS),
    "sep": "sep=,\n" + text(TICKETS, end="\n"),
    "semicolons": text(TICKETS).replace("带,逗号", "带逗号").replace(",", ";"),
    "blank line at the end": text(TICKETS) + "\r\n",
    "no end of line": text(TICKETS).removesuffix("\r\n"),
    "more commas than columns": text([[*row, "", ""] for row in TICKETS]),
    "blanks around names": text([[*row[:2], f"\u3000{row[2]} ", *row[3:]] for row in TICKETS]),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_one_export_in_every_shape(tmp_path, shape):
    content = SHAPES[shape]
    loaded = load(folder(tmp_path, content))
    assert counts(loaded) == EXPECTED
    assert balance(loaded) == {
        "name": "投诉举报量", "rows": 6, "counted": 4, "outside": 1, "repeated": 1, "over": 0, "left_out": 0,
        "blank": 0,
    }  # fmt: skip


def test_a_workbook_of_tickets(tmp_path):
    rows = [[*row] for row in TICKETS]
    rows[0][1], rows[1][1] = datetime(2025, 1, 3, 8), 45838.5  # noqa: DTZ001 - a date, and a serial number: 30 June 2025
    path = folder(tmp_path, b"", file="工单.xlsx")
    workbook(path / "工单.xlsx", {"导出": [["热线工单"], HEADER, *rows]})
    assert counts(load(path)) == EXPECTED


def test_a_workbook_of_several_sheets_needs_a_name(tmp_path):
    path = folder(tmp_path, b"", file="工单.xlsx")
    workbook(path / "工单.xlsx", {"说明": [["无"]], "导出": [HEADER, *TICKETS]})
    assert issues(path)[0].key == "E_SHEET.which"
    folder(
        path, b"", file="工单.xlsx", scenario=SCENARIO.replace("- file: FILE", "- file: FILE\n  sheet: 导出")
    )
    assert counts(load(path)) == EXPECTED


def test_the_same_counts_typed_have_the_same_fingerprint(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    counted = load(folder(tmp_path / "a", text(TICKETS)))
    folder(tmp_path / "b", b"", scenario="schema: 1\nname: 试点\ndata: tables\ncap: 20\n")
    tables = tmp_path / "b" / "tables"
    tables.mkdir()
    stations = (tmp_path / "b" / "stations.csv").read_text(encoding="utf-8")
    (tables / "stations.csv").write_text(stations, encoding="utf-8")
    rows = "".join(f"{station},投诉举报量,{count},2025\n" for station, count in EXPECTED.items())
    (tables / "drivers.csv").write_text(f"id,driver,value,period\n{rows}", encoding="utf-8")
    (tables / "weights.csv").write_text("driver,weight\n投诉举报量,1\n", encoding="utf-8")
    typed = load(tmp_path / "b")
    assert counted.scenario.input_sha256 == typed.scenario.input_sha256


def test_periods_and_no_period(tmp_path):
    half = SCENARIO.replace("period: 2025", "period: 2025年下半年")
    loaded = load(folder(tmp_path, text(TICKETS), scenario=half))
    assert counts(loaded) == {"S001": 0, "S002": 1, "S003": 0}
    assert loaded.scenario.drivers[0].period == "2025-H2"
    every = SCENARIO.replace("  day: 受理时间\n  period: 2025\n", "")
    assert counts(load(folder(tmp_path, text(TICKETS), scenario=every))) == {"S001": 3, "S002": 2, "S003": 0}


def test_no_number_no_repetition(tmp_path):
    loaded = load(folder(tmp_path, text(TICKETS), scenario=SCENARIO.replace("  number: 工单编号\n", "")))
    assert counts(loaded) == {"S001": 3, "S002": 2, "S003": 0}


def test_a_number_counts_once_a_station_under_any_of_its_names(tmp_path):
    rows = [*TICKETS, ["GD001", "2025-02-01", "东河市监所", "", ""], ["GD001", "2025-02-01", "S002", "", ""]]
    loaded = load(folder(tmp_path, text(rows)))
    assert counts(loaded) == {"S001": 3, "S002": 2, "S003": 0}
    assert balance(loaded)["repeated"] == 2


def test_a_person_counts_for_at_most_so_many(tmp_path):
    most = SCENARIO + "  per_person: {column: 联系电话, most: 2}\npersonal: {联系电话: 限制重复投诉}\n"
    rows = [*TICKETS, ["GD006", "2025-05-05", "东河市场监督管理所", "", ""]]
    loaded = load(folder(tmp_path, text(rows), scenario=most))
    assert "W_PERSONAL_KEPT" in [issue.code for issue in loaded.warnings]
    assert counts(loaded) == {"S001": 3, "S002": 1, "S003": 0}
    assert (balance(loaded)["over"], balance(loaded)["repeated"]) == (1, 1)


def test_personal_data_needs_a_stated_use(tmp_path):
    most = SCENARIO + "  per_person: {column: 联系电话, most: 2}\n"
    (fault,) = issues(folder(tmp_path, text(TICKETS), scenario=most))
    assert (fault.code, fault.where) == ("E_PERSONAL", "tickets[0].per_person.column")
    loaded = load(folder(tmp_path, text(TICKETS)))
    assert [issue.where for issue in loaded.warnings if issue.code == "W_PERSONAL"] == ["联系电话"]


def test_units_left_out_and_rows_without_unit_are_accounted_for(tmp_path):
    rows = [*TICKETS, ["GD7", "某日", "公安局", "", ""], ["GD8", "", "", "", ""], ["合计", "8", "", "", ""]]
    scenario = SCENARIO.replace("aliases: {", "aliases: {公安局: null, ")
    loaded = load(folder(tmp_path, text(rows), scenario=scenario))
    assert counts(loaded) == EXPECTED
    assert (balance(loaded)["left_out"], balance(loaded)["blank"], balance(loaded)["rows"]) == (1, 2, 9)
    notes = {(note.code, note.got, note.read) for note in loaded.notes}
    assert {("W_ALIAS", "东河市监所", "S001"), ("W_ALIAS", "公安局", None)} <= notes


def test_unknown_units_come_at_once_with_line_and_suggestion(tmp_path):
    rows = [*TICKETS, ["A", "2025-01-01", "西山市监局", "", ""], ["B", "2025-01-01", "市公安局", "", ""]]
    found = issues(folder(tmp_path, text([*rows, ["C", "2025-01-02", "西山市监局", "", ""]])))
    # The text of the first ticket takes two lines.
    assert [(issue.key, issue.where, issue.values["got"]) for issue in found] == [
        ("E_STATION_NAME.rows_near", "line 9, 承办单位", "西山市监局"),
        ("E_STATION_NAME.rows", "line 10, 承办单位", "市公安局"),
    ]
    assert found[0].values["rows"] == 2
    assert "S002 西山市场监督管理所" in found[0].message("zh")
    assert "西山市监局: S002" in found[0].remedy("zh")


def test_unreadable_days_are_counted_and_the_first_is_named(tmp_path):
    rows = [*TICKETS, ["A", "03/01/25", "S001", "", ""], ["B", "", "S002", "", ""]]
    (fault,) = issues(folder(tmp_path, text(rows)))
    assert (fault.code, fault.where, fault.values["rows"]) == ("E_DATE", "line 9, 受理时间", 2)


@pytest.mark.parametrize(
    ("content", "code", "where"),
    [
        (text([*TICKETS, ["A", "2025-01-01", "S001"]]), "E_FIELDS", "line 9"),
        (text([*TICKETS, ["A", "2025-01-01", "S001", "", "", "x"]]), "E_FIELDS", "line 9"),
        (text(TICKETS) + 'A,2025-01-01,S001,"offen,\r\n', "E_CSV", "line 9"),
        (text(TICKETS).encode() + b"A,2025-01-01,S001,\xff\xfe,\r\n", "E_ENCODING", "line 9"),
        (text(TICKETS).encode("gb18030") + b"A,2025-01-01,S001,\xff\xff,\r\n", "E_ENCODING", "line 9"),
        ("", "E_EMPTY", ""),
        (b"PK\x03\x04....", "E_FILE_TYPE", ""),
        (text(TICKETS).replace("承办单位", "单位在此"), "E_HEADER", "tickets[0].station"),
        (text(TICKETS).replace("诉求内容", "承办单位"), "E_HEADER", "tickets[0].station"),
    ],
)
def test_damaged_files_are_refused_with_their_line(tmp_path, content, code, where):
    path = folder(tmp_path, content)
    (path / "工单.csv").touch()
    assert (issues(path)[0].code, issues(path)[0].where) == (code, where)


@pytest.mark.parametrize(
    ("old", "new", "code", "where"),
    [
        ("period: 2025", "period: 2025.1", "E_PERIOD", "tickets[0].period"),
        ("  day: 受理时间\n", "", "E_PARAM_MISSING", "tickets[0].day"),
        ("  station: 承办单位\n", "", "E_PARAM_MISSING", "tickets[0].station"),
        ("file: FILE", "file: ../x.csv", "E_PATH", "tickets[0].file"),
        ("file: FILE", "file: scenario.yaml", "E_FILE_TYPE", ""),
        ("number: 工单编号", "numbr: 工单编号", "E_UNKNOWN_KEY", "tickets[0].numbr"),
        ("S001}", "S009}", "E_UNKNOWN_KEY", "aliases.东河市监所"),
        ("{东河市监所: S001}", "{西山市场监督管理所: S001}", "E_STATION_NAME", "aliases.西山市场监督管理所"),
        ("tickets:\n", "tickets:\n- {file: FILE, driver: 投诉举报量, station: 承办单位}\n", "E_DUPLICATE",
         "tickets[1].driver"),
        ("{投诉举报量: 1}", "{投诉举报量: 0.5, 面积: 0.5}", "E_VALUE_MISSING", ""),
    ],
)  # fmt: skip
def test_wrong_keys_are_refused_at_their_place(tmp_path, old, new, code, where):
    assert SCENARIO.count(old) == 1
    found = issues(folder(tmp_path, text(TICKETS), scenario=SCENARIO.replace(old, new)))
    assert (found[0].code, found[0].where) == (code, where)


def test_numbers_that_a_spreadsheet_has_spoilt_are_refused(tmp_path):
    rows = [["2.02501E+13", *row[1:]] for row in TICKETS]
    (fault,) = issues(folder(tmp_path, text(rows)))
    assert fault.key == "E_NUMBER.mangled"


def test_a_request_names_no_files(tmp_path):
    body = {"schema": 1, "cap": 1, "weights": {}, "stations": [], "tickets": [{"file": "a.csv"}]}
    with pytest.raises(InputError) as refused:
        load_mapping(body)
    assert ("E_PATH", "tickets") in [(issue.code, issue.where) for issue in refused.value.issues]


def test_a_variant_counts_the_same_tickets(tmp_path):
    loaded = load(folder(tmp_path, text(TICKETS), scenario=SCENARIO + "variants: {减2: {cap_change: -2}}\n"))
    (tmp_path / "工单.csv").unlink()
    assert counts(loaded.variant("减2")) == EXPECTED


def test_too_large_a_file_is_not_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(plain_text, "TICKET_BYTES", 100)
    assert [issue.code for issue in issues(folder(tmp_path, text(TICKETS)))] == ["E_TOO_LARGE"]


def test_names_of_files_are_no_patterns(tmp_path):
    folder(tmp_path, text(TICKETS), file="工单[1]*'.csv", scenario=SCENARIO.replace("FILE", '"FILE"'))
    (tmp_path / "工单1.csv").write_text("x", encoding="utf-8")
    assert counts(load(tmp_path)) == EXPECTED


def test_chicago_tickets_by_community_area(shared, tmp_path):
    source = shared / "data" / "C2_chicago_sanitation_tickets.csv.gz"
    if not source.is_file():
        pytest.skip("the tickets of Chicago are not there")
    lines = gzip.decompress(source.read_bytes()).decode().splitlines()
    rows = [line.split(",") for line in lines[1:]]
    areas = sorted({row[-3] for row in rows} - {"", "0"}, key=int)
    wanted = Counter(row[-3] for row in rows if row[2].startswith("2013"))
    (tmp_path / "tickets.csv").write_text("\n".join(lines), encoding="utf-8")
    stations = "".join(f"{area},Area {area}\n" for area in areas)
    (tmp_path / "stations.csv").write_text(f"id,name\n{stations}", encoding="utf-8")
    (tmp_path / "scenario.yaml").write_text(
        "schema: 1\nstations: stations.csv\ncap: 200\nweights: {sanitation: 1}\naliases: {'0': null}\ntickets:\n"
        "- {file: tickets.csv, driver: sanitation, station: community_area, day: opened, period: 2013}\n",
        encoding="utf-8",
    )
    loaded = load(tmp_path)
    assert counts(loaded, "sanitation") == {area: wanted[area] for area in areas}
    assert len(areas) == 77
    figures = balance(loaded)
    assert figures["rows"] == 74_401
    assert figures["counted"] + figures["outside"] == 74_394
