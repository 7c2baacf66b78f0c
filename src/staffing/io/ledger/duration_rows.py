"""Rows of a table of work -> items with a start and an end: what counts, and for which reason the rest does not."""

# ruff: noqa: S608 -- statements are made of our own names, and of the user's only through quoted() and identifier()

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from staffing.io.ledger.duration_files import Table, identifier, quoted
from staffing.io.ledger.engine import Execute
from staffing.io.ledger.working_hours import WorkingHours

STARTS: Final = ("start", "begin", "开始")
ENDS: Final = ("complete", "completed", "end", "finish", "完成", "结束", "办结")
_MOST_NAMES: Final = 20
_OFFSET: Final = "([+-][0-9]{2}(:?[0-9]{2})?|[zZ])$"
"""End of a time that names its zone; a date alone has nothing there."""


@dataclass(frozen=True)
class Choice:
    """What is asked of a table."""

    kind: str
    """``intervals`` or ``events``."""
    columns: dict[str, str]
    zone: str
    where: dict[str, str] = field(default_factory=dict)
    hours: WorkingHours | None = None
    """None: elapsed time."""
    split: bool = False


def one(execute: Execute, statement: str) -> Any:
    """Return the one value that a statement asks for."""
    return execute(statement).fetchone()[0]


# -- reading -------------------------------------------------------------------------------------------------


def raw_rows(table: Table, choice: Choice) -> str:
    """Return the rows of all files with the columns in question, times as instants."""
    times = ("start", "end") if choice.kind == "intervals" else ("timestamp",)
    selects = []
    for part in table.parts:
        places = {role: part.titles.index(title) for role, title in choice.columns.items()}
        fields = []
        for role in ("activity", "case", "resource", "unit", "transition"):
            column = f"nullif(trim(c{places[role]}::VARCHAR), '')" if role in places else "NULL::VARCHAR"
            fields.append(f"{column} AS {identifier(role)}")
        column = type_ = ""
        for name, role in zip("se", times, strict=False):
            column, type_ = f"c{places[role]}", part.types[places[role]]
            instant = _instant(column, type_)
            unread = f"CASE WHEN {instant} IS NULL THEN nullif(trim({column}::VARCHAR), '') END"
            fields += [f"{instant} AS {name}", f"{unread} AS {name}_words"]
        zoned = "true" if _is_time(type_) else f"regexp_matches(substr(trim({column}), 11), '{_OFFSET}')"
        fields.append(f"{zoned} AS zoned")
        chosen = [
            f"coalesce(trim(c{part.titles.index(title)}::VARCHAR), '') = {quoted(value)}"
            for title, value in choice.where.items()
        ]
        fields.append(f"({' AND '.join(chosen) or 'true'}) AS chosen")
        selects.append(f"SELECT {', '.join(fields)} FROM {part.relation}")
    return " UNION ALL ".join(selects)


def _is_time(type_: str) -> bool:
    return type_.startswith(("TIMESTAMP", "DATE"))


def _instant(column: str, type_: str) -> str:
    """Return a time as an instant; one that names no zone is taken in the zone of the connection."""
    if _is_time(type_):
        return f"CASE WHEN isfinite({column}) THEN {column}::TIMESTAMPTZ END"
    words = f"trim({column}::VARCHAR)"
    western = f"CASE WHEN {words} SIMILAR TO '.*[年月日].*' THEN {_western(words)} ELSE {words} END"
    time = f"try_cast({western} AS TIMESTAMPTZ)"
    return f"CASE WHEN isfinite({time}) THEN {time} END"


def _western(words: str) -> str:
    """Return a Chinese date and time with the marks of ISO."""
    for pattern, mark in (
        ("[年月]", "-"), ("日\\s*$", ""), ("日\\s*", " "), ("[时点]\\s*$", ":00"), ("[时点]\\s*", ":"),
        ("分\\s*$", ""), ("分\\s*", ":"), ("秒\\s*$", ""),
    ):  # fmt: skip
        words = f"regexp_replace({words}, '{pattern}', '{mark}', 'g')"
    return words


def without_zone(execute: Execute) -> int:
    """Return how many rows name no zone, where others do."""
    found = execute(
        "SELECT count(*) FILTER (zoned), count(*) FILTER (NOT zoned) FROM raw WHERE chosen AND s IS NOT NULL"
    ).fetchone()
    return int(found[1]) if found[0] else 0


def _reasons(execute: Execute, cases: Sequence[tuple[str, str]], relation: str = "raw") -> dict[str, int]:
    """Make ``judged``, each row with the first reason that it is left out for; return the rows of each reason."""
    told = " ".join(f"WHEN {condition} THEN '{reason}'" for reason, condition in cases)
    execute(f"CREATE TEMP VIEW judged AS SELECT *, CASE {told} END AS reason FROM {relation}")
    found = execute("SELECT reason, count(*) FROM judged WHERE reason IS NOT NULL GROUP BY 1 ORDER BY 1")
    counts = {reason: int(count) for reason, count in found.fetchall()}
    return {reason: counts.get(reason, 0) for reason, _ in cases}


def _named(execute: Execute, reason: str, column: str) -> dict[str, int]:
    """Return the rows of a reason by what stands in a column, the most frequent ones."""
    found = execute(
        f"SELECT {column}, count(*) FROM judged WHERE reason = '{reason}' "
        f"GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {_MOST_NAMES}"
    )
    return {name: int(count) for name, count in found.fetchall()}


