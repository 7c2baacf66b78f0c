"""The task ledger summed by some of its columns: the answer of ``staffing tasks``."""

from staffing.models.base import Frozen
from staffing.models.run import IssueDocument


class TaskRow(Frozen):
    """Rows of the ledger that share some words, summed."""

    key: dict[str, str | None]
    """What they share, by column; null where nothing stands."""
    rows: int
    hours: float
    points: float


class TaskAnswer(Frozen):
    """Hours and points side by side; each row of the ledger counts in exactly one of the sums."""

    name: str
    by: tuple[str, ...]
    months: tuple[str, ...]
    sums: tuple[TaskRow, ...]
    total: TaskRow
    measure: str
    blend: float
    illustrative: bool = False
    warnings: tuple[IssueDocument, ...] = ()
    input_sha256: str
