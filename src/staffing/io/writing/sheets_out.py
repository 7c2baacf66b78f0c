"""A scenario as the rows of its sheets: what the export writes. Pure; the opposite of reading."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from staffing.io import layout
from staffing.io.cells import Cell, Null, Tree, Value
from staffing.io.characters import narrow, trim
from staffing.io.layout import NO_LIMIT, Sheet
from staffing.io.scenario.names import NOT_COUNTED
from staffing.io.writing.rules_out import Row, limit, rule_rows, trimmed
from staffing.io.writing.standards_out import standard_rows
from staffing.models.base import DEFAULT_GOALS, fraction_text
from staffing.models.judgement import Judgement
from staffing.models.person import Person
from staffing.models.scenario import Scenario

_LIMITS: Final = ("max", *(setting.key for setting in layout.SETTINGS if setting.kind == "maximum"))
"""Last steps of the paths whose value may be that there is no limit."""


def sheet_rows(scenario: Scenario) -> dict[str, list[Row]]:
    """Return the rows of every sheet needed, by sheet key; a column that says nothing is absent."""
    sheets = {
        layout.STATIONS.key: trimmed(_stations(scenario), ("minimum",)),
        layout.DRIVERS.key: trimmed(_values(scenario)),
        layout.WEIGHTS.key: trimmed(_weights(scenario)),
        layout.CLASSES.key: trimmed(
            [{"name": one.name, "posts": one.posts, "share": one.share} for one in scenario.classes]
        ),
        layout.CATEGORIES.key: trimmed(_categories(scenario)),
        layout.POSTS.key: _posts(scenario),
        **standard_rows(scenario),
        **rule_rows(scenario),
        layout.SETTINGS_SHEET.key: _settings(scenario),
    }
    return {key: rows for key, rows in sheets.items() if rows}


def variant_rows(variants: Tree) -> tuple[dict[str, list[Row]], dict[str, str]]:
    """Return the rows of 方案 by variant; and, for those with a list, which no sheet holds, that list's key."""
    rows: dict[str, list[Row]] = {}
    lists: dict[str, str] = {}
    for name, change in variants.items() if isinstance(variants, dict) else ():
        for key, value in _flat(change, ""):
            if key == "objective" and isinstance(value, list):
                words = ", ".join(item.written for item in value if isinstance(item, Cell))
                rows.setdefault(name, []).append({"name": name, "key": key, "value": words})
            elif isinstance(value, Cell):
                rows.setdefault(name, []).append(
                    {"name": name, "key": key, "value": _changed(key, value.value)}
                )
            else:
                lists[name] = key
    return {name: held for name, held in rows.items() if name not in lists}, lists


def _changed(key: str, value: Value) -> Value:
    """Return a variant's value as a sheet holds it: there ``null`` is a blank, but for a maximum."""
    if value is not Null.NULL:
        return value
    return NO_LIMIT[0] if key.rpartition(".")[2] in _LIMITS else None


def people_rows(people: Iterable[Person]) -> list[Row]:
    """Return the rows of 人员; identity numbers are not kept, so there are none."""
    return trimmed(
        [
            {"id": person.id, "name": person.name, "station": person.station, "score": person.score}
            for person in people
        ]
    )


def judgement_rows(judgements: Iterable[Judgement]) -> list[Row]:
    """Return the rows of 判断矩阵, fractions as they are written."""
    return trimmed(
        [
            {
                "first": one.first,
                "second": one.second,
                "value": fraction_text(one.value),
                "expert": one.expert,
            }
            for one in judgements
        ]
    )


def alias_rows(aliases: Mapping[str, Cell]) -> list[Row]:
    """Return the rows of 别名."""
    return [
        {"name": alias, "station": NOT_COUNTED if cell.blank else narrow(trim(cell.written))}
        for alias, cell in aliases.items()
    ]


def _flat(tree: Tree, path: str) -> Iterable[tuple[str, Tree]]:
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from _flat(value, f"{path}.{key}" if path else key)
    else:
        yield path, tree


