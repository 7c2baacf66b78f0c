"""From raw content to a Scenario, or to all of its faults at once."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from staffing.errors import Issue
from staffing.io import layout
from staffing.io.cells import Cell, Table, places
from staffing.io.files.tree import leaves, rows
from staffing.io.findings import Findings
from staffing.io.layout import Sheet
from staffing.io.scenario.drivers import Entry, Place, read_drivers
from staffing.io.scenario.establishment import Posts, read_categories, read_groups
from staffing.io.scenario.settings import read_settings
from staffing.io.scenario.source import Source
from staffing.io.scenario.stations import Fields, read_bounds, read_stations
from staffing.io.values.words import name, nearest
from staffing.models.establishment import Category, Group
from staffing.models.scenario import Scenario
from staffing.models.station import Station

IN_POST: str = "in_post."
"""A wide table's columns of staff by category begin so."""


def assemble(source: Source, findings: Findings) -> tuple[Scenario, dict[str, Cell]]:
    """Return the scenario and the cell behind each of its parts.

    Raises
    ------
    InputError
        Something does not fit; all faults are in it.
    """
    return _Assembly(source, findings).scenario()


class _Assembly:
    """One pass over the content; every step records its faults and goes on."""

    def __init__(self, source: Source, findings: Findings) -> None:
        self._source = source
        self._settings = source.settings
        self._findings = findings
        self._file = source.file
        self.cells: dict[str, Cell] = {}

    def scenario(self) -> tuple[Scenario, dict[str, Cell]]:
        """Read everything, then stop on any fault, then build."""
        fields = read_settings(self._settings, self._file, self._findings)
        self._note_cap()
        bounds = read_bounds(self._settings.get("bounds"), self._file, self._findings)
        weights, totals = self._weights("weights"), self._weights("printed_totals")
        stations = self._stations(bounds, weights)
        categories = self._categories()
        posts = self._posts(stations, categories)
        drivers = self._drivers(stations, weights, totals)
        groups = self._groups(stations)
        self._settle_in_post(stations, posts)
        self._settle_cap(fields, categories)
        self._findings.check()
        scenario = Scenario(
            **{"name": self._source.name, **fields},
            stations=tuple(Station(**station) for station in stations.values()),
            drivers=drivers,
            categories=tuple(categories.values()),
            posts=posts.build(),
            groups=tuple(Group(**group) for group in groups),
        )
        return scenario, self.cells

    def _note_cap(self) -> None:
        cap = self._settings.get("cap")
        if isinstance(cap, Cell):
            self.cells["cap"] = cap

    def _weights(self, key: str) -> dict[str, Cell]:
        cells = leaves(self._settings.get(key), key, self._file, self._findings)
        named = {}
        for driver, cell in cells.items():
            words = name(Cell(driver, driver, cell.file, cell.where, "typed"), self._findings)
            if words is not None:
                named[words] = cell
                self.cells[f"{key}.{words}"] = cell
        if named:
            self.cells[key] = cell._replace(where=places(list(named.values())))
        return named

    def _stations(self, bounds: dict[str, dict[str, Cell]], weights: dict[str, Cell]) -> dict[str, Fields]:
        table = self._source.wide or self._table("stations")
        if self._source.wide is not None:
            self._check_wide(self._source.wide, weights)
        if table is None or not {"id", "name"} <= table.titles.keys():
            return {}
        return read_stations(table, bounds, self._findings, self.cells)

    def _table(self, key: str) -> Table | None:
        return self._source.tables.get(key)

    def _driver_columns(self, weights: dict[str, Cell]) -> dict[str, str]:
        """Return the wide table's column of every driver."""
        named = leaves(self._settings.get("columns"), "columns", self._file, self._findings)
        for driver in named.keys() - weights.keys():
            values = {"got": driver, "nearest": nearest(driver, list(weights))}
            self._findings.at("E_UNKNOWN_KEY", named[driver], **values)
        return {driver: str(named[driver].value) if driver in named else driver for driver in weights}

    def _check_wide(self, table: Table, weights: dict[str, Cell]) -> None:
        """Refuse a wide table without id, name or a column named for a driver; note what nobody names."""
        columns = self._driver_columns(weights)
        known = [column.key for column in layout.STATIONS.columns]
        for driver, column in columns.items():
            if column not in table.titles and column != driver:
                near = get_close_matches(column, table.titles, n=1, cutoff=0.0)
                values = {"name": column, "found": ", ".join(near)}
                self._findings.add(Issue("E_HEADER.missing", table.file, table.name, values))
        for key in ("id", "name"):
            if key not in table.titles:
                values = {"name": key, "found": ", ".join(list(table.titles)[:20])}
                self._findings.add(Issue("E_HEADER.missing", table.file, table.name, values))
        absent = [key for key in known if key not in table.titles]
        for key, cell in table.titles.items():
            if key in known or key in columns.values() or key.startswith(IN_POST):
                continue
            near = get_close_matches(key, absent, n=1, cutoff=0.75)
            fault = (
                "E_UNKNOWN_KEY" if cell.form == "typed" else "E_HEADER.near" if near else "W_UNKNOWN_COLUMN"
            )
            self._findings.at(
                fault, cell, nearest=near[0] if near else nearest(key, [*known, *columns.values()])
            )

    def _categories(self) -> dict[str, Category]:
        table = self._list_or_sheet(layout.CATEGORIES)
        return read_categories(table, self._findings, self.cells) if table is not None else {}

    def _list_or_sheet(self, sheet: Sheet) -> Table | None:
        """Return the YAML's list, or else the sheet."""
        if sheet.key not in self._settings:
            return self._table(sheet.key)
        table = rows(self._settings[sheet.key], sheet.key, self._file, self._findings)
        known = [column.key for column in sheet.columns]
        for key, cell in (table.titles if table is not None else {}).items():
            if key not in known:
                self._findings.at("E_UNKNOWN_KEY", cell, nearest=nearest(key, known))
        return table

    def _posts(self, stations: dict[str, Fields], categories: dict[str, Category]) -> Posts:
        posts = Posts(self._findings, self.cells)
        wide = self._source.wide
        for key, title in (wide.titles if wide is not None else {}).items():
            category = key.removeprefix(IN_POST)
            if not key.startswith(IN_POST):
                continue
            if category not in categories:
                self._findings.at(
                    "E_UNKNOWN_KEY", title, got=category, nearest=nearest(category, list(categories))
                )
                continue
            for row in wide.rows if wide is not None else ():
                station = row["id"].shown.strip() if "id" in row else ""
                if station in stations:
                    posts.add_count(category, station, row[key])
        table = self._list_or_sheet(layout.POSTS)
        if table is not None:
            posts.add_table(table, stations, categories)
        return posts

    def _drivers(self, stations: dict[str, Fields], weights: dict[str, Cell], totals: dict[str, Cell]) -> Any:
        source = self._source
        table = source.wide if source.wide is not None else self._table("drivers")
        if not weights:
            self._absent("weights")
        if table is None or not weights:
            return ()
        entries = self._wide_entries(table, weights) if source.wide is not None else self._long_entries(table)
        where = next(iter(weights.values())).where.partition("!" if source.workbook else ".")[0]
        return read_drivers(
            entries,
            weights,
            totals,
            stations,
            self._findings,
            values_at=Place(table.file, table.name),
            weights_at=Place(next(iter(weights.values())).file, where),
        )

    def _absent(self, key: str) -> None:
        """Nothing was given under a key that every scenario needs: a sheet in a workbook, a key in YAML."""
        if key in self._settings and not self._source.workbook:
            values = {"name": key, "got": ""}
            self._findings.add(Issue("E_MISSING", self._file, key, values))
        elif key not in self._settings and not self._source.workbook:
            self._findings.add(Issue("E_PARAM_MISSING", self._file, key, {"name": key}))

    def _long_entries(self, table: Table) -> Iterator[Entry]:
        for row in table.rows:
            yield Entry(row["station"], row["driver"], row["value"], row.get("period"))

    def _wide_entries(self, table: Table, weights: dict[str, Cell]) -> Iterator[Entry]:
        for driver, column in self._driver_columns(weights).items():
            if column in table.titles:
                for row in table.rows:
                    if not row["id"].blank:
                        yield Entry(row["id"], Cell(driver, driver, "", "", "typed"), row[column], None)

    def _groups(self, stations: dict[str, Fields]) -> list[Fields]:
        table = self._list_or_sheet(layout.GROUPS)
        return read_groups(table, stations, self._findings, self.cells) if table is not None else []

    def _settle_in_post(self, stations: dict[str, Fields], posts: Posts) -> None:
        """Staff in post is the sum over the categories; a table that says otherwise is refused."""
        if not posts.counted:
            return
        for station, total in posts.in_post(stations).items():
            given = stations[station].setdefault("in_post", total)
            if given is not None and given != total:
                self._findings.at(
                    "E_IN_POST_SUM", self.cells[f"stations.{station}.in_post"], name=station, sum=total
                )

    def _settle_cap(self, fields: Fields, categories: dict[str, Category]) -> None:
        """The cap is given, or it is the sum of the categories' caps, or both and they agree."""
        total = sum(category.cap for category in categories.values())
        if categories and "cap" in fields and fields["cap"] != total:
            self._findings.at("E_CAP_SUM", self.cells["cap"], sum=total)
        elif categories and "cap" not in self._settings:
            fields["cap"] = total
        elif "cap" not in self._settings:
            where = layout.SETTINGS_SHEET.zh if self._source.workbook else "cap"
            self._findings.add(Issue("E_PARAM_MISSING", self._file, where, {"name": "总编制 [cap]"}))
