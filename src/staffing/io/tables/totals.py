"""Total rows: each is left out if every number in it is the sum it labels and it has no id, else refused."""

from bisect import bisect_left
from collections.abc import Sequence
from decimal import Context, Decimal
from itertools import accumulate
from typing import Final, NamedTuple

from staffing.io.cells import Cell, Value
from staffing.io.characters import trim
from staffing.io.files.grid import Grid
from staffing.io.findings import Findings
from staffing.io.labels import is_subtotal, total_label
from staffing.io.layout import NO_LIMIT, Sheet
from staffing.io.tables.row import Found
from staffing.io.values.foreign import amount_in
from staffing.io.values.numbers import number_in
from staffing.io.values.placeholders import is_placeholder
from staffing.io.values.words import identifier
from staffing.models.base import plain

_EXACT: Final = Context(prec=100)
_NOISE: Final = Decimal("1e-12")
"""Relative difference that sums of binary fractions make, and no person."""
_NUMERIC: Final = ("whole", "maximum", "decimal")
_KEYS: Final = ("station", "driver", "category", "period")
"""In a long table a total sums up the rows that hold what it holds in these columns."""


class TotalRow(NamedTuple):
    """A row with the label of a total."""

    row: int
    column: int
    """Where the label stands."""
    position: int
    """How many rows of data stand above it."""


class _Span(NamedTuple):
    """The rows of data that a total may sum up, by position; the last one excluded."""

    first: int
    last: int


class _Series(NamedTuple):
    """The numbers of one column in the rows that a total may sum up."""

    positions: Sequence[int]
    sums: Sequence[Decimal]
    """Sum of the numbers before each position."""
    odd: Sequence[int]
    """Count of values before each position that no sum can be made of."""


class _Printed(NamedTuple):
    """A number that a total row prints; None: something is printed that is no number."""

    column: Found
    number: Decimal | None
    series: _Series

    def over(self, span: _Span) -> Decimal | None:
        """Return the sum over a run of rows; None where there is nothing, or no sum."""
        positions, sums, odd = self.series
        first, last = (bisect_left(positions, end) for end in span)
        if first == last or odd[first] != odd[last]:
            return None
        return _EXACT.subtract(sums[last], sums[first])

    def agrees(self, span: _Span) -> bool:
        """Tell whether the printed number is the sum over a run of rows."""
        found = self.over(span)
        if self.number is None or found is None:
            return False
        return abs(found - self.number) <= _NOISE * max(abs(found), abs(self.number))


def check_totals(
    grid: Grid,
    columns: list[Found],
    sheet: Sheet,
    rows: list[int],
    totals: list[TotalRow],
    findings: Findings,
) -> None:
    """Note every total that is a sum of rows; refuse every other, and one with an id: it may be a station.

    Of the columns only those given are summed up.
    """
    sums = _Sums(grid, columns, sheet, rows)
    alike: dict[str, int] = {}
    for number, total in enumerate(totals):
        label = total_label(str(grid.value(total.row, total.column)), ends=True) or ""
        before = totals[number - 1].position if number else 0
        after = totals[number + 1].position if number + 1 < len(totals) else len(rows)
        spans = _spans(label, total.position, before, alike.get(label, 0), after, len(rows))
        alike[label] = total.position
        printed = sums.printed(total)
        named = _named(grid, columns, sheet, total, any_name=not printed)
        if named is not None:
            where = grid.row_where(total.row)
            shown = grid.cell(total.row, total.column, "").shown
            findings.at("E_TOTAL_ROW.named", named, where=where, label=shown)
        elif any(all(cell.agrees(span) for cell in printed) for span in spans):
            cell = grid.cell(total.row, total.column, "")
            findings.changed("W_TOTAL_ROW", cell, None, place=grid.row_where(total.row))
        else:
            _refuse(grid, total, printed, spans[0], findings)


def _named(grid: Grid, columns: list[Found], sheet: Sheet, total: TotalRow, *, any_name: bool) -> Cell | None:
    """Return the cell that may make a row with a label one of data: an id; in a row without numbers any name."""
    key = next((column for column in columns if column.key == sheet.columns[0].key), None)
    if key is None or key.number == total.column or (key.key != "id" and not any_name):
        return None
    cell = grid.cell(total.row, key.number, key.title)
    words = cell.written
    if cell.blank or is_placeholder(words) or total_label(words, ends=True) is not None:
        return None
    return cell if any_name or identifier(cell, Findings(), local=True) is not None else None


def _spans(label: str, here: int, before: int, alike: int, after: int, count: int) -> list[_Span]:
    """Return the runs of rows that a total may sum up, the likeliest first.

    All rows above it, those since the last total of its name, all rows of the table, or those below it up to the
    next total; a subtotal also those since the last total of any name. Totals are no rows of data, so nothing
    counts twice.
    """
    spans = [_Span(0, here), _Span(alike, here), _Span(0, count), _Span(here, after)]
    return [_Span(before, here), *spans] if is_subtotal(label) else spans


