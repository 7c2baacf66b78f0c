"""Collect the faults of one reading: all at once, each with its place, the first hundred in full."""

from typing import Any, Final, NoReturn

from staffing.errors import InputError, Issue
from staffing.io.cells import Cell

LIMIT: Final = 100
"""Faults shown in full; the rest are counted."""


class Findings:
    """The faults and notes found so far."""

    def __init__(self) -> None:
        self._errors: list[Issue] = []
        self._warnings: list[Issue] = []
        self._hidden = {"error": 0, "warning": 0}
        self._noted: set[tuple[str, ...]] = set()

    def add(self, issue: Issue) -> None:
        """Record a fault or a note."""
        found = self._errors if issue.severity == "error" else self._warnings
        if len(found) < LIMIT:
            found.append(issue)
        else:
            self._hidden[issue.severity] += 1

    def at(self, key: str, cell: Cell, *, where: str | None = None, **values: Any) -> None:
        """Record ``key`` at the place of ``cell``; the message's ``name`` and ``got`` come from the cell."""
        place = cell.where if where is None else where
        self.add(Issue(key, cell.file, place, {"name": cell.title, "got": cell.shown, **values}))

    def once(self, key: str, cell: Cell, *group: str, **values: Any) -> None:
        """Record ``key`` at the first cell of its column (or ``group``) only."""
        mark = (key, cell.file, *(group or (cell.title,)))
        if mark not in self._noted:
            self._noted.add(mark)
            self.at(key, cell, **values)

    def refuse(self, key: str, file: str = "", where: str = "", **values: Any) -> NoReturn:
        """Record a fault after which nothing more can be read, and raise all of them."""
        self.add(Issue(key, file, where, values))
        raise InputError(self.errors)

    @property
    def refused(self) -> bool:
        """True: at least one fault."""
        return bool(self._errors)

    @property
    def errors(self) -> tuple[Issue, ...]:
        """The faults in the order found, the last one a count if there are too many."""
        return self._with_count(self._errors, "E_MANY", "error")

    @property
    def warnings(self) -> tuple[Issue, ...]:
        """The notes in the order found, the last one a count if there are too many."""
        return self._with_count(self._warnings, "W_MANY", "warning")

    def check(self) -> None:
        """Raise all faults, if any.

        Raises
        ------
        InputError
            At least one fault was found.
        """
        if self._errors:
            raise InputError(self.errors)

    def _with_count(self, issues: list[Issue], key: str, severity: str) -> tuple[Issue, ...]:
        hidden = self._hidden[severity]
        return (*issues, Issue(key, values={"count": hidden})) if hidden else tuple(issues)
