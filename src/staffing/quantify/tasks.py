"""The task ledger: hours and points per station, and their share of all work (``docs/model.md``, section 1)."""

from collections.abc import Sequence
from fractions import Fraction

from staffing.models.tasks import Measure, Tasks


def totals(tasks: Tasks, measure: Measure, members: Sequence[str]) -> tuple[Fraction, ...]:
    """Return the hours, or the points, of each station over all months of the ledger."""
    sums = dict.fromkeys(members, Fraction(0))
    for row in tasks.sums:
        if row.station in sums:
            # Not as decimals, whose sums are rounded to 28 digits.
            sums[row.station] += Fraction(row.hours if measure is Measure.HOURS else row.points)
    return tuple(sums.values())
