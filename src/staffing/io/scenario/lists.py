"""Lists of ``scenario.yaml`` and of a request body that say what a sheet says, as tables."""

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from staffing.io.cells import Cell, Table, Tree
from staffing.io.files.tree import known_keys, leaf, leaves, mapping, rows
from staffing.io.findings import Findings
from staffing.io.layout import GROUPS, YEARS, Sheet
from staffing.io.values.words import nearest


class _Inner(NamedTuple):
    """A mapping by category inside each item of a list; in the sheet its entries are rows of their own."""

    key: str
    owner: str
    """Key of the item that such a row repeats."""
    read: Callable[[Tree, str, str, Findings], dict[str, Cell]]
    """Reads one entry as the cells of its row."""


def _bounds(tree: Tree, path: str, file: str, findings: Findings) -> dict[str, Cell]:
    limits = leaves(tree, path, file, findings)
    known_keys(limits, ("min", "max"), path, file, findings)
    return {key: cell for key, cell in limits.items() if key in ("min", "max")}


def _cap(tree: Tree, path: str, file: str, findings: Findings) -> dict[str, Cell]:
    cell = leaf(tree, path, file, findings)
    return {} if cell is None else {"cap": cell}


_INNER: Final = {
    GROUPS.key: _Inner("categories", "id", _bounds),
    YEARS.key: _Inner("caps", "year", _cap),
}


def list_table(tree: Tree, sheet: Sheet, file: str, findings: Findings) -> Table | None:
    """Return a list as the table of a sheet; None where it is none, or where some item is not a mapping."""
    inner = _INNER.get(sheet.key)
    known = [column.key for column in sheet.columns]
    if inner is None:
        return _checked(rows(tree, sheet.key, file, findings), known, findings)
    known[known.index("category")] = inner.key
    items = tree if isinstance(tree, list) else []
    plain: Tree = [_without(item, inner.key) for item in items] if isinstance(tree, list) else tree
    table = _checked(rows(plain, sheet.key, file, findings), known, findings)
    further = [
        row for number, item in enumerate(items) for row in _rows(item, number, inner, sheet, file, findings)
    ]
    return None if table is None else table._replace(rows=[*table.rows, *further])


def _without(item: Tree, key: str) -> Tree:
    return {name: value for name, value in item.items() if name != key} if isinstance(item, dict) else item


def _rows(
    item: Tree, number: int, inner: _Inner, sheet: Sheet, file: str, findings: Findings
) -> Iterator[dict[str, Cell]]:
    if not isinstance(item, dict) or inner.key not in item:
        return
    path = f"{sheet.key}[{number}].{inner.key}"
    owner = item.get(inner.owner)
    for category, value in mapping(item[inner.key], path, file, findings).items():
        where = f"{path}.{category}"
        cells = inner.read(value, where, file, findings)
        if isinstance(owner, Cell):
            yield {inner.owner: owner, "category": Cell(category, "category", file, where, "typed"), **cells}


def _checked(table: Table | None, known: list[str], findings: Findings) -> Table | None:
    for key, cell in (table.titles if table is not None else {}).items():
        if key not in known:
            findings.at("E_UNKNOWN_KEY", cell, nearest=nearest(key, known))
    return table
