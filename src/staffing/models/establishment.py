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


class Group(Frozen):
    """A set of stations with bounds: its own members and those of the groups inside it."""

    id: str
    parent: str | None = None
    """Id of the group that this one lies in."""
    members: tuple[str, ...] = ()
    """Ids of the stations that belong to it directly; a station has at most one such group."""
    minimum: int = Field(default=0, ge=0, alias="min")
    maximum: int | None = Field(default=None, ge=0, alias="max")
    """None: no limit."""
