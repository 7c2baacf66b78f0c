"""A run: the recorded answer to one scenario, in the shape of ``staffing run --json``.

All numbers here are final: renderers write them, none computes another. Ratios are floats rounded correctly from
exact fractions; ``objective`` and ``bound`` stay exact as text.
"""

from typing import Any

from pydantic import Field

from staffing.models.base import Frozen, Method, Normalisation, Place
from staffing.models.formal import Formal
from staffing.models.plan import Status, Tie
from staffing.models.seasons import SeasonResult
from staffing.models.work import WorkResult


class IssueDocument(Frozen):
    """A fault or warning, in words."""

    code: str
    severity: str
    file: str
    where: str
    message: str
    remedy: str


class RuleDocument(Frozen):
    """One rule of a conflict, with the place it comes from."""

    rule: str
    where: str
    text: str


class RelaxationDocument(Frozen):
    """A least change of the rules that makes a plan possible; checked."""

    text: str
    changes: dict[str, int]
    """New value by rule: ``cap``, ``station_bounds[S001].minimum``."""


class Transfer(Frozen):
    """Posts that go from one station to another."""

    from_: str = Field(alias="from")
    to: str
    category: str | None
    count: int


class Outside(Frozen):
    """Staff who join a station from outside, or leave it for outside."""

    station: str
    category: str | None
    count: int


class GoalResult(Frozen):
    """What a plan comes to at one goal of the objective."""

    goal: str
    """A goal, or what comes before it: ``unplaced``, ``idle``, ``unserved``."""
    value: str | None
    """Exact, as text; None for ``order``."""
    proof: str | None
    """How it is shown that no plan does better, the goals before it being settled; None: it is not."""


class Certificate(Frozen):
    """Whole numbers that prove the bound and the goals, or that no plan exists: ``docs/model.md``, section 6."""

    prices: tuple[int, ...]
    """Of the rules over stations."""
    cases: tuple[dict[str, Any], ...] = ()
    """Proofs by cases: level, place, denominator, tree of prices."""


class Improvement(Frozen):
    """One head that would better a plan most: between stations, or to or from outside."""

    category: str | None
    from_: str | None = Field(alias="from")
    """None: joins from outside."""
    to: str | None
    """None: leaves for outside."""
    goals: tuple[GoalResult, ...]
    """Of the plan after it."""
    broken: int
    """Rules that it still breaks."""
    text: str


class Evaluation(Frozen):
    """What a plan made by hand is worth."""

    allowed: bool
    """True: it keeps every rule."""
    broken: tuple[RuleDocument, ...]
    """Rules that it breaks."""
    stations: dict[str, dict[str, int]]
    """Its posts by station and category; without categories under ``""``."""
    goals: tuple[GoalResult, ...]
    objective: str | None
    """Its main goal, exact, as text."""
    loss: float | None
    """How much worse than the plan of the run, relative to it; None: the plan of the run is worth 0, or missing."""
    apart: int | None
    """Posts that stand elsewhere than in the plan of the run."""
    transfers: tuple[Transfer, ...]
    joins: tuple[Outside, ...]
    leaves: tuple[Outside, ...]
    improvement: Improvement | None
    """The one exchange that betters it most; None: none does."""


class Alternative(Frozen):
    """Another good plan."""

    stations: dict[str, dict[str, int]]
    """Posts by station and category; without categories under ``""``."""
    goals: tuple[GoalResult, ...]
    objective: str
    loss: float
    """How much worse than the plan of the run, relative to it."""
    apart: tuple[int, ...]
    """Posts that stand elsewhere than in the plan of the run, and in each alternative before."""


class Alternatives(Frozen):
    """Other good plans that were asked for."""

    asked: int
    """Plans in all, that of the run included."""
    within: float
    """Greatest loss allowed."""
    apart: int
    """Least posts apart of any two."""
    complete: bool
    """True: as many as were asked for, or shown that no further one exists."""
    plans: tuple[Alternative, ...]


class YearResult(Frozen):
    """One year of a phased plan."""

    year: str
    allocated: int
    stations: dict[str, dict[str, int]]
    """Posts at the end of the year, by station and category; without categories under ``""``."""
    departed: int
    """Staff who retired or left as given."""
    transfers: tuple[Transfer, ...]
    joins: tuple[Outside, ...]
    leaves: tuple[Outside, ...]
    distance: int
    """Heads by which the posts differ from the target: ``sum |x - target|``."""


class Phased(Frozen):
    """The way to the target, year by year."""

    status: Status
    target: dict[str, dict[str, int]]
    """Posts by station and category that the last year should come to."""
    years: tuple[YearResult, ...]
    bound: int | None
    """No way leads nearer to the target than this."""
    proof: str | None
    conflict: tuple[RuleDocument, ...] | None = None
    """Where no way exists: the rules of the first year that cannot be kept."""
    failed_year: str | None = None


class CategoryPosts(Frozen):
    """Posts of one category at one station."""

    in_post: int
    allocation: int | None


