"""What a sheet and a column are, and the words that cells share."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from staffing.io import synonyms as other

Kind = Literal["id", "text", "whole", "maximum", "decimal", "yes_no", "option", "options", "ids", "date"]

KINDS: Final = ("行政", "事业", "工勤", "外聘")
"""Kinds of post, as 性质 lists them."""

YES_NO: Final[Mapping[str, bool]] = {"是": True, "否": False, "yes": True, "no": False}
YES_NO_WORDS: Final = ("是", "否")
NO_LIMIT: Final = ("不限", "none")
"""What stands in a maximum that does not limit."""

FILE_BYTES: Final = 20_000_000
YAML_BYTES: Final = 2_000_000
SHEETS: Final = 50
COLUMNS: Final = 200
CELL_CHARACTERS: Final = 1_000
ROWS: Final = 20_000
TITLE_ROWS: Final = 10
"""Rows among which the header is looked for."""
LONG_ROWS: Final = 200_000
"""Rows of a sheet with several rows a station."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet."""

    key: str
    zh: str
    kind: Kind = "text"
    required: bool = False
    aliases: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    """Headers that mean this column too, and are noted."""
    unlike: tuple[str, ...] = ()
    """Headers that are taken for this column but mean something else: refused where it is absent."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every header that means this column, and needs no note."""
        return (self.zh, self.key, *self.aliases)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook, or one CSV of a folder."""

    key: str
    zh: str
    columns: tuple[Column, ...]
    rows: int = ROWS
    read: bool = True
    """False: recognised and counted, but no part of a scenario yet."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that means this sheet, and needs no note."""
        return (self.zh, self.key)

    @property
    def synonyms(self) -> tuple[str, ...]:
        """Names that mean this sheet too, and are noted."""
        return other.SHEETS.get(self.key, ())

    def column(self, key: str) -> Column:
        """Return the column ``key``."""
        return next(column for column in self.columns if column.key == key)
