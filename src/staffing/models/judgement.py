"""A pairwise judgement of two drivers: read beside a scenario, never part of it."""

from fractions import Fraction

from pydantic import ConfigDict

from staffing.models.base import Frozen


class Judgement(Frozen):
    """How many times as much one driver counts as another, in the eyes of one expert."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    first: str
    """A driver."""
    second: str
    """The driver it is compared with."""
    value: Fraction
    """1/9 to 9: how many times as much ``first`` counts as ``second``."""
    expert: str | None = None
    """Who judged; None: nobody is named."""
