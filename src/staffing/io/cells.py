"""A value with its place in the file.

Places: ``单位!D3`` in a workbook, ``line 5, 编制下限`` in a CSV, ``bounds.S001.min`` in YAML and JSON.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from itertools import pairwise
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from staffing.io.characters import trim
from staffing.masking import mask
from staffing.models.base import plain

Form = Literal["workbook", "csv", "typed"]
"""What a value came from: ``typed`` is YAML or JSON, where a number is a number and text is text."""


class Null(Enum):
    """The word ``null`` of YAML and JSON, other than nothing at all."""

    NULL = "null"


Value = str | int | float | Decimal | bool | date | datetime | time | timedelta | Null | None

_SHOWN: Final = 40
_WHOLE: Final = 1e19
_LONGEST_NUMBER: Final = 24
"""Beyond the end of a quote so much is looked at, lest the cut hide that a personal number stands there."""


class Cell(NamedTuple):
    """One value as read, and where it stood."""

    value: Value
    title: str
    """Column or key as the file writes it."""
    file: str
    where: str
    form: Form
    kept: int | None = None
    """Of a person's name or number: how many characters messages may show. None: it is no personal data."""

    @property
    def blank(self) -> bool:
        """True: nothing stands here."""
        return is_blank(self.value)

    @property
    def shown(self) -> str:
        """The value as messages quote it: short, without control characters and personal numbers."""
        return self.quote(self.value)

    @property
    def written(self) -> str:
        """The value as text, whole: to be read, never to be shown."""
        return written(self.value)

    def quote(self, value: Value) -> str:
        """Return ``value``, which stands here or was read from here, as messages quote it."""
        return shown(value) if self.kept is None else shown(written(value).strip()[: self.kept]) + "**"


Tree = Cell | dict[str, "Tree"] | list["Tree"]
"""A YAML or JSON value whose leaves know their place."""


class Table(NamedTuple):
    """The rows of one sheet, by column key."""

    file: str
    name: str
    """Sheet, or dotted key; empty for a CSV."""
    titles: dict[str, Cell]
    """Header cell of every column found, by key."""
    rows: Sequence[Mapping[str, Cell]]
    columns: Mapping[str, int] = MappingProxyType({})
    """Number of each column, counted from 0; empty for YAML and JSON."""
    personal: Sequence[Cell] = ()
    """Header cells of columns that hold personal data and are not read."""


def is_blank(value: Value) -> bool:
    """Tell whether a value says nothing."""
    return value is None or value is Null.NULL or (isinstance(value, str) and not trim(value))


def shown(value: Value, length: int = _SHOWN) -> str:
    """Quote a value in a message: short, nothing that a terminal would obey, personal numbers masked."""
    text = mask(written(value)[: length + _LONGEST_NUMBER])
    text = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text[: length + 1])
    return text if len(text) <= length else text[:length] + "…"


def written(value: Value) -> str:
    """Write a value as text: numbers plainly, nothing shortened."""
    match value:
        case None | Null.NULL:
            return ""
        case bool():
            return str(value).upper()
        case float():
            return plain(Decimal(format(value, ".15g"))) if abs(value) < _WHOLE else format(value, ".15g")
        case date() | time():
            return value.isoformat()
        case _:
            return str(value)


def letters(column: int) -> str:
    """Name a column as a spreadsheet does.

    >>> letters(0), letters(25), letters(26), letters(701), letters(702)
    ('A', 'Z', 'AA', 'ZZ', 'AAA')
    """
    name = ""
    column += 1
    while column:
        column, digit = divmod(column - 1, 26)
        name = chr(65 + digit) + name
    return name


def column_number(name: str) -> int:
    """Return the number of a column, counted from 0.

    >>> column_number("A"), column_number("AA")
    (0, 26)
    """
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number - 1


def places(cells: Sequence[Cell], *, span: bool = False) -> str:
    """Write the places of several cells as one.

    In a workbook ``单位!A3,A5``, and ``权重!B2:B4`` for three or more neighbours (two with ``span``).
    In YAML what their paths share; in a CSV the last one.

    >>> cell = Cell(1, "", "a.xlsx", "权重!B2", "workbook")
    >>> places([cell, cell._replace(where="权重!B3"), cell._replace(where="权重!B4")])
    '权重!B2:B4'
    """
    wheres = list(dict.fromkeys(cell.where for cell in cells if cell.file == cells[-1].file))
    if len(wheres) == 1 or cells[-1].form == "csv":
        return wheres[-1]
    if cells[-1].form == "typed":
        return _shared_path(wheres) or ", ".join(wheres)
    sheets = {where.rpartition("!")[0] for where in wheres}
    if len(sheets) > 1:
        return ", ".join(wheres)
    names = [where.rpartition("!")[2] for where in wheres]
    if (len(names) > 2 or span) and _neighbours(names):
        return f"{sheets.pop()}!{names[0]}:{names[-1]}"
    return f"{sheets.pop()}!{','.join(names)}"


def _shared_path(paths: list[str]) -> str:
    parts = [path.split(".") for path in paths]
    shared = []
    for step in zip(*parts, strict=False):
        if len(set(step)) > 1:
            break
        shared.append(step[0])
    return ".".join(shared)


def _neighbours(names: list[str]) -> bool:
    spots = []
    for name in names:
        match = re.fullmatch(r"([A-Z]+)([0-9]+)", name)
        if match is None:
            return False
        spots.append((column_number(match[1]), int(match[2])))
    steps = {(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(spots)}
    return steps in ({(0, 1)}, {(1, 0)})
