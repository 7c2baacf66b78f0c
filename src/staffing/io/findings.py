"""Collect the faults of one reading: all at once, each with its place, the first hundred in full.

Beside faults there are warnings, and changes: every value that was not taken byte for byte as it stands. The
changes of one kind in one column make one warning, at the first of them.
"""

from dataclasses import replace
from typing import Any, Final, NamedTuple, NoReturn

from staffing.errors import InputError, Issue
from staffing.io.cells import Cell
from staffing.masking import mask, mask_place

LIMIT: Final = 100
"""Faults shown in full; the rest are counted."""


class Change(NamedTuple):
    """One value, or one row, that was not taken as it stands."""

    code: str
    file: str
    where: str
    name: str
    """Column or key; empty for a whole row."""
    got: str
    """What stands there, shortened as messages quote it."""
    read: str | None
    """What was read instead; None: it was left out."""


class Findings:
    """The faults, warnings and changes found so far."""

    def __init__(self) -> None:
        self._errors: list[Issue] = []
        self._warnings: list[Issue] = []
        self._hidden = {"error": 0, "warning": 0}
        self._noted: set[tuple[str, ...]] = set()
        self._changes: list[Change] = []
        self._groups: dict[tuple[str, ...], int] = {}
        self._times: dict[int, int] = {}
        self.date1904 = False
        """True: the workbook counts days from 1904, serial numbers of days too."""

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

    def changed(
        self, key: str, cell: Cell, read: str | None, *, place: str | None = None, **values: Any
    ) -> None:
        """Record that the value of ``cell`` was read as ``read``, or left out where ``read`` is None.

        ``place`` stands for the cell's own where a whole row is meant.
        """
        where = cell.where if place is None else place
        shown = None if read is None else cell.quote(read)
        self.note(key, cell._replace(title="") if place else cell, read, where=where)
        group = (key, cell.file, table_of(where), cell.title)
        number = self._groups.get(group)
        if number is None:
            self._groups[group] = number = len(self._warnings)
            self.at(key, cell, where=where, read=shown or "", **values)
        self._times[number] = self._times.get(number, 0) + 1

    def note(self, key: str, cell: Cell, read: str | None, *, where: str | None = None) -> None:
        """List a change that nobody need be warned of: it is how such content is read, and documented so."""
        place = cell.where if where is None else where
        shown = None if read is None else cell.quote(read)
        code = key.partition(".")[0]
        self._changes.append(Change(code, cell.file, mask_place(place), mask(cell.title), cell.shown, shown))

    def refuse(self, key: str, file: str = "", where: str = "", **values: Any) -> NoReturn:
        """Record a fault after which nothing more can be read, and raise all of them."""
        self.add(Issue(key, file, where, values))
        raise InputError(self.errors)

    @property
    def told(self) -> int:
        """How much was recorded so far, of any kind."""
        return len(self._errors) + len(self._warnings) + len(self._changes) + sum(self._hidden.values())

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
        """The warnings in the order found, the last one a count if there are too many."""
        told = [
            replace(issue, values={**issue.values, "times": self._times[number]})
            if self._times.get(number, 1) > 1
            else issue
            for number, issue in enumerate(self._warnings)
        ]
        return self._with_count(told, "W_MANY", "warning")

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every value and row that was not taken as it stands, in the order found."""
        return tuple(self._changes)

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


def table_of(where: str) -> str:
    """Return the sheet or list that a place lies in; empty for a CSV and for a plain key.

    >>> table_of("单位!D3"), table_of("line 5, 编制下限"), table_of("stations[3].minimum")
    ('单位', '', 'stations')
    """
    return where.partition("!")[0] if "!" in where else where.partition("[")[0] if "[" in where else ""
