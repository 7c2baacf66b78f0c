"""Heads of categories of equal capacity in the order in which they pay: convex, and linear in pieces."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[Any]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Line:
    """The heads of one class in the order in which they are taken: pieces of equal slope."""

    categories: Ints
    slope: Numbers
    length: Ints
    begin: Ints
    total: Ints

    @classmethod
    def of(cls, own: list[int], before: Ints, after: Ints, price: Numbers, joining: Any) -> "Line":
        slope = np.concatenate((-price[:, own], joining[own] - price[:, own]), axis=1)
        length = np.concatenate((before[:, own], after[:, own]), axis=1)
        order = np.argsort(slope, axis=1, kind="stable")
        categories = np.array(own + own, dtype=np.int64)[order]
        slope = np.take_along_axis(slope, order, axis=1)
        length = np.take_along_axis(length, order, axis=1)
        end = np.cumsum(length, axis=1)
        return cls(categories, slope, length, end - length, end[:, -1])

    @property
    def longest(self) -> int:
        return int(self.total.max())

    def value(self) -> Numbers:
        """Return by station the value of 0, 1, ... heads."""
        count = np.arange(self.longest + 1)
        value = np.zeros((len(self.slope), len(count)), dtype=self.slope.dtype)
        for i in range(self.slope.shape[1]):
            taken = np.clip(count - self.begin[:, i, None], 0, self.length[:, i, None])
            value += self.slope[:, i, None] * taken
        return value


def staff_of(low: Ints, lines: list[Line], amounts: list[Ints]) -> Ints:
    """Return the staff that so many heads of each class make."""
    staff = low.copy()
    rows = np.arange(len(low))
    for line, amount in zip(lines, amounts, strict=True):
        for i in range(line.length.shape[1]):
            np.add.at(
                staff, (rows, line.categories[:, i]), np.clip(amount - line.begin[:, i], 0, line.length[:, i])
            )
    return staff