# -- items ---------------------------------------------------------------------------------------------------

Found = tuple[dict[str, int], dict[str, dict[str, int]], int]
"""Rows left out by reason, of some by what stands there, and the rows of one item."""


def of_intervals(execute: Execute, choice: Choice) -> Found:
    """Make ``items`` of a table with start and end."""
    cases = [
        ("not_chosen", "NOT chosen"),
        ("no_activity", "activity IS NULL"),
        ("no_start", "s IS NULL AND s_words IS NULL"),
        ("no_end", "e IS NULL AND e_words IS NULL"),
        ("unread", "s IS NULL OR e IS NULL"),
        ("before", "e < s"),
    ]
    if choice.split:
        cases.append(("no_resource", "resource IS NULL"))
    left = _reasons(execute, cases)
    unread = _named(execute, "unread", "CASE WHEN s IS NULL THEN s_words ELSE e_words END")
    key = 'activity, unit, "case", resource, s, e'
    kept = "SELECT * FROM judged WHERE reason IS NULL"
    if "case" in choice.columns:
        # The same thing of the same case at the same time twice; without a case it may well be two.
        execute(f"CREATE TEMP TABLE items AS SELECT {key}, count(*) AS times FROM ({kept}) GROUP BY ALL")
        left["double"] = int(one(execute, "SELECT coalesce(sum(times - 1), 0) FROM items"))
    else:
        execute(f"CREATE TEMP TABLE items AS SELECT {key} FROM ({kept})")
    return left, {"unread": unread}, 1


def of_events(execute: Execute, choice: Choice) -> Found:
    """Make ``items`` of an event log: the oldest open start of case, activity and resource meets the next end."""
    kind = f"""CASE WHEN lower(transition) IN ({", ".join(map(quoted, STARTS))}) THEN 1
                    WHEN lower(transition) IN ({", ".join(map(quoted, ENDS))}) THEN -1 END"""
    cases = [
        ("not_chosen", "NOT chosen"),
        ("no_activity", "activity IS NULL"),
        ("no_case", '"case" IS NULL'),
        ("no_time", "s IS NULL AND s_words IS NULL"),
        ("unread", "s IS NULL"),
        ("other_event", "kind IS NULL"),
        ("no_start_known", "activity NOT IN (SELECT activity FROM begun)"),
    ]
    if "resource" in choice.columns:
        cases.append(("no_resource", "resource IS NULL"))
    execute(f"CREATE TEMP VIEW events AS SELECT *, {kind} AS kind FROM raw")
    begun = "SELECT DISTINCT activity FROM events WHERE chosen AND kind = 1 AND activity IS NOT NULL"
    execute(f"CREATE TEMP TABLE begun AS {begun}")
    left = _reasons(execute, cases, "events")
    names = {
        "unread": _named(execute, "unread", "s_words"),
        "other_event": _named(execute, "other_event", "coalesce(transition, '')"),
        "no_start_known": _named(execute, "no_start_known", "activity"),
    }
    key = 'unit, "case", activity, resource'
    execute(
        f"""CREATE TEMP TABLE single AS SELECT {key}, s AS t, kind, count(*) AS times
            FROM judged WHERE reason IS NULL GROUP BY ALL"""
    )
    left["double"] = int(one(execute, "SELECT coalesce(sum(times - 1), 0) FROM single"))
    execute(_PAIRED.format(key=key))
    counts = "SELECT kind, count(*) FROM paired WHERE fellow IS NULL GROUP BY kind"
    lone = {kind: int(count) for kind, count in execute(counts).fetchall()}
    left |= {"lone_start": lone.get(1, 0), "lone_end": lone.get(-1, 0)}
    execute(
        f"""CREATE TEMP TABLE items AS SELECT {key}, t AS s, fellow AS e FROM paired
            WHERE kind = 1 AND fellow IS NOT NULL"""
    )
    execute("DROP TABLE single")
    execute("DROP TABLE paired")
    return left, names, 2


_PAIRED: Final = """
    CREATE TEMP TABLE paired AS
    WITH open AS (
        -- Starts less ends so far; its least value below 0 counts the ends that found nothing open.
        SELECT *, sum(kind) OVER (PARTITION BY {key} ORDER BY t, kind DESC ROWS UNBOUNDED PRECEDING) AS balance
        FROM single
    ), lowest AS (
        SELECT *, least(0, min(balance) OVER (PARTITION BY {key} ORDER BY t, kind DESC ROWS UNBOUNDED PRECEDING))
                  AS debt
        FROM open
    ), judged_ends AS (
        SELECT *, kind = -1
               AND debt < coalesce(lag(debt) OVER (PARTITION BY {key} ORDER BY t, kind DESC), 0) AS lone
        FROM lowest
    ), numbered AS (
        SELECT *, row_number() OVER (PARTITION BY {key}, kind, lone ORDER BY t) AS place FROM judged_ends
    )
    SELECT {key}, t, kind, CASE
        WHEN lone THEN NULL
        WHEN kind = 1 THEN max(t) FILTER (WHERE kind = -1) OVER (PARTITION BY {key}, lone, place)
        ELSE max(t) FILTER (WHERE kind = 1) OVER (PARTITION BY {key}, lone, place)
    END AS fellow
    FROM numbered
"""
