"""The divisor methods: signposts, and the exact order of posts.

A divisor method has signposts ``d(0) <= d(1) <= ...``. The ``(a+1)``-th post of station ``s`` has priority
``p_s / d(a)``; posts are given in falling order of priority. Source: Balinski and Young, *Fair Representation*
(1982); ``docs/model.md``, section 2.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Divisor:
    """A divisor method. ``signpost`` gives ``d(a)``, squared where ``squared``: Huntington-Hill's is irrational."""

    name: str
    signpost: Callable[[int], Fraction]
    squared: bool = False
    first_is_free: bool = False
    """True where ``d(0) = 0``: every station with work gets its first post before any second one."""

    def priority(self, weight: int, posts: int) -> Fraction:
        """Return ``weight / d(posts)`` exactly (its square where ``squared``); needs ``d(posts) > 0``."""
        return Fraction(weight * weight if self.squared else weight) / self.signpost(posts)


DIVISORS: dict[str, Divisor] = {
    d.name: d
    for d in (
        Divisor("adams", Fraction, first_is_free=True),
        Divisor("dean", lambda a: Fraction(2 * a * (a + 1), 2 * a + 1), first_is_free=True),
        Divisor("huntington_hill", lambda a: Fraction(a * (a + 1)), squared=True, first_is_free=True),
        Divisor("webster", lambda a: Fraction(2 * a + 1, 2)),
        Divisor("jefferson", lambda a: Fraction(a + 1)),
    )
}
"""Every method that is a ladder, by its public name."""


def rung_key(divisor: Divisor, weight: int, posts: int, rank: int) -> tuple[int, Fraction, int, int, int]:
    """Return the sort key of one post: ascending keys are the order in which posts are given.

    The tie rule of ``docs/model.md``: higher priority; then the larger index; then fewer posts so far; then the
    station id (``rank``). A station without work has priority 0 on every rung; a rung with ``d = 0`` comes
    before every other.
    """
    if weight == 0:
        return (2, Fraction(0), 0, posts, rank)
    if posts == 0 and divisor.first_is_free:
        return (0, Fraction(0), -weight, posts, rank)
    return (1, -divisor.priority(weight, posts), -weight, posts, rank)
