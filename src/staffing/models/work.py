"""What an answer records of quantified work: the ledger's part in demand, and the posts that the hours require."""

from enum import StrEnum

from staffing.models.base import Frozen


class Pressure(StrEnum):
    """How staff in post compare with required posts: the WISN ratio in five steps."""

    SEVERE = "severe"
    """Below 0.8."""
    HIGH = "high"
    """From 0.8 to below 0.95."""
    BALANCED = "balanced"
    """From 0.95 to 1.05."""
    LOW = "low"
    """Above 1.05 to 1.2."""
    SLACK = "slack"
    """Above 1.2."""


class ComponentResult(Frozen):
    """The work of one activity at one station, in a year."""

    activity: str
    quantity: float
    unit_hours: float | None
    """Of the standard; None: the ledger's rows give their hours themselves."""
    hours: float
    staff: float
    """Posts that these hours fill."""
    source: str | None
    """``measured``, ``expert`` or ``statute``; None: no standard."""
    basis: str | None
    valid_from: str | None
    valid_to: str | None


class AllowanceResult(Frozen):
    """An allowance that counts at a station."""

    name: str
    kind: str
    share: float | None
    """Share of working time; None: an individual allowance."""
    hours: float
    """Hours a year of one person."""
    staff: float | None
    """People who do it; None: everybody."""
    posts: float | None
    """Posts that these hours fill; None: everybody's, which the factor holds."""


class TimeResult(Frozen):
    """Available working time of one post in a year; days unless said otherwise."""

    year: int
    days: float
    """Working days before leave."""
    decree: str | None
    """Where the number of statutory holidays stands; None: the scenario gives the days."""
    annual_leave: float
    sick_leave: float
    training: float
    other: float
    hours_per_day: float


class RequirementResult(Frozen):
    """Posts that the work of one station requires: ``staff x category_factor + individual_factor``."""

    working_time: TimeResult
    working_days: float
    """Leave taken off."""
    available_hours: float
    components: tuple[ComponentResult, ...]
    allowances: tuple[AllowanceResult, ...]
    hours: float
    """Hours a year of all components."""
    staff: float
    category_share: float
    category_factor: float
    loaded: float
    """``staff x category_factor``."""
    individual_hours: float
    individual_factor: float
    required: float
    posts: int | None
    """Rounded as the scenario says; None: not rounded."""
    difference: float | None
    """Staff in post less required posts; None: staff in post are not known."""
    ratio: float | None
    """Staff in post over required posts."""
    pressure: Pressure | None


class StationWork(Frozen):
    """The evidence of work at one station."""

    id: str
    driver_quota: float
    """What the quota would be by drivers alone."""
    task_quota: float | None
    """What it would be by the ledger alone; None: there is no ledger."""
    apart: float | None
    """``task_quota - driver_quota``, posts."""
    hours: float | None
    """Hours in the ledger, over all its months."""
    points: float | None
    """Points in the ledger."""
    requirement: RequirementResult | None


class WorkSum(Frozen):
    """Whether the posts are enough, over the stations of a class or over all."""

    name: str | None
    """Class; None: all stations, or those without a class."""
    stations: int
    quota: float
    """Posts of the headcount that fall to them."""
    required: float
    required_posts: int | None
    """Sum of the rounded numbers; None: not rounded."""
    in_post: int | None
    balance: float
    """``quota - required``: below 0 posts are lacking."""
    ratio: float | None
    """Staff in post over required posts."""
    pressure: Pressure | None


class WorkResult(Frozen):
    """Quantified work beside the drivers."""

    measure: str | None
    """What of the ledger feeds demand: ``hours`` or ``points``; None: there is no ledger."""
    blend: float | None
    """Share of the ledger in demand."""
    first_month: str | None
    last_month: str | None
    """Months that the ledger covers."""
    months: int | None
    """How many they are; work in hours is that of a year, so it is times 12 over them."""
    rounding: str
    stations: tuple[StationWork, ...]
    total: WorkSum | None
    """None: no work is in hours."""
    classes: tuple[WorkSum, ...]
    """By class, where stations have one."""
