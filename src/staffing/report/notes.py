"""What is said beside a plan: warnings of the plan itself, and notes on the data it was made from."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from staffing.io.findings import table_of
from staffing.io.layout.settings import SETTINGS
from staffing.messages import Lang, concerns_plan, place_text, text
from staffing.models.run import IssueDocument, RuleDocument

_DOUBTS: Final = frozenset(
    {"W_CROSSCHECK", "W_DRIVER_CONSTANT", "W_NUMBER_ID", "W_OUTLIER", "W_PRINTED_TOTAL"}
)
"""Notes that doubt a figure, not only say how it was read."""


class Group(NamedTuple):
    """The notes on one sheet or file."""

    place: str
    """File and sheet; empty where a note has neither."""
    issues: tuple[IssueDocument, ...]


def plan_warnings(warnings: Iterable[IssueDocument]) -> tuple[IssueDocument, ...]:
    """Return the warnings of the plan itself: ties, paradoxes, posts left free; faults too, where there are any."""
    return tuple(issue for issue in warnings if not _of_data(issue))


def data_notes(warnings: Iterable[IssueDocument]) -> tuple[Group, ...]:
    """Return the notes on the data, sheet by sheet in the order found."""
    groups: dict[str, list[IssueDocument]] = {}
    for issue in warnings:
        if _of_data(issue):
            place = " ".join(part for part in (issue.file, _table(issue)) if part)
            groups.setdefault(place, []).append(issue)
    return tuple(Group(place, tuple(issues)) for place, issues in groups.items())


def placed(rule: RuleDocument, lang: Lang) -> str:
    """Return a rule with where it stands: ``有变动的站所至多0个（变动站所数上限）``."""
    where = rule_place(rule.where, lang) if rule.where else ""
    return rule.text + text("o_rule_place", lang, place=where) if where else rule.text


def rule_place(where: str, lang: Lang) -> str:
    """Return the place of a rule as people read it; a setting by the name that the workbook gives it."""
    said = place_text(where, lang)
    if lang == "en":
        return said
    named = next((one for one in SETTINGS if one.key == said), None)
    return said if named is None else named.zh


def _of_data(issue: IssueDocument) -> bool:
    return issue.severity == "warning" and not concerns_plan(issue.code)


def count(groups: Sequence[Group]) -> int:
    """Return how many notes the groups hold."""
    return sum(len(group.issues) for group in groups)


def spot(issue: IssueDocument, lang: Lang) -> str:
    """Return the place of a note without the sheet that its group names already."""
    return "" if issue.where == _table(issue) else inner_place(issue.where, lang)


def inner_place(where: str, lang: Lang) -> str:
    """Return a place without its sheet: a cell, or a row by its number.

    >>> inner_place("单位!D3", "zh"), inner_place("单位!7", "zh"), inner_place("line 5, 编制下限", "zh")
    ('D3', '第7行', '第5行，编制下限')
    """
    inside = where.rpartition("!")[2]
    return place_text(f"line {inside}" if inside.isdecimal() else inside, lang)


def foremost(groups: Sequence[Group], most: int) -> tuple[IssueDocument, ...]:
    """Return so many notes at most, those that doubt a figure before those that only say how it was read."""
    issues = [issue for group in groups for issue in group.issues]
    return tuple(sorted(issues, key=lambda issue: issue.code not in _DOUBTS)[:most])


def _table(issue: IssueDocument) -> str:
    """Return the sheet or list that a note is about; in a workbook a place without a cell is a sheet."""
    whole = issue.where if issue.file.lower().endswith(".xlsx") else ""
    return table_of(issue.where) or whole
