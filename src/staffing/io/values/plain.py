"""Values that are written plainly: recognised without a cell, for tables of many thousand rows.

Whatever these functions do not know is left to the parsers, which say what is wrong with it. They know only
what the parsers would read just so, without a word: :mod:`tests.unit.io.values.test_plain` holds them to that.
"""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final, TypeVar

from staffing.io.cells import Form, Value
from staffing.io.characters import trim
from staffing.io.layout import CELL_CHARACTERS, NO_LIMIT
from staffing.io.values.numbers import MOST_HEADS
from staffing.io.values.placeholders import is_dash
from staffing.io.values.words import ID, NAME_CHARACTERS, NAME_START
from staffing.masking import ID_LENGTH, MOBILE_LENGTH, holds_id_number, holds_mobile

Number = TypeVar("Number", int, Decimal)

_MOST: Final = 10**15
_DIGITS: Final = re.compile(r"0|[1-9][0-9]{0,14}")


def plain_counts(values: Sequence[Value], form: Form) -> list[Decimal | None]:
    """Return the whole numbers of up to fifteen digits among the values of a column, None for anything else."""
    return _each(values, lambda value: None if (number := _whole(value, form)) is None else Decimal(number))


def plain_heads(values: Sequence[Value], form: Form) -> list[int | None]:
    """Return the counts of people among the values of a column, None for anything else."""

    def heads(value: Value) -> int | None:
        number = _whole(value, form)
        return None if number is None or number > MOST_HEADS else number

    return _each(values, heads)


def _each(values: Sequence[Value], read: Callable[[Value], Number | None]) -> list[Number | None]:
    """Read every value of a column, equal ones once if they are of one kind: True equals 1, and 0 equals -0.0."""
    if set(map(type, values)) - {str, type(None)} not in ({float}, {int}, set()):
        return [read(value) for value in values]
    known = {value: read(value) for value in set(values)}
    return list(map(known.get, values))


def is_no_limit(value: Value) -> bool:
    """Tell whether a maximum says plainly that there is no limit."""
    return isinstance(value, str) and value in NO_LIMIT


def is_plain_id(value: Value) -> bool:
    """Tell whether a station id is written as it is read."""
    return isinstance(value, str) and len(value) < ID_LENGTH and ID.fullmatch(value) is not None


def is_plain_name(value: Value) -> bool:
    """Tell whether a name is written as it is read."""
    if not isinstance(value, str):
        return False
    if value.isalnum() and len(value) < MOBILE_LENGTH:
        return True  # letters and figures alone, as most names: nothing of what follows can be in them
    return (
        value.isprintable()
        and value == trim(value) != ""
        and len(value) <= CELL_CHARACTERS
        and not value.startswith(NAME_START)
        and NAME_CHARACTERS.search(value) is None
        and not is_dash(value)
        and (len(value) < MOBILE_LENGTH or not (holds_mobile(value) or holds_id_number(value)))
    )


def _whole(value: Value, form: Form) -> int | None:
    if isinstance(value, float):
        # 0.0 may be -0.0, which is told.
        return int(value) if 0 < value < _MOST and value.is_integer() else None
    if isinstance(value, str):
        return int(value) if form == "csv" and _DIGITS.fullmatch(value) else None
    if isinstance(value, int) and not isinstance(value, bool):
        return value if 0 <= value < _MOST else None
    return None
