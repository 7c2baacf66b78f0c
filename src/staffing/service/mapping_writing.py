"""The other half of ``staffing map``: a proposal as the keys of ``scenario.yaml``, written and checked."""

import csv
import io
from collections import Counter
from collections.abc import Mapping as Keys
from pathlib import Path
from typing import Any, Final

from staffing.errors import Issue, UsageError
from staffing.io.cells import Tree
from staffing.io.foreign.mapping_file import read_mapping, with_additions, write_new
from staffing.io.scenario_file import load
from staffing.messages import Lang
from staffing.models.answers import MappedColumn, MappedCount, Mapping
from staffing.service.checking import check
from staffing.service.mapping import Proposal, drivers_in_use
from staffing.service.record import issue_documents

STATIONS_FILE: Final = "stations.csv"


def additions(proposal: Proposal) -> dict[str, Any]:
    """Return the keys that the mapping adds to ``scenario.yaml``."""
    keys: dict[str, Any] = {}
    if proposal.is_new:
        keys = {"schema": 1, "name": proposal.target.resolve().parent.name}
        keys["stations"] = STATIONS_FILE if proposal.is_tickets else _relative(proposal)
    if proposal.sheet is not None and not proposal.is_tickets:
        keys["sheet"] = proposal.sheet
    keys |= _ticket_keys(proposal) if proposal.is_tickets else _wide_keys(proposal)
    if proposal.cap is not None:
        keys["cap"] = proposal.cap
    weights = _weights(proposal)
    return keys | ({"weights": weights} if weights else {})


def _relative(proposal: Proposal) -> str:
    return proposal.path.resolve().relative_to(proposal.target.parent.resolve()).as_posix()


def _ticket_keys(proposal: Proposal) -> dict[str, Any]:
    entry: dict[str, Any] = {"file": _relative(proposal)}
    if proposal.sheet is not None:
        entry["sheet"] = proposal.sheet
    entry |= {"driver": proposal.driver, "station": proposal.station}
    if proposal.day is not None and proposal.period is not None:
        period = proposal.period
        entry |= {"day": proposal.day, "period": int(period) if period.isdigit() else period}
    if proposal.number is not None:
        entry["number"] = proposal.number
    aliases = dict(proposal.aliases)
    return ({"aliases": aliases} if aliases else {}) | {"tickets": [entry]}


def _wide_keys(proposal: Proposal) -> dict[str, Any]:
    fixed = {**proposal.fixed, "name": proposal.station}
    keys: dict[str, Any] = {
        "columns": {**fixed, **{driver: driver for driver in proposal.drivers}},
    }
    if "id" not in fixed:
        keys["aliases"] = dict(zip(proposal.names, station_ids(len(proposal.names)), strict=True))
    return keys


def _weights(proposal: Proposal) -> dict[str, Any]:
    if proposal.weights:
        return {name: _number(weight) for name, weight in proposal.weights.items()}
    names = proposal.driver_names
    return {names[0]: 1} if len(names) == 1 and "weights" not in read_mapping(proposal.target) else {}


def _number(words: str) -> int | float | str:
    """Return a number as YAML writes it; the check says what is wrong with anything else."""
    try:
        return int(words) if words.isdigit() else float(words)
    except ValueError:
        return words


def station_ids(count: int) -> list[str]:
    """Return ids for so many stations.

    >>> station_ids(2)
    ['S001', 'S002']
    """
    width = max(3, len(str(count)))
    return [f"S{number:0{width}}" for number in range(1, count + 1)]


def describe(proposal: Proposal, status: str = "PROPOSED") -> Mapping:
    """Return the document of a proposal."""
    months: Counter[str] = Counter()
    for day, rows in sorted((proposal.tally.days if proposal.tally is not None else {}).items()):
        months[f"{day.year}-{day.month:02}"] += rows
    return Mapping(
        status=status,
        file=proposal.path.name,
        kind=proposal.found.kind,
        rows=proposal.tally.rows if proposal.tally is not None else proposal.found.rows,
        stations=len(proposal.names),
        columns=tuple(
            MappedColumn(title=title, role=role, reason=reason, examples=examples)
            for title, role, reason, examples in proposal.found.guesses
        ),
        periods=dict(months) or None,
        mapping=additions(proposal),
    )


