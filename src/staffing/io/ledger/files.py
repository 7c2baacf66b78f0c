"""The files of a ledger, CSV and Parquet: which column is which, and each as a relation of the same columns.

Words come as texts as they stand, NULL where nothing stands. A number comes as a decimal where it is plain, else as
NULL with its word beside it, so that it is read, or refused, by the same rules as in every other table.
"""

import os
import re
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Final, NamedTuple

from staffing.errors import Issue
from staffing.io.cells import Cell
from staffing.io.characters import trim
from staffing.io.findings import Findings
from staffing.io.foreign.plain_text import lines_outside_quotes, look_over, refuse_bytes, speaks_utf8
from staffing.io.foreign.ticket_file import Header, TicketFile, copy_columns
from staffing.io.layout import TASKS
from staffing.io.ledger.engine import answer_once, named, path_of, quoted
from staffing.io.ledger.months import month_in
from staffing.io.tables.personal import is_personal
from staffing.io.tables.titles import read_title

NUMBERS: Final = ("quantity", "unit_hours", "completion_points")
DAYS: Final = ("opened", "due", "done")
WORDS: Final = tuple(column.key for column in TASKS.columns if column.key not in (*NUMBERS, *DAYS))
SUFFIXES: Final = (".csv", ".parquet")
_PLAIN: Final = "^-?(0|[1-9][0-9]{0,8})([.][0-9]{1,6})?$"
_SMALL: Final = ("TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT", "UINTEGER")
_FILE_MONTH: Final = re.compile(r"(?:19|20|21)[0-9]{2}(?:年[0-9]{1,2}月|[-_.]?[01][0-9])")


class Part(NamedTuple):
    """One file of a ledger."""

    path: Path
    fd: int
    columns: Mapping[str, str]
    """Title of each column that is read, by key."""
    month: str | None
    """The month that the file's name names."""
    relation: str
    types: Mapping[str, str]
    """Type of each column, by key."""
    titles: Mapping[str, str] = {}
    """What the file calls each column, by key."""
    header: Header | None = None
    """None: Parquet."""

    def select(self, number: int) -> str:
        """Return the query of the file's rows, with the same columns for every file."""
        found = [*(self._word(key) for key in WORDS), *(self._day(key) for key in DAYS)]
        for key in NUMBERS:
            found += self._number(key)
        row = "file_row_number" if self.header is None else "NULL::BIGINT"
        return f"SELECT {', '.join(found)}, {number} AS file, {row} AS row FROM {self.relation}"  # noqa: S608

    def _word(self, key: str) -> str:
        if key not in self.columns:
            month = quoted(self.month) if key == "month" and self.month is not None else "NULL::VARCHAR"
            return f"{month} AS {key}"
        column, kind = named(self.columns[key]), self.types[key]
        if kind == "VARCHAR":
            return f"nullif({column}, '') AS {key}"
        return f"{_text(column, kind)} AS {key}"

    def _day(self, key: str) -> str:
        if key not in self.columns:
            return f"NULL::VARCHAR AS {key}"
        column, kind = named(self.columns[key]), self.types[key]
        return f"nullif({_text(column, kind)}, '') AS {key}"

    def _number(self, key: str) -> list[str]:
        if key not in self.columns:
            return [f"NULL::DECIMAL(18,6) AS {key}", f"NULL::VARCHAR AS {key}_word"]
        column, kind = named(self.columns[key]), self.types[key]
        sign = "" if key == "completion_points" else f" AND {column} >= 0"
        if _is_exact(kind):
            if kind in _SMALL:
                # A product of two small whole numbers would have to fit their type.
                column = f"{column}::BIGINT"
            plain = f"CASE WHEN true{sign} THEN {column} END" if sign else column
            word = f"CASE WHEN NOT (true{sign}) THEN {column}::VARCHAR END" if sign else "NULL::VARCHAR"
            return [f"{plain} AS {key}", f"{word} AS {key}_word"]
        if kind in ("DOUBLE", "FLOAT"):
            value = f"try_cast({column} AS DECIMAL(18,6))"
            good = f"({value}::DOUBLE = {column}::DOUBLE AND abs({column}) < 1e9{sign})"
        else:
            value = f"try_cast({column} AS DECIMAL(18,6))"
            first = "" if key == "completion_points" else f" AND left({column}, 1) <> '-'"
            good = f"(regexp_full_match({column}, '{_PLAIN}'){first})"
        word = f"CASE WHEN NOT coalesce({good}, true) THEN {_text(column, kind)} END"
        return [f"CASE WHEN {good} THEN {value} END AS {key}", f"{word} AS {key}_word"]


def _is_exact(kind: str) -> bool:
    """Tell whether a type holds numbers with all their digits."""
    return kind.startswith("DECIMAL") or kind in (*_SMALL, "BIGINT", "UBIGINT")


def _text(column: str, kind: str) -> str:
    """Return a column as text; numbers as every table shows them."""
    if kind == "VARCHAR":
        return column
    if kind in ("DOUBLE", "FLOAT"):
        return f"CASE WHEN {column} IS NOT NULL THEN printf('%.15g', {column}::DOUBLE) END"
    return f"{column}::VARCHAR"


def open_parts(
    paths: Sequence[Path], titles: Mapping[str, Cell], closing: ExitStack, findings: Findings
) -> list[Part]:
    """Return the files, each looked over; faults and what is not read stand in ``findings``."""
    parts = []
    for path in paths:
        opened = _open_parquet if path.suffix.lower() == ".parquet" else _open_csv
        part = opened(path, titles, closing, findings)
        if part is not None:
            parts.append(part)
    return parts


