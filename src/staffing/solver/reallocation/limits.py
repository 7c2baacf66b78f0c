"""How large a reallocation may be (``docs/formats.md``, ``E_MODEL``)."""

from typing import Final

from staffing.errors import Issue, UsageError
from staffing.solver.reallocation.problem import Reallocation

MOST_NUMBERS: Final = 100_000
"""Stations x categories."""
MOST_GROUPS: Final = 10_000


def refuse_size(problem: Reallocation) -> None:
    """Refuse what is too large, before anything is built of it.

    Raises
    ------
    UsageError
        ``E_MODEL``: with the size and the limit.
    """
    sizes = (
        ("E_MODEL.numbers", len(problem.ids) * len(problem.categories), MOST_NUMBERS),
        ("E_MODEL.groups", len(problem.groups), MOST_GROUPS),
    )
    found = [
        Issue(key, values={"count": count, "limit": limit}) for key, count, limit in sizes if count > limit
    ]
    if found:
        raise UsageError(found)
