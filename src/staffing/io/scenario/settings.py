"""Plain settings, from 参数 and from ``scenario.yaml``; weights and variants from their sheets."""

from decimal import Decimal
from typing import Any, Final

from staffing.errors import Issue
from staffing.io.cells import Cell, Table, Tree, places
from staffing.io.characters import squeeze
from staffing.io.files.tree import known_keys, leaf, mapping
from staffing.io.findings import Findings
from staffing.io.layout import (
    FIXED_KEYS,
    SETTINGS,
    STRUCTURE_KEYS,
    TASK_SETTINGS,
    Column,
    by_name,
    choice_names,
)
from staffing.io.scenario.objective import read_objective
from staffing.io.values.dates import iso_date
from staffing.io.values.numbers import decimal, maximum, whole
from staffing.io.values.placeholders import absent
from staffing.io.values.words import name, nearest, option, text, yes_no
from staffing.models.base import Method, Normalisation, Place
from staffing.models.formal import Publicity
from staffing.models.standards import Rounding
from staffing.models.workload import ClassSplit

TIME_LIMIT_S: Final = 3600
THREADS: Final = 64
NOTICE_DAYS: Final = 60
"""Most working days of a public notice."""

_ENUMS: Final[dict[str, Any]] = {
    "class_split": ClassSplit,
    "method": Method,
    "normalisation": Normalisation,
    "place": Place,
    "publicity": Publicity,
    "rounding": Rounding,
}
_NAMES: Final = {
    setting.key: {words: key for key, words in choice_names(setting, "zh").items()} for setting in SETTINGS
}
"""Chinese names of the choices of each setting."""
_BY_NAME: Final = by_name(SETTINGS)
_TASKS_BY_NAME: Final = by_name(TASK_SETTINGS)
_TASK_KEYS: Final = tuple(setting.key for setting in TASK_SETTINGS)
_SYNONYMS: Final = {
    squeeze(name).lower(): setting for setting in SETTINGS for name in (*setting.names, *setting.synonyms)
}


OF_CLASSES: Final = ("class_weights", "class_cells")
"""Where the rows of 权重 that name a class stand among the settings: no keys of a file."""


def settings_of_sheet(table: Table, findings: Findings) -> dict[str, Tree]:
    """Return the rows of 参数 by key."""
    first: dict[str, Cell] = {}
    settings: dict[str, Tree] = {}
    for row in table.rows:
        words = text(row["key"], findings)
        if words is None:
            continue
        column = _BY_NAME.get(words) or _TASKS_BY_NAME.get(words)
        if column is None and (column := _SYNONYMS.get(squeeze(words).lower())) is not None:
            findings.changed("W_HEADER_ALIAS.setting", row["key"], column.zh)
        if column is None:
            known = [setting.zh for setting in (*SETTINGS, *TASK_SETTINGS)]
            findings.at("E_UNKNOWN_KEY", row["key"], nearest=nearest(words, known))
        elif column.key in first:
            findings.at("E_DUPLICATE", row["key"], first=first[column.key].where)
        else:
            first[column.key] = row["key"]
            _put(settings, column.key, row["value"]._replace(title=words))
    tasks: dict[str, Tree] = {key: settings.pop(key) for key in _TASK_KEYS if key in settings}
    return {**settings, "tasks": tasks} if tasks else settings


def _put(settings: dict[str, Tree], key: str, cell: Cell) -> None:
    """Set a setting; one of a mapping, ``periods.take``, inside it, and only where something is said."""
    owner, _, inner = key.partition(".")
    if not inner:
        settings[key] = cell
    elif not cell.blank:
        held = settings.setdefault(owner, {})
        if isinstance(held, dict):
            held[inner] = cell


def weights_of_sheet(table: Table, findings: Findings) -> dict[str, Tree]:
    """Return 权重 as the keys ``weights`` and ``printed_totals`` of a scenario.

    Rows that name a class stand apart: their weights under ``class_weights``, the first cell that names each class
    under ``class_cells``.
    """
    weights: dict[str, dict[str, Tree]] = {}
    named: dict[str, Tree] = {}
    totals: dict[str, Tree] = {}
    first: dict[tuple[str, str], Cell] = {}
    for row in table.rows:
        driver = name(row["driver"], findings)
        own = None if absent(row.get("class"), findings) else name(row["class"], findings)
        if driver is None or (own is None and not absent(row.get("class"), Findings())):
            continue
        key = (own or "", driver)
        if key in first:
            cells = [first[key], row["driver"]]
            findings.at("E_DUPLICATE", row["driver"], where=places(cells), first=first[key].where)
            continue
        first[key] = row["driver"]
        weights.setdefault(key[0], {})[driver] = row["weight"]
        if own is not None:
            named.setdefault(own, row["class"])
        if absent(row.get("printed_total"), findings):
            continue
        if driver in totals:
            cells = [_any_cell(totals[driver], row["driver"]), row["printed_total"]]
            findings.at("E_DUPLICATE", cells[1], where=places(cells), got=driver, first=cells[0].where)
        totals[driver] = row["printed_total"]
    found: dict[str, Tree] = {"weights": weights.pop("", {})}
    if named:
        found |= {"class_weights": dict(weights), "class_cells": named}
    return {**found, "printed_totals": totals} if totals else found


