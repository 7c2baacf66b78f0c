"""Unit hours measured from a ledger: what ``staffing standards`` proposes and what it rests on."""

from enum import StrEnum

from pydantic import Field

from staffing.models.base import Frozen
from staffing.models.run import IssueDocument


class Range(StrEnum):
    """What the range of a proposed standard is."""

    INTERVAL = "interval"
    """Where the median lies, with at least 95 %."""
    QUARTILES = "quartiles"
    """Where the middle half of the items lie."""


class Clock(StrEnum):
    """Which time counts."""

    ELAPSED = "elapsed"
    """All of it, nights and rest days included."""
    WORKING = "working"
    """Only that within working hours."""


class LeftOut(Frozen):
    """Rows that no figure rests on, and why."""

    reason: str
    rows: int
    share: float
    """Of all rows."""
    names: dict[str, int] = Field(default_factory=dict)
    """Rows by what stands there, of reasons that have several."""


class Figures(Frozen):
    """Durations of an activity, in hours."""

    median: float
    median_exact: str
    """The same as a fraction of whole numbers."""
    first_quartile: float
    third_quartile: float
    iqr: float
    """Interquartile range: the third quartile less the first."""
    trimmed_mean: float
    """Mean without the least and the greatest tenth."""
    low: float | None
    """Lower end of the interval of the median; null: too few samples."""
    high: float | None
    coverage: float | None
    """Probability that the interval holds the median; at least 0.95."""


class MeasuredActivity(Frozen):
    """One activity, or one activity in one unit."""

    activity: str
    unit: str | None = None
    """Null: all units together."""
    samples: int
    cases: int | None
    """Cases that the items belong to; null: cases are not known."""
    hours: float
    """All items together."""
    plain: Figures
    """As they stand."""
    split: Figures | None = None
    """Overlapping time of a resource split equally between its open items; null: not asked for."""


class ProposedStandard(Frozen):
    """A row for the sheet 作业标准."""

    activity: str
    unit_hours: float
    """The median, with three significant digits, half up."""
    source: str = "measured"
    low: float | None
    """Rounded down, as ``high`` is up; null: too few samples for an interval."""
    high: float | None
    samples: int
    basis: str


class Measured(Frozen):
    """The answer of ``staffing standards``."""

    status: str = "PROPOSED"
    """Always: nothing is applied by this command."""
    file: str
    files: tuple[str, ...]
    kind: str
    """``intervals``: a start and an end in each row; ``events``: a row each."""
    columns: dict[str, str]
    """Columns by what they are taken for."""
    where: dict[str, str] = Field(default_factory=dict)
    """Only rows in which these columns hold these values."""
    clock: Clock
    hours: str | None = None
    """Working hours of a day; null: all day."""
    workdays: bool = False
    """True: Monday to Friday only."""
    zone: str
    """Time zone of days and working hours, and of times that name none."""
    range: Range
    least: int
    """Fewest samples of a proposal."""
    rows: int
    used: int
    """Rows that the figures rest on; with those left out as many as there are."""
    items: int
    left_out: tuple[LeftOut, ...]
    first_day: str | None
    last_day: str | None
    overlapping: int | None = None
    """Items that overlap an earlier one of the same resource; null: resources are not known."""
    activities: tuple[MeasuredActivity, ...]
    units: tuple[MeasuredActivity, ...] = ()
    standards: tuple[ProposedStandard, ...]
    files_written: tuple[str, ...] = ()
    warnings: tuple[IssueDocument, ...] = ()
