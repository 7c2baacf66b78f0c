"""Ticket numbers that count once, persons that count for so many tickets: questions to the table of tickets."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from staffing.io.foreign.tallied import Count, Question, Top
from staffing.io.values.placeholders import is_placeholder

_MANGLED: Final = "^[0-9]([.][0-9]+)?[eE][+]?[0-9]+$"
"""A long number that a spreadsheet has rounded: many tickets then bear the same."""
_NOBODY: Final = frozenset(("匿名", "保密", "未知"))
"""What stands instead of a person or number, beside the placeholders of every table."""


def count_once(
    execute: Callable[..., Any],
    counts: dict[str | None, Count],
    stations: dict[str, str | None],
    inside: dict[str, date | None],
    question: Question,
) -> tuple[dict[str | None, Count], dict[str, dict[str, int]]]:
    """Count each ticket number once a station, at its first day, and each person for at most so many tickets."""
    known = {words: station for words, station in stations.items() if station}
    order = {day: place for place, day in enumerate(sorted({day or date.min for day in inside.values()}))}
    execute(
        """
        CREATE TEMP TABLE persons AS
        WITH known AS (
            SELECT unnest($1::VARCHAR[]) AS station, unnest($2::VARCHAR[]) AS id
        ), days AS (
            SELECT unnest($3::VARCHAR[]) AS day, unnest($6::INTEGER[]) AS place, unnest($7::VARCHAR[]) AS part
        ), inside AS (
            SELECT id AS station, part, place,
                   CASE WHEN NOT list_contains($5::VARCHAR[], number) THEN number END AS number,
                   CASE WHEN NOT list_contains($5::VARCHAR[], person) THEN person END AS person
            FROM tickets JOIN known USING (station) JOIN days USING (day)
        ), single AS (
            SELECT station, arg_min(part, place) AS part, min(person) AS person
            FROM inside WHERE number IS NOT NULL GROUP BY station, number
            UNION ALL
            SELECT station, part, person FROM inside WHERE number IS NULL
        )
        SELECT station, part, person, count(*) AS tickets,
               CASE WHEN person IS NULL THEN count(*) ELSE least(count(*), $4) END AS counted
        FROM single GROUP BY station, part, person
        """,
        [
            list(known),
            list(known.values()),
            list(inside),
            2**62 if question.most is None else question.most,
            _absent(execute),
            [order[day or date.min] for day in inside.values()],
            [question.part(day) for day in inside.values()],
        ],
    )
    found = execute("SELECT station, part, sum(tickets), sum(counted) FROM persons GROUP BY ALL").fetchall()
    parts: dict[str, dict[str, int]] = {part.label: {} for part in question.parts}
    sums: dict[str, list[int]] = {}
    for station, part, tickets, counted in found:
        own = sums.setdefault(station, [0, 0])
        own[0] += int(tickets)
        own[1] += int(counted)
        if part:
            parts[part][station] = int(counted)
    exact = dict(counts)
    for station, (tickets, counted) in sums.items():
        rows, outside, *_ = counts[station]
        exact[station] = Count(rows, outside, rows - outside - tickets, tickets - counted)
    return exact, parts


def greatest(execute: Callable[..., Any]) -> dict[str, Top]:
    """Return of each station how many tickets the person with the most has, never who it is."""
    found = execute(
        """
        SELECT station, max(tickets), sum(tickets)
        FROM (SELECT station, person, sum(tickets) AS tickets FROM persons WHERE person IS NOT NULL GROUP BY ALL)
        GROUP BY station
        """
    ).fetchall()
    return {station: Top(int(most), int(of)) for station, most, of in found}


def _absent(execute: Callable[..., Any]) -> list[str]:
    """Return the words in the file that stand for no number and no person; none of them holds a digit."""
    sql = """
        SELECT number FROM tickets WHERE NOT regexp_matches(number, '[0-9]')
        UNION
        SELECT person FROM tickets WHERE NOT regexp_matches(person, '[0-9]')
    """
    return [words for (words,) in execute(sql).fetchall() if words in _NOBODY or is_placeholder(words)]


def mangled(execute: Callable[..., Any]) -> tuple[str, str] | None:
    """Return a number that a spreadsheet has spoilt, if there is one."""
    sql = """
        SELECT min(number) FILTER (regexp_matches(number, $1)), min(person) FILTER (regexp_matches(person, $1))
        FROM tickets
    """
    found = zip(("number", "column"), execute(sql, [_MANGLED]).fetchone(), strict=True)
    return next(((key, words) for key, words in found if words is not None), None)
