"""From raw content to a Scenario, or to all of its faults at once."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import partial
from itertools import chain
from typing import Any, NamedTuple

from staffing.errors import Issue
from staffing.io import layout
from staffing.io.cells import Cell, Table, Tree, is_blank, places
from staffing.io.characters import trim
from staffing.io.files.tree import leaves
from staffing.io.findings import Findings
from staffing.io.foreign.wide import FIXED
from staffing.io.layout import Sheet
from staffing.io.scenario.classes import (
    Classes,
    check_groups,
    check_split,
    check_weights_given,
    class_drivers,
    read_classes,
)
from staffing.io.scenario.drivers import read_drivers
from staffing.io.scenario.entries import Block, CountCells, Place, Spots, count_cell
from staffing.io.scenario.establishment import Posts, read_categories
from staffing.io.scenario.hours_known import check_hours
from staffing.io.scenario.judgements import read_judgements
from staffing.io.scenario.lists import list_table
from staffing.io.scenario.names import StationNames, note_twins
from staffing.io.scenario.part_cells import PartCells
from staffing.io.scenario.people import read_people
from staffing.io.scenario.periods import Windows, read_window
from staffing.io.scenario.personal_use import note_columns, personal_use
from staffing.io.scenario.plausible import check_plausible
from staffing.io.scenario.rules import read_rules
from staffing.io.scenario.series_checks import check_series
from staffing.io.scenario.settings import read_settings
from staffing.io.scenario.source import Source
from staffing.io.scenario.staff_known import check_staff_known
from staffing.io.scenario.stations import Fields, read_bounds, read_stations
from staffing.io.scenario.ticket_counts import ticket_entries
from staffing.io.scenario.work import read_work
from staffing.io.tables.personal import is_personal
from staffing.io.tables.row import column_values
from staffing.io.values.words import name, nearest
from staffing.models.establishment import Category, Group
from staffing.models.judgement import Judgement
from staffing.models.person import Person
from staffing.models.scenario import Scenario
from staffing.models.station import Station
from staffing.models.workload import ClassSplit

IN_POST: str = "in_post."
"""A wide table's columns of staff by category begin so."""


class Beside(NamedTuple):
    """What is read beside a scenario; the plan does not depend on it."""

    people: tuple[Person, ...] = ()
    judgements: tuple[Judgement, ...] = ()


def assemble(source: Source, findings: Findings) -> tuple[Scenario, PartCells, Beside]:
    """Return the scenario, the cell behind each of its parts, and what is read beside it.

    Raises
    ------
    InputError
        Something does not fit; all faults are in it.
    """
    return _Assembly(source, findings).scenario()


def _without_blank_cap(source: Source) -> dict[str, Tree]:
    """The row 总编制 of 参数 may stay blank where the categories say how many posts there are."""
    cap = source.settings.get("cap")
    spare = isinstance(cap, Cell) and cap.blank and cap.form == "workbook" and "categories" in source.tables
    return {key: value for key, value in source.settings.items() if not (spare and key == "cap")}


