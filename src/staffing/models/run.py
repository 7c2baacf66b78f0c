"""A run: the recorded answer to one scenario, in the shape of ``staffing run --json``.

All numbers here are final: renderers write them, none computes another. Ratios are floats rounded correctly from
exact fractions; ``objective`` and ``bound`` stay exact as text.
"""

from typing import Any

from pydantic import Field

from staffing.models.base import Frozen, Method, Normalisation, Place
from staffing.models.plan import Status, Tie


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


class DriverResult(Frozen):
    """A driver as used."""

    name: str
    weight: float
    total: float
    period: str | None = None
    printed_total: float | None = None


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


class Run(Frozen):
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
    categories: tuple[CategoryResult, ...] | None = None
    ladder: tuple[LadderStep, ...] = ()
    objective: str | None = None
    unserved_index: str | None = None
    bound: str | None = None
    gap: float | None = None
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

    def document(self) -> dict[str, Any]:
        """Return the JSON shape: fields that have no value are left out at the top, null inside rows."""
        return document(self)


def document(answer: Frozen) -> dict[str, Any]:
    """Return the JSON document of an answer, without the optional top fields that have no value."""
    dumped = answer.model_dump(mode="json", by_alias=True)
    fields = type(answer).model_fields
    return {key: value for key, value in dumped.items() if value is not None or fields[key].is_required()}
