"""The weights that best explain staff in post: least squares, no weight below 0, their sum 1; exactly.

Lawson and Hanson's active set (1974, Solving Least Squares Problems, chapter 23) with the sum as an equality, in
fractions: no tolerance decides which weight is 0.
"""

from collections.abc import Sequence
from fractions import Fraction

Matrix = Sequence[Sequence[Fraction]]


def on_simplex(products: Matrix, target: Sequence[Fraction]) -> list[Fraction] | None:
    """Return the ``w >= 0`` with sum 1 that minimises ``w'Gw / 2 - c'w``; None: it is not the only one.

    Parameters
    ----------
    products
        ``G``, the products of the columns with each other.
    target
        ``c``, the products of the columns with what is to be explained.

    Examples
    --------
    >>> one, zero = Fraction(1), Fraction(0)
    >>> [str(w) for w in on_simplex([[one, zero], [zero, one]], [Fraction(1, 2), zero])]
    ['3/4', '1/4']
    """
    every = range(len(target))
    if _on_face(products, target, list(every)) is None:
        return None
    weights = [Fraction(int(k == 0)) for k in every]
    free = [0]
    while True:
        slopes = [_product(products[k], weights) - target[k] for k in every]
        best = min(every, key=lambda k: (slopes[k], k not in free))
        if slopes[best] >= slopes[free[0]]:
            return weights
        free.append(best)
        weights, free = _settled(products, target, weights, free)


def _settled(
    products: Matrix, target: Sequence[Fraction], weights: list[Fraction], free: list[int]
) -> tuple[list[Fraction], list[int]]:
    """Go towards the least with only ``free`` weights other than 0, as often as one of them meets 0."""
    while True:
        aim = _on_face(products, target, free)
        if aim is None:
            raise AssertionError("a face of a simplex with one optimum has one itself")
        steps = [weights[k] / (weights[k] - end) for k, end in zip(free, aim, strict=True) if end < 0]
        step = min(steps, default=Fraction(1))
        moved = list(weights)
        for k, end in zip(free, aim, strict=True):
            moved[k] = weights[k] + step * (end - weights[k])
        weights, free = moved, [k for k in free if moved[k] > 0]
        if not steps:
            return weights, free


def _product(row: Sequence[Fraction], weights: Sequence[Fraction]) -> Fraction:
    return sum((a * w for a, w in zip(row, weights, strict=True)), Fraction(0))


def _on_face(products: Matrix, target: Sequence[Fraction], free: Sequence[int]) -> list[Fraction] | None:
    """Return the free weights of the least with sum 1, whatever their signs; None: it is not the only one."""
    one = Fraction(1)
    rows = [[*(products[k][j] for j in free), one, target[k]] for k in free]
    rows.append([*(one for _ in free), Fraction(0), one])
    solved = _solve(rows)
    return None if solved is None else solved[:-1]


def _solve(rows: list[list[Fraction]]) -> list[Fraction] | None:
    """Solve linear equations by elimination; None: they have not exactly one solution."""
    size = len(rows)
    for column in range(size):
        pivot = next((r for r in range(column, size) if rows[r][column]), None)
        if pivot is None:
            return None
        rows[column], rows[pivot] = rows[pivot], rows[column]
        head = rows[column]
        for r in range(size):
            factor = rows[r][column] / head[column] if r != column else Fraction(0)
            if factor:
                rows[r] = [a - factor * b for a, b in zip(rows[r], head, strict=True)]
    return [rows[k][-1] / rows[k][k] for k in range(size)]
