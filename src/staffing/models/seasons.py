"""Counts by period as reports show them."""

from staffing.models.base import Frozen
from staffing.models.workload import Take


class PeriodTotal(Frozen):
    """All stations' counts of one period."""

    period: str
    total: float
    index: float | None
    """Total over the mean of the periods that count; None: that mean is 0."""
    counted: bool
    """False: outside the window."""


class StationSeason(Frozen):
    """How one station's counts go through the periods that count."""

    id: str
    share: float
    """Of the driver's total in all these periods."""
    peak_share: float
    """Of the driver's total in the period with the greatest total."""
    peak: str
    """The station's own greatest period, the first of several."""
    ratio: float | None
    """Its count then over its mean; None: it has none."""


class SeasonResult(Frozen):
    """A driver of several periods."""

    driver: str
    window: str
    """First and last month that count."""
    take: Take
    divisor: int
    """The driver's values, divided by it, are the counts: the number of periods under ``mean``, else 1."""
    periods: tuple[PeriodTotal, ...]
    peak: str
    """The period with the greatest total of those that count, the first of several."""
    ratio: float | None
    """Its total over the mean; None: the mean is 0."""
    stations: tuple[StationSeason, ...]
