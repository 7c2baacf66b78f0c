"""How large a reallocation problem may be."""

from typing import Final

from staffing.errors import Issue, UsageError

MOST_NUMBERS: Final = 100_000
"""Stations times categories: each is a number to be decided."""


def refuse_size(stations: int, categories: int) -> None:
    """Refuse a problem that is too large.

    Raises
    ------
    UsageError
        ``E_MODEL.programme``.
    """
    if stations * categories > MOST_NUMBERS:
        values = {"stations": stations, "categories": categories, "limit": MOST_NUMBERS}
        raise UsageError([Issue("E_MODEL.programme", values=values)])
