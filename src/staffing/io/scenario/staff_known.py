"""Who is in post must be known wherever a rule goes by it: a missing number is never a silent 0."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from staffing.io.cells import Cell
from staffing.io.findings import Findings
from staffing.io.scenario.fixed import fix_path
from staffing.models.base import DEFAULT_GOALS, Goal
from staffing.models.establishment import Category, Fix

_LIMITS: Final = ("max_transfers", "max_stations_changed")
_MOVES: Final = frozenset({Goal.TRANSFERS, Goal.TRANSFER_COST, Goal.STATIONS_CHANGED})
"""Goals that count who moves; the default goals ask for them only where staff in post are known."""


def check_staff_known(
    fields: Mapping[str, Any],
    fixed: Iterable[Fix],
    categories: Mapping[str, Category],
    cells: Mapping[str, Cell],
    findings: Findings,
) -> None:
    """Refuse every rule that needs staff in post, once a kind, at its place; called where they are not known."""
    paths = [limit for limit in _LIMITS if fields.get(limit) is not None]
    goals = fields.get("objective", DEFAULT_GOALS)
    if goals != DEFAULT_GOALS and not _MOVES.isdisjoint(goals):
        paths.append("objective")
    paths += [fix_path(fix.station, fix.category) for fix in fixed if fix.posts is None][:1]
    paths += [f"categories.{key}.movable" for key, category in categories.items() if not category.movable][:1]
    if "years" in cells:
        paths.append("years")
    for path in paths:
        findings.at("E_IN_POST_MISSING.rule", cells[path])
