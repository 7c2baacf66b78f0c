"""Answers to questions of a reader: how near other plans are, what the work requires, what a table holds."""

from staffing.models.base import Frozen, Normalisation
from staffing.models.run import IssueDocument
from staffing.models.seasons import SeasonResult
from staffing.models.work import Pressure, WorkResult


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