def write(proposal: Proposal, *, lang: Lang = "zh") -> Mapping:
    """Write the mapping and say what the scenario then holds; one that would be refused is taken back.

    Raises
    ------
    InputError
        The scenario there is does not take it; nothing is written.
    """
    target = proposal.target
    _check_additions(proposal, read_mapping(target))
    files = {}
    if proposal.is_new and proposal.is_tickets:
        files[target.parent / STATIONS_FILE] = _stations_table(proposal.names).encode()
    files[target] = with_additions(target, additions(proposal)).encode()
    described = describe(proposal)
    before = target.read_bytes() if target.is_file() else None
    write_new(files, target)
    try:
        tree = read_mapping(target)
        missing = tuple(key for key in ("cap", "weights") if key not in tree and key not in _in_tables(tree))
        answer = _checked(described, proposal, missing, lang)
    except BaseException:  # an interrupt too: nothing stays half done
        _take_back(files, target, before)
        raise
    if answer.status == "INVALID":
        _take_back(files, target, before)
        return answer
    return answer.model_copy(update={"files": tuple(str(path) for path in files), "missing": missing})


def _take_back(files: Keys[Path, bytes], target: Path, before: bytes | None) -> None:
    """Leave the folder as it was."""
    for path in files:
        if path != target or before is None:
            path.unlink(missing_ok=True)
    if before is not None:
        write_new({target: before}, target)


def _in_tables(tree: Keys[str, Tree]) -> tuple[str, ...]:
    """Keys that a workbook or a folder of tables, or the categories, may hold instead."""
    return ("weights", "cap") if "data" in tree else ("cap",) if "categories" in tree else ()


def _check_additions(proposal: Proposal, old: dict[str, Tree]) -> None:
    """Refuse a mapping that the scenario there is cannot take."""
    file = proposal.target.name
    if not old:
        return
    drivers = drivers_in_use(proposal.target)
    names = dict.fromkeys((*drivers, *proposal.driver_names))
    values = {"name": proposal.driver, "file": file, "names": ", ".join(names)}
    if not proposal.is_tickets and ("stations" in old or "data" in old):
        raise UsageError([Issue("E_MAP.stations", file, values={**values, "name": proposal.path.name})])
    if proposal.is_tickets and proposal.driver in drivers:
        raise UsageError([Issue("E_MAP.driver", file, values=values)])
    if not proposal.weights and (drivers or "data" in old):
        raise UsageError([Issue("E_MAP.weights", file, values=values)])
    left_out = [name for name in drivers if name not in proposal.weights]
    if left_out:
        raise UsageError([Issue("E_MAP.left_out", file, values={"names": left_out, "file": file})])


def _stations_table(names: tuple[str, ...]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["id", "name"])
    writer.writerows(zip(station_ids(len(names)), names, strict=True))
    return text.getvalue()


def _checked(described: Mapping, proposal: Proposal, missing: tuple[str, ...], lang: Lang) -> Mapping:
    """Say what the scenario makes of the table; what is still missing is no fault of it."""
    answer = check(proposal.target, lang=lang)
    if answer.status == "INVALID":
        wanted = {"E_PARAM_MISSING": "cap", "E_WEIGHT_MISSING": "weights"}
        rest = [issue for issue in answer.issues if issue.severity == "error"]
        only = all(wanted.get(issue.code) in missing or issue.where in missing for issue in rest)
        status = "INCOMPLETE" if missing and only else "INVALID"
        return described.model_copy(update={"status": status, "issues": answer.issues})
    loaded = load(proposal.target)
    scenario = loaded.scenario
    counts = tuple(
        MappedCount(
            id=station.id,
            name=station.name,
            counts={
                driver.name: float(driver.values[station.id])
                for driver in scenario.drivers
                if driver.name in proposal.driver_names
            },
        )
        for station in scenario.stations
    )
    periods = {driver.name: driver.period for driver in scenario.drivers if driver.period is not None}
    issues = issue_documents(list(loaded.warnings), lang)
    update = {"status": "VALID", "issues": issues, "counts": counts, "periods_of": periods or None}
    return described.model_copy(update=update)
