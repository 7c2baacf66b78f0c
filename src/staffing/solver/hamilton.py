"""Largest remainder 最大余数法 with minima and maxima, exactly.

Offered because offices use it. It is not a ladder: when the total grows it can take a post away (the Alabama
paradox of 1880, which appears only with the minimum rule). ``docs/model.md``, section 2, states the rule.
"""

from typing import NamedTuple

from staffing.errors import Issue, UsageError
from staffing.solver.problem import Problem


def largest_remainder(problem: Problem) -> list[int]:
    """Return the posts of each station by the largest-remainder rule under bounds.

    Raises
    ------
    UsageError
        ``E_METHOD``: the rule is not defined under group minima and maxima.

    Examples
    --------
    >>> largest_remainder(Problem(("I", "II", "III"), (16200, 47000, 12700), (0,) * 3, (99,) * 3, 20, "hamilton"))
    [4, 13, 3]
    """
    found = decide(problem)
    posts = list(found.whole)
    for s in found.winners:
        posts[s] += 1
    return _fill(problem, posts, found.unasked)


class Round(NamedTuple):
    """Posts shared out among the stations that no bound has settled."""

    among: tuple[int, ...]
    rest: int
    """Posts for them; the quota of a station is its part of these."""
    whole: tuple[int, ...]
    """Whole part of each of their quotas."""


class Decisions(NamedTuple):
    """What the rule decides on its way, in order: as long as all of it is the same, so is the plan."""

    rounds: tuple[Round, ...]
    """A round settles the stations that a bound holds; the last one settles none."""
    whole: tuple[int, ...]
    """Posts of each station before the remainders count."""
    winners: tuple[int, ...]
    """Stations that get one post more, the greatest remainder first."""
    losers: tuple[int, ...]
    """Those that come after them."""
    unasked: int
    """Posts that nobody's quota asks for."""


def decide(problem: Problem) -> Decisions:
    """Return the decisions of the largest-remainder rule.

    Raises
    ------
    UsageError
        As for :func:`largest_remainder`.
    """
    if any(group.class_weight is not None for group in problem.groups):
        raise UsageError([Issue("E_METHOD.classes")])
    if problem.groups:
        raise UsageError([Issue("E_METHOD.groups")])
    lower, upper = problem.lower, problem.upper
    rest = min(problem.total, sum(upper))
    posts = [0] * len(lower)
    open_ = list(range(len(lower)))
    rounds = []
    while True:
        work = sum(problem.weights[s] for s in open_)
        # whole part and remainder of each quota, the latter times the work
        quota = {s: divmod(problem.weights[s] * rest, work) if work else (0, 0) for s in open_}
        rounds.append(Round(tuple(open_), rest, tuple(quota[s][0] for s in open_)))
        for s in open_:
            posts[s] = min(max(quota[s][0], lower[s]), upper[s])
        left = rest - sum(posts[s] for s in open_)
        able = [s for s in open_ if lower[s] <= quota[s][0] < upper[s]]
        if left < 0:
            closed = [s for s in open_ if quota[s][0] < lower[s]]
        elif left > len(able):
            closed = [s for s in open_ if quota[s][0] >= upper[s]]
        else:
            break
        if not closed:
            break
        rest -= sum(posts[s] for s in closed)
        open_ = [s for s in open_ if s not in set(closed)]
    by_remainder = sorted(able, key=lambda s: (-quota[s][1], -problem.weights[s], posts[s], problem.rank[s]))
    first = max(left, 0)
    return Decisions(
        tuple(rounds),
        tuple(posts),
        tuple(by_remainder[:first]),
        tuple(by_remainder[first:]),
        max(0, left - len(able)),
    )


def _fill(problem: Problem, posts: list[int], left: int) -> list[int]:
    """Give what nobody's quota asks for (only stations without work have room): fewest posts first."""
    for _ in range(left):
        room = [s for s in range(len(posts)) if posts[s] < problem.upper[s]]
        posts[min(room, key=lambda s: (posts[s], problem.rank[s]))] += 1
    return posts
