"""Collect the faults of one reading: all at once, each with its place, the first hundred in full.

Beside faults there are warnings, and changes: every value that was not taken byte for byte as it stands. The
changes of one kind in one column make one warning, at the first of them.
"""

from array import array
from dataclasses import replace
from typing import Any, Final, NamedTuple, NoReturn

from staffing.errors import InputError, Issue
from staffing.io.cells import Cell
from staffing.masking import mask, mask_place

LIMIT: Final = 100
"""Faults shown in full; the rest are counted."""
CHANGES: Final = 20_000
"""Changes kept one by one; the rest are counted."""


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


class Changed(NamedTuple):
    """How much was not taken as it stands; a place that was changed twice over counts once."""

    values: int = 0
    rows: int = 0
    more: int = 0
    """Changes that are only counted."""


class Findings:
    """The faults, warnings and changes found so far."""

    def __init__(self) -> None:
        self._errors: list[Issue] = []
        self._warnings: list[Issue] = []
        self._hidden = {"error": 0, "warning": 0}
        self._noted: set[tuple[str, ...]] = set()
        self._changes: list[Change] = []
        self._more_changes = 0
        self._changed = {"values": array("q"), "rows": array("q")}
        """Places of all changes, as hashes: there may be hundreds of thousands."""
        self._groups: dict[tuple[str, ...], int] = {}
        self._times: dict[int, int] = {}
        self.date1904 = False
        """True: the workbook counts days from 1904, serial numbers of days too."""

    def add(self, issue: Issue) -> None:
        """Record a fault or a note. A value that can be called is worked out only if the issue is shown."""
        if self.full(issue.key):
            self._hidden[issue.severity] += 1
            return
        if any(map(callable, issue.values.values())):
            known = {name: value() if callable(value) else value for name, value in issue.values.items()}
            issue = replace(issue, values=known)
        self._found(issue.key).append(issue)

    def full(self, key: str) -> bool:
        """Tell whether an issue of this key would only be counted."""
        return len(self._found(key)) >= LIMIT

    def _found(self, key: str) -> list[Issue]:
        return self._errors if key.startswith("E_") else self._warnings

    def at(self, key: str, cell: Cell, *, where: str | None = None, **values: Any) -> None:
        """Record ``key`` at the place of ``cell``; the message's ``name`` and ``got`` come from the cell."""
        place = cell.where if where is None else where
        # What is only counted is not quoted.
        quoted = {} if self.full(key) else {"name": cell.title, "got": cell.shown, **values}
        self.add(Issue(key, cell.file, place, quoted))

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
        self.note(key, cell._replace(title="") if place else cell, read, where=where)
        group = (key, cell.file, table_of(where), cell.title)
        number = self._groups.get(group)
        if number is None:
            self._groups[group] = number = len(self._warnings)
            self.at(key, cell, where=where, read="" if read is None else cell.quote(read), **values)
        self._times[number] = self._times.get(number, 0) + 1

    def note(self, key: str, cell: Cell, read: str | None, *, where: str | None = None) -> None:
        """List a change that nobody need be warned of: it is how such content is read, and documented so."""
        place = cell.where if where is None else where
        self._changed["values" if cell.title else "rows"].append(hash((cell.file, place)))
        if len(self._changes) >= CHANGES:
            self._more_changes += 1
            return
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
        changes = len(self._changes) + self._more_changes
        return len(self._errors) + len(self._warnings) + changes + sum(self._hidden.values())

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
        """The values and rows that were not taken as they stand, in the order found, the first of too many."""
        return tuple(self._changes)

    @property
    def counted(self) -> Changed:
        """How many changes there are."""
        values, rows = (len(set(places)) for places in self._changed.values())
        return Changed(values, rows, self._more_changes)

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
