"""The task ledger: hours and points per station, and their share of all work (``docs/model.md``, section 1)."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from staffing.models.tasks import Measure, Tasks


def totals(tasks: Tasks, measure: Measure, members: Sequence[str]) -> tuple[Fraction, ...]:
    """Return the hours, or the points, of each station over all months of the ledger."""
    sums = dict.fromkeys(members, Decimal(0))
    for row in tasks.sums:
        if row.station in sums:
            sums[row.station] += row.hours if measure is Measure.HOURS else row.points
    return tuple(Fraction(amount) for amount in sums.values())
