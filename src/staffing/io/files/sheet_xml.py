"""A second look at the sheets of a workbook: what the fast reader does not tell.

calamine gives an error cell and a formula without a stored value as '', takes the last of two cells at one
place, takes a damaged index of a text for index 0 and stops reading a number at a comment. So the XML is read
once before, strictly, and written again in the one plain form: that is all that calamine ever sees.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from xml.parsers import expat

from staffing.io.cells import column_number, letters
from staffing.io.files.grid import Area
from staffing.io.files.plain_xml import Run, rising, take_plain_rows
from staffing.io.files.raw_cell import RawCell

MAIN: Final = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
"""The namespace of workbooks, as nearly all have it and in the strict form."""
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_YES: Final = ("1", "true")
_ROWS: Final = "/worksheet/sheetData/"
_ROW: Final = _ROWS + "row"
_CELL: Final = _ROW + "/c"
_TEXTS: Final = (_CELL + "/is/t", _CELL + "/is/r/t")
_IGNORED: Final = (_CELL + "/is", _CELL + "/extLst", _ROW + "/extLst")
"""Texts are read where they end. Their phonetic runs are no part of them."""
_LAST_ROW: Final = 1_048_576
_LAST_COLUMN: Final = 16_384


@dataclass(slots=True)
class SheetFacts:
    """What the XML of one sheet says beyond its values."""

    xml: bytes = b""
    """The cells that hold a value, in plain form."""
    last_row: int = 0
    last_column: int = 0
    damaged: list[str] = field(default_factory=list)
    """Cells whose XML does not say one value."""
    twice: list[str] = field(default_factory=list)
    """Cells that are defined more than once."""
    errors: dict[str, str] = field(default_factory=dict)
    """Error values, by cell."""
    valueless: list[str] = field(default_factory=list)
    """Formulas without a stored value."""
    formulas: dict[str, str] = field(default_factory=dict)
    """All formulas, by cell: as they stand there, or in the first of the cells that share one."""
    areas: dict[str, Area] = field(default_factory=dict)
    """The cells that a formula's result fills, where those are several, by the formula's own."""
    rows: int = 0
    """Number of the last row that is written down at all."""
    blank: list[str] = field(default_factory=list)
    """Cells that hold nothing but a format, those that lie farthest among them."""
    beyond: list[str] = field(default_factory=list)
    """Cells with a value that were left out, because they lie beyond the limits in both directions."""
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    """First and last of the columns, counted from 1, that are hidden or have no width."""
    hidden_rows: list[int] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    """Cells with a hyperlink."""
    rows_hidden: bool = False
    """Rows are hidden unless they say otherwise."""


class DtdError(Exception):
    """The part declares a document type."""


class DamageError(Exception):
    """The part is not what its kind of part must be."""


def look(part: bytes, within: tuple[int, int] | None = None) -> SheetFacts:
    """Return the facts of one sheet's XML. Plain rows are checked by pattern, the others one by one.

    With ``within`` (last row, last column) every row goes the long way, and a cell beyond both is left out.

    Raises
    ------
    DtdError
        The part declares a document type.
    DamageError
        The part is no sheet, or its rows do not follow each other.
    expat.ExpatError
        The part is not well-formed.
    """
    rest, runs = take_plain_rows(part) if within is None else (part, [])
    return _Reader(runs, within or (_LAST_ROW, _LAST_COLUMN)).read(rest)


def check_no_dtd(part: bytes) -> None:
    """Parse a part for nothing but its document type.

    Raises
    ------
    DtdError
        It declares one.
    """
    new_parser().Parse(part, 1)


def new_parser() -> Any:
    """Return a parser that refuses document types, and writes names as ``namespace}name``."""
    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartDoctypeDeclHandler = _refuse_dtd
    parser.buffer_text = True
    return parser


def _refuse_dtd(*_: object) -> None:
    raise DtdError


class _Reader:
    """The handlers of one parse."""

    def __init__(self, runs: Sequence[Run], within: tuple[int, int]) -> None:
        self.facts = SheetFacts()
        self._within = within
        self._shared: dict[str, str] = {}
        self._runs = runs
        self._rows: list[int] = []
        self._out: list[bytes] = []
        self._path: list[str] = [""]
        self._starts = {
            _ROW: self._start_row,
            _CELL: self._start_cell,
            _CELL + "/f": self._start_formula,
            _CELL + "/v": self._start_value,
            _ROWS + "plain": self._take,
        }
        self._row = 0
        self._column = 0
        self._seen: set[int] = set()
        self._blank_column = 0
        self._last_blank = ""
        self._cell = RawCell("", {})
        self._text: list[str] = []

    def read(self, part: bytes) -> SheetFacts:
        parser = new_parser()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text.append
        parser.Parse(part, 1)
        if not rising(self._rows):
            raise DamageError
        self.facts.xml = b"".join(self._out)
        self.facts.rows = self._row
        self.facts.blank += [self._last_blank] if self._last_blank else []
        return self.facts

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        namespace, _, element = tag.rpartition("}")
        self._text.clear()
        above = self._path[-1]
        path = f"{above}/{element}" if namespace in MAIN else f"{above}/?"
        self._path.append(path)
        if not above and path != "/worksheet":
            raise DamageError
        if not path.startswith(_ROWS):
            self._start_outside(element if namespace in MAIN else "", attributes)
        elif path in self._starts:
            self._starts[path](attributes)
        elif not path.startswith(_IGNORED):
            raise DamageError

    def _start_formula(self, attributes: dict[str, str]) -> None:
        self._cell.formula = attributes

    def _start_value(self, _: dict[str, str]) -> None:
        self._cell.values += 1

    def _start_outside(self, element: str, attributes: dict[str, str]) -> None:
        facts = self.facts
        if element == "col" and (attributes.get("hidden") in _YES or _is_zero(attributes.get("width"))):
            facts.hidden_columns.append((_number(attributes.get("min")), _number(attributes.get("max"))))
        elif element == "mergeCell":
            facts.merged.extend(_area(attributes.get("ref", "")))
        elif element == "hyperlink":
            facts.links.append(attributes.get("ref", ""))
        elif element == "sheetFormatPr" and attributes.get("zeroHeight") in _YES:
            facts.rows_hidden = True

    def _take(self, attributes: dict[str, str]) -> None:
        """Take a run of plain rows into the account."""
        run = self._runs[int(attributes["n"])]
        self._out.append(run.xml)
        self._rows += run.rows
        self._row = run.rows[-1]
        facts = self.facts
        facts.twice += run.twice
        facts.blank += run.blank
        if run.last_column:
            facts.last_row = run.last_row
            facts.last_column = max(facts.last_column, column_number(run.last_column) + 1)
        if facts.rows_hidden:
            facts.hidden_rows += run.rows

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row = _number(attributes.get("r"), self._row + 1)
        self._column = 0
        self._seen.clear()
        self._rows.append(self._row)
        self._out.append(b'<row r="%d">' % self._row)
        hidden = attributes.get("hidden", "1" if self.facts.rows_hidden else "0") in _YES
        if hidden or _is_zero(attributes.get("ht")):
            self.facts.hidden_rows.append(self._row)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r")
        if place is not None:
            match = _REFERENCE.fullmatch(place)
            if match is None or int(match[2]) != self._row:
                raise DamageError
            self._column = column_number(match[1]) + 1
        else:
            self._column += 1
        if not 0 < self._column <= _LAST_COLUMN or not 0 < self._row <= _LAST_ROW:
            raise DamageError
        self._cell = RawCell(f"{letters(self._column - 1)}{self._row}", attributes)
        if self._column in self._seen:
            self.facts.twice.append(self._cell.place)
        self._seen.add(self._column)

    def _end(self, _tag: str) -> None:
        path = self._path.pop()
        if path == _CELL + "/v":
            self._cell.value = "".join(self._text)
        elif path == _CELL + "/f":
            self._cell.formula_text = "".join(self._text)
        elif path in _TEXTS:
            self._cell.inline = (self._cell.inline or "") + "".join(self._text)
        elif path == _CELL:
            self._end_cell(self._cell)
        elif path == _ROW:
            self._out.append(b"</row>")

    def _end_cell(self, cell: RawCell) -> None:
        facts = self.facts
        if cell.formula is not None:
            facts.formulas[cell.place] = self._formula(cell, cell.formula)
            if cell.is_blank:
                facts.valueless.append(cell.place)
        elif cell.is_blank:
            self._note_blank(cell.place)
            return
        if self._row > self._within[0] and self._column > self._within[1]:
            facts.beyond.append(cell.place)
            return
        facts.last_row = self._row
        facts.last_column = max(facts.last_column, self._column)
        if cell.type == "e" and cell.value is not None:
            facts.errors[cell.place] = cell.value
            return
        plain = cell.plain() if not cell.is_blank else ""
        if plain is None or cell.values > 1:
            facts.damaged.append(cell.place)
        elif plain:
            self._out.append(plain.encode())

    def _note_blank(self, place: str) -> None:
        """Keep the last cell, and the one farthest to the right."""
        if self._column > self._blank_column:
            self._blank_column = self._column
            self.facts.blank.append(place)
        self._last_blank = place

    def _formula(self, cell: RawCell, attributes: dict[str, str]) -> str:
        text = cell.formula_text
        if attributes.get("t") == "shared":
            key = attributes.get("si", "")
            text = text or self._shared.get(key, "")
            self._shared[key] = text
        if attributes.get("t") in ("array", "dataTable"):
            self.facts.areas.update((cell.place, area) for area in _area(attributes.get("ref", "")))
        return text


def _area(text: str) -> list[Area]:
    """Return the range that ``B2:D5`` names; a range of one cell is none."""
    ends = [_REFERENCE.fullmatch(end) for end in text.split(":")]
    spots = [(int(end[2]) - 1, column_number(end[1])) for end in ends if end is not None]
    return [Area(*spots[0], *spots[1])] if len(spots) == 2 and spots[0] != spots[1] else []


def _number(text: str | None, default: int = 1) -> int:
    if text is None:
        return default
    if re.fullmatch(r"[0-9]{1,7}", text) is None:
        raise DamageError
    return int(text)


def _is_zero(text: str | None) -> bool:
    return text is not None and re.fullmatch(r"0*\.?0*", text) is not None
