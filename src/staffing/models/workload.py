"""Evidence of work by counts, and the demand it amounts to."""

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from pydantic import ConfigDict, Field

from staffing.models.base import Frozen, Normalisation


class Driver(Frozen):
    """A driver 指标: a count of work per station, and its weight."""

    name: str
    weight: Decimal
    """Share of this driver in the index; the weights of a scenario sum to exactly 1. With classes: where a class
    has no weights of its own."""
    values: dict[str, Decimal]
    """Count of every station, by station id; of several periods what :class:`Window` makes of them."""
    class_weights: dict[str, Decimal] = Field(default_factory=dict)
    """Its weight in the classes that have weights of their own, by class; these sum to exactly 1 in each class."""
    period: str | None = None
    """Period the counts belong to, as written."""
    series: dict[str, dict[str, Decimal]] = Field(default_factory=dict)
    """Counts by period and station, in order of time, where several periods were given; empty: only one was."""
    printed_total: Decimal | None = None
    """Total printed in the source, compared with the sum of the counts."""


class Take(StrEnum):
    """What counts of several periods become."""

    SUM = "sum"
    MEAN = "mean"
    PEAK = "peak"


class Window(Frozen):
    """Which periods count, and as what."""

    months: int | None = Field(default=None, ge=1)
    """The last so many months, up to ``until``; None: every period given."""
    until: str | None = None
    """Last month that counts, ``2025-12``; None: the last one given."""
    take: Take = Take.SUM


class ClassSplit(StrEnum):
    """How the authorised headcount is split between classes."""

    POSTS = "posts"
    """By given numbers, which sum to the headcount."""
    HOURS = "hours"
    """By the hours of the task ledger."""
    SHARE = "share"
    """By given shares, which sum to exactly 1."""


class StationClass(Frozen):
    """A class 类别 of stations with weights of its own; a station belongs to one."""

    name: str
    posts: int | None = Field(default=None, ge=0)
    """Its number of posts, where the split is by numbers."""
    share: Decimal | None = Field(default=None, ge=0)
    """Its share of the headcount, where the split is by shares."""


class Demand(Frozen):
    """How the work is spread over the stations, exactly.

    Sequences run in station order. ``index[s] == sum(contributions[k][s] for k)`` and the index sums to 1.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    normalisation: Normalisation
    index: tuple[Fraction, ...]
    """Demand index of each station: its share of all work."""
    contributions: dict[str, tuple[Fraction, ...]]
    """Part of the index that each driver brings, by driver name; that of the task ledger under :data:`LEDGER`."""
    driver_index: tuple[Fraction, ...]
    """What the index would be by drivers alone."""
    task_share: tuple[Fraction, ...] | None = None
    """What the index would be by the task ledger alone; None: there is none."""
    hours: tuple[Fraction, ...] | None = None
    """Hours of work in the task ledger; None: there is none."""
    points: tuple[Fraction, ...] | None = None
    """Points in the task ledger; None: there is none."""
    classes: dict[str, Fraction] = Field(default_factory=dict)
    """Share of the headcount of each class; empty: there are none."""


LEDGER = "任务台账"
"""Name of the task ledger's part among the contributions; no driver may bear it."""
