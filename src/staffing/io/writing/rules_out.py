"""The rules of a scenario as rows: groups, fixed numbers, years, departures. The opposite of reading them."""

from collections.abc import Sequence
from typing import Final

from staffing.io import layout
from staffing.io.cells import Value
from staffing.io.layout import NO_LIMIT
from staffing.models.establishment import Group
from staffing.models.scenario import Scenario

Row = dict[str, Value]

_MEMBERS: Final = 25
"""Members of a group in one row: 25 ids of 32 characters stay below a cell's limit."""


def limit(number: int | None) -> Value:
    """Return a maximum as a cell holds it."""
    return NO_LIMIT[0] if number is None else number


def trimmed(rows: list[Row], kept: Sequence[str] = ()) -> list[Row]:
    """Drop the columns in which no row says anything."""
    said = {key for row in rows for key, value in row.items() if value is not None and value != NO_LIMIT[0]}
    said.update(kept)
    return [{key: value for key, value in row.items() if key in said} for row in rows]


def rule_rows(scenario: Scenario) -> dict[str, list[Row]]:
    """Return the rows of these sheets, by sheet key."""
    return {
        layout.GROUPS.key: trimmed(
            [row for group in scenario.groups for row in _group_rows(group)], ("min", "max")
        ),
        layout.FIX.key: trimmed(
            [{"station": fix.station, "category": fix.category, "posts": fix.posts} for fix in scenario.fix]
        ),
        layout.YEARS.key: trimmed(_year_rows(scenario)),
        layout.DEPARTURES.key: trimmed(
            [
                {
                    "year": leaving.year,
                    "station": leaving.station,
                    "category": leaving.category,
                    "count": leaving.count,
                }
                for leaving in scenario.departures
            ]
        ),
    }


def _group_rows(group: Group) -> list[Row]:
    """Return a group's own row, those with more members, and one for each category that it bounds."""
    first, *more = [
        group.members[start : start + _MEMBERS] for start in range(0, len(group.members), _MEMBERS)
    ] or [()]
    own = {"min": group.minimum, "max": limit(group.maximum)}
    rows: list[Row] = [{"id": group.id, "parent": group.parent, "members": ", ".join(first) or None, **own}]
    rows += [{"id": group.id, "members": ", ".join(part)} for part in more]
    rows += [
        {"id": group.id, "category": bound.category, "min": bound.minimum, "max": limit(bound.maximum)}
        for bound in group.categories
    ]
    return rows


def _year_rows(scenario: Scenario) -> list[Row]:
    """Return a row for each year, and one for each category whose cap it sets."""
    rows: list[Row] = []
    for year in scenario.years:
        caps = dict(year.caps)
        rows.append(
            {
                "year": year.year,
                "max_transfers": year.max_transfers,
                "max_joins": year.max_joins,
                "cap": caps.pop("", None),
            }
        )
        rows += [{"year": year.year, "category": category, "cap": cap} for category, cap in caps.items()]
    return rows
