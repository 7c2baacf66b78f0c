"""Checks of a ledger in files that change no figure: repeated rows and ids, dates, progress."""

from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

from staffing.io.characters import trim
from staffing.io.findings import Findings
from staffing.io.ledger.answer import Double, Odd
from staffing.io.ledger.engine import Execute, quoted
from staffing.io.ledger.files import DAYS, NUMBERS, WORDS
from staffing.io.ledger.locating import Locate
from staffing.io.ledger.spec import TaskSpec
from staffing.io.values.dates import parse_day
from staffing.io.values.numbers import number_in
from staffing.io.values.placeholders import is_placeholder

_SHOWN: Final = 100
_ROW: Final = (*WORDS, *DAYS, *NUMBERS, *(f"{key}_word" for key in NUMBERS))
_ID: Final = "id, month, station, person"
_ISO: Final = "^[0-9]{4}-[0-9]{2}-[0-9]{2}"


class Checks(NamedTuple):
    """What was found."""

    doubles: Double | None = None
    dates: Odd | None = None
    progress: Odd | None = None


Meanings = Mapping[str, Mapping[str | None, str | None]]
"""What the words of a column stand for, by column."""


def check_rows(
    execute: Execute, where: str, spec: TaskSpec, meanings: Meanings, locate: Locate, findings: Findings
) -> Checks:
    """Look at every row that counts; ``meanings`` of stations and months, which may be spelt in several ways."""
    if spec.repeats != "all":
        _refuse_repeats(execute, where, meanings, locate, findings)
    return Checks(
        _doubles(execute, where, locate),
        _dates(execute, where, locate, findings),
        _progress(execute, where, locate),
    )


def _one_word(column: str, meaning: Mapping[str | None, str | None]) -> str:
    """Return a column with one word for one meaning; the column itself where no two words mean the same."""
    first: dict[str | None, str | None] = {}
    others = {
        word: first[stands] for word, stands in meaning.items() if first.setdefault(stands, word) != word
    }
    whens = " ".join(
        f"WHEN {quoted(word)} THEN {quoted(same)}"
        for word, same in others.items()
        if word is not None and same is not None
    )
    return f"CASE {column} {whens} ELSE {column} END" if whens else column


def _refuse_repeats(
    execute: Execute, where: str, meanings: Meanings, locate: Locate, findings: Findings
) -> None:
    """Refuse rows that say the same in every column. Their fingerprints are compared first: these are short."""
    row = ", ".join(_one_word(key, meanings.get(key, {})) for key in _ROW)
    execute(
        f"CREATE TEMP TABLE alike AS SELECT h FROM (SELECT hash({row}) AS h FROM ledger WHERE {where}) "  # noqa: S608
        "GROUP BY h HAVING count(*) > 1"
    )
    if execute("SELECT count(*) FROM alike").fetchone()[0]:
        found = execute(
            f"SELECT any_value(station), min(file), min(row), max(file), max(row), count(*) FROM "  # noqa: S608
            f"(SELECT *, hash({row}) AS h FROM ledger WHERE {where}) WHERE h IN (SELECT h FROM alike) "
            f"GROUP BY {row} HAVING count(*) > 1 ORDER BY 2, 3 LIMIT {_SHOWN + 1}"
        ).fetchall()
        for station, first_file, first_row, file, last_row, _ in found:
            first, place = locate.row(first_file, first_row), locate.row(file, last_row)
            cell = locate.cell("station", station)._replace(file=place[0])
            findings.at("E_TASK_REPEATED", cell, where=place[1], first=" ".join(filter(None, first)))
    execute("DROP TABLE alike")


def _doubles(execute: Execute, where: str, locate: Locate) -> Double | None:
    """Count the ids that stand more than once for one month, station and person."""
    condition = f"{where} AND id IS NOT NULL"
    execute(
        f"CREATE TEMP TABLE alike AS SELECT h FROM (SELECT hash({_ID}) AS h FROM ledger WHERE {condition}) "  # noqa: S608
        "GROUP BY h HAVING count(*) > 1"
    )
    found = None
    if execute("SELECT count(*) FROM alike").fetchone()[0]:
        found = execute(
            f"SELECT count(*), sum(n), min(file), min(row) FROM (SELECT count(*) AS n, max(file) AS file, "  # noqa: S608
            f"max(row) AS row FROM (SELECT *, hash({_ID}) AS h FROM ledger WHERE {condition}) "
            f"WHERE h IN (SELECT h FROM alike) GROUP BY {_ID} HAVING count(*) > 1)"
        ).fetchone()
    execute("DROP TABLE alike")
    if found is None or not found[0]:
        return None
    return Double(int(found[0]), int(found[1]), *locate.row(found[2], found[3]))


def _dates(execute: Execute, where: str, locate: Locate, findings: Findings) -> Odd | None:
    """Count the rows that were done before they were opened; what is no day is refused."""
    words: dict[str, date | None] = {}
    for key in DAYS:
        found = execute(
            f"SELECT DISTINCT {key} FROM ledger WHERE {where} AND {key} IS NOT NULL "  # noqa: S608
            f"AND (NOT regexp_matches({key}, '{_ISO}$') OR try_cast({key} AS DATE) IS NULL)"
        ).fetchall()
        for (said,) in found:
            if trim(said) and not is_placeholder(said):
                words[said] = parse_day(said)
                if words[said] is None:
                    findings.at("E_DATE", locate.cell(key, said))
    known = {said: day for said, day in words.items() if day is not None}
    execute("CREATE TEMP TABLE days AS SELECT unnest($1::VARCHAR[]) AS said, unnest($2::DATE[]) AS day",
            [list(known), list(known.values())])  # fmt: skip
    day = "coalesce({0}.day, try_cast({1} AS DATE))"
    found = execute(
        f"SELECT count(*), min(file), min(row) FROM ledger LEFT JOIN days a ON opened = a.said "  # noqa: S608
        f"LEFT JOIN days b ON done = b.said WHERE {where} AND "
        f"{day.format('b', 'done')} < {day.format('a', 'opened')}"
    ).fetchone()
    execute("DROP TABLE days")
    return _odd(found, locate)


def _progress(execute: Execute, where: str, locate: Locate) -> Odd | None:
    """Count the rows whose progress is a number outside 0 to 100 %."""
    found = execute(
        f"SELECT DISTINCT progress FROM ledger WHERE {where} AND regexp_matches(progress, '[0-9]')"  # noqa: S608
    ).fetchall()
    outside = []
    for (words,) in found:
        number = number_in(words)
        if number is not None and not 0 <= number <= (1 if trim(words).endswith(("%", "％")) else 100):
            outside.append(words)
    if not outside:
        return None
    condition = f"{where} AND list_contains($1::VARCHAR[], progress)"
    counted = execute(
        f"SELECT count(*), min(file), min(row) FROM ledger WHERE {condition}",  # noqa: S608
        [outside],
    ).fetchone()
    return _odd(counted, locate)


def _odd(found: tuple[int, int | None, int | None], locate: Locate) -> Odd | None:
    rows, file, row = found
    return Odd(int(rows), *locate.row(file, row)) if rows and file is not None else None
