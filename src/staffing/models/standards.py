"""How long work takes, how long a post works, and how many posts the work so requires (WHO's WISN)."""

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from pydantic import ConfigDict, Field

from staffing.models.base import Frozen


class StandardSource(StrEnum):
    """Where a standard comes from."""

    MEASURED = "measured"
    EXPERT = "expert"
    STATUTE = "statute"


class Standard(Frozen):
    """An activity standard 作业标准: hours that one unit of an activity takes."""

    activity: str
    """Name of a driver, or of an activity of the task ledger."""
    unit_hours: Decimal = Field(gt=0)
    source: StandardSource
    low: Decimal | None = None
    """Range within which the figure is held to lie, hours."""
    high: Decimal | None = None
    samples: int | None = Field(default=None, ge=1)
    """Cases measured."""
    valid_from: str | None = None
    """First day, ISO; None: always."""
    valid_to: str | None = None
    """Last day, ISO; None: until further notice."""
    basis: str | None = None
    """Where the figure stands: a document and its number, or a ledger."""


class WorkingTime(Frozen):
    """Available working time of one post in a year; days unless said otherwise."""

    station: str | None = None
    """Station it holds for; None: for all that have none of their own."""
    year: int = 2025
    """Year whose calendar gives the working days."""
    days: Decimal | None = Field(default=None, gt=0)
    """Working days of the year before leave; None: days of the year without rest days and statutory holidays."""
    annual_leave: Decimal = Field(default=Decimal(0), ge=0)
    sick_leave: Decimal = Field(default=Decimal(0), ge=0)
    training: Decimal = Field(default=Decimal(0), ge=0)
    other: Decimal = Field(default=Decimal(0), ge=0)
    hours_per_day: Decimal = Field(default=Decimal(8), gt=0, le=24)


class AllowanceKind(StrEnum):
    """Whose time an allowance takes."""

    CATEGORY = "category"
    """Of everybody, for work that nobody counts: a share of working time."""
    INDIVIDUAL = "individual"
    """Of some only: hours of so many people."""


class Per(StrEnum):
    """What hours of an allowance are counted by."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Allowance(Frozen):
    """Time for work that the activity standards do not cover 宽放."""

    name: str
    kind: AllowanceKind
    station: str | None = None
    """None: at every station."""
    share: Decimal | None = Field(default=None, ge=0)
    """Share of working time, 0 to below 1; None: given in hours. Only of kind ``category``."""
    hours: Decimal | None = Field(default=None, ge=0)
    """Hours of one person; None: given as a share."""
    per: Per = Per.YEAR
    staff: Decimal | None = Field(default=None, ge=0)
    """People at a station who do it. Only of kind ``individual``."""


class Rounding(StrEnum):
    """How required posts become whole."""

    NONE = "none"
    WISN10 = "wisn10"
    """The lower number where that loads nobody by more than a tenth."""
    CEIL = "ceil"
    HALF_UP = "half_up"
    APPORTION = "apportion"
    """The total rounded half up, and the posts as the scenario's method splits it."""


class Component(Frozen):
    """The work of one activity at one station, in a year."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    activity: str
    quantity: Fraction
    """Units in a year."""
    hours: Fraction
    """Hours in a year."""
    staff: Fraction
    """Posts that these hours fill: hours / available hours."""
    standard: Standard | None = None
    """The standard that the hours come from; None: the ledger gives the hours itself."""


class Requirement(Frozen):
    """Posts that the work of one station requires: ``staff x category_factor + individual_factor``."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    station: str
    working_days: Fraction
    """Days of the year that a post works, leave taken off."""
    available_hours: Fraction
    """Hours of the year that a post works: AWT."""
    components: tuple[Component, ...]
    staff: Fraction
    """Sum over the components: A."""
    category_share: Fraction
    """Share of working time of category allowances."""
    category_factor: Fraction
    """CAF = 1 / (1 - share)."""
    individual_hours: Fraction
    """Hours a year of individual allowances, all people together."""
    individual_factor: Fraction
    """IAF = hours / available hours, posts."""
    required: Fraction
    posts: int | None
    """Rounded as the scenario says; None: not rounded."""
    in_post: int | None

    @property
    def difference(self) -> Fraction | None:
        """Staff in post less required posts: below 0 too few. None: staff in post are not known."""
        return None if self.in_post is None else self.in_post - self.required

    @property
    def ratio(self) -> Fraction | None:
        """WISN ratio: staff in post over required posts, below 1 pressure. None: not known, or no work."""
        return None if self.in_post is None or not self.required else self.in_post / self.required
