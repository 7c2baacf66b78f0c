"""A table of work of any size, opened for DuckDB: CSV, gzipped CSV, Parquet, or a folder of these."""

# ruff: noqa: S608 -- statements are made of our own names, and of the user's only through quoted() and identifier()

import gzip
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from staffing.errors import Issue
from staffing.io.findings import Findings
from staffing.io.foreign.plain_text import (
    TICKET_BYTES,
    lines_outside_quotes,
    look_over,
    refuse_bytes,
    speaks_utf8,
)
from staffing.io.foreign.ticket_file import Header, TicketFile, copy_columns
from staffing.io.ledger.engine import CONFIG, Execute

MEMORY: Final = "700MB"
KINDS: Final = (".csv", ".csv.gz", ".parquet")
_BLOCK: Final = 1 << 20


class Part(NamedTuple):
    """One file of the table."""

    file: str
    titles: tuple[str, ...]
    relation: str
    """What DuckDB reads it as; its columns are ``c0``, ``c1`` ... in the order of the titles."""
    types: tuple[str, ...]


class Table(NamedTuple):
    """An open table."""

    execute: Execute
    parts: tuple[Part, ...]

    def rows(self) -> int:
        """Return how many rows there are."""
        return sum(_count(self.execute, part.relation) for part in self.parts)


def files_of(path: Path, findings: Findings) -> list[Path]:
    """Return the files that make up the table, a folder's in the order of their names."""
    if not path.exists():
        findings.refuse("E_NOT_FOUND", path.name, got=path.name)
    if path.is_dir():
        files = sorted(file for file in path.iterdir() if _kind(file) and not file.name.startswith("."))
        if not files:
            findings.refuse("E_MEASURED.folder", path.name, name=path.name)
        return files
    if not _kind(path):
        findings.refuse("E_FILE_TYPE.measured", path.name)
    return [path]


def _kind(path: Path) -> str:
    return next((kind for kind in KINDS if path.name.lower().endswith(kind)), "")


@contextmanager
def opened(
    files: list[Path], zone: str, is_known: Callable[[str], bool], findings: Findings
) -> Iterator[Table]:
    """Open the files; whatever does not fit in memory goes to a folder that ends with the table.

    Raises
    ------
    InputError
        A file cannot be read as a table.
    """
    import duckdb

    with ExitStack() as closing, TemporaryDirectory(prefix="staffing-") as folder:
        connection = closing.enter_context(
            duckdb.connect(config={**CONFIG, "memory_limit": MEMORY, "temp_directory": folder})
        )
        execute = connection.execute
        plain: list[tuple[Path, str]] = []
        for number, file in enumerate(files):
            plain.append((_unzipped(file, Path(folder) / str(number), findings), file.name))
        csvs = [closing.enter_context(_csv(path, findings)) for path, _ in plain if _kind(path) == ".csv"]
        findings.check()
        allowed = [quoted(str(path.resolve())) for path, _ in plain if _kind(path) == ".parquet"]
        execute(f"SET allowed_paths = [{', '.join(allowed)}]")
        execute("SET allowed_directories = ['/proc/self/fd/']")
        execute("SET enable_external_access = false")
        execute(f"SET TimeZone = {quoted(zone)}")
        execute("SET lock_configuration = true")
        waiting = iter(csvs)
        parts = []
        for path, name in plain:
            if _kind(path) == ".csv":
                parts.append(_csv_part(execute, next(waiting), name, is_known, findings))
            else:
                parts.append(_parquet_part(execute, path, name, findings))
        findings.check()
        try:
            yield Table(execute, tuple(part for part in parts if part is not None))
        except duckdb.InterruptException as error:
            raise KeyboardInterrupt from error
        except duckdb.OutOfMemoryException:
            findings.refuse("E_TOO_LARGE.memory", files[0].name, limit=MEMORY)
        except duckdb.Error as error:
            findings.refuse("E_MEASURED.unreadable", files[0].name, reason=str(error).splitlines()[0][:200])


