"""Classes of stations: the headcount is split between them first, each part is spread within its class then.

Two ladders, one above the other. The upper one shares out the headcount between the classes by their weights; the
number that a class gets there becomes the least and greatest number of the group of its stations. On both ladders
one post more takes one rung more, so neither a class nor a station ever loses when the headcount grows.
``docs/model.md``, section 5.1.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from staffing.models.base import Place
from staffing.solver.exchange import Exchanges, Move
from staffing.solver.methods import DIVISORS
from staffing.solver.nested import raised, sums
from staffing.solver.problem import UNLIMITED, GroupBounds, Problem
from staffing.solver.verify import is_feasible


def with_class_rules(
    groups: Sequence[GroupBounds], classes: Sequence[tuple[str, int, tuple[int, ...]]]
) -> tuple[GroupBounds, ...]:
    """Return the groups with one for each class, still loose, inner groups first.

    Parameters
    ----------
    classes
        Name, weight and stations of each class.
    """
    own = tuple(GroupBounds(name, members, class_weight=weight) for name, weight, members in classes)
    within = [any(set(group.members) <= set(one.members) for one in own) for group in groups]
    inner = tuple(group for group, inside in zip(groups, within, strict=True) if inside)
    around = tuple(group for group, inside in zip(groups, within, strict=True) if not inside)
    return (*inner, *own, *around)


def classes_of(problem: Problem) -> tuple[GroupBounds, ...]:
    """Return the rules of the classes; empty: there are none."""
    return tuple(group for group in problem.groups if group.class_weight is not None)


def loosened(problem: Problem) -> Problem:
    """Return the problem with classes that hold any number."""
    groups = tuple(
        group if group.class_weight is None else replace(group, minimum=0, maximum=UNLIMITED)
        for group in problem.groups
    )
    return replace(problem, groups=groups).ranked_as(problem)


def settled(problem: Problem) -> Problem:
    """Return the problem with the number of posts of each class at its headcount.

    A class that its stations' maxima leave no room for all its posts keeps them free; under ``exact``, where none
    may stay free, the next class takes them. Where the other rules contradict each other the classes stay loose:
    no number of theirs is to blame.
    """
    if not classes_of(problem):
        return problem
    loose = loosened(problem)
    if problem.method not in DIVISORS or not is_feasible(loose):
        return loose
    between = class_problem(loose)
    numbers = dict(zip(between.ids, _shared_out(between), strict=True))
    rooms = sums(loose.groups, loose.lower, loose.limits)
    groups = tuple(
        group
        if group.class_weight is None
        else replace(group, minimum=min(numbers[group.name], room), maximum=numbers[group.name])
        for group, (_, room) in zip(loose.groups, rooms, strict=False)
    )
    return replace(loose, groups=groups).ranked_as(problem)


def held_as(problem: Problem, posts: Sequence[int]) -> Problem:
    """Return the problem in which each class holds what it holds in a plan."""
    groups = tuple(
        group
        if group.class_weight is None
        else replace(group, minimum=group.held(posts), maximum=group.held(posts))
        for group in problem.groups
    )
    return replace(problem, groups=groups).ranked_as(problem)


def class_problem(problem: Problem) -> Problem:
    """Return the problem of the posts of each class: classes in place of stations.

    Its minima are what the rules inside a class need. A class takes more than it has room for, but where posts
    must be placed: under ``exact``, and inside a group with a minimum.
    """
    loose = loosened(problem)
    classes = classes_of(problem)
    within = [
        bounds
        for group, bounds in zip(loose.groups, sums(loose.groups, loose.lower, loose.limits), strict=False)
        if group.class_weight is not None
    ]
    around = [group for group in problem.groups if _is_around(group, classes)]
    unions = tuple(
        replace(
            group,
            members=tuple(c for c, one in enumerate(classes) if set(one.members) <= set(group.members)),
        )
        for group in around
    )
    must = {c for union in unions if union.minimum for c in union.members}
    bounded = problem.place is Place.EXACT
    return Problem(
        ids=tuple(one.name for one in classes),
        weights=tuple(one.class_weight or 0 for one in classes),
        lower=tuple(least for least, _ in within),
        upper=tuple(
            room if bounded or c in must else max(UNLIMITED, least) for c, (least, room) in enumerate(within)
        ),
        total=problem.total,
        method=problem.method,
        groups=unions,
    )


def _is_around(group: GroupBounds, classes: Sequence[GroupBounds]) -> bool:
    """Tell whether a group holds whole classes, more than one."""
    if group.class_weight is not None or not group.members:
        return False
    return not any(set(group.members) <= set(one.members) for one in classes)


def _shared_out(between: Problem) -> list[int]:
    """Return the posts of each class, exactly: groups to their minima, then the next post until all are given."""
    everybody = GroupBounds("", tuple(range(len(between.ids))), between.total)
    return raised((*between.groups, everybody), _start(between), between.upper, between.key)


def _start(between: Problem) -> tuple[int, ...]:
    """Return numbers of which no class gets fewer, near to what it gets, so that few posts are given singly.

    At the multiplier ``t`` a class has at most ``p t + 1`` posts or its minimum, so all together no more than
    ``t`` and the number of classes and the minima.
    """
    if between.groups:
        return between.lower
    at = between.total - len(between.ids) - sum(between.lower)
    if at <= 0 or not between.weight_sum:
        return between.lower
    quick = replace(between, total=at, lower=(0,) * len(between.ids), place=Place.AT_MOST).limits
    return tuple(min(max(pair), top) for *pair, top in zip(between.lower, quick, between.upper, strict=True))


def moves_by_class(problem: Problem, before: Sequence[int], after: Sequence[int]) -> list[Move]:
    """Return the posts between two plans in the order they move: the class's turn first, then its station's."""
    classes = classes_of(problem)
    adds = sum(after) >= sum(before)
    between = class_problem(problem)
    upper = Exchanges(between, [one.held(before) for one in classes])
    lower = Exchanges(problem, before)
    lines = [_line(problem, one.members, before, after, adds=adds) for one in classes]
    turns = [
        (between.key(c, a), c)
        for c, one in enumerate(classes)
        for a in range(*sorted((one.held(before), one.held(after))))
    ]
    moves = []
    for _, c in sorted(turns, reverse=not adds):
        above = upper.add(c) if adds else upper.cut(c)
        s = lines[c].pop(0)
        move = lower.add(s, classes[c].members) if adds else lower.cut(s, classes[c].members)
        moves.append(replace(move, of_class=above))
    return moves


def _line(
    problem: Problem, members: Sequence[int], before: Sequence[int], after: Sequence[int], *, adds: bool
) -> list[int]:
    """Return the stations of a class by the order in which their posts move."""
    extra = [(problem.key(s, a), s) for s in members for a in range(*sorted((before[s], after[s])))]
    return [s for _, s in sorted(extra, reverse=not adds)]


def around_by_class(problem: Problem, posts: Sequence[int], most: int) -> tuple[list[Move], list[Move]]:
    """Return the last posts given and the next posts in line, at most ``most`` each, nearest first."""
    down = list(zip(range(most), _given(problem, posts), strict=False))
    up = list(zip(range(most), _coming(problem, posts), strict=False))
    return [move for _, move in down], [move for _, move in up]


def _given(problem: Problem, posts: Sequence[int]) -> Iterator[Move]:
    classes = classes_of(problem)
    upper, lower = (
        Exchanges(class_problem(problem), _numbers(problem, posts)),
        Exchanges(loosened(problem), posts),
    )
    while givers := upper.givers():
        c = max(givers, key=upper.last_key)
        free = upper.posts[c] > classes[c].held(lower.posts)
        above = upper.cut(c)
        own = [s for s in lower.givers() if s in set(classes[c].members)]
        if own and not free:
            move = lower.cut(max(own, key=lower.last_key), classes[c].members)
            yield replace(move, of_class=above)


def _coming(problem: Problem, posts: Sequence[int]) -> Iterator[Move]:
    classes = classes_of(problem)
    upper, lower = (
        Exchanges(class_problem(problem), _numbers(problem, posts)),
        Exchanges(loosened(problem), posts),
    )
    while open_ := set(lower.takers()):
        # A class without room takes its turns too, and keeps them free: the order of the others is the same.
        able = [c for c in upper.takers() if not open_.isdisjoint(classes[c].members)]
        if not able:
            return
        c = min(able, key=upper.next_key)
        above = upper.add(c)
        own = [s for s in classes[c].members if s in open_]
        move = lower.add(min(own, key=lower.next_key), classes[c].members)
        yield replace(move, of_class=above)


def _numbers(problem: Problem, posts: Sequence[int]) -> list[int]:
    """Return the posts of each class, free ones included."""
    return [one.held(posts) if one.maximum >= UNLIMITED else one.maximum for one in classes_of(problem)]
