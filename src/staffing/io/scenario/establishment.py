"""Categories of post, who is in post, and groups of stations."""

import re
from collections.abc import Iterable, Mapping, MutableMapping
from decimal import Decimal
from typing import Any

from staffing.io.cells import Cell, Table, places
from staffing.io.characters import narrow, trim
from staffing.io.findings import Findings
from staffing.io.layout import KINDS
from staffing.io.scenario.names import StationNames
from staffing.io.scenario.stations import fold, report_cycles, row_place
from staffing.io.values.numbers import decimal, maximum, whole
from staffing.io.values.placeholders import absent
from staffing.io.values.words import choice_of, identifier, name, nearest, option, yes_no
from staffing.models.establishment import Category, Post

Row = Mapping[str, Cell]


def read_categories(
    table: Table, findings: Findings, cells: MutableMapping[str, Cell]
) -> dict[str, Category]:
    """Return the categories by id."""
    categories: dict[str, Category] = {}
    first: dict[str, Cell] = {}
    for row in table.rows:
        key = _own_id(row, first, findings)
        given = {column: _required(row, column, table, findings) for column in ("name", "kind", "cap")}
        if key is None or None in given.values():
            continue
        cells[f"categories.{key}.cap"] = row["cap"]
        words = name(row["name"], findings)
        kind = option(row["kind"], KINDS, findings)
        cap = whole(row["cap"], findings)
        movable = yes_no(row["movable"], findings) if "movable" in row else True
        capacity = _capacity(row["capacity"], findings) if "capacity" in row else Decimal(1)
        categories[key] = Category(
            id=key, name=words or key, kind=kind or "", cap=cap or 0, movable=bool(movable), capacity=capacity
        )
    return categories


def _own_id(row: Row, first: dict[str, Cell], findings: Findings) -> str | None:
    """Return the id of a row that no other row has."""
    cell = row.get("id")
    if cell is None or cell.blank:
        findings.at("E_ROW", next(iter(row.values())), where=row_place(next(iter(row.values()))))
        return None
    twin = first.setdefault(fold(cell), cell)
    if twin is not cell:
        findings.at("E_DUPLICATE", cell, where=places([twin, cell]), first=twin.where)
        return None
    return identifier(cell, findings, local=True)


def _required(row: Row, column: str, table: Table, findings: Findings) -> Cell | None:
    """Return a cell that a row of a YAML list may lack, but must not."""
    if column in row:
        return row[column]
    any_cell = next(iter(row.values()), None)
    where = row_place(any_cell) if any_cell is not None else table.name
    findings.at("E_MISSING", Cell(None, column, table.file, f"{where}.{column}", "typed"))
    return None


def _capacity(cell: Cell, findings: Findings) -> Decimal:
    capacity = decimal(cell, findings)
    if capacity is not None and capacity == 0:
        findings.at("E_RANGE", cell, low="0", high="100")
    return capacity or Decimal(1)


class Posts:
    """Posts as they are read from one or two tables: a wide table's counts, and the rows of 在岗."""

    def __init__(self, findings: Findings, cells: MutableMapping[str, Cell]) -> None:
        self._fields: dict[tuple[str, str], dict[str, Any]] = {}
        self._first: dict[tuple[str, str], Cell] = {}
        self._findings = findings
        self._cells = cells
        self.counted = False
        """True: somebody said how many are in post."""

    def add_table(self, table: Table, stations: StationNames, categories: Iterable[str]) -> None:
        """Read the rows of 在岗."""
        known_categories = dict.fromkeys(categories)
        for row in table.rows:
            given = [_required(row, column, table, self._findings) for column in ("station", "category")]
            if given[0] is None or given[1] is None:
                continue
            station = stations.find(given[0], self._findings)
            category = choice_of(given[1], known_categories, self._findings)
            if station is None or category is None:
                continue
            twin = self._first.setdefault((category, station), given[0])
            if twin is not given[0]:
                where = places([twin, given[0]])
                got = f"{station} {category}"
                self._findings.at("E_DUPLICATE", given[0], where=where, got=got, first=twin.where)
                continue
            self._add(category, station, row)

    def add_count(self, category: str, station: str, cell: Cell) -> None:
        """Take the count of one station from a wide table's column ``in_post.CATEGORY``."""
        self._add(category, station, {"in_post": cell})

    def _add(self, category: str, station: str, row: Row) -> None:
        fields = self._fields.setdefault((category, station), {})
        path = f"posts.{category}.{station}"
        readers = {"in_post": whole, "minimum": whole, "maximum": maximum, "allowed": yes_no}
        for key, reader in readers.items():
            if key not in row:
                continue
            value = reader(row[key], self._findings)
            if key == "in_post" and fields.get(key, value) != value:
                self._findings.at("E_IN_POST_SUM", row[key], sum=fields[key], name=station)
            fields[key] = value
            self._cells[f"{path}.{key}"] = row[key]
            self.counted |= key == "in_post"
        low, high = fields.get("minimum", 0), fields.get("maximum")
        if low is not None and high is not None and low > high:
            ends = [
                self._cells[f"{path}.{key}"]
                for key in ("minimum", "maximum")
                if f"{path}.{key}" in self._cells
            ]
            values = {"station": f"{station} {category}", "minimum": low, "maximum": high}
            self._findings.at("E_MIN_GT_MAX", ends[-1], where=places(ends, span=True), **values)

    def in_post(self, stations: Iterable[str]) -> dict[str, int]:
        """Return the staff in post of each station, over all categories."""
        totals = dict.fromkeys(stations, 0)
        for (_, station), fields in self._fields.items():
            totals[station] += fields.get("in_post") or 0
        return totals

    def build(self) -> tuple[Post, ...]:
        """Return the posts that say anything: one that holds nobody and limits nothing is no content."""
        posts = []
        for (category, station), fields in self._fields.items():
            post = Post(station=station, category=category, **fields)
            if post != Post(station=station, category=category):
                posts.append(post)
        return tuple(posts)


