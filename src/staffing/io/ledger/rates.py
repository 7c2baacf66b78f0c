"""What turns quantities into hours and hours into points, month by month: standards and coefficients."""

from collections.abc import Sequence
from decimal import Context, Decimal, Inexact, Overflow
from functools import cache
from typing import Final

from staffing.io.ledger.months import holds
from staffing.models.standards import Standard
from staffing.models.tasks import Coefficient, Grading

EXACT: Final = Context(prec=500, traps=[Inexact, Overflow])
"""Sums and products of a ledger never round: what does not fit raises."""
KINDS: Final = (Grading.DIFFICULTY, Grading.URGENCY, Grading.IMPORTANCE)
"""In the order in which they count: the first for hours, the others for points."""


class Rates:
    """Coefficients and standards by month; where no coefficients of a kind are given every grade counts 1."""

    def __init__(self, coefficients: Sequence[Coefficient], standards: Sequence[Standard]) -> None:
        self._coefficients: dict[tuple[Grading, str], list[Coefficient]] = {}
        for one in coefficients:
            self._coefficients.setdefault((one.kind, one.grade), []).append(one)
        self._standards: dict[str, list[Standard]] = {}
        for standard in standards:
            self._standards.setdefault(standard.activity, []).append(standard)
        self.graded = frozenset(one.kind for one in coefficients)
        """Kinds of which coefficients are given."""
        self.factor = cache(self._factor)
        self.unit_hours = cache(self._unit_hours)

    def grades(self, kind: Grading) -> list[str]:
        """Return the grades of a kind that have a coefficient at some time."""
        return [grade for own, grade in self._coefficients if own is kind]

    def constant(self, kind: Grading) -> dict[str, Decimal]:
        """Return the coefficients of a kind that are the same at all times, by grade."""
        return {
            grade: known[0].coefficient
            for (own, grade), known in self._coefficients.items()
            if own is kind and len(known) == 1 and known[0].valid_from is None and known[0].valid_to is None
        }

    def _factor(self, kind: Grading, grade: str | None, month: str) -> Decimal | None:
        """Return what a grade counts in a month; None: there is no coefficient for it."""
        if grade is None or kind not in self.graded:
            return Decimal(1)
        known = self._coefficients.get((kind, grade), ())
        return next((one.coefficient for one in known if holds(one.valid_from, one.valid_to, month)), None)

    def _unit_hours(self, activity: str, month: str) -> Decimal | None:
        """Return the standard hours of one unit of an activity in a month; None: there is no standard for it."""
        known = self._standards.get(activity, ())
        return next((one.unit_hours for one in known if holds(one.valid_from, one.valid_to, month)), None)
