"""The task ledger 任务台账, summed."""

from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from staffing.models.base import Frozen


class Measure(StrEnum):
    """Which of the two measures of a ledger feeds demand."""

    HOURS = "hours"
    """How much work there is: quantity x standard hours x difficulty."""
    POINTS = "points"
    """How much the work counts: hours x urgency x importance, and completion points."""


class TaskSum(Frozen):
    """The work of one activity at one station in one month: sums over rows of the ledger."""

    station: str
    month: str
    """``2025-03``."""
    activity: str
    """Activity 活动, or the task where the row names none."""
    quantity: Decimal
    hours: Decimal
    points: Decimal


class Tasks(Frozen):
    """What the task ledger brings to demand. Nobody's name is in it."""

    sums: tuple[TaskSum, ...]
    """Sorted by station, month and activity."""
    months: tuple[str, ...]
    """Months that the ledger covers, without a gap, in order."""
    measure: Measure = Measure.HOURS
    blend: Decimal = Field(default=Decimal(0), ge=0, le=1)
    """Share of the ledger in demand; the drivers have the rest."""


class Grading(StrEnum):
    """What a row of the ledger is graded by."""

    URGENCY = "urgency"
    IMPORTANCE = "importance"
    DIFFICULTY = "difficulty"


class Coefficient(Frozen):
    """What a grade counts; a dated setting."""

    kind: Grading
    grade: str
    coefficient: Decimal = Field(ge=0)
    valid_from: str | None = None
    """First day, ISO; None: always."""
    valid_to: str | None = None
    """Last day, ISO; None: until further notice."""
    basis: str | None = None
    """Where the figure stands: a document and its number."""
