"""Names of files inside a scenario's folder: plain relative names only."""

import re
from pathlib import Path
from typing import Final

from staffing.io.cells import Cell
from staffing.io.findings import Findings

_ODD: Final = re.compile(r"[\\:~$%\x00-\x1f\x7f]")
_FULL_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def inner_path(folder: Path, cell: Cell, findings: Findings) -> Path | None:
    """Return the file or folder that ``cell`` names inside ``folder``; None, and a fault, for any other name.

    Symbolic links are followed before the test; nothing is opened.
    """
    name = cell.value
    if not isinstance(name, str) or not name.strip():
        findings.at("E_TYPE.text" if not cell.blank else "E_MISSING", cell)
        return None
    folded = name.translate(_FULL_WIDTH)
    if _ODD.search(folded) or folded.startswith("/") or ".." in folded.split("/"):
        findings.at("E_PATH", cell)
        return None
    try:
        path = (folder / name).resolve()
        exists = path.exists()
    except (OSError, ValueError):  # a name that no file can bear: too long, or half a character
        findings.at("E_PATH", cell)
        return None
    if not path.is_relative_to(folder.resolve()):
        findings.at("E_PATH", cell)
    elif not exists:
        findings.at("E_NOT_FOUND", cell)
    elif not (path.is_file() or path.is_dir()):
        findings.at("E_PATH", cell)
    else:
        return path
    return None
