"""What becomes of the plan when posts are added or cut."""

from enum import StrEnum

from staffing.models.base import Frozen, Method, Normalisation
from staffing.models.plan import Status
from staffing.models.run import IssueDocument, RelaxationDocument, RuleDocument, Transfer


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