def _refuse(grid: Grid, total: TotalRow, printed: list[_Printed], span: _Span, findings: Findings) -> None:
    wrong = next(cell for cell in printed if not cell.agrees(span))
    cell = grid.cell(total.row, wrong.column.number, wrong.column.title)
    label = grid.cell(total.row, total.column, "").shown
    found = wrong.over(span)
    if wrong.number is None or found is None:
        findings.at("E_TOTAL_ROW.unclear", cell, where=grid.row_where(total.row), label=label)
    else:
        values = {"label": label, "printed": plain(wrong.number), "sum": plain(found)}
        findings.at("E_TOTAL_ROW", cell, where=grid.row_where(total.row), **values)


class _Sums:
    """Sums over the rows of one table, made when the first total asks for them."""

    def __init__(self, grid: Grid, columns: list[Found], sheet: Sheet, rows: list[int]) -> None:
        self._grid = grid
        self._rows = rows
        self._kinds = {column.key: column.kind for column in sheet.columns}
        # A column that the sheet does not know is a driver of a wide table, or nothing to us.
        self._columns = [column for column in columns if self._kinds.get(column.key, "decimal") in _NUMERIC]
        self._keys = [column for column in columns if column.key in _KEYS and column.key in self._kinds]
        self._numbered: dict[int, bool] = {}
        self._groups: dict[tuple[int, ...], dict[tuple[str, ...], list[int]]] = {}
        self._series: dict[tuple[int, tuple[int, ...], tuple[str, ...]], _Series] = {}

    def printed(self, total: TotalRow) -> list[_Printed]:
        """Return what a total row prints in the columns of numbers; a placeholder is nothing."""
        found = []
        keys = {
            key.number: text
            for key in self._keys
            if key.number != total.column and (text := self._text(total.row, key.number))
        }
        for column in self._columns:
            value = self._grid.value(total.row, column.number)
            if column.number == total.column or _is_blank(value):
                continue
            number = self._number(column, value)
            nothing = isinstance(value, str) and is_placeholder(value)
            if number is None and (nothing or not self._holds_numbers(column)):
                continue
            found.append(_Printed(column, number, self._of(keys, column)))
        return found

    def _of(self, keys: dict[int, str], column: Found) -> _Series:
        """Return the numbers of a column in the rows that hold these texts in these columns."""
        numbers, texts = tuple(keys), tuple(keys.values())
        mark = (column.number, numbers, texts)
        if mark not in self._series:
            positions = self._grouped(numbers).get(texts, [])
            self._series[mark] = self._summed(positions, column)
        return self._series[mark]

    def _summed(self, positions: list[int], column: Found) -> _Series:
        values = [self._grid.value(self._rows[position], column.number) for position in positions]
        numbers = [None if _is_blank(value) else self._number(column, value) for value in values]
        odd = (
            number is None and self._is_odd(column, value)
            for number, value in zip(numbers, values, strict=True)
        )
        zero = Decimal(0)
        return _Series(
            positions,
            list(accumulate((number or zero for number in numbers), _EXACT.add, initial=zero)),
            list(accumulate(odd, initial=0)),
        )

    def _grouped(self, keys: tuple[int, ...]) -> dict[tuple[str, ...], list[int]]:
        """Return the positions of the rows by what they hold in these columns."""
        if keys not in self._groups:
            groups: dict[tuple[str, ...], list[int]] = {}
            for position, row in enumerate(self._rows):
                groups.setdefault(tuple(self._text(row, number) for number in keys), []).append(position)
            self._groups[keys] = groups
        return self._groups[keys]

    def _text(self, row: int, column: int) -> str:
        value = self._grid.value(row, column)
        return "" if value is None else trim(str(value))

    def _number(self, column: Found, value: Value) -> Decimal | None:
        return number_in(value) if column.key in self._kinds else amount_in(value)

    def _is_odd(self, column: Found, value: Value) -> bool:
        """Tell whether a value that is no number spoils a sum: a fault of its own, told elsewhere, does not."""
        if _is_blank(value):
            return False
        return column.key not in self._kinds or (isinstance(value, str) and trim(value) in NO_LIMIT)

    def _holds_numbers(self, column: Found) -> bool:
        if column.number not in self._numbered:
            values = (self._grid.value(row, column.number) for row in self._rows)
            self._numbered[column.number] = column.key in self._kinds or any(
                self._number(column, value) is not None for value in values
            )
        return self._numbered[column.number]


def _is_blank(value: Value) -> bool:
    return value is None or (isinstance(value, str) and not trim(value))
