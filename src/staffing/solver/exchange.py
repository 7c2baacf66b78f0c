"""One post at a time, exactly: who would be next, who would be last, which exchange gains most.

Plain Python on whole numbers and fractions, without numpy and without the ladder's search, so that checks may
use it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from typing import Final

from staffing.solver.methods import DIVISORS, RungKey
from staffing.solver.nested import pools
from staffing.solver.problem import Problem

Gain = tuple[int, int, Fraction]
"""What an exchange saves, the first that is not 0 deciding: posts where there is no work, index unserved, cost."""
NO_GAIN: Final[Gain] = (0, 0, Fraction(0))


@dataclass(frozen=True, slots=True)
class Rung:
    """One post: the station at this position goes from ``posts`` to ``posts + 1``."""

    station: int
    posts: int


@dataclass(frozen=True, slots=True)
class Move:
    """One post given (``change`` 1) or taken (-1) at the station at this position."""

    station: int
    change: int
    posts_before: int
    runner_up: int | None
    """Position of the station that came second; None: no other could move."""
    runner_posts: int
    """Posts of the runner-up at that moment."""
    of_class: "Move | None" = None
    """The class's turn, positions being those of the classes; None: there are no classes."""

    @property
    def rung(self) -> Rung:
        """The post in question."""
        return Rung(self.station, self.posts_before - (self.change < 0))

    @property
    def runner_rung(self) -> Rung | None:
        """The runner-up's post in question."""
        return None if self.runner_up is None else Rung(self.runner_up, self.runner_posts - (self.change < 0))


class Exchanges:
    """Posts of a plan, one rung up or down at a time, under the rules of a problem."""

    def __init__(self, problem: Problem, posts: Sequence[int]) -> None:
        self.problem = problem
        self.posts = list(posts)
        self._divisor = DIVISORS[problem.method]

    def takers(self) -> list[int]:
        """Return the stations that may take a post from outside."""
        full = {s for g in self.problem.groups if g.held(self.posts) >= g.maximum for s in g.members}
        return [s for s in self._below() if s not in full]

    def givers(self) -> list[int]:
        """Return the stations that may give a post away to outside."""
        least = {s for g in self.problem.groups if g.held(self.posts) <= g.minimum for s in g.members}
        return [s for s, x in enumerate(self.posts) if x > self.problem.lower[s] and s not in least]

    def next_key(self, station: int) -> RungKey:
        """Place of the station's next post."""
        return self.problem.key(station, self.posts[station])

    def last_key(self, station: int) -> RungKey:
        """Place of the station's last post."""
        return self.problem.key(station, self.posts[station] - 1)

    def add(self, station: int, among: Sequence[int] | None = None) -> Move:
        """Give the station a post; say who else (of ``among``) would have been first."""
        others = [s for s in self.takers() if s != station and (among is None or s in among)]
        second = min(others, key=self.next_key, default=None)
        move = Move(station, 1, self.posts[station], second, 0 if second is None else self.posts[second])
        self.posts[station] += 1
        return move

    def cut(self, station: int, among: Sequence[int] | None = None) -> Move:
        """Take a post from the station; say who else (of ``among``) would have been first."""
        others = [s for s in self.givers() if s != station and (among is None or s in among)]
        second = max(others, key=self.last_key, default=None)
        move = Move(station, -1, self.posts[station], second, 0 if second is None else self.posts[second])
        self.posts[station] -= 1
        return move

    def best_exchange(
        self, *, among: Sequence[int] | None = None, to: Sequence[int] | None = None
    ) -> tuple[int, int] | None:
        """Return the exchange (giver, taker) that gains most; None where none gains.

        ``among`` and ``to`` limit who may give and who may take.
        """
        best = self.best_of(among=among, to=to)
        return None if best is None or best[0] <= NO_GAIN else best[1]

    def best_of(
        self, *, among: Collection[int] | None = None, to: Collection[int] | None = None
    ) -> tuple[Gain, tuple[int, int]] | None:
        """Return the exchange (giver, taker) that is best, with what it gains, be that less than nothing."""
        best: tuple[Gain, tuple[int, int]] | None = None
        giving = [s for s, x in enumerate(self.posts) if x > self.problem.lower[s]]
        taking = self._below()
        if among is not None:
            giving = [s for s in giving if s in among]
        if to is not None:
            taking = [s for s in taking if s in to]
        for givers, takers in pools(self.problem.groups, self.posts, giving, taking):
            if not givers or not takers:
                continue
            giver, taker = max(givers, key=self.last_key), min(takers, key=self.next_key)
            gain = self._gain(giver, taker)
            if best is None or gain > best[0]:
                best = gain, (giver, taker)
        return best

    def held_by_floors(self) -> set[int]:
        """Return the stations at their least number whose last post comes after one that it keeps from others."""
        least = {s for s, x in enumerate(self.posts) if 0 < x == self.problem.lower[s]}
        found: set[int] = set()
        for givers, takers in pools(self.problem.groups, self.posts, least, self._below()):
            if takers:
                first = min(map(self.next_key, takers))
                found |= {s for s in givers if self.last_key(s) > first}
        return found

    def _below(self) -> list[int]:
        """Return the stations below their greatest number."""
        return [s for s, x in enumerate(self.posts) if x < self.problem.limits[s]]

    def _gain(self, giver: int, taker: int) -> Gain:
        """Return what the exchange saves."""
        idle = (self.problem.weights[giver] == 0) - (self.problem.weights[taker] == 0)
        return (
            idle,
            self._first(taker) - self._first(giver, last=True),
            self._saving(taker, self.posts[taker]) - self._saving(giver, self.posts[giver] - 1),
        )

    def _first(self, station: int, *, last: bool = False) -> int:
        posts = self.posts[station] - last
        served = posts == 0 and self._divisor.first_is_free
        return self.problem.weights[station] if served else 0

    def _saving(self, station: int, posts: int) -> Fraction:
        """Return by how much this post lowers the cost of the method."""
        weight = self.problem.weights[station]
        if weight == 0 or (posts == 0 and self._divisor.first_is_free):
            return Fraction(0)
        value = self._divisor.priority(weight, posts)
        return value if self._divisor.squared else -1 / value


def around(problem: Problem, posts: Sequence[int], most: int) -> tuple[list[Move], list[Move]]:
    """Return the last posts given and the next posts in line, at most ``most`` each, nearest first."""
    if any(group.class_weight is not None for group in problem.groups):
        from staffing.solver.classes import around_by_class

        return around_by_class(problem, posts, most)
    given, coming = Exchanges(problem, posts), Exchanges(problem, posts)
    down: list[Move] = []
    up: list[Move] = []
    while len(down) < most and (givers := given.givers()):
        down.append(given.cut(max(givers, key=given.last_key)))
    while len(up) < most and (takers := coming.takers()):
        up.append(coming.add(min(takers, key=coming.next_key)))
    return down, up


def priority_value(problem: Problem, cap: int, rung: Rung) -> float | None:
    """Return the priority of a post as users see it: quota at headcount ``cap`` over signpost, ``p H / d(a)``.

    None for a first post where ``d(0) = 0``.
    """
    divisor = DIVISORS[problem.method]
    weight = problem.weights[rung.station]
    if weight == 0:
        return 0.0
    if rung.posts == 0 and divisor.first_is_free:
        return None
    scale = Fraction(cap, problem.weight_sum)
    value = divisor.priority(weight, rung.posts)
    return sqrt(value * scale * scale) if divisor.squared else float(value * scale)
