"""The divisor methods: signposts, their inverse, and the exact order of posts.

A divisor method has signposts ``d(0) <= d(1) <= ...``. The ``(a+1)``-th post of station ``s`` has priority
``p_s / d(a)``; posts are given in falling order of priority. Source: Balinski and Young, *Fair Representation*
(1982); ``docs/model.md``, section 2.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Divisor:
    """A divisor method.

    ``signpost`` gives ``d(a)`` squared where ``squared``, because Huntington-Hill's is irrational. ``count`` is
    the number of ``a >= 0`` with ``d(a) <= u``, as a float array, for ``u > 0``.
    """

    name: str
    signpost: Callable[[int], Fraction]
    approximate: Callable[[Any], Any]
    count: Callable[[Floats], Floats]
    squared: bool = False
    first_is_free: bool = False
    """True where ``d(0) = 0``: every station with work gets its first post before any second one."""

    def priority(self, weight: int, posts: int) -> Fraction:
        """Return ``weight / d(posts)`` exactly (its square where ``squared``); needs ``d(posts) > 0``."""
        return Fraction(weight * weight if self.squared else weight) / self.signpost(posts)


def _webster(u: Floats) -> Floats:
    counted: Floats = np.floor(u + 0.5)
    return counted


def _jefferson(u: Floats) -> Floats:
    counted: Floats = np.floor(u)
    return counted


def _adams(u: Floats) -> Floats:
    counted: Floats = np.floor(u) + 1.0
    return counted


def _dean(u: Floats) -> Floats:
    # 2a(a+1)/(2a+1) <= u  <=>  a <= (u - 1 + sqrt(u^2 + 1)) / 2
    counted: Floats = np.floor((u - 1.0 + np.sqrt(u * u + 1.0)) * 0.5) + 1.0
    return counted


def _huntington_hill(u: Floats) -> Floats:
    # a(a+1) <= u^2  <=>  a <= (sqrt(1 + 4u^2) - 1) / 2
    counted: Floats = np.floor((np.sqrt(1.0 + 4.0 * u * u) - 1.0) * 0.5) + 1.0
    return counted


DIVISORS: dict[str, Divisor] = {
    d.name: d
    for d in (
        Divisor("adams", Fraction, lambda a: a * 1.0, _adams, first_is_free=True),
        Divisor(
            "dean",
            lambda a: Fraction(2 * a * (a + 1), 2 * a + 1),
            lambda a: 2.0 * a * (a + 1.0) / (2.0 * a + 1.0),
            _dean,
            first_is_free=True,
        ),
        Divisor(
            "huntington_hill",
            lambda a: Fraction(a * (a + 1)),
            lambda a: np.sqrt(a * (a + 1.0)),
            _huntington_hill,
            squared=True,
            first_is_free=True,
        ),
        Divisor("webster", lambda a: Fraction(2 * a + 1, 2), lambda a: a + 0.5, _webster),
        Divisor("jefferson", lambda a: Fraction(a + 1), lambda a: a + 1.0, _jefferson),
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