def _unzipped(path: Path, folder: Path, findings: Findings) -> Path:
    """Return the file itself, or the plain copy of a gzipped one."""
    if _kind(path) != ".csv.gz":
        return path
    folder.mkdir()
    copy = folder / path.name[: -len(".gz")]
    try:
        with gzip.open(path) as packed, copy.open("wb") as plain:
            size = 0
            while block := packed.read(_BLOCK):
                size += len(block)
                if size > TICKET_BYTES:
                    findings.refuse("E_TOO_LARGE", path.name, size=size, limit=TICKET_BYTES)
                plain.write(block)
    except (EOFError, OSError, zlib.error) as error:
        findings.refuse("E_MEASURED.unreadable", path.name, reason=str(error)[:200])
    return copy


def _csv(path: Path, findings: Findings) -> TicketFile:
    return TicketFile(path, None, findings)


def _csv_part(
    execute: Execute, table: TicketFile, name: str, is_known: Callable[[str], bool], findings: Findings
) -> Part | None:
    # Where no title is known, the first full row: what is missing is then said with the columns there are.
    header = table.guess_header(is_known) or table.guess_header(bool)
    if header is None:
        findings.add(Issue("E_MEASURED.header", name, "", {"name": name}))
        return None
    seen = look_over(table.fd or 0)
    if seen.bad is not None and not speaks_utf8(table.fd or 0):
        table.transcode(findings)
        if table.fd is None:
            return None
        seen = look_over(table.fd)
    fd = table.fd or 0
    refuse_bytes(fd, seen, name, findings)
    width = len(header.titles)
    relation = _csv_relation(fd, width, header.skip, header.delimiter)
    if not (header.whole and _holds_every_line(execute, relation, fd, seen.total, header.skip)):
        relation = _with_care(execute, table, header, findings)
    return Part(name, tuple(header.titles), relation, ("VARCHAR",) * width)


def _holds_every_line(execute: Execute, relation: str, fd: int, lines: int, skip: int) -> bool:
    """Tell whether DuckDB reads as many rows as the file has lines, those inside quotes aside."""
    import duckdb

    try:
        found = _count(execute, relation)
    except duckdb.InterruptException as error:
        raise KeyboardInterrupt from error
    except duckdb.Error:
        return False
    return found == lines - skip or found == lines_outside_quotes(fd) - skip


def _with_care(execute: Execute, table: TicketFile, header: Header, findings: Findings) -> str:
    """Return a plain copy of a file, read by the rules of every other CSV: these name what is wrong with it."""
    copy, rows = copy_columns(
        table, header, [("station", column) for column in range(len(header.titles))], findings
    )
    table.keep(copy)
    relation = _csv_relation(copy, len(header.titles) + 1, 0, ",")
    if not findings.refused and _count(execute, relation) != rows:
        findings.add(Issue("E_TOO_LARGE.memory", table.file, "", {"limit": MEMORY}))
    return relation


def _count(execute: Execute, relation: str) -> int:
    return int(execute(f"SELECT count(*) FROM {relation}").fetchone()[0])


def _csv_relation(fd: int, width: int, skip: int, delimiter: str) -> str:
    """Return the file as a relation of texts; never with ``new_line``, which made release 2.0 lose every row."""
    columns = ", ".join(f"'c{number}': 'VARCHAR'" for number in range(width))
    return (
        f"read_csv('/proc/self/fd/{fd}', auto_detect=false, header=false, skip={skip}, "
        f"delim={quoted(delimiter)}, quote='\"', escape='\"', strict_mode=true, null_padding=false, "
        f"compression='none', columns={{{columns}}})"
    )


def _parquet_part(execute: Execute, path: Path, name: str, findings: Findings) -> Part | None:
    import duckdb

    source = f"read_parquet({quoted(str(path.resolve()))})"
    try:
        described = execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
    except duckdb.Error as error:
        findings.add(Issue("E_MEASURED.unreadable", name, "", {"reason": str(error).splitlines()[0][:200]}))
        return None
    titles = tuple(row[0] for row in described)
    names = ", ".join(f"{identifier(title)} AS c{number}" for number, title in enumerate(titles))
    return Part(name, titles, f"(SELECT {names} FROM {source})", tuple(row[1] for row in described))


def quoted(words: str) -> str:
    """Return a text as SQL writes it."""
    return "'" + words.replace("'", "''") + "'"


def identifier(words: str) -> str:
    """Return the name of a column as SQL writes it."""
    return '"' + words.replace('"', '""') + '"'
