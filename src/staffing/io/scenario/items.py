"""Items of lists changed one by one: ``categories.contract.cap``, ``classes.执法类.weights.案件``.

A list of a scenario is only ever replaced as a whole. So the list is written out as the scenario has it, with the
places where its figures stood, and the items that are named are changed in it.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, Final

from staffing.errors import Issue
from staffing.io.cells import Cell, Tree
from staffing.io.files.tree import merge
from staffing.io.files.yaml_file import json_tree
from staffing.io.findings import Findings
from staffing.io.values.words import nearest
from staffing.models.establishment import CategoryBound, Group
from staffing.models.scenario import Scenario

Fields = dict[str, Any]
Place = Callable[[str], tuple[str, str] | None]
"""Returns file and place of a part of the scenario, by its dotted name."""
_LIMITS: Final = {"min": "minimum", "max": "maximum"}


def with_items(
    change: Mapping[str, Tree], scenario: Scenario, place: Place, findings: Findings
) -> dict[str, Tree]:
    """Return a change in which items that are named by id stand in their whole lists.

    With the cap of a category changes the headcount, which is the sum of the caps.
    """
    whole = dict(change)
    for key, rows in _ROWS.items():
        named = change.get(key)
        if isinstance(named, dict):
            whole[key] = _changed(key, named, dict(rows(scenario)), place, findings)
    categories = whole.get("categories")
    if isinstance(change.get("categories"), dict) and isinstance(categories, list) and "cap" not in change:
        caps = [row.get("cap") for row in categories if isinstance(row, dict)]
        if all(isinstance(cap, Cell) and isinstance(cap.value, int) for cap in caps):
            total = sum(cap.value for cap in caps if isinstance(cap, Cell) and isinstance(cap.value, int))
            whole["cap"] = Cell(total, "cap", "", "", "typed")  # nobody has to write it
    return whole


def _changed(
    key: str, named: dict[str, Tree], rows: Mapping[str, Fields], place: Place, findings: Findings
) -> list[Tree]:
    items = {
        name: _placed(key, name, json_tree(row, "", f"{key}.{name}"), place) for name, row in rows.items()
    }
    for name, fields in _by_id(key, named):
        if name not in items or not isinstance(fields, dict):
            values = {"name": key, "got": name, "nearest": partial(nearest, name, list(items))}
            findings.add(Issue("E_UNKNOWN_KEY", "", f"{key}.{name}", values))
            continue
        items[name] = merge(items[name], fields)
    return list(items.values())


def _by_id(key: str, named: dict[str, Tree]) -> Iterator[tuple[str, Tree]]:
    """Yield the changed fields of each item; those of 在岗 are named by station and category."""
    for name, fields in named.items():
        if key == "posts" and isinstance(fields, dict):
            yield from ((f"{name}.{category}", inner) for category, inner in fields.items())
        else:
            yield name, fields


def _placed(key: str, name: str, tree: Tree, place: Place) -> dict[str, Tree]:
    """Return the fields of an item with the places where they stood."""
    part = f"posts.{'.'.join(reversed(name.split('.')))}" if key == "posts" else f"{key}.{name}"
    fields = tree if isinstance(tree, dict) else {}
    placed: dict[str, Tree] = {}
    for field, value in fields.items():
        placed[field] = _at(value, f"{part}.{_LIMITS.get(field, field)}", place)
    return placed


def _at(value: Tree, part: str, place: Place) -> Tree:
    if isinstance(value, dict):
        return {name: _at(inner, f"{part}.{name}", place) for name, inner in value.items()}
    found = place(part) if isinstance(value, Cell) else None
    return value._replace(file=found[0], where=found[1]) if isinstance(value, Cell) and found else value


def _categories(scenario: Scenario) -> Iterator[tuple[str, Fields]]:
    for category in scenario.categories:
        yield category.id, _given(category.model_dump())


def _classes(scenario: Scenario) -> Iterator[tuple[str, Fields]]:
    for one in scenario.classes:
        own = {
            driver.name: driver.class_weights[one.name]
            for driver in scenario.drivers
            if one.name in driver.class_weights
        }
        yield one.name, _given({**one.model_dump(), "weights": own or None})


def _posts(scenario: Scenario) -> Iterator[tuple[str, Fields]]:
    for post in scenario.posts:
        yield f"{post.station}.{post.category}", _given(post.model_dump())


def _groups(scenario: Scenario) -> Iterator[tuple[str, Fields]]:
    for group in scenario.groups:
        inner = {bound.category: _bounds(bound) for bound in group.categories}
        own = {"id": group.id, "parent": group.parent, "members": list(group.members) or None}
        yield group.id, _given({**own, **_bounds(group), "categories": inner or None})


def _bounds(bound: Group | CategoryBound) -> Fields:
    return _given({"min": bound.minimum, "max": bound.maximum})


def _given(fields: Fields) -> Fields:
    return {name: value for name, value in fields.items() if value is not None}


_ROWS: Final[Mapping[str, Callable[[Scenario], Iterator[tuple[str, Fields]]]]] = {
    "categories": _categories,
    "classes": _classes,
    "groups": _groups,
    "posts": _posts,
}
"""The lists whose items have an id, as ``scenario.yaml`` writes them."""