def variants_of_sheet(table: Table, findings: Findings) -> dict[str, Tree]:
    """Return 方案 as the key ``variants``: 键 is a setting or a dotted path such as ``bounds.S001.min``."""
    variants: dict[str, dict[str, Tree]] = {}
    for row in table.rows:
        words = name(row["name"], findings)
        key = text(row["key"], findings)
        if words is None or key is None:
            continue
        first, _, rest = key.partition(".")
        branch = variants.setdefault(words, {})
        # Names of drivers may hold dots, ids of stations do not.
        steps = rest.split(".") if first == "bounds" else [rest]
        known = _BY_NAME.get(first)
        path = [*([first] if known is None else known.key.split(".")), *(steps if rest else [])]
        if not rest and first in _TASKS_BY_NAME:
            path = ["tasks", _TASKS_BY_NAME[first].key]
        for step in path[:-1]:
            inner = branch.setdefault(step, {})
            branch = inner if isinstance(inner, dict) else {}
        if path[-1] in branch:
            findings.at("E_DUPLICATE", row["key"], first=places([_any_cell(branch[path[-1]], row["key"])]))
        branch[path[-1]] = row["value"]
    return {"variants": dict(variants)}


def aliases_of_sheet(table: Table, findings: Findings) -> dict[str, Tree]:
    """Return 别名 as the key ``aliases``; a blank id says that the unit knowingly does not count."""
    aliases: dict[str, Tree] = {}
    first: dict[str, Cell] = {}
    for row in table.rows:
        words = text(row["name"], findings)
        if words is None:
            continue
        if words in first:
            where = places([first[words], row["name"]])
            findings.at("E_DUPLICATE", row["name"], where=where, first=first[words].where)
            continue
        first[words] = row["name"]
        aliases[words] = row["station"] if "station" in row else row["name"]._replace(value=None)
    return {"aliases": aliases}


def _any_cell(tree: Tree, default: Cell) -> Cell:
    return tree if isinstance(tree, Cell) else default


def check_top_keys(tree: dict[str, Tree], file: str, findings: Findings) -> None:
    """Refuse unknown keys of a scenario and of its variants, and what this version does not do."""
    plain_keys = [setting.key for setting in SETTINGS if "." not in setting.key] + list(STRUCTURE_KEYS)
    known_keys(tree, [*FIXED_KEYS, *plain_keys], "", file, findings)
    _check_absent(tree, "", file, findings)
    for label, change in mapping(tree.get("variants"), "variants", file, findings).items():
        path = f"variants.{label}"
        check_changed_keys(mapping(change, path, file, findings), file, findings, path=path)


def check_changed_keys(change: dict[str, Tree], file: str, findings: Findings, *, path: str = "") -> None:
    """Refuse what a variant, or another change of a scenario, may not change."""
    plain_keys = [setting.key for setting in SETTINGS if "." not in setting.key] + list(STRUCTURE_KEYS)
    known_keys(change, [*plain_keys, "cap_change"], path, file, findings)
    _check_absent(change, path, file, findings)
    # Another ledger would be another scenario.
    inner = f"{path}.tasks" if path else "tasks"
    known_keys(mapping(change.get("tasks"), inner, file, findings), _TASK_KEYS, inner, file, findings)


def _check_absent(tree: dict[str, Tree], path: str, file: str, findings: Findings) -> None:
    if "solver_options" in tree:
        where = f"{path}.solver_options" if path else "solver_options"
        findings.add(
            Issue("E_SOLVER_OPTION", file, where, {"name": "solver_options", "got": "solver_options"})
        )


def read_settings(settings: dict[str, Tree], file: str, findings: Findings) -> dict[str, Any]:
    """Return the plain settings as fields of a Scenario; what is not set keeps the model's default."""
    fields: dict[str, Any] = {}
    goals = read_objective(settings.get("objective"), file, findings)
    if goals is not None:
        fields["objective"] = goals
    for column in SETTINGS:
        if column.kind == "options" or "." in column.key:
            continue
        cell = leaf(settings.get(column.key), column.key, file, findings)
        if cell is None or (column.key != "cap" and cell.blank):
            continue
        value = _read_setting(column, cell, findings)
        if value is not None:
            fields[column.key] = value
    return fields


def _read_setting(column: Column, cell: Cell, findings: Findings) -> Any:
    match column.key:
        case "class_split" | "method" | "normalisation" | "place" | "publicity" | "rounding":
            chosen = option(cell, column.choices, findings, names=_NAMES.get(column.key))
            return None if chosen is None else _ENUMS[column.key](chosen)
        case "time_limit_s":
            return _in_range(decimal(cell, findings), cell, TIME_LIMIT_S, findings)
        case "threads":
            return _in_range(whole(cell, findings), cell, THREADS, findings)
        case "max_transfers" | "max_stations_changed":
            return maximum(cell, findings)
        case "cap" | "seed":
            return whole(cell, findings)
        case "notice_days":
            return _in_range(whole(cell, findings), cell, NOTICE_DAYS, findings)
        case "date" | "notice_from":
            return iso_date(cell, findings)
        case "illustrative":
            return yes_no(cell, findings)
        case "note":
            return text(cell, findings, lines=True)
        case _:
            return name(cell, findings)


def _in_range(
    number: Decimal | int | None, cell: Cell, high: int, findings: Findings
) -> Decimal | int | None:
    if number is None or 0 < number <= high:
        return number
    findings.at("E_RANGE", cell, low="0", high=str(high))
    return None
