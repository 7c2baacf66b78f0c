"""The authorised establishment: categories of post, who is in post, groups of stations."""

from decimal import Decimal

from pydantic import Field

from staffing.models.base import Frozen


class Category(Frozen):
    """A category of posts 人员类别 with an authorised number of its own."""

    id: str
    """Category id, unique in the scenario."""
    name: str
    """Name as the office writes it."""
    kind: str
    """行政, 事业, 工勤 or 外聘."""
    cap: int = Field(ge=0)
    """Authorised number of posts of this category 控制数."""
    movable: bool = True
    """False: nobody of this category leaves a station (established staff stay)."""
    capacity: Decimal = Decimal(1)
    """Capacity of one head, in heads."""
    total: int | None = Field(default=None, ge=0)
    """Posts of this category that must be filled, whatever its cap; None: not asked."""
    transfer_cost: Decimal = Field(default=Decimal(0), ge=0)
    """Cost of one transfer."""


class Post(Frozen):
    """What one station holds, and may hold, of one category."""

    station: str
    category: str
    in_post: int = Field(default=0, ge=0)
    """Staff in post of this category."""
    minimum: int = Field(default=0, ge=0)
    maximum: int | None = Field(default=None, ge=0)
    """None: no limit."""
    allowed: bool = True
    """False: the station may not hold this category."""


class CategoryBound(Frozen):
    """Least and most posts of one category in a group."""

    category: str
    minimum: int = Field(default=0, ge=0, alias="min")
    maximum: int | None = Field(default=None, ge=0, alias="max")
    """None: no limit."""


class Group(Frozen):
    """A set of stations with bounds of its own: its own members and those of the groups inside it."""

    id: str
    parent: str | None = None
    """Id of the group that this one lies in."""
    members: tuple[str, ...] = ()
    """Ids of the stations that belong to it directly; a station has at most one such group."""
    minimum: int = Field(default=0, ge=0, alias="min")
    maximum: int | None = Field(default=None, ge=0, alias="max")
    """None: no limit."""
    categories: tuple[CategoryBound, ...] = ()
    """Bounds on the posts of single categories."""


class Fix(Frozen):
    """A number that is not to change, or to be just this.

    With station and category: their posts. With a station alone: its posts of all categories, or without a number
    its present staff of each. With a category alone: its posts in all, or without a number its present staff
    everywhere.
    """

    station: str | None = None
    category: str | None = None
    posts: int | None = Field(default=None, ge=0)
    """None: as in post."""


class Year(Frozen):
    """One year of a phased plan; what is not given is as in the scenario."""

    year: str
    """As the office writes it, unique."""
    max_transfers: int | None = Field(default=None, ge=0)
    max_joins: int | None = Field(default=None, ge=0)
    """Most staff who may join from outside, of all categories together."""
    caps: dict[str, int] = Field(default_factory=dict)
    """Caps of the categories in this year, by category id; without categories the headcount under ``""``."""


class Departure(Frozen):
    """Staff who retire or leave in one year, whatever is decided."""

    year: str
    station: str
    category: str | None = None
    """None: the scenario has no categories."""
    count: int = Field(ge=1)