class _Assembly:
    """One pass over the content; every step records its faults and goes on."""

    def __init__(self, source: Source, findings: Findings) -> None:
        self._source = source
        self._settings = _without_blank_cap(source)
        self._findings = findings
        self._file = source.file
        self._spots: Spots = {}
        self._personal: list[Cell] = []
        self.cells = PartCells()

    def scenario(self) -> tuple[Scenario, PartCells, Beside]:
        """Read everything, then stop on any fault, then build."""
        fields = read_settings(self._settings, self._file, self._findings)
        windows = read_window(self._settings.get("periods"), self._file, self._findings)
        fields["window"] = windows.window
        self._note_settings()
        bounds = read_bounds(self._settings.get("bounds"), self._file, self._findings)
        everywhere, totals = self._weights("weights"), self._weights("printed_totals")
        # The columns of a wide table are those of all drivers, before it is known which station is of which class.
        named = {**class_drivers(self._settings, self._file), **everywhere}
        stations = self._stations(bounds, named)
        classes = read_classes(
            self._settings, self._list_or_sheet, stations, everywhere, self._file, self._findings, self.cells
        )
        check_weights_given(classes, self._findings, self.cells)
        weights = {**everywhere, **classes.drivers(), **everywhere} if classes.rows else everywhere
        categories = self._categories()
        names = self._names(stations)
        posts = self._posts(names, categories)
        drivers = self._drivers(names, weights, totals, windows, everywhere, classes)
        rules = read_rules(self._list_or_sheet, names, categories, self._findings, self.cells)
        work = read_work(self._source, self._list_or_sheet, names, self._findings, self.cells)
        check_groups(classes, rules.groups, self._findings, self.cells, self._file)
        beside = Beside(self._people(names), self._judgements(weights))
        self._settle_in_post(stations, posts)
        self._settle_cap(fields, categories or {})
        split = fields.get("class_split", ClassSplit.SHARE)
        # Of a ledger that was refused its own faults are told, not that there is none.
        refused = bool(self._findings.errors) and bool(self._source.ledger or "tasks" in self._settings)
        ledger = work.get("tasks") is not None or refused
        check_split(classes, split, fields, ledger=ledger, findings=self._findings, cells=self.cells)
        lacking = any("in_post" not in own for own in stations.values())
        if lacking or (categories and not posts.counted):
            check_staff_known(fields, rules.fix, categories or {}, self.cells, self._findings)
        self._note_personal()
        self._findings.check()
        scenario = Scenario(
            **{"name": self._source.name, **fields, **work},
            stations=tuple(map(Station.model_validate, stations.values())),
            drivers=drivers,
            categories=tuple((categories or {}).values()),
            posts=posts.build(),
            groups=tuple(Group(**group) for group in rules.groups),
            fix=rules.fix,
            years=rules.years,
            departures=rules.departures,
            classes=classes.rows,
        )
        for driver in self._spots:
            cells = CountCells(self._spots, driver)
            self.cells.add_row(f"counts.{driver}", cells, cells)
        find_cell = partial(count_cell, self._spots)
        check_plausible(scenario, beside.people, self.cells, find_cell, self._findings)
        check_series(scenario, find_cell, self._findings)
        check_hours(scenario, self.cells, self._findings)
        self._findings.check()
        return scenario, self.cells, beside

    def _people(self, names: StationNames) -> tuple[Person, ...]:
        table = self._table("people")
        if table is None:
            return ()
        self.cells["people"] = table.titles.get("station", table.titles["id"])
        return read_people(table, names, self._findings)

    def _judgements(self, weights: dict[str, Cell]) -> tuple[Judgement, ...]:
        table = self._list_or_sheet(layout.JUDGEMENTS)
        return () if table is None else read_judgements(table, weights, self._findings, self.cells)

    def _note_personal(self) -> None:
        """Say which columns hold personal data, of every table."""
        columns = [title for table in self._source.tables.values() for title in table.personal]
        note_columns([*columns, *self._personal], self._settings, self._file, self._findings)

    def _note_settings(self) -> None:
        """Remember where the settings stand that rules go by."""
        for key in ("cap", "normalisation", "max_transfers", "max_stations_changed", "objective"):
            tree = self._settings.get(key)
            if isinstance(tree, list):
                items = [item for item in tree if isinstance(item, Cell)]
                where = items[0].where.rpartition("[")[0] if items else ""
                tree = items[0]._replace(title=key, where=where) if items else None
            if isinstance(tree, Cell):
                self.cells[key] = tree

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

    def _names(self, stations: dict[str, Fields]) -> StationNames:
        note_twins(stations, self.cells, self._findings)
        aliases = leaves(self._settings.get("aliases"), "aliases", self._file, self._findings)
        return StationNames(stations, aliases, self._findings)

    def _table(self, key: str) -> Table | None:
        return self._source.tables.get(key)

    def _driver_columns(self, weights: dict[str, Cell]) -> dict[str, str]:
        """Return the wide table's column of every driver."""
        named = self._named_columns()
        for driver, cell in named.items():
            # Where there are no weights at all, that is the fault, and told elsewhere.
            if weights and driver not in weights and driver not in FIXED:
                self._findings.at("E_UNKNOWN_KEY", cell, got=driver, nearest=nearest(driver, list(weights)))
        counted = {tickets.driver for tickets in self._source.tickets}
        return {
            driver: trim(named[driver].written) if driver in named else driver
            for driver in weights
            if driver in named or driver not in counted
        }

    def _named_columns(self) -> dict[str, Cell]:
        return leaves(self._settings.get("columns"), "columns", self._file, self._findings)

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
            if cell.form != "typed" and is_personal(key):
                self._personal.append(cell)
                continue
            near = get_close_matches(key, absent, n=1, cutoff=0.75)
            fault = (
                "E_UNKNOWN_KEY" if cell.form == "typed" else "E_HEADER.near" if near else "W_UNKNOWN_COLUMN"
            )
            self._findings.at(
                fault, cell, nearest=near[0] if near else nearest(key, [*known, *columns.values()])
            )

    def _categories(self) -> dict[str, Category] | None:
        """Return the categories by id; None where the scenario has none."""
        table = self._list_or_sheet(layout.CATEGORIES)
        return (
            read_categories(table, self._findings, self.cells) if table is not None and table.rows else None
        )

    def _list_or_sheet(self, sheet: Sheet) -> Table | None:
        """Return the YAML's list, or else the sheet."""
        if sheet.key not in self._settings:
            return self._table(sheet.key)
        return list_table(self._settings[sheet.key], sheet, self._file, self._findings)

    def _posts(self, stations: StationNames, categories: dict[str, Category] | None) -> Posts:
        posts = Posts(self._findings, self.cells)
        wide = self._source.wide
        for key, title in (wide.titles if wide is not None else {}).items():
            category = key.removeprefix(IN_POST)
            if not key.startswith(IN_POST):
                continue
            if category not in (categories or {}):
                near = nearest(category, list(categories or {}))
                self._findings.at("E_UNKNOWN_KEY", title, got=category, nearest=near)
                continue
            for row in wide.rows if wide is not None else ():
                station = row["id"].written.strip() if "id" in row else ""
                if station in stations:
                    posts.add_count(category, station, row[key])
        table = self._list_or_sheet(layout.POSTS)
        if table is not None:
            posts.add_table(table, stations, categories)
        return posts

    def _drivers(
        self,
        stations: StationNames,
        weights: dict[str, Cell],
        totals: dict[str, Cell],
        windows: Windows,
        everywhere: dict[str, Cell],
        classes: Classes,
    ) -> Any:
        source = self._source
        uses = personal_use(self._settings, self._file, Findings())  # its own faults are told elsewhere
        counted = list(ticket_entries(source.tickets, stations, uses, self._findings))
        table = source.wide if source.wide is not None else self._table("drivers")
        if not weights:
            self._absent("weights")
        if not weights or (table is None and not source.tickets):
            return ()
        place = Place(source.file, "tickets") if table is None else Place(table.file, table.name)
        blocks: Iterable[Block] = ()
        if table is not None and source.wide is not None:
            blocks = self._wide_blocks(table, weights)
        elif table is not None:
            period = "period" if "period" in table.titles else None
            blocks = [Block(table.rows, "station", "value", "driver", period)]
        where = next(iter(weights.values())).where.partition("!" if source.workbook else ".")[0]
        return read_drivers(
            chain(blocks, counted),
            weights,
            totals,
            stations,
            self._findings,
            values_at=place,
            weights_at=Place(next(iter(weights.values())).file, where),
            spots=self._spots,
            windows=windows,
            refused={tickets.driver for tickets in source.tickets}
            - {entry.driver.value for entry in counted},
            everywhere=everywhere,
            classes=classes,
        )

    def _absent(self, key: str) -> None:
        """Nothing was given under a key that every scenario needs: a sheet in a workbook, a key in YAML."""
        if key in self._settings and not self._source.workbook:
            values = {"name": key, "got": ""}
            self._findings.add(Issue("E_MISSING", self._file, key, values))
        elif key not in self._settings and not self._source.workbook:
            self._findings.add(Issue("E_PARAM_MISSING", self._file, key, {"name": key}))

    def _wide_blocks(self, table: Table, weights: dict[str, Cell]) -> Iterator[Block]:
        # A row without id was refused: one fault for it is enough.
        blank = any(map(is_blank, column_values(table.rows, "id")))
        named = [row for row in table.rows if not row["id"].blank] if blank else table.rows
        foreign = self._named_columns().keys()
        for driver, column in self._driver_columns(weights).items():
            if column in table.titles:
                about = Cell(driver, driver, "", "", "typed")
                yield Block(named, "id", column, about, None, driver in foreign)

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