def read_groups(
    table: Table, stations: StationNames, findings: Findings, cells: MutableMapping[str, Cell]
) -> list[dict[str, Any]]:
    """Return the fields of every group: a station is a direct member of at most one, parents make no ring.

    In a sheet a group may go on in further rows of the same id that hold nothing but members, because a cell
    holds no more than a thousand characters.
    """
    fields: dict[str, dict[str, Any]] = {}
    spots: dict[str, Cell] = {}
    owners: dict[str, Cell] = {}
    first: dict[str, Cell] = {}
    rows = sorted(table.rows, key=_continues)
    for row in rows:
        group = _group_id(row, first, fields, findings)
        if group is None:
            continue
        own = fields.setdefault(group, {"id": group, "members": ()})
        spots.setdefault(group, row.get("parent", row["id"]))
        own["members"] += _members(row, stations, owners, findings)
        if not _continues(row) or len(own) == 2:
            _group_limits(group, own, row, findings, cells)
    parents = {group: own["parent"] for group, own in fields.items() if own.get("parent")}
    for group, parent in parents.items():
        if parent not in fields:
            findings.at("E_PARENT", spots[group], nearest=nearest(parent, list(fields)))
    report_cycles(parents, spots, findings)
    order = {
        narrow(trim(row["id"].written)): index
        for index, row in reversed(list(enumerate(table.rows)))
        if "id" in row
    }
    return sorted(fields.values(), key=lambda own: order.get(own["id"], 0))


def _continues(row: Row) -> bool:
    """Tell whether a row of a sheet holds nothing but more members."""
    return all(key not in row or row[key].blank for key in ("parent", "min", "max"))


def _group_id(row: Row, first: dict[str, Cell], fields: dict[str, Any], findings: Findings) -> str | None:
    cell = row.get("id")
    if cell is not None and cell.form != "typed" and _continues(row) and narrow(trim(cell.written)) in fields:
        return narrow(trim(cell.written))
    return _own_id(row, first, findings)


def _group_limits(
    group: str, own: dict[str, Any], row: Row, findings: Findings, cells: MutableMapping[str, Cell]
) -> None:
    if not absent(row.get("parent"), findings):
        own["parent"] = identifier(row["parent"], findings, local=True)
    for key, field, reader in (("min", "minimum", whole), ("max", "maximum", maximum)):
        if key in row:
            own[key] = reader(row[key], findings)
            cells[f"groups.{group}.{field}"] = row[key]
    low, high = own.get("min", 0), own.get("max")
    if low is not None and high is not None and low > high:
        ends = [row[key] for key in ("min", "max") if key in row]
        findings.at(
            "E_MIN_GT_MAX", ends[-1], where=places(ends, span=True), station=group, minimum=low, maximum=high
        )


def _members(
    row: Row, stations: StationNames, owners: dict[str, Cell], findings: Findings
) -> tuple[str, ...]:
    cell = row.get("members")
    if cell is None or cell.blank:
        return ()
    members = []
    for word in re.split(r"[\s,，、;；]+", str(cell.value).strip()):
        station = stations.find(cell._replace(value=word), findings)
        if station is None:
            continue
        if station in owners:
            values = {"got": station, "first": owners[station].where}
            findings.at("E_DUPLICATE", cell, where=places([owners[station], cell]), **values)
            continue
        owners[station] = cell
        members.append(station)
    return tuple(members)
