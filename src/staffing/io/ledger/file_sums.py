"""Sums of a ledger of any size, by DuckDB, out of core.

One pass adds up the rows that are plain: known words, unit hours given, numbers that fit. What is left is grouped
by all that decides its worth, and read by the rules of every other table; each row is counted in one of both.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any, Final, NamedTuple

from staffing.io.cells import Cell
from staffing.io.characters import trim
from staffing.io.findings import Findings
from staffing.io.ledger.answer import Findable, Sum
from staffing.io.ledger.engine import Execute, quoted
from staffing.io.ledger.file_checks import Checks, Meanings, check_rows
from staffing.io.ledger.files import DAYS, NUMBERS, WORDS, Part
from staffing.io.ledger.locating import Locate
from staffing.io.ledger.months import month_in
from staffing.io.ledger.rates import EXACT, KINDS, Rates
from staffing.io.ledger.spec import TaskSpec
from staffing.io.scenario.names import StationNames
from staffing.io.values.numbers import decimal
from staffing.io.values.words import name, nearest
from staffing.models.base import plain
from staffing.models.tasks import Grading, Measure

_ACTIVITY: Final = "coalesce(activity, task)"
_SIMPLE: Final = re.compile("[A-Za-z\u4e00-\u9fff][0-9A-Za-z\u4e00-\u9fff]{0,9}")
"""Words that read as they stand, whatever they name: too short for a number of a person or a telephone."""
_ODD: Final = tuple(f"{key}_word" for key in NUMBERS)


class _Words(NamedTuple):
    """What the words of two columns mean, and how many rows bear them."""

    stations: dict[str | None, str | None]
    """Station by word; None: it knowingly does not count."""
    months: dict[str | None, str]
    rows: dict[tuple[str | None, str | None], int]


class FileLedger:
    """A ledger in files: every row is read by each question."""

    def __init__(
        self,
        execute: Execute,
        parts: Sequence[Part],
        spec: TaskSpec,
        stations: StationNames,
        rates: Rates,
        findings: Findings,
        *,
        check: bool = True,
    ) -> None:
        self._execute, self._spec, self._rates, self._findings = execute, spec, rates, findings
        self._locate = Locate(execute, parts)
        self._file = parts[0].path.name if len(parts) == 1 else parts[0].path.parent.name
        union = " UNION ALL ".join(part.select(number) for number, part in enumerate(parts))
        execute(f"CREATE TEMP VIEW ledger AS {union}")
        rows, repeated = self._settle_repeats()
        self._words = self._read_words(stations)
        findings.check()
        inside = {key: count for key, count in self._words.rows.items() if self._counts(key)}
        left_out = sum(
            count for (station, _), count in self._words.rows.items() if self._words.stations[station] is None
        )
        self._expected = sum(inside.values())
        self._where = self._filter()
        months: dict[str, set[str]] = {}
        for station, month in inside:
            months.setdefault(str(self._words.stations[station]), set()).add(self._words.months[month])
        meanings: Meanings = {"station": self._words.stations, "month": dict(self._words.months)}
        checks = (
            check_rows(execute, self._where, spec, meanings, self._locate, findings) if check else Checks()
        )
        findings.check()
        self.found = Findable(
            rows=rows,
            outside=rows - repeated - left_out - self._expected,
            left_out=left_out,
            repeated=repeated,
            file=self._file,
            months={station: frozenset(own) for station, own in months.items()},
            doubles=checks.doubles,
            dates=checks.dates,
            progress=checks.progress,
            graded=self._graded(),
        )

    # -- words ---------------------------------------------------------------------------------------------------

    def _settle_repeats(self) -> tuple[int, int]:
        """Return the rows of the ledger, and how many are left out because they repeat another."""
        (rows,) = self._execute("SELECT count(*) FROM ledger").fetchone()
        if self._spec.repeats != "first":
            return int(rows), 0
        columns = ", ".join((*WORDS, *DAYS, *NUMBERS, *_ODD))
        self._execute(
            f"CREATE TEMP TABLE single AS SELECT {columns}, min(file) AS file, min(row) AS row "  # noqa: S608
            "FROM ledger GROUP BY ALL"
        )
        self._execute("CREATE OR REPLACE TEMP VIEW ledger AS SELECT * FROM single")
        (kept,) = self._execute("SELECT count(*) FROM ledger").fetchone()
        return int(rows), int(rows) - int(kept)

    def _read_words(self, stations: StationNames) -> _Words:
        """Return what stands for stations and months; unknown stations and months are refused with their rows."""
        found = self._execute("SELECT station, month, count(*) FROM ledger GROUP BY ALL").fetchall()
        rows = {(station, month): int(count) for station, month, count in found}
        return _Words(self._stations(rows, stations), self._months(rows), rows)

    def _stations(
        self, rows: dict[tuple[str | None, str | None], int], names: StationNames
    ) -> dict[str | None, str | None]:
        counts: dict[str | None, int] = {}
        for (words, _), count in rows.items():
            counts[words] = counts.get(words, 0) + count
        known: dict[str | None, str | None] = {}
        for words, count in sorted(counts.items(), key=lambda item: -item[1]):
            trimmed = trim(words or "")
            station = names.of(trimmed)
            known[words] = station
            if not trimmed:
                self._findings.at("E_MISSING", self._locate.cell("station", words))
            elif station is None and not names.left_out(trimmed):
                if len(names):
                    cell = self._locate.cell("station", words)
                    names.refuse(cell, trimmed, self._findings, rows=count)
            elif names.is_alias(trimmed):
                cell = Cell(words, self._locate.title("station"), self._file, "", "csv")
                self._findings.changed("W_ALIAS" if station else "W_ALIAS.none", cell, station)
        return known

    def _months(self, rows: Iterable[tuple[str | None, str | None]]) -> dict[str | None, str]:
        months: dict[str | None, str] = {}
        for words in dict.fromkeys(month for _, month in rows):
            month = month_in(words) if words is not None else None
            if month is None:
                code = "E_MONTH" if words is not None and trim(words) else "E_MISSING"
                self._findings.at(code, self._locate.cell("month", words))
            months[words] = month or ""
        return months

    def _counts(self, key: tuple[str | None, str | None]) -> bool:
        month = self._words.months[key[1]]
        inside = (self._spec.first or "") <= month <= (self._spec.last or "9999")
        return inside and self._words.stations[key[0]] is not None

    def _filter(self) -> str:
        """Return the condition for rows that count; ``true`` where all do, which is fastest."""
        wanted = {
            "station": [words for words, station in self._words.stations.items() if station is not None],
            "month": [words for words in self._words.months if self._counts_month(words)],
        }
        given = {"station": len(self._words.stations), "month": len(self._words.months)}
        conditions = [
            f"{key} IN ({', '.join(quoted(str(word)) for word in words)})" if words else "false"
            for key, words in wanted.items()
            if len(words) < given[key]
        ]
        return " AND ".join(conditions) or "true"

    def _counts_month(self, words: str | None) -> bool:
        return (self._spec.first or "") <= self._words.months[words] <= (self._spec.last or "9999")

    def _graded(self) -> dict[str, int]:
        """Count the rows that bear a grade, by kind; learn whether every row has a task and plain points."""
        counts = ", ".join(f"count({kind.value})" for kind in KINDS)
        found = self._execute(
            f"SELECT count(task), count(completion_points_word), {counts} FROM ledger WHERE {self._where}"  # noqa: S608
        ).fetchone()
        self._tidy = found[0] == self._expected and not found[1]
        return {kind.value: int(count) for kind, count in zip(KINDS, found[2:], strict=True)}

    # -- sums ----------------------------------------------------------------------------------------------------

    def sums(
        self, by: Sequence[str], measures: Sequence[Measure] = tuple(Measure), *, quantity: bool = True
    ) -> list[Sum]:
        """Return the work by some columns, in order of these; what is not asked for is 0."""
        found = self._plain_sums(by, measures, self._where, quantity=quantity)
        counted = sum(one.rows for one in found)
        if counted < self._expected or not self._tidy:
            found = self._plain_sums(by, measures, self._plain(), quantity=quantity)
            counted = sum(one.rows for one in found)
        sums = _Sums(by, self._words, self._read)
        if counted < self._expected or not sums.read_words(found):
            for one in found:
                sums.add(one)
            counted += self._add_odd(by, sums) if counted < self._expected else 0
            found = sums.sorted()
        self._findings.check()
        if counted != self._expected:
            raise ArithmeticError(f"{self._file}: {counted} of {self._expected} rows")
        return found

    def _plain_sums(
        self, by: Sequence[str], measures: Sequence[Measure], where: str, *, quantity: bool
    ) -> list[Sum]:
        """Add up rows, in order, and count those that have hours: the plain ones. Grades have one coefficient."""
        hours = f"quantity * unit_hours{self._factors(KINDS[:1])}"
        inner = [f"{_column(column)} AS k{number}" for number, column in enumerate(by)]
        inner.append(f"{hours} AS hours")
        keys = [f"k{number}" for number in range(len(by))]
        outer, points = ["count(hours)", "sum(hours)"], Measure.POINTS in measures
        if points:
            inner += [f"hours{self._factors(KINDS[1:])} AS points", "completion_points AS completion"]
            outer = ["count(points)", "sum(hours)", "sum(points) + coalesce(sum(completion), 0)"]
        if quantity:
            inner.append("quantity")
            outer.append("sum(quantity)")
        grouped = f"GROUP BY {', '.join(keys)} ORDER BY {', '.join(f'{key} NULLS FIRST' for key in keys)}"
        query = (
            f"SELECT {', '.join([*keys, *outer])} FROM (SELECT {', '.join(inner)} FROM ledger "  # noqa: S608
            f"WHERE {where}) {grouped if keys else ''}"
        )
        size, nothing, found = len(by), Decimal(0), []
        for row in self._execute(query).fetchall():
            if row[size]:
                # Sums of whole numbers come as int.
                worked, *rest = map(Decimal, row[size + 1 :])
                counts = rest[0] if points else nothing
                found.append(Sum(row[:size], row[size], rest[-1] if quantity else nothing, worked, counts))
        return found

    def _plain(self) -> str:
        """Return the condition for rows that can be added up as they stand."""
        conditions = [
            self._where,
            "quantity IS NOT NULL",
            "unit_hours IS NOT NULL",
            "completion_points_word IS NULL",
        ]
        conditions.append("task IS NOT NULL")
        for kind in KINDS:
            if kind in self._rates.graded:
                known = ", ".join(map(quoted, self._rates.constant(kind)))
                any_known = f" OR {kind.value} IN ({known})" if known else ""
                conditions.append(f"({kind.value} IS NULL{any_known})")
        return " AND ".join(conditions)

    def _factors(self, kinds: Sequence[Grading]) -> str:
        """Return what rows of plain grades are multiplied by."""
        factors = ""
        for kind in kinds:
            known = self._rates.constant(kind)
            if known:
                whens = " ".join(
                    f"WHEN {kind.value} = {quoted(grade)} THEN {plain(number)}"
                    for grade, number in known.items()
                )
                factors += f" * CASE {whens} WHEN {kind.value} IS NULL THEN 1 END"
            elif kind in self._rates.graded:
                factors += f" * CASE WHEN {kind.value} IS NULL THEN 1 END"
        return factors

    def _add_odd(self, by: Sequence[str], sums: "_Sums") -> int:
        """Add up the other rows, each group by all that decides its worth."""
        deciding = ("month", "station", "task", "activity", *(kind.value for kind in KINDS), *NUMBERS, *_ODD)
        keys = [f"{_column(column)} AS k{number}" for number, column in enumerate(by)]
        query = (
            f"SELECT {', '.join([*keys, *deciding])}, count(*) FROM ledger "  # noqa: S608
            f"WHERE {self._where} AND NOT coalesce({self._plain()}, false) GROUP BY ALL"
        )
        # Words are looked for in the files while this answer is read, so it is taken whole.
        counted = 0
        for row in self._execute(query).fetchall():
            key, rows = row[: len(by)], row[-1]
            worth = self._worth(dict(zip(deciding, row[len(by) : -1], strict=True)))
            counted += rows
            if worth is not None:
                sums.add(Sum(key, rows, *(EXACT.multiply(amount, Decimal(rows)) for amount in worth)))
        return counted

    def _worth(self, row: dict[str, Any]) -> tuple[Decimal, Decimal, Decimal] | None:
        """Return quantity, hours and points of such a row; None, and faults, where it cannot be read."""
        month = self._words.months[row["month"]]
        numbers = {key: self._number(key, row) for key in NUMBERS}
        if row["task"] is None:
            self._findings.at("E_MISSING", self._locate.cell("task", None))
        activity = trim(row["activity"] or row["task"] or "")
        quantity, unit_hours = numbers["quantity"], numbers["unit_hours"]
        if unit_hours is None and row["unit_hours_word"] is None:
            unit_hours = self._rates.unit_hours(activity, month)
            if unit_hours is None:
                key = "task" if row["activity"] is None else "activity"
                cell = self._locate.cell(key, row[key], blank="unit_hours")
                self._findings.at("E_TASK_HOURS", cell, name=activity, month=month)
        factors = [self._factor(kind, row[kind.value], month) for kind in KINDS]
        if quantity is None or unit_hours is None or None in factors or row["task"] is None:
            return None
        difficulty, urgency, importance = (factor or Decimal(0) for factor in factors)
        hours = EXACT.multiply(EXACT.multiply(quantity, unit_hours), difficulty)
        points = EXACT.multiply(EXACT.multiply(hours, urgency), importance)
        return quantity, hours, EXACT.add(points, numbers["completion_points"] or Decimal(0))

    def _number(self, key: str, row: dict[str, Any]) -> Decimal | None:
        """Return a number of a row; one that is not plain is read like a number in any CSV."""
        if row[key] is not None:
            return Decimal(row[key])
        words = row[f"{key}_word"]
        if words is None or not trim(words):
            if key == "quantity":
                self._findings.at("E_MISSING", self._locate.cell(key, words))
            return None
        cell = self._locate.cell(key, words)
        if self._locate.is_number(key):
            cell = cell._replace(value=float(words))
        return decimal(cell, self._findings, negative=key == "completion_points")

    def _factor(self, kind: Grading, words: str | None, month: str) -> Decimal | None:
        grade = trim(words or "") or None
        factor = self._rates.factor(kind, grade, month)
        if factor is None:
            near = nearest(str(grade), self._rates.grades(kind))
            cell = self._locate.cell(kind.value, words)
            self._findings.at("E_TASK_GRADE", cell, month=month, nearest=near)
        return factor

    def _read(self, column: str, words: str) -> str | None:
        """Return a word as every table reads it; a fault is placed at the first row that holds it."""
        unsaid, title = Findings(), self._locate.title(column)
        if not trim(words):
            return None
        read = name(Cell(words, title, self._file, "", "csv"), unsaid)
        if unsaid.refused:
            key = "task" if column == "activity" and not self._locate.holds(column, words) else column
            name(self._locate.cell(key, words), self._findings)
        return read


def _column(column: str) -> str:
    return _ACTIVITY if column == "activity" else column


class _Sums:
    """Sums under way: words of one meaning become one."""

    def __init__(self, by: Sequence[str], words: _Words, read: Callable[[str, str], str | None]) -> None:
        known: dict[str, Any] = {"station": words.stations, "month": words.months}
        self._readings: list[dict[Any, Any]] = [dict(known.get(column, {None: None})) for column in by]
        self._by, self._reader = by, read
        self._sums: dict[tuple[str | None, ...], Sum] = {}

    def read_words(self, sums: Sequence[Sum]) -> bool:
        """Tell whether every word of these keys reads as it stands, so that there is nothing to merge."""
        columns = (set(column) for column in zip(*(one.key for one in sums), strict=True))
        return all(
            self._read(number, word) == word for number, column in enumerate(columns) for word in column
        )

    def _read(self, number: int, word: str | None) -> str | None:
        reading = self._readings[number]
        if word not in reading and _SIMPLE.fullmatch(word or ""):
            reading[word] = word
        if word not in reading:
            reading[word] = self._reader(self._by[number], str(word))
        return reading[word]  # type: ignore[no-any-return]

    def add(self, one: Sum) -> None:
        """Add a group of rows."""
        key = tuple(self._read(number, word) for number, word in enumerate(one.key))
        known = self._sums.get(key)
        amounts = one[2:] if known is None else map(EXACT.add, known[2:], one[2:])
        self._sums[key] = Sum(key, one.rows + (known.rows if known is not None else 0), *amounts)

    def sorted(self) -> list[Sum]:
        """Return the sums in order of their keys."""
        return [self._sums[key] for key in sorted(self._sums, key=lambda key: [word or "" for word in key])]