def _stations(scenario: Scenario) -> list[Row]:
    weighed = any(station.deviation_weight != 1 for station in scenario.stations)
    return [
        {
            "id": station.id,
            "name": station.name,
            "parent": station.parent,
            "minimum": station.minimum,
            "maximum": limit(station.maximum),
            "in_post": station.in_post,
            "class": station.class_,
            "deviation_weight": station.deviation_weight if weighed else None,
        }
        for station in scenario.stations
    ]


def _values(scenario: Scenario) -> list[Row]:
    held: dict[str, list[tuple[str | None, dict[str, Decimal]]]] = {
        driver.name: [*driver.series.items()] or [(driver.period, driver.values)]
        for driver in scenario.drivers
    }
    return [
        {"station": station.id, "driver": driver.name, "value": counts[station.id], "period": period}
        for station in scenario.stations
        for driver in scenario.drivers
        for period, counts in held[driver.name]
        if station.id in counts
    ]


def _weights(scenario: Scenario) -> list[Row]:
    """Return the rows of 权重: those for all classes without their own, then those of each class."""
    own = {
        one.name
        for one in scenario.classes
        for driver in scenario.drivers
        if one.name in driver.class_weights
    }
    shown: set[str] = set()
    rows: list[Row] = []
    for one in (None, *(c.name for c in scenario.classes if c.name in own)):
        for driver in scenario.drivers:
            weight = driver.weight or None if one is None and own else driver.weight
            if one is not None:
                weight = driver.class_weights.get(one)
            if weight is not None:
                total = None if driver.name in shown else driver.printed_total
                shown.add(driver.name)
                rows.append({"driver": driver.name, "weight": weight, "class": one, "printed_total": total})
    return rows


def _categories(scenario: Scenario) -> list[Row]:
    costly = any(category.transfer_cost for category in scenario.categories)
    return [
        {
            "id": category.id,
            "name": category.name,
            "kind": category.kind,
            "cap": category.cap,
            "movable": category.movable,
            "capacity": category.capacity,
            "total": category.total,
            "transfer_cost": category.transfer_cost if costly else None,
        }
        for category in scenario.categories
    ]


def _posts(scenario: Scenario) -> list[Row]:
    totals = dict.fromkeys((station.id for station in scenario.stations), 0)
    for post in scenario.posts:
        totals[post.station] += post.in_post
    counted = all(station.in_post == totals[station.id] for station in scenario.stations)
    rows: list[Row] = [
        {
            "station": post.station,
            "category": post.category,
            "in_post": post.in_post if counted else None,
            "minimum": post.minimum,
            "maximum": limit(post.maximum),
            "allowed": post.allowed,
        }
        for post in scenario.posts
    ]
    return trimmed(rows)


def _settings(scenario: Scenario) -> list[Row]:
    rows: list[Row] = []
    for setting in layout.SETTINGS:
        value: Any = scenario
        for name in setting.key.replace("periods.", "window.").split("."):
            value = None if value is None else getattr(value, name)
        if setting.kind == "options":
            value = None if value == DEFAULT_GOALS else ", ".join(value)
        if setting.key == "class_split" and not scenario.classes:
            continue
        if value is not None and not (setting.key == "illustrative" and not value):
            rows.append({"key": setting.key, "value": value})
    return rows


def columns_of(sheet: Sheet, rows: list[Row]) -> list[layout.Column]:
    """Return the columns of a sheet that these rows fill."""
    filled = {key for row in rows for key in row}
    return [column for column in sheet.columns if column.key in filled]


def plain_value(value: Value, words: tuple[str, str]) -> str | float | int | None:
    """Return a value as a spreadsheet holds it; ``words`` are the language's yes and no."""
    if isinstance(value, bool):
        return words[0] if value else words[1]
    if isinstance(value, Decimal):
        return float(value)
    if value is None or isinstance(value, int | float):
        return value
    return str(value)
