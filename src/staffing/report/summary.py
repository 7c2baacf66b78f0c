"""The table of a batch: stations down, scenarios across."""

import csv
import io
import json
from pathlib import Path

from staffing.models.comparison import Comparison
from staffing.models.run import document


def write_summary(comparison: Comparison, folder: Path) -> list[Path]:
    """Write ``summary.json`` and ``summary.csv`` into the folder of a batch."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = json.dumps(document(comparison), ensure_ascii=False, indent=1) + "\n"
    written = []
    for name, content in (("summary.json", whole), ("summary.csv", summary_csv(comparison))):
        path = folder / name
        temporary = folder / f".{name}.part"
        temporary.write_text(content, encoding="utf-8")
        temporary.replace(path)
        written.append(path)
    return written


def summary_csv(comparison: Comparison) -> str:
    """Return the table as CSV with a byte-order mark, which Excel needs to read Chinese."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(["id", "name", "in_post", *(_safe(column.name) for column in comparison.scenarios)])
    for row in comparison.stations:
        posts = ("" if x is None else x for x in row.allocations)
        writer.writerow([row.id, _safe(row.name), "" if row.in_post is None else row.in_post, *posts])
    writer.writerow(["", "status", "", *(column.status for column in comparison.scenarios)])
    return "\ufeff" + target.getvalue()


def _safe(name: str) -> str:
    """Return a name that no spreadsheet takes for a formula."""
    return f"'{name}" if name.startswith(("=", "+", "-", "@", "\t", "\r")) else name
