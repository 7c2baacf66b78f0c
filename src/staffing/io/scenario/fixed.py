"""Numbers that the user has settled: rows of 固定."""

from collections.abc import Mapping, MutableMapping

from staffing.io.cells import Cell, Table, places
from staffing.io.findings import Findings
from staffing.io.scenario.establishment import find_category
from staffing.io.scenario.names import StationNames
from staffing.io.scenario.stations import row_place
from staffing.io.values.numbers import whole
from staffing.io.values.placeholders import absent
from staffing.models.establishment import Fix


def fix_path(station: str | None, category: str | None) -> str:
    """Return the path of a fixed number among the parts of a scenario.

    >>> fix_path("S001", None), fix_path(None, "contract"), fix_path("S001", "contract")
    ('fix.S001', 'fix.*,contract', 'fix.S001,contract')
    """
    return f"fix.{station or '*'}" + (f",{category}" if category is not None else "")


def read_fix(
    table: Table,
    stations: StationNames,
    categories: Mapping[str, object] | None,
    findings: Findings,
    cells: MutableMapping[str, Cell],
) -> tuple[Fix, ...]:
    """Return the fixed numbers in the order given, each pair of station and category once."""
    fixed: dict[tuple[str | None, str | None], Fix] = {}
    first: dict[tuple[str | None, str | None], Cell] = {}
    for row in table.rows:
        named = {key: row[key] for key in ("station", "category") if not absent(row.get(key), findings)}
        if not named:
            cell = next(iter(row.values()))
            findings.at("E_ROW", cell, where=row_place(cell))
            continue
        station = stations.find(named["station"], findings) if "station" in named else None
        category = find_category(named["category"], categories, findings) if "category" in named else None
        count = None if absent(row.get("posts"), findings) else row["posts"]
        posts = whole(count, findings) if count is not None else None
        if (station is None and "station" in named) or (category is None and "category" in named):
            continue
        cell, key = next(iter(named.values())), (station, category)
        twin = first.setdefault(key, cell)
        if twin is not cell:
            got = " ".join(word for word in key if word is not None)
            findings.at("E_DUPLICATE", cell, where=places([twin, cell]), got=got, first=twin.where)
            continue
        cells[fix_path(station, category)] = cell if count is None else count
        fixed[key] = Fix(station=station, category=category, posts=posts)
    return tuple(fixed.values())
