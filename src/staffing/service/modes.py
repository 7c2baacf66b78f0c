"""The three modes of add/cut side by side, each set against staff in post."""

from collections.abc import Sequence

from staffing.models.what_if import Mode, ModeSummary
from staffing.solver.problem import Problem

Posts = tuple[int, ...] | None


def summaries(
    problem: Problem, in_post: Sequence[int], answers: Sequence[tuple[Mode, int | None, Posts]]
) -> tuple[ModeSummary, ...]:
    """Summarise plans of the three modes; a mode without a plan is left out.

    Parameters
    ----------
    answers
        Mode, transfers allowed, posts per station. The first one that has posts is the yardstick of imbalance.
    """
    found = [(mode, most, posts) for mode, most, posts in answers if posts is not None]
    reference = imbalance(problem, found[0][2]) if found else 0.0
    return tuple(_summary(problem, in_post, mode, most, posts, reference) for mode, most, posts in found)


def _summary(
    problem: Problem,
    in_post: Sequence[int],
    mode: Mode,
    most: int | None,
    posts: Sequence[int],
    reference: float,
) -> ModeSummary:
    differences = [after - before for before, after in zip(in_post, posts, strict=True)]
    joined, left = sum(max(0, d) for d in differences), sum(max(0, -d) for d in differences)
    return ModeSummary(
        mode=mode,
        max_transfers=most,
        transfers=min(joined, left),
        ratio=ratio(problem, posts),
        imbalance=imbalance(problem, posts) / reference if reference else None,
        changes={problem.ids[s]: d for s, d in enumerate(differences) if d},
    )


def imbalance(problem: Problem, posts: Sequence[int]) -> float:
    """Return ``sum (x - q)^2 / q`` with quotas that sum to the posts placed; stations without work left out."""
    placed, whole = sum(posts), problem.weight_sum
    if not placed:
        return 0.0
    quotas = [(x, w * placed / whole) for x, w in zip(posts, problem.weights, strict=True) if w]
    return sum((x - q) ** 2 / q for x, q in quotas)


def ratio(problem: Problem, posts: Sequence[int]) -> float | None:
    """Return the greatest work per head over the least; None where a station with work has nobody."""
    loads = [w / x for x, w in zip(posts, problem.weights, strict=True) if w and x]
    if any(w and not x for x, w in zip(posts, problem.weights, strict=True)) or not loads:
        return None
    return max(loads) / min(loads)
