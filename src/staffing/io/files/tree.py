"""Walk a YAML or JSON tree: each step says what it expects and records a fault where it finds otherwise."""

from collections.abc import Iterable
from typing import Any, Final

from staffing.errors import Issue
from staffing.io.cells import Cell, Null, Table, Tree, shown
from staffing.io.findings import Findings
from staffing.io.layout import SHEET_TABLE
from staffing.io.values.words import nearest

LISTS: Final = {column.key for sheet in SHEET_TABLE for column in sheet.columns if column.kind == "ids"}
"""Keys that hold several ids: in YAML and JSON a list."""


def mapping(tree: Tree | None, path: str, file: str, findings: Findings) -> dict[str, Tree]:
    """Return a mapping; an empty one for nothing, or for something else, which is a fault."""
    if isinstance(tree, dict):
        return tree
    if tree is not None and not (isinstance(tree, Cell) and tree.value is Null.NULL):
        findings.add(_wrong_type("E_TYPE.mapping", tree, path, file))
    return {}


def sequence(tree: Tree | None, path: str, file: str, findings: Findings) -> list[Tree]:
    """Return a list; an empty one for nothing, or for something else, which is a fault."""
    if isinstance(tree, list):
        return tree
    if tree is not None and not (isinstance(tree, Cell) and tree.value is Null.NULL):
        findings.add(_wrong_type("E_TYPE.list", tree, path, file))
    return []


def leaf(tree: Tree | None, path: str, file: str, findings: Findings) -> Cell | None:
    """Return a single value; None for nothing, or for something else, which is a fault."""
    if tree is None or isinstance(tree, Cell):
        return tree
    findings.add(_wrong_type("E_TYPE.value", tree, path, file))
    return None


def leaves(tree: Tree | None, path: str, file: str, findings: Findings) -> dict[str, Cell]:
    """Return a mapping whose values are all single values."""
    found = {}
    for key, value in mapping(tree, path, file, findings).items():
        cell = leaf(value, f"{path}.{key}", file, findings)
        if cell is not None:
            found[key] = cell
    return found


def _wrong_type(key: str, tree: Tree, path: str, file: str) -> Issue:
    values: dict[str, Any] = {"name": path.rpartition(".")[2]}
    if isinstance(tree, Cell):
        return Issue(key, tree.file, tree.where, {**values, "got": tree.shown})
    return Issue(key, file, path, {**values, "got": "{…}" if isinstance(tree, dict) else "[…]"})


def known_keys(tree: Iterable[str], known: Iterable[str], path: str, file: str, findings: Findings) -> None:
    """Refuse every key that is not known, with the nearest one that is."""
    names = list(known)
    for key in tree:
        if key not in names:
            where = f"{path}.{key}" if path else key
            values = {"name": shown(key), "got": shown(key), "nearest": nearest(key, names)}
            findings.add(Issue("E_UNKNOWN_KEY", file, where, values))


def rows(tree: Tree | None, path: str, file: str, findings: Findings, *, fill: bool = False) -> Table | None:
    """Return a list of mappings as a table; with ``fill`` a key of other rows stands blank in a row without.

    Returns None where there is no list, or where some row is not a mapping.
    """
    if tree is None:
        return None
    items = sequence(tree, path, file, findings)
    table = [leaves_or_lists(item, f"{path}[{index}]", file, findings) for index, item in enumerate(items)]
    for number, row in enumerate(table):
        if not row:
            findings.add(Issue("E_ROW", file, f"{path}[{number}]"))
    titles: dict[str, Cell] = {}
    for number, row in enumerate(table):
        for key in row:
            titles.setdefault(key, Cell(key, key, file, f"{path}[{number}].{key}", "typed"))
    if fill:
        for number, row in enumerate(table):
            for key in titles.keys() - row.keys():
                row[key] = Cell(None, key, file, f"{path}[{number}].{key}", "typed")
    return Table(file, path, titles, [row for row in table if row])


def leaves_or_lists(tree: Tree, path: str, file: str, findings: Findings) -> dict[str, Cell]:
    """Return the single values of one row; a list of ids becomes one value, its items apart by commas."""
    found = {}
    for key, value in mapping(tree, path, file, findings).items():
        inner = f"{path}.{key}"
        if isinstance(value, list) and key in LISTS:
            items = [leaf(item, f"{inner}[{index}]", file, findings) for index, item in enumerate(value)]
            words = ", ".join(item.written for item in items if item is not None)
            found[key] = Cell(words, key, file, inner, "typed")
            continue
        cell = leaf(value, inner, file, findings)
        if cell is not None:
            found[key] = cell
    return found


def merge(base: dict[str, Tree], change: dict[str, Tree]) -> dict[str, Tree]:
    """Return ``base`` with ``change``: mappings merge at every depth, anything else is replaced."""
    merged = dict(base)
    for key, value in change.items():
        old = merged.get(key)
        merged[key] = merge(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged
