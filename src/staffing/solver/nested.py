"""Nested groups with least and greatest posts: what sums allow, and who may give to whom.

Groups are nested where any two lie one inside the other or apart; inner groups come first. Bounds of stations
and of nested groups and a total make an M-convex set (Murota, *Discrete Convex Analysis*, 2003): sums decide
whether a plan exists, and exchanges of one post whether it is the best. ``docs/model.md``, section 2.
"""

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from staffing.solver.problem import GroupBounds


def parts(groups: "Sequence[GroupBounds]", stations: int) -> Iterator[list[int]]:
    """Yield for each group, and at last for everything, what it consists of directly.

    Station ``s`` is the number ``s``, the group at position ``g`` the number ``stations + g``.
    """
    part_of = list(range(stations))
    for number, group in enumerate(groups):
        yield list(dict.fromkeys(part_of[s] for s in group.members))
        for s in group.members:
            part_of[s] = stations + number
    yield list(dict.fromkeys(part_of))


def sums(
    groups: "Sequence[GroupBounds]", lower: Sequence[int], upper: Sequence[int]
) -> list[tuple[int, int]]:
    """Return the least and greatest posts that the bounds inside each group, and at last everywhere, add up to.

    A group's own bounds count in what lies around it, not in its own sums. Where every least lies below the
    group's maximum and the greatest, and its minimum below the greatest, each number between is possible.
    """
    within = list(zip(lower, upper, strict=True))
    found = []
    for group, inside in zip([*groups, None], parts(groups, len(lower)), strict=True):
        least, most = sum(within[u][0] for u in inside), sum(within[u][1] for u in inside)
        found.append((least, most))
        if group is not None:
            within.append((max(least, group.minimum), min(most, group.maximum)))
    return found


def pools(
    groups: "Sequence[GroupBounds]", posts: Sequence[int], givers: Iterable[int], takers: Iterable[int]
) -> Iterator[tuple[set[int], set[int]]]:
    """Yield givers and takers such that a post may move from any giver to any taker of the same pair of sets.

    Every exchange that the groups permit lies in one of the pairs: a post may leave each group that is above
    its minimum, and enter each that is below its maximum.
    """
    giving, taking = set(givers), set(takers)
    for group in groups:
        held = group.held(posts)
        if group.minimum < held < group.maximum:
            continue
        members = set(group.members)
        yield giving & members, taking & members
        if held <= group.minimum:
            giving -= members
        if held >= group.maximum:
            taking -= members
    yield giving, taking


def raised(
    groups: "Sequence[GroupBounds]",
    lower: Sequence[int],
    upper: Sequence[int],
    key: Callable[[int, int], Any],
) -> list[int]:
    """Return the least posts that keep the groups' minima: a group below its minimum takes its first posts.

    Parameters
    ----------
    key
        Place in the order of the post that a station gets after so many.
    """
    posts, held = list(lower), [group.held(lower) for group in groups]
    inside: list[list[int]] = [[] for _ in posts]
    for number, group in enumerate(groups):
        for s in group.members:
            inside[s].append(number)
    for number, group in enumerate(groups):
        line = [(key(s, posts[s]), s) for s in group.members] if held[number] < group.minimum else []
        heapq.heapify(line)
        while line and held[number] < group.minimum:
            _, s = heapq.heappop(line)
            if posts[s] >= upper[s] or any(held[g] >= groups[g].maximum for g in inside[s]):
                continue
            posts[s] += 1
            for g in inside[s]:
                held[g] += 1
            heapq.heappush(line, (key(s, posts[s]), s))
    return posts
