"""Gather the raw content of a scenario from its files: sheets, CSVs, YAML, a request body."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from staffing.errors import Issue
from staffing.io.cells import Cell, Table, Tree
from staffing.io.files.csv_tables import read_csv
from staffing.io.files.grid import Grid, Seen
from staffing.io.files.paths import inner_path
from staffing.io.files.tree import leaf, leaves, rows
from staffing.io.files.yaml_file import json_tree, read_yaml
from staffing.io.findings import Findings
from staffing.io.foreign.one_sheet import read_grid
from staffing.io.foreign.ticket_spec import read_tickets
from staffing.io.foreign.wide import BY_NAME, with_ids, with_official_titles
from staffing.io.layout import (
    ALIASES,
    DRIVERS,
    FILE_BYTES,
    ROWS,
    SETTINGS_SHEET,
    SHEET_TABLE,
    STATIONS,
    TASKS,
    VARIANTS,
    WEIGHTS,
    Sheet,
    name_sheets,
)
from staffing.io.ledger.paths import ledger_paths
from staffing.io.scenario.settings import (
    OF_CLASSES,
    aliases_of_sheet,
    check_top_keys,
    settings_of_sheet,
    variants_of_sheet,
    weights_of_sheet,
)
from staffing.io.scenario.source import Source
from staffing.io.tables.rows import read_table

SCHEMA: Final = 1
_AS_SETTINGS: Final = (SETTINGS_SHEET, WEIGHTS, VARIANTS, ALIASES)


def source_of_workbook(data: bytes, file: str, findings: Findings) -> Source:
    """Return the content of a workbook used alone."""
    grids, seen = _workbook(data, file, findings)
    if file.lower().endswith(".xlsm"):  # one without macros: with them the part was named
        findings.refuse("E_MACRO", file, name=file)
    _require((STATIONS, DRIVERS, WEIGHTS, SETTINGS_SHEET), grids, seen, file, findings)
    tables = _tables(grids, findings, SHEET_TABLE)
    settings = _sheet_settings(tables, findings)
    typed = {key: tree for key, tree in settings.items() if key not in OF_CLASSES}
    check_top_keys(typed, file, findings)
    counted = _recounted(seen, tables.values())
    return Source(file, Path(file).stem, settings, tables, seen=counted, data_file=file, workbook=True)


def source_of_yaml(path: Path, findings: Findings) -> Source:
    """Return the content of ``scenario.yaml`` and of the tables that it names."""
    file = path.name
    tree = read_yaml(path.read_bytes(), file, findings)
    check_top_keys(tree, file, findings)
    _check_schema(tree, file, findings)
    title = path.resolve().parent.name if path.stem == "scenario" else path.stem
    data, stations = (leaf(tree.get(key), key, file, findings) for key in ("data", "stations"))
    if data is not None and stations is not None:
        findings.at("E_DATA", stations)
    elif stations is not None:
        return _with_wide_table(path.parent, stations, tree, file, title, findings)
    elif data is not None:
        return _with_tables(path.parent, data, tree, file, title, findings)
    elif "data" not in tree and "stations" not in tree:
        findings.add(Issue("E_PARAM_MISSING", file, "data", {"name": "data"}))
    return Source(file, title, tree)


def _with_tables(
    folder: Path, data: Cell, tree: dict[str, Tree], file: str, title: str, findings: Findings
) -> Source:
    target = inner_path(folder, data, findings)
    if target is None:
        return Source(file, title, tree)
    grids: dict[str, Grid]
    if target.is_dir():
        grids, seen = _read_folder(target, findings)
    elif target.stat().st_size > FILE_BYTES:
        findings.refuse("E_TOO_LARGE", target.name, size=target.stat().st_size, limit=FILE_BYTES)
    else:
        grids, seen = _workbook(target.read_bytes(), target.name, findings)
    # Tickets may be all the counts there are.
    given = {"drivers": "tickets" in tree, "weights": "weights" in tree or _weighs_classes(tree)}
    needed = tuple(sheet for sheet in (STATIONS, DRIVERS, WEIGHTS) if not given.get(sheet.key))
    _require(needed, grids, seen, target.name, findings)
    overridden = tuple(sheet for sheet in SHEET_TABLE if not _stands_in(sheet, tree))
    tables = _tables(grids, findings, overridden)
    settings = _over(_sheet_settings(tables, findings), tree)
    tickets = read_tickets(tree.get("tickets"), folder, file, findings)
    ledger = ledger_paths(tree.get("tasks"), folder, findings)
    inputs = ((folder / file).resolve(), target, *(table.path for table in tickets), *ledger)
    return Source(
        file,
        title,
        settings,
        tables,
        seen=_recounted(seen, tables.values()),
        data_file=target.name,
        inputs=inputs,
        tickets=tickets,
        ledger=ledger,
    )


def _stands_in(sheet: Sheet, tree: dict[str, Tree]) -> bool:
    """Tell whether the YAML says what a sheet says."""
    own = tree.get(sheet.key)
    if sheet is TASKS and isinstance(own, dict):
        return "ledger" in own or "rows" in own
    return sheet.key in tree


def _over(settings: dict[str, Tree], tree: dict[str, Tree]) -> dict[str, Tree]:
    """Return the sheets' settings under the YAML's; those of the ledger one by one."""
    own, further = settings.get(TASKS.key), tree.get(TASKS.key)
    both = {TASKS.key: {**own, **further}} if isinstance(own, dict) and isinstance(further, dict) else {}
    return {**settings, **tree, **both}


def _with_wide_table(
    folder: Path, stations: Cell, tree: dict[str, Tree], file: str, title: str, findings: Findings
) -> Source:
    target = inner_path(folder, stations, findings)
    grid = _wide_grid(target, tree, file, findings) if target is not None and target.is_file() else None
    if target is not None and target.is_dir():
        findings.at("E_PATH", stations)
    wide = _wide_table(grid, tree, file, findings) if grid is not None else None
    seen = (
        (Seen(target.name, grid.filled_rows, used=True),) if grid is not None and target is not None else ()
    )
    tickets = read_tickets(tree.get("tickets"), folder, file, findings)
    ledger = ledger_paths(tree.get("tasks"), folder, findings)
    read = [*((target,) if target else ()), *(table.path for table in tickets), *ledger]
    return Source(
        file,
        title,
        tree,
        wide=wide,
        seen=seen,
        data_file=target.name if target else "",
        inputs=((folder / file).resolve(), *read),
        tickets=tickets,
        ledger=ledger,
    )


def _wide_grid(target: Path, tree: dict[str, Tree], file: str, findings: Findings) -> Grid | None:
    """Return a wide table as it stands: a CSV, or one sheet of a workbook."""
    sheet = leaf(tree.get("sheet"), "sheet", file, findings)
    if target.suffix.lower() != ".xlsx":
        return read_csv(target, findings)
    return read_grid(target, None if sheet is None else sheet.written, ROWS, findings)


def _wide_table(grid: Grid, tree: dict[str, Tree], file: str, findings: Findings) -> Table | None:
    """Return the rows of a wide table; where it has names and no ids, ``aliases`` gives the ids."""
    unsaid = Findings()  # what is wrong with these keys is told where they are read as a whole
    columns = leaves(tree.get("columns"), "columns", file, unsaid)
    sheet = BY_NAME if "aliases" in tree else STATIONS
    table = read_table(with_official_titles(grid, columns), sheet, findings, wide=True)
    if table is None or "aliases" not in tree or "id" in table.titles or "name" not in table.titles:
        return table
    return with_ids(table, leaves(tree["aliases"], "aliases", file, unsaid), findings)


def source_of_csv(grid: Grid, tree: dict[str, Tree], findings: Findings) -> Source:
    """Return the content of a wide table of stations, with settings from elsewhere."""
    check_top_keys(tree, "", findings)
    wide = _wide_table(grid, tree, grid.file, findings)
    seen = (Seen(grid.file, grid.filled_rows, used=True),)
    return Source(grid.file, Path(grid.file).stem, tree, wide=wide, seen=seen, data_file=grid.file)


def source_of_body(body: dict[str, Any], name: str, findings: Findings) -> Source:
    """Return the content of a request body, whose ``stations`` are the rows of a wide table."""
    tree = {key: json_tree(value, name, key) for key, value in body.items()}
    check_top_keys(tree, name, findings)
    _check_schema(tree, name, findings)
    if "data" in tree:
        findings.add(Issue("E_PATH.body", name, "data", {"name": "data", "got": ""}))
    for key in ("tickets", "sheet"):
        if key in tree:
            findings.add(Issue("E_PATH.body", name, key, {"name": key, "got": ""}))
    tasks = tree.get("tasks")
    if isinstance(tasks, dict) and "ledger" in tasks:
        findings.add(Issue("E_PATH.body", name, "tasks.ledger", {"name": "ledger", "got": ""}))
    if "stations" not in tree:
        findings.add(Issue("E_PARAM_MISSING", name, "stations", {"name": "stations"}))
    wide = rows(tree.get("stations"), "stations", name, findings, fill=True)
    if wide is not None and not wide.rows and isinstance(tree["stations"], list):
        findings.add(Issue("E_EMPTY.rows", name, "stations", {"name": "stations"}))
    seen = (Seen("stations", len(wide.rows), used=True),) if wide is not None else ()
    return Source(name, name or "scenario", tree, wide=wide, seen=seen)


def _check_schema(tree: dict[str, Tree], file: str, findings: Findings) -> None:
    cell = leaf(tree.get("schema"), "schema", file, findings)
    if "schema" not in tree:
        findings.add(Issue("E_PARAM_MISSING", file, "schema", {"name": "schema"}))
    elif cell is not None and (cell.value != SCHEMA or isinstance(cell.value, bool)):
        findings.at("E_OPTION", cell, known=str(SCHEMA))


def _read_folder(folder: Path, findings: Findings) -> tuple[dict[str, Grid], list[Seen]]:
    """Return the CSVs of a folder that are named like sheets."""
    grids: dict[str, Grid] = {}
    seen: list[Seen] = []
    paths = sorted(folder.glob("*.csv"))
    meant = name_sheets(path.stem for path in paths)
    for path in paths:
        if path.stem not in meant:
            findings.add(Issue("W_UNKNOWN_SHEET", path.name, "", {"name": path.name}))
            seen.append(Seen(path.name, 0, used=False))
            continue
        sheet, synonym = meant[path.stem]
        if synonym:
            findings.changed(
                "W_HEADER_ALIAS.sheet", Cell(path.stem, path.name, path.name, "", "csv"), sheet.zh
            )
        grid = read_csv(path, findings)
        if grid is None:
            continue
        if sheet.key in grids:
            findings.refuse("E_SHEET.twice", path.name, "", name=path.name, first=grids[sheet.key].file)
        seen.append(Seen(path.name, grid.filled_rows, used=sheet.read))
        if sheet.read:
            grids[sheet.key] = grid
    return grids, seen


def _weighs_classes(tree: Mapping[str, Tree]) -> bool:
    """Tell whether some class has its weights in the list of classes."""
    listed = tree.get("classes")
    return isinstance(listed, list) and any(isinstance(one, dict) and "weights" in one for one in listed)


def _recounted(seen: Iterable[Seen], tables: Iterable[Table]) -> tuple[Seen, ...]:
    """Return what was seen with the number of rows that were read: titles, notes and totals are none."""
    rows = {table.name or table.file: len(table.rows) for table in tables}
    return tuple(Seen(name, rows.get(name, count), used) for name, count, used in seen)


def _require(
    sheets: tuple[Sheet, ...], grids: dict[str, Grid], seen: list[Seen], file: str, findings: Findings
) -> None:
    found = ", ".join(name for name, _, _ in seen[:20])
    unread = any(issue.code in ("E_ENCODING", "E_CSV", "E_CONTROL") for issue in findings.errors)
    for sheet in sheets:
        if sheet.key not in grids and not unread:
            values = {"name": f"{sheet.zh} [{sheet.key}]", "found": found}
            findings.add(Issue("E_SHEET", file, sheet.zh, values))


def _tables(grids: dict[str, Grid], findings: Findings, sheets: tuple[Sheet, ...]) -> dict[str, Table]:
    """Return the tables of these sheets; an optional sheet with nothing below its header counts as absent."""
    tables = {}
    for sheet in sheets:
        grid = grids.get(sheet.key)
        if grid is None:
            continue
        optional = sheet not in (STATIONS, DRIVERS, WEIGHTS, SETTINGS_SHEET)
        if optional and not grid.filled_rows:
            continue
        table = read_table(grid, sheet, findings, optional=optional)
        if table is not None:
            tables[sheet.key] = table
    return tables


def _sheet_settings(tables: dict[str, Table], findings: Findings) -> dict[str, Tree]:
    settings: dict[str, Tree] = {}
    readers = (settings_of_sheet, weights_of_sheet, variants_of_sheet, aliases_of_sheet)
    for sheet, reader in zip(_AS_SETTINGS, readers, strict=True):
        if sheet.key in tables:
            settings.update(reader(tables[sheet.key], findings))
    return settings


def _workbook(data: bytes, file: str, findings: Findings) -> tuple[dict[str, Grid], list[Seen]]:
    """Read a workbook; only then are the libraries for it loaded."""
    from staffing.io.files.workbook import read_workbook

    return read_workbook(data, file, findings)
