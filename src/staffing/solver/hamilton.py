"""Largest remainder 最大余数法 with minima and maxima, exactly.

Offered because offices use it. It is not a ladder: when the total grows it can take a post away (the Alabama
paradox of 1880, which appears only with the minimum rule). ``docs/model.md``, section 2, states the rule.
"""

from fractions import Fraction

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
    if any(group.class_weight is not None for group in problem.groups):
        raise UsageError([Issue("E_METHOD.classes")])
    if problem.groups:
        raise UsageError([Issue("E_METHOD.groups")])
    lower, upper = problem.lower, problem.upper
    rest = min(problem.total, sum(upper))
    posts = [0] * len(lower)
    open_ = list(range(len(lower)))
    while True:
        work = sum(problem.weights[s] for s in open_)
        quota = {s: Fraction(problem.weights[s] * rest, work) if work else Fraction(0) for s in open_}
        for s in open_:
            posts[s] = min(max(int(quota[s]), lower[s]), upper[s])
        left = rest - sum(posts[s] for s in open_)
        able = [s for s in open_ if lower[s] <= int(quota[s]) < upper[s]]
        if left < 0:
            closed = [s for s in open_ if int(quota[s]) < lower[s]]
        elif left > len(able):
            closed = [s for s in open_ if int(quota[s]) >= upper[s]]
        else:
            break
        if not closed:
            break
        rest -= sum(posts[s] for s in closed)
        open_ = [s for s in open_ if s not in set(closed)]
    by_remainder = sorted(
        able, key=lambda s: (int(quota[s]) - quota[s], -problem.weights[s], posts[s], problem.rank[s])
    )
    for s in by_remainder[:left]:
        posts[s] += 1
    return _fill(problem, posts, left - len(by_remainder))


def _fill(problem: Problem, posts: list[int], left: int) -> list[int]:
    """Give what nobody's quota asks for (only stations without work have room): fewest posts first."""
    for _ in range(max(0, left)):
        room = [s for s in range(len(posts)) if posts[s] < problem.upper[s]]
        posts[min(room, key=lambda s: (posts[s], problem.rank[s]))] += 1
    return posts
