"""Weights as they can be entered: rounded, and summing to exactly 1."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

DECIMALS: Final = 4
"""Decimals of a proposed weight."""


def rounded(weights: Sequence[Fraction | float], decimals: int = DECIMALS) -> tuple[Decimal, ...]:
    """Round weights that sum to about 1 so that they sum to exactly 1: by largest remainder, the first at a tie.

    >>> [str(w) for w in rounded([Fraction(1, 3), Fraction(1, 3), Fraction(1, 3)])]
    ['0.3334', '0.3333', '0.3333']
    """
    exact = [Fraction(weight) for weight in weights]
    whole, units = sum(exact), 10**decimals
    scaled = [weight / whole * units for weight in exact]
    down = [int(weight) for weight in scaled]
    order = sorted(range(len(exact)), key=lambda k: down[k] - scaled[k])
    for k in order[: units - sum(down)]:
        down[k] += 1
    return tuple(Decimal(number).scaleb(-decimals) for number in down)
