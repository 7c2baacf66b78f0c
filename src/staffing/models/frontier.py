"""The answer of ``staffing whatif --frontier``: how few moves reach how much of the gain."""

from pydantic import Field

from staffing.models.base import Frozen, Method, Normalisation
from staffing.models.comparison import Present
from staffing.models.plan import Status
from staffing.models.run import IssueDocument, RelaxationDocument, RuleDocument


class FrontierPoint(Frozen):
    """The best plan within so many moves."""

    transfers: int
    """Posts that change station."""
    from_: str | None = Field(alias="from")
    """Station that the last of them comes from; None: the first plan."""
    to: str | None
    gain: str | None
    """What the last of them takes off the objective, as an exact fraction; None: the first plan."""
    unserved_index: str | None
    """Index left without a post, where that counts first."""
    share: float | None
    """Part of the whole gain that is made; None: there is none yet, for a station with work still has nobody."""
    ratio: float | None
    """Greatest over least work per head."""
    imbalance: float | None
    """``sum (x - q)^2 / q`` with quotas that sum to the posts placed."""


class Reach(Frozen):
    """How many moves reach a part of the whole gain."""

    level: float
    transfers: int
    share: float
    """What they reach, at least ``level``."""


class Frontier(Frozen):
    """How few moves from staff in post reach how much of the gain of the recommended plan."""

    status: Status
    name: str
    category: str | None = None
    """The category whose posts move; None: all, or the only kind there is."""
    method: Method
    normalisation: Normalisation
    cap: int
    in_post: Present | None = None
    """Staff in post as they are, whatever rules they break."""
    joins: int | None = None
    """Posts that are filled from outside in every point."""
    leaves: int | None = None
    """Posts that are given up in every point."""
    points: tuple[FrontierPoint, ...] | None = None
    """From the fewest moves that the rules allow to where no further one gains."""
    reaches: tuple[Reach, ...] | None = None
    objective: str | None = None
    """Cost of the method at the last point, as an exact fraction."""
    plan_transfers: int | None = None
    """Moves of the recommended plan itself; more than the last point's where ties decided it."""
    proof: str | None = None
    """``exchange``: at a price of a move that each point comes with, no exchange of a post improves it."""
    verified: bool = False
    warnings: tuple[IssueDocument, ...] = ()
    conflict: tuple[RuleDocument, ...] | None = None
    relaxations: tuple[RelaxationDocument, ...] | None = None
    input_sha256: str
