"""Several plans side by side."""

from staffing.models.base import Frozen, Method, Normalisation
from staffing.models.plan import Status
from staffing.models.run import IssueDocument, RuleDocument


class Variant(Frozen):
    """One column of a comparison."""

    name: str
    status: Status
    method: Method | None = None
    normalisation: Normalisation | None = None
    cap: int | None = None
    allocation: dict[str, int] | None = None
    changed: int | None = None
    """Stations whose posts differ from the first column's."""
    allocated: int | None = None
    """Posts placed."""
    transfers: int | None = None
    """Posts that change station against staff in post; None: these are not given."""
    ratio: float | None = None
    """Greatest over least work per head, by the demand of the first column that has a plan."""
    imbalance: float | None = None
    """``sum (x - q)^2 / q`` by the same demand, with quotas that sum to the posts placed."""
    by_hand: bool = False
    """True: a plan made by hand, of which nothing is proven."""
    broken: tuple[RuleDocument, ...] = ()
    """Rules that a plan made by hand breaks."""
    input_sha256: str | None = None
    issues: tuple[IssueDocument, ...] = ()


class ComparisonRow(Frozen):
    """One station over all scenarios."""

    id: str
    name: str
    in_post: int | None
    allocations: tuple[int | None, ...]
    differs: bool


class Present(Frozen):
    """Staff in post, measured as the columns are."""

    posts: int
    ratio: float | None
    imbalance: float | None


class Comparison(Frozen):
    """Scenarios side by side."""

    status: Status
    scenarios: tuple[Variant, ...]
    stations: tuple[ComparisonRow, ...]
    in_post: Present | None = None
    """None: staff in post are not given for every station."""
