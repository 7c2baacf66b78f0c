"""Stations: rows of 单位 or of a wide table, with the bounds of ``scenario.yaml`` over them."""

import re
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from functools import partial
from typing import Any, Final

from staffing.errors import Issue
from staffing.io.cells import Cell, Table, Tree, Value, places
from staffing.io.characters import narrow, trim
from staffing.io.files.tree import known_keys, leaves, mapping
from staffing.io.findings import Findings
from staffing.io.scenario.part_cells import PartCells
from staffing.io.tables.row import column_values
from staffing.io.values.numbers import decimal, maximum, whole
from staffing.io.values.placeholders import absent
from staffing.io.values.plain import is_no_limit, is_plain_id, is_plain_name, plain_counts, plain_heads
from staffing.io.values.words import identifier, name, nearest, text

Fields = dict[str, Any]
Bounds = dict[str, dict[str, Cell]]

_BOUNDS: Final[tuple[tuple[str, str, Callable[[Cell, Findings], int | None]], ...]] = (
    ("minimum", "min", whole),
    ("maximum", "max", maximum),
)
_TEXTS: Final = ("id", "name", "parent", "class")
_HEADS: Final = ("in_post", "minimum", "maximum")
_PLACED: Final = ("id", "name", "parent", "in_post", "minimum", "maximum", "deviation_weight")
"""Columns whose cells stand behind parts of the scenario."""


def fold(cell: Cell) -> str:
    """Return what two ids may not share: neither letter case nor full width tells them apart."""
    return narrow(trim(cell.written)).casefold()


def row_place(cell: Cell) -> str:
    """Return the place of the row that a cell stands in."""
    if cell.form == "csv":
        return cell.where.partition(",")[0]
    if cell.form == "workbook":
        return re.sub(r"![A-Z]+", "!", cell.where)
    return cell.where.rpartition(".")[0]


def read_bounds(tree: Tree | None, file: str, findings: Findings) -> Bounds:
    """Return the cells of ``bounds`` by station id, ``default`` among them."""
    bounds = {}
    for station, limits in mapping(tree, "bounds", file, findings).items():
        path = f"bounds.{station}"
        bounds[station] = leaves(limits, path, file, findings)
        known_keys(bounds[station], ("min", "max"), path, file, findings)
    return bounds


def read_stations(table: Table, bounds: Bounds, findings: Findings, cells: PartCells) -> dict[str, Fields]:
    """Return the fields of every station by id; ``cells`` learns where each bound stood."""
    stations: dict[str, Fields] = {}
    first: dict[str, Mapping[str, Cell]] = {}
    keys = [key for key in _PLACED if key in table.titles]
    for row, plain in zip(table.rows, _plain_rows(table, bounds), strict=True):
        if plain is not None and (own := plain["id"].casefold()) not in first:
            first[own] = row
            stations[plain["id"]] = plain
            cells.add_row(f"stations.{plain['id']}", row, keys)
            continue
        cell = row["id"]
        if cell.blank:
            findings.at("E_ROW", cell, where=row_place(cell))
            continue
        twin = first.setdefault(fold(cell), row)
        if twin is not row:
            first_cell = twin["id"]
            findings.at("E_DUPLICATE", cell, where=places([first_cell, cell]), first=first_cell.where)
            continue
        station = identifier(cell, findings)
        fields = _read_fields(row, findings)
        if station is not None:
            stations[station] = {"id": station, **fields}
            _record(station, row, cells)
            _apply_bounds(station, stations[station], row, bounds, findings, cells)
    for station, limits in bounds.items():
        if station != "default" and station not in stations:
            where = next((cell for cell in limits.values()), None)
            values = {"name": "bounds", "got": station, "nearest": partial(nearest, station, stations)}
            findings.add(Issue("E_UNKNOWN_KEY", where.file if where else "", f"bounds.{station}", values))
    _check_parents(stations, table, findings)
    return stations