def _open_parquet(
    path: Path, titles: Mapping[str, Cell], closing: ExitStack, findings: Findings
) -> Part | None:
    fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    closing.callback(os.close, fd)
    relation = f"read_parquet('{path_of(fd)}', file_row_number=true)"
    described = answer_once(f"DESCRIBE SELECT * FROM {relation}")  # noqa: S608
    if isinstance(described, str):
        findings.add(Issue("E_LEDGER", path.name, "", {"reason": described}))
        return None
    kinds = {title: kind for title, kind, *_ in described if title != "file_row_number"}
    columns = _columns(list(kinds), path, titles, findings)
    if columns is None:
        return None
    types = {key: kinds[title] for key, title in columns.items()}
    return Part(path, fd, columns, _month_of(path), relation, types, columns)


def _open_csv(path: Path, titles: Mapping[str, Cell], closing: ExitStack, findings: Findings) -> Part | None:
    file = closing.enter_context(TicketFile(path, None, findings))
    if file.fd is None or findings.refused:
        return None
    if look_over(file.fd).bad is not None and not speaks_utf8(file.fd):
        file.transcode(findings)
    refuse_bytes(file.fd, seen := look_over(file.fd), path.name, findings)
    guess = file.guess_header(lambda title: _key(title, titles) is not None)
    if guess is None:
        findings.add(Issue("E_HEADER.missing", path.name, "", {"name": TASKS.column("task").zh, "found": ""}))
        return None
    columns = _columns(guess.titles, path, titles, findings)
    if columns is None or findings.refused:
        return None
    wanted = [Cell(title, title, path.name, title, "typed") for title in columns.values()]
    header = file.header(wanted, findings)
    if header is None:
        return None
    numbers = {title: number for number, title in enumerate(header.titles)}
    names = {f"c{number}": "VARCHAR" for number in range(len(header.titles))}
    relation = _relation(file.fd, header.skip, header.delimiter, names)
    fd = file.fd
    lines = {seen.total - header.skip}
    lines.add(lines_outside_quotes(fd) - header.skip)
    if not header.whole or len(header.titles) == 1 or _count(relation) not in lines:
        needed = [("text", numbers[title]) for title in columns.values()]
        fd, count = copy_columns(file, header, needed, findings)
        closing.callback(os.close, fd)
        if findings.refused:
            return None
        copied = {f"c{number}": "VARCHAR" for number in range(len(needed) + 1)}
        relation = _relation(fd, 0, ",", copied)
        if _count(relation) != count:
            findings.add(Issue("E_LEDGER.rows", path.name, "", {"rows": count}))
            return None
        keys = {key: f"c{number}" for number, key in enumerate(columns)}
    else:
        keys = {key: f"c{numbers[title]}" for key, title in columns.items()}
    return Part(path, fd, keys, _month_of(path), relation, dict.fromkeys(keys, "VARCHAR"), columns, header)


def _relation(fd: int, skip: int, delimiter: str, columns: Mapping[str, str]) -> str:
    """Return a CSV as a relation of texts; never with ``new_line``, which made release 2.0 lose every row."""
    shape = ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items())
    return (
        f"read_csv('{path_of(fd)}', auto_detect=false, header=false, skip={skip}, delim={quoted(delimiter)}, "
        f"quote='\"', escape='\"', strict_mode=true, null_padding=false, compression='none', columns={{{shape}}})"
    )


def _count(relation: str) -> int | None:
    """Return the rows that DuckDB sees; None where it refuses the file."""
    found = answer_once(f"SELECT count(*) FROM {relation}")  # noqa: S608
    return None if isinstance(found, str) else int(found[0][0])


def _key(title: str, titles: Mapping[str, Cell]) -> str | None:
    """Return the column that a title means: as the scenario says, else by the sheet's names."""
    words = trim(title)
    for key, cell in titles.items():
        if trim(cell.written) == words:
            return key
    column = read_title(words, TASKS).column if words else None
    return None if column is None or column.key in titles else column.key


def _columns(
    found: Sequence[str], path: Path, titles: Mapping[str, Cell], findings: Findings
) -> dict[str, str] | None:
    """Return the title of each column by key; None, and faults, where the header leaves doubt."""
    columns: dict[str, str] = {}
    before = len(findings.errors)
    for title in found:
        cell = Cell(title, title, path.name, trim(title), "csv")
        key = _key(title, titles)
        unit = read_title(trim(title), TASKS).unit if title and key not in titles else ""
        if key is None:
            if is_personal(title):
                findings.changed("W_PERSONAL", cell, None)
            elif trim(title):
                findings.at("W_UNKNOWN_COLUMN", cell)
        elif unit:
            findings.at("E_HEADER.unit", cell, unit=unit, nearest=TASKS.column(key).zh)
        elif key in columns:
            findings.at("E_HEADER.twice", cell, name=title)
        else:
            columns[key] = title
    for column in TASKS.columns:
        named_by_file = column.key == "month" and _month_of(path) is not None
        if column.required and column.key not in columns and not named_by_file:
            values = {"name": f"{column.zh} [{column.key}]", "found": ", ".join(found)[:200]}
            findings.add(Issue("E_HEADER.missing", path.name, "", values))
    return columns if len(findings.errors) == before else None


def _month_of(path: Path) -> str | None:
    """Return the month that a file's name names, if it names one.

    >>> [_month_of(Path(name)) for name in ("2025-03.csv", "2025年3月.parquet", "台账202512.csv", "all.csv")]
    ['2025-03', '2025-03', '2025-12', None]
    """
    found = {month for words in _FILE_MONTH.findall(path.stem) if (month := month_in(words)) is not None}
    return found.pop() if len(found) == 1 else None
