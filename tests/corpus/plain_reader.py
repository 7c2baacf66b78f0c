"""A second reader of workbooks, of the standard library alone: what stands in the cells, and what that means.

It knows one layout, that of the valid workbook: the header in the first row, the official Chinese titles, no notes.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, NamedTuple
from xml.etree import ElementTree

from staffing.models.scenario import Scenario

MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
FIELDS: Final = {
    "站点名称": "name",
    "上级编码": "parent",
    "编制下限": "minimum",
    "编制上限": "maximum",
    "现有人数": "in_post",
    "类别": "class",
}
SETTINGS: Final = {"总编制": "cap", "时间上限秒": "time_limit_s", "随机种子": "seed"}
DEFAULTS: Final[dict[str, Any]] = {"minimum": Fraction(0), "seed": Fraction(0), "time_limit_s": Fraction(30)}
"""What holds where nothing stands; else None."""

Value = str | Fraction | None
Rows = dict[int, dict[int, Value]]


class Found(NamedTuple):
    """A value and the place where it stands."""

    value: Any
    where: str


class Twice:
    """What stands in two places at once."""


# -- from bytes to cells ------------------------------------------------------------------------------------


def read_cells(data: bytes) -> dict[str, Rows]:
    """Return the values of every sheet by row and column, counted from 1."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        book = ElementTree.fromstring(package.read("xl/workbook.xml"))
        relations = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
        targets = {relation.get("Id"): str(relation.get("Target")) for relation in relations}
        strings = _strings(package)
        sheets = {}
        for sheet in book.iter(f"{MAIN}sheet"):
            target = targets[sheet.get(_ID)]
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            sheets[str(sheet.get("name"))] = _rows(ElementTree.fromstring(package.read(path)), strings)
    return sheets


def _strings(package: zipfile.ZipFile) -> list[str]:
    try:
        root = ElementTree.fromstring(package.read("xl/sharedStrings.xml"))
    except KeyError:
        return []
    return [_text(item) for item in root.iter(f"{MAIN}si")]


def _text(item: ElementTree.Element) -> str:
    """Return plain and rich text without reading aids."""
    parts = [
        part for child in item if child.tag in (f"{MAIN}t", f"{MAIN}r") for part in child.iter(f"{MAIN}t")
    ]
    return "".join(map(_words, parts))


def _words(part: ElementTree.Element) -> str:
    """Return the text of one run: blanks at its ends count only where the XML says so."""
    words = part.text or ""
    return words if part.get(_SPACE) == "preserve" else words.strip(" \t\r\n")


def _rows(root: ElementTree.Element, strings: list[str]) -> Rows:
    rows: Rows = {}
    number = 0
    for row in root.iter(f"{MAIN}row"):
        number = int(row.get("r", number + 1))
        column = 0
        for cell in row.iter(f"{MAIN}c"):
            place = re.fullmatch(r"([A-Z]+)([0-9]+)", cell.get("r", ""))
            column = _column(place[1]) if place else column + 1
            rows.setdefault(int(place[2]) if place else number, {})[column] = _value(cell, strings)
    return rows


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _value(cell: ElementTree.Element, strings: list[str]) -> Value:
    kind, words = cell.get("t", "n"), cell.findtext(f"{MAIN}v")
    if kind == "inlineStr":
        inline = cell.find(f"{MAIN}is")
        return _text(inline) if inline is not None else None
    if words is None or not words:
        return None
    if kind == "s":
        return strings[int(words)]
    return (
        Fraction(Decimal(format(float(words), ".15g")))
        if kind == "n"
        else f"{kind}:{words}"
        if kind != "str"
        else words
    )


# -- from cells to meaning ----------------------------------------------------------------------------------


def meaning_of_cells(sheets: dict[str, Rows]) -> dict[str, Found]:
    """Return what the cells mean as they stand, by dotted path."""
    found: dict[str, Found] = {}
    for path, given, where in _statements(sheets):
        value = None if isinstance(given, str) and not given.strip() else given
        if value is not None or path not in found:
            found[path] = Found(Twice() if path in found else value, where)
    return found


def _statements(sheets: dict[str, Rows]) -> Iterator[tuple[str, Value, str]]:
    for number, row in _body(sheets, "单位"):
        key = row.get("站点编码")
        for title, field in FIELDS.items():
            if title in row:
                yield f"stations.{key}.{field}", row[title], f"单位!{number}"
    for number, row in _body(sheets, "指标值"):
        yield f"values.{row.get('站点编码')}.{row.get('指标')}", row.get("数值"), f"指标值!{number}"
    for number, row in _body(sheets, "权重"):
        yield f"weights.{row.get('指标')}", row.get("权重"), f"权重!{number}"
    for number, row in _body(sheets, "参数"):
        key = SETTINGS.get(str(row.get("参数")))
        if key is not None:
            yield f"settings.{key}", row.get("值"), f"参数!{number}"


def _body(sheets: dict[str, Rows], name: str) -> Iterator[tuple[int, dict[str, Value]]]:
    """Yield the rows below the first, by title."""
    rows = sheets.get(name, {})
    titles = {column: str(title) for column, title in rows.get(1, {}).items() if title is not None}
    for number, row in sorted(rows.items()):
        if number > 1 and any(value is not None for value in row.values()):
            yield number, {title: row.get(column) for column, title in titles.items()}


def meaning_of_scenario(scenario: Scenario) -> dict[str, Any]:
    """Return what was read, by the same dotted paths."""
    found: dict[str, Any] = {}
    for station in scenario.stations:
        fields = station.model_dump()
        for field in FIELDS.values():
            found[f"stations.{station.id}.{field}"] = fields.get(field)
    for driver in scenario.drivers:
        found[f"weights.{driver.name}"] = driver.weight
        found |= {f"values.{station}.{driver.name}": value for station, value in driver.values.items()}
    found |= {f"settings.{key}": getattr(scenario, key) for key in SETTINGS.values()}
    numbers = (int, Decimal)
    return {path: Fraction(value) if isinstance(value, numbers) else value for path, value in found.items()}


def default(path: str) -> Any:
    """Return what is read where nothing stands."""
    return DEFAULTS.get(path.rpartition(".")[2])


def differences(cells: dict[str, Found], read: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield path and place of everything that was read otherwise than it stands."""
    for path, (value, where) in cells.items():
        blank_setting = value is None and path.startswith("settings.") and read[path] == default(path)
        number_as_name = (
            path.endswith(".name") and isinstance(value, Fraction) and str(value) == read.get(path)
        )
        if value != read.get(path) and not blank_setting and not number_as_name:
            yield path, where
    for path, value in read.items():
        if path not in cells and value != default(path):
            sheet = {"stations": "单位", "values": "指标值", "weights": "权重", "settings": "参数"}[
                path.partition(".")[0]
            ]
            yield path, sheet
