"""Read dates and periods."""

import re
from datetime import date, datetime

from staffing.io.cells import Cell
from staffing.io.findings import Findings
from staffing.io.values.words import text


def iso_date(cell: Cell, findings: Findings) -> str | None:
    """Read a date as ``YYYY-MM-DD``."""
    value = cell.value
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    words = text(cell, findings)
    if words is None:
        return None
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", words):
            return date.fromisoformat(words).isoformat()
    except ValueError:
        pass
    findings.at("E_DATE", cell)
    return None
