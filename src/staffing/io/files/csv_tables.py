"""CSV: find encoding and delimiter without guessing, refuse ragged rows, keep line numbers."""

import codecs
import csv
import io
import re
from pathlib import Path
from typing import Final

from staffing.errors import Issue
from staffing.io.cells import Value
from staffing.io.characters import trim
from staffing.io.files.grid import Grid
from staffing.io.findings import Findings
from staffing.io.labels import is_note, title_like
from staffing.io.layout import CELL_CHARACTERS, COLUMNS, FILE_BYTES, TITLE_ROWS

_LONGEST_LINE: Final = CELL_CHARACTERS * COLUMNS
_UTF16: Final = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_HAN: Final = re.compile(rb"[\xe3-\xe9][\x80-\xbf][\x80-\xbf]")
_REASONS: Final = {"expected after": "E_CSV.after_quote", "unexpected end of data": "E_CSV.open_quote"}
"""What the reader says in English, in part, and our own words for it."""
_DELIMITERS: Final = {";": ";", "\t": "TAB", "|": "|"}


def read_csv(path: Path, findings: Findings) -> Grid | None:
    """Return the rows of a CSV file; None where it cannot be read."""
    if path.stat().st_size > FILE_BYTES:
        findings.add(Issue("E_TOO_LARGE", path.name, "", {"size": path.stat().st_size, "limit": FILE_BYTES}))
        return None
    return parse_csv(path.read_bytes(), path.name, findings)


def parse_csv(data: bytes, file: str, findings: Findings) -> Grid | None:
    """Return the rows of a CSV given as bytes; None where it cannot be read."""
    if data.startswith(b"PK\x03\x04"):
        findings.add(Issue("E_FILE_TYPE.zip", file))
        return None
    words = _decode(data, file, findings)
    if words is None or not _check_text(words, file, findings):
        return None
    words, first, delimiter = _find_delimiter(words, file, findings)
    return _split(words, file, delimiter, first, findings)


def _decode(data: bytes, file: str, findings: Findings) -> str | None:
    """Byte order mark, then strict UTF-8, then GB18030; never a replacement character."""
    for mark, encoding in _UTF16.items():
        if data.startswith(mark):
            findings.add(Issue("W_ENCODING", file, "", {"encoding": "UTF-16"}))
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                _undecodable(error, file, findings)
                return None
    if _looks_like_utf16(data):
        findings.add(Issue("E_ENCODING.wide", file, "line 1"))
        return None
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        utf8_error = error
    if data.startswith(codecs.BOM_UTF8) or _speaks_utf8(data):
        _undecodable(utf8_error, file, findings)
        return None
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError as error:
        _undecodable(error, file, findings)
        return None


def _looks_like_utf16(data: bytes) -> bool:
    """Tell whether commas and line ends stand as two bytes, one of them zero."""
    return any(mark in data for mark in (b",\x00", b"\x00,", b"\t\x00", b"\x00\t")) and (
        b"\n\x00" in data or b"\x00\n" in data
    )


def _speaks_utf8(data: bytes) -> bool:
    """Tell whether the first line with Chinese in it is UTF-8: a later line that is not is then a fault."""
    line = next((line for line in re.split(rb"[\r\n]+", data) if not line.isascii()), b"")
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return bool(_HAN.search(line))


def _undecodable(error: UnicodeDecodeError, file: str, findings: Findings) -> None:
    before = error.object[: error.start]
    line = 1 + before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n")
    values = {"byte": f"0x{error.object[error.start]:02X}", "offset": error.start}
    findings.add(Issue("E_ENCODING", file, f"line {line}", values))


def _check_text(words: str, file: str, findings: Findings) -> bool:
    if not trim(words):
        findings.add(Issue("E_EMPTY", file, "", {"name": file}))
        return False
    fault = re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]", words)
    if fault is not None:
        values = {"point": f"U+{ord(fault[0]):04X}"}
        findings.add(Issue("E_CONTROL.line", file, f"line {_line(words, fault.start())}", values))
        return False
    lines = re.finditer(r"[^\r\n]++", words)
    long = next((line for line in lines if line.end() - line.start() > _LONGEST_LINE), None)
    if long is not None:
        where = f"line {_line(words, long.start())}"
        findings.add(Issue("E_TOO_LONG.line", file, where, {"limit": _LONGEST_LINE}))
        return False
    return True


def _line(words: str, offset: int) -> int:
    before = words[:offset]
    return 1 + before.count("\n") + before.count("\r") - before.count("\r\n")


def _find_delimiter(words: str, file: str, findings: Findings) -> tuple[str, int, str]:
    """Return the text without Excel's ``sep=`` line, the number of its first line, and the delimiter.

    It is the one of the first line that holds any: titles above the header hold none.
    """
    head = re.split(r"\r\n|\r|\n", words, maxsplit=1)
    declared = re.fullmatch(r"sep=(.)", head[0].strip('"'))
    if declared is not None:
        shown = _DELIMITERS.get(declared[1], declared[1])
        findings.add(Issue("W_DELIMITER", file, "line 1", {"delimiter": shown}))
        return (head[1] if len(head) > 1 else ""), 2, declared[1]
    for number, line in enumerate(re.split(r"\r\n|\r|\n", words, maxsplit=TITLE_ROWS)[:TITLE_ROWS], 1):
        found = next((delimiter for delimiter in (",", *_DELIMITERS) if delimiter in line), None)
        if found in _DELIMITERS:
            values = {"delimiter": _DELIMITERS[found]}
            findings.add(Issue("W_DELIMITER", file, f"line {number}", values))
        if found is not None:
            return words, 1, found
    return words, 1, ","


def _split(words: str, file: str, delimiter: str, first: int, findings: Findings) -> Grid | None:
    rows: list[list[Value]] = []
    numbers: list[int] = []
    reader = csv.reader(io.StringIO(words, newline=""), delimiter=delimiter, strict=True)
    number = first
    try:
        for fields in reader:
            rows.append([field or None for field in fields])
            numbers.append(number)
            number = first + reader.line_num
    except csv.Error as error:
        key = next((key for part, key in _REASONS.items() if part in str(error)), "E_CSV")
        findings.add(Issue(key, file, f"line {number}"))
        return None
    _check_fields(rows, numbers, file, findings)
    return Grid(
        file,
        "",
        "csv",
        rows,
        lambda row, column, title: f"line {numbers[row]}, {title or column + 1}",
        lambda row: f"line {numbers[row]}",
    )


def _check_fields(rows: list[list[Value]], numbers: list[int], file: str, findings: Findings) -> None:
    """Refuse rows with more or fewer fields than the header; titles above it and notes below may have fewer."""
    header = next((number for number, row in enumerate(rows[:TITLE_ROWS]) if _is_header(row)), 0)
    width = len(rows[header]) if rows else 0
    for number, (line, row) in enumerate(zip(numbers, rows, strict=True)):
        if len(row) == width:
            continue
        while len(row) > width and row[-1] is None:
            row.pop()
        beside = number < header or (row and isinstance(row[0], str) and is_note(row[0]))
        if row and len(row) != width and not (beside and len(row) < width):
            findings.add(Issue("E_FIELDS", file, f"line {line}", {"found": len(row), "expected": width}))
            row.clear()


def _is_header(row: list[Value]) -> bool:
    return any(value is not None for value in row) and not title_like(row)
