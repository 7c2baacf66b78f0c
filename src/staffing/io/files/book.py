"""The workbook's own parts: which sheets there are, and what they are linked to."""

import posixpath
import re
from collections.abc import Mapping
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from staffing.io.files.sheet_xml import MAIN
from staffing.io.findings import Findings

CONTENT_TYPES: Final = "[Content_Types].xml"
WORKBOOK: Final = "xl/workbook.xml"
NETWORK: Final = re.compile(
    r"\b(WEBSERVICE|FILTERXML|RTD|DDE|CALL|REGISTER(\.ID)?|IMAGE)\s*\(|\|"
    # Another workbook stands by its number: [1]Sheet1!A1.
    r"|\[[0-9]+\][^\[\]!,;+*/()=<>&-]*!",
    re.IGNORECASE,
)
"""What in a formula reaches out of the workbook."""
_RELATION: Final = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
_YES: Final = ("1", "true")


class SheetPart(NamedTuple):
    """Where a worksheet lies in the package."""

    path: str
    hidden: bool


class Book(NamedTuple):
    """What the workbook's own parts say."""

    sheets: dict[str, SheetPart]
    """By name, in order; without chart sheets, which hold no cells."""
    strings: bytes
    styles: bytes
    """Parts with the shared texts and the formats; empty if there is none."""
    date1904: bool
    """True: days are counted from 1904."""


class Relation(NamedTuple):
    """One link of a part to another."""

    kind: str
    target: str
    """Path in the package; as it stands if ``external``."""
    external: bool


def read_book(parts: Mapping[str, bytes], file: str, findings: Findings) -> Book:
    """Return what the workbook's own parts say.

    Raises
    ------
    InputError
        They are damaged, declare a document type, define a name that reaches out, or link to other files.
    """
    links = {name: relations(parts, name, file, findings) for name in _sources(parts)}
    for name, found in links.items():
        for link in found.values():
            if link.external and link.kind != "hyperlink":
                findings.refuse("E_EXTERNAL_LINK", file, name, name=link.kind)
    own = [link.target for link in links.get("", {}).values() if link.kind == "officeDocument"]
    types = part_root(parts, CONTENT_TYPES, file, findings)
    if any("macroenabled" in element.get("ContentType", "").lower() for element in types):
        findings.refuse("E_MACRO", file, CONTENT_TYPES, name=CONTENT_TYPES)
    root = part_root(parts, WORKBOOK, file, findings)
    if own not in ([], [WORKBOOK]) or root.tag not in [f"{{{name}}}workbook" for name in MAIN]:
        findings.refuse("E_CORRUPT", file, WORKBOOK)
    linked = links.get(WORKBOOK, {})
    for element in _each(root, "definedName"):
        if NETWORK.search(element.text or ""):
            findings.refuse("E_FORMULA", file, "defined name")
    properties = next(iter(_each(root, "workbookPr")), Element(""))
    return Book(
        _sheets(root, linked, parts, file, findings),
        _only(linked, "sharedStrings", parts, file, findings),
        _only(linked, "styles", parts, file, findings),
        properties.get("date1904") in _YES,
    )


def _sources(parts: Mapping[str, bytes]) -> list[str]:
    """Return the parts that have links; '' is the package itself."""
    names = [name for name in parts if name.endswith(".rels") and "_rels/" in name]
    return [name.replace("_rels/", "", 1)[: -len(".rels")] for name in names if name.count("_rels/") == 1]


def relations(parts: Mapping[str, bytes], source: str, file: str, findings: Findings) -> dict[str, Relation]:
    """Return the links of a part by id."""
    folder, name = posixpath.split(source)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path not in parts:
        return {}
    found: dict[str, Relation] = {}
    for element in part_root(parts, path, file, findings):
        key, target = element.get("Id", ""), element.get("Target", "")
        external = element.get("TargetMode") == "External"
        if key in found:
            findings.refuse("E_CORRUPT", file, path)
        if not external:
            # Inside the package "/" is its root, and other targets start from the part's own folder.
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        found[key] = Relation(element.get("Type", "").rpartition("/")[2], target, external)
    return found


def part_root(parts: Mapping[str, bytes], path: str, file: str, findings: Findings) -> Element:
    """Return the XML of a part, which must be there, whole and without document type."""
    try:
        return ElementTree.fromstring(parts[path])
    except DefusedXmlException:
        findings.refuse("E_XML_DTD", file, path)
    except (KeyError, ParseError, ValueError, LookupError):
        findings.refuse("E_CORRUPT", file, path)


def _each(root: Element, name: str) -> list[Element]:
    return [element for space in MAIN for element in root.iter(f"{{{space}}}{name}")]


def _sheets(
    root: Element, linked: dict[str, Relation], parts: Mapping[str, bytes], file: str, findings: Findings
) -> dict[str, SheetPart]:
    sheets: dict[str, SheetPart] = {}
    for element in _each(root, "sheet"):
        name = element.get("name", "")
        link = next((linked.get(element.get(key, "")) for key in _RELATION if key in element.attrib), None)
        if link is not None and link.kind == "chartsheet":
            continue
        taken = link is not None and any(link.target == sheet.path for sheet in sheets.values())
        if link is None or link.kind != "worksheet" or link.target not in parts or taken or name in sheets:
            findings.refuse("E_CORRUPT", file, name or WORKBOOK)
        sheets[name] = SheetPart(link.target, element.get("state", "visible") != "visible")
    return sheets


def _only(
    linked: dict[str, Relation], kind: str, parts: Mapping[str, bytes], file: str, findings: Findings
) -> bytes:
    """Return the one part of a kind that the workbook has."""
    targets = {link.target for link in linked.values() if link.kind == kind}
    if len(targets) > 1 or not targets <= parts.keys():
        findings.refuse("E_CORRUPT", file, WORKBOOK)
    return parts[targets.pop()] if targets else b""
