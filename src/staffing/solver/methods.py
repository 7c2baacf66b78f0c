"""The divisor methods: signposts, and the exact order of posts.

A divisor method has signposts ``d(0) <= d(1) <= ...``. The ``(a+1)``-th post of station ``s`` has priority
``p_s / d(a)``; posts are given in falling order of priority. Source: Balinski and Young, *Fair Representation*
(1982); ``docs/model.md``, section 2.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Divisor:
    """A divisor method. ``parts`` gives ``d(a)`` as numerator and denominator, squared where ``squared``."""

    name: str
    parts: Callable[[int], tuple[int, int]]
    squared: bool = False
    """True for Huntington-Hill, whose signposts are irrational."""
    first_is_free: bool = False
    """True where ``d(0) = 0``: every station with work gets its first post before any second one."""

    def signpost(self, posts: int) -> Fraction:
        """Return ``d(posts)`` exactly (its square where ``squared``)."""
        return Fraction(*self.parts(posts))

    def priority(self, weight: int, posts: int) -> Fraction:
        """Return ``weight / d(posts)`` exactly (its square where ``squared``); needs ``d(posts) > 0``."""
        return Fraction(weight * weight if self.squared else weight) / self.signpost(posts)


DIVISORS: dict[str, Divisor] = {
    d.name: d
    for d in (
        Divisor("adams", lambda a: (a, 1), first_is_free=True),
        Divisor("dean", lambda a: (2 * a * (a + 1), 2 * a + 1), first_is_free=True),
        Divisor("huntington_hill", lambda a: (a * (a + 1), 1), squared=True, first_is_free=True),
        Divisor("webster", lambda a: (2 * a + 1, 2)),
        Divisor("jefferson", lambda a: (a + 1, 1)),
    )
}
"""Every method that is a ladder, by its public name."""


class Ratio:
    """A fraction that is only compared, by cross-multiplication: never reduced, so cheap to make."""

    __slots__ = ("above", "below")

    def __init__(self, above: int, below: int) -> None:
        self.above, self.below = above, below

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Ratio) and self.above * other.below == other.above * self.below

    def __lt__(self, other: "Ratio") -> bool:
        return self.above * other.below < other.above * self.below

    __hash__ = None  # type: ignore[assignment]  # equal ratios have many forms


class RungKey(NamedTuple):
    """Place of one post in the order: the least is given first. Compared as a tuple.

    What does not count in an order is 0 in all its keys.
    """

    level: int
    """0 for first posts where ``d(0) = 0``, 1 for posts with a priority, 2 at stations without work."""
    whole: int
    """Whole part of the scaled priority, negated: decides almost always, and rounding keeps the order."""
    ratio: Ratio
    """The same priority exactly, negated: decides where the whole parts are equal."""
    minus_weight: int
    joined: int
    """1: the station has no such post among its present staff, so that somebody must join."""
    changed: int
    """By how much the post adds to the stations that change: -1, 0 or 1."""
    posts: int
    rank: int

    @property
    def worth(self) -> tuple[int | Ratio, ...]:
        """What posts that are worth the same have in common: priority, and where ``d(0) = 0`` the index."""
        return self[:4] if self.level == 0 else self[:3]

    def decided_by(self, other: "RungKey") -> str | None:
        """Return the part of the tie rule that puts two posts in order; None where they are not worth the same.

        ``index``, ``transfers``, ``changed``, ``posts`` or ``id``.
        """
        if self.worth != other.worth:
            return None
        parts = {
            "index": self.minus_weight != other.minus_weight,
            "transfers": self.joined != other.joined,
            "changed": self.changed != other.changed,
            "posts": self.posts != other.posts,
        }
        return next((part for part, differs in parts.items() if differs), "id")


_NOTHING = Ratio(0, 1)
_SCALE = 64
"""Binary places of the whole part."""


def rung_key(divisor: Divisor, weight: int, posts: int, rank: int, staff: int | None = None) -> RungKey:
    """Return the sort key of one post: ascending keys are the order in which posts are given.

    The tie rule of ``docs/model.md``: higher priority; then the larger index; then fewer posts so far; then the
    station id (``rank``). Where present ``staff`` count: higher priority; then nobody joins; then the fewest
    stations that change; then the station id. A station without work has priority 0 on every rung; a rung with
    ``d = 0`` comes before every other.
    """
    joined = int(staff is not None and posts >= staff)
    if weight == 0:
        return RungKey(2, 0, _NOTHING, 0, joined, 0, posts, rank)
    changed = 0 if staff is None else (posts == staff) - (posts + 1 == staff)
    if posts == 0 and divisor.first_is_free:
        return RungKey(0, 0, _NOTHING, -weight, joined, changed, posts, rank)
    above, below = divisor.parts(posts)
    minus = -(weight * weight if divisor.squared else weight) * below
    priority = (minus << _SCALE) // above, Ratio(minus, above)
    if staff is None:
        return RungKey(1, *priority, -weight, 0, 0, posts, rank)
    return RungKey(1, *priority, 0, joined, changed, 0, rank)
