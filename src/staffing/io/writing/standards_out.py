"""Standards, working time and allowances of a scenario as rows. The opposite of reading them."""

from staffing.io import layout
from staffing.io.writing.rules_out import Row, trimmed
from staffing.models.base import Frozen
from staffing.models.scenario import Scenario
from staffing.models.standards import Allowance


def standard_rows(scenario: Scenario) -> dict[str, list[Row]]:
    """Return the rows of these sheets, by sheet key."""
    return {
        layout.STANDARDS.key: trimmed([_row(layout.STANDARDS, one) for one in scenario.standards]),
        layout.WORKING_TIME.key: trimmed([_row(layout.WORKING_TIME, one) for one in scenario.working_time]),
        layout.ALLOWANCES.key: trimmed([_allowance(one) for one in scenario.allowances]),
    }


def _row(sheet: layout.Sheet, one: Frozen) -> Row:
    return {column.key: getattr(one, column.key) for column in sheet.columns}


def _allowance(one: Allowance) -> Row:
    """Return the row of an allowance; a share has no period."""
    row = _row(layout.ALLOWANCES, one)
    return row if one.share is None else {**row, "per": None}
