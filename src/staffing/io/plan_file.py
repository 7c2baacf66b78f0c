"""Read a plan made by hand: a table as CSV or workbook, a ``result.json``, or a mapping of a request.

A plan says for every station how many posts of every category it gets. What it does not say is refused, never
taken as 0; only of a category that a station may not hold nothing need be said.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from staffing.errors import InputError, Issue, UsageError
from staffing.io.cells import Cell, Table, Tree, places
from staffing.io.characters import trim
from staffing.io.files.csv_tables import read_csv
from staffing.io.files.grid import Grid
from staffing.io.files.tree import leaf, mapping, sequence
from staffing.io.files.yaml_file import json_tree, read_json
from staffing.io.findings import Findings
from staffing.io.layout import FILE_BYTES, PLAN, Sheet
from staffing.io.scenario.establishment import Row, find_category
from staffing.io.scenario.names import StationNames
from staffing.io.tables.personal import is_personal
from staffing.io.tables.rows import read_table
from staffing.io.values.numbers import whole
from staffing.io.values.placeholders import absent
from staffing.messages import LANGUAGES, text
from staffing.models.establishment import Category
from staffing.models.scenario import Scenario

Posts = dict[str, dict[str, int]]
"""Posts by station and category; where the scenario has no categories, under ``""``."""

_SHOWN: Final = 12
"""Stations that one fault names."""
_REPORTED: Final = ("r_posts_proposed", "r_posts_now")
"""Titles of the posts of a category on the sheet of a plan that the program writes."""
_HELD: Final = len(LANGUAGES)
_POSTS: Final = f"{PLAN.column('posts').zh} [posts]"


def read_plan(path: str | Path, scenario: Scenario, findings: Findings | None = None) -> Posts:
    """Return the posts that a file gives to every station of the scenario.

    Parameters
    ----------
    path
        A CSV or a workbook (its sheet 方案表, or else its first), or a JSON file: a ``result.json``, or what
        :func:`plan_of_mapping` takes.
    scenario
        Whose stations and categories the plan is about.
    findings
        Where notes are collected; without it nobody hears of them.

    Raises
    ------
    InputError
        The plan is refused; all faults are in it.
    UsageError
        There is no such file.
    """
    path = Path(path)
    findings = Findings() if findings is None else findings
    if not path.is_file():
        raise UsageError([Issue("E_NOT_FOUND", path.name, values={"got": path.name})])
    if path.suffix.lower() == ".json":
        return _plan_of_json(path, scenario, findings)
    grid = _grid(path, findings)
    needed = {title for category in scenario.categories for title in _titles(category)}
    table = read_table(grid, PLAN, findings, wide=True, needed=needed) if grid is not None else None
    findings.check()
    if table is None:
        raise AssertionError(f"{path.name}: neither read nor refused")
    plan = _Plan(scenario, findings)
    _take_table(table, plan)
    return plan.complete(table.file, table.name)


def plan_of_mapping(
    body: object, scenario: Scenario, *, name: str = "", findings: Findings | None = None
) -> Posts:
    """Return the posts of ``{"S001": {"contract": 3}}``, or ``{"S001": 12}`` where there are no categories.

    Raises
    ------
    InputError
        The plan is refused; all faults are in it.
    """
    findings = Findings() if findings is None else findings
    return _plan_of_tree(mapping(json_tree(body, name), "", name, findings), scenario, name, findings)


class _Plan:
    """The posts read so far."""

    def __init__(self, scenario: Scenario, findings: Findings) -> None:
        self.findings = findings
        self.categories = {category.id: category for category in scenario.categories} or None
        """None: the scenario has none."""
        self._stations = StationNames(
            {station.id: {"name": station.name} for station in scenario.stations}, {}, findings
        )
        self._barred = {(post.station, post.category) for post in scenario.posts if not post.allowed}
        self._cells: dict[tuple[str, str], Cell] = {}
        self._posts: dict[tuple[str, str], int] = {}

    def station(self, cell: Cell) -> str | None:
        """Return the station that a cell names."""
        return self._stations.find(cell, self.findings)

    def add(self, station: str, category: str, cell: Cell, about: Cell) -> int | None:
        """Take the number of a cell; ``about`` is the cell that names the station, or the category."""
        key = (station, category)
        twin = self._cells.setdefault(key, about)
        if twin is not about:
            got = " ".join(key).strip()
            self.findings.at("E_DUPLICATE", about, where=places([twin, about]), got=got, first=twin.where)
            return None
        if key in self._barred and absent(cell, self.findings):
            self._posts[key] = 0
            return 0
        posts = whole(cell, self.findings)
        if posts is not None:
            self._posts[key] = posts
        return posts

    def complete(self, file: str, where: str) -> Posts:
        """Return the plan; refuse it where a station or a category of one is missing, or anything was refused."""
        kinds = list(self.categories) if self.categories else [""]
        said = {station for station, _ in self._cells}
        self._lack(_POSTS, [station for station in self._stations if station not in said], file, where)
        for kind in kinds:
            named = f"{self.categories[kind].name} [{kind}]" if self.categories else _POSTS
            keys = ((station, kind) for station in self._stations if station in said)
            missing = [key[0] for key in keys if key not in self._cells and key not in self._barred]
            self._lack(named, missing, file, where)
        self.findings.check()
        return {
            station: {kind: self._posts.get((station, kind), 0) for kind in kinds}
            for station in self._stations
        }

    def _lack(self, name: str, stations: list[str], file: str, where: str) -> None:
        if stations:
            shown = stations[:_SHOWN] + ["…"] * (len(stations) > _SHOWN)
            values = {"name": name, "stations": shown}
            self.findings.add(Issue("E_VALUE_MISSING.plan", file, where, values))


# -- tables --------------------------------------------------------------------------------------------------


def _grid(path: Path, findings: Findings) -> Grid | None:
    if path.suffix.lower() == ".csv":
        return read_csv(path, findings)
    if path.stat().st_size > FILE_BYTES:
        findings.refuse("E_TOO_LARGE", path.name, size=path.stat().st_size, limit=FILE_BYTES)
    from staffing.io.files.workbook import read_workbook

    grids, _ = read_workbook(path.read_bytes(), path.name, findings, _choose)
    return grids.get(PLAN.key)


def _choose(names: list[str], _file: str, _findings: Findings) -> dict[str, Sheet]:
    return {next((name for name in names if trim(name) in PLAN.names), names[0]): PLAN}


def _take_table(table: Table, plan: _Plan) -> None:
    """Read rows of station, category and posts, or rows of a station with a column for each category."""
    ids = [text("id", lang) for lang in LANGUAGES]
    station = next((key for key in ("station", "name", *ids) if key in table.titles), None)
    columns = _columns(table, plan)
    if station is None or not columns:
        counted = plan.categories is None or "category" in table.titles
        name = PLAN.column("station" if station is None else "posts" if counted else "category")
        values = {"name": f"{name.zh} [{name.key}]", "found": ", ".join(list(table.titles)[:20])}
        plan.findings.add(Issue("E_HEADER.missing", table.file, table.name, values))
        plan.findings.check()
        return
    notes = {text("r_at_floor_note", lang) for lang in LANGUAGES}
    for row in table.rows:
        if any(row[key].written.strip() in notes for key in (station, *ids) if key in row):
            continue
        found = plan.station(row[station])
        if "category" in table.titles:
            category = find_category(row["category"], plan.categories, plan.findings)
            if found is not None and category is not None:
                plan.add(found, category, row["posts"], row[station])
        elif found is not None:
            _take_row(found, row, row[station], columns, plan)


def _titles(category: Category) -> list[str]:
    """Return the titles under which a category has its posts, in the report of a plan too; staff in post last."""
    report = [text(key, lang, name=category.name) for key in _REPORTED for lang in LANGUAGES]
    return [category.id, category.name, *report]


def _columns(table: Table, plan: _Plan) -> dict[str, str]:
    """Return the column of each category; with a column of categories it is the same for all."""
    known = plan.categories
    own = {column.key for column in PLAN.columns}
    others = {key: cell for key, cell in table.titles.items() if key not in own and not is_personal(key)}
    columns: dict[str, str] = {}
    if known is None or "category" in table.titles or len(known) == 1:
        columns = dict.fromkeys(known or ("",), "posts") if "posts" in table.titles else {}
    for category in known.values() if known is not None and "category" not in table.titles else ():
        named = [other for other in known.values() if other.name == category.name] if known else []
        titles = _titles(category) if len(named) == 1 else [category.id]
        proposed = [key for key in others if key in titles[:-_HELD]] if len(named) == 1 else []
        # The report shows those who stay only as staff in post.
        found = proposed or [key for key in others if key in titles]
        if len(found) > 1:
            cells = [others[key] for key in found]
            plan.findings.at("E_HEADER.twice", cells[0], where=places(cells))
        if found:
            columns[category.id] = found[0]
    for key, cell in others.items():
        if key not in columns.values():
            plan.findings.at("W_UNKNOWN_COLUMN", cell)
    return columns


def _take_row(station: str, row: Row, about: Cell, columns: Mapping[str, str], plan: _Plan) -> None:
    """Read one row of a station; a column of its posts beside those of the categories must be their sum."""
    read = [plan.add(station, category, row[key], about) for category, key in columns.items()]
    if "posts" not in row or "posts" in columns.values() or row["posts"].blank:
        return
    total = whole(row["posts"], plan.findings)
    parts = [posts for posts in read if posts is not None]
    if total is not None and len(parts) == len(plan.categories or ()) and total != sum(parts):
        plan.findings.at("E_POSTS_SUM", row["posts"], station=station, got=total, sum=sum(parts))


# -- JSON ----------------------------------------------------------------------------------------------------


def _plan_of_json(path: Path, scenario: Scenario, findings: Findings) -> Posts:
    if path.stat().st_size > FILE_BYTES:
        findings.refuse("E_TOO_LARGE", path.name, size=path.stat().st_size, limit=FILE_BYTES)
    try:
        body = read_json(path.read_bytes())
    except InputError as error:
        raise InputError([replace(issue, file=path.name) for issue in error.issues]) from error
    tree = mapping(json_tree(body, path.name), "", path.name, findings)
    if not {"stations", "status"} & tree.keys():
        return _plan_of_tree(tree, scenario, path.name, findings)
    plan = _Plan(scenario, findings)
    for number, item in enumerate(sequence(tree.get("stations"), "stations", path.name, findings)):
        _take_result(mapping(item, f"stations[{number}]", path.name, findings), number, path.name, plan)
    return plan.complete(path.name, "stations")


def _take_result(row: Mapping[str, Tree], number: int, file: str, plan: _Plan) -> None:
    """Read one station of a result."""
    path = f"stations[{number}]"
    cell = leaf(row.get("id"), f"{path}.id", file, plan.findings)
    if cell is None:
        plan.findings.add(Issue("E_ROW", file, path))
        return
    station = plan.station(cell)
    if station is None:
        return
    if plan.categories is None:
        posts = leaf(row.get("allocation"), f"{path}.allocation", file, plan.findings)
        if posts is not None:
            plan.add(station, "", posts, cell)
        return
    inner = f"{path}.categories"
    for key, value in mapping(row.get("categories"), inner, file, plan.findings).items():
        where = f"{inner}.{key}"
        held = mapping(value, where, file, plan.findings)
        _take_entry(station, key, held.get("allocation"), where, file, plan)


def _plan_of_tree(tree: Mapping[str, Tree], scenario: Scenario, file: str, findings: Findings) -> Posts:
    plan = _Plan(scenario, findings)
    for key, value in tree.items():
        cell = Cell(key, "station", file, key, "typed")
        station = plan.station(cell)
        if station is None:
            continue
        if plan.categories is None:
            posts = leaf(value, key, file, findings)
            if posts is not None:
                plan.add(station, "", posts, cell)
            continue
        for category, count in mapping(value, key, file, findings).items():
            _take_entry(station, category, count, f"{key}.{category}", file, plan)
    return plan.complete(file, "")


def _take_entry(station: str, key: str, value: Tree | None, where: str, file: str, plan: _Plan) -> None:
    """Read the posts of one category."""
    about = Cell(key, "category", file, where, "typed")
    category = find_category(about, plan.categories, plan.findings)
    posts = leaf(value, where, file, plan.findings)
    if category is not None and posts is not None:
        plan.add(station, category, posts, about)
