"""Numbers as other offices' tables write them: with 万, with the word that counts. Never in our own workbook."""

import re
from decimal import Decimal
from typing import Final

from staffing.io.cells import Cell, Value
from staffing.io.characters import trim
from staffing.io.findings import Findings
from staffing.io.values.numbers import FIFTEEN, Parsed, decimal, note_text, number_in, parse_number
from staffing.models.base import plain

_TIMES: Final = {"百": 2, "千": 3, "万": 4, "亿": 8}
_UNIT: Final = re.compile(r"(.*[0-9０-９])([百千万亿]?)([人件户家个所次起宗名]?)")


def decimal_with_unit(cell: Cell, findings: Findings) -> Decimal | None:
    """Read a decimal number that may end with 百, 千, 万 or 亿, and with a word that counts: ``1.2万件``."""
    parsed = _with_unit(cell.value) if isinstance(cell.value, str) and cell.form != "typed" else None
    if parsed is None:
        return decimal(cell, findings)
    note_text(parsed, cell._replace(form="csv"), findings)
    read = FIFTEEN.plus(parsed.number)
    findings.changed("W_UNIT", cell, plain(read))
    return decimal(cell._replace(value=parsed.number), findings)


def amount_in(value: Value) -> Decimal | None:
    """Return the number that a cell of a foreign table holds, with its unit applied; without a word; else None."""
    parsed = _with_unit(value) if isinstance(value, str) else None
    return number_in(value) if parsed is None else FIFTEEN.plus(parsed.number)


def _with_unit(words: str) -> Parsed | None:
    """Return the number of a text that ends with a unit; None where it has none, or is no number."""
    trimmed = trim(words)
    match = _UNIT.fullmatch(trimmed)
    if match is None or not (match[2] or match[3]):
        return None
    parsed = parse_number(match[1])
    if parsed is None or parsed.percent or parsed.trimmed:
        return None
    return parsed._replace(number=_shifted(parsed.number, _TIMES.get(match[2], 0)), trimmed=trimmed != words)


def _shifted(number: Decimal, places: int) -> Decimal:
    """Return ``number`` times ten to the power of ``places``, every digit kept."""
    sign, digits, exponent = number.as_tuple()
    return Decimal(format(Decimal((sign, digits, int(exponent) + places)), "f"))
