"""DuckDB and Python's own reader agree on every file, or it is refused; and nothing but the file is opened."""

import csv
import io
import os
from collections import Counter
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from staffing.io.cells import Cell
from staffing.io.findings import Findings
from staffing.io.foreign.plain_text import lines_outside_quotes, look_over
from staffing.io.foreign.tallied import Columns, Question
from staffing.io.foreign.tally import tally
from staffing.io.foreign.ticket_file import TicketFile

FIELD = st.lists(st.sampled_from([*'ab1 ,;"\n\r\t\\', "所", "\r\n", "'"]), max_size=4).map("".join)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])


@st.composite
def _files(draw):
    width = draw(st.integers(2, 4))
    rows = draw(st.lists(st.lists(FIELD, min_size=width, max_size=width), min_size=1, max_size=8))
    lines = io.StringIO(newline="")
    quoting = draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
    writer = csv.writer(lines, lineterminator=draw(ENDS), quoting=quoting)
    writer.writerow(["station", *[f"t{number}" for number in range(1, width)]])
    writer.writerows(rows)
    words = lines.getvalue()
    return words if draw(st.booleans()) else words + draw(st.text('a",\n', max_size=4))


def _counted(path: Path) -> tuple[dict[str, int] | None, tuple[str, ...]]:
    findings = Findings()
    with TicketFile(path, None, findings) as tickets:
        header = tickets.header([Cell("station", "station", "", "", "typed")], findings)
        if header is None:
            return None, tuple(issue.code for issue in findings.errors)
        found = tally(tickets, header, Columns(0), Question(lambda words: words), findings)
    rows = None if found is None else {str(name): count.rows for name, count in found.counts.items()}
    return rows, tuple(issue.code for issue in findings.errors)


@settings(max_examples=150, deadline=None)
@given(words=_files())
def test_every_row_is_counted_or_the_file_is_refused(words, tmp_path_factory):
    path = tmp_path_factory.mktemp("files") / "t.csv"
    path.write_bytes(words.encode())
    found, faults = _counted(path)
    try:
        rows = [row for row in csv.reader(io.StringIO(words, newline=""), strict=True) if row]
    except csv.Error:
        assert "E_CSV" in faults
        return
    width = len(rows[0])
    if any(len(row) < width or any(row[width:]) for row in rows):
        assert "E_FIELDS" in faults
        return
    wanted = Counter(row[0].strip(" \t\r\n").translate({10: 0x2028, 13: 0x2029}) for row in rows[1:])
    assert faults == ()
    plain = {name.translate({10: 0x2028, 13: 0x2029}): count for name, count in found.items()}
    assert plain == wanted


@given(words=_files())
def test_lines_are_counted_as_they_stand(words):
    data = words.encode()
    fd = os.memfd_create("t")
    os.write(fd, data)
    end = b"\n" if b"\n" in data else b"\r"
    assert look_over(fd).total == data.count(end) + (not data.endswith(end))
    outside = b"".join(data.split(b'"')[::2])
    assert lines_outside_quotes(fd) == outside.count(end) + (not data.endswith(end))
    os.close(fd)


def test_a_bad_byte_far_down_is_found_with_its_line(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes(b"station,b\r\n" + "东河所,x\r\n".encode() * 40_000 + b"S1,\xff\r\n")
    findings = Findings()
    with TicketFile(path, None, findings) as tickets:
        header = tickets.header([Cell("station", "station", "", "", "typed")], findings)
        assert tally(tickets, header, Columns(0), Question(lambda words: words), findings) is None
    (fault,) = findings.errors
    assert (fault.code, fault.where, fault.values["byte"]) == ("E_ENCODING", "line 40002", "0xFF")


def test_gb18030_that_begins_in_ascii(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes(b"station,b\n" + b"S1,x\n" * 2_000_000 + "东河所,中文\n".encode("gb18030"))
    assert _counted(path) == ({"S1": 2_000_000, "东河所": 1}, ())


def test_duckdb_opens_no_other_file(tmp_path):
    import duckdb

    from staffing.io.foreign import tally as module

    path = tmp_path / "t.csv"
    path.write_text("station,b\nS1,x\n", encoding="utf-8")
    other = tmp_path / "other.csv"
    other.write_text("station,b\n", encoding="utf-8")
    tried = []

    def ask(execute, rows, path, question):
        for sql in (
            f"SELECT * FROM read_csv('{other}')",
            "SET enable_external_access = true",
            "INSTALL httpfs",
        ):
            with pytest.raises(duckdb.Error):
                execute(sql)
            tried.append(sql)
        return real(execute, rows, path, question)

    real = module._ask
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_ask", ask)
        assert _counted(path) == ({"S1": 1}, ())
    assert len(tried) == 3


def test_an_answer_that_lost_rows_is_not_taken(tmp_path, monkeypatch):
    from staffing.io.foreign import tally as module

    path = tmp_path / "t.csv"
    path.write_text("station,b\n" + "S1,x\n" * 9, encoding="utf-8")
    real, calls = module._relation, []

    def lossy(rows, path):
        calls.append(rows)
        return real(rows, path) + (" LIMIT 5" if len(calls) == 1 else "")

    monkeypatch.setattr(module, "_relation", lambda rows, path: f"(SELECT * FROM {lossy(rows, path)})")
    assert _counted(path) == ({"S1": 9}, ())
    assert len(calls) == 2


@pytest.mark.parametrize("kind", [RuntimeError, duckdb.InterruptException])
def test_an_interrupt_of_duckdb_is_ctrl_c(tmp_path, monkeypatch, kind):
    def interrupted(*_):
        raise kind("Query interrupted")

    (tmp_path / "t.csv").write_text("station,t1\na,1\n", encoding="utf-8")
    monkeypatch.setattr("staffing.io.foreign.tally._ask", interrupted)
    with pytest.raises(KeyboardInterrupt):
        _counted(tmp_path / "t.csv")
