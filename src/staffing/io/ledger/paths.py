"""Which files the key ``tasks.ledger`` names."""

from pathlib import Path

from staffing.errors import Issue
from staffing.io.cells import Cell, Tree
from staffing.io.files.paths import inner_path
from staffing.io.findings import Findings
from staffing.io.ledger.files import SUFFIXES


def ledger_paths(tree: Tree | None, folder: Path, findings: Findings) -> tuple[Path, ...]:
    """Return the ledger's file, or the CSV and Parquet files of its folder by name."""
    cell = tree.get("ledger") if isinstance(tree, dict) else None
    if not isinstance(cell, Cell):
        return ()
    path = inner_path(folder, cell, findings)
    if path is None:
        return ()
    if path.is_file():
        found = [path] if path.suffix.lower() in SUFFIXES else []
    else:
        found = sorted(one for one in path.iterdir() if one.is_file() and one.suffix.lower() in SUFFIXES)
        found = [one for one in found if not one.name.startswith((".", "~"))]
        outside = [one for one in found if not one.resolve().is_relative_to(path)]
        for one in outside:  # a link
            findings.at("E_PATH", cell, got=one.name)
    if not found:
        findings.add(Issue("E_FILE_TYPE.ledger", path.name))
    return tuple(found)