def _plain_rows(table: Table, bounds: Bounds) -> Sequence[Fields | None]:
    """Return the fields of each row that is plainly written throughout; None for one that the parsers must read.

    The parsers would read such a row just so, and record nothing.
    """
    rows = table.rows
    if bounds or not rows:
        return [None] * len(rows)
    form = rows[0]["id"].form
    given: dict[str, list[Value]] = {
        key: column_values(rows, key) for key in (*_TEXTS, *_HEADS) if key in table.titles
    }
    heads: dict[str, list[int | None]] = {
        key: plain_heads(given[key], form) for key in _HEADS if key in given
    }
    columns: dict[str, Sequence[Any]] = {"id": given["id"], "name": given["name"], **heads}
    fields: list[Fields] = [
        dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)
    ]
    odd = {row for row, value in enumerate(given["id"]) if not is_plain_id(value)}
    odd |= {row for row, value in enumerate(given["name"]) if not is_plain_name(value)}
    for key, counts in heads.items():
        missing = [row for row, count in enumerate(counts) if count is None]
        odd |= {row for row in missing if key != "maximum" or not is_no_limit(given[key][row])}
    for key, is_plain in (("parent", is_plain_id), ("class", is_plain_name)):
        for row, value in enumerate(given.get(key, ())):
            if value is not None:
                fields[row][key] = value
                odd |= set() if is_plain(value) else {row}
    if "deviation_weight" in table.titles:
        given["deviation_weight"] = column_values(rows, "deviation_weight")
        for row, weight in enumerate(plain_counts(given["deviation_weight"], form)):
            if weight is not None:
                fields[row]["deviation_weight"] = weight
            elif given["deviation_weight"][row] is not None:
                odd.add(row)
    limits = zip(heads.get("minimum", ()), heads.get("maximum", ()), strict=False)
    odd |= {row for row, (low, high) in enumerate(limits) if low and high is not None and low > high}
    return [None if row in odd else own for row, own in enumerate(fields)] if odd else fields


def _read_fields(row: Mapping[str, Cell], findings: Findings) -> Fields:
    fields: Fields = {"name": name(row["name"], findings)}
    if not absent(row.get("parent"), findings):
        fields["parent"] = identifier(row["parent"], findings)
    if not absent(row.get("class"), findings):
        fields["class"] = text(row["class"], findings)
    if "in_post" in row:
        fields["in_post"] = whole(row["in_post"], findings)
    if not absent(row.get("deviation_weight"), findings):
        fields["deviation_weight"] = decimal(row["deviation_weight"], findings)
    return fields


def _record(station: str, row: Mapping[str, Cell], cells: MutableMapping[str, Cell]) -> None:
    for key in _PLACED:
        if key in row and key not in ("minimum", "maximum"):
            cells[f"stations.{station}.{key}"] = row[key]


def _apply_bounds(
    station: str,
    fields: Fields,
    row: Mapping[str, Cell],
    bounds: Bounds,
    findings: Findings,
    cells: MutableMapping[str, Cell],
) -> None:
    """Resolve minimum and maximum: the YAML's own over the table over the YAML's default."""
    for field, key, parse in _BOUNDS:
        choices = (bounds.get("default", {}).get(key), row.get(field), bounds.get(station, {}).get(key))
        for cell in choices:
            if cell is not None and not (cell.value is None and cell.form == "typed"):
                fields[field] = parse(cell, findings)
                cells[f"stations.{station}.{field}"] = cell
    low, high = fields.get("minimum", 0), fields.get("maximum")
    if low is not None and high is not None and low > high:
        ends = [
            cells[path]
            for path in (f"stations.{station}.minimum", f"stations.{station}.maximum")
            if path in cells
        ]
        values = {"station": station, "minimum": low, "maximum": high}
        findings.at("E_MIN_GT_MAX", ends[-1], where=places(ends, span=True), **values)


def _check_parents(stations: dict[str, Fields], table: Table, findings: Findings) -> None:
    parents = {station: fields["parent"] for station, fields in stations.items() if fields.get("parent")}
    if not parents:
        return
    spots = {narrow(trim(row["id"].written)): row["parent"] for row in table.rows if "parent" in row}
    for station, parent in parents.items():
        if parent not in stations:
            findings.at("E_PARENT", spots[station], nearest=partial(nearest, parent, stations))
    report_cycles(parents, spots, findings)


def report_cycles(parents: dict[str, str], spots: dict[str, Cell], findings: Findings) -> None:
    """Record every ring of parents once, printed in full."""
    done: set[str] = set()
    order = {station: number for number, station in enumerate(spots)}
    for start in parents:
        path: dict[str, None] = {}
        here: str | None = start
        while here is not None and here not in done and here not in path:
            path[here] = None
            here = parents.get(here)
        if here is not None and here in path:
            ring = list(path)[list(path).index(here) :]
            ordered = [spots[station] for station in sorted(order.keys() & ring, key=order.__getitem__)]
            findings.at("E_CYCLE", ordered[-1], where=places(ordered), cycle=" → ".join([*ring, ring[0]]))
        done.update(path)
