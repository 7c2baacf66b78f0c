"""Pairwise judgements of drivers: rows of 判断矩阵. Read beside the scenario; the plan does not depend on them."""

import re
from collections.abc import Collection, Mapping, MutableMapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Final

from staffing.io.cells import Cell, Table, places
from staffing.io.characters import narrow, trim
from staffing.io.findings import Findings
from staffing.io.scenario.establishment import Row, required
from staffing.io.values.numbers import decimal
from staffing.io.values.placeholders import absent
from staffing.io.values.words import name, nearest
from staffing.models.base import fraction_text
from staffing.models.judgement import Judgement

MOST: Final = 9
"""Greatest judgement, and the reciprocal of the least."""
_RATIO: Final = re.compile(r"([0-9]{1,6})(?:\s*/\s*([0-9]{1,6}))?")
_SIMPLE: Final = 10
"""A decimal below 1 is one over a number of tenths, or too many figures were cut off."""


def read_judgements(
    table: Table,
    drivers: Collection[str] | None,
    findings: Findings,
    cells: MutableMapping[str, Cell],
) -> tuple[Judgement, ...]:
    """Return the judgements in their order.

    Parameters
    ----------
    drivers
        The drivers; None where the table is checked alone and they are not known.
    """
    found: list[Judgement] = []
    first: dict[tuple[str | None, str, str], tuple[Cell, Fraction]] = {}
    for row in table.rows:
        judgement = _judgement(row, table, drivers, findings)
        if judgement is None or not _fits(judgement, row["value"], first, findings):
            continue
        found.append(judgement)
    if table.rows:
        cells["judgements"] = next(iter(table.rows[0].values()))._replace(where=_span(table))
    if drivers is not None and not findings.refused:
        _check_connected(found, drivers, table, findings)
    return tuple(found)


def _judgement(
    row: Row, table: Table, drivers: Collection[str] | None, findings: Findings
) -> Judgement | None:
    pair = [_driver(row, key, table, drivers, findings) for key in ("first", "second")]
    cell = required(row, "value", table, findings)
    value = None if cell is None else _value(cell, findings)
    expert = None
    if not absent(row.get("expert"), findings):
        expert = name(row["expert"], findings)
        if expert is None:
            return None
    if pair[0] is None or pair[1] is None or cell is None or value is None:
        return None
    if pair[0] == pair[1] and value != 1:
        findings.at("E_JUDGEMENT.self", cell, driver=pair[0])
        return None
    return Judgement(first=pair[0], second=pair[1], value=value, expert=expert)


def _driver(
    row: Row, key: str, table: Table, drivers: Collection[str] | None, findings: Findings
) -> str | None:
    cell = required(row, key, table, findings)
    words = None if cell is None else name(cell, findings)
    if words is None or cell is None or drivers is None or words in drivers:
        return words
    if drivers:
        findings.at("E_UNKNOWN_KEY", cell, nearest=partial(nearest, words, drivers))
    return None


def _fits(
    judgement: Judgement,
    cell: Cell,
    first: dict[tuple[str | None, str, str], tuple[Cell, Fraction]],
    findings: Findings,
) -> bool:
    """Tell whether a judgement is new; refuse it where the same expert said it before, or another thing."""
    one, other = judgement.first, judgement.second
    if one == other:
        return False
    for key, value in (
        ((judgement.expert, one, other), judgement.value),
        ((judgement.expert, other, one), 1 / judgement.value),
    ):
        if key not in first:
            continue
        twin, said = first[key]
        where = places([twin, cell])
        if said != value:
            findings.at(
                "E_JUDGEMENT.contradiction", cell, where=where, first=one, second=other, before=twin.shown
            )
            return False
        if key[1] == one:
            findings.at("E_DUPLICATE", cell, where=where, got=f"{one} {other}", first=twin.where)
        return False
    first[judgement.expert, one, other] = (cell, judgement.value)
    return True


def _value(cell: Cell, findings: Findings) -> Fraction | None:
    """Read a judgement: a number or a fraction, exactly; a third cut short is refused, not guessed."""
    if isinstance(cell.value, date | datetime | time | timedelta):
        findings.at("E_JUDGEMENT.date", cell)
        return None
    value = _text(cell, findings) if _written(cell) else _plain(cell, findings)
    if value is None:
        return None
    if not Fraction(1, MOST) <= value <= MOST:
        findings.at("E_JUDGEMENT.range", cell)
        return None
    return value


def _written(cell: Cell) -> bool:
    """Tell whether a judgement is text: a whole number or a fraction, as this column holds them."""
    if not isinstance(cell.value, str):
        return False
    words = narrow(trim(cell.value))
    return "/" in words or words.isdigit()


def _text(cell: Cell, findings: Findings) -> Fraction | None:
    words = narrow(trim(cell.written))
    match = _RATIO.fullmatch(words)
    if match is None or not int(match[2] or 1):
        findings.at("E_JUDGEMENT.form", cell)
        return None
    if words != cell.written:
        findings.changed("W_NFKC" if words != trim(cell.written) else "W_TRIMMED", cell, words)
    return Fraction(int(match[1]), int(match[2] or 1))


def _plain(cell: Cell, findings: Findings) -> Fraction | None:
    number = decimal(cell, findings, negative=True, percent=False)
    if number is None:
        return None
    value = Fraction(number)
    if not 0 < value < 1:
        return value
    if (_SIMPLE / value).denominator == 1:
        return value
    over = next((n for n in range(2, MOST + 1) if number == _fifteen(n)), None)
    if over is None:
        findings.at("E_JUDGEMENT.cut", cell)
        return None
    findings.changed("W_JUDGEMENT", cell, fraction_text(Fraction(1, over)))
    return Fraction(1, over)


def _fifteen(over: int) -> Decimal:
    """Return one over a number as a spreadsheet holds it."""
    return Decimal(format(1 / over, ".15g"))


def _check_connected(
    found: list[Judgement], drivers: Collection[str], table: Table, findings: Findings
) -> None:
    """Refuse judgements that leave some drivers without any comparison, however indirect, with the others."""
    groups: dict[str, str] = {driver: driver for driver in drivers}
    for judgement in found:
        old, new = groups[judgement.second], groups[judgement.first]
        groups = {driver: new if own == old else own for driver, own in groups.items()}
    parts: Mapping[str, list[str]] = {
        own: [driver for driver in groups if groups[driver] == own] for own in dict.fromkeys(groups.values())
    }
    if len(parts) > 1 and table.rows:
        least = min(parts.values(), key=len)
        rest = [driver for driver in drivers if driver not in least]
        findings.at("E_JUDGEMENT.apart", table.rows[-1]["value"], where=_span(table), apart=least, rest=rest)


def _span(table: Table) -> str:
    """Return the place of all judgements: ``判断矩阵!A2:D6``, or the list's key."""
    cells = [cell for row in (table.rows[0], table.rows[-1]) for cell in row.values()]
    if cells[0].form == "typed":
        return table.name
    last = cells[-1].where.rpartition("!")[2]
    return f"{cells[0].where}:{last}" if cells[0].form == "workbook" else cells[0].where
