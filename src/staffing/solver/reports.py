"""What a back end says on its way to an answer: read strictly, merged, and believed by nobody."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from staffing.errors import BackendReplyError
from staffing.models.progress import Progress

MOST_REPORTS = 100_000
"""Reports of one call; an honest back end sends twenty a second."""
LONGEST_REPORT_BYTES = 1 << 24
_MOST_BITS = 512
"""Of a figure: beyond it a ratio may not fit a float."""


@dataclass(frozen=True, slots=True)
class Report:
    """How far a back end says it has come."""

    best: int | None = None
    """Main goal of its best plan, in its own whole units."""
    bound: int | None = None
    """No plan is better than this, in the same units."""
    values: list[int] | None = None
    """Its best plan, as it would stand in the answer."""
    multipliers: list[int] | None = None
    """Whole prices that prove its bound, as they would stand in the answer."""

    def progress(self, scale: int, seconds: float) -> Progress:
        """Return what to show of it; ``scale`` units are 1.

        >>> Report(best=30, bound=27).progress(10, 1.5)
        Progress(best=3.0, bound=2.7, gap=0.1, seconds=1.5)
        """
        best, bound, gap = self.best, self.bound, None
        if best is not None and bound is not None:
            gap = float(Fraction(max(0, best - bound), max(1, abs(best))))
        shown = [None if x is None else float(Fraction(x, scale)) for x in (best, bound)]
        return Progress(best=shown[0], bound=shown[1], gap=gap, seconds=seconds)


class Reports:
    """The reports of one call, each added to those before it."""

    def __init__(self, tell: Callable[[Report], None] | None) -> None:
        self.last = Report()
        self._tell = tell
        self._count = 0

    def hear(self, said: Any, size: int) -> None:
        """Take in one more report of ``size`` bytes, and pass on what is known now.

        Raises
        ------
        BackendReplyError
            It has not the shape that was agreed, or there are too many of them.
        """
        self._count += 1
        if self._count > MOST_REPORTS or size > LONGEST_REPORT_BYTES:
            raise BackendReplyError("more reports, or longer ones, than are read")
        self.last = replace(self.last, **_read(said))
        if self._tell is not None:
            self._tell(self.last)


def _read(said: Any) -> dict[str, Any]:
    if not isinstance(said, dict):
        raise BackendReplyError(f"a report of type {type(said).__name__}")
    found: dict[str, Any] = {}
    for name in ("best", "bound"):
        figure = said.get(name)
        if figure is None:
            continue
        if type(figure) is not int or figure.bit_length() > _MOST_BITS:
            raise BackendReplyError(f"a report whose {name} is no whole number")
        found[name] = figure
    for name in ("values", "multipliers"):
        row = said.get(name)
        if row is None:
            continue
        if not isinstance(row, list) or not all(type(x) is int for x in row):
            raise BackendReplyError(f"a report whose {name} are no list of whole numbers")
        found[name] = row
    return found
