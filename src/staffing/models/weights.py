"""The answer of ``staffing weights``: weights by several methods, and how the plan would differ."""

from enum import StrEnum

from pydantic import Field

from staffing.models.base import Frozen
from staffing.models.plan import Status
from staffing.models.run import IssueDocument


class WeightMethod(StrEnum):
    """Where weights come from."""

    NOW = "now"
    """The scenario."""
    AHP = "ahp"
    """Pairwise judgements."""
    ENTROPY = "entropy"
    """How unevenly the counts are spread."""
    CRITIC = "critic"
    """How much the counts vary, and how little they go together."""
    NNLS = "nnls"
    """Staff in post: the weights that best explain it."""
    EQUAL = "equal"
    """One for all: a yardstick."""


class WeightSet(Frozen):
    """The weights that one method gives."""

    method: WeightMethod
    weights: dict[str, float] | None = None
    """By driver, rounded so that they sum to exactly 1; None: the method gives none."""
    reason: str | None = None
    """Why it gives none."""


class InconsistentJudgement(Frozen):
    """The judgement that differs most from the weights that all of them give."""

    first: str
    second: str
    value: float
    """As judged."""
    implied: float
    """Ratio of the two weights."""


class Consistency(Frozen):
    """How well judgements go together."""

    expert: str | None
    """Whose; None: all together."""
    judged: int
    """Pairs of drivers judged."""
    missing: int
    """Pairs that nobody judged."""
    spare: int
    """Pairs judged beyond the fewest that give weights; 0: nothing checks them."""
    ratio: float | None = None
    """Consistency ratio by Saaty's random indices; None: nothing checks, or more than 15 drivers."""
    ratio_dd: float | None = None
    """The same by those of Donegan and Dodd, up to 20 drivers."""
    worst: InconsistentJudgement | None = None
    weights: dict[str, float] | None = None
    """Weights by these judgements, not rounded; None: they do not connect all drivers."""


class Residual(Frozen):
    """A station that the fitted weights explain badly."""

    id: str
    name: str
    in_post: float
    explained: float
    """Posts that the fitted weights give it out of all staff in post."""
    difference: float
    """``in_post - explained``."""


class Fit(Frozen):
    """How well the fitted weights explain staff in post."""

    stations: int
    r_squared: float | None
    """None: staff in post is the same everywhere."""
    rmse: float
    """Root of the mean square of the differences, posts."""
    residuals: tuple[Residual, ...]
    """The largest, by size."""


class WeightTable(Frozen):
    """The methods side by side, for stations that share their weights."""

    class_: str | None = Field(default=None, alias="class")
    """Class with weights of its own; None: all stations without."""
    stations: int
    drivers: tuple[str, ...]
    methods: tuple[WeightSet, ...]
    consistency: tuple[Consistency, ...] = ()
    """All judgements together first, then each expert's where there are several."""
    fit: Fit | None = None


class WeightPlan(Frozen):
    """The plan under the weights of one method."""

    method: WeightMethod
    status: Status
    changed: int | None = None
    """Stations whose posts differ from the plan of now; None: one of the plans does not exist."""
    moved: int | None = None
    """Posts that lie elsewhere than in the plan of now."""
    changes: dict[str, int] | None = None
    """Difference to the plan of now, of the stations that differ."""
    issues: tuple[IssueDocument, ...] = ()


class Weighing(Frozen):
    """Weights compared. Nothing is applied."""

    status: Status
    """The worst of the plans, those aside that the weights make impossible."""
    name: str
    cap: int
    decimals: int
    """Of the weights."""
    tables: tuple[WeightTable, ...]
    plans: tuple[WeightPlan, ...]
    """That of now first."""
    variants: str
    """The weights as ``variants:`` of ``scenario.yaml``."""
    files: tuple[str, ...] = ()
    """Files written."""
    warnings: tuple[IssueDocument, ...] = ()
    input_sha256: str
