"""Count tickets by station with DuckDB, and prove that no row got lost.

DuckDB groups hundreds of megabytes a second, yet it is not trusted alone: with some settings release 2.0 answers 0
rows for a good file and no error. So a second pass counts the lines, and where the two differ, or DuckDB refuses,
Python's own reader goes over the file with the rules of every other CSV here: it names the fault, or hands DuckDB a
plain copy of the columns needed, whose rows it has counted.
"""

import threading
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from staffing.errors import Issue
from staffing.io.characters import BLANKS, trim
from staffing.io.findings import Findings
from staffing.io.foreign.once import count_once, greatest, mangled
from staffing.io.foreign.plain_text import Lines, lines_outside_quotes, look_over, refuse_bytes, speaks_utf8
from staffing.io.foreign.tallied import Columns, Count, Question, Tally
from staffing.io.foreign.ticket_file import TIME, Header, TicketFile, copy_columns
from staffing.io.values.dates import parse_day
from staffing.models.dates import Period

MEMORY: Final = "2GB"
THREADS: Final = 2
_CONFIG: Final[dict[str, str | bool | int | float | list[str]]] = {
    "threads": THREADS,
    "memory_limit": MEMORY,
    "temp_directory": "",
    "preserve_insertion_order": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
}


class _Rows(NamedTuple):
    """What DuckDB is to read."""

    fd: int
    delimiter: str
    width: int
    skip: int
    columns: Columns


def tally(
    tickets: TicketFile, header: Header, columns: Columns, question: Question, findings: Findings
) -> Tally | None:
    """Return the tickets of each station; None, and faults with their lines, where the file cannot be read."""
    found = None
    if tickets.fd is not None:
        fd = tickets.fd
        found = _tally_in_place(tickets, header, columns, question, findings)
        if tickets.fd != fd:  # it was no UTF-8 after all
            found = _tally_in_place(tickets, header, columns, question, findings)
        if findings.refused:
            return None
    return found or _tally_with_care(tickets, header, columns, question, findings)


def _tally_in_place(
    tickets: TicketFile, header: Header, columns: Columns, question: Question, findings: Findings
) -> Tally | None:
    """Let DuckDB read the file as it is; None where the answer is not beyond doubt."""
    fd = tickets.fd or 0
    seen: list[Lines] = []
    watcher = threading.Thread(target=lambda: seen.append(look_over(fd)))
    watcher.start()
    try:
        rows = _Rows(fd, header.delimiter, len(header.titles), header.skip, columns)
        found = _grouped(rows, question) if header.whole and len(header.titles) > 1 else None
    finally:
        watcher.join()
    if seen[0].bad is not None and not speaks_utf8(fd):
        tickets.transcode(findings)
        return None
    refuse_bytes(fd, seen[0], tickets.file, findings)
    if findings.refused:
        return None
    # Fewer rows than lines: there are line breaks inside quotes, or something is wrong.
    whole = found is not None and (
        found.rows == seen[0].total - header.skip or found.rows == lines_outside_quotes(fd) - header.skip
    )
    return found if whole else None


def _tally_with_care(
    tickets: TicketFile, header: Header, columns: Columns, question: Question, findings: Findings
) -> Tally | None:
    """Read row by row, and count a plain copy of what was read."""
    needed = [(role, column) for role, column in columns._asdict().items() if column is not None]
    tickets.check_merged(header, [column for _, column in needed], findings)
    copy, count = copy_columns(tickets, header, needed, findings)
    tickets.keep(copy)
    if findings.refused:
        return None
    places = iter(range(len(needed)))
    renumbered = Columns(*(None if column is None else next(places) for column in columns))  # type: ignore[arg-type]
    found = _grouped(_Rows(copy, ",", len(needed) + 1, 0, renumbered), question)
    if found is None or found.rows != count:
        # Only memory can be short here: the copy is as plain as can be.
        findings.add(Issue("E_TOO_LARGE.memory", tickets.file, "", {"limit": MEMORY}))
        return None
    return found


def _grouped(rows: _Rows, question: Question) -> Tally | None:
    """Return DuckDB's answer, or None where it refuses the file."""
    import duckdb

    path = f"/proc/self/fd/{rows.fd}"
    connection = duckdb.connect(config=_CONFIG)
    try:
        connection.execute(f"SET allowed_paths = ['{path}']")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        return _ask(connection.execute, rows, path, question)
    except duckdb.InterruptException as error:
        raise KeyboardInterrupt from error
    except duckdb.Error:
        return None
    except RuntimeError as error:
        if "interrupted" in str(error):  # Ctrl-C, as release 2.0 tells it
            raise KeyboardInterrupt from error
        raise
    finally:
        connection.close()


