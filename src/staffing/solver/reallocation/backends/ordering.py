"""The order goal in steps: the greatest ``x`` compared from the left, as few weighted sums as numbers allow."""

from collections.abc import Iterator, Sequence

LARGEST = 1 << 40
"""Weights of one step stay below this."""

Step = list[tuple[int, int]]
"""(variable, weight)"""


def steps(spans: Sequence[tuple[int, int, int]], *, largest: int = LARGEST) -> Iterator[Step]:
    """Yield sums to be made greatest, one after the other: each counts the earlier variable more.

    Parameters
    ----------
    spans
        Variable, least and greatest value, in order; what cannot vary is left out.

    Examples
    --------
    >>> list(steps([(7, 0, 2), (8, 1, 1), (9, 0, 3)]))
    [[(7, 4), (9, 1)]]
    >>> list(steps([(7, 0, 2), (9, 0, 3)], largest=4))
    [[(7, 1)], [(9, 1)]]
    """
    step: list[tuple[int, int]] = []
    product = 1
    for variable, low, high in spans:
        if high <= low:
            continue
        if step and product * (high - low + 1) > largest:
            yield _weighted(step)
            step, product = [], 1
        step.append((variable, high - low + 1))
        product *= high - low + 1
    if step:
        yield _weighted(step)


def _weighted(step: list[tuple[int, int]]) -> Step:
    weight, found = 1, []
    for variable, size in reversed(step):
        found.append((variable, weight))
        weight *= size
    return found[::-1]
