"""Numbers as sentences hold them: thousands apart, and nothing that differs printed as if it were equal."""

from collections.abc import Iterable
from typing import Any, Final

_NAMES: Final = frozenset({"day", "month", "port", "seed", "year"})
"""Blanks whose numbers are names, not amounts."""
_MOST: Final = 12
"""Decimals at which two priorities count as equal: beyond these a float says nothing."""


def grouped(name: str, value: Any) -> Any:
    """Return what fills the blank ``name``: a whole number with its thousands apart.

    >>> grouped("cap", 12640), grouped("year", 2026), grouped("who", "12640")
    ('12,640', 2026, '12640')
    """
    return f"{value:,}" if type(value) is int and name not in _NAMES else value


def digits_apart(numbers: Iterable[float | None], least: int = 4) -> int:
    """Return by how many decimals every two different numbers are seen to differ, and no fewer than ``least``.

    >>> digits_apart([1.0137, 1.0015]), digits_apart([1.00001, 1.000014, None]), digits_apart([1.0, 1.0])
    (4, 6, 4)
    """
    different = {number for number in numbers if number is not None}
    for digits in range(least, _MOST):
        if len({f"{number:.{digits}f}" for number in different}) == len(different):
            return digits
    return _MOST if len({f"{number:.{_MOST}f}" for number in different}) == len(different) else least


def apart(*numbers: float, least: int = 4) -> tuple[str, ...]:
    """Write numbers that are compared, with as many decimals as show that they differ.

    >>> apart(1.0137, 1.0015), apart(1.00001, 1.000014)
    (('1.0137', '1.0015'), ('1.000010', '1.000014'))
    """
    digits = digits_apart(numbers, least)
    return tuple(f"{number:,.{digits}f}" for number in numbers)


def margin_text(share: float) -> str:
    """Write by how much one came before another; only of equals that it is nothing.

    >>> margin_text(0.0084), margin_text(0.0004), margin_text(0.0)
    ('0.8%', '<0.1%', '0.0%')
    """
    return "<0.1%" if 0 < share < 0.0005 else f"{share:.1%}"
