"""The plain form in which nearly every program writes cells, recognised by pattern.

Reading the XML of a large sheet event by event takes ten times as long as reading its values. But nearly all
rows are written in one plain way, which every reader takes alike and which patterns can check at once: rows
with a number, cells with a reference into that row, numbers in figures, texts by index. Rows that are not of
this form are left to the careful reader (:mod:`staffing.io.files.sheet_xml`).
"""

import re
from collections import Counter
from functools import lru_cache
from itertools import islice
from operator import lt
from typing import Final, NamedTuple

_NUMBER: Final = rb"-?[0-9]{1,15}+(?:\.[0-9]{1,20}+)?(?:E[-+]?[0-9]{1,2})?"
_TEXT: Final = rb"[^<>&\x00-\x08\x0b-\x1f]*+(?:&(?:amp|lt|gt|quot);[^<>&\x00-\x08\x0b-\x1f]*+)*+"
_T: Final = rb'<t(?: xml:space="preserve")?>' + _TEXT + rb"</t>"
_BLANK: Final = re.compile(rb'<c r="([A-Z]{1,3}[1-9][0-9]{0,6})"(?: s="[0-9]{1,5}")?/>')
_CELL_REST: Final = (
    rb'(?: s="[0-9]{1,5}")?'
    rb'(?: t="s"><v>[0-9]{1,7}</v></c>|(?: t="n")?><v>' + _NUMBER + rb"</v></c>|/>"
    rb'| t="inlineStr"><is>' + _T + rb"</is></c>)"
)
# No attribute that hides the row, and none twice of those that are read.
_ROW_ATTRIBUTES: Final = rb'(?: (?!r=|hidden=|ht="0)[A-Za-z0-9]{1,20}(?::[A-Za-z]{1,20})?="[^"<>&]*+")*+'
_COLUMNS: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ROW_NUMBER: Final = re.compile(rb'<row r="([0-9]+)"')
_REFERENCE: Final = re.compile(rb'<c r="([A-Z]+[0-9]+)"')
_STRINGS: Final = re.compile(rb"(?:<si>" + _T + rb"</si>\s*+)*+")
_ENCODING: Final = re.compile(rb"<\?xml[^>]*?\sencoding\s*=\s*[\"']([A-Za-z0-9_-]+)[\"']")
_MAIN: Final = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRINGS_ROOT: Final = re.compile(
    rb'(?:\xef\xbb\xbf)?(?:<\?xml[^<>]*\?>)?\s*<sst xmlns="'
    + re.escape(_MAIN)
    + rb'"(?: (?:count|uniqueCount)="[0-9]*")*>\s*'
)


class Run(NamedTuple):
    """Plain rows that follow on each other."""

    xml: bytes
    """The rows without their empty cells."""
    rows: list[int]
    """Their numbers, as they come."""
    blank: list[str]
    """Cells that hold nothing: the last one, and the one farthest to the right."""
    twice: list[str]
    """Cells that stand more than once."""
    last_row: int
    last_column: str
    """Farthest row and column that hold a value; 0 and '' if none does."""


def take_plain_rows(part: bytes) -> tuple[bytes, list[Run]]:
    """Return the part with a mark in the place of each run of plain rows, and the runs.

    The mark is an element ``plain`` with the run's number inside ``sheetData``. Where the part as a whole is not
    of the usual kind (another encoding, comments, CDATA) nothing is taken out.
    """
    start, end = part.find(b"<sheetData>") + 11, part.rfind(b"</sheetData>")
    if start < 11 or end < start or not _is_utf8(part):
        return part, []
    columns = _columns(part[start : part.find(b"</row>", start, end)])
    runs: list[Run] = []

    def keep(match: re.Match[bytes]) -> bytes:
        runs.append(_run(match[0], columns))
        return b'<plain n="%d"/>' % (len(runs) - 1)

    rest = _rows(columns).sub(keep, part[start:end])
    rest = b"".join((part[:start], rest, part[end:]))
    # What looks like a row may stand inside a comment.
    return (part, []) if b"<!" in rest else (rest, runs)


def _columns(first_row: bytes) -> bytes:
    """Return the letters of the columns up to the last one of the first row; empty if it goes beyond Z."""
    names = [reference.rstrip(b"0123456789") for reference in _REFERENCE.findall(first_row)]
    last = max(names, key=lambda name: (len(name), name), default=b"AA")
    return _COLUMNS[: _COLUMNS.index(last) + 1] if len(last) == 1 else b""


@lru_cache(maxsize=32)
def _rows(columns: bytes) -> re.Pattern[bytes]:
    """Return the pattern of plain rows: cells of these columns in their order, or of any if there are none."""
    names = [bytes([letter]) for letter in columns]
    ordered = b"".join(rb'(?:<c r="' + name + rb'\1"' + _CELL_REST + rb")?+" for name in names)
    cells = ordered or rb'(?:<c r="[A-Z]{1,3}\1"' + _CELL_REST + rb")*+"
    row = rb'<row r="([1-9][0-9]{0,6})"' + _ROW_ATTRIBUTES + rb"(?:/>|>" + cells + rb"</row>)\s*+"
    return re.compile(rb"(?:" + row + rb")++")


def _run(xml: bytes, columns: bytes) -> Run:
    rows = list(map(int, _ROW_NUMBER.findall(xml)))
    blank: list[bytes] = []
    if b'"/>' in xml:
        blank = _BLANK.findall(xml)
        xml = _BLANK.sub(b"", xml)
    twice: list[str] = []
    if columns:
        # The pattern has seen to it that no cell of a row stands twice.
        last_column = next((chr(name) for name in reversed(columns) if b'<c r="%c' % name in xml), "")
    else:
        cells = _REFERENCE.findall(xml)
        twice = [cell.decode() for cell, times in Counter(cells + blank).items() if times > 1]
        last_column = _last_column(cells)
    last = _REFERENCE.match(xml, position) if (position := xml.rfind(b'<c r="')) >= 0 else None
    last_row = int(last[1].lstrip(_COLUMNS)) if last is not None else 0
    return Run(xml, rows, _farthest(blank), twice, last_row, last_column)


def _last_column(cells: list[bytes]) -> str:
    # One pass in C over all references leaves their letters.
    columns = set(b" ".join(cells).translate(None, b"0123456789").split())
    return max(columns, key=lambda name: (len(name), name), default=b"").decode()


def _farthest(cells: list[bytes]) -> list[str]:
    if not cells:
        return []
    column = _last_column(cells).encode()
    rightmost = next(cell for cell in cells if cell.rstrip(b"0123456789") == column)
    return [cells[-1].decode(), rightmost.decode()]


def rising(numbers: list[int]) -> bool:
    """Tell whether each number is greater than the one before."""
    return all(map(lt, numbers, islice(numbers, 1, None)))


def are_plain_strings(part: bytes) -> bool:
    """Tell whether the table of shared strings is one text after the other, each without runs of its own."""
    root = _STRINGS_ROOT.match(part)
    if root is None or not _is_utf8(part):
        return False
    texts = _STRINGS.match(part, root.end())
    return texts is not None and part[texts.end() :].strip() == b"</sst>"


def _is_utf8(part: bytes) -> bool:
    declared = _ENCODING.match(part)
    if declared is not None and declared[1].lower() != b"utf-8":
        return False
    try:
        part.decode()
    except UnicodeDecodeError:
        return False
    return True
