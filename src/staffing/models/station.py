"""A station: the unit that receives posts."""

import re
from decimal import Decimal

from pydantic import Field

from staffing.models.base import Frozen


class Station(Frozen):
    """A station 站所, or any unit that receives posts."""

    id: str
    """Station id, ``[A-Z0-9_-]{1,32}``: names the station everywhere, also in file names."""
    name: str
    """Name as the office writes it."""
    parent: str | None = None
    """Id of the superior station; gives subtotals only."""
    minimum: int = Field(default=0, ge=0)
    """Least number of posts, of all categories together."""
    maximum: int | None = Field(default=None, ge=0)
    """Greatest number of posts; None: no limit."""
    in_post: int | None = Field(default=None, ge=0)
    """Staff in post 在岗; None: not given."""
    class_: str | None = Field(default=None, alias="class")
    """Class of the station, where classes have rules of their own."""
    deviation_weight: Decimal = Field(default=Decimal(1), ge=0)
    """What one head off the quota counts under the goal ``deviation``."""


def id_key(station_id: str) -> list[tuple[int, int, str]]:
    """Order of ids in the tie rule: digit runs compared as numbers, then code points.

    >>> sorted(["S10", "S9", "S1A"], key=id_key)
    ['S1A', 'S9', 'S10']
    """
    parts = re.findall(r"\d+|\D", station_id)
    return [(0, int(part), part) if part.isdigit() else (1, ord(part), "") for part in parts]