class StationResult(Frozen):
    """One row of the plan."""

    id: str
    name: str
    index: float
    """Demand index 需求指数: the station's share of all work."""
    quota: float
    """Fractional share of the headcount 应配数."""
    allocation: int | None
    """Proposed posts 拟配数."""
    in_post: int | None
    change: int | None
    burden: float | None
    """Work per head 人均负荷 as proposed: ``index / posts * cap``; 1 is the mean. None: no post."""
    burden_in_post: float | None
    minimum: int
    maximum: int | None
    floor: int
    """Least posts after staying staff are counted; equals ``minimum`` without categories."""
    at_floor: bool
    """True: the least number decided the posts 保底; by its priority alone the station would get fewer."""
    contributions: dict[str, float]
    """Part of the index that each driver brings."""
    values: dict[str, float]
    """Counts as read."""
    categories: dict[str, CategoryPosts] | None = None
    class_: str | None = Field(default=None, alias="class")
    """The class it belongs to; None: there are none."""


class DriverResult(Frozen):
    """A driver as used."""

    name: str
    weight: float
    """As given; under ``hours`` the driver's share of the standard hours. Where the task ledger has a part in
    demand, times the part of the drivers; the ledger then stands among the drivers, with its part.

    With classes the mean of its weights in them, by their shares."""
    total: float
    period: str | None = None
    printed_total: float | None = None


class ClassResult(Frozen):
    """A class of stations as used."""

    name: str
    stations: int
    """Number of its stations."""
    share: float
    """Its share of the headcount."""
    posts: int | None
    """Posts of the headcount that are its own; None: no plan."""
    allocation: int | None
    """Posts placed at its stations; the rest stays free."""
    weights: dict[str, float]
    """Weight of each driver that it goes by."""


class CategoryResult(Frozen):
    """A category as used."""

    id: str
    name: str
    kind: str
    cap: int
    in_post: int
    allocation: int | None
    moves: bool
    """True: its posts were decided; False: its staff stay."""
    joined: int | None = None
    """Staff more at stations that gain; None without a plan."""
    left: int | None = None
    """Staff fewer at stations that lose."""


class LadderStep(Frozen):
    """One post near the cut line."""

    order: int
    """Headcount at which the post is given."""
    station: str
    posts_before: int
    posts_after: int
    priority: float | None
    """Quota over signpost 优先值; None: the first post of a station, before all others."""
    given: bool


class Run(Formal):
    """Everything that a report needs, and everything that :func:`staffing.verify` recomputes."""

    status: Status
    name: str
    method: Method
    normalisation: Normalisation
    place: Place
    cap: int
    allocated: int | None = None
    free: int | None = None
    """Authorised posts left unplaced 空余."""
    stations: tuple[StationResult, ...] = ()
    drivers: tuple[DriverResult, ...] = ()
    seasons: tuple[SeasonResult, ...] | None = None
    """Counts by period of drivers with several periods; None: there are none."""
    work: WorkResult | None = None
    """Task ledger and required posts; None: there is nothing but drivers."""
    categories: tuple[CategoryResult, ...] | None = None
    classes: tuple[ClassResult, ...] | None = None
    """Classes of stations with weights of their own; None: there are none."""
    ladder: tuple[LadderStep, ...] = ()
    objective: str | None = None
    unserved_index: str | None = None
    bound: str | None = None
    gap: float | None = None
    scale: int | None = None
    """Station costs are whole multiples of ``1 / scale``; None: exact as they stand."""
    goals: tuple[GoalResult, ...] | None = None
    """What the plan comes to, goal by goal; None: the ladder's single goal."""
    rules: tuple[RuleDocument, ...] | None = None
    """Rules that the plan was decided under, beyond the bounds of stations and categories: with their places."""
    certificate: Certificate | None = None
    """What proves bound and goals; None: they are proven without it, or not at all."""
    reason: str | None = None
    """Why this back end was chosen."""
    transfers: tuple[Transfer, ...] | None = None
    """Who changes station, against staff in post; None: staff in post are not given."""
    joins: tuple[Outside, ...] | None = None
    leaves: tuple[Outside, ...] | None = None
    transfer_cost: float | None = None
    """Cost of the transfers; None: no category has one."""
    evaluation: Evaluation | None = None
    """Of the plan made by hand that was handed in."""
    alternatives: Alternatives | None = None
    phased: Phased | None = None
    verified: bool = False
    proof: str | None = None
    ties: tuple[Tie, ...] = ()
    warnings: tuple[IssueDocument, ...] = ()
    conflict: tuple[RuleDocument, ...] | None = None
    relaxations: tuple[RelaxationDocument, ...] | None = None
    noun: str | None = None
    date: str | None = None
    illustrative: bool = False
    note: str | None = None
    input_sha256: str
    seconds: float | None = Field(default=None, ge=0)
    """Time of the solve; on standard output only, never in a stored result."""
    provenance: dict[str, str | int]

    @property
    def has_company(self) -> bool:
        """True: something stands beside the plan."""
        return not (self.evaluation is None and self.alternatives is None and self.phased is None)

    def document(self) -> dict[str, Any]:
        """Return the JSON shape: fields that have no value are left out at the top, null inside rows."""
        return document(self)


def document(answer: Frozen) -> dict[str, Any]:
    """Return the JSON document of an answer, without the optional top fields that have no value."""
    dumped = answer.model_dump(mode="json", by_alias=True)
    fields = type(answer).model_fields
    return {key: value for key, value in dumped.items() if value is not None or fields[key].is_required()}
