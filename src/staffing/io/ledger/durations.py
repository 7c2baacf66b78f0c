"""Durations of work items from a table of any size: what counts, what does not, and the figures they rest on.

Every row either belongs to an item that counts, or is left out for one reason, the first that holds. Times are
instants in microseconds; nothing is rounded but the split of overlapping time, to a picosecond.
"""

# ruff: noqa: S608 -- statements are made of our own names, and of the user's only through quoted() and identifier()

from collections.abc import Sequence
from typing import Final, NamedTuple

from staffing.io.findings import Findings
from staffing.io.ledger.duration_files import Table, quoted
from staffing.io.ledger.duration_rows import Choice, of_events, of_intervals, one, raw_rows, without_zone
from staffing.io.ledger.engine import Execute
from staffing.io.ledger.working_hours import sql
from staffing.quantify.durations import Spread, middle, ranks, spread

FINE: Final = 10**6
"""Parts of a microsecond in which shares of overlapping time are counted."""
MOST_ACTIVITIES: Final = 2_000


class Group(NamedTuple):
    """Durations of one activity, of all units or one."""

    activity: str
    unit: str | None
    cases: int
    total: int
    """Microseconds of all items."""
    plain: Spread
    """In microseconds."""
    split: Spread | None


class Durations(NamedTuple):
    """What a table says."""

    rows: int
    items: int
    left_out: dict[str, int]
    """Rows by reason."""
    names: dict[str, dict[str, int]]
    """Rows by what stands there, of some reasons."""
    days: tuple[str, str] | None
    """First and last day on which anything that counts happened."""
    without_clock: int
    """Items whose start and end name no time of day."""
    zones: int
    """Rows whose times name no zone, in a table where others do."""
    overlapping: int | None
    groups: tuple[Group, ...]
    by_unit: tuple[Group, ...]


def measure(table: Table, choice: Choice, findings: Findings) -> Durations:
    """Return the durations of all items by activity.

    Raises
    ------
    InputError
        There are too many activities for a catalogue.
    """
    rows = table.rows()
    execute = table.execute
    execute(f"CREATE TEMP TABLE raw AS {raw_rows(table, choice)}")
    left, names, each = (of_intervals if choice.kind == "intervals" else of_events)(execute, choice)
    zones = without_zone(execute)
    execute("DROP TABLE raw")
    left_later = _measured(execute, choice)
    for reason, count in left_later.items():
        left[reason] = left.get(reason, 0) + count * each
    activities = int(one(execute, "SELECT count(DISTINCT activity) FROM items"))
    if activities > MOST_ACTIVITIES:
        findings.refuse("E_MEASURED.activities", table.parts[0].file, count=activities, most=MOST_ACTIVITIES)
    items = int(one(execute, "SELECT count(*) FROM items"))
    zone = quoted(choice.zone)
    days = execute(
        f"SELECT min(timezone({zone}, s))::DATE::VARCHAR, max(timezone({zone}, e))::DATE::VARCHAR FROM items"
    ).fetchone()
    clockless = " AND ".join(
        f"timezone({zone}, {t}) = date_trunc('day', timezone({zone}, {t}))" for t in "se"
    )
    return Durations(
        rows,
        items,
        {reason: count for reason, count in left.items() if count},
        {reason: counts for reason, counts in names.items() if counts},
        (days[0], days[1]) if days[0] is not None else None,
        int(one(execute, f"SELECT count(*) FROM items WHERE {clockless}")),
        zones,
        _overlapping(execute) if "resource" in choice.columns else None,
        _groups(execute, ("activity",), choice),
        _groups(execute, ("activity", "unit"), choice) if "unit" in choice.columns else (),
    )


# -- durations -----------------------------------------------------------------------------------------------


def _measured(execute: Execute, choice: Choice) -> dict[str, int]:
    """Give ``items`` their durations; return the items that last no time, by reason."""
    zero = int(one(execute, "SELECT count(*) FROM items WHERE s = e"))
    working = choice.hours is not None
    zone = quoted(choice.zone)
    # Where the clock is set back, working time may seem to run backwards: there is none then.
    clock = [sql(t, choice.hours, zone) if choice.hours is not None else f"epoch_us({t})" for t in "se"]
    execute(
        f"""CREATE OR REPLACE TEMP TABLE items AS
            SELECT *, greatest(cs_e - cs_s, 0) AS plain FROM (
                SELECT unit, "case", activity, resource, s, e, {clock[0]} AS cs_s, {clock[1]} AS cs_e FROM items)"""
    )
    outside = int(one(execute, "SELECT count(*) FROM items WHERE plain = 0")) - zero if working else 0
    execute("DELETE FROM items WHERE plain = 0")
    if choice.split:
        _split(execute)
    return {"zero": zero, "outside": outside}


