"""Answers to the other questions, each in the shape of its ``--json`` document."""

from enum import StrEnum

from staffing.models.base import Frozen, Method, Normalisation
from staffing.models.plan import Status
from staffing.models.run import IssueDocument, RelaxationDocument, RuleDocument, Transfer
from staffing.models.seasons import SeasonResult
from staffing.models.work import Pressure, WorkResult
from staffing.models.workload import Take


class Mode(StrEnum):
    """Who may move when posts are added or cut."""

    REAPPORTION = "reapportion"
    """Before: the plan at the cap; after: the plan at the changed cap."""
    INCREMENT = "increment"
    """Before: staff in post; only the posts in question move."""
    BUDGET = "budget"
    """Before: staff in post; the posts in question and at most so many transfers."""


class RunnerUp(Frozen):
    """Who came second."""

    station: str
    priority: float | None
    margin: float | None
    """Difference of the two priorities, relative to that of the station that moved; None: not comparable."""


class Step(Frozen):
    """One post that moves."""

    order: int
    station: str
    category: str | None
    change: int
    posts_before: int
    posts_after: int
    burden_before: float | None
    burden_after: float | None
    priority: float | None
    runner_up: RunnerUp | None
    reason: str


class ClassTurn(Frozen):
    """One post that a class gets or gives: the first half of a step."""

    order: int
    """Of the step."""
    name: str
    posts_before: int
    posts_after: int
    priority: float | None
    runner_up: str | None
    """The class that came second."""
    margin: float | None
    """Difference of the two priorities, relative to that of the class that moved; None: not comparable."""


class ModeSummary(Frozen):
    """What one of the three modes would come to, set against staff in post."""

    mode: Mode
    max_transfers: int | None
    transfers: int
    """Posts that change station, beyond those added or cut."""
    ratio: float | None
    """Greatest over least work per head."""
    imbalance: float | None
    """``sum (x - q)^2 / q`` with quotas for the posts placed, relative to that of ``increment``."""
    changes: dict[str, int]
    """Difference to staff in post, of stations that change."""


class WhatIf(Frozen):
    """Answer to "add or cut N"."""

    status: Status
    delta: int
    category: str | None
    category_before: int | None = None
    """Posts of the category before; None without a category."""
    mode: Mode
    max_transfers: int | None = None
    before: dict[str, int] | None = None
    after: dict[str, int] | None = None
    burdens: dict[str, tuple[float | None, float | None]] | None = None
    """Work per head before and after, by station, on the yardstick of the scenario's own headcount.

    None: plans of the reallocation programme."""
    steps: tuple[Step, ...] | None = None
    class_turns: tuple[ClassTurn, ...] | None = None
    """With classes: which class each step was the turn of."""
    next: Step | None = None
    """The step that one post more would bring."""
    transfers: tuple[Transfer, ...] | None = None
    modes: tuple[ModeSummary, ...] | None = None
    cap_before: int
    cap_after: int
    method: Method
    normalisation: Normalisation
    warnings: tuple[IssueDocument, ...] = ()
    conflict: tuple[RuleDocument, ...] | None = None
    relaxations: tuple[RelaxationDocument, ...] | None = None
    verified: bool = False
    input_sha256: str


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


class CloseCall(Frozen):
    """The smallest change of one count that would have moved the post at the cut line."""

    station: str
    driver: str
    change: int
    share: float | None
    """Change relative to the count."""


class Reading(Frozen):
    """What a reader of a plan asks next."""

    next_up: tuple[str, ...]
    """Stations that posts more would go to, in order."""
    next_down: tuple[str, ...]
    """Stations that posts fewer would come from, in order."""
    close_calls: tuple[CloseCall, ...]
    other_methods: tuple[str, ...]
    """Methods under which the plan would differ."""
    other_normalisations: tuple[str, ...]
    method_changes: dict[str, dict[str, int]]
    """By method: which stations would have how many posts more or fewer."""


class Standing(Frozen):
    """Why a station has its posts, by the ladder."""

    station: str
    posts: int
    order: int | None
    """Headcount at which its last post is given; None: its minimum gives it."""
    priority: float | None
    """Of its last post."""
    next_order: int | None
    """Headcount at which it would get one more; None: its maximum forbids it."""
    next_priority: float | None
    close_calls: tuple[CloseCall, ...]
    """Least changes of its own heaviest count that would give it a post more, or a post less."""


