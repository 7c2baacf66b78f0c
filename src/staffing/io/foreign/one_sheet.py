"""One sheet of a workbook that another program has written."""

from pathlib import Path
from typing import Final

from staffing.errors import Issue
from staffing.io.cells import shown
from staffing.io.files.grid import Grid
from staffing.io.findings import Findings
from staffing.io.layout import FILE_BYTES, Sheet

_KEY: Final = "foreign"


def read_grid(path: Path, sheet: str | None, rows: int, findings: Findings) -> Grid | None:
    """Return the only sheet of a workbook, or the one that is named; None, and a fault, where that is not clear.

    Raises
    ------
    InputError
        The file is no workbook, is damaged, exceeds a limit or holds what has no place in it.
    """
    from staffing.io.files.workbook import read_workbook

    size = path.stat().st_size
    if size > FILE_BYTES:
        findings.add(Issue("E_TOO_LARGE", path.name, "", {"size": size, "limit": FILE_BYTES}))
        return None

    def choose(names: list[str], file: str, findings: Findings) -> dict[str, Sheet]:
        chosen = sheet if sheet is not None else names[0] if len(names) == 1 else None
        if chosen is None or chosen not in names:
            found = ", ".join(shown(name) for name in names)
            key = "E_SHEET.which" if chosen is None else "E_SHEET"
            findings.refuse(key, file, "", name=chosen or "", found=found)
        return {chosen: Sheet(_KEY, chosen, (), rows=rows)}

    grids, _ = read_workbook(path.read_bytes(), path.name, findings, choose)
    return grids.get(_KEY)
