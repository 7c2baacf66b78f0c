"""The answer of ``staffing sensitivity``: how far weights and counts may change before the plan does."""

from pydantic import Field

from staffing.models.base import Frozen, Method, Normalisation
from staffing.models.run import IssueDocument


class IntervalEnd(Frozen):
    """Where the interval of a weight ends."""

    at: float
    exact: str
    """The same as an exact fraction; of an irrational end the last value before it of 15 decimals."""
    closed: bool
    """True: at this very weight the plan is still the same."""
    gains: str | None
    """Station that gains a post first beyond the end; None: the weight can go no further."""
    loses: str | None


class WeightInterval(Frozen):
    """The weight of a driver, the others in proportion, within which the plan stays."""

    class_: str | None = Field(default=None, alias="class")
    """The class that has the weight of its own; None: it is the scenario's."""
    driver: str
    weight: float
    low: IntervalEnd
    high: IntervalEnd


class NearMissResult(Frozen):
    """The smallest change of a station's heaviest count that moves a post, in one direction."""

    station: str
    driver: str
    count: float
    change: int
    """In whole units; negative: fewer."""
    share: float | None
    """Change relative to the count; None: there is none."""
    gains: str
    loses: str


class StationDraws(Frozen):
    """The posts of one station over all draws that have a plan."""

    station: str
    allocation: int
    """Posts by the counts as they stand."""
    fewer: float
    """Share of the draws in which it has fewer posts than that."""
    more: float
    least: int
    low: int
    """The least number that at least 5 % of the draws do not exceed."""
    median: int
    high: int
    """The least number that at least 95 % of the draws do not exceed."""
    most: int
    mean: float
    frequencies: tuple[tuple[int, int], ...]
    """In how many draws it has how many posts: (posts, draws), in rising order."""


class Draws(Frozen):
    """What becomes of the plan when counts are drawn by chance, as Poisson counts around what they are."""

    draws: int
    left_out: int
    """Draws among them without a plan, because a driver came out as zero everywhere; no share counts them."""
    seed: int
    drawn: tuple[str, ...]
    """Drivers whose counts were drawn, in the order of the scenario."""
    same: float
    """Share of the draws in which every station has what it has in the plan."""
    elsewhere: float
    """Posts that stations have beyond those of the plan, on average."""
    stations: tuple[StationDraws, ...]
    """In the order of the scenario."""


class Sensitivity(Frozen):
    """How far weights and counts may change before the plan does."""

    name: str
    method: Method
    normalisation: Normalisation
    cap: int
    weights: tuple[WeightInterval, ...]
    """In the order of the scenario; empty: a single driver has no interval."""
    near_misses: tuple[NearMissResult, ...]
    """Tightest first, by the share of the count."""
    draws: Draws | None = None
    """None: not asked for."""
    unanswered: tuple[IssueDocument, ...] | None = None
    """Why there are neither intervals nor near misses, where draws alone can be made; None: there are."""
    warnings: tuple[IssueDocument, ...] = ()
    input_sha256: str
