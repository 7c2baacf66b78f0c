"""The staff list 人员: who is at which station. Identity numbers are checked and not kept.

Nothing of it enters the plan. Its cells know that they are personal: whoever quotes them shows a first character
of a name, three of a number.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from staffing.io.cells import Cell, Table, places
from staffing.io.characters import narrow, trim
from staffing.io.findings import Findings
from staffing.io.scenario.names import StationNames
from staffing.io.scenario.stations import fold, row_place
from staffing.io.values.id_numbers import id_number_fault, in_wrong_column
from staffing.io.values.numbers import decimal
from staffing.io.values.words import identifier, name
from staffing.models.base import plain
from staffing.models.person import Person

BEST_SCORE: Final = 100
_KEPT_OF_NAME: Final = 1
_KEPT_OF_NUMBER: Final = 3
_MOST_PLACES: Final = 20
_NAME_START: Final = tuple("=+-@\t\r＝＋－＠")
_DOTS: Final = frozenset("•‧・･∙⋅●。．.")
"""What is typed instead of the middle dot ``·`` between the parts of a name."""


def read_people(table: Table, stations: StationNames | None, findings: Findings) -> tuple[Person, ...]:
    """Return the people of a staff list.

    Parameters
    ----------
    stations
        The stations; None where the list is checked alone and they are not known.
    """
    reading = _Reading(table, stations, findings)
    for row in table.rows:
        reading.read(row)
    return reading.people()


class _Reading:
    """One pass over the rows; what is wrong with many cells of one column is told once."""

    def __init__(self, table: Table, stations: StationNames | None, findings: Findings) -> None:
        self._stations = stations
        self._findings = findings
        self._columns = table.columns
        self._people: list[Person] = []
        self._first: dict[str, Cell] = {}
        self._numbers: dict[str, Cell] = {}
        self._alike: dict[tuple[str, str], list[Cell]] = {}
        dropped = table.titles.get("id_number")
        if dropped is not None:
            findings.note("W_PERSONAL", dropped, None)

    def read(self, row: Mapping[str, Cell]) -> None:
        """Read one row."""
        staff_id = self._staff_id(row)
        words = self._name(row["name"]._replace(kept=_KEPT_OF_NAME)) if "name" in row else None
        if "id_number" in row and not row["id_number"].blank:
            self._check_number(_guarded(row["id_number"], _KEPT_OF_NUMBER))
        station = self._station(_guarded(row["station"])) if "station" in row else None
        score = self._score(_guarded(row["score"])) if "score" in row else None
        if staff_id is not None:
            self._people.append(Person(id=staff_id, name=words, station=station, score=score))

    def people(self) -> tuple[Person, ...]:
        """Tell what was wrong with many cells, and return the people."""
        for (key, column), cells in self._alike.items():
            times = {"times": len(cells)} if len(cells) > 1 else {}
            where = column_place(cells, self._columns.get(column))
            self._findings.at(key, cells[0], where=where, **times)
        return tuple(self._people)

    def _staff_id(self, row: Mapping[str, Cell]) -> str | None:
        cell = _guarded(row["id"])
        if cell.blank:
            self._findings.at("E_ROW", cell, where=row_place(cell))
            return None
        twin = self._first.setdefault(fold(cell), cell)
        if twin is not cell:
            self._findings.at("E_DUPLICATE", cell, where=places([twin, cell]), first=twin.where)
            return None
        return identifier(cell, self._findings, local=True)

    def _name(self, cell: Cell) -> str | None:
        if in_wrong_column(cell, self._findings):
            return None
        if isinstance(cell.value, str) and cell.value.startswith(_NAME_START):
            self._note("E_NAME", "name", cell)
            return None
        words = name(cell, self._findings)
        if words is None:
            return None
        if any(char.isdigit() for char in words):
            self._note("E_NAME.digits", "name", cell)
            return None
        if not words.isascii() and any(char in _DOTS for char in words):
            self._note("W_NAME_DOT", "name", cell)
        return words

    def _check_number(self, cell: Cell) -> None:
        fault = id_number_fault(cell.value)
        if fault is not None:
            self._note(fault, "id_number", cell)
            return
        number = narrow(trim(cell.written)).upper()
        twin = self._numbers.setdefault(number, cell)
        if twin is not cell:
            self._findings.at("E_DUPLICATE", cell, where=places([twin, cell]), first=twin.where)

    def _station(self, cell: Cell) -> str | None:
        if self._stations is None:
            return identifier(cell, self._findings)
        return self._stations.find(cell, self._findings)

    def _score(self, cell: Cell) -> Decimal | None:
        if cell.blank:
            return None
        # A percentage is none: 85% would be a score of 0.85.
        score = decimal(cell, self._findings, negative=True, percent=False)
        if score is not None and not 0 <= score <= BEST_SCORE:
            self._findings.at("E_RANGE", cell, low="0", high=plain(Decimal(BEST_SCORE)))
            return None
        return score

    def _note(self, key: str, column: str, cell: Cell) -> None:
        self._alike.setdefault((key, column), []).append(cell)


def column_place(cells: list[Cell], column: int | None) -> str:
    """Return the place of a fault that several cells of one column share.

    In a CSV it is the column, with the line of the first of them: ``col 3, line 2, 身份证号``. In a workbook it is
    all of them, ``人员!C2:C13``; the first ones where they are many and no neighbours.
    """
    if cells[0].form == "csv":
        return cells[0].where if column is None or len(cells) == 1 else f"col {column + 1}, {cells[0].where}"
    where = places(cells)
    return where if where.count(",") < _MOST_PLACES else f"{places(cells[:_MOST_PLACES])},…"


def _guarded(cell: Cell, kept: int | None = None) -> Cell:
    """Return a cell with what messages may show of it; of Chinese text, which may be a name, one character."""
    chinese = isinstance(cell.value, str) and not narrow(cell.value).isascii()
    return cell._replace(kept=_KEPT_OF_NAME if chinese else kept)
