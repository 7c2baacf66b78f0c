"""A second look at the sheets of a workbook: what the fast reader does not tell.

calamine gives an error cell and a formula without a stored value as '', takes the last of two cells at one
place, and allocates the rectangle up to the farthest cell. So the XML is read once before.
"""

import re
import zipfile
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple
from xml.parsers import expat

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from staffing.io.cells import column_number, letters
from staffing.io.findings import Findings

_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_NETWORK: Final = re.compile(
    r"\b(WEBSERVICE|FILTERXML|RTD|DDE|CALL|REGISTER(\.ID)?|IMAGE)\s*\(|\|", re.IGNORECASE
)


@dataclass(slots=True)
class SheetFacts:
    """What the XML of one sheet says beyond its values."""

    last_row: int = 0
    last_column: int = 0
    twice: list[str] = field(default_factory=list)
    """Cells that are defined more than once."""
    errors: dict[str, str] = field(default_factory=dict)
    """Error values, by cell."""
    valueless: list[str] = field(default_factory=list)
    """Formulas without a stored value."""
    network: list[str] = field(default_factory=list)
    """Formulas that would reach out of the workbook."""
    hidden_columns: list[str] = field(default_factory=list)
    """Letters of hidden columns."""
    hidden_rows: int = 0


class DtdError(Exception):
    """The part declares a document type."""


class SheetPart(NamedTuple):
    """Where a worksheet lies in the package."""

    path: str
    hidden: bool


def sheet_parts(package: zipfile.ZipFile, file: str, findings: Findings) -> dict[str, SheetPart]:
    """Return the part of every worksheet by the sheet's name.

    Raises
    ------
    InputError
        The workbook's own parts are damaged, declare a document type, or define a name that reaches out.
    """
    try:
        book = ElementTree.fromstring(package.read("xl/workbook.xml"))
        relations = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    except DefusedXmlException:
        findings.refuse("E_XML_DTD", file, "xl/workbook.xml")
    except (KeyError, ElementTree.ParseError):
        findings.refuse("E_CORRUPT", file)
    targets = {relation.get("Id"): str(relation.get("Target")) for relation in relations}
    parts = {}
    for element in book.iter():
        kind = element.tag.rpartition("}")[2]
        if kind == "sheet":
            target = targets.get(element.get(_RELATION), "")
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            parts[str(element.get("name"))] = SheetPart(path, element.get("state", "visible") != "visible")
        elif kind == "definedName" and _NETWORK.search(element.text or ""):
            findings.refuse("E_FORMULA", file, "defined name")
    return parts


def look(part: bytes) -> SheetFacts:
    """Return the facts of one sheet's XML.

    Raises
    ------
    DtdError
        The part declares a document type.
    expat.ExpatError
        The part is not well-formed.
    """
    return _Reader().read(part)


def check_no_dtd(part: bytes) -> None:
    """Parse a part for nothing but its document type.

    Raises
    ------
    DtdError
        It declares one.
    """
    _new_parser().Parse(part, 1)


def _new_parser() -> Any:
    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartDoctypeDeclHandler = _refuse_dtd
    parser.buffer_text = True
    return parser


def _refuse_dtd(*_: object) -> None:
    raise DtdError


class _Reader:
    """The handlers of one parse."""

    def __init__(self) -> None:
        self.facts = SheetFacts()
        self._seen: set[str] = set()
        self._row = 0
        self._column = 0
        self._place = ""
        self._type = ""
        self._formula: str | None = None
        self._value: str | None = None
        self._text: list[str] = []

    def read(self, part: bytes) -> SheetFacts:
        parser = _new_parser()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text.append
        parser.Parse(part, 1)
        return self.facts

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        element = tag.rpartition("}")[2]
        self._text.clear()
        if element == "row":
            self._row = _number(attributes.get("r"), self._row + 1)
            self._column = 0
            self.facts.hidden_rows += attributes.get("hidden") in ("1", "true")
        elif element == "col" and attributes.get("hidden") in ("1", "true"):
            self.facts.hidden_columns.append(letters(_number(attributes.get("min"), 1) - 1))
        elif element == "c":
            self._start_cell(attributes)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._place = attributes.get("r", "")
        match = re.fullmatch(r"([A-Z]{1,3})([0-9]{1,7})", self._place)
        if match is not None:
            self._row, self._column = int(match[2]), column_number(match[1]) + 1
        else:
            self._column += 1
        if self._place in self._seen and self._place:
            self.facts.twice.append(self._place)
        self._seen.add(self._place)
        self._type = attributes.get("t", "")
        self._formula = self._value = None

    def _end(self, tag: str) -> None:
        element = tag.rpartition("}")[2]
        if element == "f":
            self._formula = "".join(self._text)
        elif element == "v":
            self._value = "".join(self._text)
        elif element == "c":
            self._end_cell()

    def _end_cell(self) -> None:
        if self._value is None and self._formula is None and self._type != "inlineStr":
            return
        self.facts.last_row = max(self.facts.last_row, self._row)
        self.facts.last_column = max(self.facts.last_column, self._column)
        if self._formula is not None and _NETWORK.search(self._formula):
            self.facts.network.append(self._place)
        elif self._formula is not None and not self._value:
            self.facts.valueless.append(self._place)
        elif self._type == "e":
            self.facts.errors[self._place] = self._value or ""


def _number(text: str | None, default: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"[0-9]{1,7}", text) else default
