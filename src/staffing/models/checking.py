"""What a scenario holds as it was read, and whether a stored result is right."""

from staffing.models.base import Frozen
from staffing.models.plan import Status
from staffing.models.run import IssueDocument, RelaxationDocument, RuleDocument
from staffing.models.workload import Take


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
