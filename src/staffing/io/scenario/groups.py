"""Groups of stations, with bounds on their posts and on those of single categories."""

from collections.abc import Mapping, MutableMapping
from typing import Any

from staffing.io.cells import Cell, Table, places
from staffing.io.characters import narrow, trim
from staffing.io.findings import Findings
from staffing.io.scenario.establishment import Row, find_category, own_id
from staffing.io.scenario.names import StationNames
from staffing.io.scenario.stations import Fields, report_cycles
from staffing.io.values.numbers import maximum, whole
from staffing.io.values.placeholders import absent, is_placeholder
from staffing.io.values.words import LIST_MARKS, identifier, nearest
from staffing.models.establishment import CategoryBound

_LIMITS = (("min", "minimum", whole), ("max", "maximum", maximum))


def read_groups(
    table: Table,
    stations: StationNames,
    categories: Mapping[str, object] | None,
    findings: Findings,
    cells: MutableMapping[str, Cell],
) -> list[Fields]:
    """Return the fields of every group: a station is a direct member of at most one, parents make no ring.

    In a sheet a group may go on in further rows of the same id: with nothing but members, because a cell holds no
    more than a thousand characters; or with a category, whose bounds they give. ``categories`` None: there are
    none.
    """
    reading = _Groups(stations, categories, findings, cells)
    reading.bounded = {_id(row) for row in table.rows if _names_category(row)}
    for row in sorted(table.rows, key=lambda row: _names_category(row) or _continues(row)):
        reading.take(row)
    reading.check_parents()
    order = {_id(row): index for index, row in reversed(list(enumerate(table.rows)))}
    return sorted(reading.fields.values(), key=lambda own: order.get(own["id"], 0))


def _id(row: Row) -> str:
    return narrow(trim(row["id"].written)) if "id" in row else ""


def _continues(row: Row) -> bool:
    """Tell whether a row of a sheet holds nothing but more members."""
    return all(key not in row or row[key].blank for key in ("parent", "min", "max"))


def _names_category(row: Row) -> bool:
    cell = row.get("category")
    if cell is None or cell.blank:
        return False
    return cell.form == "typed" or not is_placeholder(cell.written)


class _Groups:
    """The groups read so far."""

    def __init__(
        self,
        stations: StationNames,
        categories: Mapping[str, object] | None,
        findings: Findings,
        cells: MutableMapping[str, Cell],
    ) -> None:
        self.fields: dict[str, Fields] = {}
        self.bounded: set[str] = set()
        """Groups of which some row names a category."""
        self._stations = stations
        self._categories = categories
        self._findings = findings
        self._cells = cells
        self._first: dict[str, Cell] = {}
        self._parents: dict[str, Cell] = {}
        self._owners: dict[str, Cell] = {}
        self._bounds: dict[tuple[str, str], Cell] = {}

    def take(self, row: Row) -> None:
        """Read one row: a group's own, one with more members, or one with the bounds of a category."""
        bound = _names_category(row)
        further = bound or (_continues(row) and "id" in row and row["id"].form != "typed")
        group = _id(row) if further and _id(row) in self.fields else own_id(row, self._first, self._findings)
        if group is None:
            return
        own = self.fields.setdefault(group, {"id": group, "members": ()})
        own["members"] += self._members(row)
        self._take_parent(group, own, row)
        if bound:
            self._take_category(group, own, row)
            return
        absent(row.get("category"), self._findings)  # a placeholder is noted
        if not _continues(row) or (len(own) == 2 and group not in self.bounded):
            limits = self._limits(row, f"groups.{group}", group)
            own.update(limits)

    def _take_parent(self, group: str, own: Fields, row: Row) -> None:
        if absent(row.get("parent"), self._findings):
            return
        first = self._parents.setdefault(group, row["parent"])
        parent = identifier(row["parent"], self._findings, local=True)
        if own.setdefault("parent", parent) != parent:
            where = places([first, row["parent"]])
            self._findings.at("E_DUPLICATE", row["parent"], where=where, got=group, first=first.where)

    def _take_category(self, group: str, own: Fields, row: Row) -> None:
        cell = row["category"]
        category = find_category(cell, self._categories, self._findings)
        if category is None:
            return
        twin = self._bounds.setdefault((group, category), cell)
        if twin is not cell:
            values = {"got": f"{group} {category}", "first": twin.where}
            self._findings.at("E_DUPLICATE", cell, where=places([twin, cell]), **values)
            return
        limits = self._limits(row, f"groups.{group}.{category}", f"{group} {category}")
        if limits.get("min") or limits.get("max") is not None:
            bound = CategoryBound(
                category=category, minimum=limits.get("min") or 0, maximum=limits.get("max")
            )
            own["categories"] = (*own.get("categories", ()), bound)

    def _limits(self, row: Row, path: str, label: str) -> dict[str, Any]:
        limits: dict[str, Any] = {}
        for key, field, reader in _LIMITS:
            if key in row:
                limits[key] = reader(row[key], self._findings)
                self._cells[f"{path}.{field}"] = row[key]
        low, high = limits.get("min", 0), limits.get("max")
        if low is not None and high is not None and low > high:
            ends = [row[key] for key in ("min", "max") if key in row]
            values = {"station": label, "minimum": low, "maximum": high}
            self._findings.at("E_MIN_GT_MAX", ends[-1], where=places(ends, span=True), **values)
        return limits

    def _members(self, row: Row) -> tuple[str, ...]:
        cell = row.get("members")
        if cell is None or cell.blank:
            return ()
        members = []
        for word in LIST_MARKS.split(str(cell.value).strip()):
            station = self._stations.find(cell._replace(value=word), self._findings)
            if station is None:
                continue
            if station in self._owners:
                twin = self._owners[station]
                values = {"got": station, "first": twin.where}
                self._findings.at("E_DUPLICATE", cell, where=places([twin, cell]), **values)
                continue
            self._owners[station] = cell
            members.append(station)
        return tuple(members)

    def check_parents(self) -> None:
        """Refuse parents that are no group, and rings of them."""
        parents = {group: own["parent"] for group, own in self.fields.items() if own.get("parent")}
        for group, parent in parents.items():
            if parent not in self.fields:
                near = nearest(parent, list(self.fields))
                self._findings.at("E_PARENT", self._parents[group], nearest=near)
        report_cycles(parents, self._parents, self._findings)
