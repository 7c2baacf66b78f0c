"""Classes of stations 类别: their numbers or shares, their weights, and which stations belong to them."""

from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from staffing.errors import Issue
from staffing.io.cells import Cell, Table, Tree, places
from staffing.io.files.tree import leaves
from staffing.io.findings import Findings
from staffing.io.layout import CLASSES, Sheet
from staffing.io.scenario.establishment import Row, required
from staffing.io.scenario.lists import list_table
from staffing.io.scenario.stations import Fields
from staffing.io.values.numbers import decimal, whole
from staffing.io.values.placeholders import absent
from staffing.io.values.words import name, nearest
from staffing.models.base import plain
from staffing.models.workload import ClassSplit, StationClass

Weights = dict[str, dict[str, Cell]]
"""Weights by class and driver."""


@dataclass(frozen=True)
class Classes:
    """The classes of a scenario, as far as they could be read."""

    rows: tuple[StationClass, ...] = ()
    weights: Weights = field(default_factory=dict)
    """Of the classes that have weights of their own."""
    everywhere: Mapping[str, Cell] = field(default_factory=dict)
    """Weights of the classes that have none of their own, by driver."""
    members: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Ids of the stations of each class."""

    def users(self, driver: str, ids: Sequence[str]) -> Iterable[Sequence[str]]:
        """Return the stations that need a count of the driver, class by class; without classes all of ``ids``."""
        if not self.rows:
            return [ids]
        return [
            self.members[one.name]
            for one in self.rows
            if driver in self.weights.get(one.name, self.everywhere) and self.members[one.name]
        ]

    def drivers(self) -> dict[str, Cell]:
        """Return the drivers that some class has a weight of, each with the first such weight."""
        found: dict[str, Cell] = {}
        for own in self.weights.values():
            found |= {driver: cell for driver, cell in own.items() if driver not in found}
        return found


def read_classes(
    settings: Mapping[str, Tree],
    find: Callable[[Sheet], Table | None],
    stations: Mapping[str, Fields],
    everywhere: Mapping[str, Cell],
    file: str,
    findings: Findings,
    cells: MutableMapping[str, Cell],
) -> Classes:
    """Return the classes; none where there is no sheet or list of them."""
    tree = settings.get(CLASSES.key)
    listed = [item for item in tree if isinstance(item, dict)] if isinstance(tree, list) else []
    if isinstance(tree, list):
        bare: Tree = [_without_weights(item) for item in tree]
        table = list_table(bare, CLASSES, file, findings)
    else:
        table = find(CLASSES)
    sheet_weights = _sheet_weights(settings)
    if table is None or not table.rows:
        if CLASSES.key not in settings:
            for cell in _class_cells(settings).values():
                findings.at("E_UNKNOWN_KEY.no_classes", cell)
        return Classes()
    first: dict[str, Cell] = {}
    rows = [one for row in table.rows if (one := _row(row, table, first, findings, cells)) is not None]
    inline = _list_weights(listed, file, findings)
    for words, cell in _class_cells(settings).items():
        if words not in first:
            findings.at("E_UNKNOWN_KEY", cell, nearest=nearest(words, list(first)))
    weights = {words: own for words in first if (own := inline.get(words) or sheet_weights.get(words))}
    for words, own in weights.items():
        cells.update({f"classes.{words}.weights.{driver}": cell for driver, cell in own.items()})
    return Classes(tuple(rows), weights, everywhere, _members(first, stations, findings, cells))


def class_drivers(settings: Mapping[str, Tree], file: str) -> dict[str, Cell]:
    """Return the drivers of all classes; what is wrong with their names is told where they are read as a whole."""
    tree = settings.get(CLASSES.key)
    listed = [item for item in tree if isinstance(item, dict)] if isinstance(tree, list) else []
    inline = _list_weights(listed, file, Findings())
    none = isinstance(tree, list) and not tree
    return Classes((), {} if none else {**_sheet_weights(settings), **inline}).drivers()


def _without_weights(item: Tree) -> Tree:
    return {key: value for key, value in item.items() if key != "weights"} if isinstance(item, dict) else item


def _row(
    row: Row, table: Table, first: dict[str, Cell], findings: Findings, cells: MutableMapping[str, Cell]
) -> StationClass | None:
    cell = required(row, "name", table, findings)
    words = None if cell is None else name(cell, findings)
    if cell is None or words is None:
        return None
    twin = first.setdefault(words, cell)
    if twin is not cell:
        findings.at("E_DUPLICATE", cell, where=places([twin, cell]), first=twin.where)
        return None
    cells[f"classes.{words}"] = cell
    given = {key: row[key] for key in ("posts", "share") if not absent(row.get(key), findings)}
    cells.update({f"classes.{words}.{key}": value for key, value in given.items()})
    return StationClass(
        name=words,
        posts=whole(given["posts"], findings) if "posts" in given else None,
        share=decimal(given["share"], findings) if "share" in given else None,
    )


def _sheet_weights(settings: Mapping[str, Tree]) -> Weights:
    tree = settings.get("class_weights")
    return {
        one: {driver: cell for driver, cell in own.items() if isinstance(cell, Cell)}
        for one, own in (tree.items() if isinstance(tree, dict) else ())
        if isinstance(own, dict)
    }


def _class_cells(settings: Mapping[str, Tree]) -> dict[str, Cell]:
    """Return the first cell of 权重 that names each class."""
    tree = settings.get("class_cells")
    items = tree.items() if isinstance(tree, dict) else ()
    return {one: cell for one, cell in items if isinstance(cell, Cell)}


def _list_weights(items: Sequence[dict[str, Tree]], file: str, findings: Findings) -> Weights:
    """Return the weights that stand inside the list of classes."""
    found: Weights = {}
    for number, item in enumerate(items):
        title = item.get("name")
        words = name(title, Findings()) if isinstance(title, Cell) else None
        if words is None or "weights" not in item:
            continue
        own = leaves(item["weights"], f"classes[{number}].weights", file, findings)
        named = {
            name(Cell(driver, driver, cell.file, cell.where, "typed"), findings): cell
            for driver, cell in own.items()
        }
        found[words] = {driver: cell for driver, cell in named.items() if driver is not None}
    return found


def _members(
    first: Mapping[str, Cell],
    stations: Mapping[str, Fields],
    findings: Findings,
    cells: Mapping[str, Cell],
) -> dict[str, list[str]]:
    """Return the stations of each class; each station has one, and each class has some."""
    members: dict[str, list[str]] = {one: [] for one in first}
    for station, own in stations.items():
        given = own.get("class")
        if given in members:
            members[given].append(station)
            continue
        cell = cells.get(f"stations.{station}.class", cells[f"stations.{station}.name"])
        values = {"name": own.get("name", station), "got": given or "—"}
        findings.at("E_CLASS_STATION", cell, **values, nearest=nearest(given or "", list(first)))
    if stations:
        for one, held in members.items():
            if not held:
                findings.at("E_CLASS_EMPTY", first[one], name=one)
    return members


def check_split(
    classes: Classes,
    split: ClassSplit,
    fields: Mapping[str, object],
    *,
    ledger: bool,
    findings: Findings,
    cells: Mapping[str, Cell],
) -> None:
    """Check what splits the headcount: numbers that sum to the cap, shares that sum to 1, or a ledger."""
    if not classes.rows:
        return
    if split is ClassSplit.HOURS:
        if not ledger:
            findings.at("E_CLASS_HOURS", cells[f"classes.{classes.rows[0].name}"])
        return
    given = {one.name: getattr(one, split.value) for one in classes.rows}
    lacking = [one for one, value in given.items() if value is None]
    for one in lacking:
        if f"classes.{one}.{split.value}" not in cells:
            findings.at("E_CLASS_SPLIT", cells[f"classes.{one}"], name=one, split=split.value)
    if lacking:
        return
    total = sum(given.values(), Decimal(0))
    wanted = Decimal(1) if split is ClassSplit.SHARE else fields.get("cap")
    if wanted is not None and total != wanted:
        spots = [cells[f"classes.{one}.{split.value}"] for one in given]
        key = "E_CLASS_SUM" if split is ClassSplit.SHARE else "E_CLASS_SUM.posts"
        values = {"sum": plain(total), "cap": str(wanted)}
        findings.at(key, spots[-1], where=places(spots), **values)


def check_weights_given(classes: Classes, findings: Findings, cells: Mapping[str, Cell]) -> None:
    """A class needs weights of its own, or those that hold for classes without; the latter need such a class."""
    without = [one.name for one in classes.rows if one.name not in classes.weights]
    everywhere = classes.everywhere
    if not everywhere:
        for one in without:
            findings.at("E_CLASS_WEIGHTS", cells[f"classes.{one}"], name=one)
    elif classes.rows and not without:
        spots = list(everywhere.values())
        findings.at("W_CLASS_WEIGHTS", spots[0], where=places(spots))


def check_groups(
    classes: Classes,
    groups: Sequence[Fields],
    findings: Findings,
    cells: Mapping[str, Cell],
    file: str,
) -> None:
    """Refuse a group that holds a part of one class and something of another."""
    if not classes.rows:
        return
    owner = {station: one for one, held in classes.members.items() for station in held}
    by_id = {own["id"]: own for own in groups}
    inside: dict[str, set[str]] = {group: set(own["members"]) for group, own in by_id.items()}
    for group, own in by_id.items():
        above, seen = str(own.get("parent")), {group}
        while above in by_id and above not in seen:
            seen.add(above)
            inside[above] |= set(own["members"])
            above = str(by_id[above].get("parent"))
    for group, members in inside.items():
        touched = sorted({owner[station] for station in members if station in owner})
        if len(touched) > 1 and any(not set(classes.members[one]) <= members for one in touched):
            cell = next((cell for path, cell in cells.items() if path.startswith(f"groups.{group}.")), None)
            values: dict[str, Any] = {"name": group, "classes": touched}
            if cell is None:
                findings.add(Issue("E_GROUP_CLASS", file, "groups", {**values, "got": group}))
            else:
                findings.at("E_GROUP_CLASS", cell, **values)