class SheetSummary(Frozen):
    """What was found in one sheet or file."""

    name: str
    rows: int
    used: bool


class Note(Frozen):
    """One value, or one row, that was not taken byte for byte as it stands."""

    code: str
    file: str
    where: str
    name: str
    """Column or key; empty for a whole row."""
    got: str
    """What stands there, shortened as messages quote it."""
    read: str | None
    """What was read instead; None: it was left out."""


class Noted(Frozen):
    """How much was not taken as it stands."""

    values: int
    rows: int


class Check(Frozen):
    """What a scenario holds."""

    status: str
    name: str | None = None
    noun: str | None = None
    stations: int | None = None
    drivers: int | None = None
    values: int | None = None
    cap: int | None = None
    windows: dict[str, str] | None = None
    """Months that count, of each driver with several periods; None: there are none."""
    take: Take | None = None
    """What the counts of these become."""
    in_post: int | None = None
    people: int | None = None
    """On the staff list; None: there is none."""
    sheets: tuple[SheetSummary, ...] = ()
    variants: tuple[str, ...] = ()
    noted: Noted | None = None
    notes: tuple[Note, ...] | None = None
    """Only where asked for."""
    notes_more: int | None = None
    """Notes beyond those listed; None: there are no more."""
    issues: tuple[IssueDocument, ...] = ()
    conflict: tuple[RuleDocument, ...] | None = None
    relaxations: tuple[RelaxationDocument, ...] | None = None
    input_sha256: str | None = None


class Verification(Frozen):
    """What recomputing a stored result found."""

    status: Status
    """Status that the result claims."""
    verified: bool
    """True: every figure agrees."""
    proof: str | None
    figures: int
    """Figures compared."""
    issues: tuple[IssueDocument, ...] = ()
    input_sha256: str


class DemandRow(Frozen):
    """Demand of one station; null where the scenario has no such evidence."""

    id: str
    name: str
    index: float
    driver_index: float
    task_share: float | None = None
    hours: float | None = None
    points: float | None = None
    quota: float
    required: float | None = None
    """Posts that the hours of work require."""
    required_posts: int | None = None
    """Rounded as the scenario says."""
    ratio: float | None = None
    """WISN ratio: staff in post over required posts."""
    pressure: Pressure | None = None
    contributions: dict[str, float]


class DemandAnswer(Frozen):
    """How the work is spread: the answer of ``staffing demand``."""

    normalisation: Normalisation
    cap: int
    stations: tuple[DemandRow, ...]
    work: WorkResult | None = None
    """Task ledger and required posts with their derivation; None: there is nothing but drivers."""
    seasons: tuple[SeasonResult, ...] | None = None
    """Counts by period of drivers with several periods; None: there are none."""
    warnings: tuple[IssueDocument, ...] = ()
    input_sha256: str


class MappedColumn(Frozen):
    """What one column of a foreign table is taken for."""

    title: str
    role: str
    """``station``, ``day``, ``number``, ``driver``, a column of 单位 by its key; empty: it is not read."""
    reason: str
    """``title``, ``values``, ``personal``, ``total`` (of others) or ``unknown``."""
    examples: tuple[str, ...] = ()
    """Only of columns that are read, never of personal data."""


class MappedCount(Frozen):
    """What a mapping makes of one station."""

    id: str
    name: str
    counts: dict[str, float]
    """By driver."""


class Mapping(Frozen):
    """What a foreign table is taken for, and the scenario that reads it so."""

    status: str
    """``PROPOSED``: nothing is written. ``VALID``, ``INCOMPLETE`` (cap or weights are missing) or ``INVALID``."""
    file: str
    kind: str
    """``tickets``: one row a ticket; ``wide``: one row a station."""
    rows: int
    stations: int
    """Distinct names of stations."""
    columns: tuple[MappedColumn, ...]
    periods: dict[str, int] | None = None
    """Tickets by month."""
    mapping: dict[str, object]
    """The keys of ``scenario.yaml``, as proposed or written."""
    files: tuple[str, ...] = ()
    """Files written."""
    missing: tuple[str, ...] = ()
    """Keys that are still to be filled in."""
    periods_of: dict[str, str] | None = None
    """Period of each driver that has one."""
    counts: tuple[MappedCount, ...] | None = None
    issues: tuple[IssueDocument, ...] = ()
