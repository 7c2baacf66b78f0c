"""Read one value and say what was recorded."""

from collections.abc import Callable
from typing import Any

from staffing.io.cells import Cell, Form
from staffing.io.findings import Findings


def cell(value: Any, form: Form = "workbook") -> Cell:
    """Return a value as it stands in a file."""
    return Cell(value, "数值", "a.xlsx", "单位!D3", form)


def codes(
    parse: Callable[..., Any], value: Any, form: Form = "workbook", **options: Any
) -> tuple[Any, list[str]]:
    """Return what ``parse`` reads, and the codes that it records, each of which has its words."""
    findings = Findings()
    parsed = parse(cell(value, form), findings, **options)
    issues = (*findings.errors, *findings.warnings)
    assert all(issue.line(lang) for issue in issues for lang in ("zh", "en"))
    changed = {change.code for change in findings.changes}
    assert changed == {issue.code for issue in findings.warnings}
    return parsed, [issue.code for issue in issues]
