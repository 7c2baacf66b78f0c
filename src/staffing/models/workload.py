"""Evidence of work, and the demand it amounts to."""

from decimal import Decimal
from fractions import Fraction

from pydantic import ConfigDict

from staffing.models.base import Frozen, Normalisation


class Driver(Frozen):
    """A driver 指标: a count of work per station, and its weight."""

    name: str
    weight: Decimal
    """Share of this driver in the index; the weights of a scenario sum to exactly 1."""
    values: dict[str, Decimal]
    """Count of every station, by station id."""
    period: str | None = None
    """Period the counts belong to, as written."""
    printed_total: Decimal | None = None
    """Total printed in the source, compared with the sum of the counts."""


class Demand(Frozen):
    """How the work is spread over the stations, exactly.

    Sequences run in station order. ``index[s] == sum(contributions[k][s] for k)`` and the index sums to 1.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    normalisation: Normalisation
    index: tuple[Fraction, ...]
    """Demand index of each station: its share of all work."""
    contributions: dict[str, tuple[Fraction, ...]]
    """Part of the index that each driver brings, by driver name."""