def _ask(execute: Callable[..., Any], rows: _Rows, path: str, question: Question) -> Tally:
    columns = rows.columns
    day = "''" if columns.day is None else _day(f"coalesce(c{columns.day}, '')")
    fields = f"coalesce(c{columns.station}, '') AS station, {day} AS day"
    source = _relation(rows, path)
    once = columns.number is not None or columns.person is not None
    if once:
        others = ", ".join(
            f"{'NULL::VARCHAR' if column is None else _trimmed(f'c{column}')} AS {name}"
            for name, column in (("number", columns.number), ("person", columns.person))
        )
        execute(f"CREATE TEMP TABLE tickets AS SELECT {fields}, {others} FROM {source}")  # noqa: S608
        fields, source = "station, day", "tickets"
    groups = execute(f"SELECT {fields}, count(*) FROM {source} GROUP BY ALL").fetchall()  # noqa: S608
    words = {group[0] for group in groups}
    stations = {name: question.resolve(trim(name)) for name in words}
    read_days = columns.day is not None
    days = {name: parse_day(name) if read_days else None for name in {group[1] for group in groups}}
    found = _by_station(groups, stations, days, question, read_days=read_days)
    if not once:
        return found
    inside = {name: day for name, day in days.items() if _is_inside(day, question.period)}
    counts, parts = count_once(execute, found.counts, stations, inside, question)
    top = greatest(execute) if columns.person is not None and question.most is None else {}
    return found._replace(counts=counts, parts=parts, top=top, mangled=mangled(execute))


def _trimmed(column: str) -> str:
    """Return a text without the blanks at its ends, NULL if nothing is left; plain ends are seen fastest."""
    plain = " AND ".join(f"{end}({column}, 1) BETWEEN '!' AND '~'" for end in ("left", "right"))
    return f"CASE WHEN {plain} THEN {column} ELSE nullif(trim({column}, '{BLANKS}'), '') END"


def _day(column: str) -> str:
    """Return a day without its time of day, the usual form first: it needs no pattern."""
    usual = f"length({column}) = 19 AND substr({column}, 11, 1) IN (' ', 'T')"
    usual += f" AND try_cast(substr({column}, 12) AS TIME) < TIME '24:00:00'"
    return f"CASE WHEN {usual} THEN left({column}, 10) ELSE regexp_replace({column}, '{TIME}', '') END"


def _is_inside(day: date | None, period: Period | None) -> bool:
    return period is None or (day is not None and period.holds(day))


def _relation(rows: _Rows, path: str) -> str:
    """Return the file as a relation of texts; never with ``new_line``, which made release 2.0 lose every row."""
    delimiter = rows.delimiter.replace("'", "''")
    columns = ", ".join(f"'c{number}': 'VARCHAR'" for number in range(rows.width))
    return (
        f"read_csv('{path}', auto_detect=false, header=false, skip={rows.skip}, delim='{delimiter}', quote='\"', "
        f"escape='\"', strict_mode=true, null_padding=false, compression='none', columns={{{columns}}})"
    )


def _by_station(
    groups: Sequence[tuple[str, str, int]],
    stations: dict[str, str | None],
    days: dict[str, date | None],
    question: Question,
    *,
    read_days: bool,
) -> Tally:
    """Add up the groups: each row once, at its station."""
    parts: dict[str, dict[str, int]] = {part.label: {} for part in question.parts}
    rows: dict[str | None, list[int]] = {}
    dated: dict[date, int] = {}
    unread: dict[str, int] = {}
    for words, day_words, size in groups:
        station, day = stations[words], days[day_words]
        own = rows.setdefault(station, [0, 0])
        own[0] += size
        own[1] += 0 if _is_inside(day, question.period) else size
        if station and (label := question.part(day)):
            parts[label][station] = parts[label].get(station, 0) + size
        if station and day is not None:
            dated[day] = dated.get(day, 0) + size
        elif station and read_days:
            unread[day_words] = unread.get(day_words, 0) + size
    counts = {station: Count(total, outside, 0, 0) for station, (total, outside) in rows.items()}
    return Tally(sum(size for _, _, size in groups), counts, dated, unread, parts)