def _split(execute: Execute) -> None:
    """Add to ``items`` the time that is left of each when a resource's time is shared by what it has open."""
    execute(
        f"""CREATE TEMP TABLE shared AS
            WITH turns AS (
                SELECT unit, resource, t, sum(d) AS d FROM (
                    SELECT unit, resource, cs_s AS t, 1 AS d FROM items
                    UNION ALL SELECT unit, resource, cs_e, -1 FROM items)
                GROUP BY ALL
            ), open AS (
                SELECT unit, resource, t, sum(d) OVER turn AS k, lead(t) OVER turn - t AS length FROM turns
                WINDOW turn AS (PARTITION BY unit, resource ORDER BY t)
            )
            SELECT unit, resource, t, coalesce(sum(CASE WHEN k > 0 THEN (length::HUGEINT * {FINE}) // k ELSE 0 END)
                OVER (PARTITION BY unit, resource ORDER BY t ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)
                AS so_far
            FROM open"""
    )
    execute(
        """CREATE OR REPLACE TEMP TABLE items AS
           SELECT i.*, last.so_far - first.so_far AS split FROM items AS i
           JOIN shared AS first ON first.resource = i.resource AND first.unit IS NOT DISTINCT FROM i.unit
                AND first.t = i.cs_s
           JOIN shared AS last ON last.resource = i.resource AND last.unit IS NOT DISTINCT FROM i.unit
                AND last.t = i.cs_e"""
    )


def _overlapping(execute: Execute) -> int:
    """Return how many items begin while an earlier one of the same resource is open."""
    return int(
        one(
            execute,
            """SELECT count(*) FROM (
                SELECT s, max(e) OVER (PARTITION BY unit, resource ORDER BY s, e
                    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS busy
                FROM items WHERE resource IS NOT NULL) WHERE s < busy""",
        )
    )


# -- figures -------------------------------------------------------------------------------------------------


def _groups(execute: Execute, keys: Sequence[str], choice: Choice) -> tuple[Group, ...]:
    """Return the figures of every group of items that has a duration, in the order of its names."""
    by = ", ".join(keys)
    some = " AND ".join(f"{key} IS NOT NULL" for key in keys)
    sizes = execute(
        f"""SELECT {by}, count(*), count(DISTINCT (unit, "case")), sum(plain) FROM items WHERE {some}
            GROUP BY {by} ORDER BY {by}"""
    ).fetchall()
    wanted = {row[: len(keys)]: int(row[len(keys)]) for row in sizes}
    plain = _spreads(execute, keys, wanted, "plain")
    split = _spreads(execute, keys, wanted, "split") if choice.split else {}
    groups = []
    for row in sizes:
        key = row[: len(keys)]
        unit = key[1] if len(keys) > 1 else None
        groups.append(Group(key[0], unit, int(row[-2]), int(row[-1]), plain[key], split.get(key)))
    return tuple(groups)


def _spreads(
    execute: Execute, keys: Sequence[str], wanted: dict[tuple[str, ...], int], column: str
) -> dict[tuple[str, ...], Spread]:
    """Return the figures of each group: DuckDB orders, and hands over the few values that count."""
    if not wanted:
        return {}
    by = ", ".join(keys)
    names = [[key[place] for key in wanted] for place in range(len(keys))]
    trimmed = [middle(size) for size in wanted.values()]
    needed = [list(ranks(size)) for size in wanted.values()]
    listed = ", ".join(f"unnest(${place + 1}::VARCHAR[]) AS {key}" for place, key in enumerate(keys))
    more = len(keys)
    execute(
        f"""CREATE OR REPLACE TEMP TABLE wanted AS SELECT {listed}, unnest(${more + 1}::BIGINT[]) AS first,
            unnest(${more + 2}::BIGINT[]) AS last, unnest(${more + 3}::BIGINT[][]) AS needed""",
        [*names, [first for first, _ in trimmed], [last for _, last in trimmed], needed],
    )
    found = execute(
        f"""SELECT {by}, sum({column}) FILTER (place BETWEEN first AND last),
                   list(place) FILTER (list_contains(needed, place)),
                   list({column}) FILTER (list_contains(needed, place))
            FROM (SELECT {by}, {column},
                         row_number() OVER (PARTITION BY {by} ORDER BY {column}) AS place FROM items)
            JOIN wanted USING ({by}) GROUP BY {by}"""
    ).fetchall()
    scale = FINE if column == "split" else 1
    spreads = {}
    for row in found:
        key = row[: len(keys)]
        at = dict(zip(row[-2], map(int, row[-1]), strict=True))
        spreads[key] = _scaled(spread(wanted[key], at, int(row[-3])), scale)
    return spreads


def _scaled(found: Spread, scale: int) -> Spread:
    """Return figures in microseconds."""
    return found._replace(
        median=found.median / scale,
        first_quartile=found.first_quartile / scale,
        third_quartile=found.third_quartile / scale,
        trimmed_mean=found.trimmed_mean / scale,
        low=None if found.low is None else found.low / scale,
        high=None if found.high is None else found.high / scale,
    )
