"""Categories of post, and who is in post."""

from collections.abc import Iterable, Mapping, MutableMapping
from decimal import Decimal
from typing import Any, Final

from staffing.io.cells import Cell, Table, places
from staffing.io.findings import Findings
from staffing.io.layout import KINDS
from staffing.io.scenario.names import StationNames
from staffing.io.scenario.stations import fold, row_place
from staffing.io.values.numbers import decimal, maximum, whole
from staffing.io.values.placeholders import absent
from staffing.io.values.words import choice_of, identifier, name, option, yes_no
from staffing.models.establishment import Category, Post

Row = Mapping[str, Cell]

_PLACED: Final = ("cap", "movable", "capacity", "total", "transfer_cost")
"""Columns whose cells stand behind parts of the scenario."""


def read_categories(
    table: Table, findings: Findings, cells: MutableMapping[str, Cell]
) -> dict[str, Category]:
    """Return the categories by id."""
    categories: dict[str, Category] = {}
    first: dict[str, Cell] = {}
    for row in table.rows:
        key = own_id(row, first, findings)
        given = {column: required(row, column, table, findings) for column in ("name", "kind", "cap")}
        if key is None or None in given.values():
            continue
        for column in _PLACED:
            if column in row:
                cells[f"categories.{key}.{column}"] = row[column]
        words = name(row["name"], findings)
        kind = option(row["kind"], KINDS, findings)
        cap = whole(row["cap"], findings)
        movable = yes_no(row["movable"], findings) if "movable" in row else True
        capacity = _capacity(row["capacity"], findings) if "capacity" in row else Decimal(1)
        total = None if absent(row.get("total"), findings) else whole(row["total"], findings)
        cost = decimal(row["transfer_cost"], findings) if "transfer_cost" in row else None
        categories[key] = Category(
            id=key,
            name=words or key,
            kind=kind or "",
            cap=cap or 0,
            movable=bool(movable),
            capacity=capacity,
            total=total,
            transfer_cost=cost or Decimal(0),
        )
    return categories


def find_category(cell: Cell, categories: Mapping[str, object] | None, findings: Findings) -> str | None:
    """Return the category that a cell names; None, and a fault, for none. ``categories`` None: there are none."""
    if categories is None:
        findings.at("E_UNKNOWN_KEY.no_categories", cell)
        return None
    return choice_of(cell, categories, findings)


def own_id(row: Row, first: dict[str, Cell], findings: Findings) -> str | None:
    """Return the id of a row, which no other row may have."""
    cell = row.get("id")
    if cell is None or cell.blank:
        findings.at("E_ROW", next(iter(row.values())), where=row_place(next(iter(row.values()))))
        return None
    twin = first.setdefault(fold(cell), cell)
    if twin is not cell:
        findings.at("E_DUPLICATE", cell, where=places([twin, cell]), first=twin.where)
        return None
    return identifier(cell, findings, local=True)


def required(row: Row, column: str, table: Table, findings: Findings) -> Cell | None:
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

    def add_table(
        self, table: Table, stations: StationNames, categories: Mapping[str, object] | None
    ) -> None:
        """Read the rows of 在岗."""
        for row in table.rows:
            given = [required(row, column, table, self._findings) for column in ("station", "category")]
            if given[0] is None or given[1] is None:
                continue
            station = stations.find(given[0], self._findings)
            category = find_category(given[1], categories, self._findings)
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
